"""Answers as a workbook that an office filters: what is to be done first, then the rest, with notes on every column.

Texts are written as texts, whatever they begin with: nothing in a workbook is a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.render.asides import presumed_lines
from adm_rules._internal.render.data_end import data_end_lines
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.sheets import SHEETS, Sheet
from adm_rules._internal.render.trial import trial_code
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import FailedFile
from adm_rules._internal.texts import Catalogue, Text

_LONGEST: Final = 32_000  # letters that a cell may hold
_MOST_ROWS: Final = 1_048_000
_WIDEST: Final = 60  # letters, of a column
_SAID: Final = Catalogue(
    {
        "notes": Text("Note", "Notes"),
        "unread": Text("Non letti", "Not read"),
        "file": Text("file", "file"),
        "fault": Text("difetto", "fault"),
        "rules": Text("regole", "rules"),
        "on": Text("giudizio al", "as of"),
        "trial": Text("PROVA, non è quanto dice l'atto", "TRIAL, not what the act says"),
        "columns": Text("Colonne", "Columns"),
        "meaning": Text("significato (in inglese)", "meaning"),
        "unit": Text("unità", "unit"),
        "yes": Text("sì", "yes"),
        "no": Text("no", "no"),
        "full": Text(
            "un foglio non può avere più di {} righe: dividere i file",
            "a sheet has at most {} rows: check fewer files",
        ),
    }
)


def _made(answers: Answers[Any], page: Page) -> bytes:
    out = io.BytesIO()
    book = Book(out, page.lang, answers.on)
    try:
        _fill(book, answers, page)
    finally:
        book.close()
    return out.getvalue()


def _fill(book: Book, answers: Answers[Any], page: Page) -> None:
    sheets = [book.table(sheet) for sheet in _in_order(SHEETS[answers.kind])]
    told: dict[str, list[str]] = {}
    for name, answer in answers.each:
        for table in sheets:
            beside = answers.beside.get(str(name), ()) if table.sheet.of_beside else answer
            table.add(table.sheet.rows(beside, page.lang))
        if isinstance(answer, Report):
            told[str(name)] = [*data_end_lines(answer, page.lang), *presumed_lines(answer, page.lang)]
    book.notes(answers, sheets, told)


def _in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """What is to be done stands first."""
    return sorted(sheets, key=lambda sheet: sheet.frame.name != "to_do")


class Book:
    """A workbook in the making; the same answers give the same bytes."""

    def __init__(self, out: io.BytesIO, lang: str, on: date | None) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise AdmRulesError("workbooks need xlsxwriter: pip install 'adm_rules[excel]'") from None
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(out, options)
        self.book.set_properties({"created": datetime.combine(on or date(2026, 1, 1), time())})
        self.lang, self.said = lang, _SAID.in_language(lang)
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#DDDDDD", "text_wrap": True, "valign": "top"}
        )
        self.formats = {
            "day": self.book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
            "cents": self.book.add_format({"num_format": "#,##0.00 [$€-410]", "valign": "top"}),
            "text": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "number": self.book.add_format({"valign": "top"}),
        }

    def table(self, sheet: Sheet) -> SheetWriter:
        """A sheet with the heads of its columns."""
        return SheetWriter(self, sheet)

    def plain(self, title: str, rows: Iterable[Sequence[str]]) -> None:
        """A sheet of texts, the first row being its head."""
        made = self.book.add_worksheet(title)
        made.set_column(0, 3, 40)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                made.write_string(n, m, cell[:_LONGEST], self.formats["text"] if n else self.head)

    def notes(self, answers: Answers[Any], tables: Sequence[SheetWriter], told: dict[str, list[str]]) -> None:
        """What could not be read, by which rules, what was presumed, and what the columns mean."""
        failed = list(answers.failed)
        if failed:
            head = [self.said["file"], self.said["fault"]]
            self.plain(self.said["unread"], [head, *((each.key, _faults(each)) for each in failed)])
        self.plain(self.said["notes"], self._notes(answers, tables, told))

    def _notes(
        self, answers: Answers[Any], tables: Sequence[SheetWriter], told: dict[str, list[str]]
    ) -> Iterator[Sequence[str]]:
        rules = answers.rules
        yield (self.said["rules"], "" if rules is None else f"{rules.id} {rules.regulation.version}")
        if rules is not None:
            yield ("", rules.fingerprint)
        if answers.on is not None:
            yield (self.said["on"], f"{answers.on:%d/%m/%Y}")
        if answers.trial:
            yield (self.said["trial"], trial_code(answers.trial))
        for name, lines in told.items():
            yield from ((name, line) for line in lines)
        yield (self.said["columns"], "", self.said["meaning"], self.said["unit"])
        for table in tables:
            for column in table.sheet.frame.columns:
                title, head = (text.in_language(self.lang) for text in (table.sheet.title, column.head))
                yield (title, head, column.about, column.unit)

    def close(self) -> None:
        """Write the workbook out."""
        self.book.close()


class SheetWriter:
    """One sheet of a workbook, row by row."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.columns = sheet.frame.columns
        self.made = book.book.add_worksheet(sheet.title.in_language(book.lang))
        self.rows = 0
        heads = [column.head.in_language(book.lang) for column in self.columns]
        for n, (column, head) in enumerate(zip(self.columns, heads, strict=True)):
            self.made.write_string(0, n, head, book.head)
            self.made.set_column(n, n, _width(column, head))
        self.made.freeze_panes(1, 0)
        self.made.set_landscape()
        self.made.set_paper(9)  # A4
        self.made.fit_to_pages(1, 0)
        self.made.repeat_rows(0)
        self.made.autofilter(0, 0, 0, len(heads) - 1)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows below those that are there."""
        for row in rows:
            self.rows += 1
            if self.rows > _MOST_ROWS:
                raise AdmRulesError(self.book.said["full"].format(_MOST_ROWS))
            for n, (column, cell) in enumerate(zip(self.columns, row, strict=True)):
                if cell is not None:
                    self._write(n, column, cell)
        self.made.autofilter(0, 0, self.rows, len(self.columns) - 1)

    def _write(self, n: int, column: Column, cell: Any) -> None:
        formats = self.book.formats
        if column.kind is CellKind.DAY:
            self.made.write_datetime(self.rows, n, datetime.combine(cell, time()), formats["day"])
        elif column.unit == "cents":
            self.made.write_number(self.rows, n, cell / 100, formats["cents"])
        elif column.kind in (CellKind.NUMBER, CellKind.EXACT):
            self.made.write_number(self.rows, n, cell, formats["number"])
        else:
            self.made.write_string(self.rows, n, self._text(column, cell)[:_LONGEST], formats["text"])

    def _text(self, column: Column, cell: Any) -> str:
        if column.kind is CellKind.FLAG:
            return self.book.said["yes" if cell else "no"]
        if column.kind is CellKind.NAMES:
            return ", ".join(cell)
        return column.said(cell, self.book.lang) if column.said is not None else str(cell)


def _width(column: Column, head: str) -> int:
    """A width for what a column holds."""
    if column.name in {"message", "fault", "remedy", "what", "label_it", "label_en", "worst_fault"}:
        return _WIDEST if column.name == "message" else _WIDEST // 2 + 6
    return max(len(head) + 4, 12)


def _faults(failed: FailedFile) -> str:
    return "; ".join(each.render() for each in failed.diagnostics)


XLSX: Final = Format(
    "xlsx", ".xlsx", "a workbook for an office", lambda kind: kind in SHEETS, made=_made, needs_deadlines=True
)

"""Answers as one table for a spreadsheet: UTF-8, semicolons between cells, decimal points, days as ``YYYY-MM-DD``.

A semicolon is what a spreadsheet set to Italian takes for the end of a cell: there a comma belongs to numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.deadlines import DueList
from adm_rules._internal.frames import findings
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.curve import CopaymentCurve
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.ordering import Queue
from adm_rules._internal.render import (
    budget,
    contract,
    copayment,
    coverage,
    deadlines,
    portfolio,
    queue,
    statement,
    trials,
)
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page, alone
from adm_rules._internal.render.trial import trial_code, trial_of
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.report.trials import TrialEffect
from adm_rules._internal.review.coverage import Coverage

SEPARATOR: Final = ";"
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"-[0-9]+(\.[0-9]+)?")
#: The rows of an answer, with the name of its file, in a language.
Rows = Callable[[Any, str | None, str], Iterable[Iterable[object]]]
#: The columns of each kind of answer, and its rows.
_SHEETS: Final[Mapping[type, tuple[Sequence[str], Rows]]] = {
    Copayment: (copayment.COLUMNS, copayment.rows),
    Statement: (statement.COLUMNS, statement.rows),
    Budget: (budget.COLUMNS, budget.rows),
    ContractMoney: (contract.COLUMNS, contract.rows),
    Queue: (queue.COLUMNS, queue.rows),
    DueList: (deadlines.COLUMNS, deadlines.rows),
    Report: (
        ("file", *(column.name for column in findings.FINDINGS)),
        lambda report, name, lang: ((name, *row) for row in findings.findings(report, lang)),
    ),
    Coverage: (coverage.COLUMNS, coverage.rows),
    Portfolio: (portfolio.COLUMNS, portfolio.rows),
    TrialEffect: (trials.EFFECT_COLUMNS, trials.effect_rows),
    CopaymentCurve: (trials.CURVE_COLUMNS, trials.curve_rows),
}


def csv_of(answer: Any, lang: str = "it", *, name: str | None = None) -> str:
    """One answer as a table."""
    return "".join(f"{line}\n" for line in _blocks(alone(answer, name=name), Page(lang)))


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    columns, rows = _SHEETS[answers.kind]
    made = ((answer, row) for name, answer in answers.each for row in rows(answer, name, page.lang))
    if answers.trial:
        return lines((*columns, "trial"), ((*row, trial_code(trial_of(answer))) for answer, row in made))
    return lines(columns, (row for _, row in made))


def lines(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A line of names and the rows, without the line ends."""
    yield _line(columns)
    yield from map(_line, rows)


def _line(row: Iterable[object]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=SEPARATOR, lineterminator="").writerow(_cell(value) for value in row)
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell, empty for None; before a text that a spreadsheet would take for a formula stands an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


CSV: Final = Format("csv", ".csv", "CSV for a spreadsheet", lambda kind: kind in _SHEETS, _blocks)

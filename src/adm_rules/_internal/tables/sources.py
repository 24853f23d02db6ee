"""Tables by name: a folder of CSV files, an SQLite file, a workbook, a connection, rows or data frames.

A table is read whole or not at all: what cannot be cut into rows and cells for certain is a fault of the source.
"""

from __future__ import annotations

import codecs
import csv
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError
from adm_rules._internal.tables.faults import TableFault

#: What stands in each named column of a row; nothing at all of a row that is empty.
Row = Mapping[str, Any]
Wanted = Mapping[str, Iterable[str]]

_DELIMITERS: Final = ";,\t|"
_SQLITE: Final = (".db", ".sqlite", ".sqlite3")
_WORKBOOK: Final = (".xlsx", ".xlsm")
_CSV: Final = ".csv"
_HEAD_WITHIN: Final = 20  # rows above the data among which the names of the columns are looked for
_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(slots=True)
class Tables:
    """The tables of a source that are wanted, by name, what is wrong in them, and the names of all that it has."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[TableFault] = field(default_factory=list)
    names: tuple[str, ...] = ()

    def fault(
        self, code: str, message: str, help: str, table: str, row: int | None = None, of: str = ""
    ) -> None:
        """Note what is wrong in a table, in a row of it or in a column."""
        self.faults.append(TableFault(table, row, of, code, message, help))


def tables_in(source: Any, wanted: Wanted, encoding: str | None = None) -> Tables:
    """The rows of the tables that a mapping names, those that the source has; ``wanted`` are its columns by table.

    ``source`` is a folder of CSV files (UTF-8, or in ``encoding``), an SQLite file or an xlsx workbook (a path); an
    open connection (DB-API or SQLAlchemy) to which a query can be put; or a mapping of names to rows, or to data
    frames of any library.

    Raises:
        AdmRulesError: the source cannot be read.
        ArgumentError: it is none of these.
    """
    if isinstance(source, (str, Path)):
        return _in_path(Path(source), wanted, encoding)
    if isinstance(source, Mapping):
        rows = {name: _rows(source[name]) for name in sorted(wanted) if name in source}
        return Tables(rows, names=tuple(map(str, source)))
    if hasattr(source, "cursor") or hasattr(source, "exec_driver_sql"):
        return Tables(_of_connection(source, wanted))
    raise ArgumentError("`source` is a folder, a file, a connection, or a mapping of table names to rows")


def _in_path(path: Path, wanted: Wanted, encoding: str | None) -> Tables:
    if path.is_dir():
        return _of_folder(path, wanted, encoding)
    if not path.is_file():
        raise AdmRulesError(f"no such folder or file: {path}")
    if path.suffix.lower() in _SQLITE:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return Tables(_of_connection(connection, wanted))
    if path.suffix.lower() in _WORKBOOK:
        return _of_workbook(path, wanted)
    raise AdmRulesError(f"{path}: tables are read from a folder of .csv files, .xlsx, .db or .sqlite")


# --- CSV --------------------------------------------------------------------------------------------------------------


def _of_folder(folder: Path, wanted: Wanted, encoding: str | None) -> Tables:
    found = {path.stem: path for path in sorted(folder.iterdir()) if path.suffix.lower() == _CSV}
    made = Tables(names=tuple(found))
    for name in sorted(set(wanted) & set(found)):
        made.rows[name] = []
        text = _decoded(found[name].read_bytes(), name, encoding, made)
        lines = _lines(text, name, made)
        _add_rows(name, lines, wanted[name], made, even=True)
    return made


def _decoded(raw: bytes, name: str, encoding: str | None, made: Tables) -> str:
    """The text of a file: what its first bytes say, what the mapping says, or UTF-8."""
    found = next((form for mark, form in _MARKED if raw.startswith(mark)), encoding or "utf-8")
    try:
        return raw.decode(found)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        told = f"the file is not written in {found} (line {line})"
        made.fault("not-in-encoding", told, "write `encoding: windows-1252`, or what it is in", name)
        return ""


def _lines(text: str, name: str, made: Tables) -> list[list[Any]]:
    """The lines of a CSV file, cut by what separates the names of its head."""
    head = max(text.splitlines()[:_HEAD_WITHIN], key=_separators, default="")
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        return list(reader)
    except csv.Error:
        told = f"the file cannot be cut into cells (line {reader.line_num})"
        made.fault("broken-csv", told, "close the quotes, and double those within a cell", name)
        return []


def _separators(line: str) -> int:
    return max(map(line.count, _DELIMITERS))


# --- workbooks --------------------------------------------------------------------------------------------------------


class _NotComputed:
    """Stands for a formula of which the workbook holds no result."""


_NOT_COMPUTED: Final = _NotComputed()


def _of_workbook(path: Path, wanted: Wanted) -> Tables:
    """The sheets of a workbook, each a table."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise AdmRulesError("a workbook needs the extra `excel`: pip install 'adm_rules[excel]'") from None
    try:
        results = load_workbook(path, read_only=True, data_only=True)
        written = load_workbook(path, read_only=True)
    except Exception:  # noqa: BLE001 - of the archive, its XML, or what stands in it
        raise AdmRulesError(f"{path}: this is no workbook that can be read; save it anew as .xlsx") from None
    with closing(results), closing(written):
        made = Tables(names=tuple(results.sheetnames))
        for name in sorted(set(wanted) & set(made.names)):
            made.rows[name] = []
            both = (book[name].iter_rows(values_only=True) for book in (results, written))
            lines = [_results(*each) for each in zip_longest(*both, fillvalue=())]
            _add_rows(name, lines, wanted[name], made, even=False)
    return made


def _results(values: Sequence[Any], written: Sequence[Any]) -> list[Any]:
    """The cells of a row; a formula without a result is told from an empty cell."""
    return [
        _NOT_COMPUTED if value is None and str(formula).startswith("=") else value
        for value, formula in zip_longest(values, written)
    ]


# --- rows of a sheet --------------------------------------------------------------------------------------------------


def _add_rows(name: str, lines: list[list[Any]], wanted: Iterable[str], made: Tables, *, even: bool) -> None:
    """Name the cells of the rows below the head; where rows are to be ``even``, each has as many cells as the head."""
    columns = sorted(wanted)
    at = _head(lines, columns)
    head = [_name(each) for each in lines[at]] if lines else []
    for column in columns:
        if head.count(column) > 1:
            made.fault("column-twice", "two columns bear this name", "give each its own", name, None, column)
    for number, cells in enumerate(lines[at + 1 :], start=1):
        row = dict(zip_longest(head, cells[: len(head)])) if any(map(_name, cells)) else {}
        if row and even and (len(cells) < len(head) or any(map(_name, cells[len(head) :]))):
            made.fault("ragged-row", "the row has more or fewer cells than the head", _SPLIT, name, number)
        for column in columns:
            if row.get(column) is _NOT_COMPUTED:
                told = "the cell holds a formula without its result"
                made.fault("not-computed", told, _SAVE, name, number, column)
        row.pop("", None)
        made.rows[name].append(row)


def _head(lines: list[list[Any]], columns: list[str]) -> int:
    """Where the names of the columns stand: the first row with all that are wanted, else the first with any."""
    named = {n: {_name(each) for each in line} - {""} for n, line in enumerate(lines[:_HEAD_WITHIN])}
    filled = [n for n, names in named.items() if names]
    return next((n for n in filled if named[n].issuperset(columns)), filled[0] if filled else 0)


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


_SAVE: Final = "open the workbook in a spreadsheet program, and save it"
_SPLIT: Final = "quote a cell that holds a separator or a line break"


# --- databases and data frames ----------------------------------------------------------------------------------------


def _of_connection(connection: Any, wanted: Wanted) -> dict[str, list[Row]]:
    return {name: rows for name in sorted(wanted) if (rows := _selected(connection, name)) is not None}


def _selected(connection: Any, name: str) -> list[Row] | None:
    """All rows of a table or view; None if there is none of this name."""
    quoted = '"' + name.replace('"', '""') + '"'
    query = f"SELECT * FROM {quoted}"  # noqa: S608 - a quoted identifier
    try:
        if hasattr(connection, "exec_driver_sql"):
            return [dict(row) for row in connection.exec_driver_sql(query).mappings()]
        with closing(connection.cursor()) as cursor:
            cursor.execute(query)
            head = [column[0] for column in cursor.description]
            return [dict(zip(head, row, strict=True)) for row in cursor.fetchall()]
    except Exception as error:  # noqa: BLE001 - each driver has errors of its own
        if _says_missing(error):
            return None
        raise AdmRulesError(f"the table `{name}` cannot be read") from None


def _says_missing(error: Exception) -> bool:
    text = str(error).lower()
    return "no such table" in text or "does not exist" in text


def _rows(table: Any) -> list[Row]:
    """Rows in memory: mappings, or a data frame of pandas, polars or Arrow."""
    if isinstance(table, (list, tuple)):
        try:
            return [dict(row) for row in table]
        except (TypeError, ValueError):
            raise ArgumentError("each row of a table is a mapping of its columns") from None
    if hasattr(table, "to_pylist"):
        return [dict(row) for row in table.to_pylist()]
    if hasattr(table, "to_dicts"):
        return [dict(row) for row in table.to_dicts()]
    if hasattr(table, "to_dict"):
        return [dict(row) for row in table.to_dict("records")]
    raise ArgumentError("a table is a list of rows, or a data frame")

"""Tables by name: a folder of CSV files, an SQLite file, a workbook, a connection, rows or data frames."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError

Row = Mapping[str, Any]

_DELIMITERS: Final = ";,\t|"
_SQLITE: Final = (".db", ".sqlite", ".sqlite3")


def tables_in(source: Any, wanted: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of the tables that a mapping names, those that the source has.

    ``source`` is a folder of CSV files, an SQLite file or an xlsx workbook (a path); an open connection (DB-API or
    SQLAlchemy) to which a query can be put; or a mapping of names to rows, or to data frames of any library.

    Raises:
        AdmRulesError: the source cannot be read.
        ArgumentError: it is none of these.
    """
    names = sorted(set(wanted))
    if isinstance(source, (str, Path)):
        return _in_path(Path(source), names)
    if isinstance(source, Mapping):
        return {name: _rows(source[name]) for name in names if name in source}
    if hasattr(source, "cursor") or hasattr(source, "exec_driver_sql"):
        return _of_connection(source, names)
    raise ArgumentError("`source` is a folder, a file, a connection, or a mapping of table names to rows")


def _in_path(path: Path, names: list[str]) -> dict[str, list[Row]]:
    if path.is_dir():
        found = {each.stem: each for each in sorted(path.glob("*.csv"))}
        return {name: list(_csv(found[name])) for name in names if name in found}
    if not path.is_file():
        raise AdmRulesError(f"no such folder or file: {path}")
    if path.suffix.lower() in _SQLITE:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return _of_connection(connection, names)
    if path.suffix.lower() == ".xlsx":
        return _of_workbook(path, names)
    raise AdmRulesError(f"{path}: tables are read from a folder of .csv files, .xlsx, .db or .sqlite")


def _csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV file in UTF-8, separated by what separates the names of its head."""
    text = path.read_text(encoding="utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    yield from _named(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), path.name)


def _of_workbook(path: Path, names: list[str]) -> dict[str, list[Row]]:
    """The sheets of a workbook; each begins with the names of its columns."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise AdmRulesError("a workbook needs the extra `excel`: pip install 'adm_rules[excel]'") from None
    book = load_workbook(path, read_only=True, data_only=True)
    with closing(book):
        return {
            name: list(_named(book[name].iter_rows(values_only=True), name))
            for name in names
            if name in book.sheetnames
        }


def _named(lines: Iterable[Iterable[Any]], name: str) -> Iterator[Row]:
    rows = iter(lines)
    head = [str(each).strip() for each in next(rows, ()) if each is not None]
    if len(set(head)) != len(head):
        raise AdmRulesError(f"{name}: two columns bear the same name")
    for row in rows:
        cells = list(row)
        if any(each not in (None, "") for each in cells):
            if len(cells) > len(head) and any(each not in (None, "") for each in cells[len(head) :]):
                raise AdmRulesError(f"{name}: a row has more cells than the head has names")
            yield dict(zip(head, cells, strict=False))


def _of_connection(connection: Any, names: list[str]) -> dict[str, list[Row]]:
    return {name: rows for name in names if (rows := _selected(connection, name)) is not None}


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
        return [dict(row) for row in table]
    if hasattr(table, "to_pylist"):
        return [dict(row) for row in table.to_pylist()]
    if hasattr(table, "to_dicts"):
        return [dict(row) for row in table.to_dicts()]
    if hasattr(table, "to_dict"):
        return [dict(row) for row in table.to_dict("records")]
    raise ArgumentError("a table is a list of rows, or a data frame")

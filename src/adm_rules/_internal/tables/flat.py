"""Files as flat tables and back: a table for each list, a row for each record, nothing lost.

Every row has ``_row``, its number in its table, and below the root ``_owner``, the number of the row that it belongs
to. A record inside a record has its keys in the same row (``family.vulnerability``) and ``yes`` under its own. What is
not known is an empty cell, what is known not to exist the text ``none``; the names of a set are separated by spaces,
``[]`` is a set that is known to be empty. The table ``_lists`` has a row for each list that is given, since one that is
known to be empty leaves no other trace, with the days of its coverage.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.roots import Root
from adm_rules._internal.tables.keys import every_key
from adm_rules._internal.tables.mapping import ModelKey
from adm_rules._internal.tables.sources import Row, tables_in

Table = list[dict[str, Any]]

LISTS: Final = "_lists"
_COVERAGE: Final = ("complete_from", "complete_until")
_EMPTY: Final = "[]"
_THERE: Final = "yes"
_WHOLE: Final = frozenset({"count", "minutes", "months"})


def to_tables(files: Iterable[PlainRecord]) -> dict[str, Table]:
    """Files of one kind as tables of rows, such as ``case``, ``case.interventions``, ``case.interventions.sessions``.

    Raises:
        AdmRulesError: they are of several kinds.
    """
    given = list(files)
    roots = [root for root in Root if any(isinstance(each, root.model()) for each in given)]
    if len(roots) > 1:
        raise AdmRulesError(f"files of one kind at a time: these are of the kinds {', '.join(roots)}")
    writer = _FlatWriter()
    for each in given:
        writer.record(roots[0].value, roots[0].model(), each.model_dump(mode="json", exclude_none=True), None)
    return writer.tables


class _FlatWriter:
    """Writes records into tables."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {LISTS: []}

    def record(
        self, table: str, model: type[PlainRecord], data: Mapping[str, Any], owner: int | None
    ) -> None:
        """One row, and the rows of the lists of the record."""
        rows = self.tables.setdefault(table, [])
        row: dict[str, Any] = (
            {"_row": len(rows) + 1} if owner is None else {"_row": len(rows) + 1, "_owner": owner}
        )
        rows.append(row)
        self._keys(table, model, data, row, "")

    def _keys(
        self, table: str, model: type[PlainRecord], data: Mapping[str, Any], row: dict[str, Any], before: str
    ) -> None:
        for name, key in every_key(model).items():
            value = data.get(name)
            if value is None:
                continue
            if key.record is None or not isinstance(value, (list, Mapping)):
                row[before + name] = _cell(value, key)
            elif key.is_list:
                self._list(f"{table}.{before}{name}", key.record, value, row["_row"])
            else:
                row[before + name] = _THERE
                self._keys(table, key.record, dict(value), row, f"{before}{name}.")

    def _list(self, table: str, model: type[PlainRecord], value: Any, owner: int) -> None:
        covered = isinstance(value, Mapping)
        days = {day: value[day] for day in _COVERAGE if covered and day in value}
        self.tables[LISTS].append(
            {"list": table, "_owner": owner, "form": "covered" if covered else "plain", **days}
        )
        for each in value["items"] if covered else value:
            self.record(table, model, each, owner)


def _cell(value: Any, key: ModelKey) -> Any:
    if key.name == "more":
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return " ".join(value) or _EMPTY if isinstance(value, list) else value


def write_tables(tables: Mapping[str, Table], folder: str | Path) -> tuple[Path, ...]:
    """Write tables as CSV files (UTF-8, ``;``) into a folder, which is made if need be; gives their paths."""
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    return tuple(_written(home / f"{name}.csv", rows) for name, rows in tables.items())


def _written(path: Path, rows: Table) -> Path:
    columns = list(dict.fromkeys(column for row in rows for column in row)) or ["_row"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def of_tables(source: Any, root: str = "case") -> tuple[BaseModel, ...]:
    """The files that `to_tables` wrote, read back from rows or from what `from_tables` reads.

    Raises:
        AdmRulesError: a table of the form is missing, or the source cannot be read.
        CaseError: what stands in the tables is no file of this kind.
    """
    kind = Root(root)
    names = [LISTS, root, *(f"{root}.{each}" for each in _lists_of(kind.model()))]
    found = tables_in(source, dict.fromkeys(names, ()))
    if found.faults:
        raise AdmRulesError("\n".join(map(str, found.faults)))
    tables = {name: [row for row in rows if row] for name, rows in found.rows.items()}
    if LISTS not in tables or root not in tables:
        raise AdmRulesError(f"the source has no tables `{root}` and `{LISTS}`: these come from `to_tables`")
    reader = _FlatReader(tables)
    return tuple(as_model(root, reader.record(root, kind.model(), row)) for row in tables[root])


def _lists_of(model: type[PlainRecord]) -> Iterator[str]:
    for name, key in every_key(model).items():
        if key.record is not None:
            if key.is_list:
                yield name
            yield from (f"{name}.{each}" for each in _lists_of(key.record))


class _FlatReader:
    """Reads records back."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self.rows = {name: _by_owner(rows) for name, rows in tables.items() if name != LISTS}
        self.lists = {(each["list"], int(each["_owner"])): each for each in tables[LISTS]}

    def record(self, table: str, model: type[PlainRecord], row: Row) -> dict[str, Any]:
        """The data of the record that stands in a row."""
        return self._keys(table, model, row, "")

    def _keys(self, table: str, model: type[PlainRecord], row: Row, before: str) -> dict[str, Any]:
        found = ((name, self._value(table, key, row, before)) for name, key in every_key(model).items())
        return {name: value for name, value in found if value is not None}

    def _value(self, table: str, key: ModelKey, row: Row, before: str) -> Any:
        name, raw = f"{before}{key.name}", row.get(f"{before}{key.name}")
        if key.record is not None and key.is_list:
            listed = self._list(f"{table}.{name}", key.record, int(row["_row"]))
            return _read(raw, key) if listed is None else listed
        if key.record is not None:
            return self._keys(table, key.record, row, f"{name}.") if raw == _THERE else _read(raw, key)
        return _read(raw, key)

    def _list(self, table: str, model: type[PlainRecord], owner: int) -> Any:
        said = self.lists.get((table, owner))
        if said is None:
            return None
        rows = self.rows.get(table, {}).get(owner, [])
        items = [self.record(table, model, row) for row in rows]
        if said["form"] == "plain":
            return items
        return {"items": items, **{day: said[day] for day in _COVERAGE if said.get(day)}}


def _by_owner(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(int(row.get("_owner") or 0), []).append(row)
    return found


def _read(raw: Any, key: ModelKey) -> Any:
    """The value of a cell; text where it comes from a file."""
    if raw is None or raw == "":
        return None
    if raw == "none" or not isinstance(raw, str):
        return raw
    if key.name == "more":
        return json.loads(raw)
    if key.is_set:
        return [] if raw == _EMPTY else raw.split(" ")
    if key.kind in _WHOLE:
        return int(raw) if raw.isdigit() else raw
    return raw.lower() == "true" if key.kind == "bool" and raw.lower() in ("true", "false") else raw

"""Files from tables: what could be read as models, what was refused and why, and what the tables have no source for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError, CaseError, Diagnostic, did_you_mean
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.tables.building import ONE_ROW, Built, FileBuilder, Origin, Place
from adm_rules._internal.tables.cells import CellReader
from adm_rules._internal.tables.faults import TableFault
from adm_rules._internal.tables.keys import keys_of
from adm_rules._internal.tables.mapping import Cell, Inner, Part, Rows, TableMapping
from adm_rules._internal.tables.reading import read_mapping
from adm_rules._internal.tables.sources import Row, Tables, tables_in
from adm_rules._internal.yaml_source import read, read_data_file

_AT_SOURCE: Final = "correct it at its source"
_COLUMNS_ASKED: Final = 8  # names of columns that a help line lists


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not made: the table and row of its root, and its faults."""

    table: str
    row: int
    faults: tuple[TableFault, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """What tables gave: ``files`` as models; ``refused`` are those with a fault, since nothing is half read.

    ``faults`` are all faults, also those of rows that belong to no file; ``unused`` are the columns that feed no key,
    ``without_source`` the keys, as dotted paths, that no column feeds, of a rule set only those that it reads.
    """

    root: str
    files: tuple[PlainRecord, ...]
    refused: tuple[Refused, ...]
    faults: tuple[TableFault, ...]
    unused: tuple[str, ...]
    without_source: tuple[str, ...]

    @property
    def cases(self) -> tuple[PlainRecord, ...]:
        """The files, where they are cases.

        Raises:
            AdmRulesError: the mapping feeds files of another kind.
        """
        if self.root != "case":
            raise AdmRulesError(f"these tables give files of the kind `{self.root}`: read `files`")
        return self.files

    def __repr__(self) -> str:
        return f"<Imported {len(self.files)} read, {len(self.refused)} refused, {len(self.faults)} faults>"


def from_tables(
    mapping: str | FilePath | bytes,
    source: Any,
    *,
    rules: RuleSet | str | None = None,
    until: date | None = None,
) -> Imported:
    """Read files out of tables by a mapping.

    ``mapping`` is the path of its YAML file, or its bytes. ``source`` is a folder of CSV files, an SQLite file, a
    workbook (xlsx, extra ``excel``), an open connection, or a mapping of table names to rows or data frames. ``rules``
    gives the names and facts that a rule set adds, in place of the one that the mapping names; ``until`` replaces the
    day up to which its lists are complete.

    Raises:
        DiagnosticsError: the mapping has faults; all of them are listed, each at its line.
        AdmRulesError: the source cannot be read.
    """
    read_one, found = load_mapping(mapping, rules)
    if until is not None:
        if until.__class__ is not date:
            raise ArgumentError("`until` is a day: pass a `date`")
        read_one = replace(read_one, rows=_until(read_one.rows, until))
    tables = tables_in(source, _columns_used(read_one.rows), read_one.forms.encoding)
    return _Importer(read_one, found, tables).run()


def load_mapping(
    mapping: str | FilePath | bytes, rules: RuleSet | str | None = None
) -> tuple[TableMapping, RuleSet | None]:
    """A mapping, checked against the models, and the rule set whose names it may use.

    Raises:
        DiagnosticsError: it has faults; all of them are listed, each at its line.
    """
    source = read(mapping, "<mapping>") if isinstance(mapping, bytes) else _mapping_file(mapping)
    faults = Faults(source)
    faults.found.extend(source.diagnostics)
    made = None
    found = None
    if not faults.found:
        found = _rule_set(rules, source.data)
        made = read_mapping(source, faults, None if found is None else found.regulation)
    if made is None:
        raise faults.error()
    return made, found


def _mapping_file(path: str | FilePath) -> Any:
    return read_data_file(path, private=False)


def _rule_set(rules: RuleSet | str | None, data: Any) -> RuleSet | None:
    named = rules if rules is not None else data.get("rules") if isinstance(data, dict) else None
    return named if named is None or isinstance(named, RuleSet) else load(str(named))


class _Importer:
    """Makes the files of one source."""

    def __init__(self, mapping: TableMapping, rules: RuleSet | None, source: Tables) -> None:
        self.mapping = mapping
        self.regulation = None if rules is None else rules.regulation
        self.reads = None if rules is None else rules.reads
        self.source = source
        self.tables: Mapping[str, Sequence[Row]] = source.rows

    def run(self) -> Imported:
        """Everything that the tables give."""
        faults = [*self.source.faults] or [*self._missing()]
        files: list[PlainRecord] = []
        refused: list[Refused] = []
        if not faults:
            names = {} if self.regulation is None else self.regulation.names
            builder = FileBuilder(
                self.mapping.rows, self.mapping.forms, CellReader(self.mapping.forms, names), self.tables
            )
            for built in _each_once(builder.files()):
                file = self._model(built)
                if file is None:
                    origin = built.origins[()]
                    refused.append(Refused(origin.table, origin.row, tuple(dict.fromkeys(built.faults))))
                    faults += built.faults
                else:
                    files.append(file)
            faults += _orphans(self.mapping.rows, builder)
        unused = tuple(self._unused())
        without = _without_source(self.mapping.rows)
        asked = tuple(key for key in without if self.reads is None or key in self.reads)
        return Imported(
            self.mapping.root,
            tuple(files),
            tuple(refused),
            tuple(sorted(dict.fromkeys(faults), key=_place)),
            unused,
            asked,
        )

    def _model(self, built: Built) -> PlainRecord | None:
        """The data as a model; None after adding what was wrong to its faults."""
        try:
            made = as_model(self.mapping.root, built.data, self.regulation)
        except CaseError as error:
            # What is only missing because its cell could not be read was told there.
            told = {(fault.table, fault.row) for fault in built.faults}
            for each in error.diagnostics:
                fault = _led_back(each, built)
                if not (each.code == "missing-key" and (fault.table, fault.row) in told):
                    built.faults.append(fault)
            return None
        return None if built.faults else made  # type: ignore[return-value]

    def _missing(self) -> Iterator[TableFault]:
        """Tables and columns that the mapping names and the source has not."""
        for table, columns in sorted(_columns_used(self.mapping.rows).items()):
            if table not in self.tables:
                help_ = did_you_mean(table, self.source.names) or "check its name"
                yield TableFault(table, None, "", "no-table", "the source has no such table", help_)
                continue
            known = _head(self.tables[table])
            for column in sorted(columns if known else ()):
                if column not in known:
                    help_ = did_you_mean(column, known) or f"it has: {', '.join(known[:_COLUMNS_ASKED])}"
                    yield TableFault(table, None, column, "no-column", "the table has no such column", help_)

    def _unused(self) -> Iterator[str]:
        used = _columns_used(self.mapping.rows)
        for table, rows in sorted(self.tables.items()):
            for column in _head(rows):
                if column not in used[table]:
                    yield f"{table}.{column}"


def _head(rows: Sequence[Row]) -> tuple[str, ...]:
    """The names of a table's columns; none of a table without a row."""
    return next((tuple(map(str, row)) for row in rows if row), ())


def _each_once(files: Iterator[Built]) -> Iterator[Built]:
    """The same files; where several have one id, each with a fault: nobody can say which is the right one."""
    by_id: dict[str, list[Built]] = {}
    whole = list(files)
    for built in whole:
        by_id.setdefault(str(built.data.get("id", "")), []).append(built)
    for same in (group for name, group in by_id.items() if name and len(group) > 1):
        for built, other in zip(same, [*same[1:], same[0]], strict=True):
            if any(fault.help == ONE_ROW for fault in built.faults):
                continue  # told of its key
            origin, row = built.origins[()], other.origins[()].row
            told = f"another row gives a file of the same id (the other: {origin.table}[{row}])"
            built.faults.append(
                TableFault(origin.table, origin.row, origin.columns["id"], "duplicate-file", told, ONE_ROW)
            )
    return iter(whole)


def _led_back(fault: Diagnostic, built: Built) -> TableFault:
    """A fault of a model at the row, and where possible the columns, that it came from."""
    origin, columns = _origin(fault.path, built)
    message = _OTHER.sub("", fault.message)
    if message != fault.message:
        other, _ = _origin(_path_in(fault.message), built)
        message += f" (the other: {other.table}[{other.row}])"
    return TableFault(origin.table, origin.row, columns, fault.code, message, fault.help or _AT_SOURCE)


def _origin(path: Place, built: Built) -> tuple[Origin, str]:
    """The record of a path that stands in a row of its own, and the columns of what the path leads to in it."""
    path = tuple(step for step in path if step != "items")
    place = path
    while place not in built.origins:
        place = place[:-1]
    origin = built.origins[place]
    name = str(path[len(place)]) if len(path) > len(place) else ""
    return origin, origin.columns.get(name) or name


_OTHER: Final = re.compile(r" \(the other: `([^`]+)`[^)]*\)$")
_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def _path_in(message: str) -> Place:
    """The path of the other of two records that clash, which a message ends with."""
    found = _OTHER.search(message)
    return tuple(int(n) if n else name for n, name in _STEP.findall(found.group(1) if found else ""))


def _place(fault: TableFault) -> tuple[str, int, str, str]:
    return fault.table, fault.row or 0, fault.columns, fault.code


# --- what a mapping names ---------------------------------------------------------------------------------------------


def _each(rows: Rows) -> Iterator[tuple[Rows | Cell, str]]:
    """Each part of a mapping, with the table in whose rows it stands."""
    yield rows, rows.table or ""
    groups: Iterable[Mapping[str, Part]] = rows.inline or (rows.parts,)
    for group in groups:
        yield from _in_parts(group, rows.table or "")


def _in_parts(parts: Mapping[str, Part], table: str) -> Iterator[tuple[Rows | Cell, str]]:
    for part in parts.values():
        if isinstance(part, Rows):
            yield from _each(part if part.table is not None else replace(part, table=table))
        elif isinstance(part, Inner):
            yield from _in_parts(part.parts, table)
        else:
            yield part, part.table or table


def _columns_used(rows: Rows) -> dict[str, set[str]]:
    """The columns that a mapping names, by table."""
    used: dict[str, set[str]] = {}
    for part, table in _each(rows):
        columns = used.setdefault(table, set())
        if isinstance(part, Rows):
            columns.update(filter(None, (part.of, part.own, part.when, *part.where)))
        else:
            columns.update(filter(None, (*part.columns, part.of)))
            if part.lookup is not None:
                used.setdefault(part.lookup[0], set()).add(part.lookup[1])
    return used


def _until(rows: Rows, until: date) -> Rows:
    """The same rows, each list that is complete up to a day complete up to another one."""

    def moved(parts: Mapping[str, Part]) -> dict[str, Part]:
        return {name: _moved(part) for name, part in parts.items()}

    def _moved(part: Part) -> Part:
        if isinstance(part, Rows):
            return _until(part, until)
        return replace(part, parts=moved(part.parts)) if isinstance(part, Inner) else part

    last = None if rows.until is None else until
    return replace(rows, parts=moved(rows.parts), inline=tuple(map(moved, rows.inline)), until=last)


def _orphans(rows: Rows, builder: FileBuilder) -> Iterator[TableFault]:
    """Rows of a list's table that belong to no file."""
    lists: dict[str, list[Rows]] = {}
    for part, table in _each(rows):
        if isinstance(part, Rows) and part is not rows:
            lists.setdefault(table, []).append(part)
    for table, parts in sorted(lists.items()):
        for n, row in enumerate(builder.tables[table]):
            if row and n not in builder.used[table] and any(builder.counts(part, row) for part in parts):
                of = parts[0].of or ""
                yield TableFault(
                    table, n + 1, of, "orphan", f"no row has this `{of}`", "add its owner, or leave it out"
                )


def _without_source(rows: Rows, before: str = "") -> Iterator[str]:
    """The keys of the records that are read which no column feeds."""
    groups = rows.inline or (rows.parts,)
    fed = {name: part for group in groups for name, part in group.items()}
    yield from _unfed(rows.record, fed, before)


def _unfed(record: type[PlainRecord], fed: Mapping[str, Part], before: str) -> Iterator[str]:
    for name in keys_of(record):
        part = fed.get(name)
        if part is None:
            yield before + name
        elif isinstance(part, Rows):
            yield from _without_source(part, f"{before}{name}.")
        elif isinstance(part, Inner):
            yield from _unfed(part.record, part.parts, f"{before}{name}.")

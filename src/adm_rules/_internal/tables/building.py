"""Rows of tables as the data of one file, which remembers of each record the table and the row that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.tables.cells import CellError, CellReader, is_empty, text_of
from adm_rules._internal.tables.faults import TableFault
from adm_rules._internal.tables.mapping import UNSAID, Cell, Forms, Inner, Part, Rows
from adm_rules._internal.tables.sources import Row

_MISSING: Final = object()
#: The day up to which a list is whole of which nobody says that it is: before every day of any file.
_NEVER: Final = "1900-01-01"

ONE_ROW: Final = "keep one row for each, in a view"
_MEANS: Final = "write `empty: none` (not happened, or open) or `empty: unknown` (not recorded)"

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands, and in which columns its keys."""

    table: str
    row: int
    columns: Mapping[str, str]


@dataclass(slots=True)
class Built:
    """The data of one file, the places of its records, and what was wrong on the way."""

    data: dict[str, Any]
    origins: dict[Place, Origin] = field(default_factory=dict)
    faults: list[TableFault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _At:
    """A row that is being read."""

    table: str
    number: int
    row: Row


class FileBuilder:
    """Builds the data of files from the tables of one source."""

    def __init__(
        self, rows: Rows, forms: Forms, reader: CellReader, tables: Mapping[str, Sequence[Row]]
    ) -> None:
        self.root = rows
        self.forms = forms
        self.reader = reader
        self.tables = tables
        self._by_column: dict[tuple[str, str], dict[str, list[int]]] = {}
        #: For each list, and each cell in another table, the column by which its owner's row is known.
        self._keys = dict(_owner_keys(rows))
        #: The rows that became part of a file, by table; the others are orphans.
        self.used: dict[str, set[int]] = {name: set() for name in tables}

    def files(self) -> Iterator[Built]:
        """One for each row of the root's table that counts."""
        for at in self._counted(self.root, range(len(self.tables.get(self.root.table or "", ())))):
            built = Built({})
            self._only_one(self.root, at, built)
            built.data = self._record(self.root.parts, at, at, (), built)
            yield built

    # --- records ------------------------------------------------------------------------------------------------------

    def _record(
        self, parts: Mapping[str, Part], at: _At, owner: _At, place: Place, built: Built
    ) -> dict[str, Any]:
        """The data of a record that stands in a row; ``owner`` is the row by whose key its lists are found."""
        built.origins[place] = Origin(
            at.table, at.number, {name: _columns(part) for name, part in parts.items()}
        )
        self.used[at.table].add(at.number - 1)
        data: dict[str, Any] = {}
        for name, part in parts.items():
            value = self._part(part, at, owner, (*place, name), built)
            if value is not _MISSING:
                data[name] = value
        return data

    def _part(self, part: Part, at: _At, owner: _At, place: Place, built: Built) -> Any:
        if isinstance(part, Rows):
            return self._list(part, at, owner, place, built)
        if isinstance(part, Inner):
            return self._record(part.parts, at, owner, place, built) or _MISSING
        try:
            return self._cell(part, at, owner)
        except CellError as error:
            built.faults.append(
                TableFault(at.table, at.number, _columns(part), error.code, error.message, error.help)
            )
            return _MISSING

    def _list(self, rows: Rows, at: _At, owner: _At, place: Place, built: Built) -> Any:
        found: list[Any] = []
        if rows.inline:
            for parts in rows.inline:
                each = self._record(parts, at, owner, (*place, len(found)), built)
                if any(
                    not isinstance(part, Cell) or part.const is UNSAID
                    for name, part in parts.items()
                    if name in each
                ):
                    found.append(each)
        else:
            for below in self._below(rows, at, owner):
                self._only_one(rows, below, built)
                found.append(self._record(rows.parts, below, below, (*place, len(found)), built))
        return _listed(found, rows)

    def _below(self, rows: Rows, at: _At, owner: _At) -> Iterator[_At]:
        """The rows that stand for the records of a list."""
        if rows.of is None:
            yield from self._counted(rows, [at.number - 1] if rows.table == at.table else ())
            return
        own = self._keys.get(id(rows)) or rows.of
        yield from self._counted(rows, self._named(rows.table or "", rows.of, owner.row.get(own)))

    def _only_one(self, rows: Rows, at: _At, built: Built) -> None:
        """Report a row whose key another one has: what names that key would stand under both."""
        if rows.own is None or not any(isinstance(part, Rows) and part.table for part in rows.parts.values()):
            return
        same = self._named(at.table, rows.own, at.row.get(rows.own))
        other = next(
            (n + 1 for n in same if n + 1 != at.number and self.counts(rows, self.tables[at.table][n])), None
        )
        if other is not None:
            told = f"another row has the same key (the other: {at.table}[{other}])"
            built.faults.append(TableFault(at.table, at.number, rows.own, "duplicate-key", told, ONE_ROW))

    def _named(self, table: str, column: str, key: Any) -> Sequence[int]:
        """The numbers of the rows that have a key in a column; an empty one names none."""
        return () if is_empty(key, self.forms) else self._where_is(table, column).get(text_of(key), ())

    def _counted(self, rows: Rows, numbers: Any) -> Iterator[_At]:
        table = rows.table or ""
        for n in numbers:
            row = self.tables[table][n]
            if row and self.counts(rows, row):
                yield _At(table, n + 1, row)

    def counts(self, rows: Rows, row: Row) -> bool:
        """Whether a row of a list's table stands for a record of the list, whoever owns it."""
        if rows.when is not None and is_empty(row.get(rows.when), self.forms):
            return False
        return all(text_of(row.get(column, "")) in texts for column, texts in rows.where.items())

    def _where_is(self, table: str, column: str) -> Mapping[str, list[int]]:
        """The numbers of the rows of a table, by what stands in a column."""
        found = self._by_column.get((table, column))
        if found is None:
            found = self._by_column[table, column] = {}
            for n, row in enumerate(self.tables.get(table, ())):
                found.setdefault(text_of(row.get(column)), []).append(n)
        return found

    # --- cells --------------------------------------------------------------------------------------------------------

    def _cell(self, cell: Cell, at: _At, owner: _At) -> Any:
        if cell.const is not UNSAID:
            return cell.const
        row = self._row_of(cell, at, owner)
        raw = [row.get(column) for column in cell.columns]
        if all(is_empty(each, self.forms) for each in raw):
            return self._nothing(cell)
        if len(raw) == 2:
            if any(is_empty(each, self.forms) for each in raw):
                raise CellError(
                    "half-empty", "one of the two columns is empty", "give day and clock time, or neither"
                )
            return self.reader.instant(*raw)
        if cell.each is not None:
            each = cell.each.name
            return _listed([{each: value} for value in self.reader.several(raw[0], cell)], cell)
        if cell.key.is_set:
            return self.reader.several(raw[0], cell)
        if cell.lookup is not None:
            self._look_up(cell.lookup, raw[0])
        return self.reader.value(raw[0], cell)

    @staticmethod
    def _nothing(cell: Cell) -> Any:
        if cell.key.required:
            raise CellError(
                "empty", f"the required key `{cell.key.name}` has an empty cell", "fill it in at its source"
            )
        if cell.empty is None:
            raise CellError("empty-means", "the mapping does not say what an empty cell means here", _MEANS)
        if cell.empty == "none":
            return "none"
        return [] if cell.whole else _MISSING

    def _row_of(self, cell: Cell, at: _At, owner: _At) -> Row:
        """The row in which a cell stands: the record's own, or the one of another table that names it."""
        if cell.table is None:
            return at.row
        column = cell.of or ""
        own = self._keys.get(id(cell)) or column
        numbers = self._named(cell.table, column, owner.row.get(own))
        if len(numbers) > 1:
            raise CellError(
                "several-rows", f"several rows of `{cell.table}` name this one", "keep one, in a view"
            )
        self.used[cell.table].update(numbers)
        return self.tables[cell.table][numbers[0]] if numbers else {}

    def _look_up(self, lookup: tuple[str, str], raw: Any) -> None:
        table, column = lookup
        numbers = self._named(table, column, raw)
        if not numbers:
            raise CellError(
                "dangling", f"no row of `{table}` has this `{column}`", "add the row, or mend the cell"
            )
        self.used[table].update(numbers)


def _owner_keys(rows: Rows) -> Iterator[tuple[int, str]]:
    """Each list, and each cell in another table, by its identity, with the column of its owner's key."""

    def below(parts: Mapping[str, Part], own: str | None) -> Iterator[tuple[int, str]]:
        for part in parts.values():
            if isinstance(part, Inner):
                yield from below(part.parts, own)
            elif isinstance(part, Rows):
                if own is not None:
                    yield id(part), own
                for group in part.inline:
                    yield from below(group, own)
                yield from below(part.parts, part.own)
            elif part.table is not None and own is not None:
                yield id(part), own

    yield from below(rows.parts, rows.own)


def _columns(part: Part) -> str:
    if isinstance(part, Cell):
        return "+".join(part.columns)
    return ""


def _listed(found: list[Any], of: Rows | Cell) -> Any:
    """A list with what the mapping says of its completeness."""
    if of.whole:
        return found
    if isinstance(of, Rows) and of.until is not None:
        since = {} if of.since is None else {"complete_from": of.since.isoformat()}
        return {"items": found, **since, "complete_until": of.until.isoformat()}
    return {"items": found, "complete_until": _NEVER} if found else _MISSING

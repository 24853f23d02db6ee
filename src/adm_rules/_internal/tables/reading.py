"""Reads a mapping: every key against the model, every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.municipalities import MunicipalityError, normalise
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.roots import ROOTS, Root
from adm_rules._internal.rules import Regulation
from adm_rules._internal.tables.heading import complete, forms
from adm_rules._internal.tables.keys import keys_of
from adm_rules._internal.tables.mapping import (
    UNSAID,
    Cell,
    Empty,
    Inner,
    ModelKey,
    Part,
    Path,
    Rows,
    TableMapping,
)
from adm_rules._internal.yaml_source import Source

HEAD: Final = ("dates", "clocks", "numbers", "unknown", "timezone", "encoding", "codes", "complete", "rules")
ROWS: Final = ("table", "of", "key", "when", "where", "absent", "rows")
CELL: Final = (
    *("column", "columns", "const", "codes", "else", "fold", "type", "format", "secret"),
    *("lookup", "split", "each", "empty", "table", "of", "absent"),
)
#: What tells that a mapping stands for a value, and not for records.
OF_CELL: Final = frozenset({"column", "columns", "const"})
#: What of a cell means nothing without another of its keys.
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "else": ("codes",),
    "fold": ("codes",),
    "of": ("table",),
    "table": ("of",),
    "each": ("column",),
}
VERSION: Final = 1
_TRUTHS: Final = frozenset({"bool"})


def read_mapping(source: Source, faults: Faults, regulation: Regulation | None) -> TableMapping | None:
    """The mapping of a file; None where a fault was reported."""
    data = faults.mapping(source.data, (), ("tables",), (*HEAD, *map(str, ROOTS)))
    if data is None:
        return None
    if (data["tables"].__class__, data["tables"]) != (int, VERSION):
        faults.add("unknown-version", "this library reads `tables: 1`", ("tables",))
        return None
    roots = [root for root in ROOTS if root.value in data]
    if len(roots) != 1:
        faults.add("wrong-shape", "a mapping feeds one kind of file", (), f"write one of {', '.join(ROOTS)}")
        return None
    made = _MappingReader(data, faults, regulation).mapping(roots[0])
    return None if faults.found else made


class _MappingReader:
    """Reads one mapping."""

    def __init__(self, data: Mapping[str, Any], faults: Faults, regulation: Regulation | None) -> None:
        self.data = data
        self.faults = faults
        self.own_names: Mapping[str, Any] = {} if regulation is None else regulation.names
        named = faults.named(data.get("codes"), ("codes",))
        self.codes = {name: faults.named(table, ("codes", name)) for name, table in named.items()}
        self.whole = complete(data.get("complete"), faults)

    def mapping(self, root: Root) -> TableMapping:
        """The whole mapping, of files of one kind."""
        path: Path = (root.value,)
        key = ModelKey(root.value, "", required=True, record=root.model(), is_list=True)
        rows = self.rows(key, root.model(), self.data[root.value], path, "")
        rules = self.data.get("rules")
        for name in self.whole.lists:
            self.faults.unknown("list", name, (), ("complete", "lists"), at_key=False, otherwise=_LISTS)
        return TableMapping(
            root.value, None if rules is None else str(rules), rows, forms(self.data, self.faults)
        )

    # --- records ------------------------------------------------------------------------------------------------------

    def rows(
        self, key: ModelKey, record: type[PlainRecord], data: Any, path: Path, dotted: str, owned: Any = None
    ) -> Rows:
        """Where the records of a list, or the files themselves, come from; ``owned`` is the table of their owner."""
        known = keys_of(record)
        table = self.faults.mapping(data, path, (), (*ROWS, *known)) or {}
        if "table" not in table and "rows" not in table:
            self.faults.add("no-table", f"`{key.name}` names no table", path, "write `table:`, or `rows:`")
        elif dotted and "of" not in table and table.get("table", owned) != owned:
            told = f"`{key.name}` does not say whose its rows are"
            self.faults.add("no-owner", told, path, "write `of:` with the column that names the owner")
        inline = tuple(
            self.parts(record, each, (*path, "rows", n), dotted, owned)
            for n, each in enumerate(self.faults.items(table.get("rows"), (*path, "rows")))
        )
        fed = {name: each for name, each in table.items() if name not in ROWS}
        if "rows" in table:
            for name in (*fed, *(each for each in _OF_A_TABLE if each in table)):
                self.faults.add(
                    "wrong-shape", f"`{name}` stands beside `rows`", (*path, name), "write it within `rows`"
                )
        parts = {} if "rows" in table else self.parts(record, fed, path, dotted, table.get("table"))
        since, until = self.whole.of(dotted, key, (*path,), self.faults) if dotted else (None, None)
        return Rows(
            key,
            path,
            record,
            self._word(table, "table", path),
            self._word(table, "of", path),
            self._word(table, "key", path),
            self._word(table, "when", path),
            self._where(table.get("where"), (*path, "where")),
            parts,
            inline,
            self._absent(table, path),
            until,
            since,
        )

    def parts(
        self, record: type[PlainRecord], data: Any, path: Path, dotted: str, owned: Any
    ) -> Mapping[str, Part]:
        """The keys of a record that a mapping feeds."""
        known = keys_of(record)
        given = self.faults.mapping(data, path, (), tuple(known)) or {}
        made = {
            name: self.part(known[name], body, (*path, name), dotted, owned)
            for name, body in given.items()
            if name in known
        }
        for name, key in known.items():
            if key.required and name not in given:
                self.faults.add(
                    "no-source", f"the required key `{name}` has no source", path, "name its column"
                )
        return made

    def part(self, key: ModelKey, data: Any, path: Path, dotted: str, owned: Any) -> Part:
        """Where what stands under a key comes from."""
        named = f"{dotted}.{key.name}" if dotted else key.name
        is_cell = not isinstance(data, dict) or bool(OF_CELL & set(data))
        if key.record is None or (is_cell and (key.kind or isinstance(data, dict))):
            return self.cell(key, data, path)
        if key.is_list:
            return self.rows(key, key.record, data, path, named, owned)
        return Inner(key, path, key.record, self.parts(key.record, data, path, named, owned))

    # --- cells --------------------------------------------------------------------------------------------------------

    def cell(self, key: ModelKey, data: Any, path: Path) -> Cell:
        """Where the value of a key comes from."""
        if isinstance(data, str):
            data = {"column": data}
        body = self.faults.mapping(data, path, (), CELL) or {}
        columns = self._columns(body, path)
        self._source_of(body, path)
        each = self._each(key, body, path)
        holds = each or key
        self._fitting(body, key, holds, path)
        fold = body.get("fold", False)
        codes = self._codes(holds, body.get("codes"), (*path, "codes"), fold=fold)
        if (
            holds.kind in _TRUTHS
            and codes is None
            and "const" in body
            and not isinstance(body["const"], bool)
        ):
            self.faults.add("wrong-value", "expected true or false", (*path, "const"))
        return Cell(
            key,
            path,
            columns,
            self._checked(holds, body["const"], (*path, "const")) if "const" in body else UNSAID,
            self._word(body, "table", path),
            self._word(body, "of", path),
            codes,
            self._checked(holds, body["else"], (*path, "else")) if "else" in body else UNSAID,
            fold,
            self.faults.choice(body.get("type"), _TYPES.get(holds.kind, ()), (*path, "type"), "") or None,
            self._frame(body, path),
            self._word(body, "secret", path),
            self._lookup(body, path),
            self._pattern(body, path),
            each,
            self._empty(key, body, path),
            self._absent(body, path),
        )

    def _columns(self, body: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        if "column" in body:
            return (self.faults.word(body["column"], (*path, "column")),)
        named = self.faults.items(body.get("columns"), (*path, "columns"))
        if "columns" in body and len(named) != 2:
            self.faults.add("wrong-shape", "`columns` are a day and a clock time", (*path, "columns"))
        return tuple(self.faults.word(each, (*path, "columns", n)) for n, each in enumerate(named))

    def _source_of(self, body: Mapping[str, Any], path: Path) -> None:
        if len(OF_CELL & set(body)) != 1:
            self.faults.add("wrong-shape", f"`{path[-1]}` needs a column, or a `const`", path, "and not both")

    def _fitting(self, body: Mapping[str, Any], key: ModelKey, holds: ModelKey, path: Path) -> None:
        """What a cell says that would do nothing."""
        if not isinstance(body.get("fold", False), bool):
            self.faults.add("wrong-value", "expected true or false", (*path, "fold"), "without quotes")
        for name in body:
            lacks = [other for other in _BESIDE.get(name, ()) if other not in body]
            idle = {
                "split": not (holds is not key or key.is_set),
                "each": holds is key,
                "format": holds.kind != "id",
                "secret": holds.kind != "id",
            }.get(name, False)
            if lacks or idle:
                told = f"`{name}` does nothing here"
                self.faults.add(
                    "wrong-shape", told, (*path, name), (lacks and f"write `{lacks[0]}` as well") or None
                )

    def _each(self, key: ModelKey, body: Mapping[str, Any], path: Path) -> ModelKey | None:
        if key.record is None or key.kind:
            return None
        known = keys_of(key.record)
        name = str(body.get("each"))
        if name not in known:
            self.faults.unknown(
                "key", name, known, path, otherwise="write `each:` with the key of each record"
            )
            return None
        return known[name]

    def _codes(self, key: ModelKey, data: Any, path: Path, *, fold: bool) -> Mapping[str, Any] | None:
        if data is None:
            return None
        table = self.codes.get(data) if isinstance(data, str) else data
        if table is None:
            self.faults.unknown("codes", str(data), self.codes, path, at_key=False)
            return None
        where: Path = ("codes", data) if isinstance(data, str) else path
        values = {
            code: self._checked(key, value, (*where, code))
            for code, value in self.faults.named(table, where).items()
        }
        return {_folded(code): value for code, value in values.items()} if fold else values

    def _checked(self, key: ModelKey, value: Any, path: Path) -> Any:
        """A value of the model's own that a mapping writes; reported where it is none."""
        if value == "none" and key.nullable:
            return value
        if key.kind in _TRUTHS and not isinstance(value, bool):
            self.faults.add("wrong-value", "expected true or false", path, "without quotes")
        if key.names is not None:
            return self._name(key.names, str(value), path)
        return value

    def _name(self, names: str, value: str, path: Path) -> str:
        if names == "municipality":
            return self._place(value, path)
        listed = [*NAMES[names], *self.own_names.get(names, {})]
        if value not in listed:
            self.faults.unknown("name", value, listed, path, at_key=False)
        return value

    def _place(self, value: str, path: Path) -> str:
        try:
            return normalise(value)
        except MunicipalityError as error:
            self.faults.add("unknown-municipality", f"`{value}`: {error.problem}", path, error.advice)
            return value

    def _empty(self, key: ModelKey, body: Mapping[str, Any], path: Path) -> Empty | None:
        said = body.get("empty")
        if said == "none" and not key.nullable:
            self.faults.add(
                "wrong-value", f"`{key.name}` cannot be `none`", (*path, "empty"), "write `unknown`"
            )
        found = self.faults.choice(said, ("none", "unknown"), (*path, "empty"), "")
        return "none" if found == "none" else "unknown" if found or not _asks(key) else None

    def _frame(self, body: Mapping[str, Any], path: Path) -> str | None:
        frame = self._word(body, "format", path)
        if frame is not None and frame.count("{}") != 1:
            self.faults.add(
                "wrong-value", "`format` has no place for the text", (*path, "format"), "write `m-{}`"
            )
        return frame

    def _lookup(self, body: Mapping[str, Any], path: Path) -> tuple[str, str] | None:
        named = self._word(body, "lookup", path)
        if named is None:
            return None
        table, dot, column = named.rpartition(".")
        if not dot:
            self.faults.add(
                "wrong-value", "`lookup` names a table and its column", (*path, "lookup"), "`agencies.code`"
            )
        return table, column

    def _pattern(self, body: Mapping[str, Any], path: Path) -> str | None:
        pattern = self._word(body, "split", path)
        try:
            re.compile(pattern or "")
        except re.error:
            self.faults.add(
                "wrong-value", "`split` is no regular expression", (*path, "split"), "such as `[;,]`"
            )
            return None
        return pattern

    # --- small parts --------------------------------------------------------------------------------------------------

    def _word(self, body: Mapping[str, Any], key: str, path: Path) -> str | None:
        return self.faults.word(body[key], (*path, key)) if key in body else None

    def _absent(self, body: Mapping[str, Any], path: Path) -> bool:
        return self.faults.choice(body.get("absent"), ("none", "unknown"), (*path, "absent"), "") == "none"

    def _where(self, data: Any, path: Path) -> Mapping[str, frozenset[str]]:
        return {
            column: frozenset(self.faults.texts(listed, (*path, column)))
            for column, listed in self.faults.named(data, path).items()
        }


def _asks(key: ModelKey) -> bool:
    """Whether an empty cell may mean two things: not recorded, or not happened and open."""
    return key.nullable and key.kind in ("event", "date")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_OF_A_TABLE: Final = ("table", "of", "key", "when", "where")
_LISTS: Final = "name a list that the mapping feeds, such as `interventions.sessions`"
_TYPES: Final = {"minutes": ("hours", "minutes")}

"""Reads a mapping: every key against the model, every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.municipalities import MunicipalityError, normalise
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.roots import ROOTS, Root
from adm_rules._internal.rules import Regulation
from adm_rules._internal.tables.keys import keys_of
from adm_rules._internal.tables.mapping import (
    UNSAID,
    Cell,
    Empty,
    Forms,
    Inner,
    ModelKey,
    Part,
    Path,
    Rows,
    TableMapping,
)
from adm_rules._internal.yaml_source import Source

_HEAD: Final = ("dates", "clocks", "numbers", "unknown", "timezone", "encoding", "codes", "complete", "rules")
_ROWS: Final = ("table", "of", "key", "when", "where", "absent", "rows")
_CELL: Final = (
    *("column", "columns", "const", "codes", "else", "fold", "type", "format", "secret"),
    *("lookup", "split", "each", "empty", "table", "of", "absent"),
)
#: What tells that a mapping stands for a value, and not for records.
_OF_CELL: Final = frozenset({"column", "columns", "const"})
_TRUTHS: Final = frozenset({"bool"})


def read_mapping(source: Source, faults: Faults, regulation: Regulation | None) -> TableMapping | None:
    """The mapping of a file; None where a fault was reported."""
    data = faults.mapping(source.data, (), ("tables",), (*_HEAD, *map(str, ROOTS)))
    if data is None:
        return None
    if data["tables"] != 1:
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
        self.codes = faults.named(data.get("codes"), ("codes",))
        self.whole = _complete(data.get("complete"), faults)

    def mapping(self, root: Root) -> TableMapping:
        """The whole mapping, of files of one kind."""
        path: Path = (root.value,)
        key = ModelKey(root.value, "", required=True, record=root.model(), is_list=True)
        rows = self.rows(key, root.model(), self.data[root.value], path, "")
        rules = self.data.get("rules")
        for name in self.whole.lists:
            self.faults.unknown("list", name, (), ("complete", "lists"), at_key=False, otherwise=_LISTS)
        return TableMapping(
            root.value, None if rules is None else str(rules), rows, _forms(self.data, self.faults)
        )

    # --- records ------------------------------------------------------------------------------------------------------

    def rows(self, key: ModelKey, record: type[PlainRecord], data: Any, path: Path, dotted: str) -> Rows:
        """Where the records of a list, or the files themselves, come from."""
        known = keys_of(record)
        table = self.faults.mapping(data, path, (), (*_ROWS, *known)) or {}
        if "table" not in table and "rows" not in table:
            self.faults.add("no-table", f"`{key.name}` names no table", path, "write `table:`, or `rows:`")
        inline = tuple(
            self.parts(record, each, (*path, "rows", n), dotted)
            for n, each in enumerate(self.faults.items(table.get("rows"), (*path, "rows")))
        )
        fed = {
            name: each
            for name, each in table.items()
            if name not in _ROWS or (name in known and name == "id")
        }
        parts = {} if inline else self.parts(record, fed, path, dotted)
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

    def parts(self, record: type[PlainRecord], data: Any, path: Path, dotted: str) -> Mapping[str, Part]:
        """The keys of a record that a mapping feeds."""
        known = keys_of(record)
        given = self.faults.mapping(data, path, (), tuple(known)) or {}
        made = {
            name: self.part(known[name], body, (*path, name), dotted)
            for name, body in given.items()
            if name in known
        }
        for name, key in known.items():
            if key.required and name not in given:
                self.faults.add(
                    "no-source", f"the required key `{name}` has no source", path, "name its column"
                )
        return made

    def part(self, key: ModelKey, data: Any, path: Path, dotted: str) -> Part:
        """Where what stands under a key comes from."""
        named = f"{dotted}.{key.name}" if dotted else key.name
        is_cell = not isinstance(data, dict) or bool(_OF_CELL & set(data))
        if key.record is None or (is_cell and (key.kind or isinstance(data, dict))):
            return self.cell(key, data, path)
        if key.is_list:
            return self.rows(key, key.record, data, path, named)
        return Inner(key, path, key.record, self.parts(key.record, data, path, named))

    # --- cells --------------------------------------------------------------------------------------------------------

    def cell(self, key: ModelKey, data: Any, path: Path) -> Cell:
        """Where the value of a key comes from."""
        if isinstance(data, str):
            data = {"column": data}
        body = self.faults.mapping(data, path, (), _CELL) or {}
        columns = self._columns(body, path)
        self._source_of(body, columns, path)
        each = self._each(key, body, path)
        holds = each or key
        fold = body.get("fold") is True
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

    def _source_of(self, body: Mapping[str, Any], columns: tuple[str, ...], path: Path) -> None:
        if bool(columns) == ("const" in body):
            self.faults.add("wrong-shape", f"`{path[-1]}` needs a column, or a `const`", path, "and not both")

    def _each(self, key: ModelKey, body: Mapping[str, Any], path: Path) -> ModelKey | None:
        if key.record is None or key.kind:
            return None
        known = keys_of(key.record)
        name = body.get("each")
        if name not in known:
            self.faults.unknown(
                "key", str(name), known, path, otherwise="write `each:` with the key of each record"
            )
            return None
        return known[str(name)]

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
        listed = [*map(str, NAMES[names]), *self.own_names.get(names, {})]
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
            column: frozenset(str(each) for each in self.faults.items(texts, (*path, column)))
            for column, texts in self.faults.named(data, path).items()
        }


class _Complete:
    """The lists that hold everything of a span of days; each is taken out once it is found."""

    def __init__(self, since: date | None, until: date | None, lists: list[str]) -> None:
        self.since = since
        self.until = until
        self.lists = lists

    def of(self, dotted: str, key: ModelKey, path: Path, faults: Faults) -> tuple[date | None, date | None]:
        """The span of a list; none if it is not named."""
        if dotted not in self.lists:
            return None, None
        self.lists.remove(dotted)
        if not key.dated:
            faults.add(
                "no-days", f"the records of `{dotted}` have no day", path, "write `absent: none` there"
            )
        return self.since, self.until


def _complete(data: Any, faults: Faults) -> _Complete:
    body = {} if data is None else faults.mapping(data, ("complete",), ("until", "lists"), ("from",)) or {}
    days = {key: _day(body[key], ("complete", key), faults) for key in ("from", "until") if key in body}
    lists = [str(each) for each in faults.items(body.get("lists"), ("complete", "lists"))]
    return _Complete(days.get("from"), days.get("until"), lists)


def _day(data: Any, path: Path, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(str(data))
    except ValueError:
        faults.add("bad-date", "expected a day", path, "write it as 2026-03-31")
        return None


def _forms(data: Mapping[str, Any], faults: Faults) -> Forms:
    zone = data.get("timezone")
    if zone is not None:
        try:
            ZoneInfo(str(zone))
        except (ZoneInfoNotFoundError, ValueError):
            faults.add("unknown-timezone", "there is no such time zone", ("timezone",), "such as `UTC`")
    texts = [str(each) for each in faults.items(data.get("unknown"), ("unknown",))]
    return Forms(
        (*_patterns(data, "dates", faults), "%Y-%m-%d"),
        (*_patterns(data, "clocks", faults), "%H:%M", "%H:%M:%S"),
        faults.choice(data.get("numbers"), ("comma", "point"), ("numbers",), "point") == "comma",
        frozenset({"", *texts}),
        None if zone is None else str(zone),
        _encoding(data.get("encoding"), faults),
    )


def _encoding(data: Any, faults: Faults) -> str | None:
    try:
        "".encode(str(data or "utf-8"))
    except LookupError:
        faults.add("unknown-encoding", "there is no such encoding", ("encoding",), "such as `windows-1252`")
    return None if data is None else str(data)


def _patterns(data: Mapping[str, Any], key: str, faults: Faults) -> tuple[str, ...]:
    found = tuple(str(each) for each in faults.items(data.get(key), (key,)))
    for n, form in enumerate(found):
        if "%" not in form:
            faults.add(
                "wrong-value", "this is no form of a day or a time", (key, n), "such as `%d/%m/%Y`, `%H.%M`"
            )
    return found


def _asks(key: ModelKey) -> bool:
    """Whether an empty cell may mean two things: not recorded, or not happened and open."""
    return key.nullable and key.kind in ("event", "date")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_LISTS: Final = "name a list that the mapping feeds, such as `interventions.sessions`"
_TYPES: Final = {"minutes": ("hours", "minutes")}

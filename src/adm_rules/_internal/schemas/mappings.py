"""Mappings of tables: for each record its keys, for each key the cell, the record or the rows that may feed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.records import PlainRecord
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.schemas.shapes import DAY, FLAG, WORD, Schema, items, named, record, ref
from adm_rules._internal.schemas.vocabulary import Vocabulary
from adm_rules._internal.tables.keys import keys_of
from adm_rules._internal.tables.mapping import ModelKey
from adm_rules._internal.tables.reading import CELL, HEAD, OF_CELL, ROWS, VERSION

_NEVER: Final[Schema] = {"not": {}}
_TEXTS: Final = items({"type": ["string", "integer"]})
_FORMS: Final = items({"type": "string", "pattern": "%"})
_ONE_PLACE: Final = r"^(?:(?!\{\})[\s\S])*\{\}(?:(?!\{\})[\s\S])*$"
_COMPLETE: Final = record({"until": DAY, "lists": {**_TEXTS, "type": "array"}}, {"from": DAY})


def mapping(known: Vocabulary) -> Schema:
    """A mapping of one kind of file."""
    head = {
        "dates": _FORMS,
        "clocks": _FORMS,
        "numbers": _either("comma", "point"),
        "unknown": _TEXTS,
        "timezone": {"type": ["string", "null"]},
        "encoding": {"type": ["string", "number", "null"]},
        "codes": named(named({})),
        "complete": {"anyOf": [_COMPLETE, {"type": "null"}]},
        "rules": {"type": ["string", "null"]},
    }
    roots = {root.value: ref(f"rows-{root.model().__name__}") for root in ROOTS}
    more = {**{key: head[key] for key in HEAD}, **roots}
    del known
    return record({"tables": {"const": VERSION}}, more, oneOf=[{"required": [root]} for root in roots])


def definitions(known: Vocabulary) -> dict[str, Schema]:
    """The rows, the parts and the cells of every record."""
    records = dict.fromkeys(each for root in ROOTS for each in _records(root.model(), set()))
    keys = [key for each in records for key in keys_of(each).values()]
    return {
        **{f"parts-{each.__name__}": _parts(each) for each in records},
        **{f"rows-{each.__name__}": _rows(each) for each in records},
        **{_cell_name(key): _cell(key, known) for key in keys},
    }


def _records(model: type[PlainRecord], seen: set[type[PlainRecord]]) -> Iterator[type[PlainRecord]]:
    """A record and all below it."""
    if model not in seen:
        seen.add(model)
        yield model
        for key in keys_of(model).values():
            if key.record is not None:
                yield from _records(key.record, seen)


def _keys(model: type[PlainRecord]) -> dict[str, Schema]:
    return {name: _part(key) for name, key in keys_of(model).items()}


def _parts(model: type[PlainRecord]) -> Schema:
    needed = [name for name, key in keys_of(model).items() if key.required]
    return record({}, _keys(model), **({"required": needed} if needed else {}))


def _rows(model: type[PlainRecord]) -> Schema:
    """Rows of a table, or groups of columns of the owner's row."""
    forms: dict[str, Schema] = {
        **dict.fromkeys(("table", "of", "key", "when"), WORD),
        "where": named(_TEXTS),
        "absent": _either("none", "unknown"),
        "rows": items(ref(f"parts-{model.__name__}")),
    }
    keys = _keys(model)
    needed = ["table", *(name for name, key in keys_of(model).items() if key.required)]
    alone = {"properties": {name: _NEVER for name in (*ROWS, *keys) if name not in ("rows", "absent")}}
    of_table = {"properties": {"rows": _NEVER}, "required": needed}
    return record({}, {**{name: forms[name] for name in ROWS}, **keys}) | {
        "if": {"required": ["rows"]},
        "then": alone,
        "else": of_table,
    }


def _part(key: ModelKey) -> Schema:
    """What may stand behind a key: a column, a cell, a record, or rows."""
    written = ref(_cell_name(key))
    if key.record is None:
        return {"anyOf": [WORD, written]}
    below = ref(f"{'rows' if key.is_list else 'parts'}-{key.record.__name__}")
    plain = [WORD] if key.kind else []
    said = {"type": "object", "anyOf": [{"required": [name]} for name in sorted(OF_CELL)]}
    return {"anyOf": [*plain, {"if": said, "then": written, "else": below}]}


def _cell_name(key: ModelKey) -> str:
    """What the definition of a cell is called: keys of one kind share it."""
    of = key.kind or f"each-{key.record.__name__ if key.record else ''}"
    return "-".join(filter(None, ("cell", of.replace(":", "-"), "or-none" if key.nullable else "")))


def _cell(key: ModelKey, known: Vocabulary) -> Schema:
    """A cell in all that may be said of it."""
    several = key.record is not None and not key.kind
    value = {} if several else _value(key, known)
    codes = {"anyOf": [WORD, named(value)]}
    forms: dict[str, Schema] = {
        **dict.fromkeys(("column", "secret", "split", "table", "of"), WORD),
        "format": {"type": "string", "pattern": _ONE_PLACE},
        "lookup": {"type": "string", "pattern": r"\."},
        "columns": {"type": "array", "items": WORD, "minItems": 2, "maxItems": 2},
        "const": value,
        "codes": codes,
        "else": value,
        "fold": FLAG,
        "type": _either("hours", "minutes"),
        "each": {"enum": list(keys_of(key.record))} if several and key.record is not None else _NEVER,
        "empty": _either("none", "unknown") if key.nullable else _either("unknown"),
        "absent": _either("none", "unknown"),
    }
    if not several:
        idle = {"split": key.is_set, "format": key.kind == "id", "secret": key.kind == "id"}
        forms |= {name: _NEVER for name, does in idle.items() if not does}
        if key.kind != "minutes":
            forms["type"] = {"type": "null"}
    dependencies = {
        "else": ["codes"],
        "fold": ["codes"],
        "of": ["table"],
        "table": ["of"],
        "each": ["column"],
    }
    one = [{"required": [name]} for name in sorted(OF_CELL)]
    needed = {"required": ["each"]} if several else {}
    return record({}, {name: forms[name] for name in CELL}, oneOf=one, dependencies=dependencies, **needed)


def _value(key: ModelKey, known: Vocabulary) -> Schema:
    """What a mapping may write in place of a cell."""
    if key.kind == "bool":
        own: Schema = {"type": "boolean"}
    elif key.names is not None:
        own = known.name(key.names)
    else:
        return {}
    return {"anyOf": [own, {"const": "none"}]} if key.nullable else own


def _either(*words: str) -> Schema:
    """One of a few words, or nothing."""
    return {"enum": [*words, None]}

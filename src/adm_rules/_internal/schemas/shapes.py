"""The small shapes that every schema is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from adm_rules._internal.citations import PARTS, REVIEW
from adm_rules._internal.texts import LANGUAGES

#: A JSON Schema of draft 7, which editors know best.
Schema: TypeAlias = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_NO_KEYS: Final[Mapping[str, Schema]] = MappingProxyType({})
_REFERENCE: Final = "#/definitions/"


def ref(name: str) -> Schema:
    """A definition of the same schema."""
    return {"$ref": f"{_REFERENCE}{name}"}


def references(data: Any) -> Iterator[str]:
    """The names of the definitions that a part of a schema refers to."""
    if isinstance(data, Mapping):
        if "$ref" in data:
            yield data["$ref"].removeprefix(_REFERENCE)
        for each in data.values():
            yield from references(each)
    elif isinstance(data, list):
        for each in data:
            yield from references(each)


def told(schema: Schema, description: str) -> Schema:
    """A schema with what an editor shows of it; beside a reference nothing else would be read."""
    return {"description": description, **({"allOf": [schema]} if "$ref" in schema else schema)}


def record(
    needed: Mapping[str, Schema] = _NO_KEYS, more: Mapping[str, Schema] = _NO_KEYS, **rest: Any
) -> Schema:
    """A mapping with just these keys; one that is needed has something behind it."""
    needed = {
        key: {**each, "type": _something(each["type"])} if "type" in each else each
        for key, each in needed.items()
    }
    found: Schema = {"type": "object", "properties": {**needed, **more}, "additionalProperties": False}
    return {**found, **({"required": list(needed)} if needed else {}), **rest}


def _something(kind: str | list[str]) -> str | list[str]:
    left = [each for each in kind if each != "null"] if isinstance(kind, list) else [kind]
    return left[0] if len(left) == 1 else left


def named(each: Schema) -> Schema:
    """A mapping whose keys are the author's own names; nothing at all is an empty one."""
    return {"type": ["object", "null"], "additionalProperties": each}


def items(each: Schema, *, least: int = 0) -> Schema:
    """A list; nothing at all is an empty one, unless something must stand in it."""
    kind: Schema = {"type": "array", "minItems": least} if least else {"type": ["array", "null"]}
    return {**kind, "items": each}


def words(known: Iterable[str]) -> Schema:
    """One of a few words."""
    return {"enum": list(known)}


def choice(known: Iterable[str]) -> Schema:
    """One of a few words, of which one is meant where nothing stands."""
    return {"enum": [*known, None]}


def may_lack(each: Schema) -> Schema:
    """Something that may be left out; nothing behind its key is the same."""
    return {"anyOf": [each, {"type": "null"}]}


def by_reading(each: Schema) -> Schema:
    """One thing for each option of one reading."""
    return record({"by_reading": options(each)})


def options(each: Schema) -> Schema:
    """One reading, with something for each of its options."""
    of_options: Schema = {"type": "object", "additionalProperties": each}
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": of_options}


WORD: Final[Schema] = {"type": "string", "pattern": r"\S"}
FLAG: Final[Schema] = {"type": "boolean"}
TEXT: Final[Schema] = record(dict.fromkeys(LANGUAGES, WORD))
DAY: Final[Schema] = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "patternErrorMessage": "write it as YYYY-MM-DD",
}
_PLACE: Final[Schema] = {"type": ["string", "integer"], "pattern": r"\S"}
CITATION: Final[Schema] = record(
    {},
    {**{part: {**_PLACE, "type": [*_PLACE["type"], "null"]} for part in PARTS}, REVIEW: DAY},
    anyOf=[{"properties": {part: _PLACE}, "required": [part]} for part in PARTS],
)

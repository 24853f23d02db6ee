"""Finds the first place where stored data are not of the form that a schema asks for; keys of later writers pass.

It knows the keywords that the library's own schemas of answers use, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Place = tuple[str, ...]
_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
}


def first_fault(schema: Mapping[str, Any], data: Any) -> str | None:
    """Where data are not of a form, as a path without any value of them; None where they are."""
    fault = next(_faults(schema, data, (), schema["$defs"]), None)
    return None if fault is None else "".join(fault).removeprefix(".") or "the whole"


def _faults(schema: Mapping[str, Any], data: Any, at: Place, known: Mapping[str, Any]) -> Iterator[Place]:
    if "$ref" in schema:
        yield from _faults(known[schema["$ref"].rpartition("/")[2]], data, at, known)
    if "anyOf" in schema and all(_misfits(each, data, known) for each in schema["anyOf"]):
        yield at
    if not _is_plain(schema, data):
        yield at
    elif isinstance(data, dict):
        yield from _in_object(schema, data, at, known)
    elif isinstance(data, list) and "items" in schema:
        for n, item in enumerate(data):
            yield from _faults(schema["items"], item, (*at, f"[{n}]"), known)


def _misfits(schema: Mapping[str, Any], data: Any, known: Mapping[str, Any]) -> bool:
    return next(_faults(schema, data, (), known), None) is not None


def _is_plain(schema: Mapping[str, Any], data: Any) -> bool:
    """Whether a value is of a type, a member of a list, and of a pattern that a schema names."""
    asked = schema.get("type")
    types = [asked] if isinstance(asked, str) else asked
    if types is not None and not any(_TYPES[each](data) for each in types):
        return False
    if "const" in schema and data != schema["const"]:
        return False
    if "enum" in schema and data not in schema["enum"]:
        return False
    if "minimum" in schema and data < schema["minimum"]:
        return False
    return "pattern" not in schema or re.search(schema["pattern"], data) is not None


def _in_object(
    schema: Mapping[str, Any], data: Mapping[str, Any], at: Place, known: Mapping[str, Any]
) -> Iterator[Place]:
    for key in schema.get("required", ()):
        if key not in data:
            yield (*at, f".{key}")
    properties = schema.get("properties", {})
    for key, form in properties.items():
        if key in data:
            yield from _faults(form, data[key], (*at, f".{key}"), known)
    rest = schema.get("additionalProperties")
    if isinstance(rest, dict):  # names that are free may come from a file: they are counted, not told
        for n, (key, value) in enumerate(data.items()):
            if key not in properties:
                yield from _faults(rest, value, (*at, f"[{n}]"), known)

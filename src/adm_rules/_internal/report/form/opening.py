"""Opens a stored answer of any kind: its text, its format's number, and the first place that is not as this asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from adm_rules._internal.diagnostics import ReportError
from adm_rules._internal.report.form.naming import FORMATS, format_name

# --- the form ---------------------------------------------------------------------------------------------------------

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


# --- opening ----------------------------------------------------------------------------------------------------------

T = TypeVar("T")
Data = Mapping[str, Any]
_FORMAT: Final = re.compile(r"adm-rules/([a-z]+)/([0-9]{1,6})")
#: What parts that do not fit together raise.
_MISFITS: Final = (AttributeError, KeyError, TypeError, ValueError, IndexError, ArithmeticError)


def opened(
    text: str | bytes,
    kind: str,
    schema: Data,
    *,
    newest: Callable[[Data], T],
    oldest: Callable[[Data], T],
) -> T:
    """The answer that a text holds; ``oldest`` reads what version 0.1.0 wrote, which names no format.

    Raises:
        ReportError: it holds none of this kind, or one of a format that this library does not know, or not of its form.
    """
    data = _loaded(text, kind)
    named = data.get("format")
    if named is None:
        unlike = f"it names no `format` (such as `{format_name(kind)}`), and is none of 0.1.0"
        return _fitting(oldest, data, kind, unlike)
    check_format(named, kind)
    fault = first_fault(schema, data)
    if fault is not None:
        raise ReportError(f"{_none(kind)}: something is missing or wrong at `{fault}`")
    return _fitting(newest, data, kind, "its parts do not fit together")


def check_format(named: Any, kind: str) -> None:
    """Refuse a format that is not one of a kind of answer, or that a later library writes.

    Raises:
        ReportError: it is another; both formats are named.
    """
    found = _FORMAT.fullmatch(named) if isinstance(named, str) else None
    if found is None or found[1] not in FORMATS:
        raise ReportError(f"{_none(kind)}: `format` is none of this library")
    if found[1] != kind:
        raise ReportError(f"this holds another answer, `{found[1]}`, and not `{kind}`")
    if int(found[2]) != FORMATS[kind]:
        raise ReportError(
            f"this is of format {found[2]}, and this library reads format {FORMATS[kind]} "
            "and older ones: upgrade with `pip install --upgrade adm_rules`"
        )


def _none(kind: str) -> str:
    return f"this is no {kind} that `to_json` wrote"


def _loaded(text: str | bytes, kind: str) -> Data:
    if not isinstance(text, (str, bytes)):
        raise ReportError(f"{_none(kind)}: pass its text")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise ReportError(f"{_none(kind)}: it is no JSON object")
    return data


def _fitting(read: Callable[[Data], T], data: Data, kind: str, unlike: str) -> T:
    try:
        return read(data)
    except _MISFITS:
        told = f"{_none(kind)}: {unlike}"
    raise ReportError(told)

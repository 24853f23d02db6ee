"""Opens a stored answer of any kind: its text, the number of its format, and the form that this asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from adm_rules._internal.diagnostics import ReportError
from adm_rules._internal.report.form.checking import first_fault
from adm_rules._internal.report.form.naming import FORMATS, format_name

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

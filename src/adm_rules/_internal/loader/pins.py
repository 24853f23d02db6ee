"""The pin of an overlay as text: what it touches of its base, as the base said it, in a block that a command writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

#: What an overlay touches, as plain data: by kind (``values``, ``readings``, ``rules``, …), then by name.
Pin: TypeAlias = Mapping[str, Mapping[str, Any]]

KINDS: Final = ("base", "conventions", "values", "readings", "tariffs", "rules")
_HEAD: Final = (
    "# What this file touches of its base, as it was when the two were compared. Written by `adm-rules pin`."
)
_PLAIN: Final = re.compile(r"[A-Za-z_$][\w$./-]*|\d{4}-\d\d-\d\d")
_WORDS: Final = ("true", "false", "null")


def with_pin(text: str, pin: Pin) -> str:
    """The text of an overlay with this pin at its end, in place of the one that it has."""
    return "\n".join([*_without_pin(text), "", *_block(pin), ""])


def _without_pin(text: str) -> list[str]:
    """The lines of an overlay but those of its pin, and no empty ones at the end."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        inside = line.startswith("pinned:") or (inside and line[:1] in ("", " "))
        if not inside and line != _HEAD:
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _block(pin: Pin) -> Iterator[str]:
    yield _HEAD
    yield "pinned:"
    for kind in KINDS:
        if not pin[kind]:
            continue
        yield f"  {kind}:"
        for name, data in pin[kind].items():
            if kind == "rules" and isinstance(data, Mapping):
                yield f"    {flow(name)}:"
                yield from (f"      {key}: {flow(item)}" for key, item in data.items())
            else:
                yield f"    {flow(name)}: {flow(data)}"


def flow(data: Any) -> str:
    """Plain data on one line, as it may stand in a rule file."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in data.items()) + "}"
    if isinstance(data, list | tuple):
        return f"[{', '.join(map(flow, data))}]"
    if data is None or isinstance(data, bool):
        return json.dumps(data)
    if isinstance(data, int | Decimal):
        return str(data)
    return data if _PLAIN.fullmatch(data) and data not in _WORDS else json.dumps(data, ensure_ascii=False)


def differences(old: Any, new: Any, where: str = "") -> Iterator[str]:
    """Where two pieces of plain data differ, and from what to what."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if key not in old:
                yield f"`{_below(where, key)}` is new: {flow(new[key])}"
            elif key not in new:
                yield f"`{_below(where, key)}` is gone: it was {flow(old[key])}"
            else:
                yield from differences(old[key], new[key], _below(where, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True), start=1):
            yield from differences(before, after, _below(where, str(number)))
    elif old != new:
        yield f"`{where}` was {flow(old)} and is {flow(new)}"


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key

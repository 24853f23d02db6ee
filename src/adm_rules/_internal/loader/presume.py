"""Reads what a rule set presumes to be absent; whether that can be is checked when it is compiled."""

from __future__ import annotations

from typing import Any

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Hint, Path, Presumption


def read_presumptions(data: Any, faults: Faults) -> tuple[Presumption, ...]:
    """Every presumption of a file."""
    path = ("presume",)
    read = (_presumption(body, (*path, n), faults) for n, body in enumerate(faults.items(data, path)))
    found = [each for each in read if each is not None]
    for n, each in enumerate(found):
        if each.absent in [other.absent for other in found[:n]]:
            message, help = f"`{each.absent}` is presumed absent twice", "leave one of them out"
            faults.add("duplicate-member", message, (*each.path, "absent"), help)
    return tuple(found)


def _presumption(data: Any, path: Path, faults: Faults) -> Presumption | None:
    body = faults.mapping(data, path, ("absent", "says"), ("names", "unless"))
    if body is None:
        return None
    hints = (
        _hint(item, (*path, "unless", n), faults)
        for n, item in enumerate(faults.items(body.get("unless"), (*path, "unless")))
    )
    return Presumption(
        absent=faults.word(body["absent"], (*path, "absent")),
        names=_words(body.get("names"), (*path, "names"), faults),
        unless=tuple(hints),
        says=faults.text(body["says"], (*path, "says")),
        path=path,
    )


def _hint(data: Any, path: Path, faults: Faults) -> Hint:
    """A key, or a key with the names that hint."""
    if not isinstance(data, dict):
        return Hint(faults.word(data, path), frozenset(), path)
    if len(data) != 1:
        faults.add("wrong-shape", "a hint is one key", path, "write `- key`, or `- {key: [name, …]}`")
        return Hint("", frozenset(), path)
    ((name, names),) = data.items()
    return Hint(name, _words(names, (*path, name), faults), path)


def _words(data: Any, path: Path, faults: Faults) -> frozenset[str]:
    return frozenset(faults.word(each, (*path, n)) for n, each in enumerate(faults.items(data, path)))

"""Looks whether Comuni in files that nobody validates bear the names that models give them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from adm_rules._internal.acceptance.shapes import KEYS, ROOTS
from adm_rules._internal.compiler.readers import not_normal
from adm_rules._internal.municipalities import is_normal


def check_places(files: Mapping[str, Any], own: Collection[str] = ()) -> None:
    """Refuse files (by root) in which a Comune does not bear the name that models give it: it would be nowhere.

    ``own`` are the names that the rule set adds to those of the Comuni.
    """
    for root, data in files.items():
        _check(data, ROOTS[root], own)


def _check(data: Any, record: str, own: Collection[str]) -> None:
    if data.__class__ is not dict:
        return
    places, below = _ways(record)
    for key in places:
        raw = data.get(key)
        if raw.__class__ is str or raw.__class__ is list:
            _check_names(raw, own)
    for key, inner in below:
        raw = data.get(key)
        for each in raw.get("items", ()) if raw.__class__ is dict else raw if raw.__class__ is list else ():
            _check(each, inner, own)


def _check_names(raw: Any, own: Collection[str]) -> None:
    for name in [raw] if raw.__class__ is str else raw:
        if name.__class__ is str and name != "none" and name not in own and not is_normal(name):
            not_normal()


@cache
def _ways(record: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The keys of a record that name Comuni, and its lists of records that do, or that lead to such."""
    specs = {key: spec.split() for key, spec in KEYS[record].items()}
    places = tuple(
        key for key, (kind, *marks) in specs.items() if "place" in kind or "bare:municipality" in marks
    )
    lists = [(key, kind.strip("[]")) for key, (kind, *_) in specs.items() if kind.startswith("[")]
    return places, tuple((key, inner) for key, inner in lists if any(_ways(inner)))

"""Weekly slots of which all is known."""

from __future__ import annotations

from collections.abc import Sequence

from adm_rules._internal.values.bounds import NONE
from adm_rules._internal.values.folds import Slot


def plain_overlap(slots: Sequence[Slot], low: int, high: int, days: frozenset[str]) -> int | None:
    """`folds.overlap` where all slots are known and hold always; None where something is not plain."""
    minutes = 0
    for sure, name, start, end, first, last, phantom in slots:
        plain = start.__class__ is int and end.__class__ is int and first is NONE and last is NONE
        if sure is not True or phantom or not plain or name.__class__ is not str:
            return None
        if name in days and start < high and end > low:
            minutes += max(0, min(end, high) - max(start, low))
    return minutes

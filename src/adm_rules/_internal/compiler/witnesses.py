"""What generated code calls where one thing may be recorded in several places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, is_known, limits


def settle(
    recorded: Sequence[Any], present: Sequence[str], lists: Sequence[Any], proofs: Sequence[Any]
) -> Any:
    """One value from those that may tell it: the recorded ones, in order, then a list, then proofs that it had come.

    A recorded value speaks before what a list shows; a key that is ``present`` and tells of no day yet, or of one that
    may be another's, before a list that shows nothing for certain.
    Witnesses that contradict each other leave open what lies between them.
    """
    said = [each for each in recorded if is_known(each) and each is not NONE and each != NOT_YET]
    if not lists:
        return _one_of(said or recorded)
    shown = _shown(lists[0], proofs)
    low, high, _ = limits(shown)
    if said:
        return _one_of([*said, high] if high < min(said) else said)
    keys = [pair for pair in zip(recorded, present, strict=True) if pair[1]]
    if (NOT_YET, "one") in keys:
        return NOT_YET if high == NOT_YET else Interval(low, NOT_YET)
    maybe = [each for each, _ in keys if each != NOT_YET]
    return _one_of([*maybe, shown]) if maybe and high == NOT_YET else shown


def _shown(day: Any, proofs: Sequence[Any]) -> Any:
    """The day that a list shows; one that begins after a proof does not reach back, and tells but the latest day."""
    lo, hi, _ = limits(day)
    latest = min((limits(each)[1] for each in proofs), default=NOT_YET)
    if latest < lo:
        return Interval(-INF, latest)
    return day if latest >= hi else lo if lo == latest else Interval(lo, latest)


def _one_of(values: Sequence[Any]) -> Any:
    """What one of several values can be; the value itself, if they agree."""
    if all(each == values[0] for each in values):
        return values[0]
    if any(each.__class__ not in (int, Interval) for each in values):
        return UNKNOWN
    ends = [limits(each) for each in values]
    return Interval(
        min(lo for lo, _, _ in ends), max(hi for _, hi, _ in ends), any(none for *_, none in ends)
    )

"""Records that last, side by side: the days that they leave uncovered, and how many there are, or how much, at once.

Each function takes elements as tuples of the truth of the filter, what it adds, first day, last day and the *phantom*
flag (see `values.folds`), and the first and the last day of the interval that is looked at. A record *surely* covers
the days from its latest possible first one to its earliest possible last one, and *possibly* those from its earliest to
its latest. Answers hold for every completion of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, limits
from adm_rules._internal.values.logic import Truth

#: A lasting record: ``(counts, first day, last day, phantom)``.
Lasting: TypeAlias = tuple[Truth, Any, Any, bool]
Stretch: TypeAlias = tuple[int, int]


def gap(elements: Iterable[Lasting], first: Any, last: Any, grace: Any) -> Any:
    """The first day of an interval on which nothing is in force; `NONE` if there is no such day.

    Up to ``grace`` days without are none: the answer is then the day after them. An interval that has no first day, or
    whose first day has not come, leaves nothing to cover.
    """
    if first is NONE or first == NOT_YET:
        return NONE
    earliest, latest, may_not_be = limits(first)
    soonest, longest, _ = limits(last)
    if earliest == latest:  # what has begun lasts for its first day at least
        soonest = max(soonest, min(earliest, longest)) if last.__class__ is Interval else soonest
    patient, strict, _ = (grace, grace, False) if grace.__class__ is int else limits(grace)
    stretches = [(each[0] is True and not each[3], _stretches(each[1], each[2])) for each in elements]
    sure = sorted(inner for counts, (inner, _) in stretches if counts)
    lo = _uncovered(sure, earliest, longest, patient)
    if lo is None:
        return NONE
    possible = sorted(outer for _, (_, outer) in stretches)
    hi = _uncovered(possible, latest, soonest, strict)
    if hi is None or may_not_be:
        return Interval(lo, longest, none=True)
    return lo if lo == hi else Interval(lo, hi)


def touches(begin: Any, end: Any, first: Any, last: Any) -> bool:
    """Whether a record may cover some day that an interval may have; the interval is one that there may be."""
    _, (early, late) = _stretches(begin, end)
    return bool(early <= limits(last)[1] and late >= limits(first)[0])


def _stretches(begin: Any, end: Any) -> tuple[Stretch, Stretch]:
    """The days that a record surely covers, and those that it may cover; one without a first day was always there."""
    early, late, unbegun = (-INF, -INF, False) if begin is NONE else limits(begin)
    least, most, endless = (INF, INF, False) if end is NONE else limits(end)
    return (late, least), (-INF if unbegun else early, INF if endless else most)


def _uncovered(stretches: Sequence[Stretch], first: int, last: int, grace: int) -> int | None:
    """The first day of an interval that no stretch covers, once so many before it are not covered either."""
    reached = first  # every day before it is covered, or part of a gap that is let pass
    for begin, end in stretches:
        if begin > end:
            continue
        if min(begin - 1, last) - reached >= grace:
            break
        reached = max(reached, end + 1)
    return reached + grace if last - reached >= grace else None

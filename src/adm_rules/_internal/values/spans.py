"""Records that last, side by side: the days that they leave uncovered, and how many there are, or how much, at once.

Each function takes elements as tuples of the truth of the filter, what it adds, first day, last day and the *phantom*
flag (see `values.folds`), and the first and the last day of the interval that is looked at. A record *surely* covers
the days from its latest possible first one to its earliest possible last one, and *possibly* those from its earliest to
its latest. Answers hold for every completion of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from adm_rules._internal.calendar import local_to_instant, to_date
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, SetSpan, limits, members
from adm_rules._internal.values.folds import total
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.slots import merged_minutes

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


# --- elements that share time -----------------------------------------------------------------------------------------

#: A minute and a day, as an instant counts them.
_MINUTE: Final = 2
_DAY: Final = 2880


class _Stretch(NamedTuple):
    """One element: the end is at the earliest ``end``, at the latest ``latest``; members of a set that it shares."""

    start: int
    end: int
    latest: int
    name: str
    certain: frozenset[Any]
    possible: frozenset[Any] | None
    sure: bool


def at_once(elements: Sequence[tuple[Truth, Any, Any, Any, Any, bool]]) -> Any:
    """The names of the elements that share time, and a member of a set, with another.

    One without an id is named by its beginning. An end that is not known comes within a day; an element without a
    beginning, or that nobody has seen, may share the time of any.
    """
    times = [
        (start, end) for _, _, start, end, _, phantom in elements if not phantom and start.__class__ is int
    ]
    if _are_apart(times):
        return frozenset() if len(times) == len(elements) else SetSpan(frozenset(), None)
    found, is_open = [], False
    for sure, name, start, end, shared, phantom in elements:
        if phantom or start.__class__ is not int:
            is_open = True
        else:
            found.append(_stretch(start, end, name, shared, sure=sure is True))
    certain: set[str] = set()
    possible: set[str] = set()
    for one, other in _pairs(sorted(found, key=lambda each: each[:4])):
        together = one.sure and other.sure and other.start < one.end and one.certain & other.certain
        (certain if together else possible).update((one.name, other.name))
    if is_open:
        return SetSpan(frozenset(certain), None)
    possible |= certain
    return frozenset(certain) if possible == certain else SetSpan(frozenset(certain), frozenset(possible))


def _are_apart(times: list[tuple[int, Any]]) -> bool:
    """Whether the end of each is known, and none begins before another has ended."""
    if any(end.__class__ is not int for _, end in times):
        return False
    times.sort()
    return all(one[1] <= other[0] for one, other in pairwise(times))


def _stretch(start: int, end: Any, name: Any, shared: Any, *, sure: bool) -> _Stretch:
    ends = (end, end) if end.__class__ is int else (start + _MINUTE, start + _DAY)
    named = name if name.__class__ is str else _moment(start)
    return _Stretch(start, *ends, named, *members(shared), sure)


def _moment(start: int) -> str:
    hour, minute = divmod(start % _DAY // 2, 60)
    return f"{to_date(start // _DAY).isoformat()} {hour:02}:{minute:02}"


def _pairs(found: list[_Stretch]) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Pairs of which the second, that begins no earlier, may begin before the first has ended, and may share."""
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if other.start >= one.latest:
                break
            if one.possible is None or other.possible is None or one.possible & other.possible:
                yield one, other


# --- lengths of time that may overlap ---------------------------------------------------------------------------------


def sum_of_times(elements: Sequence[tuple[Truth, Truth, Any, Any, Any, bool]]) -> Any:
    """The sum of lengths in minutes: ``(counts, merges, start, end, length, phantom)``.

    Time that several of those share which merge counts once. One whose times are not known may share all of its own.
    """
    certain, possible, gaps = _Minutes(), _Minutes(), []
    for counts, merges, start, end, length, phantom in elements:
        timed = not phantom and start.__class__ is int and end.__class__ is int
        if timed and merges is not False and counts is True:
            certain.add(start, end, length)
        if timed and merges is True:
            possible.add(start, end, length)
        elif merges is False:
            gaps.append((counts, length, phantom))
        else:
            gaps.append((None, length, phantom))
    lo, hi, _ = limits(total(0, gaps))
    least, most = lo + certain.covered(), min(hi + possible.covered(), INF)
    return least if least == most else Interval(least, most)


class _Minutes:
    """Stretches of time, and how long they are together."""

    def __init__(self) -> None:
        self._times: list[tuple[int, int]] = []
        self._sum = 0

    def add(self, start: int, end: int, length: int) -> None:
        if length > 0:
            self._times.append((start, end))
            self._sum += length

    def covered(self) -> int:
        """Minutes, each once."""
        # The second pass of an hour that clocks repeat is an odd instant, and these do not lie in order.
        twice = any(start % _MINUTE or end % _MINUTE for start, end in self._times)
        if not twice and _are_apart(self._times):
            return self._sum
        return merged_minutes((_minute(start), _minute(end)) for start, end in self._times)


def _minute(instant: int) -> int:
    """The minute in the time of the world: the clock of Rome shows an hour of autumn twice."""
    hour, minute = divmod(instant % _DAY // _MINUTE, 60)
    day = to_date(instant // _DAY)
    return local_to_instant(datetime(day.year, day.month, day.day, hour, minute, fold=instant % _MINUTE))  # noqa: DTZ001

"""What generated code calls when a value is not plain: conversions from a file, and arithmetic over bounds.

Each function also accepts plain values, so it defines the meaning alone; generated code only writes the plain case
inline.
An instant is ``(day * 1440 + minute) * 2 + fold``, local time; a Sunday (day % 7 == 0) may hold a change of clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from adm_rules._internal.calendar import (
    LAST_DAY,
    age_on,
    elapsed_minutes,
    falls_on,
    is_holiday,
    months_between,
    to_date,
    week_name,
    week_of,
    weekday,
    year_bounds,
    year_of,
    years_between,
)
from adm_rules._internal.names import NAMES
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, SetSpan, is_known, limits
from adm_rules._internal.values.logic import WAIT, Truth

#: Weekdays as files and rules name them, from Monday.
WEEKDAY_NAMES = tuple(NAMES["weekday"])
_ONE_WEEKDAY = tuple(frozenset({name}) for name in WEEKDAY_NAMES)


# --- arithmetic -------------------------------------------------------------------------------------------------------


def _monotone(function: Callable[[Any], Any], value: Any) -> Any:
    """A rising function over bounds."""
    if value is NONE:
        return NONE
    if value.__class__ is not Interval:
        return function(value)
    lo = function(value.lo) if value.lo > 0 else -INF
    hi = function(value.hi) if value.hi < INF else INF
    return lo if lo == hi and not value.none else Interval(lo, hi, value.none)


def part(value: Any, what: str, extra: Any = ()) -> Any:
    """The day, clock time, weekday, year, … of a day or an instant; of what has not come yet there is none."""
    if what in ("day", "of_day"):
        return _monotone(lambda v: v // 2880, value)
    if (
        value.__class__ is Interval
        and what in _OF_DAY
        and not value.none
        and value.lo // 2880 == value.hi // 2880
    ):
        return _PARTS[what](int(value.lo), extra)  # the moment is not known, its day is
    if value is NONE or value.__class__ is Interval or value == NOT_YET:
        return UNKNOWN if value.__class__ is Interval else NONE
    return _PARTS[what](value, extra)


def touched(start: Any, end: Any, what: str, patrons: Sequence[tuple[int, int]]) -> Any:
    """The last day, the weekdays, or whether some day is a holiday, from one moment to another.

    What ends at midnight does not touch the next day. Without an end there is the first day alone; an end that is not
    known lies on the first day or on the next one.
    """
    if start.__class__ is int and end.__class__ is int:
        first, last = start // 2880, (end - 1) // 2880
        if what == "last_day":
            return last
        if first == last and what == "weekdays":
            return _ONE_WEEKDAY[(first - 1) % 7]
        if first == last and not patrons:
            return HOLIDAYS[first]
        return _touched_between(first, last, what, tuple(patrons))
    if start is NONE:
        return frozenset() if what == "weekdays" else NONE
    first = part(start, "day")
    if first.__class__ is not int:
        low, high, none = limits(first)
        return _UNTOUCHED.get(what) or Interval(low, high + 1 if high < INF else high, none)
    if end.__class__ is int or end is NONE:
        last = (end - 1) // 2880 if end.__class__ is int else first
        return last if what == "last_day" else _touched_between(first, last, what, tuple(patrons))
    if what == "last_day":
        return Interval(first, first + 1)
    less, more = (_touched_between(first, last, what, tuple(patrons)) for last in (first, first + 1))
    if what == "weekdays":
        return SetSpan(less, more)
    return less if less == more else UNKNOWN


@lru_cache(maxsize=5_000)
def _touched_between(first: int, last: int, what: str, patrons: tuple[tuple[int, int], ...]) -> Any:
    """The weekdays of some days, or whether one of them is a holiday."""
    days = range(first, last + 1)
    if what == "weekdays":
        return frozenset(WEEKDAY_NAMES[weekday(day_)] for day_ in days)
    return any(is_holiday(day_, patrons) for day_ in days)


#: What is said of the days of something whose beginning is not known.
_UNTOUCHED: dict[str, Any] = {"weekdays": SetSpan(frozenset(), None), "holiday": UNKNOWN}


def patron(day_: Any, town: Any, table: Sequence[tuple[str, tuple[int, int]]]) -> Any:
    """Whether a day is the patron day of a Comune; one that the table does not name has none.

    A Comune that is not known matters only on a day that is the patron day of some Comune.
    """
    if day_ is NONE:
        return NONE
    known = town.__class__ is str
    days = {each for name, each in table if town is not NONE and (name == town or not known)}
    if not days:
        return False
    if day_.__class__ is not int or day_ == NOT_YET:
        return UNKNOWN
    return (True if known else UNKNOWN) if falls_on(day_, days) else False


class _Holidays(dict[int, bool]):
    """Whether days are national holidays, worked out when first asked."""

    def __missing__(self, day: int) -> bool:
        if len(self) >= _TABLE_SIZE:
            self.clear()
        found = self[day] = is_holiday(day)
        return found


_TABLE_SIZE = 20_000
HOLIDAYS = _Holidays()

#: Parts of an instant that depend only on its day.
_OF_DAY = ("weekday", "holiday", "week")
_PARTS: dict[str, Callable[[int, Any], Any]] = {
    "clock": lambda v, _: v % 2880 // 2,
    "weekday": lambda v, _: WEEKDAY_NAMES[weekday(v // 2880)],
    "holiday": lambda v, patrons: is_holiday(v // 2880, patrons),
    "year": lambda v, _: year_of(v),
    "month": lambda v, _: to_date(v).month,
    "day_of_month": lambda v, _: to_date(v).day,
    "first_of_year": lambda v, _: year_bounds(v)[0],
    "last_of_year": lambda v, _: year_bounds(v)[1],
    "week": lambda v, _: week_name(week_of(v // 2880)),
}


def clock_of(value: Any, start: Any) -> Any:
    """The clock time of an instant counted from the day on which another one lies: it may pass 24:00."""
    if value is NONE:
        return NONE
    if value.__class__ is not int or start.__class__ is not int:
        return UNKNOWN
    return (value // 2880 - start // 2880) * 1440 + value % 2880 // 2


def _local(value: int) -> datetime:
    whole = to_date(value // 2880)
    hour, minute = divmod(value % 2880 // 2, 60)
    # Local times of Rome, by contract: no time zone.
    return datetime(whole.year, whole.month, whole.day, hour, minute, fold=value % 2)  # noqa: DTZ001


def between_minutes(start: Any, end: Any) -> Any:
    """Elapsed minutes between two local times, changes of the clock included."""
    if start is NONE or end is NONE:
        return NONE
    if start.__class__ is not int or end.__class__ is not int:
        return Interval(0, INF, limits(start)[2] or limits(end)[2])
    return elapsed_minutes(_local(start), _local(end))


_BETWEEN: dict[str, Callable[[int, int], int]] = {
    "days": lambda a, b: b - a,
    "months": months_between,
    "years": years_between,
}


def between_days(start: Any, end: Any, unit: str) -> Any:
    """Days, or complete months or years, from one day to another; of what has not come, nothing is known yet."""
    if start.__class__ is int and end.__class__ is int and NOT_YET not in (start, end):
        return _BETWEEN[unit](start, end)
    if start is NONE or end is NONE:
        return NONE
    a, b, start_none = limits(start)
    c, d, end_none = limits(end)
    if NOT_YET in (start, end):
        return NONE
    measure = _BETWEEN[unit]
    lo = measure(b, c) if 0 < b <= LAST_DAY and 0 < c <= LAST_DAY else -INF
    hi = measure(a, d) if 0 < a <= LAST_DAY and 0 < d <= LAST_DAY else INF
    return lo if lo == hi else Interval(lo, hi, start_none or end_none or NOT_YET in (b, d))


def age(birth: Any, at: Any) -> Any:
    """Completed years on a day; one born on 29 February turns on 1 March in common years.

    What has not come yet, as the closing of what goes on, has no age.
    """
    if birth.__class__ is int and at.__class__ is int and birth <= at <= LAST_DAY:
        return age_on(birth, at)
    if birth is NONE or at is NONE or birth == NOT_YET:
        return NONE
    a, b, birth_none = limits(birth)
    c, d, at_none = limits(at)
    lo = age_on(b, c) if 0 < b <= LAST_DAY and 0 < c <= LAST_DAY and b <= c else 0
    hi = age_on(a, d) if 0 < a <= LAST_DAY and 0 < d <= LAST_DAY else INF
    never = birth_none or at_none or b == NOT_YET
    return Interval(lo, hi, never) if never or lo != hi else lo


def plus(left: Any, right: Any, signed: tuple[bool, bool]) -> Any:
    """One amount and another; what is not known of one that is not ``signed`` is nothing or more."""
    if left is NONE or right is NONE:
        return NONE
    if left.__class__ is int and right.__class__ is int:
        return left + right
    (a, b, left_none), (c, d, right_none) = limits(left), limits(right)
    a, c = (low if may_be_less else max(low, 0) for low, may_be_less in zip((a, c), signed, strict=True))
    lo = a + c if a > -INF and c > -INF else -INF
    hi = b + d if b < INF and d < INF else INF
    return Interval(lo, hi, left_none or right_none)


def difference(left: Any, right: Any) -> Any:
    """One amount less another."""
    if left is NONE or right is NONE:
        return NONE
    if left.__class__ is int and right.__class__ is int:
        return left - right
    a, b, left_none = limits(left)
    c, d, right_none = limits(right)
    lo = a - d if a > -INF and d < INF else -INF
    hi = b - c if b < INF and c > -INF else INF
    return Interval(lo, hi, left_none or right_none)


def apportion(money: Any, share: Any, whole: Any) -> Any:
    """So much of a sum as a part is of the whole, in cents, half a cent going up."""
    if money is NONE or share is NONE or whole is NONE or whole == 0:
        return NONE
    if money.__class__ is not int or share.__class__ is not int or whole.__class__ is not int:
        return UNKNOWN
    return (2 * money * share + whole) // (2 * whole)


def least(values: Sequence[Any]) -> Any:
    """The least of several values; what does not exist is not counted."""
    if _all_plain(values):
        return min(values)
    parts = [limits(value) for value in values if value is not NONE]
    return _extreme(parts, min) if parts else NONE


def greatest(values: Sequence[Any]) -> Any:
    """The greatest of several values; what does not exist is not counted."""
    if _all_plain(values):
        return max(values)
    parts = [limits(value) for value in values if value is not NONE]
    return _extreme(parts, max) if parts else NONE


def _all_plain(values: Sequence[Any]) -> bool:
    return {*map(type, values)} == {int}


def _extreme(parts: Sequence[tuple[Any, Any, bool]], choose: Callable[..., Any]) -> Any:
    sure = [part for part in parts if not part[2]]
    ends = choose(lo for lo, _, _ in parts), choose(hi for _, hi, _ in parts)
    if len(sure) < len(parts):
        without = [choose(lo for lo, _, _ in sure), choose(hi for _, hi, _ in sure)] if sure else []
        lo, hi = min(*ends, *without), max(*ends, *without)
        return Interval(lo, hi, not sure)
    return ends[0] if ends[0] == ends[1] else Interval(*ends)


def choose(truth: Any, then: Any, otherwise: Any) -> Any:
    """One of two values; when the truth is unknown and they differ, all that lies between them."""
    if truth is True:
        return then
    if truth is False:
        return otherwise
    if then.__class__ is otherwise.__class__ and then == otherwise:
        return then
    return _either(then, otherwise)


def _either(left: Any, right: Any) -> Any:
    """Either of two values; of names and truths, nothing is known."""
    there = [each for each in (left, right) if each is not NONE]
    if any(each.__class__ not in (int, Interval) for each in there):
        return UNKNOWN
    ends = [limits(each) for each in there]
    none = len(there) < 2 or any(end[2] for end in ends)
    return Interval(min(low for low, _, _ in ends), max(high for _, high, _ in ends), none)


def dated(day_: Any, table: Sequence[tuple[int, int, Any]], on: int) -> Any:
    """The amount in force on a day; of a day that has not come or does not exist, the one of the judgement day."""
    days = _days(on if day_ == NOT_YET else day_, on)
    amounts = [
        amount
        for first, last, amount in table
        if any(first <= min(hi, NOT_YET) and last >= lo for lo, hi in days)
    ]
    return amounts[0] if amounts and all(amount == amounts[0] for amount in amounts) else UNKNOWN


def dated_by_event(day_: Any, table: Sequence[tuple[int, int, Any]], on: int) -> Any:
    """As `dated`, by an event that is not known: it happened by the judgement day, or has not come."""
    if day_.__class__ is Interval and day_.hi == NOT_YET:
        day_ = Interval(min(day_.lo, on), on, day_.none)
    return dated(day_, table, on)


def surely_outside(day_: Any, on: int, first: int, last: int) -> bool:
    """Whether every day that this can be lies outside the days on which a rule set is in force.

    What has not come yet, or does not exist, is dated by the judgement day.
    """
    days = [(_come(lo, on), _come(hi, on)) for lo, hi in _days(day_, on)]
    return all(hi < first or lo > last for lo, hi in days)


def surely_within(day_: Any, on: int, gaps: Sequence[tuple[int, int]]) -> bool:
    """Whether every day that this can be lies inside one of the gaps."""
    days = [(_come(lo, on), _come(hi, on)) for lo, hi in _days(day_, on)]
    return all(any(begin <= lo and hi <= end for begin, end in gaps) for lo, hi in days)


def _days(day_: Any, on: int) -> list[tuple[Any, Any]]:
    """The stretches of days that a day can lie in: where it may not exist, the judgement day stands for it."""
    lo, hi, none = limits(day_) if day_ is not NONE else (on, on, False)
    return [(lo, hi), (on, on)] if none else [(lo, hi)]


def _come(end: Any, on: int) -> Any:
    return on if end == NOT_YET else end


def tied(named: Any, same: Truth) -> Truth:
    """Whether a record that may name an intervention is about the ``same``; one that names none is about all."""
    return same if named.__class__ is str else True


def awaited(truth: Truth, until: Any, for_good: bool, on: int) -> Truth:
    """What is judged only after a day: on that day and before, it waits; also where there is no such day.

    What holds ``for_good`` waits no more once it holds.
    """
    if truth is True and for_good:
        return True
    if until is NONE:
        return WAIT
    if until.__class__ is not int:
        return None
    return WAIT if on <= until else truth


# --- one thing recorded in several places -----------------------------------------------------------------------------


def settle(
    recorded: Sequence[Any], present: Sequence[str], lists: Sequence[Any], proofs: Sequence[Any]
) -> Any:
    """One value from those that may tell it: the recorded ones, in order, then a list, then proofs that it had come.

    A recorded value speaks before what a list shows; a key that is ``present`` and tells of no day yet, or of one that
    may be another's, before a list that shows nothing for certain.
    Witnesses that contradict each other leave open what lies between them.
    """
    if len(recorded) == 1 and lists and recorded[0].__class__ is int and recorded[0] != NOT_YET:
        first = recorded[0]
        earliest = min([each if each.__class__ is int else limits(each)[1] for each in (lists[0], *proofs)])
        return first if first <= earliest else Interval(earliest, first)
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

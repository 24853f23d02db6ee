"""Deadlines: when something falls due, whether it was met, and the state to report.

Days are ordinals. An event is an ordinal up to the judgement day, `NOT_YET`, or an `Interval`. Every function that
answers a truth has a sibling that answers a `State`, and the two share their arithmetic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from adm_rules._internal.calendar import LAST_DAY, due_before, due_day, year_of, yearly_day
from adm_rules._internal.calendar import calendar_period as period_of
from adm_rules._internal.calendar.terms import Rollover
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, coming, limits
from adm_rules._internal.values.logic import WAIT, Truth, agree, either_way
from adm_rules._internal.values.rolling import ends_of, plain_term, rolled
from adm_rules._internal.values.states import BROKEN


@dataclass(frozen=True, slots=True)
class Series:
    """The days of a recurring event: ``days`` certain and in order, and how many more there may be.

    ``loose`` counts events that may lie on any day from ``since``, or not exist; `INF` when the list itself is not
    wholly known. A list that is complete up to a day leaves open only what came after it.
    """

    days: tuple[int, ...]
    loose: int = 0
    since: int = -INF


@dataclass(frozen=True, slots=True)
class State:
    """A deadline on the judgement day: ``due`` is its effective day, if that can be told, ``happened`` the event.

    Of what is overdue, ``may_have`` is true where it may have happened, too late.
    """

    name: str  # one of `DueState`
    due: int | None = None
    happened: int | None = None
    days_late: int = 0
    may_have: bool = False


def due(anchor: Any, length: Any, unit: str, rollover: Rollover, patrons: Sequence[tuple[int, ...]]) -> Any:
    """The effective due day ``length`` after an anchor; `NOT_YET` while that has not come, bounds if it is unknown."""
    if length.__class__ is not int:
        return UNKNOWN
    if anchor.__class__ is int and anchor != NOT_YET:
        return ends_of(anchor, length, unit, rollover, patrons)[1]
    return counted_from(anchor, lambda day: ends_of(day, length, unit, rollover, patrons)[1])


def before(
    anchor: Any, length: Any, unit: str, rollover: Rollover, patrons: Sequence[tuple[int, ...]]
) -> Any:
    """The last day on which something due ``length`` before an anchor is in time; else as `due`."""
    if length.__class__ is not int:
        return UNKNOWN
    return counted_from(
        anchor, lambda day: due_before(day, **{unit: length}, rollover=rollover, patrons=patrons)[1]
    )


def yearly(
    first_day: Any, month_day: Any, following: bool, rollover: Rollover, patrons: Sequence[tuple[int, ...]]
) -> Any:
    """The effective day of a date that recurs each year, in the year of ``first_day`` or in the following one.

    A first day of which only the year is sure has one such day.
    """
    if month_day.__class__ is Interval or month_day is NONE:
        return UNKNOWN
    month, number = month_day

    def at(day: int) -> int:
        nominal = yearly_day(year_of(day) + following, month, number)
        return due_day(nominal, days=0, rollover=rollover, patrons=patrons)[1]

    return counted_from(first_day, at)


#: Days from which a term may lead beyond the calendar.
_FAR = LAST_DAY - 40_000


def counted_from(anchor: Any, at: Callable[[int], int]) -> Any:
    """A due day that never falls as its anchor rises.

    Of bounds, ``none`` or an end at `NOT_YET` tell that it may not be due at all, because the anchor may not come.
    """
    if anchor is NONE or anchor == NOT_YET:
        return NOT_YET
    if anchor.__class__ is not Interval:
        return at(anchor)
    lo = at(int(anchor.lo)) if 0 < anchor.lo < _FAR else -INF
    hi = at(int(anchor.hi)) if 0 < anchor.hi < _FAR else NOT_YET if anchor.hi == NOT_YET else INF
    return lo if lo == hi and not anchor.none else Interval(lo, hi, anchor.none)


def held(event: Any, due_by: Any, on: int) -> Truth:
    """Whether an event keeps to its due day, as far as the judgement day can tell.

    Of an event or a due day that is not known, what every day that it can be comes to.
    """
    if due_by is NONE or due_by == NOT_YET:
        return WAIT
    if event is NONE:
        event = NOT_YET
    if event.__class__ is int and due_by.__class__ is int:
        if event <= on:
            return bool(event <= due_by)
        return WAIT if on <= due_by else False
    lo, hi = coming(event)
    first, last, never = limits(due_by)
    may_have, may_not = lo <= on, hi > on
    late = (may_have and min(hi, on) > first) or (may_not and on > first)
    waits = never or last == NOT_YET or (may_not and on <= last)
    return agree(may_have and lo <= last, late, waits)


def held_state(event: Any, due_by: Any, on: int) -> State:
    """The state behind `held`.

    Where the due day is not known, but not before it can fall due nor after every day that it can be, ``due`` is None
    and the days late are the least that they can be; so they are of an event that surely came late on some day, and
    of one that may have come, but too late.
    """
    if due_by is NONE or due_by == NOT_YET:
        return State("not_started")
    known = due_by if due_by.__class__ is int else None
    lo, hi = coming(event)
    happened = lo if lo == hi and hi <= on else None
    truth = held(event, due_by, on)
    if truth is False:
        came, (_, last, _) = hi <= on, limits(due_by)
        return State("late" if came else "overdue", known, happened, min(lo, on) - last, lo <= on < hi)
    if truth is True:
        return State("met", known, happened)
    return State("pending" if truth is WAIT else "undecided", known)


def _kept_on(day: int, due_by: int) -> State:
    return State("met" if day <= due_by else "late", due_by, day, max(0, day - due_by))


# --- recurrences ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something recurs: every ``length`` days or months, counted as ``mode`` says."""

    length: int
    unit: str
    mode: str
    rollover: Rollover
    patrons: tuple[tuple[int, ...], ...] = ()

    def after(self, anchor: int, times: int = 1) -> tuple[int, int]:
        """``(nominal, effective)`` day that lies ``times`` lengths after the anchor."""
        return ends_of(anchor, self.length * times, self.unit, self.rollover, self.patrons)


def every(series: Any, start: Any, end: Any, length: Any, rhythm: tuple[Any, ...], on: int) -> Truth:
    """Whether a recurring event has kept its rhythm from ``start`` until ``end``."""
    term = plain_term(series, start, end, length, rhythm)
    if term is not None:
        return rolled(series.days, start, end, term, on)
    paces = _paces(length, rhythm)
    if paces:
        quick, slow = (every(series, start, end, each, rhythm, on) for each in paces)
        return False if slow is False else either_way(quick, slow)
    if length.__class__ is not int or start.__class__ is Interval:
        return None
    if length < 1 or (rhythm[1] == "calendar" and length not in CALENDAR_PERIODS):
        return None
    if start is NONE or start == NOT_YET:
        return WAIT
    pace = Rhythm(length, *rhythm)
    answers = {_kept(series, start, stop, pace, on) for stop in _stops(series.days, start, end, pace, on)}
    if None in answers:
        return None
    return agree(True in answers, False in answers, WAIT in answers)


def _paces(length: Any, rhythm: tuple[Any, ...]) -> tuple[Any, ...]:
    """The shortest and the longest that a length within bounds can be; none where it is known, or tells nothing.

    What breaks the longest breaks any shorter one. Of fixed days this does not hold: a longer step has others.
    """
    if length.__class__ is not Interval or length.none or length.hi >= INF or rhythm[1] != "rolling":
        return ()
    return int(max(length.lo, 0)), int(length.hi)


def _stops(days: Sequence[int], start: int, end: Any, pace: Rhythm, on: int) -> set[int]:
    """Closing days that stand for all that an unknown one can be: every day on which an answer may change."""
    lo, hi, none = limits(NOT_YET if end is NONE else end)
    last_of_all = {hi, NOT_YET} if none else {hi}
    if lo == hi:
        return last_of_all
    first, last = max(lo, start), min(hi, on)
    marks = {first, last}
    for anchor in (start, *days):
        marks.update((anchor, *pace.after(anchor)))
    near = {mark + step for mark in marks for step in (-1, 0, 1)}
    return {day for day in near if first <= day <= last} | last_of_all


def _kept(series: Series, start: int, stop: int, pace: Rhythm, on: int) -> Truth:
    states = instances(series.days, start, stop, pace, on)
    broken = any(state.name in BROKEN for state in states)
    if not broken:
        return WAIT if any(state.name == "pending" for state in states) else True
    if series.loose == 0:
        return False
    return None if series.loose >= needed(series, start, stop, pace, on) else False


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that a recurring event falls due: the day it is counted from, the day as counted, and the state."""

    anchor: int | None
    nominal: int | None
    state: State


def whichever(possible: Sequence[Sequence[Turn]]) -> list[Turn]:
    """The turns of a deadline of which several terms may be in force; one turn stands for all where these differ.

    Its day is the earliest that may count while something can be done by it, and none where every term was broken: the
    days late are then the least that they can be.
    """
    if all(turns == possible[0] for turns in possible):
        return list(possible[0])
    states = [_worst(turns) for turns in possible]
    names = {state.name for state in states}
    happened = {state.happened for state in states}
    event = happened.pop() if len(happened) == 1 else None
    if names <= BROKEN:
        name = "late" if "late" in names else "overdue"
        return [Turn(None, None, State(name, None, event, min(state.days_late for state in states)))]
    dues = [state.due for state in states if state.due is not None]
    name = "undecided" if names & (BROKEN | {"undecided"}) else next(each for each in _OPEN if each in names)
    return [Turn(None, None, State(name, min(dues, default=None), event))]


#: What is open, or over, the state that outweighs the others first.
_OPEN = ("pending", "not_started", "met", "lapsed")


def _worst(turns: Sequence[Turn]) -> State:
    """The state that decides over a deadline."""
    order = ("overdue", "missed", "late", "undecided", *_OPEN)
    worst = min((turn.state for turn in turns), key=lambda state: order.index(state.name), default=None)
    return worst or State("lapsed")


def instances(days: Sequence[int], start: int, stop: int, pace: Rhythm, on: int) -> list[State]:
    """Every time that the event fell or falls due, in order, as seen on the judgement day."""
    return [turn.state for turn in turns(days, start, stop, pace, on, on)]


def turns(days: Sequence[int], start: int, stop: int, pace: Rhythm, on: int, until: int) -> list[Turn]:
    """`instances` with their days; where these are fixed, also the coming ones that begin by ``until``."""
    past = [day for day in days if start <= day <= min(stop, on)]
    if pace.mode == "rolling":
        return _rolling(past, start, stop, pace, on)
    return _cells(past, start, stop, pace, on, until)


def recurrence(values: Sequence[Any], rhythm: tuple[Any, ...], on: int, until: int) -> list[Turn]:
    """The states behind `every`, whose values are series, start, end and length.

    A breach that missing events, another end or a shorter length might mend is `undecided`.
    """
    series, start, end, length = values
    paces = _paces(length, rhythm)
    if paces:
        quick, slow = (recurrence((series, start, end, each), rhythm, on, until) for each in paces)
        if any(turn.state.name in BROKEN for turn in slow):
            return [
                turn if turn.state.name in BROKEN else Turn(None, None, State("undecided")) for turn in slow
            ]
        return whichever([quick, slow])
    known = (
        series.__class__ is Series
        and start.__class__ is not Interval
        and length.__class__ is int
        and length > 0
    )
    if not known or (rhythm[1] == "calendar" and length not in CALENDAR_PERIODS):
        return [Turn(None, None, State("undecided"))]
    if start is NONE or start == NOT_YET:
        return [Turn(None, None, State("not_started"))]
    pace = Rhythm(length, *rhythm)
    stops = _stops(series.days, start, end, pace, on)
    hi = max(stops)
    found = turns(series.days, start, hi, pace, on, until)
    others = [turns(series.days, start, stop, pace, on, until) for stop in stops - {hi}]
    return [
        replace(
            turn, state=_whenever_it_ended(turn.state, [_name_of(each, n) for each in others], series, hi)
        )
        for n, turn in enumerate(found)
    ]


def _whenever_it_ended(state: State, others: Sequence[str], series: Series, stop: int) -> State:
    """The state of a turn where it may have ended earlier (``others``), or where events are not known."""
    broken = [name in BROKEN for name in others]
    if state.name in BROKEN:
        sure = all(broken) and _beyond_mending(series, state.due, stop)
        return state if sure else State("undecided", state.due)
    if any(broken):
        return State("undecided", state.due)
    return State("pending", state.due) if state.name == "met" and "pending" in others else state


def _beyond_mending(series: Series, due_by: int | None, stop: int) -> bool:
    """Whether no event that is not known can have come in time, and before the end."""
    return not series.loose or (due_by is not None and min(due_by, stop) < series.since)


def _name_of(found: Sequence[Turn], number: int) -> str:
    return found[number].state.name if number < len(found) else "lapsed"


def _rolling(past: Sequence[int], start: int, stop: int, pace: Rhythm, on: int) -> list[Turn]:
    found, anchor = [], start
    for day in past:
        nominal, effective = pace.after(anchor)
        found.append(Turn(anchor, nominal, _kept_on(day, effective)))
        anchor = day
    nominal, effective = pace.after(anchor)
    state = State("lapsed", effective) if nominal >= stop else _open(effective, stop, on)
    return [*found, Turn(anchor, nominal, state)]


def _open(effective: int, stop: int, on: int) -> State:
    """The state of what has not happened."""
    if on <= effective:
        return State("pending", effective)
    return State("missed" if stop <= on else "overdue", effective, None, max(0, min(stop, on) - effective))


def _cells(past: Sequence[int], start: int, stop: int, pace: Rhythm, on: int, until: int) -> list[Turn]:
    """One event keeps one cell: where a holiday lets two cells overlap, the earlier one takes the first."""
    found, left = [], list(past)
    for first, last, effective in _grid(start, min(stop, max(on, until)), pace):
        if last >= stop and pace.mode == "grid":
            break
        left = left[bisect_left(left, first) :]
        kept = left.pop(0) if left and left[0] <= effective else None
        state = _open(effective, stop, on) if kept is None else State("met", effective, kept)
        found.append(Turn(start, last, state))
    return found


def _grid(start: int, until: int, pace: Rhythm) -> list[tuple[int, int, int]]:
    """``(first day, nominal last day, effective last day)`` of each cell that begins by ``until``."""
    cells, k, first = [], 1, start
    while first <= until:
        if pace.mode == "calendar":
            _, last = period_of(first, CALENDAR_PERIODS[pace.length])
            effective = last
        else:
            last, effective = pace.after(start, k)
        cells.append((first, last, effective))
        first, k = last + 1, k + 1
    return cells


#: Calendar periods by their length in months.
CALENDAR_PERIODS = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}


#: More events than there can be: nothing mends this.
_NEVER = 2 * INF


def needed(series: Series, start: int, stop: int, pace: Rhythm, on: int) -> int:
    """How many of the events that are not known, placed at best, would put the rhythm in order."""
    if pace.mode != "rolling":
        missed = [state for state in instances(series.days, start, stop, pace, on) if state.name in BROKEN]
        return _NEVER if any(_beyond_mending(series, state.due, stop) for state in missed) else len(missed)
    added, anchor, end = 0, start, min(stop, on)
    for day in [*(d for d in series.days if start <= d <= end), None]:
        while _gap_is_broken(anchor, day, stop, pace, on):
            last, (_, anchor) = anchor, pace.after(anchor)
            if anchor <= last or _beyond_mending(series, anchor, stop):  # rolled back onto the event before
                return _NEVER
            added += 1
        anchor = anchor if day is None else max(anchor, day)
    return added


def _gap_is_broken(anchor: int, day: int | None, stop: int, pace: Rhythm, on: int) -> bool:
    nominal, effective = pace.after(anchor)
    if day is not None:
        return day > effective
    return nominal < stop and on > effective

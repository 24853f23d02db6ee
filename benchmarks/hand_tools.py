"""What the rules written by hand share: the finding, dates read from text, deadlines, holidays.

A date is a `date`; an event that has not happened by the judgement day is `NEVER`; what is not known is None.
A truth is True, False, None (not known) or `WAIT` (only time is missing).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

from dateutil.easter import easter

Record: TypeAlias = dict[str, Any]
Truth: TypeAlias = Any  # bool | None | WAIT

NEVER: Final = date.max
WAIT: Final = "wait"
PLAN_OFFICE: Final = frozenset({"plan_office", "head_of_plan_office"})


@dataclass(slots=True)
class Finding:
    """What was found of one rule and one subject."""

    rule: str
    subject: str
    verdict: str
    observed: Any = None

    def message(self) -> str:
        """The finding as a sentence."""
        shown = "non noto" if self.observed is None else self.observed
        return f"{self.rule} ({self.subject}): {VERDICT_WORDS[self.verdict]}. Osservato: {shown}."


VERDICT_WORDS: Final = {
    "complies": "in regola",
    "breaches": "violazione",
    "derogated": "in deroga",
    "not_applicable": "non si applica",
    "pending": "in attesa",
    "undecided": "non decidibile",
}


def verdict(applies: Truth, holds: Truth, covered: Truth = False) -> str:
    """The verdict of a rule: whether it applies, whether its requirement holds, whether a derogation covers it."""
    if applies is False or applies == WAIT:
        return "not_applicable"
    if holds is True:
        return "complies"
    if applies is None or holds is None:
        return "undecided"
    if holds == WAIT:
        return "pending"
    if covered is None:
        return "undecided"
    return "derogated" if covered else "breaches"


def both(*truths: Truth) -> Truth:
    """True when all are, False when one is false; among the rest what is not known weighs most."""
    if False in truths:
        return False
    if None in truths:
        return None
    return WAIT if WAIT in truths else True


def either(*truths: Truth) -> Truth:
    """True when one is, False when all are false; among the rest what is not known weighs most."""
    if True in truths:
        return True
    if None in truths:
        return None
    return WAIT if WAIT in truths else False


# --- what a file says -------------------------------------------------------------------------------------------------


def is_complete(case: Record, on: date) -> bool:
    """Whether all that happened up to the judgement day is in the file."""
    until = case.get("complete_until")
    return until is not None and date.fromisoformat(until) >= on


def event(case: Record, record: Record, key: str, on: date) -> date | None:
    """The day of an event, as the judgement day sees it."""
    text = record.get(key)
    if text is None:
        return NEVER if is_complete(case, on) else None
    if text == "none":
        return NEVER
    found = date.fromisoformat(text)
    return found if found <= on else NEVER


def happened(when: date | None) -> bool | None:
    return None if when is None else when != NEVER


def listed(case: Record, record: Record, key: str, on: date, *, dated: bool = True) -> list[Record] | None:
    """The elements of a list; None when it is not known. A complete file leaves out empty lists of dated records."""
    found: list[Record] | None = record.get(key)
    if found is not None:
        return found
    return [] if dated and is_complete(case, on) else None


def recorded(value: Any) -> bool | None:
    """Whether a value that may be said not to exist is there."""
    return None if value is None else value != "none"


def one_of(value: Any, names: Collection[str] | None) -> bool | None:
    return None if value is None or names is None else value in names


def equals(value: Any, wanted: Any) -> bool | None:
    return None if value is None else value == wanted


def includes(names: list[str] | None, wanted: frozenset[str] | list[str] | None) -> bool | None:
    """Whether a set of names has all that are wanted."""
    return None if names is None or wanted is None else set(wanted) <= set(names)


def day_of(session: Record) -> date:
    return datetime.fromisoformat(session["start"]).date()


def status_of(session: Record, on: date) -> str | None:
    """The state of a session: what lies ahead is only planned, and what was planned and has passed is not known."""
    status: str | None = session.get("status")
    if status == "planned" and day_of(session) < on:
        return None
    return "planned" if status == "delivered" and day_of(session) > on else status


def counts(session: Record, on: date) -> bool | None:
    """Whether a session is planned or delivered."""
    status = status_of(session, on)
    return None if status is None else status in ("planned", "delivered")


def length_of(session: Record) -> int | None:
    """Minutes from start to end by the clock on the wall."""
    end = session.get("end")
    if end is None:
        return None
    lasts = datetime.fromisoformat(end) - datetime.fromisoformat(session["start"])
    return int(lasts.total_seconds()) // 60


def first_session(intervention: Record, on: date, *, ordinary: bool = False) -> date | None:
    """The day of the first session delivered; of those after the getting-to-know period with ``ordinary``."""
    sessions = intervention.get("sessions")
    if sessions is None:
        return None
    days = [
        day_of(session)
        for session in sessions
        if status_of(session, on) == "delivered" and not (ordinary and session.get("phase") == "knowledge")
    ]
    return min(days, default=NEVER)


def first_plan(case: Record, intervention: Record, on: date) -> date | None:
    plans = listed(case, intervention, "plans", on)
    if plans is None:
        return None
    days = [event(case, plan, "drafted_on", on) for plan in plans]
    return None if None in days else min((day for day in days if day is not None), default=NEVER)


# --- time -------------------------------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """The same-numbered day, or the month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of(start: date, months: int) -> date:
    """The last day of a duration that counts its first one."""
    end = add_months(start, months)
    return end - timedelta(days=1) if end.day == start.day else end


def age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


@lru_cache
def holidays(year: int) -> frozenset[date]:
    """The Italian public holidays of a year, Sundays apart."""
    fixed = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]
    if year >= 2026:
        fixed.append((10, 4))
    return frozenset([date(year, *pair) for pair in fixed] + [easter(year) + timedelta(days=1)])


def is_holiday(day: date) -> bool:
    return day.weekday() == 6 or day in holidays(day.year)


def next_working(day: date) -> date:
    while is_holiday(day):
        day += timedelta(days=1)
    return day


def not_after(what: date | None, limit: date | None, on: date) -> Truth:
    """Whether an event happened by a day that may itself lie ahead."""
    if what is None or limit is None:
        return None
    if what != NEVER:
        return what <= limit
    return False if limit <= on else WAIT


def in_time(what: date | None, due: date | None, on: date) -> Truth:
    """Whether an event kept to its due day; on that day it is still in time."""
    if due is None:
        return None
    if due == NEVER:
        return WAIT
    if what is None:
        return WAIT if on <= due else None
    if what == NEVER:
        return WAIT if on <= due else False
    return what <= due


def keeps_rhythm(days: list[date], start: date, stop: date, months: int, on: date) -> Truth:
    """Whether something happened every so many months, from a start until it stopped, each counted from the last."""
    anchor = start
    for day in sorted(day for day in days if start <= day <= min(stop, on)):
        if day > next_working(add_months(anchor, months)):
            return False
        anchor = day
    nominal = add_months(anchor, months)
    if nominal >= stop:
        return True
    return WAIT if on <= next_working(nominal) else False


# --- derogations -----------------------------------------------------------------------------------------------------


def covering(case: Record, scope: str, first: date, last: date | None) -> list[Record] | None:
    """The derogations of a scope whose dates cover the given ones."""
    records = case.get("derogations")
    if records is None:
        return None
    return [
        record
        for record in records
        if scope in record["scope"]
        and date.fromisoformat(record["from"]) <= first
        and (record["to"] == "none" or (last is not None and last <= date.fromisoformat(record["to"])))
    ]

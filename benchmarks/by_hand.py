"""The twenty checks and the copayment as a careful developer writes them: the base of every ratio, and the oracle.

Plain facts are parsed into dataclasses; then one function judges each check. Nothing is explained: a check is
``complies``, ``breaches``, ``not_applicable`` or ``undecided``. Figures are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

from benchmarks.workload import TOWNS, Facts
from dateutil.relativedelta import relativedelta

COMPLIES, BREACHES, NOT_APPLICABLE, UNDECIDED = "complies", "breaches", "not_applicable", "undecided"
HALF_YEAR: Final = relativedelta(months=6)
IN_DISTRICT: Final = frozenset(TOWNS)


@dataclass(slots=True)
class Session:
    """A session: its day, and the minutes of the day at which it starts and ends."""

    day: date
    start: int
    end: int | None
    work: str


@dataclass(slots=True)
class Slot:
    """A weekly slot of the agency, in minutes of the day."""

    weekday: int
    start: int
    end: int


@dataclass(slots=True)
class Record:
    """The facts of a case, parsed."""

    day: date
    born: date
    town: str | None
    service: str
    assessed: bool | None
    ordered: bool | None
    asked: date | None
    began: date | None
    hardship: bool
    voucher: tuple[date, date] | None
    signed: list[str] | None
    reviews: list[date] | None
    sessions: list[Session]
    group: tuple[int, int] | None
    eased: dict[str, bool]
    isee: Decimal | None
    staff: tuple[int, int, int] | None
    slots: list[Slot] | None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def parsed(facts: Facts) -> Record:
    """The facts with their types."""
    voucher, reviews, group, staff, slots = (
        facts[name] for name in ("voucher", "reviews", "group", "staff", "slots")
    )
    return Record(
        day=date.fromisoformat(facts["day"]),
        born=date.fromisoformat(facts["born"]),
        town=facts["town"],
        service=facts["service"],
        assessed=facts["assessed"],
        ordered=facts["ordered"],
        asked=_day(facts["asked"]),
        began=_day(facts["began"]),
        hardship=facts["hardship"],
        voucher=voucher and (date.fromisoformat(voucher[0]), date.fromisoformat(voucher[1])),
        signed=facts["signed"],
        reviews=None if reviews is None else [date.fromisoformat(each) for each in reviews],
        sessions=[
            Session(
                date.fromisoformat(each["day"]),
                _minute(each["from"]),
                None if each["to"] is None else _minute(each["to"]),
                each["work"],
            )
            for each in facts["sessions"]
        ],
        group=group and (group["minors"], group["educators"]),
        eased=facts["eased"],
        isee=None if facts["isee"] is None else Decimal(facts["isee"]),
        staff=staff and (staff["heads"], staff["left"], staff["excused"]),
        slots=slots and [Slot(each["weekday"], _minute(each["from"]), _minute(each["to"])) for each in slots],
    )


def _said(holds: bool) -> str:
    return COMPLIES if holds else BREACHES


def _town(one: Record) -> str:
    return UNDECIDED if one.town is None else _said(one.town in IN_DISTRICT)


def _minor(one: Record) -> str:
    early = (one.day.month, one.day.day) < (one.born.month, one.born.day)
    return _said(one.day.year - one.born.year - early < 18)


def _assessed(one: Record) -> str:
    return UNDECIDED if one.assessed is None else _said(one.assessed)


def _ordered(one: Record) -> str:
    if one.service != "contact":
        return NOT_APPLICABLE
    return UNDECIDED if one.ordered is None else _said(one.ordered)


def _ends_known(one: Record) -> bool:
    return all(each.end is not None for each in one.sessions)


def _lengths(one: Record) -> list[int]:
    return [each.end - each.start for each in one.sessions if each.end is not None]


def _weekly_hours(one: Record) -> str:
    if one.eased["hours"]:
        return NOT_APPLICABLE
    if not _ends_known(one):
        return UNDECIDED
    weeks: dict[tuple[int, int], int] = {}
    for each, length in zip(one.sessions, _lengths(one), strict=True):
        year, week, _ = each.day.isocalendar()
        weeks[year, week] = weeks.get((year, week), 0) + length
    return _said(max(weeks.values()) <= 600)


def _clock(one: Record) -> str:
    if one.eased["clock"]:
        return NOT_APPLICABLE
    if not _ends_known(one):
        return UNDECIDED
    return _said(all(each.start >= 450 and (each.end or 0) <= 1_200 for each in one.sessions))


def _weekdays(one: Record) -> str:
    return (
        NOT_APPLICABLE
        if one.eased["weekend"]
        else _said(all(each.day.weekday() < 5 for each in one.sessions))
    )


def _length(one: Record) -> str:
    if one.service != "contact":
        return NOT_APPLICABLE
    return _said(all(60 <= each <= 180 for each in _lengths(one))) if _ends_known(one) else UNDECIDED


def _beyond_study(one: Record) -> str:
    return _said(any(each.work != "study_support" for each in one.sessions))


def _soon(one: Record) -> str:
    if one.hardship:
        return NOT_APPLICABLE
    if one.asked is None or one.began is None:
        return UNDECIDED
    return _said((one.began - one.asked).days <= 15)


def _voucher(one: Record) -> str:
    return UNDECIDED if one.voucher is None else _said(one.voucher[1] <= one.voucher[0] + HALF_YEAR)


def _signed(who: str) -> Callable[[Record], str]:
    def check(one: Record) -> str:
        return UNDECIDED if one.signed is None else _said(who in one.signed)

    return check


def _reviewed(one: Record) -> str:
    if one.began is None or one.reviews is None:
        return UNDECIDED
    days = [one.began, *one.reviews, one.day]
    return _said(all(after <= before + HALF_YEAR for before, after in pairwise(days)))


def _ratio(one: Record) -> str:
    if one.service != "group":
        return NOT_APPLICABLE
    return UNDECIDED if one.group is None else _said(one.group[0] <= 5 * one.group[1])


def _turnover(one: Record) -> str:
    if one.staff is None:
        return UNDECIDED
    heads, left, excused = one.staff
    return _said(5 * (left - excused) <= 2 * heads)


def _afternoons(one: Record) -> str:
    if one.slots is None:
        return UNDECIDED
    whole = sum(each.end - each.start for each in one.slots)
    inside = sum(max(0, min(each.end, 1_200) - max(each.start, 840)) for each in one.slots)
    return _said(5 * inside >= 4 * whole)


def _slot_hours(one: Record) -> str:
    return (
        UNDECIDED
        if one.slots is None
        else _said(all(each.start >= 450 and each.end <= 1_200 for each in one.slots))
    )


CHECKS: Final[dict[str, Callable[[Record], str]]] = {
    "town": _town,
    "minor": _minor,
    "assessed": _assessed,
    "ordered": _ordered,
    "weekly-hours": _weekly_hours,
    "clock": _clock,
    "weekdays": _weekdays,
    "length": _length,
    "beyond-study": _beyond_study,
    "soon": _soon,
    "voucher": _voucher,
    "signed-social-worker": _signed("social_worker"),
    "signed-educator": _signed("educator"),
    "signed-parent": _signed("parent"),
    "signed-minor": _signed("minor"),
    "reviewed": _reviewed,
    "ratio": _ratio,
    "turnover": _turnover,
    "afternoons": _afternoons,
    "slot-hours": _slot_hours,
}

FREE, FULL, FEE = Decimal(6_000), Decimal(25_000), Decimal("24.00")


def copayment(isee: Decimal | None) -> Decimal | None:
    """Euro an hour: nothing up to an ISEE of 6,000, the whole fee from 25,000, on a line between."""
    if isee is None:
        return None
    if isee <= FREE:
        return Decimal("0.00")
    if isee >= FULL:
        return FEE
    return (FEE * (isee - FREE) / (FULL - FREE)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def judged(facts: Facts) -> tuple[dict[str, str], Decimal | None]:
    """Every check, and the copayment."""
    one = parsed(facts)
    return {name: check(one) for name, check in CHECKS.items()}, copayment(one.isee)

"""What a family owes the agency for one intervention in a month: the hours it shares the cost of, at its tariff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from adm_rules.calendar import calendar_period
from adm_rules.compiler.asking import Asked
from adm_rules.money.amounts import ANYTHING, DECIDED, UNDECIDED, ZERO, Bounds, Range, hull
from adm_rules.money.copayment.pricing import Choice, FamilyShare, Pricing
from adm_rules.money.statement.rates import HOUR, Rates
from adm_rules.money.statement.sessions import Course
from adm_rules.money.statement.shapes import FamilyPart, hundredths
from adm_rules.money.statement.vouchers import Entry, Standing

#: A session with the least and the most hours that are paid for.
Delivered = tuple[Asked, Fraction, Fraction]


class Families:
    """Families' shares under the tariffs of one rule set."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing = pricing

    def part(
        self, course: Course, entries: Iterable[Entry], rates: Rates, first: int, choice: Choice = None
    ) -> FamilyPart:
        """The share for the hours of a course in the month that begins on ``first``, under a choice of readings."""
        shared = [(entry, time) for entry in entries if (time := hours(entry, rates)) != ZERO]
        every = [(entry.held, time) for entry, time in shared]
        charged = [(held.asked, time) for held, time in every if held is not None]
        most = [(asked, time.lowest or Fraction(0), time.highest or Fraction(0)) for asked, time in charged]
        unseen = any(held is None for held, _ in every)
        share, amount = self._amount(_Month(course, first, choice), most, unseen=unseen)
        if any(time.highest is None for _, time in every):
            amount = Bounds(amount.lowest, None)
        whole = sum((time for _, time in every), ZERO)
        told = _told(share, amount, whole)
        open_ = [entry for entry, _ in shared if entry.activity == "group" and _chosen(entry, rates) is None]
        gaps = dict.fromkeys(rates.gap("family_group", entry.day) for entry in open_)
        return replace(told, missing=(*told.missing, *gaps))

    def _amount(
        self, month: _Month, most: Sequence[Delivered], *, unseen: bool
    ) -> tuple[FamilyShare, Bounds]:
        """The share if everything counts, and its bounds over all that may count.

        Of sessions that may not count at all even a fee by the access or by the month may fall away; and which of them
        is the last decides the version by which the total is made.
        """
        sure = [each for each in most if each[1] > 0]
        share = self._share(month, most)
        if len(sure) == len(most) and not unseen:
            return share, Bounds(share.lowest, share.highest)
        ends = self._last_days(month, most, sure, unseen=unseen)
        least = [self._share(month, sure, end) for end in ends]
        greatest = [self._share(month, [each for each in most if _day(each) <= end], end) for end in ends]
        found = (Bounds(each.lowest, each.highest).exact() for each in (*least, *greatest))
        return share, hull(found).outward()

    def _last_days(
        self, month: _Month, most: Sequence[Delivered], sure: Sequence[Delivered], *, unseen: bool
    ) -> Sequence[int]:
        """The days that may be the last one with a session that counts, one for each way to make the total."""
        known = max((_day(each) for each in sure), default=month.first)
        days = {known, *(day for day in map(_day, most) if day >= known)}
        if unseen:
            days |= set(range(known, calendar_period(month.first, "month")[1] + 1))
        return self.pricing.closings(month.service, sorted(days))

    def _share(
        self, month: _Month, delivered: Sequence[Delivered], closing: int | None = None
    ) -> FamilyShare:
        answers, choice = month.course.answers, month.choice
        return self.pricing.month(
            answers, month.service, month.first, delivered, closing=closing, choice=choice
        )


@dataclass(frozen=True, slots=True)
class _Month:
    """The month of one intervention that begins on ``first``, under a choice of readings."""

    course: Course
    first: int
    choice: Choice

    @property
    def service(self) -> str:
        return self.course.service or ""


def _day(delivered: Delivered) -> int:
    return int(delivered[0].values["session_day"])


def hours(entry: Entry, rates: Rates) -> Range:
    """The hours of an entry that a family shares the cost of: transport has none, a group by the reading in use."""
    if entry.activity == "transport" or entry.payable == ZERO:
        return ZERO
    time = entry.payable
    if entry.activity == "group":
        chosen = _chosen(entry, rates)
        if chosen == "whole":
            time = entry.recorded if entry.standing is Standing.PAYABLE else entry.recorded.or_nothing()
        elif chosen is None:
            time = ANYTHING
    ends = (None if end is None else end / HOUR for end in (time.lowest, time.highest))
    return Range(*ends)


def charged_hours(entries: Iterable[Entry], rates: Rates) -> list[tuple[int, Range]]:
    """The hours of each session that a family shares the cost of; sessions are told apart by identity."""
    return [(id(entry.held), hours(entry, rates)) for entry in entries]


def _chosen(entry: Entry, rates: Rates) -> str | None:
    """Which hours of a group are shared; None while nobody has said."""
    chosen = rates.at("family_group", entry.day)
    return chosen if isinstance(chosen, str) else None


def _told(share: FamilyShare, amount: Bounds, whole: Range) -> FamilyPart:
    """The family's share as a statement tells it."""
    outcome = share.outcome
    if outcome == DECIDED and not amount.decided:
        outcome = UNDECIDED
    fees = [
        (None if line.fee is None else str(line.fee), line.unit, hundredths(line.quantity), line.cents)
        for line in share.lines
        if outcome == DECIDED
    ]
    return FamilyPart(
        amount=amount,
        outcome=outcome,
        tariff=share.tariff,
        hours=whole,
        fees=tuple(fees),
        steps=tuple(step.text for step in share.steps),
        reason=None if share.reason is None else share.reason.text,
        cites=share.citation,
        missing=share.missing,
    )

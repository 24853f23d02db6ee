"""What a family owes the agency for one intervention in a month: the hours it shares the cost of, at its tariff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from adm_rules.compiler.asking import Asked
from adm_rules.money.amounts import ANYTHING, ZERO, Bounds, Range
from adm_rules.money.pricing import FamilyShare, Pricing
from adm_rules.money.rates import HOUR, Rates
from adm_rules.money.sessions import Course
from adm_rules.money.statement import DECIDED, UNDECIDED, FamilyPart, hundredths
from adm_rules.money.vouchers import Entry, Standing

#: A session with the least and the most hours that are paid for.
Delivered = tuple[Asked, Fraction, Fraction]


class Families:
    """Families' shares under the tariffs of one rule set."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing = pricing

    def part(self, course: Course, entries: Iterable[Entry], rates: Rates, first: int) -> FamilyPart:
        """The share for the hours of a course in the month that begins on ``first``."""
        shared = [(entry, time) for entry in entries if (time := hours(entry, rates)) != ZERO]
        every = [(entry.held, time) for entry, time in shared]
        charged = [(held.asked, time) for held, time in every if held is not None]
        most = [(asked, time.lowest or Fraction(0), time.highest or Fraction(0)) for asked, time in charged]
        sure = [each for each in most if each[1] > 0]
        share = self._share(course, most, first)
        lowest = share.lowest
        if lowest is not None and len(sure) < len(most):
            # Of sessions that may not count at all even a fee by the access or by the month may fall away.
            lowest = self._share(course, sure, first).lowest
        unbounded = any(time.highest is None for _, time in every)
        whole = sum((time for _, time in every), ZERO)
        told = _told(share, Bounds(lowest, None if unbounded else share.highest), whole)
        open_ = [entry for entry, _ in shared if entry.activity == "group" and _chosen(entry, rates) is None]
        gaps = dict.fromkeys(rates.gap("family_group", entry.day) for entry in open_)
        return replace(told, missing=(*told.missing, *gaps))

    def _share(self, course: Course, delivered: list[Delivered], first: int) -> FamilyShare:
        return self.pricing.month(course.answers, course.service or "", first, delivered)


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

"""What the voucher terms of cases commit of a budget, what their delivered sessions have spent, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from adm_rules._internal.calendar import to_date, to_day
from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.money.amounts import UNSET, counted, outcome_of
from adm_rules._internal.money.statement.accounts import Accounting
from adm_rules._internal.money.statement.rates import Rates
from adm_rules._internal.money.statement.sessions import Course, ask, ask_list
from adm_rules._internal.report import Missing
from adm_rules._internal.report.form.stored import KeptPart, StoredAnswer
from adm_rules._internal.values import QuantityError, decimal_to_cents
from adm_rules._internal.values.bounds import ANYTHING, NONE, NOT_YET, ZERO, Interval, exactly, limits

#: What the hours of a day rest on, in the order in which it is asked for.
_LASTING: Final = ("authorised_time", "authorised_until", "closed_on")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True, repr=False)
class Commitment(KeptPart):
    """What one voucher term commits in the period; without ``start`` it stands for terms that are not known."""

    ALSO = ("outcome",)

    case: str
    intervention: str | None
    start: date | None
    end: date | None
    days: int
    cost: Interval
    missing: tuple[Missing, ...]

    def __repr__(self) -> str:
        return f"<Commitment {self.outcome}>"

    @property
    def outcome(self) -> str:
        """Whether the cost is known."""
        return outcome_of(self.cost)


@dataclass(frozen=True, slots=True, repr=False)
class Budget(StoredAnswer):
    """A period's money: available, committed by voucher terms, spent on delivered sessions, left uncommitted.

    ``over`` tells whether more is committed than there is: None while that is not known.
    """

    KIND = "budget"
    ALSO = ("outcome", "over")

    first: date
    last: date
    on: date
    available: int
    committed: Interval
    spent: Interval
    remaining: Interval
    commitments: tuple[Commitment, ...]

    def __repr__(self) -> str:
        return f"<Budget {self.first:%Y-%m-%d} – {self.last:%Y-%m-%d}: {self.outcome}>"

    @property
    def outcome(self) -> str:
        """Whether what remains is known."""
        return outcome_of(self.remaining)

    @property
    def over(self) -> bool | None:
        """Whether more is committed than is available."""
        if self.committed.lo > self.available:
            return True
        return False if self.committed.hi <= self.available else None


def budget(
    accounting: Accounting,
    cases: Iterable[Any],
    agency: Any,
    days: tuple[date, date, date],
    available: Decimal,
) -> Budget:
    """The budget of the days from the first to the second, as seen on the third.

    A term costs, for each of its days in the period, a seventh of the weekly time authorised for that day at the unit
    value of that day; it is rounded once. A day of two terms is committed once: the hours authorised are the same.

    Raises:
        AdmRulesError: the days are not in order, or the amount is none in euro.
    """
    first, last, on = days
    if last < first:
        raise AdmRulesError("the period ends before it starts")
    if not isinstance(available, Decimal):  # a caller may come from a notebook; a float is no amount
        raise AdmRulesError("the amount available is a Decimal in euro, such as Decimal('1000.00')")
    try:
        cents = decimal_to_cents(available)
    except QuantityError as error:
        raise AdmRulesError(f"{error}: {error.help}") from None
    here, there = to_day(first), to_day(last)
    found = accounting.courses(cases, agency, on)
    ledger = accounting.ledger(found, here, there, {}, agency=agency is not None)
    spent = sum((ledger.amount(course) for course in found), ZERO)
    made: list[Commitment] = []
    for course in found:
        voucher = accounting.voucher(course)
        if voucher is not None:
            made += _commitments(accounting, course, ledger.rates[voucher.name], (here, there))
    committed = sum((each.cost for each in made), ZERO)
    return Budget(first, last, on, cents, committed, spent, exactly(cents) - committed, tuple(made))


def _commitments(
    accounting: Accounting, course: Course, rates: Rates, days: tuple[int, int]
) -> Iterator[Commitment]:
    first, last = days
    taken: set[int] = set()
    seen = sorted(
        (each for each in course.terms if not each.unseen),
        key=lambda each: (each.values["term_start"], each.values["term_end"]),
    )
    for term in seen:
        start, end = max(first, term.values["term_start"]), min(last, term.values["term_end"])
        if start <= end:
            own = [day for day in range(start, end + 1) if day not in taken]
            taken |= set(own)
            yield _commitment_of(accounting, course, term, rates, own)
    for term in course.terms:
        if term.unseen and limits(term.values["term_start"])[0] <= last:
            asked = ask_list(accounting.program, "voucher_term", course.intervention or "")
            nothing_known = rates.hour(first).lowest is None
            cost = UNSET if nothing_known else ANYTHING
            yield Commitment(course.case, course.intervention, None, None, 0, cost, (asked,))


def _commitment_of(
    accounting: Accounting, course: Course, term: Asked, rates: Rates, days: Sequence[int]
) -> Commitment:
    cost, missing = ZERO, dict[Missing, None]()
    for day in days:
        weekly = _weekly(course.authorisations, day)
        if not weekly.decided:
            name = to_date(term.values["term_start"]).isoformat()
            missing[ask(accounting.program, _unknown(course.authorisations), name)] = None
        worth = rates.worth(weekly, day)
        if worth.lowest is None:
            missing[rates.gap("unit_value", day)] = None
        cost += worth
    cost = cost / exactly(_WEEK)
    start, end = (to_date(term.values[fact]) for fact in ("term_start", "term_end"))
    return Commitment(course.case, course.intervention, start, end, len(days), cost.rounded(), tuple(missing))


def _unknown(authorisations: Iterable[Asked]) -> str:
    """What leaves the time authorised open: the time itself, else how long it is authorised for."""
    open_ones = {name for each in authorisations for name in _LASTING if type(each.values[name]) is Interval}
    return next((name for name in _LASTING if name in open_ones), _LASTING[0])


def _weekly(authorisations: Iterable[Asked], day: int) -> Interval:
    """The weekly time authorised on a day; of several authorisations in force, the greatest; of none, nothing."""
    found = []
    for each in authorisations:
        start, end = each.values["authorised_from"], each.values["authorised_last_day"]
        begins, ends = limits(start), (NOT_YET, NOT_YET, False) if end is NONE else limits(end)
        if begins[0] <= day <= ends[1]:
            time = counted(each.values["authorised_time"])
            sure = not each.unseen and begins[1] <= day <= ends[0]
            found.append(time if sure else time.or_nothing())
    if not found:
        return ZERO
    return Interval(max(each.lo for each in found), max(each.hi for each in found))

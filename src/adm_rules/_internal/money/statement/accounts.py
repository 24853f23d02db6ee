"""Makes a month's statement of cases: who owes whom what for which sessions, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from adm_rules._internal.calendar import calendar_periods
from adm_rules._internal.compiler.asking import Asking, Question
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.tariffs import Tariffs
from adm_rules._internal.money.statement.family import Families, Hours, Part, charged_hours
from adm_rules._internal.money.statement.groups import Groups, GroupShare
from adm_rules._internal.money.statement.notes import Notes, Together
from adm_rules._internal.money.statement.rates import Rates
from adm_rules._internal.money.statement.sessions import QUESTIONS, Course, courses
from adm_rules._internal.money.statement.shapes import (
    FAMILY,
    Account,
    ChosenReading,
    Note,
    OtherAmount,
    Total,
)
from adm_rules._internal.money.statement.vouchers import Entry, Payable, lines, unpaid
from adm_rules._internal.rules import ReadingChoice, Voucher
from adm_rules._internal.values.bounds import ZERO, Interval


@dataclass(frozen=True, slots=True, repr=False)
class Ledger:
    """The entries of every course over some days, under one choice of readings."""

    entries: Mapping[int, tuple[Entry, ...]]
    rates: Mapping[str, Rates]
    groups: tuple[GroupShare, ...] = field(default=())

    def of(self, course: Course) -> tuple[Entry, ...]:
        """The entries of one course."""
        return self.entries[id(course)]

    def amount(self, course: Course) -> Interval:
        """What the payer of the voucher owes for a course: its lines, each rounded once, month by month."""
        found = ZERO
        for month in _by_month(self.of(course)):
            found = sum((line.amount for line in lines(month, None)), found)
        return found


class Accounting:
    """Asks cases what their sessions are, and tells what these are worth."""

    def __init__(self, program: Program) -> None:
        self.program = program
        pricing = Tariffs(program)
        self.families = Families(pricing)
        vouchers = program.regulation.vouchers.values()
        ends = {fact for voucher in vouchers if voucher.last_day for fact in voucher.last_day.facts.values()}
        asked = (*QUESTIONS, Question("voucher_term", tuple(sorted(ends))))
        self.asking = Asking(program, asked, pricing.questions)
        self.by_service = {service: voucher for voucher in vouchers for service in voucher.services}
        self._known = frozenset(fact.per for fact in program.compiled.facts.values())

    def courses(self, cases: Iterable[Any], agency: Any, on: date) -> tuple[Course, ...]:
        """Every intervention of the cases, in one order whatever that of the cases."""
        given = {} if agency is None else {"agency": agency}
        found = [
            course
            for case in cases
            for course in courses(self.program, self.asking.answers({"case": case, **given}, on.toordinal()))
        ]
        return tuple(sorted(found, key=lambda course: course.key))

    def voucher(self, course: Course) -> Voucher | None:
        """The voucher that pays for a course."""
        return self.by_service.get(course.service or "")

    def ledger(
        self,
        found: Sequence[Course],
        first: int,
        last: int,
        readings: Mapping[str, str],
        *,
        agency: bool,
        own: Ledger | None = None,
    ) -> Ledger:
        """What every session from ``first`` to ``last`` is worth.

        Where the readings in use are known, their ledger is ``own``: a course that other readings do not touch keeps
        its entries.
        """
        regulation = self.program.regulation
        rates = {name: Rates(regulation, voucher, readings) for name, voucher in self._vouchers.items()}
        entries: dict[int, tuple[Entry, ...]] = {} if own is None else {**own.entries}
        groups: list[GroupShare] = []
        for name, mine in self._by_voucher(found).items():
            if name is None:
                if own is None:
                    entries |= {id(course): self._without(course, first, last) for course in mine}
                continue
            touched = mine
            if own is not None:
                touched = _touched(mine, own.rates[name].told_apart(rates[name], first, last))
            if not touched:
                continue
            records = [
                (course, held)
                for course in mine
                for held in course.sessions
                if not held.unseen and first <= held.day[0] <= last
            ]
            shared = Groups(self.program, rates[name], records, agency)
            payable = Payable(self.program, rates[name], shared)
            entries |= {id(course): tuple(payable.entries(course, first, last)) for course in touched}
            groups += shared.shares
        return Ledger(entries, rates, tuple(groups))

    @property
    def _vouchers(self) -> Mapping[str, Voucher]:
        return self.program.regulation.vouchers

    def _by_voucher(self, found: Iterable[Course]) -> Mapping[str | None, list[Course]]:
        joined: dict[str | None, list[Course]] = {}
        for course in found:
            voucher = self.voucher(course)
            joined.setdefault(voucher.name if voucher is not None else None, []).append(course)
        return joined

    def _without(self, course: Course, first: int, last: int) -> tuple[Entry, ...]:
        return tuple(unpaid(self.program, course, first, last))

    # --- accounts -----------------------------------------------------------------------------------------------------

    def accounts(
        self, found: Sequence[Course], first: int, last: int, *, agency: bool
    ) -> tuple[tuple[Account, ...], tuple[GroupShare, ...]]:
        """The account of every intervention, and what was divided among users."""
        ledger = self.ledger(found, first, last, {}, agency=agency)
        others = [
            (
                reading,
                option,
                self.ledger(found, first, last, {reading.name: option}, agency=agency, own=ledger),
            )
            for reading, option in self._alternatives()
        ]
        there: dict[str | None, Together] = {}
        for course in found:
            there.setdefault(course.agency, Together()).add(course, first, last)
        told = [
            self._account(course, (ledger, others), there[course.agency], first, last) for course in found
        ]
        return tuple(self._together(found, told, ledger, (first, last))), ledger.groups

    def _together(
        self, found: Sequence[Course], told: list[Account], ledger: Ledger, days: tuple[int, int]
    ) -> list[Account]:
        """Accounts of which a family owes several by one tariff that makes one amount of the month."""
        joined: dict[tuple[str, str], list[int]] = {}
        for n, (course, family) in enumerate(zip(found, (each.family for each in told), strict=True)):
            if family is not None and family.tariff and family.cents != ZERO and not family.cents.none:
                joined.setdefault((course.case, family.tariff), []).append(n)
        for (_, tariff), places in joined.items():
            if len(places) > 1 and self.families.pricing.is_monthly(tariff):
                parts = [self._part(found[n], told[n].family, ledger, days) for n in places]
                for n, share in zip(places, self.families.divided(parts, days[0]), strict=True):
                    told[n] = replace(told[n], family=share)
        return told

    def _part(self, course: Course, share: Any, ledger: Ledger, days: tuple[int, int]) -> Part:
        voucher = self.voucher(course)
        rates = ledger.rates[voucher.name] if voucher is not None else None
        return Part(course, self._hours(course, ledger.of(course), rates, days), share)

    def _hours(
        self, course: Course, entries: Sequence[Entry], rates: Rates | None, days: tuple[int, int]
    ) -> Hours:
        """The hours that a family shares the cost of; of a service without a voucher, those of the sessions held."""
        if rates is None:
            return self.families.held(course, days)
        return self.families.charged(course, entries, rates, days)

    def _account(
        self,
        course: Course,
        ledgers: tuple[Ledger, Sequence[tuple[ReadingChoice, str, Ledger]]],
        there: Together,
        first: int,
        last: int,
    ) -> Account:
        ledger, _ = ledgers
        voucher = self.voucher(course)
        rates = ledger.rates[voucher.name] if voucher is not None else None
        entries = ledger.of(course)
        notes = Notes(self.program, rates, self._known) if rates is not None else None
        family = self._family(course, entries, rates, (first, last))
        told = lines(entries, rates)
        amount = sum((line.amount for line in told), ZERO)  # the days are those of one month
        return Account(
            agency=course.agency,
            case=course.case,
            intervention=course.intervention,
            service=course.service,
            voucher=voucher.name if voucher is not None else None,
            payer=voucher.payer if voucher is not None else None,
            lines=told,
            amount=amount,
            family=family,
            terms=tuple(notes.terms(course, first, last)) if notes is not None else (),
            notes=tuple(_notes(notes, course, entries, there, (first, last))) if notes is not None else (),
            other_readings=tuple(self._others(course, amount, family, ledgers, (first, last))),
        )

    def _family(
        self, course: Course, entries: Sequence[Entry], rates: Rates | None, days: tuple[int, int]
    ) -> Copayment | None:
        """The family's share; of a service without a voucher, by its tariff alone, if it has one."""
        if rates is None and course.service not in self.families.pricing.by_service:
            return None
        return self.families.share(course, self._hours(course, entries, rates, days), days[0])

    def _others(
        self,
        course: Course,
        amount: Interval,
        family: Copayment | None,
        ledgers: tuple[Ledger, Sequence[tuple[ReadingChoice, str, Ledger]]],
        days: tuple[int, int],
    ) -> Iterator[OtherAmount]:
        """What would change under the other options of the readings that the amounts rest on."""
        voucher, (own, others), (first, _) = self.voucher(course), ledgers, days
        if family is None:
            return
        if voucher is None:
            held = self.families.held(course, days)
            for name, option in self.families.pricing.choices:
                if (alone := self.families.share(course, held, first, (name, option)).cents) != family.cents:
                    text = self.program.regulation.readings[name].options[option].text
                    yield OtherAmount(name, option, text, FAMILY, alone)
            return
        charged = charged_hours(own.of(course), own.rates[voucher.name])
        for reading, option, ledger in others:
            text, same = reading.options[option].text, ledger.of(course) is own.of(course)
            if not same and (other := ledger.amount(course)) != amount:
                yield OtherAmount(reading.name, option, text, voucher.payer, other)
            rates, choice = ledger.rates[voucher.name], (reading.name, option)
            if choice not in self.families.pricing.choices and (
                same or charged == charged_hours(ledger.of(course), rates)
            ):
                continue  # the same hours by the same tariff
            given = self.families.charged(course, ledger.of(course), rates, days)
            theirs = self.families.share(course, given, first, choice).cents
            if theirs != family.cents:
                yield OtherAmount(reading.name, option, text, FAMILY, theirs)

    # --- readings -----------------------------------------------------------------------------------------------------

    def _value_readings(self) -> Mapping[str, ReadingChoice]:
        """The readings that the values of the vouchers rest on, and the families' tariffs."""
        regulation = self.program.regulation
        entries = (
            entry
            for voucher in self._vouchers.values()
            for value in voucher.values.values()
            for entry in regulation.values[value].history
        )
        values = (entry.by_reading[0] for entry in entries if entry.by_reading is not None)
        names = dict.fromkeys((*values, *(name for name, _ in self.families.pricing.choices)))
        return {name: regulation.readings[name] for name in names}

    def readings(self) -> tuple[ChosenReading, ...]:
        """Every reading that the statement rests on, with the option taken and the others."""
        found = dict(self._value_readings())
        for voucher in self._vouchers.values():
            ends = voucher.last_day.reading if voucher.last_day is not None else None
            more = (*((ends,) if ends else ()), *voucher.readings)
            found |= {name: self.program.regulation.readings[name] for name in more}
        return tuple(_chosen(reading) for reading in found.values())

    def _alternatives(self) -> Iterator[tuple[ReadingChoice, str]]:
        for reading in self._value_readings().values():
            yield from ((reading, option) for option in reading.others)


def _touched(courses: Sequence[Course], work: Collection[str] | None) -> list[Course]:
    """The courses, with all others of the same minor, of which a session is of some work, or may be; None: of any."""
    cases = {
        course.case
        for course in courses
        if work is None
        or any(
            held.activity in work or (held.activity is None and not held.unseen)
            for held in course.sessions
            if work
        )
    }
    return [course for course in courses if course.case in cases]


def _notes(
    notes: Notes,
    course: Course,
    entries: Sequence[Entry],
    there: Together,
    days: tuple[int, int],
) -> Iterator[Note]:
    """All that is to be looked at in one account."""
    first, last = days
    yield from notes.coverage(course, entries)
    yield from notes.overlaps(entries)
    yield from notes.elsewhere(course, there)
    yield from notes.excess(course, first, last)


def _chosen(reading: ReadingChoice) -> ChosenReading:
    options = reading.options.values()
    return ChosenReading(
        reading.name,
        reading.question,
        reading.default,
        reading.options[reading.default].text,
        tuple((option.name, option.text) for option in options if option.name != reading.default),
    )


def totals(accounts: Sequence[Account]) -> tuple[Total, ...]:
    """What each payer owes each agency: the sums of the accounts, to the cent."""
    found: dict[tuple[str, str], Total] = {}
    for account in accounts:
        if account.payer is not None:
            payable = sum((line.payable for line in account.lines), ZERO)
            _add(found, Total(account.agency, account.payer, account.amount, payable))
        if account.family is not None:
            _add(found, Total(account.agency, FAMILY, account.family.cents, None))
        if account.service is None:
            _add(found, Total(account.agency, None, account.amount, None))
    return tuple(found[key] for key in sorted(found))


def _add(found: dict[tuple[str, str], Total], more: Total) -> None:
    key = (more.agency or "", more.payer or "")
    old = found.get(key)
    if old is None:
        found[key] = more
        return
    payable = None if old.payable is None or more.payable is None else old.payable + more.payable
    found[key] = replace(old, amount=old.amount + more.amount, payable=payable)


def _by_month(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries of each calendar month."""
    days = [entry.day for entry in entries]
    for first, last in calendar_periods(min(days), max(days), "month") if days else ():
        yield [entry for entry in entries if first <= entry.day <= last]

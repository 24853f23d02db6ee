"""What a family pays for what was delivered: the tariffs of a rule set, put to the rows of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from adm_rules._internal.calendar import calendar_period
from adm_rules._internal.compiler.asking import Asked, FileAnswers, Question
from adm_rules._internal.compiler.fees import rounded
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.tariffs import UNDELIVERED, Priced, PricedVersion, lower_tariffs, parts_of
from adm_rules._internal.dataclass import replace
from adm_rules._internal.money.amounts import DECIDED, UNDECIDED, UNSET, euro
from adm_rules._internal.money.copayment import certificates
from adm_rules._internal.money.copayment.bill import CUT, NOT_HELD, Bill, Closing, Item, is_decided
from adm_rules._internal.money.copayment.copayment import (
    NOT_SET,
    REFUSED,
    Copayment,
    OtherShare,
    Step,
    Waiver,
)
from adm_rules._internal.money.copayment.lines import fee_lines, without_certificate
from adm_rules._internal.money.copayment.missing import Gaps
from adm_rules._internal.money.copayment.whole import as_month, first_of
from adm_rules._internal.money.copayment.words import Words
from adm_rules._internal.money.copayment.worlds import atoms, measured, name_of, truth, value_name
from adm_rules._internal.rules import NotSet, Table, Tariff
from adm_rules._internal.rules.measures import HOURLY
from adm_rules._internal.values.bounds import ANYTHING, NOT_YET, ZERO, Interval, Number, exactly
from adm_rules._internal.values.logic import Truth

#: What is charged for: who answers for its conditions, its day, how many units of it.
Charge: TypeAlias = tuple[Asked, int, Interval]
#: A choice of one option of one reading; None for those in use.
Choice: TypeAlias = tuple[str, str] | None


class TotalEnd(NamedTuple):
    """The day by whose version a total is made, a session of its month, and the sessions in doubt."""

    day: int
    session: Asked
    doubted: tuple[tuple[Asked, Node], ...] = ()


class Tariffs:
    """The tariffs of a rule set. Its questions are asked with others; `month` reads the answers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tariffs: Mapping[str, Tariff] = program.regulation.tariffs
        self.versions: Mapping[str, tuple[PricedVersion, ...]] = {}
        #: What is due by each tariff: itself, or its parts.
        self.parts = {name: parts_of(program.regulation, each) for name, each in self.tariffs.items()}
        self.by_service = {service: tariff for tariff in self.tariffs.values() for service in tariff.services}
        self.words = Words(program)

    def questions(self, low: Lowering) -> Iterator[Question]:
        """Each comparison of each condition, by itself: what is unknown is gone through one by one.

        The tariffs are lowered with what they are asked by, once, by the `Asking` that these questions go to.
        """
        self.versions = lower_tariffs(low)
        lowered = [
            priced for history in self.versions.values() for version in history for priced in version.every
        ]
        every = (atom for priced in lowered for node in priced.holds.values() for atom in atoms(node))
        asked = {atom: name_of(atom) for atom in every}
        counts = {node for priced in lowered for node in priced.factors.values()}
        counts |= {
            node for priced in lowered for node in (priced.measure, priced.charged) if node is not None
        }
        values = {value_name(each.left): each.left for each in map(measured, asked) if each is not None}
        values |= {value_name(node): node for node in counts}
        yield Question("session", ("session_day", "session_status"), {n: a for a, n in asked.items()}, values)
        yield Question("isee", certificates.FACTS)

    def edges(self, tariff: Tariff, day: int) -> frozenset[int]:
        """The values of its indicator at which what is due on a day may turn or jump, under the readings in use."""
        versions = (self._version(part, day) for part in self.parts[tariff.name])
        found = [(each.default, each.default.shape) for each in versions if each is not None]
        fees = [(priced, shape) for priced, shape in found if isinstance(shape, Table)]
        caps = [(priced, cap) for priced, fee in fees for cap in fee.caps]
        every = (priced.schedule(table, day).turning_points() for priced, table in (*fees, *caps))
        return frozenset(point for points in every for point in points)

    # --- a month ------------------------------------------------------------------------------------------------------

    def month(
        self,
        answers: FileAnswers,
        service: str,
        month_first: int,
        delivered: Sequence[tuple[Asked, Interval]],
        *,
        closing: int | None = None,
        choice: Choice = None,
    ) -> Copayment:
        """What a family pays for the sessions of one intervention in one month.

        ``month_first`` is the ordinal of the month's first day; each session comes with the hours that the
        family pays for. ``closing`` is the day of the last session that counts, by whose version the total is
        made; without it the last one of those given. ``choice`` is one option of one reading, in place of the default.
        """
        tariff = self.by_service.get(service)
        if tariff is None:
            return self.silent(service, date.fromordinal(month_first))
        if not delivered:
            return replace(self._head(tariff, month_first), service=service, outcome=DECIDED, cents=ZERO)
        found = []
        for part in self.parts[tariff.name]:
            charges = list(self._charges(part, month_first, delivered, choice))
            if not charges:
                found.append(replace(self._head(part, month_first), outcome=DECIDED, cents=ZERO))
                continue
            last = charges[-1][1] if part.unit == "EUR_per_month" or closing is None else closing
            end = TotalEnd(last, first_of(reversed(delivered)), tuple(self._doubted(part, delivered, choice)))
            found.append(self._under(answers, part, charges, end, choice, month_first=month_first))
        return replace(self._sum(tariff, found), service=service)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Every option, but for the defaults, of the readings that the tariffs depend on."""
        versions = (version for history in self.versions.values() for version in history)
        return tuple(dict.fromkeys((name, option) for each in versions for name, option, _ in each.others))

    def is_monthly(self, tariff: str) -> bool:
        """Whether something of a tariff is made once for a month, whatever the month is made of."""
        parts = self.parts[tariff]
        shapes = (
            priced.shape
            for part in parts
            for each in self.versions.get(part.name, ())
            for priced in each.every
        )
        tables = [shape for shape in shapes if isinstance(shape, Table)]
        capped = any(
            table.month_cap is not None
            or table.year_cap is not None
            or any(each.of_total for each in table.modifiers)
            for table in tables
        )
        return capped or any(part.unit == "EUR_per_month" for part in parts)

    def closings(self, service: str, days: Sequence[int]) -> list[int]:
        """Of days in order, the last under each version of the tariff that the total of a month may be made by."""
        tariff = self.by_service.get(service)
        hourly = [] if tariff is None else [p for p in self.parts[tariff.name] if p.unit != "EUR_per_month"]
        last = {tuple(id(self._version(part, day)) for part in hourly): day for day in days}
        return list(last.values())

    def silent(self, service: str, on: date) -> Copayment:
        """What is said of a service that no tariff prices."""
        return Copayment(NOT_SET, service, on, missing=(self.words.no_tariff(service),))

    def unpaid(self, tariff: Tariff, activity: str, day: int) -> Copayment:
        """What is due for work that the act does not let a family pay for: nothing."""
        why = self.words.unpaid(activity)
        waived, steps = Waiver("activities", why), (Step(why, Decimal("0.00")),)
        head = self._head(tariff, day)
        return replace(head, outcome=DECIDED, cents=ZERO, fee=ZERO, reason=waived, steps=steps)

    @staticmethod
    def _head(tariff: Tariff, day: int) -> Copayment:
        """What is said of every service of a tariff; the service itself is named by who asks for one."""
        return Copayment(NOT_SET, "", date.fromordinal(day), tariff.name, tariff.unit, citation=tariff.cites)

    def one(self, answers: FileAnswers, tariff: Tariff, asked: Asked, hours: Fraction) -> Copayment:
        """What a family pays for one access (a session) of so many hours, or for the month in which it lies."""
        charges = [_charge(part, asked, hours) for part in self.parts[tariff.name]]
        found, differing = self._one(answers, tariff, (charges, asked), None), []
        for choice in dict.fromkeys(self._choices_on(tariff, charges)):
            other = self._one(answers, tariff, (charges, asked), choice)
            if (other.outcome, other.cents) != (found.outcome, found.cents):
                differing.append(self._other(choice, other))
        quantity = Fraction(self._quantity(tariff, charges[0])) if len(charges) == 1 else None
        return replace(found, quantity=quantity, other_readings=tuple(differing))

    def _one(
        self, answers: FileAnswers, tariff: Tariff, access: tuple[Sequence[Charge], Asked], choice: Choice
    ) -> Copayment:
        """One access (what is charged for it, and its session) under one choice of readings."""
        charges, asked = access
        parts = zip(self.parts[tariff.name], charges, strict=True)
        return self._sum(
            tariff,
            [self._under(answers, part, [each], TotalEnd(each[1], asked), choice) for part, each in parts],
        )

    def _choices_on(self, tariff: Tariff, charges: Sequence[Charge]) -> Iterator[tuple[str, str]]:
        """The readings that what is charged depends on, each with its other options."""
        for part, (_, day, _) in zip(self.parts[tariff.name], charges, strict=True):
            version = self._version(part, day)
            yield from ((name, option) for name, option, _ in (version.others if version is not None else ()))

    def _sum(self, tariff: Tariff, parts: Sequence[Copayment]) -> Copayment:
        """What is due by all parts of a tariff together; of one that no act sets, anything."""
        if not tariff.parts:
            return parts[0]
        outcomes = {part.outcome for part in parts}
        cents = [ANYTHING if part.cents.lo == UNSET.lo else part.cents for part in parts]
        labels = [part.label for part in tariff.parts]
        reasons = {part.reason for part in parts}
        without = [part.if_no_certificate for part in parts]
        outcome = next((each for each in (REFUSED, UNDECIDED) if each in outcomes), UNDECIDED)
        return replace(
            self._head(tariff, parts[0].on.toordinal()),
            outcome=outcomes.pop() if len(outcomes) == 1 else outcome,
            unit=None,
            cents=UNSET if all(part.cents == UNSET for part in parts) else sum(cents, ZERO),
            lines=tuple(line for part in parts for line in part.lines),
            if_no_certificate=None if None in without else sum(filter(None, without), Decimal("0.00")),
            reason=reasons.pop() if len(reasons) == 1 else None,
            steps=self.words.sum_of([(n, p.steps, p.cents) for n, p in zip(labels, parts, strict=True)]),
            missing=tuple(dict.fromkeys(each for part in parts for each in part.missing)),
            citation=tariff.cites or parts[0].citation,
        )

    def _other(self, choice: tuple[str, str], share: Copayment) -> OtherShare:
        name, option = choice
        reading = self.program.regulation.readings[name]
        text, ends = reading.options[option].text, (share.total_lowest, share.total_highest)
        return OtherShare(name, option, text, reading.question, share.outcome, *ends)

    def _version(self, tariff: Tariff, day: int) -> PricedVersion | None:
        """The version in force on a day, on which the rule set is in force as well."""
        regulation = self.program.regulation
        if not regulation.day_from <= day <= (regulation.day_until or NOT_YET):
            return None
        began = [each for each in self.versions[tariff.name] if (each.version.day_from or 0) <= day]
        last = began[-1] if began else None
        return last if last is not None and day <= (last.version.day_until or NOT_YET) else None

    def _under(
        self,
        answers: FileAnswers,
        tariff: Tariff,
        parts: Sequence[Charge],
        end: TotalEnd,
        choice: Choice,
        *,
        month_first: int | None = None,
    ) -> Copayment:
        """The share under one choice of readings; ``month_first`` where it is that of a month."""
        last_day = end.day
        items, head = [], self._head(tariff, month_first or last_day)
        for asked, day, quantity in parts:
            version = self._version(tariff, day)
            if version is None:
                return replace(head, missing=(self.words.not_in_force(tariff, day),))
            priced = _under(version, choice)
            if isinstance(priced.shape, NotSet):
                missing = self.words.not_set(tariff, priced.shape)
                return replace(head, missing=(missing,), citation=version.version.cites or tariff.cites)
            seen = _seen(answers, tariff, priced, asked, day)
            units = _counted(tariff, priced, asked, quantity)
            items.append(Item(asked, priced, day, units, self._rate(tariff, priced, day), seen))
        last = self._version(tariff, last_day)
        total, day = (items[-1].priced, items[-1].day) if last is None else (_under(last, choice), last_day)
        seen = _seen(answers, tariff, total, parts[-1][0], day)
        bill = Bill(items, Closing(total, day, seen, end.session, end.doubted))
        share = _amounting(head, tariff, bill, whole=month_first is not None)
        # Of another reading nothing is told but the amount.
        return (
            self._told(share, answers, tariff, bill, whole=month_first is not None)
            if choice is None
            else share
        )

    # --- what is charged for ------------------------------------------------------------------------------------------

    def charges_undelivered(self, service: str, asked: Asked, choice: Choice = None) -> Truth:
        """Whether some part of what a service costs is charged for a session that was not delivered."""
        tariff = self.by_service.get(service)
        parts = () if tariff is None else self.parts[tariff.name]
        if asked.values["session_day"].__class__ is not int:  # it may be that of any version
            every = (each for part in parts for version in self.versions[part.name] for each in version.every)
            return None if any(UNDELIVERED in priced.holds for priced in every) else False
        nodes = [self._of_undelivered(part, asked, choice) for part in parts]
        found = [truth(node, asked, {}) for node in nodes if node is not None]
        return True if True in found else None if None in found else False

    def _of_undelivered(self, part: Tariff, asked: Asked, choice: Choice) -> Node | None:
        """When a part is charged for a session that was not delivered; None: never."""
        version = self._version(part, asked.values["session_day"])
        return None if version is None else _under(version, choice).holds.get(UNDELIVERED)

    def _charges(
        self,
        part: Tariff,
        month_first: int,
        delivered: Sequence[tuple[Asked, Interval]],
        choice: Choice,
    ) -> Iterator[Charge]:
        """What is charged for in a month: each session by its hours or by itself, or the month once."""
        held = []
        for asked, time in delivered:
            charged: Truth = True
            if asked.values["session_status"] in NOT_HELD:
                node = self._of_undelivered(part, asked, choice)
                charged = False if node is None else truth(node, asked, {})
            if charged is not False:
                units = time if part.unit in HOURLY else exactly(1)
                held.append((asked, asked.values["session_day"], units if charged else units.or_nothing()))
        if part.unit != "EUR_per_month" or not held:
            yield from held
        else:
            units = max((each[2] for each in held), key=lambda each: each.lo)
            yield as_month(first_of((asked, each) for asked, _, each in held)), month_first, units

    def _doubted(
        self, part: Tariff, delivered: Sequence[tuple[Asked, Interval]], choice: Choice
    ) -> Iterator[tuple[Asked, Node]]:
        """The sessions that were not delivered, each with the condition on which a part is charged for it."""
        for asked, _ in delivered:
            node = self._of_undelivered(part, asked, choice)
            if node is not None and asked.values["session_status"] in NOT_HELD:
                yield asked, node

    def _quantity(self, tariff: Tariff, charge: Charge) -> Number:
        """The units of one access, as the version of its day counts them."""
        (part,), (asked, day, quantity) = self.parts[tariff.name], charge
        version = self._version(part, day)
        return (quantity if version is None else _counted(part, version.default, asked, quantity)).lo

    @staticmethod
    def _rate(tariff: Tariff, priced: Priced, day: int) -> Interval:
        """What a fee is multiplied by besides the hours: of a share in hundredths of a point, the cost."""
        if tariff.cost is None:
            return exactly(tariff.hours)
        cost = priced.fixed(tariff.cost, day)
        return ANYTHING if cost is None else exactly(Fraction(cost, 10_000) * tariff.hours)

    def _told(
        self, share: Copayment, answers: FileAnswers, tariff: Tariff, found: Bill, *, whole: bool
    ) -> Copayment:
        """A share with the way to it, or with what is missing for it."""
        steps, reason = self.words.way(tariff, found, decided=share.outcome == DECIDED)
        if share.outcome != DECIDED:
            periodless = _is_periodless(tariff, found, whole=whole)
            missing = dict.fromkeys(Gaps(self.program, self.words, answers).of(tariff, found, periodless))
            without = euro(without_certificate(found, periodless=periodless))
            return replace(share, missing=tuple(missing), if_no_certificate=without, steps=steps)
        lines = tuple(fee_lines(tariff, found, int(share.cents.lo)))
        return replace(share, steps=steps, reason=reason if share.cents == ZERO else None, lines=lines)


def _amounting(head: Copayment, tariff: Tariff, found: Bill, *, whole: bool) -> Copayment:
    """What a share comes to, and how far it is decided."""
    total, periodless = found.total, _is_periodless(tariff, found, whole=whole)
    unset = all(isinstance(item.priced.shape, Table) and item.priced.shape.not_set for item in found.items)
    if is_decided(total) and not periodless:
        outcome = DECIDED
    elif unset and not any(True for _ in found.unknown()):
        outcome = NOT_SET
    else:
        outcome = REFUSED if any(item.sight.refused for item in found.items) else UNDECIDED
    return replace(
        head,
        outcome=outcome,
        cents=UNSET if periodless or total is None else total.outward(),
        citation=found.items[-1].priced.version.cites or tariff.cites,
        fee=found.fee(found.items[-1]),
    )


def _is_periodless(tariff: Tariff, found: Bill, *, whole: bool) -> bool:
    """Whether the act does not say what the amount of a month is for."""
    return whole and tariff.unit == "EUR" and found.total != ZERO


def _under(version: PricedVersion, choice: Choice) -> Priced:
    """A version under a choice of readings; one that does not depend on it stays as it is."""
    return next((priced for *other, priced in version.others if tuple(other) == choice), version.default)


def _seen(answers: FileAnswers, tariff: Tariff, priced: Priced, asked: Asked, day: int) -> certificates.Sight:
    """What a tariff sees on a day: of certificates, or of the fact that makes its indicator."""
    if priced.measure is None:
        return certificates.sight(answers["isee"], tariff, day, answers.reading.on)
    return certificates.measured(asked.values[value_name(priced.measure)], tariff.indicator)


def _counted(tariff: Tariff, priced: Priced, asked: Asked, quantity: Interval) -> Interval:
    """So many units as they are charged: hours are rounded as the table says.

    Of a session that the end of a month cuts no act says which part is rounded: each may be a step more or less.
    """
    rounding = priced.shape.hours if isinstance(priced.shape, Table) and tariff.unit in HOURLY else None
    if rounding is None:
        return quantity
    if CUT in asked.values:
        step = Fraction(rounding.to, 60)
        return (quantity + Interval(-step, step)).map(lambda hours: max(hours, 0))
    return quantity.map(lambda hours: rounded(hours * 60, rounding) / 60)


def _charge(tariff: Tariff, asked: Asked, hours: Fraction) -> Charge:
    """What is charged for one access: so many hours, the access itself, or the month in which it lies."""
    day = asked.values["session_day"]
    if tariff.unit == "EUR_per_month":
        return as_month(asked), calendar_period(day, "month")[0], exactly(1)
    return asked, day, exactly(hours if tariff.unit in HOURLY else 1)

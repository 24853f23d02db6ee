"""What a family pays for what was delivered: the tariffs of a rule set, put to the rows of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from adm_rules._internal.calendar import calendar_period
from adm_rules._internal.compiler.asking import Asked, FileAnswers, Question
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.tariffs import Priced, PricedVersion, lower_tariffs, parts_of
from adm_rules._internal.dataclass import replace
from adm_rules._internal.money.amounts import DECIDED, UNDECIDED, UNSET, euro
from adm_rules._internal.money.copayment import certificates
from adm_rules._internal.money.copayment.bill import Bill, Closing, Item, is_decided
from adm_rules._internal.money.copayment.copayment import NOT_SET, REFUSED, Copayment, FeeLine, OtherShare
from adm_rules._internal.money.copayment.missing import Gaps
from adm_rules._internal.money.copayment.words import Words
from adm_rules._internal.money.copayment.worlds import atoms, measured, name_of, value_name
from adm_rules._internal.rules import NotSet, Table, Tariff
from adm_rules._internal.values.bounds import ANYTHING, NOT_YET, ZERO, Interval, Number, exactly

#: What is charged for: who answers for its conditions, its day, how many units of it.
Charge: TypeAlias = tuple[Asked, int, Interval]
#: Units of which each hour is one.
HOURLY: Final = frozenset({"EUR_per_hour", "percent_of_cost"})
#: A choice of one option of one reading; None for those in use.
Choice: TypeAlias = tuple[str, str] | None


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
        counts |= {priced.measure for priced in lowered if priced.measure is not None}
        for per, facts in (("session", ("session_day",)), ("case", ())):
            own = [atom for atom in asked if atom.scope == per]
            values = {value_name(each.left): each.left for each in map(measured, own) if each is not None}
            values |= {value_name(node): node for node in counts if node.scope == per}
            yield Question(per, facts, {asked[atom]: atom for atom in own}, values)
        yield Question("isee", certificates.FACTS)

    def edges(self, tariff: Tariff, day: int) -> frozenset[int]:
        """The values of its indicator at which what is due on a day may turn or jump, under the readings in use."""
        versions = (self._version(part, day) for part in self.parts[tariff.name])
        found = [(each.default, each.default.shape) for each in versions if each is not None]
        fees = [(priced, shape) for priced, shape in found if isinstance(shape, Table)]
        caps = [(priced, fee.month_cap) for priced, fee in fees if isinstance(fee.month_cap, Table)]
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
            charges = list(_charges(part, answers, month_first, delivered))
            last = charges[-1][1] if part.unit == "EUR_per_month" or closing is None else closing
            found.append(self._under(answers, part, charges, last, choice, month_first=month_first))
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
            table.month_cap is not None or any(each.of_total for each in table.modifiers) for table in tables
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

    @staticmethod
    def _head(tariff: Tariff, day: int) -> Copayment:
        """What is said of every service of a tariff; the service itself is named by who asks for one."""
        return Copayment(NOT_SET, "", date.fromordinal(day), tariff.name, tariff.unit, citation=tariff.cites)

    def one(self, answers: FileAnswers, tariff: Tariff, asked: Asked, hours: Fraction) -> Copayment:
        """What a family pays for one access (a session) of so many hours, or for the month in which it lies."""
        charges = [_charge(part, answers, asked, hours) for part in self.parts[tariff.name]]
        found, differing = self._one(answers, tariff, charges, None), []
        for choice in dict.fromkeys(self._choices_on(tariff, charges)):
            other = self._one(answers, tariff, charges, choice)
            if (other.outcome, other.cents) != (found.outcome, found.cents):
                differing.append(self._other(choice, other))
        quantity = Fraction(charges[0][2].lo) if len(charges) == 1 else None
        return replace(found, quantity=quantity, other_readings=tuple(differing))

    def _one(
        self, answers: FileAnswers, tariff: Tariff, charges: Sequence[Charge], choice: Choice
    ) -> Copayment:
        """One access under one choice of readings."""
        parts = zip(self.parts[tariff.name], charges, strict=True)
        return self._sum(
            tariff, [self._under(answers, part, [each], each[1], choice) for part, each in parts]
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
        closing: int,
        choice: Choice,
        *,
        month_first: int | None = None,
    ) -> Copayment:
        """The share under one choice of readings; ``month_first`` where it is that of a month."""
        items, head = [], self._head(tariff, month_first or closing)
        for asked, day, quantity in parts:
            version = self._version(tariff, day)
            if version is None:
                return replace(head, missing=(self.words.not_in_force(tariff, day),))
            priced = _under(version, choice)
            if isinstance(priced.shape, NotSet):
                missing = self.words.not_set(tariff, priced.shape)
                return replace(head, missing=(missing,), citation=version.version.cites or tariff.cites)
            seen = _seen(answers, tariff, priced, asked, day)
            items.append(Item(asked, priced, day, quantity, self._rate(tariff, priced, day), seen))
        last = self._version(tariff, closing)
        total, closing = (
            (items[-1].priced, items[-1].day) if last is None else (_under(last, choice), closing)
        )
        seen = _seen(answers, tariff, total, parts[-1][0], closing)
        bill = Bill(items, answers["case"][0], Closing(total, closing, seen))
        return self._told(head, answers, tariff, bill, whole=month_first is not None)

    @staticmethod
    def _rate(tariff: Tariff, priced: Priced, day: int) -> Interval:
        """What a fee is multiplied by besides the hours: of a share in hundredths of a point, the cost."""
        if tariff.cost is None:
            return exactly(tariff.hours)
        cost = priced.fixed(tariff.cost, day)
        return ANYTHING if cost is None else exactly(Fraction(cost, 10_000) * tariff.hours)

    def _told(
        self, head: Copayment, answers: FileAnswers, tariff: Tariff, found: Bill, *, whole: bool
    ) -> Copayment:
        total = found.total
        periodless = whole and tariff.unit == "EUR" and total != ZERO
        unset = all(
            isinstance(item.priced.shape, Table) and item.priced.shape.not_set for item in found.items
        )
        if is_decided(total) and not periodless:
            outcome = DECIDED
        elif unset and not any(True for _ in found.unknown()):
            outcome = NOT_SET
        else:
            outcome = REFUSED if any(item.sight.refused for item in found.items) else UNDECIDED
        share = replace(
            head,
            outcome=outcome,
            cents=UNSET if periodless or total is None else total.outward(),
            citation=found.items[-1].priced.version.cites or tariff.cites,
            fee=found.fee(found.items[-1]),
        )
        steps, reason = self.words.way(tariff, found, decided=outcome == DECIDED)
        if outcome != DECIDED:
            missing = dict.fromkeys(Gaps(self.program, self.words, answers).of(tariff, found, periodless))
            without = euro(_without(found, periodless=periodless))
            return replace(share, missing=tuple(missing), if_no_certificate=without, steps=steps)
        lines = tuple(_lines(tariff, found, int(share.cents.lo)))
        return replace(share, steps=steps, reason=reason if share.cents == ZERO else None, lines=lines)


def _under(version: PricedVersion, choice: Choice) -> Priced:
    """A version under a choice of readings; one that does not depend on it stays as it is."""
    return next((priced for *other, priced in version.others if tuple(other) == choice), version.default)


def _seen(answers: FileAnswers, tariff: Tariff, priced: Priced, asked: Asked, day: int) -> certificates.Sight:
    """What a tariff sees on a day: of certificates, or of the fact that makes its indicator."""
    if priced.measure is None:
        return certificates.sight(answers["isee"], tariff, day, answers.reading.on)
    return certificates.measured(asked.values[value_name(priced.measure)], tariff.indicator)


def _charges(
    tariff: Tariff, answers: FileAnswers, month_first: int, delivered: Sequence[tuple[Asked, Interval]]
) -> Iterator[Charge]:
    """What is charged for in a month: each session by its hours or by itself, or the month once."""
    if tariff.unit == "EUR_per_month":
        yield answers["case"][0], month_first, exactly(1)
        return
    for asked, time in delivered:
        yield asked, asked.values["session_day"], time if tariff.unit in HOURLY else exactly(1)


def _charge(tariff: Tariff, answers: FileAnswers, asked: Asked, hours: Fraction) -> Charge:
    """What is charged for one access: so many hours, the access itself, or the month in which it lies."""
    day = asked.values["session_day"]
    if tariff.unit == "EUR_per_month":
        return answers["case"][0], calendar_period(day, "month")[0], exactly(1)
    return asked, day, exactly(hours if tariff.unit in HOURLY else 1)


def _without(found: Bill, *, periodless: bool) -> int | None:
    """What is due if no certificate is presented, where that is still open."""
    asked = any(
        (item.sight.open or item.sight.absent) and item.priced.measure is None for item in found.items
    )
    amount = found.without if asked and not periodless else None
    return int(amount.lo) if amount is not None and amount.decided else None


# --- lines ------------------------------------------------------------------------------------------------------------


def _lines(tariff: Tariff, found: Bill, total: int) -> Iterator[FeeLine]:
    """Sessions with the same fee together; what rounding leaves goes to the largest remainders."""
    weights: dict[Number, list[Fraction]] = {}
    for item in found.items:
        fee = found.fee(item)
        if fee is None or not (fee.decided and item.quantity.decided and item.rate.decided):
            yield FeeLine(None, tariff.unit, None, total)
            return
        weight = weights.setdefault(fee.lo, [Fraction(0), Fraction(0)])
        weight[0] += item.quantity.lo
        weight[1] += fee.lo * item.rate.lo * item.quantity.lo
    cents = apportioned(total, [weight for _, weight in weights.values()])
    for (amount, (quantity, _)), part in zip(weights.items(), cents, strict=True):
        yield FeeLine(euro(amount), tariff.unit, quantity, part)


def apportioned(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Whole cents in proportion to weights, by largest remainder, the first of equals before the rest."""
    whole = sum(weights)
    if whole == 0:
        return [total, *[0] * (len(weights) - 1)]
    exact = [total * weight / whole for weight in weights]
    cents = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(exact)), key=lambda n: cents[n] - exact[n])
    for n in order[: total - sum(cents)]:
        cents[n] += 1
    return cents

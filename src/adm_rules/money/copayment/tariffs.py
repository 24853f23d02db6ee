"""What a family pays for what was delivered: the tariffs of a rule set, put to the rows of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from adm_rules.bounds import ANYTHING, NOT_YET, ZERO, Interval, Number, exactly
from adm_rules.compiler.asking import Asked, FileAnswers, Question
from adm_rules.compiler.lower import Lowering
from adm_rules.compiler.program import Program
from adm_rules.compiler.tariffs import Priced, PricedVersion, lower_tariffs
from adm_rules.money.amounts import DECIDED, UNDECIDED, UNSET, euro
from adm_rules.money.copayment import certificates
from adm_rules.money.copayment.copayment import NOT_SET, REFUSED, Copayment, FeeLine, OtherShare
from adm_rules.money.copayment.missing import Gaps
from adm_rules.money.copayment.words import Words
from adm_rules.money.copayment.worlds import (
    Bill,
    Closing,
    Item,
    atoms,
    is_decided,
    measured,
    name_of,
    value_name,
)
from adm_rules.rules import NotSet, Tariff

#: What is charged for: who answers for its conditions, its day, how many units of it.
Charge: TypeAlias = tuple[Asked, int, Interval]
#: A choice of one option of one reading; None for those in use.
Choice: TypeAlias = tuple[str, str] | None


class Tariffs:
    """The tariffs of a rule set. Its questions are asked with others; `month` reads the answers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tariffs: Mapping[str, Tariff] = program.regulation.tariffs
        self.versions: Mapping[str, tuple[PricedVersion, ...]] = {}
        self.by_service = {service: tariff for tariff in self.tariffs.values() for service in tariff.services}
        self.words = Words(program)

    def questions(self, low: Lowering) -> Iterator[Question]:
        """Each comparison of each condition, by itself: what is unknown is gone through one by one.

        The tariffs are lowered with what they are asked by, once, by the `Asking` that these questions go to.
        """
        self.versions = lower_tariffs(low)
        every = (
            atom
            for versions in self.versions.values()
            for version in versions
            for priced in (version.default, *(other for _, _, other in version.others))
            for node in priced.holds.values()
            for atom in atoms(node)
        )
        asked = {atom: name_of(atom) for atom in every}
        for per, facts in (("session", ("session_day",)), ("case", ())):
            own = [atom for atom in asked if atom.scope == per]
            values = {value_name(each): each.left for each in map(measured, own) if each is not None}
            yield Question(per, facts, {asked[atom]: atom for atom in own}, values)
        yield Question("isee", certificates.FACTS)

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
        parts = list(_parts(tariff, answers, month_first, delivered))
        if tariff.unit == "EUR_per_month" or closing is None:
            closing = parts[-1][1]
        found = self._under(answers, tariff, parts, closing, choice, month_first=month_first)
        return replace(found, service=service)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Every option, but for the defaults, of the readings that the tariffs depend on."""
        versions = (version for history in self.versions.values() for version in history)
        return tuple(dict.fromkeys((name, option) for each in versions for name, option, _ in each.others))

    def closings(self, service: str, days: Sequence[int]) -> list[int]:
        """Of days in order, the last under each version of the tariff that the total of a month may be made by."""
        tariff = self.by_service.get(service)
        if tariff is None or tariff.unit == "EUR_per_month":
            return [days[-1]]
        return list({id(self._version(tariff, day)): day for day in days}.values())

    def silent(self, service: str, on: date) -> Copayment:
        """What is said of a service that no tariff prices."""
        return Copayment(NOT_SET, service, on, missing=(self.words.no_tariff(service),))

    @staticmethod
    def _head(tariff: Tariff, day: int) -> Copayment:
        """What is said of every service of a tariff; the service itself is named by who asks for one."""
        return Copayment(NOT_SET, "", date.fromordinal(day), tariff.name, tariff.unit, citation=tariff.cites)

    def one(
        self, answers: FileAnswers, tariff: Tariff, asked: Asked, day: int, quantity: Fraction
    ) -> Copayment:
        """What a family pays for one access, or for one month, so many units of it."""
        parts = [(asked, day, exactly(quantity))]
        found = replace(self._under(answers, tariff, parts, day, None), quantity=quantity)
        version, differing = self._version(tariff, day), []
        for reading, option, _ in version.others if version is not None else ():
            choice = (reading, option)
            other = self._under(answers, tariff, parts, day, choice)
            if (other.outcome, other.cents) != (found.outcome, found.cents):
                differing.append(self._other(choice, other))
        return replace(found, other_readings=tuple(differing))

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
            seen = certificates.sight(answers["isee"], tariff, day, answers.reading.on)
            items.append(Item(asked, priced, day, quantity, self._rate(tariff, priced, day), seen))
        last = self._version(tariff, closing)
        total, closing = (
            (items[-1].priced, items[-1].day) if last is None else (_under(last, choice), closing)
        )
        seen = certificates.sight(answers["isee"], tariff, closing, answers.reading.on)
        bill = Bill(items, answers["case"][0], Closing(total, closing, seen))
        return self._told(head, answers, tariff, bill, whole=month_first is not None)

    @staticmethod
    def _rate(tariff: Tariff, priced: Priced, day: int) -> Interval:
        """What a fee is multiplied by besides the hours: of a share in hundredths of a point, the cost."""
        if tariff.unit != "percent_of_cost":
            return exactly(1)
        cost = None if tariff.cost is None else priced.fixed(tariff.cost, day)
        return ANYTHING if cost is None else exactly(Fraction(cost, 10_000))

    def _told(
        self, head: Copayment, answers: FileAnswers, tariff: Tariff, found: Bill, *, whole: bool
    ) -> Copayment:
        total = found.total
        periodless = whole and tariff.unit == "EUR" and total != ZERO
        if is_decided(total) and not periodless:
            outcome = DECIDED
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


def _parts(
    tariff: Tariff, answers: FileAnswers, month_first: int, delivered: Sequence[tuple[Asked, Interval]]
) -> Iterator[Charge]:
    """What is charged for: each session by its hours or by itself, or the month once."""
    if tariff.unit == "EUR_per_month":
        yield answers["case"][0], month_first, exactly(1)
        return
    hourly = tariff.unit in {"EUR_per_hour", "percent_of_cost"}
    for asked, time in delivered:
        yield asked, asked.values["session_day"], time if hourly else exactly(1)


def _without(found: Bill, *, periodless: bool) -> int | None:
    """What is due if no certificate is presented, where that is still open."""
    asked = any(item.sight.open or item.sight.absent for item in found.items)
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

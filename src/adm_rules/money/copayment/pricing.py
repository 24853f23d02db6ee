"""What a family pays for what was delivered: the tariffs of a rule set, put to the rows of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from adm_rules.bounds import NOT_YET
from adm_rules.citations import Citation
from adm_rules.compiler.asking import Answers, Asked, Question
from adm_rules.compiler.fees import ANY, Range, exactly
from adm_rules.compiler.program import Program
from adm_rules.compiler.tariffs import Priced, PricedVersion, lower_tariffs
from adm_rules.money.amounts import DECIDED, UNDECIDED
from adm_rules.money.copayment import certificates
from adm_rules.money.copayment.assessing import Assessment, Item, Possible
from adm_rules.money.copayment.charging import Reason, amounts_on
from adm_rules.money.copayment.gaps import Gaps
from adm_rules.money.copayment.words import Step, Words, as_decimal
from adm_rules.money.copayment.worlds import atoms, name_of
from adm_rules.report import Missing
from adm_rules.rules import Flat, NotSet, Tariff
from adm_rules.texts import Text

REFUSED, NOT_SET = "refused", "not_set"


@dataclass(frozen=True, slots=True)
class Line:
    """So many units at one fee; the cents of all lines add up to the total. ``fee`` None: it is not one amount."""

    fee: Decimal | None
    unit: str
    quantity: Fraction | None
    cents: int


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What would be due in all if a norm were read in another way, in euros."""

    reading: str
    option: str
    question: Text
    text: Text
    outcome: str
    lowest: Decimal | None = field(default=None, repr=False)
    highest: Decimal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FamilyShare:
    """What a family pays for a month of one intervention, in cents: one amount, or the least and the greatest possible.

    ``outcome`` is ``decided``, ``undecided``, ``refused`` (a certificate of another kind was presented) or ``not_set``
    (no act sets the tariff: there is no interval at all).
    """

    outcome: str
    tariff: str | None
    unit: str | None
    lowest: int | None = field(default=None, repr=False)
    highest: int | None = field(default=None, repr=False)
    lines: tuple[Line, ...] = field(default=(), repr=False)
    steps: tuple[Step, ...] = field(default=(), repr=False)
    missing: tuple[Missing, ...] = field(default=(), repr=False)
    reason: Reason | None = field(default=None, repr=False)
    citation: Citation | None = None
    other_readings: tuple[OtherReading, ...] = ()
    if_no_certificate: int | None = field(default=None, repr=False)
    fee: Possible | None = field(default=None, repr=False)


#: What is charged for: who answers for its conditions, its day, how many units of it.
Part: TypeAlias = tuple[Asked, int, Range]
#: A choice of one option of one reading; None for those in use.
Choice: TypeAlias = tuple[str, str] | None


class Pricing:
    """The tariffs of a rule set. Its questions are asked with others; `month` reads the answers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tariffs: Mapping[str, Tariff] = program.regulation.tariffs
        self.versions = lower_tariffs(program.low)
        self.by_service = {service: tariff for tariff in self.tariffs.values() for service in tariff.services}
        self.words = Words(program)
        self.questions = tuple(self._questions())

    def _questions(self) -> Iterator[Question]:
        """Each comparison of each condition, by itself: what is unknown is gone through one by one."""
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
            yield Question(per, facts, {name: atom for atom, name in asked.items() if atom.scope == per})
        yield Question("isee", certificates.FACTS)

    # --- a month ------------------------------------------------------------------------------------------------------

    def month(
        self,
        answers: Answers,
        service: str,
        month_first: int,
        delivered: Sequence[tuple[Asked, Fraction, Fraction]],
        *,
        closing: int | None = None,
        choice: Choice = None,
    ) -> FamilyShare:
        """What a family pays for the sessions of one intervention in one month.

        ``month_first`` is the ordinal of the month's first day; each session comes with the least and the most hours
        that the family pays for. ``closing`` is the day of the last session that counts, by whose version the total is
        made; without it the last one of those given. ``choice`` is one option of one reading, in place of the default.
        """
        tariff = self.by_service.get(service)
        if tariff is None:
            return self.silent(service)
        if not delivered:
            return FamilyShare(DECIDED, tariff.name, tariff.unit, 0, 0, citation=tariff.cites)
        parts = list(_parts(tariff, answers, month_first, delivered))
        if tariff.unit == "EUR_per_month" or closing is None:
            closing = parts[-1][1]
        return self._under(answers, tariff, parts, closing, choice, whole=True)

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

    def silent(self, service: str) -> FamilyShare:
        """What is said of a service that no tariff prices."""
        return FamilyShare(NOT_SET, None, None, missing=(self.words.no_tariff(service),))

    def one(
        self, answers: Answers, tariff: Tariff, asked: Asked, day: int, quantity: Fraction
    ) -> FamilyShare:
        """What a family pays for one access, or for one month, so many units of it."""
        parts = [(asked, day, exactly(quantity))]
        found = self._under(answers, tariff, parts, day, None, whole=False)
        version, differing = self._version(tariff, day), []
        for reading, option, _ in version.others if version is not None else ():
            choice = (reading, option)
            other = self._under(answers, tariff, parts, day, choice, whole=False)
            if (other.outcome, other.lowest, other.highest) != (found.outcome, found.lowest, found.highest):
                differing.append(self._other(choice, other))
        return replace(found, other_readings=tuple(differing))

    def _other(self, choice: tuple[str, str], share: FamilyShare) -> OtherReading:
        name, option = choice
        reading = self.program.regulation.readings[name]
        text = reading.options[option].text
        lowest, highest = (
            None if cents is None else as_decimal(cents) for cents in (share.lowest, share.highest)
        )
        return OtherReading(name, option, reading.question, text, share.outcome, lowest, highest)

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
        answers: Answers,
        tariff: Tariff,
        parts: Sequence[Part],
        closing: int,
        choice: Choice,
        *,
        whole: bool,
    ) -> FamilyShare:
        """The share under one choice of readings."""
        items = []
        for asked, day, quantity in parts:
            version = self._version(tariff, day)
            if version is None:
                missing = self.words.not_in_force(tariff, day)
                return FamilyShare(
                    NOT_SET, tariff.name, tariff.unit, missing=(missing,), citation=tariff.cites
                )
            priced = _under(version, choice)
            if isinstance(priced.shape, NotSet):
                missing = self.words.not_set(tariff, priced.shape)
                cites = version.version.cites or tariff.cites
                return FamilyShare(NOT_SET, tariff.name, tariff.unit, missing=(missing,), citation=cites)
            seen = certificates.sight(answers["isee"], tariff, day, answers.reading.on)
            items.append(Item(asked, priced, day, quantity, self._rate(tariff, priced, day), seen))
        last = self._version(tariff, closing)
        total = items[-1].priced if last is None else _under(last, choice)
        return self._told(answers, tariff, Assessment(items, answers["case"][0], total), whole=whole)

    @staticmethod
    def _rate(tariff: Tariff, priced: Priced, day: int) -> Range:
        """What a fee is multiplied by besides the hours: of a share in hundredths of a point, the cost."""
        if tariff.unit != "percent_of_cost":
            return exactly(1)
        if isinstance(tariff.cost, Flat):
            return exactly(Fraction(tariff.cost.amount, 10_000))
        cost = amounts_on(priced.amounts, day).get(tariff.cost) if tariff.cost is not None else None
        return ANY if cost is None else exactly(Fraction(cost, 10_000))

    def _told(self, answers: Answers, tariff: Tariff, found: Assessment, *, whole: bool) -> FamilyShare:
        total = found.total
        cites = found.items[-1].priced.version.cites or tariff.cites
        periodless = whole and tariff.unit == "EUR" and not (total.decided and total.amounts == exactly(0))
        amounts = None if periodless else total.amounts
        if total.decided and not periodless:
            outcome = DECIDED
        else:
            outcome = REFUSED if any(item.sight.refused for item in found.items) else UNDECIDED
        share = FamilyShare(
            outcome,
            tariff.name,
            tariff.unit,
            lowest=None if amounts is None else int(amounts.lo),
            highest=None if amounts is None or amounts.hi is None else int(amounts.hi),
            citation=cites,
            fee=found.fee(found.items[-1]),
        )
        if outcome != DECIDED:
            missing = tuple(
                dict.fromkeys(Gaps(self.program, self.words, answers).of(tariff, found, periodless))
            )
            share = replace(share, missing=missing, if_no_certificate=_without(found, periodless=periodless))
        steps, reason = self.words.way(tariff, found, decided=outcome == DECIDED)
        decided = share.lowest if outcome == DECIDED else None
        lines = () if decided is None else tuple(_lines(tariff, found, decided))
        return replace(share, steps=steps, reason=reason if decided == 0 else None, lines=lines)


def _under(version: PricedVersion, choice: Choice) -> Priced:
    """A version under a choice of readings; one that does not depend on it stays as it is."""
    return next((priced for *other, priced in version.others if tuple(other) == choice), version.default)


def _parts(
    tariff: Tariff, answers: Answers, month_first: int, delivered: Sequence[tuple[Asked, Fraction, Fraction]]
) -> Iterator[Part]:
    """What is charged for: each session by its hours or by itself, or the month once."""
    if tariff.unit == "EUR_per_month":
        yield answers["case"][0], month_first, exactly(1)
        return
    hourly = tariff.unit in {"EUR_per_hour", "percent_of_cost"}
    for asked, least, most in delivered:
        yield asked, asked.values["session_day"], Range(least, most) if hourly else exactly(1)


def _without(found: Assessment, *, periodless: bool) -> int | None:
    """What is due if no certificate is presented, where that is still open."""
    asked = any(item.sight.open or item.sight.absent for item in found.items)
    amounts = found.without.amounts if asked and found.without.decided and not periodless else None
    return None if amounts is None else int(amounts.lo)


# --- lines ------------------------------------------------------------------------------------------------------------


def _lines(tariff: Tariff, found: Assessment, total: int) -> Iterator[Line]:
    """Sessions with the same fee together; what rounding leaves goes to the largest remainders."""
    weights: dict[Fraction, list[Fraction]] = {}
    for item in found.items:
        fee = found.fee(item)
        if fee.amounts is None or not (fee.decided and item.quantity.exact and item.rate.exact):
            yield Line(None, tariff.unit, None, total)
            return
        weight = weights.setdefault(fee.amounts.lo, [Fraction(0), Fraction(0)])
        weight[0] += item.quantity.lo
        weight[1] += fee.amounts.lo * item.rate.lo * item.quantity.lo
    cents = apportioned(total, [weight for _, weight in weights.values()])
    for (amount, (quantity, _)), part in zip(weights.items(), cents, strict=True):
        yield Line(as_decimal(amount), tariff.unit, quantity, part)


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

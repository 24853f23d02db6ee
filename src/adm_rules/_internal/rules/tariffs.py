"""What a family pays and a voucher is worth, as an act says it: tariffs, their rows, exemptions and modifiers.

Amounts are whole cents; of a tariff in per cent of the cost they are hundredths of a percentage point. An indicator is
a whole number of its last place (of an ISEE, of cents), so that a row is a stretch of whole numbers with both ends in
it. What an act takes from a value of the rule set stays a reference here: it is an amount on a day
(`compiler.fees`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Generic, TypeAlias, TypeVar

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.rules.conditions import Condition, FactRef, Path, ValueRef
from adm_rules._internal.rules.measures import DOUBTS
from adm_rules._internal.rules.parts import NotSet
from adm_rules._internal.texts import Text
from adm_rules._internal.values import format_value

#: Kinds of ISEE that a benefit aimed at a minor takes (DPCM 159/2013, art. 7 and art. 9).
ACCEPTED: Final = ("minors", "current")
#: Which of several valid certificates counts: the one issued last, or the one of the lowest value.
CHOSEN: Final = ("latest", "lowest")


# --- indicators -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a tariff measures a family's means by: what is attested, or with ``fact`` what this comes to.

    ``kind`` is ``money`` or ``number``, of a fact any kind of amount; ``decimals`` are those of its last place, in
    which ``lowest`` and ``highest`` (None: without end) are whole numbers. ``lasts`` are the months for which a
    certificate holds that does not say until when.
    """

    name: str
    label: Text
    kind: str = "money"
    decimals: int = 2
    lowest: int = 0
    highest: int | None = None
    lasts: int | None = None
    path: Path = ()
    fact: FactRef | None = None

    @property
    def one(self) -> Text:
        """Its name with the indefinite article."""
        article = "an" if self.label.en[:1] in "AEIOUaeiou" else "a"
        return Text(f"un {self.label.it}", f"{article} {self.label.en}")

    @property
    def attested(self) -> bool:
        """Whether files have certificates of it."""
        return self.fact is None

    def shown(self, place: int) -> Text:
        """One of its values: an amount of its kind, or a number with its decimals."""
        if self.kind != "number":
            return Text.of(lambda lang: format_value(self.kind, place, lang))
        plain = f"{Decimal(place).scaleb(-self.decimals):f}"
        return Text(plain.replace(".", ","), plain)


#: The indicator of a tariff that names none.
ISEE: Final = Indicator("isee", Text("ISEE", "ISEE"))


# --- fees -------------------------------------------------------------------------------------------------------------

#: A number as an act writes it: itself, or a value of the rule set.
Sum: TypeAlias = int | ValueRef
#: A `Sum`, or an ``int`` once the day is known.
N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Flat(Generic[N]):
    """The same amount for the whole row."""

    amount: N


@dataclass(frozen=True, slots=True)
class Slope(Generic[N]):
    """Straight between knots, each an indicator and its amount."""

    knots: tuple[tuple[N, N], ...]


@dataclass(frozen=True, slots=True)
class Proportional(Generic[N]):
    """So much of an amount as the indicator is of the one for which it is due."""

    at: N
    amount: N


@dataclass(frozen=True, slots=True)
class Excess(Generic[N]):
    """What an indicator in euro exceeds a threshold by."""

    over: N


Formula: TypeAlias = Flat[N] | Slope[N] | Proportional[N] | Excess[N]
Fee: TypeAlias = Formula[Sum]
#: An amount that does not depend on the indicator.
Fixed: TypeAlias = Flat[Sum]


def sums(fee: Fee) -> Iterator[tuple[Sum, bool]]:
    """The numbers of a fee, each with whether it is an indicator, not an amount."""
    if isinstance(fee, Flat):
        yield fee.amount, False
    elif isinstance(fee, Slope):
        for x, y in fee.knots:
            yield from ((x, True), (y, False))
    elif isinstance(fee, Proportional):
        yield from ((fee.at, True), (fee.amount, False))
    else:
        yield fee.over, True


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowEdge:
    """The end of a row at a value of the rule set: on its amount, or beside it."""

    value: ValueRef
    beside: int


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fee for an indicator from ``first`` to ``last``, both included; ``last`` None has no end."""

    first: int | RowEdge
    last: int | RowEdge | None
    fee: Fee
    because: Text | None
    path: Path


@dataclass(frozen=True, slots=True)
class Exemption:
    """When nothing is due, whatever the indicator, or what else is charged (``undelivered``), and why."""

    id: str
    because: Text
    when: Condition
    path: Path


@dataclass(frozen=True, slots=True)
class More:
    """So many hundredths of a per cent more, or less."""

    hundredths: int


@dataclass(frozen=True, slots=True)
class Instead:
    """Another amount, whatever was due before."""

    amount: Sum


@dataclass(frozen=True, slots=True)
class Bounded:
    """No less than an amount, or with ``most`` no more, of what is due at all."""

    amount: Sum
    most: bool


@dataclass(frozen=True, slots=True)
class AsOften:
    """As many times what was due before, by a fact that counts."""

    fact: FactRef


#: The forms of a change, by their key in a rule file.
Change: TypeAlias = More | Instead | Bounded | AsOften


@dataclass(frozen=True, slots=True)
class Modifier:
    """What changes a fee, or with ``of_total`` the sum."""

    id: str
    because: Text
    when: Condition
    change: Change
    of_total: bool
    path: Path


@dataclass(frozen=True, slots=True)
class Rounding:
    """To multiples of ``to`` cents (of an access's time, minutes), in a mode, after the steps that are named.

    A total always ends in cents.
    """

    to: int = 1
    mode: str = "half_up"
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class YearCap:
    """The most that a year costs, as that of a month, and the fact that says what was charged before the month."""

    most: Fixed | Table
    charged: FactRef
    path: Path


@dataclass(frozen=True, slots=True)
class Free:
    """Nothing is due, whatever the indicator, and why."""

    why: Text


@dataclass(frozen=True, slots=True)
class Table:
    """Fees by an indicator. ``no_isee`` is what is due without a certificate, None where the act is silent.

    ``gap`` says what an indicator between two rows pays: ``row_below``, ``row_above``, or ``undecided``. ``month_cap``
    is the most that a month costs, by a table of its own where it depends on the indicator. ``hours`` rounds the time
    of each access; ``undelivered`` says which accesses are charged though they did not take place. ``not_set`` tells
    that besides what is exempt no act says what is due.
    """

    rows: tuple[FeeRow, ...]
    path: Path
    indicator: Indicator = ISEE
    exempt: tuple[Exemption, ...] = ()
    no_isee: Fixed | None = None
    gap: str = "undecided"
    modifiers: tuple[Modifier, ...] = ()
    month_cap: Fixed | Table | None = None
    rounding: Rounding = Rounding()
    not_set: NotSet | None = None
    hours: Rounding | None = None
    undelivered: Exemption | None = None
    year_cap: YearCap | None = None

    @property
    def caps(self) -> tuple[Table, ...]:
        """The tables of its own that say the most of a month and of a year."""
        most = None if self.year_cap is None else self.year_cap.most
        return tuple(cap for cap in (self.month_cap, most) if isinstance(cap, Table))


Shape: TypeAlias = NotSet | Free | Table


@dataclass(frozen=True, slots=True)
class ShapeByReading:
    """One shape for each option of a reading."""

    reading: str
    options: Mapping[str, Shape]
    path: Path


@dataclass(frozen=True, slots=True)
class Version:
    """What a tariff is between two days; None is "since ever" as the first, "until further notice" as the last."""

    day_from: int | None
    day_until: int | None
    shape: Shape | ShapeByReading
    cites: Citation | None
    path: Path


@dataclass(frozen=True, slots=True)
class Tariff:
    """What families pay for some services, in time.

    ``accepts`` lists the kinds of certificate that count; ``certificate`` says for each doubtful state of a certificate
    whether it counts (``use``), is as good as none (``none``), or is not provided for (``undecided``); ``of_several``
    is one of `CHOSEN`.

    ``activities`` are those that the family pays for; none where the act does not say which.

    ``hours`` are those that one unit stands for, where an access is charged by an hourly fee. A tariff of ``parts`` has
    no history of its own: what is due is their sum, and ``exempt`` comes before all of them.
    """

    name: str
    unit: str
    history: tuple[Version, ...]
    path: Path
    services: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    cites: Citation | None = None
    accepts: tuple[str, ...] = ACCEPTED
    certificate: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(DOUBTS, "undecided"))
    )
    of_several: str = CHOSEN[0]
    cost: Fixed | None = None
    indicator: Indicator = ISEE
    hours: int | Fraction = 1
    parts: tuple[TariffPart, ...] = ()
    exempt: tuple[Exemption, ...] = ()

    @property
    def not_set(self) -> NotSet | None:
        """Who must set the tariff, if no act ever has."""
        shape = self.history[0].shape if len(self.history) == 1 else None
        return shape if isinstance(shape, NotSet) else None


@dataclass(frozen=True, slots=True)
class TariffPart:
    """One of several things that are due for a service: by a tariff of its own, or by another one (``of``)."""

    id: str
    label: Text
    own: Tariff
    of: str | None
    path: Path


# --- vouchers ---------------------------------------------------------------------------------------------------------

#: The keys of a voucher that name a value of the rule set, with the kind and the name list that the value must have.
VOUCHER_VALUES: Mapping[str, tuple[str, str | None]] = {
    "pays": ("set", "activity"),
    "unit_value": ("money", None),
    "group": ("enum", "group_division"),
    "family_group": ("enum", "group_hours"),
    "transport": ("minutes", None),
}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The facts that give the last day of a voucher term: one, or one for each option of a reading."""

    reading: str | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What an act says of hours beyond those authorised."""

    text: Text
    cites: Citation


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who pays an agency for which hours of which services.

    ``values`` names the rule set's value of each key of `VOUCHER_VALUES` that the act settles. ``readings`` are those
    that the statement rests on beyond the readings of the values. ``invoices`` is the place in the act that asks for an
    invoice for each payer; without it the act does not.
    """

    name: str
    title: Text
    services: tuple[str, ...]
    payer: str
    values: Mapping[str, str]
    last_day: LastDay | None
    readings: tuple[str, ...]
    invoices: Citation | None
    excess: Beyond | None
    norms: tuple[str, ...]
    cites: Citation
    path: Path

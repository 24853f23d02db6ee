"""The bands of contract penalties, of the rules that declare to set one, and what a contract costs in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final, cast

from adm_rules._internal.calendar import LAST_DAY, to_day
from adm_rules._internal.citations import Citation
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.contract.instalment import Instalment
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.form.stored import KeptPart, StoredAnswer
from adm_rules._internal.rules import Literal, Regulation, Rule, ValueRef
from adm_rules._internal.rules.purposes import Edge, ForPenaltyBand
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import unset
from adm_rules._internal.values import parse_amount
from adm_rules._internal.values.bounds import INF, Interval, Number

#: The list of the categories of penalties.
CATEGORIES: Final = "penalty_category"


class Banded(KeptPart):
    """Amounts from one end to another; an end is None where the rule sets none, or no act does.

    ``edges`` are in cents, ``lowest`` and ``highest`` the same in euro; ``included`` tells of each end whether the
    amount itself belongs to the band.
    """

    __slots__ = ()
    edges: Interval
    included: tuple[bool, bool]

    @property
    def lowest(self) -> Decimal | None:
        """The lower end in euro."""
        return euro(self.edges.lowest)

    @property
    def highest(self) -> Decimal | None:
        """The upper end in euro."""
        return euro(self.edges.highest)

    @property
    def lowest_included(self) -> bool:
        """Whether the lower end belongs to the band."""
        return self.included[0]

    @property
    def highest_included(self) -> bool:
        """Whether the upper end belongs to the band."""
        return self.included[1]

    def holds(self, cents: Number) -> bool:
        """Whether an amount lies in the band."""
        above = cents >= self.edges.lo if self.lowest_included else cents > self.edges.lo
        return above and (cents <= self.edges.hi if self.highest_included else cents < self.edges.hi)


@dataclass(frozen=True, slots=True)
class OtherBand(OtherReading, Banded):
    """The band of a rule under another reading of its norm, where it is another one."""

    edges: Interval
    included: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class PenaltyBand(Banded):
    """The amounts that a rule allows for one category of penalties (None: for all of them).

    ``others`` are the bands under other readings; ``shared`` lists the edges, in euro, that belong to another
    category's band as well; ``missing`` names limits that no act sets; ``questions`` quotes what the text leaves open
    about these amounts, with the answer that the rule set takes.
    """

    KEYS: ClassVar = {"questions": ("question", "taken")}

    rule: str
    title: Text
    citation: Citation
    category: str | None
    label: Text | None
    edges: Interval
    included: tuple[bool, bool] = (True, True)
    others: tuple[OtherBand, ...] = ()
    shared: tuple[Decimal, ...] = ()
    questions: tuple[tuple[Text, Text], ...] = ()
    missing: tuple[Missing, ...] = ()
    trial: tuple[TrialValue, ...] = ()


def penalty_bands(program: Program, on: date) -> tuple[PenaltyBand, ...]:
    """The bands in force on a day, in the order of the rules."""
    day, regulation = to_day(on), program.regulation
    if not regulation.day_from <= day <= (regulation.day_until or LAST_DAY):
        return ()
    bands = [
        _band(program, rule, rule.purpose, day)
        for rule in regulation.rules
        if isinstance(rule.purpose, ForPenaltyBand)
        and not any(first <= day <= last for first, last in rule.disabled)
    ]
    return tuple(replace(band, shared=tuple(_shared(band, bands))) for band in bands)


def _band(program: Program, rule: Rule, purpose: ForPenaltyBand, on: int) -> PenaltyBand:
    regulation, category = program.regulation, purpose.category
    band = _edges(regulation, purpose, {}, on)
    labels = program.names_in(CATEGORIES) or {}
    readings = (regulation.readings[name] for name in readings_of(rule, regulation, program.registry))
    others = (
        OtherBand(
            each.name,
            option,
            each.options[option].text,
            *_edges(regulation, purpose, {each.name: option}, on),
        )
        for each in readings
        for option in each.others
    )
    return PenaltyBand(
        rule=rule.id,
        title=rule.title,
        citation=rule.cites,
        category=category,
        label=None if category is None else labels[category],
        edges=band[0],
        included=band[1],
        others=tuple(each for each in others if (each.edges, each.included) != band),
        questions=tuple(_questions(program, rule.norms)),
        missing=tuple(_missing(regulation, purpose, on)),
    )


def _ends(purpose: ForPenaltyBand, chosen: Mapping[str, str]) -> list[Edge | None]:
    return [None if end is None else end.under(chosen) for end in (purpose.lowest, purpose.highest)]


def _edges(
    regulation: Regulation, purpose: ForPenaltyBand, readings: Mapping[str, str], on: int
) -> tuple[Interval, tuple[bool, bool]]:
    """From where to where a band goes on a day, under some readings, and whether its ends belong to it."""
    chosen = regulation.chosen(readings)
    lowest, highest = ends = _ends(purpose, chosen)
    lo, hi = (_cents(regulation, end, chosen, on) for end in ends)
    edges = Interval(-INF if lo is None else lo, INF if hi is None else hi)
    return edges, (lowest is None or lowest.included, highest is None or highest.included)


def _cents(regulation: Regulation, edge: Edge | None, chosen: Mapping[str, str], on: int) -> int | None:
    """An amount in force on a day; None where no act sets it, or where it is another fact."""
    match edge.limit if edge is not None else None:
        case Literal(raw):
            return cast("int", parse_amount("money", raw))
        case ValueRef(name):
            return cast("int | None", regulation.values[name].amount_on(on, chosen))
        case _:
            return None


def _missing(regulation: Regulation, purpose: ForPenaltyBand, on: int) -> Iterator[Missing]:
    """The ends that no act has set on a day."""
    for edge in _ends(purpose, regulation.chosen({})):
        value = regulation.values[edge.limit.name] if edge and isinstance(edge.limit, ValueRef) else None
        gap = value.gap_on(on) if value is not None else None
        if value is not None and gap is not None:
            yield unset(value, gap)


def _shared(band: PenaltyBand, bands: Sequence[PenaltyBand]) -> Iterator[Decimal]:
    """Edges of a category's band that belong to the band of another category too."""
    if band.category is None:
        return
    others = [each for each in bands if each.category not in (None, band.category)]
    for cents in (band.edges.lowest, band.edges.highest):
        if cents is not None and band.holds(cents) and any(each.holds(cents) for each in others):
            yield euro(cents)


def _questions(program: Program, norms: Sequence[str]) -> Iterator[tuple[Text, Text]]:
    """What the rule set declares as open about these norms, with the answer that it takes."""
    for reading in program.regulation.readings.values():
        if set(reading.norms) & set(norms):
            yield reading.question, reading.options[reading.default].text


# --- what a contract costs --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ContractMoney(StoredAnswer):
    """What one contract costs as seen on a day, year by year, and the bands of the penalties that are in force."""

    KIND = "instalments"
    FRAME = "instalments"

    on: date
    contract: str
    instalments: tuple[Instalment, ...]
    penalty_bands: tuple[PenaltyBand, ...]

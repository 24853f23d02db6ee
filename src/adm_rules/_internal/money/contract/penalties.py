"""The bands of contract penalties, of the rules that declare to set one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from adm_rules._internal.calendar import LAST_DAY, to_day
from adm_rules._internal.citations import Citation
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.money.amounts import euro, pairs
from adm_rules._internal.report import Missing
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.rules import Literal, Regulation, Rule, ValueRef
from adm_rules._internal.rules.purposes import Edge, ForPenaltyBand
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import unset
from adm_rules._internal.values import parse_amount

#: The list of the categories of penalties.
CATEGORIES: Final = "penalty_category"


@dataclass(frozen=True, slots=True)
class Edges:
    """From where to where a band goes; None is an end that the rule does not set, or that no act sets."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    lowest_included: bool = True
    highest_included: bool = True

    def holds(self, amount: Decimal) -> bool:
        """Whether an amount lies in the band."""
        above = (
            self.lowest is None or amount > self.lowest or (self.lowest_included and amount == self.lowest)
        )
        below = (
            self.highest is None
            or amount < self.highest
            or (self.highest_included and amount == self.highest)
        )
        return above and below


_EDGES: Final = ("lowest", "highest", "lowest_included", "highest_included")


def _other(reading: str, option: str, edges: Edges) -> dict[str, Any]:
    return {"reading": reading, "option": option, **{name: getattr(edges, name) for name in _EDGES}}


@dataclass(frozen=True, slots=True)
class PenaltyBand(Answer):
    """The amounts that a rule allows for one category of penalties (None: for all of them).

    ``others`` gives the edges under other readings, by reading and option; ``shared`` lists the edges that belong to
    another category's band as well; ``missing`` names limits that no act sets; ``questions`` quotes what the text
    leaves open about these amounts, with the answer that the rule set takes.
    """

    WRITTEN = (
        *("rule", "title", "citation", "category", "label"),
        *((name, f"edges.{name}") for name in _EDGES),
        ("others", lambda band: [_other(*other) for other in band.others]),
        *("shared", pairs("questions", "question", "taken"), "missing"),
    )

    rule: str
    title: Text
    citation: Citation
    category: str | None
    label: Text | None
    edges: Edges
    others: tuple[tuple[str, str, Edges], ...] = ()
    shared: tuple[Decimal, ...] = ()
    questions: tuple[tuple[Text, Text], ...] = ()
    missing: tuple[Missing, ...] = ()


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
    edges = _edges(regulation, purpose, {}, on)
    labels = program.names_in(CATEGORIES) or {}
    others = (
        (name, option, _edges(regulation, purpose, {name: option}, on))
        for name in readings_of(rule, regulation, program.registry)
        for option in regulation.readings[name].others
    )
    return PenaltyBand(
        rule=rule.id,
        title=rule.title,
        citation=rule.cites,
        category=category,
        label=None if category is None else labels[category],
        edges=edges,
        others=tuple((name, option, each) for name, option, each in others if each != edges),
        questions=tuple(_questions(program, rule.norms)),
        missing=tuple(_missing(regulation, purpose, on)),
    )


def _ends(purpose: ForPenaltyBand, chosen: Mapping[str, str]) -> list[Edge | None]:
    return [None if end is None else end.under(chosen) for end in (purpose.lowest, purpose.highest)]


def _edges(regulation: Regulation, purpose: ForPenaltyBand, readings: Mapping[str, str], on: int) -> Edges:
    """The ends as they are in force on a day, under some readings."""
    chosen = regulation.chosen(readings)
    lowest, highest = _ends(purpose, chosen)
    return Edges(
        _euro(regulation, lowest, chosen, on),
        _euro(regulation, highest, chosen, on),
        lowest is None or lowest.included,
        highest is None or highest.included,
    )


def _euro(regulation: Regulation, edge: Edge | None, chosen: Mapping[str, str], on: int) -> Decimal | None:
    """An amount in force on a day; None where no act sets it, or where it is another fact."""
    match edge.limit if edge is not None else None:
        case Literal(raw):
            amount: Any = parse_amount("money", raw)
        case ValueRef(name):
            amount = regulation.values[name].amount_on(on, chosen)
        case _:
            amount = None
    return None if amount is None else euro(amount)


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
    others = [each.edges for each in bands if each.category not in (None, band.category)]
    for amount in (band.edges.lowest, band.edges.highest):
        if amount is not None and band.edges.holds(amount) and any(edges.holds(amount) for edges in others):
            yield amount


def _questions(program: Program, norms: Sequence[str]) -> Iterator[tuple[Text, Text]]:
    """What the rule set declares as open about these norms, with the answer that it takes."""
    for reading in program.regulation.readings.values():
        if set(reading.norms) & set(norms):
            yield reading.question, reading.options[reading.default].text

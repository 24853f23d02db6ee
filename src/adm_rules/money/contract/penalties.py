"""The bands of contract penalties, read off the rules that compare the amount of a penalty with limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from adm_rules.calendar import LAST_DAY, to_day
from adm_rules.citations import Citation
from adm_rules.compiler import evaluate, kernels
from adm_rules.compiler.context import Context
from adm_rules.compiler.nodes import Const, Node
from adm_rules.compiler.program import Program
from adm_rules.compiler.ruling import CompiledRule
from adm_rules.money.amounts import euro, pairs
from adm_rules.money.contract.conditions import leaves_under
from adm_rules.operators import OPERATORS
from adm_rules.report import Missing
from adm_rules.report.plain import Answer
from adm_rules.rules import Comparison, ListOf, Literal
from adm_rules.texts import Text
from adm_rules.trace.missing import not_set

#: The facts of a penalty that bands are about.
AMOUNT: Final = "penalty_amount"
CATEGORY: Final = "penalty_category"


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
    if kernels.surely_outside(day, day, regulation.day_from, regulation.day_until or LAST_DAY):
        return ()
    bands = [band for rule in program.rules for band in _bands(program, rule, day)]
    return tuple(replace(band, shared=tuple(_shared(band, bands))) for band in bands)


def _bands(program: Program, compiled: CompiledRule, on: int) -> Iterator[PenaltyBand]:
    rule = compiled.rule
    if rule.per != "penalty" or kernels.surely_within(on, on, rule.disabled):
        return
    limits = _limits(program, compiled, {})
    if not limits:
        return
    edges = _edges(limits, on)
    category = next(_categories(program, compiled), None)
    labels = program.names_of(program.registry.facts[CATEGORY]) or {}
    others = (
        (name, option, _edges(_limits(program, compiled, {name: option}), on))
        for name, option, _ in compiled.others
    )
    yield PenaltyBand(
        rule=rule.id,
        title=rule.title,
        citation=rule.cites,
        category=category,
        label=None if category is None else labels[category],
        edges=edges,
        others=tuple((name, option, each) for name, option, each in others if each != edges),
        questions=tuple(_questions(program, rule.norms)),
        missing=tuple(gap for _, node in limits if isinstance(node, Const) for gap in not_set(program, node)),
    )


def _categories(program: Program, compiled: CompiledRule) -> Iterator[str]:
    """The category that a rule is about, from its condition."""
    for leaf in leaves_under(compiled.rule.when, program.regulation, {}, sure=True):
        named = isinstance(leaf, Comparison) and (leaf.fact.name, leaf.operator) == (CATEGORY, "is")
        if named and isinstance(leaf, Comparison) and isinstance(leaf.operand, Literal):
            yield str(leaf.operand.raw)


#: A limit: whether it stands above, whether it belongs to the band; and its node.
_Limit: TypeAlias = tuple[tuple[bool, bool], Node]


def _limits(program: Program, compiled: CompiledRule, readings: Mapping[str, str]) -> list[_Limit]:
    """The limits that a rule sets to the amount under some readings, dated by the judgement day."""
    found: list[_Limit] = []
    ctx = Context("penalty", readings=readings)
    for leaf in leaves_under(compiled.rule.require, program.regulation, readings, sure=True):
        if isinstance(leaf, Comparison) and leaf.fact.name == AMOUNT:
            operands = leaf.operand.items if isinstance(leaf.operand, ListOf) else (leaf.operand,)
            places = [(end.above, end.included) for end in OPERATORS[leaf.operator].ends]
            nodes = (program.low.single(operand, "money", None, ctx, leaf.path) for operand in operands)
            found += zip(places, nodes, strict=False)
    return found


def _edges(limits: Sequence[_Limit], on: int) -> Edges:
    """The limits as they are in force on a day; of several on one side, the narrowest."""
    known = [(*place, amount) for place, node in limits if (amount := _euro(node, on)) is not None]
    lows = [(amount, not included) for above, included, amount in known if not above]
    highs = [(amount, included) for above, included, amount in known if above]
    lowest, excluded = max(lows, default=(None, False))
    highest, included = min(highs, default=(None, True))
    return Edges(lowest, highest, not excluded, included)


def _euro(node: Node, on: int) -> Decimal | None:
    """An amount in force on a day; None where no act sets it, or where it is another fact."""
    value = evaluate.in_force(node, on)
    return euro(value) if value.__class__ is int else None


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

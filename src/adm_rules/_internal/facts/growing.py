"""What only grows as time passes, so that a requirement that holds on a day holds on every later one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts.registry import Fact, Registry, dates_of, words_in
from adm_rules._internal.rules import (
    Comparison,
    Condition,
    FactRef,
    Leaf,
    Literal,
    Operand,
    Regulation,
    ValueRef,
    operands_in,
)
from adm_rules._internal.values.operators import OPERATORS

#: Recipes that come to more the more there is.
_GATHERING: Final = frozenset({"count", "collect", "total"})
#: Those that come to exist, and may come to something else.
_FINDING: Final = frozenset({"pick"})
#: Keys of such recipes that say nothing of time, or that what has happened counts.
_KEYS: Final = frozenset({"from", "of", "where", "distinct", "ever", "during", "by", "take"})


def holds_for_good(
    condition: Condition, regulation: Regulation, registry: Registry, chosen: Mapping[str, str]
) -> bool:
    """Whether a condition that is true stays true on all later days, whatever is recorded from then on.

    So do *so many* of what has happened, names that a list of it has, and events that came, compared with an amount
    that no later one replaces. ``chosen`` has an option of each reading.
    """
    growth = _Growth(regulation, registry)
    return all(holds and growth.keeps(leaf) for leaf, holds in condition.signed(chosen))


@dataclass(frozen=True, slots=True)
class _Growth:
    regulation: Regulation
    registry: Registry

    def keeps(self, leaf: Leaf) -> bool:
        """Whether a comparison that holds goes on holding."""
        if not isinstance(leaf, Comparison) or leaf.fact.when is not None:
            return False
        is_there = leaf.operator == "exists" and leaf.operand == Literal(True)
        given = [leaf.operand, *(operand for _, operand in leaf.fact.arguments)]
        return (
            (is_there or OPERATORS[leaf.operator].upward)
            and self._fixed(given)
            and self._grows(leaf.fact.name, is_there)
        )

    def _fixed(self, operands: Iterable[Operand]) -> bool:
        """Whether no other amount takes the place of these on a later day."""
        found = list(operands_in(operands))
        named = [each.name for each in found if isinstance(each, ValueRef)]
        return not any(isinstance(each, FactRef) for each in found) and self._single(named)

    def _single(self, values: Iterable[str]) -> bool:
        known = self.regulation.values
        return all(name in known and len(known[name].history) == 1 for name in values)

    def _grows(self, name: str, is_there: bool) -> bool:
        """Whether a fact, as time passes, only comes to more; or, where no more is asked, to be there."""
        fact = self.registry.facts.get(name)
        if fact is None:
            return False
        ((recipe, body),) = (fact.recipe or {"field": "more"}).items()
        if body == "more":
            return fact.kind == "event"
        if recipe == "size":
            return self._grows(str(body), is_there)
        grows = recipe in _GATHERING or (is_there and recipe in _FINDING)
        return grows and fact.kind != "money" and self._gathers(fact, body)

    def _gathers(self, fact: Fact, body: Mapping[str, Any]) -> bool:
        """Whether what has happened counts for good: by what it is, in a time that does not move."""
        where = str(body.get("from"))  # of a fact with a fault it may be anything
        dates = dates_of(self.registry, where) if where in self.registry.subjects else None
        if dates is None or not body.keys() <= _KEYS:
            return False
        span = self.registry.subjects[fact.per].span or ()
        during = body.get("during", "span" if body.get("ever") else "")
        read = {*span, *words_in([body.get("of"), body.get("where"), body.get("distinct")])}
        asked = [word for word in read - {dates.first} if word in self.registry.facts]
        return (
            during == "span"
            and all(map(self._stands, asked))
            and self._single(self.registry.values_inside(fact.name))
        )

    def _stands(self, name: str) -> bool:
        """Whether a fact is the same on every day: keys that are no events, and parts of them."""
        below = (self.registry.facts[each] for each in self.registry.made_of(name))
        return all(each.kind != "event" and (each.recipe or {"part": 0}).keys() == {"part"} for each in below)

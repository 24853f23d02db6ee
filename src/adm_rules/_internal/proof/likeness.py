"""Which rules compute the same, also those of two rule sets: by the nodes that they are lowered to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.operators import OPERATORS

#: The truths of a rule under one choice of readings, as numbers: when it applies, what it requires, its derogations.
PartsKey: TypeAlias = tuple[int, int, frozenset[int]]
#: What a rule computes, as numbers.
RuleKey: TypeAlias = tuple[Any, ...]

#: Parts of nodes that are words, and change no verdict.
_WORDS: Final[Mapping[type, frozenset[str]]] = {
    nodes.Const: frozenset({"why"}),
    nodes.Dated: frozenset({"name"}),
    nodes.Replaced: frozenset({"titles"}),
}


class Likeness:
    """Numbers nodes: those that come to the same for every file by their form have one number, opposites its negative.

    Neither the order of the parts of `all` and `any`, nor a part that stands twice, nor De Morgan's forms, nor the two
    sides of a comparison, nor one name as a list of one make a difference; these change no truth, known or not. The
    names of values do not matter, only their amounts.

    With a ``horizon`` the amounts in force on later days do not matter, nor whether the rule set is in force then.
    """

    def __init__(self, horizon: int = LAST_DAY) -> None:
        self.horizon = horizon
        self._numbers: dict[Any, int] = {}
        self._of: dict[Node, int] = {}
        self._parts: dict[int, frozenset[int]] = {}  # of conjunctions

    def of(self, node: Node) -> int:
        """The number of a node; only that of a truth may be below zero."""
        found = self._of.get(node)
        if found is None:
            found = self._of[node] = self._made(node)
        return found

    def _made(self, node: Node) -> int:
        match node:
            case nodes.And(of=parts):
                return self._all(node.scope, [self.of(part) for part in parts])
            case nodes.Or(of=parts):
                return -self._all(node.scope, [-self.of(part) for part in parts])
            case nodes.Not(of=part):
                return -self.of(part)
            case nodes.Compare(event=False, open=False):
                return self._compared(node)
            case nodes.Dated(day=day, periods=periods):
                known = self._until_horizon(periods)
                if len(known) == 1:
                    return self._number((nodes.Const, "", node.kind, self._part(known[0][1])))
                return self._number((nodes.Dated, node.scope, node.kind, self.of(day), self._part(known)))
        words = _WORDS.get(type(node), frozenset())
        kept = (getattr(node, name) for name in node.made_of if name not in words)
        return self._number((type(node), node.scope, node.kind, *(self._part(part) for part in kept)))

    def _all(self, scope: str, parts: Iterable[int]) -> int:
        """A conjunction; the parts of one inside it are its own."""
        opened = frozenset(each for part in parts for each in self._parts.get(part, (part,)))
        if len(opened) == 1:
            return next(iter(opened))
        number = self._number((nodes.And, scope, opened))
        self._parts[number] = opened
        return number

    def _compared(self, node: nodes.Compare) -> int:
        """A comparison, in the one form that stands for all that are the same."""
        order, left, right = node.order, self.of(node.left), self.of(node.right)
        same = nodes.Compare, node.scope, node.waits, self._part(node.kin)
        fixed = node.right.value if isinstance(node.right, nodes.Const) else None
        row, sign = OPERATORS[order], 1
        # Of a set, that its members are not all among some does not say that none of them is.
        if row.denies and (node.left.kind != "set" or row.operand == "same"):
            order, sign = row.contrary, -1
        if row.limit is not None and not row.limit.above:
            order, left, right = row.mirrored, right, left
        if order == "exists" and fixed is False:
            sign, fixed = -1, True
        if order == "is" and isinstance(fixed, str) and node.left.kind != "set":
            order, fixed = "one_of", frozenset([fixed])
        if fixed is not None and order in ("exists", "one_of"):
            return sign * self._number((*same, order, left, self._part(fixed)))
        sides = (left, right) if order != "is" or node.kin is not None else tuple(sorted((left, right)))
        return sign * self._number((*same, order, sides))

    def _until_horizon(self, periods: Iterable[tuple[int, int, Any]]) -> tuple[tuple[int, Any], ...]:
        """The amounts up to the horizon, each with its first day; one that only goes on is no other."""
        found: list[tuple[int, Any]] = []
        for first, _, amount in periods:
            if first <= self.horizon and not (found and self._part(found[-1][1]) == self._part(amount)):
                found.append((first, amount))
        return tuple(found)

    def _number(self, key: Any) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _part(self, part: Any) -> Any:
        if isinstance(part, nodes.Base):
            return nodes.Base, self.of(part)  # type: ignore[arg-type]  # every node is a `Node`
        if isinstance(part, tuple):
            return type(part), tuple(map(self._part, part))
        if isinstance(part, Kinship):
            return part.mutual, self._part(part.counts_as), self._part(part.may_be)
        if isinstance(part, Mapping):
            return frozenset((key, self._part(value)) for key, value in part.items())
        return type(part), part

    # --- rules --------------------------------------------------------------------------------------------------------

    def parts(self, parts: Parts) -> PartsKey:
        """What a rule computes under one choice of readings."""
        covers = frozenset(self.of(node) for _, node in parts.derogations)
        return self.of(parts.when), self.of(parts.require), covers

    def rule(self, program: Program, rule: CompiledRule) -> RuleKey:
        """All that the verdicts of a rule rest on: its truths under every reading, its day, and when it is in force."""
        others = frozenset((reading, option, self.parts(parts)) for reading, option, parts in rule.others)
        return rule.rule.per, rule.rule.asks_judgement, others, self.under(program, rule, rule.parts)

    def under(self, program: Program, rule: CompiledRule, parts: Parts) -> RuleKey:
        """What the verdicts of a rule rest on under one choice of readings."""
        regulation = program.regulation
        until = min(regulation.day_until or LAST_DAY, self.horizon)
        aside = tuple(gap for gap in rule.rule.disabled if gap[0] <= self.horizon)
        days = self.of(rule.day), self.of(rule.happened), regulation.day_from, until, aside
        return *self.parts(parts), *days

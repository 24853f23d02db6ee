"""Reads back, from a judged row, what a condition rested on: each comparison with its values and its truth.

Nothing is judged anew here: values come from the rows that generated code filled, and each comparison is the
operator's own function.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, cast

from adm_rules._internal.compiler import evaluate, nodes
from adm_rules._internal.compiler.kernels import awaited, tied
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.owners import Owners, known
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.texts import Text
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import is_known
from adm_rules._internal.values.logic import Truth, either_way

#: A value that this row never needed.
UNSET = object()
#: What no truth is.
_NEVER: Final[Any] = object()
#: In place of the number of an alternative: a part of one that another part breaks too, so it decides nothing alone.
BARRED: Final = -1
_JOINING: Final = (nodes.And, nodes.Or, nodes.Not)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison or deadline: its node, the values it compared, its truth, and whether a `not` stands above it.

    ``matters`` is false inside a part of the condition that holds anyway. ``title`` is that of a term that took the
    place of the ordinary one. Where it is not known which term is in force, the node is the `Replaced`, its one value
    that of the event, and ``terms`` are the leaves of those that may be. ``either`` is the number of the alternative
    of which it is a part by itself, if it is, or `BARRED`.
    """

    node: evaluate.Leaf | nodes.Replaced
    values: tuple[Any, ...]
    truth: Truth
    negated: bool
    matters: bool
    title: Text | None = None
    terms: tuple[Leaf, ...] = ()
    either: int = 0


class Tracer:
    """Reads values of nodes off rows.

    With ``rows_stay`` the rows are filled once and for all, and a truth is worked out once.
    """

    def __init__(self, slots: Mapping[Node, str], on: int, *, rows_stay: bool = False) -> None:
        self.slots = slots
        self.on = on
        #: What stands for each kind of element that nobody has seen, once it was told (`missing`).
        self.unseen: dict[tuple[str, bool], Any] = {}
        self._known: dict[tuple[Node, int], Truth] | None = {} if rows_stay else None

    def value(self, node: Node, row: Any) -> Any:
        """The value of a node on a row, or `UNSET`."""
        slot = self.slots.get(node)
        if slot is not None and (found := getattr(row, slot, UNSET)) is not UNSET:
            return found
        match node:
            case nodes.Const(value=value):
                return value
            case nodes.Today():
                return self.on
            case nodes.Via(of=of, steps=steps):
                for step in steps:
                    row = getattr(row, step)
                return self.value(of, row)
            case nodes.Pair(low=low, high=high):
                return self.value(low, row), self.value(high, row)
        return UNSET

    def truth(self, node: Node, row: Any, asker: Any = None) -> Truth:
        """The truth of a condition on a row, or on an element as the row that asks sees it."""
        known = self._known
        if known is None or (asker is not None and node.asks):
            return self._truth(node, row, asker)
        key = node, id(row)
        found: Truth = known.get(key, _NEVER)
        if found is _NEVER:
            found = known[key] = self._truth(node, row, None)
        return found

    def _truth(self, node: Node, row: Any, asker: Any) -> Truth:
        if not isinstance(node, _JOINING):
            return self._part(node, row, asker)
        return evaluate.joined(
            node, lambda part: self.truth(part, row, asker), lambda part: self._part(part, row, asker)
        )

    def counts(self, fold: nodes.Fold, element: Any, asker: Any) -> Truth:
        """Whether an element counts for the row that asks."""
        return self.truth(fold.where, element, asker)

    def _part(self, node: Node, row: Any, asker: Any) -> Truth:
        match node:
            case nodes.Compare() | nodes.InTime() | nodes.Every():
                return self._compared(node, self.values(node, row, asker))
            case nodes.Await(of=of, until=until, for_good=for_good):
                return awaited(self.truth(of, row), self.value(until, row), for_good, self.on)
            case nodes.Tied(named=named, test=test):
                return tied(self.value(named, row), self.truth(test, row, asker))
            case nodes.Whose():
                return self.whose(node, row, asker)
            case nodes.Replaced():
                return either_way(*(self.truth(term, row) for _, term in self.may_be_in_force(node, row)))
        found = self.value(node, row)
        return None if found is UNSET else cast("Truth", found)

    def whose(self, node: nodes.Whose, element: Any, asker: Any) -> Truth:
        """Whether an element is that of the row that asks."""
        case = asker
        for step in node.steps:
            case = getattr(case, step)
        ends = partial(self.value, node.first), partial(self.value, node.last)
        side = (node.side.precedes, node.side.successive)
        every = Owners(asker, known(case, f"traced {node.number}", node.chain, ends, side))
        day = self.value(node.day, element)
        named = self.value(node.named[0], element) if node.named else None
        return every.has_named(node.link, element, named, day) if node.link else every.owns(named, day)

    def values(self, node: Node, row: Any, asker: Any = None) -> tuple[Any, ...]:
        """What a comparison compares; what belongs to the row that asks is read there."""
        if asker is None:
            return tuple([self.value(arg, row) for arg in node.args])
        seen = [(arg.of, asker) if isinstance(arg, nodes.Outer) else (arg, row) for arg in node.args]
        return tuple([self.value(arg, of) for arg, of in seen])

    def _compared(self, node: evaluate.Leaf, values: tuple[Any, ...]) -> Truth:
        for value in values:
            if value is UNSET or (value.__class__ is tuple and UNSET in value):
                return None
        return evaluate.compared(node, values, self.on)

    def may_be_in_force(
        self, node: nodes.Replaced, row: Any
    ) -> tuple[tuple[Text | None, nodes.InTime | nodes.Every], ...]:
        """The terms of a deadline that may be in force, each with its title; the ordinary one has none."""
        places = evaluate.may_be_in_force(node, [self.truth(when, row) for when, _ in node.cases])
        return tuple(node.terms[place] for place in places)

    def leaves(self, node: Node, row: Any, *, asker: Any = None) -> list[Leaf]:
        """Every comparison below a condition, in the order of the rule; of an element, as the row that asks sees it."""
        found: list[Leaf] = []
        self._gather(found, node, (row, asker), negated=False, matters=True)
        return found

    def _gather(
        self,
        found: list[Leaf],
        node: Node,
        seen: tuple[Any, Any],
        *,
        negated: bool,
        matters: bool,
        either: int = 0,
    ) -> None:
        """Put the comparisons below a condition to those found; ``seen`` are the row, and the row that asks."""
        row, asker = seen
        match node:
            case nodes.Compare() | nodes.InTime() | nodes.Every():
                values, truth = self.values(node, row, asker), self.truth(node, row, asker)
                found.append(Leaf(node, values, truth, negated, matters, either=either))
            case nodes.And(of=parts) | nodes.Or(of=parts):
                matters = matters and self.truth(node, row, asker) is negated
                within = node.number if isinstance(node, nodes.Or) is not negated else 0
                if (
                    within == 0 != either
                    and sum(self.truth(part, row, asker) is negated for part in parts) > 1
                ):
                    within = BARRED
                for part in parts:
                    self._gather(found, part, seen, negated=negated, matters=matters, either=within)
            case nodes.Await(of=of):
                self._gather(found, of, (row, None), negated=negated, matters=matters)
            case nodes.Not(of=of):
                self._gather(found, of, seen, negated=not negated, matters=matters)
            case nodes.Tied(test=test) if self.truth(node, row, asker) is False:
                self._gather(found, test, seen, negated=negated, matters=matters)
            case nodes.Replaced():
                found.append(self._replaced(node, row, negated, matters, either))

    def _replaced(self, node: nodes.Replaced, row: Any, negated: bool, matters: bool, either: int) -> Leaf:
        """The term that is in force of a deadline, or all that may be."""
        possible: list[Leaf] = []
        for title, term in self.may_be_in_force(node, row):
            leaves: list[Leaf] = []
            self._gather(leaves, term, (row, None), negated=False, matters=matters)
            possible += [replace(leaf, title=title) for leaf in leaves]
        if len(possible) == 1:
            return possible[0]
        truth = self.truth(node, row)
        event = possible[0].values[:1]
        return Leaf(node, event, truth, negated, matters, terms=tuple(possible), either=either)


def is_definite(value: Any) -> bool:
    """Whether nothing is missing in a value."""
    return is_known(value) and not (value.__class__ is terms.Series and value.loose)

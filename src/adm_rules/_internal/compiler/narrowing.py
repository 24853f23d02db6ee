"""Which elements of a list can count for who asks: what of a fold's condition is looked up instead of tried on each.

Most conditions compare a day of the element with a day of who asks, or a name with a name. Where both are plain, the
elements that fail are found in a sorted list (`compiler.ranges`), so that two lists that grow together do not multiply.
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.ranges import Bounding
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.operators import OPERATORS


@dataclass(frozen=True, slots=True)
class Compared:
    """A value of the element that is compared with one of who asks.

    ``needs_day`` tells that anything counts where who asks has no such day.
    """

    element: Node
    asker: Node
    end: Bounding
    needs_day: bool


@dataclass
class Narrowing:
    """What a condition comes to: from where to where an element counts, which name it shares, and what else it asks.

    ``own`` are truths of the element alone, ``given`` those of who asks alone; it is ``whole`` if there are no others.
    ``whose`` is the part that says whose record it is.
    """

    upto: Compared | None = None
    since: Compared | None = None
    same: tuple[Node, Node] | None = None
    whose: nodes.Whose | None = None
    own: list[Node] = field(default_factory=list)
    given: list[Node] = field(default_factory=list)
    whole: bool = True

    @property
    def asked(self) -> tuple[Compared, ...]:
        """The comparisons by order."""
        return tuple(side for side in (self.upto, self.since) if side is not None)

    @property
    def read(self) -> Iterator[Node]:
        """What is read of an element."""
        if self.whose is not None:
            yield from (self.whose.day, *self.whose.named)
            return
        yield from self.own
        yield from (side.element for side in self.asked)
        if self.same is not None:
            yield self.same[0]

    @property
    def narrows(self) -> bool:
        """Whether some elements are left out."""
        return bool(self.asked) or self.same is not None or self.whose is not None

    def add(self, part: Node) -> None:
        """Take up one part of the condition."""
        if not part.asks:
            self.own.append(part)
        elif _is_of_asker(part):
            self.given.append(part)
        elif isinstance(part, nodes.Whose) and not part.link:
            self.whose, self.whole = part, False
        elif (same := _same(part)) is not None and self.same is None:
            self.same = same
        elif (side := _side(part)) is None or not self._bounded(side):
            self.whole = False

    def _bounded(self, side: Compared) -> bool:
        """Take a comparison by order; False if there is one on that side already."""
        name = "upto" if side.end.low else "since"
        free = getattr(self, name) is None
        if free:
            setattr(self, name, side)
        return free


def narrowing(fold: nodes.Folds) -> Narrowing | None:
    """What can be looked up of a fold's condition; None where nothing can.

    Where it asks nothing of who asks, all who ask get the same answer.
    """
    found = Narrowing()
    for part in _parts(fold.where):
        found.add(part)
    return found if found.narrows or (found.whole and fold.relation.steps) else None


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, nodes.And) and node.asks:
        for part in node.of:
            yield from _parts(part)
    else:
        yield node


def _is_of_asker(part: Node) -> bool:
    return (
        isinstance(part, nodes.Compare)
        and isinstance(part.left, nodes.Outer)
        and isinstance(part.right, nodes.Const)
    )


def _same(part: Node) -> tuple[Node, Node] | None:
    """A name or number of the element that has to be that of who asks."""
    if not isinstance(part, nodes.Compare) or part.kin is not None or part.event or part.left.asks:
        return None
    match part.order, part.right:
        case "is", nodes.Outer(of=of) if KINDS[part.left.kind].plain in ("int", "str"):
            return part.left, of
        case "includes", nodes.Union(of=(nodes.Outer(of=of),)) if KINDS[of.kind].plain == "str":
            return part.left, of
    return None


def _side(part: Node) -> Compared | None:
    """A comparison by order, alone or with what counts where one of the two days does not exist."""
    if not isinstance(part, nodes.Or):
        return _ordered(part)
    first, *others = part.of
    side = _ordered(first)
    if side is None or side.end.event:
        return None
    is_open, needs_day = side.end.open, False
    for other in others:
        if _lacks(other, side.element):
            is_open = True
        elif _lacks(other, side.asker):
            needs_day = True
        else:
            return None
    return Compared(side.element, side.asker, side.end._replace(open=is_open), needs_day)


def _ordered(part: Node) -> Compared | None:
    end = OPERATORS[part.order].limit if isinstance(part, nodes.Compare) else None
    if end is None or not isinstance(part, nodes.Compare):
        return None
    left, right = part.left, part.right
    is_whole = left.kind == "event" or KINDS[left.kind].plain == "int"
    if left.asks or not isinstance(right, nodes.Outer) or not is_whole:
        return None
    bounding = Bounding(end.above, not end.included, part.open, part.event, part.waits)
    return Compared(left, right.of, bounding, needs_day=False)


def _lacks(part: Node, day: Node) -> bool:
    """Whether a truth says that a day does not exist."""
    if not isinstance(part, nodes.Compare) or part.order != "exists":
        return False
    left = part.left.of if isinstance(part.left, nodes.Outer) else part.left
    absent = isinstance(part.right, nodes.Const) and part.right.value is False
    return left is day and absent and KINDS[day.kind].plain == "int"

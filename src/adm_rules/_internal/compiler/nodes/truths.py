"""Truths: comparisons, what joins them, deadlines, and the days on which something is due, or has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adm_rules._internal.compiler.nodes.base import Base, Called, node
from adm_rules._internal.compiler.nodes.extent import Doubt, Extent, any_unknown, truth
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.kinship import Kinship

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import DueDay, Node
    from adm_rules._internal.compiler.nodes.values import Side


class TruthNode(Base):
    """A node whose value is a truth: unknown and waiting where what it is made of is, unless it says otherwise."""

    __slots__ = ()

    def _extent(self) -> Extent:
        return truth(self._below)


@node
class Compare(TruthNode):
    """A comparison by the operator ``order``.

    Of an ``event``, whether it has happened so; one that has not come yet ``waits`` in a requirement, instead of
    failing. ``kin`` tells how the names that are compared belong together, where some do: a broader one leaves it open.
    An ``open`` order holds as well where the left side does not exist, as of the end of what has none.
    """

    left: Node
    right: Node
    order: str
    event: bool
    waits: bool
    kin: Kinship | None
    open: bool = False

    def _extent(self) -> Extent:
        open_names = [] if self.kin is None else [Extent()]
        return truth((self.left.extent, self.right.extent, *open_names), waits=self.waits)


@node
class And(TruthNode):
    """The conjunction of several truths."""

    of: tuple[Node, ...]


@node
class Or(TruthNode):
    """The disjunction of several truths."""

    of: tuple[Node, ...]


@node
class Not(TruthNode):
    """The negation of a truth."""

    of: Node


@node
class Await(TruthNode):
    """A truth that is judged only after a day; ``for_good`` if it never turns false again once it holds."""

    function = "kernels.awaited"
    of: Node
    until: Node
    for_good: bool

    def _extent(self) -> Extent:
        return truth(self._below, waits=True)


@node
class Tied(TruthNode):
    """Whether a record that may name an element is about the one that ``test`` compares ``named`` with."""

    function = "kernels.tied"
    named: Node
    test: Compare

    def _extent(self) -> Extent:
        return truth((self.test.right.extent,))


@node
class Whose(TruthNode):
    """Whether a record is that of the asker, or of another owner of its kind.

    ``named`` is the id that it bears of its owner, if it has a place for one; ``link`` the key under which owners name
    such records. The rest is as in `compiler.nodes.values.Owned`.
    """

    day: Node
    named: tuple[Node, ...]
    first: Node
    last: Node
    steps: tuple[str, ...]
    chain: tuple[str, ...]
    side: Side
    link: str

    def _asks(self) -> bool:
        return True

    def _extent(self) -> Extent:
        return truth(self._below)._replace(unknown=Doubt.ALWAYS)


@node
class InTime(TruthNode):
    """Whether an event came by the day that it was due."""

    function = "terms.held"
    event: Node
    due: DueDay

    def _extent(self) -> Extent:
        return truth(self._below, waits=True)


@node
class Every(TruthNode):
    """Whether a recurring event keeps its rhythm from a day until another."""

    function = "terms.every"
    series: Node
    start: Node
    end: Node
    length: Node
    unit: str
    mode: str
    rollover: str
    patrons: tuple[tuple[int, ...], ...]

    @property
    def rhythm(self) -> tuple[Any, ...]:
        """What is fixed of it, as `values.terms.every` takes it."""
        return self.unit, self.mode, self.rollover, self.patrons

    def _extent(self) -> Extent:
        rhythm = self.length.extent
        unclear = rhythm.none or rhythm.lo < 1 or self.mode == "calendar"
        return truth([*self._below, *([Extent()] if unclear else [])], waits=True)


@node
class Replaced(TruthNode):
    """A deadline of which one of several terms is in force: the first whose truth holds, else the ordinary one.

    ``titles`` are what those that take the place of the ordinary one are called.
    """

    cases: tuple[tuple[Node, InTime | Every], ...]
    otherwise: InTime | Every
    titles: tuple[Text, ...]

    @property
    def terms(self) -> tuple[tuple[Text | None, InTime | Every], ...]:
        """Every term with its title, the ordinary one last and without."""
        named = zip(self.titles, self.cases, strict=True)
        return (*((title, term) for title, (_, term) in named), (None, self.otherwise))

    def _extent(self) -> Extent:
        return truth(self._below, waits=True)


# --- due days ---------------------------------------------------------------------------------------------------------


@node
class SoFar(Called):
    """The day of an event as the judgement day sees it: what lies ahead, or does not exist, has not happened."""

    function = "readers.as_event"
    of: Node
    today: Node

    def _extent(self) -> Extent:
        of = self.of.extent
        return Extent(of.lo, NOT_YET, none=False, unknown=of.unknown)


@node
class After(Called):
    """The effective day so long after an anchor."""

    function = "terms.due"
    anchor: Node
    length: Node
    unit: str
    rollover: str
    patrons: tuple[tuple[int, ...], ...]

    def _extent(self) -> Extent:
        return _due(self.anchor, self.length)


@node
class Before(Called):
    """The last day on which something due so long before an anchor is in time."""

    function = "terms.before"
    anchor: Node
    length: Node
    unit: str
    rollover: str
    patrons: tuple[tuple[int, ...], ...]

    def _extent(self) -> Extent:
        return _due(self.anchor, self.length)


@node
class Yearly(Called):
    """The effective day of a date that recurs, in the year of the anchor or in the one after."""

    function = "terms.yearly"
    anchor: Node
    length: Node
    following: bool
    rollover: str
    patrons: tuple[tuple[int, ...], ...]

    def _extent(self) -> Extent:
        return _due(self.anchor, self.length)


def _due(anchor: Node, length: Node) -> Extent:
    """A day so long after or before an anchor; what has no anchor is never due."""
    unknown = any_unknown((anchor.extent, length.extent), always=length.extent.none)
    return Extent(0, NOT_YET, bool(unknown), unknown)

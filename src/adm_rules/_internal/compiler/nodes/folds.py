"""Folds: one value over the elements of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from adm_rules._internal.compiler.nodes.base import Base, Reach, node
from adm_rules._internal.compiler.nodes.extent import Extent, any_none, over_list
from adm_rules._internal.compiler.nodes.truths import Whose
from adm_rules._internal.compiler.nodes.values import Outer
from adm_rules._internal.values.bounds import INF, NOT_YET
from adm_rules._internal.values.kinship import Kinship

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import Node


def outer_in(args: Iterable[Node]) -> Iterator[Outer]:
    """What elements see of the subject that asks, in some of their nodes.

    A fold over what an element holds in its turn sees it through the element.
    """
    for arg in args:
        if isinstance(arg, Outer):
            yield arg
        elif arg.asks:
            below = arg.args
            yield from outer_in([each.of for each in outer_in(below)] if isinstance(arg, Fold) else below)


def whose_in(args: Iterable[Node]) -> Iterator[Whose]:
    """Where elements ask, in some of their nodes, whether they are those of the subject that asks."""
    for arg in args:
        if isinstance(arg, Whose):
            yield arg
        elif arg.asks and not isinstance(arg, Fold | Outer):
            yield from whose_in(arg.args)


@node
class Fold(Base):
    """Over the elements that a subject reaches: those that count by ``where``.

    ``gathered`` are the nodes of an element that its answer is made of, ``asked`` those of the subject that asks. A
    list may be open, so no fold is always known.
    """

    relation: Reach
    where: Node
    trailing: ClassVar[int] = 0  # how many of the nodes, the last, are those of the subject that asks

    @property
    def gathered(self) -> tuple[Node, ...]:
        """What one element adds."""
        return self.args[1 : len(self.args) - self.trailing]

    @property
    def asked(self) -> tuple[Node, ...]:
        """What belongs to the subject that asks."""
        return self.args[len(self.args) - self.trailing :]

    @property
    def fixed(self) -> tuple[Any, ...]:
        """What its function takes beside what was gathered and asked."""
        return ()

    @property
    def word(self) -> str:
        """What generated code calls it, where it is no fact."""
        return "fold"

    def _asks(self) -> bool:
        """Whether an element is compared with what the subject of this fold has from who asks it in turn."""
        return any(each.of.asks for each in outer_in(self.args))


@node
class Some(Fold):
    """Whether any element counts."""

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=over_list(self._below))


@node
class Count(Fold):
    """How many elements count."""

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False, unknown=over_list(self._below))


class Gathering(Fold):
    """A fold that gathers what its elements add, for one function to answer from."""

    __slots__ = ()
    function: ClassVar[str]


@node
class CountDistinct(Gathering):
    """How many different keys there are."""

    function = "folds.count_distinct"
    key: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False, unknown=over_list(self._below))


@node
class SumOf(Fold):
    """The sum of amounts; those that are ``signed`` may be below zero."""

    amount: Node
    signed: bool

    def _extent(self) -> Extent:
        lo = -INF if self.signed else 0
        return Extent(lo, INF, none=False, unknown=over_list(self._below))


@node
class SumOfTimes(Gathering):
    """The sum of lengths of time; of elements that merge, time that several share counts once."""

    function = "spans.sum_of_times"
    merges: Node
    start: Node
    end: Node
    amount: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False, unknown=over_list(self._below))


@node
class Share(Gathering):
    """The part that passes, by weight."""

    function = "folds.share"
    passes: Node
    weight: Node

    def _extent(self) -> Extent:
        return Extent(0, 1, unknown=over_list(self._below))


@node
class ShareDistinct(Gathering):
    """The part of the different keys of which an element passes."""

    function = "folds.share_distinct"
    passes: Node
    key: Node

    def _extent(self) -> Extent:
        return Extent(0, 1, unknown=over_list(self._below))


@node
class Pick(Gathering):
    """The value of the first or the last element."""

    function = "folds.pick"
    value: Node
    by: Node
    last: bool

    @property
    def fixed(self) -> tuple[Any, ...]:
        """Which end is picked, and whether it is an event: one that is not there has not come."""
        return self.last, self.kind == "event"

    def _extent(self) -> Extent:
        value = self.value.extent
        return Extent(value.lo, NOT_YET, none=False) if self.kind == "event" else Extent(value.lo, value.hi)


@node
class Collect(Gathering):
    """The set of the elements' names."""

    function = "folds.collect"
    value: Node

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=over_list(self._below))


@node
class AtOnce(Gathering):
    """The names of the elements that share some of their time, and something else, with another."""

    function = "spans.at_once"
    name: Node
    start: Node
    end: Node
    shared: Node

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=over_list(self._below, always=True))


@node
class Gather(Gathering):
    """The days of the elements' events: a series."""

    function = "folds.series"
    day: Node

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=over_list(self._below))


@node
class CompleteOn(Gathering):
    """The day on which the last of the needed keys was there."""

    function = "folds.complete_on"
    trailing = 1
    key: Node
    day: Node
    needs: Node
    kin: Kinship | None

    @property
    def fixed(self) -> tuple[Any, ...]:
        """How the keys belong together, where they are names of which some do."""
        return () if self.kin is None else (self.kin,)

    def _extent(self) -> Extent:
        return Extent(0, NOT_YET, none=False, unknown=over_list(self._below, always=self.kin is not None))


@node
class Reached(Gathering):
    """The day on which amounts first come to a share of a sum."""

    function = "folds.reached"
    trailing = 2
    amount: Node
    day: Node
    base: Node
    share: Node

    def _extent(self) -> Extent:
        unclear = self.amount.extent.lo < 0
        return Extent(0, NOT_YET, none=False, unknown=over_list(self._below, always=unclear))


@node
class Served(Gathering):
    """How many periods of one length, from a day on, have an event."""

    function = "periods.served"
    trailing = 2
    day: Node
    since: Node
    months: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False, unknown=over_list(self._below, always=self.months.extent.none))


@node
class Gap(Gathering):
    """The first day of an interval on which no element is in force; a gap of so many days is none."""

    function = "spans.gap"
    trailing = 3
    begin: Node
    end: Node
    first: Node
    last: Node
    grace: Node

    def _extent(self) -> Extent:
        return Extent(unknown=over_list(self._below))


@node
class Overlap(Gathering):
    """Minutes of weekly slots inside a band of the clock, on some weekdays of a week; a ``slot`` as `slots.Slot`."""

    function = "weekly.overlap"
    trailing = 4
    slot: tuple[Node, ...]
    low: Node
    high: Node
    days: Node
    week: Node
    merge: bool

    @property
    def fixed(self) -> tuple[Any, ...]:
        """Whether minutes that slots share count once."""
        return (self.merge,)

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False)


@node
class UncoveredWindow(Gathering):
    """Minutes of a daily window, on some weekdays of a week, that no weekly slot covers."""

    function = "weekly.uncovered_window"
    trailing = 4
    slot: tuple[Node, ...]
    low: Node
    high: Node
    days: Node
    week: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False)


@node
class Uncovered(Gathering):
    """Minutes between two local times that no weekly slot covers."""

    function = "weekly.uncovered"
    trailing = 2
    slot: tuple[Node, ...]
    start: Node
    end: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=any_none((self.start.extent, self.end.extent)))

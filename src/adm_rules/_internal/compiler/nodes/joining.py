"""What is chosen or joined from several values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adm_rules._internal.compiler.nodes.base import Base, Listed, node
from adm_rules._internal.compiler.nodes.extent import (
    Doubt,
    Extent,
    any_unknown,
    greatest,
    hull,
    least,
    of_constant,
)
from adm_rules._internal.values.bounds import INF

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import Node


@node
class Least(Listed):
    """The least of several values."""

    function = "kernels.least"
    of: tuple[Node, ...]

    def _extent(self) -> Extent:
        return least(self._below)


@node
class Greatest(Listed):
    """The greatest of several values."""

    function = "kernels.greatest"
    of: tuple[Node, ...]

    def _extent(self) -> Extent:
        return greatest(self._below)


@node
class Union(Listed):
    """The set of all names in sets or single names."""

    function = "bounds.union_of"
    of: tuple[Node, ...]

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=any_unknown(self._below))


@node
class Pair(Base):
    """The two ends of an interval."""

    low: Node
    high: Node

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=any_unknown(self._below))


@node
class Settle(Base):
    """One value from its witnesses: what keys record, what a list shows (one at most), and proofs that it had come.

    ``present`` tells of the keys of events whether they are there at all: one that is, and has not come, says so.
    """

    recorded: tuple[Node, ...]
    present: tuple[Node, ...]
    lists: tuple[Node, ...]
    proofs: tuple[Node, ...]

    def _extent(self) -> Extent:
        found = hull(each.extent for each in (*self.recorded, *self.lists))
        return found._replace(lo=-INF, unknown=Doubt.ALWAYS)


@node
class Choose(Base):
    """The value of the first case whose truth holds."""

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node

    def _extent(self) -> Extent:
        values = hull([*(then.extent for _, then in self.cases), self.otherwise.extent])
        tests = [when.extent for when, _ in self.cases]
        unsure = any_unknown(tests, always=any(test.waits for test in tests))
        return values._replace(none=values.none or bool(unsure), unknown=max(values.unknown, unsure))


@node
class Dated(Base):
    """The amount in force on a day: ``(first day, last day, amount)`` of each period of the value ``name``."""

    day: Node
    periods: tuple[tuple[int, int, Any], ...]
    name: str

    def _extent(self) -> Extent:
        amounts = hull(of_constant(amount) for _, _, amount in self.periods)
        return amounts._replace(none=True, unknown=Doubt.ALWAYS)

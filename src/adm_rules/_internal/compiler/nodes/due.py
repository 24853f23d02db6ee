"""Days on which something is due, worked out from another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adm_rules._internal.compiler.nodes.base import Called, node
from adm_rules._internal.compiler.nodes.extent import Extent, any_unknown
from adm_rules._internal.values.bounds import NOT_YET

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import Node


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

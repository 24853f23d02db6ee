"""Values: what a row holds, and what is worked out from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adm_rules.compiler.nodes.base import Base, Called, Listed, node

if TYPE_CHECKING:
    from adm_rules.compiler.nodes import Node


# --- what is there ----------------------------------------------------------------------------------------------------


@node
class Const(Base):
    """A plain value, or `UNKNOWN` for one that is not set; ``why`` then names the value that no act sets."""

    value: Any
    why: str


@node
class Today(Base):
    """The judgement day."""


@node
class Field(Base):
    """A key of the file below the subject, dotted where it lies deeper; ``fact`` is the name of the fact."""

    path: str
    fact: str


@node
class Via(Base):
    """A node of an owner or of a linked subject, some to-one steps away."""

    of: Node
    steps: tuple[str, ...]


@node
class Outer(Base):
    """Inside a fold over elements: a node of the subject that asks."""

    of: Node

    def _asks(self) -> bool:
        return True


@node
class Previous(Base):
    """The same fact of the sibling before, in the order of ``by``."""

    of: Node
    by: Node


# --- arithmetic -------------------------------------------------------------------------------------------------------


@node
class Part(Base):
    """The day, clock time, weekday, year, … of a day or instant; a clock time may count from another moment's day.

    ``patrons`` are the patron days that count as holidays, where holidays are asked.
    """

    of: Node
    day_of: Node | None
    what: str
    patrons: tuple[tuple[int, int], ...] | None


@node
class Patron(Called):
    """Whether a day is the patron day of a Comune, by a table of these."""

    function = "kernels.patron"
    day: Node
    town: Node
    table: Any


@node
class Between(Base):
    """What lies between two moments: ``minutes``, ``days``, ``months`` or ``years``."""

    start: Node
    end: Node
    unit: str


@node
class Age(Called):
    """Completed years on a day."""

    function = "kernels.age"
    birth: Node
    at: Node


@node
class Shift(Called):
    """A day so many days or months later, ``due`` or as the last day of a term."""

    function = "kernels.shift"
    day: Node
    length: Node
    unit: str
    how: str


@node
class Difference(Called):
    """One amount less another."""

    function = "kernels.difference"
    left: Node
    right: Node


@node
class Ratio(Called):
    """One amount over another."""

    function = "folds.ratio"
    above: Node
    below: Node


@node
class Apportion(Called):
    """So much of a sum of money as a part is of the whole."""

    function = "kernels.apportion"
    money: Node
    share: Node
    whole: Node


@node
class Size(Called):
    """How many members a set has."""

    function = "folds.size"
    of: Node


# --- choosing and joining ---------------------------------------------------------------------------------------------


@node
class Least(Listed):
    """The least of several values."""

    function = "kernels.least"
    of: tuple[Node, ...]


@node
class Greatest(Listed):
    """The greatest of several values."""

    function = "kernels.greatest"
    of: tuple[Node, ...]


@node
class Union(Listed):
    """The set of all names in sets or single names."""

    function = "bounds.union_of"
    of: tuple[Node, ...]


@node
class Pair(Base):
    """The two ends of an interval."""

    low: Node
    high: Node


@node
class Choose(Base):
    """The value of the first case whose truth holds."""

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node


@node
class Dated(Base):
    """The amount in force on a day: ``(first day, last day, amount)`` of each period of the value ``name``."""

    day: Node
    periods: tuple[tuple[int, int, Any], ...]
    name: str


# --- days on which something is due -----------------------------------------------------------------------------------


@node
class Due(Called):
    """The effective day so long after an anchor."""

    function = "terms.due"
    anchor: Node
    length: Node
    unit: str
    rollover: str
    patrons: tuple[tuple[int, int], ...]


@node
class Before(Called):
    """The last day on which something due so long before an anchor is in time."""

    function = "terms.before"
    anchor: Node
    length: Node
    unit: str
    rollover: str
    patrons: tuple[tuple[int, int], ...]


@node
class Yearly(Called):
    """The effective day of a date that recurs, in the year of the anchor or in the one after."""

    function = "terms.yearly"
    anchor: Node
    length: Node
    following: bool
    rollover: str
    patrons: tuple[tuple[int, int], ...]

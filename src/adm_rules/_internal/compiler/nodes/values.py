"""Values: what a row holds, and what is worked out from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from adm_rules._internal.calendar import LAST_DAY, Rollover
from adm_rules._internal.compiler.nodes.base import Base, Called, node
from adm_rules._internal.compiler.nodes.extent import (
    Doubt,
    Extent,
    amount,
    any_none,
    any_unknown,
    may_not_come,
    of_constant,
    of_kind,
)
from adm_rules._internal.values.bounds import INF, NOT_YET

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import Node
    from adm_rules._internal.values.kinship import Kinship


# --- what is there ----------------------------------------------------------------------------------------------------


@node
class Const(Base):
    """A plain value, or `UNKNOWN` for one that is not set; ``why`` then names the value that no act sets."""

    value: Any
    why: str

    def _extent(self) -> Extent:
        return of_constant(self.value)


@node
class Today(Base):
    """The judgement day."""

    def _extent(self) -> Extent:
        return Extent(1, LAST_DAY, none=False, unknown=Doubt.NEVER)


@node
class Field(Base):
    """A key of the file below the subject, dotted where it lies deeper; ``fact`` is the name of the fact.

    ``more`` are the keys that the value of a declared fact may have under `rules.MORE`. A day that is not known lies
    neither before that under the key ``since`` nor after that under ``until``, where these are told.
    """

    path: str
    fact: str
    more: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def _extent(self) -> Extent:
        return of_kind(self.kind)


@node
class Recorded(Base):
    """What stands under the key of an event: nothing, one day, or several; ``more`` as for a `Field`."""

    path: str
    more: tuple[str, ...] = ()

    def _extent(self) -> Extent:
        return Extent(none=False, unknown=Doubt.NEVER)


@node
class Via(Base):
    """A node of an owner or of a linked subject, some to-one steps away."""

    of: Node
    steps: tuple[str, ...]

    def _extent(self) -> Extent:
        return self.of.extent


@node
class Outer(Base):
    """Inside a fold over elements: a node of the subject that asks."""

    of: Node

    def _asks(self) -> bool:
        return True

    def _extent(self) -> Extent:
        return self.of.extent


@node
class Previous(Base):
    """The same fact of the sibling before, in the order of ``by``."""

    of: Node
    by: Node

    def _extent(self) -> Extent:
        return self.of.extent._replace(none=True, unknown=Doubt.ALWAYS)


class Side(NamedTuple):
    """How what is recorded lies to its owner: before it (``precedes``) or after it.

    Where owners are ``successive``, each ends where the next one of the same list begins.
    """

    precedes: bool
    successive: bool


@node
class Owned(Base):
    """The day on which the event of one owner happened.

    The key ``path``, ``steps`` up, holds a day, or several that may name their owner; ``of`` is the first of them.
    ``chain`` leads from there to the owners, ``first`` and ``last`` are the days between which one of them lasts.
    """

    of: Node
    first: Node
    last: Node
    path: str
    steps: tuple[str, ...]
    chain: tuple[str, ...]
    side: Side

    def _extent(self) -> Extent:
        return Extent(-INF, NOT_YET, none=False, unknown=Doubt.ALWAYS)


@node
class Taken(Base):
    """What a record tells of the step ``name``: its day (``on``), by whom (``by``) or where (``venue``).

    ``kin`` tells which names say, or leave open, that it was this one.
    """

    name: str
    what: str
    kin: Kinship | None

    def _extent(self) -> Extent:
        if self.what == "on":
            return Extent(-INF, NOT_YET, none=False, unknown=Doubt.ALWAYS)
        return Extent(unknown=Doubt.ALWAYS)


# --- arithmetic -------------------------------------------------------------------------------------------------------


@node
class DayPart(Base):
    """The day, clock time, weekday, year, … of a day or instant; a clock time may count from another moment's day.

    ``patrons`` are the patron days that count as holidays, where holidays are asked.
    """

    of: Node
    day_of: Node | None
    what: str
    patrons: tuple[tuple[int, int], ...] | None

    def _extent(self) -> Extent:
        of = self.of.extent
        if self.what in ("day", "of_day"):
            lo, hi = (end if abs(end) >= INF else end // 2880 for end in of[:2])
            return of._replace(lo=lo, hi=hi)
        unknown = any_unknown(self._below)
        lo, hi = _PARTS.get(self.what, (-INF, INF)) if self.day_of is None else (-INF, INF)
        return Extent(lo, hi, of.none or may_not_come(of) or bool(unknown), unknown)


@node
class Touched(Called):
    """The last day, the weekdays, or whether some day is a holiday, from one moment to another."""

    function = "kernels.touched"
    start: Node
    end: Node
    what: str
    patrons: tuple[tuple[int, int], ...]

    def _extent(self) -> Extent:
        start = self.start.extent
        unknown = any_unknown(self._below, always=may_not_come(start))
        if self.kind == "set":
            return Extent(none=False, unknown=unknown)
        lo, hi = (end if abs(end) >= INF else end // 2880 for end in start[:2])
        return Extent(lo, INF if hi >= INF else hi + 1, start.none, unknown)


@node
class Patron(Called):
    """Whether a day is the patron day of a Comune, by a table of these."""

    function = "kernels.patron"
    day: Node
    town: Node
    table: Any

    def _extent(self) -> Extent:
        unknown = any_unknown(self._below, always=may_not_come(self.day.extent))
        return Extent(none=self.day.extent.none or bool(unknown), unknown=unknown)


@node
class Between(Base):
    """What lies between two moments: ``minutes``, ``days``, ``months`` or ``years``."""

    start: Node
    end: Node
    unit: str

    def _extent(self) -> Extent:
        ends = (self.start.extent, self.end.extent)
        never = self.unit != "minutes" and any(may_not_come(each) for each in ends)
        return Extent(none=never or any_none(ends), unknown=any_unknown(ends))


@node
class Age(Called):
    """Completed years on a day."""

    function = "kernels.age"
    birth: Node
    at: Node

    def _extent(self) -> Extent:
        found = amount(self._below)
        return found._replace(none=found.none or may_not_come(self.birth.extent), unknown=Doubt.ALWAYS)


@node
class Shift(Called):
    """A day so many days or months later: ``due``, the ``end_of_term`` that conventions move, … (`forms`)."""

    function = "periods.shift"
    day: Node
    length: Node
    unit: str
    how: str
    rollover: Rollover
    patrons: tuple[tuple[int, ...], ...]

    def _extent(self) -> Extent:
        unknown = any_unknown(self._below, always=self.length.extent.none)
        return Extent(0, NOT_YET, self.day.extent.none or bool(unknown), unknown)


@node
class Plus(Called):
    """One amount and another; of each, whether it may lie below nothing where it is not known."""

    function = "kernels.plus"
    left: Node
    right: Node
    signed: tuple[bool, bool]

    def _extent(self) -> Extent:
        left, right = self._below
        lo = left.lo + right.lo if left.lo > -INF and right.lo > -INF else -INF
        hi = left.hi + right.hi if left.hi < INF and right.hi < INF else INF
        return amount(self._below, lo, hi)


@node
class Less(Called):
    """One amount less another."""

    function = "kernels.difference"
    left: Node
    right: Node

    def _extent(self) -> Extent:
        left, right = self._below
        lo = left.lo - right.hi if left.lo > -INF and right.hi < INF else -INF
        hi = left.hi - right.lo if left.hi < INF and right.lo > -INF else INF
        found = amount(self._below, lo, hi)
        return found._replace(unknown=Doubt.ALWAYS) if self.kind == "fraction" else found


@node
class Ratio(Called):
    """One amount over another."""

    function = "folds.ratio"
    above: Node
    below: Node

    def _extent(self) -> Extent:
        positive = all(each.lo >= 0 for each in self._below)
        return Extent(0 if positive else -INF, INF, unknown=any_unknown(self._below))


@node
class Apportion(Called):
    """So much of a sum of money as a part is of the whole."""

    function = "kernels.apportion"
    money: Node
    share: Node
    whole: Node

    def _extent(self) -> Extent:
        positive = all(each.lo >= 0 for each in self._below)
        return Extent(0 if positive else -INF, INF, unknown=any_unknown(self._below))


@node
class Size(Called):
    """How many members a set has."""

    function = "folds.size"
    of: Node

    def _extent(self) -> Extent:
        return Extent(0, INF, none=False, unknown=self.of.extent.unknown)


#: Bounds of the parts of a day or instant.
_PARTS: Mapping[str, tuple[int, int]] = {
    "clock": (0, 1439),
    "year": (1, 9999),
    "month": (1, 12),
    "day_of_month": (1, 31),
    "first_of_year": (1, LAST_DAY),
    "last_of_year": (1, LAST_DAY),
}

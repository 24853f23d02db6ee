"""What generated code calls where many elements are compared with many who ask: those that can count are looked up.

An element counts from a value on, or until one, or between two. Those whose values are plain are sorted once for all
that ask; the others are left to the loop that tries each. So two lists that grow together cost n log n, not n².
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from adm_rules._internal.compiler.stretches import Stretches
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET
from adm_rules._internal.values.folds import Siblings
from adm_rules._internal.values.logic import Truth


class Bounding(NamedTuple):
    """How an element's value bounds what it is compared with.

    ``low``: from the value on, else until it; ``strict``: the value itself is outside. ``open``: an element without a
    value is not bounded. Of an ``event``, one after the judgement day does not count; where it ``waits``, it may.
    """

    low: bool
    strict: bool
    open: bool = False
    event: bool = False
    waits: bool = False

    def place(self, value: Any, on: int) -> Any:
        """The bound as a plain number; None where it is not plain, `NONE` where the element surely does not count."""
        if self.open and (value is NONE or (value.__class__ is int and value == NOT_YET)):
            return -INF if self.low else INF
        if value is NONE or (self.event and value.__class__ is int and value > on):
            return None if self.waits else NONE
        if value.__class__ is not int:
            return None
        return value if not self.strict else value + 1 if self.low else value - 1


class Ranged(NamedTuple):
    """An element whose bounds are plain; ``worth`` is what it adds, or its place in an order."""

    low: int
    high: int
    sure: bool
    worth: Any
    row: Any


#: What is read of an element: its two values, whether it counts for the rest, the name it shares, and its worth.
Reader = Callable[[Any], tuple[Any, Any, Truth, Any, Any]]
#: From where and to where an element counts, None where nothing bounds it; and whether it has to share a name.
Ends = tuple[Bounding | None, Bounding | None, bool]


class Ranges:
    """The elements of one list as one fold sees them; ``others`` are those that each who asks has to try."""

    def __init__(self, every: Sequence[Any], read: Reader, ends: Ends, on: int, makes: Any) -> None:
        self.every = every
        self.others: list[Any] = []
        groups: dict[Any, list[Ranged]] = {}
        for row in every:
            low, high, counts, name, worth = read(row)
            bounds = _placed(ends[:2], (low, high), on)
            if counts is False or NONE in bounds or (ends[2] and name is NONE):
                continue
            names = name if name.__class__ is frozenset else (name,)
            plain = not row.phantom and None not in bounds and (not ends[2] or all(map(_is_plain, names)))
            entry = Ranged(bounds[0], bounds[1], counts is True, worth, row)
            if plain and entry.low <= entry.high and makes.takes(entry):
                for each in names:
                    groups.setdefault(each, []).append(entry)
            else:
                self.others.append(row)
        self.groups: Mapping[Any, Any] = {name: makes(entries) for name, entries in groups.items()}


def _is_plain(name: Any) -> bool:
    return name.__class__ in (str, int)


def _placed(ends: Iterable[Bounding | None], values: Iterable[Any], on: int) -> list[Any]:
    """The bounds of an element; what has none counts from ever, or for ever."""
    nothing = (-INF, INF)
    return [
        free if end is None else end.place(value, on)
        for end, value, free in zip(ends, values, nothing, strict=True)
    ]


class _Sums:
    """Sums over the elements that count between two values, of those that surely do and of those that may."""

    def __init__(self, entries: Sequence[Ranged]) -> None:
        self._parts = [_Sum([each for each in entries if each.sure is sure]) for sure in (True, False)]

    @staticmethod
    def takes(entry: Ranged) -> bool:
        return bool(entry.worth.__class__ is int)

    def within(self, upto: int, since: int) -> list[int]:
        return [part.within(upto, since) for part in self._parts]


class _Amounts(_Sums):
    """Sums of amounts: those of elements that may count are left to who asks."""

    @staticmethod
    def takes(entry: Ranged) -> bool:
        return entry.sure and entry.worth.__class__ is int


class _Sum:
    def __init__(self, entries: Iterable[Ranged]) -> None:
        lows = sorted((each.low, each.worth) for each in entries)
        highs = sorted((each.high, each.worth) for each in entries)
        self._lows, self._highs = [low for low, _ in lows], [high for high, _ in highs]
        self._begun: list[int] = [0, *accumulate(worth for _, worth in lows)]
        self._over: list[int] = [0, *accumulate(worth for _, worth in highs)]

    def within(self, upto: int, since: int) -> int:
        """The sum of what has begun by ``upto`` less what was over before ``since``, which is no later."""
        begun = self._begun[bisect_right(self._lows, upto)]
        return begun - self._over[bisect_left(self._highs, since)]


class _Tree:
    """Elements in an order, of which those that count between two values are found without the others."""

    def __init__(self, entries: Sequence[Ranged]) -> None:
        self._entries = self.sorted(entries)
        self._stretches = Stretches(
            [each.low for each in self._entries], [each.high for each in self._entries]
        )

    @staticmethod
    def sorted(entries: Iterable[Ranged]) -> list[Ranged]:
        return sorted(entries, key=lambda each: each[:2])

    @staticmethod
    def takes(_entry: Ranged) -> bool:
        return True

    def within(self, upto: int, since: int) -> Iterator[Ranged]:
        """The elements that count between two values, in their order."""
        return (self._entries[n] for n in self._stretches.meeting(upto, since))


class _First(_Tree):
    """Elements by their place in an order: what surely comes first leaves out all that come later."""

    @staticmethod
    def sorted(entries: Iterable[Ranged]) -> list[Ranged]:
        return sorted(entries, key=lambda each: each.worth)

    @staticmethod
    def takes(entry: Ranged) -> bool:
        return bool(entry.worth.__class__ is int and entry.worth < NOT_YET)

    def within(self, upto: int, since: int) -> Iterator[Ranged]:
        first = None
        for each in super().within(upto, since):
            if first is not None and each.worth != first:
                return
            yield each
            first = each.worth if each.sure else first


class _Last(_First):
    """The same from the end of the order."""

    @staticmethod
    def sorted(entries: Iterable[Ranged]) -> list[Ranged]:
        return sorted(entries, key=lambda each: -each.worth)


#: What a list is sorted for, by the word that generated code has for it.
_MADE: Final[Mapping[str, Any]] = {
    "numbers": _Sums,
    "amounts": _Amounts,
    "all": _Tree,
    "first": _First,
    "last": _Last,
}


class Lookups:
    """The sorted lists of one reading of files, by fold and owner."""

    def __init__(self, on: int) -> None:
        self._on = on
        self._kept: dict[tuple[int, int], Ranges] = {}
        self._orders: dict[tuple[int, int], Siblings] = {}

    def order(
        self, number: int, owner: Any, siblings: Iterable[Any], place: Callable[[Any], Any]
    ) -> Siblings:
        """Siblings by their places."""
        key = number, id(owner)
        if key not in self._orders:
            self._orders[key] = Siblings(siblings, place)
        return self._orders[key]

    def _ranges(
        self, word: str, number: int, owner: Any, chain: Sequence[str], read: Reader, ends: Ends
    ) -> Ranges:
        key = number, id(owner)
        found = self._kept.get(key)
        if found is None:
            rows = [owner]
            for scope in chain:
                rows = [below for row in rows for below in getattr(row, f"rows_{scope}")]
            found = self._kept[key] = Ranges(rows, read, ends, self._on, _MADE[word])
        return found

    def tallied(self, *asked: Any) -> tuple[int, int, Sequence[Any]]:
        """What surely counts comes to, what may, and the elements that are to be tried beside."""
        *where, (upto, since, name) = asked
        ranges = self._ranges(*where)
        if since > upto:
            return 0, 0, ranges.every
        group = ranges.groups.get(name)
        return (*(group.within(upto, since) if group is not None else (0, 0)), ranges.others)

    def near(self, *asked: Any) -> Sequence[Any]:
        """The elements that may count."""
        *where, (upto, since, name) = asked
        ranges = self._ranges(*where)
        group = ranges.groups.get(name)
        return [*ranges.others, *(each.row for each in group.within(upto, since))] if group else ranges.others

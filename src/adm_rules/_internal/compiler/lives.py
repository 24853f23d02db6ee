"""The lives of owners of one kind, sorted: who may be meant by a record of a day is looked up, not searched.

A day as it is known has a first and a last that it can be; so have the beginning and the end of an owner. Whether an
owner is a *candidate* of a day asks for nothing but what is surely not: four numbers of each owner settle that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

#: A day as it is known: the first and the last that it can be.
Known = tuple[Any, Any]


class _Two:
    """Of numbers in a row, the greatest of those up to each place, whose it is, and the greatest of the others."""

    def __init__(self, numbers: Iterable[tuple[Any, int]]) -> None:
        self.found: list[tuple[Any, int, Any]] = []
        best, who, second = None, -1, None
        for number, each in numbers:
            if best is None or number > best:
                best, who, second = number, each, best
            elif second is None or number > second:
                second = number
            self.found.append((best, who, second))

    def without(self, count: int, me: int) -> Any:
        """The greatest of the first so many, that of ``me`` left out; None of none."""
        if not count:
            return None
        best, who, second = self.found[count - 1]
        return second if who == me else best

    def best(self, count: int) -> Any:
        """The greatest of the first so many; None of none."""
        return self.found[count - 1][0] if count else None


class Lives:
    """Owners with the days between which each lasts, by their place in a sequence.

    What is recorded *precedes* its owner, or follows it. One that it precedes is a candidate unless it is over, or
    still to come with a whole life of another in between; one that it follows, if it lasts, or was the last to end
    before a day on which surely none lasts.
    """

    def __init__(self, begins: Sequence[Known], ends: Sequence[Known], *, precedes: bool) -> None:
        self._precedes = precedes
        self._first = [low for low, _ in begins]  # none begins before
        self._last = [high for _, high in ends]  # none lasts longer
        self._over = [low for low, _ in ends]  # each lasts at least so long
        places = range(len(begins))
        self._by_first = sorted(places, key=self._first.__getitem__)
        self._firsts = [self._first[n] for n in self._by_first]
        self._lasting = _Two((self._last[n], n) for n in self._by_first)
        #: Whether each ends no sooner than it begins: then a few neighbours stand for all.
        self._sound = all(
            first <= last and over <= last
            for first, last, over in zip(self._first, self._last, self._over, strict=True)
        )
        if precedes:
            following = reversed(self._by_first)
            self._soonest = _Two((-self._last[n], n) for n in following)
        else:
            self._sort_by_end(begins)

    def _sort_by_end(self, begins: Sequence[Known]) -> None:
        places = range(len(begins))
        sure = sorted((high, n) for n, (_, high) in enumerate(begins))
        self._surely = [high for high, _ in sure]
        self._alive = _Two((self._over[n], n) for _, n in sure)
        self._by_last = sorted(places, key=self._last.__getitem__)
        self._lasts = [self._last[n] for n in self._by_last]
        self._ended = _Two((self._over[n], n) for n in self._by_last)
        self._open = _Two((-self._over[n], n) for n in reversed(self._by_last))

    def may_be(self, n: int, day: Known) -> bool:
        """Whether an owner is a candidate of a day, or may be one."""
        if self._precedes:
            return self._last[n] >= day[0] and not (day[1] < self._first[n] and self._another_lived(n, day))
        if self._first[n] <= day[1] and self._last[n] >= day[0]:
            return True
        return self._over[n] < day[1] and not self._surely_lasts(day) and not self._later(n, day)

    def another_may_be(self, me: int, day: Known) -> bool:
        """Whether any owner but one is, or may be, a candidate of a day."""
        if not self._sound:
            return any(self.may_be(n, day) for n in range(len(self._first)) if n != me)
        begun = bisect_right(self._firsts, day[1])
        longest = self._lasting.without(begun, me)
        if longest is not None and longest >= day[0]:
            return True
        near = self._next(begun, day) if self._precedes else self._just_ended(day)
        if any(n != me and self.may_be(n, day) for n in near):
            return True
        return not self._precedes and self._may_have_ended(me, day)

    # --- where what is recorded precedes its owner --------------------------------------------------------------------

    def _another_lived(self, n: int, day: Known) -> bool:
        """Whether a whole life of another lies between a day, that day included, and the beginning of an owner."""
        after = len(self._firsts) - bisect_left(self._firsts, day[1])
        soonest = self._soonest.without(after, n)
        return soonest is not None and -soonest < self._first[n]

    def _next(self, begun: int, day: Known) -> Iterator[int]:
        """Of those that are still to come, who is a candidate if any is: three that come next, and who ends soonest."""
        yield from islice(self._by_first, begun, begun + 3)
        after = len(self._firsts) - bisect_left(self._firsts, day[1])
        if after:
            yield self._soonest.found[after - 1][1]

    # --- where it follows its owner -----------------------------------------------------------------------------------

    def _surely_lasts(self, day: Known) -> bool:
        longest = self._alive.best(bisect_right(self._surely, day[0]))
        return longest is not None and bool(longest >= day[1])

    def _later(self, n: int, day: Known) -> bool:
        """Whether another surely was over by a day, and surely ended later."""
        latest = self._ended.without(bisect_left(self._lasts, day[0]), n)
        return latest is not None and bool(latest > self._last[n])

    def _just_ended(self, day: Known) -> Iterator[int]:
        over = bisect_left(self._lasts, day[0])
        yield from self._by_last[max(0, over - 2) : over]

    def _may_have_ended(self, me: int, day: Known) -> bool:
        """Whether another, which is not surely over, may be."""
        if self._surely_lasts(day):
            return False
        lasting = len(self._lasts) - bisect_left(self._lasts, day[0])
        soonest = self._open.without(lasting, me)
        return soonest is not None and bool(-soonest < day[1])

"""Records by whose each may be, so that an owner looks at those that may be its own alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Final, Protocol

from adm_rules._internal.compiler.stretches import Stretches
from adm_rules._internal.values.bounds import INF, coming

#: A day as it is known: the first and the last that it can be.
Known = tuple[Any, Any]
#: How many owners a record may have, in the mean, for an owner to have few records.
_FEW: Final = 8


def is_named(name: Any) -> bool:
    """Whether a record bears a name."""
    return name.__class__ is str and name != "none"


class Owning(Protocol):
    """The owners of one kind in a file; ``seen`` are those that are there."""

    seen: Sequence[Any]

    def among(self, me: Any, name: Any = None) -> tuple[Lives, Mapping[int, int]]:
        """Their lives, and the place of each."""

    def is_seen(self, owner: Any) -> bool:
        """Whether an owner is there."""

    def kin(self, row: Any) -> Iterable[Any]:
        """The ids of what an owner belongs to, or what belongs to it."""


class Records:
    """What is recorded in one place: each a name or none, its day, and what it is."""

    def __init__(self, recorded: Iterable[tuple[Any, Any, Any]], owners: Owning) -> None:
        every = list(recorded)
        self.all = [thing for _, _, thing in every]
        self._owners = owners
        self._named: dict[Any, list[Any]] = {}
        self._possible: dict[int, list[Any]] | None = None
        lives, _ = owners.among(None)
        found: dict[int, list[Any]] = {}
        left = _FEW * (len(every) + len(owners.seen))
        for name, on_day, thing in every:
            if is_named(name):
                self._named.setdefault(name, []).append(thing)
                continue
            for n in lives.near(coming(on_day)):
                found.setdefault(id(owners.seen[n]), []).append(thing)
                left -= 1
            if left < 0:
                return
        self._possible = found

    def near(self, me: Any) -> Sequence[Any]:
        """Those of one owner, or that may be; all where that is not plain."""
        own = me.d.get("id")
        if self._possible is None or own is None or not self._owners.is_seen(me):
            return self.all
        found = [*self._possible.get(id(me), ())]
        for name in dict.fromkeys((own, *self._owners.kin(me))):
            found += self._named.get(name, ())
        return found


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

    def near(self, day: Known) -> Iterator[int]:
        """The owners that are, or may be, candidates of a day, by their place: only those near it are looked at."""
        upto, since = day[1], day[0]
        if not self._sound:
            upto, since = INF, -INF
        elif self._precedes:
            soonest = self._soonest.best(len(self._firsts) - bisect_left(self._firsts, day[1]))
            upto = upto if soonest is None else max(upto, -soonest)
        else:
            ended = self._ended.best(bisect_left(self._lasts, day[0]))
            since = since if ended is None else min(since, ended)
        return (n for n in self._spans.meeting(upto, since) if self.may_be(n, day))

    @cached_property
    def _spans(self) -> Stretches:
        """From when on each may be a candidate, or over, and until when."""
        return Stretches([*map(min, self._first, self._over)], self._last)

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

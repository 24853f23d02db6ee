"""What generated code calls to tell whose a record is: of which intervention, order, plan or request it speaks.

A record that names its owner is that one's. Another is that of the only *candidate*: of an owner that it may precede,
or follow, by its day. Where several may be meant, it is not known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, islice
from typing import Any, cast

from adm_rules._internal.compiler.readers import absent_event, as_event, contents, day, records_in
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, limits
from adm_rules._internal.values.logic import Truth

# --- the lives of owners of one kind, sorted --------------------------------------------------------------------------

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


# --- whose a record is ------------------------------------------------------------------------------------------------

#: First or last day of an owner's row.
End = Callable[[Any], Any]
#: Whether what is recorded precedes its owner, or follows it; whether each owner ends where the next one begins.
Side = tuple[bool, bool]


def of_case(case: Any, chain: Sequence[str]) -> list[Any]:
    """The owners of one kind in the whole file."""
    rows = [case]
    for scope in chain:
        rows = [below for row in rows for below in getattr(row, f"rows_{scope}")]
    return rows


def known(case: Any, key: str, chain: Sequence[str], ends: tuple[End, End], side: Side) -> AllOwners:
    """The owners of one kind in a file, sorted once for all that ask; ``key`` names the kind and how it is dated."""
    found = case.owners.get(key)
    if found is None:
        found = case.owners[key] = AllOwners(of_case(case, chain), ends, side)
    return cast("AllOwners", found)


class AllOwners:
    """The owners of one kind in a file: ``ends`` are the days between which one of them lasts."""

    def __init__(self, owners: Sequence[Any], ends: tuple[End, End], side: Side) -> None:
        self._first, self._last = ends
        self._precedes, self._successive = side
        self.rows = owners
        self.unseen = [each for each in owners if each.phantom]
        #: Those that are there, in their order.
        self.seen = [each for each in owners if not each.phantom and not self._is_still_to_come(each)]
        self._seen = {id(each) for each in self.seen}
        self._lives: dict[Any, tuple[Lives, dict[int, int]]] = {}

    @cached_property
    def by_id(self) -> Mapping[Any, Sequence[Any]]:
        """The owners by their ids."""
        found: dict[Any, list[Any]] = {}
        for each in self.rows:
            found.setdefault(each.d.get("id"), []).append(each)
        return found

    @cached_property
    def by_kin(self) -> Mapping[Any, Sequence[Any]]:
        """The owners by the ids of what each belongs to, or what belongs to it."""
        found: dict[Any, list[Any]] = {}
        for each in self.rows:
            for name in dict.fromkeys(_kin(each)):
                found.setdefault(name, []).append(each)
        return found

    def named_under(self, key: str) -> frozenset[Any]:
        """What owners name under a key."""
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = frozenset(each.d.get(key) for each in self.rows)
        return found

    @cached_property
    def _named(self) -> dict[str, frozenset[Any]]:
        return {}

    def among(self, me: Any, name: Any = None) -> tuple[Lives, dict[int, int]]:
        """The lives of one owner and of those that are there, of a kin if a name is given, and the place of each."""
        key = name if me is None or id(me) in self._seen else (name, id(me))
        found = self._lives.get(key)
        if found is None:
            others = (
                self.seen if name is None else [each for each in self.by_kin[name] if id(each) in self._seen]
            )
            every = others if key == name else [me, *others]
            places = {id(each): n for n, each in enumerate(every)}
            lives = Lives([self.begin(each) for each in every], self._ends(every), precedes=self._precedes)
            found = self._lives[key] = lives, places
        return found

    def _is_still_to_come(self, owner: Any) -> bool:
        """Whether an owner that comes into being by an event, as a request that is made, is not there yet."""
        return self._successive and bool(self.begin(owner)[0] >= NOT_YET)

    def begin(self, owner: Any) -> Known:
        """The first day of an owner; without one it always was there."""
        first = self._first(owner)
        low, high, none = (-INF, -INF, False) if first is NONE else limits(first)
        return (-INF if none else low), high

    def _ends(self, every: Sequence[Any]) -> list[Known]:
        """The last day of each; without one it goes on, until the next one begins where they are successive."""
        followers: dict[int, list[Known]] = {}
        if self._successive:
            for each in every:
                followers.setdefault(id(each.up), []).append(self.begin(each))
        after = {up: _Following(begins) for up, begins in followers.items()}
        return [self._end(each, after.get(id(each.up))) for each in every]

    def _end(self, owner: Any, after: _Following | None) -> Known:
        last = self._last(owner)
        low, high, none = (INF, INF, False) if last is NONE else limits(last)
        ends = [(low, INF if none else high)]
        closed = owner.up.d.get("closed_on") if owner.up.up is not None else None
        if closed is not None and closed != "none":
            ends.append((day(closed), day(closed)))  # nothing outlasts the intervention that it belongs to
        if after is not None:
            ends += after.first_after(self.begin(owner))
        return min(low for low, _ in ends), min(high for _, high in ends)


class _Following:
    """The beginnings of owners under one record, sorted: each ends where one surely later begins."""

    def __init__(self, begins: Sequence[Known]) -> None:
        ordered = sorted(begins)
        self._lows = [low for low, _ in ordered]
        self._highs = list(reversed(list(accumulate((high for _, high in reversed(ordered)), min))))

    def first_after(self, begin: Known) -> list[Known]:
        """The day before the first that surely begins later; nothing if there is none."""
        place = bisect_right(self._lows, begin[1])
        return [(self._lows[place] - 1, self._highs[place] - 1)] if place < len(self._lows) else []


class Owners:
    """The owners of one kind, one of whom is asked about."""

    def __init__(self, me: Any, all_owners: AllOwners) -> None:
        self.me, self.all = me, all_owners

    # --- events and records -------------------------------------------------------------------------------------------

    def day(self, value: Any, raw: Any, on: int) -> Any:
        """The day on which the event of this owner happened: ``raw`` is the key as the file has it, ``value`` its day.

        A key that is not there, and one that says that there was none, say so of every owner.
        """
        if self.me.phantom:
            return NOT_YET if self._is_nobody() else Interval(-INF, NOT_YET)
        if raw is None or (raw.__class__ is str and raw == "none"):
            return value
        records, rest = _records(raw, self.me.absent, on)
        found = [(self.owns(named, on_day), as_event(on_day, on)) for on_day, named in records]
        sure = [on_day for truth, on_day in found if truth is True]
        maybe = [on_day for truth, on_day in found if truth is None]
        if sure:
            low, high = min([*sure, *maybe]), min(sure)
            return low if low == high else Interval(low, high)
        low = min([limits(rest)[0], *maybe])
        return Interval(low, NOT_YET) if maybe and low < NOT_YET else rest

    def owns(self, named: Any, on_day: Any) -> Truth:
        """Whether a record is this owner's: by the name that it bears, else as the only candidate of its day."""
        if self.me.phantom:
            return False if self._is_nobody() else None
        if named.__class__ is not str or named == "none":
            return self._only(on_day, None, self.all.unseen)
        if named == self.me.d.get("id"):
            return True
        kin = self.all.by_kin.get(named, ())
        if named in _kin(self.me):
            return self._only(on_day, named, [each for each in kin if each.phantom])
        known = bool(kin) or named in self.all.by_id
        return False if known or self.me.d.get("id") is not None else None

    def has_named(self, key: str, record: Any, named: Any, on_day: Any) -> Truth:
        """The same of a record that owners name, under a key; the name that it bears itself goes first."""
        if named.__class__ is str and named != "none":
            return self.owns(named, on_day)
        own, mine = record.d.get("id"), self.me.d.get(key)
        if mine is not None and not self.me.phantom:
            return None if record.phantom else own == mine
        if own is not None and own in self.all.named_under(key):
            return False
        return self.owns(None, on_day)

    def _is_nobody(self) -> bool:
        """Whether the id that led to this owner is ``none``: nothing is nobody's."""
        return bool(self.me.d.get("id") == "none")

    def _only(self, on_day: Any, name: Any, unseen: Sequence[Any]) -> Truth:
        """Whether this owner is the only candidate of a day among all, or among those of a kin."""
        moment = _bounds(on_day)
        lives, places = self.all.among(self.me, name)
        mine = places[id(self.me)]
        if not lives.may_be(mine, moment):
            return False
        # What nobody has seen, and would begin later, is left out: there is somebody before it.
        if any(not moment[1] < self.all.begin(each)[0] for each in unseen):
            return None
        return None if lives.another_may_be(mine, moment) else True


def _records(raw: Any, absent: Any, on: int) -> tuple[list[tuple[Any, Any]], Any]:
    """Each day with the id that it names, and what holds of an owner of whom nothing is recorded."""
    if raw.__class__ in (str, date):
        return [(day(raw), None)], absent
    rest = absent if raw else NOT_YET
    until = None if raw.__class__ in (list, tuple) else contents(raw).get("complete_until")
    if until is not None:
        rest = absent_event(day(until), on)
    found = map(contents, records_in(raw))
    return [(day(each["on"]), each.get("for", each.get("for_"))) for each in found], rest


def _kin(row: Any) -> Iterator[Any]:
    """The ids of what an owner belongs to, or what belongs to it: its intervention, its request, who names it."""
    yield row.d.get("request")
    if row.up.up is not None:
        yield row.up.d.get("id")
    given = row.up.d.get("interventions")
    for each in map(contents, records_in(given) if given is not None else ()):
        if each.get("request") is not None and each.get("request") == row.d.get("id"):
            yield each.get("id")


def _bounds(on_day: Any) -> Known:
    low, high, _ = limits(NOT_YET if on_day is NONE else on_day)
    return low, high

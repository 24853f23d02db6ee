"""What generated code calls to tell whose a record is: of which intervention, order, plan or request it speaks.

A record that names its owner is that one's. Another is that of the only *candidate*: of an owner that it may precede,
or follow, by its day. Where several may be meant, it is not known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any, cast

from adm_rules._internal.compiler import stretches
from adm_rules._internal.compiler.readers import absent_event, as_event, contents, day, records_in
from adm_rules._internal.compiler.recorded import Known, Lives, Records, is_named
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, coming, limits
from adm_rules._internal.values.logic import Truth

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
        self.seen: Sequence[Any] = [
            each for each in owners if not each.phantom and not self._is_still_to_come(each)
        ]
        self._seen = {id(each) for each in self.seen}
        self._lives: dict[Any, tuple[Lives, dict[int, int]]] = {}
        self._kin: dict[int, tuple[Any, ...]] = {}
        self._by_request: dict[int, dict[Any, list[Any]]] = {}
        self._records: dict[tuple[int, int], Records] = {}

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
            for name in self.kin(each):
                found.setdefault(name, []).append(each)
        return found

    def kin(self, row: Any) -> tuple[Any, ...]:
        """The ids of what an owner belongs to, or what belongs to it: its intervention, its request, who names it."""
        found = self._kin.get(id(row))
        if found is None:
            found = self._kin[id(row)] = tuple(dict.fromkeys(self._kin_of(row)))
        return found

    def _kin_of(self, row: Any) -> Iterator[Any]:
        yield row.d.get("request")
        if row.up.up is not None:
            yield row.up.d.get("id")
        own = row.d.get("id")
        if own is not None:
            yield from self._asked_for(row.up).get(own, ())

    def _asked_for(self, file: Any) -> Mapping[Any, Sequence[Any]]:
        """The interventions of a file by the request that each names."""
        found = self._by_request.get(id(file))
        if found is None:
            found = self._by_request[id(file)] = {}
            given = file.d.get("interventions")
            for each in map(contents, records_in(given) if given is not None else ()):
                found.setdefault(each.get("request"), []).append(each.get("id"))
        return found

    def is_seen(self, owner: Any) -> bool:
        """Whether an owner is there."""
        return id(owner) in self._seen

    def records(self, key: tuple[int, int], found: Callable[[], Iterable[tuple[Any, Any, Any]]]) -> Records:
        """What is recorded in one place, sorted once for all that ask."""
        records = self._records.get(key)
        if records is None:
            records = self._records[key] = Records(found(), self)
        return records

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
        records = self._near(raw) if _number(raw) > stretches.MANY else _records(raw)
        rest = _rest(raw, self.me.absent, on)
        found = [(self.owns(named, on_day), as_event(on_day, on)) for named, on_day in records]
        sure = [on_day for truth, on_day in found if truth is True]
        maybe = [on_day for truth, on_day in found if truth is None]
        if sure:
            low, high = min([*sure, *maybe]), min(sure)
            return low if low == high else Interval(low, high)
        low = min([limits(rest)[0], *maybe])
        return Interval(low, NOT_YET) if maybe and low < NOT_YET else rest

    def _near(self, raw: Any) -> Sequence[tuple[Any, Any]]:
        """Of many recorded days those that may be this owner's."""
        return self.all.records((0, id(raw)), lambda: ((*each, each) for each in _records(raw))).near(self.me)

    def owns(self, named: Any, on_day: Any) -> Truth:
        """Whether a record is this owner's: by the name that it bears, else as the only candidate of its day."""
        if self.me.phantom:
            return False if self._is_nobody() else None
        if not is_named(named):
            return self._only(on_day, None, self.all.unseen)
        if named == self.me.d.get("id"):
            return True
        kin = self.all.by_kin.get(named, ())
        if named in self.all.kin(self.me):
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

    def near(
        self, number: int, owner: Any, chain: Sequence[str], read: Callable[[Any], tuple[Any, Any]]
    ) -> Sequence[Any]:
        """Of the elements of a list those that may be this owner's; ``read`` gives the name and the day of each."""
        return self.all.records(
            (number, id(owner)), lambda: ((*read(each), each) for each in of_case(owner, chain))
        ).near(self.me)

    def _is_nobody(self) -> bool:
        """Whether the id that led to this owner is ``none``: nothing is nobody's."""
        return bool(self.me.d.get("id") == "none")

    def _only(self, on_day: Any, name: Any, unseen: Sequence[Any]) -> Truth:
        """Whether this owner is the only candidate of a day among all, or among those of a kin."""
        moment = coming(on_day)
        lives, places = self.all.among(self.me, name)
        mine = places[id(self.me)]
        if not lives.may_be(mine, moment):
            return False
        # What nobody has seen, and would begin later, is left out: there is somebody before it.
        if any(not moment[1] < self.all.begin(each)[0] for each in unseen):
            return None
        return None if lives.another_may_be(mine, moment) else True


def _number(raw: Any) -> int:
    """How many days are recorded under a key."""
    return 1 if raw.__class__ in (str, date) else len(records_in(raw))


def _records(raw: Any) -> Sequence[tuple[Any, Any]]:
    """Each recorded day, behind the id that it names."""
    if raw.__class__ in (str, date):
        return [(None, day(raw))]
    return [(each.get("for", each.get("for_")), day(each["on"])) for each in map(contents, records_in(raw))]


def _rest(raw: Any, absent: Any, on: int) -> Any:
    """What holds of an owner of whom nothing is recorded."""
    if raw.__class__ in (str, date):
        return absent
    until = None if raw.__class__ in (list, tuple) else contents(raw).get("complete_until")
    return (absent if raw else NOT_YET) if until is None else absent_event(day(until), on)

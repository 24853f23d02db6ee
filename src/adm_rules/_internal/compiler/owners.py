"""What generated code calls to tell whose a record is: of which intervention, order, plan or request it speaks.

A record that names its owner is that one's. Another is that of the only *candidate*: of an owner that it may precede,
or follow, by its day. Where several may be meant, it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from adm_rules._internal.compiler.readers import absent_event, as_event, contents, day, records_in
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, limits
from adm_rules._internal.values.logic import Truth, all_of, any_of, negate

#: First or last day of an owner's row.
End = Callable[[Any], Any]
#: Whether what is recorded precedes its owner, or follows it; whether each owner ends where the next one begins.
Side = tuple[bool, bool]
#: A day as it is known: the first and the last that it can be.
Known = tuple[Any, Any]


def of_case(case: Any, chain: Sequence[str]) -> list[Any]:
    """The owners of one kind in the whole file."""
    rows = [case]
    for scope in chain:
        rows = [below for row in rows for below in getattr(row, f"rows_{scope}")]
    return rows


class Owners:
    """The owners of one kind, one of whom is asked about: ``ends`` are the days between which one of them lasts."""

    def __init__(self, me: Any, owners: Sequence[Any], ends: tuple[End, End], side: Side) -> None:
        self.me, self.owners = me, owners
        self.first, self.last = ends
        self.precedes, self.successive = side

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
        others = [each for each in self.owners if each is not self.me]
        if named.__class__ is not str or named == "none":
            return self._only(on_day, others)
        if named == self.me.d.get("id"):
            return True
        if named in _kin(self.me):
            return self._only(on_day, [each for each in others if named in _kin(each)])
        known = any(named == each.d.get("id") or named in _kin(each) for each in others)
        return False if known or self.me.d.get("id") is not None else None

    def has_named(self, key: str, record: Any, on_day: Any) -> Truth:
        """The same of a record that its owner names, under a key: such a record is that owner's and no other's."""
        own, mine = record.d.get("id"), self.me.d.get(key)
        if mine is not None and not self.me.phantom:
            return None if record.phantom else own == mine
        if own is not None and any(each.d.get(key) == own for each in self.owners):
            return False
        return self.owns(None, on_day)

    def _is_nobody(self) -> bool:
        """Whether the id that led to this owner is ``none``: nothing is nobody's."""
        return bool(self.me.d.get("id") == "none")

    # --- candidates ---------------------------------------------------------------------------------------------------

    def _only(self, on_day: Any, others: Sequence[Any]) -> Truth:
        seen = [each for each in others if not each.phantom and not self._is_still_to_come(each)]
        moment = _bounds(on_day)
        mine = self._may_be(self.me, [self.me, *seen], moment)
        if mine is False:
            return False
        alone = all(self._may_be(each, [self.me, *seen], moment) is False for each in seen)
        # What nobody has seen, and would begin later, is left out: there is somebody before it.
        unseen = any(each.phantom and self._is_ahead(each, moment) is not True for each in others)
        return True if alone and not unseen else None

    def _may_be(self, owner: Any, every: Sequence[Any], moment: Known) -> Truth:
        """Whether an owner is a candidate of a day."""
        if self.precedes:
            past = self._is_over(owner, every, moment)
            late = all_of(self._is_ahead(owner, moment), self._another_lived(owner, every, moment))
            return all_of(negate(past), negate(late))
        return any_of(self._is_alive(owner, every, moment), self._was_last(owner, every, moment))

    def _is_still_to_come(self, owner: Any) -> bool:
        """Whether an owner that comes into being by an event, as a request that is made, is not there yet."""
        return self.successive and self._begin(owner)[0] >= NOT_YET

    def _another_lived(self, owner: Any, every: Sequence[Any], moment: Known) -> Truth:
        """Whether a whole life lies between a day, that day included, and the beginning of an owner."""
        begin = self._begin(owner)
        lives = (
            all_of(negate(_earlier(self._begin(each), moment)), _earlier(self._end(each, every), begin))
            for each in every
            if each is not owner
        )
        return any_of(*lives)

    def _was_last(self, owner: Any, every: Sequence[Any], moment: Known) -> Truth:
        """Whether an owner was the last to end before a day on which none lasts."""
        none_lasts = (negate(self._is_alive(each, every, moment)) for each in every)
        end = self._end(owner, every)
        later = (
            all_of(self._is_over(each, every, moment), _earlier(end, self._end(each, every)))
            for each in every
            if each is not owner
        )
        return all_of(self._is_over(owner, every, moment), *none_lasts, *map(negate, later))

    def _is_alive(self, owner: Any, every: Sequence[Any], moment: Known) -> Truth:
        return all_of(negate(self._is_ahead(owner, moment)), negate(self._is_over(owner, every, moment)))

    def _is_ahead(self, owner: Any, moment: Known) -> Truth:
        return _earlier(moment, self._begin(owner))

    def _is_over(self, owner: Any, every: Sequence[Any], moment: Known) -> Truth:
        return _earlier(self._end(owner, every), moment)

    def _begin(self, owner: Any) -> Known:
        """The first day of an owner; without one it always was there."""
        first = self.first(owner)
        low, high, none = (-INF, -INF, False) if first is NONE else limits(first)
        return (-INF if none else low), high

    def _end(self, owner: Any, every: Sequence[Any]) -> Known:
        """The last day of an owner; without one it goes on, until the next one begins where they are successive."""
        last = self.last(owner)
        low, high, none = (INF, INF, False) if last is NONE else limits(last)
        ends = [(low, INF if none else high)]
        closed = owner.up.d.get("closed_on") if owner.up.up is not None else None
        if closed is not None and closed != "none":
            ends.append((day(closed), day(closed)))  # nothing outlasts the intervention that it belongs to
        if self.successive:
            begin = self._begin(owner)
            followers = [self._begin(each) for each in every if each.up is owner.up and each is not owner]
            ends += [(low - 1, high - 1) for low, high in followers if _earlier(begin, (low, high)) is True]
        return min(low for low, _ in ends), min(high for _, high in ends)


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


def _earlier(left: Known, right: Known) -> Truth:
    """Whether one day lies before another."""
    return True if left[1] < right[0] else False if left[0] >= right[1] else None

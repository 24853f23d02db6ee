"""Whose a record is: every way in which the owners' days may have been is gone through, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from adm_rules._internal.facts.registry import dates_of
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.logic import Truth
from tests.parity.tree import Element, ordinal
from tests.parity.values import BIG, Could, as_event, bounds, stretch, sure

if TYPE_CHECKING:
    from tests.parity.reference import Reference, Scope

#: So many ways are gone through at most; of more, the answer is rough.
MOST_WAYS = 3000
Life = tuple[Any, Any]


class Ownership:
    """The owners of one kind, as one of them asks."""

    def __init__(self, ref: Reference, scope: Scope, side: str) -> None:
        self.ref, self.scope, self.me, self.precedes = ref, scope, scope.element, side == "precedes"
        node = ref.registry.subjects[self.me.subject]
        assert node.span is not None
        self.span, self.successive = node.span, node.successive
        self.every = ref.tree.all_of(self.me.subject)
        self.seen: list[Element] = []

    # --- the day of an owner's event ----------------------------------------------------------------------------------

    def day(self, path: str, root: Element) -> Could:
        """The day on which the event of the owner that asks happened; none of nobody's did."""
        if self.me.nobody:
            return sure(NOT_YET)
        raw: Any = root.data
        for key in path.split("."):
            raw = raw.get(key) if isinstance(raw, dict) else raw
        nothing = stretch(self._open(root.coverage), NOT_YET)
        if not self.me.seen:
            return stretch(-BIG, NOT_YET)
        if raw is None or raw == "none":
            return as_event(nothing, self.ref.on) if raw is None else sure(NOT_YET)
        records, rest = self._records(raw, nothing)
        told = [
            (self.owns(named, sure(day)), as_event(sure(day), self.ref.on).only) for day, named in records
        ]
        certain = [day for truth, day in told if truth is True]
        maybe = [day for truth, day in told if truth is None]
        if certain:
            return stretch(min([*certain, *maybe]), min(certain))
        rest = as_event(rest, self.ref.on)
        return stretch(min([bounds(rest)[0], *maybe]), NOT_YET) if maybe else rest

    def _open(self, coverage: int | None) -> int:
        return -BIG if coverage is None else min(coverage + 1, NOT_YET)

    def _records(self, raw: Any, nothing: Could) -> tuple[list[tuple[int, Any]], Could]:
        if isinstance(raw, str):
            return [(ordinal(raw), None)], nothing
        items, rest = raw, nothing if raw else sure(NOT_YET)
        if isinstance(raw, dict):
            items, until = raw["items"], raw.get("complete_until")
            rest = nothing if until is None else stretch(self._open(ordinal(until)), NOT_YET)
        return [(ordinal(each["on"]), each.get("for")) for each in items], rest

    # --- whose a record is --------------------------------------------------------------------------------------------

    def element(self, element: Element, inner: Scope) -> Truth:
        """Whether an element of a list is that of the owner that asks; nothing is nobody's."""
        if self.me.nobody:
            return False
        dates = dates_of(self.ref.registry, element.subject)
        assert dates is not None
        day = self.ref.own(self.ref.registry.facts[dates.first], element, {}, inner.readings)
        assert isinstance(day, Could)
        if not self.me.seen:
            return None
        named = element.data.get("for")
        if self.precedes and named in (None, "none"):
            for target, key in self.ref.registry.subjects[self.me.subject].links.values():
                if target == element.subject:
                    return self._linked(key, element, day)
        return self.owns(named, day)

    def _linked(self, key: str, element: Element, day: Could) -> Truth:
        own, mine = element.data.get("id"), self.me.data.get(key)
        if mine is not None:
            return (own == mine) if element.seen else None
        if own is not None and any(each.data.get(key) == own for each in self.every):
            return False
        return self.owns(None, day)

    def owns(self, named: Any, day: Could) -> Truth:
        """Whether a record that may name its owner, of a day, is that of the owner that asks."""
        others = [each for each in self.every if each is not self.me]
        if named is not None and named != "none":
            if named == self.me.data.get("id"):
                return True
            others = [each for each in others if named in self._kin(each)]
            if named not in self._kin(self.me):
                known = others or any(named == each.data.get("id") for each in self.every)
                return False if known or self.me.data.get("id") is not None else None
        there = (each for each in others if each.seen and not self._still_to_come(each))
        seen = self.seen = [self.me, *there]
        may = set().union(*(self._candidates(moment, way) for way, moment in self._ways(seen, day)))
        if 0 not in may:
            return False
        unseen = any(not each.seen and not self._is_later(each, day) for each in others)
        return True if may == {0} and not unseen else None

    def _still_to_come(self, owner: Element) -> bool:
        """A request that is announced for a later day, or such a plan, has nothing of its own yet."""
        return self.successive and self._ends(owner)[0][0] >= NOT_YET

    def _is_later(self, unseen: Element, day: Could) -> bool:
        return self._ends(unseen)[0][0] > bounds(day)[1] if _days(day) else False

    def _kin(self, element: Element) -> list[Any]:
        found = [element.data.get("request")]
        owner = element.owner
        if owner is not None and owner.owner is not None:
            found.append(owner.data.get("id"))
        if element.subject == "request" and owner is not None and element.data.get("id") is not None:
            given = [each for each in self.ref.tree.all_of("intervention") if each.seen]
            found += [each.data.get("id") for each in given if each.data.get("request") == element.data["id"]]
        return [each for each in found if each is not None]

    # --- every way in which it may have been --------------------------------------------------------------------------

    def _ends(self, element: Element) -> tuple[Life, Life]:
        """The bounds of the first and of the last day of an owner."""
        facts = self.ref.registry.facts
        first, last = (self.ref.own(facts[name], element, {}, self.scope.readings) for name in self.span)
        assert isinstance(first, Could)
        assert isinstance(last, Could)
        lasting = self.span[0] != self.span[1]
        return _hull(first, -BIG), _hull(last, BIG) if lasting else (BIG, BIG)

    def _ways(self, every: Sequence[Element], day: Could) -> Iterator[tuple[list[Life], int]]:
        lives = [self._ends(each) for each in every]
        days = sorted(set(bounds(day))) if _days(day) else [NOT_YET]
        ends = [sorted(set(end)) for life in lives for end in life]
        if any(len(end) > 1 for end in ends) or len(days) > 1:
            self.ref.rough("whose it is, by days that are not known")
        for moment in days:
            for chosen in islice(product(*ends), MOST_WAYS):
                yield [(chosen[2 * n], chosen[2 * n + 1]) for n in range(len(every))], moment

    def _candidates(self, moment: int, lives: Sequence[Life]) -> set[int]:
        """Whom a record of a day may be about, by the sentence on the language page."""
        ends = [self._last(n, lives) for n in range(len(lives))]
        if self.precedes:
            return {
                n
                for n, (first, _) in enumerate(lives)
                if ends[n] >= moment
                and not any(moment <= lives[m][0] <= ends[m] < first for m in range(len(lives)) if m != n)
            }
        lasting = {n for n, (first, _) in enumerate(lives) if first <= moment <= ends[n]}
        over = {n for n, end in enumerate(ends) if end < moment}
        return lasting or {n for n in over if ends[n] == max(ends[m] for m in over)}

    def _last(self, n: int, lives: Sequence[Life]) -> Any:
        first, last = lives[n]
        owners = [each.owner for each in self.seen]
        mine = owners[n]
        closed = None if mine is None or mine.owner is None else mine.data.get("closed_on")
        last = min(last, ordinal(closed)) if closed not in (None, "none") else last
        if not self.successive:
            return last
        later = [begin for m, (begin, _) in enumerate(lives) if owners[m] is owners[n] and begin > first]
        return min([last, *(begin - 1 for begin in later)])


def _days(value: Could) -> bool:
    return any(True for _ in value.pieces())


def _hull(value: Could, without: int) -> Life:
    ends = bounds(value) if _days(value) else (without, without)
    return (min(ends[0], without), max(ends[1], without)) if value.may_not_exist else ends


def owned(body: Mapping[str, Any], ref: Reference, scope: Scope) -> Could:
    """The recipe `owned`."""
    ((side, name),) = body.items()
    fact = ref.registry.facts[name]
    assert fact.path is not None
    return Ownership(ref, scope, side).day(fact.path, ref.tree.roots[fact.per])


def is_of_asker(body: Mapping[str, Any], ref: Reference, inner: Scope, scope: Scope) -> Truth:
    """Whether an element counts that must be the asker's."""
    side = next((word for word in ("precedes", "follows") if word in body), None)
    return True if side is None else Ownership(ref, scope, side).element(inner.element, inner)

"""What is asked of the elements of a list, in the plainest way: each element, and each day, in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from adm_rules._internal.facts.registry import dates_of
from adm_rules._internal.rules import AllOf, AnyOf, ByReading, Condition, Elements, Literal, Not, Term, When
from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import Truth, both, either, negate
from tests.parity.tree import Element
from tests.parity.values import BIG, Could, as_event, open_ended, stretch, sure, there_is

if TYPE_CHECKING:
    from tests.parity.reference import Reference, Scope

#: A day after every other: nothing ends on it.
NEVER = Could(frozenset([NONE]))


class ElementsOf:
    """Judges conditions on elements for the reference interpreter."""

    def __init__(self, reference: Reference) -> None:
        self.ref = reference

    def truth(self, asked: Elements, scope: Scope) -> Truth:
        if asked.form == "days":
            return self._throughout(asked, scope)
        answer: Truth = asked.form == "each"
        for element in self.ref.elements(scope.element, asked.of):
            inner = scope.of(element)
            there = both(self.ref.truth(asked.where, inner), self._looked_at(asked, inner, scope))
            if asked.form == "each":
                kept = either(negate(there), self.ref.truth(asked.holds, inner))
                answer = both(answer, None if kept is False and not element.seen else kept)
            else:
                answer = either(answer, None if there is True and not element.seen else there)
        return answer

    def nothing(self, condition: Condition, scope: Scope) -> Truth:
        """Whether a requirement has nothing to look at."""
        match condition:
            case Elements(form="days", first=first):
                assert first is not None
                return negate(there_is(self.ref.fact(first, scope)))
            case Elements(form="each", of=of, where=where):
                some = Elements("some", of, (), where, looking=self._so_far(of, scope))
                return negate(self.truth(some, scope))
            case Term() if condition.may_lapse:
                return self.ref.lapsed(condition, replace(scope, required=False))
            case Not(part):
                return self.nothing(part, scope)
            case ByReading(reading, options, _):
                default = self.ref.regulation.readings[reading].default
                return self.nothing(options[dict(scope.readings).get(reading, default)], scope)
            case AllOf(parts) | AnyOf(parts):
                answer: Truth = True
                for part in parts:
                    answer = both(answer, self.nothing(part, scope))
                return answer
        return False

    def first_of(self, asked: Elements, scope: Scope) -> Could:
        """The day on which the first such element was there: any that may come before the last day of a sure one."""
        placed: list[tuple[bool, Could]] = []
        for element in self.ref.elements(scope.element, asked.of):
            inner = scope.of(element)
            there = self.ref.truth(asked.where, inner)
            begin, _ = self._ends(inner)
            if there is False:
                continue
            days = as_event(
                Could(frozenset(1 if d is NONE else d for d in begin.values), begin.stretches), self.ref.on
            )
            placed.append((there is True and element.seen and NOT_YET not in days.values, days))
        latest = min(
            (max(last for _, last in days.pieces()) for there, days in placed if there), default=None
        )
        found = Could() if latest is not None else sure(NOT_YET)
        rivals = 0
        for _, days in placed:
            came = [(a, b) for a, b in days.pieces() if a != NOT_YET and (latest is None or a <= latest)]
            came = came if latest is None else [(a, min(b, latest)) for a, b in came]
            rivals += bool(came)
            for first, last in came:
                found = found.or_else(stretch(first, last))
        if rivals > 1 or latest is None:
            self.ref.rough("the first of several")
        return found

    # --- time ---------------------------------------------------------------------------------------------------------

    def _ends(self, scope: Scope) -> tuple[Could, Could]:
        """The first and the last day of an element."""
        dates = dates_of(self.ref.registry, scope.element.subject)
        assert dates is not None
        return self.ref.number(dates.first, scope), self.ref.number(dates.last, scope)

    def _looked_at(self, asked: Elements, inner: Scope, scope: Scope) -> Truth:
        when = self._so_far(asked.of, scope) if asked.form == "each" else asked.looking
        return self.ref.recipes.there(when, inner, scope)

    def _so_far(self, of: str, scope: Scope) -> When | None:
        """What has begun or happened; elements without dates, and those that a period gathers, are all there."""
        gathered = self.ref.registry.subjects[scope.element.subject].gathers == of
        return None if gathered or dates_of(self.ref.registry, of) is None else When("ever")

    # --- day by day ---------------------------------------------------------------------------------------------------

    def _throughout(self, asked: Elements, scope: Scope) -> Truth:
        assert asked.first is not None
        first = self.ref.number(asked.first.name, scope)
        last = self.ref.number(asked.last.name, scope) if asked.last is not None else NEVER
        grace = self.ref.amount(asked.grace or Literal(0), "days", scope)
        records = [
            self._record(asked, element, scope) for element in self.ref.elements(scope.element, asked.of)
        ]
        lengths = [0, BIG] if not grace.known else [grace.only]
        if first.known and first.only in (NONE, NOT_YET):
            return True
        starts = {day for record in records for day in _edges(record)} | set(chain(*first.pieces()))
        until = self._until(last)
        if first.known and not last.known:  # what has begun lasts for its first day at least
            until = min(max(until[0], first.only), until[1]), until[1]
        if self._broken(starts, first, until, records, lengths[-1], sure_of=True):
            return False
        return None if self._broken(starts, first, until, records, lengths[0], sure_of=False) else True

    def _until(self, last: Could) -> tuple[int, int]:
        """The last day that is looked at, at the earliest and at the latest."""
        ends = [min(day, self.ref.on) for piece in last.pieces() for day in piece]
        if last.may_not_exist:
            ends.append(self.ref.on)
        return min(ends), max(ends)

    def _broken(
        self,
        starts: set[int],
        first: Could,
        until: tuple[int, int],
        records: list[tuple[Truth, Could, Could]],
        grace: int,
        *,
        sure_of: bool,
    ) -> bool:
        """Whether so many days in a row, and one more, are without a record: surely, or perhaps."""
        days = list(first.pieces())
        begin = max(b for _, b in days) if sure_of else min(a for a, _ in days)
        if sure_of and first.may_not_exist:
            return False
        end = until[0] if sure_of else until[1]
        for start in sorted(starts):
            if begin <= start and start + grace <= end:
                covered = [self._covered(start + n, records) for n in range(grace + 1)]
                if all(truth is False if sure_of else truth is not True for truth in covered):
                    return True
        return False

    def _covered(self, day: int, records: list[tuple[Truth, Could, Could]]) -> Truth:
        answer: Truth = False
        for there, begin, end in records:
            answer = either(answer, both(there, both(_by(begin, sure(day)), _not_before(end, sure(day)))))
        return answer

    def _record(self, asked: Elements, element: Element, scope: Scope) -> tuple[Truth, Could, Could]:
        inner = scope.of(element)
        begin, end = self._ends(inner)
        there = self.ref.truth(asked.where, inner)
        return (None if there is True and not element.seen else there), begin, end


def _by(begin: Could, day: Could) -> Truth:
    """Whether something has begun by a day; what has no beginning always had."""
    return open_ended("at_most", begin, day)


def _not_before(end: Could, day: Could) -> Truth:
    return open_ended("at_least", end, day)


def _edges(record: tuple[Truth, Could, Could]) -> Iterator[int]:
    """Days on which it may begin to be uncovered: after a record's end, or from the beginning of time."""
    _, begin, end = record
    for first, last in (*begin.pieces(), *end.pieces()):
        yield from (first, last, first + 1, last + 1)

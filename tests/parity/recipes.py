"""The closed list of recipes, each as its sentence in the language study says, over alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from adm_rules._internal.calendar import (
    add_months,
    age_on,
    instant_to_local,
    is_holiday,
    last_day_of_term,
    months_between,
    week_name,
    week_of,
    year_of,
)
from adm_rules._internal.facts.registry import Dates, Dating, Fact, dates_of
from adm_rules._internal.loader.conditions import read_condition, read_fact, read_operand, read_when
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import AllOf, Comparison, Condition, FactRef, Operand, ParamRef, When
from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import Truth, both, either, negate
from tests.parity import slots
from tests.parity.duties import Pace, due_day
from tests.parity.kin import Kin
from tests.parity.owners import is_of_asker, owned
from tests.parity.steps import step
from tests.parity.tree import FOREVER, Element
from tests.parity.values import (
    BIG,
    NOTHING,
    Could,
    Happenings,
    Members,
    Value,
    bounds,
    open_ended,
    order,
    same,
    same_members,
    stretch,
    sure,
    there_is,
    through,
    unknown_of,
)

if TYPE_CHECKING:
    from tests.parity.reference import Reference, Scope

#: Days that the calendar can count with.
FIRST_DAY, LAST_DAY = 600_000, 900_000

#: What the calendar says of a day, by the name of the part.
OF_CALENDAR = {"year": "year", "month": "month", "day_of_month": "day"}

#: Days of a year, which is known by its number.
OF_YEAR = {
    "first_of_year": lambda year: date(year, 1, 1).toordinal(),
    "last_of_year": lambda year: date(year, 12, 31).toordinal(),
}


class Recipes:
    """Makes the facts that are made of others."""

    def __init__(self, reference: Reference) -> None:
        self.ref = reference

    def make(self, fact: Fact, scope: Scope) -> Value:
        assert fact.recipe is not None
        ((name, body),) = fact.recipe.items()
        recipe: Callable[[Fact, Any, Scope], Value] = getattr(self, f"_{name}")
        return recipe(fact, body, scope)

    def _number(self, name: Any, scope: Scope) -> Could:
        """A fact that is no set, by its name or as ``{fact: …, with: …}``."""
        found = self.ref.fact(read_fact(name, (), _Strict()), scope)
        assert isinstance(found, Could)
        return found

    def _operand(self, raw: Any) -> Operand:
        return read_operand(raw, (), _Strict())

    def _condition(self, raw: Any) -> Condition | None:
        return None if raw is None else read_condition(raw, (), _Strict())

    def _wanted(self, raw: Any, scope: Scope) -> Condition | None:
        """A condition without what is compared with a parameter that nobody filled in."""
        condition = self._condition(raw)
        parts = condition.parts if isinstance(condition, AllOf) else (condition,) if condition else ()
        return AllOf(tuple(part for part in parts if not _lacks(part, scope)))

    # --- one value from others ----------------------------------------------------------------------------------------

    def _field(self, _fact: Fact, body: str, scope: Scope) -> Value:
        link, name = body.split(".")
        target = self.ref.tree.follow(scope.element, link)
        return self.ref.own(self.ref.registry.facts[name], target, {}, scope.readings)

    def _step(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        name = self.ref.amount(self._operand(body["name"]), "enum", scope).only
        return step(scope.element, name, body.get("give", "on"), self.ref.on)

    def _part(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        value, what = self._number(body["of"], scope), body["as"]
        of = body["of"] if isinstance(body["of"], str) else body["of"]["fact"]
        if what in OF_CALENDAR and self.ref.registry.facts[of].kind in ("date", "event"):
            return _of_calendar(value, what)
        if what == "day":
            return through(value, day_of_instant)
        if what in OF_YEAR:
            year = value.only if value.known else None
            return (
                unknown_of("date") if year is None else value if year is NONE else sure(OF_YEAR[what](year))
            )
        days = through(value, day_of_instant)
        if what in {"weekday", "holiday", "week"} and days.known and days.only is not NONE:
            return sure(_part_of_day(days.only, what, self.ref.regulation.conventions.patron_days))
        if not value.known:
            return unknown_of(fact.kind)
        if value.only is NONE:
            return NOTHING
        if "day_of" in body:
            start = self._number(body["day_of"], scope)
            if not start.known:
                return unknown_of(fact.kind)
            return NOTHING if start.only is NONE else sure(clock_from(start.only, value.only))
        return sure(self._known_part(value.only, what))

    def _touched(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """The days from one moment to another, for each last day that there may be."""
        start, end, what = self._number(body["from"], scope), self._number(body["to"], scope), body["as"]
        if start == NOTHING:
            return Members(frozenset(), frozenset()) if what == "weekdays" else NOTHING
        days = through(start, day_of_instant)
        if not days.known:
            low, high = bounds(days)
            if what == "last_day":
                return stretch(low, high + (high < BIG), none=days.may_not_exist)
            return Members(frozenset(), None) if what == "weekdays" else unknown_of("bool")
        first = days.only
        known = (
            {NONE: first} if end == NOTHING else {end.only: day_of_instant(end.only - 1)} if end.known else {}
        )
        lasts = set(known.values()) or {first, first + 1}
        if what == "last_day":
            return Could(frozenset(lasts)) if len(lasts) == 1 else stretch(min(lasts), max(lasts))
        patrons = self.ref.regulation.conventions.patron_days
        said = "weekday" if what == "weekdays" else "holiday"
        each = [{_part_of_day(day, said, patrons) for day in range(first, last + 1)} for last in lasts]
        if what == "weekdays":
            return Members(frozenset(set.intersection(*each)), frozenset(set.union(*each)))
        return Could(frozenset(True in found for found in each))

    def _patron(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """For each day and Comune that it may be; a Comune without a patron day has none."""
        day, town = self._number(body["of"], scope), self._number(body["in"], scope)
        if day == NOTHING:
            return NOTHING
        table = dict(self.ref.regulation.conventions.service_holidays)
        wanted = {table[name] for name in table if town.any_name or name in town.values}
        if not wanted:
            return sure(False)
        if not day.known:
            return unknown_of("bool")
        here = date.fromordinal(day.only)
        if (here.month, here.day) not in wanted:
            return sure(False)
        return sure(True) if town.known else unknown_of("bool")

    def _known_part(self, value: int, what: str) -> Any:
        local = instant_to_local(value)
        day = local.toordinal()
        if what == "clock":
            return local.hour * 60 + local.minute
        return year_of(day)

    def _between(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        start, end = self._number(body["from"], scope), self._number(body["to"], scope)
        unit = body["in"]
        if unit == "minutes":
            return self._minutes(start, end)
        measure = {
            "days": lambda a, b: b - a,
            "months": months_between,
            "years": lambda a, b: months_between(a, b) // 12,
        }[unit]
        found = Could()
        for a, b in start.pieces():
            for c, d in end.pieces():
                found = found.or_else(_measured(measure, (a, b), (c, d)))
        return found.or_else(NOTHING) if start.may_not_exist or end.may_not_exist else found

    def _minutes(self, start: Could, end: Could) -> Could:
        if start.known and end.known:
            return NOTHING if NONE in (start.only, end.only) else sure(end.only - start.only)
        return stretch(0, BIG, none=start.may_not_exist or end.may_not_exist)

    def _age_on(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        birth, at = self._number(body["birth"], scope), self._number(body["at"], scope)
        to_come = any(b == NOT_YET for _, b in birth.pieces())
        found = NOTHING if birth.may_not_exist or at.may_not_exist or to_come else Could()
        for a, b in (each for each in birth.pieces() if each[0] != NOT_YET):
            for c, d in at.pieces():
                if c == NOT_YET:
                    self.ref.rough("an age on a day that has not come")
                first = self.ref.on if c == NOT_YET else c  # what has not come lies after the judgement day
                lo = age_on(b, first) if _counts(b) and _counts(first) and b <= first else 0
                hi = age_on(a, d) if _counts(a) and _counts(d) else BIG
                found = found.or_else(stretch(min(lo, hi), hi))
        return found

    def _shift(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        day = self._number(body["of"], scope)
        unit = "months" if "months" in body else "days"
        length = self.ref.amount(self._operand(body[unit]), unit, scope)
        if day.known and day.only in (NONE, NOT_YET):
            return day
        if not length.known or length.only is NONE:
            return unknown_of(fact.kind)
        count, habits = length.only, self.ref.regulation.conventions
        rollover: Any = habits.rollover

        def moved(start: int) -> int:
            if not _counts(start):
                return start
            if body["as"] == "last_day_of_term":
                return (
                    last_day_of_term(start, count)
                    if unit == "months"
                    else last_day_of_term(start, days=count)
                )
            if body["as"] == "end_of_term":
                return due_day(start, Pace(count, unit, "", rollover, habits.rest_days, habits.suspended))
            if body["as"] == "before":
                return add_months(start, -count) if unit == "months" else start - count
            end = add_months(start, count) if unit == "months" else start + count
            on = date.fromordinal(end)
            if body["as"] == "first_of_month":
                return on.replace(day=1).toordinal()
            if body["as"] == "last_of_month":
                return add_months(on.replace(day=1).toordinal(), 1) - 1
            return end

        return through(day, moved)

    def _least(self, _fact: Fact, body: Sequence[str], scope: Scope) -> Value:
        return self._extreme([self._number(name, scope) for name in body], min)

    def _greatest(self, _fact: Fact, body: Sequence[str], scope: Scope) -> Value:
        return self._extreme([self._number(name, scope) for name in body], max)

    def _extreme(self, parts: Sequence[Could], choose: Callable[[Any, Any], Any]) -> Could:
        """The least or greatest of what exists."""
        found = NOTHING
        for part in parts:
            made = Could()
            for a, b in part.pieces():
                for c, d in found.pieces():
                    made = made.or_else(stretch(choose(a, c), choose(b, d)))
            if found.may_not_exist:
                made = made.or_else(Could(part.values - {NONE}, part.stretches))
            if part.may_not_exist:
                made = made.or_else(found)
            found = made
        return found

    def _ratio(self, _fact: Fact, body: Sequence[str], scope: Scope) -> Value:
        above = self._number(body[0], scope)
        below = (
            self.ref.amount(self._operand(body[1]), "minutes", scope)
            if body[1].startswith("$")
            else self._number(body[1], scope)
        )
        none = above.may_not_exist or below.may_not_exist
        if above.known and below.known:
            return NOTHING if none or below.only == 0 else sure(Fraction(above.only, below.only))
        if NOTHING in (above, below):
            return NOTHING
        self.ref.rough("a ratio of amounts that are not known")
        (a, b), (c, d) = bounds(above), bounds(below)
        if d == 0:
            return NOTHING
        lo = Fraction(0) if d >= BIG or a < 0 else Fraction(a, max(d, 1))
        hi = Fraction(BIG) if b >= BIG or c <= 0 else Fraction(b, c)
        return stretch(lo, hi, none=none or c <= 0)

    def _sum(self, _fact: Fact, body: Sequence[str], scope: Scope) -> Value:
        found = sure(0)
        for name in body:
            each, so_far = self._number(name, scope), found
            fact = self.ref.registry.facts[read_fact(name, (), _Strict()).name]
            least = -BIG if fact.path is None or fact.signed else 0
            found = NOTHING if each.may_not_exist or so_far.may_not_exist else Could()
            for a, b in so_far.pieces():
                for c, d in each.pieces():
                    found = found.or_else(stretch(max(a + max(c, least), -BIG), min(b + d, BIG)))
        return found

    def _difference(self, _fact: Fact, body: Sequence[str], scope: Scope) -> Value:
        left, right = (self._number(name, scope) for name in body)
        found = NOTHING if left.may_not_exist or right.may_not_exist else Could()
        for a, b in left.pieces():
            for c, d in right.pieces():
                found = found.or_else(stretch(max(a - d, -BIG), min(b - c, BIG)))
        return found

    def _apportion(self, fact: Fact, body: Mapping[str, str], scope: Scope) -> Value:
        """So much of a sum as a part is of the whole, half a cent going up."""
        of, part, whole = (self._number(body[key], scope) for key in ("of", "part", "whole"))
        if NOTHING in (of, part, whole) or whole == sure(0):
            return NOTHING
        if not (of.known and part.known and whole.known):
            self.ref.rough("a part of a sum that is not known")
            return unknown_of("days")
        return sure((2 * of.only * part.only + whole.only) // (2 * whole.only))

    def _choose(self, fact: Fact, body: Sequence[Mapping[str, Any]], scope: Scope) -> Value:
        for option in body:
            if "else" in option:
                return self._alternative(option["else"], fact, scope)
            truth = self.ref.truth(self._condition(option["when"]), scope)
            then = self._alternative(option["then"], fact, scope)
            if truth is True:
                return then
            if truth is None:
                rest = self._choose(fact, body[body.index(option) + 1 :], scope)
                if rest != then:
                    self.ref.rough("a choice that is not known")
                assert isinstance(rest, Could)
                assert isinstance(then, Could)
                return then.or_else(rest)
        raise LookupError(f"{fact.name} has no `else`")

    def _traces(self, _fact: Fact, body: Sequence[Mapping[str, Any]], scope: Scope) -> Value:
        """What keys say; failing that what a list shows, unless something proves that it had come before."""
        recorded = [self._number(line["is"], scope) for line in body if "is" in line]
        said = [each for each in recorded if each.known and each.only not in (NONE, NOT_YET)]
        seen, rough = self.ref.aside(lambda: self._shown(body, scope))
        assert seen is None or isinstance(seen, Could)
        if seen is None:
            return self._either(said or recorded)
        latest = bounds(seen)[1]
        if said and all(latest >= each.only for each in said):
            return self._either(said)
        for why in rough:
            self.ref.rough(why)
        if said:
            return self._either([*said, sure(latest)])
        keys = [
            (value, self._under_key(line["is"], scope)) for value, line in zip(recorded, body, strict=False)
        ]
        if (sure(NOT_YET), "one") in keys:
            return sure(NOT_YET) if latest == NOT_YET else seen.or_else(sure(NOT_YET))
        maybe = [value for value, there in keys if there and value != sure(NOT_YET)]
        return self._either([*maybe, seen]) if maybe and latest == NOT_YET else seen

    def _shown(self, body: Sequence[Mapping[str, Any]], scope: Scope) -> Could | None:
        """What a list shows; one that begins after a proof does not reach back."""
        shown = [self._number(line["first"], scope) for line in body if "first" in line]
        if not shown:
            return None
        proofs = [self._number(name, scope) for line in body for name in line.get("by", ())]
        latest = min((bounds(each)[1] for each in proofs), default=NOT_YET)
        earliest, last = bounds(shown[0])
        if latest < earliest:
            return stretch(-BIG, latest)
        return self._until(shown[0], latest) if latest < last else shown[0]

    def _owned(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        return owned(body, self.ref, scope)

    @staticmethod
    def _until(seen: Could, latest: int) -> Could:
        """The alternatives up to a day; what lies after it has come by then."""
        values = {min(day, latest) for day in seen.values}
        return Could(frozenset(values), tuple((a, min(b, latest)) for a, b in seen.stretches if a <= latest))

    def _either(self, values: Sequence[Could]) -> Could:
        """One of several, and whatever lies between."""
        if all(each == values[0] for each in values):
            return values[0]
        if any(each.any_name or any(isinstance(day, str) for day in each.values) for each in values):
            return unknown_of("enum")  # type: ignore[return-value]
        self.ref.rough("witnesses that contradict each other")
        pieces = [piece for each in values for piece in each.pieces()]
        none = any(each.may_not_exist for each in values)
        return stretch(min(a for a, _ in pieces), max(b for _, b in pieces), none=none) if pieces else NOTHING

    def _under_key(self, name: Any, scope: Scope) -> str:
        """What stands under the key of an event: nothing, one day or "none", or several days."""
        fact = self.ref.registry.facts.get(name) if isinstance(name, str) else None
        body = (fact.recipe or {}).get("owned") if fact is not None else None
        if body:
            (name,) = body.values()
            fact = self.ref.registry.facts[name]
        if fact is None or fact.path is None or fact.kind != "event":
            return ""
        element = self.ref.tree.roots[fact.per] if body else scope.element
        raw = "none" if element.nobody else element.data.get(fact.path)
        return "" if raw is None else "one" if isinstance(raw, str) else "several"

    def _alternative(self, raw: Any, fact: Fact, scope: Scope) -> Value:
        if isinstance(raw, Mapping):
            return self.ref.fact(read_fact(raw, (), _Strict()), scope)
        if isinstance(raw, str) and raw in self.ref.registry.facts:
            return self.ref.fact(FactRef(raw), scope)
        return (
            self.ref.amount(self._operand(raw), fact.kind, scope) if not isinstance(raw, bool) else sure(raw)
        )

    def _previous(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        me = scope.element
        assert me.owner is not None
        siblings = self.ref.tree.children(me.owner, me.subject) if me.seen else [me]
        places = {
            one: self.ref.own(self.ref.registry.facts[body["by"]], one, {}, scope.readings)
            for one in siblings
        }
        if any(
            not isinstance(place, Could) or not place.known or place.only is NONE for place in places.values()
        ):
            self.ref.rough("the one before, in an order that is not known")
            return unknown_of(fact.kind)
        days = {one: place.only for one, place in places.items() if isinstance(place, Could)}
        earlier = [one for one in siblings if days[one] < days[me]]
        if not earlier:
            return NOTHING
        return self.ref.own(
            self.ref.registry.facts[body["of"]], max(earlier, key=lambda one: days[one]), {}, scope.readings
        )

    # --- lists --------------------------------------------------------------------------------------------------------

    def counting(
        self, body: Mapping[str, Any], scope: Scope, subject: str, where: str = "where"
    ) -> Iterator[tuple[Truth, Element, Scope]]:
        """The elements that may count: whether each surely does, and the scope of its facts."""
        condition = self._wanted(body.get(where), scope)
        for element in self.ref.elements(scope.element, subject):
            inner = scope.of(element)
            counts = both(
                self.ref.truth(condition, inner),
                self.there(self._when(body), inner, scope, body.get("dated_by")),
            )
            counts = both(counts, is_of_asker(body, self.ref, inner, scope))
            for name in body.get("alike", ()):
                counts = both(counts, self._is_alike(name, inner, scope))
            if counts is not False:
                yield True if counts is True and element.seen else None, element, inner

    def _is_alike(self, name: Any, inner: Scope, scope: Scope) -> Truth:
        """Whether an element and the one that asks have the same of a fact."""
        one, other = (self.ref.fact(read_fact(name, (), _Strict()), each) for each in (inner, scope))
        if isinstance(one, Members) and isinstance(other, Members):
            return same_members(one, other)
        return same(self._number(name, inner), self._number(name, scope))

    def _when(self, body: Mapping[str, Any]) -> When | None:
        return read_when(body, (), _Strict())

    def there(self, when: When | None, inner: Scope, scope: Scope, dated_by: str | None = None) -> Truth:
        """Whether an element is there when one looks: it began by the end of that, and did not end before."""
        dates = dates_of(self.ref.registry, inner.element.subject)
        if dated_by is not None:
            dates = Dates(Dating.MOMENTARY, dated_by, dated_by)
        if when is None:
            return True
        assert dates is not None
        begin, end = (self._number(name, inner) for name in (dates.first, dates.last))
        asked = self.ref.looked_at(when, scope)
        days = (begin, end, asked.last or sure(self.ref.on))
        moment, form = self.ref.registry.facts[dates.first].kind == "event", (asked.form, dates.form)
        if asked.first is None:
            return self._there_from(None, days, form, moment=moment)
        found = {self._there_from(first, days, form, moment=moment) for first in _kinds(asked.first)}
        return found.pop() if len(found) == 1 else None

    @staticmethod
    def _there_from(
        first: Could | None, days: tuple[Could, Could, Could], form: tuple[str, Dating], *, moment: bool
    ) -> Truth:
        """The same of an interval whose beginning surely exists and has come, or surely does not."""
        (begin, end, last), (asked, dating) = days, form
        happened = there_is(begin) if moment else True
        begun = order("at_most", begin, last)
        if dating is not Dating.MOMENTARY and happened is True:
            begun = open_ended("at_most", begin, last)
        if asked == "during":
            begun = either(begun, negate(there_is(last)))
        if first == sure(NOT_YET):
            return False
        if asked == "at" and dating is Dating.KEPT:
            return both(happened, begun)
        late: Truth = True
        if first is not None:
            late = order("at_least", end, first)
            if dating is Dating.LASTING and end.may_not_exist:
                late = open_ended("at_least", end, first)
            elif dating is Dating.LASTING:
                late = either(late, negate(there_is(end)))
            if asked == "during":
                late = either(late, negate(there_is(first)))
        return both(both(happened, begun), late)

    def _span(self, scope: Scope) -> tuple[Could, Could]:
        """The first and the last day of a subject."""
        asked = self.ref.looked_at(When("during", of="span"), scope)
        assert asked.first is not None
        assert asked.last is not None
        return asked.first, asked.last

    def _count(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        found = list(self.counting(body, scope, body["from"]))
        if "distinct" in body:
            return self._distinct(found, body["distinct"])
        certain = sum(counts is True for counts, _, _ in found)
        most = BIG if any(not element.seen for _, element, _ in found) else len(found)
        return stretch(certain, most)

    def _size(self, _fact: Fact, body: str, scope: Scope) -> Could:
        members = self.ref.fact(FactRef(body), scope)
        assert isinstance(members, Members)
        return stretch(len(members.certain), BIG if members.possible is None else len(members.possible))

    def _distinct(self, found: Sequence[tuple[Truth, Element, Scope]], name: str) -> Could:
        certain: set[Any] = set()
        possible: set[Any] = set()
        nameless, sure_nameless = 0, False
        for counts, element, inner in found:
            key = self._number(name, inner)
            if not element.seen:
                nameless = BIG
            elif not key.known:
                nameless += 1
                sure_nameless = sure_nameless or (counts is True and not key.may_not_exist)
            elif key.only is not NONE:
                (certain if counts is True else possible).add(key.only)
        return stretch(len(certain) or int(sure_nameless), min(BIG, len(certain | possible) + nameless))

    def _total(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        if "merge" in body:
            return self._total_once(body, scope)
        lo = hi = 0
        for counts, element, inner in self.counting(body, scope, body["from"]):
            amount = self._number(body["of"], inner)
            least, most = bounds(amount) if any(True for _ in amount.pieces()) else (0, 0)
            if not element.seen:
                least, most = -BIG, BIG
            summed = self.ref.registry.facts[body["of"]]
            if summed.kind != "money" or (summed.path and not summed.signed):  # nobody pays these back
                least = max(least, 0)
            if counts is not True or amount.may_not_exist:
                least, most = min(least, 0), max(most, 0)
            lo, hi = lo + max(least, -BIG), hi + most
        return stretch(max(lo, -BIG), min(hi, BIG))

    def _total_once(self, body: Mapping[str, Any], scope: Scope) -> Value:
        """Minute by minute: those that may belong to several that merge are counted once."""
        ends = (self.ref.registry.facts[body["of"]].recipe or {})["between"]
        certain: set[int] = set()
        possible: set[int] = set()
        least = most = 0
        for counts, element, inner in self.counting(body, scope, body["from"]):
            merges = self.ref.truth(self._condition(body["merge"]), inner)
            length, start, end = (
                self._number(name, inner) for name in (body["of"], ends["from"], ends["to"])
            )
            timed = element.seen and all(each.known and each.only is not NONE for each in (start, end))
            minutes = set(range(start.only, end.only)) if timed else set()
            low, high = bounds(length) if any(True for _ in length.pieces()) else (0, 0)
            low = max(low, 0) if counts is True and element.seen and not length.may_not_exist else 0
            if merges is False:
                least, most = least + low, most + (max(high, 0) if element.seen else BIG)
                continue
            certain |= minutes if counts is True else set()
            if merges is True and timed:
                possible |= minutes
            else:
                most += max(high, 0) if element.seen else BIG
        return stretch(least + len(certain), min(most + len(possible), BIG))

    def _share(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        condition = self._condition(body["where"])
        found = [
            (counts, self.ref.truth(condition, inner), element, inner)
            for counts, element, inner in self.counting(body, scope, body["from"], "among")
        ]
        if "distinct" in body:
            return self._share_of_keys(found, body["distinct"])
        weighed = []
        for counts, passes, element, inner in found:
            low, high = 1, 1
            if "of" in body:
                weight = self._number(body["of"], inner)
                low, high = bounds(weight) if any(True for _ in weight.pieces()) else (0, 0)
                if weight.may_not_exist:
                    low = 0
            if not element.seen:
                low, high = 0, BIG
            weighed.append((counts, passes, max(low, 0), high))
        return _part_of(weighed)

    def _share_of_keys(self, found: Sequence[tuple[Truth, Truth, Element, Scope]], name: str) -> Value:
        """Each different key once: it passes if one of its elements does."""
        keys: dict[Any, list[tuple[Truth, Truth]]] = {}
        nameless = False
        for counts, passes, element, inner in found:
            key = self._number(name, inner)
            if not element.seen or not key.known:
                nameless = True
            elif key.only is not NONE:
                keys.setdefault(key.only, []).append((counts, passes))
        weighed = []
        for entries in keys.values():
            there = True if any(counts is True for counts, _ in entries) else None
            surely = any(counts is True and passes is True for counts, passes in entries) or all(
                passes is True for _, passes in entries
            )
            weighed.append(
                (there, True if surely else False if all(p is False for _, p in entries) else None, 1, 1)
            )
        if nameless:
            self.ref.rough("a share of different keys, some without a name")
            return stretch(Fraction(0), Fraction(1), none=not any(there is True for there, *_ in weighed))
        return _part_of(weighed)

    def _pick(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """Who can be the first: everybody whose place may come before the latest place of a sure one."""
        last, event = body["take"] == "last", fact.kind == "event"
        placed: list[tuple[bool, Any, Any, Could]] = []
        for counts, element, inner in self.counting(body, scope, body["from"]):
            places = self._number(body["by"], inner)
            pieces = [piece for piece in places.pieces() if piece[0] != NOT_YET]
            pieces += [(-BIG, -BIG)] if places.may_not_exist else []
            if pieces:
                there = counts is True and element.seen and NOT_YET not in places.values
                low, high = min(a for a, _ in pieces), max(b for _, b in pieces)
                low, high = (-high, -low) if last else (low, high)
                value = places if body["of"] == body["by"] else self._number(body["of"], inner)
                placed.append((there, low, high, value))
        surely = [high for there, _, high, _ in placed if there]
        nothing = sure(NOT_YET) if event else NOTHING
        limit = min(surely, default=BIG * 2)
        contenders = [value for _, low, _, value in placed if low <= limit]
        found = Could() if surely else nothing
        for value in contenders:
            own = body["of"] == body["by"] and surely
            found = found.or_else(_up_to(value, -limit if last else limit, last=last) if own else value)
        if len(contenders) > 1 or (contenders and not surely):
            self.ref.rough("a pick among several")
        return found

    def _collect(self, fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        found = list(self.counting(body, scope, body["from"]))
        if fact.kind == "series":
            return self._series(found, body["of"])
        certain: frozenset[Any] = frozenset()
        possible: frozenset[Any] | None = frozenset()
        for counts, element, inner in found:
            value = self.ref.fact(FactRef(body["of"]), inner)
            if isinstance(value, Could):
                names = frozenset(name for name in value.values if name is not NONE)
                value = Members(names if value.known else frozenset(), None if value.any_name else names)
            assert isinstance(value, Members)
            may = value.possible if element.seen else None
            certain |= value.certain if counts is True else frozenset()
            possible = None if possible is None or may is None else possible | may
        return Members(certain, possible)

    def _at_once(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """Each pair of elements, minute by minute of where the first begins before the second has ended."""
        made: list[tuple[Truth, str, int, tuple[int, int], Members]] = []
        is_open = False
        for counts, element, inner in self.counting(body, scope, body["from"]):
            start, end = self._number(body["start"], inner), self._number(body["end"], inner)
            if not element.seen or not start.known or start.only is NONE:
                is_open = True
                continue
            name = self._number(body["of"], inner)
            local = instant_to_local(start.only)
            named = name.only if name.known and name.only is not NONE else f"{local:%Y-%m-%d %H:%M}"
            is_known = end.known and end.only is not NONE
            ends = (end.only, end.only) if is_known else (start.only + 1, start.only + 1440)
            shared = self.ref.fact(FactRef(body["sharing"]), inner) if "sharing" in body else None
            one = frozenset({""})
            whose = shared if isinstance(shared, Members) else Members(one, one)
            made.append((counts, named, start.only, ends, whose))
        certain: set[str] = set()
        possible: set[str] = set()
        for n, one_ in enumerate(made):
            for other in made[n + 1 :]:
                early, late = sorted((one_, other), key=lambda each: each[2])
                if late[2] >= early[3][1] or not _may_share(early[4], late[4]):
                    continue
                surely = late[2] < early[3][0] and early[0] is True and late[0] is True
                sure_ = surely and early[4].certain & late[4].certain
                (certain if sure_ else possible).update((early[1], late[1]))
        return Members(frozenset(certain), None if is_open else frozenset(certain | possible))

    def _series(self, found: Sequence[tuple[Truth, Element, Scope]], name: str) -> Happenings:
        days, loose = [], []
        for counts, element, inner in found:
            event = self._number(name, inner)
            if event in (sure(NOT_YET), NOTHING):
                continue
            if counts is True and event.known and element.seen:
                days.append(event.only)
            else:
                loose.append((bounds(event)[0], 1 if element.seen else BIG))
        many = min(sum(number for _, number in loose), BIG)
        return Happenings(tuple(sorted(days)), many, since=min((day for day, _ in loose), default=-BIG))

    def _complete_on(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        found = list(self.counting(body, scope, body["from"]))
        needs = Members(frozenset(), frozenset())
        for item in body["needs"]:
            part = self.ref.members(self._operand(item), scope)
            both_known = needs.possible is not None and part.possible is not None
            needs = Members(
                needs.certain | part.certain,
                (needs.possible or frozenset()) | (part.possible or frozenset()) if both_known else None,
            )
        lo = max((self._first_day(found, body, key)[0] for key in needs.certain), default=1)
        hi = NOT_YET
        if needs.possible is not None:
            hi = max((self._first_day(found, body, key)[1] for key in needs.possible), default=1)
        return stretch(lo, hi)

    def _first_day(
        self, found: Sequence[tuple[Truth, Element, Scope]], body: Mapping[str, Any], key: Any
    ) -> tuple[int, int]:
        lo = hi = NOT_YET
        kin = Kin("role", self.ref.regulation.parts, mutual=False)
        for counts, element, inner in found:
            name, day = self._number(body["of"], inner), self._number(body["by"], inner)
            named = element.seen and name.known
            says: Truth = kin.says(name.only, key) if named else None
            if says is False:
                continue
            if not named:
                self.ref.rough("keys without a name")
            first, last = bounds(day)
            lo = min(lo, first)
            if counts is True and says is True:
                hi = min(hi, last)
        return lo, hi

    def _reached(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """The first day by which what was paid makes up the share: at best and at worst."""
        base = self._number(body["base"], scope)
        share = self.ref.amount(self._operand(body["share"]), "fraction", scope)
        if NOTHING in (base, share):
            return sure(NOT_YET)
        if not share.known:
            return stretch(-BIG, NOT_YET)
        early, late = [], []
        for counts, element, inner in self.counting(body, scope, body["from"]):
            amount, day = self._number(body["of"], inner), self._number(body["by"], inner)
            least, most = (0, 0) if amount == NOTHING else bounds(amount) if element.seen else (-BIG, BIG)
            first, last = (NOT_YET, NOT_YET) if day == NOTHING else bounds(day)
            early.append((first, max(most, 0)))
            if least < 0:  # paid back, as soon as it may be
                late.append((first, least))
            elif counts is True and element.seen:
                late.append((last, least))
        low, high = bounds(base)
        return stretch(_day_of(early, low * share.only), _day_of(late, high * share.only))

    def _served(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        """The most periods and events that can be paired: the least of so many periods and the events after them."""
        since = self._number(body["since"], scope)
        months = self.ref.amount(self._operand(body["months"]), "months", scope)
        if since in (NOTHING, sure(NOT_YET)):
            return sure(0)
        if not months.known:
            return stretch(0, BIG)
        first, last = bounds(since)
        least, most, is_open = [], [], False
        for counts, element, inner in self.counting(body, scope, body["from"]):
            day = self._number(body["by"], inner)
            low, high = (NOT_YET, NOT_YET) if day == NOTHING else bounds(day)
            if low >= NOT_YET:
                continue
            is_open = is_open or not element.seen
            most.append(_nth(first, high, months.only))
            if counts is True and element.seen and last < NOT_YET and high < NOT_YET:
                least.append(_nth(last, low, months.only))
        return stretch(_paired(least), BIG if is_open else _paired(most))

    # --- weekly slots -------------------------------------------------------------------------------------------------

    def _overlap(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        low, high = (self.ref.amount(self._operand(raw), "time", scope) for raw in body["with"])
        return self._weekly(body["of"], body, scope, (low, high), merge=bool(body.get("merge")))[0]

    def _uncovered(self, _fact: Fact, body: Mapping[str, Any], scope: Scope) -> Value:
        if "window" in body:
            low, high = (self.ref.amount(self._operand(raw), "time", scope) for raw in body["window"])
            return self._weekly(body["by"], body, scope, (low, high), merge=True)[1]
        start, end = self._number(body["from"], scope), self._number(body["to"], scope)
        if NOTHING in (start, end):
            return NOTHING
        if not start.known or not end.known:
            return stretch(0, BIG, none=True)
        first, last = clock_from(start.only, start.only), clock_from(start.only, end.only)
        found = self._slots(body["by"], body, scope)
        day, ends = day_of_instant(start.only), []
        while last > 0:  # day after day, each from its own midnight
            ends.append(bounds(slots.uncovered(found, (first, min(last, 1440)), [day])))
            day, first, last = day + 1, 0, last - 1440
        return stretch(sum(lo for lo, _ in ends), sum(hi for _, hi in ends))

    def _weekly(
        self, subject: str, body: Mapping[str, Any], scope: Scope, band: tuple[Could, Could], *, merge: bool
    ) -> tuple[Could, Could]:
        low, high = band
        monday = self._span(scope)[0]
        if not (low.known and high.known and monday.known) or monday.only is NONE:
            return stretch(0, BIG), stretch(0, BIG)
        names = self.ref.members(self._operand(body["on"]), scope)
        index = {member: n for n, member in enumerate(NAMES["weekday"])}
        days = sorted(monday.only + index[name] for name in names.certain)
        found, clocks = self._slots(subject, body, scope), (low.only, high.only)
        return slots.covered(found, clocks, days, merge=merge), slots.uncovered(found, clocks, days)

    def _slots(self, subject: str, body: Mapping[str, Any], scope: Scope) -> list[slots.Slot]:
        made = []
        for counts, element, inner in self.counting(body, scope, subject):
            weekday, start, end, first, final = (
                self._number(f"{subject}_{part}", inner)
                for part in ("weekday", "start", "end", "from", "until")
            )
            made.append(slots.Slot(counts, element.seen, weekday, start, end, first, final))
            if not (weekday.known and start.known and end.known):
                self.ref.rough("weekly slots that are not known")
        return made


def _up_to(day: Could, limit: int, *, last: bool) -> Could:
    """The alternatives of what is picked by itself: none lies further than what is surely there."""
    cut = ((max(a, limit), b) if last else (a, min(b, limit)) for a, b in day.stretches)
    kept = frozenset(
        each for each in day.values if each is NONE or (each >= limit if last else each <= limit)
    )
    return Could(kept, tuple((a, b) for a, b in cut if a <= b))


def _may_share(one: Members, other: Members) -> bool:
    """Whether two sets may have a member in common."""
    return one.possible is None or other.possible is None or bool(one.possible & other.possible)


def _nth(since: int, day: int, months: int) -> int:
    """The number of the period that a day lies in."""
    if day >= NOT_YET or since < FIRST_DAY:
        return BIG
    return 0 if day < since else months_between(since, day) // months + 1


def _paired(numbers: Sequence[int]) -> int:
    return min(n + sum(number > n for number in numbers) for n in range(len(numbers) + 1))


def _day_of(paid: Sequence[tuple[int, int]], wanted: Any) -> int:
    """The first day by which payments come to a sum; of nothing, the first day of all."""
    if wanted <= 0:
        return 1
    days = sorted(day for day, _ in paid if day < NOT_YET)
    reached = (day for day in days if sum(amount for on, amount in paid if on <= day) >= wanted)
    return next(reached, NOT_YET)


def _lacks(part: Condition, scope: Scope) -> bool:
    """Whether a comparison is with a parameter that is filled with nothing."""
    operand = part.operand if isinstance(part, Comparison) else None
    return isinstance(operand, ParamRef) and operand.name not in scope.parameters


class _Strict(Faults):
    """Refuses a recipe of the catalogue that cannot be read."""

    def add(
        self, code: str, message: str, path: Any, help: str | None = None, *, at_key: bool = False
    ) -> None:
        raise ValueError(f"{path}: {message}")


def _begun(begin: Could, day: Could) -> Truth:
    """Whether something has begun by a day; without a beginning it always has."""
    return open_ended("at_most", begin, day)


def _part_of_day(day: int, what: str, patrons: tuple[tuple[int, int], ...]) -> Any:
    """What depends on the day alone, whatever the time."""
    if what == "weekday":
        return list(NAMES["weekday"])[(day - 1) % 7]
    return is_holiday(day, patrons) if what == "holiday" else week_name(week_of(day))


def _of_calendar(value: Could, what: str) -> Value:
    """The year, the month or the day of the month of a day; one that has not come has none."""
    if not value.known:
        return unknown_of("count")
    return (
        NOTHING
        if value.only in (NONE, NOT_YET)
        else sure(getattr(date.fromordinal(value.only), OF_CALENDAR[what]))
    )


def day_of_instant(instant: int) -> int:
    """The local day of an instant; beyond the calendar, roughly."""
    if abs(instant) >= BIG:
        return instant
    if not FIRST_DAY * 1440 < instant < LAST_DAY * 1440:
        return instant // 1440 + 1 if instant < FIRST_DAY * 1440 else min(instant // 1440, FOREVER)
    return instant_to_local(instant).toordinal()


def clock_from(start: int, instant: int) -> int:
    """The clock time of an instant, counted from the midnight before another: it may pass 24:00."""
    local = instant_to_local(instant)
    days = local.toordinal() - instant_to_local(start).toordinal()
    return days * 1440 + local.hour * 60 + local.minute


def _counts(day: int) -> bool:
    return FIRST_DAY < day < LAST_DAY


def _measured(measure: Callable[[int, int], int], start: tuple[int, int], end: tuple[int, int]) -> Could:
    """A length between two stretches of days; of what has not come, there is none."""
    (a, b), (c, d) = start, end
    if NOT_YET in (a, c):
        return NOTHING
    lo = measure(b, c) if _counts(b) and _counts(c) else -BIG
    hi = measure(a, d) if _counts(a) and _counts(d) else BIG
    return stretch(lo, hi)


def _part_of(weighed: Sequence[tuple[Truth, Truth, int, int]]) -> Could:
    """The share that passes: least with all that may fail and only what must pass, greatest the other way round."""
    least_pass = sum(low for counts, passes, low, _ in weighed if counts is True and passes is True)
    least_fail = sum(low for counts, passes, low, _ in weighed if counts is True and passes is False)
    most_pass = sum(high for _, passes, _, high in weighed if passes is not False)
    most_fail = sum(high for _, passes, _, high in weighed if passes is not True)
    empty = not any(counts is True and low > 0 for counts, _, low, _ in weighed)
    if most_pass == most_fail == 0:
        return NOTHING
    lo = _quotient(least_pass, most_fail, Fraction(0 if most_fail else 1))
    hi = _quotient(most_pass, least_fail, Fraction(1 if most_pass else 0))
    return stretch(lo, hi, none=empty)


def _quotient(passing: int, failing: int, otherwise: Fraction) -> Fraction:
    if passing + failing == 0:
        return otherwise
    if failing >= BIG:
        return Fraction(0)
    return Fraction(1) if passing >= BIG else Fraction(passing, passing + failing)


def _kinds(day: Could) -> Iterator[Could]:
    """A day that may not have come, may not exist or may be any other: each of these by itself."""
    marks = day.values & {NOT_YET, NONE}
    yield from (sure(mark) for mark in marks)
    if day.values - marks or day.stretches or day.any_name:
        yield replace(day, values=day.values - marks)

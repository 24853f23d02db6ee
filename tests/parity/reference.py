"""The definition of meaning: a slow interpreter that reads a rule file and JSON data and says each verdict.

It shares nothing with the compiler, the folds and the terms of the library: values are plain alternatives (`values`),
files are a tree of elements (`tree`), deadlines are the sentences of the language on plain days (`duties`), recipes
stand in `recipes`. A fact is worked out anew from its recipe wherever it is asked, only remembered per element.

Where a recipe is documented to say less than all completions together would (a pick among several, a share with
nameless keys, a day counted from an unknown one), the judgement is ``rough``: the engine may then be undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from adm_rules._internal.calendar import year_of, yearly_day
from adm_rules._internal.facts.growing import holds_for_good
from adm_rules._internal.facts.registry import Fact, Registry, begins
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    DerogationClause,
    Elements,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Regulation,
    Replacement,
    Rule,
    Term,
    ValueRef,
    When,
)
from adm_rules._internal.rules import (
    Value as RuleValue,
)
from adm_rules._internal.values import parse_amount
from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import WAIT, Truth, both, either, negate
from tests.parity.duties import CALENDAR, Pace, due_day, in_time
from tests.parity.elements import ElementsOf
from tests.parity.kin import COMPARED, Kin
from tests.parity.recurring import recurs_in_all
from tests.parity.tree import FOREVER, Element, Tree
from tests.parity.values import (
    ANYTHING,
    BIG,
    NOTHING,
    Could,
    Happenings,
    Members,
    Value,
    among,
    as_event,
    bounds,
    happened,
    holds_all,
    inside,
    open_ended,
    order,
    same,
    same_members,
    stretch,
    sure,
    there_is,
    through,
    together,
    unknown_of,
)

COMPLIES, BREACHES, DEROGATED, TO_JUDGE = "complies", "breaches", "derogated", "to_judge"
NOT_APPLICABLE, PENDING, UNDECIDED = "not_applicable", "pending", "undecided"


@dataclass(frozen=True)
class Judgement:
    """What is found of one rule and one element; an ``unseen`` one (what a list does not say) is told if undecided."""

    rule: str
    subject: str
    name: str
    verdict: str
    unseen: bool = False
    rough: frozenset[str] = frozenset()
    disputed: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True)
class Asked:
    """When a fact is asked: the form, and the days."""

    form: str
    first: Could | None
    last: Could | None


@dataclass(frozen=True)
class Scope:
    """Where a condition stands: whose facts it sees, who asks, and what is fixed there."""

    element: Element
    asker: Scope | None = None
    required: bool = False
    readings: tuple[tuple[str, str], ...] = ()
    parameters: Mapping[str, tuple[Operand, Scope]] = field(default_factory=dict)
    dated_by: str | None = None
    asked: Asked | None = None

    def of(self, element: Element, **more: Any) -> Scope:
        """The scope of an element that this one asks about."""
        return Scope(
            element, self, readings=self.readings, parameters=self.parameters, asked=self.asked, **more
        )


class Reference:
    """One rule file over one set of files, on one day."""

    def __init__(self, regulation: Regulation, registry: Registry, files: Mapping[str, Any], on: int) -> None:
        from tests.parity.recipes import Recipes

        self.regulation, self.registry, self.on = regulation, registry, on
        self.files = files
        self.tree = Tree(registry, files, on)
        self.recipes = Recipes(self)
        self.listing = ElementsOf(self)
        self._remembered: dict[Any, tuple[Value, frozenset[str]]] = {}
        self._rough: list[set[str]] = [set()]
        self._make_periods()

    # --- rules --------------------------------------------------------------------------------------------------------

    def judge(self) -> list[Judgement]:
        """Every rule on every element of the given files, unseen ones as one undecided each."""
        return [found for rule in self.regulation.rules for found in self._judge(rule)]

    def _judge(self, rule: Rule) -> Iterator[Judgement]:
        if self._root_of(rule.per) not in self.files:
            return
        gaps: dict[Element | None, list[Judgement]] = {}
        for element in self.tree.all_of(rule.per):
            if not element.judged:
                continue
            self._rough = [set()]
            verdict = self._verdict(rule, element, ())
            rough = frozenset(self._rough[0])
            if element.seen:
                disputed = self._disputed(rule, element, verdict)
                yield Judgement(
                    rule.id,
                    rule.per,
                    name_of(self.registry, element),
                    verdict,
                    rough=rough,
                    disputed=disputed,
                )
            else:
                silent = verdict in (COMPLIES, NOT_APPLICABLE)
                told = Judgement(
                    rule.id, rule.per, "", verdict if silent else UNDECIDED, unseen=True, rough=rough
                )
                gaps.setdefault(element.owner, []).append(told)
        for found in gaps.values():
            yield next(
                (one for one in found if one.verdict == UNDECIDED),
                next((one for one in found if one.rough), found[0]),
            )

    def _root_of(self, subject: str) -> str:
        parent = self.registry.subjects[subject].parent
        return subject if parent in (None, "file") else self._root_of(str(parent))

    def _disputed(self, rule: Rule, element: Element, verdict: str) -> frozenset[tuple[str, str, str]]:
        """The other options, one at a time, under which the verdict differs, be it undecided."""
        found: set[tuple[str, str, str]] = set()
        for reading in self.regulation.readings.values():
            for option in reading.options.values():
                if option.evaluate and option.name != reading.default:
                    other = self._verdict(rule, element, ((reading.name, option.name),))
                    if other != verdict:
                        found.add((reading.name, option.name, other))
        return frozenset(found)

    def _verdict(self, rule: Rule, element: Element, readings: tuple[tuple[str, str], ...]) -> str:
        scope = Scope(element, readings=readings, dated_by=rule.dated_by)
        applies = both(self.truth(rule.when, scope), negate(self.listing.nothing(rule.require, scope)))
        when = False if self._out_of_force(scope) or self._has_not_happened(scope) else applies
        if when is False:
            return NOT_APPLICABLE
        require = self._awaited(rule, self.truth(rule.require, replace(scope, required=True)), scope)
        if require is True:
            return COMPLIES
        if when is not True:
            return UNDECIDED
        if require is False:
            covered: Truth = False
            for derogation in rule.derogations:
                covered = either(covered, self._covers(derogation, scope))
            broken = TO_JUDGE if rule.asks_judgement else BREACHES
            return DEROGATED if covered is True else broken if covered is False else UNDECIDED
        return PENDING if require is WAIT else UNDECIDED

    def _awaited(self, rule: Rule, require: Truth, scope: Scope) -> Truth:
        if rule.awaits is None or (require is True and self._holds_for_good(rule, scope)):
            return require
        until = self.fact(FactRef(rule.awaits), scope)
        assert isinstance(until, Could)
        if until == NOTHING:
            return WAIT
        if not until.known:
            return None
        return WAIT if self.on <= until.only else require

    def _holds_for_good(self, rule: Rule, scope: Scope) -> bool:
        chosen = {
            **{name: each.default for name, each in self.regulation.readings.items()},
            **dict(scope.readings),
        }
        return holds_for_good(rule.require, self.regulation, self.registry, chosen)

    def _out_of_force(self, scope: Scope) -> bool:
        """A subject whose day surely lies before the first or after the last day of the rules."""
        day = self.day_of(scope)
        if day is None or day.may_not_exist or day.any_name:
            return False
        first, last = bounds(day)
        until = self.regulation.day_until
        return bool(last < self.regulation.day_from or (until is not None and first > until))

    def _has_not_happened(self, scope: Scope) -> bool:
        """A record of what surely has not happened or begun yet, as a meeting or an entry, or of what belongs to it."""
        element: Element | None = scope.element
        while element is not None:
            first = begins(self.registry, element.subject)
            day = None if first is None else self.own(self.registry.facts[first], element, {}, scope.readings)
            if isinstance(day, Could) and (day == sure(NOT_YET) or self._lies_ahead(day)):
                return True
            element = element.owner
        return False

    def _lies_ahead(self, day: Could) -> bool:
        return not (day.may_not_exist or day.any_name) and bool(bounds(day)[0] > self.on)

    def _covers(self, derogation: DerogationClause, scope: Scope) -> Truth:
        """Whether one record meets scope, interval, conditions and the replacing requirement; or the facts do."""
        if derogation.record is None:
            return both(self.truth(derogation.when, scope), self.truth(derogation.require, scope))
        answer: Truth = False
        for record in self.elements(scope.element, "derogation"):
            inner = scope.of(record)
            parts = [
                self.truth(derogation.record, inner),
                self._lasts(record, scope),
                self._tied(record, scope),
            ]
            parts += [self.truth(derogation.when, inner), self.truth(derogation.require, inner)]
            one: Truth = True
            for part in parts:
                one = both(one, part)
            answer = either(answer, None if one is True and not record.seen else one)
        return answer

    def _tied(self, record: Element, scope: Scope) -> Truth:
        """A record that names an intervention is about that one only, and about the weeks and months that have it."""
        subject = scope.element.subject
        period = subject in ("week", "month")
        if self.registry.path_to(subject, "intervention") is None and not period:
            return True
        named = self.fact(FactRef("derogation_intervention"), scope.of(record))
        if not isinstance(named, Could) or not named.known or named.only is NONE:
            return True
        mine = self.fact(FactRef(f"interventions_of_{subject}" if period else "intervention_id"), scope)
        if isinstance(mine, Members):
            return among(named, mine, inside=True)
        return bool(mine.only == named.only) if isinstance(mine, Could) and mine.known else None

    def _lasts(self, record: Element, scope: Scope) -> Truth:
        """A record's interval contains the subject's."""
        span = self.registry.subjects[scope.element.subject].span
        if span is None:
            return True
        first, last = (self.number(name, scope) for name in span)
        begin, end = (self.number(name, scope.of(record)) for name in ("derogation_from", "derogation_to"))
        return both(order("at_most", begin, first), not_before(end, last))

    # --- conditions ---------------------------------------------------------------------------------------------------

    def truth(self, condition: Condition | None, scope: Scope) -> Truth:
        """The truth of a condition; no condition at all is true."""
        match condition:
            case None:
                return True
            case AllOf(parts):
                answer: Truth = True
                for part in parts:
                    answer = both(answer, self.truth(part, scope))
                return answer
            case AnyOf(parts):
                answer = False
                for part in parts:
                    answer = either(answer, self.truth(part, scope))
                return answer
            case Not(part):
                return negate(self.truth(part, scope))
            case ByReading(reading, options, _):
                chosen = dict(scope.readings).get(reading, self.regulation.readings[reading].default)
                return self.truth(options[chosen], scope)
            case Term():
                return self._term(condition, scope)
            case Elements():
                return self.listing.truth(condition, scope)
        return self._compare(condition, scope)

    def _compare(self, condition: Comparison, scope: Scope) -> Truth:
        fact = self.registry.facts[condition.fact.name]
        left, name, operand = self.fact(condition.fact, scope), condition.operator, condition.operand
        operand, scope_of_operand = self._resolved(operand, scope)
        if name == "exists":
            assert isinstance(operand, Literal)
            found = there_is(left)
            return found if operand.raw is True else negate(found)
        kin = self._kin(condition, fact, operand)
        if kin is not None and kin.known() and name in COMPARED:
            return kin.compare(name, left, self.members(operand, scope_of_operand))
        if name in ("one_of", "none_of"):
            assert isinstance(left, (Could, Members))
            return among(left, self.members(operand, scope_of_operand), inside=name == "one_of")
        if isinstance(left, Members):
            return _compare_sets(name, left, self.members(operand, scope_of_operand))
        assert isinstance(left, Could)
        if name == "between":
            assert isinstance(operand, ListOf)
            low, high = (self.amount(item, fact.kind, scope_of_operand) for item in operand.items)
            if fact.kind == "event":
                early = happened("at_least", left, low, self.on, waits=scope.required)
                late = happened("at_most", left, high, self.on, waits=scope.required)
                if early is None and late is None:
                    self.rough("between two days")
                return both(early, late)
            return inside(left, low, high)
        other = self.amount(operand, fact.kind, scope_of_operand)
        if fact.kind == "event":
            return happened(name, left, other, self.on, waits=scope.required)
        if name in ("is", "is_not"):
            truth = self._same(left, other)
            return truth if name == "is" else negate(truth)
        return order(name, left, other)

    def _same(self, left: Could, right: Could) -> Truth:
        if len(list(left.pieces())) > 1 or len(list(right.pieces())) > 1:
            self.rough("equality of what can be one of several")
        return same(left, right)

    # --- operands -----------------------------------------------------------------------------------------------------

    def _resolved(self, operand: Operand, scope: Scope) -> tuple[Operand, Scope]:
        if isinstance(operand, ParamRef):
            return scope.parameters[operand.name]
        return operand, scope

    def amount(self, operand: Operand, kind: str, scope: Scope) -> Could:
        """One amount, name or day to compare with."""
        operand, scope = self._resolved(operand, scope)
        if isinstance(operand, ValueRef):
            found = self.value(operand.name, scope)
        elif isinstance(operand, FactRef):
            found = self.fact(operand, scope)
        else:
            assert isinstance(operand, Literal)
            found = sure(self._literal(operand.raw, "date" if kind == "event" else kind))
        assert isinstance(found, Could)
        return found

    def _literal(self, raw: Any, kind: str) -> Any:
        if kind in ("enum", "id"):
            return str(raw)
        if isinstance(raw, int) and not isinstance(raw, bool) and kind not in ("fraction", "ratio"):
            return raw * 100 if kind == "money" else raw
        return plain(parse_amount(kind, raw), kind)

    def members(self, operand: Operand, scope: Scope) -> Members:
        """A set of names: listed, a value, a set fact, or a mixture."""
        operand, scope = self._resolved(operand, scope)
        certain: frozenset[Any] = frozenset()
        possible: frozenset[Any] | None = frozenset()
        for item in operand.items if isinstance(operand, ListOf) else (operand,):
            part = self._part(item, scope)
            certain |= part.certain
            possible = None if possible is None or part.possible is None else possible | part.possible
        return Members(certain, possible)

    def _part(self, item: Operand, scope: Scope) -> Members:
        item, scope = self._resolved(item, scope)
        if isinstance(item, ListOf):
            return self.members(item, scope)
        if isinstance(item, Literal):
            return Members(frozenset([str(item.raw)]), frozenset([str(item.raw)]))
        assert isinstance(item, ValueRef | FactRef)
        found = self.value(item.name, scope) if isinstance(item, ValueRef) else self.fact(item, scope)
        if isinstance(found, Members):
            return found
        assert isinstance(found, Could)
        names = frozenset(name for name in found.values if name is not NONE)
        return Members(names if found.known else frozenset(), None if found.any_name else names)

    def value(self, name: str, scope: Scope) -> Value:
        """A value of the rule file on the day that dates it; unknown when that day is and the amounts differ."""
        value = self.regulation.values[name]
        if value.not_set is not None:
            return unknown_of(value.kind)
        amounts = [entry for entry in self._amounts(value, scope) if self._matters(entry[0], entry[1])]
        if len(amounts) == 1:  # one amount for as long as the rules are in force is asked on no day
            return amounts[0][2]
        day = self.day_of(scope) or sure(self.on)
        found = [amount for first, last, amount in amounts if _touches(day, first, last)]
        if not found or any(amount != found[0] for amount in found):
            return unknown_of(value.kind)
        return found[0]

    def _matters(self, first: int, last: int) -> bool:
        return last >= self.regulation.day_from and first <= (self.regulation.day_until or FOREVER)

    def _amounts(self, value: RuleValue, scope: Scope) -> Iterator[tuple[int, int, Value]]:
        starts = [entry.day_from or 0 for entry in value.history] + [FOREVER + 1]
        for n, entry in enumerate(value.history):
            amount = entry.amount
            if entry.by_reading is not None:
                reading, options = entry.by_reading
                amount = options.get(
                    dict(scope.readings).get(reading, self.regulation.readings[reading].default)
                )
            last = min(entry.day_until or FOREVER, starts[n + 1] - 1)
            yield (
                starts[n],
                last,
                unknown_of(value.kind) if entry.not_set is not None else _known(amount, value.kind),
            )

    def day_of(self, scope: Scope) -> Could | None:
        """The day that dates values: the rule's, the subject's, or the judgement day, also for what has not come."""
        name = scope.dated_by or self.registry.subjects[scope.element.subject].day
        if name is None:
            return sure(self.on)
        found = self.fact(FactRef(name), scope)
        assert isinstance(found, Could)
        values = {self.on if day is NONE or day == NOT_YET else day for day in found.values}
        return Could(frozenset(values), found.stretches)

    # --- facts --------------------------------------------------------------------------------------------------------

    def rough(self, why: str) -> None:
        """Note that what follows says no more than the documents promise."""
        self._rough[-1].add(why)

    def number(self, name: str, scope: Scope) -> Could:
        """A fact that is no set."""
        found = self.fact(FactRef(name), scope)
        assert isinstance(found, Could)
        return found

    def fact(self, ref: FactRef, scope: Scope) -> Value:
        """A fact as the scope sees it: its own, an owner's or a linked subject's, else the asker's."""
        if ref.name == ASKED:
            assert scope.asked is not None
            assert scope.asked.first is not None
            return scope.asked.first
        fact = self.registry.facts[ref.name]
        if fact.name == "judgement_day":
            return sure(self.on)
        per = fact.per if fact.per != "file" else self._record(ref, scope)
        steps = self.registry.path_to(scope.element.subject, per)
        if steps is None:
            assert scope.asker is not None, f"{ref.name} is not visible from {scope.element.subject}"
            return self.fact(ref, scope.asker)
        element = scope.element
        for step in steps:
            element = self.tree.follow(element, step)
        given = {name: self._resolved(item, scope) for name, item in ref.arguments}
        settled = FactRef(fact.settled)
        when = ref.when or When("at", settled, settled)
        return self.own(
            fact, element, given, scope.readings, self.looked_at(when, scope) if fact.asked else None
        )

    def _record(self, ref: FactRef, scope: Scope) -> str:
        """Whose steps are meant: those of the record that is named, or of the nearest that files have."""
        named = dict(ref.arguments).get("of")
        if isinstance(named, Literal):
            return str(named.raw)
        near = self.registry.seen_from(scope.element.subject)
        return next(name for name in near if self.registry.subjects[name].is_kept)

    def looked_at(self, when: When, scope: Scope) -> Asked:
        """The first and the last day of a time, as a place of use or a recipe names it."""
        if when.form == ASKED:
            assert scope.asked is not None
            return scope.asked
        if when.of:
            owner = scope.element.subject if when.of == "span" else when.of
            span = self.registry.subjects[owner].span
            assert span is not None
            first, last = (self.number(name, scope) for name in span)
            return Asked(when.form, first, last)
        days = (None if day is None else self.amount(day, "date", scope) for day in (when.first, when.last))
        return Asked(when.form, *days)

    def own(
        self,
        fact: Fact,
        element: Element,
        parameters: Mapping[str, tuple[Operand, Scope]],
        readings: tuple[tuple[str, str], ...],
        asked: Asked | None = None,
    ) -> Value:
        """A fact of the element itself."""
        key = (
            fact.name,
            id(element),
            tuple((name, given, id(scope.element)) for name, (given, scope) in sorted(parameters.items())),
            readings,
            asked,
        )
        if key not in self._remembered:
            self._rough.append(set())
            scope = Scope(element, readings=readings, parameters=parameters, asked=asked)
            value = self._work_out(fact, scope)
            self._remembered[key] = value, frozenset(self._rough.pop())
        value, rough = self._remembered[key]
        self._rough[-1] |= rough
        return value

    def aside(self, make: Callable[[], Any]) -> tuple[Any, frozenset[str]]:
        """What is worked out, and where it says less than all completions would, for the caller to take over or not."""
        self._rough.append(set())
        made = make()
        return made, frozenset(self._rough.pop())

    def _work_out(self, fact: Fact, scope: Scope) -> Value:
        from tests.parity.fields import read_field

        if fact.path is not None:
            return read_field(fact, scope.element, self.on, self.registry, self.regulation.prefixes)
        value = self.recipes.make(fact, scope)
        return as_event(value, self.on) if fact.kind == "event" and isinstance(value, Could) else value

    def elements(self, asker: Element, subject: str) -> Sequence[Element]:
        """The elements of another subject, from the nearest owner that both have."""
        for owner, steps in self.registry.seen_from(asker.subject).items():
            chain = self.registry.chain(owner, subject)
            if chain is None:
                continue
            here = asker
            for step in steps:
                here = self.tree.follow(here, step)
            found = [here]
            for name in chain:
                found = [child for one in found for child in self.tree.children(one, name)]
            return found
        raise LookupError(f"{subject} cannot be reached from {asker.subject}")

    def _kin(self, condition: Comparison, fact: Fact, operand: Operand) -> Kin | None:
        """How the names that are compared belong together."""
        value = self.regulation.values.get(operand.name) if isinstance(operand, ValueRef) else None
        names = fact.names or (value.names if value is not None else None)
        recorded = isinstance(operand, FactRef) and condition.operator in ("is", "is_not")
        return None if names is None else Kin(names, self.regulation.parts, mutual=recorded)

    def _make_periods(self) -> None:
        case = self.tree.roots["case"]
        for period in ("week", "month"):
            days, cancelled = {}, {}
            for session in self.tree.cut(period, self.tree.all_of("session")):
                scope = Scope(session)
                day = self.number("session_day", scope)
                days[session] = bounds(day)
                cancelled[session] = same(self.number("session_status", scope), sure("cancelled"))
            case.lists[period] = self.tree.periods(period, case, days, cancelled)

    # --- deadlines ----------------------------------------------------------------------------------------------------

    def _term(self, term: Term, scope: Scope) -> Truth:
        """Of several terms, what every one that may be in force says: the first whose condition holds is."""
        outcomes: list[Truth] = []
        for each in term.instead:
            applies = self.truth(each.when, replace(scope, required=False))
            outcomes += (
                [] if applies is False else [self._one_term(each.term, scope, self._most(each, scope))]
            )
            if applies is True:
                return together(outcomes)
        return together([*outcomes, self._one_term(term, scope)])

    def _most(self, each: Replacement, scope: Scope) -> Could | None:
        """The most that the length of a rhythm can be where its condition holds, if that says so."""
        parts = each.when.parts if isinstance(each.when, AllOf) else (each.when,)
        for part in parts:
            if isinstance(part, Comparison) and (part.operator, part.fact) == ("at_most", each.term.length):
                return self.amount(part.operand, each.term.unit, scope)
        return None

    def _one_term(self, term: Term, scope: Scope, most: Could | None = None) -> Truth:
        habits = self.regulation.conventions
        rollover = term.rollover or (habits.backward_rollover if term.form == "before" else habits.rollover)
        about = term.fact
        left = self.listing.first_of(about, scope) if isinstance(about, Elements) else self.fact(about, scope)
        if term.form == "by_day":
            return self._by_day(term, left, rollover, scope)
        assert term.anchor is not None
        anchor = self.fact(term.anchor, scope)
        assert isinstance(anchor, Could)
        if term.form == "by_fact":
            return self._held(
                left, anchor, Pace(0, "days", rollover=term.rollover or "none", patrons=habits.rest_days)
            )
        assert term.length is not None
        length = self.amount(term.length, term.unit, scope)
        if term.form == "every":
            return self._rhythm(term, left, anchor, _at_most(length, most), rollover, scope)
        if not length.known or length.only is NONE:
            return None
        pace = Pace(length.only, term.unit, term.mode, rollover, habits.rest_days)
        if term.form == "before":
            return self._held(left, anchor, replace(pace, length=-pace.length))
        if term.form == "within":
            still = habits.suspended if term.suspended else ()
            return self._held(left, anchor, replace(pace, still=still))
        raise LookupError(f"the reference knows no deadline `{term.form}`")

    def lapsed(self, term: Term, scope: Scope) -> Truth:
        """Whether the end came on the last day in time of the term in force, or before, and nothing had happened."""
        about = term.fact
        kept = self.listing.first_of(about, scope) if isinstance(about, Elements) else self.fact(about, scope)
        outcomes: list[Truth] = []
        for each in term.instead:
            applies = self.truth(each.when, scope)
            outcomes += [] if applies is False else [self._ended(term, each.term, scope)]
            if applies is True:
                break
        else:
            outcomes.append(self._ended(term, term, scope))
        return both(negate(there_is(kept)), together(outcomes))

    def _ended(self, term: Term, other: Term, scope: Scope) -> Truth:
        """The same of one of the terms: by each last day in time that it can have."""
        assert term.until is not None
        end, due = self.fact(term.until, scope), self._due(other, scope)
        assert isinstance(end, Could)
        if due is None:
            return None if there_is(end) is not False else False
        return both(there_is(due), happened("at_most", end, due, self.on, waits=False))

    def _due(self, term: Term, scope: Scope) -> Could | None:
        habits = self.regulation.conventions
        assert term.anchor is not None
        anchor = self.fact(term.anchor, scope)
        assert isinstance(anchor, Could)
        length = sure(0) if term.length is None else self.amount(term.length, term.unit, scope)
        if not length.known or length.only is NONE:
            return None
        usual = habits.backward_rollover if term.form == "before" else habits.rollover
        rollover = term.rollover or ("none" if term.form == "by_fact" else usual)
        still = habits.suspended if term.suspended and term.form == "within" else ()
        pace = Pace(length.only, term.unit or "days", term.mode, rollover, habits.rest_days, still)
        pace = replace(pace, length=-pace.length) if term.form == "before" else pace

        def last_day(day: int) -> int:
            return due_day(day, pace) if 0 < day < FOREVER else day

        return through(anchor, last_day)

    def _rhythm(
        self, term: Term, left: Value, anchor: Could, length: Could, rollover: Any, scope: Scope
    ) -> Truth:
        """What the quickest and the slowest pace say; what breaks the slowest breaks all, unless days are fixed."""
        assert term.until is not None
        until = self.fact(term.until, scope)
        assert isinstance(left, Happenings)
        assert isinstance(until, Could)
        if length.may_not_exist or (term.mode != "rolling" and not length.known):
            return None
        outcomes: list[Truth] = []
        for months in bounds(length):
            pace = Pace(months, term.unit, term.mode, rollover, self.regulation.conventions.rest_days)
            none = not 1 <= months < BIG or (pace.mode == "calendar" and months not in CALENDAR)
            outcomes.append(None if none else recurs_in_all(left, anchor, until, pace, self.on))
        return False if outcomes[-1] is False else together(outcomes)

    def _by_day(self, term: Term, left: Value, rollover: Any, scope: Scope) -> Truth:
        assert term.length is not None
        span = self.registry.subjects[scope.element.subject].span
        assert span is not None
        first, wanted = self.number(span[0], scope), self.amount(term.length, "month_day", scope)
        if not wanted.known or wanted.only is NONE:
            return None
        month, number = wanted.only

        def in_year_of(day: int) -> int:
            if not 0 < day < FOREVER:
                return day
            return yearly_day(year_of(day) + (term.mode == "following_year"), month, number)

        pace = Pace(0, "days", rollover=rollover, patrons=self.regulation.conventions.rest_days)
        return self._held(left, through(first, in_year_of), pace)

    def _held(self, event: Value, anchor: Could, pace: Pace) -> Truth:
        """One event and its last day in time: what every day that the two can have says."""
        assert isinstance(event, Could)
        days = Could(frozenset(NOT_YET if day is NONE else day for day in anchor.values), anchor.stretches)
        outcomes: list[Truth] = []
        for first, last in days.pieces():
            for day in {first, last}:
                due = due_day(day, pace) if 0 < day < FOREVER else day
                for low, high in event.pieces():
                    outcomes += [in_time(low, due, self.on), in_time(high, due, self.on)]
        return together(outcomes)


def _at_most(length: Could, most: Could | None) -> Could:
    """A length that is no more than another one."""
    if most is None:
        return length
    highest = bounds(most)[1]
    low, high = bounds(length)
    return stretch(min(low, highest), min(high, highest))


def _compare_sets(name: str, left: Members, right: Members) -> Truth:
    if name == "includes":
        return holds_all(left, right)
    if name == "includes_any":  # some member of it is among the wanted ones
        return negate(among(left, right, inside=False))
    if name in ("is", "is_not"):
        truth = same_members(left, right)
        return truth if name == "is" else negate(truth)
    raise LookupError(f"the reference knows no operator `{name}` of sets")


# --- small things -------------------------------------------------------------------------------------------------


def not_before(end: Could, day: Could) -> Truth:
    """Whether something still lasts on a day; no end at all means that it does."""
    return open_ended("at_least", end, day)


def plain(amount: Any, kind: str) -> Any:
    """A pair of numerator and denominator as a fraction; anything else as it is."""
    return Fraction(*amount) if kind in ("fraction", "ratio") else amount


def _known(amount: Any, kind: str) -> Value:
    if isinstance(amount, frozenset):
        return Members(amount, amount)
    return sure(plain(amount, kind))


def _touches(day: Could, first: int, last: int) -> bool:
    return any(low <= last and high >= first for low, high in day.pieces())


def name_of(registry: Registry, element: Element) -> str:
    """How a finding names a seen element: its id, its placing key, or the name of a period."""
    subject = registry.subjects[element.subject]
    facts = {**element.data, **element.derived}
    keys = ("name", subject.name_by, "id", subject.placing)
    return next((str(facts[key]) for key in keys if key is not None and facts.get(key) is not None), "")


__all__ = ["ANYTHING", "Judgement", "Reference", "Scope", "stretch"]

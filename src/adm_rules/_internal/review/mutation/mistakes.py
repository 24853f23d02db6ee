"""The mistakes that are made on purpose: one in each mutant, of the kinds that editors of rules make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.calendar import to_date
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts.basis import readings_of, values_of
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.names import members_of
from adm_rules._internal.review.mutation.amounts import beside, moved
from adm_rules._internal.review.mutation.surroundings import around, basis
from adm_rules._internal.rules import (
    AllOf,
    Amount,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    DerogationClause,
    Elements,
    ListOf,
    Literal,
    Not,
    Operand,
    Regulation,
    Replacement,
    Rule,
    Term,
    Value,
    ValueRef,
)
from adm_rules._internal.rules.conditions import ALWAYS, SERVICES, joined
from adm_rules._internal.values import format_value
from adm_rules._internal.values.deadline_forms import FORMS, LENGTHS
from adm_rules._internal.values.operators import OPERATORS


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake: what it does, and whether it is made unless all are asked for."""

    about: str
    usual: bool = True


#: The kinds that move a limit: an example on each side of it notices them.
SIDES: Final = frozenset({"edge", "unit"})

#: Every kind of mistake, by name.
MISTAKES: Final[Mapping[str, Mistake]] = MappingProxyType(
    {
        "edge": Mistake("a limit itself is no longer allowed, or is"),
        "unit": Mistake("a limit or a term is one unit more, or less"),
        "measure": Mistake("a term counts in another unit"),
        "flip": Mistake("a comparison says its opposite"),
        "drop": Mistake("a part is left out"),
        "derogation": Mistake("a derogation is left out"),
        "rounding": Mistake("an amount is rounded in another way"),
        "step": Mistake("a step of an order goes the other way, or two stand in each other's place"),
        "certificate": Mistake("a certificate counts, or does not, against what the act says of it"),
        "joint": Mistake("`all` for `any`, or the other way round", usual=False),
        "name": Mistake("a name of a list is left out", usual=False),
        "neighbour": Mistake("a name is the next one of its list", usual=False),
        "date": Mistake("an amount is in force a day earlier, or later", usual=False),
        "reading": Mistake("another option of a reading is the default", usual=False),
        "guard": Mistake("the day that dates a rule, or what it awaits, is left out", usual=False),
        "rhythm": Mistake("a deadline moves, or recurs, in another way", usual=False),
        "severity": Mistake("a breach has another severity", usual=False),
        "convention": Mistake("days are counted by another convention", usual=False),
        "kin": Mistake("a name no longer counts as another, or may no longer be it", usual=False),
        "presumption": Mistake("what is presumed absent is not, or whatever hints at it", usual=False),
        "word": Mistake("a recipe of a declared fact has another word", usual=False),
        "swap": Mistake("two parts of a recipe stand in each other's place", usual=False),
    }
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule set with one mistake: in which rule or value, of which kind, and what it changes, in a few words."""

    at: str
    mistake: str
    change: str
    regulation: Regulation
    rules: frozenset[str]  # those that it may alter
    anew: bool = False  # whether it is written in another vocabulary

    @property
    def key(self) -> str:
        """What tells it from every other one, as long as the words of the rule stay."""
        return f"{self.at}: {self.change}"


#: A changed condition with the kind of mistake and its words; None where the whole condition is left out.
_Changed = tuple[str, str, Condition | None]


def mutants(
    regulation: Regulation, registry: Registry, kinds: Collection[str] = MISTAKES
) -> Iterator[Mutant]:
    """A rule set for each mistake, of some kinds, in a rule, or in a value or reading that rules rest on."""
    # What money is reckoned by is no matter of verdicts, and would not fit a rule that is spoilt.
    plain = replace(regulation, rules=tuple(replace(rule, purpose=None) for rule in regulation.rules))
    for rule in plain.rules:
        yield from mutants_of_rule(rule, plain, registry, kinds)
    resting = {rule.id: values_of(rule, registry) for rule in plain.rules}
    for value in plain.values.values():
        rules = frozenset(name for name, values in resting.items() if value.name in values)
        for mistake, change, other in of_value(value):
            if mistake in kinds:
                values = MappingProxyType({**plain.values, value.name: other})
                yield Mutant(f"${value.name}", mistake, change, replace(plain, values=values), rules)
    if "reading" in kinds:
        yield from _readings(plain, registry)
    bases = [(rule, basis(rule, registry)) for rule in plain.rules]
    for at, mistake, change, spoilt, altered in around(plain, registry):
        rules = frozenset(rule.id for rule, facts in bases if altered(rule, facts))
        if mistake in kinds and rules:
            yield Mutant(at, mistake, change, spoilt, rules, anew=spoilt.facts is not plain.facts)


def _readings(plain: Regulation, registry: Registry) -> Iterator[Mutant]:
    """A rule set for each option of a reading that could be its default."""
    asked = {rule.id: readings_of(rule, plain, registry) for rule in plain.rules}
    for reading in plain.readings.values():
        rules = frozenset(name for name, readings in asked.items() if reading.name in readings)
        for option in reading.others:
            chosen = MappingProxyType({**plain.readings, reading.name: replace(reading, default=option)})
            change = f"default {reading.default} -> {option}"
            yield Mutant(f"reading {reading.name}", "reading", change, replace(plain, readings=chosen), rules)


def of_value(value: Value) -> Iterator[tuple[str, str, Value]]:
    """A value with each mistake in its history."""
    for n, entry in enumerate(value.history):
        for mistake, change, other in _of_entry(value.kind, entry):
            history = (*value.history[:n], other, *value.history[n + 1 :])
            yield mistake, change, replace(value, history=history)


def _of_entry(kind: str, entry: Amount) -> Iterator[tuple[str, str, Amount]]:
    since = f"from {to_date(entry.day_from)}, " if entry.day_from is not None else ""
    for change, amount in _other_amounts(kind, entry.amount):
        yield "name" if kind == "set" else "unit", f"{since}{change}", replace(entry, amount=amount)
    if entry.by_reading is not None:
        reading, amounts = entry.by_reading
        for option, each in amounts.items():
            for change, amount in _other_amounts(kind, each):
                other = reading, MappingProxyType({**amounts, option: amount})
                words = f"{since}{reading}.{option}, {change}"
                yield "name" if kind == "set" else "unit", words, replace(entry, by_reading=other)
    if entry.day_from is not None:
        for day in (entry.day_from - 1, entry.day_from + 1):
            yield "date", f"from {to_date(entry.day_from)} -> {to_date(day)}", replace(entry, day_from=day)


def _other_amounts(kind: str, amount: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(amount, frozenset) and len(amount) > 1:
        yield from ((f"{name} left out", amount - {name}) for name in sorted(amount))
    for other in moved(kind, amount):
        words = (" ".join(format_value(kind, each, "en").split()) for each in (amount, other))
        yield " -> ".join(words), other


def mutants_of_rule(
    rule: Rule, regulation: Regulation, registry: Registry, kinds: Collection[str] = MISTAKES
) -> Iterator[Mutant]:
    """A rule set for each mistake of some kinds that can be made in a rule."""
    place = regulation.rules.index(rule)
    waiting = frozenset(name for name, value in regulation.values.items() if value.never_set)
    for mistake, change, other in _rules(rule, registry, waiting):
        if mistake not in kinds:
            continue
        rules = (*regulation.rules[:place], other, *regulation.rules[place + 1 :])
        yield Mutant(rule.id, mistake, change, replace(regulation, rules=rules), frozenset({rule.id}))


def _rules(rule: Rule, registry: Registry, waiting: frozenset[str]) -> Iterator[tuple[str, str, Rule]]:
    made = ConditionMistakes(registry, waiting)
    head, own = _of_head_and_own(rule.when)
    if own is not None:
        yield "drop", "when: left out", replace(rule, when=joined(*head))
        for kind, said, other in made.of(own):
            yield kind, f"when: {said}", replace(rule, when=joined(*head, other))
    for kind, said, whole in kept(made.of(rule.require)):
        yield kind, f"require: {said}", replace(rule, require=whole)
    for n, clause in enumerate(rule.derogations):
        others = (*rule.derogations[:n], *rule.derogations[n + 1 :])
        yield "derogation", f"derogation {clause.name}: left out", replace(rule, derogations=others)
        for kind, said, changed in _clauses(clause, made):
            both = (*rule.derogations[:n], changed, *rule.derogations[n + 1 :])
            yield kind, f"derogation {clause.name}, {said}", replace(rule, derogations=both)
    yield from _around(rule)


def _of_head_and_own(when: Condition | None) -> tuple[tuple[Condition, ...], Condition | None]:
    """What the head of the file says of the services of a rule, and what the rule itself says of when it applies."""
    parts = when.parts if isinstance(when, AllOf) else (when,)
    head = tuple(each for each in parts if isinstance(each, Comparison) and each.path[:1] == SERVICES)
    return head, joined(*(each for each in parts if each not in head)) if head else when


def _clauses(
    clause: DerogationClause, made: ConditionMistakes
) -> Iterator[tuple[str, str, DerogationClause]]:
    if clause.when is not None:
        yield "drop", "when: left out", replace(clause, when=None)
        for kind, said, other in made.of(clause.when):
            yield kind, f"when: {said}", replace(clause, when=other)
    for kind, said, other in made.of(clause.record or ALWAYS):
        yield kind, f"record: {said}", replace(clause, record=other or ALWAYS)
    for kind, said, whole in kept(made.of(clause.require)):
        yield kind, f"require: {said}", replace(clause, require=whole)


def _around(rule: Rule) -> Iterator[tuple[str, str, Rule]]:
    """What stands around the conditions of a rule."""
    if rule.dated_by is not None:
        yield "guard", f"dated_by {rule.dated_by}: left out", replace(rule, dated_by=None)
    if rule.awaits is not None:
        yield "guard", f"awaits {rule.awaits}: left out", replace(rule, awaits=None)
    other = {"error": "warning", "warning": "info", "info": "warning"}[rule.severity]
    yield "severity", f"severity {rule.severity} -> {other}", replace(rule, severity=other)


def kept(found: Iterable[_Changed]) -> Iterator[tuple[str, str, Condition]]:
    """The changes that leave something of a condition."""
    return ((kind, words, other) for kind, words, other in found if other is not None)


# --- conditions -------------------------------------------------------------------------------------------------------


class ConditionMistakes:
    """Makes every mistake in a condition, one at a time."""

    def __init__(self, registry: Registry, waiting: frozenset[str]) -> None:
        self.registry = registry
        self.waiting = waiting  # values that nobody has set: a comparison with one is never decided

    def of(self, condition: Condition) -> Iterator[_Changed]:
        """The condition with each mistake; None where nothing is left of it."""
        if isinstance(condition, AllOf | AnyOf):
            yield from self._group(condition)
        elif isinstance(condition, Not):
            yield "flip", f"not {said(condition.part)} -> {said(condition.part)}", condition.part
            yield from self._below(condition.part, Not)
        elif isinstance(condition, ByReading):
            for option, part in condition.options.items():
                yield from self._below(part, _under(condition, option), f"{condition.reading}.{option}, ")
        elif isinstance(condition, Comparison):
            yield from self._comparison(condition)
        elif isinstance(condition, Term):
            yield from self._term(condition)
        else:
            yield from self._elements(condition)

    def _below(
        self, part: Condition, whole: Callable[[Condition], Condition], head: str = ""
    ) -> Iterator[_Changed]:
        for kind, words, other in kept(self.of(part)):
            yield kind, f"{head}{words}", whole(other)

    def _group(self, group: AllOf | AnyOf) -> Iterator[_Changed]:
        joined = type(group)
        for n, part in enumerate(group.parts):
            rest = (*group.parts[:n], *group.parts[n + 1 :])
            yield "drop", f"{said(part)}: left out", joined(rest) if len(rest) > 1 else (*rest, None)[0]
            yield from self._below(part, _in_group(group, n))
        other, words = (AnyOf, "all -> any") if joined is AllOf else (AllOf, "any -> all")
        if len(group.parts) > 1:
            yield "joint", f"{words} of {said(group.parts[0])}, …", other(group.parts)

    def _elements(self, found: Elements) -> Iterator[tuple[str, str, Elements]]:
        if found.where is not None:
            yield "drop", f"{found.form} {found.of}, where: left out", replace(found, where=None)
        for kind, words, where in kept(self.of(found.where or ALWAYS)):
            yield kind, f"{found.of}, {words}", replace(found, where=where)
        for kind, words, holds in kept(self.of(found.holds or ALWAYS)):
            yield kind, f"each {found.of}, {words}", replace(found, holds=holds)
        for words, grace in self._amounts(found.grace, "days"):
            yield "unit", f"{found.form} {found.of}, grace {words}", replace(found, grace=grace)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _comparison(self, leaf: Comparison) -> Iterator[_Changed]:
        fact = self.registry.facts[leaf.fact.name]
        if isinstance(leaf.operand, ValueRef) and leaf.operand.name in self.waiting:
            return
        alone = isinstance(leaf.operand, ListOf) and len(leaf.operand.items) == 1
        operator = OPERATORS[leaf.operator]
        slips = (
            ("edge", operator.edge),
            ("flip", operator.opposite),
            ("joint", "" if alone else operator.some_or_all),
        )
        for kind, other in slips:
            if other and fact.kind in OPERATORS[other].kinds:
                yield kind, f"{said(leaf)} -> {other}", replace(leaf, operator=other)
        if leaf.operator == "exists" and isinstance(leaf.operand, Literal):
            words = f"{said(leaf)} -> {str(not leaf.operand.raw).lower()}"
            yield "flip", words, replace(leaf, operand=Literal(not leaf.operand.raw))
        neighbour = self._neighbour(leaf.operand, fact.names)
        if neighbour is not None:
            yield "neighbour", f"{said(leaf)} -> {neighbour.raw}", replace(leaf, operand=neighbour)
        if isinstance(leaf.operand, ListOf):
            yield from self._lists(leaf, leaf.operand, fact.kind)
        for words, amount in self._amounts(leaf.operand, fact.kind):
            yield "unit", f"{leaf.fact.name} {leaf.operator} {words}", replace(leaf, operand=amount)

    def _lists(self, leaf: Comparison, listed: ListOf, kind: str) -> Iterator[_Changed]:
        for n, item in enumerate(listed.items):
            others = [*listed.items[:n], *listed.items[n + 1 :]]
            if leaf.operator != "between":
                if others:
                    words = f"{leaf.fact.name} {leaf.operator}: {_operand(item)} left out"
                    yield "name", words, replace(leaf, operand=ListOf(tuple(others)))
                continue
            for words, amount in self._amounts(item, kind):
                ends = (*listed.items[:n], amount, *listed.items[n + 1 :])
                yield "unit", f"{leaf.fact.name} between, {words}", replace(leaf, operand=ListOf(ends))

    @staticmethod
    def _neighbour(operand: Operand, names: str | None) -> Literal | None:
        """The name behind another in its list, behind the last one the first."""
        known = [*map(str, members_of(names))]
        if not isinstance(operand, Literal) or operand.raw not in known:
            return None
        return Literal(known[(known.index(operand.raw) + 1) % len(known)])

    @staticmethod
    def _amounts(operand: Operand | None, kind: str) -> Iterator[tuple[str, Operand]]:
        """A literal amount one unit less and one more."""
        if isinstance(operand, Literal):
            for other in beside(kind, operand.raw):
                yield f"{operand.raw} -> {other}", Literal(other)

    # --- deadlines ----------------------------------------------------------------------------------------------------

    def _term(self, term: Term) -> Iterator[tuple[str, str, Term]]:
        if not (isinstance(term.length, ValueRef) and term.length.name in self.waiting):
            yield from self._length(term)
            yield from _rhythms(term)
        if isinstance(term.fact, Elements):
            for kind, words, other in self._elements(term.fact):
                yield kind, words, replace(term, fact=other)
        for n, each in enumerate(term.instead):
            others = (*term.instead[:n], *term.instead[n + 1 :])
            yield "drop", f"{said(term)}, instead {each.title.en}: left out", replace(term, instead=others)
            yield from self._replacement(term, n, each)

    def _length(self, term: Term) -> Iterator[tuple[str, str, Term]]:
        for words, length in self._amounts(term.length, term.unit or "month_day"):
            yield "unit", f"{said(term)}: {words}", replace(term, length=length)
        for unit in LENGTHS:
            if term.unit and unit != term.unit and isinstance(term.length, Literal):
                yield "measure", f"{said(term)}: {term.unit} -> {unit}", replace(term, unit=unit)

    def _replacement(self, term: Term, n: int, each: Replacement) -> Iterator[tuple[str, str, Term]]:
        def put(other: Replacement) -> Term:
            return replace(term, instead=(*term.instead[:n], other, *term.instead[n + 1 :]))

        head = f"instead {each.title.en}, "
        for kind, words, other in kept(self.of(each.when)):
            yield kind, f"{head}when: {words}", put(replace(each, when=other))
        for kind, words, term_ in self._term(each.term):
            yield kind, f"{head}{words}", put(replace(each, term=term_))


def _rhythms(term: Term) -> Iterator[tuple[str, str, Term]]:
    if term.rollover is not None:
        yield "rhythm", f"{said(term)}, rollover {term.rollover}: left out", replace(term, rollover=None)
    if term.until is not None:
        yield "rhythm", f"{said(term)}, until {term.until.name}: left out", replace(term, until=None)
    for mode in FORMS[term.form].modes:
        if mode not in (term.mode, "calendar") and term.mode != "calendar":
            yield "rhythm", f"{said(term)}: {term.mode} -> {mode}", replace(term, mode=mode)


def _in_group(group: AllOf | AnyOf, n: int) -> Callable[[Condition], Condition]:
    return lambda other: type(group)((*group.parts[:n], other, *group.parts[n + 1 :]))


def _under(whole: ByReading, option: str) -> Callable[[Condition], Condition]:
    return lambda other: replace(whole, options=MappingProxyType({**whole.options, option: other}))


# --- words ------------------------------------------------------------------------------------------------------------


def said(condition: Condition) -> str:
    """A condition in a few words of the rule language."""
    if isinstance(condition, Comparison):
        return f"{condition.fact.name} {condition.operator} {_operand(condition.operand)}"
    if isinstance(condition, Term):
        about = condition.fact.of if isinstance(condition.fact, Elements) else condition.fact.name
        anchor = f" {condition.anchor.name}" if condition.anchor is not None else ""
        return f"{about} {condition.form}{anchor}"
    if isinstance(condition, Elements):
        return f"{condition.form} {condition.of}"
    if isinstance(condition, ByReading):
        return f"by_reading {condition.reading}"
    if isinstance(condition, Not):
        return f"not {said(condition.part)}"
    name = "all" if isinstance(condition, AllOf) else "any"
    return f"{name}({', '.join(map(said, condition.parts))})"


def _operand(operand: Any) -> str:
    if isinstance(operand, ListOf):
        return f"[{', '.join(map(_operand, operand.items))}]"
    if isinstance(operand, Literal):
        return str(operand.raw).lower() if isinstance(operand.raw, bool) else str(operand.raw)
    return f"${operand.name}" if isinstance(operand, ValueRef) else str(operand.name)

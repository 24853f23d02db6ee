"""A rule means the same however its conditions are written: every verb gives the same answers for equivalent files.

Eight rewritings are tried on every condition of every shipped rule set: the rules, their derogations, the orders, the
exemptions and modifiers of tariffs (`test_declared_form_laws` makes them inside declared facts too). By default all
eight at once, on a sample of the examples; under ``deep`` each by itself, on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.loader.conditions import read_fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    Fact,
    FactRef,
    ListOf,
    Literal,
    Not,
    Regulation,
    Term,
    ValueRef,
)
from adm_rules._internal.yaml_source import read
from tests.rules.running import Example, examples

EXAMPLES = Path(__file__).parents[2] / "examples"
#: Rule sets that declare facts of their own.
DISTRICTS = sorted(EXAMPLES.glob("districts/*/*.yaml"))
ON = date(2026, 3, 31)
#: One example in so many is judged by default.
SAMPLE = 30

# --- the rewritings ---------------------------------------------------------------------------------------------------

_MIRRORED = {
    "is": "is",
    "is_not": "is_not",
    "at_most": "at_least",
    "at_least": "at_most",
    "above": "below",
    "below": "above",
}


@cache
def facts() -> Mapping[str, Fact]:
    """The facts of the library and those that rule sets declare."""
    sets = (*available(), *map(str, DISTRICTS))
    own = {name: fact for each in sets for name, fact in load(each).regulation.facts.items()}
    return {**registry().facts, **own}


def swapped(condition: Condition) -> Condition:
    """The two sides of a comparison of facts exchanged; an event on the left waits, so events stay where they are."""
    match condition:
        case Comparison(FactRef(alias=None) as left, operator, FactRef() as right, path):
            kinds = {facts()[side.name].kind for side in (left, right)}
            if operator in _MIRRORED and "event" not in kinds:
                return Comparison(right, _MIRRORED[operator], left, path)
    return condition


def split(condition: Condition) -> Condition:
    """``between`` as its two limits."""
    match condition:
        case Comparison(fact, "between", ListOf((low, high)), path):
            ends = (("at_least", low), ("at_most", high))
            return AllOf(tuple(Comparison(fact, operator, end, path) for operator, end in ends))
    return condition


def doubled(condition: Condition) -> Condition:
    """Negated twice; a deadline may not stand under `not`."""
    return Not(Not(condition)) if isinstance(condition, (Comparison, Elements)) else condition


def turned(condition: Condition) -> Condition:
    """The parts in the opposite order."""
    match condition:
        case AllOf(parts):
            return AllOf(parts[::-1])
        case AnyOf(parts):
            return AnyOf(parts[::-1])
    return condition


def alone(condition: Condition) -> Condition:
    """A leaf as the one part of ``all``."""
    return AllOf((condition,)) if isinstance(condition, (Comparison, Elements, Term)) else condition


def listed(condition: Condition) -> Condition:
    """``is`` a name as ``one_of`` this name."""
    match condition:
        case Comparison(fact, "is", (Literal() | ValueRef()) as name, path):
            if facts()[fact.name].kind in ("enum", "id") and isinstance(name, Literal):
                return Comparison(fact, "one_of", ListOf((name,)), path)
    return condition


def dualised(condition: Condition) -> Condition:
    """``all`` as the negation of ``any`` of the negations, and the other way round."""
    if any(isinstance(leaf, Term) for leaf in condition.leaves()):
        return condition
    match condition:
        case AllOf(parts):
            return Not(AnyOf(tuple(Not(part) for part in parts)))
        case AnyOf(parts):
            return Not(AllOf(tuple(Not(part) for part in parts)))
    return condition


def asked(condition: Condition) -> Condition:
    """A fact with a day in its name as the fact that is asked on that day."""
    match condition:
        case Comparison(FactRef(alias=None, arguments=()) as fact, operator, operand, path):
            return Comparison(_asked(fact), operator, operand, path)
    return condition


def _asked(fact: FactRef) -> FactRef:
    for option in (facts()[fact.name].recipe or {}).get("choose", ())[:1]:
        other = option.get("else")
        if isinstance(other, Mapping) and facts()[other["fact"]].asked:
            return read_fact(dict(other), (), Faults())
    return fact


REWRITINGS: Mapping[str, Callable[[Condition], Condition]] = {
    each.__name__: each for each in (asked, swapped, split, listed, turned, dualised, doubled, alone)
}


def everywhere(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """A condition with a change made in every part of it, from the leaves up."""
    match condition:
        case AllOf(parts):
            condition = AllOf(tuple(everywhere(part, change) for part in parts))
        case AnyOf(parts):
            condition = AnyOf(tuple(everywhere(part, change) for part in parts))
        case Not(part):
            condition = Not(everywhere(part, change))
        case ByReading(reading, options, path):
            options = {name: everywhere(part, change) for name, part in options.items()}
            condition = ByReading(reading, options, path)
        case Term():
            entries = tuple(replace(each, when=everywhere(each.when, change)) for each in condition.instead)
            about = condition.fact
            fact = inside(about, change) if isinstance(about, Elements) else about
            condition = replace(condition, fact=fact, instead=entries)
        case Elements():
            condition = inside(condition, change)
    return change(condition)


def inside(elements: Elements, change: Callable[[Condition], Condition]) -> Elements:
    """What is asked of each element, changed."""
    where, holds = (
        None if part is None else everywhere(part, change) for part in (elements.where, elements.holds)
    )
    return replace(elements, where=where, holds=holds)


class Rewriter:
    """Makes the rewritings of some names, one after another, in every condition of a rule set."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def condition(self, condition: Condition) -> Condition:
        for name in self.names:
            condition = everywhere(condition, REWRITINGS[name])
        return condition

    def regulation(self, regulation: Regulation) -> Regulation:
        """With every condition changed, wherever it stands; a purpose names one that a rule holds, it has none."""
        changed: Regulation = self._inside(regulation)
        return changed

    def _inside(self, data: Any) -> Any:
        if isinstance(data, get_args(Condition)):
            return self.condition(data)
        if isinstance(data, Mapping):
            return {key: self._inside(each) for key, each in data.items()}
        if isinstance(data, tuple):
            return tuple(self._inside(each) for each in data)
        if not is_dataclass(data) or isinstance(data, type):
            return data
        parts = {each.name: (getattr(data, each.name), each.init) for each in fields(data)}
        changed = {
            name: self._inside(part) for name, (part, init) in parts.items() if init and name != "purpose"
        }
        return replace(data, **{name: part for name, part in changed.items() if part != parts[name][0]})


#: A fact that is asked is one of the subject that asks: what is missing is sought there, and not on the way to the day.
ASKED = ("asked",)
ALL = tuple(name for name in REWRITINGS if name not in ASKED)
WAYS = (
    pytest.param(ALL, id="all"),
    pytest.param(ASKED, id="asked", marks=pytest.mark.deep),
    *(pytest.param((each,), id=each, marks=pytest.mark.deep) for each in ALL),
)
ways = pytest.mark.parametrize("names", WAYS)


@cache
def as_written(where: str) -> RuleSet:
    """A rule set, an overlay as one with its base."""
    return RuleSet(load(where).program)


@cache
def rewritten(where: str, names: tuple[str, ...]) -> RuleSet:
    faults = Faults()
    regulation = Rewriter(names).regulation(as_written(where).regulation)
    program = compile_regulation(regulation, vocabulary(regulation), faults)
    assert program is not None, [(fault.code, fault.path) for fault in faults.found]
    return RuleSet(program)


# --- answers ----------------------------------------------------------------------------------------------------------


def plain(answer: Any) -> Any:
    """An answer as data: what to ask for in one order, whatever order the conditions have."""
    if isinstance(answer, Mapping):
        return {key: in_order(value) if key == "missing" else plain(value) for key, value in answer.items()}
    return [plain(each) for each in answer] if isinstance(answer, (list, tuple)) else answer


def in_order(missing: Any) -> Any:
    return sorted(plain(missing), key=repr) if isinstance(missing, (list, tuple)) else plain(missing)


def findings(rules: RuleSet, example: Example) -> list[Any]:
    """What a check says, but for the evidence: that follows the condition as it is written."""
    return [
        (
            *(finding.rule, finding.subject, finding.subject_id, finding.verdict, finding.severity),
            finding.derogation.name if finding.derogation else None,
            [(each.reading, each.option) for each in finding.reading_dependent],
            sorted((missing.name, missing.subject) for missing in finding.missing),
        )
        for finding in rules.check(**example.files, on=example.on).findings
    ]


def due(rules: RuleSet, example: Example) -> list[Any]:
    """What is due, in one order; a duty counts the deadlines of its requirement as they stand."""
    files = {"case": None, **example.files}
    found = [plain(each.to_dict()) for each in rules.deadlines(**files, on=example.on)]
    return sorted(({**each, "duty": each["duty"].split("|")[0]} for each in found), key=repr)


def sampled(name: str, names: tuple[str, ...]) -> list[Example]:
    return list(examples(name))[:: 1 if len(names) == 1 and names != ASKED else SAMPLE]


def files_in(folder: str) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((EXAMPLES / folder).glob("*.yaml")))


# --- the law, verb by verb --------------------------------------------------------------------------------------------


@ways
@pytest.mark.parametrize("name", available())
def test_check_and_deadlines_do_not_depend_on_the_form(name: str, names: tuple[str, ...]) -> None:
    usual, other = as_written(name), rewritten(name, names)
    for example in sampled(name, names):
        told = slice(None, -1 if names == ASKED else None)
        found, expected = findings(other, example), findings(usual, example)
        assert [each[told] for each in found] == [each[told] for each in expected], example.id
        assert due(other, example) == due(usual, example), example.id


@ways
@pytest.mark.parametrize("name", available())
def test_what_show_tells_of_readings_does_not_depend_on_the_form(name: str, names: tuple[str, ...]) -> None:
    usual, other = as_written(name).regulation, rewritten(name, names).regulation
    for rule, same in zip(usual.rules, other.rules, strict=True):
        known = vocabulary(usual)
        assert readings_of(rule, usual, known) == readings_of(same, other, known), rule.id


@ways
def test_instalments_and_bands_do_not_depend_on_the_form(names: tuple[str, ...]) -> None:
    usual, other = (
        [
            [plain(each.to_dict()) for each in rules.instalments(contract, on=on)]
            + [each.to_dict() for each in rules.penalty_bands(on)]
            for contract in files_in("contracts")
            for on in (ON, date(2028, 12, 31))
        ]
        for rules in (as_written("sud_est_milano"), rewritten("sud_est_milano", names))
    )
    assert usual == other
    assert len(usual[0]) == 10


@ways
@pytest.mark.parametrize("where", sorted((EXAMPLES / "tariffs").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_copayment_does_not_depend_on_the_form(where: Path, names: tuple[str, ...]) -> None:
    usual, other = as_written(str(where)), rewritten(str(where), names)
    isee = ({"issued_on": "2026-01-15", "valid_until": "2026-12-31", "value": 9400.00},)
    for certificates in ((), isee):
        case = {"id": "x", "birth_date": "2014-05-01", "isee": list(certificates)}
        told = [
            plain(rules.copayment(case, on=ON, service="home_education").to_dict())
            for rules in (usual, other)
        ]
        assert told[0] == told[1]


@ways
def test_a_statement_does_not_depend_on_the_form(names: tuple[str, ...]) -> None:
    where = str(EXAMPLES / "overlays" / "tirano_2026.yaml")
    cases, (agency,) = list(files_in("month/cases")), files_in("month")
    usual, other = (
        plain(rules.statement(cases, month="2026-03", agency=agency).to_dict())
        for rules in (as_written(where), rewritten(where, names))
    )
    assert usual == other


@ways
def test_a_queue_does_not_depend_on_the_form(names: tuple[str, ...]) -> None:
    cases = [read(text, "case.yaml").data for text in files_in("queue")]
    usual, other = (
        plain(rules.prioritise(cases, on=ON).to_dict())
        for rules in (as_written("tirano"), rewritten("tirano", names))
    )
    assert usual == other

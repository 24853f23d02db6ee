"""Formulas of rules are the rules: with every value as a file gives it the verdict is the engine's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.evaluate import compared
from adm_rules._internal.compiler.judging import Judging
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Variant
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.files import as_models
from adm_rules._internal.proof import solver
from adm_rules._internal.proof.claims import out_of_reach
from adm_rules._internal.proof.likeness import Likeness
from adm_rules._internal.proof.proving import EQUAL, NEVER_LOOSER, NEVER_STRICTER, Prover, proved
from adm_rules._internal.proof.symbols import Symbols
from adm_rules._internal.values.bounds import NONE, UNKNOWN, Interval, SetSpan, limits
from adm_rules._internal.values.logic import WAIT
from tests.laws.test_form_laws import as_written, rewritten
from tests.rules.running import Example, examples
from tests.rules.small import COUNTED, not_set, rule, rule_set, value

#: Of how many examples of a rule set one is taken.
EACH = {"tirano": 23, "sud_est_milano": 19}


def given(symbols: Symbols, node: Node, found: Any) -> Iterator[Any]:
    """What a node comes to on a row, said of its variable."""
    z, number = symbols.z3, symbols.like.of(node)
    if abs(number) in symbols._frees:
        truth = symbols._frees[abs(number)]
        true, false = (True, False) if number > 0 else (False, True)
        yield from (
            truth.true == (found is true),
            truth.false == (found is false),
            truth.wait == (found is WAIT),
        )
    elif number in symbols._nums:
        ordered = symbols._nums[number]
        yield ordered.absent == (found is NONE)
        if found is not NONE:
            lo, hi, none = limits(found)
            yield from (ordered.lo == plain(z, lo), ordered.hi == plain(z, hi), ordered.none == none)
    else:
        name = symbols._names[number]
        unknown = found.__class__ in (Interval, SetSpan)
        yield from (name.absent == (found is NONE), name.unknown == unknown)
        if found is not NONE and not unknown:
            yield name.code == symbols.code(found)


def plain(z: Any, number: Any) -> Any:
    return z.Q(number.numerator, number.denominator) if isinstance(number, Fraction) else z.IntVal(number)


def differences(rules: RuleSet, compiled: CompiledRule, found: list[Example]) -> Iterator[tuple[str, str]]:
    """The examples whose formulas give another verdict than the engine, or none."""
    program, prover = rules.program, Prover()
    symbolic = prover.rule(program, compiled)
    leaves = list(prover.symbols.leaves.values())
    watched = replace(compiled, shown={f"leaf{n}": node for n, node in enumerate(leaves)})
    variant = Variant(program, Judging(replace(program.compiled, rules=(watched,))))
    asked = prover.z.z3.Solver()
    asked.add(*prover.symbols.facts, *prover.laws())
    for example in found:
        on = example.on.toordinal()
        models = as_models(example.files, example.on, rules.regulation)
        fillings = program.presuming.fillings(models) if example.presumed else {}
        for _, row, (code,) in variant.judge(models, on, models=True, fillings=fillings)[0]:
            values = variant.function(f"shown_{compiled.index}", models=True)(row, on)
            asked.push()
            asked.add(prover.symbols.on == on)
            for node, each in zip(leaves, values, strict=True):
                asked.add(*given(prover.symbols, node, each))
            if asked.check() != prover.z.z3.sat:
                yield example.id, "no file can be so"
            asked.add(prover.z.no(symbolic.codes[code]))
            if asked.check() != prover.z.z3.unsat:
                yield example.id, "another verdict"
            asked.pop()


def law(name: str, each: int) -> None:
    rules, by_rule = load(name), dict[str, list[Example]]()
    for example in examples(name)[::each]:
        by_rule.setdefault(example.rule, []).append(example)
    for compiled in rules.program.rules:
        found = by_rule.get(compiled.rule.id)
        if found:
            assert list(differences(rules, compiled, found)) == []


@pytest.mark.parametrize("name", available())
def test_with_the_values_of_an_example_the_formulas_give_its_verdict(name: str) -> None:
    law(name, EACH.get(name, 5))


@pytest.mark.deep
@pytest.mark.parametrize("name", available())
def test_with_the_values_of_every_example_the_formulas_give_its_verdict(name: str) -> None:
    law(name, 1)


# --- equal forms ------------------------------------------------------------------------------------------------------

#: Rules with a form that is not proved equal: of names of which one counts as another, each side asks something else.
OPEN = {"area.treatment-owner"}


@pytest.mark.parametrize(
    "names", [("swapped",), ("split",), ("listed",), ("turned", "dualised"), ("doubled", "alone")]
)
@pytest.mark.parametrize("name", ["medio_olona", pytest.param("tirano", marks=pytest.mark.deep)])
def test_equivalent_forms_are_proved_equal(name: str, names: tuple[str, ...]) -> None:
    like, open_ = Likeness(), set()
    before, after = as_written(name).program, rewritten(name, names).program
    for old, new in zip(before.rules, after.rules, strict=True):
        if like.rule(before, old) != like.rule(after, new) and proved((before, old), (after, new))[0] != (
            EQUAL,
        ):
            open_.add(old.rule.id)
    assert open_ <= OPEN


# --- what differs -----------------------------------------------------------------------------------------------------


def pair(before: str, after: str, **parts: str) -> tuple[tuple[str, ...], str | None]:
    old, new = (rule_set(rule(each), **parts).program for each in (before, after))
    return proved((old, old.rules[0]), (new, new.rules[0]))


@pytest.mark.parametrize(
    ("before", "after", "claims"),
    [
        ("{session_time: {at_most: 3 h}}", "{session_time: {at_most: 4 h}}", (NEVER_STRICTER,)),
        ("{session_time: {at_most: 3 h}}", "{session_time: {at_most: 2 h}}", (NEVER_LOOSER,)),
        ("{session_time: {at_most: 3 h}}", "{session_time: {at_least: 3 h}}", ()),
        ("{session_time: {at_most: 3 h}}", "{session_time: {below: 181 min}}", (EQUAL,)),
        (
            "{session_time: {between: [1 h, 3 h]}}",
            "{all: [{session_time: {at_least: 1 h}}, {session_time: {at_most: 3 h}}]}",
            (EQUAL,),
        ),
        ("{session_time: {is: 3 h}}", "{session_time: {between: [3 h, 3 h]}}", (EQUAL,)),
        ("{session_time: {is_not: 3 h}}", "{not: {session_time: {between: [3 h, 3 h]}}}", (EQUAL,)),
        ("{venue: {is: home}}", "{venue: {one_of: [home, school]}}", (NEVER_STRICTER,)),
        ("{venue: {none_of: [home, school]}}", "{venue: {is_not: home}}", (NEVER_STRICTER,)),
        ("{not: {venue: {exists: false}}}", "{venue: {exists: true}}", (EQUAL,)),
        ("{holiday: {is: true}}", "{holiday: {is: false}}", ()),
        ("{partners: {includes: [educator]}}", "{partners: {includes: [coordinator]}}", ()),
    ],
)  # fmt: skip
def test_what_is_proved_of_a_change(before: str, after: str, claims: tuple[str, ...]) -> None:
    assert pair(before, after)[0] == claims


def terms(
    before: str, after: str, per: str = "intervention", **parts: str
) -> tuple[tuple[str, ...], str | None]:
    old, new = (rule_set(rule(each, per=per), **parts).program for each in (before, after))
    return proved((old, old.rules[0]), (new, new.rules[0]))


WITHIN = "{first_session_on: {within: {days: %s, after: requested_on}}}"
BEFORE = "{proposed_on: {within: {days: %s, before: requested_on}}}"
INSTEAD = (
    "{first_session_on: {within: {days: %s, after: requested_on, instead: [{title: {it: u, en: u}, "
    "when: {urgent: {is: true}}, days: 10, after: requested_on}]}}}"
)


@pytest.mark.parametrize("form", [WITHIN, INSTEAD])
def test_longer_terms_are_never_stricter(form: str) -> None:
    assert terms(form % 15, form % 20)[0] == (NEVER_STRICTER,)
    assert terms(form % 20, form % 15)[0] == (NEVER_LOOSER,)


def test_terms_from_other_days_have_nothing_in_common() -> None:
    assert terms(WITHIN % 15, (WITHIN % 15).replace("days", "months")) == ((), None)


@pytest.mark.parametrize(
    ("before", "after", "claims"),
    [
        ("{first_session_on: {at_most: 2026-03-31}}", "{first_session_on: {at_most: 2026-04-30}}", (NEVER_STRICTER,)),
        (
            "{first_session_on: {above: {fact: requested_on}}}",
            "{first_session_on: {at_least: {fact: requested_on}}}",
            (NEVER_STRICTER,),
        ),
        (
            "{first_session_on: {between: [2026-03-01, 2026-03-31]}}",
            "{first_session_on: {between: [2026-03-01, 2026-04-30]}}",
            (NEVER_STRICTER,),
        ),
        ("{first_session_on: {exists: true}}", "{not: {first_session_on: {exists: false}}}", (EQUAL,)),
    ],
)  # fmt: skip
def test_what_is_proved_of_events(before: str, after: str, claims: tuple[str, ...]) -> None:
    assert terms(before, after)[0] == claims


def test_what_waits_for_a_day_is_judged_after_it() -> None:
    one, other = (
        rule_set(rule(CAP % hours, per="session", more="awaits: session_day")).program for hours in (3, 4)
    )
    assert proved((one, one.rules[0]), (other, other.rules[0]))[0] == (NEVER_STRICTER,)


CAP = "{session_time: {at_most: %s h}}"
DATED = "{session_time: {at_most: $cap}}"


UNSET = "not_set: {by: {it: il Comune, en: the Comune}, asks: {it: quanto, en: how much}}"


@pytest.mark.parametrize(
    ("history", "claims"),
    [
        (("is: 3 h", "from: 2026-01-01, is: 4 h"), (NEVER_STRICTER,)),
        (
            ("is: 3 h", "from: 2026-01-01, is: 2 h"),
            (),
        ),  # of a day that is not known, it is open which amount counts
        (("is: 3 h", "from: 2026-01-01, is: 2 h", "from: 2027-01-01, is: 4 h"), ()),
        (("is: 3 h", "from: 2026-01-01, is: 180 min"), (EQUAL,)),
        (("is: 3 h", f"from: 2026-01-01, {UNSET}"), (NEVER_STRICTER,)),
    ],
)
def test_what_is_proved_of_amounts_with_days(history: tuple[str, ...], claims: tuple[str, ...]) -> None:
    old = rule_set(rule(DATED), values=value("cap", "minutes", "is: 3 h")).program
    new = rule_set(rule(DATED), values=value("cap", "minutes", *history)).program
    assert proved((old, old.rules[0]), (new, new.rules[0]))[0] == claims


@pytest.mark.parametrize(("amount", "claims"), [("2 h", ()), ("4 h", (NEVER_STRICTER,))])
def test_amounts_by_the_day_of_an_event(amount: str, claims: tuple[str, ...]) -> None:
    old, new = (
        rule_set(
            rule(DATED, more="dated_by: session_agreed_on"),
            values=value("cap", "minutes", *history),
        ).program
        for history in (("is: 3 h",), ("is: 3 h", f"from: 2026-01-01, is: {amount}"))
    )
    assert proved((old, old.rules[0]), (new, new.rules[0]))[0] == claims


def test_what_lies_behind_the_horizon_makes_no_difference() -> None:
    old = rule_set(rule(DATED), values=value("cap", "minutes", "is: 3 h")).program
    new = rule_set(
        rule(DATED), values=value("cap", "minutes", "is: 3 h", "from: 2026-09-01, is: 4 h")
    ).program
    for day, same in ((date(2026, 8, 31), True), (date(2026, 9, 1), False)):
        like = Likeness(day.toordinal())
        assert (like.rule(old, old.rules[0]) == like.rule(new, new.rules[0])) is same


def test_a_change_under_another_reading_alone_is_not_equal() -> None:
    form = "{by_reading: {counted: {direct: {venue: {is: home}}, all: {session_time: {at_most: %s h}}}}}"
    old, new = (rule_set(rule(form % hours), readings=COUNTED).program for hours in (3, 4))
    assert proved((old, old.rules[0]), (new, new.rules[0]))[0] == (NEVER_STRICTER, NEVER_LOOSER)


def test_without_the_solver_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "available", lambda: False)
    with pytest.raises(AdmRulesError, match=r"adm_rules\[proof\]"):
        solver.z3()


def test_what_is_within_reach_is_not_said_to_wait_for_a_value() -> None:
    form = "{any: [{session_time: {at_most: $cap}}, {venue: {is: home}}]}"
    rules = rule_set(rule(form), values=not_set("cap", "minutes"))
    assert list(out_of_reach(rules.program, {})) == []
    alone = rule_set(rule(DATED), values=not_set("cap", "minutes"))
    assert [found[1:] for found in out_of_reach(alone.program, {})] == [(("complies",), ("cap",))]


def test_names_of_a_fact_are_one_and_the_same_for_its_opposite() -> None:
    both = pair(
        "{venue: {one_of: {fact: planned_venues}}}", "{not: {venue: {none_of: {fact: planned_venues}}}}"
    )
    assert both[0] == (EQUAL,)


def test_a_truth_and_its_opposite_are_one_variable() -> None:
    """So one of the two holds wherever anything is known, and a third way is no way out of a breach."""
    among = "{venue: {%s: {fact: planned_venues}}}"
    either = f"{among % 'one_of'}, {among % 'none_of'}"
    third = "{session_time: {at_most: 3 h}}"
    assert pair(f"{{any: [{either}]}}", f"{{any: [{either}, {third}]}}")[0] == (NEVER_STRICTER, NEVER_LOOSER)
    assert pair(f"{{any: [{among % 'one_of'}]}}", f"{{any: [{among % 'one_of'}, {third}]}}")[0] == (
        NEVER_STRICTER,
    )


# --- what may have no end ---------------------------------------------------------------------------------------------


def test_an_open_order_holds_in_formulas_as_it_does_on_rows() -> None:
    """Of an end that is not recorded, or is none, beside a day of it that is known, or not."""
    core, day = Core(), 739_000
    end = core.make(nodes.Field, "assignment", "date", "to", "end")
    asked = core.make(nodes.Field, "assignment", "date", "from", "asked")
    known = (day, day + 9, Interval(day - 5, day + 5), Interval(day + 1, day + 9), UNKNOWN)
    ends = (*known, NONE, *(Interval(each.lo, each.hi, True) for each in known if isinstance(each, Interval)))
    for order, is_open in product(("at_least", "above"), (True, False)):
        node = core.compare("assignment", end, order, asked, open=is_open)
        for found, other in product(ends, known):
            prover = Prover()
            truth, symbols = prover.symbols.truth(node), prover.symbols
            solver = prover.z.z3.Solver()
            solver.add(*symbols.facts, *given(symbols, end, found), *given(symbols, asked, other))
            assert solver.check() == prover.z.z3.sat
            expected = compared(node, (found, other), day)
            solver.add(
                prover.z.no(
                    prover.z.every(truth.true == (expected is True), truth.false == (expected is False))
                )
            )
            assert solver.check() == prover.z.z3.unsat, (order, is_open, found, other, expected)

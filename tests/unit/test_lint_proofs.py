"""What checks say of rule sets by proof, and what examples show against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from adm_rules import load
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.lint.linting import lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.parts import idle_parts
from adm_rules._internal.proof import claims, solver
from adm_rules._internal.proof.claims import (
    alike,
    covered,
    covers,
    impossible,
    irreconcilable,
    looser,
    paired,
)
from adm_rules._internal.review.example import Example, read_examples
from adm_rules._internal.rules import Comparison, FactRef, Literal
from tests.rules.small import not_set, rule, rule_set, session, with_sessions
from tests.unit.test_lint import ALL, material

HOME, SCHOOL = "{venue: {is: home}}", "{venue: {is: school}}"
EITHER = f"{{any: [{HOME}, {SCHOOL}]}}"
NEITHER = f"{{all: [{{not: {HOME}}}, {{not: {SCHOOL}}}]}}"


def made(*rules: str, examples: tuple[Example, ...] | None = None, **parts: str) -> Material:
    return Material(rule_set(*rules, **parts), None, examples)


def example(verdict: str, name: str = "r", **keys: Any) -> tuple[Example, ...]:
    one = {
        "id": "seen",
        "rule": name,
        "on": "2026-03-31",
        "root": "case",
        "file": with_sessions(session("2026-03-02T15:00", "17:00", **keys)),
        "expect": [{"verdict": verdict}],
    }
    return read_examples(yaml.safe_dump({"examples": [one]}), "examples.yaml")


def told(found: Material, code: str) -> list[str]:
    return [each.message for each in lint_material(found, ALL, {code}).findings]


# --- what can never be ------------------------------------------------------------------------------------------------

NEVER = {
    "when-never": (made(rule(HOME, when=f"{{all: [{EITHER}, {NEITHER}]}}")), "breaches"),
    "require-never": (made(rule(f"{{all: [{EITHER}, {NEITHER}]}}")), "complies"),
    "require-always": (made(rule(f"{{any: [{EITHER}, {NEITHER}]}}")), "breaches"),
}


@pytest.mark.parametrize("code", NEVER)
def test_what_single_limits_do_not_tell_is_proved(code: str) -> None:
    found, _ = NEVER[code]
    assert ["that is proved for every file" in each for each in told(found, code)] == [True]


@pytest.mark.parametrize("code", NEVER)
def test_what_an_example_shows_is_not_asked(code: str) -> None:
    found, verdict = NEVER[code]
    assert told(replace(found, examples=example(verdict)), code) == []


def test_what_may_be_under_one_reading_is_not_said_never_to_be() -> None:
    readings = """
  scope: {question: {it: quali, en: which}, default: a, norms: [N-1], options: {a: {it: a, en: a}, b: {it: b, en: b}}}
"""
    when = f"{{by_reading: {{scope: {{a: {{all: [{EITHER}, {NEITHER}]}}, b: {HOME}}}}}}}"
    short = "{session_time: {at_most: 3 h}}"
    assert impossible(rule_set(rule(short, when=when), readings=readings).program, {}) == {}


def test_a_value_that_nobody_set_is_told_by_another_check() -> None:
    require = f"{{all: [{{session_time: {{at_most: $cap}}}}, {EITHER}, {NEITHER}]}}"
    program = rule_set(rule(require), values=not_set("cap", "minutes")).program
    assert impossible(program, {}) == {}


# --- derogations ------------------------------------------------------------------------------------------------------


def test_a_derogation_that_examples_show_both_ways_is_not_asked() -> None:
    require = "{session_time: {at_most: 3 h}}"
    clause = f"derogations: [{{id: longer, require: {HOME}, cites: {{article: '1'}}}}]"
    program = rule_set(rule(require, more=clause)).program
    assert [found[2:] for found in covers(program, {})] == [(True, False)]
    assert list(covers(program, {"r": {"derogated", "breaches"}})) == []
    assert len(list(covers(program, {"r": {"derogated"}}))) == 1


# --- two rules --------------------------------------------------------------------------------------------------------

TWO = (
    rule(f"{{all: [{EITHER}, {{session_time: {{at_most: 3 h}}}}]}}", id="one"),
    rule(f"{{all: [{NEITHER}, {{session_time: {{at_most: 3 h}}}}]}}", id="other"),
)


def test_two_rules_that_no_file_keeps_need_a_file_to_which_both_apply() -> None:
    (pair,) = irreconcilable(paired(rule_set(*TWO).program))
    assert [each.id for each in pair] == ["one", "other"]
    assert told(made(*TWO), "rules-conflict") == []
    seen = example("complies", "one", venue="home")
    (message,) = told(made(*TWO, examples=seen), "rules-conflict")
    assert message == "no file keeps both `one` and `other`, and both apply in the example `seen`"
    open_ = example("undecided", "one")
    assert told(made(*TWO, examples=open_), "rules-conflict") == []
    elsewhere = example("complies", "third", venue="home")
    assert told(made(*TWO, examples=elsewhere), "rules-conflict") == []


@pytest.mark.parametrize(
    "other",
    [
        rule(EITHER, id="other"),
        rule("{session_time: {at_most: 4 h}}", id="other"),
        rule("{session_time: {at_least: 1 h}}", id="other"),
        rule("{all: [{venue: {is: home}}, {venue: {is: school}}]}", id="other"),
    ],
)
def test_rules_that_may_both_be_kept_are_left_alone(other: str) -> None:
    one = rule(f"{{all: [{EITHER}, {{session_time: {{below: 3 h}}}}]}}", id="one")
    assert list(irreconcilable(paired(rule_set(one, other).program))) == []


def test_an_error_inside_a_warning_is_a_degree_and_no_repetition() -> None:
    wide = rule(
        "{session_time: {at_most: 3 h}}",
        id="wide",
        otherwise="{severity: warning, message: {it: Non va., en: It fails.}}",
    )
    narrow = rule("{session_time: {at_most: 4 h}}", id="narrow")
    found = made(wide, narrow)
    assert [(a.id, b.id) for a, b in covered(paired(found.rules.program))] == [("narrow", "wide")]
    assert told(found, "covered") == []
    twice = made(rule(HOME, id="one"), rule(HOME, id="two"))
    assert told(twice, "covered") == []
    assert len(told(twice, "duplicate-rule")) == 1


# --- parts ------------------------------------------------------------------------------------------------------------

THERE = "{session_time: {exists: true}}"
SHORT = "{session_time: {at_most: 3 h}}"
COME = "{started_on: {exists: true}}"
EARLY = "{started_on: {at_most: {fact: proposed_on}}}"


@pytest.mark.parametrize(
    "text",
    [
        rule(f"{{all: [{THERE}, {SHORT}]}}"),
        rule(f"{{not: {{any: [{{not: {THERE}}}, {{not: {SHORT}}}]}}}}"),
        rule(f"{{all: [{HOME}, {{any: [{HOME}, {SCHOOL}]}}]}}"),
        rule(HOME, when=f"{{any: [{EITHER}, {SCHOOL}]}}"),
        rule(
            "{session_time: {at_most: 3 h}}",
            more=f"derogations: [{{id: d, when: {{all: [{HOME}, {EITHER}]}}, require: {{all: [{HOME},"
            f" {EITHER}]}}, cites: {{article: '1'}}}}]",
        ),
    ],
)
def test_a_part_that_changes_no_verdict_is_found_wherever_it_stands(text: str) -> None:
    assert list(idle_parts(made(text)))


def test_a_part_that_only_looks_idle_is_left_alone() -> None:
    assert not list(idle_parts(made(rule(f"{{all: [{COME}, {EARLY}]}}", per="intervention"))))
    two = "{all: [{session_time: {at_least: 1 h}}, {session_time: {at_most: 3 h}}]}"
    assert not list(idle_parts(made(rule(two))))
    waiting = "{all: [{session_time: {at_most: $cap}}, {session_time: {at_most: $cap}}]}"
    assert not list(idle_parts(made(rule(waiting), values=not_set("cap", "minutes"))))


def test_what_does_not_compile_is_no_variant() -> None:
    found = made(rule(HOME))
    (own,) = found.regulation.rules
    broken = replace(own, require=Comparison(FactRef("nothing"), "is", Literal("home"), ()))
    tried = [claims.PartVariant(0, broken, "broken"), claims.PartVariant(0, own, "own")]
    assert [each.about for each in alike(found.rules.program, found.registry, tried)] == ["own"]


# --- overlays, and without the solver ---------------------------------------------------------------------------------

OVERLAY = """
    extends: {rules: tirano}
    values:
      substitution_days: {history: [{from: 2027-03-01, is: 4, cites: {article: "1"}}]}
    """


def test_an_amount_of_its_own_is_not_idle() -> None:
    assert told(material(OVERLAY), "overlay-idle") == []
    assert told(material(OVERLAY), "overlay-looser") == []
    assert told(made(rule(HOME)), "overlay-looser") == told(made(rule(HOME)), "overlay-idle") == []


def test_what_the_base_waits_for_is_said_of_the_base() -> None:
    code = "waits-for-value"
    (said,) = told(Material(load("scheda_comunale"), None), code)
    assert "`access.age-bands`" in said
    over = material("extends: {rules: scheda_comunale}\nrules: []")
    assert any(each.rule.id == "access.age-bands" for each in over.rules.program.rules)
    assert told(over, code) == []


@pytest.mark.parametrize(
    "asked",
    [
        lambda program: list(covers(program, {})),
        lambda program: list(claims.out_of_reach(program, {})),
        lambda program: dict(impossible(program, {})),
        lambda program: list(covered(paired(program))),
        lambda program: list(irreconcilable(paired(program))),
        lambda program: list(looser(program, program, ["one"])),
    ],
)
def test_without_the_solver_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, asked: Callable[[Any], Any]
) -> None:
    monkeypatch.setattr(claims, "available", lambda: False)
    found = made(*TWO, *(each.replace("id: ", "id: x") for each in TWO))
    assert not asked(found.rules.program)
    assert not list(idle_parts(made(rule(f"{{all: [{THERE}, {SHORT}]}}"))))
    assert solver.available()


# --- reviews of citations ---------------------------------------------------------------------------------------------


def reviewed(day: str) -> str:
    return rule(HOME).replace('cites: {article: "1"}', f'cites: {{article: "1", review: {day}}}')


@pytest.mark.parametrize(("on", "due"), [(date(2026, 1, 1), 0), (date(2026, 1, 2), 1), (None, 0)])
def test_a_review_is_due_from_the_day_after_it_was_to_be_made(on: date | None, due: int) -> None:
    found = replace(made(reviewed("2026-01-01")), on=on)
    assert len(told(found, "citation-review-due")) == due


@pytest.mark.parametrize("day", ["20260101", "soon", "2026-13-01"])
def test_a_review_is_a_day(day: str) -> None:
    with pytest.raises(DiagnosticsError, match="bad-date"):
        rule_set(reviewed(day))


# --- anchors ----------------------------------------------------------------------------------------------------------

DUE = "{within: {days: 10, after: proposed_on%s}}"


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        (rule(f"{{started_on: {DUE % ''}}}", per="intervention"), 1),
        (rule(f"{{started_on: {DUE % ', until: closed_on'}}}", per="intervention"), 0),
        (
            rule(
                f"{{all: [{{proposed_on: {{exists: true}}}}, {{started_on: {DUE % ''}}}]}}",
                per="intervention",
            ),
            0,
        ),
        (rule("{some: {of: plan, ever: true}}", per="intervention"), 0),
        (
            rule(
                "{drafted_on: {within: {days: 10, after: closed_on}}}",
                per="plan",
                when="{closed_on: {exists: true}}",
            ),
            0,
        ),
    ],
)
def test_a_deadline_waits_where_its_anchor_does_not_come(text: str, waits: int) -> None:
    assert len(told(made(text), "anchor-may-not-come")) == waits


def test_of_an_overlay_only_its_own_rules_and_values_are_looked_at() -> None:
    found = material(OVERLAY)
    own = {each.at for each in lint_material(found, ALL).findings}
    assert own <= {"overlay", "substitution_days"}
    assert found.regulation.rules == ()
    assert len(found.rules.rules) > 100

"""Steps: any record may tell which were taken, on which day, by whom and where; rules ask by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.case import Case
from adm_rules._internal.compiler.steps import _steps
from adm_rules._internal.diagnostics import CaseError, Diagnostic
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Prose, origin
from adm_rules._internal.facts import registry
from adm_rules._internal.render.asides import unread_text
from tests.rules.small import ON, case, only, rule, rule_set, session, verdicts, with_intervention

NAMES = "\n  step:\n    home_visit: {it: visita domiciliare, en: home visit}\n    inquiry: {it: indagine, en: inquiry}"


def asking(require: str, *, per: str = "request", **parts: str) -> RuleSet:
    return rule_set(rule(require, per=per), **{"names": NAMES, **parts})


def request(*steps: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return case(requests=[{"id": "r1", "submitted_on": "2026-03-02", "steps": list(steps), **keys}])


def visit(on: Any = "2026-03-10", **keys: Any) -> dict[str, Any]:
    return {"step": "home_visit", "on": on, **keys}


def said(rules: RuleSet, lang: str) -> str:
    prose = Prose(rules.vocabulary, lang, rules.regulation)
    return prose.sentence(rules.rules[0].require)


def faults_of(rules: RuleSet, data: Any) -> list[Diagnostic]:
    with pytest.raises(CaseError) as caught:
        rules.check(data, on=ON)
    return list(caught.value.diagnostics)


IN_TIME = asking("{step: {with: {name: home_visit}, within: {days: 15, after: requested_on}}}")


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ([visit("2026-03-17")], "complies"),
        ([visit("2026-03-18")], "breaches"),
        ([visit("2026-03-20"), visit("2026-03-17")], "complies"),  # the first of those of one name
        ([{"step": "inquiry", "on": "2026-03-03"}], "breaches"),
        ([visit("none")], "breaches"),
        ([visit(None)], "undecided"),
        ([visit(None), visit("2026-03-05")], "complies"),
        ([visit("2026-04-20")], "breaches"),  # ahead of the judgement day: not taken yet
        ([], "breaches"),
    ],
)
def test_a_step_is_the_first_of_its_name_that_its_record_tells(steps: list[Any], verdict: str) -> None:
    assert verdicts(IN_TIME, request(*steps)) == [verdict]


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (case(requests=[{"submitted_on": "2026-03-02"}]), "undecided"),
        (case(requests=[{"submitted_on": "2026-03-02"}], complete_until="2026-03-31"), "undecided"),
        (
            case(requests=[{"submitted_on": "2026-03-02", "steps": []}], complete_until="2026-03-17"),
            "breaches",
        ),
        (
            case(requests=[{"submitted_on": "2026-03-02", "steps": []}], complete_until="2026-03-16"),
            "undecided",
        ),
        ({**request(), "complete_until": "2026-03-16"}, "undecided"),
        (request(), "breaches"),
    ],
)
def test_a_record_without_steps_leaves_them_open_and_a_list_is_as_whole_as_its_file(
    data: Any, verdict: str
) -> None:
    assert verdicts(IN_TIME, data) == [verdict]


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ({"items": [], "complete_until": "2026-03-17"}, "breaches"),
        ({"items": [], "complete_until": "2026-03-16"}, "undecided"),
        ({"items": [], "complete_from": "2026-03-03"}, "undecided"),
        ({"items": [visit("2026-03-20")], "complete_from": "2026-03-03"}, "undecided"),
        ({"items": [visit()], "complete_from": "2026-03-03", "complete_until": "2026-03-12"}, "complies"),
    ],
)
def test_a_list_of_steps_may_say_what_it_covers(steps: Any, verdict: str) -> None:
    asked = asking("{step: {with: {name: home_visit}, between: [2026-03-03, 2026-03-17]}}")
    rules = IN_TIME if verdict != "undecided" else asked
    data = case(requests=[{"submitted_on": "2026-03-02", "steps": steps}])
    assert verdicts(rules, data) == [verdict]


def test_what_a_step_tells_is_that_of_the_first() -> None:
    rules = asking(
        "{all: [{step_by: {with: {name: home_visit}, is: educator}},"
        " {step_venue: {with: {name: home_visit}, is: home}}]}"
    )
    told = visit(by="educator", venue="home")
    assert verdicts(rules, request(told)) == ["complies"]
    assert verdicts(rules, request(told, visit("2026-03-11", by="coordinator"))) == ["complies"]
    assert verdicts(rules, request(visit("2026-03-09", by="coordinator"), told)) == ["breaches"]
    assert verdicts(rules, request(visit(by="educator"))) == ["undecided"]
    assert verdicts(rules, request(visit(None, by="coordinator"), told)) == ["undecided"]
    assert verdicts(rules, request(visit("none", by="educator", venue="home"))) == ["breaches"]
    assert verdicts(rules, case(requests=[{"submitted_on": "2026-03-02"}])) == ["undecided"]


def test_one_step_says_another_where_it_counts_as_it() -> None:
    names = (
        "\n  step:\n    visit: {it: visita, en: visit}"
        "\n    home_visit: {it: visita domiciliare, en: home visit, counts_as: [visit]}"
    )
    broad = asking("{step: {with: {name: visit}, exists: true}}", names=names)
    narrow = asking("{step: {with: {name: home_visit}, exists: true}}", names=names)
    assert verdicts(broad, request(visit())) == ["complies"]
    assert verdicts(narrow, request({"step": "visit", "on": "2026-03-10"})) == ["undecided"]
    assert broad.unread(case=request(visit())) == ()


# --- whose step -------------------------------------------------------------------------------------------------------


def test_the_nearest_record_is_meant_unless_another_is_named() -> None:
    both = with_intervention(
        steps=[visit("2026-03-05")],
        request="r1",
        sessions=[session("2026-03-10T15:00", "16:00", steps=[visit("2026-03-10")])],
        case_keys={"requests": [{"id": "r1", "submitted_on": "2026-03-02", "steps": [visit("2026-03-04")]}]},
    )
    for of, day in (("session", 10), ("intervention", 5), ("request", 4)):
        named = f"{{step: {{with: {{name: home_visit, of: {of}}}, between: [2026-03-{day:02}, 2026-03-{day:02}]}}}}"
        assert verdicts(asking(named, per="session"), both) == ["complies"], of
    assert verdicts(
        asking("{step: {with: {name: home_visit}, between: [2026-03-10, 2026-03-10]}}", per="session"), both
    ) == ["complies"]
    assert verdicts(asking("{step: {with: {name: home_visit}, exists: true}}", per="week"), both) == [
        "undecided"
    ]


def test_elements_have_steps_of_their_own_and_those_of_the_one_that_asks() -> None:
    own = asking(
        "{some: {of: plan, ever: true, where: {step: {with: {name: inquiry}, exists: true}}}}", per="case"
    )
    asker = asking(
        "{some: {of: plan, ever: true, where:"
        " {drafted_on: {at_least: {fact: step, with: {name: inquiry, of: intervention}}}}}}",
        per="intervention",
    )
    plan = {"drafted_on": "2026-03-10", "steps": [{"step": "inquiry", "on": "2026-03-09"}]}
    data = with_intervention(plans=[plan], steps=[{"step": "inquiry", "on": "2026-03-09"}])
    assert verdicts(own, data) == ["complies"]
    assert verdicts(asker, data) == ["complies"]
    plan["steps"] = []
    assert verdicts(own, data) == ["breaches"]


def test_every_record_of_a_file_may_tell_steps() -> None:
    kept = [name for name, subject in registry().subjects.items() if subject.is_kept]
    for name in kept:
        rules = asking("{step: {with: {name: home_visit}, exists: true}}", per=name)
        assert rules.rules[0].per == name


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_step_is_named_in_deadlines_questions_and_words() -> None:
    (due,) = IN_TIME.deadlines(request(), on=date(2026, 3, 3))
    assert due.what.en == "day of the given step: home visit"
    (missing,) = only(IN_TIME, case(requests=[{"submitted_on": "2026-03-02"}])).missing
    assert (missing.name, missing.text.it) == ("step", "data del passo indicato: visita domiciliare")
    text = said(IN_TIME, "it")
    assert "la data del passo indicato «visita domiciliare»" in text
    named = asking("{step: {with: {name: home_visit, of: request}, exists: true}}")
    assert "the day of the given step “home visit” (request)" in said(named, "en")


def test_a_declared_fact_may_be_a_step() -> None:
    facts = (
        "\n  visited: {per: request, kind: event, label: {it: visita, en: visit}, step: {name: home_visit}}"
        "\n  visitor: {per: request, kind: enum, names: role, label: {it: chi visita, en: visitor},"
        " step: {name: home_visit, give: by}}"
        "\n  days: {per: request, kind: days, label: {it: giorni, en: days},"
        " between: {from: requested_on, to: visited, in: days}}"
    )
    rules = asking("{all: [{days: {at_most: 8}}, {visitor: {is: educator}}]}", facts=facts)
    assert verdicts(rules, request(visit(by="educator"))) == ["complies"]
    assert verdicts(rules, request(visit("2026-03-11", by="educator"))) == ["breaches"]
    prose = Prose(rules.vocabulary, "it", rules.regulation)
    assert origin(prose, rules.vocabulary.facts["visited"]) == "il giorno del passo: «visita domiciliare»"


# --- the door ---------------------------------------------------------------------------------------------------------


def test_an_unknown_step_is_named_with_the_nearest() -> None:
    (fault,) = faults_of(IN_TIME, request({"step": "home_visits", "on": "2026-03-10"}))
    assert (fault.code, fault.help) == ("unknown-name", "did you mean `home_visit`?")
    (far,) = faults_of(IN_TIME, request({"step": 7, "on": "2026-03-10"}))
    assert far.code == "unknown-name"
    other = rule_set(rule("{age: {at_least: 0}}", per="case"))
    assert faults_of(other, request(visit()))[0].path == ("requests", 0, "steps", 0, "step")


def test_milestones_are_read_as_steps() -> None:
    rules = asking("{step: {with: {name: assigned}, exists: true}}", per="intervention")
    assigned = [{"step": "assigned", "on": "2026-03-10"}]
    assert verdicts(rules, with_intervention(milestones=assigned)) == ["complies"]
    model = Case(**with_intervention(milestones=assigned))
    assert verdicts(rules, model) == ["complies"]
    assert verdicts(rules, with_intervention(milestones=assigned), trusted=True) == ["complies"]
    (fault,) = faults_of(rules, with_intervention(milestones=assigned, steps=[]))
    assert (fault.code, fault.help) == ("unknown-key", "did you mean `steps`?")


def test_steps_that_nobody_asks_for_are_told() -> None:
    (key,) = IN_TIME.unread(case=request(visit(), {"step": "inquiry", "on": "2026-03-11"}))
    assert (key.key, key.fact) == ("requests[].steps", "step")
    assert "requests[].steps" in unread_text([key], lang="en", width=100)
    assert IN_TIME.unread(case=request(visit())) == ()
    assert {key for key in IN_TIME.reads if "steps" in key} == {
        "requests.steps",
        *(f"requests.steps.{key}" for key in ("step", "on", "venue", "by")),
    }
    elements = rule_set(rule("{milestone_on: {exists: true}}", per="milestone"))
    assert elements.unread(case=with_intervention(steps=[{"step": "assigned", "on": "2026-03-11"}])) == ()


# --- laws -------------------------------------------------------------------------------------------------------------


DAYS = st.sampled_from([None, "none", "2026-03-03", "2026-03-17", "2026-03-18", "2026-03-31", "2026-04-01"])


@given(st.lists(st.tuples(st.sampled_from(["home_visit", "inquiry"]), DAYS), max_size=4), st.integers(0, 3))
def test_knowing_less_of_a_step_never_mends_or_breaks(told: list[tuple[str, Any]], forgotten: int) -> None:
    """A day that is taken away leaves the verdict or opens it."""
    steps = [{"step": name, "on": day} for name, day in told]
    (before,) = verdicts(IN_TIME, request(*steps))
    steps[forgotten:] = [{**each, "on": None} for each in steps[forgotten:]]
    (after,) = verdicts(IN_TIME, request(*steps))
    assert after in (before, "undecided")


@given(st.lists(st.tuples(st.sampled_from(["home_visit", "inquiry"]), DAYS), max_size=4))
def test_steps_and_the_milestones_of_an_intervention_are_the_same(told: list[tuple[str, Any]]) -> None:
    """The node of a step gives what the fold over the elements gives, or more."""
    names = {"home_visit": "assigned", "inquiry": "parents_sent"}
    facts = (
        "\n  first: {per: intervention, kind: event, label: {it: primo, en: first}, pick: {from: milestone,"
        " of: milestone_on, by: milestone_on, take: first, ever: true, where: {milestone_step: {is: assigned}}}}"
    )
    rules = [
        asking(f"{{{fact}, at_most: 2026-03-17}}}}", per="intervention", facts=facts)
        for fact in ("step: {with: {name: assigned}", "first: {as: x")
    ]
    data = with_intervention(steps=[{"step": names[name], "on": day} for name, day in told])
    step, fold = (verdicts(each, data) for each in rules)
    assert fold in (step, ["undecided"])


def test_who_is_known_not_to_exist_has_taken_no_step() -> None:
    assert list(_steps("none", "referral_sheet", "on", None, None, 0)) == []

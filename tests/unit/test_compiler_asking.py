"""Facts and conditions asked outside rules: they mean what they mean in a rule, and unseen rows say so."""

from __future__ import annotations

from datetime import date
from typing import Any

from adm_rules.bounds import Interval
from adm_rules.compiler.asking import Answers, Asking, Question
from adm_rules.compiler.context import Context
from adm_rules.compiler.nodes import Node
from adm_rules.engine import RuleSet
from adm_rules.engine.files import as_model
from adm_rules.loader.conditions import read_condition
from adm_rules.loader.faults import Faults
from adm_rules.rules import FactRef
from adm_rules.trace.missing import missing_below
from adm_rules.trace.tracer import Tracer
from tests.rules.small import ON, rule, rule_set, session, with_intervention, with_sessions

LATE = {"start_clock": {"at_least": "17:00"}}
LONG = {"session_time": {"above": "2 h"}}


def rules(**parts: str) -> RuleSet:
    return rule_set(rule("{session_time: {at_most: 1 h}}"), **parts)


def node(rule_set: RuleSet, condition: Any, per: str = "session") -> Node:
    return rule_set.program.low.condition(read_condition(condition, (), Faults()), Context(per))


def answers(rule_set: RuleSet, data: Any, *questions: Question, on: date = ON) -> Answers:
    model = as_model("case", data, rule_set.regulation)
    return Asking(rule_set.program, questions).answers({"case": model}, on.toordinal())


def test_facts_and_conditions_are_answered_row_by_row() -> None:
    own = rules()
    conditions = {"late": node(own, LATE), "long": node(own, LONG)}
    question = Question("session", ("session_time", "service"), conditions)
    data = with_sessions(session("2026-03-02T16:00", "18:30"), session("2026-03-03T17:00", "18:00"))
    found = answers(own, data, question)["session"]
    assert [each.values for each in found] == [
        {"session_time": 150, "service": "home_education"},
        {"session_time": 60, "service": "home_education"},
    ]
    assert [each.truths for each in found] == [{"late": False, "long": True}, {"late": True, "long": False}]
    assert not any(each.unseen for each in found)


def test_what_is_not_known_is_neither_true_nor_false() -> None:
    own = rules()
    question = Question("session", ("session_time",), {"long": node(own, LONG), "late": node(own, LATE)})
    (found,) = answers(own, with_sessions(session("2026-03-02T16:00")), question)["session"]
    assert isinstance(found.values["session_time"], Interval)
    assert found.truths == {"long": None, "late": False}


def test_a_list_that_is_not_known_is_one_unseen_row() -> None:
    own = rules()
    data = with_intervention()
    (found,) = answers(own, data, Question("session", ("session_day",)))["session"]
    assert found.unseen
    assert isinstance(found.values["session_day"], Interval)


def test_a_list_known_to_be_empty_has_no_rows() -> None:
    assert answers(rules(), with_sessions(), Question("session", ("session_day",)))["session"] == ()


def test_questions_about_one_subject_are_joined() -> None:
    own = rules()
    first = Question("session", ("session_day", "service"), {"late": node(own, LATE)})
    second = Question("session", ("service", "activity"), {"long": node(own, LONG)})
    found = answers(own, with_sessions(session("2026-03-02T17:30", "18:30")), first, second)
    (only,) = found["session"]
    assert list(only.values) == ["session_day", "service", "activity"]
    assert only.truths == {"late": True, "long": False}


def test_several_subjects_are_asked_in_one_pass() -> None:
    data = with_sessions(session("2026-03-02T16:00", "18:00"), isee=[{"kind": "minors", "value": "8000.00"}])
    found = answers(
        rules(), data, Question("session", ("session_time",)), Question("isee", ("isee_kind", "isee_value"))
    )
    assert found["isee"][0].values == {"isee_kind": "minors", "isee_value": 800_000}
    assert found["session"][0].values == {"session_time": 120}


def test_an_answer_does_not_depend_on_the_days_on_which_the_rules_are_in_force() -> None:
    """Whoever asks dates what is asked: a statement of last year is not empty because the rules have ended."""
    own = rules(in_force="{from: 2020-01-01, until: 2020-12-31}")
    question = Question("session", ("session_time",), {"long": node(own, LONG)})
    (found,) = answers(own, with_sessions(session("2026-03-02T16:00", "19:00")), question)["session"]
    assert found.truths == {"long": True}


def test_what_comes_after_the_day_has_not_happened_yet() -> None:
    question = Question("session", ("session_status",))
    (found,) = answers(rules(), with_sessions(session("2026-04-02T16:00", "19:00")), question)["session"]
    assert found.values == {"session_status": "planned"}


def test_a_node_is_answered_among_the_values_by_the_name_of_the_asker() -> None:
    own = rules()
    low = own.program.low
    start, day = (
        low.fact(FactRef(name), Context("session"), ()) for name in ("session_start", "session_day")
    )
    assert start is not None
    assert day is not None
    first, second = (
        Question("session", ("service",), nodes={"a": day}),
        Question("session", nodes={"b": start}),
    )
    (found,) = answers(own, with_sessions(session("2026-03-02T16:00", "19:00")), first, second)["session"]
    assert found.values["a"] == date(2026, 3, 2).toordinal()
    assert list(found.values) == ["service", "a", "b"]
    assert found.truths == {}


def test_what_is_missing_behind_a_node_is_told() -> None:
    own = rules()
    low = own.program.low
    node_ = low.fact(FactRef("session_time"), Context("session"), ())
    assert node_ is not None
    question = Question("session", nodes={"time": node_})
    for data, names in (
        (with_sessions(session("2026-03-02T16:00")), ["session_end"]),
        (with_sessions(session("2026-03-02T16:00", "17:00")), []),
        (with_intervention(), ["session"]),
    ):
        found = answers(own, data, question)
        tracer = Tracer(found.variant.judging.slots, ON.toordinal())
        (asked,) = found["session"]
        missing = missing_below(own.program, tracer, [node_], asked.row)
        assert [each.name for each in missing] == names


def test_what_an_id_leads_to_that_no_element_bears_does_not_answer() -> None:
    own = rules()
    data = with_intervention(
        request="r9", case_keys={"requests": [{"id": "r1", "submitted_on": "2026-03-02"}]}
    )
    found = answers(
        own, data, Question("request", ("request_id",)), Question("intervention", ("requested_on",))
    )
    assert [each.values["request_id"] for each in found["request"]] == ["r1"]
    assert isinstance(found["intervention"][0].values["requested_on"], Interval)

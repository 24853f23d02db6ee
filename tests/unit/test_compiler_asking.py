"""Facts and conditions asked outside rules: they mean what they mean in a rule, and unseen rows say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from adm_rules._internal.compiler.asking import Asking, FileAnswers, Question
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import FactRef
from adm_rules._internal.trace.missing import missing_below
from adm_rules._internal.trace.tracer import Tracer
from adm_rules._internal.values.bounds import Interval
from tests.rules.small import ON, rule, rule_set, session, with_intervention, with_sessions

LATE = {"start_clock": {"at_least": "17:00"}}
LONG = {"session_time": {"above": "2 h"}}


def rules(**parts: str) -> RuleSet:
    return rule_set(rule("{session_time: {at_most: 1 h}}"), **parts)


Asked: TypeAlias = Callable[[Lowering], Question]


def asking(
    per: str,
    facts: tuple[str, ...] = (),
    conditions: Mapping[str, Any] | None = None,
    nodes: Mapping[str, str] | None = None,
) -> Asked:
    """A question of facts, of conditions as they stand in a file, and of facts under other names."""

    def lowered(low: Lowering) -> Question:
        ctx = Context(per)
        truths = {
            name: low.condition(read_condition(data, (), Faults()), ctx)
            for name, data in (conditions or {}).items()
        }
        return Question(per, facts, truths, {name: fact(low, of) for name, of in (nodes or {}).items()})

    def fact(low: Lowering, name: str) -> Node:
        found = low.fact(FactRef(name), Context(per), ())
        assert found is not None
        return found

    return lowered


def answers(rule_set: RuleSet, data: Any, *questions: Asked, on: date = ON) -> FileAnswers:
    model = as_model("case", data, rule_set.regulation)
    found = Asking(rule_set.program, lowered=lambda low: [each(low) for each in questions])
    return found.answers({"case": model}, on.toordinal())


def test_facts_and_conditions_are_answered_row_by_row() -> None:
    own = rules()
    conditions = {"late": LATE, "long": LONG}
    question = asking("session", ("session_time", "service"), conditions)
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
    question = asking("session", ("session_time",), {"long": LONG, "late": LATE})
    (found,) = answers(own, with_sessions(session("2026-03-02T16:00")), question)["session"]
    assert isinstance(found.values["session_time"], Interval)
    assert found.truths == {"long": None, "late": False}


def test_a_list_that_is_not_known_is_one_unseen_row() -> None:
    own = rules()
    data = with_intervention()
    (found,) = answers(own, data, asking("session", ("session_day",)))["session"]
    assert found.unseen
    assert isinstance(found.values["session_day"], Interval)


def test_a_list_known_to_be_empty_has_no_rows() -> None:
    assert answers(rules(), with_sessions(), asking("session", ("session_day",)))["session"] == ()


def test_questions_about_one_subject_are_joined() -> None:
    own = rules()
    first = asking("session", ("session_day", "service"), {"late": LATE})
    second = asking("session", ("service", "activity"), {"long": LONG})
    found = answers(own, with_sessions(session("2026-03-02T17:30", "18:30")), first, second)
    (only,) = found["session"]
    assert list(only.values) == ["session_day", "service", "activity"]
    assert only.truths == {"late": True, "long": False}


def test_several_subjects_are_asked_in_one_pass() -> None:
    data = with_sessions(session("2026-03-02T16:00", "18:00"), isee=[{"kind": "minors", "value": "8000.00"}])
    found = answers(
        rules(), data, asking("session", ("session_time",)), asking("isee", ("isee_kind", "isee_value"))
    )
    assert found["isee"][0].values == {"isee_kind": "minors", "isee_value": 800_000}
    assert found["session"][0].values == {"session_time": 120}


def test_an_answer_does_not_depend_on_the_days_on_which_the_rules_are_in_force() -> None:
    """Whoever asks dates what is asked: a statement of last year is not empty because the rules have ended."""
    own = rules(in_force="{from: 2020-01-01, until: 2020-12-31}")
    question = asking("session", ("session_time",), {"long": LONG})
    (found,) = answers(own, with_sessions(session("2026-03-02T16:00", "19:00")), question)["session"]
    assert found.truths == {"long": True}


def test_what_comes_after_the_day_has_not_happened_yet() -> None:
    question = asking("session", ("session_status",))
    (found,) = answers(rules(), with_sessions(session("2026-04-02T16:00", "19:00")), question)["session"]
    assert found.values == {"session_status": "planned"}


def test_a_node_is_answered_among_the_values_by_the_name_of_the_asker() -> None:
    first = asking("session", ("service",), nodes={"a": "session_day"})
    second = asking("session", nodes={"b": "session_start"})
    data = with_sessions(session("2026-03-02T16:00", "19:00"))
    (found,) = answers(rules(), data, first, second)["session"]
    assert found.values["a"] == date(2026, 3, 2).toordinal()
    assert list(found.values) == ["service", "a", "b"]
    assert found.truths == {}


def test_what_is_missing_behind_a_node_is_told() -> None:
    own, kept = rules(), list[Node]()

    def question(low: Lowering) -> Question:
        made = asking("session", nodes={"time": "session_time"})(low)
        kept[:] = made.nodes.values()
        return made

    for data, names in (
        (with_sessions(session("2026-03-02T16:00")), ["session_end"]),
        (with_sessions(session("2026-03-02T16:00", "17:00")), []),
        (with_intervention(), ["session"]),
    ):
        found = answers(own, data, question)
        tracer = Tracer(found.variant.judging.slots, ON.toordinal())
        (asked,) = found["session"]
        missing = missing_below(own.program, tracer, kept, asked.row)
        assert [each.name for each in missing] == names


def test_what_is_asked_shares_nothing_with_the_rules() -> None:
    own = rules()
    before = set(own.program.compiled.facts)
    found = answers(own, with_sessions(), asking("session", ("session_time",), {"long": LONG}))
    assert set(own.program.compiled.facts) == before
    assert not before & set(found.variant.facts)

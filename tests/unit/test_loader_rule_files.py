"""What a rule file becomes: frozen data, with defaults where it is silent. Wrong files are in tests/rules/bad."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.citations import Citation
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import parse
from adm_rules._internal.loader.conditions import read_condition, read_fact, read_operand
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    LANGUAGE,
    AllOf,
    AnyOf,
    ByFact,
    ByReading,
    Comparison,
    Condition,
    Conventions,
    FactRef,
    First,
    Free,
    ListOf,
    Literal,
    Not,
    ParamRef,
    Regulation,
    Term,
    ValueRef,
)
from adm_rules._internal.texts import Text
from tests.rules.small import COUNTED, FILE, not_set, rule, rule_set, text, value

PLAIN = rule("{session_time: {at_most: 1 h}}")
ORDER = """
  - id: first
    title: {it: Precedenza, en: Priority}
    norms: [TST-01-02]
    cites: {article: "2", heading: Accesso}
    per: request
    order: [{first: {urgent: {is: true}}}, {earliest: requested_on}]
"""


def regulation(*rules: str, **parts: str) -> Regulation:
    return rule_set(*(rules or (PLAIN,)), **parts).regulation


def ordinal(text_: str) -> int:
    return date.fromisoformat(text_).toordinal()


# --- the head ---------------------------------------------------------------------------------------------------------


def test_the_head_of_a_file() -> None:
    read = regulation()
    assert (read.id, read.title, read.version, read.file) == ("small", Text("Prova", "Trial"), "1", FILE)
    assert (read.day_from, read.day_until) == (ordinal("2020-01-01"), None)
    assert (read.act.title.it, read.act.body, read.act.adopted, read.act.document) == (
        "Atto di prova",
        "Ente di prova",
        (),
        "none",
    )
    assert (read.values, read.readings, read.tariffs, read.orders, read.names) == ({}, {}, {}, (), {})
    assert read.conventions == Conventions()
    assert LANGUAGE == 1
    assert read.text.startswith("language: 1\n")
    assert "language" not in repr(read)


def test_the_act_tells_how_it_was_adopted() -> None:
    adopted = text(PLAIN).replace(
        "adopted: []",
        'adopted: [{body: Assemblea, on: 2020-12-10}, {body: Giunta, on: 2020-12-14, number: "140"}]',
    )
    first, second = parse(adopted, FILE).regulation.act.adopted
    assert dict(first) == {"body": "Assemblea", "on": "2020-12-10"}
    assert dict(second) == {"body": "Giunta", "on": "2020-12-14", "number": "140"}


def test_an_end_of_force_is_optional() -> None:
    assert regulation(in_force="{from: 2020-01-01, until: 2026-12-31}").day_until == ordinal("2026-12-31")


def test_conventions_may_be_told_in_part() -> None:
    read = regulation(conventions="{rollover: none, patron_days: [12-07, 03-17]}").conventions
    assert read == Conventions(rollover="none", patron_days=((12, 7), (3, 17)))
    assert regulation(conventions="{week: iso, patron_days: none}").conventions == Conventions()
    assert regulation(conventions="{backward_rollover: previous}").conventions.backward_rollover == "previous"


def test_a_file_is_read_from_text_and_from_bytes() -> None:
    assert parse(text(PLAIN).encode()).regulation.file == "<rules>"
    assert parse(text(PLAIN)).regulation == parse(text(PLAIN).encode()).regulation


def test_what_is_read_cannot_be_changed() -> None:
    read = regulation()
    with pytest.raises(FrozenInstanceError):
        read.id = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        read.values["x"] = None  # type: ignore[index]


def test_nothing_is_half_read() -> None:
    """One fault, anywhere, and there is no rule set at all."""
    with pytest.raises(DiagnosticsError):
        parse(text(PLAIN, rule("{session_time: {at_most: 1 day}}", id="other")), FILE)


# --- names, readings, tariffs, orders ---------------------------------------------------------------------------------


def test_added_names_may_be_used_everywhere() -> None:
    cooks = value("cooks", "set, of: role", "is: [cook, educator]")
    chief = value("chief", "enum, of: role", "is: cook")
    read = regulation(
        rule("{accompanied_by: {one_of: [cook]}}"),
        rule("{accompanied_by: {one_of: $cooks}}", id="several"),
        rule("{accompanied_by: {is: $chief}}", id="one"),
        names="{role: {cook: {it: cuoco, en: cook}}}",
        values=cooks + chief,
    )
    assert read.names["role"]["cook"] == Text("cuoco", "cook")
    assert read.values["cooks"].history[0].amount == frozenset({"cook", "educator"})
    assert read.values["chief"].history[0].amount == "cook"


def test_readings() -> None:
    read = regulation(readings=COUNTED + "    disputed_severity: info\n").readings["counted"]
    assert (read.name, read.default, read.norms, read.disputed_severity) == (
        "counted",
        "direct",
        ("TST-01-01",),
        "info",
    )
    assert read.question == Text("Che cosa conta?", "What counts?")
    assert [(option.name, option.evaluate) for option in read.options.values()] == [
        ("direct", True),
        ("all", True),
        ("quoted", False),
    ]
    assert read.options["all"].text.en == "all work"
    assert regulation(readings=COUNTED).readings["counted"].disputed_severity is None


def test_tariffs_are_not_set_or_free() -> None:
    tariffs = """
  copayment:
    unit: EUR_per_hour
    not_set: {by: {it: il Comune, en: the municipality}, asks: {it: la quota, en: the share}}
    cites: {article: "11"}
  meeting: {unit: EUR, free: {it: gratuito, en: free of charge}}
"""
    read = regulation(tariffs=tariffs).tariffs
    assert read["copayment"].not_set is not None
    assert read["copayment"].not_set.by.en == "the municipality"
    assert read["copayment"].cites == Citation(article="11")
    (version,) = read["meeting"].history
    assert (version.shape, version.cites) == (Free(Text("gratuito", "free of charge")), None)
    assert read["meeting"].not_set is None


def test_orders_rank_by_conditions_and_days() -> None:
    (read,) = regulation(orders=ORDER).orders
    assert (read.id, read.per, read.title.en, read.norms) == ("first", "request", "Priority", ("TST-01-02",))
    assert read.cites.text("it") == "art. 2 (Accesso)"
    first, earliest = read.steps
    assert isinstance(first, First)
    assert isinstance(first.condition, Comparison)
    assert first.condition.fact.name == "urgent"
    assert earliest == ByFact("earliest", FactRef("requested_on"))


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "written", "amount"),
    [
        ("minutes", "1 h 30 min", 90),
        ("time", "'07:30'", 450),
        ("fraction", "4/5", (4, 5)),
        ("days", "15", 15),
        ("months", "6", 6),
        ("years", "18", 18),
        ("count", "3", 3),
        ("money", "12.50", 1250),
        ("month_day", "01-31", (1, 31)),
        ("date", "2026-03-02", date(2026, 3, 2).toordinal()),
        ("bool", "true", True),
        ("set, of: role", "[educator]", frozenset({"educator"})),
        ("set", "[anything]", frozenset({"anything"})),
        ("enum, of: role", "educator", "educator"),
        ("enum", "anything", "anything"),
    ],
)
def test_amounts_of_every_kind(kind: str, written: str, amount: Any) -> None:
    read = regulation(values=value("limit", kind, f"from: 2020-01-01, is: {written}")).values["limit"]
    (entry,) = read.history
    assert (entry.amount, entry.day_from, entry.day_until) == (amount, ordinal("2020-01-01"), None)
    assert entry.cites == Citation(article="2")
    assert (read.kind, read.names) == (kind.split(",", maxsplit=1)[0], kind.partition("of: ")[2] or None)


def test_histories_may_begin_since_ever_and_end() -> None:
    entries = (
        "until: 2020-12-31, is: 1",
        "from: 2021-01-01, until: 2021-12-31, is: 2",
        "from: 2023-01-01, is: 3",
    )
    read = regulation(values=value("limit", "count", *entries)).values["limit"]
    assert [(item.day_from, item.day_until, item.amount) for item in read.history] == [
        (None, ordinal("2020-12-31"), 1),
        (ordinal("2021-01-01"), ordinal("2021-12-31"), 2),
        (ordinal("2023-01-01"), None, 3),
    ]


def test_amounts_by_reading() -> None:
    entry = value("limit", "minutes", "by_reading: {counted: {direct: 1 h, all: 2 h}}")
    read = regulation(values=entry, readings=COUNTED).values["limit"].history[0]
    assert (read.amount, read.by_reading) == (None, ("counted", {"direct": 60, "all": 120}))


def test_a_number_that_no_act_sets() -> None:
    read = regulation(values=not_set("limit", "days")).values["limit"]
    assert (read.history, read.cites, read.label) == ((), None, Text("limite", "limit"))
    assert read.not_set is not None
    assert read.not_set.asks == Text("quanto sia", "how much it is")


# --- rules ------------------------------------------------------------------------------------------------------------


def test_a_rule_with_nothing_but_what_it_must_have() -> None:
    (read,) = regulation().rules
    assert (read.id, read.per, read.title.en, read.norms) == ("r", "session", "Trial rule", ("TST-01-01",))
    assert (read.cites, read.severity, read.consequence) == (Citation(article="1"), "error", "none_stated")
    assert read.message == Text("Non va.", "It fails.")
    assert (read.when, read.derogations, read.topic, read.dated_by, read.awaits) == (
        None,
        (),
        None,
        None,
        None,
    )


def test_a_rule_with_everything() -> None:
    more = """topic: hours
dated_by: session_day
awaits: session_day
derogations:
  - id: more
    title: {it: Di più, en: More}
    cites: {article: "3"}
    when: {venue: {is: home}}
    require: {session_time: {at_most: 2 h}}"""
    (read,) = regulation(
        rule(
            "{session_time: {at_most: 1 h}}",
            when="{activity: {is: direct}}",
            more=more,
            otherwise="{severity: warning, consequence: ranking_score, message: {it: No., en: No.}}",
        )
    ).rules
    assert (read.topic, read.dated_by, read.awaits) == ("hours", "session_day", "session_day")
    assert (read.severity, read.consequence) == ("warning", "ranking_score")
    assert isinstance(read.when, Comparison)
    (derogation,) = read.derogations
    assert (derogation.name, derogation.record, derogation.cites) == ("more", None, Citation(article="3"))
    assert derogation.title == Text("Di più", "More")


def test_ids_are_unique_among_rules_and_among_orders_not_across() -> None:
    read = regulation(rule("{session_time: {at_most: 1 h}}", id="first"), orders=ORDER)
    assert (read.rules[0].id, read.orders[0].id) == ("first", "first")


# --- conditions -------------------------------------------------------------------------------------------------------


def condition(data: Any) -> Condition:
    faults = Faults()
    read = read_condition(data, ("x",), faults)
    assert faults.found == []
    return read


def leaf(fact: str, operator: str, operand: Any, *path: str | int) -> Comparison:
    return Comparison(FactRef(fact), operator, operand, ("x", *path, fact, operator))


def test_comparisons() -> None:
    assert condition({"age": {"at_most": 18}}) == leaf("age", "at_most", Literal(18))
    assert condition({"age": {"at_most": "$adult"}}) == leaf("age", "at_most", ValueRef("adult"))
    assert condition({"age": {"at_most": {"fact": "limit"}}}) == leaf("age", "at_most", FactRef("limit"))
    assert condition({"age": {"between": [1, "$adult"]}}) == leaf(
        "age", "between", ListOf((Literal(1), ValueRef("adult")))
    )


def test_several_operators_must_all_hold() -> None:
    assert condition({"age": {"at_least": 3, "below": 18}}) == AllOf(
        (leaf("age", "at_least", Literal(3)), leaf("age", "below", Literal(18)))
    )


def test_combinations() -> None:
    first, second = {"a": {"is": 1}}, {"b": {"is": 2}}
    assert condition({"all": [first, second]}) == AllOf(
        (leaf("a", "is", Literal(1), "all", 0), leaf("b", "is", Literal(2), "all", 1))
    )
    assert condition({"any": [first]}) == AnyOf((leaf("a", "is", Literal(1), "any", 0),))
    assert condition({"not": first}) == Not(leaf("a", "is", Literal(1), "not"))
    chosen = condition({"by_reading": {"r": {"o": first}}})
    assert isinstance(chosen, ByReading)
    assert (chosen.reading, dict(chosen.options), chosen.path) == (
        "r",
        {"o": leaf("a", "is", Literal(1), "by_reading", "r", "o")},
        ("x", "by_reading", "r"),
    )


def test_parameters_and_aliases() -> None:
    read = condition({"a": {"with": {"p": "$v", "q": {"fact": "b"}}, "as": "c", "is": 1}})
    assert isinstance(read, Comparison)
    assert read.fact == FactRef("a", (("p", ValueRef("v")), ("q", FactRef("b"))), "c")


def test_deadlines() -> None:
    read = condition({"a": {"within": {"days": "$n", "after": "b", "rollover": "none"}}})
    assert read == Term(
        FactRef("a"), "within", ("x", "a", "within"), "days", ValueRef("n"), FactRef("b"), rollover="none"
    )
    by_day = condition({"a": {"by": {"day": "$d", "of": "following_year"}}})
    assert by_day == Term(
        FactRef("a"), "by_day", ("x", "a", "by"), length=ValueRef("d"), mode="following_year"
    )
    this_year = condition({"a": {"by": {"day": "01-31"}}})
    assert isinstance(this_year, Term)
    assert (this_year.mode, this_year.rollover) == ("this_year", None)
    assert condition({"a": {"by": {"fact": "b"}}}) == Term(
        FactRef("a"), "by_fact", ("x", "a", "by"), anchor=FactRef("b")
    )
    assert condition({"a": {"by": {"months": 2, "before": "b"}}}) == Term(
        FactRef("a"), "before", ("x", "a", "by"), "months", Literal(2), FactRef("b")
    )
    assert condition({"a": {"every": {"months": 3, "from": "b", "until": "c", "mode": "grid"}}}) == Term(
        FactRef("a"), "every", ("x", "a", "every"), "months", Literal(3), FactRef("b"), FactRef("c"), "grid"
    )


def test_operands_and_facts() -> None:
    faults = Faults()
    assert read_operand({"param": "p"}, (), faults) == ParamRef("p")
    assert read_operand({"fact": "a", "with": {"p": 1}}, (), faults) == FactRef("a", (("p", Literal(1)),))
    assert read_fact("a", (), faults) == FactRef("a")
    assert read_fact({"fact": "a", "with": {"p": 1}}, (), faults) == FactRef("a", (("p", Literal(1)),))
    assert faults.found == []


def test_faults_without_a_file_have_no_place() -> None:
    faults = Faults()
    read_condition("no", ("x",), faults)
    (fault,) = faults.found
    assert (fault.code, fault.position, fault.path) == ("wrong-shape", None, ("x",))
    assert str(faults.error()).startswith("x: error[wrong-shape]")


def test_a_fault_is_told_once() -> None:
    faults = Faults()
    for _ in range(2):
        faults.add("code", "message", ("x",), "help")
    assert len(faults.found) == 1


def test_a_name_far_from_all_others_is_answered_with_some_of_them() -> None:
    faults = Faults()
    faults.unknown("thing", "xyzzy", ["b", "a"], ("x",))
    faults.unknown("thing", "xyzzy", [], ("y",))
    assert [fault.help for fault in faults.found] == ["known: a, b", None]


def test_choices_may_be_silent() -> None:
    faults = Faults()
    assert faults.choice(None, ("a", "b"), ("x",), "b") == "b"
    assert faults.choice("a", ("a", "b"), ("x",), "b") == "a"
    assert faults.choice("c", ("a", "b"), ("x",), "b") == "b"
    assert [fault.code for fault in faults.found] == ["unknown-x"]


def test_days_in_force_that_cannot_be_read_are_told_alone() -> None:
    amounts = value("most", "minutes", "from: 2026-01-01, is: 4 h")
    rules = [rule("{session_time: {at_most: $most}}", id=f"r{n}") for n in range(120)]
    whole = text(rule("{sesion_time: {at_most: 1 h}}", id="s"), *rules, values=amounts)
    with pytest.raises(DiagnosticsError) as caught:
        parse(whole.replace("in_force: {from: 2020-01-01}", "in_force: {from: 01/01/2020}"))
    assert {each.code for each in caught.value.diagnostics} == {"bad-date", "unknown-fact"}

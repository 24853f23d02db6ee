"""Mistakes made on purpose: which are made, which an example notices, and the example that would notice the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.lint.strict import gaps
from adm_rules._internal.names import members_of
from adm_rules._internal.review.diff.near import GONE, NearFile
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.review.mutation import running
from adm_rules._internal.review.mutation.accepted import Accepted, accepted_at, accepting
from adm_rules._internal.review.mutation.amounts import beside, moved
from adm_rules._internal.review.mutation.mistakes import MISTAKES, Mutant, mutants
from adm_rules._internal.review.mutation.pasting import pasted
from adm_rules._internal.review.mutation.recipes import of_recipe
from adm_rules._internal.review.mutation.running import MutationReport, mutated
from tests.rules.small import (
    COUNTED,
    not_set,
    rule,
    rule_set,
    session,
    text,
    value,
    with_intervention,
    with_sessions,
)

CAP = value("cap", "minutes", "from: 2020-01-01, is: 3 h")


def made(rules: RuleSet) -> list[Mutant]:
    return list(mutants(rules.regulation, rules.vocabulary))


def changes(rules: RuleSet, *kinds: str) -> set[str]:
    return {each.key for each in made(rules) if each.mistake in kinds}


# --- what is made -----------------------------------------------------------------------------------------------------


def test_edges_opposites_and_parts_of_a_condition() -> None:
    rules = rule_set(
        rule(
            "{all: [{session_time: {at_most: 3 h}}, {not: {venue: {is: home}}}]}",
            when="{any: [{venue: {one_of: [home, school]}}, {session_time: {between: [1 h, 2 h]}}]}",
        )
    )
    assert changes(rules, "edge") == {"r: require: session_time at_most 3 h -> below"}
    assert "r: require: not venue is home -> venue is home" in changes(rules, "flip")
    assert "r: require: venue is home -> is_not" in changes(rules, "flip")
    assert "r: when: venue one_of [home, school] -> none_of" in changes(rules, "flip")
    assert changes(rules, "drop") == {
        "r: when: left out",
        "r: when: venue one_of [home, school]: left out",
        "r: when: session_time between [1 h, 2 h]: left out",
        "r: require: session_time at_most 3 h: left out",
        "r: require: not venue is home: left out",
    }
    assert "r: when: session_time between, 1 h -> 59 min" in changes(rules, "unit")
    assert "r: require: session_time at_most 3 h -> 181 min" in changes(rules, "unit")
    assert changes(rules, "joint") == {
        "r: when: any -> all of venue one_of [home, school], …",
        "r: require: all -> any of session_time at_most 3 h, …",
    }
    assert "r: when: venue one_of: home left out" in changes(rules, "name")
    venues = list(members_of("venue"))
    after = venues[(venues.index("home") + 1) % len(venues)]
    assert changes(rules, "neighbour") == {f"r: require: venue is home -> {after}"}
    assert changes(rules, "severity") == {"r: severity error -> warning"}


def test_the_whole_of_a_requirement_is_never_left_out() -> None:
    rules = rule_set(rule("{all: [{venue: {is: home}}]}"))
    assert all(each.regulation.rules[0].require is not None for each in made(rules))
    assert changes(rules, "drop") == set()


def test_derogations_and_what_stands_around() -> None:
    clause = (
        "{id: d, when: {venue: {is: home}}, require: {session_time: {at_most: 4 h}}, cites: {article: '1'}, "
        "record: {all: [{derogation_scope: {includes: [hours]}}]}}"
    )
    more = f"dated_by: session_day\nawaits: closed_on\nderogations: [{clause}]"
    rules = rule_set(rule("{session_time: {at_most: 3 h}}", more=more))
    bare = "[{id: d, require: {session_time: {at_most: 4 h}}, cites: {article: '1'}}]"
    always = rule_set(rule("{session_time: {at_most: 3 h}}", more=f"derogations: {bare}"))
    assert changes(always, "derogation", "drop") == {"r: derogation d: left out"}
    assert changes(rules, "derogation") == {"r: derogation d: left out"}
    assert changes(rules, "guard") == {"r: dated_by session_day: left out", "r: awaits closed_on: left out"}
    keys = {each.key for each in made(rules)}
    assert {
        "r: derogation d, when: left out",
        "r: derogation d, when: venue is home -> is_not",
        "r: derogation d, record: derogation_scope includes [hours]: left out",
        "r: derogation d, require: session_time at_most 4 h -> below",
    } <= keys


def test_deadlines_and_elements() -> None:
    other = (
        "{title: {it: x, en: longer}, when: {service: {is: home_education}}, days: 20, after: proposed_on}"
    )
    each = "{each: session, where: {venue: {is: home}}, holds: {session_time: {at_most: 3 h}}}"
    some = "of: session, where: {venue: {is: home}}"
    lasting = "{days: {from: started_on, to: closed_on}, some: authorisation, grace: {days: 5}}"
    rules = rule_set(
        rule(
            f"{{started_on: {{within: {{days: 10, after: proposed_on, instead: [{other}]}}}}}}",
            id="a",
            per="intervention",
        ),
        rule(f"{{some: {{{some}, ever: true}}}}", id="b", per="intervention"),
        rule(f"{{throughout: {each}}}", id="c", per="intervention"),
        rule(f"{{some: {{{some}, within: {{days: 9, after: started_on}}}}}}", id="d", per="intervention"),
        rule("{started_on: {exists: true}}", id="e", per="intervention"),
        rule(
            "{closed_on: {by: {day: 01-31, of: following_year, rollover: none}}}", id="f", per="intervention"
        ),
        rule(f"{{throughout: {lasting}}}", id="g", per="intervention"),
        rule("{any: [{not: {venue: {is: home}}}, {venue: {is: school}}]}", id="h"),
        rule(
            "{progress_reports: {every: {months: 3, from: started_on, until: closed_on}}}",
            id="i",
            per="intervention",
        ),
    )
    keys = {each.key for each in made(rules)}
    wanted = {
        "a: require: started_on within proposed_on: 10 -> 11",
        "a: require: started_on within proposed_on: days -> months",
        "a: require: started_on within proposed_on, instead longer: left out",
        "a: require: instead longer, when: service is home_education -> is_not",
        "a: require: instead longer, started_on within proposed_on: 20 -> 19",
        "b: require: some session, where: left out",
        "b: require: session, venue is home -> is_not",
        "c: require: each session, session_time at_most 3 h -> below",
        "d: require: session, venue is home -> is_not",
        "d: require: session within started_on: 9 -> 8",
        "e: require: started_on exists true -> false",
        "f: require: closed_on by_day, rollover none: left out",
        "f: require: closed_on by_day: following_year -> this_year",
        "f: require: closed_on by_day: 01-31 -> 02-01",
        "g: require: days authorisation, grace 5 -> 6",
        "h: require: venue is home -> is_not",
        "i: require: progress_reports every started_on, until closed_on: left out",
        "i: require: progress_reports every started_on: rolling -> grid",
    }
    assert wanted - keys == set()


def test_values_readings_and_rhythms() -> None:
    option = "{it: a, en: b}"
    readings = (
        "{which: {question: {it: x, en: y}, default: low, norms: [N], "
        f"options: {{low: {option}, high: {option}}}}}}}"
    )
    cited = "cites: {article: '1'}"
    names = f"{{kind: set, of: venue, label: {{it: x, en: x}}, history: [{{is: [home, school], {cited}}}]}}"
    amounts = f"{{from: 2020-01-01, by_reading: {{which: {{low: 2 h, high: 3 h}}}}, {cited}}}"
    cap = f"{{kind: minutes, label: {{it: x, en: x}}, history: [{amounts}]}}"
    chosen = "low: {service: {is: home_education}}, high: {service: {is_not: home_education}}"
    rules = rule_set(
        rule("{session_time: {at_most: $cap}}", when="{venue: {one_of: $places}}"),
        rule(
            "{started_on: {exists: true}}",
            id="s",
            per="intervention",
            when=f"{{by_reading: {{which: {{{chosen}}}}}}}",
        ),
        rule(
            "{by_reading: {which: {low: {venue: {is: home}}, high: {venue: {is: school}}}}}",
            id="t",
            when="{not: {by_reading: {which: {low: {venue: {is: home}}, high: {venue: {is: school}}}}}}",
        ),
        readings=readings,
        values=f"{{cap: {cap}, places: {names}}}",
    )
    keys = {each.key: each for each in made(rules)}
    assert keys["$cap: from 2020-01-01, which.low, 2 hours -> 2 hours 1 minute"].rules == {"r"}
    assert "$cap: from 2020-01-01 -> 2019-12-31" in keys
    assert keys["$places: home left out"].mistake == "name"
    assert keys["reading which: default low -> high"].rules == {"r", "s", "t"}
    assert "s: when: which.low, service is home_education -> is_not" in keys
    assert "t: when: not by_reading which -> by_reading which" in keys


FACTS = """
  late:
    per: intervention
    kind: event
    label: {it: tardi, en: late}
    pick:
      from: session
      of: session_day
      by: session_start
      take: first
      ever: true
      where:
        all:
          - {session_time: {above: 2 h}}
          - {venue: {one_of: [home, school]}}
          - {not: {activity: {is: direct}}}
          - {any: [{closed_on: {exists: true}}, {session_day: {between: [2026-01-01, 2026-02-01]}}]}
  longest: {per: intervention, kind: event, label: {it: ultimo, en: latest}, greatest: [started_on, closed_on]}
  kept: {per: case, kind: date, label: {it: tenuto, en: kept}, field: more}
  unasked:
    per: case
    kind: count
    label: {it: quante, en: how many}
    count: {from: derogation, ever: true, where: {derogation_scope: {includes: [hours]}}}
"""


def test_declared_facts() -> None:
    rules = rule_set(
        rule("{late: {exists: true}}", per="intervention"),
        rule("{longest: {exists: true}}", id="s", per="intervention"),
        rule("{session_time: {at_most: 3 h}}", id="t"),
        facts=FACTS,
    )
    keys = {each.key: each for each in made(rules)}
    assert {
        "fact late: take: first -> last",
        "fact late: where: left out",
        "fact late: where: session_time above: left out",
        "fact late: where: session_time above -> at_least",
        "fact late: where: session_time above -> below",
        "fact late: where: session_time above 2 h -> 121 min",
        "fact late: where: venue one_of: home left out",
        "fact late: where: part 3, not: left out",
        "fact late: where: part 3, activity is -> is_not",
        "fact late: where: part 4, closed_on exists true -> false",
        "fact late: where: part 4, any -> all",
        "fact late: where: all -> any",
        "fact longest: item 1: left out",
    } <= set(keys)  # fmt: skip
    assert keys["fact late: take: first -> last"].rules == {"r"}
    assert keys["fact longest: item 1: left out"].rules == {"s"}
    assert not any(key.startswith("fact late: ever") or "ever:" in key for key in keys)
    assert not any(key.startswith("fact unasked") for key in keys)  # no rule rests on it


def test_what_stands_in_recipes() -> None:
    registry = load("tirano").vocabulary
    found = {
        name: [words for _, words, _ in of_recipe(name, body, registry)] for name, body in BODIES.items()
    }
    assert found == {
        "difference": ["the two in each other's place"],
        "size": [],
        "choose": [
            "item 1: left out",
            "item 1, when: closed_on exists true -> false",
        ],
        "count": [
            "where: left out",
            "where: derogation_scope includes -> includes_any",
            "where: derogation_scope includes: hours left out",
            "where: derogation_scope includes: weekend left out",
        ],
        "pick": [
            "take: last -> first",
            "where: left out",
            "where: closed_on exists true -> false",
        ],
        "owned": [],
        "total": ["precedes: left out"],
    }


BODIES: dict[str, Any] = {
    "difference": ["age", "age_at_request"],
    "size": "session_activities",
    "choose": [
        {"when": {"closed_on": {"exists": True, "as": "end"}}, "then": {"fact": "closed_on"}},
        {"else": {"fact": "started_on"}},
    ],
    "count": {
        "from": "derogation",
        "ever": True,
        "where": {"derogation_scope": {"includes": ["hours", "weekend"]}, "no_fact": {}},
    },
    "pick": {
        "from": "plan",
        "of": "drafted_on",
        "by": "drafted_on",
        "take": "last",
        "where": {"all": [{"closed_on": {"exists": True}}]},
    },
    "owned": {"precedes": "requested_on"},
    "total": {
        "from": "session",
        "of": "session_time",
        "adds_up": {"it": "x", "en": "x"},
        "precedes": "session",
    },
}


def test_conventions_move_the_terms_of_their_direction() -> None:
    habits = (
        "{rollover: next, backward_rollover: none, patron_days: [01-20], suspended: {from: 08-01, to: 08-31}}"
    )
    rules = rule_set(
        rule("{started_on: {within: {days: 10, after: proposed_on}}}", id="ahead", per="intervention"),
        rule("{proposed_on: {by: {days: 10, before: started_on}}}", id="back", per="intervention"),
        rule(
            "{started_on: {within: {days: 10, after: proposed_on, rollover: none}}}",
            id="own",
            per="intervention",
        ),
        rule("{started_on: {within: {days: $unset, after: proposed_on}}}", id="unset", per="intervention"),
        rule("{started_on: {exists: true}}", id="none", per="intervention"),
        conventions=habits,
        values=not_set("unset", "days"),
    )
    found = {each.change: each.rules for each in made(rules) if each.mistake == "convention"}
    assert found == {
        "rollover next -> none": {"ahead"},
        "backward_rollover none -> previous": {"back"},
        "saturday working -> free": {"ahead", "back"},
        "patron_days: left out": {"ahead", "back"},
        "suspended: left out": {"ahead", "back"},
    }


def test_names_that_count_as_others_and_what_is_presumed_absent() -> None:
    rules = rule_set(
        rule("{requester_role: {is: social_service}}", id="who", per="request"),
        rule("{payment_amount: {at_most: 3}}", id="paid", per="payment"),
        rule("{transport_provided: {is: true}}", id="ride", when="{transport_needed: {is: true}}"),
        names="{role: {educator: {counts_as: [social_service, school], may_be: [teacher]}}}",
        presume=(
            "[{absent: payment, says: {it: x, en: x}}, "
            "{absent: transport_needed, unless: [transport_provided], says: {it: x, en: x}}]"
        ),
    )
    found = {each.key: each.rules for each in made(rules) if each.mistake in {"kin", "presumption"}}
    assert found == {
        "role educator: counts_as social_service: left out": {"who"},
        "role educator: counts_as school: left out": {"who"},
        "role educator: may_be teacher: left out": {"who"},
        "presume payment: left out": {"paid"},
        "presume transport_needed: left out": {"ride"},
        "presume transport_needed: unless transport_provided: left out": {"ride"},
    }


def test_a_value_that_nobody_set_moves_nothing() -> None:
    rules = rule_set(rule("{session_time: {at_most: $cap}}"), values=not_set("cap", "minutes"))
    assert changes(rules, "edge", "flip", "unit") == set()


@pytest.mark.parametrize(
    ("kind", "raw", "others"),
    [
        ("minutes", "1 h", ["59 min", "61 min"]),
        ("minutes", 0, ["1 min"]),
        ("time", "07:30", ["07:29", "07:31"]),
        ("fraction", "4/5", ["79/100", "81/100"]),
        ("fraction", 0, ["1/100"]),
        ("count", 3, [2, 4]),
        ("money", 1, [0.99, 1.01]),
        ("month_day", "01-31", ["01-30", "02-01"]),
        ("date", "2026-03-01", ["2026-02-28", "2026-03-02"]),
        ("bool", True, []),
        ("enum", "home", []),
    ],
)
def test_amounts_one_unit_beside(kind: str, raw: Any, others: list[Any]) -> None:
    found = list(beside(kind, raw))
    assert (list(map(float, found)) if kind == "money" else found) == others


def test_what_is_no_amount_is_not_moved() -> None:
    assert list(moved("set", frozenset({"home"}))) == []
    assert list(moved("minutes", None)) == []


def test_every_kind_of_mistake_is_made_somewhere_in_the_shipped_rules() -> None:
    kinds = {each.mistake for name in ("basso_lodigiano", "medio_olona") for each in made(load(name))}
    assert kinds <= set(MISTAKES)
    assert {"edge", "unit", "flip", "drop", "severity", "name", "reading", "joint"} <= kinds


# --- what notices -----------------------------------------------------------------------------------------------------


def suite(*minutes: int, rules: RuleSet | None = None) -> Suite:
    made_ = [
        {
            "id": f"{n}-minutes",
            "rule": "r",
            "on": "2026-03-31",
            "root": "case",
            "file": with_sessions(
                session("2026-03-02T15:00", f"{15 + n // 60:02}:{n % 60:02}", venue="home")
            ),
            "expect": [{"verdict": "complies" if n <= 180 else "breaches"}],
        }
        for n in minutes
    ]
    found = read_examples(yaml.safe_dump({"examples": made_}), "examples.yaml")
    return Suite(rules or rule_set(rule("{session_time: {at_most: 3 h}}", when="{venue: {is: home}}")), found)


def survivors(report: MutationReport) -> dict[str, str | None]:
    return {each.change: each.example for each in report.survivors}


def test_examples_on_both_sides_notice_the_limit() -> None:
    loose = survivors(mutated(suite(60, 240), Accepted({})))
    assert {
        "require: session_time at_most 3 h -> below",
        "require: session_time at_most 3 h -> 179 min",
    } <= set(loose)
    tight = mutated(suite(180, 181), Accepted({}))
    assert set(survivors(tight)) == {"when: left out"}
    assert (tight.made, tight.killed) == (tight.tallies[0].made, tight.tallies[0].killed) == (6, 5)


def test_what_none_notices_comes_with_an_example_that_does() -> None:
    told = survivors(mutated(suite(180, 181), Accepted({})))["when: left out"]
    assert told is not None
    more = read_examples(f"examples:\n{told}\n", "more.yaml")
    assert [each["verdict"] for each in more[0].expect] == ["not_applicable"]
    both = suite(180, 181)
    assert survivors(mutated(replace(both, examples=(*both.examples, *more)), Accepted({}))) == {}


def test_a_mistake_in_another_reading_comes_with_an_example_that_says_what_it_would_say() -> None:
    reading = "{by_reading: {counted: {direct: %s, all: %s}}}"
    short, long = "{session_time: {at_most: 3 h}}", "{session_time: {at_most: 4 h}}"
    rules = rule_set(rule(reading % (short, long)), readings=COUNTED)
    told = survivors(mutated(suite(180, 181, 240, rules=rules), Accepted({})))
    for change in (
        "counted.all, session_time at_most 4 h -> 239 min",
        "counted.all, session_time at_most 4 h -> below",
    ):
        example = told[f"require: {change}"]
        assert example is not None
        assert "other_readings: {counted.all: complies}" in example
    place = rule_set(rule(reading % (short, "{venue: {is: home}}")), readings=COUNTED)
    undecided = survivors(mutated(suite(180, rules=place), Accepted({})))
    assert undecided["require: counted.all, venue is home -> is_not"]


def test_two_days_that_fall_together_are_tried() -> None:
    plan = rule_set(rule("{started_on: {at_most: {fact: proposed_on}}}", per="intervention"))
    one = {
        "id": "early",
        "rule": "r",
        "on": "2026-03-31",
        "root": "case",
        "file": with_intervention(proposed_on="2026-02-10", started_on="2026-01-12"),
        "expect": [{"verdict": "complies"}],
    }
    found = read_examples(yaml.safe_dump({"examples": [one]}), "examples.yaml")
    told = survivors(mutated(Suite(plan, found), Accepted({})))
    example = told["require: started_on at_most proposed_on -> below"]
    assert example is not None
    assert (
        "change: {interventions.0.started_on: 2026-02-10}" in example or "proposed_on: 2026-01-12" in example
    )


def test_accepted_mistakes_are_counted_and_idle_ones_told() -> None:
    accepted = Accepted({"small": frozenset({"r: when: left out", "r: gone"})})
    report = mutated(suite(180, 181), accepted)
    assert (report.survivors, report.accepted, report.idle) == ((), 1, ("r: gone",))
    assert mutated(replace(suite(180, 181), only=frozenset({"r"})), accepted).idle == ()
    assert mutated(replace(suite(180, 181), only=frozenset()), accepted).made == 0
    # of a kind that is made only if all are asked for
    severe = Accepted({"small": frozenset({"r: severity error -> warning", "r: when: left out"})})
    assert mutated(suite(180, 181), severe).idle == ()
    assert mutated(suite(180, 181), severe, every=True).idle == ()


def test_every_mistake_is_made_if_asked_for() -> None:
    assert mutated(suite(180, 181), Accepted({}), every=True).made == 8


def test_a_mistake_that_does_not_load_is_none() -> None:
    rules = rule_set(rule("{session_time: {at_most: $cap}}"), values=CAP)
    report = mutated(suite(180, 181, rules=rules), Accepted({}), every=True)
    assert {"date", "unit"} >= {each.mistake for each in report.survivors} - {"severity"}


def test_further_expectations_notice_as_well() -> None:
    plain = suite(181)
    (example,) = plain.examples
    severe = replace(
        plain, examples=(replace(example, expect=({"verdict": "breaches", "severity": "error"},)),)
    )
    assert "severity error -> warning" in survivors(mutated(plain, Accepted({}), every=True))
    assert "severity error -> warning" not in survivors(mutated(severe, Accepted({}), every=True))


def test_an_undecided_file_serves_where_no_decided_one_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = NearFile(suite(181).examples[0], ("case", "interventions", 0, "sessions", 0, "venue"), GONE)
    monkeypatch.setattr(running, "near", lambda *_: iter([gone]))
    monkeypatch.setattr(running, "_denied", lambda *_: iter(()))
    told = survivors(mutated(suite(180, 181), Accepted({})))["when: left out"]
    assert told is not None
    assert "expect: [{verdict: undecided}]" in told


# --- pasting ----------------------------------------------------------------------------------------------------------

BASED = """
bases:
  home: {id: c1, birth_date: 2014-05-01, attendance_allowance: true}
  agency: {id: a1}
examples:
  - {id: one, rule: r, on: 2026-03-31, root: case, base: home, change: {attendance_allowance: false}, agency: agency,
     expect: [{verdict: breaches, subject: c1}]}
"""


def _pasted(*place: str, value: Any) -> str | None:
    (example,) = read_examples(BASED, "based.yaml")
    rules = rule_set(rule("{attendance_allowance: {is: true}}", per="case"))
    return pasted(NearFile(example, place, value), rules, "flip")


def test_a_changed_key_and_one_that_is_gone_are_pasted() -> None:
    assert _pasted("case", "attendance_allowance", value=True) == (
        "  - id: one-flip-attendance-allowance\n    rule: r\n    on: 2026-03-31\n    root: case\n    base: home\n"
        "    agency: agency\n    change: {attendance_allowance: true}\n    expect: [{verdict: complies, subject: c1}]"
    )
    gone = _pasted("case", "attendance_allowance", value=GONE)
    assert gone is not None
    assert "remove: [attendance_allowance]\n    expect: [{verdict: undecided, subject: c1}]" in gone


def test_a_change_of_another_file_or_of_no_case_is_not_pasted() -> None:
    assert _pasted("agency", "id", value="a2") is None
    assert _pasted("case", "birth_date", value="never") is None


def test_the_example_itself_may_tell_a_mistake() -> None:
    assert _pasted(value=None) is not None


# --- the file of what is accepted, and the command --------------------------------------------------------------------


def test_what_is_accepted_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "mutation.toml"
    assert accepted_at(path) == Accepted({})
    path.write_text(
        accepting("small", 'a "reason"', ["b: x", "a: y"]) + accepting("small", "z", ["c: w"]),
        encoding="utf-8",
    )
    assert accepted_at(path) == Accepted({"small": frozenset({"a: y", "b: x", "c: w"})})


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("accepted = 3 3", "Expected newline"),
        ('[[accepted]]\nrules = "small"\nchanges = ["x"]', "has no `because`"),
        ("accepted = [3]", "has no `rules`"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_told(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "mutation.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(AdmRulesError, match=told):
        accepted_at(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(
        text(rule("{session_time: {at_most: 3 h}}", when="{venue: {is: home}}")), encoding="utf-8"
    )
    (tmp_path / "examples/small").mkdir(parents=True)
    written = [each.written for each in suite(180, 181).examples]
    (tmp_path / "examples/small/one.yaml").write_text(yaml.safe_dump({"examples": written}), encoding="utf-8")
    return tmp_path


def test_the_command_tells_accepts_and_then_is_content(folder: Path) -> None:
    def run(*more: str) -> Any:
        return CliRunner().invoke(
            app, ["test", str(folder / "small.yaml"), "--mutate", "--lang", "en", *more]
        )

    path = folder / "small.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("at_most: 3 h}}", "at_most: 3 h, at_least: 1 min}}"),
        encoding="utf-8",
    )
    assert run().stdout.count("\nr\n") == 0
    path.write_text(path.read_text(encoding="utf-8").replace(", at_least: 1 min}}", "}}"), encoding="utf-8")
    told = run()
    assert told.exit_code == 1
    assert (
        "  drop: when: left out (a part is left out)\n    an example that notices it:\n  - id: "
        in told.stdout
    )
    assert told.stdout.endswith(
        "small 1: 6 mistakes made, 5 noticed by an example, 0 accepted, 1 that none notices\n"
    )
    assert run("--accept", "because").exit_code == 0
    again = run("--all")
    assert "6/7 r\n" not in again.stdout
    assert (
        run().stdout == "small 1: 6 mistakes made, 5 noticed by an example, 1 accepted, 0 that none notices\n"
    )
    (folder / "mutation.toml").write_text(
        accepting("small", "x", ["r: when: left out", "r: gone"]), encoding="utf-8"
    )
    idle = run()
    assert (idle.exit_code, idle.stdout.splitlines()[0]) == (
        1,
        "accepted, but an example notices it: r: gone",
    )


@pytest.mark.deep
@pytest.mark.parametrize("name", available())
def test_the_examples_of_the_shipped_rule_sets_notice_every_mistake_but_those_accepted(name: str) -> None:
    (found,) = suites(name)
    assert gaps(found) == ()
    report = mutated(found, accepted_at(found.folder / "mutation.toml"))
    assert [f"{each.at}: {each.change}" for each in report.survivors] == []
    assert report.idle == ()

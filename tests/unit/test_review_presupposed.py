"""What rules presuppose: which requirements ask that there be an element of a list, and which only seem to."""

from __future__ import annotations

from pathlib import Path

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, Weight
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.review.presupposed import (
    COLUMNS,
    PresupposedReason,
    asks_for,
    check_reasons,
    load_reasons,
    notices,
    presupposed,
    read_reasons,
)
from adm_rules._internal.texts import Text
from tests.rules.small import COUNTED, HOURS, rule, rule_set

HANGS = rule("{session_time: {at_most: 2 h}}", id="hangs")


def asked(require: str, per: str = "intervention", when: str = "") -> set[str]:
    made = rule_set(rule(require, per=per, when=when), readings=COUNTED, values=VALUES).regulation
    return set(asks_for(made.rules[0], made, registry()))


VALUES = (
    HOURS
    + """
  days: {kind: days, label: {it: giorni, en: days}, history: [{is: 5, cites: {article: "1"}}]}
  unset: {kind: days, label: {it: giorni, en: days}, not_set: {by: {it: a, en: a}, asks: {it: b, en: b}}}
  unset_once:
    {kind: count, label: {it: quanti, en: how many},
     history: [{not_set: {by: {it: a, en: a}, asks: {it: b, en: b}}, cites: {article: "1"}}]}
  plan_signers:
    {kind: set, of: role, label: {it: firmatari, en: signers},
     history: [{is: [municipality], cites: {article: "1"}}]}
"""
)


@pytest.mark.parametrize(
    ("require", "subjects"),
    [
        ("{educators_at_start: {at_least: 1}}", {"assignment"}),
        ("{educators_at_start: {above: 0}}", {"assignment"}),
        ("{educators_at_start: {is: 1}}", {"assignment"}),
        ("{educators_at_start: {between: [1, 3]}}", {"assignment"}),
        ("{plan_drafted_on: {exists: true}}", {"plan"}),
        ("{plan_drafted_on: {at_most: {fact: started_on}}}", {"plan"}),
        ("{plan_drafted_on: {within: {days: $days, after: started_on}}}", {"plan"}),
        ("{plan_signed_on: {exists: true}}", {"plan", "signature"}),
        ("{agreed_by_start: {includes: [municipality]}}", {"agreement"}),
        ("{agreed_by_start: {includes_any: [municipality]}}", {"agreement"}),
        ("{agreed_by_start: {is: [municipality]}}", {"agreement"}),
        ("{protected_at_start: {is_not: false}}", {"protection_path"}),
        ("{educators_at_start: {is_not: 0}}", {"assignment"}),
        ("{residence_at_start: {is: tirano}}", {"residence"}),
        ("{residence_at_start: {one_of: [tirano]}}", {"residence"}),
        ("{protected_at_start: {is: true}}", {"protection_path"}),
        ("{home_share: {above: 1/2}}", {"session"}),
        ("{years_running: {at_least: 1}}", {"session"}),
        ("{milestone_reached_on: {with: {step: referral_sheet}, exists: true}}", {"milestone"}),
        ("{any: [{plan_drafted_on: {exists: true}}, {educators_at_start: {at_least: 1}}]}", {"plan", "assignment"}),
        # a number that nobody has set is never decided
        ("{plan_drafted_on: {within: {days: $unset, after: started_on}}}", set()),
        ("{educators_at_start: {at_least: $unset_once}}", set()),
        ("{educators_at_start: {between: [1, $unset_once]}}", set()),
        # what nothing keeps as well
        ("{educators_at_start: {at_least: 0}}", set()),
        ("{educators_at_start: {is: 0}}", set()),
        ("{educators_at_start: {at_most: 3}}", set()),
        ("{plan_drafted_on: {exists: false}}", set()),
        ("{not: {plan_drafted_on: {exists: true}}}", set()),
        ("{agreed_by_start: {one_of: [municipality]}}", set()),
        ("{protected_at_start: {is: false}}", set()),
        ("{protected_at_start: {is_not: {fact: complex_case}}}", set()),
        ("{residence_at_start: {is_not: tirano}}", set()),
        ("{started_on: {exists: true}}", set()),
        ("{years_running: {at_least: 0}}", set()),
        # only the default reading counts
        ("{by_reading: {counted: {direct: {plan_drafted_on: {exists: true}}, all: {started_on: {exists: true}}}}}",
         {"plan"}),
        ("{by_reading: {counted: {direct: {started_on: {exists: true}}, all: {plan_drafted_on: {exists: true}}}}}",
         set()),
    ],
)  # fmt: skip
def test_a_requirement_asks_for_what_it_fails_without(require: str, subjects: set[str]) -> None:
    assert asked(require) == subjects


def test_folds_within_folds_ask_for_both_lists() -> None:
    assert asked("{plan_signed_on: {exists: true}}") == {"plan", "signature"}
    assert asked("{signed_by_all_on: {exists: true}}", per="plan") == {"signature"}


def test_from_a_session_only_what_lies_outside_it_is_asked() -> None:
    assert asked("{plan_in_force_on: {exists: true}}", per="session") == {"plan"}
    assert asked("{educators_per_user: {above: 1/2}}", per="session") == {"attendance"}
    assert asked("{off_plan_time: {at_most: 0 h}}", per="session") == set()
    assert asked("{session_activities: {one_of: {fact: planned_activities}}}", per="session") == {"plan"}
    assert asked("{patron_day: {is: true}}", per="session") == set()


def test_what_the_rule_is_about_already_is_not_asked_for() -> None:
    assert (
        asked("{plan_drafted_on: {exists: true}}", when="{plan_drafted_on: {at_most: {fact: started_on}}}")
        == set()
    )
    assert asked("{plan_drafted_on: {exists: true}}", when="{plan_drafted_on: {exists: false}}") == {"plan"}
    assert asked("{plan_drafted_on: {exists: true}}", per="plan") == set()


# --- rules that hang on nothing ---------------------------------------------------------------------------------------


def small(*rules: str) -> RuleSet:
    return rule_set(*rules, values=VALUES)


def test_a_list_that_nothing_asks_for_is_named_with_its_rules() -> None:
    other = rule("{session_time: {at_least: 1 h}}", id="other")
    asking = rule("{first_session_on: {exists: true}}", id="asking", per="intervention")
    assert presupposed(small(HANGS, other).regulation, registry()) == {"session": ("hangs", "other")}
    assert presupposed(small(HANGS, asking).regulation, registry()) == {"intervention": ("asking",)}


def test_weeks_and_files_are_no_lists() -> None:
    of_case = rule("{age: {at_most: 17}}", id="age", per="case")
    of_week = rule("{direct_time: {at_most: 10 h}}", id="cap", per="week")
    assert presupposed(small(of_case, of_week).regulation, registry()) == {}


# --- reasons ----------------------------------------------------------------------------------------------------------


def reason(subject: str, rules: str = "small") -> PresupposedReason:
    return PresupposedReason(rules, subject, "nobody_must", Text("così", "so"))


def test_a_reason_answers_for_a_list() -> None:
    made = small(HANGS).regulation
    (lacking,) = check_reasons(made, registry(), [reason("session", rules="others")])
    assert lacking.startswith("small: no rule asks that there be an element of `session`, on which hangs")
    assert check_reasons(made, registry(), [reason("session")]) == ()


def test_a_reason_for_what_is_asked_or_told_twice_is_stale() -> None:
    made = small(HANGS).regulation
    (stale,) = check_reasons(made, registry(), [reason("session"), reason("plan")])
    assert "`plan` is stale" in stale
    assert len(check_reasons(made, registry(), [reason("session"), reason("session")])) == 1


def table(*rows: str) -> str:
    return "\n".join([",".join(COLUMNS), *rows])


def test_reasons_are_read() -> None:
    assert read_reasons(table("small,session,open,manca,missing")) == (
        PresupposedReason("small", "session", "open", Text("manca", "missing")),
    )


@pytest.mark.parametrize(
    "row",
    [
        "small,session,never,a,b",
        "small,session,open,,b",
        "small,session,open,a,",
        "small,session,open,a,b,c",
        "small",
    ],
)
def test_a_broken_row_of_reasons_is_refused_with_its_line(row: str) -> None:
    with pytest.raises(AdmRulesError, match="line 3"):
        read_reasons(table("small,session,open,manca,missing", row))


def test_anybodys_rule_set_is_warned_of_what_nobody_asks_for(tmp_path: Path) -> None:
    rules = rule_set(HANGS).regulation
    (warning,) = notices(rules, registry(), load_reasons(tmp_path))
    assert (warning.code, warning.severity) == ("nobody-asks", Weight.WARNING)
    assert "`session`, on which hangs hangs" in warning.message
    table = f"{','.join(COLUMNS)}\nsmall,session,nobody_must,perché,because\n"
    (tmp_path / "presupposed.csv").write_text(table, encoding="utf-8")
    assert notices(rules, registry(), load_reasons(tmp_path)) == ()


def test_reasons_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "presupposed.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(AdmRulesError, match="make it a CSV file in UTF-8"):
        load_reasons(tmp_path)

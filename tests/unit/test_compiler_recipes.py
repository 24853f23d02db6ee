"""Recipes: each way to make one fact from others, over small invented facts; and the defects that they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.recipes import RECIPES, RecipeError
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.regulation import read_parts
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import read
from tests.rules.small import (
    FILE,
    case,
    rule,
    session,
    text,
    value,
    verdicts,
    with_intervention,
    with_sessions,
)

#: Two sessions of an hour and of two, and a third whose end is not known.
SESSIONS = [
    session("2026-03-02T15:00", "16:00", id="a", venue="home"),
    session("2026-03-03T15:00", "17:00", id="b", venue="school"),
]
OPEN = [*SESSIONS, session("2026-03-04T15:00", id="c", venue=None)]


def compiled(
    require: str,
    recipe: Mapping[str, Any] | None,
    *,
    per: str = "intervention",
    kind: str = "count",
    **parts: Any,
) -> RuleSet:
    """A rule set over the real vocabulary and one more fact, `made`."""
    real = registry()
    names, more = parts.pop("names_of", None), parts.pop("more", ())
    fact = Fact("made", parts.pop("of", per), kind, Text("prova", "trial"), recipe=recipe, names=names)
    vocabulary = Registry(real.subjects.values(), [*real.facts.values(), *more, fact])
    source = read(text(rule(require, per=per), **parts), FILE)
    faults = Faults(source)
    regulation = read_parts(source, faults)
    assert regulation is not None
    program = compile_regulation(regulation, vocabulary, faults)
    if program is None:
        raise faults.error()
    return RuleSet(program)


def holds(comparison: str, recipe: Mapping[str, Any], data: Any, **more: Any) -> bool | None:
    """Whether the fact that a recipe makes compares as asked: True, False or None."""
    (verdict,) = verdicts(compiled(f"{{made: {comparison}}}", recipe, **more), data)
    return {"complies": True, "breaches": False, "undecided": None}[verdict]


def test_every_recipe_of_the_table_is_used_by_the_catalogue_or_tried_here() -> None:
    used = {name for fact in registry().facts.values() for name in fact.recipe or ()}
    assert used <= set(RECIPES)
    assert set(RECIPES) - used == {"sum"}  # below, and in Collesanto


# --- lists ------------------------------------------------------------------------------------------------------------


def test_counting() -> None:
    recipe = {"count": {"from": "session", "ever": True}}
    assert holds("{is: 2}", recipe, with_sessions(*SESSIONS)) is True
    assert holds("{is: 0}", recipe, with_intervention(sessions=[])) is True
    assert holds("{is: 0}", recipe, with_intervention()) is None
    where = {"count": {"from": "session", "ever": True, "where": {"venue": {"is": "home"}}}}
    assert holds("{is: 1}", where, with_sessions(*SESSIONS)) is True
    assert holds("{between: [1, 2]}", where, with_sessions(*OPEN)) is True
    assert holds("{is: 1}", where, with_sessions(*OPEN)) is None
    different = {"count": {"from": "session", "ever": True, "distinct": "venue"}}
    assert (
        holds(
            "{is: 2}", different, with_sessions(*SESSIONS, session("2026-03-04T15:00", "16:00", venue="home"))
        )
        is True
    )


def test_the_size_of_a_set() -> None:
    recipe = {"size": "session_activities"}
    data = with_sessions(session("2026-03-02T15:00", "16:00", activities=["leisure", "monitoring"]))
    assert holds("{is: 2}", recipe, data, per="session") is True
    assert holds("{at_most: 9}", recipe, with_sessions(SESSIONS[0]), per="session") is None


def test_totals() -> None:
    recipe = {"total": {"from": "session", "ever": True, "of": "session_time"}}
    assert holds("{is: 3 h}", recipe, with_sessions(*SESSIONS), kind="minutes") is True
    assert holds("{at_least: 3 h}", recipe, with_sessions(*OPEN), kind="minutes") is True
    assert holds("{at_most: 3 h}", recipe, with_sessions(*OPEN), kind="minutes") is None


def test_shares() -> None:
    recipe = {
        "share": {"from": "session", "ever": True, "of": "session_time", "where": {"venue": {"is": "home"}}}
    }
    assert holds("{is: 1/3}", recipe, with_sessions(*SESSIONS), kind="fraction") is True
    heads = {"share": {"from": "session", "ever": True, "where": {"venue": {"is": "home"}}}}
    assert holds("{is: 1/2}", heads, with_sessions(*SESSIONS), kind="fraction") is True
    among = {
        "share": {
            "from": "session",
            "ever": True,
            "among": {"venue": {"is": "home"}},
            "where": {"venue": {"is": "home"}},
        }
    }
    assert holds("{is: 1}", among, with_sessions(*SESSIONS), kind="fraction") is True
    kinds = {
        "share": {
            "from": "session",
            "ever": True,
            "distinct": "venue",
            "where": {"session_time": {"at_least": "90 min"}},
        }
    }
    assert holds("{is: 1/2}", kinds, with_sessions(*SESSIONS), kind="fraction") is True


def test_picking() -> None:
    first = {
        "pick": {
            "from": "session",
            "ever": True,
            "of": "session_time",
            "by": "session_start",
            "take": "first",
        }
    }
    last = {
        "pick": {"from": "session", "ever": True, "of": "session_time", "by": "session_start", "take": "last"}
    }
    assert holds("{is: 1 h}", first, with_sessions(*reversed(SESSIONS)), kind="minutes") is True
    assert holds("{is: 2 h}", last, with_sessions(*reversed(SESSIONS)), kind="minutes") is True
    assert holds("{exists: false}", first, with_intervention(sessions=[]), kind="minutes") is True
    event = {
        "pick": {"from": "session", "ever": True, "of": "session_day", "by": "session_start", "take": "first"}
    }
    ahead = [session("2026-04-20T15:00", "16:00", status="planned")]
    assert holds("{exists: true}", event, with_intervention(sessions=ahead), kind="event") is False


def test_collecting() -> None:
    recipe = {"collect": {"from": "session", "ever": True, "of": "venue"}}
    asked = {"kind": "set", "names_of": "venue"}
    assert holds("{includes: [home, school]}", recipe, with_sessions(*SESSIONS), **asked) is True
    assert holds("{includes: [neutral_space]}", recipe, with_sessions(*SESSIONS), **asked) is False
    assert holds("{includes: [neutral_space]}", recipe, with_sessions(*OPEN), **asked) is None


def test_the_day_on_which_all_is_there() -> None:
    recipe = {
        "complete_on": {
            "from": "signature",
            "of": "signer",
            "by": "signed_on",
            "ever": True,
            "needs": ["mother", "father"],
        }
    }
    signatures = [{"signer": "mother", "on": "2026-03-01"}, {"signer": "father", "on": "2026-03-05"}]
    data = with_intervention(plans=[{"drafted_on": "2026-02-01", "signatures": signatures}])
    asked = {"per": "plan", "kind": "event"}
    assert holds("{at_most: 2026-03-05}", recipe, data, **asked) is True
    assert holds("{below: 2026-03-05}", recipe, data, **asked) is False


# --- days -------------------------------------------------------------------------------------------------------------


def test_elements_in_force_on_a_day_and_during_a_span() -> None:
    data = with_intervention(
        authorisations=[
            {"from": "2026-01-01", "to": "2026-03-02", "weekly_minutes": 60},
            {"from": "2026-03-03", "to": "none", "weekly_minutes": 90},
        ],
        sessions=SESSIONS,
        closed_on="none",
    )
    on_day = {
        "count": {
            "from": "authorisation",
            "where": {"authorised_time": {"at_least": "90 min"}},
            "at": "session_day",
        }
    }
    assert verdicts(compiled("{made: {is: 1}}", on_day, per="session"), data) == ["breaches", "complies"]
    term = {"kind": "first", "start": "2026-03-03", "end": "2026-06-30"}
    data["interventions"][0]["voucher_terms"] = [term]
    span = {"count": {"from": "authorisation", "during": "span"}}
    assert verdicts(compiled("{made: {is: 1}}", span, per="voucher_term"), data) == ["complies"]
    day = {"count": {"from": "session", "during": "span"}}
    assert verdicts(compiled("{made: {is: 1}}", day, per="voucher_term"), data) == ["complies"]
    events = {"count": {"from": "report", "during": "span"}}
    data["interventions"][0]["reports"] = [{"type": "progress", "submitted_on": "2026-03-03"}]
    assert verdicts(compiled("{made: {is: 1}}", events, per="voucher_term"), data) == ["complies"]


def test_amounts_and_days_of_one_element() -> None:
    data = with_sessions(SESSIONS[0])
    per = {"per": "session"}
    assert (
        holds("{is: monday}", {"part": {"of": "session_start", "as": "weekday"}}, data, kind="enum", **per)
        is True
    )
    assert (
        holds(
            "{is: 60 min}",
            {"between": {"from": "session_start", "to": "session_end", "in": "minutes"}},
            data,
            kind="minutes",
            **per,
        )
        is True
    )
    assert (
        holds("{is: 11}", {"age_on": {"birth": "birth_date", "at": "session_day"}}, data, kind="years", **per)
        is True
    )
    assert (
        holds(
            "{is: 2026-03-07}",
            {"shift": {"of": "session_day", "days": 5, "as": "due"}},
            data,
            kind="date",
            **per,
        )
        is True
    )
    for unit, back_by, day in (
        ("days", 5, "2026-02-25"),
        ("months", 1, "2026-02-02"),
        ("months", 24, "2024-03-02"),
    ):
        back = {"shift": {"of": "session_day", unit: back_by, "as": "before"}}
        assert holds(f"{{is: {day}}}", back, data, kind="date", **per) is True
    term = {"shift": {"of": "session_day", "months": "$length", "as": "last_day_of_term"}}
    length = value("length", "months", "is: 6")
    assert holds("{is: 2026-09-01}", term, data, kind="date", values=length, **per) is True
    assert holds("{is: '15:00'}", {"least": ["start_clock", "end_clock"]}, data, kind="time", **per) is True
    assert (
        holds("{is: '16:00'}", {"greatest": ["start_clock", "end_clock"]}, data, kind="time", **per) is True
    )
    assert (
        holds(
            "{is: 1}",
            {"ratio": ["session_time", "$hour"]},
            data,
            kind="fraction",
            values=value("hour", "minutes", "is: 1 h"),
            **per,
        )
        is True
    )
    assert (
        holds("{is: 60 min}", {"difference": ["end_clock", "start_clock"]}, data, kind="minutes", **per)
        is True
    )


def test_amounts_of_one_record_are_added_up() -> None:
    added = {"sum": ["session_time", "feedback_time", "meeting_time"]}
    lasts = [{"start": "2026-03-02T15:00", "end": "2026-03-02T16:00", "feedback_minutes": 20}]
    ordered: dict[str, Any] = {"kind": "minutes", "per": "session"}
    assert holds("{is: 120 min}", added, with_sessions(*lasts), **ordered) is True
    lasts[0]["feedback_minutes"] = "none"
    assert holds("{exists: false}", added, with_sessions(*lasts), **ordered) is True


def test_days_between_two_days() -> None:
    data = with_intervention(
        sessions=SESSIONS, voucher_terms=[{"kind": "first", "start": "2026-01-01", "end": "2026-06-30"}]
    )
    recipe = {"between": {"from": "term_start", "to": "term_end", "in": "months"}}
    assert holds("{is: 5}", recipe, data, kind="months", per="voucher_term") is True


def test_elements_that_begin_with_an_event() -> None:
    recipe = {"count": {"from": "plan", "during": "span"}}
    term = {"kind": "first", "start": "2026-01-01", "end": "2026-06-30"}
    for drafted, number in (("2026-02-01", 1), ("2026-07-01", 0), ("none", 0)):
        data = with_intervention(voucher_terms=[term], plans=[{"drafted_on": drafted, "end_on": "none"}])
        assert holds(f"{{is: {number}}}", recipe, data, per="voucher_term") is True, drafted


def test_a_sum_shared_out() -> None:
    term = {"kind": "first", "start": "2026-01-01", "end": "2026-06-30", "unit_value": "10.00"}
    share = {"apportion": {"of": "unit_value", "part": "unit_value", "whole": "unit_value"}}
    data = with_intervention(voucher_terms=[term])
    assert holds("{is: 10.00}", share, data, kind="money", per="voucher_term") is True


def test_one_value_or_another() -> None:
    recipe = {
        "choose": [
            {"when": {"venue": {"is": "home"}}, "then": {"fact": "session_time"}},
            {"when": {"venue": {"is": "school"}}, "then": "5 min"},
            {"else": "feedback_time"},
        ]
    }
    asked = {"per": "session", "kind": "minutes"}
    assert holds("{is: 60 min}", recipe, with_sessions(SESSIONS[0]), **asked) is True
    assert holds("{is: 5 min}", recipe, with_sessions(SESSIONS[1]), **asked) is True
    elsewhere = session("2026-03-02T15:00", "16:00", venue="neutral_space", feedback_minutes=10)
    assert holds("{is: 10 min}", recipe, with_sessions(elsewhere), **asked) is True
    assert holds("{is: 10 min}", recipe, with_sessions(OPEN[2]), **asked) is None


def test_the_same_fact_of_the_one_before() -> None:
    recipe = {"previous": {"of": "term_end", "by": "term_start"}}
    terms = [
        {"kind": "extension", "start": "2026-07-01", "end": "2026-12-31"},
        {"kind": "first", "start": "2026-01-01", "end": "2026-06-30"},
    ]
    data = with_intervention(voucher_terms=terms)
    rules = compiled("{made: {is: 2026-06-30}}", recipe, per="voucher_term", kind="date")
    assert verdicts(rules, data) == ["breaches", "complies"]  # the first has none before it


def test_a_fact_of_a_linked_element() -> None:
    recipe = {"field": "request.urgent"}
    data = with_intervention(
        request="q", case_keys={"requests": [{"id": "q", "submitted_on": "2026-01-01", "urgent": True}]}
    )
    assert holds("{is: true}", recipe, data, kind="bool") is True


def test_a_recipe_may_read_a_derived_fact_and_a_condition_in_rule_grammar() -> None:
    recipe = {
        "count": {
            "from": "session",
            "ever": True,
            "where": {"any": [{"not": {"venue": {"is": "home"}}}, {"session_time": {"at_most": "30 min"}}]},
        }
    }
    assert holds("{is: 1}", recipe, with_sessions(*SESSIONS)) is True


def test_a_fact_that_an_element_leads_to_is_not_the_one_of_the_asker() -> None:
    """An intervention asks lines of an invoice: each leads to an intervention of its own."""
    recipe: dict[str, Any] = {"from": "invoice_line", "where": {"closed_on": {"exists": True}}}
    with pytest.raises(DiagnosticsError, match="`closed_on` may be the one that `intervention` sees"):
        compiled("{made: {is: 1}}", {"count": recipe})
    recipe["where"] = {"billed_amount": {"exists": True}}
    assert compiled("{made: {is: 1}}", {"count": recipe}).notices == ()


# --- what is wrong with a recipe --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipe", "per", "message"),
    [
        (None, "session", "names the recipe ``, which does not exist"),
        ({"product": {}}, "session", "names the recipe `product`, which does not exist"),
        ({"least": ["nothing"]}, "session", "cannot see `nothing`"),
        ({"least": ["training_length"]}, "session", "cannot see `training_length`"),
        ({"least": [{"fact": ["a"]}]}, "session", "wrong (wrong-shape)"),
        (
            {"count": {"from": "session", "ever": True, "where": {"venue": {"is": "mars"}}}},
            "case",
            "unknown name `mars`",
        ),
        ({"count": {"from": "session", "ever": True, "where": []}}, "case", "wrong (wrong-shape)"),
        (
            {"count": {"from": "session", "during": "span"}},
            "case",
            "(no-period): `case` has no span",
        ),
        ({"choose": [{"when": {"venue": {"is": "home"}}, "then": 1}]}, "session", "has no `else`"),
        ({"field": "substitute.staff_role"}, "session", "has no link `substitute`"),
        (
            {"count": {"from": "agreement", "ever": True, "precedes": "plan"}},
            "intervention",
            "goes through `agreement`, which `plan` does not own",
        ),
        (
            {"owned": {"precedes": "drafted_on"}},
            "plan",
            "needs a key of what owns `plan`, not `drafted_on`",
        ),
        (
            {"shift": {"of": "session_day", "days": "$nothing", "as": "due"}},
            "session",
            "`made` needs the value `nothing`",
        ),
    ],
)
def test_a_wrong_recipe_is_a_defect_of_the_library(recipe: Any, per: str, message: str) -> None:
    with pytest.raises((RecipeError, DiagnosticsError)) as caught:
        compiled("{made: {exists: true}}", recipe, per=per)
    assert message in str(caught.value)


def test_a_recipe_cannot_reach_what_its_subject_does_not_hold() -> None:
    with pytest.raises(RecipeError, match="cannot reach `session` from `district`"):
        compiled("{made: {exists: true}}", {"count": {"from": "session", "ever": True}}, per="district")
    assert verdicts(
        compiled("{made: {at_least: 0}}", {"count": {"from": "holder"}}, per="case"), case(holders=[])
    ) == ["complies"]

"""Facts that are asked on a day, during an interval, or ever, at their place of use."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.adverbs import told, when_said
from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.recipes import RecipeError
from adm_rules._internal.loader.conditions import read_fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import When
from tests.rules.small import case, only, rule, rule_set, session, verdicts, with_intervention
from tests.unit.test_compiler_recipes import compiled

#: Moved out of Tirano at the end of February; asked for in time; under an order that ended after the request.
CHILD = case(
    residence=[
        {"municipality": "Tirano", "from": "none", "to": "2026-02-28"},
        {"municipality": "Sondrio", "from": "2026-03-01", "to": "none"},
    ],
    requests=[{"id": "r", "submitted_on": "2026-02-20"}],
    court_orders=[
        {
            "court": "juvenile_court",
            "from": "2026-01-01",
            "to": "2026-02-25",
            "measures": ["inquiry"],
            "prescribes_visits": True,
        }
    ],
    protection_paths=[],
)


def answer(require: str, data: Any = CHILD, per: str = "request") -> str:
    (verdict,) = verdicts(rule_set(rule(require, per=per)), data)
    return verdict


@pytest.mark.parametrize(
    ("require", "verdict"),
    [
        ("{residence: {at: requested_on, is: Tirano}}", "complies"),
        ("{residence: {at: judgement_day, is: Tirano}}", "breaches"),
        ("{residence_now: {is: {fact: residence, at: judgement_day}}}", "complies"),
        ("{residence_now: {is: {fact: residence, at: requested_on}}}", "breaches"),
        ("{age: {at: requested_on, is: 11}}", "complies"),
        ("{age: {is: 11}}", "complies"),
        ("{protected: {at: requested_on, is: false}}", "complies"),
        ("{orders: {at: requested_on, at_least: 1}}", "complies"),
        ("{orders: {at: judgement_day, at_least: 1}}", "breaches"),
        ("{orders: {ever: true, at_least: 1}}", "complies"),
        ("{orders: {during: span, at_least: 1}}", "complies"),
        ("{orders: {during: request, at_least: 1}}", "complies"),
        ("{orders: {during: {from: requested_on}, at_least: 1}}", "complies"),
        ("{orders: {during: {from: judgement_day, to: judgement_day}, at_least: 1}}", "breaches"),
        ("{orders: {ever: true, with: {courts: [ordinary_court]}, at_least: 1}}", "breaches"),
        ("{orders: {ever: true, with: {measures: [inquiry, placement]}, at_least: 1}}", "complies"),
        (
            "{orders: {ever: true, with: {measures: [placement], prescribes_visits: true}, at_least: 1}}",
            "breaches",
        ),
        (
            "{orders: {ever: true, with: {courts: [juvenile_court], prescribes_visits: true}, is: 1}}",
            "complies",
        ),
        ("{orders: {ever: true, with: {mentions_home_education: true}, at_least: 1}}", "undecided"),
    ],
)
def test_a_fact_is_worked_out_where_it_is_asked(require: str, verdict: str) -> None:
    assert answer(require) == verdict


def test_a_day_that_is_not_known_decides_where_every_day_gives_one_value() -> None:
    unknown = {**CHILD, "requests": [{"id": "r", "submitted_on": "2026-02-20", "evaluated_on": None}]}
    asked = "{residence: {at: request_evaluated_on, is: Tirano}}"
    assert answer(asked, unknown) == "undecided"
    assert answer(asked, {**unknown, "residence": "Tirano"}) == "undecided", "the day may not come"
    assert answer("{residence: {at: request_evaluated_on, is_not: Sondrio}}", unknown) == "undecided"


def test_on_a_day_that_has_not_come_there_is_no_value() -> None:
    ahead = {**CHILD, "requests": [{"id": "r", "submitted_on": "2026-02-20", "evaluated_on": "none"}]}
    assert answer("{residence: {at: request_evaluated_on, exists: false}}", ahead) == "complies"
    assert answer("{orders: {at: request_evaluated_on, is: 0}}", ahead) == "complies"


def test_a_fact_of_an_agency_is_asked_by_an_intervention() -> None:
    granted = {"from": "2026-01-01", "to": "2026-01-31", "status": "granted", "suspended_on": "none"}
    agency = {"id": "a", "accreditations": [granted]}
    rules = rule_set(rule("{accreditations: {at: first_session_on, at_least: 1}}", per="intervention"))
    for day, verdict in (("2026-01-31", "complies"), ("2026-02-01", "breaches")):
        data = with_intervention(agency="a", sessions=[session(f"{day}T15:00", "16:00", status="delivered")])
        assert verdicts(rules, data, agency=agency) == [verdict]


def test_an_accreditation_is_in_force_until_the_eve_of_its_suspension() -> None:
    granted = {"from": "2026-01-01", "to": "none", "status": "granted", "suspended_on": "2026-02-10"}
    agency = {"id": "a", "accreditations": [granted]}
    rules = rule_set(rule("{accreditations: {at: first_session_on, at_least: 1}}", per="intervention"))
    for day, verdict in (("2026-02-09", "complies"), ("2026-02-10", "breaches")):
        data = with_intervention(agency="a", sessions=[session(f"{day}T15:00", "16:00", status="delivered")])
        assert verdicts(rules, data, agency=agency) == [verdict]


def test_elements_are_asked_on_the_day_of_who_asks() -> None:
    household = [{"id": "s", "relation": "child", "birth_date": "2020-03-01"}]
    data = {**CHILD, "household": household}
    asked = "{{children_aged: {{at: {day}, with: {{up_to: 5}}, is: {number}}}}}"
    assert answer(asked.format(day="requested_on", number=1), data) == "complies"
    assert answer(asked.format(day="judgement_day", number=0), data) == "complies"


def test_a_fold_inside_a_fold_looks_on_the_day_of_who_asks() -> None:
    """How many of the staff on the list on the day of a session had a title by then."""
    titles = made(
        "staff", "titles_then", "count", "x", "y", asked="day", count={"from": "title", "at": "asked"}
    )
    titled = {"titles_then": {"at": "session_day", "at_least": 1}}
    recipe = {"count": {"from": "staff", "at": "session_day", "where": titled}}
    rules = compiled("{made: {is: 1}}", recipe, per="session", more=(titles,))
    staff = [
        {"id": f"s-{n}", "role": "educator", "listed_from": "2026-01-01", "delisted_on": "none",
         "titles": [{"title": "psychology_degree", "on": day}]}
        for n, day in enumerate(("2026-03-03", "2026-03-10"))
    ]  # fmt: skip
    data = with_intervention(
        agency="a", sessions=[session(f"2026-03-{day}T15:00", "16:00") for day in ("02", "03", "09", "10")]
    )
    found = verdicts(rules, data, agency={"id": "a", "staff": staff})
    assert found == ["breaches", "complies", "complies", "breaches"]


def test_a_fact_that_may_be_asked_during_an_interval_looks_on_no_single_day() -> None:
    recipe = {"count": {"from": "title", "at": "asked"}}
    titles = made("staff", "titles_then", "count", "x", "y", asked="time", count=recipe["count"])
    rules: dict[str, Any] = {"per": "absence", "more": (titles,)}
    assert compiled("{titles_then: {at: absent_from, is: 1}}", None, **rules) is not None
    with pytest.raises(RecipeError, match=r"\(wrong-time\): no single day is asked here"):
        compiled("{titles_then: {ever: true, is: 1}}", None, **rules)
    titled = {"from": "staff", "time": "asked", "where": {"titles_then": {"at": "asked", "at_least": 1}}}
    staff = made("agency", "titled_staff", "count", "x", "y", asked="time", count=titled)
    with pytest.raises(DiagnosticsError, match=r"\[wrong-time\]: no single day is asked here"):
        compiled("{titled_staff: {ever: true, is: 1}}", None, per="agency", more=(titles, staff))


def test_every_old_name_stands_for_a_fact_that_is_asked() -> None:
    """A day in the name and the day asked are one definition."""
    renamed = {
        name: read_fact(dict(option["else"]), (), Faults())
        for name, fact in registry().facts.items()
        for option in (fact.recipe or {}).get("choose", ())[:1]
        if isinstance(option.get("else"), dict) and registry().facts[option["else"]["fact"]].asked
    }
    assert len(renamed) == 61
    assert {ref.name for ref in renamed.values()} >= {
        "residence",
        "orders",
        "age",
        "home",
        "in_charge",
        "protected",
    }
    assert all(ref.when is not None for ref in renamed.values())


def test_a_finding_says_on_which_day_a_fact_was_asked() -> None:
    rules = rule_set(rule("{residence: {at: requested_on, is: Sondrio}}", per="request"))
    finding = only(rules, CHILD)
    (observed,) = finding.observed
    assert observed.label.en == "minor's municipality of residence, on the day of the request"
    assert observed.label.it == "Comune di residenza del minore, alla data della richiesta"


def test_a_name_of_its_own_is_told_in_place_of_the_time() -> None:
    rules = rule_set(rule("{residence_at_request: {is: Sondrio}}", per="request"))
    (observed,) = only(rules, CHILD).observed
    assert observed.fact == "residence_at_request"


@pytest.mark.parametrize(
    ("raw", "english"),
    [
        ({"at": "requested_on"}, "on the day of the request"),
        ({"at": "closed_on"}, "on the day of: closing of the intervention"),
        ({"at": {"param": "day"}}, "on the given day"),
        ({"ever": True}, "up to the day of the check"),
        ({"during": "span"}, "in the period in question"),
        ({"during": "intervention"}, "in the period of the intervention"),
        ({"during": {"from": "closed_on"}}, "from: closing of the intervention"),
        ({"during": {"to": {"param": "day"}}}, "up to: given day"),
        ({"during": {"from": "start", "to": "closed_on"}},
         "from: start of the intervention, up to: closing of the intervention"),
    ],
)  # fmt: skip
def test_a_time_in_words(raw: dict[str, Any], english: str) -> None:
    orders = registry().facts["orders"]
    when = read_fact({"fact": "orders", **raw}, (), Faults()).when
    said = when_said(registry(), orders, when)
    assert said is not None
    assert said.en == english
    assert told(registry(), orders, when).label.en == f"court orders in force, {english}"


def test_what_is_asked_at_no_time_says_none() -> None:
    facts = registry().facts
    assert when_said(registry(), facts["requested_on"], None) is None
    assert when_said(registry(), facts["residence"], None) is None
    said = when_said(registry(), facts["age"], None)
    assert said is not None
    assert said.en == "on the day of the check"


def test_shipped_rule_sets_load_with_facts_asked_under_both_names() -> None:
    assert load("tirano").regulation.id == "tirano"
    assert When("ever").days() == ()

"""Which services an act regulates: rules about what belongs to an intervention are silent about others."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load, parse
from adm_rules._internal.review.mutation.mistakes import mutants_of_rule
from adm_rules._internal.rules.conditions import SERVICES
from tests.rules.small import ON, case, pinned_if_read, rule, rule_set, session, text, value, verdicts

LATE = "{session_time: {at_most: 1 h}}"
LONG = session("2026-03-09T15:00", "18:00")
COVERED = value("covered", "set, of: service", "is: [home_education]")


def of(service: str) -> dict[str, Any]:
    return case(interventions=[{"id": "i1", "service": service, "sessions": [LONG]}])


@pytest.mark.parametrize(
    ("services", "more"),
    [("[home_education]", {}), ("[home_education, day_centre]", {}), ("$covered", {"values": COVERED})],
)
def test_a_rule_is_about_the_services_of_its_act_alone(services: str, more: dict[str, str]) -> None:
    rules = rule_set(rule(LATE), services=services, **more)
    assert verdicts(rules, of("home_education")) == ["breaches"]
    assert verdicts(rules, of("supervised_contact")) == ["not_applicable"]
    assert verdicts(rule_set(rule(LATE)), of("supervised_contact")) == ["breaches"]


def test_what_a_rule_says_of_when_it_applies_counts_besides() -> None:
    both = "{all: [{activity: {is: direct}}, {session_status: {is: delivered}}]}"
    for when in ("{activity: {is: direct}}", both):
        rules = rule_set(rule(LATE, when=when), services="[home_education]")
        assert verdicts(rules, of("home_education")) == ["breaches"]
        assert verdicts(rules, of("supervised_contact")) == ["not_applicable"]
    rules = rule_set(rule(LATE, when="{activity: {is: group}}"), services="[home_education]")
    assert verdicts(rules, of("home_education")) == ["not_applicable"]


@pytest.mark.parametrize(
    "when",
    ["{service: {is: day_centre}}", "{any: [{service: {is: day_centre}}, {service: {is: group_home}}]}"],
)
def test_a_rule_may_say_itself_which_services_it_is_about(when: str) -> None:
    rules = rule_set(
        rule(LATE, when=when.replace("group_home", "supervised_contact")), services="[home_education]"
    )
    assert verdicts(rules, of("day_centre")) == ["breaches"]
    assert verdicts(rules, of("home_education")) == ["not_applicable"]


def test_what_belongs_to_no_intervention_is_judged_whatever_the_service() -> None:
    rules = rule_set(rule("{age: {at_most: 5}}", per="case"), services="[home_education]")
    assert verdicts(rules, of("day_centre")) == ["breaches"]


def test_rules_of_an_overlay_are_about_the_services_of_the_base(tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(text(rule(LATE), services="[home_education]"), encoding="utf-8")
    overlay = "\n".join(
        [
            "language: 1",
            "id: nearby",
            "title: {it: Prova, en: Trial}",
            'version: "1"',
            "extends: {rules: ./base.yaml}",
            "adopted: {act: del. 1/2020, body: Assemblea, on: 2020-12-14}",
            "rules:",
            rule(LATE, id="nearby.r"),
        ]
    )
    file = tmp_path / "nearby.yaml"
    file.write_text(pinned_if_read(overlay, str(file)), encoding="utf-8")
    assert verdicts(load(str(file)), of("supervised_contact")) == ["not_applicable"] * 2


def test_a_service_that_does_not_exist_is_told_at_the_head() -> None:
    with pytest.raises(DiagnosticsError, match=r"home_educatio"):
        parse(text(rule(LATE), services="[home_educatio]"), "small.yaml")


def test_interventions_of_other_services_are_told_as_not_read() -> None:
    rules = rule_set(rule(LATE), services="[home_education]")
    assert [(each.key, each.times) for each in rules.unread(of("day_centre"))] == [("interventions[]", 1)]
    assert "interventions[]" not in {each.key for each in rules.unread(of("home_education"))}
    assert "interventions[]" not in {each.key for each in rule_set(rule(LATE)).unread(of("day_centre"))}
    by_value = rule_set(rule(LATE), services="$covered", values=COVERED)
    assert "interventions[]" in {each.key for each in by_value.unread(of("day_centre"))}


@pytest.mark.parametrize("name", ["basso_lodigiano", "medio_olona", "scheda_comunale", "tirano"])
def test_shipped_sets_are_silent_about_services_that_their_act_does_not_regulate(name: str) -> None:
    rules = load(name)
    other = {
        "id": "i1",
        "service": "day_centre",
        "closed_on": "2026-03-01",
        "sessions": [LONG],
        "plans": [{"drafted_on": "2026-02-01"}],
        "authorisations": [{"from": "2026-02-01", "weekly_minutes": 6000}],
        "voucher_terms": [{"kind": "first", "start": "2026-02-01", "end": "2027-02-01"}],
    }
    below = {"intervention", "session", "plan", "authorisation", "voucher_term"}
    found = rules.check(case(interventions=[other]), on=ON).findings
    of_it = [each for each in found if rules.rule(each.rule).per in below]
    assert len(of_it) > 5
    assert {each.verdict.value for each in of_it} == {"not_applicable"}


@pytest.mark.parametrize(
    ("when", "dropped"),
    [
        ("", 0),
        ("{activity: {is: direct}}", 1),
        ("{all: [{activity: {is: direct}}, {start_clock: {above: '08:00'}}]}", 3),
    ],
)
def test_mistakes_are_made_in_what_a_rule_says_and_not_in_the_head(when: str, dropped: int) -> None:
    rules = rule_set(rule(LATE, when=when), services="[home_education]")
    made = [*mutants_of_rule(rules.regulation.rules[0], rules.regulation, rules.vocabulary)]
    for each in made:
        kept = each.regulation.rules[0].when
        assert kept is not None
        assert [leaf.path[:1] for leaf in kept.leaves()].count(SERVICES) == 1
    assert sum(each.mistake == "drop" for each in made) == dropped

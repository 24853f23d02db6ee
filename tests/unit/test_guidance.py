"""What a rule says of its breach: a headline, what it touches, who acts and what puts it right."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report
from adm_rules._internal.texts import Text
from tests.rules.small import ON, rule, rule_set, session, with_sessions

WHOLE = """
      severity: error
      message: {it: Dura troppo., en: It takes too long.}
      fault: {it: Accesso troppo lungo, en: Session too long}
      effect: safety
      acts: night_watch
      remedy: {it: accorciare l'accesso, en: shorten the session}"""
NAMES = "{role: {night_watch: {it: guardia notturna, en: night watch}}}"
LONG, SHORT = session("2026-03-02T14:00", "18:01"), session("2026-03-02T14:00", "15:00")


def rules(otherwise: str = WHOLE) -> RuleSet:
    return rule_set(rule("{session_time: {at_most: 3 h}}", otherwise=otherwise), names=NAMES)


def told(given: RuleSet, which: dict[str, object], lang: str) -> str:
    return text_of(given.check(with_sessions(which), on=ON), Page(lang, every=True))


def test_a_finding_carries_what_its_rule_says() -> None:
    (found,) = rules().check(with_sessions(LONG), on=ON).breaches
    assert (found.fault, found.effect) == (Text("Accesso troppo lungo", "Session too long"), "safety")
    assert (found.acts, found.actor) == ("night_watch", Text("guardia notturna", "night watch"))
    assert found.remedy == Text("accorciare l'accesso", "shorten the session")


def test_it_survives_being_written() -> None:
    made = rules().check(with_sessions(LONG), on=ON)
    (read_back,) = Report.from_json(made.to_json()).breaches
    first = made.breaches[0]
    told = (read_back.fault, read_back.effect, read_back.acts, read_back.remedy)
    assert told == (first.fault, first.effect, first.acts, first.remedy)
    assert read_back.actor == Text("guardia notturna", "night watch")


def test_a_breach_is_headed_by_its_fault_and_says_who_does_what() -> None:
    text = told(rules(), LONG, "it")
    assert "Accesso troppo lungo" in text
    assert "    → guardia notturna: accorciare l'accesso\n" in text
    assert "Regola di prova" not in text


def test_what_is_in_order_is_headed_by_the_title_and_needs_no_remedy() -> None:
    text = told(rules(), SHORT, "en")
    assert "Trial rule" in text
    assert "→" not in text


def test_a_remedy_without_an_actor_stands_alone() -> None:
    text = told(rules(WHOLE.replace("      acts: night_watch\n", "")), LONG, "en")
    assert "    → shorten the session\n" in text


def test_a_rule_may_say_nothing_of_it() -> None:
    plain = rules("{severity: error, message: {it: Dura troppo., en: It takes too long.}}")
    (found,) = plain.check(with_sessions(LONG), on=ON).breaches
    assert (found.fault, found.effect, found.acts, found.actor, found.remedy) == (None,) * 5
    assert "Trial rule" in told(plain, LONG, "en")


def test_an_explanation_says_it_too() -> None:
    given = rules().regulation
    *_, otherwise, _ = Explanation(Prose(registry(), "en", given), given).rule(given.rules[0])
    assert [clause.text for clause in otherwise.clauses[-4:]] == [
        "in short: Session too long",
        "touches: safety of the child",
        "to act: night watch",
        "remedy: shorten the session",
    ]


@pytest.mark.parametrize("name", available())
def test_every_shipped_rule_says_what_its_breach_means_and_who_acts(name: str) -> None:
    silent = [rule.id for rule in load(name).rules if None in astuple(rule.guidance)]
    assert silent == []

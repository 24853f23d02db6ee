"""Names that a rule set adds to the lists are told by their labels wherever a name of the library is."""

from __future__ import annotations

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.explain.search import Search
from adm_rules._internal.loader.values import value_like
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report
from tests.rules.small import ON, case, rule, rule_set, session, text

NAMES = """
  consequence: {lapse: {it: decadenza dal servizio, en: loss of the place}}
  effect: {dignity: {it: la dignità del minore, en: the dignity of the child}}
  role: {nurse: {it: infermiere, en: nurse}}
  paper: {deed: {it: atto notarile, en: notarial deed}}
"""
FACTS = """
  enclosed: {per: request, kind: set, names: paper, synonyms: [fascicolo], label: {it: carte, en: sheets}, field: more}
"""
OTHERWISE = "{severity: error, consequence: lapse, effect: dignity, acts: nurse, message: {it: Non va., en: It fails.}}"


def rules(otherwise: str = OTHERWISE) -> RuleSet:
    return rule_set(rule("{venue: {is: home}}", otherwise=otherwise), names=NAMES, facts=FACTS)


def report() -> Report:
    held = [session("2026-03-02T15:00", "16:00", id="s", venue="school")]
    lives = [{"id": "i", "service": "home_education", "sessions": held}]
    return rules().check(case(interventions=lives), on=ON)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("it", ("conseguenza: decadenza dal servizio", "tocca: la dignità del minore", "infermiere")),
        ("en", ("consequence: loss of the place", "touches: the dignity of the child", "nurse")),
    ],
)
def test_a_rule_is_shown_with_the_labels_of_its_own_names(lang: str, said: tuple[str, ...]) -> None:
    made = rules()
    (only,) = made.regulation.rules
    sections = Explanation(Prose(made.vocabulary, lang, made.regulation), made.regulation).rule(only)
    shown = "\n".join(clause.text for section in sections for clause in section.clauses)
    assert all(words in shown for words in said)


def test_a_breach_says_its_consequence_and_a_report_that_is_read_back_does_so_too() -> None:
    made = report()
    for each in (made, Report.from_json(made.to_json())):
        assert "Conseguenza: decadenza dal servizio." in text_of(each, Page("it"))
    (found,) = made.findings
    assert (found.consequence, found.stated and found.stated.en) == ("lapse", "loss of the place")
    assert found.to_dict()["stated"]["it"] == "decadenza dal servizio"


def test_a_consequence_of_the_library_is_written_as_it_was() -> None:
    held = [session("2026-03-02T15:00", "16:00", id="s", venue="school")]
    lives = [{"id": "i", "service": "home_education", "sessions": held}]
    made = rules(OTHERWISE.replace("lapse", "penalty")).check(case(interventions=lives), on=ON)
    assert made.findings[0].stated is None
    assert "stated" not in made.findings[0].to_dict()


def test_a_consequence_that_nobody_declared_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(DiagnosticsError, match=r"unknown-consequence(.|\n)*did you mean `lapse`"):
        rules(OTHERWISE.replace("lapse", "lapsed"))


@pytest.mark.parametrize("words", ["atto notarile", "deed", "fascicolo", "carte"])
def test_a_fact_is_found_by_the_names_of_a_list_of_its_own_and_by_its_synonyms(words: str) -> None:
    known = rules()
    assert "enclosed" in {
        each.name for each in Search(known.vocabulary, known.regulation.names).find(words).facts
    }


def test_a_value_of_a_list_of_its_own_is_written_out_without_a_member() -> None:
    assert value_like("papers", "set", "paper").startswith("papers: {kind: set, of: paper, ")
    assert parse(text(rule("{venue: {is: home}}")), "small.yaml").regulation.names == {}

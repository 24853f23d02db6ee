"""Facts are found by the words that people have, in either language."""

from __future__ import annotations

import pytest

from adm_rules._internal.explain.search import SYNONYMS, TOPICS, Search, stem, stems, topic_of
from adm_rules._internal.facts import registry
from adm_rules._internal.names import labels

SEARCH = Search(registry())


def names(text: str) -> list[str]:
    return [fact.name for fact in SEARCH.find(text).facts]


def test_what_is_merely_about_a_word_is_left_out_where_many_facts_say_it() -> None:
    """`residenza` stands in seventeen labels: no roles of some municipality beside them."""
    assert "residence" in names("residenza")
    assert "requester_role" not in names("residenza")
    assert "closure_reason" in names("disdetta")  # a name of its list, and few others


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("educatore", "educatori"),
        ("età", "eta"),
        ("agency", "agencies"),
        ("Genitore", "genitori"),
        ("hour", "hours"),
    ],
)
def test_singular_and_plural_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_without_meaning_are_left_out() -> None:
    assert stems("ore di lavoro in the week 2026") == ("ore", "lavor", "week")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("ore settimanali autorizzate", "authorised_time"),
        ("accessi saltati", "session_status"),
        ("incontro disertato", "session_status"),
        ("siblings", "children_aged"),
        ("weekly hours", "derogation_weekly_time"),
        ("residenza", "municipality"),
        ("residence at the request", "residence_at_request"),
        ("direct_time", "direct_time"),
        ("punteggio", "ranking_score"),
        ("consent", "plan_agreed_on"),  # a label says "agreed"
        ("psicologo", "supervisor_title"),  # a name of its list
        ("tribunale visite", "order_prescribes_visits"),
        ("settiman", "week_monday"),  # a word that is not whole
        ("monte ore mensile", "time_of_month"),
        ("incontri mensili", "sessions_of_month"),
        ("ore frontali", "direct_time"),
        ("padre", "requester_role"),  # a synonym of a name of its list
        ("UVM", "evaluation_unit_validated_on"),
        ("questionario", "surveyed_on"),
        ("notte", "start_clock"),
        ("maggiorenne", "adult_continuation_on"),
        ("ASL", "requester_role"),
        ("assicurazione", "papers_held"),  # of the kin of "assicurativa"
        ("appalto", "contract_id"),
        ("disdetta", "closure_reason"),
        ("morosità solleciti", "payment_due_on"),
        ("compresenza", "educators_present"),
        ("prosieguo", "adult_continuation_on"),
    ],
)
def test_a_fact_is_found_by_its_words_and_by_others_of_their_meaning(text: str, fact: str) -> None:
    assert fact in names(text)


def test_both_languages_find_the_same_label() -> None:
    assert (
        set(names("settimana lunedì")[:2])
        == set(names("Monday week")[:2])
        == {"week_monday", "agency_week_monday"}
    )


def test_the_words_of_a_fact_itself_come_before_those_of_its_subject() -> None:
    found = names("invoice")
    assert found.index("invoice_amount") < found.index("issued_on") < found.index("billed_service")


def test_facts_with_all_the_words_leave_the_others_out() -> None:
    assert names("età minore richiesta") == ["age_at_request"]


def test_what_no_fact_has_besides_the_rest_is_told() -> None:
    found = SEARCH.find("invoice twice")
    assert found.facts
    assert found.unmatched == ("twice",)


def test_the_beginning_of_a_word_is_what_was_typed_and_not_its_stem() -> None:
    """The stem of *sesso* begins *sessione*, and that of *messa* begins *messaggio*."""
    assert names("sesso") == []
    assert SEARCH.find("messa alla prova").unmatched == ("messa",)


def test_nothing_is_found_for_nothing() -> None:
    assert SEARCH.find("xyzzy").facts == ()
    assert SEARCH.find("di 2026").facts == ()
    assert SEARCH.near("xyzzy") is None
    assert SEARCH.near("solleciti") is None  # `collective` is nearest, and begins otherwise
    assert SEARCH.near("the sesioni") == "session"


@pytest.mark.parametrize("row", SYNONYMS, ids=min)
def test_a_row_of_synonyms_leads_to_a_label(row: frozenset[str]) -> None:
    """Of a fact, or of a name that one may be."""
    facts = registry().facts.values()
    lists = {str(fact.names) for fact in facts} - {"municipality"}
    members = {name for each in lists for name in labels(each, {}).values()}
    own = {
        word for each in (*(fact.label for fact in facts), *members) for word in stems(f"{each.it} {each.en}")
    }
    assert any(label.startswith(stem(word)) for word in row for label in own)


def test_every_subject_has_a_topic_and_every_topic_subjects() -> None:
    assert all(topic_of(registry(), subject) in TOPICS for subject in registry().subjects)
    begun = [subject for subjects in TOPICS.values() for subject in subjects]
    assert len(begun) == len(set(begun))
    assert set(begun) <= set(registry().subjects)

"""What is asked of the elements of a list: that there is one, that each is so, that one is in force on each day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.compiler.signs import effects
from adm_rules._internal.explain import Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.report import Finding, Verdict
from adm_rules._internal.review.compare import compare_rules
from adm_rules._internal.review.possible import can_give
from adm_rules._internal.review.presupposed import asks_for
from adm_rules._internal.texts import LANGUAGES
from adm_rules._internal.values.operators import EASIER, HARDER
from adm_rules._internal.yaml_source import read
from tests.rules.small import ON, case, only, rule, rule_set, session, value, with_intervention, with_sessions

LIVED = (
    "{throughout: {days: {from: case_opened_on, to: conditions_overcome_on}, some: residence, "
    "where: {municipality: {is: tirano}}}}"
)
DAYS = "{throughout: {days: {from: case_opened_on}, some: court_order}}"
TOLD = "{severity: error, message: {it: 'Dal {first_day}.', en: 'From {first_day} on.'}}"


def ordered(*orders: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case with court orders, opened at the beginning of 2026."""
    return case(
        **{"opened_on": "2026-01-01", "complete_until": "2026-03-31", "court_orders": list(orders), **more}
    )


def order(first: str, last: str | None = "none", **more: Any) -> dict[str, Any]:
    return {"court": "juvenile_court", "from": first, **({} if last is None else {"to": last}), **more}


def judged(require: str, data: Any, *, per: str = "case", on: date = ON, **more: str) -> Finding:
    return only(rule_set(rule(require, per=per, **more)), data, on)


# --- on each day ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("orders", "verdict", "first_day"),
    [
        ([], "breaches", "1 January 2026"),
        ([order("2026-01-01")], "complies", None),
        ([order("1999-05-01")], "complies", None),
        ([order("2026-01-01", "2026-02-15"), order("2026-02-16")], "complies", None),
        ([order("2026-01-01", "2026-02-15"), order("2026-02-17")], "breaches", "16 February 2026"),
        ([order("2026-01-02")], "breaches", "1 January 2026"),
        ([order("2026-01-01", "2026-03-30")], "breaches", "31 March 2026"),
        ([order("2026-01-01", "2026-04-01")], "complies", None),
        ([order("2026-01-01", None)], "undecided", None),
    ],
)
def test_a_gap_is_told_by_its_first_day(
    orders: list[dict[str, Any]], verdict: str, first_day: str | None
) -> None:
    found = judged(DAYS, ordered(*orders), otherwise=TOLD)
    assert found.verdict.value == verdict
    if first_day is not None:
        assert found.message("en") == f"From {first_day} on."
        assert found.observed[0].value.en == first_day


def test_what_is_not_known_of_a_record_is_asked_for() -> None:
    assert [each.name for each in judged(DAYS, ordered(order("2026-01-01", None))).missing] == ["order_until"]
    unseen = case(opened_on="2026-01-01")
    assert [each.name for each in judged(DAYS, unseen).missing] == ["court_order"]


def test_an_interval_without_a_first_day_leaves_nothing_to_cover() -> None:
    assert judged(DAYS, ordered(opened_on="none")).verdict is Verdict.NOT_APPLICABLE
    assert judged(DAYS, ordered(opened_on="2026-04-02")).verdict is Verdict.NOT_APPLICABLE
    assert judged(DAYS, ordered(opened_on=None, complete_until=None)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    "require", [f"{{all: [{DAYS}]}}", f"{{not: {{not: {DAYS}}}}}", f"{{any: [{DAYS}, {LIVED}]}}"]
)
def test_it_does_not_apply_in_any_way_of_writing_it(require: str) -> None:
    assert judged(require, ordered(opened_on="none")).verdict is Verdict.NOT_APPLICABLE


def test_beside_another_condition_nothing_to_cover_holds() -> None:
    require = f"{{all: [{DAYS}, {{age: {{at_least: 3}}}}]}}"
    assert judged(require, ordered(opened_on="none")).verdict is Verdict.COMPLIES


@pytest.mark.parametrize(("grace", "verdict"), [(0, "breaches"), (13, "breaches"), (14, "complies")])
def test_a_short_gap_is_none(grace: int, verdict: str) -> None:
    """Fourteen days without an order, from 1 to 14 February."""
    data = ordered(order("2026-01-01", "2026-01-31"), order("2026-02-15"))
    require = (
        f"{{throughout: {{days: {{from: case_opened_on}}, some: court_order, grace: {{days: {grace}}}}}}}"
    )
    found = judged(require, data, otherwise=TOLD)
    assert found.verdict.value == verdict
    if verdict == "breaches":
        assert found.message("en") == f"From {1 + grace} February 2026 on."


def test_nothing_is_asked_beyond_the_judgement_day() -> None:
    data = ordered(order("2026-01-01", "2026-03-31"), complete_until="2026-04-01")
    assert judged(DAYS, data).verdict is Verdict.COMPLIES
    assert judged(DAYS, data, on=date(2026, 4, 1)).verdict is Verdict.BREACHES
    assert (
        judged(LIVED, ordered(conditions_overcome_on="2026-02-01", residence="tirano")).verdict
        is Verdict.COMPLIES
    )


def test_where_a_child_lives_outside_the_records_is_not_known() -> None:
    moved = ordered(residence=[{"municipality": "tirano", "from": "none", "to": "2026-02-01"}])
    assert judged(LIVED, moved).verdict is Verdict.UNDECIDED


# --- of each ----------------------------------------------------------------------------------------------------------

EACH = "{throughout: {each: session, where: {session_status: {is: delivered}}, holds: {venue: {is: home}}}}"
PLACES = (
    "{severity: error, message: {it: '{count} da {first_day}: {places}.', "
    "en: '{count} from {first_day}: {places}.'}}"
)


def at(venue: str | None, day: str, **more: Any) -> dict[str, Any]:
    return session(f"2026-03-{day}T15:00", "16:00", venue=venue, **more)


def test_those_that_fail_are_counted_and_named() -> None:
    sessions = (
        at("home", "02"),
        at("school", "03"),
        at("school", "05"),
        at("school", "06", status="cancelled"),
    )
    found = judged(EACH, with_sessions(*sessions), per="intervention", otherwise=PLACES)
    assert found.message("en") == "2 from 3 March 2026: 2026-03-03T15:00 and 2026-03-05T15:00."
    assert found.message("it") == "2 da 3 marzo 2026: 2026-03-03T15:00 e 2026-03-05T15:00."


@pytest.mark.parametrize(
    ("sessions", "verdict"),
    [
        ([at("home", "02")], "complies"),
        ([at("home", "02"), at(None, "03")], "undecided"),
        ([at("school", "02"), at(None, "03")], "breaches"),
        ([at("school", "02", status="cancelled")], "not_applicable"),
        ([], "not_applicable"),
    ],
)
def test_each_is_three_valued(sessions: list[dict[str, Any]], verdict: str) -> None:
    assert judged(EACH, with_sessions(*sessions), per="intervention").verdict.value == verdict


def test_a_list_that_is_not_known_is_never_in_order() -> None:
    found = judged(EACH, with_intervention(), per="intervention")
    assert found.verdict is Verdict.UNDECIDED
    assert [each.name for each in found.missing] == ["session"]


def test_what_lies_ahead_is_left_out() -> None:
    data = with_sessions(at("home", "02"), at("school", "30"))
    assert judged(EACH, data, per="intervention", on=date(2026, 3, 29)).verdict is Verdict.COMPLIES


def test_elements_without_dates_are_all_asked() -> None:
    require = "{throughout: {each: holder, holds: {holder_excluded: {is: false}}}}"
    holders = [{"id": "h1", "excluded": False}, {"id": "h2", "excluded": True}]
    told = "{severity: error, message: {it: '{places}: {count}.', en: '{places}: {count}.'}}"
    assert judged(require, case(holders=holders), otherwise=told).message("en") == "h2: 1."


# --- there is one -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("looking", "verdict"),
    [
        ("at: case_opened_on", "breaches"),
        ("during: {from: case_opened_on}", "complies"),
        ("during: {to: case_opened_on}", "breaches"),
        ("during: {from: case_opened_on, to: case_opened_on}", "breaches"),
        ("ever: true", "complies"),
    ],
)
def test_some_looks_at_the_time_that_it_names(looking: str, verdict: str) -> None:
    data = ordered(order("2026-02-01", "2026-02-28"), order("2026-04-20"))
    assert judged(f"{{some: {{of: court_order, {looking}}}}}", data).verdict.value == verdict


def test_ever_is_not_what_lies_ahead() -> None:
    assert (
        judged("{some: {of: court_order, ever: true}}", ordered(order("2026-04-20"))).verdict
        is Verdict.BREACHES
    )


def test_within_the_span_of_the_subject_or_of_an_owner() -> None:
    sessions = [session("2026-02-02T15:00", "16:00"), session("2026-03-02T15:00", "16:00")]
    orders = [order("2026-02-10", "2026-02-20")]
    data = with_intervention(
        sessions=sessions,
        closed_on="none",
        case_keys={"court_orders": orders, "complete_until": "2026-03-31"},
    )
    own = rule_set(rule("{some: {of: court_order, during: span}}"))
    assert {finding.verdict.value for finding in own.check(data, on=ON).findings} == {"breaches"}
    owner = rule_set(rule("{some: {of: court_order, during: intervention}}"))
    assert {finding.verdict.value for finding in owner.check(data, on=ON).findings} == {"complies"}


def test_what_happens_on_a_day_lies_in_an_interval_with_both_ends() -> None:
    met = {"type": "plan_review", "on": "2026-03-02"}
    data = with_intervention(meetings=[met], case_keys={"opened_on": "2026-03-02"})
    since = "{some: {of: meeting, during: {from: case_opened_on}}}"
    until = "{some: {of: meeting, during: {to: case_opened_on}}}"
    assert judged(since, data, per="intervention").verdict is Verdict.COMPLIES
    assert judged(until, data, per="intervention").verdict is Verdict.COMPLIES


def test_what_is_won_on_a_day_is_had_from_then_on() -> None:
    require = "{some: {of: assessment, at: case_opened_on}}"
    for on, verdict in (("2025-12-01", "complies"), ("2026-01-01", "complies"), ("2026-01-02", "breaches")):
        assert judged(require, ordered(assessments=[{"on": on}])).verdict.value == verdict


def test_elements_without_dates_are_looked_at_without_a_time() -> None:
    require = "{some: {of: holder, where: {holder_excluded: {is: false}}}}"
    assert judged(require, case(holders=[{"id": "h1", "excluded": False}])).verdict is Verdict.COMPLIES
    assert judged(require, case(holders=[])).verdict is Verdict.BREACHES


@pytest.mark.parametrize(
    ("first", "on", "verdict", "state"),
    [
        ("2026-01-10", ON, "complies", "met"),
        ("2026-01-12", ON, "breaches", "late"),
        ("2026-04-20", ON, "breaches", "overdue"),
        ("2026-04-20", date(2026, 1, 5), "pending", "pending"),
    ],
)
def test_the_first_one_is_in_time_or_not(first: str, on: date, verdict: str, state: str) -> None:
    require = "{some: {of: court_order, within: {days: 9, after: case_opened_on, rollover: none}}}"
    found = judged(require, ordered(order(first), order("2026-05-05"), complete_until=on.isoformat()), on=on)
    assert (found.verdict.value, found.deadlines[0].state) == (verdict, state)


def test_what_was_always_there_is_in_time() -> None:
    require = "{some: {of: residence, where: {municipality: {is: tirano}}, by: {fact: case_opened_on}}}"
    assert judged(require, ordered(residence="tirano")).verdict is Verdict.COMPLIES


def test_by_another_day_and_with_a_condition() -> None:
    require = "{some: {of: court_order, where: {court: {is: juvenile_court}}, by: {fact: case_opened_on}}}"
    orders = order("2025-12-01", court="ordinary_court"), order("2026-01-01", court="juvenile_court")
    assert judged(require, ordered(*orders)).verdict is Verdict.COMPLIES
    assert judged(require, ordered(orders[0])).verdict is Verdict.BREACHES


# --- readings, values, and the rooms that read rules ------------------------------------------------------------------

READING = """
  which:
    question: {it: "Quando?", en: "When?"}
    default: always
    options: {always: {it: sempre, en: always}, once: {it: una volta, en: once}}
    norms: [TST-01-01]
"""


def test_each_reading_has_its_own_form() -> None:
    require = (
        f"{{by_reading: {{which: {{always: {DAYS}, once: {{some: {{of: court_order, ever: true}}}}}}}}}}"
    )
    rules = rule_set(rule(require, per="case"), readings=READING)
    found = only(rules, ordered(order("2026-02-01")))
    assert (found.verdict, found.reading_dependent[0].verdict) == (Verdict.BREACHES, Verdict.COMPLIES)


SAID = {
    DAYS: (
        (
            "in ogni giorno dall'apertura del caso al giorno della verifica c'è in corso almeno un "
            "provvedimento dell'autorità giudiziaria"
        ),
        (
            "on every day from the opening of the case to the day of the check there is at least one court "
            "order in force"
        ),
    ),
    LIVED: (
        (
            "in ogni giorno dall'apertura del caso al superamento delle condizioni che hanno motivato "
            "l'intervento c'è in corso almeno una residenza per cui il Comune di residenza è Tirano"
        ),
        (
            "on every day from the opening of the case to the end of the conditions that called for the "
            "intervention there is at least one residence in force for which the municipality of residence "
            "is Tirano"
        ),
    ),
    EACH: (
        (
            "per ogni accesso per cui lo stato dell'accesso è «svolto»: il luogo dell'accesso è «domicilio "
            "del minore»"
        ),
        (
            "of every session for which the status of the session is “delivered”: the venue of the session "
            "is “minor's home”"
        ),
    ),
    "{some: {of: court_order, at: case_opened_on}}": (
        "c'è almeno un provvedimento dell'autorità giudiziaria in corso all'apertura del caso",
        "there is at least one court order in force on the opening of the case",
    ),
    "{some: {of: court_order, during: {from: case_opened_on, to: conditions_overcome_on}}}": (
        (
            "c'è almeno un provvedimento dell'autorità giudiziaria tra l'apertura del caso e il superamento "
            "delle condizioni che hanno motivato l'intervento"
        ),
        (
            "there is at least one court order between the opening of the case and the end of the conditions "
            "that called for the intervention"
        ),
    ),
    "{some: {of: residence, during: {to: conditions_overcome_on}}}": (
        "c'è almeno una residenza fino al superamento delle condizioni che hanno motivato l'intervento",
        "there is at least one residence up to the end of the conditions that called for the intervention",
    ),
    "{some: {of: session, during: span}}": (
        "c'è almeno un accesso nel periodo considerato",
        "there is at least one session in the period in question",
    ),
    "{some: {of: absence, during: intervention}}": (
        "c'è almeno un'assenza dell'operatore nel periodo di: intervento",
        "there is at least one staff absence in the period of the intervention",
    ),
    "{some: {of: residence, ever: true}}": (
        "c'è almeno una residenza fino al giorno della verifica",
        "there is at least one residence up to the day of the check",
    ),
    "{some: {of: holder}}": (
        "c'è almeno un titolare della responsabilità genitoriale",
        "there is at least one holder of responsibility",
    ),
    "{some: {of: authorisation, where: {hours_authorised_by: {is: plan_office}}, by: {fact: start}}}": (
        (
            "la prima autorizzazione delle ore (per cui il soggetto che ha autorizzato le ore è «Ufficio di "
            "Piano») avviene entro l'avvio dell'intervento"
        ),
        (
            "the first authorisation of hours (for which who authorised the hours is “Plan Office”) takes "
            "place by the start of the intervention"
        ),
    ),
    "{some: {of: plan, within: {days: 5, after: start}}}": (
        "il primo progetto educativo avviene entro 5 giorni dall'avvio dell'intervento",
        "the first educational plan takes place within 5 days of the start of the intervention",
    ),
    DAYS[:-2] + ", grace: {days: 5}}}": (
        (
            "in ogni giorno dall'apertura del caso al giorno della verifica c'è in corso almeno un "
            "provvedimento dell'autorità giudiziaria (una lacuna fino a 5 giorni non conta)"
        ),
        (
            "on every day from the opening of the case to the day of the check there is at least one court "
            "order in force (a gap of up to 5 days does not count)"
        ),
    ),
}


@pytest.mark.parametrize("require", list(SAID))
def test_words_in_both_languages(require: str) -> None:
    condition = read_condition(read(require, "x").data, (), Faults())
    said = tuple(Prose(registry(), lang).sentence(condition) for lang in LANGUAGES)
    assert said == SAID[require]


def test_who_asks_for_an_element() -> None:
    """A gap, nobody, or nobody in time: each fails where there is none; what must hold of each does not."""
    rules = rule_set(
        rule(DAYS, id="days", per="case"),
        rule("{some: {of: signature, where: {signer: {is: minor}}, ever: true}}", id="some", per="case"),
        rule("{some: {of: plan, by: {fact: started_on}}}", id="first", per="intervention"),
        rule(EACH, id="each", per="intervention"),
    )
    asked = {each.id: asks_for(each, rules.regulation, registry()) for each in rules.rules}
    assert asked == {
        "days": {"court_order"},
        "some": {"signature", "plan", "intervention"},
        "first": {"plan"},
        "each": set(),
    }


def test_what_rule_sets_limit_is_told_by_subject() -> None:
    rules = rule_set(rule(DAYS, per="case"))
    (topic,) = compare_rules([rules]).topics
    assert [(row.fact, row.label.en) for row in topic.rows] == [("court_order", "court order")]


def test_only_a_term_waits() -> None:
    rules = rule_set(
        rule("{some: {of: court_order, ever: true}}", id="ever", per="case"),
        rule("{some: {of: court_order, by: {fact: case_opened_on}}}", id="by", per="case"),
    )
    waiting = {each.id: "pending" in can_give(each, rules.regulation, registry()) for each in rules.rules}
    assert waiting == {"ever": False, "by": True}


@pytest.mark.parametrize(
    ("require", "effect"),
    [
        ("{some: {of: authorisation, where: {authorised_time: {at_most: $cap}}, ever: true}}", EASIER),
        (
            "{some: {of: authorisation, where: {authorised_time: {at_least: $cap}}, by: {fact: started_on}}}",
            HARDER,
        ),
        ("{throughout: {each: authorisation, holds: {authorised_time: {at_most: $cap}}}}", EASIER),
        (
            "{throughout: {each: authorisation, where: {authorised_time: {at_most: $cap}}, holds: {%s}}}",
            HARDER,
        ),
        ("{not: {some: {of: authorisation, where: {authorised_time: {at_most: $cap}}, ever: true}}}", HARDER),
    ],
)
def test_which_way_a_value_works_among_elements(require: str, effect: int) -> None:
    require = require.replace("%s", "authorised_from: {exists: true}")
    rules = rule_set(rule(require, per="intervention"), values=value("cap", "minutes", "is: 8 h"))
    assert effects(rules.rules[0], "cap", registry()) == {effect}


def test_a_longer_gap_is_easier_to_keep() -> None:
    require = DAYS[:-2] + ", grace: {days: $gap}}}"
    rules = rule_set(rule(require, per="case"), values=value("gap", "days", "is: 5"))
    assert effects(rules.rules[0], "gap", registry()) == {EASIER}
    assert only(rules, ordered(order("2026-01-06"))).verdict is Verdict.COMPLIES
    assert only(rules, ordered(order("2026-01-07"))).verdict is Verdict.BREACHES

"""The queue of an order: positions and their ranges, ties, the reasons, who is not in it and who may be."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, CaseError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.ordering import Place, Queue, Standing
from adm_rules._internal.ordering.keys import Ends, of_value
from adm_rules._internal.ordering.words import value_said
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.rules import DIRECTIONS
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval
from tests.rules.small import ON, rule, rule_set

ORDER = """
  - id: first
    title: {it: Precedenza, en: Priority}
    norms: [TST-01-02]
    cites: {article: "2"}
    per: request
"""


def ordered(*steps: str, when: str = "", more: str = "", per: str = "request", **parts: str) -> RuleSet:
    """A rule set with one order of these steps."""
    text = ORDER.replace("per: request", f"per: {per}")
    text += f"    when: {when}\n" if when else ""
    text += "    order: [" + ", ".join(steps) + "]\n"
    return rule_set(rule("{session_time: {at_most: 3 h}}"), orders=text + more, **parts)


def case(name: str, *requests: Any, **keys: Any) -> dict[str, Any]:
    return {"id": name, "birth_date": "2014-05-01", "requests": list(requests), **keys}


def asked(day: str, **keys: Any) -> dict[str, Any]:
    return {"submitted_on": day, **keys}


def placed(queue: Queue) -> list[tuple[str, int | None, int | None]]:
    return [(place.case, place.lowest, place.highest) for place in queue.places]


URGENT = "{first: {urgent: {is: true}}}"
SUBMITTED = "{earliest: requested_on}"
SIGNED = "{earliest: choice_form_signed_on}"


def test_the_first_step_outweighs_the_second() -> None:
    cases = [
        case("a", asked("2026-03-01", urgent=False)),
        case("b", asked("2026-03-09", urgent=True)),
        case("c", asked("2026-03-05", urgent=True)),
    ]
    queue = ordered(URGENT, SUBMITTED).prioritise(cases, on=ON)
    assert placed(queue) == [("c", 1, 1), ("b", 2, 2), ("a", 3, 3)]
    assert {place.standing for place in queue.places} == {Standing.QUEUED}
    first = queue.places[0].reasons
    assert [(each.step, each.by, each.holds, each.day) for each in first] == [
        (1, "first", True, None),
        (2, "earliest", None, date(2026, 3, 5)),
    ]
    assert first[0].text.it == "criterio 1: soddisfatto"
    assert first[1].text.en == "criterion 2: day of the request, 5 March 2026"
    assert queue.places[2].reasons[0].text.en == "criterion 1: not met"


def test_an_equal_day_is_an_equal_position_and_the_next_one_counts_both() -> None:
    cases = [case("a", asked("2026-03-02")), case("b", asked("2026-03-02")), case("c", asked("2026-03-03"))]
    queue = ordered(SUBMITTED).prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 1), ("b", 1, 1), ("c", 3, 3)]
    assert [place.tied for place in queue.places] == [1, 1, 0]


def test_requests_of_one_case_are_elements_of_their_own() -> None:
    queue = ordered(SUBMITTED).prioritise(
        [case("a", asked("2026-03-04", id="r2"), asked("2026-03-02", id="r1"))], on=ON
    )
    assert [(place.element, place.id) for place in queue.queued] == [
        ("2026-03-02", "r1"),
        ("2026-03-04", "r2"),
    ]


def test_an_unknown_condition_gives_a_range_and_what_to_ask_for() -> None:
    cases = [
        case("a", asked("2026-03-05", urgent=True)),
        case("b", asked("2026-03-01")),
        case("c", asked("2026-03-03", urgent=False)),
    ]
    queue = ordered(URGENT, SUBMITTED).prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 2), ("b", 1, 2), ("c", 3, 3)]
    reason = queue.places[1].reasons[0]
    assert reason.holds is None
    assert [missing.name for missing in reason.missing] == ["urgent"]
    assert reason.text.en.startswith("criterion 1: cannot be told (missing: urgency")


def test_a_day_that_is_not_known_may_be_any_day_up_to_now_or_none() -> None:
    cases = [
        case("a", asked("2026-01-01", choice_form_signed_on="2026-03-02")),
        case("b", asked("2026-01-01")),
        case("c", asked("2026-01-01", choice_form_signed_on="none")),
    ]
    queue = ordered(SIGNED).prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 2), ("b", 1, 2), ("c", 2, 3)]
    unknown, never = queue.places[1].reasons[0], queue.places[2].reasons[0]
    assert unknown.text.it.startswith(
        "criterio 1: firma del modulo di scelta dell'agenzia, giorno non noto (manca:"
    )
    assert [missing.name for missing in unknown.missing] == ["choice_form_signed_on"]
    assert (never.day, never.missing) == (None, ())
    assert never.text.en == "criterion 1: signature of the agency choice form, not yet"


def test_a_day_that_does_not_exist_comes_last() -> None:
    rules = ordered("{earliest: order_report_due_on}", per="court_order")
    orders = [
        {"court": "juvenile_court", "from": "2026-01-01", "to": "none", "report_due_on": day}
        for day in ("none", "2030-01-01")
    ]
    queue = rules.prioritise([case("a", court_orders=orders)], on=ON)
    assert [place.reasons[0].day for place in queue.places] == [date(2030, 1, 1), None]
    assert queue.places[1].reasons[0].missing == ()


def test_what_has_not_come_and_what_does_not_exist_are_equally_last() -> None:
    """One intervention has no session at all, the other one that is planned: neither has started."""
    rules = ordered("{earliest: first_session_on}", per="intervention")
    sessions = {
        "nothing": [],
        "planned": [{"start": "2026-04-20T15:00", "status": "planned"}],
        "started": [{"start": "2026-03-20T15:00", "status": "delivered"}],
    }
    cases = [
        {
            "id": name,
            "birth_date": "2014-05-01",
            "interventions": [{"id": "i", "service": "home_education", "sessions": found}],
        }
        for name, found in sessions.items()
    ]
    queue = rules.prioritise(cases, on=ON)
    assert placed(queue) == [("started", 1, 1), ("nothing", 2, 2), ("planned", 2, 2)]
    assert [place.tied for place in queue.places] == [0, 1, 1]
    assert queue.places[1].reasons == queue.places[2].reasons


def test_a_fact_with_parameters_may_give_the_day() -> None:
    step = "{earliest: {fact: milestone_reached_on, with: {step: assigned}}}"
    rules = ordered(step, per="intervention")
    interventions = [
        {
            "id": f"i{n}",
            "service": "supervised_contact",
            "milestones": [{"step": "assigned", "on": day}],
        }
        for n, day in enumerate(("2026-03-09", "2026-03-02"))
    ]
    queue = rules.prioritise([case("a", interventions=interventions)], on=ON)
    assert [place.element for place in queue.queued] == ["i1", "i0"]


def test_a_case_itself_may_be_ranked() -> None:
    queue = ordered("{earliest: birth_date}", per="case").prioritise([case("b"), case("a")], on=ON)
    assert [(place.case, place.element, place.lowest, place.tied) for place in queue.places] == [
        ("a", "a", 1, 1),
        ("b", "b", 1, 1),
    ]


# --- who is in it -----------------------------------------------------------------------------------------------------

WAITING = "{all: [{request_type: {is: activation}}, {not: {sent_to_agency_on: {exists: true}}}]}"


def test_when_says_who_is_in_the_queue_who_may_be_and_why_not() -> None:
    cases = [
        case("gone", asked("2026-01-01", type="activation", sent_to_agency_on="2026-01-02")),
        case("other", asked("2026-01-01", type="closure", sent_to_agency_on="none")),
        case("maybe", asked("2026-01-05", type="activation")),
        case("waits", asked("2026-01-09", type="activation", sent_to_agency_on="none")),
    ]
    queue = ordered(SUBMITTED, when=WAITING).prioritise(cases, on=ON)
    found = {place.case: place for place in queue.places}
    assert (found["waits"].lowest, found["waits"].highest) == (1, 2)
    assert found["waits"].why is None
    maybe = found["maybe"]
    assert (maybe.standing, maybe.lowest, maybe.highest) == (Standing.POSSIBLE, 1, 1)
    assert [missing.name for missing in maybe.missing] == ["sent_to_agency_on"]
    assert maybe.why is not None
    assert maybe.why.en.startswith(
        "Whether it is in the queue cannot be told. Missing: sending of the request"
    )
    for name, why in (("gone", "invio della richiesta all'agenzia"), ("other", "tipo di richiesta")):
        out = found[name]
        assert (out.standing, out.lowest, out.highest, out.reasons) == (Standing.OUTSIDE, None, None, ())
        assert out.why is not None
        assert out.why.it == f"Non è in lista, per: {why}."


def test_a_fact_of_the_case_may_decide_who_is_in_the_queue() -> None:
    rules = ordered(SUBMITTED, when="{disability: {is: true}}")
    queue = rules.prioritise([case("a", asked("2026-01-01"), disability=False)], on=ON)
    assert queue.places[0].why is not None
    assert queue.places[0].why.en == "Not in the queue, because of: disability of the minor."


def test_who_may_be_in_the_queue_counts_only_for_the_highest_position() -> None:
    cases = [
        case("a", asked("2026-01-01")),
        case("b", asked("2026-01-02", type="activation", sent_to_agency_on="none")),
    ]
    queue = ordered(SUBMITTED, when=WAITING).prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 1), ("b", 1, 2)]


@pytest.mark.parametrize(("day", "standing"), [(date(2019, 12, 31), "outside"), (date(2020, 1, 1), "queued")])
def test_before_the_rules_are_in_force_nobody_is_in_the_queue(day: date, standing: str) -> None:
    queue = ordered(SUBMITTED).prioritise([case("a", asked("2019-03-01"))], on=day)
    assert queue.places[0].standing == standing
    if standing == "outside":
        assert queue.places[0].why is not None
        assert queue.places[0].why.en == "On this day the rules are not in force."


def test_after_the_rules_have_ended_nobody_is_in_the_queue() -> None:
    rules = ordered(SUBMITTED, in_force="{from: 2020-01-01, until: 2026-03-30}")
    for day, standing in ((date(2026, 3, 30), Standing.QUEUED), (ON, Standing.OUTSIDE)):
        assert rules.prioritise([case("a", asked("2026-01-01"))], on=day).places[0].standing is standing


@pytest.mark.parametrize(
    ("found", "earliest", "latest"),
    [
        (5, (5, 5), (-5, -5)),
        (NOT_YET, (INF, INF), (INF, INF)),
        (Interval(5, NOT_YET), (5, INF), (-90, INF)),
        (NONE, (INF, INF), (INF, INF)),
        (Interval(5, 9), (5, 9), (-9, -5)),
        (Interval(5, 9, none=True), (5, INF), (-9, INF)),
        (UNKNOWN, (-INF, INF), (-INF, INF)),
    ],
)
def test_what_does_not_exist_lies_after_every_day(found: Any, earliest: Any, latest: Any) -> None:
    """Of what happens no day after the judgement day is one: here the ninetieth."""
    assert of_value(found, DIRECTIONS["earliest"], 90) == earliest
    assert of_value(found, DIRECTIONS["latest"], 90) == latest


@pytest.mark.parametrize(
    ("found", "lowest", "highest"),
    [
        (5, (5, 5), (-5, -5)),
        ((1, 2), (Fraction(1, 2), Fraction(1, 2)), (Fraction(-1, 2), Fraction(-1, 2))),
        (NOT_YET, (NOT_YET, NOT_YET), (-NOT_YET, -NOT_YET)),  # an amount may be as large
        (NONE, (INF, INF), (INF, INF)),
        (Interval(5, 9), (5, 9), (-9, -5)),
        (Interval(5, 9, none=True), (5, INF), (-9, INF)),
        (Interval(0, INF), (0, INF), (-INF, 0)),
    ],
)
def test_what_has_no_amount_lies_after_every_amount(found: Any, lowest: Any, highest: Any) -> None:
    assert of_value(found, DIRECTIONS["lowest"], 90) == lowest
    assert of_value(found, DIRECTIONS["highest"], 90) == highest


# --- the other steps --------------------------------------------------------------------------------------------------


def test_the_latest_day_comes_first_and_what_has_not_come_last() -> None:
    days = {"a": "2026-03-02", "b": "2026-03-20", "c": "none", "d": "2026-04-20"}
    cases = [case(name, asked("2026-01-01", choice_form_signed_on=day)) for name, day in days.items()]
    queue = ordered("{latest: choice_form_signed_on}").prioritise(cases, on=ON)
    assert placed(queue) == [("b", 1, 1), ("a", 2, 2), ("c", 3, 3), ("d", 3, 3)]
    reasons = [place.reasons[0] for place in queue.places]
    assert [(each.by, each.day) for each in reasons[:2]] == [
        ("latest", date(2026, 3, 20)),
        ("latest", date(2026, 3, 2)),
    ]
    assert reasons[3].text.en == "criterion 1: signature of the agency choice form, not yet"


def test_a_latest_day_that_is_not_known_is_at_best_today() -> None:
    """Equal to one of today, before one of yesterday; a day that may lie ahead has no such end."""
    cases = [
        case("a", asked("2026-01-01", choice_form_signed_on=ON.isoformat())),
        case("b", asked("2026-01-01")),
    ]
    queue = ordered("{latest: choice_form_signed_on}").prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 1), ("b", 1, 2)]
    orders = [{"court": "juvenile_court", "from": "2026-01-01", "to": "none", "report_due_on": "2030-01-01"}]
    open_day = [{key: value for key, value in orders[0].items() if key != "report_due_on"}]
    rules = ordered("{latest: order_report_due_on}", per="court_order")
    queue = rules.prioritise([case("a", court_orders=orders), case("b", court_orders=open_day)], on=ON)
    assert placed(queue) == [("a", 1, 2), ("b", 1, 2)]


@pytest.mark.parametrize(("step", "first"), [("lowest", "b"), ("highest", "a")])
def test_amounts_are_ranked_from_either_end_and_none_is_last(step: str, first: str) -> None:
    cases = [
        case(name, asked("2026-01-01"), school_year=year)
        for name, year in (("a", 5), ("b", 2), ("c", "none"))
    ]
    queue = ordered(f"{{{step}: school_year}}").prioritise(cases, on=ON)
    assert queue.places[0].case == first
    assert placed(queue)[2] == ("c", 3, 3)
    told = {place.case: place.reasons[0].text for place in queue.places}
    assert told["a"].en == "criterion 1: school year of the minor, 5"
    assert told["c"].it == "criterio 1: anno di corso del minore, non c'è"


def test_an_amount_that_is_not_known_gives_a_range_and_what_to_ask_for() -> None:
    cases = [case("a", asked("2026-01-01"), school_year=5), case("b", asked("2026-01-01"))]
    queue = ordered("{highest: school_year}").prioritise(cases, on=ON)
    assert placed(queue) == [("a", 1, 2), ("b", 1, 2)]
    reason = queue.places[1].reasons[0]
    assert reason.text.en.startswith("criterion 1: school year of the minor, not known (missing: ")
    assert [missing.name for missing in reason.missing] == ["school_year"]


def test_an_amount_whose_bounds_meet_is_told_plainly() -> None:
    told = value_said(Text("età", "age"), "years", DIRECTIONS["lowest"], Interval(11, 11), Ends(11, 11))
    assert told == Text("età, 11 anni", "age, 11 years")


URGENCY = "{because: {it: urgenza, en: urgency}, when: {urgent: {is: true}}, points: 2.5}"
HOUSEHOLD = "{because: {it: ogni familiare, en: each member}, times: household_size, points: 0.5}"
BANDS = """{first_of: [
  {because: {it: prime classi, en: first classes}, when: {school_year: {at_most: 2}}, points: 3},
  {because: {it: altre classi, en: other classes}, when: {school_year: {at_most: 5}}, points: 1}]}"""


def test_points_add_up_and_more_come_first() -> None:
    cases = [
        case("a", asked("2026-01-01", urgent=False), household=[{}, {}, {}], school_year=4),
        case("b", asked("2026-01-01", urgent=True), household=[], school_year=4),
        case("c", asked("2026-01-01", urgent=False), household=[], school_year=9),
    ]
    queue = ordered(f"{{points: [{URGENCY}, {HOUSEHOLD}, {BANDS}]}}").prioritise(cases, on=ON)
    assert placed(queue) == [("b", 1, 1), ("a", 2, 2), ("c", 3, 3)]
    first, second, third = (place.reasons[0] for place in queue.places)
    assert first.text.it == "criterio 1: 3,5 punti (urgenza: 2,5 e altre classi: 1)"
    assert second.text.en == "criterion 1: 2.5 points (each member: 1.5 and other classes: 1)"
    assert third.text.en == "criterion 1: 0 points"
    assert third.marks == ()
    assert [(mark.because.en, mark.lowest, mark.highest) for mark in second.marks] == [
        ("each member", Decimal("1.5"), Decimal("1.5")),
        ("other classes", Decimal(1), Decimal(1)),
    ]
    assert queue.to_dict()["places"][0]["reasons"][0]["marks"][0]["highest"] == "2.5"


def test_alternatives_of_one_entry_never_count_together() -> None:
    """An unknown class is worth 3, 1 or nothing: never 4."""
    cases = [
        case("a", asked("2026-01-01", urgent=True)),
        case("b", asked("2026-01-01", urgent=False), school_year=1),
    ]
    queue = ordered(f"{{points: [{BANDS}]}}").prioritise(cases, on=ON)
    reason = {place.case: place.reasons[0] for place in queue.places}["a"]
    assert reason.text.en.startswith(
        "criterion 1: 0 to 3 points (first classes and other classes: 0 to 3) (missing: "
    )
    assert placed(queue) == [("b", 1, 1), ("a", 1, 2)]


def test_one_point_is_one_point_and_an_open_list_has_no_end() -> None:
    one = "{because: {it: urgenza, en: urgency}, when: {urgent: {is: true}}, points: 1}"
    queue = ordered(f"{{points: [{one}]}}").prioritise([case("a", asked("2026-01-01", urgent=True))], on=ON)
    assert queue.places[0].reasons[0].text.en == "criterion 1: 1 point (urgency: 1)"
    queue = ordered(f"{{points: [{one}, {HOUSEHOLD}]}}").prioritise(
        [case("a", asked("2026-01-01", urgent=True))], on=ON
    )
    reason = queue.places[0].reasons[0]
    assert reason.text.it.startswith(
        "criterio 1: almeno 1 punto (urgenza: 1 e ogni familiare: almeno 0) (manca: "
    )
    assert reason.marks[1].highest is None
    assert [missing.name for missing in reason.missing] == ["household_member"]


def test_an_order_with_points_is_explained() -> None:
    rules = ordered(
        f"{{points: [{URGENCY}, {HOUSEHOLD}, {BANDS}]}}", "{lowest: school_year}", "{latest: requested_on}"
    )
    (order,) = rules.regulation.orders
    steps = Explanation(Prose(registry(), "en", rules.regulation), rules.regulation).steps(order).clauses
    assert [step.text for step in steps] == [
        "then by points, from the most:",
        "then from the lowest: the school year of the minor",
        "then from the latest date: the day of the request",
    ]
    assert [part.text for part in steps[0].parts] == [
        "urgency: 2.5 points, if the urgency of the request is given",
        "each member: 0.5 points, times the members of the household",
        "the first of these that holds:",
    ]
    assert (
        steps[0].parts[2].parts[0].text
        == "first classes: 3 points, if the school year of the minor is at most 2"
    )


# --- lists that are not known -----------------------------------------------------------------------------------------


def test_a_list_that_is_not_known_leaves_no_end() -> None:
    open_list = {"id": "open", "birth_date": "2014-05-01"}
    queue = ordered(URGENT, SUBMITTED).prioritise(
        [case("a", asked("2026-03-05", urgent=True)), open_list], on=ON
    )
    assert placed(queue) == [("a", 1, None)]
    assert [(each.case, [missing.name for missing in each.missing]) for each in queue.unseen] == [
        ("open", ["request"])
    ]


def test_an_unseen_element_counts_where_it_may_precede_any_that_an_element_can_be() -> None:
    """It cannot satisfy the first step; an element that may not either has no end, one that does has one."""
    open_list = {"id": "open", "birth_date": "2014-05-01", "disability": False}
    rules = ordered("{first: {disability: {is: true}}}", SUBMITTED)
    cases = [
        case("sure", asked("2026-03-05"), disability=True),
        case("unknown", asked("2026-03-09")),
        open_list,
    ]
    assert placed(rules.prioritise(cases, on=ON)) == [("sure", 1, 1), ("unknown", 2, None)]


def test_what_a_list_leaves_open_after_a_day_comes_after_that_day() -> None:
    later = case("later", asked("2026-01-15"), complete_until="2026-02-28")
    cases = [case("a", asked("2026-02-28")), case("b", asked("2026-03-02")), later]
    queue = ordered(SUBMITTED).prioritise(cases, on=ON)
    assert placed(queue) == [("later", 1, 1), ("a", 2, 2), ("b", 3, None)]
    assert [each.case for each in queue.unseen] == ["later"]


def test_an_unseen_element_that_cannot_be_in_the_queue_is_no_matter() -> None:
    open_list = {"id": "open", "birth_date": "2014-05-01", "disability": False}
    rules = ordered(SUBMITTED, when="{disability: {is: true}}")
    queue = rules.prioritise([case("a", asked("2026-02-28"), disability=True), open_list], on=ON)
    assert (placed(queue), queue.unseen) == ([("a", 1, 1)], ())


def test_what_an_id_leads_to_that_no_element_bears_is_not_ranked() -> None:
    """An intervention names a request that is not there: no element of anybody's queue."""
    rules = ordered(
        SUBMITTED,
        more=ORDER.replace("id: first", "id: second").replace("per: request", "per: intervention")
        + "    order: [{earliest: requested_on}]\n",
    )
    data = case("a", asked("2026-03-02", id="r1"))
    data["interventions"] = [{"id": "i1", "service": "home_education", "request": "r9"}]
    data["requests"] = {"items": data["requests"], "complete_from": "2026-03-02"}  # r9 may be an older one
    (place,) = rules.prioritise([data], on=ON, order="second").places
    assert place.subject == "intervention"
    assert [missing.name for missing in place.reasons[0].missing] == ["request"]


# --- input ------------------------------------------------------------------------------------------------------------


def test_cases_with_one_id_are_refused_and_not_named() -> None:
    with pytest.raises(CaseError) as caught:
        ordered(SUBMITTED).prioritise([case("twin"), case("other"), case("twin")], on=ON)
    assert [(each.code, each.path) for each in caught.value.diagnostics] == [("duplicate-id", (2, "id"))]
    assert "twin" not in str(caught.value)


def test_all_faults_of_all_cases_are_told_with_the_number_of_the_case() -> None:
    cases = [
        {"id": "a"},
        case("b"),
        {**case("c"), "colour": "red"},
        {**case("d"), "birth_date": "2026-05-01"},
    ]
    with pytest.raises(CaseError) as caught:
        ordered(SUBMITTED).prioritise(cases, on=ON)
    assert [(each.code, each.path) for each in caught.value.diagnostics] == [
        ("missing-key", (0,)),
        ("unknown-key", (2,)),
        ("born-later", (3, "birth_date")),
    ]


def test_the_only_order_needs_no_name_and_others_are_told() -> None:
    second = ORDER.replace("id: first", "id: second") + "    order: [{earliest: requested_on}]\n"
    two = ordered(SUBMITTED, more=second)
    with pytest.raises(AdmRulesError, match="several orders of precedence: name one of first, second"):
        two.prioritise([], on=ON)
    assert two.prioritise([], on=ON, order="second").order == "second"
    with pytest.raises(AdmRulesError, match=r"there is no order `.*`; did you mean `second`"):
        two.prioritise([], on=ON, order="secnd")
    with pytest.raises(AdmRulesError, match=r"there is no order `.*`; there are: first, second"):
        two.prioritise([], on=ON, order="zzz")
    with pytest.raises(AdmRulesError, match="`medio_olona` has no order of precedence"):
        load("medio_olona").prioritise([], on=ON)


# --- Tirano -----------------------------------------------------------------------------------------------------------


def waiting(name: str, day: str, **keys: Any) -> dict[str, Any]:
    request = {
        "type": "activation",
        "evaluated_on": "none",
        "sent_to_agency_on": "none",
        **keys.pop("request", {}),
    }
    base = {"in_charge": "territorial_social_service", "court_orders": []}
    return case(name, asked(day, **request), **(base | keys))


COURT = {"court": "juvenile_court", "from": "2026-02-01", "to": "none"}


def test_in_tirano_charge_and_order_together_come_first() -> None:
    """Art. 2: in the care of the Minors and Family Service by way of a court order; one alone gives no priority."""
    cases = [
        waiting("both", "2026-03-20", in_charge="minors_family_service", court_orders=[COURT]),
        waiting("order-only", "2026-03-02", court_orders=[COURT]),
        waiting("charge-only", "2026-03-03", in_charge="minors_family_service"),
        waiting("order-later", "2026-01-31", in_charge="minors_family_service", court_orders=[COURT]),
    ]
    queue = load("tirano").prioritise(cases, on=ON)
    assert [place.case for place in queue.queued] == ["order-later", "both", "order-only", "charge-only"]
    assert [place.lowest for place in queue.queued] == [1, 2, 3, 4]


def test_in_tirano_charge_and_order_are_those_of_the_day_of_the_queue() -> None:
    """An order that has ended gives no priority any more, and one that came after the request does."""
    past = {**COURT, "from": "2025-01-01", "to": "2026-03-15"}
    cases = [
        waiting("ended", "2026-03-02", in_charge="minors_family_service", court_orders=[past]),
        waiting("protection", "2026-03-10", in_charge="minors_protection", court_orders=[COURT]),
        waiting("plain", "2026-03-05"),
    ]
    queue = load("tirano").prioritise(cases, on=ON)
    assert [place.case for place in queue.queued] == ["protection", "ended", "plain"]


@pytest.mark.parametrize(
    ("request_", "standing"),
    [
        ({}, "queued"),
        ({"evaluated_on": "2026-03-10", "outcome": "positive"}, "queued"),
        ({"evaluated_on": "2026-03-10", "outcome": "negative"}, "outside"),
        ({"evaluated_on": "2026-03-10"}, "possible"),
        ({"evaluated_on": "2026-04-10", "outcome": "negative"}, "queued"),  # lies ahead: not evaluated yet
        ({"evaluated_on": None, "outcome": "positive"}, "queued"),
        ({"evaluated_on": None}, "possible"),
        ({"sent_to_agency_on": "2026-03-31"}, "outside"),
        ({"sent_to_agency_on": "2026-04-01"}, "queued"),
        ({"sent_to_agency_on": None}, "possible"),
        ({"type": "closure"}, "outside"),
        ({"type": None}, "possible"),
        ({"submitted_on": "2026-03-31"}, "queued"),
        ({"submitted_on": "2026-04-01"}, "outside"),
    ],
)
def test_in_tirano_access_is_still_to_come(request_: dict[str, Any], standing: str) -> None:
    """Art. 9: a request of activation that was neither refused nor sent to an agency."""
    queue = load("tirano").prioritise([waiting("a", "2026-03-02", request=request_)], on=ON)
    assert queue.places[0].standing == standing


def test_in_tirano_where_the_minor_lives_is_no_matter_of_order() -> None:
    queue = load("tirano").prioritise([waiting("a", "2026-03-02", residence="codogno")], on=ON)
    assert queue.places[0].standing is Standing.QUEUED


# --- what is shown ----------------------------------------------------------------------------------------------------


def sample() -> Queue:
    cases = [
        waiting("both", "2026-03-20", in_charge="minors_family_service", court_orders=[COURT]),
        waiting("open", "2026-03-05", in_charge="minors_family_service", court_orders=None),
        waiting("tie-1", "2026-03-02"),
        waiting("tie-2", "2026-03-02"),
        waiting("tie-3", "2026-03-02"),
        waiting("gone", "2026-01-02", request={"sent_to_agency_on": "2026-01-09"}),
        waiting("perhaps", "2026-01-02", request={"sent_to_agency_on": None}),
        {"id": "unlisted", "birth_date": "2014-05-01"},
    ]
    return load("tirano").prioritise(cases, on=ON)


def test_a_queue_is_plain_data_and_the_same_bytes() -> None:
    queue = sample()
    data = json.loads(queue.to_json())
    assert data == queue.to_dict()
    assert (data["order"], data["on"], data["norms"]) == ("access.priority", "2026-03-31", ["TIR-02-03"])
    first = data["places"][0]
    assert first["case"] == "both"
    assert (first["standing"], first["lowest"], first["highest"]) == ("queued", 1, None)
    assert first["reasons"][1]["day"] == "2026-03-20"
    assert data["unseen"][0]["case"] == "unlisted"
    assert data["rules"]["fingerprint"] == load("tirano").fingerprint
    assert queue.to_json() == sample().to_json()


def test_the_text_has_every_element_with_its_position() -> None:
    text = text_of(sample(), Page("en"), rules=load("tirano"))
    for part in (
        "tirano 1.0.0 · order on 31 March 2026\nPriority of access · art. 2 · access.priority\n",
        "1 or later  both · request 20 March 2026\n",
        "2 or later  tie-1 · request 2 March 2026 · equal to 2 others\n",
        "criterion 1: cannot be told (missing: the whole list (court\n                order))\n",
        "\nPerhaps in the queue (the position holds if so)\n",
        "\nNot in the queue\n  gone · request 2 January 2026\n",
        "\nLists that are not complete: other elements may come first\n  unlisted: missing the whole list (request)\n",
        "The order leaves nobody out: it only says who comes first.",
    ):
        assert part in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_text_says_a_range_and_that_nobody_named_the_day() -> None:
    cases = [waiting("a", "2026-03-02", in_charge=None, court_orders=[COURT]), waiting("b", "2026-03-01")]
    rules = load("tirano")
    queue = rules.prioritise(cases, on=ON)
    text = text_of(queue, Page(today=True), rules=rules)
    assert "ordine al 31 marzo 2026 (oggi)" in text
    assert "  1-2  a · richiesta 2 marzo 2026\n" in text
    assert "a pari posizione" not in text
    assert "Nessun elemento" not in text
    assert "Nessun elemento da ordinare." in text_of(rules.prioritise([], on=ON), rules=rules)


def test_one_other_at_the_same_position_is_told_as_one() -> None:
    rules = load("tirano")
    queue = rules.prioritise([waiting("a", "2026-03-02"), waiting("b", "2026-03-02")], on=ON)
    assert "a · richiesta 2 marzo 2026 · a pari posizione con un'altra\n" in text_of(queue, rules=rules)


def test_the_table_has_a_row_for_each_element() -> None:
    rows = csv_of(sample(), "en").splitlines()
    assert rows[0] == "standing;lowest;highest;tied;case;subject;element;id;reasons;why"
    assert len(rows) == 1 + 7
    assert rows[1].startswith('queued;1;;0;both;request;2026-03-20;;"criterion 1: met;')
    assert rows[-1].startswith("outside;;;0;gone;request;2026-01-02;;;")


SHOWN_OF_A_CASE = ("both", "open", "tie-1", "gone", "perhaps", "unlisted")


def test_no_text_shows_what_stands_in_a_case() -> None:
    """Neither the birth date nor the court, the service in charge or the day of the order."""
    queue, rules = sample(), load("tirano")
    texts = [text_of(queue, Page(lang), rules=rules) for lang in ("it", "en")]
    for text in (*texts, csv_of(queue), queue.to_json()):
        for value in (
            "2014",
            "juvenile",
            "minorenni",
            "territorial",
            "2026-02-01",
            "1 February",
            "1º febbraio",
        ):
            assert value not in text
    for shown in (repr(queue), repr(queue.places), repr(queue.places[0].reasons), repr(queue.unseen)):
        assert not any(value in shown for value in (*SHOWN_OF_A_CASE, "2026-03-20"))
    assert repr(queue) == "<Queue tirano access.priority on 2026-03-31: 5 queued, 1 possible, 1 outside>"
    assert isinstance(queue.places[0], Place)

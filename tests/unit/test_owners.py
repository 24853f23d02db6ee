"""Events with an owner: whose a notice, an assessment or a report is, and what is asked where it may be of several."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.compiler import stretches
from adm_rules._internal.compiler.owners import AllOwners, Owners
from adm_rules._internal.compiler.recorded import Lives
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import load, parse
from adm_rules._internal.engine.files import as_model
from tests.rules.small import rule, rule_set, text

ON = date(2026, 3, 16)
FIRST = {"id": "adm-1", "service": "home_education", "started_on": "2023-02-16", "closed_on": "2023-12-20"}
SECOND = {"id": "adm-2", "service": "home_education", "started_on": "2026-02-16", "closed_on": "none"}
INFORMED = "{municipality_informed: {at_most: {fact: start}}}"


def case(*interventions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {
        "id": "c-1", "birth_date": "2014-05-03", "complete_until": "2026-03-16",
        "interventions": list(interventions), **keys,
    }  # fmt: skip


def found(require: str, data: dict[str, Any], per: str = "intervention") -> dict[str, str]:
    """The verdict of one rule on each of its subjects, by name."""
    rules = rule_set(rule(require, per=per))
    told = []
    # Records are tried one by one where there are few, and looked up where there are many.
    for trusted, many in ((False, 32), (True, 32), (False, -1)):
        with patch.object(stretches, "MANY", many):
            findings = rules.check(data, on=ON, trusted=trusted).findings
        told.append({each.subject_id: each.verdict.value for each in findings})
    assert told[0] == told[1] == told[2]
    return told[0]


def test_records_that_may_be_of_many_are_tried_by_each() -> None:
    """Orders that never end: a report of a later day may answer each of them."""
    courts = orders(*((f"2024-01-{n:02}", "none") for n in range(1, 26)))
    reports = [{"on": f"2026-01-{n + 1:02}"} for n in range(20)]
    data = {"id": "c-1", "birth_date": "2014-05-03", "complete_until": "2026-03-16", "court_orders": courts}
    told = found("{report_to_court: {exists: true}}", {**data, "court_report_on": reports}, per="court_order")
    assert set(told.values()) == {"undecided"}
    named = [{"on": "2026-01-01", "for": "o-3"}, *reports]
    told = found("{report_to_court: {exists: true}}", {**data, "court_report_on": named}, per="court_order")
    assert {name for name, verdict in told.items() if verdict == "complies"} == {"o-3"}


# --- a day, none, or a list ------------------------------------------------------------------------------------------


def test_a_day_belongs_to_the_one_that_begins_next() -> None:
    data = case(FIRST, SECOND, municipality_informed_on="2023-02-01")
    assert found(INFORMED, data) == {"adm-1": "complies", "adm-2": "breaches"}
    data["municipality_informed_on"] = "2026-02-09"
    assert found(INFORMED, data) == {"adm-1": "breaches", "adm-2": "complies"}


def test_an_owner_of_whom_nothing_is_recorded_is_open_unless_the_data_are_whole() -> None:
    data = case(FIRST, SECOND, municipality_informed_on="2023-02-01")
    del data["complete_until"]
    assert found(INFORMED, data) == {"adm-1": "complies", "adm-2": "undecided"}
    whole = {"items": [{"on": "2023-02-01", "for": "adm-1"}], "complete_until": "2026-03-16"}
    data["municipality_informed_on"] = whole
    assert found(INFORMED, data) == {"adm-1": "complies", "adm-2": "breaches"}


def test_each_may_have_a_day_of_its_own() -> None:
    days = [{"on": "2023-02-01", "for": "adm-1"}, {"on": "2026-02-20", "for": "adm-2"}]
    data = case(FIRST, SECOND, municipality_informed_on=days)
    assert found(INFORMED, data) == {"adm-1": "complies", "adm-2": "breaches"}
    days[1]["on"] = "2026-02-09"
    assert found(INFORMED, data) == {"adm-1": "complies", "adm-2": "complies"}


@pytest.mark.parametrize("nothing", ["none", []])
def test_none_is_said_of_every_owner(nothing: Any) -> None:
    data = case(FIRST, SECOND, municipality_informed_on=nothing)
    del data["complete_until"]
    assert found("{municipality_informed: {exists: false}}", data) == {
        "adm-1": "complies",
        "adm-2": "complies",
    }


def test_what_may_be_for_two_that_run_at_once_asks_which() -> None:
    running = {**FIRST, "closed_on": "none"}
    data = case(running, SECOND, municipality_informed_on="2026-02-09")
    rules = rule_set(rule("{municipality_informed: {exists: true}}", per="intervention"))
    findings = rules.check(data, on=ON).findings
    assert [each.verdict.value for each in findings] == ["undecided", "undecided"]
    for each in findings:
        (missing,) = each.missing
        assert (missing.name, missing.subject) == ("municipality_informed_on", each.subject_id)
        assert missing.text.en == "notice to the municipality: which “intervention” it is for"
    data["municipality_informed_on"] = [{"on": "2026-02-09", "for": "adm-2"}]
    assert found("{municipality_informed: {exists: true}}", data) == {
        "adm-1": "breaches",
        "adm-2": "complies",
    }


def test_a_request_stands_for_its_intervention() -> None:
    second = {**SECOND, "request": "r-2"}
    days = [{"on": "2026-02-09", "for": "r-2"}]
    requests = [{"id": "r-2", "submitted_on": "2026-02-10"}]
    data = case(FIRST, second, municipality_informed_on=days, requests=requests)
    assert found(INFORMED, data) == {"adm-1": "breaches", "adm-2": "complies"}
    data = case(FIRST, second, need_assessed_on=[{"on": "2026-02-09", "for": "adm-2"}], requests=requests)
    assert found("{need_assessed_for_request: {exists: true}}", data, "request") == {"2026-02-10": "complies"}


@pytest.mark.parametrize("fact", ["need_assessed_for_request", "assessed_before_request", "request_type"])
def test_what_is_nobodys_has_not_happened(fact: str) -> None:
    """An intervention that no request asked for has nothing of a request, whatever the file holds of another."""
    asked = [{"id": "r-1", "submitted_on": "2026-02-01", "type": "activation"}]
    there = {"need_assessed_on": "2026-01-20", "assessments": [{"on": "2026-01-20"}], "requests": asked}
    require = f"{{{fact}: {{exists: false}}}}"
    assert found(require, case({**SECOND, "request": "none"}, **there)) == {"adm-2": "complies"}
    assert found(require, case({**SECOND, "request": "r-1"}, **there)) == {"adm-2": "breaches"}
    assert found(require, case(SECOND, **there)) == {"adm-2": "undecided"}


def test_the_case_has_the_first_of_several_days() -> None:
    days = [{"on": "2026-02-09", "for": "adm-2"}, {"on": "2023-02-01", "for": "adm-1"}]
    data = case(FIRST, SECOND, municipality_informed_on=days)
    assert found("{municipality_informed_on: {at_most: 2023-02-01}}", data, "case") == {"c-1": "complies"}
    assert found("{municipality_informed_on: {at_least: 2023-02-01}}", data, "case") == {"c-1": "complies"}


# --- what follows its owner, and what follows one another -------------------------------------------------------------


def orders(*ends: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": f"o-{n}", "court": "juvenile_court", "from": first, "to": last}
        for n, (first, last) in enumerate(ends, 1)
    ]


def test_a_report_answers_the_order_that_runs() -> None:
    data = case(
        court_orders=orders(("2023-01-10", "none"), ("2023-06-01", "none")), court_report_on="2023-03-20"
    )
    assert found("{report_to_court: {exists: true}}", data, "court_order") == {
        "o-1": "complies",
        "o-2": "breaches",
    }
    data["court_report_on"] = "2023-07-01"
    assert found("{report_to_court: {exists: true}}", data, "court_order") == {
        "o-1": "undecided",
        "o-2": "undecided",
    }


def test_after_all_orders_a_report_answers_the_last_that_ended() -> None:
    data = case(
        court_orders=orders(("2023-01-10", "2023-05-31"), ("2023-06-01", "2023-12-31")),
        court_report_on="2024-02-01",
    )
    assert found("{report_to_court: {exists: true}}", data, "court_order") == {
        "o-1": "breaches",
        "o-2": "complies",
    }


def test_versions_of_a_plan_follow_one_another() -> None:
    plans = [{"id": "p-1", "drafted_on": "2026-02-18"}, {"id": "p-2", "drafted_on": "2026-03-02"}]
    data = case({**SECOND, "plans": plans}, family={"agreement_on": "2026-02-17"})
    condition = "{family_agreed_to_plan: {at_most: {fact: drafted_on}}}"
    assert found(condition, data, "plan") == {"2026-02-18": "complies", "2026-03-02": "breaches"}
    data["family"] = {
        "agreement_on": [{"on": "2026-02-17", "for": "p-1"}, {"on": "2026-02-28", "for": "p-2"}]
    }
    assert found(condition, data, "plan") == {"2026-02-18": "complies", "2026-03-02": "complies"}


# --- records with an owner -------------------------------------------------------------------------------------------


def test_an_assessment_and_a_key_are_two_places_for_one_thing() -> None:
    condition = "{need_assessed: {at_most: {fact: start}}}"
    data = case(FIRST, SECOND, assessments=[{"by": "team", "on": "2023-01-16"}])
    assert found(condition, data) == {"adm-1": "complies", "adm-2": "breaches"}
    data["need_assessed_on"] = [{"on": "2026-02-02", "for": "adm-2"}]
    assert found(condition, data) == {"adm-1": "complies", "adm-2": "complies"}


def test_agreements_are_those_of_their_intervention() -> None:
    given_ = [{"role": "family", "on": "2023-02-01"}]
    data = case(FIRST, SECOND, agreements=given_)
    assert found("{agreed_by_start: {includes: [family]}}", data) == {
        "adm-1": "complies",
        "adm-2": "breaches",
    }
    data["agreements"] = [*given_, {"role": "family", "on": "2026-02-01", "for": "adm-2"}]
    assert found("{agreed_by_start: {includes: [family]}}", data) == {
        "adm-1": "complies",
        "adm-2": "complies",
    }


def test_a_record_that_may_be_for_two_asks_which() -> None:
    data = case({**FIRST, "closed_on": "none"}, SECOND, agreements=[{"role": "family", "on": "2026-02-01"}])
    rules = rule_set(rule("{agreed_by_start: {includes: [family]}}", per="intervention"))
    second = rules.check(data, on=ON).findings[1]
    assert [(each.name, each.subject) for each in second.missing] == [("agreement_for", "family")]


def test_an_older_request_answers_for_no_second_intervention() -> None:
    condition = "{activation_requests: {at_least: 1}}"
    old = {"id": "r-1", "submitted_on": "2023-01-10", "type": "activation"}
    assert found(condition, case(FIRST, SECOND, requests=[old])) == {"adm-1": "complies", "adm-2": "breaches"}
    named = case(FIRST, {**SECOND, "request": "r-1"}, requests=[old])
    assert found(condition, named) == {"adm-1": "breaches", "adm-2": "complies"}
    assert found(condition, case({**FIRST, "request": "none"}, requests=[old])) == {"adm-1": "breaches"}
    both = case({**FIRST, "closed_on": "none"}, {**SECOND, "started_on": "2023-03-01"}, requests=[old])
    rules = rule_set(rule(condition, per="intervention"))
    first = rules.check(both, on=ON).findings[0]
    assert [(each.name, each.subject) for each in first.missing] == [("request_for", "2023-01-10")]


# --- the door --------------------------------------------------------------------------------------------------------


def refused(**keys: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(CaseError) as caught:
        as_model("case", case(FIRST, SECOND, **keys))
    return [(each.code, each.path) for each in caught.value.diagnostics]


def test_an_owner_that_does_not_exist_is_refused() -> None:
    requests: list[dict[str, Any]] = []
    days = [{"on": "2023-02-01", "for": "adm-9"}]
    path = ("municipality_informed_on", 0, "for")
    assert refused(municipality_informed_on=days, requests=requests) == [("unknown-reference", path)]
    as_model("case", case(FIRST, SECOND, municipality_informed_on=days))  # a request may bear that id
    family = {"agreement_on": {"items": days, "complete_until": "2026-03-16"}}
    as_model("case", case(FIRST, SECOND, family=family))
    assert refused(assessments=[{"for": "adm-9"}], requests=requests) == [
        ("unknown-reference", ("assessments", 0, "for"))
    ]


def test_an_owner_of_another_kind_is_refused() -> None:
    given_ = orders(("2023-01-10", "none"))
    days = [{"on": "2023-02-01", "for": "o-1"}]
    assert refused(municipality_informed_on=days, court_orders=given_) == [
        ("wrong-owner", ("municipality_informed_on", 0, "for"))
    ]
    as_model("case", case(FIRST, court_orders=given_, court_report_on=days))
    assert refused(court_orders=given_, court_report_on=[{"on": "2023-02-01", "for": "adm-1"}]) == [
        ("wrong-owner", ("court_report_on", 0, "for"))
    ]


def test_what_a_list_of_days_may_not_say_is_told_with_its_place() -> None:
    key = "municipality_informed_on"
    assert refused(**{key: "1/2/2023"}) == [("not-a-date", (key,))]
    assert refused(**{key: [{"on": "1/2/2023"}]}) == [("not-a-date", (key, 0, "on"))]
    assert refused(**{key: [{"for": "adm-1"}]}) == [("missing-key", (key, 0))]
    assert refused(**{key: {"items": [], "whole": True}}) == [("unknown-key", (key,))]


def test_a_list_of_days_is_written_as_it_was_read() -> None:
    for days in ("2023-02-01", "none", [{"on": "2023-02-01", "for": "adm-1"}]):
        model = as_model("case", case(FIRST, municipality_informed_on=days))
        written = model.model_dump(mode="json", by_alias=True, exclude_none=True)
        assert written["municipality_informed_on"] == days
        assert as_model("case", written) == model
    assert "municipality_informed_on" in type(model).model_json_schema()["properties"]


# --- rules ------------------------------------------------------------------------------------------------------------


def test_a_rule_that_reads_an_event_of_its_owner_is_told() -> None:
    rules = parse(text(rule("{municipality_informed_on: {exists: true}}", per="intervention")), "rules.yaml")
    (notice,) = rules.notices
    assert notice.code == "no-owner"
    assert "one day answers for all" in notice.message
    assert notice.help == "ask `municipality_informed`"
    far = parse(text(rule("{municipality_informed_on: {exists: true}}", per="isee")), "rules.yaml")
    assert (
        far.notices[0].help
        == "where it is about one of them, ask `municipality_informed` (of `intervention`)"
    )
    assert rule_set(rule("{municipality_informed_on: {exists: true}}", per="case")).notices == ()


@pytest.mark.parametrize(
    "name", ["tirano", "medio_olona", "basso_lodigiano", "scheda_comunale", "sud_est_milano"]
)
def test_no_shipped_rule_reads_an_event_of_its_owner(name: str) -> None:
    assert [each for each in load(name).notices if each.code == "no-owner"] == []


# --- the meaning itself ----------------------------------------------------------------------------------------------


class Life:
    """An owner with known days."""

    def __init__(self, up: Any, first: int, last: int) -> None:
        self.up, self.first, self.last, self.phantom = up, first, last, False
        self.d: dict[str, Any] = {}


class Root:
    up = None


LIVES = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 6)), min_size=1, max_size=4)


@given(LIVES, st.integers(0, 20), st.booleans(), st.booleans())
def test_at_most_one_owner_has_a_record_for_certain(
    lives: list[tuple[int, int]], day: int, precedes: bool, successive: bool
) -> None:
    root = Root()
    rows = [Life(root, first, first + length) for first, length in lives]
    ends = (lambda row: row.first, lambda row: row.last)
    every = AllOwners(rows, ends, (precedes, successive))
    truths = [Owners(row, every).owns(None, day) for row in rows]
    assert sum(truth is True for truth in truths) <= 1
    # Where one has it, all others have not; where nobody may have it, nobody has.
    assert True not in truths or set(truths) <= {True, False}
    assert sum(truth is None for truth in truths) != 1


@given(LIVES, st.integers(0, 20))
def test_what_precedes_is_never_of_one_that_is_over_nor_beyond_a_whole_life(
    lives: list[tuple[int, int]], day: int
) -> None:
    root = Root()
    rows = [Life(root, first, first + length) for first, length in lives]
    ends = (lambda row: row.first, lambda row: row.last)
    for row in rows:
        may = Owners(row, AllOwners(rows, ends, (True, False))).owns(None, day) is not False
        beyond = any(day <= each.first and each.last < row.first for each in rows)
        assert may == (row.last >= day and not beyond)


# --- looked up, not searched ------------------------------------------------------------------------------------------

DAYS = st.tuples(st.integers(1, 12), st.integers(0, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LENGTHS = st.tuples(DAYS, st.integers(-2, 6))


@given(st.lists(LENGTHS, min_size=1, max_size=6), DAYS, st.booleans())
def test_whether_another_may_be_meant_is_what_asking_each_gives(
    lives: list[tuple[tuple[int, int], int]], day: tuple[int, int], precedes: bool
) -> None:
    """Also of lives that end before they begin."""
    begins = [begin for begin, _ in lives]
    found = Lives(begins, [(low + more, high + more) for (low, high), more in lives], precedes=precedes)
    places = range(len(lives))
    may = [found.may_be(n, day) for n in places]
    assert [found.another_may_be(n, day) for n in places] == [any(may[:n] + may[n + 1 :]) for n in places]


@given(st.lists(LENGTHS, min_size=1, max_size=6), DAYS)
def test_lives_give_the_meaning_that_is_written_out(
    lives: list[tuple[tuple[int, int], int]], day: tuple[int, int]
) -> None:
    """May precede: not surely over, and no whole life surely lies between the day and the beginning."""
    begins = [begin for begin, _ in lives]
    ends = [(low + more, high + more) for (low, high), more in lives]
    found = Lives(begins, ends, precedes=True)
    for n, (first, _) in enumerate(begins):
        between = [m for m in range(len(lives)) if m != n and begins[m][0] >= day[1] and ends[m][1] < first]
        late = day[1] < first and bool(between)
        assert found.may_be(n, day) == (ends[n][1] >= day[0] and not late)


@given(st.lists(LENGTHS, min_size=1, max_size=6), DAYS)
def test_lives_that_records_follow_give_the_meaning_that_is_written_out(
    lives: list[tuple[tuple[int, int], int]], day: tuple[int, int]
) -> None:
    """May follow: it may last, or may have been the last to end before a day on which surely none lasts."""
    begins = [begin for begin, _ in lives]
    ends = [(low + more, high + more) for (low, high), more in lives]
    found, places = Lives(begins, ends, precedes=False), range(len(lives))
    surely = any(begins[m][1] <= day[0] and ends[m][0] >= day[1] for m in places)
    for n in places:
        lasts = begins[n][0] <= day[1] and ends[n][1] >= day[0]
        later = any(m != n and ends[m][1] < day[0] and ends[m][0] > ends[n][1] for m in places)
        assert found.may_be(n, day) == (lasts or (ends[n][0] < day[1] and not surely and not later))


@pytest.mark.parametrize(
    ("named", "day", "verdicts"),
    [("adm-1", "2023-11-02", ("complies", "breaches")), ("adm-2", "2026-03-01", ("breaches", "complies"))],
)
def test_a_request_belongs_to_the_intervention_that_it_names(
    named: str, day: str, verdicts: tuple[str, str]
) -> None:
    closing = {"id": "r-1", "type": "closure", "submitted_on": day, "for": named}
    told = found("{closing_requests: {at_least: 1}}", case(FIRST, SECOND, requests=[closing]))
    assert (told["adm-1"], told["adm-2"]) == verdicts


def test_requests_of_activation_made_for_another_intervention_are_not_counted() -> None:
    days = ("2023-02-01", "2026-02-01")
    made = [{"type": "activation", "submitted_on": day, "for": "adm-2"} for day in days]
    told = found("{activation_requests: {at_least: 2}}", case(FIRST, SECOND, requests=made))
    assert (told["adm-1"], told["adm-2"]) == ("breaches", "complies")

"""Sessions that share time, told beside the findings where no rule of the set asks for that."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.case import Case
from adm_rules._internal.engine import available, load
from adm_rules._internal.engine.overlapping import roots_asked
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.render.asides import overlap_lines
from adm_rules._internal.render.html import report_html
from adm_rules._internal.report import Report, SharedTime

ON = date(2026, 3, 31)
SILENT = ("basso_lodigiano", "scheda_comunale", "sud_est_milano")


def held(name: str | None, start: str, end: str | None, **keys: Any) -> dict[str, Any]:
    day = keys.pop("day", "2026-03-02")
    times = {"start": f"{day}T{start}", "end": end and f"{day}T{end}"}
    made = {"id": name, "status": "delivered", "activity": "direct", **times, **keys}
    return {key: value for key, value in made.items() if value is not None}


def case(*interventions: list[dict[str, Any]]) -> dict[str, Any]:
    given = [
        {"id": f"i{n}", "service": "home_education", "sessions": sessions}
        for n, sessions in enumerate(interventions)
    ]
    return {"id": "c", "birth_date": "2014-05-03", "interventions": given}


def told(rules: str = "scheda_comunale", **files: Any) -> list[tuple[str, str, str]]:
    return [(each.file, each.one, each.other) for each in load(rules).check(**files, on=ON).overlaps]


def test_the_sets_whose_act_is_silent_ask_nothing_of_it_themselves() -> None:
    asked = {
        name: roots_asked(load(name).regulation, vocabulary(load(name).regulation)) for name in available()
    }
    assert {name for name, roots in asked.items() if not roots} >= set(SILENT)
    assert asked["tirano"] == asked["medio_olona"] == {"case", "agency"}


@pytest.mark.parametrize("rules", SILENT)
def test_a_child_in_two_places_is_told_once_for_each_pair(rules: str) -> None:
    data = case([held("a", "15:00", "17:00")], [held("b", "16:59", "18:00"), held("c", "17:00", "19:00")])
    assert told(rules, case=data) == [("case", "a", "b"), ("case", "b", "c")]


@pytest.mark.parametrize("rules", ["tirano", "medio_olona"])
def test_where_a_rule_asks_it_is_a_finding_and_no_notice(rules: str) -> None:
    data = case([held("a", "15:00", "17:00"), held("b", "16:00", "18:00")])
    report = load(rules).check(data, on=ON)
    assert report.overlaps == ()
    assert [each.verdict.value for each in report.filter(rule="hours.one-place-at-a-time")] == ["to_judge"]


@pytest.mark.parametrize(
    "other",
    [
        held("b", "17:00", "18:00"),  # one begins as the other ends
        held("b", "16:00", "18:00", activity="correlated"),  # work without the child may go on beside
        held("b", "16:00", "18:00", activity=None),
        held("b", "16:00", "18:00", status="cancelled"),
        held("b", "16:00", "18:00", status="planned"),  # for a day that has passed: nobody knows
        held("b", "16:00", None),
    ],
)
def test_what_surely_shares_no_time_or_may_not_is_no_pair(other: dict[str, Any]) -> None:
    assert told(case=case([held("a", "15:00", "17:00"), other])) == []


def test_planned_for_the_same_time_of_a_day_to_come() -> None:
    days = {"day": "2026-04-02", "status": "planned"}
    data = case([held(None, "15:00", "17:00", **days), held("b", "15:00", "17:00", **days)])
    pair = [("case", "2026-04-02T15:00", "b")]
    assert told(case=data) == told(case=Case.model_validate(data)) == pair
    assert load("scheda_comunale").check(data, on=ON, trusted=True).overlaps == (SharedTime(*pair[0]),)


def test_a_staff_member_with_two_children_without_a_group() -> None:
    def register(**keys: Any) -> dict[str, Any]:
        first = held("a", "15:00", "17:00", staff=["e1"], intervention="i1")
        return {"id": "ag", "sessions": [first, held("b", "16:00", "18:00", intervention="i2", **keys)]}

    assert told(agency=register(staff=["e2", "e1"])) == [("agency", "a", "b")]
    assert told(agency=register(staff=["e2"])) == told(agency=register()) == []
    assert told(agency=register(staff=["e1"], activity="group")) == []
    assert told(agency={"id": "ag"}) == told(contract={"id": "k"}) == []


def test_an_agency_is_looked_at_once_beside_many_cases() -> None:
    agency = {
        "id": "ag",
        "sessions": [held(n, "15:00", "17:00", staff=["e1"], intervention=n) for n in ("a", "b")],
    }
    cases = [{**case([]), "id": name} for name in ("c1", "c2")]
    reports = list(load("scheda_comunale").check_each(cases, agency=agency, on=ON))
    assert [len(each.overlaps) for each in reports] == [0, 0, 1]


def test_a_report_tells_each_pair_in_one_line_and_keeps_them() -> None:
    names = [f"s{n}" for n in range(4)]
    report = load("scheda_comunale").check(case([held(name, "15:00", "17:00") for name in names]), on=ON)
    (line,) = overlap_lines(report, "en")
    assert line == (
        "Sessions of the minor that overlap, of which the act does not speak: s0 and s1; s0 and s2; s0 and s3; "
        "s1 and s2; s1 and s3; and one pair more."
    )
    more = load("scheda_comunale").check(
        case([held(name, "15:00", "17:00") for name in [*names, "s4"]]), on=ON
    )
    assert next(overlap_lines(more, "it")).endswith("e altre 5 coppie.")
    assert next(overlap_lines(report, "it")).startswith("Accessi del minore che si sovrappongono")
    assert "s0 and s1" in report_html(report, lang="en")
    assert Report.from_json(report.to_json()).overlaps == report.overlaps
    assert report.only(lambda _: True).overlaps == report.overlaps
    assert len(json.loads(report.to_json())["overlaps"]) == 6
    assert list(overlap_lines(load("tirano").check(case([]), on=ON), "it")) == []

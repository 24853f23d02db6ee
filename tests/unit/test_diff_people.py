"""Whom a change touches: counts, nothing of fewer than five, and what lies ahead as if it were in force."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.review.diff.comparing import compared
from adm_rules._internal.review.diff.people import PeopleFile, _euro, euro_moved, small
from adm_rules._internal.review.diff.shapes import PeopleMoved, RulesDiff
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.yaml_source import read_data_file
from tests.rules.small import ON, rule, text, value

MESSAGE = '{severity: error, message: {it: "Durata {session_time}.", en: "Length {session_time}."}}'


def cap(*history: str) -> str:
    return text(
        rule("{session_time: {at_most: $cap}}", otherwise=MESSAGE), values=value("cap", "minutes", *history)
    )


def case(n: int, minutes: int, agency: str | None = "ente-1") -> dict[str, Any]:
    ends = f"2026-03-02T{15 + minutes // 60:02}:{minutes % 60:02}"
    session = {"start": "2026-03-02T15:00", "end": ends, "status": "delivered"}
    return {
        "id": f"segreto-{n}",
        "birth_date": "2014-05-01",
        "interventions": [{"id": "i", "service": "home_education", "agency": agency, "sessions": [session]}],
    }


def moved(before: str, after: str, *files: tuple[str, dict[str, Any]], unread: int = 0) -> RulesDiff:
    def people(rules: RuleSet) -> tuple[list[PeopleFile], int]:
        return [PeopleFile(root, as_model(root, data, rules.regulation)) for root, data in files], unread

    old, new = (DiffSide("s", "s", parse(each, "s"), ()) for each in (before, after))
    return compared(old, new, ON, people)


def only(diff: RulesDiff) -> PeopleMoved:
    (people,) = diff.people
    return people


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (60, "60")])
def test_a_group_of_fewer_than_five_is_no_number(number: int, told: str) -> None:
    assert small(number) == told


def test_verdicts_cases_agencies_and_hours_are_counted() -> None:
    files = [("case", case(n, 200, f"ente-{n}")) for n in range(6)] + [("case", case(9, 60))]
    found = only(moved(cap("is: 3 h"), cap("is: 4 h"), *files, ("agency", {"id": "ente-1"}), unread=2))
    assert (found.files, found.unread, found.as_if, found.cases) == (8, 2, False, "6")
    (of_rule,) = found.rules
    assert dict(of_rule.moves) == {"breaches -> complies": "6"}
    assert (of_rule.cases, of_rule.agencies, of_rule.minutes) == ("6", "6", "20:00")


def test_nothing_of_a_child_is_told() -> None:
    diff = moved(cap("is: 3 h"), cap("is: 4 h"), *(("case", case(n, 200 + n)) for n in range(4)))
    found = only(diff)
    (of_rule,) = found.rules
    assert {*of_rule.moves.values(), of_rule.cases, of_rule.agencies, of_rule.minutes, found.cases} == {"<5"}
    said = json.dumps(found.to_dict())
    for secret in ("segreto", "ente-1", "2026-03-02", "2014"):
        assert secret not in said


def test_what_lies_ahead_is_told_as_if_it_were_in_force() -> None:
    after = cap("is: 3 h", "from: 2026-09-01, is: 4 h")
    now, as_if = moved(cap("is: 3 h"), after, *(("case", case(n, 200)) for n in range(5))).people
    assert (now.as_if, now.cases, now.rules) == (False, "0", ())
    assert (as_if.as_if, as_if.cases) == (True, "5")


def test_rules_of_agencies_are_judged_of_agencies() -> None:
    before, after = (
        text(rule(f"{{agency_experience: {{at_least: {number}}}}}", per="agency")) for number in (12, 6)
    )
    files = [("agency", {"id": f"ente-{n}", "experience_months": 6}) for n in range(5)]
    found = only(moved(before, after, *files, ("case", case(1, 60))))
    (of_rule,) = found.rules
    assert dict(of_rule.moves) == {"breaches -> complies": "5"}
    assert (found.cases, of_rule.cases, of_rule.agencies, of_rule.minutes) == ("0", "0", "5", "0:00")


def test_a_case_without_an_agency_counts_none() -> None:
    files = [("case", case(n, 200, None)) for n in range(5)]
    (of_rule,) = only(moved(cap("is: 3 h"), cap("is: 4 h"), *files)).rules
    assert (of_rule.cases, of_rule.agencies) == ("5", "0")


# --- money ------------------------------------------------------------------------------------------------------------

MONTH = Path(__file__).parents[2] / "examples" / "month" / "cases"
OVERLAY = Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml"


def month(rules: RuleSet, times: int = 1) -> list[PeopleFile]:
    files = [read_data_file(path).data for path in sorted(MONTH.glob("*.yaml"))]
    return [
        PeopleFile("case", as_model("case", {**data, "id": f"{data['id']}-{n}"}, rules.regulation))
        for n in range(times)
        for data in files
    ]


def test_what_payers_owe_otherwise_is_told() -> None:
    old = load(OVERLAY)
    source = OVERLAY.read_text(encoding="utf-8")
    new = parse(source.replace("is: 24.35, cites", "is: 34.35, cites"), str(OVERLAY))
    on = date(2026, 3, 31)
    assert euro_moved(old, old, month(old), on) == {}
    assert euro_moved(old, new, [], on) == {}
    found = euro_moved(old, new, month(old, 5), on)
    assert found
    for before, after in found.values():
        assert before != after
        assert before[0].isdecimal()
    few = euro_moved(old, new, month(old)[:1], on)
    assert set(few.values()) <= {("<5", "<5")}


def test_amounts_that_are_not_known_have_bounds() -> None:
    assert [_euro(ends) for ends in (None, (150, 150), (0, 1205), (5, None))] == [
        "0.00", "1.50", "0.00–12.05", "0.05–…",
    ]  # fmt: skip

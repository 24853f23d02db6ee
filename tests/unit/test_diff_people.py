"""Whom a change touches: counts, nothing of fewer than five, and what lies ahead as if it were in force."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.review.diff.bands import EURO, PER_CENT, in_bands, small
from adm_rules._internal.review.diff.comparing import compared
from adm_rules._internal.review.diff.money import _euro, euro_moved
from adm_rules._internal.review.diff.people import PeopleFile
from adm_rules._internal.review.diff.shapes import PeopleMoved, RulesDiff
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.values.bounds import INF, Interval
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
    assert euro_moved(old, old, month(old), on) == ()
    assert euro_moved(old, new, [], on) == ()
    found = {each.payer: each for each in euro_moved(old, new, month(old, 5), on)}
    assert set(found) == {"plan_office"}
    vouchers = found["plan_office"]
    assert (vouchers.cases, vouchers.unknown) == ("60", "20")
    assert sum(int(each.number) for each in vouchers.bands) == 40
    assert all(each.lowest is not None and each.lowest >= 0 for each in vouchers.bands)
    assert vouchers.before != vouchers.after


def test_of_acts_that_ask_families_for_nothing_no_payment_moves() -> None:
    """No tariff, no voucher: nothing is owed, whatever the sessions."""
    rules = load("scheda_comunale")
    files = [PeopleFile("case", as_model("case", case(n, 60), rules.regulation)) for n in range(9)]
    assert euro_moved(rules, rules, files, date(2026, 3, 31)) == ()


def test_of_fewer_than_five_whose_amount_moves_nothing_is_told_however_many_files_there_are() -> None:
    old = load(OVERLAY)
    source = OVERLAY.read_text(encoding="utf-8")
    new = parse(source.replace("is: 24.35, cites", "is: 34.35, cites"), str(OVERLAY))
    still = [PeopleFile("case", as_model("case", case(n, 60), old.regulation)) for n in range(9)]
    (vouchers,) = euro_moved(old, new, [*month(old)[:1], *still], date(2026, 3, 31))
    assert (vouchers.cases, vouchers.before, vouchers.after, vouchers.bands) == ("<5", "<5", "<5", ())


def test_what_families_pay_otherwise_is_told_in_bands() -> None:
    old = load(OVERLAY)
    source = OVERLAY.read_text(encoding="utf-8")
    fee = (
        "fee: {line: [[7000.00, 0.00], [21000.00, 4.20]]}}\n          - {isee: {above: 21000.00}, fee: 4.20}"
    )
    assert fee in source
    files = month(old, 5)
    first, last = (
        DiffSide("o", "o", parse(each, str(OVERLAY)), ())
        for each in (source, source.replace(fee, fee.replace("4.20", "6.20")))
    )
    (people,) = compared(first, last, date(2026, 3, 31), lambda _: (files, 0)).people
    (shares,) = people.euro
    assert (shares.payer, shares.unknown) == ("family", "15")
    assert int(shares.cases) - 15 == sum(int(each.number) for each in shares.bands) >= 5
    said = json.dumps(people.to_dict())
    assert not any(str(vars(file.model)["id"]) in said for file in files)


def test_an_amount_for_later_days_moves_money_as_if_it_were_in_force() -> None:
    old = load(OVERLAY)
    source = OVERLAY.read_text(encoding="utf-8")
    entry = '{from: 2026-01-01, until: 2026-12-31, is: 24.35, cites: {act: del. 3/2025, article: "1"}}'
    assert entry in source
    later = f"{entry}, {entry.replace('2026', '2027').replace('24.35', '34.35')}"
    first, last = (
        DiffSide("o", "o", parse(each, str(OVERLAY)), ()) for each in (source, source.replace(entry, later))
    )
    now, as_if = compared(first, last, date(2026, 3, 31), lambda _: (month(old, 5), 0)).people
    assert now.euro == ()
    assert [each.payer for each in as_if.euro] == ["plan_office"]


def test_amounts_that_are_not_known_have_bounds() -> None:
    ends = [Interval(150, 150), Interval(0, 1205), Interval(5, INF), Interval(-INF, 5)]
    assert [_euro(each) for each in ends] == ["1.50", "0.00–12.05", "0.05–…", "…–0.05"]


# --- distributions ----------------------------------------------------------------------------------------------------


def test_how_near_people_are_to_a_limit_that_moves_is_told_in_bands() -> None:
    files = [("case", case(n, minutes)) for n, minutes in enumerate([*[170] * 6, *[180] * 5, *[190] * 2])]
    (of_rule,) = only(moved(cap("is: 3 h"), cap("is: 4 h"), *files)).margins
    assert (of_rule.rule, of_rule.fact) == ("r", "session_time")
    assert [(each.lowest, each.highest, each.number) for each in of_rule.before] == [
        (80, 95, "6"), (100, 100, "5"), (105, 120, "<5"),
    ]  # fmt: skip
    assert [(each.lowest, each.highest, each.number) for each in of_rule.after] == [(50, 80, "13")]


def test_an_amount_that_is_not_known_lies_in_no_band() -> None:
    known = [("case", case(n, 170)) for n in range(5)]
    unknown = case(9, 170)
    del unknown["interventions"][0]["sessions"][0]["end"]
    two = (cap("is: 3 h"), cap("is: 4 h"))
    assert only(moved(*two, *known, ("case", unknown))).margins == only(moved(*two, *known)).margins


def test_a_rule_that_came_has_amounts_on_one_side_alone() -> None:
    before = cap("is: 4 h").replace("id: r", "id: s").replace("$cap", "9 h").replace("TST-01-01", "TST-01-02")
    files = [("case", case(n, 170)) for n in range(5)]
    new = cap("is: 3 h")
    assert [(each.before == (), each.after == ()) for each in only(moved(before, new, *files)).margins] == [
        (True, False)
    ]
    back = only(moved(new, before, *files)).margins
    assert [(each.before == (), each.after == ()) for each in back] == [(False, True)]


def test_what_no_value_limits_has_no_margin() -> None:
    before, after = (
        text(rule(f"{{session_time: {{at_most: {limit}}}}}"), values=value("cap", "minutes", f"is: {limit}"))
        for limit in ("3 h", "4 h")
    )
    assert only(moved(before, after, ("case", case(1, 200)))).margins == ()


@pytest.mark.parametrize(
    ("amount", "band"),
    [
        (-201, (None, -200)), (-200, (-200, -50)), (-50, (-50, -10)), (-10, (-10, 0)), (-1, (-10, 0)),
        (0, (0, 0)), (1, (0, 10)), (10, (0, 10)), (11, (10, 50)), (200, (50, 200)), (201, (200, None)),
    ],
)  # fmt: skip
def test_every_amount_has_its_band(amount: int, band: tuple[int | None, int | None]) -> None:
    (found,) = in_bands([amount], EURO, 0)
    assert (found.lowest, found.highest, found.number) == (*band, "<5")


def test_bands_stand_in_order() -> None:
    found = in_bands([300, 101, 100, 99, 60, 10], PER_CENT, 100)
    assert [(each.lowest, each.highest) for each in found] == [
        (None, 50), (50, 80), (95, 100), (100, 100), (100, 105), (200, None),
    ]  # fmt: skip

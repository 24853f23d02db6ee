"""What sessions cost whom: payable or not, exact amounts, families' shares, what is not known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, CaseError
from adm_rules._internal.engine import load
from adm_rules._internal.money.statement.rates import Rates
from tests.rules.months import (
    RULES,
    TERM,
    UNSET,
    account,
    agency,
    case,
    cents,
    family,
    intervention,
    made,
    rules_with,
    simple,
    standings,
    values,
    voucher,
)
from tests.rules.small import session

HOUR = session("2026-03-02T15:00", "16:00")


def names(found: Any) -> list[str]:
    return [missing.name for missing in found.missing]


# --- amounts ----------------------------------------------------------------------------------------------------------


def test_minutes_are_worth_their_part_of_an_hour_and_a_line_is_rounded_once() -> None:
    fifty = [session(f"2026-03-{day}T15:00", "15:50") for day in ("16", "17", "18", "19", "20", "23", "24")]
    found = account(simple(*fifty))
    assert cents(found) == (
        14_204,
        14_204,
    )  # 350 minutes at 24.35: 142.0416…; seven rounded apart make 142.03
    assert family(found) == (1_167, 1_167)  # at 2.00


@pytest.mark.parametrize(("end", "due"), [("15:01", 41), ("15:06", 244), ("15:30", 1_218)])
def test_half_a_cent_goes_up(end: str, due: int) -> None:
    """40.58 and 243.5 and 1,217.5 cents."""
    assert cents(account(simple(session("2026-03-16T15:00", end)))) == (due, due)


def test_a_value_is_looked_up_on_the_day_of_the_session() -> None:
    before, after = session("2026-03-15T15:00", "16:00"), session("2026-03-16T15:00", "16:00")
    assert cents(account(simple(before))) == (2_000, 2_000)
    assert cents(account(simple(after))) == (2_435, 2_435)
    both = account(simple(before, after))
    assert cents(both) == (4_435, 4_435)
    assert both.lines[0].unit_values == (2_000, 2_435)


def test_a_value_that_nobody_set_gives_no_amount_and_says_whom_to_ask() -> None:
    found = account(simple(HOUR), rules=rules_with(values=values(unit_value=UNSET)))
    assert cents(found) == (None, None)
    assert found.outcome == "undecided"
    (missing,) = found.missing
    assert missing.name == "hour"
    assert "the council" in missing.text.en
    assert "quanto vale" in missing.text.it
    assert found.lines[0].payable.lowest == 60


def test_a_value_that_is_not_set_does_not_matter_where_nothing_is_payable() -> None:
    found = account(
        simple(session("2026-03-02T15:00", "16:00", activity="correlated")),
        rules=rules_with(values=values(unit_value=UNSET)),
    )
    assert cents(found) == (0, 0)
    assert found.missing == ()


def test_a_day_before_any_amount_asks_for_the_amount() -> None:
    parts = values(unit_value="from: 2026-03-10, is: 20.00")
    early = rules_with(values=parts, in_force="{from: 2026-03-10}")
    found = account(simple(HOUR), rules=early)
    assert cents(found) == (None, None)
    assert names(found)[0] == "hour"


def test_the_rules_of_tirano_tell_hours_and_no_amounts() -> None:
    found = account(simple(HOUR), rules=load("tirano"))
    assert cents(found) == (None, None)
    assert family(found) == (None, None)
    assert {"voucher_unit_value", "copayment"} <= set(names(found))


def test_the_rules_of_medio_olona_tell_hours_for_the_municipality() -> None:
    work = session("2026-03-03T15:00", "16:00", activity="coordination")
    group = session("2026-03-04T15:00", "16:00", activity="group")
    found = account(simple(HOUR, work, group), rules=load("medio_olona"))
    assert found.payer == "municipality"
    assert standings(found) == ["coordination: payable", "direct: payable", "group: payable"]
    assert {"unit_value", "group"} <= set(names(found))
    direct = next(line for line in found.lines if line.activity == "direct")
    assert direct.payable.lowest == 60
    assert direct.amount.lowest is None


# --- payable or not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("activity", ["direct", "supervised_meeting", "feedback"])
def test_direct_work_is_paid(activity: str) -> None:
    found = account(simple(session("2026-03-02T15:00", "16:00", activity=activity)))
    assert standings(found) == [f"{activity}: payable"]
    assert cents(found) == (2_000, 2_000)


@pytest.mark.parametrize("activity", ["correlated", "coordination"])
def test_other_work_is_listed_and_not_paid_unless_the_act_is_read_so(activity: str) -> None:
    found = account(simple(session("2026-03-02T15:00", "16:00", activity=activity)))
    assert standings(found) == [f"{activity}: not_paid"]
    assert cents(found) == family(found) == (0, 0)
    assert found.lines[0].minutes.lowest == 60
    assert repr(found.other_readings[0]) == "<OtherAmount paid: all>"
    told = [(other.reading, other.option, other.payer, other.amount.lowest) for other in found.other_readings]
    assert told == [("paid", "all", "plan_office", 2_000), ("paid", "all", "family", 200)]


def test_feedback_counts_inside_the_supervised_meeting() -> None:
    meeting = session("2026-03-02T15:00", "16:30", activity="supervised_meeting", feedback_minutes=15)
    found = account(case(intervention(meeting, service="supervised_contact")))
    assert cents(found) == (3_000, 3_000)


@pytest.mark.parametrize("status", ["cancelled", "missed", "suspended"])
def test_what_was_not_delivered_is_listed_and_not_paid(status: str) -> None:
    found = account(simple(session("2026-03-02T15:00", "16:00", status=status)))
    assert standings(found) == ["direct: not_delivered"]
    assert found.lines[0].status == status
    assert cents(found) == family(found) == (0, 0)


def test_what_was_planned_for_a_day_that_has_passed_may_have_been() -> None:
    found = account(simple(session("2026-03-02T15:00", "16:00", status="planned")))
    assert standings(found) == ["direct: undecided"]
    assert cents(found) == (0, 2_000)


def test_what_comes_after_the_day_is_not_delivered_yet() -> None:
    late = session("2026-03-20T15:00", "16:00")
    assert cents(account(simple(late), on=date(2026, 3, 20))) == (2_435, 2_435)
    found = account(simple(late), on=date(2026, 3, 19))
    assert (cents(found), found.lines[0].status) == ((0, 0), "planned")


def test_only_sessions_of_the_month_count() -> None:
    days = [session(f"2026-{day}T15:00", "16:00") for day in ("02-28", "03-01", "03-31", "04-01")]
    found = account(simple(*days), on=date(2026, 4, 30))
    assert found.lines[0].sessions == ("2026-03-01T15:00", "2026-03-31T15:00")


def test_an_intervention_without_sessions_in_the_month_has_no_account() -> None:
    assert made(simple(session("2026-02-28T15:00", "16:00"))).accounts == ()


def test_a_service_without_a_voucher_is_listed() -> None:
    missed = session("2026-03-03T15:00", "16:00", status="missed")
    found = account(case(intervention(HOUR, missed, service="day_centre")))
    assert standings(found) == ["direct: not_delivered", "direct: no_voucher"]
    assert (found.payer, found.voucher, found.family) == (None, None, None)
    assert made(case(intervention(HOUR, service="day_centre"))).totals == ()


def test_sessions_of_such_a_service_that_are_not_told_cost_nothing_either() -> None:
    whole = {"items": [HOUR, session("2026-02-02T15:00", "16:00")], "complete_until": "2026-03-10"}
    found = account(case(intervention(sessions=whole, service="day_centre")))
    assert [line.sessions for line in found.lines] == [("2026-03-02T15:00",)]
    assert cents(found) == (0, 0)


def test_a_rule_set_without_vouchers_pays_nobody() -> None:
    found = account(simple(HOUR), rules=rules_with(vouchers=""))
    assert standings(found) == ["direct: no_voucher"]


# --- what is not known ------------------------------------------------------------------------------------------------


def test_a_session_whose_status_is_not_known_may_cost_nothing_or_all() -> None:
    found = account(simple(HOUR, session("2026-03-03T15:00", "16:00", status=None)))
    assert standings(found) == ["direct: payable", "direct: undecided"]
    assert cents(found) == (2_000, 4_000)
    assert family(found) == (200, 400)
    assert names(found)[0] == "recorded_status"
    assert found.missing[0].subject == "2026-03-03T15:00"


def test_work_that_is_not_paid_needs_no_status() -> None:
    found = account(simple(session("2026-03-03T15:00", "16:00", status=None, activity="correlated")))
    assert standings(found) == ["correlated: not_paid"]
    assert cents(found) == (0, 0)
    assert found.missing == ()


def test_a_session_without_an_end_lasts_a_day_at_most() -> None:
    found = account(simple(session("2026-03-03T15:00")))
    assert standings(found) == ["direct: payable"]
    assert cents(found) == (0, 24 * 2_000)
    assert names(found)[0] == "session_end"


def test_a_session_of_unknown_work_costs_at_most_what_the_best_paid_work_does() -> None:
    unknown = session("2026-03-03T15:00", "15:30", activity=None, attendance=[], users_present=1)
    found = account(simple(unknown))
    assert standings(found) == ["None: undecided"]
    assert cents(found) == (0, 2_000)  # an hour of transport, were it that
    assert names(found)[0] == "activity"
    crowd = [{"kind": "staff", "staff": "op-1"}, {"kind": "staff", "staff": "op-2"}]
    richer = session("2026-03-03T15:00", "17:00", activity=None, attendance=crowd, users_present=0)
    assert cents(account(simple(richer))) == (0, 10_000)  # two educators for one minor, brought there


@pytest.mark.parametrize(
    "keys", [{"sessions": None}, {"sessions": {"items": [HOUR], "complete_until": "2026-03-20"}}]
)
def test_sessions_that_a_list_does_not_tell_may_cost_anything(keys: dict[str, Any]) -> None:
    found = account(case(intervention(**keys)))
    assert found.lines[-1].standing == "undecided"
    assert found.amount.highest is None
    assert family(found)[1] is None
    assert "session" in names(found)


def test_a_list_that_is_whole_until_the_end_of_the_month_is_whole() -> None:
    whole = {"items": [HOUR], "complete_until": "2026-03-31"}
    assert account(case(intervention(sessions=whole))).outcome == "decided"
    later = {"items": [HOUR], "complete_from": "2026-04-01"}
    assert account(case(intervention(sessions=later))).outcome == "undecided"


def test_interventions_that_are_not_known_may_cost_anything() -> None:
    found = account(case(interventions=None))
    assert (found.intervention, found.service, found.payer) == (None, None, None)
    assert cents(found) == (0, None)
    assert names(found) == ["intervention"]
    (total,) = made(case(interventions=None)).totals
    assert (total.payer, total.outcome) == (None, "undecided")


def test_activities_that_nobody_named_leave_the_hours_open() -> None:
    paid = f"\n  paid: {{kind: set, of: activity, label: {{it: pagate, en: paid}}, {UNSET}}}"
    found = account(simple(HOUR), rules=rules_with(values=values(paid=paid)))
    assert standings(found) == ["direct: undecided"]
    assert cents(found) == (0, 2_000)
    assert names(found)[0] == "paid"


def test_a_session_that_is_recorded_twice_may_be_one() -> None:
    found = account(simple(HOUR, HOUR))
    assert standings(found) == ["direct: payable", "direct: undecided"]
    assert cents(found) == (2_000, 4_000)
    assert "session" in names(found)


# --- families ---------------------------------------------------------------------------------------------------------


def test_without_a_tariff_the_family_part_is_open() -> None:
    found = account(simple(HOUR), rules=rules_with(tariffs=""))
    assert family(found) == (None, None)
    assert found.family is not None
    assert found.family.outcome == "not_set"
    assert "tariff" in names(found)


def test_a_fee_by_the_month_may_fall_away_with_the_only_session() -> None:
    monthly = """
  copayment:
    unit: EUR_per_month
    services: [home_education]
    history:
      - from: 2020-01-01
        cites: {article: "3"}
        rows: [{isee: {at_least: 0.00}, fee: 30.00}]
        no_isee: {fee: 30.00}
"""
    rules = rules_with(tariffs=monthly)
    assert family(account(simple(HOUR), rules=rules)) == (3_000, 3_000)
    open_ = simple(session("2026-03-02T15:00", "16:00", status=None))
    found = account(open_, rules=rules)
    assert family(found) == (0, 3_000)
    assert found.family is not None
    assert found.family.outcome == "undecided"
    assert names(found) == ["recorded_status"]


def test_totals_are_the_sums_of_the_accounts_by_agency_and_payer() -> None:
    other = case(intervention(HOUR, id="i2", agency="agenzia-2"), id="caso-2")
    third = case(intervention(HOUR, id="i3"), id="caso-3")
    found = made(simple(HOUR), other, third)
    told = [(each.agency, each.payer, each.amount.lowest) for each in found.totals]
    assert told == [
        ("agenzia-1", "family", 400),
        ("agenzia-1", "plan_office", 4_000),
        ("agenzia-2", "family", 200),
        ("agenzia-2", "plan_office", 2_000),
    ]
    assert found.outcome == "decided"


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_month_is_written_or_given_as_a_day() -> None:
    by_day = RULES.statement([simple(HOUR)], month=date(2026, 3, 17))
    assert (by_day.first, by_day.last, by_day.on) == (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31))
    assert by_day.to_json() == RULES.statement([simple(HOUR)], month="2026-03").to_json()


@pytest.mark.parametrize("month", ["2026-13", "03-2026", "2026-03-01", ""])
def test_another_month_is_refused(month: str) -> None:
    with pytest.raises(AdmRulesError, match="YYYY-MM"):
        RULES.statement([], month=month)


def test_two_cases_with_one_id_are_refused_with_every_other_fault() -> None:
    bad = {"id": "caso-3", "birth_date": "2030-01-01"}
    with pytest.raises(CaseError) as caught:
        RULES.statement([simple(HOUR), simple(HOUR), bad], month="2026-03")
    assert {each.code for each in caught.value.diagnostics} == {"duplicate-id", "born-later"}
    assert "caso-1" not in str(caught.value)


def test_nothing_gives_nothing() -> None:
    found = RULES.statement([], month="2026-03")
    assert (found.accounts, found.totals, found.groups, found.differences) == ((), (), (), None)
    assert found.outcome == "decided"


def test_what_is_shown_of_a_statement_holds_nothing_of_a_case() -> None:
    found = made(simple(HOUR), agency=agency())
    parts: list[object] = [
        found,
        *found.accounts,
        *found.accounts[0].lines,
        *found.totals,
        *(found.differences or ()),
    ]
    parts += [found.accounts[0].family, *found.accounts[0].terms, *found.readings, found.accounts[0].amount]
    parts += [found.accounts[0].lines[0].payable]
    shown = " ".join(map(repr, parts))
    assert "caso-1" not in shown
    assert "i1" not in shown
    assert "2000" not in shown
    assert "20" not in shown.replace("2026-03", "")


def test_a_voucher_may_say_nothing_of_groups_and_terms() -> None:
    plain = voucher(group="", family_group="", transport="", last_day="", readings="", invoices="", excess="")
    rules = rules_with(vouchers=plain)
    group = session("2026-03-03T15:00", "16:00", activity="group")
    ride = session("2026-03-04T15:00", "16:00", activity="transport", group="none")
    found = account(simple(HOUR, group, ride), rules=rules)
    assert standings(found) == ["direct: payable", "group: payable", "transport: not_paid"]
    assert cents(found) == (2_000, None)
    assert family(found) == (200, None)
    assert names(found) == ["group", "family_group"]
    assert [term.last_days for term in found.terms] == [()]
    assert found.terms[0].start == date.fromisoformat(str(TERM["start"]))


@pytest.mark.parametrize(("month", "outcome"), [("2026-03", "decided"), ("2029-03", "undecided")])
def test_a_value_that_is_set_for_one_year_decides_nothing_later(month: str, outcome: str) -> None:
    rules = load(Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml")
    held = session(f"{month}-09T15:00", "17:00", activity="direct", transport_needed=False)
    found = rules.statement([simple(held, isee=[])], month=month, on=date(2029, 4, 1))
    (only,) = found.accounts
    assert (only.outcome, only.amount.decided) == (outcome, outcome == "decided")
    if outcome == "undecided":
        assert "voucher_unit_value" in [each.name for each in only.missing]


def work_apart(key: str, kind: str, one: str, another: str) -> list[str] | None:
    """The work of which a reading says something else in March 2026, where a value of the voucher hangs on it."""
    cites = "cites: {article: '2'}"
    since = f"{{from: 2026-03-10, by_reading: {{ends: {{counted: {one}, excluded: {another}}}}}, {cites}}}"
    history = f"[{{is: {one}, {cites}}}, {since}]"
    changed = f"\n  {key}: {{kind: {kind}, label: {{it: v, en: v}}, history: {history}}}"
    regulation = rules_with(values=values(**{key: changed})).regulation
    own, other = (
        Rates(regulation, regulation.vouchers["trial"], {"ends": each}) for each in ("counted", "excluded")
    )
    first, last = date(2026, 3, 1).toordinal(), date(2026, 3, 31).toordinal()
    assert not own.told_apart(own, first, last)
    assert not own.told_apart(other, first - 60, first - 1)
    found = own.told_apart(other, first, last)
    return None if found is None else sorted(found)


def test_another_reading_touches_the_work_that_it_says_something_else_of() -> None:
    names, more = "[direct, transport]", "[direct, transport, correlated]"
    assert work_apart("paid", "set, of: activity", names, more) == ["correlated"]
    groups = "enum, of: group_division"
    assert work_apart("divided", groups, "present", "ratio") == ["group"]


def test_another_reading_of_transport_or_of_an_amount_touches_all_work() -> None:
    driven = "[direct, transport]"
    assert work_apart("paid", "set, of: activity", "[direct]", driven) is None
    assert work_apart("flat", "minutes", "1 h", "2 h") is None

"""Amounts that looked decided and were not, or whose bounds left out what was possible."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.months import (
    TARIFF,
    UNSET,
    account,
    cents,
    family,
    in_group,
    made,
    member,
    rules_with,
    simple,
    staff,
    values,
)
from tests.rules.small import COUNTED, session
from tests.unit.test_copayment import ON, certificate, priced, shape
from tests.unit.test_copayment import family as child

#: A fee that tells which ISEE was taken.
TELLING = """        rows: [{isee: {at_least: 0}, fee: {proportional: [100.00, 1.00]}}]
        no_isee: {fee: 9.00}
"""
USED = "    certificate: {expired: use, with_omissions: use}\n"


def asked(*certificates: dict[str, Any]) -> Copayment:
    return priced(TELLING, top=USED).copayment(child(list(certificates)), on=ON)


# --- certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "alike",
    [
        {"status": "valid"},
        {"status": "with_omissions"},
        {"status": "expired", "issued_on": None, "valid_until": None},
    ],
)
def test_of_two_certificates_issued_alike_neither_is_preferred(alike: dict[str, Any]) -> None:
    one, other = certificate("100.00", **alike), certificate("200.00", **alike)
    for found in (asked(one, other), asked(other, one)):
        assert (found.outcome, found.lowest, found.highest) == ("undecided", Decimal("1.00"), Decimal("2.00"))
        assert found.missing
    assert asked(one, one).amount == Decimal("1.00")


def test_which_of_two_certificates_of_one_day_counts_is_asked() -> None:
    (missing,) = asked(certificate("100.00"), certificate("200.00")).missing
    assert missing.text.en.startswith("which certificate counts")


def test_of_defective_certificates_the_one_issued_last_counts() -> None:
    early, late = (
        certificate(value, status="with_omissions", issued_on=day)
        for value, day in (("100.00", "2026-01-15"), ("200.00", "2026-02-01"))
    )
    assert asked(early, late).amount == asked(late, early).amount == Decimal("2.00")


def test_a_certificate_that_has_expired_may_have_been_valid_before() -> None:
    rules = priced(TELLING, top="    certificate: {expired: none}\n")

    def told(day: str, **keys: Any) -> tuple[Decimal | None, Decimal | None]:
        expired = certificate("100.00", status="expired", **keys)
        found = rules.copayment(child([expired]), on=ON, session={"start": f"{day}T10:00"})
        return found.lowest, found.highest

    since, without = Decimal("1.00"), Decimal("9.00")
    assert told("2026-03-05", valid_until="2026-03-05") == (since, since)
    assert told("2026-03-06", valid_until="2026-03-05") == (without, without)
    assert told("2026-03-05", valid_until=None) == (since, without)
    assert told("2026-03-09", valid_until=None) == (since, without)
    assert told("2026-03-10", valid_until=None) == (without, without)  # it has expired by then
    assert told("2026-03-09", valid_until="none") == (without, without)


def test_a_certificate_that_is_absent_is_none_of_any_kind() -> None:
    found = asked(certificate(kind="family_benefits", status="absent"))
    assert (found.outcome, found.amount) == ("decided", Decimal("9.00"))


# --- a fee that is silent, hours that are none ------------------------------------------------------------------------


def test_a_total_that_is_settled_does_not_settle_the_fee() -> None:
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: 5.00}]\n"
        "        modifiers: [{id: a, when: {birth_date: {exists: true}}, fee: 7.00, of: total, "
        "because: {it: p, en: b}}]\n"
    )
    found = rules.copayment(child(None), on=ON)
    assert (found.outcome, found.total, found.amount) == ("decided", Decimal("7.00"), None)
    assert rules.copayment(child("1.00"), on=ON).amount == Decimal("5.00")


@pytest.mark.parametrize("hours", [-1, Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity"), 0.1, "2"])
def test_hours_are_an_exact_number_from_nothing_up(hours: Any) -> None:
    with pytest.raises(AdmRulesError, match="`hours` is a number of hours from 0 up"):
        shape("line").copayment(child("1.00"), on=ON, hours=hours)


# --- versions that change within the month ----------------------------------------------------------------------------


def two_versions(first: str, second: str, unit: str = "EUR_per_hour") -> RuleSet:
    """The tariff of tests, changed on 16 March 2026."""
    head = TARIFF.split("        rows:", maxsplit=1)[0].replace("EUR_per_hour", unit)
    between = '      - from: 2026-03-16\n        cites: {article: "3"}\n'
    return rules_with(tariffs=f"{head}        {first}\n{between}        {second}\n")


def flat(fee: str, more: str = "") -> str:
    return f"rows: [{{isee: {{at_least: 0}}, fee: {fee}}}]\n        no_isee: {{fee: {fee}}}{more}"


EARLY, LATE = session("2026-03-02T15:00", "16:20"), session("2026-03-20T15:00", "16:00")
FREE = "free: {it: gratuito, en: free}"


def test_a_total_ends_in_cents_though_the_service_is_free_by_the_end_of_the_month() -> None:
    rules = two_versions("rows: [{isee: {at_least: 0}, fee: {proportional: [30000.00, 8.00]}}]", FREE)
    case = simple(EARLY, LATE, isee=[certificate("12345.67")])
    # 12,345.67 × 8 / 30,000 × 4/3 hours = 4.38957…
    assert family(account(case, rules=rules)) == (439, 439)


def test_what_is_due_is_not_explained_by_why_a_part_is_free() -> None:
    found = account(simple(EARLY, LATE), rules=two_versions(flat("3.00"), FREE)).family
    assert found is not None
    assert (found.cents.lowest, found.reason) == (400, None)
    found = account(simple(LATE), rules=two_versions(flat("3.00"), FREE)).family
    assert found is not None
    assert found.reason is not None
    assert (found.cents.lowest, found.reason.text.en) == (0, "free")


def test_the_cap_of_a_later_version_holds_only_if_the_later_session_counts() -> None:
    rules = two_versions(flat("10.00"), flat("10.00", "\n        month_cap: 5.00"))
    early = session("2026-03-02T15:00", "17:00")
    assert family(account(simple(early), rules=rules)) == (2000, 2000)
    assert family(account(simple(early, LATE), rules=rules)) == (500, 500)
    assert family(account(simple(early, {**LATE, "status": "missed"}), rules=rules)) == (2000, 2000)
    assert family(account(simple(early, session(LATE["start"], "16:00", status=None)), rules=rules)) == (
        500,
        2000,
    )
    open_list = {"items": [early], "complete_until": "2026-03-10"}
    unseen = account(simple(complete_until=None) | {"interventions": [_with(open_list)]}, rules=rules)
    assert family(unseen) == (500, None)


def _with(sessions: Any) -> dict[str, Any]:
    (found,) = simple()["interventions"]
    return {**found, "sessions": sessions}


def test_a_certificate_may_begin_between_two_sessions() -> None:
    """Without knowing the certificates: one of 16 March leaves the first session without, and the second with one."""
    rows = flat("9.00").replace("no_isee: {fee: 9.00}", "no_isee: {fee: 0.00}")
    other = flat("0.00").replace("no_isee: {fee: 0.00}", "no_isee: {fee: 9.00}")
    rules = two_versions(rows, other)
    whole = session("2026-03-02T15:00", "16:00")
    begun = certificate("1.00", issued_on="2026-03-16")
    later = rules_with(
        tariffs=rules.regulation.text.split("tariffs:", 1)[1]
        .split("\nrules:", 1)[0]
        .replace("    history:", "    certificate: {not_yet_valid: none}\n    history:")
    )
    assert family(account(simple(whole, LATE, isee=[begun]), rules=later)) == (0, 0)
    unknown = simple(whole, LATE, isee=None, complete_until=None)
    assert family(account(unknown, rules=later)) == (0, 1800)


def test_an_amount_of_no_stated_period_is_nothing_only_if_every_session_is_free() -> None:
    exempt = "\n        exempt: [{id: home, because: {it: p, en: b}, when: {venue: {is: home}}}]"
    rules = two_versions(flat("3.00", exempt), flat("3.00", exempt), unit="EUR")
    home, away = ({**each, "venue": venue} for each, venue in ((EARLY, "home"), (LATE, "school")))
    assert family(account(simple(home, {**LATE, "venue": "home"}), rules=rules)) == (0, 0)
    assert family(account(simple(home, away), rules=rules)) == (None, None)
    assert family(account(simple({**away, "status": "missed"}, home), rules=rules)) == (0, 0)


# --- readings of a tariff ---------------------------------------------------------------------------------------------

BY_READING = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    cites: {article: "3"}
    by_reading:
      counted:
        direct: {rows: [{isee: {at_least: 0}, fee: 1.00}], no_isee: {fee: 1.00}}
        all: {rows: [{isee: {at_least: 0}, fee: 3.00}], no_isee: {fee: 3.00}}
"""


def test_a_statement_tells_what_another_reading_of_the_tariff_would_give() -> None:
    readings = rules_with().regulation.text.split("readings:", 1)[1].split("\nvalues:", 1)[0]
    rules = rules_with(tariffs=BY_READING, readings=readings + COUNTED)
    doubtful = simple(session("2026-03-02T15:00", "16:00"), session("2026-03-03T15:00", "16:00", status=None))
    found = made(doubtful, rules=rules)
    assert "counted" in [each.reading for each in found.readings]
    (other,) = found.accounts[0].other_readings
    assert (other.reading, other.option, other.payer) == ("counted", "all", "family")
    assert family(found.accounts[0]) == (100, 200)
    assert (other.amount.lowest, other.amount.highest) == (300, 600)


# --- groups and outings -----------------------------------------------------------------------------------------------


def test_records_whose_bounds_exclude_one_another_disagree() -> None:
    """At least two educators by one record, at most one by the other."""
    two = in_group(attendance={"items": staff("op-1", "op-2"), "complete_until": "2026-01-01"})
    one = in_group(attendance=staff("op-9"))
    found = made(member("a", two), member("b", one))
    assert [cents(each) for each in found.accounts] == [(1333, 2667), (1333, 2667)]
    (share,) = found.groups
    assert (share.total.lowest, share.total.highest) == (4000, 8000)
    assert [text.en for text in share.disagreements] == ["how many educators were present"]


DRIVEN: dict[str, Any] = {"transport_needed": True, "transport_provided": True, "users_present": 1}


def test_an_outing_is_not_granted_twice_because_a_group_is_not_known() -> None:
    ride = session("2026-03-02T14:30", "15:00", activity="transport", group="g", users_present=1)
    known = account(simple(in_group(**DRIVEN), ride))
    assert cents(known) == (4000 + 2000, 4000 + 2000)
    found = account(simple(in_group(**DRIVEN, group=None), ride))
    assert cents(found) == (6000, 8000)
    assert [each.name for each in found.missing] == ["group_id"]


def test_of_two_outings_of_one_day_without_groups_the_second_is_open() -> None:
    morning = in_group("2026-03-02T09:00", "10:00", **DRIVEN, group=None)
    found = made(simple(morning, in_group(**DRIVEN, group=None)))
    assert cents(found.accounts[0]) == (2000 + 4000 + 2000, 2000 + 4000 + 4000)
    assert [(each.total.lowest, each.total.highest) for each in found.groups if each.outing] == [
        (2000, 2000),
        (0, 2000),
    ]


def test_one_group_session_recorded_with_and_without_its_group_may_be_one() -> None:
    found = account(simple(in_group(users_present=1), in_group(users_present=1, group=None)))
    assert cents(found) == (4000, 8000)


def test_what_may_have_been_an_outing_asks_whether_the_session_took_place() -> None:
    nobody: dict[str, Any] = {
        "users_present": 4,
        "attendance": staff("op-3"),
        "transport_needed": True,
        "transport_provided": True,
    }
    others = [member(name, in_group(**nobody)) for name in "ab"]
    found = made(*others, member("c", in_group(**nobody, status=None)))
    last = found.accounts[-1]
    assert not last.amount.decided
    assert [each.name for each in last.missing] == ["recorded_status"]


def test_a_session_in_doubt_leaves_room_for_the_cent_that_rounding_together_would_give() -> None:
    one, other = (session(f"2026-03-0{day}T15:00", "15:10") for day in (2, 3))  # 333.33… cents each
    assert cents(account(simple(one, other))) == (667, 667)
    doubtful = session("2026-03-03T15:00", "15:10", status=None)
    assert cents(account(simple(one, doubtful))) == (333, 667)


# --- values that are not set, names of the rule set's own -------------------------------------------------------------

PAYS_UNSET = (
    "\n  paid: {kind: set, of: activity, label: {it: p, en: p}, " + UNSET + ", cites: {article: '2'}}"
)


@pytest.mark.parametrize(
    ("held", "most"),
    [
        (session("2026-03-02T15:00", "15:10", activity="transport", group="g"), 2000),  # the flat hour
        (session("2026-03-02T15:00", "17:00", activity="transport", group="g"), 4000),  # by the hour
        (
            in_group(users_present=1, attendance=staff("op-1", "op-2")),
            8000 + 2000,
        ),  # two educators, and the way
        (session("2026-03-02T15:00", "16:00"), 2000),
    ],
)
def test_while_nobody_says_what_is_paid_anything_that_may_be_is_possible(
    held: dict[str, Any], most: int
) -> None:
    rules = rules_with(values=values(paid=PAYS_UNSET))
    assert cents(account(simple(held), rules=rules)) == (0, most)


def test_unknown_work_may_be_of_a_kind_that_only_the_rule_set_knows() -> None:
    play = "\n  paid: {kind: set, of: activity, label: {it: p, en: p}, history: [{is: [play], cites: {article: '2'}}]}"
    rules = rules_with(names="\n  activity: {play: {it: gioco, en: play}}", values=values(paid=play))
    held = session("2026-03-02T15:00", "18:00", activity=None)
    assert cents(account(simple(held), rules=rules)) == (0, 6000)

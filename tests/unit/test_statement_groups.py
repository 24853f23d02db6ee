"""The voucher of a group and of its transport: parts that add up, records that disagree, users not given."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.money.statement.groups import GroupShare
from adm_rules._internal.money.statement.shapes import Account
from tests.rules.months import (
    UNSET,
    account,
    case,
    cents,
    family,
    in_group,
    intervention,
    made,
    member,
    rules_with,
    simple,
    staff,
    standings,
    values,
)
from tests.rules.small import session

TRIP: dict[str, Any] = {"transport_needed": True, "transport_provided": True}


def shares(*cases: dict[str, Any], **more: Any) -> tuple[GroupShare, ...]:
    return made(*cases, **more).groups


def parts(*cases: dict[str, Any], **more: Any) -> list[tuple[int | None, int | None]]:
    """What the Plan Office owes for each case."""
    return [cents(found) for found in made(*cases, **more).accounts]


def three(**keys: Any) -> list[dict[str, Any]]:
    """Three members of one group session."""
    return [member(name, in_group(**keys)) for name in ("a", "b", "c")]


def line(found: Account, activity: str) -> Any:
    (only,) = [each for each in found.lines if each.activity == activity]
    return only


# --- parts ------------------------------------------------------------------------------------------------------------


def test_the_cents_left_over_go_to_the_first_by_case_id() -> None:
    assert parts(*three()) == [(1_334, 1_334), (1_333, 1_333), (1_333, 1_333)]
    (share,) = shares(*three())
    assert (share.total.lowest, share.users.lowest, share.educators.lowest, share.given) == (4_000, 3, 1, 3)
    assert (share.rest.lowest, share.rest.highest, share.not_given.highest) == (0, 0, 0)


def test_every_educator_brings_a_voucher() -> None:
    found = parts(*three(attendance=staff("op-1", "op-2")))
    assert [low for low, _ in found] == [2_667, 2_667, 2_666]


def test_only_educators_bring_one() -> None:
    people = [*staff("op-1", "op-3"), {"kind": "volunteer"}]
    assert parts(*three(attendance=people)) == parts(*three())


def test_the_family_shares_the_cost_of_the_fraction_unless_the_act_is_read_otherwise() -> None:
    found = made(*three()).accounts[0]
    assert family(found) == (133, 133)  # 40 minutes at 2.00
    told = {(other.reading, other.payer): other.amount.lowest for other in found.other_readings}
    assert told["shared", "family"] == 400  # two hours
    assert told["divided", "plan_office"] == 1_000  # a quarter of two hours
    assert told["divided", "family"] == 100
    assert line(found, "group").payable.lowest == 40


def test_a_group_of_its_own_needs_no_id() -> None:
    alone = in_group(group=None, users_present=1)
    assert cents(account(simple(alone))) == (4_000, 4_000)
    assert cents(account(simple(in_group(group="none", users_present=1)))) == (4_000, 4_000)


def test_sessions_at_other_times_are_other_sessions() -> None:
    found = shares(
        member("a", in_group(users_present=1), in_group("2026-03-02T18:00", "19:00", users_present=1))
    )
    assert [share.total.lowest for share in found] == [4_000, 2_000]


def test_groups_of_other_agencies_are_other_groups() -> None:
    theirs = case(intervention(in_group(users_present=1), agency="agenzia-2"), id="b")
    found = shares(member("a", in_group(users_present=1)), theirs)
    assert [share.agency for share in found] == ["agenzia-1", "agenzia-2"]


# --- users not given --------------------------------------------------------------------------------------------------


def test_the_part_of_users_not_given_is_told_and_the_cents_left_over_are_open() -> None:
    (share,) = shares(member("b", in_group()))
    assert (share.not_given.lowest, share.not_given.highest) == (2, 2)
    assert (share.rest.lowest, share.rest.highest) == (2_666, 2_667)
    found = account(member("b", in_group()))
    assert cents(found) == (1_333, 1_334)
    assert [missing.name for missing in found.missing] == ["case"]


def test_nothing_is_open_where_no_cents_are_left_over() -> None:
    found = account(member("b", in_group(users_present=4)))
    assert cents(found) == (1_000, 1_000)
    assert found.missing == ()
    (share,) = shares(member("b", in_group(users_present=4)))
    assert (share.rest.lowest, share.rest.highest) == (3_000, 3_000)


def test_who_missed_the_session_has_no_part_of_it() -> None:
    absent = member("c", session("2026-03-02T15:00", "17:00", activity="group", group="g", status="missed"))
    two = [member(name, in_group(users_present=2)) for name in ("a", "b")]
    assert parts(*two, absent) == [(2_000, 2_000), (2_000, 2_000), (0, 0)]


def test_who_may_have_missed_it_may_have_no_part() -> None:
    doubtful = member("c", in_group(status=None, users_present=3))
    two = [member(name, in_group()) for name in ("a", "b")]
    assert parts(*two, doubtful) == [(1_333, 1_334), (1_333, 1_334), (0, 1_334)]
    (share,) = shares(*two, doubtful)
    assert (share.rest.lowest, share.rest.highest) == (0, 4_000)
    found = made(*two, doubtful).accounts[2]
    assert standings(found) == ["group: undecided"]


def test_a_session_that_nobody_surely_attended_may_cost_nothing() -> None:
    (share,) = shares(member("a", in_group(status=None, users_present=1)))
    assert (share.total.lowest, share.total.highest) == (0, 4_000)


# --- what the records say ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "told", "bounds"),
    [
        ({"users_present": 4}, "how many minors were present", (1_000, 1_334)),
        ({"attendance": staff("op-1", "op-2")}, "how many educators were present", (1_333, 2_667)),
        ({"end": "18:00"}, "how long the group activity lasted", (1_333, 2_000)),
    ],
)
def test_records_that_disagree_leave_it_open_and_are_told(
    keys: dict[str, Any], told: str, bounds: tuple[int, int]
) -> None:
    cases = [member("a", in_group()), member("b", in_group()), member("c", in_group(**keys))]
    (share,) = shares(*cases)
    assert [text.en for text in share.disagreements] == [told]
    found = made(*cases).accounts
    assert [cents(each) for each in found] == [bounds] * 3
    assert found[0].missing != ()


def test_more_cases_than_minors_present_disagree() -> None:
    (share,) = shares(*three(users_present=2))
    assert [text.en for text in share.disagreements] == [
        "more cases were given than minors are recorded as present"
    ]
    assert parts(*three(users_present=2)) == [(1_333, 2_000)] * 3


def test_a_record_that_knows_prevails_over_one_that_does_not() -> None:
    vague = member("c", session("2026-03-02T15:00", activity="group", group="g", transport_needed=False))
    cases = [member("a", in_group()), member("b", in_group()), vague]
    assert parts(*cases) == parts(*three())
    (share,) = shares(*cases)
    assert share.disagreements == ()


def test_without_the_number_of_minors_the_part_is_at_most_that_of_those_given() -> None:
    cases = [member(name, in_group(users_present=None)) for name in ("a", "b")]
    assert parts(*cases) == [(0, 2_000), (0, 2_000)]
    assert [each.name for each in made(*cases).accounts[0].missing] == ["users_present"]
    (share,) = shares(*cases)
    assert share.not_given.highest is None
    assert (share.rest.lowest, share.rest.highest) == (0, 4_000)


def test_without_the_agency_the_roles_of_the_staff_are_not_known() -> None:
    found = made(*three(), agency=None).accounts[0]
    assert cents(found) == (0, 1_334)
    assert "agency" in [missing.name for missing in found.missing]


def test_without_the_people_present_a_part_may_be_anything() -> None:
    found = made(*three(attendance=None)).accounts[0]
    assert cents(found) == (0, None)
    assert "educators_present" in [missing.name for missing in found.missing]


def test_a_group_session_recorded_twice_may_be_one() -> None:
    two = in_group(users_present=1)
    found = account(simple(two, two))
    assert standings(found) == ["group: payable", "group: undecided"]
    assert cents(found) == (4_000, 8_000)


def test_a_division_that_nobody_settled_leaves_it_open() -> None:
    open_ = f"\n  divided: {{kind: enum, of: group_division, label: {{it: divisa, en: divided}}, {UNSET}}}"
    shared = f"\n  shared: {{kind: enum, of: group_hours, label: {{it: ore, en: hours}}, {UNSET}}}"
    found = account(simple(in_group()), rules=rules_with(values=values(divided=open_, shared=shared)))
    assert cents(found) == (0, None)
    assert family(found) == (0, None)
    assert [missing.name for missing in found.missing] == ["divided", "shared"]


def test_by_the_ratio_a_part_needs_the_ratio_and_nothing_else() -> None:
    history = '[{is: ratio, cites: {article: "6"}}]'
    chosen = f"\n  divided: {{kind: enum, of: group_division, label: {{it: d, en: d}}, history: {history}}}"
    rules = rules_with(values=values(divided=chosen))
    assert parts(*three(users_present=None, attendance=None), rules=rules) == [(1_000, 1_000)] * 3
    found = account(member("a", in_group(group_ratio=None)), rules=rules)
    assert cents(found) == (0, None)
    assert [missing.name for missing in found.missing] == ["group_ratio"]


def test_what_is_shown_of_a_share_holds_nothing_of_a_case() -> None:
    (share,) = shares(*three())
    assert repr(share) == "<GroupShare session>"


# --- transport --------------------------------------------------------------------------------------------------------


def test_an_outing_is_granted_one_flat_hour_shared_by_those_present() -> None:
    found = made(*three(**TRIP))
    assert [line(each, "transport").amount.lowest for each in found.accounts] == [667, 667, 666]
    assert line(found.accounts[0], "transport").sessions == ()
    outing = found.groups[1]
    assert (outing.outing, outing.total.lowest, outing.minutes.lowest, repr(outing)) == (
        True, 2_000, 60, "<GroupShare outing>",
    )  # fmt: skip
    assert family(found.accounts[0]) == (133, 133)  # transport is not charged to the family


def test_both_ways_recorded_as_transport_are_one_outing() -> None:
    ways = [
        session(f"2026-03-02T{hour}:00", f"{hour}:30", activity="transport", group="g")
        for hour in ("14", "17")
    ]
    cases = [member(name, in_group(), *ways) for name in ("a", "b", "c")]
    found = made(*cases).accounts[0]
    transport = line(found, "transport")
    assert (transport.sessions, transport.amount.lowest, transport.minutes.lowest) == (
        ("2026-03-02T14:00", "2026-03-02T17:00"), 667, 60,
    )  # fmt: skip


def test_an_outing_of_a_group_without_an_activity_is_shared_as_it_says() -> None:
    way = session("2026-03-02T14:00", "14:30", activity="transport", group="g", users_present=2)
    assert parts(member("a", way), member("b", way)) == [(1_000, 1_000), (1_000, 1_000)]
    crowd = [member(name, way) for name in ("a", "b", "c")]
    (share,) = shares(*crowd)
    assert share.disagreements
    assert parts(*crowd) == [(666, 1_000)] * 3
    found = account(member("a", session("2026-03-02T14:00", "14:30", activity="transport", group="g")))
    assert cents(found) == (0, 2_000)
    assert [missing.name for missing in found.missing] == ["users_present"]


def test_who_only_rode_along_is_one_more_user_than_recorded() -> None:
    way = session("2026-03-02T14:00", "14:30", activity="transport", group="g")
    cases = [*three(**TRIP), member("d", way)]
    outing = shares(*cases)[1]
    assert (outing.given, outing.users.lowest, outing.users.highest) == (4, 3, 4)
    assert outing.disagreements


def test_the_transport_of_one_minor_has_no_fee() -> None:
    found = account(simple(session("2026-03-02T14:00", "14:30", activity="transport", group="none")))
    assert standings(found) == ["transport: no_fee"]
    assert cents(found) == family(found) == (0, 0)


def test_transport_of_which_the_group_is_not_known_may_be_granted() -> None:
    found = account(simple(session("2026-03-02T14:00", "14:30", activity="transport")))
    assert standings(found) == ["transport: undecided"]
    assert cents(found) == (0, 2_000)
    assert [missing.name for missing in found.missing] == ["group_id"]


@pytest.mark.parametrize(
    ("keys", "outings", "most"),
    [
        ({"transport_needed": False, "transport_provided": True}, 0, 4_000),
        ({"transport_needed": True, "transport_provided": False}, 0, 4_000),
        ({"transport_needed": None, "transport_provided": False}, 0, 4_000),
        ({"transport_needed": None, "transport_provided": True}, 1, 6_000),
        ({"transport_needed": None}, 1, 6_000),
        ({"transport_needed": True}, 1, 6_000),
    ],
)
def test_an_outing_is_known_from_what_was_given_and_needed(
    keys: dict[str, Any], outings: int, most: int
) -> None:
    one = member("a", in_group(users_present=1, **keys))
    found = account(one)
    assert len(shares(one)) == 1 + outings
    assert found.amount.highest == most
    decided = keys.get("transport_provided") is not None
    assert (found.outcome == "decided") is decided
    if not decided:
        assert cents(found) == (4_000, 6_000)
        assert [missing.name for missing in found.missing] == ["transport_provided"]


def test_transport_that_was_not_needed_is_listed_without_a_fee() -> None:
    way = session("2026-03-02T14:00", "14:30", activity="transport", group="g", transport_needed=False)
    assert standings(account(simple(way))) == ["transport: no_fee"]


def test_an_outing_of_an_activity_without_a_group_id_is_its_own() -> None:
    found = account(simple(in_group(group=None, users_present=1, **TRIP)))
    assert cents(found) == (6_000, 6_000)


def test_an_outing_that_may_not_have_been_may_cost_nothing() -> None:
    found = account(member("a", in_group(users_present=1, status=None, **TRIP)))
    assert standings(found) == ["group: undecided", "transport: undecided"]
    assert cents(found) == (0, 6_000)


def test_an_outing_with_users_not_given_leaves_the_cents_open() -> None:
    found = account(member("a", in_group(**TRIP)))
    assert line(found, "transport").amount.decided is False
    assert line(found, "transport").missing[0].name == "case"
    (unset,) = made(member("a", in_group(**TRIP)), rules=rules_with(values=values(unit_value=UNSET))).accounts
    assert cents(unset) == (None, None)


def test_a_flat_time_that_nobody_set_leaves_the_outing_open() -> None:
    flat = f"\n  flat: {{kind: minutes, label: {{it: forfait, en: flat time}}, {UNSET}}}"
    found = account(simple(in_group(users_present=1, **TRIP)), rules=rules_with(values=values(flat=flat)))
    assert cents(found) == (4_000, None)


def test_transport_that_is_paid_by_the_hour_is_no_outing() -> None:
    paid = (
        "\n  paid: {kind: set, of: activity, label: {it: p, en: p}, "
        'history: [{is: [direct, group, transport], cites: {article: "6"}}]}'
    )
    way = session("2026-03-02T14:00", "14:30", activity="transport", group="g")
    found = account(simple(way), rules=rules_with(values=values(paid=paid)))
    assert cents(found) == (1_000, 1_000)

"""Sessions that overlap: of one minor they count once, of one educator with two minors they are told."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.case import Case
from adm_rules._internal.compiler.readers import Placed
from adm_rules._internal.money.statement.shapes import Account
from adm_rules._internal.values.bounds import Interval
from tests.rules.months import (
    NO_TRANSPORT,
    account,
    case,
    cents,
    family,
    in_group,
    intervention,
    made,
    member,
    simple,
    staff,
)
from tests.rules.small import session


def direct(start: str, end: str, **keys: Any) -> dict[str, Any]:
    """A session of direct work on 10 March."""
    return session(f"2026-03-10T{start}", end, **{"activity": "direct", **NO_TRANSPORT, **keys})


def payable(found: Account) -> tuple[Any, Any]:
    whole = sum((line.payable for line in found.lines), Interval(0, 0))
    return whole.lowest, whole.highest


def codes(found: Account) -> list[str]:
    return [note.code for note in found.notes]


def test_the_time_that_two_sessions_of_a_minor_share_may_count_only_once() -> None:
    found = account(simple(direct("15:00", "18:00"), direct("17:00", "19:30")))
    assert payable(found) == (270, 330)
    assert cents(found) == (9000, 11000)
    assert family(found) == (900, 1100)
    assert found.outcome == "undecided"
    (note,) = (note for note in found.notes if note.code == "sessions-overlap")
    assert note.text.en.startswith("The session 2026-03-10T17:00 overlaps 2026-03-10T15:00")
    assert note.text.it.startswith("L'accesso 2026-03-10T17:00 si sovrappone a 2026-03-10T15:00")
    assert [each.text.en for each in found.missing] == [
        "whether the whole session took place: it overlaps 2026-03-10T15:00"
    ]


def test_a_session_that_follows_another_at_once_overlaps_nothing() -> None:
    found = account(simple(direct("15:00", "16:00"), direct("16:00", "17:00")))
    assert (found.outcome, payable(found), codes(found)) == ("decided", (120, 120), [])


def test_a_session_inside_two_others_counts_for_nothing_at_least() -> None:
    found = account(
        simple(
            direct("15:00", "17:00"),
            direct("16:30", "19:00"),
            direct("16:00", "18:00", activity="feedback"),
        )
    )
    assert payable(found) == (240, 390)


def test_time_that_two_others_cover_is_shared_once() -> None:
    found = account(
        simple(
            direct("15:00", "19:00"),
            direct("15:30", "16:30", activity="feedback"),
            direct("15:45", "20:00"),
        )
    )
    assert payable(found) == (300, 555)


def test_sessions_of_two_interventions_of_one_minor_overlap_as_well() -> None:
    found = made(
        case(
            intervention(direct("15:00", "18:00")),
            intervention(direct("15:00", "18:00"), id="i2", service="supervised_contact"),
        )
    )
    (total,) = (total for total in found.totals if total.payer == "plan_office")
    assert (total.amount.lowest, total.amount.highest) == (6000, 12000)


@pytest.mark.parametrize("status", ["missed", None])
def test_a_session_that_may_not_have_taken_place_takes_no_time_from_another(status: str | None) -> None:
    doubtful = direct("15:00", "18:00", status=status)
    found = account(simple(doubtful, direct("16:00", "18:00")))
    assert payable(found)[0] == 120
    assert "sessions-overlap" not in codes(found)


def test_overlapping_time_leaves_open_whether_a_week_is_within_its_hours() -> None:
    weekly = {"from": "2026-01-01", "to": "2026-06-30", "weekly_minutes": 300}
    both = (direct("15:00", "18:00"), direct("17:00", "19:30"))
    found = account(case(intervention(*both, authorisations=[weekly])))
    assert "authorisation-unknown" in codes(found)
    assert "excess" not in codes(found)


def test_an_educator_with_two_minors_at_once_is_told_in_both_accounts() -> None:
    first = member("a", direct("15:00", "17:00", attendance=staff("op-1")))
    second = member("b", direct("16:00", "18:00", attendance=staff("op-1", "op-2")))
    found = made(first, second)
    assert [codes(each) for each in found.accounts] == [["educator-elsewhere"]] * 2
    (note,) = found.accounts[0].notes
    assert note.text.en == (
        "An educator is recorded with another minor at the same time, without a group: "
        "2026-03-10T15:00 (op-1, b, 2026-03-10T16:00)."
    )
    assert found.outcome == "decided"


@pytest.mark.parametrize(
    ("second", "keys"),
    [
        (direct("17:00", "18:00", attendance=staff("op-1")), {}),
        (direct("16:00", "18:00", attendance=staff("op-2")), {}),
        (direct("16:00", "18:00", attendance=staff("op-1"), status="missed"), {}),
        (direct("16:00", "18:00", attendance=staff("op-1")), {"agency": "agenzia-2"}),
    ],
)
def test_other_times_other_staff_and_other_agencies_do_not_meet(
    second: dict[str, Any], keys: dict[str, Any]
) -> None:
    first = member("a", direct("15:00", "17:00", attendance=staff("op-1")))
    other = case(intervention(second, id="i-b", **keys), id="b")
    assert all("educator-elsewhere" not in codes(each) for each in made(first, other).accounts)


def test_the_educator_of_a_group_is_with_all_its_minors() -> None:
    found = made(*(member(name, in_group()) for name in "abc"))
    assert all("educator-elsewhere" not in codes(each) for each in found.accounts)


@given(st.integers(0, 2**32).map(Random))
def test_a_session_inside_another_never_raises_the_lowest_amount(rng: Random) -> None:
    start, end = sorted(rng.sample(range(14 * 60, 20 * 60), 2))
    first, last = sorted(rng.choices(range(start, end + 1), k=2))

    def at(minute: int) -> str:
        return f"{minute // 60:02}:{minute % 60:02}"

    outer = direct(at(start), at(end), id="outer")
    inner = direct(at(first), at(last), id="inner", activity=rng.choice(("direct", "feedback")))
    if first == last:
        return
    alone, both = account(simple(outer)), account(simple(outer, inner))
    assert cents(both)[0] <= cents(alone)[0]
    assert family(both)[0] <= family(alone)[0]
    assert cents(both)[1] >= cents(alone)[1]


def undated(data: dict[str, Any], first: date, last: date) -> Case:
    """The case with a session of which only the days between two are known."""
    found = Case.model_validate(data)
    (own,) = found.interventions  # type: ignore[misc]
    (one,) = own.sessions  # type: ignore[misc]
    moved = one.model_copy(update={"start": Placed(first.toordinal(), last.toordinal())})
    return found.model_copy(update={"interventions": (own.model_copy(update={"sessions": (moved,)}),)})


@pytest.mark.parametrize("activity", ["direct", "group", None])
def test_nothing_is_decided_while_a_session_has_no_day(activity: str | None) -> None:
    one = direct("15:00", "17:00", activity=activity)
    found = made(undated(simple(one), date(2026, 2, 20), date(2026, 3, 20)))  # type: ignore[arg-type]
    (only,) = found.accounts
    assert (found.outcome, cents(only)[0], only.lines[0].standing.value) == ("undecided", 0, "undecided")
    assert len(only.lines[0].sessions) == 1
    assert "session_start" in [each.name for each in only.missing]
    assert only.family is not None
    assert only.family.outcome == "undecided"
    after = made(undated(simple(one), date(2026, 4, 1), date(2026, 4, 20)))  # type: ignore[arg-type]
    assert (after.accounts, after.outcome) == ((), "decided")


# --- past the end of a month ------------------------------------------------------------------------------------------

NIGHT = session("2026-03-31T22:00", "2026-04-01T01:00", activity="direct", **NO_TRANSPORT)


def test_each_month_has_its_own_hours_of_a_night() -> None:
    """Two hours of it lie in March, one in April."""
    march = account(simple(NIGHT), on=date(2026, 4, 30))
    assert payable(march) == (120, 120)
    assert family(march) == (400, 400)
    (april,) = made(simple(NIGHT), month="2026-04", on=date(2026, 4, 30)).accounts
    assert payable(april) == (60, 60)
    assert family(april) == (200, 200)
    assert [line.sessions for line in (*march.lines, *april.lines)] == [("2026-03-31T22:00",)] * 2


def test_what_ends_with_the_month_is_of_the_month_alone() -> None:
    whole = session("2026-03-31T22:00", "2026-04-01T00:00", activity="direct", **NO_TRANSPORT)
    assert payable(account(simple(whole), on=date(2026, 4, 30))) == (120, 120)
    assert made(simple(whole), month="2026-04", on=date(2026, 4, 30)).accounts == ()


def test_a_night_without_an_end_is_not_cut() -> None:
    found = account(simple(session("2026-03-31T22:00", None, activity="direct")), on=date(2026, 4, 30))
    assert found.outcome == "undecided"


def test_the_hours_of_a_night_fall_into_two_weeks() -> None:
    """Sunday 22:00 to Monday 02:00: two hours in each week, as many as are authorised."""
    night = session("2026-03-08T22:00", "2026-03-09T02:00", activity="direct", **NO_TRANSPORT)
    for minutes, told in ((120, []), (119, ["2026-W10", "2026-W11"])):
        granted = [{"from": "2026-01-01", "to": "2026-06-30", "weekly_minutes": minutes}]
        notes = account(case(intervention(night, authorisations=granted))).notes
        weeks = [word for note in notes for word in ("2026-W10", "2026-W11") if word in note.text.en]
        assert weeks == told

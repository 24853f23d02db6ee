"""What must hold of every statement: nothing depends on order, parts make up the whole, more work never costs less."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules import Case
from adm_rules._internal.money.statement.accounts import Accounting
from adm_rules._internal.money.statement.family import charged_hours
from adm_rules._internal.money.statement.groups import _cut
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.values.bounds import ZERO, Interval, exactly
from tests.rules.months import RULES, case, in_group, intervention, made, staff
from tests.rules.small import session

randoms = st.integers(0, 2**32).map(Random)
STATUSES = ("delivered", "delivered", "delivered", "missed", "cancelled", None)
ACTIVITIES = ("direct", "direct", "supervised_meeting", "correlated", "transport", None)


def some_session(rng: Random, number: int) -> dict[str, Any]:
    day = rng.randint(1, 28)
    start = rng.randint(8, 18)
    end = None if rng.random() < 0.1 else f"{start + rng.randint(0, 3):02}:{rng.randint(1, 59):02}"
    return session(
        f"2026-03-{day:02}T{start:02}:00",
        end,
        id=f"s{number}",
        status=rng.choice(STATUSES),
        activity=rng.choice(ACTIVITIES),
        attendance=staff("op-1"),
        group=rng.choice(("g", "none", None)),
        users_present=rng.choice((1, 2, None)),
    )


def some_group(rng: Random, day: int, users: int, educators: int) -> dict[str, Any]:
    """A group session as one case tells it: what is known agrees with what the others know."""
    driven = day % 2 == 0
    return in_group(
        f"2026-03-{day:02}T15:00",
        "16:50",
        users_present=users if rng.random() < 0.8 else None,
        attendance=staff(*("op-1", "op-2")[:educators]) if rng.random() < 0.9 else None,
        transport_provided=driven if rng.random() < 0.7 else None,
        transport_needed=None,
        status=rng.choice(("delivered", "delivered", "delivered", None)),
        id=f"g{day}",
    )


def some_cases(rng: Random) -> list[dict[str, Any]]:
    number = rng.randint(1, 4)
    found = []
    shared = rng.sample(range(1, 29), 2)
    users = {day: number + rng.randint(0, 1) for day in shared}
    educators = {day: rng.randint(1, 2) for day in shared}
    for n in range(number):
        sessions: list[dict[str, Any]] = [some_session(rng, k) for k in range(rng.randint(0, 4))]
        sessions += [some_group(rng, day, users[day], educators[day]) for day in shared if rng.random() < 0.8]
        sessions = [{key: item for key, item in each.items() if item is not None} for each in sessions]
        whole: Any = sessions if rng.random() < 0.9 else {"items": sessions, "complete_until": "2026-03-20"}
        found.append(case(intervention(id=f"i{n}", sessions=whole), id=f"caso-{n}"))
    return found


def sessions_of(each: dict[str, Any]) -> list[dict[str, Any]]:
    listed = each["interventions"][0]["sessions"]
    found: list[dict[str, Any]] = listed["items"] if isinstance(listed, dict) else listed
    return found


def amounts(found: Statement) -> dict[str, list[Interval]]:
    return {
        account.case: [account.amount, *([account.family.cents] if account.family is not None else [])]
        for account in found.accounts
    }


def within(inner: Interval, outer: Interval) -> bool:
    """Whether everything that is possible there is possible here too."""
    low = outer.lowest is None or (inner.lowest is not None and inner.lowest >= outer.lowest)
    return low and (outer.highest is None or (inner.highest is not None and inner.highest <= outer.highest))


@given(randoms)
def test_the_order_of_cases_and_of_sessions_does_not_matter(rng: Random) -> None:
    cases = some_cases(rng)
    other = deepcopy(cases)
    rng.shuffle(other)
    for each in other:
        rng.shuffle(sessions_of(each))
    assert made(*cases).to_json() == made(*other).to_json()


@given(randoms)
def test_every_session_of_the_month_stands_in_one_line(rng: Random) -> None:
    cases = some_cases(rng)
    accounts = {account.case: account for account in made(*cases).accounts}
    for each in cases:
        told = (
            [name for line in accounts[each["id"]].lines for name in line.sessions]
            if sessions_of(each)
            else []
        )
        assert sorted(told) == sorted(item["start"] for item in sessions_of(each))


@given(randoms)
def test_totals_are_the_sums_of_lines_and_shares(rng: Random) -> None:
    found = made(*some_cases(rng))
    for total in found.totals:
        mine = [account for account in found.accounts if account.agency == total.agency]
        parts = [
            account.amount if total.payer == account.payer else account.family.cents
            for account in mine
            if account.family is not None
        ]
        assert sum(parts, ZERO) == total.amount
    for account in found.accounts:
        assert sum((line.amount for line in account.lines), ZERO) == account.amount


@given(randoms)
def test_the_parts_of_a_group_add_up_to_its_voucher(rng: Random) -> None:
    number = rng.randint(1, 6)
    people = staff(*("op-1", "op-2")[: rng.randint(1, 2)])
    end = f"{rng.randint(16, 18)}:{rng.randint(1, 59):02}"
    given_ = rng.randint(1, number)
    whole = in_group(
        end=end, users_present=number, attendance=people, transport_provided=True, transport_needed=True
    )
    found = made(*(case(intervention(whole, id=f"i{n}"), id=f"caso-{n}") for n in range(given_)))
    for activity, share in zip(("group", "transport"), found.groups, strict=True):
        parts = [
            line.amount for account in found.accounts for line in account.lines if line.activity == activity
        ]
        together = sum(parts, share.rest)
        assert share.total.lowest is not None
        assert together.lowest is not None
        assert together.highest is not None
        assert together.lowest <= share.total.lowest <= together.highest
        if given_ == number:
            assert together == share.total
            assert max(part.lowest or 0 for part in parts) - min(part.lowest or 0 for part in parts) <= 1


@given(randoms)
def test_more_direct_work_never_costs_less(rng: Random) -> None:
    cases = some_cases(rng)
    before = amounts(made(*cases))
    sessions_of(cases[0]).append(session("2026-03-29T10:00", "10:37", id="more"))
    after = amounts(made(*cases))
    for name, bounds in before.items():
        for old, new in zip(bounds, after[name], strict=True):
            assert (new.lowest or 0) >= (old.lowest or 0)
            assert new.highest is None or (old.highest is not None and new.highest >= old.highest)


@given(randoms)
def test_without_a_status_an_amount_is_what_it_was_or_open(rng: Random) -> None:
    """What is possible when a fact is known is possible when it is not."""
    cases = some_cases(rng)
    known = [(each, item) for each in cases for item in sessions_of(each) if "status" in item]
    if not known:
        return
    before = amounts(made(*cases))
    _, item = rng.choice(known)
    del item[
        rng.choice(
            (
                "status",
                *(
                    key
                    for key in (
                        "end",
                        "activity",
                        "attendance",
                        "users_present",
                        "transport_provided",
                        "group",
                    )
                    if key in item
                ),
            )
        )
    ]
    after = amounts(made(*cases))
    for name, bounds in before.items():
        for old, new in zip(bounds, after[name], strict=True):
            assert within(old, new), name


@given(randoms)
def test_a_statement_is_json(rng: Random) -> None:
    found = made(*some_cases(rng))
    assert json.loads(found.to_json()) == found.to_dict()


# --- amounts ----------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(1, 50))
def test_equal_parts_add_up(total: int, users: int) -> None:
    class Here:
        sure = True

    firsts: Any = [(None, Here()) for _ in range(users)]
    parts = [part.lowest for part in _cut(exactly(total), exactly(users), firsts)]
    assert sum(part or 0 for part in parts) == total
    assert parts == sorted(parts, key=lambda part: -(part or 0))


@given(randoms)
def test_what_another_reading_says_is_that_of_all_courses_reckoned_anew(rng: Random) -> None:
    accounting = Accounting(RULES.program)
    models = [Case.model_validate(each) for each in some_cases(rng)]
    found = accounting.courses(models, None, date(2026, 3, 31))
    first, last = date(2026, 3, 1).toordinal(), date(2026, 3, 31).toordinal()
    own = accounting.ledger(found, first, last, {}, agency=False)
    for readings in ({"paid": "all"}, {"divided": "ratio"}, {"shared": "whole"}):
        kept = accounting.ledger(found, first, last, readings, agency=False, own=own)
        anew = accounting.ledger(found, first, last, readings, agency=False)
        for course in found:
            assert kept.of(course) == anew.of(course)
            rates = anew.rates["trial"]
            assert kept.of(course) is not own.of(course) or (
                charged_hours(kept.of(course), own.rates["trial"]) == charged_hours(anew.of(course), rates)
            )

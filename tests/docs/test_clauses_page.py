"""docs/clauses.md: every block is a part of a rule file that loads, and the trickier ones come out at their edges."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, parse
from tests.rules.small import ON, case, rule, session, text

PAGE = (Path(__file__).parents[2] / "docs" / "clauses.md").read_text(encoding="utf-8")
#: Each clause, in the words before its block.
CLAUSES = {
    said.strip("\n"): block
    for said, block in re.findall(r"\n\n(\*[^\n]+(?:\n[^\n]+)*)\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)
}
#: The keys of a rule; those of the top of the file are the others.
OF_A_RULE = ("per", "when", "require", "awaits", "derogations", "otherwise")


def parts(block: str) -> dict[str, str]:
    """The top-level keys of a block, each with its text."""
    return dict(re.findall(r"^(\w+):(.*?)(?=^\w+:|\Z)", block, re.DOTALL | re.MULTILINE))


def rules_of(block: str) -> RuleSet:
    """A file of the clause alone."""
    given = parts(block)
    own = {key: body for key, body in given.items() if key in OF_A_RULE}
    top = {key: body.rstrip("\n") for key, body in given.items() if key not in OF_A_RULE}
    lines = [f"    {key}:" + "\n    ".join(body.rstrip("\n").split("\n")) for key, body in own.items()]
    head = rule("{}").split("\n")
    dropped = ("per:", "require:", *(f"{key}:" for key in own))
    kept = [line for line in head if not line.strip().startswith(dropped)]
    said = "\n".join([*kept, *lines]) if own else ""
    whole = text(said, **top) if own else text(**top).replace("rules:\n", "rules: []\n")
    return parse(whole, "clause.yaml")


def clause(words: str) -> RuleSet:
    (found,) = [block for said, block in CLAUSES.items() if words in said]
    return rules_of(found)


@pytest.mark.parametrize("said", CLAUSES, ids=lambda said: said[1:40])
def test_every_clause_loads(said: str) -> None:
    rules = rules_of(CLAUSES[said])
    assert {notice.code for notice in rules.notices} <= {"fee-jumps"}


def test_no_block_is_left_out() -> None:
    assert len(CLAUSES) == PAGE.count("```yaml") > 25


def verdict(rules: RuleSet, on: date = ON, **keys: Any) -> list[str]:
    return [each.verdict.value for each in rules.check(case(**keys), on=on).findings]


def request(**keys: Any) -> dict[str, Any]:
    return {"requests": [{"id": "r1", "type": "activation", **keys}]}


def meetings(*told: tuple[str, bool | None], **more: Any) -> dict[str, Any]:
    """Meetings one after the other: how each went, and whether it was missed without excuse."""
    sessions = [
        {
            "id": f"s{n}", "start": f"2026-03-{n + 2:02}T15:00", "end": f"2026-03-{n + 2:02}T16:00", "status": status,
            "activity": "direct", **({} if unexcused is None else {"more": {"unexcused": unexcused}}),
        }
        for n, (status, unexcused) in enumerate(told)
    ]  # fmt: skip
    return {"interventions": [{"id": "i1", "service": "supervised_contact", "sessions": sessions, **more}]}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("missed", True), ("missed", True), ("delivered", None)], "breaches"),
        ([("missed", True), ("missed", False), ("delivered", None)], "complies"),
        ([("missed", True), ("delivered", None), ("missed", True), ("delivered", None)], "complies"),
        ([("missed", True), ("missed", None), ("delivered", None)], "undecided"),
    ],
)
def test_two_absences_in_a_row(told: list[tuple[str, bool | None]], expected: str) -> None:
    found = verdict(clause("due assenze consecutive"), **meetings(*told))
    assert found[-1] == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ([("h1", "2026-03-01"), ("h2", "2026-03-10")], "complies"),
        ([("h1", "2026-03-01"), ("h2", "2026-03-11")], "breaches"),
        ([("h1", "2026-03-01")], "breaches"),
    ],
)
def test_the_consent_of_all_holders(signed: list[tuple[str, str]], expected: str) -> None:
    agreements = [
        {"role": "parent", "on": day, "for": "i1", "more": {"consented_by": who}} for who, day in signed
    ]
    file: dict[str, Any] = {
        "holders": [{"id": each, "role": "parent", "excluded": False} for each in ("h1", "h2")],
        "agreements": agreements,
        "interventions": [{"id": "i1", "service": "home_education", "started_on": "2026-03-10"}],
    }
    assert verdict(clause("consenso scritto di tutti"), **file) == [expected]


@pytest.mark.parametrize(
    ("minutes", "on", "expected"),
    [(15, date(2026, 4, 1), "complies"), (16, date(2026, 4, 1), "breaches"), (16, ON, "pending")],
)
def test_a_share_of_the_month(minutes: int, on: date, expected: str) -> None:
    sessions = [
        {
            "id": kind,
            "start": "2026-03-02T15:00",
            "end": f"2026-03-02T{end}",
            "status": "delivered",
            "activity": kind,
        }
        for kind, end in (("direct", "16:00"), ("coordination", f"15:{minutes}"))
    ]
    file: dict[str, Any] = {
        "interventions": [{"id": "i1", "service": "home_education", "sessions": sessions}]
    }
    assert verdict(clause("ore indirette non superano"), on=on, **file) == [expected]


@pytest.mark.parametrize(
    ("urgent", "done", "expected"),
    [
        (True, "2026-03-15", "complies"),  # asked on Friday 13 March: two days on, a Sunday
        (True, "2026-03-16", "breaches"),
        (False, "2026-03-28", "complies"),  # fifteen days on, a Saturday
        (False, "2026-03-30", "breaches"),
        (None, "2026-03-15", "complies"),
        (None, "2026-03-20", "undecided"),
    ],
)
def test_fifteen_days_or_forty_eight_hours(urgent: bool | None, done: str, expected: str) -> None:
    known = {} if urgent is None else {"urgent": urgent}
    one = request(submitted_on="2026-03-13", evaluated_on=done, **known)
    assert verdict(clause("se urgente"), **one) == [expected]


@pytest.mark.parametrize(
    ("completed", "done", "expected"),
    [
        ("none", "2026-02-04", "complies"),  # thirty days after 5 January
        ("none", "2026-02-05", "breaches"),
        ("2026-01-20", "2026-02-19", "complies"),
        ("2026-01-20", "2026-02-20", "breaches"),
    ],
)
def test_a_term_runs_from_the_last_paper(completed: str, done: str, expected: str) -> None:
    one = request(submitted_on="2026-01-05", evaluated_on=done, more={"completed_on": completed})
    assert verdict(clause("domanda completa"), **one) == [expected]


@pytest.mark.parametrize(
    ("talk", "visit", "expected"),
    [
        ("2026-03-12", "none", "complies"),
        ("none", "2026-03-12", "complies"),
        ("2026-03-13", "2026-03-14", "breaches"),
        ("none", "none", "breaches"),
    ],
)
def test_one_of_two_ways_in_time(talk: str, visit: str, expected: str) -> None:
    one = request(
        submitted_on="2026-02-20", more={"assigned_on": "2026-03-02", "talk_on": talk, "visit_on": visit}
    )
    assert verdict(clause("visita domiciliare"), **one) == [expected]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-10T09:00", "12:00", "complies"),  # a Tuesday morning
        ("2026-03-11T09:00", "12:00", "breaches"),
        ("2026-03-11T14:00", "18:30", "complies"),
        ("2026-03-11T14:00", "18:31", "breaches"),
        ("2026-03-14T15:00", "16:00", "breaches"),  # a Saturday
    ],
)
def test_opening_hours(start: str, end: str, expected: str) -> None:
    held = [session(start, end, id="s")]
    one: dict[str, Any] = {"interventions": [{"id": "i", "service": "home_education", "sessions": held}]}
    assert verdict(clause("il martedì anche"), **one) == [expected]


@pytest.mark.parametrize(
    ("running", "renewals", "expected"),
    [
        ("2025-04-01", 0, "complies"),
        ("2025-03-31", 0, "breaches"),
        ("2025-03-31", 1, "complies"),
        ("2024-03-31", 1, "breaches"),
    ],
)
def test_a_length_that_is_renewed_once(running: str, renewals: int, expected: str) -> None:
    life = {"id": "i", "service": "home_education", "started_on": running, "closed_on": "none"}
    lives: list[Any] = [{**life, "more": {"renewals": renewals}}]
    assert verdict(clause("rinnovabile"), interventions=lives) == [expected]


@pytest.mark.parametrize(("third_from", "expected"), [("2026-02-01", "breaches"), ("2026-02-02", "complies")])
def test_two_educators_in_twelve_months(third_from: str, expected: str) -> None:
    """The first one left on 1 February of the year before."""
    stays = [("a", "2024-09-01", "2025-02-01"), ("b", "2025-02-02", "2026-01-31"), ("c", third_from, "none")]
    assigned = [{"staff": staff, "from": first, "left_on": last} for staff, first, last in stays]
    lives: list[Any] = [{"id": "i", "service": "home_education", "assignments": assigned}]
    assert verdict(clause("si alternano"), interventions=lives) == ["complies", "complies", expected]


def certificate(value: str, issued_on: str = "2026-01-10") -> dict[str, str]:
    whole = {"kind": "minors", "status": "valid", "valid_until": "none"}
    return {**whole, "value": value, "issued_on": issued_on}


def fee(
    words: str, *, hours: int | None = None, start: str = "2026-03-10T14:00", end: str = "16:00", **keys: Any
) -> str:
    plain = {"residence": "Bormio", "court_orders": [], "isee": [], **keys}
    held = {"start": start, "end": f"{start[:11]}{end}"}
    rules = clause(words)
    found = rules.copayment(case(**plain), on=ON, service="home_education", session=held, hours=hours)
    return str(found.total)


@pytest.mark.parametrize(
    ("isee", "siblings", "due"),
    [
        ("6000.00", 2, "0.00"),  # exempt, whatever the least
        ("6000.01", 0, "18.00"),
        ("6000.01", 1, "12.60"),  # 18.00 less 30 %
        ("6000.01", 2, "10.00"),  # 9.00 is less than the least
        ("12000.01", 2, "30.00"),
    ],
)
def test_bands_siblings_and_a_least(isee: str, siblings: int, due: str) -> None:
    assert fee("secondo figlio", isee=[certificate(isee)], more={"siblings_paying": siblings}) == due


@pytest.mark.parametrize(
    ("days", "moved", "cents"),
    [
        ((10, 11), ("2026-03-31", "2026-04-01"), 2000),
        ((10, 11, 12), ("2026-03-31", "2026-04-01"), 5000),
        ((10,), ("2026-02-28", "2026-03-01"), 0),
        ((10,), ("2026-03-01", "2026-03-02"), 2000),
    ],
)
def test_a_monthly_fee_by_the_accesses_of_the_month(
    days: tuple[int, ...], moved: tuple[str, str], cents: int
) -> None:
    homes: Any = [
        {"kind": "family", "from": "none", "to": moved[0]},
        {"kind": "foster_family", "from": moved[1], "to": "none"},
    ]
    sessions = [session(f"2026-03-{day}T15:00", "16:00") for day in days]
    given: Any = {"interventions": [{"id": "i", "service": "home_education", "sessions": sessions}]}
    (total,) = (
        clause("due accessi nel mese")
        .statement([case(**given, lives_with=homes)], month="2026-03", on=ON)
        .totals
    )
    assert (total.amount.lowest, total.amount.highest) == (cents, cents)


@pytest.mark.parametrize(
    ("keys", "due"),
    [
        ({"isee": [certificate("3999.00")]}, "2.00"),  # in proportion 1.9995
        ({"isee": [certificate("10000.00")]}, "5.00"),
        ({"isee": [certificate("10100.00")]}, "5.10"),  # 5.05, half a step up
        ({"isee": [certificate("30000.00")]}, "12.00"),  # 15.00 is more than the most
        ({}, "12.00"),
        ({"residence": "Milano"}, "24.00"),
        (
            {
                "court_orders": [
                    {
                        "court": "juvenile_court",
                        "from": "2026-01-01",
                        "to": "none",
                        "mentions_home_education": True,
                    }
                ]
            },
            "0.00",
        ),
    ],
)
def test_a_proportion_between_two_limits(keys: dict[str, Any], due: str) -> None:
    assert fee("in proporzione all'ISEE", **keys) == due


@pytest.mark.parametrize(("end", "due"), [("18:00", "9.50"), ("18:01", "13.50")])
def test_a_day_by_its_length_and_a_meal(end: str, due: str) -> None:
    assert fee("durata della permanenza", end=end) == due
    assert fee("durata della permanenza", end=end, isee=[certificate("6000.00")]) == f"{float(due) - 4.5:.2f}"


@pytest.mark.parametrize(
    ("income", "members", "due"),
    [("14000.00", 4, "0.00"), ("14000.04", 4, "2.00"), ("14000.00", 2, "2.00"), ("14000.00", 1, "5.00")],
)
def test_income_a_head_less_the_rent(income: str, members: int, due: str) -> None:
    """Less 2,000.00 of rent: 12,000.00 over four, two and one."""
    assert (
        fee("diviso per i componenti", more={"income": income, "rent": "2000.00", "members": members}) == due
    )


@pytest.mark.parametrize(
    ("presented", "due"), [("2026-01-31", "3.00"), ("2026-02-01", "20.00"), ("2025-01-31", "20.00")]
)
def test_an_isee_that_is_to_be_presented_in_january(presented: str, due: str) -> None:
    shown = {**certificate("5000.00"), "more": {"presented_on": presented}}
    assert fee("ogni anno in gennaio", isee=[shown]) == due


@pytest.mark.parametrize(("members", "dues"), [(3, ("2.00", "6.00")), (4, ("1.00", "4.00"))])
def test_a_table_of_two_entries(members: int, dues: tuple[str, str]) -> None:
    for isee, due in zip(("9000.00", "9000.01"), dues, strict=True):
        assert fee("due entrate", isee=[certificate(isee)], more={"members": members}) == due


@pytest.mark.parametrize(("isee", "due"), [("9000.00", "40.00"), ("9000.01", "60.00")])
def test_a_month_costs_no_more_than_its_cap(isee: str, due: str) -> None:
    assert fee("massimo mensile", hours=12, isee=[certificate(isee)]) == due


@pytest.mark.parametrize(
    ("mother", "father", "due"), [("8000.00", "8000.01", "10.00"), ("none", "9000.00", "20.00")]
)
def test_each_parent_pays_by_an_isee_of_its_own(mother: str, father: str, due: str) -> None:
    means = {"isee_of_mother": mother, "isee_of_father": father}
    found = clause("divisi tra i genitori").copayment(case(more=means), on=ON, service="supervised_contact")
    assert str(found.total) == due


@pytest.mark.parametrize(
    ("isee", "charged", "due"),
    [("9000.00", "0.00", "60.00"), ("9000.00", "60.00", "0.00"), ("9000.01", "0.00", "150.00")],
)
def test_a_fee_that_is_due_once_a_year(isee: str, charged: str, due: str) -> None:
    more = {"charged_this_year": charged}
    assert fee("Contributo annuo", isee=[certificate(isee)], more=more) == due


@pytest.mark.parametrize(("newer", "due"), [("8000.00", "1.00"), ("20000.00", "4.00")])
def test_a_newer_certificate_counts_if_it_is_better(newer: str, due: str) -> None:
    assert fee("più favorevole", isee=[certificate("9500.00"), certificate(newer, "2026-02-10")]) == due


@pytest.mark.parametrize(
    ("asked", "given", "done", "expected"),
    [
        ("none", "none", "2026-02-04", "complies"),  # thirty days after 5 January
        ("none", "none", "2026-02-05", "breaches"),
        ("2026-01-15", "2026-01-26", "2026-02-16", "complies"),  # eleven days more: Sunday, so Monday
        ("2026-01-15", "2026-01-23", "2026-02-12", "complies"),
        ("2026-01-15", "2026-01-23", "2026-02-13", "breaches"),
        ("2026-01-15", "none", "none", "pending"),
        ("2026-02-05", "2026-02-20", "2026-02-10", "breaches"),  # asked for after the end of the term
        (None, None, "2026-02-05", "undecided"),
    ],
)
def test_a_term_that_a_call_for_papers_suspends(
    asked: str | None, given: str | None, done: str, expected: str
) -> None:
    more = {} if asked is None else {"asked_on": asked, "given_on": given}
    one = request(submitted_on="2026-01-05", evaluated_on=done, more=more)
    assert verdict(clause("richiesta di integrazione sospende"), **one) == [expected]


@pytest.mark.parametrize(
    ("asked", "done", "expected"),
    [
        ("2026-07-20", "2026-07-30", "complies"),
        ("2026-07-20", "2026-07-31", "breaches"),
        ("2026-07-22", "2026-09-01", "complies"),  # 1 August is its tenth day
        ("2026-07-22", "2026-09-02", "breaches"),
        ("2026-07-21", "2026-07-31", "complies"),
        ("2026-08-01", "2026-09-10", "complies"),
        ("2026-08-31", "2026-09-10", "complies"),
        ("2026-08-31", "2026-09-11", "breaches"),
        ("2026-09-01", "2026-09-11", "complies"),
    ],
)
def test_a_term_that_stands_still_in_august(asked: str, done: str, expected: str) -> None:
    life = {"id": "i", "service": "home_education", "started_on": "2026-01-01", "closed_on": "none"}
    lives: list[Any] = [
        {**life, "report_requests": [{"asked_by": "social_service", "asked_on": asked, "answered_on": done}]}
    ]
    assert verdict(clause("dal 1º al 31 agosto"), date(2026, 12, 1), interventions=lives) == [expected]


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("2026-03-10T09:30", "complies"),
        ("2026-03-10T09:31", "breaches"),
        ("none", "breaches"),
        (None, "undecided"),
    ],
)
def test_twenty_four_hours(called: str | None, expected: str) -> None:
    known = {} if called is None else {"called_at": called}
    assert verdict(clause("Entro 24 ore"), more={"reported_at": "2026-03-09T09:30", **known}) == [expected]


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-03-09", "pending"), ("2026-03-10", "pending"), ("2026-03-11", "breaches")]
)
def test_nobody_is_late_within_twenty_four_hours(on: str, expected: str) -> None:
    more = {"reported_at": "2026-03-09T09:30", "called_at": "none"}
    assert verdict(clause("Entro 24 ore"), date.fromisoformat(on), more=more) == [expected]


@pytest.mark.parametrize(
    ("escort", "expected"), [(60, "complies"), (61, "breaches"), ("none", "breaches"), (None, "undecided")]
)
def test_a_meeting_and_its_journeys_add_up(escort: Any, expected: str) -> None:
    held = session("2026-03-10T15:00", "17:00", more={} if escort is None else {"escort": escort})
    life = {"id": "i1", "service": "supervised_contact", "sessions": [held]}
    assert verdict(clause("Incontro e accompagnamento"), interventions=[life]) == [expected]


@pytest.mark.parametrize(
    ("there", "expected"),
    [(["mother"], "complies"), (["mother", "uncle"], "breaches"), ([], "complies"), (None, "undecided")],
)
def test_who_may_be_there_stands_in_the_plan(there: list[str] | None, expected: str) -> None:
    held = session("2026-03-10T15:00", "17:00", more={} if there is None else {"present": there})
    plan = {"drafted_on": "2026-03-01", "end_on": "none", "more": {"admitted": ["mother", "aunt"]}}
    life = {"id": "i1", "service": "supervised_contact", "sessions": [held], "plans": [plan]}
    assert verdict(clause("solo le persone ammesse"), interventions=[life]) == [expected]


@pytest.mark.parametrize(
    ("mother", "father", "due"),
    [("4000.00", "5000.00", "1.00"), ("4000.00", "5000.01", "4.00"), ("4000.00", "none", "4.00")],
)
def test_what_two_parents_have_is_added_up(mother: str, father: str, due: str) -> None:
    more = {"isee_of_mother": mother, "isee_of_father": father}
    held = session("2026-03-10T15:00", "16:00")
    data = case(more=more, interventions=[{"id": "i1", "service": "home_education", "sessions": [held]}])
    paid = clause("si sommano i loro ISEE").copayment(data, on=ON, service="home_education", session=held)
    assert str(paid.total) == due


@pytest.mark.parametrize(
    ("mother", "father", "expected"),
    [
        ("14:40", "14:55", "complies"),
        ("14:55", "14:40", "complies"),
        ("14:41", "14:55", "breaches"),
        (None, "14:55", "undecided"),
    ],
)
def test_two_parents_arrive_apart(mother: str | None, father: str, expected: str) -> None:
    times = {"mother_at": mother, "father_at": father}
    more = {name: f"2026-03-10T{time}" for name, time in times.items() if time is not None}
    held = session("2026-03-10T15:00", "16:00", more=more)
    life = {"id": "i1", "service": "supervised_contact", "sessions": [held]}
    assert verdict(clause("quello dell'altro"), interventions=[life]) == [expected]


@pytest.mark.parametrize(
    ("handed", "month", "expected"),
    [
        ("2026-04-05", "2026-03", "complies"),
        ("2026-04-06", "2026-03", "breaches"),
        ("2026-04-05", "2026-02", "breaches"),
        (None, None, "undecided"),
    ],
)
def test_the_register_of_a_month(handed: str | None, month: str | None, expected: str) -> None:
    steps = [{"step": "register", "on": handed, "more": {"register_of": month}}] if handed else None
    held = [session("2026-03-10T15:00", "16:00")]
    life = {"id": "i1", "service": "home_education", "sessions": held} | ({"steps": steps} if steps else {})
    assert verdict(clause("registro del mese"), date(2026, 5, 31), interventions=[life]) == [expected]


@pytest.mark.parametrize(("end", "expected"), [("18:00", ["complies"]), ("18:01", ["breaches"])])
def test_the_hours_of_each_volunteer_add_up(end: str, expected: list[str]) -> None:
    there = [{"kind": "volunteer", "staff": "v1"}]
    days = (("2026-03-16", "18:00"), ("2026-03-18", end), ("2026-03-23", "18:00"))
    held = [
        session(f"{day}T15:00", until, id=f"s{n}", attendance=there) for n, (day, until) in enumerate(days)
    ]
    life = {"id": "i1", "service": "home_education", "sessions": held}
    found = verdict(clause("Ciascun volontario"), interventions=[life])
    assert found == [*expected, *expected, "complies"]


def held_on(start: str, **more: Any) -> dict[str, Any]:
    one = session(f"{start}T15:00", "16:00", id=f"s{start}")
    return {**one, **more}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-23", "complies"),
        ("2025-12-24", "breaches"),
        ("2026-01-06", "breaches"),
        ("2026-01-07", "complies"),
    ],
)
def test_a_closing_over_the_turn_of_the_year(day: str, expected: str) -> None:
    one: list[Any] = [{"id": "i", "service": "home_education", "sessions": [held_on(day)]}]
    assert verdict(clause("24 dicembre"), interventions=one) == [expected]


@pytest.mark.parametrize(
    ("told", "expected"), [("2026-03-09T15:00", "complies"), ("2026-03-09T15:01", "breaches")]
)
def test_notice_of_an_absence(told: str, expected: str) -> None:
    missed = held_on("2026-03-10", status="missed", more={"told_at": told})
    one: list[Any] = [{"id": "i", "service": "home_education", "sessions": [missed]}]
    assert verdict(clause("non può venire"), interventions=one) == [expected]


@pytest.mark.parametrize(
    ("third", "told", "expected"),
    [
        (True, "2026-03-26", "complies"),
        (True, "2026-03-27", "breaches"),
        (False, "none", "not_applicable"),
        (None, "none", "undecided"),
    ],
)
def test_ten_days_from_the_third_meeting_missed(third: bool | None, told: str, expected: str) -> None:
    last = {} if third is None else {"without_notice": third}
    missed = [
        held_on(day, status="missed", more=more)
        for day, more in (
            ("2026-03-02", {"without_notice": True}),
            ("2026-03-09", {"without_notice": True}),
            ("2026-03-16", last),
        )
    ]
    life: dict[str, Any] = {"id": "i", "service": "home_education", "sessions": missed}
    told_in: list[Any] = [{**life, "steps": [{"step": "reported", "on": told}]}]
    assert verdict(clause("tre incontri disertati"), date(2026, 3, 31), interventions=told_in) == [expected]


@pytest.mark.parametrize(
    ("makes_up_for", "day", "expected"),
    [
        ("s1", "2026-04-01", "complies"),
        ("s1", "2026-04-02", "breaches"),
        ("s2", "2026-03-20", "breaches"),
        ("none", "2026-03-20", "breaches"),
        (None, "2026-03-20", "undecided"),
    ],
)
def test_a_meeting_that_makes_up_for_another(makes_up_for: str | None, day: str, expected: str) -> None:
    missed = {
        **session("2026-03-02T15:00", "17:00", id="s1", status="missed"),
        "more": {"makes_up_for": "none"},
    }
    more = {} if makes_up_for is None else {"makes_up_for": makes_up_for}
    held = {**session(f"{day}T15:00", "17:00", id="s3", status="delivered"), "more": more}
    lives: list[Any] = [{"id": "i", "service": "supervised_contact", "sessions": [missed, held]}]
    found = verdict(clause("si recupera entro trenta giorni"), date(2026, 6, 1), interventions=lives)
    assert found == [expected, "not_applicable"]


@pytest.mark.parametrize(
    ("presented", "day", "fee"),
    [
        ("2026-02-28", "2026-03-01", "1.00"),
        ("2026-03-01", "2026-03-31", "20.00"),
        ("2026-03-01", "2026-04-01", "1.00"),
    ],
)
def test_an_isee_that_counts_from_the_month_after(presented: str, day: str, fee: str) -> None:
    isee = {
        "kind": "minors",
        "status": "valid",
        "value": "1000.00",
        "issued_on": "2026-01-10",
        "valid_until": "none",
    }
    held = session(f"{day}T15:00", "17:00", id="s", status="delivered")
    lives: list[Any] = [{"id": "i", "service": "home_education", "sessions": [held]}]
    given = case(isee=[{**isee, "more": {"presented_on": presented}}], interventions=lives)
    found = clause("vale dal mese successivo").copayment(given, session=held, on=date(2026, 6, 1))
    assert str(found.amount) == fee


def test_a_fee_that_nobody_set_lies_between_its_ends() -> None:
    lives: list[Any] = [{"id": "i", "service": "home_education"}]
    given = case(
        isee=[{"kind": "minors", "status": "valid", "value": "1.00", "issued_on": "2026-01-10"}],
        interventions=lives,
    )
    found = clause("va da 2,40 a 12 euro").copayment(given, on=ON)
    assert (found.outcome, str(found.lowest), str(found.highest)) == ("undecided", "2.40", "12.00")


def test_a_personal_rate_is_the_fee() -> None:
    lives: list[Any] = [{"id": "i", "service": "home_education"}]
    found = clause("quota personale").copayment(
        case(interventions=lives, more={"personal_rate": "7.35"}), on=ON
    )
    assert str(found.amount) == "7.35"

"""Districts that no part of the library was made for, said in YAML alone: three whole, others by what is theirs alone.

Trento and Larino are real acts, as far as their pages were seen; Collesanto is invented, after the headings of a real
one (`examples/districts`). Of the others only the clauses
stand here that needed something new when they were first tried.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.lint.linting import lint
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.examples import run_suite, suites
from adm_rules._internal.review.mutation.accepted import accepted_at
from adm_rules._internal.review.mutation.money import money_mutants
from adm_rules._internal.review.mutation.paying import PayingBench
from adm_rules._internal.review.register import find_register
from tests.rules.small import ON, case, rule, rule_set, session, verdicts

DISTRICTS = Path(__file__).parents[2] / "examples" / "districts"
WHOLE = sorted(path for path in DISTRICTS.glob("*/*.yaml"))


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_a_whole_district_loads_without_a_notice_and_its_examples_come_out(path: Path) -> None:
    (suite,) = suites(str(path))
    assert suite.rules.notices == ()
    assert [outcome.example.id for outcome in run_suite(suite).failed] == []
    assert {example.rule for example in suite.examples} == {each.id for each in suite.rules.rules}


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_what_it_says_of_records_that_nobody_must_have_is_heard(path: Path) -> None:
    """Reasons stand in presupposed.csv beside the rule set."""
    assert "subject-never-required" not in {each.code for each in lint(str(path)).findings}


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_its_register_accounts_for_every_norm(path: Path) -> None:
    regulation = load(str(path)).regulation
    assert check_register(find_register(str(path), regulation.id), regulation, vocabulary(regulation)) == ()


@pytest.mark.parametrize("name", ["larino", "trento"])
def test_every_mistake_in_its_tariffs_is_noticed_or_accepted_with_a_reason(name: str) -> None:
    (suite,) = suites(str(DISTRICTS / name / f"{name}.yaml"))
    bench, held = PayingBench(suite), accepted_at(DISTRICTS / name / "mutation.toml")
    tried = [(each, bench.spoilt(each)) for each in money_mutants(suite.rules)]
    alive = {each.key for each, part in tried if part is not None and not bench.notices(each, part)}
    assert alive == held.changes.get(name, frozenset())


def test_there_are_three_of_them() -> None:
    assert [path.stem for path in WHOLE] == ["collesanto", "larino", "trento"]


@pytest.mark.parametrize(
    ("isee", "day", "court", "due"),
    [
        ("6531.00", "2026-03-02", "ordinary_court", "3.00"),
        ("8980.00", "2026-03-02", "ordinary_court", "7.00"),  # half way: 3 + 8 / 2
        ("11429.00", "2026-03-02", "ordinary_court", "11.00"),
        ("6531.00", "2026-03-01", "ordinary_court", "3.30"),  # a Sunday
        (None, "2026-03-02", "ordinary_court", "11.00"),
        ("11429.00", "2026-03-02", "juvenile_court", "0.00"),
    ],
)
def test_a_meeting_in_collesanto_costs_along_a_line(isee: str | None, day: str, court: str, due: str) -> None:
    rules = load(str(DISTRICTS / "collesanto" / "collesanto.yaml"))
    whole = {"kind": "minors", "status": "valid", "issued_on": "2026-01-10", "valid_until": "none"}
    data = case(
        residence="Genga",
        isee=[] if isee is None else [{**whole, "value": isee}],
        court_orders=[order(court=court)],
    )
    held = {"start": f"{day}T15:00", "end": f"{day}T16:00"}
    assert str(rules.copayment(data, on=ON, service="supervised_contact", session=held).total) == due


@pytest.mark.parametrize(
    ("keys", "paid", "due"),
    [
        ({"status": "delivered"}, [], 500),  # two hours and ten minutes are two and a half
        ({"status": "missed", "more": {"absence_told_at": "none"}}, [], 500),
        ({"status": "missed", "more": {"absence_told_at": "2026-03-09T15:00"}}, [], 0),
        ({"status": "missed", "more": {"absence_told_at": "2026-03-09T15:01"}}, [], 500),
        ({"status": "missed"}, [], None),
        ({"status": "delivered"}, ["597.00"], 300),
        ({"status": "delivered"}, ["595.00"], 500),
        ({"status": "delivered"}, ["400.00", "200.00"], 0),
    ],
)
def test_hours_of_a_month_in_collesanto(keys: dict[str, Any], paid: list[str], due: int | None) -> None:
    """Time by the half hour, absences that nobody told of, and no more than six hundred euro a year."""
    rules = load(str(DISTRICTS / "collesanto" / "collesanto.yaml"))
    isee = {"kind": "minors", "status": "valid", "issued_on": "2026-01-10", "valid_until": "none"}
    own = {"service": "home_education", "payer": "family", "paid_on": "2026-02-27"}
    held = session("2026-03-10T15:00", "17:10", activity="direct", **keys)
    data = case(
        isee=[{**isee, "value": "6531.00"}],
        payments=[{**own, "kind": "copayment", "amount": amount} for amount in paid],
        interventions=[{"id": "i1", "service": "home_education", "sessions": [held]}],
    )
    (total,) = rules.statement([data], month="2026-03").totals
    low, high = total.amount.lowest, total.amount.highest
    assert (low, high) == ((due, due) if due is not None else (0, 500))


def test_larino_is_free() -> None:
    paid = load(str(DISTRICTS / "larino" / "larino.yaml")).copayment(
        case(interventions=[{"id": "i1", "service": "home_education"}]), on=ON
    )
    assert (str(paid.outcome), str(paid.amount)) == ("decided", "0.00")


@pytest.mark.parametrize(("home", "outcome"), [("foster_family", "decided"), ("family", "undecided")])
def test_trento_asks_the_province_what_an_hour_costs_but_of_foster_care_nothing(
    home: str, outcome: str
) -> None:
    """The exemption stands beside a share that no act has set."""
    data = case(
        lives_with=home,
        interventions=[
            {"id": "i1", "service": "home_education", "sessions": [session("2026-03-02T15:00", "17:00")]}
        ],
    )
    paid = load(str(DISTRICTS / "trento" / "trento.yaml")).copayment(data, on=ON)
    assert str(paid.outcome) == outcome


@pytest.mark.parametrize(("icef", "amount"), [("0.1299", "2.00"), ("0.2600", "9.70"), ("0.4000", "18.00")])
def test_an_hour_of_home_help_in_trento_costs_by_icef(icef: str, amount: str) -> None:
    """At most this: what it comes to in a month has a limit that was not seen."""
    paid = trento().copayment(case(isee=[attested(icef)]), on=ON, service="home_help")
    assert (str(paid.outcome), str(paid.highest)) == ("undecided", amount)


def trento() -> RuleSet:
    return load(str(DISTRICTS / "trento" / "trento.yaml"))


def attested(icef: str, issued_on: str = "2026-01-10") -> dict[str, Any]:
    whole = {"kind": "icef", "status": "valid", "valid_until": "none"}
    return {**whole, "value": icef, "issued_on": issued_on}


@pytest.mark.parametrize(("newer", "amount"), [("0.1299", "2.00"), ("0.4000", "9.70")])
def test_in_trento_a_new_application_counts_only_if_it_is_more_favourable(newer: str, amount: str) -> None:
    """0.2600 lies (0.26 - 0.13) / (0.40 - 0.13) of the way from 2.00 to 18.00: 2.00 + 16.00 x 13/27 = 9.7037."""
    both = case(isee=[attested("0.2600", "2024-01-01"), attested(newer, "2026-01-01")])
    assert str(trento().copayment(both, on=ON, service="home_help").highest) == amount


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, {"income", "expenses", "minimum", "hourly_share"}),
        ({"income": "1000.00", "expenses": "400.00"}, {"minimum", "hourly_share"}),
    ],
)
def test_trento_weighs_income_against_expenses_by_a_minimum_that_was_not_seen(
    more: dict[str, Any], asked: set[str]
) -> None:
    one = case(isee=[attested("0.1000")], lives_with="family", more=more)
    paid = trento().copayment(one, on=ON, service="home_education")
    assert {each.name for each in paid.missing} >= asked
    assert "isee" not in {each.name for each in paid.missing}
    assert (str(paid.total_lowest), paid.total_highest) == ("0.00", None)


# --- clauses of others ------------------------------------------------------------------------------------------------


def rocca_di_papa() -> RuleSet:
    """Supervised contact starts from an order on visits, of whatever court; the first day is told in writing."""
    facts = """
  visit_orders_then:
    per: request
    kind: count
    label: {it: provvedimenti sulle visite in corso alla richiesta, en: orders on visits in force at the request}
    count: {from: court_order, at: requested_on, where: {order_prescribes_visits: {is: true}}}
  first_meeting_told_on:
    per: request
    kind: event
    label: {it: comunicazione scritta del primo incontro, en: written notice of the first meeting}
    field: more
"""
    return rule_set(
        rule("{visit_orders_then: {at_least: 1}}", id="order", per="request"),
        rule("{first_meeting_told_on: {exists: true}}", id="told", per="request"),
        facts=facts,
    )


def order(**keys: Any) -> dict[str, Any]:
    return {"court": "ordinary_court", "from": "2026-01-01", "to": "none", "prescribes_visits": True, **keys}


@pytest.mark.parametrize(
    ("orders", "verdict"),
    [
        ([order()], "complies"),
        ([order(prescribes_visits=False)], "breaches"),
        ([order(to="2026-01-31")], "breaches"),
        ([{key: value for key, value in order().items() if key != "prescribes_visits"}], "undecided"),
        ([], "breaches"),
    ],
)
def test_rocca_di_papa_asks_for_an_order_that_prescribes_visits(orders: list[Any], verdict: str) -> None:
    request = {"submitted_on": "2026-02-10", "more": {"first_meeting_told_on": "2026-02-20"}}
    data = case(requests=[request], court_orders=orders)
    assert verdicts(rocca_di_papa(), data) == [verdict, "complies"]


def pontoglio() -> RuleSet:
    """The certificate is presented every January."""
    facts = """
  presented_on:
    per: isee
    kind: event
    label: {it: presentazione dell'ISEE, en: day on which the ISEE was presented}
    field: more
  presented_in:
    per: isee
    kind: count
    label: {it: mese di presentazione dell'ISEE, en: month in which the ISEE was presented}
    part: {of: presented_on, as: month}
"""
    text = rule("{presented_in: {is: 1}}", per="isee", when="{presented_on: {exists: true}}")
    return rule_set(text, facts=facts)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2026-01-31", "complies"), ("2026-02-01", "breaches"), ("none", "not_applicable"), (None, "undecided")],
)
def test_pontoglio_asks_for_the_certificate_in_january(day: str | None, verdict: str) -> None:
    more = {} if day is None else {"more": {"presented_on": day}}
    data = case(isee=[{"value": "9000.00", "issued_on": "2026-01-10", **more}])
    assert verdicts(pontoglio(), data) == [verdict]


GINOSA = rule_set(
    rule(
        "{any: ["
        "{all: [{weekday: {one_of: [monday, tuesday, wednesday, thursday, friday]}}, "
        '{start_clock: {at_least: "08:30"}}, {end_clock: {at_most: "12:30"}}]}, '
        "{all: [{weekday: {one_of: [tuesday, thursday]}}, "
        '{start_clock: {at_least: "15:30"}}, {end_clock: {at_most: "19:30"}}]}, '
        '{all: [{weekday: {is: saturday}}, {start_clock: {at_least: "09:00"}}, {end_clock: {at_most: "11:00"}}]}]}'
    )
)


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        ("2026-03-02T08:30", "12:30", "complies"),  # a Monday
        ("2026-03-02T15:30", "17:00", "breaches"),
        ("2026-03-03T15:30", "19:30", "complies"),  # a Tuesday
        ("2026-03-03T15:30", "19:31", "breaches"),
        ("2026-03-07T09:00", "11:00", "complies"),  # a Saturday
        ("2026-03-08T09:00", "11:00", "breaches"),
    ],
)
def test_ginosa_is_open_by_weekday(start: str, end: str, verdict: str) -> None:
    data = case(
        interventions=[{"id": "i1", "service": "supervised_contact", "sessions": [session(start, end)]}]
    )
    assert verdicts(GINOSA, data) == [verdict]


CADONEGHE = """
  - id: points
    title: {it: Punteggio, en: Points}
    norms: [TST-01-02]
    cites: {article: "2"}
    per: case
    order:
      - points:
          - {because: {it: un solo genitore, en: single parent}, when: {single_parent: {is: true}}, points: 2}
          - {because: {it: senza lavoro, en: without work}, when: {without_work: {is: true}}, points: 1.5}
          - {because: {it: altri figli, en: further children}, times: further_children, points: 0.5}
      - lowest: isee_now
"""
CADONEGHE_FACTS = "".join(
    f"\n  {name}: {{per: case, kind: {kind}, label: {{it: {italian}, en: {english}}}, field: more}}"
    for name, kind, italian, english in (
        ("single_parent", "bool", "un solo genitore", "a single parent"),
        ("without_work", "bool", "genitori senza lavoro", "parents without work"),
        ("further_children", "count", "figli oltre il primo", "children after the first"),
    )
)


def test_cadoneghe_ranks_by_points_and_then_by_the_lower_isee() -> None:
    rules = rule_set(rule("{session_time: {at_most: 3 h}}"), orders=CADONEGHE, facts=CADONEGHE_FACTS)

    def family(name: str, isee: str, **more: Any) -> dict[str, Any]:
        given = {"single_parent": False, "without_work": False, "further_children": 0, **more}
        certificate = {"value": isee, "issued_on": "2026-01-10", "valid_until": "2026-12-31"}
        return {"id": name, "birth_date": "2014-05-01", "more": given, "isee": [certificate]}

    queue = rules.prioritise(
        [
            family("poorer", "5000.00", without_work=True, further_children=1),
            family("richer", "9000.00", single_parent=True),
            family("first", "20000.00", single_parent=True, further_children=1),
        ],
        on=ON,
    )
    assert [(place.case, place.lowest) for place in queue.places] == [
        ("first", 1),
        ("poorer", 2),
        ("richer", 3),
    ]

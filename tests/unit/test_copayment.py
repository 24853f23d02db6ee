"""What a family pays: worked points of real tariffs, intervals for what is missing, certificates, readings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, CaseError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, load, parse, pinned
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.small import COUNTED, case, rule_set

TARIFFS = Path(__file__).parents[2] / "examples" / "tariffs"
ON = date(2026, 3, 10)  # a Tuesday
TUESDAY, SUNDAY = {"start": "2026-03-10T15:00"}, {"start": "2026-03-08T15:00"}
#: Nothing of this child's file exempts or surcharges.
PLAIN: Mapping[str, Any] = {
    "residence": "marmirolo",
    "household": [],
    "court_orders": [],
    "protection_paths": [],
}
_LOADED: dict[str, RuleSet] = {}


def shape(name: str) -> RuleSet:
    if name not in _LOADED:
        _LOADED[name] = load(TARIFFS / f"{name}.yaml")
    return _LOADED[name]


def certificate(value: str | None = "10000.00", **keys: Any) -> dict[str, Any]:
    given = {
        "kind": "minors",
        "status": "valid",
        "value": value,
        "issued_on": "2026-01-15",
        "valid_until": "2026-12-31",
        **keys,
    }
    return {key: item for key, item in given.items() if item is not None}


def family(isee: Any = None, **keys: Any) -> dict[str, Any]:
    """A case with one attested ISEE, with none (``"none"``), or with what the list says."""
    told = (
        {"none": [], None: None}.get(isee, [certificate(isee)])
        if isee is None or isinstance(isee, str)
        else isee
    )
    return case(**{**PLAIN, "isee": told, **keys})


def ask(name: str, isee: Any = None, session: Any = TUESDAY, hours: Any = None, **keys: Any) -> Copayment:
    return shape(name).copayment(family(isee, **keys), on=ON, session=session, hours=hours)


def priced(rows: str, *, unit: str = "EUR_per_hour", top: str = "", **parts: str) -> RuleSet:
    """A rule set with one tariff of one version."""
    tariffs = f"""
  copayment:
    unit: {unit}
    services: [home_education]
{top}    history:
      - from: 2020-01-01
        cites: {{article: "1"}}
{rows}"""
    return rule_set(tariffs=tariffs, **parts)


def cents(found: Copayment) -> tuple[Decimal | None, Decimal | None]:
    return found.lowest, found.highest


# --- worked points ----------------------------------------------------------------------------------------------------

NOT_RESIDENT = {"residence": "casalpusterlengo"}
ORDER = {
    "court_orders": [
        {"court": "juvenile_court", "from": "2026-01-01", "to": "none", "mentions_home_education": True}
    ]
}
SECOND = {"household": [{"id": "f2", "service_user": True}]}

POINTS = [
    # 1–8: a line between two knots
    ("line", "5000.00", {}, "3.00"),
    ("line", "6531.00", {}, "3.00"),
    ("line", "8980.00", {}, "7.00"),
    ("line", "10000.00", {}, "8.67"),
    ("line", "10000.00", {"session": SUNDAY}, "9.53"),
    ("line", "11428.99", {}, "11.00"),
    ("line", "11429.00", {}, "11.00"),
    ("line", "20000.00", {}, "11.00"),
    ("line", "none", {}, "11.00"),
    # 9, 11, 12: bands with gaps
    ("bands", "6500.00", {}, "0.00"),
    ("bands", "7000.00", {}, "2.20"),
    ("bands", "10000.00", {}, "3.67"),
    ("bands", "10001.00", {}, "5.86"),
    ("bands", "18000.00", {}, "12.46"),
    ("bands", "18001.00", {}, "14.65"),
    ("bands", "7000.00", NOT_RESIDENT, "19.66"),
    # 13–15: in proportion, with a jump at each end
    ("proportional", "7500.00", {}, "0.00"),
    ("proportional", "7500.01", {}, "2.00"),
    ("proportional", "12345.67", {}, "3.29"),
    ("proportional", "15000.00", {}, "4.00"),
    ("proportional", "30000.00", {}, "8.00"),
    ("proportional", "30000.01", {}, "13.80"),
    # 16, 17: flat, then a line
    ("line_from_above", "7500.00", {}, "0.00"),
    ("line_from_above", "8000.00", {}, "1.50"),
    ("line_from_above", "9000.00", {}, "1.50"),
    ("line_from_above", "15000.00", {}, "2.50"),
    ("line_from_above", "20000.00", {}, "3.33"),
    ("line_from_above", "30000.00", {}, "5.00"),
    # 18, 19: bands that meet at the cent
    ("steps", "4960.00", {}, "0.52"),
    ("steps", "4960.01", {}, "0.63"),
    ("steps", "6415.00", {}, "1.25"),
    ("steps", "12010.01", {}, "6.21"),
    # 20, 21: the excess, and an exemption that comes before it
    ("excess", "5825.00", {}, "0.00"),
    ("excess", "7000.00", {}, "1175.00"),
    ("excess", "7000.00", ORDER, "0.00"),
    # 22: a share of the cost
    ("percent", "630.08", {}, "0.00"),
    ("percent", "733.37", {}, "40.00"),
    ("percent", "1043.24", {}, "100.00"),
    # 24, 25: by the month, by the access
    ("monthly", "2658.00", {}, "59.00"),
    ("monthly", "2658.01", {}, "107.00"),
    ("monthly", "20000.00", {}, "400.00"),
    ("access", "35000.00", {}, "6.35"),
    ("access", "none", {}, "7.29"),
    # 26: free, whatever the ISEE
    ("free", "7000.00", {}, "0.00"),
    ("free", "none", {}, "0.00"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "isee", "more", "fee"), POINTS)
def test_the_worked_points_come_out(name: str, isee: str, more: dict[str, Any], fee: str) -> None:
    found = ask(name, isee, **more)
    assert (found.outcome, str(found.amount)) == ("decided", fee)
    assert cents(found) == (Decimal(fee), Decimal(fee))
    assert found.missing == ()


def test_point_5_rounding_twice_gives_a_cent_more() -> None:
    text = (TARIFFS / "line.yaml").read_text(encoding="utf-8")
    twice = parse(text.replace("after: [modifiers]", "after: [fee, modifiers]"))
    found = twice.copayment(family("10000.00"), on=ON, session=SUNDAY)
    assert str(found.amount) == "9.54"


@pytest.mark.parametrize(
    ("gap", "outcome", "lowest", "highest"),
    [
        ("undecided", "undecided", "0.00", "2.20"),
        ("row_below", "decided", "0.00", "0.00"),
        ("row_above", "decided", "2.20", "2.20"),
    ],
)
def test_point_10_what_a_gap_pays_is_a_policy(gap: str, outcome: str, lowest: str, highest: str) -> None:
    text = (TARIFFS / "bands.yaml").read_text(encoding="utf-8")
    rules = parse(text.replace("        rows:", f"        gap: {gap}\n        rows:"))
    found = rules.copayment(family("6500.50"), on=ON, session=TUESDAY)
    assert found.outcome == outcome
    assert cents(found) == (Decimal(lowest), Decimal(highest))
    if outcome == "undecided":
        (missing,) = found.missing
        assert missing.text.en.startswith("what an ISEE between two bands pays: the act is silent")
        assert "Comune di Marmirolo" in missing.text.it


@pytest.mark.parametrize(
    ("name", "isee", "lowest", "highest"),
    [("line_from_above", "7500.50", "0.00", "1.50"), ("monthly", "20000.01", "400.00", "420.00")],
)
def test_an_isee_in_a_gap_pays_like_one_of_its_neighbours(
    name: str, isee: str, lowest: str, highest: str
) -> None:
    assert cents(ask(name, isee)) == (Decimal(lowest), Decimal(highest))


def test_point_21_names_the_reason() -> None:
    found = ask("excess", "7000.00", **ORDER)
    assert found.reason is not None
    assert (found.reason.id, found.reason.text.en) == ("court_order", "service ordered by a court")
    assert ask("excess", "5000.00").reason is not None
    assert ask("excess", "5000.00").reason.id == "isee"  # type: ignore[union-attr]


def test_point_23_a_second_member_pays_half_of_the_total() -> None:
    whole = ask("line_second_member", "8980.00", hours=20)
    half = ask("line_second_member", "8980.00", hours=20, **SECOND)
    assert (whole.amount, whole.total) == (Decimal("7.00"), Decimal("140.00"))
    assert (half.amount, half.total) == (Decimal("7.00"), Decimal("70.00"))


@pytest.mark.parametrize(
    ("rules", "body"),
    [
        ("tirano", "l'Assemblea dei Sindaci"),
        ("medio_olona", "l'Ambito"),
        ("basso_lodigiano", "Basso Lodigiano"),
    ],
)
def test_point_27_what_no_act_sets_has_no_number(rules: str, body: str) -> None:
    for isee in (None, "none", "7000.00"):
        found = load(rules).copayment(family(isee), on=ON, service="home_education")
        assert (found.outcome, found.amount, found.total, cents(found)) == (
            "not_set",
            None,
            None,
            (None, None),
        )
        (missing,) = found.missing
        assert body in missing.text.it


def test_tirano_leaves_supervised_contact_to_the_same_assembly() -> None:
    found = load("tirano").copayment(family(), on=ON, service="supervised_contact")
    assert (found.outcome, found.tariff) == ("not_set", "copayment")


# --- intervals --------------------------------------------------------------------------------------------------------

NOWHERE = {"residence": None}
INTERVALS = [
    ("line", {}, "3.00", "11.00"),
    ("line", {"session": None}, "3.00", "12.10"),
    ("bands", {}, "0.00", "14.65"),
    ("bands", NOWHERE, "0.00", "19.66"),
    ("proportional", {}, "0.00", "13.80"),
    ("line_from_above", {}, "0.00", None),
    ("steps", {}, "0.52", None),
    ("excess", {}, "0.00", None),
    ("percent", {}, "0.00", "100.00"),
    ("monthly", {}, "59.00", "420.00"),
    ("access", {}, "1.00", "7.29"),
]


@pytest.mark.parametrize(("name", "more", "lowest", "highest"), INTERVALS)
def test_without_knowing_the_isee_all_that_is_possible_is_told(
    name: str, more: dict[str, Any], lowest: str, highest: str | None
) -> None:
    found = ask(name, **more)
    assert (found.outcome, found.amount) == ("undecided", None)
    assert cents(found) == (Decimal(lowest), None if highest is None else Decimal(highest))
    assert found.missing[0].name == "isee"
    assert "ISEE minorenni o ISEE corrente" in found.missing[0].text.it


def test_an_unknown_second_member_may_halve_the_total() -> None:
    found = ask("line_second_member", household=None)
    assert (found.total_lowest, found.total_highest) == (Decimal("1.50"), Decimal("11.00"))
    assert cents(found) == (Decimal("3.00"), Decimal("11.00"))
    assert [each.name for each in found.missing] == ["isee", "household_member"]


@pytest.mark.parametrize(
    ("name", "more", "fee"),
    [("bands", NOT_RESIDENT, "19.66"), ("excess", ORDER, "0.00"), ("free", {}, "0.00")],
)
def test_what_does_not_depend_on_the_isee_is_decided_without_it(
    name: str, more: dict[str, Any], fee: str
) -> None:
    for isee in (None, "none"):
        found = ask(name, isee, **more)
        assert (found.outcome, str(found.amount), found.missing) == ("decided", fee, ())


def test_sud_est_milano_is_free_and_tells_its_own_conflict() -> None:
    rules = load("sud_est_milano")
    for isee in (None, "none", "90000.00"):
        home = rules.copayment(family(isee), on=ON, service="home_education")
        assert (home.outcome, home.total) == ("decided", Decimal("0.00"))
        assert [each.outcome for each in home.other_readings] == ["not_set"]
        contact = rules.copayment(family(isee), on=ON, service="supervised_contact")
        assert (contact.outcome, contact.total) == ("decided", Decimal("0.00"))
        assert contact.reason is not None
        assert contact.reason.id == "free"
        (other,) = contact.other_readings
        assert (other.reading, other.option, other.outcome) == ("contact_fee", "funding_table", "not_set")
        assert (other.lowest, other.highest) == (None, None)


# --- no certificate ---------------------------------------------------------------------------------------------------


def test_where_the_act_is_silent_no_certificate_gives_no_number() -> None:
    found = ask("bands", "none")
    assert (found.outcome, cents(found), found.total_lowest) == ("undecided", (None, None), None)
    (missing,) = found.missing
    assert missing.text.en.startswith("what a family without ISEE pays: the act is silent")


def test_a_percentage_of_what_the_act_does_not_say_is_not_said_either() -> None:
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: 5.00}]\n"
        f"        modifiers: [{{id: a, {ALWAYS}, percent: 10, because: {{it: perché, en: because}}}}]\n"
    )
    found = rules.copayment(family("none"), on=ON)
    assert (found.outcome, cents(found)) == ("undecided", (None, None))


def test_a_total_that_is_given_settles_what_the_act_does_not_say_of_the_fee() -> None:
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: 5.00}]\n"
        f"        modifiers: [{{id: a, {KNOWN}, fee: 7.00, of: total, because: {{it: perché, en: because}}}}]\n"
    )
    for isee in ("none", None, "10.00"):
        found = rules.copayment(family(isee), on=ON)
        assert (found.outcome, found.total) == ("decided", Decimal("7.00"))


def test_no_certificate_and_an_unknown_fact_leave_a_possible_amount() -> None:
    found = ask("bands", "none", **NOWHERE)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("19.66"), Decimal("19.66")))


def test_what_is_due_without_a_certificate_is_told() -> None:
    assert ask("line").if_no_certificate == Decimal("11.00")
    assert ask("line", session=None).if_no_certificate is None  # evening or not
    assert ask("bands").if_no_certificate is None
    assert ask("line", "10000.00").if_no_certificate is None


def test_a_table_with_one_row_stays_undecided_where_the_act_is_silent_on_no_isee() -> None:
    rules = priced("        rows: [{isee: {at_least: 0}, fee: 5.00}]\n")
    found = rules.copayment(family(), on=ON)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("5.00"), Decimal("5.00")))
    assert rules.copayment(family("1.00"), on=ON).outcome == "decided"


# --- certificates -----------------------------------------------------------------------------------------------------

TEN, SIX = "8.67", "3.00"


@pytest.mark.parametrize(
    ("certificates", "fee"),
    [
        ([certificate()], TEN),
        ([certificate(kind="current")], TEN),
        ([certificate(issued_on="2026-03-10")], TEN),
        ([certificate(valid_until="2026-03-10")], TEN),
        ([certificate(valid_until="none")], TEN),
        ([certificate(status="expired")], TEN),  # it has expired since: on the day it was valid
        ([certificate("6000.00"), certificate(issued_on="2026-02-01")], TEN),
        ([certificate(), certificate("6000.00", issued_on="2025-02-01", valid_until="2025-12-31")], TEN),
        ([certificate(), certificate("6000.00", kind="ordinary", issued_on="2026-02-01")], TEN),
        ([certificate("6000.00", issued_on="2026-02-01"), certificate()], SIX),
        ([certificate(status="absent")], "11.00"),
        ([certificate(status="none")], "11.00"),
        ([certificate(value="none")], "11.00"),
        ([], "11.00"),
    ],
)  # fmt: skip
def test_the_certificate_that_counts_is_the_valid_one_issued_last(certificates: Any, fee: str) -> None:
    found = ask("line", certificates)
    assert (found.outcome, str(found.amount)) == ("decided", fee)


def test_that_the_last_of_several_counts_is_said() -> None:
    found = ask("line", [certificate("6000.00"), certificate(issued_on="2026-02-01")])
    assert "several certificates are valid: the one issued last counts" in [s.text.en for s in found.steps]
    assert found.steps[0].text.it == "ISEE minorenni: 10.000,00 €, attestazione del 1º febbraio 2026"


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"valid_until": "2026-03-09"}, "has expired"),
        ({"status": "expired", "valid_until": None}, "has expired"),
        ({"status": "with_omissions"}, "has omissions or discrepancies"),
        ({"issued_on": "2026-03-11"}, "had not been issued yet"),
    ],
)
def test_of_a_doubtful_certificate_the_act_must_say_what_follows(change: dict[str, Any], asked: str) -> None:
    found = ask("line", [certificate(**change)])
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("3.00"), Decimal("11.00")))
    assert f"the one on file {asked}, and the act does not say what follows" in found.missing[0].text.en


def test_of_a_certificate_whose_status_is_not_known_nothing_is_told_as_certain() -> None:
    """It may have omissions; nobody says that it has, nor that it has expired before its last day."""
    told = [each.text.en for each in ask("line", [certificate(status=None)]).missing]
    assert told == [
        "a certificate valid on 10 March 2026: ISEE for minors or current ISEE",
        "status of the ISEE",
    ]


@pytest.mark.parametrize("worth", ["none", "use"])
@pytest.mark.parametrize(
    ("state", "change"),
    [
        ("expired", {"valid_until": "2026-03-09"}),
        ("with_omissions", {"status": "with_omissions"}),
        ("not_yet_valid", {"issued_on": "2026-03-11"}),
    ],
)
def test_what_a_doubtful_certificate_is_worth_is_a_policy(
    worth: str, state: str, change: dict[str, Any]
) -> None:
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: {proportional: [10000.00, 8.00]}}]\n        no_isee: {fee: 9.00}\n",
        top=f"    certificate: {{{state}: {worth}}}\n",
    )
    found = rules.copayment(family([certificate(**change)]), on=date(2026, 3, 12), session=TUESDAY)
    assert (found.outcome, str(found.amount)) == ("decided", "8.00" if worth == "use" else "9.00")


@pytest.mark.parametrize("kind", ["ordinary", "social_care", "family_benefits"])
def test_an_isee_of_another_kind_is_refused_and_the_right_one_asked_for(kind: str) -> None:
    found = ask("line", [certificate(kind=kind)])
    assert (found.outcome, found.amount, cents(found)) == (
        "refused",
        None,
        (Decimal("3.00"), Decimal("11.00")),
    )
    assert "does not count for this tariff" in found.missing[0].text.en
    assert "ISEE for minors or current ISEE" in found.missing[0].text.en


def test_a_tariff_may_accept_another_kind() -> None:
    rules = priced("        rows: [{isee: {at_least: 0}, fee: 5.00}]\n", top="    accepts: [ordinary]\n")
    assert rules.copayment(family([certificate(kind="ordinary")]), on=ON).outcome == "decided"
    assert rules.copayment(family([certificate()]), on=ON).outcome == "refused"


@pytest.mark.parametrize("key", ["kind", "status", "value", "issued_on", "valid_until"])
def test_what_is_not_known_of_a_certificate_keeps_all_possibilities(key: str) -> None:
    found = ask("line", [certificate(**{key: None})])
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("3.00"), Decimal("11.00")))
    assert f"isee_{key}" in [each.name for each in found.missing]


def test_an_unknown_state_may_be_settled_by_policies() -> None:
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: {proportional: [10000.00, 8.00]}}]\n        no_isee: {fee: 9.00}\n",
        top="    certificate: {expired: use, with_omissions: use, not_yet_valid: use}\n",
    )
    found = rules.copayment(family([certificate(status=None)]), on=ON)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("8.00"), Decimal("9.00")))
    undated = rules.copayment(family([certificate(issued_on=None)]), on=ON)
    assert undated.outcome == "decided"
    assert undated.steps[0].text.en == "ISEE for minors: €10,000.00"


def test_a_later_certificate_that_nobody_has_seen_may_count() -> None:
    seen = {"items": [certificate()], "complete_until": "2026-02-01"}
    found = ask("line", seen)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("3.00"), Decimal("11.00")))
    assert ask("line", {**seen, "complete_until": "2026-03-10"}).outcome == "decided"


def test_a_certificate_of_unknown_day_may_be_the_last() -> None:
    found = ask("line", [certificate(), certificate("6000.00", issued_on=None)])
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("3.00"), Decimal("8.67")))


def test_without_a_valid_certificate_the_best_of_the_others_is_looked_at() -> None:
    found = ask("line", [certificate(kind="ordinary"), certificate(status="with_omissions")])
    assert found.outcome == "undecided"
    assert "omissions" in found.missing[0].text.en


def test_the_day_of_the_service_decides_which_certificate_counts() -> None:
    both = [
        certificate("6000.00", issued_on="2025-02-01", valid_until="2025-12-31"),
        certificate("10000.00"),
    ]
    rules = shape("line")
    before = rules.copayment(family(both), on=ON, session={"start": "2025-11-04T15:00"})
    after = rules.copayment(family(both), on=ON, session=TUESDAY)
    assert (str(before.amount), str(after.amount)) == ("3.00", "8.67")


def test_a_monthly_fee_looks_at_the_first_of_the_month() -> None:
    late = [certificate(issued_on="2026-03-05")]
    assert ask("monthly", late).outcome == "undecided"
    assert ask("monthly", late, session={"start": "2026-04-07T15:00"}).outcome == "decided"
    found = shape("monthly").copayment(family(late), on=date(2026, 4, 20))
    assert str(found.amount) == "292.00"


# --- versions and readings --------------------------------------------------------------------------------------------

DATED = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history:
      - {from: 2025-01-01, cites: {article: "1"}, free: {it: gratuito, en: free}}
      - {from: 2026-01-01, until: 2026-06-30, cites: {article: "2"}, rows: [{isee: {at_least: 0}, fee: $fee}]}
"""
FEE = """
  fee:
    kind: money
    label: {it: quota, en: fee}
    history:
      - {is: 1.00, cites: {article: "3"}}
      - {from: 2026-02-01, is: 2.00, cites: {article: "3"}}
      - from: 2026-05-01
        not_set: {by: {it: il Comune, en: the municipality}, asks: {it: quanto sia, en: how much it is}}
        cites: {article: "3"}
"""


@pytest.mark.parametrize(
    ("day", "outcome", "amount", "article"),
    [
        ("2024-12-31", "not_set", None, None),
        ("2025-12-31", "decided", "0.00", "1"),
        ("2026-01-31", "decided", "1.00", "2"),
        ("2026-02-01", "decided", "2.00", "2"),
        ("2026-05-01", "undecided", None, "2"),
        ("2026-07-01", "not_set", None, None),
    ],
)
def test_the_version_in_force_on_the_day_of_the_service_counts(
    day: str, outcome: str, amount: str | None, article: str | None
) -> None:
    rules = rule_set(tariffs=DATED, values=FEE)
    attested = [certificate("1.00", issued_on="2024-01-01", valid_until="2026-12-31")]
    found = rules.copayment(family(attested), on=date(2026, 12, 31), session={"start": f"{day}T15:00"})
    assert (found.outcome, None if found.amount is None else str(found.amount)) == (outcome, amount)
    assert (found.citation.article if found.citation else None) == article
    if outcome == "undecided":
        assert "the municipality" in found.missing[0].text.en
    if outcome == "not_set":
        assert "the tariff in force on" in found.missing[0].text.en


def test_outside_the_days_of_the_rule_set_no_tariff_is_in_force() -> None:
    rules = rule_set(
        tariffs="{home_education: {unit: EUR_per_hour, free: {it: gratuito, en: free}}}",
        in_force="{from: 2020-01-01, until: 2026-12-31}",
    )
    days = ("2019-12-31", "2020-01-01", "2026-12-31", "2027-01-01")
    found = [
        rules.copayment(family(), on=date(2027, 1, 31), session={"start": f"{day}T15:00"}).outcome
        for day in days
    ]
    assert found == ["not_set", "decided", "decided", "not_set"]


def test_a_value_that_lapses_leaves_the_rest_of_the_table() -> None:
    rules = rule_set(
        tariffs=DATED.replace("fee: $fee}", "fee: 1.00}").replace("at_least: 0", "at_least: 5"), values=FEE
    )
    found = rules.copayment(family("1.00"), on=ON)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("0.00"), Decimal("1.00")))


BY_READING = """
        by_reading:
          counted:
            direct: {rows: [{isee: {at_least: 0}, fee: 5.00}], no_isee: {fee: 5.00}}
            all: {rows: [{isee: {at_least: 0}, fee: 6.00}], no_isee: {fee: 6.00}}
"""


def test_other_readings_are_told_where_they_differ() -> None:
    rules = priced(BY_READING, readings=COUNTED)
    found = rules.copayment(family(), on=ON)
    assert str(found.total) == "5.00"
    (other,) = found.other_readings
    assert (other.option, other.outcome, other.lowest) == ("all", "decided", Decimal("6.00"))
    same = priced(BY_READING.replace("6.00", "5.00"), readings=COUNTED)
    assert same.copayment(family(), on=ON).other_readings == ()


def test_a_condition_may_depend_on_a_reading() -> None:
    rows = """
        rows: [{isee: {at_least: 0}, fee: 5.00}]
        no_isee: {fee: 5.00}
        exempt:
          - id: child
            because: {it: minore, en: minor}
            when: {by_reading: {counted: {direct: {age_at_session: {below: 3}}, all: {age_at_session: {below: 18}}}}}
"""
    found = priced(rows, readings=COUNTED).copayment(family(), on=ON)
    assert str(found.total) == "5.00"
    assert [(each.option, each.lowest) for each in found.other_readings] == [("all", Decimal("0.00"))]


# --- order and rounding -----------------------------------------------------------------------------------------------


def modifiers(*items: str, more: str = "") -> str:
    listed = "".join(f"          - {{{item}, because: {{it: perché, en: because}}}}\n" for item in items)
    return (
        "        rows: [{isee: {at_least: 0}, fee: 10.05}]\n        no_isee: {fee: 10.05}\n"
        f"        modifiers:\n{listed}{more}"
    )


ALWAYS, NEVER = "when: {holiday: {is: false}}", "when: {holiday: {is: true}}"
KNOWN = "when: {other_users: {at_least: 0}}"


@pytest.mark.parametrize(
    ("items", "more", "hours", "total"),
    [
        ([f"id: a, {ALWAYS}, percent: 10"], "", 1, "11.06"),
        ([f"id: a, {NEVER}, percent: 10"], "", 1, "10.05"),
        ([f"id: a, {ALWAYS}, fee: 5.00", f"id: b, {ALWAYS}, percent: 10"], "", 1, "5.50"),
        ([f"id: b, {ALWAYS}, percent: 10", f"id: a, {ALWAYS}, fee: 5.00"], "", 1, "5.00"),
        ([f"id: a, {KNOWN}, percent: -50, of: total"], "", 3, "15.08"),
        ([f"id: a, {KNOWN}, fee: 7.00, of: total"], "", 3, "7.00"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        month_cap: 20.00\n", 3, "20.00"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        month_cap: 200.00\n", 3, "33.17"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        round: {to: 0.10, after: [fee]}\n", 1, "11.11"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        round: {to: 0.10, mode: down, after: [modifiers]}\n", 3, "33.00"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        round: {to: 1.00, mode: up, after: [total]}\n", 3, "34.00"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        round: {to: 0.10, mode: half_even, after: [fee]}\n", 1, "11.00"),
        ([f"id: a, {ALWAYS}, percent: 10"], "        round: {mode: down}\n", 1, "11.05"),
    ],
)  # fmt: skip
def test_steps_come_in_one_order(items: list[str], more: str, hours: int, total: str) -> None:
    found = priced(modifiers(*items, more=more)).copayment(family(), on=ON, session=TUESDAY, hours=hours)
    assert (found.outcome, str(found.total)) == ("decided", total)
    assert found.steps[-1].amount == Decimal(total)


def test_the_steps_are_told_in_both_languages() -> None:
    found = ask("line", "10000.00", session=SUNDAY, hours=Fraction(5, 2))
    assert [(step.text.it, step.amount) for step in found.steps] == [
        ("ISEE minorenni: 10.000,00 €, attestazione del 15 gennaio 2026", None),
        (
            "fascia da 6.531,00 € a 11.429,00 €, in linea retta fra i punti dell'atto: quota all'ora",
            Decimal("8.665986"),
        ),
        ("+10%: servizio festivo o serale", Decimal("9.532585")),
        ("arrotondamento a 0,01 €, il mezzo per eccesso", Decimal("9.53")),
        ("× 2,5 ore", Decimal("23.825000")),
        ("arrotondamento a 0,01 €, il mezzo per eccesso", Decimal("23.83")),
    ]
    assert found.steps[1].text.en.startswith("band from €6,531.00 to €11,429.00, straight between the points")
    assert found.total == Decimal("23.83")


@pytest.mark.parametrize(
    ("name", "isee", "said"),
    [
        (
            *("proportional", "15000.00"),
            "fascia da 7.500,01 € a 30.000,00 €, in proporzione al valore ISEE: quota all'ora",
        ),
        ("excess", "7000.00", "fascia da 5.825,01 € in su, eccedenza su 5.825,00 €: quota"),
        ("steps", "4960.00", "fascia da 0,00 € a 4.960,00 €: quota all'ora"),
        ("access", "none", "senza ISEE: quota per accesso"),
    ],
)  # fmt: skip
def test_a_row_is_told_with_its_formula(name: str, isee: str, said: str) -> None:
    found = ask(name, isee)
    assert any(step.text.it.startswith(said) for step in found.steps)


def test_a_gap_that_the_act_settles_is_told() -> None:
    text = (TARIFFS / "bands.yaml").read_text(encoding="utf-8")
    rules = parse(text.replace("        rows:", "        gap: row_below\n        rows:"))
    found = rules.copayment(family("6500.50"), on=ON)
    assert "between two bands: fee an hour" in [step.text.en for step in found.steps]
    assert "nessuna attestazione ISEE utile" in [step.text.it for step in ask("line", "none").steps]


def test_a_share_of_the_cost_is_multiplied_by_it() -> None:
    found = ask("percent", "836.66", hours=3)
    assert (str(found.amount), str(found.total)) == ("60.00", "36.00")
    rules = priced(
        "        rows: [{isee: {at_least: 0}, fee: 20}]\n", unit="percent_of_cost", top="    cost: 10.50\n"
    )
    assert str(rules.copayment(family("1.00"), on=ON, hours=2).total) == "4.20"


UNSET_COST = """
  cost:
    kind: money
    label: {it: costo orario, en: hourly cost}
    not_set: {by: {it: il Comune, en: the municipality}, asks: {it: quanto sia, en: how much it is}}
"""


def test_without_its_cost_a_share_gives_no_total_but_nothing_of_it_is_nothing() -> None:
    rules = priced(
        "        rows: [{isee: {at_most: 10.00}, fee: 0}, {isee: {above: 10.00}, fee: 20}]\n",
        unit="percent_of_cost", top="    cost: $cost\n", values=UNSET_COST,
    )  # fmt: skip
    found = rules.copayment(family("20.00"), on=ON)
    assert (found.outcome, found.lowest, found.total_lowest, found.total_highest) == (
        "undecided", Decimal("20.00"), Decimal("0.00"), None,
    )  # fmt: skip
    assert "the municipality" in found.missing[0].text.en
    assert rules.copayment(family("10.00"), on=ON).total == Decimal("0.00")


# --- conditions that are not known ------------------------------------------------------------------------------------


def test_what_is_said_and_denied_of_one_fact_is_consistent() -> None:
    rows = modifiers(
        "id: a, when: {venue: {is: home}}, percent: 10",
        "id: b, when: {not: {venue: {is: home}}}, percent: 10",
    )
    found = priced(rows).copayment(family(), on=ON)
    assert (found.outcome, str(found.total)) == ("decided", "11.06")


def test_either_of_two_unknown_conditions_may_hold() -> None:
    rows = modifiers(
        "id: a, when: {any: [{venue: {is: home}}, {other_users: {at_least: 1}}]}, percent: 10",
        "id: b, when: {all: [{venue: {is: school}}, {other_users: {at_least: 1}}]}, percent: -10",
    )
    found = priced(rows).copayment(family(household=None), on=ON)
    assert cents(found) == (Decimal("9.95"), Decimal("11.06"))
    known = priced(rows).copayment(family(household=None), on=ON, session={**TUESDAY, "venue": "home"})
    assert (known.outcome, str(known.total)) == ("decided", "11.06")


def test_a_fact_of_the_case_is_one_for_the_fee_and_for_the_total() -> None:
    rows = modifiers(
        "id: a, when: {other_users: {at_least: 1}}, percent: 100",
        "id: b, when: {other_users: {at_least: 1}}, percent: -50, of: total",
    )
    found = priced(rows).copayment(family(household=None), on=ON)
    assert (found.outcome, found.total_lowest, found.total_highest) == (
        "decided", Decimal("10.05"), Decimal("10.05"),
    )  # fmt: skip


def test_a_condition_on_two_limits_of_the_case_is_one_for_all() -> None:
    rows = modifiers(
        "id: a, when: {other_users: {between: [1, 2]}}, percent: 100",
        "id: b, when: {other_users: {between: [1, 2]}}, percent: -50, of: total",
    )
    assert priced(rows).copayment(family(household=None), on=ON).outcome == "decided"


@pytest.mark.parametrize(("name", "keys"), [("free", {}), ("excess", ORDER)])
def test_an_unknown_isee_is_not_asked_for_where_nothing_is_due(name: str, keys: dict[str, Any]) -> None:
    found = ask(name, [certificate(None)], **keys)
    assert (found.outcome, cents(found), found.missing) == ("decided", (Decimal("0.00"), Decimal("0.00")), ())


def test_an_exemption_that_may_hold_leaves_zero_possible() -> None:
    found = ask("excess", "7000.00", court_orders=None)
    assert cents(found) == (Decimal("0.00"), Decimal("1175.00"))
    assert [each.name for each in found.missing] == ["court_order"]


@pytest.mark.parametrize("shared", [True, False])
def test_more_unknown_conditions_than_can_be_gone_through_leave_everything_open(shared: bool) -> None:

    facts = [
        f"{{other_users: {{at_least: {n + 1}}}}}" if shared else f"{{session_time: {{at_least: {n + 1} h}}}}"
        for n in range(12)
    ]
    rows = modifiers(*(f"id: m{n}, when: {fact}, percent: 1" for n, fact in enumerate(facts)))
    found = priced(rows).copayment(family(household=None), on=ON)
    assert (found.outcome, cents(found)) == ("undecided", (Decimal("0.00"), None))


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_the_service_may_be_left_out_where_there_is_no_choice() -> None:
    rules = load("sud_est_milano")
    one = [{"id": "i1", "service": "pippi"}]
    assert rules.copayment(family(interventions=one), on=ON).service == "pippi"
    other = [{"id": "i1", "service": "accreditation"}]
    assert rules.copayment(family(interventions=other), on=ON).service == "accreditation"
    two = [*one, {"id": "i2", "service": "home_education"}]
    for interventions in (two, None, []):
        with pytest.raises(AdmRulesError, match="which service is meant"):
            rules.copayment(family(interventions=interventions), on=ON)
    assert shape("line").copayment(family(interventions=[]), on=ON).service == "home_education"


def test_a_service_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AdmRulesError, match="did you mean `home_education`"):
        shape("line").copayment(family(), on=ON, service="home_educatoin")
    with pytest.raises(AdmRulesError, match=r"there is no service `zzzz`; there are: "):
        shape("line").copayment(family(), on=ON, service="zzzz")


def test_a_service_without_a_tariff_has_no_number() -> None:
    found = shape("line").copayment(family(), on=ON, service="pippi")
    assert (found.outcome, found.tariff, found.unit, found.quantity) == ("not_set", None, None, None)
    assert "Assemblea dei Sindaci di esempio" in found.missing[0].text.it


def test_a_session_that_is_none_is_refused_without_its_values() -> None:
    with pytest.raises(CaseError) as caught:
        shape("line").copayment(family(), on=ON, session={"start": "2026-03-10T25:00"})
    assert "2026-03-10T25" not in str(caught.value)


@pytest.mark.parametrize(
    "sessions",
    [
        None,
        [],
        [{"start": "2026-03-10T15:00", "venue": "school"}],
        {"items": [{"start": "2026-03-03T15:00"}], "complete_until": "2026-03-05"},
    ],
)
def test_the_access_stands_among_those_of_its_intervention(sessions: Any) -> None:
    rules = priced(modifiers("id: a, when: {venue: {is: home}}, percent: 10"))
    own = [{"id": "i1", "service": "home_education", "sessions": sessions}]
    others = [{"id": "i2", "service": "pippi"}]
    found = rules.copayment(
        family(interventions=own + others), on=ON, service="home_education",
        session={"start": "2026-03-10T15:00", "venue": "home"},
    )  # fmt: skip
    assert (found.outcome, str(found.total)) == ("decided", "11.06")


def test_names_of_the_rule_set_are_known_to_a_session() -> None:
    rules = priced(
        modifiers("id: a, when: {venue: {is: tree_house}}, percent: 10"),
        names="{venue: {tree_house: {it: casetta, en: tree house}}}",
    )
    found = rules.copayment(family(), on=ON, session={"start": "2026-03-10T15:00", "venue": "tree_house"})
    assert str(found.total) == "11.06"


def test_an_agency_may_be_given() -> None:
    agency = {"id": "agenzia-1"}
    found = shape("line").copayment(family("10000.00"), on=ON, session=TUESDAY, agency=agency)
    assert str(found.amount) == "8.67"


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_no_amount_of_a_case_is_shown_by_repr() -> None:
    for found in (
        ask("line", "10000.00", hours=3),
        ask("line"),
        ask("bands", [certificate(kind="ordinary")]),
    ):
        shown = repr(found)
        assert "10000" not in shown
        assert "8.67" not in shown
        assert "26.0" not in shown
        assert "11.00" not in shown


def test_json_has_amounts_as_text_and_both_languages() -> None:
    found = ask("line", "10000.00", hours=Decimal("1.5"))
    data = json.loads(found.to_json())
    assert (data["on"], data["amount"], data["total"], data["quantity"]) == (
        "2026-03-10",
        "8.67",
        "13.01",
        "3/2",
    )
    assert data["steps"][0]["text"]["en"].startswith("ISEE for minors")
    assert data["citation"]["article"] == "1"
    assert found.to_json() == ask("line", "10000.00", hours=Decimal("1.5")).to_json()


# --- an overlay that sets what the base leaves open -------------------------------------------------------------------

OVERLAY = """\
language: 1
id: tirano_prova
title: {{it: Tariffa inventata, en: Invented tariff}}
version: "1"
extends: {{rules: tirano}}
adopted: {{act: del. 1/2026 (inventata), body: "{body}", on: 2026-01-15}}
tariffs:
  copayment:
    unit: EUR_per_hour
    history:
      - from: 2026-02-01
        until: 2026-12-31
        cites: {{act: del. 1/2026, article: "1"}}
        rows: [{{isee: {{at_most: 20000.00}}, fee: 2.00}}, {{isee: {{above: 20000.00}}, fee: 4.00}}]
        no_isee: {{fee: 4.00}}
"""


def tirano_with(body: str) -> RuleSet:
    return parse(pinned(OVERLAY.format(body=body)), "tirano_prova.yaml")


def test_the_body_that_must_set_a_tariff_may_set_it_from_its_act_on() -> None:
    rules = tirano_with("Assemblea dei Sindaci")
    long = [certificate(issued_on="2025-01-15", valid_until="2027-12-31")]
    for service in ("home_education", "supervised_contact"):
        answers = [
            rules.copayment(
                family(long), on=date(2027, 2, 1), service=service, session={"start": f"{day}T15:00"}
            )
            for day in ("2026-01-31", "2026-02-01", "2026-12-31", "2027-01-01")
        ]
        assert [each.outcome for each in answers] == ["not_set", "decided", "decided", "not_set"]
        assert answers[1].citation is not None
        assert answers[1].citation.act == "del. 1/2026"
        assert answers[0].citation is not None
        assert answers[0].citation.article == "11"


def test_another_body_may_not_set_it() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        tirano_with("Giunta")
    assert [each.code for each in caught.value.diagnostics] == ["overlay-wrong-body"]


# --- worlds that can be, and silences that are told ------------------------------------------------------------------

ONE_OR_OTHER = modifiers(
    "id: two, when: {educators_present: {is: 2}}, percent: 100",
    "id: three, when: {educators_present: {is: 3}}, percent: 200",
).replace("10.05", "2.00")


def test_modifiers_that_exclude_one_another_are_never_added_up() -> None:
    found = priced(ONE_OR_OTHER).copayment(family("1.00"), on=ON, session={"start": "2026-03-10T15:00"})
    assert (found.outcome, found.lowest, found.highest) == ("undecided", Decimal("2.00"), Decimal("6.00"))


@pytest.mark.parametrize(
    ("when", "possible"),
    [
        (
            ("{educators_present: {at_least: 2}}", "{educators_present: {at_least: 3}}"),
            {"2.00", "4.00", "12.00"},
        ),
        (("{educators_present: {below: 2}}", "{educators_present: {above: 4}}"), {"2.00", "4.00", "6.00"}),
        (
            ("{educators_present: {between: [1, 3]}}", "{educators_present: {is: 4}}"),
            {"2.00", "4.00", "6.00"},
        ),
        (("{venue: {is: home}}", "{venue: {one_of: [school, territory]}}"), {"2.00", "4.00", "6.00"}),
        (("{venue: {is: home}}", "{venue: {exists: false}}"), {"2.00", "4.00", "6.00"}),
        (("{venue: {exists: true}}", "{venue: {exists: false}}"), {"4.00", "6.00"}),
        (("{holiday: {is: true}}", "{holiday: {is: false}}"), {"6.00"}),
        (("{users_present: {above: {fact: educators_present}}}", "{holiday: {is: true}}"), {"2.00", "4.00"}),
        (
            ("{session_activities: {includes: trip}}", "{session_activities: {includes: workshop}}"),
            {"2.00", "12.00"},
        ),
    ],
)
def test_both_ends_are_amounts_that_some_value_gives(when: tuple[str, str], possible: set[str]) -> None:
    first, second = when
    changing = modifiers(f"id: a, when: {first}, percent: 100", f"id: b, when: {second}, percent: 200")
    rules = priced(changing.replace("10.05", "2.00"))
    found = rules.copayment(family("1.00"), on=ON, session={"start": "2026-03-10T15:00"})
    assert {str(found.lowest), str(found.highest)} == {min(possible, key=Decimal), max(possible, key=Decimal)}


def test_an_exempt_row_keeps_its_reason_whatever_a_modifier_turns_out_to_be() -> None:
    rows = """        rows:
          - {isee: {at_most: 10.00}, fee: 0.00, because: {it: esente per ISEE, en: exempt by ISEE}}
          - {isee: {above: 10.00}, fee: 2.00}
"""
    changing = ONE_OR_OTHER[ONE_OR_OTHER.index("        modifiers:") :]
    found = priced(rows + changing).copayment(family("1.00"), on=ON, session={"start": "2026-03-10T15:00"})
    assert (found.outcome, found.total) == ("decided", Decimal("0.00"))
    assert found.reason is not None
    assert (found.reason.id, found.reason.text.en) == ("isee", "exempt by ISEE")


@pytest.mark.parametrize("isee", ["900.00", "1.00"])
@pytest.mark.parametrize("gap", ["row_below", "row_above"])
def test_no_gap_settles_what_lies_beyond_the_table(gap: str, isee: str) -> None:
    rows = f"""        gap: {gap}
        rows:
          - {{isee: {{at_least: 100.00, at_most: 500.00}}, fee: 1.00}}
          - {{isee: {{above: 500.00, at_most: 700.00}}, fee: 2.00}}
"""
    found = priced(rows).copayment(family(isee), on=ON)
    assert found.outcome == "undecided"
    (missing,) = found.missing
    where = "above the last band" if isee == "900.00" else "below the first band"
    assert missing.text.en.startswith(f"what an ISEE {where} pays: the act is silent")


def test_nothing_of_a_cost_that_no_act_sets_is_not_told_as_a_part_of_no_cost() -> None:
    rules = priced(
        "        rows:\n"
        "          - {isee: {at_most: 10.00}, fee: 0, because: {it: esente, en: exempt}}\n"
        "          - {isee: {above: 10}, fee: 20}\n",
        unit="percent_of_cost",
        top="    cost: $hour\n",
        values="\n  hour: {kind: money, label: {it: costo, en: cost}, "
        "not_set: {by: {it: il Consiglio, en: the council}, asks: {it: il costo, en: the cost}}}",
    )
    found = rules.copayment(family("1.00"), on=ON)
    assert (found.outcome, found.total) == ("decided", Decimal("0.00"))
    assert found.reason is not None
    assert found.reason.text.en == "exempt"
    assert not any("cost of" in step.text.en for step in found.steps)


@pytest.mark.parametrize(
    ("service", "outcome", "line", "others"),
    [
        ("social_service", "decided", "1026", []),
        ("family_service", "decided", "490", [("family_education", "not_set")]),
        ("home_education", "decided", "490", [("family_education", "not_set")]),
        ("disability_measure", "not_set", "744", []),
    ],
)
def test_services_that_the_cards_of_sud_est_milano_make_free_are_priced(
    service: str, outcome: str, line: str, others: list[tuple[str, str]]
) -> None:
    found = load("sud_est_milano").copayment(family("1.00"), on=ON, service=service)
    assert found.citation is not None
    assert (found.outcome, found.citation.line) == (outcome, line)
    assert [(each.option, each.outcome) for each in found.other_readings] == others
    assert found.total == (Decimal("0.00") if outcome == "decided" else None)
    assert "nothing in this act" not in "".join(each.text.en for each in found.missing)

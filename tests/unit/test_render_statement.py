"""A statement as a person reads it, and as a table."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.statement import COLUMNS
from adm_rules._internal.render.text import text_of
from tests.rules.months import (
    RULES,
    TARIFF,
    TERM,
    UNSET,
    agency,
    bill,
    case,
    in_group,
    intervention,
    invoice,
    made,
    member,
    rules_with,
    simple,
    values,
    voucher,
)
from tests.rules.small import session

HOUR = session("2026-03-02T15:00", "16:00")


def text(found: Statement, lang: str = "en", width: int = 80, **more: Any) -> str:
    rules = more.pop("rules", RULES)
    return text_of(found, Page(lang, width, **more), rules=rules)


def lines(found: Statement, lang: str = "en", **more: Any) -> list[str]:
    return [line.strip() for line in text(found, lang, width=110, **more).splitlines() if line.strip()]


# --- text -------------------------------------------------------------------------------------------------------------


def test_an_account_tells_lines_payers_and_fees() -> None:
    shown = lines(made(simple(HOUR, session("2026-03-03T15:00", "15:30", activity="correlated"))))
    assert shown[0] == "small 1 · statement of March 2026, as seen on 31 March 2026"
    assert shown[1] == "Agency agenzia-1"
    assert shown[3:8] == [
        "caso-1 · i1 · home education (ADM)",
        "✓ direct work · 1 session · 1 hour · €20.00 · art. 2",
        "– correlated work · 1 session · 30 minutes · work that the voucher does not pay for · art. 2",
        "= Plan Office: €20.00",
        "= Family: €2.00 · 1.00 × €2.00 an hour · art. 3",
    ]
    assert shown[8] == "~ if everything: Plan Office €30.00, Family €3.00"
    italian = lines(made(simple(HOUR)), "it")
    assert italian[4:7] == [
        "✓ attività diretta · 1 accesso · 1 ora · 20,00 € · art. 2",
        "= Ufficio di Piano: 20,00 €",
        "= Famiglia: 2,00 € · 1,00 × 2,00 € all'ora · art. 3",
    ]
    assert italian[0] == "small 1 · rendiconto di marzo 2026, visto al 31 marzo 2026"


def test_no_line_is_wider_than_asked_and_amounts_keep_their_sign() -> None:
    found = made(*(member(name, in_group(transport_provided=True, transport_needed=True)) for name in "abc"))
    for lang in ("it", "en"):
        shown = text(found, lang)
        assert max(map(len, shown.splitlines())) <= 80
        assert "\N{NO-BREAK SPACE}" not in shown
        assert not any(line.strip().startswith("€ ") or line.strip() == "€" for line in shown.splitlines())


def test_groups_are_told_with_those_not_given_and_what_disagrees() -> None:
    shown = lines(made(member("a", in_group()), member("b", in_group(attendance=None))))
    assert "g · activity · 2 March 2026 at 15:00 · 2 hours · educators: 1 · minors: 3 · €40.00" in shown
    assert "Minors whose case is not given: 1. To them falls: between €13.33 and €13.34" in shown
    assert (
        "✓ group work · 1 session · 2 hours · to be paid 40 minutes: between €13.33 and €13.34 · art. 2"
        in shown
    )
    assert "To ask for: the cases of the group's other minors (for the cents)" in shown
    bad = lines(made(member("a", in_group()), member("b", in_group(users_present=2))), "it")
    assert "Le registrazioni dei casi non concordano: il numero di minori presenti" in bad
    alone = lines(made(simple(in_group(group=None, users_present=1))))
    assert any(line.startswith("group not stated · activity") for line in alone)


def test_an_outing_names_no_educators() -> None:
    shown = lines(
        made(member("a", in_group(users_present=1, transport_provided=True, transport_needed=True)))
    )
    assert "g · transport · 2 March 2026 at 15:00 · 1 hour · minors: 1 · €20.00" in shown
    assert "✓ transport · to be paid 1 hour: €20.00 · art. 2" in shown


def test_what_is_not_known_is_told_with_what_to_ask() -> None:
    found = made(case(intervention(session("2026-03-02T15:00", activity=None, attendance=[]), agency=None)))
    shown = lines(found)
    assert "Agency not known" in shown
    assert "? unknown work · 1 session · at most 24 hours · whether these are hours to be paid is not" in (
        " ".join(shown)
    )
    assert "To ask for: kind of activity (2 March 2026 at 15:00)" in shown
    unset = lines(made(simple(HOUR), rules=rules_with(values=values(unit_value=UNSET))), "it")
    assert "= Ufficio di Piano: non noto" in unset
    assert any("competente: il Consiglio" in line for line in unset)


def test_sessions_without_an_end_to_them_are_told_from_what_is_certain() -> None:
    shown = lines(made(case(intervention(sessions={"items": [HOUR], "complete_until": "2026-03-10"}))))
    assert "= Plan Office: at least €20.00" in shown
    assert any(line.startswith("? unknown work · not known") for line in shown)


def test_an_unknown_intervention_has_no_payer() -> None:
    shown = lines(made(case(interventions=None)))
    assert "caso-1" in shown
    assert "not known · payer not known: not known" in shown


def test_a_service_without_a_voucher_has_no_sum() -> None:
    shown = lines(made(case(intervention(HOUR, service="day_centre"))))
    assert any("a service without a voucher in these rules" in line for line in shown)
    assert not any(line.startswith("=") for line in shown)
    assert "No session of the month is to be paid." in shown
    assert "Totals" not in shown


@pytest.mark.parametrize(("number", "told"), [(2, 2), (3, 1)])
def test_what_is_missing_of_no_one_case_is_told_once_for_several(number: int, told: int) -> None:
    unpriced = rules_with(values=values(unit_value=UNSET))
    cases = [{**simple(HOUR), "id": f"caso-{n}"} for n in range(number)]
    shown = lines(made(*cases, rules=unpriced), rules=unpriced)
    asked = [line for line in shown if "no act has set it" in line]
    assert len(asked) == told
    assert ("To ask for, for several interventions" in shown) is (told == 1)


def test_what_is_missing_of_a_case_stays_with_it() -> None:
    open_ended = session("2026-03-02T15:00")
    shown = lines(made(*({**simple(open_ended), "id": f"caso-{n}"} for n in range(3))))
    assert sum(line.startswith("To ask for: ") for line in shown) == 3
    assert "To ask for, for several interventions" not in shown


def test_a_status_is_told() -> None:
    shown = lines(made(simple(session("2026-03-02T15:00", "16:00", status="cancelled"))))
    assert "– direct work (cancelled) · 1 session · 1 hour · sessions not delivered" in shown


def test_an_exemption_gives_its_reason() -> None:
    free = "\n  copayment: {unit: EUR_per_hour, services: [home_education], free: {it: gratuito, en: free of charge}}"
    shown = lines(made(simple(HOUR), rules=rules_with(tariffs=free)))
    assert "= Family: €0.00 · free of charge" in shown


def test_a_share_of_the_cost_is_told_in_per_cent() -> None:
    percent = """
  copayment:
    unit: percent_of_cost
    services: [home_education]
    cost: 25.00
    history:
      - from: 2020-01-01
        cites: {article: "3"}
        rows: [{isee: {at_least: 0.00}, fee: 40}]
        no_isee: {fee: 40}
"""
    rules = rules_with(tariffs=percent)
    assert "= Family: €10.00 · 1.00 × 40.00% of the cost · art. 3" in lines(made(simple(HOUR), rules=rules))
    assert "= Famiglia: 10,00 € · 1,00 × 40,00 % del costo · art. 3" in lines(
        made(simple(HOUR), rules=rules), "it"
    )


def test_a_fee_that_is_not_one_amount_is_told_as_its_sum() -> None:
    capped = f"{TARIFF.rstrip()}\n        month_cap: 1.00\n"
    shown = lines(made(simple(HOUR), rules=rules_with(tariffs=capped)))
    assert any(line.startswith("= Family: €1.00 · ") for line in shown)


_LAST_DAY = {
    "en": "! The voucher runs from 8 August 2025 to 8 March 2026; by the act its last day is 7 February 2026 or else "
    "8 February 2026.",
    "it": "! Il voucher va dall'8 agosto 2025 all'8 marzo 2026; per l'atto l'ultimo giorno è il 7 febbraio 2026 oppure "
    "l'8 febbraio 2026.",
}


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_term_that_ends_in_the_month_is_told_with_its_last_day(lang: str) -> None:
    ends = case(intervention(HOUR, voucher_terms=[{**TERM, "start": "2025-08-08", "end": "2026-03-08"}]))
    assert _LAST_DAY[lang] in " ".join(lines(made(ends), lang))
    assert "! " not in " ".join(lines(made(simple(HOUR)), lang))
    plain = rules_with(vouchers=voucher(last_day=""))
    without = " ".join(lines(made(ends, rules=plain), lang, rules=plain))
    assert f"{_LAST_DAY[lang].split(';')[0]}." in without


def test_notes_and_readings_are_told() -> None:
    shown = lines(made(case(intervention(HOUR, voucher_terms=[]))))
    assert any(line.startswith("! 1 session outside the recorded voucher terms") for line in shown)
    assert "What is paid? Direct work. Or else: everything." in shown
    silent = lines(made(simple(HOUR), rules=rules_with(vouchers="")))
    assert "Readings" not in silent


def test_invoices_are_told() -> None:
    wrong = made(simple(HOUR), agency=agency(invoice(bill(None))))
    shown = lines(wrong)
    assert "✗ caso-1 · i1 · Family" in shown
    assert "✗ f1/1 · caso-1 · i1 · Plan Office" in shown
    told = (
        "The amount billed is more than is due. Hours due: 1 hour; amount billed: €40.00; amount due: €20.00."
    )
    assert f"{told} · art. 2" in " ".join(shown)
    share = invoice(bill(60, "2.00"), payers=("family",), id="f2")
    fine = made(simple(HOUR), agency=agency(invoice(bill(60, "20.00")), share))
    assert "The invoices agree with the statement." in lines(fine)
    assert "Fatture" not in lines(made(simple(HOUR), agency=None), "it")
    unsure = made(simple(HOUR), agency=agency(invoice(bill(60, None), payers=("municipality",))))
    assert any(line.startswith("✗ f1 · Municipality") for line in lines(unsure))
    two = made(simple(HOUR), agency=agency(invoice(bill(60, None))))
    assert any(line.startswith("? f1/1") for line in lines(two))


def test_styles_are_told_the_role_of_each_part() -> None:
    shown = text(made(simple(HOUR)), style=lambda role, part: f"<{role}>{part}" if role else part)
    assert "<complies>✓" in shown
    assert "<file>Agency agenzia-1" in shown


# --- table ------------------------------------------------------------------------------------------------------------


def table(found: Statement) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(found)), delimiter=";"))


def test_the_table_has_a_row_for_each_line_and_for_each_share() -> None:
    rows = table(
        made(simple(HOUR, session("2026-03-16T15:00", "16:00"), session("2026-03-03T15:00", status=None)))
    )
    assert tuple(rows[0]) == COLUMNS
    assert [(row["payer"], row["standing"]) for row in rows] == [
        ("plan_office", "payable"), ("plan_office", "undecided"), ("family", "family_share"),
    ]  # fmt: skip
    assert (rows[0]["month"], rows[0]["amount_lowest"], rows[0]["unit_values"]) == (
        "2026-03",
        "44.35",
        "20.00 24.35",
    )
    assert (rows[1]["amount_lowest"], rows[1]["amount_highest"], rows[1]["outcome"]) == (
        "0.00",
        "480.00",
        "undecided",
    )
    assert (rows[2]["payable_minutes_lowest"], rows[2]["amount_lowest"]) == ("120.00", "4.00")


def test_what_is_not_known_is_an_empty_cell() -> None:
    rows = table(made(simple(HOUR), rules=rules_with(values=values(unit_value=UNSET))))
    assert (rows[0]["amount_lowest"], rows[0]["amount_highest"]) == ("", "")
    (unknown,) = table(made(case(interventions=None)))
    assert (unknown["payer"], unknown["intervention"], unknown["amount_highest"]) == ("", "", "")
    open_ = table(made(case(intervention(sessions=None))))
    assert open_[-1]["payable_minutes_highest"] == ""


def test_a_statement_is_seen_on_its_day() -> None:
    found = RULES.statement([simple(HOUR)], month="2026-03", on=date(2026, 3, 1))
    assert lines(found)[0].endswith("as seen on 1 March 2026")

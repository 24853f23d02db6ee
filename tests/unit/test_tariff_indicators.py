"""Tariffs by an indicator that a rule set declares: what its certificates may say, and what they cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adm_rules import Case
from adm_rules._internal.compiler import readers
from adm_rules._internal.diagnostics import AdmRulesError, CaseError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.values.bounds import NONE, UNKNOWN
from tests.rules.small import case, pinned_if_read, rule, rule_set, text
from tests.unit.test_copayment import TARIFFS, certificate, shape
from tests.unit.test_explain_tariffs import told

ON = date(2026, 3, 10)
TRENTO = (TARIFFS / "trento_home_help.yaml").read_text(encoding="utf-8")
CAP = "        month_cap: $month_most\n"
assert CAP in TRENTO
#: Of the act, what an hour costs: its monthly limit, which nobody has set, would leave every sum open.
HELP = parse(TRENTO.replace(CAP, ""), "hour.yaml")
INCOME = """
  income: {label: {it: reddito mensile, en: monthly income}, kind: money, lasts: {months: 6}}
"""
BY_INCOME = """
  copayment:
    unit: EUR_per_hour
    indicator: income
    services: [home_education]
    certificate: {expired: none}
    history:
      - from: 2020-01-01
        cites: {article: "1"}
        rows:
          - {income: {at_most: 630.08}, fee: 0.00, because: {it: minimo, en: minimum}}
          - {income: {above: 630.08}, fee: {excess_over: 630.08}}
        no_isee: {fee: 9.00}
"""
BY_MONTHLY = rule_set(indicators=INCOME, tariffs=BY_INCOME)


def attested(value: Any = "0.2487", kind: str = "icef", **keys: Any) -> dict[str, Any]:
    given = certificate(value, **{"kind": kind, "issued_on": "2026-01-10", "valid_until": "none", **keys})
    return case(isee=[given])


def ask(file: Any, rules: RuleSet = HELP, on: date = ON) -> Copayment:
    service = "home_help" if rules is HELP else "home_education"
    return rules.copayment(file, on=on, service=service)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("0", "2.00"), ("0.1299", "2.00"), ("0.13", "2.00"), ("0.1301", "2.01"), ("0.2487", "9.03"),
        ("0.265", "10.00"), ("0.3999", "17.99"), ("0.4", "18.00"), ("0.4001", "18.00"), ("3", "18.00"),
    ],
)  # fmt: skip
def test_an_hour_costs_by_an_indicator_of_four_decimals(value: str, amount: str) -> None:
    found = ask(attested(value))
    assert (found.outcome, found.amount) == ("decided", Decimal(amount))
    assert found.steps[0].text.en == f"ICEF: {Decimal(value):.4f}, certificate of 10 January 2026"


def test_a_monthly_limit_that_nobody_has_set_leaves_what_is_due_open() -> None:
    found = shape("trento_home_help").copayment(attested(), on=ON, service="home_help")
    assert (found.outcome, found.amount, str(found.lowest), str(found.highest)) == (
        "undecided",
        None,
        "9.03",
        "9.03",
    )
    assert (found.total, str(found.total_lowest), str(found.total_highest)) == (None, "0.00", "9.03")
    assert [each.name for each in found.missing] == ["month_most"]


@pytest.mark.parametrize(
    ("file", "outcome", "bounds", "missing"),
    [
        (case(), "undecided", ("2.00", "18.00"), "a certificate valid on 10 March 2026: ICEF"),
        (attested(None), "undecided", ("2.00", "18.00"), "value of the attested indicator"),
        (
            attested("100.00", "minors"),
            *("refused", ("2.00", "18.00")),
            "a certificate valid on 10 March 2026: ICEF (ISEE for minors does not count for this tariff)",
        ),
    ],
)
def test_what_is_not_known_leaves_the_whole_range(
    file: Any, outcome: str, bounds: tuple[str, str], missing: str
) -> None:
    found = ask(file)
    assert (found.outcome, str(found.lowest), str(found.highest)) == (outcome, *bounds)
    assert missing in [each.text.en for each in found.missing]


def test_without_an_indicator_the_act_may_be_silent() -> None:
    found = ask(case(isee=[]))
    assert (found.outcome, found.lowest) == ("undecided", None)
    assert [each.text.en for each in found.missing] == [
        "what a family without ICEF pays: the act is silent (to ask: Provincia autonoma di Trento)"
    ]


@pytest.mark.parametrize(
    ("value", "code", "help_"),
    [
        ("0.24871", "not-a-number", "write it with 4 decimals"),
        ("high", "not-a-number", "write it with 4 decimals"),
        (-1, "not-a-number", "write it with 4 decimals"),
        (True, "not-a-number", "write it with 4 decimals"),
        ("3.0001", "out-of-range", "write one from 0.0000 to 3.0000"),
    ],
)
def test_a_value_that_the_indicator_cannot_have_is_refused_where_it_stands(
    value: Any, code: str, help_: str
) -> None:
    with pytest.raises(CaseError) as caught:
        ask(attested(value))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.path, fault.help) == (code, ("isee", 0, "value"), help_)
    assert str(value) not in fault.message


def test_an_isee_has_two_decimals_still_and_a_kind_is_declared() -> None:
    with pytest.raises(CaseError, match="not-an-amount"):
        ask(attested("0.2487", "minors"))
    with pytest.raises(CaseError, match="unknown-name"):
        shape("line").copayment(attested(), on=ON, service="home_education")
    with pytest.raises(CaseError, match="stands here twice"):
        ask(attested(measure="0.2"))


def test_a_record_keeps_the_value_apart_from_euro() -> None:
    model = Case.model_validate(attested(), context=HELP.regulation.context)
    written = model.model_dump(mode="json", exclude_unset=True)
    given = attested("none")["isee"][0]
    assert written["isee"] == [{**given, "measure": "0.248700"}]
    assert ask(written).amount == ask(model).amount == Decimal("9.03")
    again = Case.model_validate(written, context=HELP.regulation.context)
    assert again == model


def test_no_rule_takes_an_indicator_for_an_isee() -> None:
    rules = parse(
        text(
            rule("{isee_now: {at_most: 1.00}}", per="case"),
            indicators="{icef: {label: {it: ICEF, en: ICEF}, kind: number, decimals: 2}}",
        ),
        "t.yaml",
    )
    (finding,) = rules.check(attested("0.25"), on=ON).findings
    assert finding.verdict.value == "breaches"  # there is no ISEE
    model = Case.model_validate(attested("0.25"), context=rules.regulation.context)
    (trusted,) = rules.check(model.model_dump(mode="json"), on=ON, trusted=True).findings
    assert trusted.verdict == finding.verdict
    isee = certificate("0.90", issued_on="2026-01-02")
    both = case(isee=[isee, *attested("0.25")["isee"]])
    assert (
        rules.check(both, on=ON).findings[0].verdict.value == "complies"
    )  # the ISEE, though it is the older one


def test_a_rule_compares_an_indicator_with_a_value() -> None:
    rules = rule_set(
        rule("{indicator_value: {below: $most}}", per="isee"),
        indicators="{icef: {label: {it: ICEF, en: ICEF}, kind: number, decimals: 4}}",
        values='{most: {kind: number, of: icef, label: {it: s, en: t}, history: [{is: 0.25, cites: {article: "1"}}]}}',
    )
    found = [rules.check(attested(v), on=ON).findings[0] for v in ("0.2499", "0.25", None)]
    assert [each.verdict.value for each in found] == ["complies", "breaches", "undecided"]


@pytest.mark.parametrize(("raw", "value"), [("0.2487", 248_700), ("3", 3_000_000), (2, 2_000_000)])
def test_plain_data_hold_a_number_as_text(raw: Any, value: int) -> None:
    assert readers.text_number(raw) == value


def test_plain_data_with_another_form_of_number_are_refused() -> None:
    assert readers.text_number("none") is NONE
    assert readers.text_number(None) is UNKNOWN
    with pytest.raises(AdmRulesError):
        readers.text_number("0,2")


# --- an income in euro ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "amount", "reason"),
    [("630.08", "0.00", "income"), ("630.09", "0.01", None), ("640.00", "9.92", None)],
)
def test_an_indicator_in_euro_has_cents(value: str, amount: str, reason: str | None) -> None:
    found = ask(attested(value, "income"), BY_MONTHLY)
    assert (str(found.amount), found.reason and found.reason.id) == (amount, reason)


@pytest.mark.parametrize(
    ("on", "keys", "amount"),
    [
        (date(2026, 7, 9), {}, "0.01"),  # the last day of six months
        (date(2026, 7, 10), {}, "9.00"),  # the day after it is as good as none
        (date(2026, 7, 10), {"valid_until": "2026-07-10"}, "0.01"),  # it says itself until when
        (date(2027, 1, 1), {"valid_until": "none"}, "0.01"),
    ],
)
def test_a_certificate_lasts_as_long_as_its_indicator_says(
    on: date, keys: dict[str, Any], amount: str
) -> None:
    given = {"valid_until": None, **keys}
    assert str(ask(attested("630.09", "income", **given), BY_MONTHLY, on).amount) == amount


def test_how_long_a_certificate_lasts_is_not_known_without_its_first_day() -> None:
    found = ask(attested("630.09", "income", valid_until=None, issued_on=None), BY_MONTHLY)
    assert (found.outcome, str(found.lowest), str(found.highest)) == ("undecided", "0.00", "None")


# --- in words, and in overlays ----------------------------------------------------------------------------------------


def test_a_tariff_by_an_indicator_is_told() -> None:
    low, high = "lower ICEF threshold ($icef_low)", "upper ICEF threshold ($icef_high)"
    assert told(HELP, "en", "home_help") == [
        "for each hour",
        "services: home help",
        "from 1 January 2020: for each hour (section “Quanto costa”)",
        f"  ICEF less than {low}: €2.00",
        f"  ICEF at least {low} and less than {high}: straight between the points €2.00 at {low} and €18.00 at {high}",
        f"  ICEF at least {high}: €18.00",
        "  without ICEF: the act is silent, and the amount stays undecided",
        "  in the end the total is in cents, half up",
    ]
    assert told(shape("trento_home_help"), "en", "home_help")[-2] == (
        "  most in a month: most in a month at the highest ICEF ($month_most) (no act sets it)"
    )
    assert told(BY_MONTHLY)[2:5] == [
        "a certificate (monthly income) holds for 6 months",
        "certificate that has expired: counts as no monthly income",
        "from 1 January 2020: for each hour (art. 1)",
    ]


OVERLAY = """\
language: 1
id: own
title: {it: Regole proprie, en: Own rules}
version: "1"
extends: {rules: tirano}
adopted: {act: del. 1/2026, body: Assemblea dei Sindaci, on: 2026-01-15}
indicators:
  icef: {label: {it: ICEF, en: ICEF}, kind: number, decimals: 4}
tariffs:
  copayment:
    unit: EUR_per_hour
    indicator: icef
    history: [{from: 2026-02-01, cites: {article: "1"}, rows: [{icef: {at_least: 0}, fee: {line: LINE}}]}]
"""


def test_an_overlay_may_set_a_tariff_by_an_indicator_of_its_own() -> None:
    own = OVERLAY.replace("{line: LINE}", "{proportional: [1, 10.00]}")
    rules = parse(pinned_if_read(own), "own.yaml")
    assert str(ask(attested(), rules).amount) == "2.49"
    assert rules.copayment(attested(), on=date(2026, 1, 20), service="home_education").outcome == "not_set"


def test_an_overlay_declares_no_indicator_of_its_base_anew(tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(
        text(indicators=INCOME, tariffs="{t: {unit: EUR, free: {it: a, en: b}}}").replace(
            "rules:\n", "rules: []\n"
        )
    )
    path = tmp_path / "own.yaml"
    own = """\
language: 1
id: own
title: {it: Regole proprie, en: Own rules}
version: "1"
extends: {rules: base.yaml}
adopted: {act: del. 1/2026, body: Assemblea, on: 2026-01-15}
indicators: {income: {label: {it: ICEF, en: ICEF}, kind: number}}
"""
    with pytest.raises(DiagnosticsError) as caught:
        parse(pinned_if_read(own, str(path)), str(path))
    codes = [(each.code, each.position.line if each.position else 0) for each in caught.value.diagnostics]
    assert ("overlay-renames", 7) in codes

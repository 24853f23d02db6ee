"""Tariffs by what a fact comes to: income less expenses, hours stayed, points, age, income per head."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adm_rules._internal.diagnostics import CaseError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.money.copayment.copayment import Copayment
from tests.rules.small import case, rule_set, text, value
from tests.unit.test_copayment import certificate, priced
from tests.unit.test_explain_tariffs import lines, told

ON = date(2026, 3, 10)
MONEY = "per: case, kind: money"
COUNT = "per: case, kind: count"
OWN = f"""
  income: {{{MONEY}, label: {{it: entrate, en: income}}, field: more}}
  expenses: {{{MONEY}, label: {{it: spese, en: expenses}}, field: more}}
  members: {{{COUNT}, label: {{it: componenti, en: members}}, field: more}}
  one: {{{COUNT}, label: {{it: uno, en: one}}, choose: [{{when: {{members: {{at_least: 0}}}}, then: 1}}, {{else: 1}}]}}
  left:
    {{{MONEY}, label: {{it: entrate meno spese, en: income less expenses}}, difference: [income, expenses]}}
  per_head:
    {{{MONEY}, label: {{it: a testa, en: per head}}, apportion: {{of: income, part: one, whole: members}}}}
"""


def measured(
    indicator: str, rows: str, *, unit: str = "EUR_per_hour", top: str = "", values: str = ""
) -> RuleSet:
    tariffs = f"""
  copayment:
    unit: {unit}
    indicator: measure
    services: [home_education]
{top}    history:
      - from: 2020-01-01
        cites: {{article: "1"}}
{rows}"""
    label = "label: {it: misura, en: measure}"
    more = {"values": values} if values else {}
    return rule_set(facts=OWN, indicators=f"{{measure: {{{label}, {indicator}}}}}", tariffs=tariffs, **more)


LEFT = measured(
    "kind: money, fact: left",
    """        rows:
          - {measure: {at_most: 500.00}, fee: 0.00, because: {it: minimo vitale, en: vital minimum}}
          - {measure: {above: 500.00, at_most: 1500.00}, fee: {line: [[500.00, 0.00], [1500.00, 10.00]]}}
          - {measure: {above: 1500.00}, fee: 10.00}
""",
)


def ask(rules: RuleSet, session: Any = None, hours: Any = None, **more: Any) -> Copayment:
    one = case(more=more, isee=[])
    return rules.copayment(one, on=ON, service="home_education", session=session, hours=hours)


@pytest.mark.parametrize(
    ("income", "expenses", "fee"),
    [
        ("1000.00", "600.00", "0.00"),  # 400.00 are left
        ("1000.00", "500.00", "0.00"),  # just 500.00
        ("1800.00", "900.00", "4.00"),  # 900.00: (900 - 500) / (1500 - 500) of 10.00
        ("2000.00", "500.00", "10.00"),  # just 1500.00
        ("3000.00", "100.00", "10.00"),
        ("500.00", "900.00", "0.00"),  # less than nothing counts as nothing
    ],
)
def test_income_less_expenses(income: str, expenses: str, fee: str) -> None:
    found = ask(LEFT, income=income, expenses=expenses)
    assert (str(found.amount), found.missing) == (fee, ())
    assert (found.reason is not None) == (fee == "0.00")


def test_what_is_not_known_of_it_is_asked_for() -> None:
    found = ask(LEFT, income="1800.00")
    assert (str(found.lowest), str(found.highest)) == ("0.00", "10.00")
    assert [each.name for each in found.missing] == ["expenses"]
    assert found.if_no_certificate is None


def test_what_does_not_exist_is_as_who_presents_nothing() -> None:
    assert ask(LEFT, income="none", expenses="900.00").amount is None
    rows = """        rows: [{measure: {at_least: 0.00}, fee: 3.00}]
        no_isee: {fee: 7.00}
"""
    assert (
        str(ask(measured("kind: money, fact: left", rows), income="none", expenses="1.00").amount) == "7.00"
    )


STAY = """        rows:
          - {measure: {at_most: 4 h}, fee: 5.00}
          - {measure: {above: 4 h}, fee: 9.00}
"""


@pytest.mark.parametrize(
    ("end", "ends"),
    [("18:00", ("5.00", "5.00")), ("18:01", ("9.00", "9.00")), (None, ("5.00", "9.00"))],
)
def test_a_fee_by_how_long_an_access_is(end: str | None, ends: tuple[str, str]) -> None:
    rules = measured("kind: minutes, fact: session_time", STAY, unit="EUR_per_access")
    session = {"start": "2026-03-10T14:00", **({"end": f"2026-03-10T{end}"} if end else {})}
    found = ask(rules, session=session)
    assert (str(found.lowest), str(found.highest)) == ends


def test_what_is_known_within_bounds_decides_where_it_can() -> None:
    """A session of at least four hours and a minute costs the same however long it was."""
    rules = measured(
        "kind: years, fact: {fact: age, at: session_day}",
        """        steps: {up_to: [10, 13], fee: [2.00, 4.00], beyond: 6.00}
""",
        unit="EUR_per_access",
    )
    born = {"2014-05-01": ("4.00", "4.00"), "2016-01-01": ("2.00", "2.00"), "2010-01-01": ("6.00", "6.00")}
    for birth_date, ends in born.items():
        one = case(birth_date=birth_date, isee=[])
        found = rules.copayment(one, on=ON, service="home_education", session={"start": "2026-03-10T14:00"})
        assert (str(found.lowest), str(found.highest)) == ends


@pytest.mark.parametrize(("members", "fee"), [(2, "6.00"), (3, "2.00"), (4, "2.00")])
def test_income_per_head(members: int, fee: str) -> None:
    """18,000.00 over two, three and four people: 9,000.00, 6,000.00 and 4,500.00."""
    rows = """        rows:
          - {measure: {at_most: 6000.00}, fee: 2.00}
          - {measure: {above: 6000.00}, fee: 6.00}
"""
    rules = measured("kind: money, fact: per_head", rows)
    assert str(ask(rules, income="18000.00", members=members).amount) == fee


def test_thresholds_are_values_and_the_month_has_a_cap_by_it() -> None:
    rows = """        rows:
          - {measure: {below: $low}, fee: 1.00}
          - {measure: {at_least: $low}, fee: 2.00}
        month_cap: {rows: [{measure: {below: 4}, cap: 3.00}, {measure: {at_least: 4}, cap: 5.00}]}
"""
    rules = measured("kind: count, fact: members, highest: 6", rows, values=value("low", "count", "is: 3"))
    assert str(ask(rules, members=2, hours=10).total) == "3.00"
    assert str(ask(rules, members=3, hours=10).total) == "3.00"
    assert str(ask(rules, members=4, hours=10).total) == "5.00"
    assert str(ask(rules, members=60, hours=2).total) == "4.00"  # beyond its range: as the end of it


SCORE = """
  score: {per: case, kind: number, label: {it: indice, en: score}, field: more}
  other: {per: case, kind: number, label: {it: altro indice, en: other score}, field: more}
  chosen:
    per: case
    kind: number
    label: {it: indice che conta, en: score that counts}
    choose: [{when: {disability: {is: true}}, then: score}, {else: other}]
"""


@pytest.mark.parametrize(
    ("more", "disability", "ends"),
    [
        ({"score": "0.25", "other": "0.90"}, True, ("2.50", "2.50")),
        ({"score": "0.25", "other": "0.90"}, False, ("9.00", "9.00")),
        ({"score": "0.25", "other": "0.90"}, None, ("2.50", "9.00")),  # one of the two
        ({"score": "0.25"}, None, ("0.00", "10.00")),
        ({"score": "0.2555", "other": "0.90"}, True, ("0.00", "10.00")),  # more decimals than it has
    ],
)
def test_a_number_that_may_be_one_of_two(
    more: dict[str, str], disability: bool | None, ends: tuple[str, str]
) -> None:
    """A line from 0.00 at nothing to 10.00 at one whole."""
    rules = rule_set(
        facts=SCORE,
        indicators="{measure: {label: {it: m, en: m}, kind: number, decimals: 2, highest: 1, fact: chosen}}",
        tariffs="""
  copayment:
    unit: EUR_per_hour
    indicator: measure
    services: [home_education]
    history:
      - from: 2020-01-01
        cites: {article: "1"}
        rows: [{measure: {at_least: 0, at_most: 1}, fee: {line: [[0, 0.00], [1, 10.00]]}}]
""",
    )
    known = {} if disability is None else {"disability": disability}
    found = rules.copayment(case(more=more, isee=[], **known), on=ON, service="home_education")
    assert (str(found.lowest), str(found.highest)) == ends


def test_a_fee_by_the_month() -> None:
    rows = """        steps: {up_to: [2, 4], fee: [10.00, 20.00], beyond: 30.00}
"""
    rules = measured("kind: count, fact: members", rows, unit="EUR_per_month")
    assert str(ask(rules, members=4).amount) == "20.00"


def told_of(rules: RuleSet, lang: str) -> list[str]:
    explanation = Explanation(Prose(rules.vocabulary, lang, rules.regulation), rules.regulation)
    sections = explanation.tariff(rules.regulation.tariffs["copayment"])
    return [line for section in sections for line in lines(section.clauses)]


def test_it_is_told_where_the_indicator_comes_from() -> None:
    assert "measure: income less expenses" in told_of(LEFT, "en")
    assert "misura: entrate meno spese" in told_of(LEFT, "it")
    rules = measured("kind: minutes, fact: session_time", STAY, unit="EUR_per_access")
    assert "  measure up to 4 hours: €5.00" in told_of(rules, "en")
    found = ask(LEFT, income="1800.00", expenses="900.00")
    assert "measure: €900.00" in [each.text.en for each in found.steps]


def test_it_is_no_kind_of_certificate() -> None:
    one = case(isee=[{"kind": "measure", "value": "1.00"}])
    with pytest.raises(CaseError, match="unknown-name"):
        LEFT.copayment(one, on=ON, service="home_education")


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        ("kind: money, fact: members", "unit-mismatch"),
        ("kind: money, fact: nothing_such", "unknown-fact"),
        ("kind: money, fact: left, lasts: {months: 12}", "wrong-shape"),
        ("kind: count, decimals: 2, fact: members", "wrong-shape"),
        ("kind: count", "unknown-kind"),
        ("kind: fraction, fact: members", "unknown-kind"),
    ],
)
def test_what_an_indicator_cannot_be(indicator: str, code: str) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        measured(indicator, "        rows: [{measure: {at_least: 0}, fee: 3.00}]\n")
    assert code in [each.code for each in caught.value.diagnostics]


def test_no_certificate_is_asked_of_it() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        measured(
            "kind: money, fact: left",
            "        rows: [{measure: {at_least: 0.00}, fee: 3.00}]\n",
            top="    accepts: [minors]\n    certificate: {expired: use}\n",
        )
    assert [each.code for each in caught.value.diagnostics] == ["wrong-shape"] * 2
    assert parse(text().replace("rules:", "rules: []"), "x.yaml").notices == ()


# --- of several certificates ------------------------------------------------------------------------------------------

BETTER = priced(
    """        rows:
          - {isee: {at_most: 5000.00}, fee: 1.00}
          - {isee: {above: 5000.00, at_most: 9000.00}, fee: 2.00}
          - {isee: {above: 9000.00}, fee: 3.00}
""",
    top="    of_several: lowest\n",
)
OLD = certificate("6000.00", issued_on="2026-01-15")


@pytest.mark.parametrize(
    ("newer", "ends"),
    [
        (certificate("4000.00", issued_on="2026-02-20"), ("1.00", "1.00")),  # more favourable: it counts
        (certificate("9500.00", issued_on="2026-02-20"), ("2.00", "2.00")),  # it is not: the older one stays
        (certificate("4000.00", issued_on="2026-03-11"), ("2.00", "2.00")),  # from tomorrow on
        (certificate("4000.00", issued_on="2026-01-10", valid_until="2026-03-09"), ("2.00", "2.00")),
        (certificate("4000.00", status=None, issued_on="2026-02-20"), ("1.00", "2.00")),  # if it is valid
        (certificate("9500.00", status=None, issued_on="2026-02-20"), ("2.00", "2.00")),  # valid or not
        (certificate(None, issued_on="2026-02-20"), ("1.00", "2.00")),  # never more than by the older one
        (certificate("4000.00", issued_on=None), ("1.00", "2.00")),
    ],
)
def test_of_several_valid_certificates_the_lowest_counts(newer: Any, ends: tuple[str, str]) -> None:
    for listed in ([OLD, newer], [newer, OLD]):
        found = BETTER.copayment(case(isee=listed), on=ON, service="home_education")
        assert (str(found.lowest), str(found.highest)) == ends


def test_that_the_lowest_counts_is_told() -> None:
    newer = certificate("4000.00", issued_on="2026-02-20")
    found = BETTER.copayment(case(isee=[OLD, newer]), on=ON, service="home_education")
    said = [step.text.en for step in found.steps]
    assert "several certificates are valid: the one of the lowest value counts" in said
    assert "of several valid certificates the one of the lowest value counts" in told(BETTER)
    assert "fra più attestazioni valide vale quella di valore più basso" in told(BETTER, "it")

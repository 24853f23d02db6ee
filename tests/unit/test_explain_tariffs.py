"""Tariffs in words."""

from __future__ import annotations

import pytest

from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.explain import Clause, Explanation, Prose
from adm_rules._internal.facts import registry
from tests.rules.small import COUNTED
from tests.unit.test_copayment import UNSET_COST, priced, shape


def lines(clauses: tuple[Clause, ...], depth: int = 0) -> list[str]:
    return [line for each in clauses for line in ("  " * depth + each.text, *lines(each.parts, depth + 1))]


def told(rules: RuleSet, lang: str = "en", name: str = "copayment") -> list[str]:
    """A tariff of a rule set, section after section."""
    explanation = Explanation(Prose(rules.vocabulary, lang, rules.regulation), rules.regulation)
    return [
        line
        for section in explanation.tariff(rules.regulation.tariffs[name])
        for line in lines(section.clauses)
    ]


def overview(rules: RuleSet, lang: str = "en") -> list[str]:
    explanation = Explanation(Prose(registry(), lang, rules.regulation), rules.regulation)
    heading = "Tariffs" if lang == "en" else "Tariffe"
    return [line for s in explanation.overview() if s.heading == heading for line in lines(s.clauses)]


def test_a_line_is_told_with_its_points_and_its_rounding() -> None:
    assert told(shape("line"), "it") == [
        "per ogni ora",
        "servizi: assistenza domiciliare minori (ADM)",
        "ISEE che vale: ISEE minorenni e ISEE corrente",
        "dal 1º gennaio 2020: per ogni ora (art. 1)",
        "  ISEE fino a 6.530,99 €: 3,00 €",
        "  ISEE da 6.531,00 € a 11.429,00 €: in linea retta fra i punti 3,00 € a 6.531,00 € e 11,00 € a 11.429,00 €",
        "  ISEE da 11.429,01 €: 11,00 €",
        "  senza ISEE: 11,00 €",
        "  +10% sulla quota (servizio festivo o serale): se vale almeno una di queste condizioni:",
        "    sussiste il giorno festivo",
        "    l'ora di inizio dell'accesso non precede le 20:00",
        "  arrotondamento a 0,01 €, il mezzo per eccesso: della quota modificata",
        "  alla fine il totale è in centesimi, il mezzo per eccesso",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("line_second_member", "-50% on the total (another member of the household uses the service): "),
        ("bands", "a fee of €19.66 in place of the one by ISEE (not a resident): if "),
        ("proportional", "ISEE from €7,500.01 to €30,000.00: in proportion to the ISEE, €8.00 at €30,000.00"),
        (
            "line_from_above",
            "ISEE from €30,000.01: full cost of an hour of service ($full_cost) (no act sets it)",
        ),
        ("excess", "ISEE from €5,825.01: what the ISEE exceeds €5,825.00 by"),
        ("excess", "ISEE up to €5,825.00: €0.00 (vital minimum)"),
        ("excess", "exempt (service ordered by a court): if "),
        ("percent", "ISEE of €733.37: 40%"),
        ("percent", "cost of an hour of service ($hourly_cost)"),
        ("bands", "without ISEE: the act is silent, and the amount stays undecided"),
    ],
)
def test_each_shape_has_its_words(name: str, said: str) -> None:
    assert any(line.strip().startswith(said) for line in told(shape(name)))


def test_policies_caps_and_modes_are_told() -> None:
    rules = priced(
        """        until: 2026-12-31
        rows: [{isee: {at_least: 5.00}, fee: 12.5}]
        gap: row_above
        no_isee: {fee: 100}
        month_cap: 200.00
        round: {to: 0.05, mode: down, after: [fee, total]}
        modifiers: [{id: m, because: {it: a, en: b}, when: {other_users: {at_least: 1}}, fee: 3.00, of: total}]
""",
        unit="percent_of_cost",
        top="    cost: $cost\n    certificate: {expired: use, with_omissions: none}\n",
        values=UNSET_COST,
    )
    said = told(rules)
    for line in (
        "hourly cost ($cost) (no act sets it)",
        "certificate that has expired: counts",
        "certificate with omissions or discrepancies: counts as no ISEE",
        "from 1 January 2020 to 31 December 2026: in per cent of the cost (art. 1)",
        "  ISEE from €5.00: 12.5%",
        "  an ISEE between two bands pays like the band above",
        "  without ISEE: 100%",
        "  most in a month: €200.00",
        "  rounding to €0.05, down: of the fee by ISEE and of the total",
        "  in the end the total is in cents, down",
    ):
        assert line in said
    assert any(line.startswith("  €3.00 in all (b): if ") for line in said)


def test_a_reading_is_told_option_by_option() -> None:
    rows = """        by_reading:
          counted:
            direct: {rows: [{isee: {at_least: 0}, fee: 5.00}]}
            all: {free: {it: gratuito, en: free}}
"""
    said = told(priced(rows, readings=COUNTED))
    assert "from 1 January 2020: What counts? (art. 1)" in said
    assert "  direct work (the reading in use): for each hour" in said
    assert "    for every ISEE: €5.00" in said
    assert "  all the work: free: free" in said or "  all work: free: free" in said
    assert "ISEE that counts: ISEE for minors and current ISEE" in said


def test_what_has_no_table_says_nothing_of_the_isee() -> None:
    assert told(shape("not_set")) == [
        "for each hour",
        "services: home education (ADM)",
        (
            "without a first day: no act sets it; this is for the example assembly of mayors to say: "
            "ISEE thresholds and the hourly share (art. 1)"
        ),
    ]


def test_the_overview_has_one_version_or_all_of_them() -> None:
    assert overview(shape("free")) == ["home_education: free: free for its users (art. 1)"]
    assert overview(shape("access"))[:2] == ["copayment: for each access (art. 1)", "  from 1 January 2020"]
    two = """        until: 2020-12-31
        free: {it: gratuito, en: free}
      - from: 2027-03-08
        cites: {article: "2"}
        free: {it: gratuito, en: free}
"""
    assert overview(priced(two), "it") == [
        "copayment",
        "  dal 1º gennaio 2020 al 31 dicembre 2020: gratuito: gratuito (art. 1)",
        "  dall'8 marzo 2027: gratuito: gratuito (art. 2)",
    ]
    ended = priced("        until: 2020-12-31\n        free: {it: gratuito, en: free}\n")
    ended.regulation.tariffs["copayment"]
    assert told(ended)[-1] == "from 1 January 2020 to 31 December 2020: free: free (art. 1)"


def test_a_tariff_may_end_without_a_first_day() -> None:
    rows = "        until: 2020-12-31\n        free: {it: gratuito, en: free}\n"
    text = priced(rows).regulation.text.replace("      - from: 2020-01-01\n        cites", "      - cites")
    assert told(parse(text))[-1] == "until 31 December 2020: free: free (art. 1)"


def test_a_tariff_may_price_nothing_that_has_a_name() -> None:
    rules = priced("        free: {it: gratuito, en: free}\n")
    text = rules.regulation.text.replace("    services: [home_education]\n", "")
    assert told(parse(text))[:1] == ["for each hour"]
    assert len(told(parse(text))) == 2

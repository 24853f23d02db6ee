"""Vouchers in words."""

from __future__ import annotations

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from tests.rules.months import UNSET, rules_with, values, voucher
from tests.unit.test_explain_tariffs import lines

DEPENDING = ", depending on the reading (art. 2)"
#: No more than the keys that are needed.
BARE = dict.fromkeys(
    ("unit_value", "group", "family_group", "transport", "last_day", "invoices", "excess"), ""
)


def explained(rules: RuleSet, lang: str) -> Explanation:
    return Explanation(Prose(registry(), lang, rules.regulation), rules.regulation)


def told(rules: RuleSet, lang: str = "en") -> dict[str, list[str]]:
    """The voucher of a rule set, by section."""
    sections = explained(rules, lang).voucher(rules.regulation.vouchers["trial"])
    return {section.heading: lines(section.clauses) for section in sections}


def test_a_voucher_is_told_with_its_values_and_its_readings() -> None:
    found = told(rules_with())
    assert list(found) == ["Voucher", "How it is reckoned", "What else the act says", "Readings", "Norms"]
    assert found["Voucher"] == [
        "who pays: Plan Office",
        "services: home education (ADM) and supervised contact (Spazio Neutro)",
    ]
    assert found["How it is reckoned"][1:] == [
        "hour ($hour): €20.00, €24.35 from 16 March 2026 (art. 2)",
        f"divided ($divided): “equally among the minors present” or “by the ratio set for the group”{DEPENDING}",
        f"shared ($shared): “fraction that falls to the minor” or “all hours attended”{DEPENDING}",
        "flat ($flat): 1 hour (art. 2)",
    ]
    assert found["What else the act says"] == [
        "last day of a term",
        "  last day of the ordinary voucher term (ends: counted, the reading in use)",
        "  same-numbered day at the end of the ordinary voucher term (ends: excluded)",
        "each payer needs an invoice of its own (art. 4)",
        "hours beyond those authorised: The family pays the rest (art. 5)",
    ]
    assert [line for line in found["Readings"] if not line.startswith(" ")] == [
        "paid: What is paid?",
        "divided: How is it divided?",
        "shared: On which hours?",
        "ends: When does it end?",
    ]
    assert found["Norms"] == ["TST-01-01"]


def test_what_an_act_leaves_open_is_said_too() -> None:
    found = told(rules_with(vouchers=voucher(**BARE, readings="[]")), "it")
    assert list(found) == ["Voucher", "Come si calcola", "Letture", "Norme"]
    assert found["Come si calcola"][1:] == [
        "l'atto non indica quanto vale un'ora",
        "l'atto non dice come si divide il voucher di un gruppo",
        "l'atto non dice su quali ore di gruppo si calcola la quota della famiglia",
        "l'atto non riconosce un tempo per il trasporto",
    ]


def test_a_value_that_no_act_sets_names_who_must() -> None:
    unset = "\n  hour: {kind: money, label: {it: ora, en: an hour}, " + UNSET + ", cites: {article: '2'}}"
    found = told(rules_with(values=values(hour=unset)))
    assert found["How it is reckoned"][1].startswith(
        "an hour ($hour): no act sets it; this is for the council to say"
    )


def test_a_last_day_may_need_no_reading_and_a_payer_may_be_the_rule_sets_own() -> None:
    rules = rules_with(
        names="\n  role: {fund: {it: il fondo, en: the fund}}",
        vouchers=voucher(payer="fund", last_day="six_month_end", readings="[]"),
    )
    found = told(rules)
    assert found["Voucher"][0] == "who pays: the fund"
    assert found["What else the act says"][0] == "last day of a term: last day of the ordinary voucher term"
    assert "ends: When does it end?" not in found["Readings"]


def test_the_overview_lists_vouchers() -> None:
    (section,) = [each for each in explained(rules_with(), "it").overview() if each.heading == "Voucher"]
    assert lines(section.clauses) == [
        "trial: Voucher di prova (art. 1)",
        "  chi paga: Ufficio di Piano",
        "  servizi: assistenza domiciliare minori (ADM) e spazio neutro",
    ]
    without = explained(rules_with(vouchers="", values=values()), "it").overview()
    assert all(each.heading != "Voucher" for each in without)

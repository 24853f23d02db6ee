"""Values that an act has set anew each year: each amount ends with its year, and nothing is carried on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from tests.rules.months import account, case, intervention
from tests.rules.small import rule, rule_set, session, verdicts, with_sessions
from tests.unit.test_copayment import certificate, priced
from tests.unit.test_copayment import family as household
from tests.unit.test_explain_tariffs import lines

SET_BY = "by: {it: il Comune, en: the municipality}, asks: {it: il limite, en: the cap}"
OVERLAY = Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml"


def cap(*entries: str, kind: str = "minutes", ends: str = "") -> str:
    """The value `cap`, set each year."""
    history = ", ".join(f'{{{entry}, cites: {{article: "2"}}}}' for entry in entries)
    said = f", history: [{history}]" if entries else ""
    label = "label: {it: limite, en: limit}"
    return f"\n  cap: {{kind: {kind}, {label}, each_year: {{{SET_BY}{ends}}}{said}}}"


def capped(*entries: str, ends: str = "") -> RuleSet:
    return rule_set(rule("{session_time: {at_most: $cap}}"), values=cap(*entries, ends=ends))


def verdict_on(rules: RuleSet, day: str) -> str:
    (found,) = verdicts(rules, with_sessions(session(f"{day}T15:00", "17:00")), on=date(2030, 1, 1))
    return found


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2025-12-31", "undecided"),  # nobody had set it yet
        ("2026-01-01", "complies"),
        ("2026-12-31", "complies"),
        ("2027-01-01", "undecided"),  # the year is over
        ("2027-03-31", "undecided"),
        ("2027-04-01", "breaches"),  # set late, for what is left of the year
        ("2027-12-31", "breaches"),
        ("2028-01-01", "undecided"),
    ],
)
def test_an_amount_holds_until_the_end_of_its_year(day: str, verdict: str) -> None:
    rules = capped("from: 2026-01-01, is: 2 h", "from: 2027-04-01, is: 1 h")
    assert verdict_on(rules, day) == verdict


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        ("from: 2026-09-01, is: 2 h", "2027-08-31"),
        ("from: 2026-08-31, is: 2 h", "2026-08-31"),  # set on the last day of a school year
        ("from: 2026-09-01, until: 2026-12-31, is: 2 h", "2026-12-31"),
    ],
)
def test_a_year_may_end_on_another_day(entry: str, last: str) -> None:
    rules = capped(entry, ends=", ends: 08-31")
    end = date.fromisoformat(last)
    assert verdict_on(rules, last) == "complies"
    assert verdict_on(rules, date.fromordinal(end.toordinal() + 1).isoformat()) == "undecided"


def test_an_end_may_lie_a_year_after_the_beginning() -> None:
    rules = capped("from: 2026-03-01, until: 2027-02-28, is: 2 h")
    assert [verdict_on(rules, day) for day in ("2027-02-28", "2027-03-01")] == ["complies", "undecided"]


def test_a_change_within_the_year_leaves_no_gap() -> None:
    rules = capped("from: 2026-01-01, is: 1 h", "from: 2026-07-01, is: 2 h")
    days = ("2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01")
    assert [verdict_on(rules, day) for day in days] == ["breaches", "complies", "complies", "undecided"]


def test_what_was_never_set_is_asked_of_the_body() -> None:
    rules = capped()
    (finding,) = rules.check(
        with_sessions(session("2026-03-02T15:00", "17:00")), on=date(2026, 4, 1)
    ).findings
    assert finding.verdict.value == "undecided"
    (missing,) = finding.missing
    assert "the municipality" in missing.text.en


def test_a_threshold_of_a_tariff_ends_with_its_year() -> None:
    rows = """        rows:
          - {isee: {at_most: $cap}, fee: 0.00}
          - {isee: {above: $cap}, fee: 4.00}
"""
    rules = priced(rows, values=cap("from: 2026-01-01, is: 5000.00", kind="money"))
    valid = [certificate("6000.00", issued_on="2026-01-01", valid_until="2028-12-31")]

    def due(day: date) -> tuple[str, str]:
        found = rules.copayment(household(valid), on=day, service="home_education")
        return str(found.lowest), str(found.highest)

    assert due(date(2026, 12, 31)) == ("4.00", "4.00")
    assert due(date(2027, 1, 1)) == ("0.00", "4.00")


@pytest.mark.parametrize("until", ["until: 2026-12-31, ", ""])
def test_the_value_of_the_voucher_is_not_carried_on(until: str) -> None:
    """Art. 10 of Tirano's act: what the Assembly set for 2026 says nothing of 2029, whoever forgot the end of it."""
    given = OVERLAY.read_text(encoding="utf-8")
    assert "until: 2026-12-31, " in given
    rules = parse(given.replace("until: 2026-12-31, ", until), str(OVERLAY))

    def paid(day: str) -> tuple[Any, Any]:
        held = session(f"{day}T14:00", "16:00")
        month = day[:7]
        one = case(intervention(held))
        found = account(one, rules=rules, month=month, on=date.fromisoformat(f"{month}-28"))
        return found.amount.lowest, found.amount.highest

    assert paid("2026-03-10") == (4870, 4870)
    assert paid("2029-03-13") == (None, None)


def told(rules: RuleSet, lang: str = "en") -> list[str]:
    explanation = Explanation(Prose(registry(), lang, rules.regulation), rules.regulation)
    return [line for section in explanation.overview() for line in lines(section.clauses)]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "set each year by the municipality, and an amount holds until 31 August (ask: the cap)"),
        (
            "it",
            "lo stabilisce ogni anno il Comune, e un importo vale fino al 31 agosto (chiedere: il limite)",
        ),
    ],
)
def test_who_sets_it_each_year_is_told(lang: str, words: str) -> None:
    given = capped("from: 2026-09-01, is: 2 h", ends=", ends: 08-31")
    assert any(words in line and "2 " in line for line in told(given, lang))
    assert any("no act sets it" in line for line in told(capped()))

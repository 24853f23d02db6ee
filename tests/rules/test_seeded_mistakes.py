"""Ordinary mistakes of editors in a copy of each rule set: who tells them, and at which line.

`test_editors_log` makes those of one editor in the rules of Tirano; here the same kinds are made in every other rule
set by its form, and those that change a meaning in one of them. `SLIPS` are further ones, of whoever copies, swaps and
forgets.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load
from adm_rules._internal.lint.linting import UNUSED, lint
from adm_rules._internal.review.examples import run_suite, suites

ROOT = Path(__file__).parents[2]
FILES = {
    **{
        name: ROOT / "rules" / f"{name}.yaml" for name in ("medio_olona", "basso_lodigiano", "sud_est_milano")
    },
    "scheda_comunale": ROOT / "rules/scheda_comunale.yaml",
    **{
        name: ROOT / "examples/districts" / name / f"{name}.yaml"
        for name in ("collesanto", "larino", "trento")
    },
}

#: Those whose examples are few.
QUICK = {"scheda_comunale", "larino"}

#: Text and what it becomes.
Spoil = Callable[[str], str]


def first(pattern: str, other: str) -> Spoil:
    """The first place of a pattern becomes something else."""

    def spoil(text: str) -> str:
        found = re.sub(pattern, other, text, count=1, flags=re.MULTILINE)
        assert found != text, pattern
        return found

    return spoil


def line_of(before: str, after: str) -> int:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(n for n, (old, new) in enumerate(pairs, start=1) if old != new)


#: What does not load; the code that tells it.
REFUSED: dict[str, tuple[Spoil, set[str]]] = {
    "a misspelt key of a rule": (first(r"^    require:", "    requires:"), {"unknown-key"}),
    "a misspelt subject": (first(r"^    per: (\w+)", r"    per: \1x"), {"unknown-subject"}),
    "a severity that is none": (first(r"severity: \w+", "severity: errore"), {"unknown-severity"}),
    "an English title left out": (first(r"^(    title: \{it: .*?), en: [^{}]*\}$", r"\1}"), {"missing-key"}),
    "a rule without its citation": (
        first(r"^(    norms: .*\n)    cites: .*\n", r"\1"),
        {"missing-key", "uncited-rule"},
    ),
    "a kind that is none": (first(r"kind: (?:days|minutes|months|set)\b", "kind: dayz"), {"unknown-kind"}),
    "a value that is none": (
        first(r"(: \{(?:at_most|at_least|one_of|includes|within|is): )\$\w+", r"\1$nothing"),
        {"unknown-value"},
    ),
    "a slot that is none": (first(r"^(        it: .*)\.\"$", r'\1 {nulla}."'), {"unknown-slot"}),
    "two rules of one name": (first(r"^  - id: (\S+)$", r"  - id: \1\n    id: \1"), {"duplicate-key"}),
    "a bracket left open": (first(r"^(    title: \{it: .*)\}$", r"\1"), {"yaml-bracket"}),
}
#: What loads: the code of lint that tells it.
RULE = """\
  - id: seeded.{name}
    title: {{it: Regola di prova, en: Trial rule}}
    norms: [{norm}]
    cites: {{article: "1"}}
    per: session
    {body}
    otherwise:
      severity: error
      message: {{it: "Sono {{session_time}} in tutto", en: "{told}"}}
"""
SEEDED = {
    "when-never": "when: {session_time: {above: 3 h, below: 2 h}}\n    require: {session_time: {at_most: 9 h}}",
    "require-always": "require: {session_time: {at_least: 0}}",
    "require-never": "require: {all: [{session_time: {at_least: 9 h}}, {session_time: {at_most: 8 h}}]}",
    "bare-number": "require: {session_time: {at_most: 7 h}}",
    "slot-one-language": "require: {session_time: {below: 7 h}}",
    "message-no-stop": "require: {session_time: {below: 6 h}}",
    "rule-without-example": "require: {session_time: {below: 5 h}}",
    "register-disagrees": "require: {session_time: {below: 4 h}}",
    "group-of-one": "require: {all: [{session_time: {below: 11 h}}]}",
    "double-not": "require: {not: {not: {session_time: {below: 10 h}}}}",
    "repeated-part": "require: {any: [{session_time: {below: 8 h}}, {session_time: {below: 8 h}}]}",
    "part-without-effect": "require: {all: [{session_time: {below: 6 h}}, {session_time: {exists: true}}]}",
    "covered": "require: {session_time: {below: 12 h}}",
    "unused-alias": "require: {session_time: {as: length, below: 13 h}}",
    "derogation-stricter": (
        "require: {session_time: {at_most: 7 h 30 min}}\n    derogations: [{id: d, "
        'require: {session_time: {at_most: 7 h}}, cites: {article: "1"}}]'
    ),
    "owner-event-by-judgement": "require: {started_on: {exists: true}}",
}  # fmt: skip


def spoilt(path: Path, folder: Path, spoil: Spoil) -> tuple[Path, int]:
    """A rule file with a mistake, and the first line that is another."""
    before = path.read_text(encoding="utf-8")
    after = spoil(before)
    (folder / path.name).write_text(after, encoding="utf-8")
    return folder / path.name, line_of(before, after)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("slip", REFUSED)
def test_what_cannot_be_read_is_told_where_it_is(slip: str, name: str, tmp_path: Path) -> None:
    spoil, codes = REFUSED[slip]
    path, line = spoilt(FILES[name], tmp_path, spoil)
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    told = [each for each in caught.value.diagnostics if each.code in codes]
    assert told, caught.value.diagnostics[:3]
    near = {each.position.line for each in told if each.position}
    assert any(line - 8 <= each <= line + 1 for each in near), (line, near)


def seeded(name: str, folder: Path) -> set[str]:
    """The codes that lint tells at the rules that are seeded into a rule set, each as the name of its rule."""
    for part in ("norms", "examples"):
        shutil.copytree(FILES[name].parent / part, folder / part)
    text = FILES[name].read_text(encoding="utf-8")
    norm = re.search(r"^    norms: \[([^\],]+)", text, flags=re.MULTILINE)
    assert norm is not None
    rules = "".join(_rule(code, norm[1]) for code in SEEDED)
    path = folder / FILES[name].name
    path.write_text(
        re.sub(r"^rules:\n", f"rules:\n{rules}", text, count=1, flags=re.MULTILINE), encoding="utf-8"
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = {n: each.split(".")[1] for n, each in enumerate(lines, 1) if each.startswith("  - id: seeded.")}
    told: set[str] = set()
    for each in lint(str(path)).findings:
        head = max((n for n in heads if n <= each.line <= n + 12), default=0)
        told |= {each.code} & {heads.get(head, "")}
        if "NONE-1" in each.message:  # told at the rule set, beside the register
            told.add(each.code)
    return told


def _rule(code: str, norm: str) -> str:
    told = "It is long" if code == "slot-one-language" else "It is {session_time} long"
    known = "NONE-1" if code == "register-disagrees" else norm
    return RULE.format(name=code, norm=known, body=SEEDED[code], told=told)


@pytest.mark.parametrize(
    "name",
    [each if each in QUICK else pytest.param(each, marks=pytest.mark.deep) for each in FILES],
)
def test_what_loads_is_told_by_lint_at_its_rule(name: str, tmp_path: Path) -> None:
    assert set(SEEDED) - seeded(name, tmp_path) == set()


# --- what means something else ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A mistake that changes what rules mean, in the rules of Medio Olona."""

    spoil: Spoil
    examples: bool  # whether examples fail


TURNED = {
    "a comparison turned round": Turn(first(r"above: \$half", "below: $half"), examples=True),
    "a condition left out": Turn(first(r"^    when: .*\n", ""), examples=True),
    "another default of a reading": Turn(first("default: ordered_only", "default: one_route"), examples=True),
    "in force only from later on": Turn(first("from: 2000-01-01", "from: 2027-01-01"), examples=True),
    "a name left out of a list": Turn(first(r"is: \[\w+, ", "is: ["), examples=True),
    "a lighter severity": Turn(first("severity: error", "severity: warning"), examples=False),
    "other words of a message": Turn(first(r'^(        en: ")', r"\1Note: "), examples=False),
    "another line of the act": Turn(first(r'^    cites: \{line: "', '    cites: {line: "9'), examples=False),
}


@pytest.mark.deep  # all examples of a rule set, and a comparison
@pytest.mark.parametrize("slip", TURNED)
def test_what_means_something_else_is_told_by_the_examples_or_by_the_difference(
    slip: str, tmp_path: Path
) -> None:
    name = "medio_olona"
    shutil.copytree(FILES[name].parent / "examples" / name, tmp_path / "examples" / name)
    path, _ = spoilt(FILES[name], tmp_path, TURNED[slip].spoil)
    (suite,) = suites(str(path))
    failed = run_suite(suite).failed
    assert bool(failed) is TURNED[slip].examples
    assert all(each.example.position.line > 1 for each in failed)
    told = CliRunner().invoke(
        app,
        ["diff", str(FILES[name]), str(path), "--on", "2026-03-31", "--format", "json", "--fail-on", "never"],
    )
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["changes"], told.output[:500]


# --- what a hand that knows no programming slips over, in the rules of Tirano and Medio Olona -------------------------


def of_rule(rule: str, before: str, after: str) -> Spoil:
    """A text inside one rule becomes another, wherever it stands there."""

    def spoil(text: str) -> str:
        start = text.index(f"  - id: {rule}\n")
        end = re.compile(r"^  - id: |^[a-z]", re.MULTILINE).search(text, start + 6)
        assert end is not None
        body = text[start : end.start()]
        assert before in body, (rule, before)
        return text[:start] + body.replace(before, after) + text[end.start() :]

    return spoil


def told_twice(rule: str, name: str) -> Spoil:
    """A rule is copied under another name, and nothing else is changed."""

    def spoil(text: str) -> str:
        start = text.index(f"  - id: {rule}\n")
        end = re.compile(r"^  - id: |^[a-z]", re.MULTILINE).search(text, start + 6)
        assert end is not None
        body = text[start : end.start()]
        return text[: end.start()] + body.replace(rule, name, 1) + text[end.start() :]

    return spoil


T, M = "tirano", "medio_olona"
#: Each mistake: in which rule set, and the first of loading, lint, examples and comparison that tells it.
SLIPS: dict[str, tuple[str, Spoil, str]] = {
    "the rollover of a deadline is lost": (
        T,
        of_rule("absence.five-days", ", rollover: none", ""),
        "examples",
    ),
    "a voucher has another payer": (
        T,
        first(r"^    payer: plan_office$", "    payer: municipality"),
        "comparison",
    ),
    "a voucher pays a value that is none": (
        T,
        first(r"pays: \$payable_activities", "pays: $payable"),
        "load",
    ),
    "a voucher pays other activities": (
        T,
        first(r"pays: \$payable_activities", "pays: $contact_activities"),
        "comparison",
    ),
    "a voucher loses a service": (
        T,
        first(r"(services: \[home_education), supervised_contact\]\n(    payer)", r"\1]\n\2"),
        "comparison",
    ),
    "a name no longer counts as another": (
        T,
        first(r"^    social_worker: \{counts_as: .*\n", ""),
        "comparison",
    ),
    "a rule follows another than it does": (
        T,
        of_rule("absence.first-day", "rule: absence.five-days", "rule: absence.next-day"),
        "comparison",
    ),
    "a series ends elsewhere": (
        T,
        of_rule("reports.quarterly", "until: closed_on", "until: last_day"),
        "examples",
    ),
    "a series begins elsewhere": (
        T,
        of_rule("plan.reviewed", "from: start", "from: proposed_on"),
        "examples",
    ),
    "a neighbour is copied and only its id changed": (
        T,
        told_twice("absence.five-days", "absence.five-days-more"),
        "lint",
    ),
    "a message tells another fact": (
        T,
        of_rule("absence.next-day", "{absent_from}", "{returned_on}"),
        "comparison",
    ),
    "a message tells another fact in one language": (
        T,
        of_rule("contact.within-authorised", "è di {contact_authorised}", "è di {contact_week_time}"),
        "lint",
    ),
    "an amount in another unit": (T, first(r"is: 10 h, cites", "is: 10 min, cites"), "examples"),
    "months for days": (T, of_rule("absence.five-days", "days: $substitution_days", "months: 5"), "lint"),
    "a day of the year off by one": (T, first(r"is: \"?01-31\"?", "is: 01-30"), "examples"),
    "a value in force a month late": (
        T,
        first(r"(  substitution_days:(?:\n.*?)*?from: )2020-12-14", r"\g<1>2021-01-14"),
        "load",
    ),
    "a neighbouring name in a fact": (
        M,
        first(r"where: \{venue: \{is: home\}\}", "where: {venue: {is: school}}"),
        "examples",
    ),
    "a rule about the other service": (
        T,
        of_rule("contact.hours-attributed", "is: supervised_contact", "is: home_education"),
        "examples",
    ),
    "a term from a day of another record": (
        T,
        of_rule("absence.coordinator", "after: agency_absent_from", "after: staff_listed_from"),
        "load",
    ),
    "a term from another day of the record": (
        T,
        of_rule("absence.next-day", "after: absent_from", "after: returned_on"),
        "examples",
    ),
    "any for all": (T, of_rule("venue.mostly-home", "      all:\n", "      any:\n"), "examples"),
    "all for any": (T, of_rule("absence.five-days", "when: {any:", "when: {all:"), "lint"),
    "a not that is lost": (T, of_rule("expense.trigger", "is_not: ordinary", "is: ordinary"), "examples"),
    "an exception that is lost": (
        T,
        first(r"(- id: hours.weekly-cap\n(?:.*\n)*?)    derogations:\n(?:      .*\n)+", r"\1"),
        "load",
    ),
    "the exception of a neighbour": (
        T,
        of_rule("hours.weekly-cap", "use: exceptional_hours", "use: extended_hours"),
        "load",
    ),
    "at least for at most": (T, of_rule("hours.weekly-cap", "at_most", "at_least"), "examples"),
    "below for at most": (T, of_rule("contact.within-authorised", "at_most", "below"), "examples"),
    "a must that only warns": (
        T,
        of_rule("absence.coordinator", "severity: error", "severity: warning"),
        "lint",
    ),
    "the norm of the neighbour": (
        T,
        of_rule("absence.coordinator", "norms: [TIR-05-58]", "norms: [TIR-05-59]"),
        "lint",
    ),
    "the article of another place": (
        T,
        of_rule("absence.coordinator", 'article: "5"', 'article: "6"'),
        "lint",
    ),
    "the first for the last in a fact": (
        T,
        first(r"take: first\n      ever: true", "take: last\n      ever: true"),
        "examples",
    ),
    "a fact that forgets the status": (
        T,
        first(
            r"\{session_status: \{one_of: \$counted_statuses\}\}, (\{activity: \{one_of: \[supervised_meeting, fe)",
            r"\1",
        ),
        "examples",
    ),
    "a presumption that nothing stops": (T, first(r"^    unless: \[transport_provided\]\n", ""), "examples"),
    "terms that no holiday moves": (T, first(r"^  rollover: next", "  rollover: none"), "examples"),
    "a reading with another default": (
        T,
        first(r"(  report_rhythm:(?:\n.*?)*?default: )rolling", r"\g<1>grid"),
        "examples",
    ),
    "another value of the same kind": (
        T,
        of_rule("absence.next-day", "$risk_days", "$substitution_days"),
        "examples",
    ),
    "the title of a neighbour": (
        T,
        of_rule("absence.coordinator", "Absent coordinator replaced", "Replacement within the longest term"),
        "comparison",
    ),
    "who asked last comes first": (
        T,
        first(r"- \{earliest: requested_on\}", "- {latest: requested_on}"),
        "comparison",
    ),
    "an order that ranks whom it should not": (
        T,
        first(r"^        - \{sent_to_agency_on: \{exists: false\}\}\n", ""),
        "comparison",
    ),
    "a rule that awaits another day": (
        T,
        of_rule("agency.turnover", "awaits: year_last_day", "awaits: year_first_day"),
        "examples",
    ),
    "a rule about another list": (T, of_rule("absence.next-day", "per: absence", "per: assignment"), "load"),
}


@pytest.mark.deep  # lint, all examples or a comparison of a rule set, for each
@pytest.mark.parametrize("slip", SLIPS)
def test_an_ordinary_slip_is_told(slip: str, tmp_path: Path) -> None:
    name, spoil, teller = SLIPS[slip]
    rules = ROOT / "rules"
    for part in ("norms", f"examples/{name}"):
        shutil.copytree(rules / part, tmp_path / part)
    for file in (rules / "readings.csv", rules / "presupposed.csv", ROOT / "adm-rules.toml"):
        shutil.copy(file, tmp_path)
    path, _ = spoilt(rules / f"{name}.yaml", tmp_path, spoil)
    if teller == "load":
        with pytest.raises(DiagnosticsError):
            load(path)
    elif teller == "lint":
        assert {each.code for each in lint(str(path)).findings} - {UNUSED}
    elif teller == "examples":
        (suite,) = suites(str(path))
        assert run_suite(suite).failed
    else:
        asked = ["diff", str(rules / f"{name}.yaml"), str(path), "--on", "2026-03-31", "--format", "json"]
        told = CliRunner().invoke(app, [*asked, "--fail-on", "never"])
        assert json.loads(told.output)["changes"]


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(REFUSED) + len(SEEDED) + len(TURNED) >= 30
    assert len(SLIPS) >= 38

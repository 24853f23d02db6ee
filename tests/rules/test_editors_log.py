"""The log of an editor of rules: twenty-two ordinary mistakes, each told at its line by loading, lint or the examples.

Each is made in a copy of the rule set of Tirano, with its register and its examples beside it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load
from adm_rules._internal.lint.linting import LintFinding, lint
from adm_rules._internal.review.examples import run_suite, suites

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "rules/tirano.yaml").read_text(encoding="utf-8")
HEAD = "  - id: hours.weekly-cap\n"
CAP = "{direct_time: {at_most: $weekly_cap}}"
NORMS = "norms: [TIR-06-02, TIR-07-01, TIR-07-11, TIR-10-03]\n"
CITES = '    cites: {article: "7"}\n'
SPARE = "{kind: minutes, label: {it: x, en: x}, history: [{is: 3 h, cites: {article: '7'}}]}"
RULE = """\
  - id: hours.{name}
    title: {{it: Regola di prova, en: Trial rule}}
    norms: [TIR-07-01]
    cites: {{article: "7"}}
    per: week
    require: {{direct_time: {{at_least: {limit}}}}}
    otherwise:
      severity: error
      message: {{it: "Sono {{direct_time}}.", en: "It is {{direct_time}}."}}
"""
FLOOR = RULE.format(name="floor", limit="11 h")
NOTHING = RULE.format(name="nothing", limit="0 min")


@dataclass(frozen=True)
class Slip:
    """A mistake: what stood there, what stands there now, the code that tells it; ``at`` is text of the line told."""

    name: str
    old: str
    new: str
    code: str
    at: str = ""


#: What is wrong in the form or in the meaning of a line: the file does not load.
REFUSED = (
    Slip(
        "a misspelt fact",
        "direct: {direct_time: {at_most: $w",
        "direct: {direct_tme: {at_most: $w",
        "unknown-fact",
    ),
    Slip("another unit", "is: 10 h,", "is: 10 days,", "bad-amount"),
    Slip("no unit", "is: 10 h,", "is: 10,", "bad-amount"),
    Slip(
        "another kind",
        "  weekly_cap:\n    kind: minutes",
        "  weekly_cap:\n    kind: money",
        "bad-amount",
        "is: 10 h",
    ),
    Slip(
        "an indent too many",
        f"{HEAD}    title:",
        f"{HEAD}      title:",
        "yaml-colon",
        "Monte ore settimanale massimo",
    ),
    Slip(
        "an indent too few",
        f"{HEAD}    title:",
        f"{HEAD}  title:",
        "yaml-indentation",
        "Monte ore settimanale massimo",
    ),
    Slip("no citation", 'is: 10 h, cites: {article: "7"}', "is: 10 h", "uncited-value"),
    Slip("a date that is none", "{from: 2020-12-14, is: 10 h", "{from: 2020-14-12, is: 10 h", "bad-date"),
    Slip(
        "a history that goes back",
        "{from: 2020-12-14, is: 10 h,",
        "{from: 2026-09-01, is: 12 h, cites: {article: '7'}}, {from: 2020-12-14, is: 10 h,",
        "history-order",
    ),
    Slip("a rule written twice", HEAD, "  - id: hours.authorised\n", "duplicate-id", "id: hours.authorised"),
    Slip(
        "a slot that is none",
        "Nella settimana {week} il tempo",
        "Nella settimana {wek} il tempo",
        "unknown-slot",
    ),
    Slip("no English", ", en: Weekly hours cap}", "}", "missing-key", "Monte ore settimanale massimo"),
)
#: What loads, and is a mistake all the same; each in its own place, so that one file may have them all.
FOUND = (
    Slip(
        "a value that nothing uses",
        "values:\n",
        f"values:\n  spare_hours: {SPARE}\n",
        "unused-value",
        "spare_hours:",
    ),
    Slip(
        "a condition that cannot hold",
        "when: {listed_staff: {at_least: 1}}\n",
        "when: {listed_staff: {at_least: 3, below: 2}}\n",
        "when-never",
        "below: 2",
    ),
    Slip(
        "a requirement that cannot fail",
        HEAD,
        f"{NOTHING}{HEAD}",
        "require-always",
        "direct_time: {at_least: 0 min}",
    ),
    Slip("a floor above the cap", HEAD, f"{FLOOR}{HEAD}", "rules-conflict", HEAD.strip()),
    Slip(
        "a slot in one language",
        "In the week {week} direct",
        "In that week direct",
        "slot-one-language",
        "In that week direct",
    ),
    Slip(
        "a norm that is none",
        "norms: [TIR-07-13, TIR-07-14]",
        "norms: [TIR-99-99, TIR-07-14]",
        "register-disagrees",
    ),
    Slip(
        "another article",
        f"{NORMS}{CITES}",
        f"{NORMS}{CITES.replace('7', '77')}",
        "citation-without-norm",
        '"77"',
    ),
    Slip("a rule without examples", HEAD, f"{NOTHING}{HEAD}", "rule-without-example", "hours.nothing"),
)
#: What means something else: the examples tell it.
TOLD = (
    Slip("another cap", "is: 10 h, cites", "is: 12 h, cites", "hours.weekly-cap"),
    Slip("a comparison turned round", CAP, "{direct_time: {at_least: $weekly_cap}}", "hours.weekly-cap"),
)


def test_the_log_has_twenty_two_mistakes() -> None:
    assert len(REFUSED) + len(FOUND) + len(TOLD) == 22


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the register and the examples of Tirano, but no rule file yet."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(ROOT / "rules/examples/tirano", folder / "examples/tirano")
    (folder / "norms").mkdir()
    shutil.copy(ROOT / "rules/norms/tirano.csv", folder / "norms")
    return folder


def spoilt(room: Path, slip: Slip) -> tuple[Path, list[str]]:
    """The rule file with a mistake, and its lines."""
    assert slip.old in TEXT
    path, text = room / "tirano.yaml", TEXT.replace(slip.old, slip.new, 1)
    path.write_text(text, encoding="utf-8")
    return path, text.splitlines()


def _lines(slip: Slip, lines: list[str]) -> set[int]:
    sought = slip.at or slip.new.strip().splitlines()[-1].strip()
    return {n for n, line in enumerate(lines, start=1) if sought in line}


@pytest.mark.parametrize("slip", REFUSED, ids=lambda slip: slip.name)
def test_what_cannot_be_meant_is_refused_at_its_line(room: Path, slip: Slip) -> None:
    path, lines = spoilt(room, slip)
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    told = {
        each.position.line for each in caught.value.diagnostics if each.code == slip.code and each.position
    }
    assert told & _lines(slip, lines), str(caught.value)[:2000]


@pytest.fixture(scope="module")
def linted(room: Path) -> tuple[tuple[LintFinding, ...], list[str]]:
    """What lint finds in a file that has all mistakes that load, and its lines."""
    text = TEXT
    for slip in sorted(FOUND, key=lambda each: len(each.new)):
        assert slip.old in text, slip.name
        text = text if slip.new in text else text.replace(slip.old, slip.new, 1)
    path = room / "tirano.yaml"
    path.write_text(text, encoding="utf-8")
    return lint(str(path)).findings, text.splitlines()


@pytest.mark.parametrize("slip", FOUND, ids=lambda slip: slip.name)
def test_what_loads_in_silence_is_found_by_lint_at_its_line(
    linted: tuple[tuple[LintFinding, ...], list[str]], slip: Slip
) -> None:
    findings, lines = linted
    found = [each for each in findings if each.code == slip.code]
    if slip.code == "register-disagrees":
        assert any("TIR-99-99" in each.message for each in found)
    else:
        assert {each.line for each in found} & _lines(slip, lines)


@pytest.mark.parametrize("slip", TOLD, ids=lambda slip: slip.name)
def test_what_means_something_else_fails_examples(room: Path, slip: Slip) -> None:
    path, _ = spoilt(room, slip)
    (suite,) = suites(str(path))
    result = run_suite(replace(suite, examples=tuple(e for e in suite.examples if e.rule == slip.code)))
    assert {each.example.rule for each in result.failed} == {slip.code}
    assert all(each.example.position.line > 1 for each in result.failed)

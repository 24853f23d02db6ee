"""Ordinary mistakes of editors in a copy of each rule set: who tells them, and at which line.

`test_slips_of_editors` makes each of a list at its own place; here kinds of them are made in every rule set by its
form, and those that change a meaning in one of them.
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
from adm_rules._internal.lint.linting import lint
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


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(REFUSED) + len(SEEDED) + len(TURNED) >= 30

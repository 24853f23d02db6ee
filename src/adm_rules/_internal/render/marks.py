"""Findings at lines of rule files, where changes are reviewed: annotations, SARIF, code quality, JUnit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from adm_rules._internal.lint.linting import LintFinding, LintReport
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.review.diff.shapes import DiffWay, RulesDiff
from adm_rules._internal.review.examples import ExampleOutcome, Result
from adm_rules.version import VERSION

#: What a change does to a rule, by the level at which it is told.
_LEVELS: Final[Mapping[DiffWay, str]] = {
    DiffWay.STRICTER: "warning",
    DiffWay.LOOSER: "warning",
    DiffWay.CROSSING: "warning",
    DiffWay.OTHER: "warning",
    DiffWay.NO_DIFFERENCE: "note",
    DiffWay.EQUAL: "note",
}


def _marks(answer: Any) -> Iterable[LintFinding]:
    """What is told of an answer at lines of files."""
    if isinstance(answer, LintReport):
        return answer.findings
    return _of_examples(answer) if isinstance(answer, Result) else _of_diff(answer)


def _of_examples(result: Result) -> Iterator[LintFinding]:
    for each in result.failed:
        place = each.example.position
        message = f"`{each.example.id}` of `{each.example.rule}`: {_differs(each)}"
        help_ = "mend the rule, or the example"
        yield LintFinding(
            "example-fails", "error", each.example.id, message, help_, place.file, place.line, place.column
        )
    for gap in result.gaps or ():
        yield LintFinding(gap.code, "warning", gap.at, gap.message, gap.help, gap.file, gap.line, 1)


def _of_diff(diff: RulesDiff) -> Iterator[LintFinding]:
    for each in diff.effects:
        code = f"rule-{each.direction.value.replace('_', '-')}"
        moves = [f"{w.example}: {w.before.value} -> {w.after.value}" for w in each.witnesses[:3]]
        told = (
            "; ".join([", ".join(each.proved).replace("_", " "), *moves]).strip("; ") or "no example shows it"
        )
        message = f"the change makes `{each.rule}` {each.direction.value.replace('_', ' ')}: {told}"
        help_ = "look at the examples, and say in the changelog whom it touches"
        yield LintFinding(code, _LEVELS[each.direction], each.rule, message, help_, diff.file, each.line, 1)
        if each.failing:
            message = f"{len(each.failing)} of {each.examples} examples of `{each.rule}` no longer come out as they say"
            yield LintFinding(
                "examples-fail",
                "error",
                each.rule,
                message,
                "look at each, then mend it",
                diff.file,
                each.line,
                1,
            )
    if not diff.bump.enough:
        message = f"the change needs a {diff.bump.needed} version, {diff.bump.declared} is declared"
        help_ = "raise `version`"
        yield LintFinding("version-too-low", "error", diff.rules, message, help_, diff.file, 1, 1)


def _found(answers: Answers[Any]) -> Iterator[LintFinding]:
    return (mark for _, answer in answers.each for mark in _marks(answer))


def _reviewed(kind: type) -> bool:
    return kind in (LintReport, RulesDiff, Result)


# --- GitHub -----------------------------------------------------------------------------------------------------------

_GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}


def escaped(text: str, *, inside: bool = False) -> str:
    """A text as GitHub's workflow commands take it; ``inside`` the properties of a command."""
    found = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return found.replace(":", "%3A").replace(",", "%2C") if inside else found


def _github(answers: Answers[Any], _page: Page) -> Iterator[str]:
    for each in _found(answers):
        place = f"file={escaped(each.file, inside=True)},line={each.line},col={each.column}"
        title = escaped(each.code, inside=True)
        yield f"::{_GITHUB[each.level]} {place},title={title}::{escaped(f'{each.message}: {each.help}')}"


GITHUB: Final = Format("github", ".txt", "annotations for GitHub", _reviewed, _github)


# --- SARIF 2.1.0 ------------------------------------------------------------------------------------------------------


def _sarif(answers: Answers[Any], _page: Page) -> Iterator[str]:
    found = list(_found(answers))
    codes = sorted({each.code for each in found})
    driver = {"name": "adm-rules", "version": VERSION, "rules": [_sarif_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(each) for each in found],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(data, ensure_ascii=False, indent=1)


def _sarif_rule(code: str) -> dict[str, Any]:
    title = CHECKS[code].title if code in CHECKS else code.replace("-", " ").capitalize()
    return {"id": code, "shortDescription": {"text": f"{title}."}}


def _sarif_result(finding: LintFinding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": finding.file}, "region": region}
    return {
        "ruleId": finding.code,
        "level": finding.level,
        "message": {"text": f"{finding.message}: {finding.help}"},
        "locations": [{"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": finding.at}]}],
        "partialFingerprints": {"adm-rules/v1": f"{finding.code}@{finding.at}"},
    }


SARIF: Final = Format("sarif", ".sarif", "SARIF for code reviews", _reviewed, _sarif)


# --- GitLab -----------------------------------------------------------------------------------------------------------

_GITLAB: Final = {"error": "major", "warning": "minor", "note": "info"}


def _gitlab(answers: Answers[Any], _page: Page) -> Iterator[str]:
    seen: dict[str, int] = {}
    yield json.dumps([_gitlab_entry(each, seen) for each in _found(answers)], ensure_ascii=False, indent=1)


def _gitlab_entry(finding: LintFinding, seen: dict[str, int]) -> dict[str, Any]:
    name = f"{finding.code}@{finding.file}@{finding.at}"
    seen[name] = seen.get(name, 0) + 1
    return {
        "description": f"{finding.message}: {finding.help}",
        "check_name": finding.code,
        "fingerprint": sha256(f"{name}@{seen[name]}".encode()).hexdigest(),
        "severity": _GITLAB[finding.level],
        "location": {"path": finding.file, "lines": {"begin": finding.line}},
    }


GITLAB: Final = Format("gitlab", ".json", "code quality for GitLab", _reviewed, _gitlab)


# --- JUnit ------------------------------------------------------------------------------------------------------------


def _junit(answers: Answers[Any], _page: Page) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<testsuites>"
    for _, answer in answers.each:
        name, cases = _SUITES[type(answer)](answer)
        failed = sum(failure is not None for _, _, failure in cases)
        yield f"<testsuite name={quoteattr(name)} tests={quoteattr(str(len(cases)))} failures={quoteattr(str(failed))}>"
        yield from (_junit_case(name, *case) for case in cases)
        yield "</testsuite>"
    yield "</testsuites>"


#: A test: the class that it stands under, its name, and how it fails, if it does.
Case = tuple[str, str, str | None]


def _junit_case(suite: str, under: str, name: str, failure: str | None) -> str:
    head = f"<testcase classname={quoteattr(f'{suite}.{under}')} name={quoteattr(name)}"
    if failure is None:
        return f"{head}/>"
    return f"{head}><failure message={quoteattr(failure)}>{escape(failure)}</failure></testcase>"


def _lint_cases(report: LintReport) -> tuple[str, list[Case]]:
    """A case for each check, so that one that passes is seen."""
    found: dict[str, list[str]] = {}
    for each in report.findings:
        found.setdefault(each.code, []).append(f"{each.file}:{each.line}: {each.message}")
    cases = [
        ("lint", code, "\n".join(found[code]) if code in found else None)
        for code in dict.fromkeys((*CHECKS, *found))
    ]
    return report.rules, cases


def _diff_cases(diff: RulesDiff) -> tuple[str, list[Case]]:
    """A case for each rule that was touched, which fails with its examples, and one for the version."""
    cases: list[Case] = [
        ("diff", each.rule, f"examples fail: {', '.join(each.failing)}" if each.failing else None)
        for each in diff.effects
    ]
    low = f"{diff.bump.needed} version needed, {diff.bump.declared} declared"
    return diff.rules, [*cases, ("diff", "version", None if diff.bump.enough else low)]


def _example_cases(result: Result) -> tuple[str, list[Case]]:
    """A case for each example, and one that fails for each gap if they were asked for."""
    gaps = [
        (each.at, each.code, f"{each.file}:{each.line}: {each.message}: {each.help}")
        for each in result.gaps or ()
    ]
    return result.rules, [
        *(
            (each.example.rule, each.example.id, None if each.passed else _why(each))
            for each in result.outcomes
        ),
        *gaps,
    ]


def _why(outcome: ExampleOutcome) -> str:
    return f"{outcome.example.position.file}:{outcome.example.position.line}: {_differs(outcome)}"


def _differs(outcome: ExampleOutcome) -> str:
    return outcome.fault or f"expected {flow(outcome.expected)}, got {flow(outcome.got)}"


_SUITES: Final[Mapping[type, Callable[[Any], tuple[str, list[Case]]]]] = {
    LintReport: _lint_cases,
    RulesDiff: _diff_cases,
    Result: _example_cases,
}

JUNIT: Final = Format("junit", ".xml", "JUnit for test reports", lambda kind: kind in _SUITES, _junit)

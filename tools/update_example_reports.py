"""Writes the expected report of each file in examples/cases and examples/agencies to examples/reports.

Run it after a change that is meant to change findings, and read the difference as a planner would: tests/rules compares
the stored reports with what the library says now, byte for byte. ``--check`` only names those that differ.

A case is judged together with the example agency, and its report holds the findings on the case. The JSON has every
finding that a reader must look at, whole; what is in order or does not apply is only counted, rule by rule. It leaves
out the fingerprint and the library's version, which change more often than any finding.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from adm_rules import Report, RuleSet, Verdict, load
from adm_rules.render.groups import root_of
from adm_rules.render.text import report_text

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / "examples"
REPORTS: Final = EXAMPLES / "reports"
AGENCY: Final = EXAMPLES / "agencies" / "valtellina_esempio.yaml"
#: The judgement day that the example files state.
ON: Final = date(2026, 3, 31)
_QUIET: Final = (Verdict.COMPLIES, Verdict.NOT_APPLICABLE)
_LEFT_OUT: Final = ("fingerprint", "library", "findings")


@cache
def rules() -> RuleSet:
    """The rule set that the examples are judged by."""
    return load("tirano")


def files() -> list[Path]:
    """Every example file."""
    return sorted([*EXAMPLES.glob("cases/*.yaml"), *EXAMPLES.glob("agencies/*.yaml")])


def judged(path: Path) -> Report:
    """The report on an example file: a case with the agency beside it, an agency alone."""
    if path.parent.name == "agencies":
        return rules().check(agency=path.read_bytes(), on=ON)
    report = rules().check(path.read_bytes(), agency=AGENCY.read_bytes(), on=ON)
    findings = tuple(finding for finding in report.findings if root_of(finding.subject) == "case")
    head = {key: value for key, value in vars(report).items() if not key.startswith("_")}
    return Report(**{**head, "findings": findings})


def as_data(report: Report) -> dict[str, Any]:
    """What is stored of a report."""
    loud = [finding.to_dict() for finding in report.findings if finding.verdict not in _QUIET]
    return {
        **{key: value for key, value in report.to_dict().items() if key not in _LEFT_OUT},
        "counts": {verdict.value: number for verdict, number in report.counts().items()},
        "findings": loud,
        **{verdict.value: _by_rule(report, verdict) for verdict in _QUIET},
    }


def _by_rule(report: Report, verdict: Verdict) -> Mapping[str, int]:
    return dict(sorted(Counter(finding.rule for finding in report.filter(verdict=verdict)).items()))


def expected(path: Path) -> Iterator[tuple[Path, str]]:
    """The stored files of an example, and what they should hold."""
    report = judged(path)
    yield REPORTS / f"{path.stem}.json", json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"
    for lang in ("it", "en"):
        yield REPORTS / f"{path.stem}.{lang}.txt", report_text(report, lang=lang, width=100) + "\n"


def main(arguments: list[str]) -> int:
    """Write the reports that have changed, or with ``--check`` name them."""
    stale = 0
    for path in files():
        for target, text in expected(path):
            if target.exists() and target.read_text(encoding="utf-8") == text:
                continue
            stale += 1
            print(f"{target.relative_to(ROOT)}: {'differs' if '--check' in arguments else 'written'}")
            if "--check" not in arguments:
                target.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

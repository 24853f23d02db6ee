"""Writes the expected report of each example file (cases, agencies, districts, contracts) to examples/reports.

Run it after a change that is meant to change findings, and read the difference as a planner would: tests/rules compares
the stored reports with what the library says now, byte for byte. ``--check`` only names those that differ.

A file is judged by the rule set that its head names ("Rule set: NAME."), Tirano's if it names none. A case is judged
together with the example agency of its rule set, and its report holds the findings on the case. The JSON has every
finding that a reader must look at; what is in order or does not apply is only counted, rule by rule. It leaves out the
fingerprint and the library's version, which change more often than any finding, what the rule file says of a rule
anyway, and the comparisons of what cannot be decided.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from adm_rules import Finding, Report, RuleSet, Verdict, load
from adm_rules.render.groups import root_of
from adm_rules.render.text import report_text

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / "examples"
REPORTS: Final = EXAMPLES / "reports"
#: What the files of each folder are about.
ROOTS: Final = {"cases": "case", "agencies": "agency", "districts": "district", "contracts": "contract"}
#: The judgement day that the example files state.
ON: Final = date(2026, 3, 31)
_QUIET: Final = (Verdict.COMPLIES, Verdict.NOT_APPLICABLE)
_OF_THE_RULE: Final = ("title", "topic", "norms")
_LEFT_OUT: Final = ("fingerprint", "library", "findings")


@cache
def loaded(name: str) -> RuleSet:
    """A rule set, read once."""
    return load(name)


def head(path: Path) -> str:
    """The comments that a file begins with."""
    return path.read_text(encoding="utf-8").split("\n\n")[0]


def rules(path: Path) -> RuleSet:
    """The rule set that an example is judged by."""
    named = re.search(r"Rule set: (\w+)", head(path))
    return loaded(named.group(1) if named else "tirano")


def files() -> list[Path]:
    """Every example file."""
    return sorted(path for folder in ROOTS for path in EXAMPLES.glob(f"{folder}/*.yaml"))


def agency(path: Path) -> Path | None:
    """The example agency of a case's rule set, if there is one."""
    agencies = sorted(EXAMPLES.glob("agencies/*.yaml"))
    return next((each for each in agencies if rules(each) is rules(path)), None)


def judged(path: Path) -> Report:
    """The report on an example file: a case with the agency of its rule set beside it, any other file alone."""
    root = ROOTS[path.parent.name]
    texts: dict[str, Any] = {root: path.read_bytes()}
    if root == "case" and (beside := agency(path)) is not None:
        texts["agency"] = beside.read_bytes()
    report = rules(path).check(**texts, on=ON)
    findings = tuple(finding for finding in report.findings if root_of(finding.subject) == root)
    fields = {key: value for key, value in vars(report).items() if not key.startswith("_")}
    return Report(**{**fields, "findings": findings})


def as_data(report: Report) -> dict[str, Any]:
    """What is stored of a report."""
    loud = [_finding(finding) for finding in report.findings if finding.verdict not in _QUIET]
    return {
        **{key: value for key, value in report.to_dict().items() if key not in _LEFT_OUT},
        "counts": {verdict.value: number for verdict, number in report.counts().items()},
        "findings": loud,
        **{verdict.value: _by_rule(report, verdict) for verdict in _QUIET},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    data = {key: value for key, value in finding.to_dict().items() if key not in _OF_THE_RULE}
    if finding.verdict is Verdict.UNDECIDED:
        del data["evidence"]["observed"]
    return data


def _by_rule(report: Report, verdict: Verdict) -> Mapping[str, int]:
    return dict(sorted(Counter(finding.rule for finding in report.filter(verdict=verdict)).items()))


def stored(path: Path) -> Path:
    """Where the reports on an example stand, without their endings."""
    return REPORTS / path.parent.name / path.stem


def expected(path: Path) -> Iterator[tuple[Path, str]]:
    """The stored files of an example, and what they should hold."""
    report, stem = judged(path), stored(path)
    yield stem.with_suffix(".json"), json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"
    for lang in ("it", "en"):
        yield stem.with_suffix(f".{lang}.txt"), report_text(report, lang=lang, width=100) + "\n"


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
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

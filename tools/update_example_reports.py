"""Writes the expected report of each example file (cases, agencies, districts, contracts) to examples/reports.

A step of `tools/regenerate.py`. After a change that is meant to change findings, read the difference as a planner
would: tests/rules compares the stored reports with what the library says now, byte for byte.

A file is judged by the rule set that its head names ("Rule set: NAME."), Tirano's if it names none. A case is judged
together with the example agency of its rule set, and its report holds the findings on the case. Reports have every
finding that a reader must look at; how many there are of each verdict, in order and not applicable too, stands in one
table for all files, totals.csv, so that a rule more changes no report in which it finds nothing. The JSON leaves out
the fingerprint and the library's version, which change more often than any finding, what the rule file says of a rule
anyway, and the verdicts of what is in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from adm_rules import Report, RuleSet, Verdict, load
from adm_rules._internal.render.groups import root_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.texts import LANGUAGES
from tools.writing import with_left_over, write

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ROOT / "examples"
REPORTS: Final = EXAMPLES / "reports"
#: How many findings of each verdict there are on each file.
TOTALS: Final = REPORTS / "totals.csv"
#: What the files of each folder are about.
ROOTS: Final = {"cases": "case", "agencies": "agency", "districts": "district", "contracts": "contract"}
#: The judgement day that the example files state.
ON: Final = date(2026, 3, 31)
QUIET: Final = (Verdict.COMPLIES, Verdict.NOT_APPLICABLE)
_LEFT_OUT: Final = ("rules", "library", "counts", "told", "owners", "grid")


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


@cache
def judged(path: Path) -> Report:
    """The report on an example file: a case with the agency of its rule set beside it, any other file alone."""
    root = ROOTS[path.parent.name]
    texts: dict[str, Any] = {root: path.read_bytes()}
    if root == "case" and (beside := agency(path)) is not None:
        texts["agency"] = beside.read_bytes()
    report = rules(path).check(**texts, on=ON)
    return report.only(lambda finding: root_of(finding.subject) == root)


def loud(report: Report) -> Report:
    """A report with the findings that a reader must look at."""
    return report.only(lambda finding: finding.verdict not in QUIET)


def as_data(report: Report) -> dict[str, Any]:
    """What is stored of a report."""
    data = report.to_dict(lang=LANGUAGES)
    return {"rules": report.rules, **{key: value for key, value in data.items() if key not in _LEFT_OUT}}


def stored(path: Path) -> Path:
    """Where the reports on an example stand, without their endings."""
    return REPORTS / path.parent.name / path.stem


def expected(path: Path) -> Mapping[Path, str]:
    """The stored files of an example, and what they should hold."""
    report, stem = loud(judged(path)), stored(path)
    data = json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"
    texts = {
        stem.with_suffix(f".{lang}.txt"): text_of(report, Page(lang, 100)) + "\n" for lang in ("it", "en")
    }
    return {stem.with_suffix(".json"): data, **texts}


def totals() -> str:
    """How many findings of each verdict there are on each example."""
    rows = [
        [f"{path.parent.name}/{path.stem}", *(str(number) for number in judged(path).counts().values())]
        for path in files()
    ]
    return "\n".join(";".join(row) for row in [["file", *Verdict], *rows]) + "\n"


def wanted() -> dict[Path, str]:
    """Every stored file, and what it should hold."""
    reports = {target: text for path in files() for target, text in expected(path).items()}
    return {**reports, TOTALS: totals()}


def main() -> None:
    """Write the reports that have changed, and take away those of files that are gone."""
    write(with_left_over(wanted(), {path for path in REPORTS.rglob("*") if path.is_file()}))


if __name__ == "__main__":
    main()

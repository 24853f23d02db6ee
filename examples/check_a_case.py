"""Checks an example case together with its agency and prints what a planner should look at.

python examples/check_a_case.py [it|en]
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import adm_rules as adm

EXAMPLES = Path(__file__).parent


def main(lang: str = "it") -> None:
    """Print the breaches, then what is missing, then what falls due."""
    rules = adm.load("tirano")
    case = (EXAMPLES / "cases" / "missing_facts.yaml").read_text(encoding="utf-8")
    agency = (EXAMPLES / "agencies" / "valtellina_esempio.yaml").read_text(encoding="utf-8")
    report = rules.check(case, agency=agency, on=date(2026, 3, 31))

    for finding in report.breaches:
        print(f"{finding.severity:8} {finding.citation.text(lang):10} {finding.message(lang)}")
    for item in sorted(
        {item.text.in_language(lang) for finding in report.undecided for item in finding.missing}
    ):
        print(f"{'?':8} {item}")
    due = {
        (item.day, finding.title.in_language(lang))
        for finding in report.pending
        for item in finding.deadlines
    }
    for day, title in sorted((day, title) for day, title in due if day is not None):
        print(f"{day}  {title}")


if __name__ == "__main__":
    main(*sys.argv[1:])

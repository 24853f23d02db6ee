"""The library on the workload: its rule set, and the worst verdict of each check among the subjects it judges."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.by_hand import BREACHES, CHECKS, COMPLIES, NOT_APPLICABLE, UNDECIDED

from adm_rules import Finding, RuleSet, Verdict, parse

FILE: Final = Path(__file__).with_name("twenty_checks.yaml")
_HEAD, _RULES = FILE.read_text(encoding="utf-8").split("\nrules:\n")
#: What is still open weighs more than a breach elsewhere: by hand one unknown end leaves the whole check open.
_WEIGHTS: Final = (NOT_APPLICABLE, COMPLIES, BREACHES, UNDECIDED)
_AS: Final = {Verdict.PENDING: COMPLIES, Verdict.DEROGATED: COMPLIES}


@cache
def rule_set(times: int = 1) -> RuleSet:
    """The twenty checks, so many times over under other names."""
    more = (_RULES.replace("  - id: ", f"  - id: again{n}-") for n in range(1, times))
    return parse("\n".join([_HEAD, "rules:", _RULES, *more]), FILE.name)


def worst(findings: Iterable[Finding]) -> dict[str, str]:
    """The gravest verdict of each check; one whose subjects the file does not have does not apply."""
    found = dict.fromkeys(CHECKS, NOT_APPLICABLE)
    for each in findings:
        said = _AS.get(each.verdict, each.verdict.value)
        if _WEIGHTS.index(said) > _WEIGHTS.index(found[each.rule]):
            found[each.rule] = said
    return found

"""The engine's side of the comparison: those rules of tirano.yaml that are also written by hand, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.cases import ROOT
from benchmarks.hand_written import RULES

if TYPE_CHECKING:
    from adm_rules import RuleSet

_RULE: Final = re.compile(r"^  - id: (\S+)$")


def tirano_text() -> str:
    return (ROOT / "rules" / "tirano.yaml").read_text(encoding="utf-8")


def same_rules_text() -> str:
    """tirano.yaml without the rules that nobody wrote by hand, and without its orders."""
    kept, keep, inside = [], True, False
    for line in tirano_text().splitlines():
        if not line.startswith((" ", "#")) and line:
            inside, keep = line == "rules:", line != "orders:"
        found = _RULE.match(line) if inside else None
        if found:
            keep = found[1] in RULES
        if keep and not line.startswith("    follows:"):  # it may name a rule that is left out
            kept.append(line)
    return "\n".join(kept) + "\n"


def same_rules() -> RuleSet:
    """The rule set of the comparison."""
    from adm_rules._internal.engine import parse

    return parse(same_rules_text(), "tirano.yaml")

"""The names that rule files are written in: a golden list of every fact, so that none changes by accident.

After a wanted change, ``python -m tests.unit.test_facts_golden`` writes the list anew. Its difference is what rule
files and their readers will notice; it stands in CHANGELOG.md.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.texts import Text

GOLDEN: Final = Path(__file__).with_name("facts.csv")
HEAD: Final = ("name", "per", "kind", "key", "it", "en", "asked_it", "asked_en")


def row(fact: Fact) -> tuple[str, ...]:
    """What a rule file, a finding and an answer show of a fact; what is asked for only where it is not the label."""
    kind = f"{fact.kind}:{fact.names}" if fact.names else fact.kind
    asked = fact.missing if fact.missing not in (None, fact.label) else Text("", "")
    assert asked is not None
    return (fact.name, fact.per, kind, fact.path or "", fact.label.it, fact.label.en, asked.it, asked.en)


def written() -> str:
    """The whole list, sorted by name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(row(fact) for _, fact in sorted(registry().facts.items()))
    return text.getvalue()


def test_every_fact_is_as_the_golden_list_has_it() -> None:
    assert written().splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")

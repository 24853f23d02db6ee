"""Holds the engine to the reference interpreter for as long as one likes.

    .venv/bin/python benchmarks/campaign_parity.py --minutes 10 --seed 1

Prints how many judgements were compared, by verdict, and the first differences with the seed that makes them again.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from adm_rules._internal.engine import RuleSet, load
from tests.parity.compare import checked, differences, judged
from tests.parity.generate import make_files
from tests.parity.rule_sets import make_rules

SHOWN = 20


class Campaign:
    """Counts what was compared, and keeps what differed."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.differences: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.files = self.rule_sets = 0

    def compare(self, rules: RuleSet, rng: Random, label: str) -> None:
        """One set of files, through the models and straight from the data."""
        files, on = make_files(rng)
        self.files += 1
        found = judged(rules, files, on)
        self.verdicts.update(f"{one.verdict}{', roughly' if one.rough else ''}" for one in found)
        for trusted in (False, True):
            for text in differences(found, checked(rules, files, on, trusted=trusted), readings=not trusted):
                self.note(text, f"{label}, {'data' if trusted else 'models'}")

    def note(self, text: str, label: str) -> None:
        """A difference: the kind of it, and the first example."""
        kind = text.split(" of ", maxsplit=1)[0] + ":" + text.rsplit(":", 1)[-1] if " of " in text else text
        self.differences[kind] += 1
        self.examples.setdefault(kind, f"{label}: {text}")

    def run(self, seed: int, tirano: RuleSet) -> None:
        """One seed: Tirano's rules on one set of files, random rules on another."""
        rng = Random(seed)
        try:
            self.compare(tirano, rng, f"tirano, seed {seed}")
            rules, _ = make_rules(rng)
            self.rule_sets += 1
            self.compare(rules, rng, f"random rules, seed {seed}")
        except Exception as error:  # noqa: BLE001 - a crash is a finding of the campaign
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.note(f"{type(error).__name__} in {where.name}, line {where.lineno}", f"seed {seed}")

    def show(self) -> None:
        """Prints the counts and the first example of each kind of difference."""
        print(
            f"{self.files} sets of files, {self.rule_sets} random rule sets, {self.verdicts.total()} judgements"
        )
        for verdict, count in self.verdicts.most_common():
            print(f"{count:10} {verdict}")
        print(f"{self.differences.total()} differences")
        for kind, count in self.differences.most_common(SHOWN):
            print(f"{count:6} × {self.examples[kind]}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    campaign, tirano = Campaign(), load("tirano")
    seed, end = options.seed, time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        campaign.run(seed, tirano)
        seed += 1
    campaign.show()
    return 1 if campaign.differences else 0


if __name__ == "__main__":
    sys.exit(main())

"""Draws invented exports of every shape and counts what their reports say: what is false, open, and asked for.

Usage: python -m benchmarks.campaign_exports [SEEDS]; with 25 seeds 300 exports, which takes minutes. Ends with code 1
if a breach, or something to be judged, was found that no export was drawn to have.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from statistics import median

from adm_rules import load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from tools.export_shapes import SHAPES, export
from tools.exports import END


def main(seeds: int) -> int:
    """Print a row for each shape, and what was found that was not meant."""
    rules = load("tirano")
    false: Counter[tuple[str, str]] = Counter()
    print("| export | exports | open | questions | not meant | lines (median) |\n|---|---|---|---|---|---|")
    for shape in SHAPES:
        undecided, asked, lines, wrong = 0, 0, [], 0
        for seed in range(1, seeds + 1):
            data = json.loads(json.dumps(export(shape, seed, whole=bool(seed % 2)), default=str))
            report = rules.check(data, on=END)
            found = [
                each.rule for each in (*report.breaches, *report.to_judge) if each.rule not in shape.breaks
            ]
            false.update((shape.name, rule) for rule in found)
            wrong += len(found)
            undecided += len(report.undecided)
            asked += len(report.questions)
            lines.append(len(text_of(report, Page("it", 80)).splitlines()))
        print(f"| {shape.en} | {seeds} | {undecided} | {asked} | {wrong} | {median(lines):.0f} |", flush=True)
    for (name, rule), number in false.most_common():
        print(f"{name}: {rule} ({number})")
    return int(bool(false))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 25))

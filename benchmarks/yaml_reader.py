"""What the strict reader costs against PyYAML's own loader: ``python benchmarks/yaml_reader.py``.

The work is one generated rule file of some 1,500 lines. The strict reader checks it and keeps the place of
every path; ``yaml.load`` with CSafeLoader, the fastest loader that PyYAML has, keeps none. Rounds are
interleaved, so that a noisy machine is noisy for all, and the medians are compared. A case file in JSON is
measured against `json.loads`, once for the data alone and once with the positions, which an error asks for.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import yaml

from adm_rules._internal import yaml_source

_RULE = """\
  - id: topic.rule-{i}
    title: {{it: Ore della settimana {i}, en: "Hours of week {i}"}}
    norms: [XXX-{i:02}-01, XXX-{i:02}-02]
    cites: {{article: "{i}", note: "2"}}
    per: week
    when:
      all:
        - home_sessions: {{at_least: {i}}}
        - week_start: {{at_least: 2026-01-0{j}}}
    require: {{direct_time: {{at_most: $weekly_cap}}, share: {{below: 0.{i}}}}}
    otherwise:
      severity: error
      consequence: none_stated
      message:
        it: "Nella settimana {{week}} le ore dirette sono {{direct_time}}: il massimo è {{weekly_cap}}."
        en: Direct time in week {{week}} is {{direct_time}}, and the cap is {{weekly_cap}}
"""


def rule_file(rules: int = 94) -> str:
    """A rule file in the usual shape, 16 lines for each rule."""
    return "language: 1\nid: invented\nrules:\n" + "".join(
        _RULE.format(i=i, j=i % 9 + 1) for i in range(1, rules + 1)
    )


def case_file(sessions: int = 500) -> str:
    """A case in JSON with as many sessions."""
    session = {"start": "2026-01-05T15:00", "direct_minutes": 120, "status": "delivered", "group": None}
    return json.dumps(
        {"id": "C1", "interventions": [{"id": "I1", "sessions": [session] * sessions}]}, indent=1
    )


def medians(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each task in milliseconds, the tasks taking turns."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(taken) for name, taken in times.items()}


def main(rounds: int = 30) -> None:
    rules, case = rule_file(), case_file()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = medians(
        {
            "yaml.load": lambda: yaml.load(rules, Loader=loader),
            "read": lambda: yaml_source.read(rules, "rules.yaml"),
            "json.loads": lambda: json.loads(case),
            "read_json": lambda: yaml_source.read_json(case, "case.json"),
            "read_json, places": lambda: yaml_source.read_json(case, "case.json").places,
        },
        rounds,
    )
    paths = len(yaml_source.read(rules, "rules.yaml").places.values)
    print(
        f"rule file: {rules.count(chr(10))} lines, {paths} paths; case file: {len(case) // 1000} kB of JSON"
    )
    for name, base in (
        ("read", "yaml.load"),
        ("read_json", "json.loads"),
        ("read_json, places", "json.loads"),
    ):
        ratio = found[name] / found[base]
        print(f"{name}: {found[name]:.2f} ms, {base}: {found[base]:.2f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

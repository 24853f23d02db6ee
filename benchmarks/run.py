"""Runs every benchmark and writes the tables of benchmarks/README.md: ``make bench``."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from benchmarks import cold, growth, lists, planning, warm, yaml_reader
from benchmarks.cases import example_cases
from benchmarks.timing import Ratio, Times, ratio, take_turns

from adm_rules._internal import yaml_source

HERE: Final = Path(__file__).parent
README: Final = HERE / "README.md"
BEGIN: Final = "<!-- results: written by `make bench` -->"
END: Final = "<!-- end of results -->"
#: What was measured before the work on speed began, by the same programs.
BEFORE: Final[Mapping[str, Any]] = json.loads((HERE / "before.json").read_text(encoding="utf-8"))

FEW, MANY = "a list of 1,000 cases, findings kept", "a list of 10,000 cases, findings kept"
FURTHER, FURTHER_VERDICT = "a further rule with its findings, µs", "a further rule, its verdict alone, µs"
TIRANO, TEXTS = "findings of one Tirano example, trusted data, ms", "all its texts, ms"
JSON, FOLDER = "its report as compact JSON, ms", "each further case of a folder by command, text, ms"
KEPT, UNREAD = "kB kept a case, findings read", "kB kept a case, report alone"
#: What is aimed at, by line.
AIMS: Final[Mapping[str, float]] = {
    warm.FINDINGS: 0.9,
    warm.VERDICTS: 0.5,
    warm.BYTES: 1.5,
    MANY: 1.2,
    KEPT: 2.0,
    FURTHER: 0.2,
    TIRANO: 0.4,
    TEXTS: 6.0,
    JSON: 5.0,
    FOLDER: 2.0,
    planning.STATEMENT: 8.0,
    cold.VERDICT: 1.5,
    cold.VERSION: 1.0,
    cold.CHECK: 2.0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what was measured, what was found, and what is aimed at, if anything."""

    what: str
    found: Ratio
    aim: float | None = None
    before: float | None = None

    def __str__(self) -> str:
        before = "" if self.before is None else f"{self.before:.2f}"
        aim = "" if self.aim is None else f"{self.aim:.2f}"
        met = "" if self.aim is None else "met" if self.found.median <= self.aim else "**not met**"
        spread = f"{self.found.least:.2f} | {self.found.median:.2f} | {self.found.most:.2f}"
        return f"| {self.what} | {before} | {spread} | {aim} | {met} |"


def _line(what: str, found: Ratio) -> Line:
    return Line(what, found, AIMS.get(what), BEFORE["ratios"].get(what))


def _of(times: Times, base: str) -> Iterator[Line]:
    return (_line(name, ratio(times, name, base)) for name in times if name != base)


def _alone(figures: Mapping[str, float]) -> Iterator[Line]:
    """Figures that were taken once."""
    return (_line(name, Ratio(value, value, value)) for name, value in figures.items())


def _table(title: str, base: str, lines: Iterable[Line]) -> str:
    head = "| | before | least | median | most | aim | |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    return "\n".join([f"### {title}", "", base, "", head, *map(str, lines)])


def _yaml_times(rounds: int) -> Times:
    """The strict reader, with its positions, and PyYAML's fastest loader, without."""
    text = yaml_reader.rule_file()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return take_turns(
        {
            "yaml.load with CSafeLoader, no positions": lambda: yaml.load(text, Loader=loader),
            "the strict reader, with the position of every path": lambda: yaml_source.read(
                text, "rules.yaml"
            ),
        },
        rounds,
    )


def _single(rounds: int) -> str:
    found, absent = warm.single(rounds)
    told = f" Not installed: {', '.join(absent)}." if absent else ""
    base = f"1 = {warm.BASE}, {1e6 * statistics.median(found[warm.BASE]) / warm.CASES:.0f} µs.{told}"
    return _table("One case, warm, beside other engines", base, _of(found, warm.BASE))


def _whole(rounds: int) -> str:
    times, number = warm.whole(rounds), len(example_cases())
    names = {warm.CHECK: TIRANO, warm.TEXTS: TEXTS, warm.JSON: JSON}
    lines = []
    for name, what in names.items():
        taken = sorted(1000 * each / number for each in times[name])
        lines.append(_line(what, Ratio(taken[0], statistics.median(taken), taken[-1])))
    further = warm.further_rules(rounds)
    figures = {FURTHER: further["with its findings"], FURTHER_VERDICT: further["its verdict alone"]}
    return _table(
        "The whole of Tirano, and further rules", "In time, on this machine.", [*lines, *_alone(figures)]
    )


def _lists() -> str:
    kept = {name: value / 1000 for name, value in lists.kept_bytes().items()}
    ratios = {FEW: lists.per_case(lists.SIZES[0]), MANY: lists.per_case(lists.SIZES[1])}
    memory = {KEPT: kept["findings read"], UNREAD: kept["report alone"]}
    base = "1 = the same facts by hand, verdicts kept; the collector is on."
    return _table("Many cases, kept", base, [*_alone(ratios), *_alone(memory)])


def _folder() -> str:
    (few, small), (many, large) = cold.folder(100), cold.folder(300)
    figures = {FOLDER: (300 * many - 100 * few) / 200}
    base = f"Memory at most: {small:.0f} MB for 100 cases, {large:.0f} MB for 300."
    return _table("A folder of cases", base, _alone(figures))


def _growth() -> str:
    rows: dict[str, dict[int, float]] = {}
    for kind, size, taken in growth.measure():
        rows.setdefault(kind, {})[size] = 1000 * taken
    sizes = " | ".join(f"{size:,}" for size in growth.SIZES)
    marks = " | ".join("---:" for _ in growth.SIZES)
    lines = [f"| number of elements | {sizes} |", f"| --- | {marks} |"]
    for kind, row in rows.items():
        lines.append(_growth_row(kind, row))
        if kind in BEFORE["growth_ms"]:
            was = BEFORE["growth_ms"][kind]
            lines.append(_growth_row("before", {int(n): each for n, each in was.items()}))
    told = "Milliseconds of a check under Tirano with its findings. A row ends where a step takes too long."
    return "\n".join(["### Growth", "", told, "", *lines])


def _growth_row(kind: str, row: Mapping[int, float]) -> str:
    return f"| {kind} | {' | '.join(f'{row[size]:.0f}' if size in row else '' for size in growth.SIZES)} |"


def results(rounds: int) -> str:
    """Everything between the markers of the page."""
    where = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    fewer = max(3, rounds // 2)
    processes, reading, further = cold.measure(fewer), _yaml_times(rounds), planning.measure(fewer)
    yaml_base = next(iter(reading))
    reader = [Line(name, ratio(reading, name, yaml_base), 1.0) for name in reading if name != yaml_base]
    return "\n\n".join(
        [
            f"{where}, {os.cpu_count()} cores; {rounds} rounds. *Before* is commit {BEFORE['commit']}.",
            _single(rounds),
            _whole(fewer),
            _lists(),
            _table("Whole processes", f"1 = `{cold.PYDANTIC}`", _of(processes, cold.PYDANTIC)),
            _folder(),
            *(
                _table(title, f"1 = {base}", _of(further[base], base))
                for base, title in planning.TITLES.items()
            ),
            _table("The YAML reader", f"1 = {yaml_base}", reader),
            _growth(),
        ]
    )


def main(rounds: int = 20) -> None:
    """Measure, and write the page."""
    found = results(rounds)
    print(found)
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n\n{found}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

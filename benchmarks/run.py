"""Runs every benchmark and writes the table of benchmarks/README.md: ``make bench``."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from benchmarks import cold, memory, one_case, planning, yaml_reader
from benchmarks.hand_written import RULES
from benchmarks.timing import Ratio, Times, ratio, take_turns

from adm_rules._internal import yaml_source

README: Final = Path(__file__).with_name("README.md")
BEGIN: Final = "<!-- results: written by `make bench` -->"
END: Final = "<!-- end of results -->"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, its ratio to the base, and what is aimed at, if anything."""

    what: str
    found: Ratio
    aim: float | None = None

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"{self.aim:.2f}"
        met = "" if self.aim is None else "met" if self.found.median <= self.aim else "**not met**"
        spread = f"{self.found.least:.2f} | {self.found.median:.2f} | {self.found.most:.2f}"
        return f"| {self.what} | {spread} | {aim} | {met} |"


_TITLES: Final = {
    planning.BY_HAND: "A month's statement, warm",
    planning.SHARE_BY_HAND: "A copayment, warm",
    planning.CHECKED: "Deadlines, warm",
}


def _lines(times: Times, base: str, aims: dict[str, float]) -> Iterator[Line]:
    for name in times:
        if name != base:
            yield Line(name, ratio(times, name, base), aims.get(name))


def _table(title: str, base: str, lines: Iterator[Line]) -> str:
    head = "| | least | median | most | aim | |\n| --- | ---: | ---: | ---: | ---: | --- |"
    return "\n".join([f"### {title}", "", f"1 = {base}", "", head, *map(str, lines)])


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


def _memory_table() -> str:
    peaks = memory.measure()
    pairs = [
        (memory.LOAD_ENGINE, memory.LOAD_BY_HAND),
        (memory.REPORT_ENGINE, memory.REPORT_BY_HAND),
        (memory.MESSAGES_ENGINE, memory.REPORT_BY_HAND),
    ]
    lines = [f"| {one} | {peaks[one] / peaks[base]:.1f} | {base} |" for one, base in pairs]
    head = "| | ratio | 1 = |\n| --- | ---: | --- |"
    return "\n".join(["### Memory, peak", "", head, *lines])


def results(rounds: int) -> str:
    """Everything between the markers of the page."""
    warm = one_case.measure(rounds)
    processes = cold.measure(max(3, rounds // 2))
    reading = _yaml_times(rounds)
    where = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    further = planning.measure(max(3, rounds // 2))
    yaml_base = next(iter(reading))
    warm_aims = {one_case.FINDINGS: 0.35, one_case.PYDANTIC: 0.8}
    return "\n\n".join(
        [
            f"{where}, {os.cpu_count()} cores; {rounds} rounds; {len(RULES)} rules.",
            _table("One case, warm", one_case.BASE, _lines(warm, one_case.BASE, warm_aims)),
            _table(
                "A cold process",
                f"`{cold.PYDANTIC}`",
                _lines(processes, cold.PYDANTIC, {cold.VERDICT: 2.0}),
            ),
            _table("The YAML reader", yaml_base, _lines(reading, yaml_base, dict.fromkeys(reading, 1.0))),
            *(_table(_TITLES[base], base, _lines(times, base, {})) for base, times in further.items()),
            _memory_table(),
        ]
    )


def main(rounds: int = 30) -> None:
    """Measure, and write the page."""
    found = results(rounds)
    print(found)
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n\n{found}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Runs every benchmark and writes the tables of benchmarks/README.md: ``make bench``."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from benchmarks import cold, floors, growth, lists, planning, warm, yaml_reader
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


def _floors(rounds: int) -> str:
    found = floors.measure(rounds)
    lines = [_line(name, ratio(found, name, warm.BASE)) for name in (floors.OBJECTS, floors.TEXTS)]
    taken = sorted(1000 * each / len(example_cases()) for each in found[floors.TIRANO])
    lines.append(_line(f"{floors.TIRANO}, ms", Ratio(taken[0], statistics.median(taken), taken[-1])))
    return _table("What no answer does without", f"1 = {warm.BASE}; the last line is a time.", lines)


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


def _processes(rounds: int) -> str:
    return _table("Whole processes", f"1 = `{cold.PYDANTIC}`", _of(cold.measure(rounds), cold.PYDANTIC))


def _planning(rounds: int) -> str:
    found = planning.measure(rounds)
    return "\n\n".join(
        _table(title, f"1 = {base}", _of(found[base], base)) for base, title in planning.TITLES.items()
    )


def _reader(rounds: int) -> str:
    found = _yaml_times(rounds)
    base = next(iter(found))
    lines = (Line(name, ratio(found, name, base), 1.0) for name in found if name != base)
    return _table("The YAML reader", f"1 = {base}", lines)


#: The tables of the page in their order, by the name under which one alone is measured anew.
TABLES: Final[Mapping[str, Callable[[int], str]]] = {
    "single": _single,
    "whole": lambda rounds: _whole(max(3, rounds // 2)),
    "floors": lambda rounds: _floors(max(3, rounds // 2)),
    "lists": lambda _: _lists(),
    "cold": lambda rounds: _processes(max(3, rounds // 2)),
    "folder": lambda _: _folder(),
    "planning": lambda rounds: _planning(max(3, rounds // 2)),
    "reader": _reader,
    "growth": lambda _: _growth(),
}


def _head(rounds: int) -> str:
    where = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    return f"{where}, {os.cpu_count()} cores; {rounds} rounds. *Before* is commit {BEFORE['commit']}."


def _parts(page: str) -> list[str]:
    """The head of the results on a page, and its tables."""
    return re.split(r"\n\n(?=### )", page.split(BEGIN)[1].split(END, maxsplit=1)[0].strip())


def anew(page: str, tables: str) -> str:
    """A page with the tables of these titles in place of its own; the others stay as they are."""
    head, *old = _parts(page)
    new = {part.splitlines()[0]: part for part in re.split(r"\n\n(?=### )", tables)}
    kept = [new.pop(part.splitlines()[0], part) for part in old]
    before, rest = page.split(BEGIN)
    found = "\n\n".join([head, *kept, *new.values()])
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{rest.split(END)[1]}"


def main(rounds: int, *names: str) -> None:
    """Measure all tables, or those that are named, and write the page."""
    tables = "\n\n".join(TABLES[name](rounds) for name in names or TABLES)
    print(tables)
    page = README.read_text(encoding="utf-8")
    if not names:
        before, rest = page.split(BEGIN)
        page = f"{before}{BEGIN}\n\n{_head(rounds)}\n\n{END}{rest.split(END)[1]}"
    README.write_text(anew(page, tables), encoding="utf-8")


if __name__ == "__main__":
    number = next((int(each) for each in sys.argv[1:] if each.isdigit()), 20)
    main(number, *(each for each in sys.argv[1:] if not each.isdigit()))

"""What ARCHITECTURE.md says of files, rooms and contracts is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

from tools.measure_house import PACKAGE, modules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
INSIDE = PACKAGE / "_internal"


def cells(below: str) -> Iterator[list[str]]:
    """The rows of the table that follows some words."""
    lines = PAGE.split(below)[1].lstrip("\n").splitlines()
    for line in lines[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([\w.]+)/?`", text)


def test_the_table_of_layers_is_the_contract() -> None:
    told: dict[int, set[str]] = {}
    for row, rooms, *_ in cells("and keeps it."):
        named = re.sub(r"\(.*?\)", "", rooms)  # what a room holds stands in brackets
        told.setdefault(int(row), set()).update(quoted(named))
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    contract = parser["importlinter:contract:layers"]["layers"].strip().splitlines()
    rows = [set(re.findall(r"\((\w+)\)", line)) for line in contract]
    number = {room: max(n for n, each in told.items() if room in each) for room in set().union(*rows)}
    above = [min(number[room] for room in row) for row in rows]
    below = [max(number[room] for room in row) for row in rows]
    assert set().union(*told.values()) == set().union(*rows)
    assert above == sorted(above, reverse=True)
    assert below == sorted(below, reverse=True)


def test_the_stages_name_every_module_of_the_compiler_once() -> None:
    named = [name for _, names in cells("Inside the compiler:") for name in quoted(names)]
    there = {path.stem for path in (INSIDE / "compiler").iterdir() if path.stem.strip("_") == path.stem}
    assert sorted(named) == sorted(there - {"__init__"})


def test_the_modules_of_values_are_all_named() -> None:
    named = re.search(r"`values/` \((.*?)\)", PAGE)
    assert named is not None
    there = {path.stem for path in (INSIDE / "values").glob("*.py")} - {"__init__"}
    assert sorted(quoted(named[1])) == sorted(there)


def test_every_path_that_is_named_exists() -> None:
    paths = re.findall(r"`([\w.]+/[\w./]*\w)`", PAGE)
    homes = (ROOT, PACKAGE, INSIDE)
    missing = [
        each
        for each in paths
        if not any((home / each).exists() or (home / f"{each}.py").exists() for home in homes)
    ]
    assert [each for each in missing if each != "adm_rules/_rules"] == []  # that one is made in the wheel
    assert len(paths) > 20


def calling(*names: str) -> set[str]:
    """The rooms in which something of one of these names is called."""
    inside = [
        module
        for module in modules(PACKAGE).values()
        if module.name.count(".") > 1 and any(f"{name}(" in module.text for name in names)
    ]
    return {
        module.name.split(".")[2]
        for module in inside
        if any(_is_call(node, names) for node in ast.walk(module.tree))
    }


def _is_call(node: ast.AST, names: tuple[str, ...]) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name | ast.Attribute) and ast.unparse(called) in names


def test_only_the_command_line_reads_a_clock_and_only_pictures_are_drawn_with_floats() -> None:
    assert calling("datetime.now", "date.today", "datetime.today", "datetime.utcnow", "time.time") == {"cli"}
    assert calling("float") == {"plots"}

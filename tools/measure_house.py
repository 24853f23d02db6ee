"""Prints the table of the house: how much source there is, how it is cut up, who imports whom, what a call enters.

``python tools/measure_house.py`` measures the package of this repository; given another package's folder it prints all
but the last part, which needs to run the library. With ``--rooms`` it prints the lines of each room. Lines inside
docstrings, blank lines, comments and code are counted apart; an import counts wherever it stands, and so does
``import_module`` with a plain name, but not under ``TYPE_CHECKING``.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "adm_rules"
#: A function with a longer body is told by name.
LONG: Final = 30

Function = ast.FunctionDef | ast.AsyncFunctionDef
Graph = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Module:
    """One module of a package, by its dotted name."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its source as Python reads it."""
        return ast.parse(self.text)

    def functions(self) -> Iterator[tuple[Function, bool]]:
        """Every function with whether users see it: neither it nor what it stands in is private or a function."""
        yield from _functions(self.tree, seen=True)

    def lines(self) -> Counter[str]:
        """How many lines are docstring, blank, comment and code."""
        told = {line for node in _documented(self.tree) for line in _span(node.body[0])}
        return Counter(_kind(line, number in told) for number, line in enumerate(self.text.splitlines(), 1))


def modules(package: Path) -> dict[str, Module]:
    """The modules of a package by name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path)
    return found


# --- lines and functions ----------------------------------------------------------------------------------------------


def _functions(node: ast.AST, *, seen: bool) -> Iterator[tuple[Function, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child, seen and not child.name.startswith("_")
            yield from _functions(child, seen=False)
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, seen=seen and not child.name.startswith("_"))
        else:
            yield from _functions(child, seen=seen)


def _documented(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node) is not None:
            yield node


def _span(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _kind(line: str, told: bool) -> str:
    if told:
        return "docstring"
    return "blank" if not line.strip() else "comment" if line.lstrip().startswith("#") else "code"


def body_lines(function: Function) -> int:
    """How many lines the body of a function has, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1


def percentile(numbers: list[int], share: float) -> int:
    """The smallest of some numbers that is no less than a share of them."""
    return sorted(numbers)[max(-(-len(numbers) * round(share * 100) // 100) - 1, 0)] if numbers else 0


def _sizes(found: Mapping[str, Module]) -> Iterator[tuple[str, str]]:
    lines = sum((module.lines() for module in found.values()), Counter[str]())
    each = [sum(module.lines().values()) for module in found.values()]
    yield "modules", str(len(found))
    parts = " / ".join(f"{lines[kind]:,}" for kind in ("code", "docstring", "blank"))
    yield "lines (code / docstring / blank)", f"{sum(each):,} ({parts})"
    yield "lines of a module, median / max", f"{median(each):.0f} / {max(each)}"


def _about_functions(found: Mapping[str, Module]) -> Iterator[tuple[str, str]]:
    every = [(module.name, one, seen) for module in found.values() for one, seen in module.functions()]
    sizes = [body_lines(one) for _, one, _ in every]
    classes = _classes(found)
    yield "functions; classes", f"{len(every):,}; {sum(map(len, classes.values())):,}"
    shown = f"{median(sizes):.0f} / {percentile(sizes, 0.9)} / {percentile(sizes, 0.99)}"
    yield "lines of a body, median / p90 / p99", shown
    long = sorted(((body_lines(one), f"{name}.{one.name}") for name, one, _ in every), reverse=True)
    told = ", ".join(f"{name} {size}" for size, name in long if size > LONG) or "none"
    yield f"functions over {LONG} lines", f"{sum(size > LONG for size in sizes)} ({told})"
    public = [ast.get_docstring(one) is not None for _, one, seen in every if seen]
    yield "public functions with docstring", f"{sum(public) / len(public):.0%}"
    yield (
        "functions with their return annotated",
        f"{sum(one.returns is not None for _, one, _ in every) / len(every):.0%}",
    )
    equal = sorted(name for name, homes in classes.items() if len(homes) > 1)
    yield "classes of equal name", f"{len(equal)}: {', '.join(equal)}" if equal else "0"
    files = Counter(module.path.name for module in found.values() if module.path.name != "__init__.py")
    yield "names of files that occur more than once", str(sum(number > 1 for number in files.values()))


def _classes(found: Mapping[str, Module]) -> dict[str, list[str]]:
    """Where the classes of each name stand, those with an underscore left out of no count."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module in found.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(module.name)
    return homes


# --- who imports whom -------------------------------------------------------------------------------------------------


def imports(found: Mapping[str, Module]) -> Graph:
    """The modules of the package that each of them imports, at any place."""
    return {name: frozenset(_imported(module, found)) - {name} for name, module in found.items()}


def _imported(module: Module, found: Mapping[str, Module]) -> Iterator[str]:
    package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
    for node in _run(module.tree):
        for name in _named(node, package):
            parts = name.split(".")
            known = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
            yield from islice((each for each in known if each in found), 1)  # a name stands in its module


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker reads."""
    open_ = [tree]
    while open_:
        for child in ast.iter_child_nodes(open_.pop()):
            if not (isinstance(child, ast.If) and _name(child.test) == "TYPE_CHECKING"):
                yield child
                open_.append(child)


def _named(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.rsplit(".", node.level - 1)[0] if node.level else ""
        where = ".".join(part for part in (above, node.module) if part)
        yield from (f"{where}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and _name(node.func) == "import_module":
        yield from (
            each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
        )


def _name(node: ast.expr) -> str:
    """The last part of a name; of anything else nothing."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def circles(graph: Graph) -> list[frozenset[str]]:
    """The largest groups of modules that all lead to each other, those of one module included, the lowest first."""
    reach = {name: _reachable(graph, name) for name in graph}
    groups = {frozenset({name, *(to for to in reach[name] if name in reach[to])}) for name in graph}
    return sorted(groups, key=lambda group: len(group.union(*(reach[name] for name in group))))


def _reachable(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    open_ = [start]
    while open_:
        for name in graph[open_.pop()] - found:
            found.add(name)
            open_.append(name)
    return found


def depth(graph: Graph) -> int:
    """How many modules the longest chain of imports has, a circle counted as one."""
    level: dict[str, int] = {}
    for group in circles(graph):
        below = [level[to] for name in group for to in graph[name] - group]
        level.update(dict.fromkeys(group, 1 + max(below, default=0)))
    return max(level.values())


def rooms(graph: Graph) -> dict[str, frozenset[str]]:
    """The rooms of the inside, the highest first, with those that each imports and nobody between them does."""
    direct: dict[str, set[str]] = defaultdict(set)
    for name, to in graph.items():
        direct[_room(name)].update(_room(each) for each in to)
    direct.pop("", None)
    below = {room: frozenset(to) - {"", room} for room, to in direct.items()}
    reach = {room: _reachable(below, room) for room in below}
    height = {room: depth({each: below[each] for each in {room, *reach[room]}}) for room in below}
    least = {
        room: frozenset(each for each in to if not any(each in reach[other] for other in to))
        for room, to in below.items()
    }
    return dict(sorted(least.items(), key=lambda each: (-height[each[0]], each[0])))


def _room(name: str) -> str:
    """The room that a module stands in; of what stands outside `_internal`, none."""
    parts = name.split(".")
    return parts[2] if len(parts) > 2 and parts[1] == "_internal" else ""


def _about_imports(graph: Graph) -> Iterator[tuple[str, str]]:
    out = {name: len(to) for name, to in graph.items()}
    into = Counter(to for each in graph.values() for to in each)
    yield (
        "edges; fan-out median / max",
        f"{sum(out.values())}; {median(out.values()):.0f} / {max(out.values())}",
    )
    yield "highest fan-out", _first(Counter(out))
    yield "highest fan-in", _first(into)
    yield "depth of the graph", str(depth(graph))
    round_ = sorted((sorted(group) for group in circles(graph) if len(group) > 1), key=len, reverse=True)
    told = "; ".join(f"{len(group)}: {_common(group)}" for group in round_)
    yield "circles", told or "none"


def _first(numbers: Counter[str]) -> str:
    return ", ".join(f"{name.partition('.')[2] or name} {number}" for name, number in numbers.most_common(6))


def _common(names: list[str]) -> str:
    """What the modules of a circle have in common, or their names."""
    parts = [name.split(".") for name in names]
    shared = [each[0] for each in zip(*parts, strict=False) if len(set(each)) == 1]
    return ".".join(shared) if len(shared) > 1 else ", ".join(names)


# --- what a call enters -----------------------------------------------------------------------------------------------


def entered(call: Callable[[], Any]) -> int:
    """How many modules of the package a call enters: those whose functions run, but for what an import runs."""
    files: set[str] = set()
    importing: list[Any] = []

    def look(frame: Any, event: str, _: Any) -> None:
        if frame.f_code.co_name == "<module>" and event in ("call", "return"):
            importing.append(frame) if event == "call" else importing.remove(frame)
        elif event == "call" and not importing:
            files.add(frame.f_code.co_filename)

    sys.setprofile(look)
    try:
        call()
    finally:
        sys.setprofile(None)
    return sum(file.startswith(f"{PACKAGE}/") for file in files)


def _about_calls() -> Iterator[tuple[str, str]]:
    from datetime import date

    import adm_rules as adm

    examples = ROOT / "examples"
    case = (examples / "cases" / "several_breaches.yaml").read_bytes()
    month = [path.read_bytes() for path in sorted((examples / "month" / "cases").glob("*.yaml"))]
    first = entered(lambda: adm.load("tirano"))  # also what a first load prepares
    tirano, priced = adm.load("tirano"), adm.load(examples / "overlays" / "tirano_2026.yaml")
    on = date(2026, 3, 31)
    calls: dict[str, Callable[[], Any]] = {
        "check": lambda: tirano.check(case, on=on),
        "copayment": lambda: priced.copayment(month[0], on=on, service="home_education", hours=4),
        "statement": lambda: priced.statement(month, month="2026-03"),
        "deadlines": lambda: tirano.deadlines(case, on=on),
        "evidence": lambda: [finding.evidence for finding in tirano.check(case, on=on).findings],
    }
    told = [f"load {first}", *(f"{name} {entered(call)}" for name, call in calls.items())]
    yield "modules entered", ", ".join(told)


# --- what each room weighs --------------------------------------------------------------------------------------------


def weights(found: Mapping[str, Module]) -> dict[str, int]:
    """Lines by room, the heaviest first; modules that a tool writes are put together, and so are those for users."""
    lines = Counter[str]()
    for name, module in found.items():
        written = "Written by ``tools/" in module.text[:400]
        lines["written by tools" if written else _room(name) or "for users"] += len(module.text.splitlines())
    return dict(lines.most_common())


# --- the table --------------------------------------------------------------------------------------------------------


def table(package: Path) -> dict[str, str]:
    """The measures of a package, each as it is printed."""
    found = modules(package)
    rows = [*_sizes(found), *_about_functions(found), *_about_imports(imports(found))]
    return dict([*rows, *(_about_calls() if package == PACKAGE else ())])


def main(arguments: list[str]) -> int:
    """Print the table; with ``--rooms`` the weight of each room of it."""
    package = Path(arguments[-1]).resolve() if arguments and arguments[-1] != "--rooms" else PACKAGE
    measured: Mapping[str, object] = weights(modules(package)) if "--rooms" in arguments else table(package)
    print("| | |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

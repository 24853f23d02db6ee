"""Threads that ask one rule set at once get what they get one after the other, also while it is still compiling."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any, TypeAlias

import pytest

from adm_rules._internal.engine import RuleSet, load

ROOT = Path(__file__).parents[2] / "examples"
ON = date(2026, 3, 31)
CASE, AGENCY = "cases/several_breaches.yaml", "agencies/valtellina_esempio.yaml"
Ask: TypeAlias = Callable[[RuleSet], Any]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def read_all(folder: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / folder).glob("*.yaml"))]


#: Each compiles questions of its own when it is first asked.
ASKED: dict[str, Ask] = {
    "check": lambda rules: rules.check(read(CASE), agency=read(AGENCY), on=ON).to_json(),
    "deadlines": lambda rules: [
        each.to_json() for each in rules.deadlines(read(CASE), agency=read(AGENCY), on=ON)
    ],
    "statement": lambda rules: rules.statement(read_all("month/cases"), month="2026-03").to_json(),
    "queue": lambda rules: rules.prioritise(read_all("queue"), on=ON).to_json(),
    "copayment": lambda rules: rules.copayment(read(CASE), on=ON, service="home_education").to_json(),
    "instalments": lambda rules: rules.instalments({"id": "contratto-1"}, on=ON),
    "source": lambda rules: rules.source().count("def "),  # names of constants follow the order of compiling
}


@pytest.fixture(scope="module")
def one_after_the_other() -> dict[str, Any]:
    rules = load("tirano")
    return {name: ask(rules) for name, ask in ASKED.items()}


@pytest.fixture
def hasty_switches() -> Iterator[None]:
    """Threads take turns as often as they can: two compile at the same time, if nothing keeps them from it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_switches")
@pytest.mark.parametrize("names", [tuple(ASKED), ("deadlines", "queue") * 2, ("deadlines",) * 4])
def test_threads_get_what_one_gets(names: tuple[str, ...], one_after_the_other: dict[str, Any]) -> None:
    rules, start = load("tirano"), Barrier(len(names))

    def ask(name: str) -> Any:
        start.wait()
        return ASKED[name](rules)

    with ThreadPoolExecutor(len(names)) as pool:
        found = list(pool.map(ask, names))
    assert [name for name, each in zip(names, found, strict=True) if each != one_after_the_other[name]] == []


def test_what_is_compiled_is_compiled_once() -> None:
    rules, start = load("tirano"), Barrier(2)

    def variant(_: int) -> Any:
        start.wait()
        return rules.program.variant(("case", "agency"))

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(variant, range(2))
    assert first is second
    assert first.function("judge", models=True) is second.function("judge", models=True)

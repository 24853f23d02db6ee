"""Compiling ends: its result is frozen, is made once for each question, and keeps no way back to the lowering."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules.compiler.asking import Asking
from adm_rules.compiler.lower import Lowering
from adm_rules.engine import RuleSet, load

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = date(2026, 3, 31)


def read(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((EXAMPLES / folder).glob("*.yaml"))]


def texts(folder: str) -> list[str]:
    return [each.decode() for each in read(folder)]


CASE = (EXAMPLES / "cases" / "compliant_adm.yaml").read_text(encoding="utf-8")
CONTRACT = (EXAMPLES / "contracts" / "sud_est_milano_esempio.yaml").read_text(encoding="utf-8")
VERBS: dict[str, tuple[str, Callable[[RuleSet], Any]]] = {
    "check": ("tirano", lambda rules: rules.check(CASE, on=ON).findings),
    "deadlines": ("tirano", lambda rules: rules.deadlines(CASE, on=ON)),
    "copayment": ("tirano", lambda rules: rules.copayment(CASE, on=ON, service="home_education")),
    "statement": ("tirano", lambda rules: rules.statement(texts("month/cases"), month="2026-03")),
    "queue": ("tirano", lambda rules: rules.prioritise(texts("queue"), on=ON)),
    "instalments": ("sud_est_milano", lambda rules: rules.instalments(CONTRACT, on=ON)),
    "bands": ("sud_est_milano", lambda rules: rules.penalty_bands(ON)),
}


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_holds_a_lowering_and_nothing_is_compiled_twice(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, ask = VERBS[verb]
    rules = load(name)
    first = ask(rules)
    gc.collect()
    assert [each for each in gc.get_objects() if isinstance(each, Lowering)] == []

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Lowering, "__init__", refuse)
    monkeypatch.setattr(Asking, "__init__", refuse)
    assert ask(rules) == first


def test_what_was_compiled_is_frozen() -> None:
    compiled = load("tirano").program.compiled
    with pytest.raises(FrozenInstanceError):
        compiled.rules = ()  # type: ignore[misc]
    node = next(iter(compiled.facts))
    with pytest.raises(TypeError):
        compiled.facts[node] = compiled.facts[node]  # type: ignore[index]

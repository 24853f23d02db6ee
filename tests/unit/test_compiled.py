"""Compiling ends: its result is frozen, is made once for each question, and keeps no way back to the lowering."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.compiler.asking import Asking
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.loader import find

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


def test_nothing_holds_a_lowering() -> None:
    for name, ask in VERBS.values():
        ask(load(name))
    gc.collect()
    assert [each for each in gc.get_objects() if isinstance(each, Lowering)] == []


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_compiled_twice(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, ask = VERBS[verb]
    rules = load(name)
    first = ask(rules)

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


def test_a_rule_set_is_kept_by_its_name_until_its_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (find.shipped() / "scheda_comunale.yaml").read_bytes()
    file = tmp_path / "mine.yaml"
    file.write_bytes(text)
    monkeypatch.setattr(find, "shipped", lambda: tmp_path)
    first = load("mine")
    assert load("mine") is first
    file.write_bytes(text.replace(b"severity: error", b"severity: warning", 1))
    assert load("mine").fingerprint != first.fingerprint


def test_a_rule_set_that_stands_at_a_path_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes((find.shipped() / "scheda_comunale.yaml").read_bytes())
    first = load(file)
    assert load(file) is first
    file.write_bytes(file.read_bytes().replace(b"version: ", b"version: 9", 1))
    assert load(file).regulation.version != first.regulation.version

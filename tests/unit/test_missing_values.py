"""A value that a fact needs is told so that the file loads when what is told is copied into it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adm_rules._internal.diagnostics import Diagnostic, DiagnosticsError
from adm_rules._internal.facts import registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_value, value_like
from adm_rules._internal.names import NAMES
from adm_rules._internal.values import KINDS
from adm_rules._internal.yaml_source import read
from tests.rules.small import rule, rule_set


def needing() -> Iterator[tuple[str, str, frozenset[str]]]:
    """The facts without parameters that need values, each with its subject and these."""
    for fact in registry().facts.values():
        needed = registry().values_inside(fact.name)
        if needed and not any(registry().facts[name].parameters for name in registry().made_of(fact.name)):
            yield fact.name, fact.per, needed


def missing(fact: str, per: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(DiagnosticsError) as caught:
        rule_set(rule(f"{{{fact}: {{exists: true}}}}", per=per))
    return caught.value.diagnostics


@pytest.mark.parametrize(("fact", "per", "needed"), list(needing()))
def test_what_the_help_says_is_copied_and_the_file_loads(fact: str, per: str, needed: frozenset[str]) -> None:
    found = missing(fact, per)
    assert {each.code for each in found} == {"missing-value"}
    told = [(each.help or "").split("no act sets it: ")[1] for each in found]
    assert {line.split(":")[0] for line in told} == needed
    values = "".join(f"\n  {line}" for line in told)
    loaded = rule_set(rule(f"{{{fact}: {{exists: true}}}}", per=per), values=values)
    assert needed <= set(loaded.regulation.values)


def test_facts_need_values() -> None:
    assert len({value for _, _, needed in needing() for value in needed}) > 10


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.declared])
@pytest.mark.parametrize("names", [None, "role"])
def test_a_value_of_each_kind_is_written_as_it_is_read(kind: str, names: str | None) -> None:
    if (names is not None) != (kind in ("enum", "set")):
        return
    source = read(value_like("limit", kind, names), "v.yaml")
    faults = Faults(source)
    value = read_value("limit", source.data["limit"], ("limit",), faults)
    assert not faults.found
    assert value is not None
    assert (value.kind, value.names) == (kind, names)
    (entry,) = value.history
    if names is not None:
        first = next(iter(NAMES[names]))
        assert entry.amount in (first, frozenset({first}), (first,))

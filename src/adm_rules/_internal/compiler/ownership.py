"""Tells of rules that read an event of their owner's owner, where one day would answer for all of several."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.diagnostics import Weight
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import FactRef, Path, Rule


def tell_owners(low: Lowering, rule: Rule) -> None:
    """A notice for each event of another subject that has an owner nearer to the subject of the rule."""
    for name, path in _facts(rule):
        fact, own = low.registry.facts.get(name), low.registry.owned.get(name, {})
        if fact is None or fact.per == rule.per or not own or rule.per not in low.registry.subjects:
            continue
        message = f"`{name}` is of the {fact.per}, and this rule is per `{rule.per}`: one day answers for all"
        near = next((own[each] for each in low.registry.seen_from(rule.per) if each in own), None)
        known = ", ".join(f"`{made}` (of `{subject}`)" for subject, made in own.items())
        help = f"ask `{near}`" if near else f"where it is about one of them, ask {known}"
        low.faults.notice("no-owner", message, path, help, Weight.WARNING)


def why_nobody_owns(registry: Registry, owner: str, element: str) -> str:
    """Why elements cannot be those of one of several owners; an empty text where they can."""
    shared = shared_owner(registry, owner, element)
    if shared in (None, owner):
        return f"what stands below `{owner}`, or out of its reach, is not one of several owners'"
    if registry.subjects[owner].span is None:
        return f"`{owner}` has no first and last day"
    return ""


def shared_owner(registry: Registry, owner: str, element: str) -> str | None:
    """The nearest subject that holds both; None if nothing does."""
    return next(
        (name for name in registry.seen_from(owner) if name == element or registry.chain(name, element)), None
    )


def _facts(rule: Rule) -> Iterator[tuple[str, Path]]:
    """The facts that the conditions of a rule name, and where."""
    for condition in rule.conditions():
        for leaf in condition.leaves():
            named = dict.fromkeys(each.name for each in leaf.operands() if isinstance(each, FactRef))
            yield from ((name, leaf.path[:-1]) for name in named)

"""Checks what rules say of their causes: that these exist, are others, and do not go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.facts.registry import RECORDS
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Follows, Regulation, Rule


def check_causes(regulation: Regulation, faults: Faults) -> None:
    """Report causes that cannot be."""
    rules = {rule.id: rule for rule in regulation.rules}
    known = {*rules, *_written(regulation.data)}
    for rule in regulation.rules:
        for cause in rule.follows:
            if cause.rule not in known:
                faults.unknown("rule", cause.rule, known, cause.path, at_key=False)
            elif cause.rule in rules:
                _check(rule, cause, rules, faults)


def _check(rule: Rule, cause: Follows, rules: Mapping[str, Rule], faults: Faults) -> None:
    if rule.id in _causes_of(cause.rule, rules):
        around = "itself" if cause.rule == rule.id else f"`{cause.rule}`, which follows it"
        message = f"`{rule.id}` follows {around}"
        faults.add(
            "follows-circle", message, cause.path, "of two faults one is the cause: name it in the other rule"
        )
    elif cause.on == "derogation" and (rules[cause.rule].per != RECORDS or not rule.derogations):
        message = f"`{cause.rule}` is about no derogation, or `{rule.id}` has none"
        faults.add("follows-another-subject", message, cause.path, "on: record, or on: file")
    elif cause.on == "same" and rules[cause.rule].per != rule.per:
        message = f"`{cause.rule}` is about another subject, so it never fails on the same one"
        faults.add("follows-another-subject", message, cause.path, "on: record, or on: file")


def _causes_of(name: str, rules: Mapping[str, Rule]) -> set[str]:
    """A rule, and all that it follows directly or through others."""
    found: set[str] = set()
    queue = [name]
    while queue:
        here = queue.pop()
        if here not in found:
            found.add(here)
            queue += [cause.rule for cause in rules[here].follows if cause.rule in rules]
    return found


def _written(data: Mapping[str, Any]) -> Iterator[str]:
    """The ids of the rules as they stand in the file, also of those that could not be read."""
    listed = data.get("rules")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict):
            yield str(each.get("id"))

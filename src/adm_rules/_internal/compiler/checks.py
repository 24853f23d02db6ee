"""What a regulation says of its own parts: causes, vouchers, owners of events, names that nothing uses.

Causes exist, are other rules, and do not go round in a circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.diagnostics import Weight
from adm_rules._internal.facts.registry import RECORDS, Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    VOUCHER_VALUES,
    ByReading,
    Comparison,
    Condition,
    FactRef,
    Follows,
    Literal,
    Path,
    Regulation,
    Rule,
    Voucher,
)


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


# --- what vouchers name -----------------------------------------------------------------------------------------------


def check_vouchers(low: Lowering, regulation: Regulation) -> None:
    """Check every voucher; what they pay is a further reading of the rule set."""
    taken: set[str] = set()
    for voucher in regulation.vouchers.values():
        _check_names(low, voucher, taken)
        _check_values(low, voucher)
        _check_last_day(low, voucher)


def _check_names(low: Lowering, voucher: Voucher, taken: set[str]) -> None:
    ctx = Context("session")
    low.single(Literal(voucher.payer), "enum", "role", ctx, (*voucher.path, "payer"))
    for n, service in enumerate(voucher.services):
        path = (*voucher.path, "services", n)
        low.single(Literal(service), "enum", "service", ctx, path)
        if service in taken:
            message, help = f"`{service}` has a voucher already", "name each service in one voucher"
            low.faults.add("duplicate-member", message, path, help)
        taken.add(service)


def _check_values(low: Lowering, voucher: Voucher) -> None:
    for key, name in voucher.values.items():
        kind, names = VOUCHER_VALUES[key]
        low.value(name, kind, names, Context("session"), (*voucher.path, key))
    for n, reading in enumerate(voucher.readings):
        if reading not in low.regulation.readings:
            path = (*voucher.path, "readings", n)
            low.faults.unknown("reading", reading, low.regulation.readings, path, at_key=False)


def _check_last_day(low: Lowering, voucher: Voucher) -> None:
    if voucher.last_day is None:
        return
    path = (*voucher.path, "last_day")
    reading = voucher.last_day.reading
    below = path if reading is None else (*path, "by_reading", reading)
    options: dict[str, Condition] = {}
    for option, name in voucher.last_day.facts.items():
        where = below if reading is None else (*below, option)
        options[option] = Comparison(FactRef(name), "exists", Literal(True), (*where, "exists"))
        fact = low.registry.facts.get(name)
        if fact is not None and fact.kind != "date":
            low.faults.add("wrong-kind", f"`{name}` is not a date", where)
    ctx = Context("voucher_term")
    if reading is None:
        low.condition(options[""], ctx)
    else:
        low.condition(ByReading(reading, options, below), ctx)


# --- what is named, and what nothing names ----------------------------------------------------------------------------


def named_in(data: Any, registry: Registry) -> Iterator[str]:
    """The values and readings that a part of a file names, those inside the facts that it asks included."""
    if isinstance(data, str):
        yield data.removeprefix("$") if data.startswith("$") else ""
        yield from registry.values_inside(data)
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from item if key == "by_reading" and isinstance(item, Mapping) else ()
            yield from registry.values_inside(key)
            yield from named_in(item, registry)
    elif isinstance(data, list):
        for item in data:
            yield from named_in(item, registry)


def tell_unpriced(regulation: Regulation, faults: Faults) -> None:
    """Tell of each tariff that prices no service, and is no part of another; of an overlay its base tells."""
    parts = {part.of for tariff in regulation.tariffs.values() for part in tariff.parts}
    for name, tariff in regulation.tariffs.items() if regulation.base is None else ():
        if not tariff.services and name not in parts:
            help = "say which services it is for: `services: [home_education]`"
            message = f"the tariff `{name}` prices no service"
            faults.notice("prices-nothing", message, ("tariffs", name), help, Weight.WARNING)


def tell_unused(regulation: Regulation, registry: Registry, faults: Faults) -> None:
    """Tell of each value that no other part of the file names; of an overlay its base tells."""
    if regulation.base is not None or not regulation.values:
        return
    rest = {key: item for key, item in regulation.data.items() if key != "values"}
    named = set(named_in(rest, registry))
    for name in regulation.values:
        if name not in named:
            message = f"no rule, fact, tariff, order or voucher names `${name}`"
            help = "write it where it counts, or take it out"
            faults.notice("unused-value", message, ("values", name), help, Weight.WARNING)


# --- whose an event is ------------------------------------------------------------------------------------------------


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

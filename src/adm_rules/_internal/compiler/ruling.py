"""Lowers rules: their conditions, their derogations, and what changes under each other reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import Compiled, CompiledRule, Parts
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.messages import message_slots
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.purposes import check_purpose
from adm_rules._internal.compiler.schedule import reachable
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.facts.growing import holds_for_good
from adm_rules._internal.facts.registry import RECORDS, PeriodGrouping, begins
from adm_rules._internal.rules import Condition, DerogationClause, FactRef, Path, Rule, Term
from adm_rules._internal.values import bounds, is_day


def compiled(low: Lowering, rules: Iterable[CompiledRule]) -> Compiled:
    """What a lowering came to; it is used up by this."""
    made = {
        name: tuple(_needs(low, name)) for name, subject in low.registry.subjects.items() if subject.grouped
    }
    facts, names = MappingProxyType(dict(low.fact_of)), MappingProxyType(dict(low.core.names))
    return Compiled(low.regulation, low.registry, tuple(rules), facts, names, MappingProxyType(made))


def _needs(low: Lowering, scope: str) -> Iterator[Node]:
    """Weeks and months are made of elements, so the days and states of these come first."""
    grouped = cast("PeriodGrouping", low.registry.subjects[scope].grouped)
    inner = Context(low.registry.gathered(scope)[-1])
    found = (low.fact(FactRef(name), inner, ()) for name in (grouped.day, grouped.status))
    return (node for node in found if node is not None)


def compile_rule(low: Lowering, index: int, rule: Rule) -> CompiledRule | None:
    """Lower one rule; None after reporting that its subject does not exist."""
    if not known_subject(low, rule.per, (*rule.path, "per")):
        return None
    parts = lower_rule(low, rule, {})
    day = low.day_of(_context(low, rule, {}))
    check_purpose(low, rule)
    readings = readings_of(rule, low.regulation, low.registry)
    others = [
        (name, option, lower_rule(low, rule, {name: option}))
        for name in readings
        for option in low.regulation.readings[name].others
    ]
    shown = message_slots(low, rule, _context(low, rule, {}))
    recurs = any(isinstance(node, nodes.Every) for node in reachable([parts.require]))
    told = (day, happened(low, rule.per), parts, readings, tuple(others), shown)
    return CompiledRule(index, rule, *told, may_differ=bool(others), recurs=recurs)


def happened(low: Lowering, per: str) -> Node:
    """Whether an element has begun (see `facts.dates.begins`), and what it belongs to likewise."""
    owners = [per]
    while (owner := low.registry.subjects[owners[-1]].parent) is not None:
        owners.append(owner)
    firsts = (begins(low.registry, name) for name in owners)
    found = (low.fact(FactRef(first), Context(per), ()) for first in firsts if first is not None)
    return low.core.both(per, *(_begun(low, per, node) for node in found if node is not None))


def _begun(low: Lowering, per: str, first: Node) -> Node:
    """Whether an event has happened; of a plain day, whether it does not lie ahead."""
    if first.kind == "event":
        return low.core.exists(per, first, wanted=True)
    return low.core.negated(per, low.core.compare(per, first, "above", low.core.today()))


def known_subject(low: Lowering, name: str, path: Path) -> bool:
    """Whether there is such a subject; reported if not."""
    known = {subject for subject in low.registry.subjects if subject != "file"}
    if name not in known:
        low.faults.unknown("subject", name, known, path, at_key=False)
    return name in known


def _context(low: Lowering, rule: Rule, readings: Mapping[str, str]) -> Context:
    ctx = Context(rule.per, readings=readings)
    dated = _a_day(low, _named(rule.dated_by), ctx, (*rule.path, "dated_by"))
    return replace(ctx, day=FactRef(rule.dated_by)) if dated is not None and rule.dated_by else ctx


def _named(name: str | None) -> FactRef | None:
    return FactRef(name) if name else None


def _a_day(low: Lowering, ref: FactRef | None, ctx: Context, path: Path) -> Node | None:
    """The node of a fact that must be a date or an event; None when there is none, or after a fault."""
    node = low.fact(ref, ctx, path) if ref is not None else None
    if ref is not None and node is not None and not is_day(node.kind):
        low.faults.add("wrong-kind", f"`{ref.name}` is not a date or an event", path)
        return None
    return node


def lower_rule(low: Lowering, rule: Rule, readings: Mapping[str, str]) -> Parts:
    """The truths of a rule under some readings, and the defaults of the others."""
    ctx = _context(low, rule, readings)
    required = Context(ctx.scope, required=True, readings=readings, day=ctx.day)
    require = low.condition(rule.require, required)
    until = _a_day(low, _named(rule.awaits), ctx, (*rule.path, "awaits"))
    if until is not None:
        for_good = holds_for_good(rule.require, low.regulation, low.registry, _chosen(low, readings))
        require = low.core.make(nodes.Await, rule.per, "truth", require, until, for_good)
    derogations = tuple((item, _derogation(low, item, ctx)) for item in rule.derogations)
    return Parts(_applies(low, rule, ctx), require, derogations)


def _chosen(low: Lowering, readings: Mapping[str, str]) -> Mapping[str, str]:
    """An option of each reading: the given ones, and the defaults of the others."""
    return {name: readings.get(name, each.default) for name, each in low.regulation.readings.items()}


def _applies(low: Lowering, rule: Rule, ctx: Context) -> Node:
    """When a rule applies; a deadline that may lapse must not stand beside what is asked in any case."""
    lapsing = [leaf for leaf in rule.require.leaves() if isinstance(leaf, Term) and leaf.may_lapse]
    if lapsing and low.vacuous(rule.require, ctx) is None:
        help = "make it a rule of its own, or leave `until` out"
        message = "a deadline with `until` stands beside what is asked in any case"
        low.faults.add("deadline-not-alone", message, lapsing[0].path, help)
    return when_asked(low, rule.when, rule.require, ctx)


def when_asked(low: Lowering, when: Condition | None, require: Condition, ctx: Context) -> Node:
    """Where something is asked: by a ``when``, and where what is required has something to look at."""
    applies, nothing = low.condition(when, ctx), low.vacuous(require, ctx)
    return (
        applies
        if nothing is None
        else low.core.both(ctx.scope, applies, low.core.negated(ctx.scope, nothing))
    )


def _derogation(low: Lowering, item: DerogationClause, ctx: Context) -> Node:
    """A derogation; that a shared one is for other subjects is told where the rule uses it, and once."""
    before = len(low.faults.found)
    node = _lower_derogation(low, item, ctx)
    found = low.faults.found[before:]
    unseen = [each for each in found if each.code == "fact-not-visible" and each.path[:1] == ("derogations",)]
    if unseen:
        low.faults.found[before:] = [each for each in found if each not in unseen]
        message = f"the derogation `{item.name}` is for other subjects: {unseen[0].message}"
        help = "use one that asks only for what this rule sees, or write one of its own"
        low.faults.add("fact-not-visible", message, (*item.path, "use"), help)
    return node


def _lower_derogation(low: Lowering, item: DerogationClause, ctx: Context) -> Node:
    """Whether a derogation covers the subject: by one record that satisfies everything, or by the facts themselves."""
    if item.record is None:
        return low.core.both(ctx.scope, low.condition(item.when, ctx), low.condition(item.require, ctx))
    inner = Context(RECORDS, asker=ctx, readings=ctx.readings, day=None)
    parts = [low.condition(item.record, inner), _interval(low, ctx, inner), _tie(low, ctx, inner)]
    parts += [low.condition(item.when, inner), low.condition(item.require, inner)]
    relation = low.relation(ctx.scope, inner.scope)
    if relation is None:
        low.faults.add("fact-not-visible", f"`{ctx.scope}` has no derogation records in sight", item.path)
        return low.core.const(None, "truth")
    return low.core.make(nodes.Some, ctx.scope, "truth", relation, low.core.both(inner.scope, *parts))


def _interval(low: Lowering, ctx: Context, inner: Context) -> Node | None:
    """Always implied: the record's interval contains the subject's."""
    asker, its = low.registry.subjects[ctx.scope], low.registry.subjects[inner.scope].span
    if asker.span is None or its is None:
        return None
    core, mine = low.core, (asker.span[0], asker.reaches or asker.span[1])
    days = [low.fact(FactRef(name), ctx, ()) for name in mine]
    days += [low.fact(FactRef(name), inner, ()) for name in its]
    first, last, begin, end = (day or core.const(bounds.UNKNOWN, "date") for day in days)
    seen_first, seen_last = (core.outer(inner.scope, day) for day in (first, last))
    starts = core.compare(inner.scope, begin, "at_most", seen_first)
    return core.both(
        inner.scope, starts, core.compare(inner.scope, end, "at_least", seen_last, open=end.extent.none)
    )


def _tie(low: Lowering, ctx: Context, inner: Context) -> Node | None:
    """Always implied: a record that names an element is about that one only; one that names none, about all.

    It is about a period in which the one that it names has sessions.
    """
    about, grouped = low.registry.subjects[inner.scope].about, low.registry.subjects[ctx.scope].grouped
    if about is None or (
        grouped is None and low.registry.path_to(ctx.scope, low.registry.facts[about[1]].per) is None
    ):
        return None
    named = low.fact(FactRef(about[0]), inner, ())
    mine = low.fact(FactRef(about[1] if grouped is None else grouped.owners), ctx, ())
    its, ours = (node or low.core.const(bounds.UNKNOWN, "id") for node in (named, mine))
    order = "is" if grouped is None else "one_of"
    test = low.core.compare(inner.scope, its, order, low.core.outer(inner.scope, ours))
    return low.core.make(nodes.Tied, inner.scope, "truth", its, test)

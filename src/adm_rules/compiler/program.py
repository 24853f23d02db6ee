"""Compiles a checked regulation: lowers its rules, schedules the passes, writes the Python and makes it callable."""

from __future__ import annotations

import linecache
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from adm_rules import bounds, folds, logic, operators, terms
from adm_rules.bounds import INF
from adm_rules.compiler import kernels
from adm_rules.compiler.core import Node
from adm_rules.compiler.lower import Context, Lowering
from adm_rules.compiler.messages import message_slots
from adm_rules.compiler.python import Env, Writer
from adm_rules.compiler.rows import Plan, Reading, make_weeks, plan_rows, read_root, resolve_links
from adm_rules.compiler.schedule import Block, blocks, reachable, shared_nodes
from adm_rules.facts.registry import Fact, Registry
from adm_rules.loader.faults import Faults
from adm_rules.logic import WAIT
from adm_rules.names import NAMES
from adm_rules.rules import Derogation, FactRef, Regulation, Rule
from adm_rules.texts import Text

#: Verdict codes of generated code, in the order of `adm_rules.report.Verdict`.
COMPLIES, BREACHES, DEROGATED, NOT_APPLICABLE, PENDING, UNDECIDED = range(6)


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule's truths under one choice of readings."""

    when: Node
    require: Node
    derogations: tuple[tuple[Derogation, Node], ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule and its truths: under the default readings, and under each other option of each reading it uses."""

    index: int
    rule: Rule
    day: Node
    parts: Parts
    others: tuple[tuple[str, str, Parts], ...]  # (reading, option, parts)
    shown: Mapping[str, Node]  # what the slots of its message stand for


@dataclass
class Program:
    """A compiled regulation: its rules, its generated text, and what evaluation needs of the file's shape."""

    regulation: Regulation
    registry: Registry
    rules: tuple[CompiledRule, ...]
    source: str
    plans: Mapping[str, Plan]
    slots: Mapping[Node, str]
    low: Lowering
    judges: dict[bool, Mapping[str, Any]] = field(default_factory=dict)

    def judge(
        self, files: Mapping[str, Any], on: int, *, models: bool
    ) -> tuple[list[tuple[int, Any, int]], Reading]:
        """Judge files (by root) on a day: ``(rule, row, verdict code)`` for each rule and subject, and the rows."""
        reading = Reading(on, {scope: [] for scope in self._scopes()})
        for name, plan in self.plans.items():
            read_root(plan, files.get(name), reading)
        resolve_links(self.plans, reading)
        out: list[tuple[int, Any, int]] = []
        self.functions(models=models)["judge"](reading.rows, on, out.append, reading)
        return out, reading

    def names_in(self, list_name: str | None) -> Mapping[str, Text] | None:
        """Labels of the members of a name list, the rule set's own additions included."""
        if list_name is None:
            return None
        known = {str(member): member.label for member in NAMES[list_name]}
        return {**known, **self.regulation.names.get(list_name, {})}

    def names_of(self, fact: Fact) -> Mapping[str, Text] | None:
        """Labels of the names that a fact takes."""
        return self.names_in(fact.names)

    def functions(self, *, models: bool) -> Mapping[str, Any]:
        """The generated functions, reading models (or else plain JSON data)."""
        if models not in self.judges:
            self.judges[models] = _load(
                self.source, self.regulation, self._constants, self.plans, models=models
            )
        return self.judges[models]

    _constants: Mapping[str, Any] = field(default_factory=dict)

    def _scopes(self) -> Iterable[str]:
        stack = list(self.plans.values())
        while stack:
            plan = stack.pop()
            yield plan.scope
            stack.extend(plan.lists)


def compile_regulation(regulation: Regulation, registry: Registry, faults: Faults) -> Program | None:
    """Check and compile a regulation; None when faults were found."""
    low = Lowering(regulation, registry, faults)
    rules = [_compile_rule(low, n, rule) for n, rule in enumerate(regulation.rules)]
    for order in regulation.orders:
        for key in order.keys:
            ctx = Context(order.per)
            low.condition(key.first, ctx)
            if key.earliest is not None:
                low.fact(key.earliest, ctx, order.path)
    if faults.found:
        return None
    compiled = tuple(rule for rule in rules if rule is not None)
    return _assemble(low, compiled)


# --- rules ------------------------------------------------------------------------------------------------------------


def _compile_rule(low: Lowering, index: int, rule: Rule) -> CompiledRule | None:
    if rule.per not in low.registry.subjects or rule.per == "file":
        low.faults.unknown("subject", rule.per, low.registry.subjects, (*rule.path, "per"), at_key=False)
        return None
    low.used_readings = set()
    parts = _lower_rule(low, rule, {})
    day = low.day_of(_context(low, rule, {}))
    if day.kind not in ("date", "event"):
        low.faults.add("wrong-kind", f"`{rule.dated_by}` is not a date or an event", (*rule.path, "dated_by"))
    others = []
    for name in sorted(low.used_readings):
        reading = low.regulation.readings[name]
        for option in reading.options.values():
            if option.name != reading.default and option.evaluate:
                others.append((name, option.name, _lower_rule(low, rule, {name: option.name})))
    return CompiledRule(
        index, rule, day, parts, tuple(others), message_slots(low, rule, _context(low, rule, {}))
    )


def _context(low: Lowering, rule: Rule, readings: Mapping[str, str]) -> Context:
    dating = FactRef(rule.dated_by) if rule.dated_by else None
    if dating is not None and dating.name not in low.registry.facts:
        low.faults.unknown("fact", dating.name, low.registry.facts, (*rule.path, "dated_by"), at_key=False)
        dating = None
    return Context(rule.per, readings=readings, day=dating)


def _lower_rule(low: Lowering, rule: Rule, readings: Mapping[str, str]) -> Parts:
    ctx = _context(low, rule, readings)
    required = Context(ctx.scope, required=True, readings=readings, day=ctx.day)
    require = low.condition(rule.require, required)
    if rule.awaits is not None:
        until = low.fact(FactRef(rule.awaits), ctx, (*rule.path, "awaits"))
        if until is not None:
            require = low.core.make("await", rule.per, (require, until))
    derogations = tuple((item, _lower_derogation(low, item, ctx)) for item in rule.derogations)
    return Parts(low.condition(rule.when, ctx), require, derogations)


def _lower_derogation(low: Lowering, item: Derogation, ctx: Context) -> Node:
    """Whether a derogation covers the subject: by one record that satisfies everything, or by the facts themselves."""
    if item.record is None:
        return low.core.both(ctx.scope, low.condition(item.when, ctx), low.condition(item.require, ctx))
    inner = Context("derogation", asker=ctx, readings=ctx.readings, day=None)
    parts = [low.condition(item.record, inner), _interval(low, ctx, inner)]
    parts += [low.condition(item.when, inner), low.condition(item.require, inner)]
    relation = low.relation(ctx.scope, "derogation")
    if relation is None:
        low.faults.add("fact-not-visible", f"`{ctx.scope}` has no derogation records in sight", item.path)
        return low.core.const(None, "truth")
    return low.core.make(
        "fold", ctx.scope, (low.core.both("derogation", *parts),), ("any", "derogation", relation)
    )


def _interval(low: Lowering, ctx: Context, inner: Context) -> Node | None:
    """Always implied: the record's interval contains the subject's."""
    mine, its = low.registry.subjects[ctx.scope].span, low.registry.subjects["derogation"].span
    if mine is None or its is None:
        return None
    core = low.core
    nodes = [low.fact(FactRef(name), ctx, ()) for name in mine] + [
        low.fact(FactRef(name), inner, ()) for name in its
    ]
    first, last, begin, end = (node or core.const(bounds.UNKNOWN, "date") for node in nodes)
    outer = [core.make("outer", inner.scope, (node,), (), node.kind) for node in (first, last)]
    starts = core.make("compare", inner.scope, (begin, outer[0]), ("at_most", False, False))
    ends = core.make("compare", inner.scope, (end, outer[1]), ("at_least", False, False))
    open_end = core.make("compare", inner.scope, (end, core.const(False, "bool")), ("exists", False, False))
    return core.both(inner.scope, starts, core.either(inner.scope, ends, open_end))


# --- code -------------------------------------------------------------------------------------------------------------


def _assemble(low: Lowering, rules: tuple[CompiledRule, ...]) -> Program:
    roots = [(rule.rule.id, node) for rule in rules for node in _roots(rule)]
    extra = _week_needs(low, roots)
    ahead = shared_nodes([*roots, *(("", node) for node in extra.get("week", ()))]) | set(
        extra.get("week", ())
    )
    writer = Writer(low.core)
    writer.ahead = frozenset(ahead)
    scopes = sorted({scope for node in reachable(root for _, root in roots) for scope in _scopes_of(node)})
    _write_judge(writer, low, blocks(ahead, extra), rules, scopes)
    _write_others(writer, rules)
    _write_records(writer, rules)
    _write_shown(writer, rules)
    slots = {scope: writer.slots_of(scope) for scope in scopes}
    plans = plan_rows(low.registry, scopes, slots)
    source = "\n".join(writer.lines) + "\n"
    program = Program(low.regulation, low.registry, rules, source, plans, writer.slots(), low)
    program._constants = writer.constants
    return program


def _roots(rule: CompiledRule) -> list[Node]:
    parts = [rule.parts, *(other for _, _, other in rule.others)]
    truths = [node for part in parts for node in (part.when, part.require, *(d for _, d in part.derogations))]
    return [rule.day, *truths, *rule.shown.values()]


def _scopes_of(node: Node) -> set[str]:
    """The subjects whose rows a node needs: its own, and those that it goes through."""
    return ({node.scope} if node.scope else set()) | (set(node.info[2][1]) if node.op == "fold" else set())


def _week_needs(low: Lowering, roots: list[tuple[str, Node]]) -> dict[str, list[Node]]:
    """Weeks are made of sessions, so the sessions' days and states come first."""
    if not any(node.scope == "week" for _, root in roots for node in reachable([root])):
        return {}
    ctx = Context("session")
    nodes = [low.fact(FactRef(name), ctx, ()) for name in ("session_day", "session_status")]
    return {"week": [node for node in nodes if node is not None]}


def _write_judge(
    writer: Writer, low: Lowering, passes: list[Block], rules: tuple[CompiledRule, ...], scopes: list[str]
) -> None:
    with writer.block("def judge(rows, on, out, reading):"):
        for scope in scopes:
            writer.line(f"rows_{scope} = rows[{scope!r}]")
        weeks_made = "week" not in scopes
        for step in passes:
            if step.scope == "week" and not weeks_made:
                _write_weeks(writer)
                weeks_made = True
            writer.line(f"# facts of each {step.scope}")
            writer.row_pass(step.scope, step.nodes)
        if not weeks_made:
            _write_weeks(writer)
        for scope in dict.fromkeys(rule.rule.per for rule in rules):
            _write_rules(writer, low.regulation, scope, [rule for rule in rules if rule.rule.per == scope])


def _write_weeks(writer: Writer) -> None:
    with writer.block("for r in rows['case']:"):
        writer.line("make_weeks(r, reading)")


def _write_rules(writer: Writer, regulation: Regulation, scope: str, rules: list[CompiledRule]) -> None:
    env = Env("r", scope)
    with writer.block(f"for r in rows_{scope}:", env):
        for rule in rules:
            writer.line(f"# {rule.rule.id}")
            _write_in_force(writer, regulation, rule, env)
            _write_verdict(writer, rule.parts, env)
            with writer.block("if not r.phantom:"):
                writer.line(f"out(({rule.index}, r, verdict))")
            with writer.block(f"elif r.phantom is True and verdict != {COMPLIES} and verdict != {NOT_APPLICABLE}:"):
                writer.line(f"out(({rule.index}, r, {UNDECIDED}))")


def _write_in_force(writer: Writer, regulation: Regulation, rule: CompiledRule, env: Env) -> None:
    day = writer.value(rule.day, env)
    last = regulation.day_until
    late = f" or {day} > {last} and {day} != {bounds.NOT_YET}" if last is not None else ""
    writer.line(f"outside = {day}.__class__ is int and ({day} < {regulation.day_from}{late})")


def _write_verdict(writer: Writer, parts: Parts, env: Env) -> None:
    when = writer.truth(parts.when, env)
    writer.line(f"applies = False if outside else {when}")
    with writer.block("if applies is False:", env):
        writer.line(f"verdict = {NOT_APPLICABLE}")
    with writer.block("else:", env):
        writer.line(f"holds = {writer.truth(parts.require, env)}")
        with writer.block("if holds is True:", env):
            writer.line(f"verdict = {COMPLIES}")
        with writer.block("elif applies is None:", env):
            writer.line(f"verdict = {UNDECIDED}")
        with writer.block("elif holds is False:", env):
            _write_derogations(writer, parts, env)
        with writer.block("else:", env):
            writer.line(f"verdict = {PENDING} if holds is WAIT else {UNDECIDED}")


def _write_derogations(writer: Writer, parts: Parts, env: Env) -> None:
    if not parts.derogations:
        writer.line(f"verdict = {BREACHES}")
        return
    covered = writer.truth(_any_of(writer, parts, env), env)
    writer.line(f"covered = {covered}")
    writer.line(
        f"verdict = {DEROGATED} if covered is True else {BREACHES} if covered is False else {UNDECIDED}"
    )


def _any_of(writer: Writer, parts: Parts, env: Env) -> Node:
    return writer.core.either(env.scope, *(node for _, node in parts.derogations))


def _write_others(writer: Writer, rules: tuple[CompiledRule, ...]) -> None:
    for rule in rules:
        for n, (reading, option, parts) in enumerate(rule.others):
            env = Env("r", rule.rule.per)
            writer.line("")
            with writer.block(f"def other_{rule.index}_{n}(r, on):", env):
                writer.line(f"# {rule.rule.id}, {reading}: {option}")
                writer.line("outside = False")
                _write_verdict(writer, parts, env)
                writer.line("return verdict")


def _write_records(writer: Writer, rules: tuple[CompiledRule, ...]) -> None:
    """For each derogation that is recorded: whether one given record covers one given subject."""
    for rule in rules:
        for n, (item, node) in enumerate(rule.parts.derogations):
            if item.record is None or node.op != "fold":
                continue
            asker = Env("r", rule.rule.per)
            env = Env("record", "derogation", asker=asker)
            writer.line("")
            with writer.block(f"def record_{rule.index}_{n}(r, record, on):", env, asker):
                writer.line(f"return {writer.truth(node.args[0], env)}")


def _write_shown(writer: Writer, rules: tuple[CompiledRule, ...]) -> None:
    """For each rule: the values that its message shows."""
    for rule in rules:
        env = Env("r", rule.rule.per)
        writer.line("")
        with writer.block(f"def shown_{rule.index}(r, on):", env):
            found = [writer.value(node, env) for node in rule.shown.values()]
            writer.line(f"return ({', '.join([*found, ''])})" if found else "return ()")


def _load(
    source: str,
    regulation: Regulation,
    constants: Mapping[str, Any],
    plans: Mapping[str, Plan],
    *,
    models: bool,
) -> Mapping[str, Any]:
    """Make generated text callable; tracebacks and `inspect` show its lines."""
    name = f"<adm_rules: {regulation.id} {regulation.version}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    weeks = next((plan for root in plans.values() for plan in _below(root) if plan.scope == "week"), None)
    namespace: dict[str, Any] = {
        "kernels": kernels, "operators": operators, "folds": folds, "terms": terms, "logic": logic, "bounds": bounds,
        "INF": INF, "WAIT": WAIT, "WEEKDAYS": kernels.WEEKDAY_NAMES, "date": date, "datetime": datetime,
        "PLAIN": (int, str, bool, tuple), "LISTS": (list, tuple, frozenset),
        "FROM": "from_" if models else "from",
        "read_money": kernels.plain if models else kernels.text_money,
        "read_time": kernels.plain if models else kernels.text_clock,
        "read_fraction": kernels.plain if models else kernels.text_fraction,
        "make_weeks": lambda case, reading: make_weeks(weeks, case, reading) if weeks else None,
        **constants,
    }  # fmt: skip
    exec(compile(source, name, "exec"), namespace)  # noqa: S102 - text made by `Writer` from names of the registry
    return namespace


def _below(plan: Plan) -> list[Plan]:
    return [plan, *(found for child in plan.lists for found in _below(child))]

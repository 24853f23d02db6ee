"""Writes the function that judges, and those that explain, for the rules of one regulation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import Compiled, CompiledRule, Parts
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.page import Env
from adm_rules._internal.compiler.rows import plan_rows
from adm_rules._internal.compiler.schedule import blocks, reachable, shared_nodes
from adm_rules._internal.compiler.timing import timed_parts
from adm_rules._internal.facts.registry import RECORDS, Registry
from adm_rules._internal.kept import Kept
from adm_rules._internal.report import VERDICTS

if TYPE_CHECKING:
    from adm_rules._internal.compiler.python import Writer

#: The first and the last day on which rules are in force.
InForce: TypeAlias = tuple[int, int]

COMPLIES, BREACHES, DEROGATED, NOT_APPLICABLE, PENDING, UNDECIDED = range(len(VERDICTS))


class Judging(Kept):
    """The code of a rule set: ``judge`` at once, the functions that explain when they are asked for."""

    def __init__(self, compiled: Compiled) -> None:
        from adm_rules._internal.compiler.python import Writer  # a later process reads what was written

        self.rules = rules = compiled.rules
        self.facts = compiled.facts
        regulation = compiled.regulation
        #: The first and the last day on which the rules are in force.
        self.in_force = regulation.day_from, regulation.day_until or LAST_DAY
        self.roots = [(rule.rule.id, node) for rule in rules for node in _roots(rule)]
        found = reachable(root for _, root in self.roots)
        scopes = {scope for node in found for scope in _scopes_of(node, compiled.registry)}
        scopes |= {rule.rule.per for rule in rules}
        first = reachable(node for needs in compiled.made.values() for node in needs)
        #: The links that some node goes through.
        self.links = frozenset(step for node in (*found, *first) for step in steps_of(node) if step != "up")
        self._registry = registry = compiled.registry
        #: The subjects that are made of judged elements, and the facts of these that come first.
        self.made = {name: compiled.made[name] for name in sorted(scopes) if registry.subjects[name].grouped}
        self.scopes = sorted(scopes.union(*(registry.gathered(name) for name in self.made)))
        self.writer = Writer(Core(compiled.names))
        #: The table of constants that the code names.
        self.constants: Mapping[str, Any] = self.writer.constants
        self._texts: dict[str, str] = {}
        #: For each loop over rules: their numbers, in the order of the verdicts that it puts out.
        self.groups: list[tuple[int, ...]] = []
        self._write_judge()

    @property
    def slots(self) -> Mapping[Node, str]:
        """Every node that a row holds, with the attribute that holds it."""
        return self._slots

    def asked_of(self, rule: CompiledRule) -> list[str]:
        """Names of the functions that explain a rule."""
        records = [
            f"record_{rule.index}_{n}" for n, (item, _) in enumerate(rule.parts.derogations) if item.record
        ]
        timed = [f"timed_{rule.index}"] if any(timed_parts(rule.parts.require)) else []
        timed += [
            f"timed_{rule.index}_{n}"
            for n, (_, _, parts) in enumerate(rule.others)
            if any(timed_parts(parts.require))
        ]
        return [
            *(f"other_{rule.index}_{n}" for n in range(len(rule.others))),
            *records,
            f"shown_{rule.index}",
            *timed,
        ]

    def text(self, name: str) -> str:
        """The text of a generated function; those that explain are written on the first call."""
        if name not in self._texts:
            kind, index, *rest = name.split("_")
            rule = next(rule for rule in self.rules if rule.index == int(index))
            self.writer.lines = []
            if kind == "other":
                self._write_other(rule, int(rest[0]))
            else:
                _EXPLAIN[kind](self.writer, rule, *(int(number) for number in rest))
            self._texts[name] = self._written()
        return self._texts[name]

    def _written(self) -> str:
        return "\n".join(self.writer.lines) + "\n"

    # --- judging ------------------------------------------------------------------------------------------------------

    def _write_judge(self) -> None:
        writer, first = self.writer, [node for needs in self.made.values() for node in needs]
        ahead = shared_nodes([*self.roots, *(("", node) for node in first)]) | set(first)
        writer.ahead = frozenset(ahead)
        unmade = list(self.made)
        with writer.block("def judge(rows, on, out, reading):"):
            writer.line(outside_today(self.in_force))
            for scope in self.scopes:
                writer.line(f"rows_{scope} = rows[{scope!r}]")
            start = len(writer.lines)
            for step in blocks(ahead, self.made):
                if step.scope in unmade:
                    self._write_made(step.scope)
                    unmade.remove(step.scope)
                writer.line(f"# facts of each {step.scope}")
                writer.row_pass(step.scope, step.nodes)
            for scope in unmade:
                self._write_made(scope)
            for scope in dict.fromkeys(rule.rule.per for rule in self.rules):
                self._write_rules(scope, [rule for rule in self.rules if rule.rule.per == scope])
        many = [
            f"    many_{scope} = len(rows_{scope}) > stretches.MANY" for scope in sorted(writer.looked_up)
        ]
        writer.lines[start:start] = ["    lookups = Lookups(on)", *many] if writer.lookups else []
        self._texts["judge"] = self._written()
        self._slots = writer.slots()
        slots = {
            scope: [slot for node, slot in self._slots.items() if node.scope == scope]
            for scope in self.scopes
        }
        #: How the files are turned into rows.
        self.plans = plan_rows(self._registry, self.scopes, slots, self.links)
        #: The constants that judging names; explaining may add others.
        self.judges_with = dict(writer.constants)
        writer.storing = False

    def _write_made(self, scope: str) -> None:
        with self.writer.block(f"for r in rows[{str(self._registry.subjects[scope].parent)!r}]:"):
            self.writer.line(f"make_{scope}s(r, reading)")

    def _write_rules(self, scope: str, rules: list[CompiledRule]) -> None:
        """One loop over the rows of a subject, judging all its rules: it puts out a tuple of verdicts for each row."""
        writer, env = self.writer, Env("r", scope)
        with writer.block(f"for r in rows_{scope}:", env):
            for node in repeated(rules):
                writer.value(node, env)
            for rule, outside in judged_where(writer, rules, env, self.in_force):
                write_verdict(writer, rule.parts, env, f"verdict_{rule.index}", outside)
            verdicts = ", ".join(f"verdict_{rule.index}" for rule in rules)
            writer.line(f"out(({len(self.groups)}, r, ({verdicts},)))")
        self.groups.append(tuple(rule.index for rule in rules))

    def _write_other(self, rule: CompiledRule, n: int) -> None:
        """The verdict under another reading; what no reading is asked of stays outside."""
        reading, option, parts = rule.others[n]
        env = Env("r", rule.rule.per)
        with self.writer.block(f"def other_{rule.index}_{n}(r, on):", env):
            self.writer.line(f"# {reading}: {option}")
            self.writer.line(outside_today(self.in_force))
            for _, outside in judged_where(self.writer, [rule], env, self.in_force):
                write_verdict(self.writer, parts, env, "verdict", outside)
            self.writer.line("return verdict")


def repeated(rules: Sequence[CompiledRule]) -> list[Node]:
    """Truths of the subject itself that several rules rest on: computed once for each row."""
    users: dict[Node, int] = {}
    for rule in rules:
        for node in _own_truths(rule):
            users[node] = users.get(node, 0) + 1
    return [node for node in reachable(users) if users.get(node, 0) > 1 and not node.asks]


def _own_truths(rule: CompiledRule) -> Iterable[Node]:
    """The truths of the subject itself, in an order that does not change from run to run."""
    found: dict[Node, None] = {}
    stack = [rule.parts.when, rule.parts.require]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.TruthNode) and node.scope == rule.rule.per and node not in found:
            found[node] = None
            stack.extend(node.args)
    return found


def _roots(rule: CompiledRule) -> list[Node]:
    parts = [rule.parts, *(other for _, _, other in rule.others)]
    truths = [node for part in parts for node in (part.when, part.require, *(d for _, d in part.derogations))]
    return [rule.day, rule.happened, *truths, *rule.shown.values()]


def _scopes_of(node: Node, registry: Registry) -> set[str]:
    """The subjects whose rows a node needs: its own, and those that it goes through."""
    found = {node.scope} if node.scope else set()
    steps, chain = _way(node)
    here = node.scope
    for step in steps:
        subject = registry.subjects[here]
        here = str(subject.parent) if step == "up" else subject.links[step][0]
        found.add(here)
    return found | set(chain)


def _way(node: Node) -> nodes.Reach:
    """The to-one steps and the lists that a node goes through."""
    match node:
        case nodes.Via(steps=steps):
            return nodes.Reach(steps, ())
        case nodes.Fold(relation=relation):
            return relation
    return nodes.Reach((), ())


def steps_of(node: Node) -> tuple[str, ...]:
    """The to-one steps that a node goes through."""
    return node.steps if isinstance(node, nodes.Owned | nodes.Whose) else _way(node).steps


def outside_today(in_force: InForce) -> str:
    """The line that tells whether the rules are not in force on the day of judgement."""
    return f"outside_today = not {in_force[0]} <= on <= {in_force[1]}"


def judged_where(
    writer: Writer, rules: Sequence[CompiledRule], env: Env, in_force: InForce
) -> Iterator[tuple[CompiledRule, str]]:
    """Rules of one subject, each with the name that holds whether it is not judged of the row."""
    if not isinstance(
        rules[0].happened, nodes.Const
    ):  # whether what an element is has surely not happened yet
        writer.line(f"ahead = {writer.truth(rules[0].happened, env)} is False")
    day: Node | None = None
    outside = ""
    for rule in rules:
        writer.line(f"# {rule.rule.id}")
        if rule.day is not day:
            day, outside = rule.day, _out_of_force(writer, rule, env, in_force)
        if rule.rule.disabled:  # the next rule looks at its day anew
            day, outside = None, _set_aside(writer, rule, env, outside)
        yield rule, outside


def days_of(rules: Iterable[CompiledRule]) -> Iterator[Node]:
    """What that rests on."""
    for rule in rules:
        yield from (rule.happened, rule.day)


def _out_of_force(writer: Writer, rule: CompiledRule, env: Env, in_force: InForce) -> str:
    always = isinstance(rule.happened, nodes.Const)
    if isinstance(rule.day, nodes.Today):
        outside = "outside_today"
        if always:
            return outside
    else:
        first, last = in_force
        day = writer.value(rule.day, env)
        slow = f"kernels.surely_outside({day}, on, {first}, {last})"
        tests = writer.tests("int", day)
        outside = f"not {first} <= {day} <= {last} and {slow}"
        outside = f"{outside} if {tests[0]} else {slow}" if tests else outside
    writer.line(f"outside = {outside}" if always else f"outside = ahead or ({outside})")
    return "outside"


def _set_aside(writer: Writer, rule: CompiledRule, env: Env, outside: str) -> str:
    """Days on which an overlay sets the rule aside."""
    value = writer.value(rule.day, env)
    gaps = writer.constant(rule.rule.disabled)
    writer.line(f"outside = {outside} or kernels.surely_within({value}, on, {gaps})")
    return "outside"


def write_verdict(writer: Writer, parts: Parts, env: Env, name: str, outside: str) -> None:
    """The verdict of a rule on a row; ``outside`` holds whether it is not judged at all."""
    always = isinstance(parts.when, nodes.Const) and parts.when.value is True
    if not always:
        writer.line(f"applies = False if {outside} else {writer.truth(parts.when, env)}")
    with writer.block(f"if {outside}:" if always else "if applies is False:", env):
        writer.line(f"{name} = {NOT_APPLICABLE}")
    with writer.block("else:", env):
        writer.line(f"holds = {writer.truth(parts.require, env)}")
        with writer.block("if holds is True:", env):
            writer.line(f"{name} = {COMPLIES}")
        if not always:
            with writer.block("elif applies is None:", env):
                writer.line(f"{name} = {UNDECIDED}")
        with writer.block("elif holds is False:", env):
            _write_derogations(writer, parts, env, name)
        with writer.block("else:", env):
            writer.line(f"{name} = {PENDING} if holds is WAIT else {UNDECIDED}")


def _write_derogations(writer: Writer, parts: Parts, env: Env, name: str) -> None:
    if not parts.derogations:
        writer.line(f"{name} = {BREACHES}")
        return
    covered = writer.truth(_any_of(writer, parts, env), env)
    writer.line(f"covered = {covered}")
    writer.line(
        f"{name} = {DEROGATED} if covered is True else {BREACHES} if covered is False else {UNDECIDED}"
    )


def _any_of(writer: Writer, parts: Parts, env: Env) -> Node:
    return writer.core.either(env.scope, *(node for _, node in parts.derogations))


# --- explaining -------------------------------------------------------------------------------------------------------


def _write_record(writer: Writer, rule: CompiledRule, n: int) -> None:
    """Whether one given record of a derogation covers one given subject."""
    asker = Env("r", rule.rule.per)
    env = Env("record", RECORDS, asker=asker)
    with writer.block(f"def record_{rule.index}_{n}(r, record, on):", env, asker):
        writer.line(f"return {writer.truth(rule.parts.records(n).where, env)}")


def _write_shown(writer: Writer, rule: CompiledRule) -> None:
    """The values that a message shows."""
    env = Env("r", rule.rule.per)
    with writer.block(f"def shown_{rule.index}(r, on):", env):
        found = [writer.value(node, env) for node in rule.shown.values()]
        writer.line(f"return ({', '.join([*found, ''])})" if found else "return ()")


def _write_timed(writer: Writer, rule: CompiledRule, *n: int) -> None:
    """Whether the rule applies and what its deadlines are made of, under the default readings or another option."""
    parts = rule.others[n[0]][2] if n else rule.parts
    name = "_".join(map(str, ("timed", rule.index, *n)))
    env = Env("r", rule.rule.per)
    with writer.block(f"def {name}(r, on):", env):
        writer.line(f"applies = {writer.truth(parts.when, env)}")
        found = []
        for part in timed_parts(parts.require):
            values = ", ".join([*(writer.value(node, env) for node in part.values), ""])
            needless = writer.name("needless")
            otherwise = writer.core.either(env.scope, *part.otherwise)
            writer.line(f"{needless} = {writer.truth(otherwise, env)}")
            found.append(f"(({values}), {needless}), ")
        writer.line(f"return applies, ({''.join(found)})")


_EXPLAIN: Mapping[str, Callable[..., None]] = {
    "record": _write_record,
    "shown": _write_shown,
    "timed": _write_timed,
}

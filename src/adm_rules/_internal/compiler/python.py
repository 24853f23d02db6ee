"""Generates the Python of a compiled rule set from its nodes.

The text is made from the registry's names, from whole numbers and from a table of constants; nothing that a file
supplies ever becomes code. Plain values take an inline path; anything else goes through `kernels`, `operators`, `folds`
and `terms`. All folds over the same elements share one loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import accumulate
from typing import assert_never, cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.inline import inline
from adm_rules._internal.compiler.lookup import LookupPage
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.page import Env


class Writer(LookupPage):
    """Writes nodes: each value once for a row, under a name, and on the row where later passes read it."""

    #: Nodes that later passes read from the row.
    ahead: frozenset[Node] = frozenset()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.core = core
        self._slots: dict[Node, str] = {}

    def slot(self, node: Node) -> str:
        """The attribute of a row that holds a node."""
        if node not in self._slots:
            wanted = self.core.names.get(node) or f"_{node.word}_{len(self._slots)}"
            taken = set(self._slots.values())
            self._slots[node] = wanted if wanted not in taken else f"{wanted}_{len(self._slots)}"
        return self._slots[node]

    def slots(self) -> dict[Node, str]:
        """Every node that some row holds, with the attribute that holds it."""
        return dict(self._slots)

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, node: Node, env: Env) -> str:
        """A name (or constant) that holds the node's value; writes the lines that compute it if need be."""
        match node:
            case nodes.Const(value=value):
                return self.constant(value)
            case nodes.Today():
                return "on"
            case nodes.Outer(of=of):
                return self.value(of, cast("Env", env.asker))
        if node not in env.bound:
            env.bound[node] = self._fetch(node, env) if node in self.stored else self._compute(node, env)
        return env.bound[node]

    def _fetch(self, node: Node, env: Env) -> str:
        name = self.name(self.slot(node))
        self.line(f"{name} = {env.row}.{self.slot(node)}")
        return name

    def _compute(self, node: nodes.Values | nodes.Truths | nodes.Folds, env: Env) -> str:
        if isinstance(node, nodes.Fold):
            return self.folds([node], env)[node]
        source = self.truth(node, env) if isinstance(node, nodes.TruthNode) else self.source(node, env)
        name = self.name(self.core.names.get(node, _variable(node)))
        self.line(f"{name} = {source}")
        self.keep(node, name, env)
        return name

    def keep(self, node: Node, name: str, env: Env) -> None:
        """Store a value on its row, for later passes and for the explanation of a finding."""
        if not self.storing:
            return
        passing = isinstance(node, nodes.Via | nodes.Outer | nodes.TruthNode)
        if (not passing and not node.asks) or node in self.ahead:
            self.line(f"{env.row}.{self.slot(node)} = {name}")

    def source(self, node: nodes.Values, env: Env) -> str:
        """The expression that computes a value node."""
        match node:
            case nodes.Via(of=of, steps=steps):
                return f"{env.row}.{'.'.join(steps)}.{self.slot(of)}"
            case nodes.Previous(of=of, by=by):
                return self.previous(node.scope, self.slot(by), self.slot(of), env)
            case nodes.Owned(of=of):
                raw = f"readers.dig({_along(env.row, node.steps)}.d, {tuple(node.path.split('.'))!r})"
                return f"{self.owners(node, env)}.day({self.value(of, env)}, {raw}, on)"
            case nodes.Choose():
                return self._choose(node, env)
            case nodes.Settle():
                parts = (", ".join(self.value(each, env) for each in part) for part in node.parts)
                return f"kernels.settle({', '.join(f'[{part}]' for part in parts)})"
        return inline(self, node, self._values(node.args, env), env)

    def _values(self, args: Sequence[Node], env: Env) -> list[str]:
        """The names of several values; one loop serves the folds among them that are over the same elements."""
        folds = [arg for arg in args if isinstance(arg, nodes.Fold) and arg not in self.stored]
        for fold in folds:
            group = _fold_group(fold, [each for each in folds if each not in env.bound])
            if len(group) > 1:
                env.bound |= self.folds(group, env)
        return [self.value(arg, env) for arg in args]

    def owners(self, node: nodes.Owned | nodes.Whose, env: Env) -> str:
        """A name that holds the owners of one kind in the file, one of whom is asked about."""
        first, last = (self._end(end) for end in (node.first, node.last))
        key = " ".join([*node.chain, first, last, *map(str, node.side)])
        if key not in env.owners:
            asked = f"{key!r}, {node.chain!r}, (lambda r: {first}, lambda r: {last}), {tuple(node.side)!r}"
            name = env.owners[key] = self.name("whose")
            self.line(
                f"{name} = owners.Owners({env.row}, owners.known({_along(env.row, node.steps)}, {asked}))"
            )
        return env.owners[key]

    def _end(self, node: Node) -> str:
        return self.constant(node.value) if isinstance(node, nodes.Const) else f"r.{self.slot(node)}"

    def _whose(self, node: nodes.Whose, env: Env) -> str:
        """Whether an element is that of the row that asks."""
        owner, on_day = self.owners(node, cast("Env", env.asker)), self.value(node.day, env)
        named = self.value(node.named[0], env) if node.named else "None"
        if node.link:
            return f"{owner}.has_named({node.link!r}, {env.row}, {named}, {on_day})"
        return f"{owner}.owns({named}, {on_day})"

    def _choose(self, node: nodes.Choose, env: Env) -> str:
        values = [self.value(then, env) for _, then in node.cases]
        source = self.value(node.otherwise, env)
        for (when, _), then in zip(reversed(node.cases), reversed(values), strict=True):
            test = self.truth(when, env)
            name = self.name("test")
            self.line(f"{name} = {test}")
            unsure = f"kernels.choose({name}, {then}, {source})"
            source = f"({then} if {name} is True else {source} if {name} is False else {unsure})"
        return source

    # --- truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: Node, env: Env) -> str:
        """The expression of a truth; the values that it compares are computed first."""
        if not isinstance(node, nodes.TruthNode) or node in self.stored or node in env.bound:
            return self.value(node, env)
        match node:
            case nodes.And() | nodes.Or():
                return self._joined(node, env)
            case nodes.Not(of=of):
                inner, name = self._part(self.truth(of, env))
                if of.extent.waits:
                    return f"(not {name} if {inner}.__class__ is bool else {name})"
                return f"(None if {inner} is None else not {name})"
            case nodes.Replaced():
                return self._instead(node, env)
            case nodes.Whose():
                return self._whose(node, env)
        return inline(self, node, self._values(node.args, env), env)

    def _instead(self, node: nodes.Replaced, env: Env) -> str:
        """The truth of the term in force; where that is not known, what those that may be agree on."""
        source = self._named("term", self.truth(node.otherwise, env))
        for when, term in reversed(node.cases):
            test = self._named("test", self.truth(when, env))
            other = self._named("term", self.truth(term, env))
            unsure = f"logic.either_way({other}, {source})"
            chosen = f"{other} if {test} is True else {source} if {test} is False else {unsure}"
            source = self._named("term", chosen)
        return source

    def _named(self, word: str, source: str) -> str:
        name = self.name(word)
        self.line(f"{name} = {source}")
        return name

    def _joined(self, node: nodes.And | nodes.Or, env: Env) -> str:
        """`False` as soon as one part is false, `True` when all are true, else what the indefinite parts come to."""
        if not any(part.extent.waits for part in node.of):
            return self._chained(node, env)
        stop, go, rest = _STOPS[type(node)]
        names = [self.name("t") for _ in node.of]
        sources = [self.truth(part, env) for part in node.of]
        stops = " or ".join(
            f"({name} := {source}) is {stop}" for name, source in zip(names, sources, strict=True)
        )
        goes = " and ".join(f"{name} is {go}" for name in names)
        return f"({stop} if {stops} else {go} if {goes} else logic.{rest}({', '.join(names)}))"

    def _chained(self, node: nodes.And | nodes.Or, env: Env) -> str:
        """The same of parts that never wait: a part is settled by those after it, unless these leave it as it is.

        What is there already is looked at first.
        """
        parts = sorted(node.of, key=lambda part: part not in self.stored and part not in env.bound)
        *before, source = [self.truth(part, env) for part in parts]
        for earlier in reversed(before):
            first, known = self._part(earlier)
            if isinstance(node, nodes.And):
                source = f"({first} is not False and ({self._part(source, again=False)[0]} and {known}))"
            else:
                rest, found = self._part(source)
                source = f"({first} is True or ({known} if {rest} is False else {found}))"
        return source

    def _part(self, source: str, *, again: bool = True) -> tuple[str, str]:
        """A part of a truth, and the name that holds it from then on, where it is looked at ``again``."""
        if source.isidentifier():
            return source, source
        if not again:
            return (source, "") if _is_enclosed(source) else (f"({source})", "")
        name = self.name("t")
        return f"({name} := {source})", name

    # --- passes -------------------------------------------------------------------------------------------------------

    def row_pass(self, scope: str, wanted: Iterable[Node]) -> None:
        """One loop over the rows of a scope, computing and storing the nodes in order."""
        env = Env("r", scope)
        todo = list(wanted)
        ready = tuple(todo)
        with self.block(f"for r in rows_{scope}:", env):
            if any(isinstance(node, nodes.Field) for node in todo):
                self.line("d = r.d")
                env.data = "d"
            while todo:
                node = todo[0]
                if isinstance(node, nodes.Fold):
                    env.bound |= self.folds(_fold_group(node, todo), env)
                else:
                    self.value(node, env)
                todo = [other for other in todo if other is not node and other not in env.bound]
        self.stored.update(ready)

    # --- loops over lists ---------------------------------------------------------------------------------------------

    def folds(self, group: list[nodes.Folds], env: Env) -> dict[Node, str]:
        """One loop for folds over the same elements; the names of their results."""
        for fold in group:
            self._hoist(fold, env)
        names: dict[nodes.Folds, str] = {
            fold: self.name(self.core.names.get(fold, "found")) for fold in group
        }
        for fold, name in names.items():
            self._begin(fold, name)
        shared = {fold: name for fold, name in names.items() if not self._looked_up(fold, name, env)}
        if shared:
            self._loop(group[0].relation, env, shared)
        for fold, name in names.items():
            self._finish(fold, name, env)
            self.keep(fold, name, env)
        return dict(names.items())

    def _hoist(self, fold: nodes.Folds, env: Env) -> None:
        """What the elements are compared with belongs to the asker: compute it before the loop."""
        for node in nodes.outer_in(fold.args):
            self.value(node.of, env)
        for whose in nodes.whose_in(fold.args):
            self.owners(whose, env)

    def _loop(self, relation: nodes.Reach, env: Env, names: dict[nodes.Folds, str]) -> None:
        owner = ".".join([env.row, *relation.steps])
        inner = Env(self.name("e"), relation.element, asker=env)
        with ExitStack() as blocks:
            for n, scope in enumerate(relation.chain, start=1):
                variable = inner.row if n == len(relation.chain) else self.name("o")
                blocks.enter_context(self.block(f"for {variable} in {owner}.rows_{scope}:", env))
                owner = variable
            for fold, name in names.items():
                self._element(fold, name, inner)

    def _looked_up(self, fold: nodes.Folds, name: str, env: Env) -> bool:
        """Write a loop over the elements that can count, where they can be looked up; False where they cannot."""
        inner = Env(self.name("e"), fold.relation.element, asker=env)
        near = self.near(fold, name, inner)
        if near is not None:
            with self.block(f"for {inner.row} in {near}:", env):
                self._element(fold, name, inner)
        return near is not None

    def _begin(self, fold: nodes.Folds, name: str) -> None:
        match fold:
            case nodes.Some():
                self.line(f"{name} = False")
            case nodes.Count():
                self.line(f"{name} = {name}_maybe = 0")
            case nodes.SumOf():
                self.line(f"{name} = 0")
                self.line(f"{name}_gaps = []")
            case nodes.Gathering():
                self.line(f"{name}_all = []")
            case never:
                assert_never(never)

    def _element(self, fold: nodes.Folds, name: str, env: Env) -> None:
        """What one element adds."""
        sure = self._counts(fold.where, env)
        if isinstance(fold, nodes.Some | nodes.Count):
            self._tally(fold, name, sure, env)
        elif sure == "True":
            self._gather(fold, name, sure, env)
        else:
            with self.block(f"if {sure} is not False:", env):
                self._gather(fold, name, sure, env)

    def _counts(self, where: Node, env: Env) -> str:
        """Whether an element counts, under a name that other folds find."""
        source = self.truth(where, env)
        if source != "True" and where not in env.bound:
            name = self.name("sure")
            self.line(f"{name} = {source}")
            env.bound[where] = source = name
        return source

    def _gather(self, fold: nodes.SumOf | nodes.Gathering, name: str, sure: str, env: Env) -> None:
        if isinstance(fold, nodes.SumOf):
            self._add(name, sure, self.value(fold.amount, env), env.unseen)
            return
        parts = [self.truth(part, env) for part in fold.gathered]
        self.line(f"{name}_all.append(({sure}, {', '.join([*parts, env.unseen])}))")

    def _tally(self, fold: nodes.Some | nodes.Count, name: str, sure: str, env: Env) -> None:
        found, maybe = f"{name} = True", f"{name} = {name} or None"
        if isinstance(fold, nodes.Count):
            found, maybe = f"{name} += 1", f"{name}_maybe += INF if {env.unseen} else 1"
        with self.block(f"if {sure} is True and not {env.unseen}:", env):
            self.line(found)
        with self.block(f"elif {sure} is not False:", env):
            self.line(maybe)

    def _add(self, name: str, sure: str, amount: str, unseen: str) -> None:
        with self.block(f"if {sure} is True and {amount}.__class__ is int:"):
            self.line(f"{name} += {amount}")
        with self.block("else:"):
            self.line(f"{name}_gaps.append(({sure}, {amount}, {unseen}))")

    def _finish(self, fold: nodes.Folds, name: str, env: Env) -> None:
        match fold:
            case nodes.Some():
                return
            case nodes.Count():
                with self.block(f"if {name}_maybe:"):
                    self.line(f"{name} = folds.count({name}, {name}_maybe)")
            case nodes.SumOf():
                with self.block(f"if {name}_gaps:"):
                    signed = ", signed=True" if fold.signed else ""
                    self.line(f"{name} = folds.total({name}, {name}_gaps{signed})")
            case nodes.Gathering():
                self.line(f"{name} = {self._answer(fold, f'{name}_all', env)}")
            case never:
                assert_never(never)

    def _answer(self, fold: nodes.Gathered, found: str, env: Env) -> str:
        """What the fold makes of what it gathered."""
        asked = [self.value(arg.of if isinstance(arg, nodes.Outer) else arg, env) for arg in fold.asked]
        answer = f"{fold.function}({', '.join([found, *asked, *map(self.constant, fold.fixed)])})"
        return f"readers.as_event({answer}, on)" if fold.kind == "event" and not asked else answer


#: What settles a conjunction or disjunction, what it takes that all are, and what joins the rest.
_STOPS = {nodes.And: ("False", "True", "all_of"), nodes.Or: ("True", "False", "any_of")}


def _along(row: str, steps: tuple[str, ...]) -> str:
    """The row some to-one steps away."""
    return ".".join([row, *steps])


def _is_enclosed(source: str) -> bool:
    """Whether the first parenthesis closes at the end."""
    depths = accumulate((sign == "(") - (sign == ")") for sign in source)
    return 0 not in list(depths)[:-1]


def _variable(node: Node) -> str:
    """The variable of a node that is no fact."""
    return node.word.replace("and", "both").replace("or", "some").replace("not", "nay")


def _fold_group(node: nodes.Folds, todo: Sequence[Node]) -> list[nodes.Folds]:
    """Folds over the same elements that are ready now: one inner loop serves them all."""
    waiting = set(todo)
    return [
        other
        for other in todo
        if isinstance(other, nodes.Fold) and other.relation == node.relation and not (_below(other) & waiting)
    ]


def _below(node: Node) -> set[Node]:
    found: set[Node] = set()
    stack = list(node.args)
    while stack:
        arg = stack.pop()
        if arg not in found:
            found.add(arg)
            stack.extend(arg.args)
    return found

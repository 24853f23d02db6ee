"""Generates the Python of a compiled rule set from its nodes.

The text is made from the registry's names, from whole numbers and from a table of constants; nothing that a file
supplies ever
becomes code. Plain values take an inline path; anything else goes through `kernels`, `operators`, `folds` and `terms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from adm_rules.compiler.core import TRUTHS, Core, Node
from adm_rules.compiler.env import Env
from adm_rules.compiler.folding import Folding
from adm_rules.compiler.inline import INLINE

#: Names of variables for truths, whose operators are words that Python reserves.
_STEMS = {"and": "all_hold", "or": "some_hold", "not": "fails", "compare": "holds"}


class Writer:
    """Writes lines of Python, one indented block inside another."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.lines: list[str] = []
        self.depth = 0
        self.constants: dict[str, Any] = {}
        self.stored: set[Node] = set()
        self.folding = Folding(self)
        self._names: dict[str, int] = {}
        self._slots: dict[Node, str] = {}
        self._constant_names: dict[tuple[type, Any], str] = {}

    # --- text ---------------------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        """Write one line at the current depth."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def block(self, head: str, *envs: Env) -> Iterator[None]:
        """An indented block; what is bound inside it is forgotten after it."""
        kept = [dict(env.bound) for env in envs]
        self.line(head)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1
        for env, bound in zip(envs, kept, strict=True):
            env.bound = bound

    def name(self, stem: str) -> str:
        """A variable name that is not used yet."""
        self._names[stem] = self._names.get(stem, 0) + 1
        return stem if self._names[stem] == 1 else f"{stem}_{self._names[stem]}"

    def slot(self, node: Node) -> str:
        """The attribute of a row that holds a node."""
        if node not in self._slots:
            wanted = self.core.names.get(node) or f"_{node.op}_{len(self._slots)}"
            taken = set(self._slots.values())
            self._slots[node] = wanted if wanted not in taken else f"{wanted}_{len(self._slots)}"
        return self._slots[node]

    def slots(self) -> dict[Node, str]:
        """Every node that some row holds, with the attribute that holds it."""
        return dict(self._slots)

    def constant(self, value: Any) -> str:
        """Source of a constant: itself where that is safe and short, else a name in the table."""
        if value is None or value is True or value is False or value.__class__ is int:
            return repr(value)
        key = (value.__class__, value)
        if key not in self._constant_names:
            self._constant_names[key] = name = f"K{len(self._constant_names)}"
            self.constants[name] = value
        return self._constant_names[key]

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, node: Node, env: Env) -> str:
        """A name (or constant) that holds the node's value; writes the lines that compute it if need be."""
        if node.op == "const":
            return self.constant(node.info[0])
        if node.op == "today":
            return "on"
        if node.op == "outer":
            return self.value(node.args[0], cast("Env", env.asker))
        if node not in env.bound:
            env.bound[node] = self._fetch(node, env) if node in self.stored else self._compute(node, env)
        return env.bound[node]

    def _fetch(self, node: Node, env: Env) -> str:
        name = self.name(self.slot(node))
        self.line(f"{name} = {env.row}.{self.slot(node)}")
        return name

    def _compute(self, node: Node, env: Env) -> str:
        if node.op == "fold":
            return self.folding.write([node], env)[node]
        source = self.truth(node, env) if node.op in TRUTHS else self.source(node, env)
        name = self.name(
            self.core.names.get(
                node, node.op.replace("and", "both").replace("or", "some").replace("not", "nay")
            )
        )
        self.line(f"{name} = {source}")
        self.keep(node, name, env)
        return name

    def keep(self, node: Node, name: str, env: Env) -> None:
        """Store a value on its row, for later passes and for the explanation of a finding."""
        if not self.storing:
            return
        own = node.op not in ("via", "outer") and not node.asks and node.op not in TRUTHS
        if own or node in self.ahead:
            self.line(f"{env.row}.{self.slot(node)} = {name}")

    #: Nodes that later passes read from the row.
    ahead: frozenset[Node] = frozenset()
    #: Whether what is computed goes on the row; functions that explain leave it as it is.
    storing = True

    def source(self, node: Node, env: Env) -> str:
        """The expression that computes a value node."""
        if node.op == "via":
            slot = self.slot(node.args[0])
            return f"{env.row}.{'.'.join(node.info)}.{slot}"
        if node.op == "previous":
            of, by = (self.slot(arg) for arg in node.args)
            rows = f"{env.row}.up.rows_{node.scope}"
            return f"folds.previous({rows}, {env.row}, lambda r: r.{by}, lambda r: r.{of})"
        if node.op == "choose":
            return self._choose(node, env)
        return INLINE[node.op](self, node, [self.value(arg, env) for arg in node.args], env)

    def _choose(self, node: Node, env: Env) -> str:
        values = [
            self.value(arg, env) if n % 2 or n == len(node.args) - 1 else ""
            for n, arg in enumerate(node.args)
        ]
        source = values[-1]
        for n in range(len(node.args) - 3, -1, -2):
            test = self.truth(node.args[n], env)
            name = self.name("test")
            self.line(f"{name} = {test}")
            then = values[n + 1]
            unsure = f"kernels.choose({name}, {then}, {source})"
            source = f"({then} if {name} is True else {source} if {name} is False else {unsure})"
        return source

    # --- truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: Node, env: Env) -> str:
        """The expression of a truth; the values that it compares are computed first."""
        if node.op not in TRUTHS or node in self.stored or node in env.bound:
            return self.value(node, env)
        if node.op in ("and", "or"):
            return self._joined(node, env)
        if node.op == "not":
            inner = self.truth(node.args[0], env)
            name = self.name("t")
            return f"(not {name} if ({name} := {inner}).__class__ is bool else {name})"
        return INLINE[node.op](self, node, [self.value(arg, env) for arg in node.args], env)

    def _joined(self, node: Node, env: Env) -> str:
        """`False` as soon as one part is false, `True` when all are true, else what the indefinite parts come to."""
        stop, go, rest = ("False", "True", "all_of") if node.op == "and" else ("True", "False", "any_of")
        names = [self.name("t") for _ in node.args]
        sources = [self.truth(arg, env) for arg in node.args]
        stops = " or ".join(
            f"({name} := {source}) is {stop}" for name, source in zip(names, sources, strict=True)
        )
        goes = " and ".join(f"{name} is {go}" for name in names)
        return f"({stop} if {stops} else {go} if {goes} else logic.{rest}({', '.join(names)}))"

    # --- passes -------------------------------------------------------------------------------------------------------

    def row_pass(self, scope: str, nodes: Iterable[Node]) -> None:
        """One loop over the rows of a scope, computing and storing the nodes in order."""
        env = Env("r", scope)
        todo = list(nodes)
        with self.block(f"for r in rows_{scope}:", env):
            if any(node.op == "field" for node in todo):
                self.line("d = r.d")
                env.data = "d"
            while todo:
                node = todo[0]
                group = self._fold_group(node, todo) if node.op == "fold" else [node]
                if node.op == "fold":
                    env.bound |= self.folding.write(group, env)
                else:
                    self.value(node, env)
                todo = [other for other in todo if other not in group]
        self.stored.update(nodes)

    def _fold_group(self, node: Node, todo: list[Node]) -> list[Node]:
        """Folds over the same elements that are ready now: one inner loop serves them all."""
        waiting = set(todo)
        return [
            other
            for other in todo
            if other.op == "fold" and other.info[1:3] == node.info[1:3] and not (_below(other) & waiting)
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

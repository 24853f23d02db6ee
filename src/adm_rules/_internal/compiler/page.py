"""The text of generated code: lines, indented blocks, names that are free, and a table of constants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass, field


@dataclass
class Env:
    """The row that code is being written for: its variable, its scope, and what is already in local variables.

    ``bound`` are the nodes, ``owners`` what tells whose a record is, by how that is asked.
    """

    row: str
    scope: str
    bound: dict[Node, str] = field(default_factory=dict)
    asker: Env | None = None
    owners: dict[str, str] = field(default_factory=dict)
    data: str = ""  # the variable that holds the row's part of the file, where there is one


class PythonPage:
    """Lines of Python, one indented block inside another."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0
        self.constants: dict[str, Any] = {}
        self._names: dict[str, int] = {}
        self._constant_names: dict[tuple[type, Any], str] = {}

    def line(self, text: str) -> None:
        """Write one line at the current depth."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def block(self, head: str, *envs: Env) -> Iterator[None]:
        """An indented block; what is bound inside it is forgotten after it."""
        kept = [(dict(env.bound), dict(env.owners)) for env in envs]
        self.line(head)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1
        for env, known in zip(envs, kept, strict=True):
            env.bound, env.owners = known

    def name(self, stem: str) -> str:
        """A variable name that is not used yet."""
        self._names[stem] = self._names.get(stem, 0) + 1
        return stem if self._names[stem] == 1 else f"{stem}_{self._names[stem]}"

    def constant(self, value: Any) -> str:
        """Source of a constant: itself where that is safe and short, else a name in the table."""
        if value is None or value is True or value is False or value.__class__ is int:
            return repr(value)
        key = (value.__class__, value)
        if key not in self._constant_names:
            self._constant_names[key] = name = f"K{len(self._constant_names)}"
            self.constants[name] = value
        return self._constant_names[key]

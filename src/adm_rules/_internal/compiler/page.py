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

    ``bound`` are the nodes, ``owners`` what tells whose a record is, by how that is asked. Where the row is the record
    of the file itself (see `optimistic`), ``absent`` is what it means there that an event is not told, ``up`` the row's
    owner; ``gathered`` holds the elements of a period, each with the records that lead to it by ``chain`` and with what
    is ``known`` of it.
    """

    row: str
    scope: str
    bound: dict[Node, str] = field(default_factory=dict)
    asker: Env | None = None
    owners: dict[str, str] = field(default_factory=dict)
    data: str = ""  # the variable that holds the row's part of the file, where there is one
    absent: str = ""
    up: Env | None = None
    gathered: str = ""
    chain: tuple[str, ...] = ()
    known: dict[Node, str] = field(default_factory=dict)
    open: bool = False  # it may stand for what nobody has seen, though it is a record of the file

    @property
    def unseen(self) -> str:
        """Whether the row stands for what nobody has seen."""
        if self.open:
            return f"{self.row} is NOTHING"
        return "False" if self.absent else f"{self.row}.phantom"


class PythonPage:
    """Lines of Python, one indented block inside another."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0
        self.constants: dict[str, Any] = {}
        self._names: dict[str, int] = {}
        self._constant_names: dict[tuple[type, Any], str] = {}
        #: The names that surely hold a value of a class.
        self.classes: dict[str, str] = {"on": "int"}

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

    def tests(self, cls: str, *names: str) -> list[str]:
        """What to test before these hold values of a class; nothing of those that surely do."""
        sure = (name for name in names if cls == "int" and name.lstrip("-").isdigit())
        known = {*sure, *(name for name in names if self.classes.get(name) == cls)}
        return [f"{name}.__class__ is {cls}" for name in names if name not in known]

    def constant(self, value: Any) -> str:
        """Source of a constant: itself where that is safe and short, else a name in the table."""
        if value is None or value is True or value is False or value.__class__ is int:
            return repr(value)
        key = (value.__class__, value)
        if key not in self._constant_names:
            self._constant_names[key] = name = f"K{len(self._constant_names)}"
            self.constants[name] = value
        return self._constant_names[key]

"""What the parts of the code writer share: the row that code is written for, and the pen that writes it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from adm_rules.compiler.core import Core, Node


@dataclass
class Env:
    """The row that code is being written for: its variable, its scope, and the nodes already in local variables."""

    row: str
    scope: str
    bound: dict[Node, str] = field(default_factory=dict)
    asker: Env | None = None
    data: str = ""  # the variable that holds the row's part of the file, where there is one


class Pen(Protocol):
    """What `adm_rules.compiler.python.Writer` offers to the modules that write parts of the code."""

    core: Core

    def line(self, text: str) -> None:
        """Write one line at the current depth."""

    def block(self, head: str, *envs: Env) -> AbstractContextManager[None]:
        """An indented block; what is bound inside it is forgotten after it."""

    def name(self, stem: str) -> str:
        """A variable name that is not used yet."""

    def constant(self, value: Any) -> str:
        """Source of a constant."""

    def value(self, node: Node, env: Env) -> str:
        """A name that holds the node's value."""

    def truth(self, node: Node, env: Env) -> str:
        """The expression of a truth."""

    def keep(self, node: Node, name: str, env: Env) -> None:
        """Store a value on its row."""

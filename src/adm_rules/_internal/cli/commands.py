"""Every command by its name, and where it stands: what is called is loaded, the others are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from adm_rules._internal.cli.parameters import CommandGroup

#: Every command, in the order in which help lists them, with the module and the function that it is.
COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("check", "check"),
    "show": ("show", "show"),
    "facts": ("show", "facts"),
    "schema": ("schema", "schema"),
    "test": ("examples", "examples"),
    "lint": ("lint", "lint"),
    "fmt": ("fmt", "fmt"),
    "coverage": ("coverage", "coverage"),
    "compare": ("compare", "compare"),
    "diff": ("diff", "diff"),
    "pin": ("pin", "pin"),
    "deadlines": ("deadlines", "deadlines"),
    "copay": ("copay", "copay"),
    "statement": ("statement", "statement"),
    "budget": ("budget", "budget"),
    "contract": ("contract", "contract"),
    "queue": ("queue", "queue"),
    "report": ("report", "report"),
    "import": ("importing", "import_"),
    "new": ("new", "new"),
}


def command_of(name: str) -> Callable[..., None] | CommandGroup:
    """A command by its name, out of the module that it stands in."""
    module, function = COMMANDS[name]
    return getattr(import_module(f"adm_rules._internal.cli.{module}"), function)  # type: ignore[no-any-return]

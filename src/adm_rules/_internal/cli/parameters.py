"""What commands take, told once: `plain` reads an ordinary command line by it, `app` tells Typer the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class BadValueError(ValueError):
    """A value of an option is no such value; the text is for people."""


class Parameter:
    """An option, or an argument, of a command: its own names if it has any, and what Typer is told besides."""

    __slots__ = ("how", "is_option", "names")

    def __init__(self, *names: str, is_option: bool, **how: Any) -> None:
        self.names = names
        self.is_option = is_option
        self.how = how


def option(*names: str, **how: Any) -> Any:
    """An option; ``parser`` makes its value of a text, or raises a `BadValueError`."""
    return Parameter(*names, is_option=True, **how)


def argument(**how: Any) -> Any:
    """An argument that stands by its place."""
    return Parameter(is_option=False, **how)


class CommandGroup:
    """A command with commands below it, by name."""

    def __init__(self, about: str) -> None:
        self.about = about
        self.commands: dict[str, Callable[..., None]] = {}

    def command(self, function: Callable[..., None]) -> Callable[..., None]:
        """Add a command of the function's name."""
        self.commands[function.__name__] = function
        return function

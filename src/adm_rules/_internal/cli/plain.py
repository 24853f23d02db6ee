"""Reads a command line that is surely in order, as most are that programs write; any other is left to Typer.

Typer alone says what is wrong, and shows help. It loads Pydantic for its own options, which takes longer than a check.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, Final, get_args, get_type_hints

from adm_rules._internal.cli.parameters import BadValueError, CommandGroup, Parameter

#: What Typer is told of a parameter that says nothing about how its text is read.
_SAID: Final = frozenset({"help", "metavar", "show_default", "parser", "autocompletion"})
#: What the command line of Windows leaves to programs to fill in.
_TO_FILL_IN: Final = frozenset("*?[~$%")


class _LeftError(Exception):
    """What is not surely in order."""


def ready(command: Callable[..., None] | CommandGroup, words: Sequence[str]) -> Callable[[], None] | None:
    """A command with what was said to it, or None where Typer must look."""
    if isinstance(command, CommandGroup):
        found = command.commands.get(words[0]) if words else None
        return None if found is None else ready(found, words[1:])
    if os.name == "nt" and any(_TO_FILL_IN & set(word) for word in words):
        return None
    try:
        return partial(command, **_Words(command, words).values)
    except (_LeftError, BadValueError):
        return None


class _Words:
    """The parameters of a command, and the values that words give them."""

    def __init__(self, command: Callable[..., None], words: Sequence[str]) -> None:
        hints = get_type_hints(command, include_extras=True)
        del hints["return"]
        self.values: dict[str, Any] = {}
        self._kinds = {name: _kind(hint.__origin__) for name, hint in hints.items()}
        self._told = {name: hint.__metadata__[0] for name, hint in hints.items()}
        self._options = dict(self._named())
        self._places = [name for name, told in self._told.items() if not told.is_option]
        self._take(iter(words))
        optional = list(hints)[len(hints) - len(getattr(command, "__defaults__", None) or ()) :]
        if not self.values.keys() >= hints.keys() - set(optional):
            raise _LeftError

    def _named(self) -> Iterator[tuple[str, tuple[str, Any]]]:
        """Each name of an option with its parameter, and with the value of one that takes none."""
        for name, told in self._told.items():
            if not told.is_option:
                continue
            plain = name.strip("_").replace("_", "-")
            is_flag = self._kinds[name] == (bool, False)
            for each in told.names or (f"--{plain}",):
                yield each, (name, True if is_flag else None)
            if is_flag and not told.names:
                yield f"--no-{plain}", (name, False)

    def _take(self, words: Iterator[str]) -> None:
        places = iter(self._places)
        for word in words:
            if not word.startswith("-") or word == "-":
                self._give(self._last if self._is_many() else next(places, ""), word)
                continue
            name, flag = self._options.get(word, ("", None))
            if flag is not None:
                self._set(name, flag)
            else:
                self._give(name, next(words, ""))

    @property
    def _last(self) -> str:
        return self._places[-1]

    def _is_many(self) -> bool:
        return bool(self._places) and self._last in self.values and self._kinds[self._last][1]

    def _give(self, name: str, text: str) -> None:
        if not name or not text or (text.startswith("-") and text != "-"):
            raise _LeftError
        kind, many = self._kinds[name]
        value = _read(kind, self._told[name], text)
        if many:
            self.values.setdefault(name, []).append(value)
        else:
            self._set(name, value)

    def _set(self, name: str, value: Any) -> None:
        if name in self.values:  # Typer takes the last
            raise _LeftError
        self.values[name] = value


def _kind(hint: Any) -> tuple[Any, bool]:
    """The class of a parameter's values, and whether it takes several."""
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    return (get_args(hint)[0], True) if getattr(hint, "__origin__", None) is list else (hint, False)


def _read(kind: Any, told: Parameter, text: str) -> Any:
    """The value that a text gives."""
    if not told.how.keys() <= _SAID:
        raise _LeftError
    if "parser" in told.how:
        return told.how["parser"](text)
    if kind in (str, Path):
        return kind(text)
    if issubclass(kind, Enum) and text in _texts(kind):
        return kind(text)
    raise _LeftError


def _texts(kind: Iterable[Any]) -> list[Any]:
    return [each.value for each in kind]

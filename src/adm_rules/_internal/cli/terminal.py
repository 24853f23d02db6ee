"""What the command line knows of the terminal: its width, its colours, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn, TypeVar

import typer
from rich.color import ColorSystem
from rich.console import Console
from rich.progress import track
from rich.style import Style

from adm_rules._internal.cli import USAGE
from adm_rules._internal.diagnostics import AdmRulesError, nearest
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.roles import ROLES

T = TypeVar("T")

_SYSTEMS: Final = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
    "windows": ColorSystem.WINDOWS,
}
_MANY = 10  # files, from which on a progress bar helps


class Terminal:
    """Where a command prints."""

    def __init__(self) -> None:
        console = Console()
        self.width = console.width
        self._system = None if console.no_color else _SYSTEMS.get(console.color_system or "")

    def style(self, role: str, text: str) -> str:
        """A text in the colours of its role; as it is when colours are off."""
        if self._system is None or role not in ROLES:
            return text
        return Style.parse(ROLES[role].style).render(text, color_system=self._system)

    def write(self, text: str) -> None:
        """Print a text."""
        typer.echo(text, color=self._system is not None)


def print_answers(answers: Answers[Any], form: str, lang: str, **shown: Any) -> None:
    """Print answers as they come in one of `FORMATS`; what is for programs is UTF-8, whatever the terminal speaks.

    ``shown`` are more parts of the `Page`: whether all is shown, whether the day is today, the key of a calendar.
    """
    terminal, chosen = Terminal(), FORMATS[form]
    page = Page(str(lang), terminal.width, terminal.style, **shown)
    for block in chosen.write(answers, page):
        if chosen.read_by_people:
            terminal.write(block)
        else:
            typer.echo(block.encode() + b"\n", nl=False)


def written(text: str, form: str) -> None:
    """Say what was written to a file, to people only."""
    if text and FORMATS[form].read_by_people:
        typer.echo(text)


def followed(items: Sequence[T]) -> Iterable[T]:
    """The items, with a progress bar on standard error if there are many, somebody looks on, and sees nothing else."""
    console = Console(stderr=True)
    if len(items) < _MANY or not console.is_terminal or sys.stdout.isatty():
        return items
    return _tracked(items, console)


def _tracked(items: Sequence[T], console: Console) -> Iterator[T]:
    yield from track(items, "adm-rules", console=console, transient=True)


def complain(error: AdmRulesError | str) -> None:
    """Say on standard error what is wrong."""
    typer.echo(str(error) if isinstance(error, AdmRulesError) else f"error: {error}", err=True)


def fail(error: AdmRulesError | str, code: int = USAGE) -> NoReturn:
    """Say what is wrong, and exit."""
    complain(error)
    raise typer.Exit(code)


def unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    """Say that a name does not exist, and which one was probably meant; exit."""
    close = nearest(name, known)
    fail(f"there is no {what} `{name}`" + (f"; did you mean `{close}`?" if close else ""))

"""What the command line knows of the terminal: its width, its colours, a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from adm_rules._internal.cli import USAGE
from adm_rules._internal.cli.writing import OutputError, write_whole
from adm_rules._internal.diagnostics import AdmRulesError, nearest
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.roles import ROLES

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")

#: What makes Rich write colours where no terminal is.
_FORCED: Final = ("FORCE_COLOR", "TTY_COMPATIBLE")
_WIDTH: Final = 80
_MANY: Final = 10  # files, from which on a progress bar helps


class Terminal:
    """Where a command prints; Rich is only loaded where somebody looks on."""

    def __init__(self) -> None:
        self.width, self._system = _plain_width(), ""
        if sys.stdout.isatty() or any(map(os.environ.get, _FORCED)):
            from rich.console import Console

            console = Console()
            self.width = console.width
            self._system = "" if console.no_color else (console.color_system or "")

    def style(self, role: str, text: str) -> str:
        """A text in the colours of its role; as it is when colours are off."""
        if not self._system or role not in ROLES:
            return text
        from rich.color import ColorSystem
        from rich.style import Style

        systems = {
            "standard": ColorSystem.STANDARD,
            "256": ColorSystem.EIGHT_BIT,
            "truecolor": ColorSystem.TRUECOLOR,
            "windows": ColorSystem.WINDOWS,
        }
        return Style.parse(ROLES[role].style).render(text, color_system=systems[self._system])

    def write(self, text: str) -> None:
        """Print a text."""
        echo(text, color=bool(self._system))


def _plain_width() -> int:
    """The columns of what is no terminal, as Rich has them: what the environment says, or those of a screen behind."""
    said = os.environ.get("COLUMNS", "")
    if said.isdigit():
        return int(said)
    for stream in range(3):
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream).columns or _WIDTH
    return _WIDTH


def print_answers(
    answers: Answers[Any], form: str, lang: str, *, out: Path | None = None, **shown: Any
) -> None:
    """Print answers as they come in one of `FORMATS`; what is for programs is UTF-8, whatever the terminal speaks.

    ``out`` is the file to write them to in place of standard output. ``shown`` are more parts of the `Page`: whether
    all is shown, whether the day is today, the key of a calendar.
    """
    terminal, chosen = Terminal(), FORMATS[form]
    if out is not None:
        try:
            write_whole(out, _pieces(chosen, answers, Page(str(lang), **shown)))
        except OutputError as error:
            fail(error)
        return
    if chosen.made is not None and sys.stdout.isatty():
        fail(f"this form is no text: name a file with --out, such as --out out{chosen.suffix}")
    page = Page(str(lang), terminal.width, terminal.style, **shown)
    if chosen.read_by_people:
        for block in chosen.write(answers, page):
            terminal.write(block)
        return
    for piece in _pieces(chosen, answers, page):
        echo(piece, nl=False)


def echo(text: str | bytes, *, nl: bool = True, color: bool = False) -> None:
    """Print to standard output; in silence when the reader of a pipe has gone, so that the exit code is the work's."""
    try:
        _put(text, "\n" if nl else "", color=color)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _put(text: str | bytes, end: str, *, color: bool) -> None:
    """Write a text to standard output; Typer knows what terminals make of colours, and is only loaded for these."""
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        return
    if color or "\x1b" in text:
        import typer

        typer.echo(text, nl=bool(end), color=color)
        return
    sys.stdout.write(text + end)
    sys.stdout.flush()


def _pieces(chosen: Format, answers: Answers[Any], page: Page) -> Iterator[bytes]:
    """What a file in a form holds, piece by piece."""
    if chosen.made is not None:
        yield chosen.made(answers, page)
    for block in chosen.write(answers, page):
        yield block.encode() + b"\n"


def written(text: str, form: str) -> None:
    """Say what was written to a file, to people only."""
    if text and FORMATS[form].read_by_people:
        echo(text)


def followed(items: Sequence[T], *, alone: bool = False) -> Sequence[T]:
    """The items, with a progress bar on standard error if there are many, somebody looks on, and sees nothing else.

    ``alone``: nothing is printed while they are gone through, so that the bar may stand on the terminal.
    """
    if len(items) < _MANY or (sys.stdout.isatty() and not alone):
        return items
    from rich.console import Console

    console = Console(stderr=True)
    return _Followed(items, console) if console.is_terminal else items


class _Followed(Sequence[T]):
    """Items with a progress bar as they are gone through."""

    def __init__(self, items: Sequence[T], console: Console) -> None:
        self._items, self._console = items, console

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: Any) -> Any:
        return self._items[at]

    def __iter__(self) -> Iterator[T]:
        from rich.progress import track

        yield from track(self._items, "adm-rules", console=self._console, transient=True)


def beside(text: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def complain(error: AdmRulesError | str) -> None:
    """Say on standard error what is wrong."""
    beside(str(error) if isinstance(error, AdmRulesError) else f"error: {error}")


def fail(error: AdmRulesError | str, code: int = USAGE) -> NoReturn:
    """Say what is wrong, and exit."""
    complain(error)
    raise SystemExit(code)


def unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    """Say that a name does not exist, and which one was probably meant; exit."""
    close = nearest(name, known)
    fail(f"there is no {what} `{name}`" + (f"; did you mean `{close}`?" if close else ""))

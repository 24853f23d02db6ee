"""``adm-rules report``: what was stored of answers, brought into the newest format."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from adm_rules._internal.cli.options import OutOption, told
from adm_rules._internal.cli.parameters import CommandGroup, argument, option
from adm_rules._internal.cli.terminal import echo, fail
from adm_rules._internal.cli.writing import write_whole
from adm_rules._internal.diagnostics import ReportError, printable
from adm_rules._internal.engine.stored import renewed

report: Final = CommandGroup("Work on stored answers.")


@report.command
def convert(
    files: Annotated[
        list[str],
        argument(metavar="FILE...", help="Stored answers: JSON, a list of them, JSON Lines; - for input."),
    ],
    in_place: Annotated[bool, option("--in-place", help="Write each file anew where it stands.")] = False,
    out: OutOption = None,
) -> None:
    """Bring reports, deadlines, copayments, statements, … of any older format into the newest one.

    What has the newest format stays as it is. Exit codes: 0 done, 2 bad usage, or a file that holds no stored answer.
    """
    if not in_place and len(files) > 1:
        fail("name one file, or write each where it stands with --in-place")
    if in_place and (out is not None or "-" in files):
        fail("--in-place takes files, and no --out")
    with told():
        made = [(name, _converted(name)) for name in files]  # all of them, before any is written
        for name, text in made:
            if in_place or out is not None:
                write_whole(Path(name) if out is None else out, [text.encode()])
            else:
                echo(text, nl=False)


def _converted(name: str) -> str:
    """The text of a file, in the form in which it was: one answer, a list, or one on each line."""
    text = _text(name)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return "".join(f"{_told(_renewed(each, name))}\n" for each in _lines(text, name))
    if isinstance(data, list):
        return _told([_renewed(each, name) for each in data], indent=2) + "\n"
    return _told(_renewed(data, name), indent=2 if "\n" in text.strip() else None) + "\n"


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise ReportError(f"{printable(name)}: the file cannot be read") from None
    return content.decode("utf-8", errors="replace")


def _lines(text: str, name: str) -> Iterator[Any]:
    for line in filter(str.strip, text.splitlines()):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            raise ReportError(f"{printable(name)}: this is no JSON") from None


def _renewed(data: Any, name: str) -> Any:
    """An answer in the newest format; a file that could not be read when it was stored is none."""
    if isinstance(data, dict) and "failure" in data:
        return data
    try:
        return renewed(data)
    except ReportError as error:
        raise ReportError(f"{printable(name)}: {error}") from None


def _told(data: Any, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent)

"""Follows a page of docs from an empty folder: what it says to write is written, what it says to run is run.

A block of code may have a comment before it, `<!-- what: where -->`. `file` writes the block to a file, `append` at
its end, `after: FILE: WORDS` behind the line that begins with these words; `exit` is the code that the first command
of the block ends with. Blocks of the kind `console` hold commands; any other block is text of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

_BLOCK: Final = re.compile(r"(?:<!-- (\w+): (.+?) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
_COMMAND: Final = re.compile(r"^\$ adm-rules (.+)$", re.MULTILINE)


class FollowingError(Exception):
    """A step of the page does not do what the page says."""


class PageStep(NamedTuple):
    """A block of the page, and what the comment before it says to do with it."""

    what: str
    where: str
    kind: str
    text: str


def page_steps(page: Path) -> Iterator[PageStep]:
    """The blocks of a page, in order."""
    for what, where, kind, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        yield PageStep(what, where, kind, text)


def follow(page: Path, folder: Path, run: Callable[[str], tuple[int, str]]) -> Mapping[str, str]:
    """Follow a page in a folder; what each command said. ``run`` takes what stands behind `adm-rules`.

    Raises:
        FollowingError: a command ends otherwise than the page says, or a block says not what to do with it.
    """
    told: dict[str, str] = {}
    for step in page_steps(page):
        if step.kind != "console":
            _write(step, folder)
            continue
        expected = int(step.where) if step.what == "exit" else 0
        for command in _COMMAND.findall(step.text):
            code, told[command] = run(command)
            if code != expected:
                raise FollowingError(f"adm-rules {command}: {code} in place of {expected}\n{told[command]}")
            expected = 0
    return told


def _write(step: PageStep, folder: Path) -> None:
    """A file whole, or a part at the end of one or after the line that begins so."""
    if step.what not in ("file", "append", "after"):
        raise FollowingError(f"the page does not say what to do with\n{step.text}")
    name, _, line = step.where.partition(": ")
    path = folder / name
    before = path.read_text(encoding="utf-8") if step.what != "file" else ""
    end = len(before)
    if step.what == "after":
        end = before.index("\n", before.index(f"\n{line}") + 1) + 1
    path.write_text(before[:end] + step.text + before[end:], encoding="utf-8")

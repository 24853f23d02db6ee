"""What a check is: a function that finds, with its level, and a docstring that is its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.lint.material import LintMark, Material


class Level(StrEnum):
    """How much a finding weighs: an ``error`` gives wrong answers, a ``warning`` may, a ``note`` is for tidiness."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


#: What goes through a rule set and marks what it finds.
Finder: TypeAlias = Callable[[Material], Iterable[LintMark]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its stable code, its level unless a project sets another, what finds, and the parts of its page."""

    code: str
    level: Level
    find: Finder
    title: str
    why: str
    bad: str
    good: str


def check(level: Level) -> Callable[[Finder], Check]:
    """Makes a check of a function.

    Its code is the function's name; the docstring has a title, and the parts ``Why:``, ``Bad:`` and ``Good:``.
    """

    def made(find: Finder) -> Check:
        title, _, rest = (inspect.getdoc(find) or "").partition("\n\n")
        why, _, rest = rest.removeprefix("Why: ").partition("\n\nBad:\n\n")
        bad, _, good = rest.partition("\n\nGood:\n\n")
        code = find.__name__.replace("_", "-")
        plain = " ".join(why.split())
        return Check(code, level, find, title.rstrip("."), plain, _dedented(bad), _dedented(good))

    return made


def _dedented(text: str) -> str:
    return inspect.cleandoc(f"\n{text}").strip("\n")

"""What a check is: a module with its docstring, its level, and the function that finds."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from types import ModuleType

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.lint.material import LintMark, Material


class Level(StrEnum):
    """How much a finding weighs: an ``error`` gives wrong answers, a ``warning`` may, a ``note`` is for tidiness."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its stable code, its level unless a project sets another, what finds, and the parts of its page."""

    code: str
    level: Level
    find: Callable[[Material], Iterable[LintMark]]
    title: str
    why: str
    bad: str
    good: str


def check_of(module: ModuleType) -> Check:
    """The check that a module holds; its docstring has a title, and the parts ``Why:``, ``Bad:`` and ``Good:``."""
    text = inspect.cleandoc(module.__doc__ or "")
    title, _, rest = text.partition("\n\n")
    why, _, rest = rest.removeprefix("Why: ").partition("\n\nBad:\n\n")
    bad, _, good = rest.partition("\n\nGood:\n\n")
    code = module.__name__.rpartition(".")[2].replace("_", "-")
    return Check(
        code,
        module.LEVEL,
        module.find,
        title.rstrip("."),
        " ".join(why.split()),
        _dedented(bad),
        _dedented(good),
    )


def _dedented(text: str) -> str:
    return inspect.cleandoc(f"\n{text}").strip("\n")

"""What a text is, and how that is seen: one row for each role, with its sign, its style and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TextRole:
    """A role of a text.

    ``sign`` stands before what has the role, so that colour is never the only difference; ``style`` is for a terminal,
    empty where the text is plain; ``colour`` is that of a page, which has bold text where there is none.
    """

    name: str
    style: str
    colour: str = ""
    sign: str = ""


#: By name. The severities of breaches, and the other verdicts, are roles.
ROLES: Final[Mapping[str, TextRole]] = {
    each.name: each
    for each in (
        TextRole("file", "bold"),
        TextRole("subject", "bold underline"),
        TextRole("strong", "bold"),
        TextRole("title", "bold"),
        TextRole("cite", "cyan", "#00695c"),
        TextRole("dim", "dim", "#616161"),
        TextRole("error", "bold red", "#b3261e", "✗"),
        TextRole("warning", "bold yellow", "#8a5a00", "▲"),
        TextRole("info", "bold blue", "#1a5fb4", "•"),
        TextRole("to_judge", "yellow", "#8a5a00", "◇"),
        TextRole("undecided", "bold magenta", "#7b3fa0", "?"),
        TextRole("pending", "blue", "#1a5fb4", "…"),
        TextRole("derogated", "green", "#00695c", "≈"),
        TextRole("complies", "green", "#2e7d32", "✓"),
        TextRole("not_applicable", "dim", "#616161", "–"),
    )
}


def marked(role: str, text: str) -> str:
    """A text behind the sign of its role."""
    return f"{ROLES[role].sign} {text}"

"""Ordinary mistakes of people who write rules and no programs, out of `slips.yaml`: what becomes of a rule file.

Each says in which rule set it is made, what stood there (a text, or a pattern; ``in`` a rule, or else at the first
place) and what stands there now. ``copied_as`` is the name of a copy of the rule, ``message_of`` the rule whose message
it has. ``told`` is the first of `TELLERS` that tells it, and how: the code of loading and of lint, at the place of the
mistake or at a line that holds ``at``; the rule whose examples fail; or what the comparison names. One that is made
``alone`` would hide another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

#: Who may tell a mistake, the first one first.
TELLERS: Final = ("load", "lint", "examples", "comparison")
_END: Final = re.compile(r"^  - id: |^[a-z]", re.MULTILINE)


@dataclass(frozen=True)
class Slip:
    """A mistake in a rule set, and who tells it."""

    name: str
    rules: str
    made: dict[str, Any]
    teller: str
    told: str

    def spoil(self, text: str) -> str:
        """The rule file with the mistake."""
        start, end = self._place(text)
        body = text[start:end]
        if "copied_as" in self.made:
            found = body + body.replace(self.made["in"], self.made["copied_as"], 1)
        elif "message_of" in self.made:
            found = body.replace(_message(body), _message(text[slice(*_rule(text, self.made["message_of"]))]))
        elif "match" in self.made:
            found = re.sub(self.made["match"], self.made["new"], body, count=1, flags=re.MULTILINE)
        else:
            found = body.replace(self.made["old"], self.made["new"], -1 if "in" in self.made else 1)
        assert found != body, self.name
        return text[:start] + found + text[end:]

    def _place(self, text: str) -> tuple[int, int]:
        return _rule(text, self.made["in"]) if "in" in self.made else (0, len(text))


def _rule(text: str, rule: str) -> tuple[int, int]:
    start = text.index(f"  - id: {rule}\n")
    end = _END.search(text, start + 6)
    assert end is not None
    return start, end.start()


def _message(body: str) -> str:
    return body[body.index("      message:\n") :]


def _slip(row: dict[str, Any]) -> Slip:
    teller, told = row.pop("told")
    return Slip(row.pop("slip"), row.pop("rules"), row, teller, told)


SLIPS: Final = tuple(
    map(_slip, yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))
)

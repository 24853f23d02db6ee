"""Where a rule or a value stands in the text that it comes from.

Articles alone do not identify a passage: the Tirano act has two Articles 11, and the Medio Olona one has
numbered paragraphs without articles. So a citation may name article, paragraph, heading, footnote and line,
and the act itself when it is not the one that the rule set is about: alone, where that act has no parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, names_of
from adm_rules._internal.diagnostics import Diagnostic, Path, did_you_mean
from adm_rules._internal.texts import Counted, Text

_WORDS = {
    "article": Counted(Text("art.", "art."), Text("artt.", "arts.")),
    "paragraph": Counted(Text("par.", "par."), Text("parr.", "pars.")),
    "note": Counted(Text("nota", "note"), Text("note", "notes")),
    "line": Counted(Text("riga", "line"), Text("righe", "lines")),
    "heading": Counted(Text("sezione", "section"), Text("sezione", "section")),
}

_SEVERAL: Final = r"[0-9]\s*[-–,]\s*[0-9]"  # "24-28" is several, "3-bis" is one


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an act. The parts are text as the act writes them (``"7"``, ``"24-28"``)."""

    article: str | None = None
    paragraph: str | None = None
    heading: str | None = None
    note: str | None = None
    line: str | None = None
    act: str | None = None

    def text(self, lang: str) -> str:
        """The citation in ``it`` or ``en``: ``art. 7, nota 2``, ``art. 11 (Cessazione)``, ``riga 24``."""
        parts = [self._head(lang)]
        parts += [_part(name, getattr(self, name), lang) for name in ("paragraph", "note", "line")]
        parts.append(self.act or "")
        return ", ".join(part for part in parts if part)

    def _head(self, lang: str) -> str:
        if self.article is None:
            return _part("heading", self.heading, lang)
        title = f" ({self.heading})" if self.heading else ""
        return _part("article", self.article, lang) + title


PARTS = names_of(Citation)
"""The keys of a citation in a rule file that say where."""

REVIEW = "review"
"""The key that says by which day somebody looks at the citation again: for `lint`, no part of the citation."""


def from_data(data: object, path: Path = ()) -> tuple[Citation | None, tuple[Diagnostic, ...]]:
    """Read a ``cites:`` mapping; ``path`` is where it stands in its file.

    Returns the citation, or None if there is any fault, and the faults with their paths (no positions:
    whoever holds the text adds them). An integer may stand for a text: ``article: 7`` is article "7".
    """
    if not isinstance(data, Mapping):
        help_ = 'write a mapping, for example {article: "7"}'
        return None, (Diagnostic("citation-not-a-mapping", "a citation is a mapping", path=path, help=help_),)
    faults = [fault for key, value in data.items() if (fault := _fault(key, value, path)) is not None]
    given = {key: str(value) for key, value in data.items() if value is not None and key != REVIEW}
    if not faults and not given:
        faults.append(_nowhere(path))
    return (None, tuple(faults)) if faults else (Citation(**given), ())


def _nowhere(path: Path) -> Diagnostic:
    message = "the citation names no place in the act"
    return Diagnostic(
        "empty-citation", message, path=path, help="give one of article, paragraph, heading, note, line, act"
    )


def _fault(key: Any, value: Any, path: Path) -> Diagnostic | None:
    where = (*path, str(key))
    if key == REVIEW:
        return _no_day(value, where)
    if key not in PARTS:
        help_ = did_you_mean(str(key), PARTS) or f"the keys are {', '.join(PARTS)}"
        return Diagnostic("unknown-citation-key", f"a citation has no key `{key}`", path=where, help=help_)
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()):
        return None
    help_ = f'write it in quotes, for example {key}: "7"'
    return Diagnostic("citation-not-text", f"`{key}` of a citation is a text", path=where, help=help_)


def _no_day(value: Any, where: Path) -> Diagnostic | None:
    text = str(value)
    try:
        plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        plain = False
    help_ = "write it as YYYY-MM-DD"
    return None if plain else Diagnostic("bad-date", "this is not a date", path=where, help=help_)


def _part(name: str, value: str | None, lang: str) -> str:
    if not value:
        return ""
    if name == "heading":
        return f"{_WORDS[name].noun(1, lang)} “{value}”"
    return f"{_WORDS[name].noun(2 if re.search(_SEVERAL, value) else 1, lang)} {value}"

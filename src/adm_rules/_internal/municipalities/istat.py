"""All Comuni of Italy by ISTAT code: who bears a name, and what a code is called.

The table is ISTAT's ("Codici statistici delle unità amministrative territoriali", CC BY). It is read when something
first asks for a Comune that the shipped documents do not name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import dataclass

_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
_FORMER: Final = "~"
#: In a file this text means *known not to exist*; the Comune of that name is written with its province.
NOBODY: Final = "none"


@dataclass(frozen=True, slots=True)
class Comune:
    """A Comune of ISTAT's list; ``other`` is its name in its region's other language, ``former`` a code of the past."""

    istat: str
    name: str
    other: str
    province: str
    former: bool

    @property
    def title(self) -> str:
        """Its name with the province, which tells apart those that share a name."""
        return f"{self.name} ({self.province})"


def folded(name: str) -> str:
    """A name without accents, capitals and punctuation: ``S. Donato M.se`` becomes ``s_donato_m_se``."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _NOT_A_WORD.sub("_", plain.lower()).strip("_")


@cache
def comuni() -> Mapping[str, Comune]:
    """Every Comune by its code, former ones included."""
    found: dict[str, Comune] = {}
    province = ""
    text = Path(__file__).with_name("comuni.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if len(line) == 2:
            province = line
            continue
        code = line.removeprefix(_FORMER)
        name, _, other = code[6:].partition("/")
        found[code[:6]] = Comune(code[:6], name, other, province, line.startswith(_FORMER))
    return MappingProxyType(found)


@cache
def bearers() -> Mapping[str, tuple[Comune, ...]]:
    """Who bears a name, folded, with or without the province; a former Comune only where no present one does."""
    found: dict[str, list[Comune]] = {}
    for each in comuni().values():
        name = folded(each.name)
        for spelling in {name, f"{name}_{each.province.lower()}", folded(each.other)} - {NOBODY, ""}:
            found.setdefault(spelling, []).append(each)
    return MappingProxyType({name: _in_use(some) for name, some in found.items()})


def _in_use(some: list[Comune]) -> tuple[Comune, ...]:
    return tuple(each for each in some if not each.former) or tuple(some)


def present(code: str) -> str | None:
    """A code as it stands today: of a former Comune that of the only one that bears its name, if there is one.

    So Montecopiolo, which passed from one province to another, is one Comune under both codes. ISTAT's list names no
    successor of those that merged under a new name: they keep their code, and reports call them former.
    """
    found = comuni().get(code)
    if found is None or not found.former:
        return code if found else None
    bearer, *others = bearers()[folded(found.name)]
    return code if bearer.former or others else bearer.istat


def nearest_name(text: str) -> Comune | None:
    """The Comune whose name looks most like a text that is no name."""
    from difflib import get_close_matches

    close = get_close_matches(folded(text), bearers(), n=1, cutoff=0.75)
    return bearers()[close[0]][0] if close else None


def nearest_code(code: str) -> Comune | None:
    """The Comune whose code looks most like one that does not exist; first among those of the same province."""
    from difflib import get_close_matches

    there = [each for each in comuni() if each[:3] == code[:3]]
    close = get_close_matches(code, there, n=1) or get_close_matches(code, comuni(), n=1)
    return comuni()[close[0]] if close else None

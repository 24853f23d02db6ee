"""Facts: the named, typed, bilingual values that rules are written in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.notebook import shown
from adm_rules._internal.rules.conditions import Path
from adm_rules._internal.texts import Text

#: The key of every record under which the values of declared facts stand.
MORE: Final = "more"


@dataclass(frozen=True, slots=True)
class Fact:
    """A named, typed value of a subject.

    ``kind`` names a row of `values.KINDS`; ``names`` is the name list (`names`) of an enum or
    of a set's members. One of ``path`` (dotted keys below the subject in the file) and ``recipe`` is given, or
    neither for what a condition on elements compares, which no rule can name.
    ``parameters`` maps the name of each parameter to its kind; those that are ``optional`` may be left out, and with
    them what a recipe compares with them. ``missing`` says, in both languages, what to ask for when the fact is
    unknown. ``synonyms`` are other words to find it by. ``signed`` is money that may be paid back, and so below zero.

    A fact that is ``asked`` on a "day", or at a "time" (a day, an interval, ever), is worked out where it is asked, by
    every subject that sees ``per``. ``settled`` is the day that it is asked on where none is named.

    Of a fact that a rule file declares, ``place`` is where it stands there; ``file`` is the vocabulary file that holds
    it, if one does.
    """

    name: str
    per: str
    kind: str
    label: Text
    path: str | None = None
    recipe: Mapping[str, Any] | None = None
    names: str | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    missing: Text | None = None
    synonyms: tuple[str, ...] = ()
    place: Path = ()
    file: str = ""
    optional: frozenset[str] = frozenset()
    asked: str = ""
    settled: str = ""
    signed: bool = False

    def _repr_html_(self) -> str | None:
        return shown(self)

    @property
    def is_tally(self) -> bool:
        """Whether it is what a condition on elements compares."""
        return self.path is None and self.recipe is None and self.name != "judgement_day"

    @property
    def is_more(self) -> bool:
        """Whether its value stands under `MORE`."""
        return self.path is not None and self.path.startswith(f"{MORE}.")

"""What is asked of the elements of a list, in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

from adm_rules._internal.explain.grammar import Noun, noun
from adm_rules._internal.explain.looking import looked_at
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import Condition, Elements, FactRef, Operand
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "days": Text(
            "in ogni giorno {start}{end} c'è in corso almeno {article}{subject}{where}{grace}",
            "on every day from {start}{end} there is at least one {subject} in force{where}{grace}",
        ),
        "to": Text(" {}", " to {}"),
        "to_today": Text(" al giorno della verifica", " to the day of the check"),
        "grace": Text(" (una lacuna fino a {} non conta)", " (a gap of up to {} does not count)"),
        "each": Text("per ogni {subject}{where}: {holds}", "of every {subject}{where}: {holds}"),
        "some": Text(
            "c'è almeno {article}{subject}{time}{where}", "there is at least one {subject}{time}{where}"
        ),
        "where": Text(" per cui {}", " for which {}"),
        "where_short": Text(" (per cui {})", " (for which {})"),
        "one": Text("primo", "first"),
    }
)
_INDEFINITE: Final = {"il": "un ", "lo": "uno ", "la": "una "}


class ElementsInWords(ABC):
    """The side of `explain.conditions.Prose` that says what is asked of elements."""

    registry: Registry
    lang: str

    @abstractmethod
    def sentence(self, condition: Condition) -> str:
        """A condition in one line."""

    @abstractmethod
    def fact(self, ref: FactRef) -> Noun:
        """A fact as a noun."""

    @abstractmethod
    def operand(
        self, operand: Operand, kind: str, names: str | None = None, *, conjunction: str = "and"
    ) -> str:
        """What something is compared with, in words."""

    def elements(self, asked: Elements) -> str:
        """What is asked of elements, as a clause."""
        said, words = self._subject(asked.of), _WORDS.in_language(self.lang)
        slots = {"subject": said.label, "article": self._indefinite(said), "where": self._where(asked.where)}
        if asked.form == "each":
            return words["each"].format(holds=self._condition(asked.holds), **slots)
        if asked.form == "some":
            time = "" if asked.looking is None else looked_at(self, asked.looking, asked.of)
            return words["some"].format(time=time, **slots)
        grace = words["grace"].format(self.operand(asked.grace, "days")) if asked.grace is not None else ""
        start, last = self._day(asked.first, "da"), self._day(asked.last, "a")
        end = words["to"].format(last) if last else words["to_today"]
        return words["days"].format(start=start, end=end, grace=grace, **slots)

    def first_of(self, asked: Elements) -> Noun:
        """The first of such elements, as what a deadline is about."""
        said, words = self._subject(asked.of), _WORDS.in_language(self.lang)
        label = f"{said.agreeing(words['one']) if self.lang == 'it' else words['one']} {said.label}"
        if asked.where is not None:
            label += words["where_short"].format(self.sentence(asked.where))
        return noun(label, "id", self.lang)

    def _subject(self, name: str) -> Noun:
        return noun(self.registry.subjects[name].label.in_language(self.lang), "id", self.lang)

    def _indefinite(self, said: Noun) -> str:
        return _INDEFINITE.get(said.article, "un'" if said.feminine else "un ")

    def _condition(self, condition: Condition | None) -> str:
        return "" if condition is None else self.sentence(condition)

    def _where(self, condition: Condition | None) -> str:
        said = self._condition(condition)
        return _WORDS.in_language(self.lang)["where"].format(said) if said else ""

    def _day(self, ref: FactRef | None, preposition: str) -> str:
        if ref is None:
            return ""
        said = self.fact(ref)
        return said.after(preposition) if self.lang == "it" else said.the

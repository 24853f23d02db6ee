"""When one looks at elements that have dates, in words: the end of a phrase that names them."""

from __future__ import annotations

from typing import Final, Protocol

from adm_rules._internal.explain.grammar import Noun
from adm_rules._internal.facts.registry import Dating, Registry, dates_of
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.rules import FactRef, Operand, When
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "lasting": Text(" in corso {first_a}", " in force on {first}"),
        "kept": Text(" fino {first_a}", " up to {first}"),
        "span": Text(" nel periodo considerato", " in the period in question"),
        "of": Text(" nel periodo di: {}", " in the period of the {}"),
        "first": Text(" {first_da} in poi", " from {first} on"),
        "last": Text(" fino {last_a}", " up to {last}"),
        "first_last": Text(" tra {first} e {last}", " between {first} and {last}"),
        "ever": Text(" fino al giorno della verifica", " up to the day of the check"),
        "asked": Text(" nel momento indicato", " at the given time"),
        "parameter": Text("parametro «{}»", "parameter “{}”"),
    }
)


class Speaker(Protocol):
    """Who says it: the vocabulary, the language, and how a fact is called."""

    registry: Registry
    lang: str

    def fact(self, ref: FactRef) -> Noun:
        """A fact as a noun."""


def looked_at(prose: Speaker, when: When, subject: str) -> str:
    """When one looks at the elements of a subject."""
    words = _WORDS.in_language(prose.lang)
    if when.form in ("ever", ASKED):
        return words[when.form]
    if when.of:
        label = prose.registry.subjects[when.of].label.in_language(prose.lang) if when.of != "span" else ""
        return words["of"].format(label) if label else words["span"]
    days = {"first": when.first, "last": when.last}
    given = {name: _day(prose, day) for name, day in days.items() if day is not None}
    dates = dates_of(prose.registry, subject)
    kept = dates is not None and dates.form is Dating.KEPT
    key = ("kept" if kept else "lasting") if when.form == "at" else "_".join(given)
    slots = {name: day.the for name, day in given.items()}
    if prose.lang == "it":
        slots |= {f"{name}_{word}": day.after(word) for name, day in given.items() for word in ("a", "da")}
    return words[key].format(**slots)


def _day(prose: Speaker, operand: Operand) -> Noun:
    """A day: a fact, or a parameter."""
    if isinstance(operand, FactRef):
        return prose.fact(operand)
    name = getattr(operand, "name", "")
    label = _WORDS.in_language(prose.lang)["parameter"].format(name)
    return Noun(label, "il" if prose.lang == "it" else "the", feminine=False, plural=False)

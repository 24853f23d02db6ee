"""Fills the slots of a rule's message, in both languages: a value that is not there never stands inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.engine.wording import value_text
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import elide, is_day, join_words, week_text
from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval, SetSpan

_WORDS: Final = Catalogue(
    {
        "unknown": Text("non noto", "not known"),
        "unknown_day": Text("un giorno non noto", "a day not known"),
        "no_day": Text("un giorno che non risulta", "a day not recorded"),
        "day_to_come": Text("un giorno ancora da venire", "a day still to come"),
        "some_day": Text("un giorno {}", "a day {}"),
        "said": Text("{}: {}.", "{}: {}."),
    }
)
_WEEK: Final = re.compile(r"[0-9]{4}-W[0-9]{2}")
#: Between two sentences of a message.
_STOP: Final = re.compile(r"(?<=[.!?]) (?=\S)")
#: What stands before a value that is told by itself, and not as a part of a sentence.
_LABELLED: Final = re.compile(r"[:(] ?$")
#: An Italian article, alone or in a preposition, which bounds do not take.
_ARTICLE: Final = re.compile(r"(?i)\b(il|lo|la|i|gli|le|(a|da|de|ne|su)(l|llo|lla|i|gli|lle)) $")


@dataclass(frozen=True, slots=True)
class SlotText:
    """What a slot of a message says, in one language: inside a sentence, and by itself after a colon.

    ``label`` is what the value is of: it tells a value that is not there, and bounds after an article, in place of the
    sentence. ``is_id`` says that it is an id, or several: these stand as the file has them, wherever they stand.
    """

    inside: str
    alone: str
    label: str
    is_there: bool = True
    is_exact: bool = True
    is_id: bool = False


def slot(program: Program, name: str, node: Node, value: Any, lang: str) -> SlotText:
    """A slot of a message, by its node and the value found."""
    fact = program.compiled.facts.get(nodes.own(node))
    kind = fact.kind if fact is not None else program.regulation.values[name].kind
    about = fact if fact is not None else program.regulation.values[name]
    label, text = about.label.in_language(lang), value_text(kind, value, lang, program.names_in(about.names))
    if is_day(kind):
        return SlotText(_day_inside(value, text, lang), text, label)
    nothing = value is NONE or text == _WORDS.in_language(lang)["unknown"] or (kind == "set" and not value)
    text = week_text(text, lang) if _WEEK.fullmatch(text) else text
    is_exact = value.__class__ not in (Interval, SetSpan)
    return SlotText(
        text, text, label, not nothing, is_exact, kind == "id" or (kind == "set" and not about.names)
    )


def listed(names: list[str], lang: str) -> SlotText:
    """A slot of names that are there."""
    text = join_words(names, lang)
    return SlotText(text, text, "", is_id=True)


def _day_inside(value: Any, text: str, lang: str) -> str:
    """A day as a sentence tells it, also where it cannot give the date."""
    words = _WORDS.in_language(lang)
    if value is NONE:
        return words["no_day"]
    if value == NOT_YET:
        return words["day_to_come"]
    if text == words["unknown"]:
        return words["unknown_day"]
    return words["some_day"].format(text) if value.__class__ is Interval else text


def filled(template: str, slots: Mapping[str, SlotText], lang: str) -> str:
    """A message with its slots filled; in Italian the word before a slot is elided where it must be."""
    return " ".join(
        dict.fromkeys(each for said in _STOP.split(template) for each in _sentence(said, slots, lang))
    )


def _sentence(template: str, slots: Mapping[str, SlotText], lang: str) -> Iterator[str]:
    """One sentence; in place of one that speaks of a value that is not there, the values by their labels."""
    text, nowhere, begins_with_id = "", dict[str, SlotText](), False
    for literal, name, _, _ in Formatter().parse(template):
        text += literal
        if name is None:
            continue
        found, labelled = slots[name], _LABELLED.search(text) is not None
        begins_with_id = begins_with_id or (found.is_id and not text)
        after_article = lang == "it" and not found.is_exact and _ARTICLE.search(text) is not None
        if not labelled and (not found.is_there or after_article):
            nowhere[name] = found
        said = found.alone if labelled else found.inside
        text = elide(text, said) if lang == "it" else text + said
    if nowhere:
        words = _WORDS.in_language(lang)["said"]
        yield from (words.format(_capital(each.label), each.alone) for each in nowhere.values())
    else:
        yield text if begins_with_id else _capital(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

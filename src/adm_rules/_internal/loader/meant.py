"""What an author may have meant by a word that this language does not have: words of acts, and of other languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: For each word of the language, by what it is: the words that are written in its place.
_WORDS: Final = {
    ("operator", "at_least"): ">= min minimum gte ge not_below from",
    ("operator", "at_most"): "<= max maximum lte le not_above up_to",
    ("operator", "above"): "> greater_than more_than gt over",
    ("operator", "below"): "< less_than lt under",
    ("operator", "is"): "= == equals equal eq value",
    ("operator", "is_not"): "!= <> not not_equal ne",
    ("operator", "one_of"): "in any_of among",
    ("operator", "none_of"): "not_in",
    ("operator", "includes"): "contains has all_of",
    ("kind", "minutes"): "hours duration time_span",
    ("kind", "money"): "euro euros eur currency amount price",
    ("kind", "enum"): "text string name choice",
    ("kind", "bool"): "boolean flag yes_no",
    ("kind", "count"): "integer int",
    ("kind", "set"): "list names",
    ("kind", "event"): "day datetime",
    ("kind", "fraction"): "percent percentage share ratio",
    ("subject", "case"): "child minor user person family household citizen",
    ("subject", "request"): "application demand enrolment",
    ("subject", "session"): "access visit appointment encounter",
    ("subject", "plan"): "project pei pai",
    ("subject", "intervention"): "service activation",
    ("subject", "staff"): "educator operator worker",
    ("subject", "agency"): "provider cooperative body",
    ("subject", "district"): "ambito",
}
_POINT: Final = "an amount has a point and no comma: write `3.50`"
_LIMIT: Final = (
    "a modifier holds a fee to it: `modifiers: [{id: …, because: …, at_least: 2.00}]`, or `at_most`"
)
_LESS: Final = "write it under `modifiers:`, such as `{id: …, because: …, when: …, percent: -30}`"
#: What to write in place of a key.
_KEYS: Final = {
    **dict.fromkeys(
        ("hours", "hour"), "records have days and no hours: for 48 hours `days: 2`, with `rollover: none`"
    ),
    **dict.fromkeys(("weeks", "week"), "write `days: 14` for two weeks"),
    **dict.fromkeys(("years", "year"), "write `months: 12` for a year"),
    **dict.fromkeys(("minimum", "min", "maximum", "max"), _LIMIT),
    **dict.fromkeys(("discounts", "discount", "reductions", "reduction", "surcharges", "supplements"), _LESS),
}


def _by_word() -> Mapping[tuple[str, str], str]:
    words = {
        (what, word): f"write `{said}`" for (what, said), given in _WORDS.items() for word in given.split()
    }
    return MappingProxyType(words | {("key", word): help for word, help in _KEYS.items()})


_HELP: Final = _by_word()


def meant(what: str, word: str) -> str | None:
    """What to write in place of a word that is none of its kind; None where nothing is sure."""
    if what in {"key", "operator"} and word.isdigit():  # `fee: 3,50` is a fee of 3 and a key of its own
        return _POINT
    return _HELP.get((what, word.lower()))

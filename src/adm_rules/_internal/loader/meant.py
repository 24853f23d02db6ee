"""What an author may have meant by a word that this language does not have: words of acts, and of other languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.texts import Text

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
    ("kind", "fraction"): "percent percentage share",
    ("subject", "case"): "child minor user person family household citizen caso minore utente famiglia",
    ("subject", "request"): "application demand enrolment richiesta domanda istanza",
    ("subject", "session"): "access visit appointment encounter accesso incontro",
    ("subject", "plan"): "project pei pai progetto piano",
    ("subject", "intervention"): "service activation intervento servizio",
    ("subject", "staff"): "educator operator worker operatore educatore",
    ("subject", "agency"): "provider cooperative body agenzia ente cooperativa",
    ("subject", "district"): "ambito",
    ("subject", "week"): "settimana",
    ("subject", "month"): "mese",
    ("subject", "report"): "relazione",
    ("subject", "court_order"): "order decree provvedimento decreto",
    ("subject", "payment"): "pagamento",
    ("subject", "invoice"): "fattura",
}
_SIGNS: Final = re.compile(r"[^\w]+")
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


def labelled(word: str, labels: Mapping[str, Text]) -> str | None:
    """The name of a list that is called so in Italian or English, the shortest label first; None where none is."""
    wanted = word.replace("_", " ").casefold()
    called = [
        (len(said), name)
        for name, text in labels.items()
        for said in (text.it.casefold(), text.en.casefold())
        if wanted and f" {wanted} " in f" {_SIGNS.sub(' ', said)} "
    ]
    return f"write `{min(called)[1]}`" if called else None


def meant(what: str, word: str) -> str | None:
    """What to write in place of a word that is none of its kind; None where nothing is sure."""
    if what in {"key", "operator"} and word.isdigit():  # `fee: 3,50` is a fee of 3 and a key of its own
        return _POINT
    return _HELP.get((what, word.lower()))

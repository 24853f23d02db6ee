"""The grammar of messages, with values at the edges of every kind in every slot of every rule that is shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.engine import available, load
from adm_rules._internal.engine.messages import SlotText, filled, slot
from adm_rules._internal.review.examples import suites
from adm_rules._internal.values import KINDS, between_days_text, days_text, terms, week_text
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, SetSpan


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


DAYS = (
    *(day(f"2026-03-{number:02}") for number in (1, 2, 8, 11)),
    Interval(day("2026-01-08"), day("2026-01-12")),
    Interval(day("2026-01-08"), LAST_DAY),
    Interval(0, day("2026-01-08")),
    Interval(0, LAST_DAY),
    NONE,
    NOT_YET,
)
UNKNOWN = Interval(-INF, INF)


def amounts(*plain: Any, low: int = 60, high: int = 660) -> tuple[Any, ...]:
    """Some amounts of a kind, one that is not there, one that is not known, and bounds of each shape."""
    return *plain, NONE, UNKNOWN, Interval(low, INF), Interval(0, high), Interval(low, high)


EDGES: dict[str, tuple[Any, ...]] = {
    "date": DAYS,
    "event": DAYS,
    "count": amounts(0, 1, 8, 11, 80, low=1, high=8),
    "days": amounts(1, 8, 11, 15, low=1, high=8),
    "working_days": amounts(1, 8, 11, 15, low=1, high=8),
    "months": amounts(1, 6, 8, 11, low=1, high=8),
    "years": amounts(0, 1, 8, 11, 18, low=1, high=8),
    "minutes": amounts(0, 1, 59, 60, 61, 480, 660),
    "time": amounts(0, 60, 480, 481, 660, 1200, 1441),
    "ratio": (*((1, 5), (2, 11), (1, 1)), NONE, UNKNOWN),
    "fraction": (*((1, 3), (2, 5), (4, 5), (120, 270)), NONE, UNKNOWN),
    "number": (0, 250_000, 8_000_000, NONE, UNKNOWN),
    "instant": (day("2026-03-08") * 2880, NONE, UNKNOWN),
    "series": (terms.Series((), 0, -INF), terms.Series((day("2026-03-08"), day("2026-03-11")), 0, -INF)),
    "money": amounts(0, 1, 100, 800, 1_100, 1_234_567),
    "bool": (True, False, NONE, None),
    "month_day": ((1, 1), (1, 8), (1, 31), (11, 11)),
    "id": ("2026-W10", "a-1", NONE, None),
    "enum": ("a", NONE, None),
    "set": (
        *(frozenset[str](), frozenset({"a"}), frozenset({"a", "b", "c"})),
        *(SetSpan(frozenset(), None), SetSpan(frozenset({"a"}), None)),
    ),
}
ARTICLES = "il|lo|la|l'|i|gli|le"
WITH_ARTICLE = "(de|a|da|ne|su)(l|llo|lla|ll'|i|gli|lle)"
#: What stands before a word that is told by itself: a colon, a bracket.
ALONE = r"(?<![:(] )(?<![:(])"
ONE_OF_MANY = r"(?<![0-9.,/])"
#: What no message may say, whatever stands in its slots.
WRONG = {
    "it": {
        "article": rf"(?i)\b({ARTICLES}|{WITH_ARTICLE})((?<=') ?| )(un|tra|non|almeno|al massimo) ",
        "elision": r"(?i)\b(il|i|del|dei|dal|dai|al|ai|nel|nei|sul|sui) (8|11)\b(?!/)",
        "contraction": r"(?i)\b(di|a|da|in|su) (il|lo|la|gli|le)\b|\b(di|da|in|su) i\b|\bdi tra\b",
        "birthday": r"\bcompimento di [0-9]",
        "code": r"-W[0-9]",
        "plural": rf"{ONE_OF_MANY}\b1 (ore|minuti|giorni|mesi|anni|accessi|incontri)\b",
        "singular": rf"{ONE_OF_MANY}\b([02-9]|[1-9][0-9]+) (ora|minuto|giorno|mese|anno)\b",
        "verb": r"\b(sono|restano|siano) (1|un)\b(?![.,][0-9])",
        "not there": rf"{ALONE}(?<!giorno )(?<!giorno che )\b(non noto|non risulta|non ancora)(?=[,.;)])",
        "nobody": rf"{ALONE}\bnessuno(?=[,.;:)])",
        "word": "inesistente",
    },
    "en": {
        "article": r"\b(a|the) (between|at least|at most|not recorded|not known|none)\b",
        "preposition": r"\b(on|of|from|by|since|until) (not (known|recorded|yet|before|after)|none)\b",
        "code": r"-W[0-9]",
        "plural": rf"{ONE_OF_MANY}\b1 (hours|minutes|days|months|years|sessions|meetings)\b",
        "singular": rf"{ONE_OF_MANY}\b([02-9]|[1-9][0-9]+) (hour|minute|day|month|year)\b",
        "verb": r"\bare 1\b(?![.,][0-9])",
        "not there": rf"{ALONE}(?<!day )(?<!is )(?<!are )(?<!been )\bnot (known|recorded)(?=[,.;)])",
        "nobody": rf"{ALONE}(?<!\")(?<!if )\b(not yet|none)(?=[,.;)])",
    },
}
EITHER = {
    "spaces": r"  |\( | [,.;:)]",
    "stops": r"\.\.|[?:,;]\.(?!\w)|[^.!?]$",
    "capital": r"^[a-zà-ù]|(?<!\.[A-Z])[.!?] [a-zà-ù]",
    "braces": r"[{}]",
}
PATTERNS = {
    lang: {what: re.compile(pattern) for what, pattern in {**WRONG[lang], **EITHER}.items()} for lang in WRONG
}


def faults(text: str, lang: str) -> list[str]:
    """What is wrong with the grammar of a text."""
    return [what for what, pattern in PATTERNS[lang].items() if pattern.search(text)]


ROOT = Path(__file__).parents[2]
SHOWN = (
    *(ROOT / "examples/overlays").glob("*.yaml"),
    *(ROOT / "examples/districts").glob("[a-z]*/[a-z]*.yaml"),
)
#: Every rule set that is shipped, and those of other districts and their acts that are shown.
SETS = (*available(), *sorted(str(path.relative_to(ROOT)) for path in SHOWN))


def read(name: str) -> Any:
    return load(name if name in available() else ROOT / name)


@cache
def sentences(name: str, lang: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(_sentences(name, lang))


def _sentences(name: str, lang: str) -> Iterator[tuple[str, str, str]]:
    program = read(name).program
    for compiled in program.rules:
        plain = {each: _usual(program, each, node, lang) for each, node in compiled.shown.items()}
        template = compiled.rule.message.in_language(lang)
        for slot_name, node in compiled.shown.items():
            for value in EDGES[node.kind]:
                slots = {**plain, slot_name: slot(program, slot_name, node, value, lang)}
                yield compiled.rule.id, slot_name, filled(template, slots, lang)


def _usual(program: Any, name: str, node: Any, lang: str) -> SlotText:
    """What mostly stands in a slot."""
    usual = {
        "date": day("2026-03-09"),
        "event": day("2026-03-09"),
        "month_day": (3, 9),
        "fraction": (2, 5),
        "ratio": (2, 5),
        "bool": True,
    }
    names = {"id": "a-1", "enum": "a", "set": frozenset({"a"})}
    return slot(program, name, node, {**usual, **names}.get(node.kind, 120), lang)


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("name", SETS)
def test_no_value_breaks_the_grammar_of_a_message(name: str, lang: str) -> None:
    told = sentences(name, lang)
    assert [(*each, found) for each in told if (found := faults(each[2], lang))] == []


@pytest.mark.parametrize("name", available())
def test_no_finding_breaks_the_grammar_of_its_message(name: str) -> None:
    """The whole of what a finding says: the rule's own words, what is missing, what fails, other readings."""
    rules, (suite,) = read(name), tuple(suites(name))
    for example in suite.examples[::4]:
        for finding in example.findings(rules):
            for lang in PATTERNS:
                assert faults(finding.message(lang), lang) == [], (example.id, finding.message(lang))


def test_each_kind_has_its_edges_and_each_shipped_set_tells_something() -> None:
    assert set(EDGES) == set(KINDS)
    assert all(len(sentences(name, "it")) > 50 for name in available())


@pytest.mark.parametrize(
    ("value", "italian", "english"),
    [
        (
            Interval(day("2026-01-08"), day("2026-01-12")),
            "di un giorno tra l'8 e il 12 gennaio 2026",
            "of a day between 8 and 12 January 2026",
        ),
        (
            Interval(day("2026-01-08"), LAST_DAY),
            "di un giorno non prima dell'8 gennaio 2026",
            "of a day not before 8 January 2026",
        ),
        (
            Interval(0, day("2026-01-12")),
            "di un giorno non dopo il 12 gennaio 2026",
            "of a day not after 12 January 2026",
        ),
        (Interval(0, LAST_DAY), "di un giorno non noto", "of a day not known"),
        (NONE, "di un giorno che non risulta", "of a day not recorded"),
        (NOT_YET, "di un giorno ancora da venire", "of a day still to come"),
        (day("2026-01-08"), "dell'8 gennaio 2026", "of 8 January 2026"),
    ],
)
def test_a_day_that_is_not_known_is_told_without_an_article(value: Any, italian: str, english: str) -> None:
    program = load("tirano").program
    rule = next(each for each in program.rules if each.rule.id == "request.contents")
    node = rule.shown["requested_on"]
    assert (
        filled("È del {d}.", {"d": slot(program, "requested_on", node, value, "it")}, "it") == f"È {italian}."
    )
    assert (
        filled("It is of {d}.", {"d": slot(program, "requested_on", node, value, "en")}, "en")
        == f"It is {english}."
    )


@pytest.mark.parametrize(
    ("first", "last", "italian", "english"),
    [
        ("2026-03-09", "2026-03-15", "dal 9 al 15 marzo 2026", "from 9 to 15 March 2026"),
        ("2026-03-30", "2026-04-05", "dal 30 marzo al 5 aprile 2026", "from 30 March to 5 April 2026"),
        (
            "2025-12-29",
            "2026-01-04",
            "dal 29 dicembre 2025 al 4 gennaio 2026",
            "from 29 December 2025 to 4 January 2026",
        ),
        ("2026-03-08", "2026-03-11", "dall'8 all'11 marzo 2026", "from 8 to 11 March 2026"),
    ],
)
def test_what_two_days_share_is_told_once(first: str, last: str, italian: str, english: str) -> None:
    assert days_text(day(first), day(last), "it") == italian
    assert days_text(day(first), day(last), "en") == english


def test_a_week_is_told_by_its_days() -> None:
    assert week_text("2026-W11", "it") == "dal 9 al 15 marzo 2026"
    assert between_days_text(day("2026-01-08"), day("2026-01-08"), "it") == "tra l'8 e l'8 gennaio 2026"

"""The grammar of messages, with values at the edges of every kind in every slot of every shipped rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.engine import available, load
from adm_rules._internal.engine.wording import filled, shown_text
from adm_rules._internal.values import between_days_text, days_text, week_text
from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval


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
EDGES: dict[str, tuple[Any, ...]] = {
    "date": DAYS,
    "event": DAYS,
    "count": (0, 1, 8, 11, 80),
    "days": (1, 8, 11, 15),
    "months": (1, 6, 8, 11),
    "years": (1, 8, 11, 18),
    "minutes": (0, 1, 60, 61, 480, 660),
    "fraction": ((1, 3), (2, 5), (4, 5), (120, 270)),
    "money": (0, 100, 800, 1_100),
    "id": ("2026-W10", "a-1"),
}
WRONG = {
    "it": re.compile(
        r"\b(il|i|del|dei|dal|dai|al|ai|nel|nei|entro il) (un|tra|non|dal|8|11)\b(?!/)|\bdi (il|i|un giorno fa)\b|"
        r"\bcompimento di [0-9]|-W[0-9]|  ",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(on|of|from|by|since|until) (between|not|none)\b|-W[0-9]|  ", re.IGNORECASE),
}


@cache
def sentences(name: str, lang: str) -> tuple[tuple[str, str], ...]:
    return tuple(_sentences(name, lang))


def _sentences(name: str, lang: str) -> Iterator[tuple[str, str]]:
    rules = load(name)
    program = rules.program
    for compiled in program.rules:
        plain = dict.fromkeys(compiled.shown, "x")
        for slot, node in compiled.shown.items():
            for value in EDGES.get(node.kind, ()):
                texts = {**plain, slot: shown_text(program, slot, node, value, lang)}
                template = compiled.rule.message.in_language(lang)
                yield compiled.rule.id, filled(template, texts, lang)


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("name", available())
def test_no_value_breaks_the_grammar_of_a_message(name: str, lang: str) -> None:
    told = sentences(name, lang)
    assert len(told) > 50
    assert [(rule, text) for rule, text in told if WRONG[lang].search(text)] == []


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
    assert filled("del {d}", {"d": shown_text(program, "requested_on", node, value, "it")}, "it") == italian
    assert filled("of {d}", {"d": shown_text(program, "requested_on", node, value, "en")}, "en") == english


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

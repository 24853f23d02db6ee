"""Keys of parts of answers, of rules and of facts are told in the language that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

import adm_rules as adm
from adm_rules import Report, answers
from adm_rules._internal.render.html import html_of
from adm_rules._internal.render.part_words import key_words, value_words
from adm_rules._internal.render.text import PENS
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.texts import LANGUAGES
from adm_rules.answers import Copayment, DueList, Portfolio

WHOLE = (Report, Portfolio, DueList, Copayment)
#: What is called the same in both languages, or by its name in files.
SAME = frozenset({"id", "base", "voucher"})


def keys() -> Iterator[str]:
    """Every key that a part of an answer is written with."""
    for name in answers.__all__:
        shape: Any = getattr(answers, name)
        if isinstance(shape, type) and issubclass(shape, Answer) and shape not in {*PENS, *WHOLE}:
            yield from (*getattr(shape, "__dataclass_names__", ()), *getattr(shape, "ALSO", ()))
            for entry in shape.WRITTEN:
                yield from entry.split() if isinstance(entry, str) else [entry[0]]


def test_every_key_of_a_part_has_words_in_both_languages() -> None:
    found = set(keys())
    assert len(found) > 120
    english = {key: key_words(key, "en") for key in found}
    assert [key for key in found if "_" in english[key]] == []
    same = {key for key in found if key_words(key, "it") == key}
    assert same <= SAME, same - SAME


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_and_a_fact_are_told_without_a_key_of_a_file(lang: str) -> None:
    rules = adm.load("tirano")
    rule = next(each for each in rules.regulation.rules if each.id == "hours.weekly-cap")
    for shown in (rule, rules.vocabulary.facts["direct_time"]):
        html = html_of(shown, lang)
        assert html is not None
        told = dict(re.findall(r"<tr><th[^>]*>(.*?)</th><td[^>]*>(.*?)</td></tr>", html))
        assert len(told) > 2
        assert not {"cites", "per", "acts"} & told.keys()
        assert {unescape(each) for each in told.values()} & {"settimana", "week"} == {
            "settimana" if lang == "it" else "week"
        }


def test_names_are_said_as_a_column_says_them() -> None:
    assert key_words("breaches", "it") != "breaches"
    assert key_words("error", "it") == "errori"
    assert key_words("TIR-07-01", "it") == "TIR-07-01"
    assert value_words("acts", "social_worker", "it") == "assistente sociale"
    assert value_words("consequence", "none_stated", "en") == "no consequence stated"
    assert value_words("rule", "hours.weekly-cap", "it") == "hours.weekly-cap"

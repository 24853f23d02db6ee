"""Texts in two languages: whole in both, with the same slots, wherever they stand in the source."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import Any, Final

import pytest

import adm_rules
from adm_rules._internal.texts import LANGUAGES, Catalogue, Counted, Text

#: Modules that do something when they are imported.
_RUNS: Final = frozenset({"adm_rules.__main__"})
#: Slots of phrases that Italian joins with a preposition, or makes agree: English has one slot, or none, for them.
_ITALIAN: Final = {"a": "x", "da": "x", "di": "x", "happened": None, "article": None}
_PREPOSITION: Final = re.compile(r"_(a|da|di)$")


def _modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(adm_rules.__path__, "adm_rules."):
        if info.name not in _RUNS:
            yield importlib.import_module(info.name)


def _texts(value: Any, place: str) -> Iterator[tuple[str, Text]]:
    """Every text in a constant, with where it stands."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{place}[{key}]")
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            yield from _texts(item, f"{place}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name, None), f"{place}.{field.name}")


def _constants() -> dict[str, Text]:
    """The texts of all constants of all modules, each once."""
    found: dict[int, tuple[str, Text]] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for place, text in _texts(value, f"{module.__name__}.{name}"):
                found.setdefault(id(text), (place, text))
    return dict(found.values())


def _slots(template: str) -> Counter[str]:
    slots = (slot for _, slot, _, _ in Formatter().parse(template) if slot is not None)
    names = (_PREPOSITION.sub("", slot) for slot in slots)
    return Counter(mapped for name in names if (mapped := _ITALIAN.get(name, name)) is not None)


def wrong(text: Text) -> str | None:
    """What is wrong with a text: a language that is missing, or slots that only one of them has."""
    if bool(text.it) != bool(text.en) and text.it not in {
        "avvenuto",
        "passato",
    }:  # participles: English has none
        return "one language is missing"
    return None if _slots(text.it) == _slots(text.en) else "the slots are not the same"


def test_every_text_is_whole_in_both_languages() -> None:
    constants = _constants()
    assert len(constants) > 700
    assert {place: fault for place, text in constants.items() if (fault := wrong(text))} == {}


def test_no_table_by_language_stands_beside_the_catalogues() -> None:
    """Words by language, told in a table of their own, are what nothing checks."""
    tables = [
        f"{module.__name__}.{name}"
        for module in _modules()
        for name, value in vars(module).items()
        if type(value) is dict and set(value) == set(LANGUAGES)
    ]
    assert tables == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (Text("{} ore", "{} hours"), None),
        (Text("pari {a}", "same as {x}"), None),
        (Text("{} ore", "hours"), "the slots are not the same"),
        (Text("{title}: {what}", "{title}: {that}"), "the slots are not the same"),
        (Text("ore", ""), "one language is missing"),
    ],
)
def test_a_text_with_a_hole_is_found(text: Text, fault: str | None) -> None:
    assert wrong(text) == fault


def test_a_text_is_filled_in_each_language_with_its_own_words() -> None:
    filled = Text("{} su {n}", "{} of {n}").filled(Text("ore", "hours"), n=3)
    assert filled == Text("ore su 3", "hours of 3")


def test_a_text_can_be_said_later_each_language_when_it_is_read() -> None:
    asked: list[str] = []

    def said(lang: str) -> str:
        asked.append(lang)
        return f"in {lang}"

    text = Text.later(said)
    assert (text.in_language("en"), text.en, asked) == ("in en", "in en", ["en"])
    assert (text, asked) == (Text("in it", "in en"), ["en", "it"])
    assert pickle.loads(pickle.dumps(Text.later(str.upper))) == Text("IT", "EN")
    with pytest.raises(AttributeError, match="fr"):
        text.fr  # noqa: B018


def test_a_catalogue_gives_texts_by_key_and_words_by_language() -> None:
    words = Catalogue({"no": Text("no", "not"), "yes": Text("sì", "yes")})
    assert list(words) == ["no", "yes"]
    assert len(words) == 2
    assert words["yes"] == Text("sì", "yes")
    assert words.in_language("en")["no"] == "not"


def test_a_noun_goes_with_its_number() -> None:
    days = Counted(Text("giorno", "day"), Text("giorni", "days"))
    assert [days.text(number, "it") for number in (0, 1, 2)] == ["0 giorni", "1 giorno", "2 giorni"]
    assert days.noun(-1, "en") == "day"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("7 marzo", "il 7 marzo"),
        ("8 marzo", "l'8 marzo"),
        ("11 marzo", "l'11 marzo"),
        ("18 marzo", "il 18 marzo"),
    ],
)
def test_an_article_goes_with_the_number_that_fills_a_slot(day: str, said: str) -> None:
    text = Text("visto il {}", "as seen on {}")
    assert text.filled(day).it == f"visto {said}"
    assert Catalogue({"seen": text}).in_language("it")["seen"].format(day) == f"visto {said}"
    assert (
        Catalogue({"seen": Text("Dal {day}", "From {day}")}).in_language("it")["seen"].format(day="110")
        == "Dal 110"
    )
    assert (
        Catalogue({"seen": Text("Dai {day}", "From {day}")}).in_language("it")["seen"].format(day="80")
        == "Dagli 80"
    )


def test_counts_have_their_thousands_set_apart() -> None:
    files = Counted(Text("{} file", "{} file"), Text("{} file", "{} files"))
    assert [files.said(n, "it") for n in (9999, 10_000, 1_234_567)] == [
        "9999 file",
        "10.000 file",
        "1.234.567 file",
    ]
    assert Counted(Text("giorno", "day"), Text("giorni", "days")).text(12_345, "en") == "12,345 days"

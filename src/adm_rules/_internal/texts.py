"""Texts in the two languages of the library: the one form in which words stand in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NoReturn

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import ArgumentError

#: The languages that every text exists in; the first is the default.
LANGUAGES: Final = ("it", "en")
#: Italian articles, and what each becomes before a vowel.
ELIDED: Final = {
    "il": "l'",
    "al": "all'",
    "dal": "dall'",
    "del": "dell'",
    "nel": "nell'",
    "sul": "sull'",
    "i": "gli ",
    "ai": "agli ",
    "dai": "dagli ",
    "dei": "degli ",
    "nei": "negli ",
    "sui": "sugli ",
}
#: Numbers that begin with a vowel when they are said: otto, ottanta, ottocento, undici.
LIKE_A_VOWEL: Final = "8|11(?![0-9])"
_BEFORE_NUMBER: Final = re.compile(rf"\b({'|'.join(ELIDED)}) (?={LIKE_A_VOWEL})", re.IGNORECASE)


def elided(text: str) -> str:
    """Italian text with each article as it is before the number that follows: ``il 8 marzo`` is ``l'8 marzo``."""
    return _BEFORE_NUMBER.sub(lambda found: as_elided(found[1]), text)


def as_elided(article: str) -> str:
    """What an article becomes before a vowel, with its capital."""
    form = ELIDED[article.lower()]
    return form.capitalize() if article[0].isupper() else form


_SET: Final = object.__setattr__


class _SaidLater:
    """What a text is said by that nobody has read yet."""

    __slots__ = ("_said",)
    _said: Callable[[str], str]

    def __getattr__(self, lang: str) -> str:
        """A language that is read for the first time."""
        if lang not in LANGUAGES:
            raise AttributeError(lang)
        said = self._said(lang)
        _SET(self, lang, said)
        return said


@dataclass(frozen=True, slots=True)
class Text(_SaidLater):
    """A text in Italian and in English."""

    it: str
    en: str

    def __init__(
        self, it: str, en: str
    ) -> None:  # of no class are there so many objects when a process begins
        _SET(self, "it", it)
        _SET(self, "en", en)

    @classmethod
    def later(cls, said: Callable[[str], str]) -> Text:
        """What a function says, asked for each language when that is first read; it must still be able to say it."""
        text = cls.__new__(cls)
        _SET(text, "_said", said)
        return text

    @classmethod
    def of(cls, said: Callable[[str], str]) -> Text:
        """What a function says in each language."""
        return cls(*map(said, LANGUAGES))

    def in_language(self, lang: str) -> str:
        """The text in ``lang``, one of `LANGUAGES`.

        Raises:
            ArgumentError: there is no such language.
        """
        if lang == "it":
            return self.it
        return self.en if lang == "en" else no_language()

    def filled(self, *parts: Any, **named: Any) -> Text:
        """The text with its slots filled, language by language; of a part that is a `Text`, its own language."""
        both = [(part.it, part.en) if isinstance(part, Text) else (part, part) for part in parts]
        of_names = {
            name: (part.it, part.en) if isinstance(part, Text) else (part, part)
            for name, part in named.items()
        }
        it = self.it.format(*[each[0] for each in both], **{name: each[0] for name, each in of_names.items()})
        en = self.en.format(*[each[1] for each in both], **{name: each[1] for name, each in of_names.items()})
        return Text(elided(it), en)


def one_of(word: str) -> str:
    """An English word in code, with the indefinite article that it asks for: ``an `intervention` ``."""
    vowel = word[:1] in "aeio" or (word[:1] == "u" and word[:3] not in ("use", "uni"))
    return f"{'an' if vowel else 'a'} `{word}`"


def no_language() -> NoReturn:
    """Refuse a language that no text exists in; what was given may be anything, and is not repeated."""
    raise ArgumentError(f"texts exist in the languages {' and '.join(LANGUAGES)}")


def grouped(number: int, lang: str, least: int = 10_000) -> str:
    """Thousands set apart from five digits on: four stay together, as in a year."""
    if abs(number) < least:
        return str(number)
    return f"{number:,}".replace(",", "." if lang == "it" else ",")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun for one and for many, as in ``1 giorno`` and ``3 giorni``."""

    one: Text
    many: Text

    def noun(self, number: int, lang: str) -> str:
        """The form that goes with a number."""
        return (self.one if abs(number) == 1 else self.many).in_language(lang)

    def text(self, number: int, lang: str) -> str:
        """The number and its noun."""
        return f"{grouped(number, lang)} {self.noun(number, lang)}"

    def said(self, number: int, lang: str, *more: object) -> str:
        """The form that goes with a number, its first slot filled with that, further ones with more."""
        told = self.noun(number, lang).format(grouped(number, lang), *more)
        return elided(told) if lang == "it" else told


class Italian(str):
    """A text with slots, whose articles go with what fills them."""

    __slots__ = ()

    def format(self, *args: object, **kwargs: object) -> str:
        """The text with its slots filled."""
        return elided(super().format(*args, **kwargs))


class Catalogue(Mapping[str, Text]):
    """The texts of a module by key. Slots are those of `str.format`: both languages have the same ones."""

    __slots__ = ("_by_language", "_texts")

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self._texts = dict(texts)
        self._by_language: dict[str, dict[str, str]] = {
            "it": {key: Italian(text.it) for key, text in texts.items()},
            "en": {key: text.en for key, text in texts.items()},
        }

    def in_language(self, lang: str) -> Mapping[str, str]:
        """All of them in ``lang``, one of `LANGUAGES`.

        Raises:
            ArgumentError: there is no such language.
        """
        return self._by_language[lang] if lang in LANGUAGES else no_language()

    def __getitem__(self, key: str) -> Text:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

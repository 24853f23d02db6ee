"""Texts in the two languages of the library: the one form in which words stand in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NoReturn

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import ArgumentError

#: The languages that every text exists in; the first is the default.
LANGUAGES: Final = ("it", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Italian and in English."""

    it: str
    en: str

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
        it, en = (
            self.in_language(lang).format(
                *(_part(part, lang) for part in parts),
                **{name: _part(part, lang) for name, part in named.items()},
            )
            for lang in LANGUAGES
        )
        return Text(it, en)


def _part(part: Any, lang: str) -> Any:
    return part.in_language(lang) if isinstance(part, Text) else part


def no_language() -> NoReturn:
    """Refuse a language that no text exists in; what was given may be anything, and is not repeated."""
    raise ArgumentError(f"texts exist in the languages {' and '.join(LANGUAGES)}")


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
        return f"{number} {self.noun(number, lang)}"


class Catalogue(Mapping[str, Text]):
    """The texts of a module by key. Slots are those of `str.format`: both languages have the same ones."""

    __slots__ = ("_by_language", "_texts")

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self._texts = dict(texts)
        self._by_language = {
            lang: {key: text.in_language(lang) for key, text in texts.items()} for lang in LANGUAGES
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

"""One text in the two languages of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn

from adm_rules.diagnostics import ArgumentError

#: The languages that every text exists in; the first is the default.
LANGUAGES: Final = ("it", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Italian and in English."""

    it: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text in ``lang``, one of `LANGUAGES`.

        Raises:
            ArgumentError: there is no such language.
        """
        if lang == "it":
            return self.it
        return self.en if lang == "en" else no_language()


def no_language() -> NoReturn:
    """Refuse a language that no text exists in; what was given may be anything, and is not repeated."""
    raise ArgumentError(f"texts exist in the languages {' and '.join(LANGUAGES)}")

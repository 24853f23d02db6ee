"""One text in the two languages of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: The languages that every text exists in; the first is the default.
LANGUAGES: Final = ("it", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Italian and in English."""

    it: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text in ``lang``, one of `LANGUAGES`."""
        return self.it if lang == "it" else self.en

"""Just enough grammar to build sentences from the catalogue's labels: noun phrases without an article.

Italian needs the gender and the number of a label's first word for its article and its verb; English needs the
number of its head. Both are read off the spelling, with a list of the words that do not follow it; the tests go
through every label of the catalogue.
"""

from __future__ import annotations

import re
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.values import KINDS

# --- Italian ---------------------------------------------------------------------------------------------

# fmt: off
_FEMININE_SINGULAR: Final = frozenset(
    {"base", "classe", "fase", "fine", "frase", "indagine", "madre", "notte", "parte", "patente",
     "rete", "sede", "serie", "veste", "équipe"}
)
_FEMININE_PLURAL: Final = frozenset({"fasi", "fonti", "ore", "voci"})
#: Words in -e of one thing: these, and those that end so; any other is a feminine plural (``firme``, ``assenze``).
_SINGULAR_IN_E: Final = frozenset(
    {"comune", "esame", "mese", "nome", "paese", "padre", "legame", "limite"}
)
_SINGULAR_ENDINGS: Final = ("ore", "ale", "are", "ile", "ente", "ante", "onte", "ine", "ice")
_NUMERALS: Final = frozenset(
    {"due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "dodici", "quindici",
     "venti", "trenta", "sessanta", "novanta", "cento"}
)
# fmt: on
_MASCULINE_SINGULAR: Final = frozenset({"programma", "tema"})
_ABSTRACT: Final = ("zione", "sione", "gione", "nione")
_ABSTRACTS: Final = ("zioni", "sioni", "gioni", "nioni")
_LO: Final = re.compile(r"s[bcdfglmnpqrtvz]|z|gn|ps|pn|x|y")
_VOWEL: Final = re.compile(r"[aeiouàèéìòù]")

#: Prepositions that merge with the article, by article.
_MERGED: Final = {
    "a": {"il": "al ", "lo": "allo ", "l'": "all'", "la": "alla ", "i": "ai ", "gli": "agli ", "le": "alle "},
    "da": {
        "il": "dal ",
        "lo": "dallo ",
        "l'": "dall'",
        "la": "dalla ",
        "i": "dai ",
        "gli": "dagli ",
        "le": "dalle ",
    },
    "di": {
        "il": "del ",
        "lo": "dello ",
        "l'": "dell'",
        "la": "della ",
        "i": "dei ",
        "gli": "degli ",
        "le": "delle ",
    },
}


def _italian_form(label: str, kind: str) -> tuple[bool, bool]:
    """Whether a label is feminine and whether it is plural, by its first word."""
    word, *others = label.replace(",", "").lower().split(" ")
    if word in _NUMERALS or word.isdigit():  # ``i due mesi``, ``le tre settimane``
        return bool(others) and others[0].endswith("e"), True
    if word.endswith(("tà", "tù")):
        return True, KINDS[kind].several  # one form for one and many (``attività``)
    if word in _FEMININE_SINGULAR or word.endswith(_ABSTRACT):
        return True, False
    if word in _FEMININE_PLURAL or word.endswith(_ABSTRACTS):
        return True, True
    if word in _MASCULINE_SINGULAR:
        return False, False
    if (
        word.endswith("e")
        and not label[:2].isupper()
        and word not in _SINGULAR_IN_E
        and not word.endswith(_SINGULAR_ENDINGS)
    ):
        return True, True
    return word.endswith("a"), word.endswith("i") and not word.endswith("ì")


def _italian_article(label: str, *, feminine: bool, plural: bool) -> str:
    word = label.lower()
    vowel = _VOWEL.match(word) is not None
    if feminine:
        return "le" if plural else "l'" if vowel else "la"
    if plural:
        return "gli" if vowel or _LO.match(word) else "i"
    return "l'" if vowel else "lo" if _LO.match(word) else "il"


# --- English ---------------------------------------------------------------------------------------------

#: What ends the part of a label in which its head stands.
# fmt: off
_AFTER_HEAD: Final = frozenset(
    {"about", "after", "asked", "at", "before", "by", "during", "for", "from", "in", "into", "of",
     "on", "other", "outside", "per", "since", "that", "to", "under", "until", "up", "valid",
     "whether", "which", "who", "with", "within"}
)
# fmt: on
_TRAILING: Final = frozenset({"available", "held", "kept", "made", "open", "out", "paid", "present", "spent"})
_SINGULAR_IN_S: Final = ("ss", "us", "is")
_PLURAL_WITHOUT_S: Final = frozenset({"children", "staff", "those"})
#: A label that is a clause of its own takes no article.
_CLAUSE: Final = frozenset({"those", "what", "whether", "who"})


def _is_plural_in_english(label: str) -> bool:
    words = label.replace(",", "").split(" ")
    if words[0] in _CLAUSE:
        return words[0] in _PLURAL_WITHOUT_S
    end = next((n for n, word in enumerate(words) if n and word in _AFTER_HEAD), len(words))
    head = [word for word in words[:end] if word not in _TRAILING and not word.endswith("ed")]
    if not head or head[-1].endswith(_SINGULAR_IN_S):
        return False
    return head[-1] in _PLURAL_WITHOUT_S or (head[-1].endswith("s") and not head[-1].endswith("'s"))


# --- both ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noun:
    """A label with its grammar: what article it takes, and whether its verb is plural."""

    label: str
    article: str
    feminine: bool
    plural: bool

    @property
    def the(self) -> str:
        """The label with its definite article: ``l'età``, ``the age``."""
        return self._joined(
            self.article if self.article.endswith("'") or not self.article else f"{self.article} "
        )

    def after(self, preposition: str) -> str:
        """The label after an Italian preposition, which merges with the article: ``dell'età``."""
        return self._joined(_MERGED[preposition][self.article])

    def agreeing(self, participle: str) -> str:
        """An Italian participle that ends in ``o``, in the noun's gender and number."""
        return (
            participle[:-1]
            + {(False, False): "o", (True, False): "a", (False, True): "i", (True, True): "e"}[
                self.feminine, self.plural
            ]
        )

    def _joined(self, before: str) -> str:
        return before + self.label


def noun(label: str, kind: str, lang: str) -> Noun:
    """A fact's label as a noun; ``kind`` is the kind of the fact."""
    if lang == "it":
        feminine, plural = _italian_form(label, kind)
        return Noun(label, _italian_article(label, feminine=feminine, plural=plural), feminine, plural)
    article = "" if label.split(" ", maxsplit=1)[0] in _CLAUSE else "the"
    return Noun(label, article, feminine=False, plural=_is_plural_in_english(label))

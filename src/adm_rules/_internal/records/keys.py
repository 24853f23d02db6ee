"""What a key of a file means: the marks on the models' fields from which the facts of keys are derived.

The type of a field tells the kind of its fact; its place tells the owner and the path; the mark adds what a type cannot
tell. `facts.derive` reads them off the models.
"""

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.texts import Text

__all__ = ["STAFF", "SUBSTITUTE", "Each", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """Marks a field with the labels of its fact: noun phrases in lower case, Italian and English.

    ``name`` is the fact's name, by default the key itself. Where records of one class belong to several owners, ``{}``
    in the name stands for the owner's prefix; in the labels ``{}`` stands for the owner's phrase (*del controllo*,
    *the inspection*) and ``{noun}`` for the same without its article.
    """

    it: str
    en: str
    name: str | None = None

    def label(self, phrase: Text) -> Text:
        """The labels for records that are called by a phrase."""
        it, en = (
            _filled(text, phrase.in_language(lang)) for text, lang in ((self.it, "it"), (self.en, "en"))
        )
        return Text(it, en)

    def fact(self, key: str, own: str) -> str:
        """The name of the fact of ``key``, in records of the owner with the prefix ``own``."""
        return (self.name or key).replace("{}", own)


_ARTICLES: Final = ("del ", "della ", "dell'", "the ")


def _filled(text: str, phrase: str) -> str:
    article = next((each for each in _ARTICLES if phrase.startswith(each)), "")
    return text.replace("{noun}", phrase.removeprefix(article)).replace("{}", phrase)


@dataclass(frozen=True, slots=True)
class Each:
    """Marks a list: each record of it is a subject, called ``name``.

    ``it`` and ``en`` say what one is. ``placing``, ``day``, ``links``, ``name_by``, ``about``, ``exists_in``,
    ``kept``, ``acts``, ``successive``, ``happens``, ``ahead``, ``reaches`` and ``lapses`` are those of
    `facts.registry.Subject`; ``span`` has the facts of the first and of the last day, or the one of both.
    ``own`` and ``of`` are the prefix and the phrase that the record's keys are filled with, and ``keys`` replaces the
    marks of single keys, where a record's class serves several owners.
    """

    name: str
    it: str
    en: str
    placing: str | None = None
    span: str = ""
    day: str | None = None
    name_by: str | None = None
    about: tuple[str, str] | None = None
    exists_in: str = ""
    kept: bool = False
    acts: bool = False
    successive: bool = False
    happens: str | None = None
    ahead: bool = False
    reaches: str | None = None
    lapses: tuple[str, str] | None = None
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    own: str = ""
    of: Text | None = None
    keys: Mapping[str, Key] = field(default_factory=dict)

    def label(self, _phrase: Text) -> Text:
        """What one record of the list is."""
        return Text(self.it, self.en)


#: Links of records that name a worker, and of those that name a substitute besides.
STAFF: Final = {"staff": ("staff", "staff")}
SUBSTITUTE: Final = {**STAFF, "substitute": ("staff", "substitute")}

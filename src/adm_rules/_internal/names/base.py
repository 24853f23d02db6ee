"""What every closed name list is made of.

These are enumerations in all but machinery: Python's own `enum` takes some fifteen milliseconds to make the
five hundred members, and every start of the command line would pay for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.texts import Text


class Name(str):
    """A name that files and rules write: its own text, with an Italian and English label.

    Labels are noun phrases without an article: messages are rendered from them.
    """

    __slots__ = ("en", "it")

    it: str
    en: str

    @property
    def label(self) -> Text:
        """The label in both languages."""
        return Text(self.it, self.en)


def name(text: str, it: str, en: str) -> Name:
    """A member of a list."""
    made = Name(text)
    made.it = it
    made.en = en
    return made


class NameList(type):
    """The type of every list: iterating over the class gives the members in the order of their definition."""

    _members: dict[str, Name]

    def __init__(cls, title: str, bases: tuple[type, ...], members: dict[str, object]) -> None:
        super().__init__(title, bases, members)
        cls._members = {each: each for each in members.values() if isinstance(each, Name)}

    def __iter__(cls) -> Iterator[Name]:
        return iter(cls._members.values())

    def __len__(cls) -> int:
        return len(cls._members)

    def __contains__(cls, text: object) -> bool:
        return text in cls._members

    def __getitem__(cls, text: str) -> Name:
        return cls._members[text]


class Names(metaclass=NameList):
    """Base of the lists: `Service.HOME_EDUCATION` is the text, ``"home_education" in Service`` is true."""

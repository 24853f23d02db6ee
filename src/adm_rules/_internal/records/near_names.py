"""The member of a closed list that a file meant by another word: by its label, by a word in use, or by its spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, NoReturn

from adm_rules._internal.names import members_of
from adm_rules._internal.scalars import refuse

#: Members, and the words that systems and offices write for them, which no label has; a list has one member of a word.
WORDS: Final[Mapping[str, str]] = {
    "home_education": "adm assistenza_domiciliare educativa_domiciliare",
    "supervised_contact": "spazio_neutro sn incontri_protetti",
    "neutral_space": "spazio_neutro sn",
    "supervised_meeting": "incontro_protetto",
    "delivered": "svolto svolta effettuato erogato fatto done completed",
    "planned": "programmato previsto scheduled",
    "cancelled": "annullato disdetto canceled",
    "missed": "assente saltato no_show",
    "home": "domicilio casa",
    "direct": "diretta",
    "correlated": "indiretta correlata",
    "group": "gruppo",
    "activation": "attivazione",
    "extension": "proroga",
    "closure": "chiusura",
    "suspension": "sospensione",
    "parent": "madre padre mother father",
    "guardian": "tutore",
    "sibling": "fratello sorella brother sister",
    "grandparent": "nonno nonna grandmother grandfather",
    "social_worker": "assistente_sociale",
    "minors_protection": "tutela_minori",
    "plan_office": "udp",
}

_TOLD: Final = 4  # names that are offered at once
_LONGEST: Final = 120  # what is longer is no name


def refuse_name(names: str, text: object, own: Collection[str] = ()) -> NoReturn:
    """Refuse what is no member of a list, with the nearest one, else with the list or its name.

    Raises:
        PydanticCustomError: always; what it tells is made of members alone.
    """
    known = [*members_of(names), *own]
    near = near_names(names, text, own) if isinstance(text, str) else ()
    listed = f"one of {', '.join(known)}" if len(known) <= 12 else f"use a name of the list `{names}`"
    added = f"{listed}; a rule set adds its own under `names: {{{names}: …}}`"
    refuse("unknown_name", f"not a member of `{names}`", any_of(near) if near else added)


def any_of(near: Sequence[str]) -> str:
    """The question which of some names was meant, as a help line."""
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?"


def near_names(names: str, text: str, own: Collection[str] = ()) -> tuple[str, ...]:
    """The members that a text may have been meant to be, most often one; empty where none is near.

    Of several labels that say more than the text (*social service*: professional, of the Comune, …), all are told.
    """
    said = _plain(text)
    if not said or len(said) > _LONGEST:
        return ()
    by_word = dict(_words(names, own))
    if said in by_word:
        return (by_word[said],)
    members = set(by_word.values())
    meant = tuple(each for each, words in WORDS.items() if each in members and said in words.split())
    close = tuple(by_word[each] for each in get_close_matches(said, sorted(by_word), n=1, cutoff=0.75))
    longer = [
        (word.count("_"), len(member), member)
        for word, member in by_word.items()
        if f"_{said}_" in f"_{word}_"
    ]
    told = tuple(dict.fromkeys(member for *_, member in sorted(longer)))[:_TOLD] if close else ()
    return meant[:1] or told or close


def _words(names: str, own: Collection[str]) -> Iterator[tuple[str, str]]:
    """What each member is called: its labels, what stands there in brackets, and, over these, its own text."""
    listed = members_of(names)
    for member, text in listed.items():
        for label in (text.it, text.en):
            yield from ((_plain(part), member) for part in (label, *re.split(r"[()]", label)) if _plain(part))
    yield from ((each, each) for each in (*listed, *own))


def _plain(text: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower()))

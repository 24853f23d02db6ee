"""What people call an element of a file: where a word of a list is its name, the word's label."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from adm_rules._internal.facts import registry
from adm_rules._internal.facts.build import fields
from adm_rules._internal.facts.keys import rows
from adm_rules._internal.names import label


def called(subject: str, name: str, lang: str) -> str:
    """The name of an element as people say it: a report without an id is named by its type, an office by its Comune."""
    names = _named_by().get(subject)
    return name if names is None else label(names, name, lang)


@cache
def _named_by() -> Mapping[str, str]:
    """The list of names that a word comes from which names an element, by the subject; read off the keys of files."""
    known = registry().subjects
    facts = (fact for per, some in rows().items() if known[per].name_by for fact in fields(per, *some))
    return {fact.per: fact.names for fact in facts if fact.names and fact.path == known[fact.per].name_by}

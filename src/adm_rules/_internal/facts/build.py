"""Small constructors that let the catalogue be written as tables.

A row of `fields` reads ``(name, kind, key in the file, Italian label, English label)``; the key ``=`` is the
fact's own name; the kind of a name or of a set of names carries its list after a colon (``enum:role``), and that of
money which may be paid back the word ``signed``.
Labels are noun phrases in lower case that read well inside a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS

#: Name, kind, dotted key below the subject in the file, Italian label, English label.
Row = tuple[str, str, str, str, str]


def fields(per: str, *rows: Row) -> tuple[Fact, ...]:
    """Facts of one subject that are read from the file as they stand."""
    return tuple(_field(per, *row) for row in rows)


def _field(per: str, name: str, kind: str, key: str, it: str, en: str) -> Fact:
    plain, _, names = kind.partition(":")
    path, signed = name if key == "=" else key, names == "signed"
    listed = None if signed else names or None
    hint = KINDS[plain].hint
    missing = Text(it + hint.it, en + hint.en)
    return Fact(name, per, plain, Text(it, en), path=path, names=listed, missing=missing, signed=signed)


#: What may stand in a fact beside its recipe.
_BESIDE: Final = ("optional", "asked", "settled")


def made(
    per: str, name: str, kind: str, it: str, en: str, /, takes: Mapping[str, str] | None = None, **recipe: Any
) -> Fact:
    """A fact that a recipe makes, given by its name: ``made(…, total={"from": …, "of": …})``.

    ``takes`` gives the kinds of the fact's parameters; ``optional``, ``asked`` and ``settled`` are those of `Fact`.
    """
    plain, _, names = kind.partition(":")
    label = Text(it, en)
    beside = {key: recipe.pop(key) for key in _BESIDE if key in recipe}
    return Fact(name, per, plain, label, recipe=recipe, names=names or None, parameters=takes or {}, **beside)

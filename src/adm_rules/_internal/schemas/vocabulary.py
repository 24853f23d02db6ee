"""What a schema completes with: the library's facts and names, and those that rule files add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.names import NAMES, members_of
from adm_rules._internal.rules import Fact
from adm_rules._internal.schemas.shapes import WORD, Schema, ref

#: A name that a rule file may give to something of its own.
_NAME: Final = r"[A-Za-z_][\w.-]*"


@dataclass(frozen=True)
class Vocabulary:
    """What there is to complete with.

    ``declared`` are facts that rule files add to the library's, ``names`` what they add to its lists. A vocabulary of
    one rule file has ``values`` and ``readings`` (with their options) as well, and so nothing else is possible; in one
    for any rule file (None) a file may name others of its own.
    """

    declared: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    values: tuple[str, ...] | None = None
    readings: Mapping[str, tuple[str, ...]] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing else is possible."""
        return self.values is not None

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by name, but those that no rule can name."""
        library = {name: fact for name, fact in registry().facts.items() if not fact.is_tally}
        return {**library, **self.declared}

    @property
    def subjects(self) -> tuple[str, ...]:
        """What a rule can be about."""
        return tuple(name for name in registry().subjects if name != "file")

    def sees(self, subject: str) -> tuple[str, ...]:
        """The owners of the facts that a rule about a subject may use, nearest first."""
        return tuple(registry().seen_from(subject))

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists of names."""
        return tuple(dict.fromkeys((*NAMES, *self.names)))

    def name(self, names: str | None) -> Schema:
        """A name of a list; any word where the list is not known."""
        return (
            ref(f"names-{names}")
            if names in self.lists
            else {"type": ["string", "integer"], "pattern": r"\S"}
        )

    def members(self, names: str) -> Schema:
        """The names of a list; any word where the list is too long to give, or a file may add to it."""
        listed = [*members_of(names), *self.names.get(names, ())]
        if names == "municipality" or not listed:
            return {"type": ["string", "integer"], "pattern": r"\S"}
        closed: Schema = {"enum": listed}
        return closed if self.is_whole else {"anyOf": [closed, {"type": "string", "pattern": f"^{_NAME}$"}]}

    @property
    def value_pattern(self) -> str:
        """The pattern of ``$name``."""
        return rf"\$(?:{_either(self.values, _NAME)})"

    @property
    def reading(self) -> Schema:
        """The name of a reading; nothing is one where there is none, and editors refuse a list of no words."""
        if self.readings is None:
            return WORD
        return {"enum": list(self.readings)} if self.readings else {"not": {}}


def _either(names: Iterable[str] | None, other: str) -> str:
    return other if names is None else "|".join(names) or "(?!)"


def of_rules(rules: RuleSet) -> Vocabulary:
    """The vocabulary of one rule file, whole."""
    regulation = rules.regulation
    return Vocabulary(
        regulation.facts,
        {name: tuple(members) for name, members in regulation.names.items()},
        tuple(regulation.values),
        {name: tuple(each.options) for name, each in regulation.readings.items()},
    )


def of_all(rule_sets: Iterable[RuleSet]) -> Vocabulary:
    """The vocabulary of any rule file: the library's, with what some rule sets add to it."""
    facts: dict[str, Fact] = {}
    names: dict[str, dict[str, None]] = {}
    for rules in rule_sets:
        facts |= rules.regulation.facts
        for name, members in rules.regulation.names.items():
            names.setdefault(name, {}).update(dict.fromkeys(members))
    return Vocabulary(facts, {name: tuple(members) for name, members in names.items()})

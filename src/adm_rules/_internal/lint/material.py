"""What checks look at: a rule set with its register and its examples, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.diagnostics import Diagnostic, Path, Position
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts.registry import Registry, words_in
from adm_rules._internal.proof.claims import RulePair, covers, impossible, paired
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.register import Register
from adm_rules._internal.rules import DerogationClause, Regulation, Rule
from adm_rules._internal.rules.conditions import Condition
from adm_rules._internal.yaml_source import Source, read

#: Parts of a rule file whose keys are the author's own names.
_NAMED: Final = ("values", "readings", "names", "facts", "tariffs", "vouchers")


@dataclass(frozen=True)
class Material:
    """A rule set, and what belongs to it; without a register, examples or a day, checks that need them are silent."""

    rules: RuleSet
    register: Register | None = None
    examples: tuple[Example, ...] | None = None
    on: date | None = None

    @cached_property
    def regulation(self) -> Regulation:
        """The rule file as data; of an overlay, with its own rules alone."""
        whole = self.rules.regulation
        own = tuple(
            rule for rule in whole.rules if self.rules.base is None or rule.id.startswith(f"{whole.id}.")
        )
        return whole if len(own) == len(whole.rules) else replace(whole, rules=own)

    def is_in_file(self, mark: LintMark) -> bool:
        """Whether what a finding is about stands in the file, or beside it, and not in the base of an overlay."""
        within = self.rules.base is None or mark.beside is not None or mark.path[:1] == ("rules",)
        return within or mark.path[:2] in self.source.places.values

    def is_own(self, rule: Rule) -> bool:
        """Whether a rule stands in the file, and not in the base of it."""
        return any(each.id == rule.id for each in self.regulation.rules)

    @property
    def registry(self) -> Registry:
        """The vocabulary that the rules are written in."""
        return self.rules.vocabulary

    @cached_property
    def source(self) -> Source:
        """The text of the rule file, with the position of every path."""
        return read(self.regulation.text, self.regulation.file)

    def position(self, path: Path, *, at_key: bool = False) -> Position | None:
        """Where a path stands in the rule file."""
        return self.source.key_at(path) if at_key else self.source.at(path)

    def conditions(self) -> Iterator[tuple[Rule, Condition]]:
        """Every condition of every rule, with its rule: when it applies, what it requires, those of its derogations."""
        for rule in self.regulation.rules:
            for condition in rule.conditions():
                yield rule, condition

    @cached_property
    def shown(self) -> Mapping[str, frozenset[str]]:
        """The verdicts that examples expect of each rule."""
        found: dict[str, set[str]] = {}
        for example in self.examples or ():
            found.setdefault(example.rule, set()).update(str(each["verdict"]) for each in example.expect)
        return {rule: frozenset(verdicts) for rule, verdicts in found.items()}

    @cached_property
    def impossible(self) -> Mapping[str, str]:
        """What is proved never to be of each rule: that it ``applies``, that it is ``kept``, or ``broken``."""
        return impossible(self.rules.program, self.shown)

    @cached_property
    def pairs(self) -> tuple[RulePair, ...]:
        """Pairs of rules that may have to do with one another, as formulas."""
        return tuple(paired(self.rules.program))

    @cached_property
    def covers(self) -> tuple[tuple[Rule, DerogationClause, bool, bool], ...]:
        """Derogations with whether each may cover a breach, and whether it is proved to cover every one."""
        return tuple(found for found in covers(self.rules.program, self.shown) if self.is_own(found[0]))

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """Every text of the file outside its named definitions' own keys, with the definitions in which it stands."""
        found: dict[str, set[str]] = {}
        for text, where in _texts(self.regulation.data, ""):
            found.setdefault(text, set()).add(where)
        return {text: frozenset(where) for text, where in found.items()}


@dataclass(frozen=True, slots=True)
class LintMark:
    """A finding of a check: where it is, what is wrong, and the remedy; ``beside`` is a place in another file."""

    path: Path
    message: str
    help: str
    at_key: bool = False
    beside: Diagnostic | None = None


def _texts(data: Any, where: str) -> Iterator[tuple[str, str]]:
    """The texts and keys of data, each with the named definition (``values.cap``) in which it stands."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            inside = where
            if where in _NAMED:
                inside = f"{where}.{key}"
            else:
                yield str(key), where
            yield from _texts(value, inside or (key if key in _NAMED else ""))
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item, where)
    elif isinstance(data, str):
        yield from ((word, where) for word in words_in(data))

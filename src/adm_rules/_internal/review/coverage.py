"""What became of every norm of a document: the matrix article × norm × rule × examples, and its totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.report import Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.review.ambiguities import Ambiguity, asked
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import shown
from adm_rules._internal.review.register import FATES, Norm, Register
from adm_rules._internal.rules import Regulation
from adm_rules._internal.texts import Text

#: What is written of a norm.
_OF_NORM: Final = ("id", "document", "article", "line", "text", "kind", "modality", "fate")


@dataclass(frozen=True, slots=True)
class NormHolder:
    """A rule, value or definition that holds a norm; of a rule, how many findings its examples show of each verdict."""

    name: str
    examples: int
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line(Answer):
    """One norm and what holds it."""

    WRITTEN = (
        *((name, f"norm.{name}") for name in _OF_NORM), ("held_by", "holders"),
        ("reason", "norm.reason"),
    )  # fmt: skip

    norm: Norm
    holders: tuple[NormHolder, ...]


@dataclass(frozen=True, slots=True)
class Tally(Answer):
    """How many norms there are of something, and how many met each fate."""

    norms: int
    fates: Mapping[str, int]

    @classmethod
    def of(cls, norms: Iterable[Norm]) -> Tally:
        """Count norms."""
        counted = Counter(norm.fate for norm in norms)
        return cls(counted.total(), {fate: counted[fate] for fate in FATES})

    def percent(self, fate: str) -> int:
        """The share of a fate in whole percent, rounded half up."""
        return (200 * self.fates[fate] + self.norms) // (2 * self.norms) if self.norms else 0

    def cells(self) -> tuple[str, ...]:
        """The number of norms, and number and share of each fate, as texts."""
        shares = (
            f"{number} ({self.percent(fate)} %)" if number else "–" for fate, number in self.fates.items()
        )
        return (str(self.norms), *shares)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: each fate beside the number of norms."""
        return {"norms": self.norms, **self.fates, "percent": {fate: self.percent(fate) for fate in FATES}}


@dataclass(frozen=True, slots=True)
class Coverage(Answer):
    """What became of the norms of one document."""

    WRITTEN = (
        "rules title", ("number_of_rules", "rules_number"), ("number_of_examples", "examples_number"),
        "total kinds", ("norms", "lines"), "readings",
    )  # fmt: skip

    rules: str
    title: Text
    lines: tuple[Line, ...]
    rules_number: int
    examples_number: int
    readings: tuple[Ambiguity, ...] = ()

    @property
    def total(self) -> Tally:
        """All norms."""
        return Tally.of(line.norm for line in self.lines)

    @property
    def kinds(self) -> Mapping[str, Tally]:
        """The norms of each kind, the most frequent kind first."""
        counted = Counter(line.norm.kind for line in self.lines)
        names = sorted(counted, key=lambda kind: (-counted[kind], kind))
        return {name: Tally.of(each.norm for each in self.lines if each.norm.kind == name) for name in names}

    @property
    def articles(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each article, in the order of the document."""
        names = dict.fromkeys(line.norm.article for line in self.lines)
        return {name: tuple(line for line in self.lines if line.norm.article == name) for name in names}


def coverage(
    regulation: Regulation,
    register: Register,
    examples: Sequence[Example],
    ambiguities: Iterable[Ambiguity] = (),
) -> Coverage:
    """The matrix of one rule set, and what became of the open questions of its document."""
    tested = Counter(example.rule for example in examples)
    verdicts = {rule: _in_order(counts) for rule, counts in shown(examples).items()}
    lines = tuple(
        Line(
            norm,
            tuple(NormHolder(name, tested[name], verdicts.get(name, ())) for name in norm.names),
        )
        for norm in register.norms
    )
    return Coverage(
        rules=regulation.id,
        title=regulation.title,
        lines=lines,
        rules_number=len(regulation.rules) + len(regulation.orders),
        examples_number=len(examples),
        readings=tuple(replace(row, question=asked(row, regulation)) for row in ambiguities),
    )


def _in_order(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(verdict.value for verdict in Verdict if verdict.value in counts)

"""What became of every norm of a document: the matrix article × norm × rule × examples, and its totals."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from adm_rules.report import Verdict
from adm_rules.review.examples import Example, shown
from adm_rules.review.register import FATES, Norm, Register
from adm_rules.rules import Regulation
from adm_rules.texts import Text

#: What a fate is called.
FATE_WORDS: Final[Mapping[str, Text]] = {
    "encoded": Text("tradotta in regole", "encoded"),
    "value": Text("valore", "value"),
    "definition": Text("definizione", "definition"),
    "left_to_people": Text("affidata alle persone", "left to people"),
}
#: The columns of the matrix as CSV: a row for each norm and each rule, value or definition that it became.
CSV_COLUMNS: Final = (
    "rule_set", "document", "article", "line", "norm", "norm_en", "norm_it", "kind", "modality", "fate", "name",
    "examples", "verdicts", "reason",
)  # fmt: skip
_LEGEND: Final = (
    "A norm is *encoded* in rules, a *value* that rules use, a *definition* of the vocabulary, or *left to people*, "
    "with the reason. Behind a rule stands the number of its examples."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A rule, value or definition that holds a norm; of a rule, how many findings its examples show of each verdict."""

    name: str
    examples: int
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One norm and what holds it."""

    norm: Norm
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Tally:
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
        """Plain data for JSON."""
        return {
            "norms": self.norms,
            **self.fates,
            "percent": {fate: self.percent(fate) for fate in FATES},
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the norms of one document."""

    rules: str
    title: Text
    lines: tuple[Line, ...]
    rules_number: int
    examples_number: int

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

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "rules": self.rules,
            "title": {"it": self.title.it, "en": self.title.en},
            "number_of_rules": self.rules_number,
            "number_of_examples": self.examples_number,
            "total": self.total.to_dict(),
            "kinds": {kind: tally.to_dict() for kind, tally in self.kinds.items()},
            "norms": [_norm_data(line) for line in self.lines],
        }


def coverage(regulation: Regulation, register: Register, examples: Sequence[Example]) -> Coverage:
    """The matrix of one rule set."""
    tested = Counter(example.rule for example in examples)
    verdicts = {rule: _in_order(counts) for rule, counts in shown(examples).items()}
    lines = tuple(
        Line(
            norm,
            tuple(Holder(name, tested[name], verdicts.get(name, ())) for name in norm.names),
        )
        for norm in register.norms
    )
    return Coverage(
        rules=regulation.id,
        title=regulation.title,
        lines=lines,
        rules_number=len(regulation.rules) + len(regulation.orders),
        examples_number=len(examples),
    )


def _in_order(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(verdict.value for verdict in Verdict if verdict.value in counts)


def _norm_data(line: Line) -> dict[str, Any]:
    norm = line.norm
    return {
        "id": norm.id,
        "document": norm.document,
        "article": norm.article,
        "line": norm.line,
        "text": {"it": norm.text.it, "en": norm.text.en},
        "kind": norm.kind,
        "modality": norm.modality,
        "fate": norm.fate,
        "held_by": [
            {"name": each.name, "examples": each.examples, "verdicts": list(each.verdicts)}
            for each in line.holders
        ],
        "reason": norm.reason,
    }


# --- CSV and Markdown -------------------------------------------------------------------------------------------------


def csv_text(matrices: Iterable[Coverage]) -> str:
    """Matrices as one CSV table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for matrix in matrices:
        for line in matrix.lines:
            writer.writerows(_csv_rows(matrix.rules, line))
    return out.getvalue()


def _csv_rows(rules: str, line: Line) -> Iterator[tuple[str, ...]]:
    norm = line.norm
    start = (rules, norm.document, norm.article, norm.line, norm.id, norm.text.en, norm.text.it)
    middle = (norm.kind, norm.modality, norm.fate)
    for each in line.holders or (Holder("", 0, ()),):
        encoded = norm.fate == "encoded"
        tested = (str(each.examples), " ".join(each.verdicts)) if encoded else ("", "")
        yield (*start, *middle, each.name, *tested, norm.reason)


def markdown(matrix: Coverage) -> str:
    """A matrix as a page: totals by kind, then article by article every norm with what holds it."""
    total = matrix.total
    size = f"{total.norms} norms, {matrix.rules_number} rules, {matrix.examples_number} examples"
    lines = [
        f"# Coverage: {matrix.title.en}",
        "",
        f"Rule set `{matrix.rules}`: {size}. {_LEGEND}",
        "",
        *totals_table({**matrix.kinds, "**all**": total}, "kind"),
    ]
    for article, norms in matrix.articles.items():
        lines += ["", f"## {_cell(article)}", "", "| norm | line | what it says | kind | fate | held by |"]
        lines += ["|---|---|---|---|---|---|", *(_markdown_row(line) for line in norms)]
    return "\n".join(lines) + "\n"


def totals_table(tallies: Mapping[str, Tally], head: str) -> list[str]:
    """Tallies as a Markdown table."""
    fates = [FATE_WORDS[fate].en for fate in FATES]
    rows = (f"| {name} | {' | '.join(tally.cells())} |" for name, tally in tallies.items())
    return [f"| {head} | norms | {' | '.join(fates)} |", "|---|---|---|---|---|---|", *rows]


def _markdown_row(line: Line) -> str:
    norm = line.norm
    named = ", ".join(_holder_text(norm, each) for each in line.holders)
    held = ". ".join(part for part in (named, _cell(norm.reason)) if part)
    fate = FATE_WORDS[norm.fate].en if norm.fate in FATE_WORDS else "–"
    return f"| {norm.id} | {norm.line} | {_cell(norm.text.en)} | {norm.kind} | {fate} | {held} |"


def _holder_text(norm: Norm, holder: Holder) -> str:
    return f"`{holder.name}` ({holder.examples})" if norm.fate == "encoded" else f"`{holder.name}`"


def _cell(text: str) -> str:
    """A text that breaks no table."""
    return text.replace("|", "\\|").replace("\n", " ")

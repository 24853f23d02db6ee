"""Reads the register of ambiguities, in which every open question of the documents has a fate, and checks it.

The register is ``readings.csv`` among the shipped rules: a row for each question, with what became of it. Rule sets and
register name each other, so that neither can have a reading of which the other knows nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, Diagnostic, Position
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.rules import ReadingChoice, Regulation
from adm_rules._internal.texts import Text

#: What can become of a question, in words.
QUESTION_FATES: Final[Mapping[str, Text]] = {
    "reading": Text("lettura dichiarata", "declared reading"),
    "convention": Text("convenzione di calcolo", "convention of counting"),
    "value": Text("valore da fissare", "value to be set"),
    "settled": Text("risolta dal testo", "settled by the text"),
    "refused": Text("non dichiarata", "not declared"),
    "not_here": Text("non in questo documento", "not in this document"),
}
COLUMNS: Final = (
    "rule_set", "id", "article", "question_en", "question_it",
    "fate", "names", "options", "default", "reason", "unseen",
)  # fmt: skip
#: The rule set of a question that is put to all of them.
EVERY: Final = "all"
_FILE: Final = "rules/readings.csv"


@dataclass(frozen=True, slots=True)
class Ambiguity(Answer):
    """A question that a document leaves open, and what became of it.

    ``names`` is the reading, the convention or the values that hold it; ``options`` and ``default`` are a reading's, as
    the rule set has them. ``unseen`` says of an option that changes no example why it does not.
    """

    WRITTEN = ("id article question fate names options default reason unseen",)

    rules: str
    id: str
    article: str
    question: Text
    fate: str
    names: tuple[str, ...]
    options: tuple[str, ...]
    default: str
    reason: str
    unseen: Mapping[str, str]
    row: int

    @property
    def became(self) -> Text:
        """What its fate is called."""
        return QUESTION_FATES[self.fate]


def load_ambiguities(name: str | None = None) -> tuple[Ambiguity, ...]:
    """The questions of one shipped rule set, those put to all among them; without a name, of every set.

    A set that the register does not know has none.

    The questions of readings are those that the rule set asks, and stand empty here; see `asked`.

    Raises:
        AdmRulesError: the register cannot be read.
    """
    text = (shipped() / "readings.csv").read_text(encoding="utf-8")
    rows = read_ambiguities(text)
    if name is None:
        return rows
    known = any(row.rules == name for row in rows)
    return tuple(row for row in rows if known and row.rules in (name, EVERY))


def read_ambiguities(text: str) -> tuple[Ambiguity, ...]:
    """Read a register of ambiguities.

    Raises:
        AdmRulesError: its columns are others, a row has too few cells or a fate that is none, or an id stands twice.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise AdmRulesError(f"{_FILE}: these are not the columns of the register: {', '.join(COLUMNS)}")
    rows = [_row(cells, number) for number, cells in enumerate(reader, start=2)]
    ids = [row.id for row in rows]
    twice = {each for each in ids if ids.count(each) > 1}
    if twice:
        raise AdmRulesError(f"{_FILE}: the id `{min(twice)}` stands twice")
    return tuple(rows)


def _row(cells: Mapping[str, Any], number: int) -> Ambiguity:
    if None in cells or None in cells.values():
        raise AdmRulesError(f"{_FILE}:{number}: the row has not {len(COLUMNS)} cells")
    if cells["fate"] not in QUESTION_FATES:
        raise AdmRulesError(f"{_FILE}:{number}: `{cells['fate']}` is no fate: {', '.join(QUESTION_FATES)}")
    unseen = (part.partition(": ") for part in cells["unseen"].split("; ") if part)
    return Ambiguity(
        rules=cells["rule_set"],
        id=cells["id"],
        article=cells["article"],
        question=Text(cells["question_it"], cells["question_en"]),
        fate=cells["fate"],
        names=tuple(cells["names"].split()),
        options=tuple(cells["options"].split()),
        default=cells["default"],
        reason=cells["reason"],
        unseen={option: why for option, _, why in unseen},
        row=number,
    )


def asked(row: Ambiguity, regulation: Regulation) -> Text:
    """The question of a row: of a reading, the one that the rule set asks."""
    reading = _reading(row, regulation)
    return row.question if reading is None else reading.question


def _reading(row: Ambiguity, regulation: Regulation) -> ReadingChoice | None:
    return regulation.readings.get(row.names[0]) if row.fate == "reading" and row.names else None


def check_ambiguities(rows: tuple[Ambiguity, ...], regulation: Regulation) -> tuple[Diagnostic, ...]:
    """Where the register and a rule set disagree.

    Every reading that the rule set declares has a row with its options and its default; every row's reading, convention
    or value exists; and what is not declared has a reason and a question in both languages.
    """
    found = [fault for row in rows for fault in _faults(row, regulation)]
    told = {name for row in rows if row.fate == "reading" for name in row.names}
    for name in regulation.readings:
        if name not in told:
            message = f"the reading `{name}` of `{regulation.id}` has no row"
            found.append(
                _fault(1, "no-row", message, "say which question it answers, and why its default holds")
            )
    return tuple(found)


def _faults(row: Ambiguity, regulation: Regulation) -> Iterator[Diagnostic]:
    if not row.reason:
        yield _fault(row.row, "no-reason", f"`{row.id}` has no reason", "say why it became what it did")
    if row.fate != "reading" and not (row.question.it and row.question.en):
        yield _fault(
            row.row, "no-question", f"`{row.id}` asks nothing", "write the question in both languages"
        )
    checks = {"reading": _of_reading, "convention": _of_convention, "value": _of_value}
    if row.fate in checks:
        yield from checks[row.fate](row, regulation)


def _of_reading(row: Ambiguity, regulation: Regulation) -> Iterator[Diagnostic]:
    reading = _reading(row, regulation)
    if reading is None:
        message = f"`{row.id}` names the reading `{' '.join(row.names)}`, which does not exist"
        yield _fault(row.row, "unknown-reading", message, f"declare it in {regulation.file}")
        return
    if row.options != tuple(reading.options) or row.default != reading.default:
        there = f"{' '.join(reading.options)}, by default {reading.default}"
        message = f"`{row.id}` has other options or another default than the reading"
        yield _fault(row.row, "other-options", message, there)
    if not set(row.unseen) <= set(reading.options):
        yield _fault(row.row, "unknown-option", f"`{row.id}` excuses an option that there is not", None)


def _of_convention(row: Ambiguity, regulation: Regulation) -> Iterator[Diagnostic]:
    name, value = row.names
    if getattr(regulation.conventions, name, None) != value:
        yield _fault(row.row, "other-convention", f"`{name}` of `{regulation.id}` is not `{value}`", None)


def _of_value(row: Ambiguity, regulation: Regulation) -> Iterator[Diagnostic]:
    for name in row.names:
        if name not in regulation.values:
            yield _fault(row.row, "unknown-value", f"`{row.id}` names no value: `{name}`", None)


def _fault(row: int, code: str, message: str, help: str | None) -> Diagnostic:
    return Diagnostic(code, message, Position(_FILE, row, 1), help=help)

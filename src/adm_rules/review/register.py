"""Reads the register of a document, in which every norm has a fate, and checks it against the rule set.

A register is ``norms/<rule set>.csv`` beside the rules: one row for each norm, and what became of it. Rule set and
register name each other, so that neither can lose a norm or a rule without the other noticing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

from adm_rules.agency import Agency
from adm_rules.case import Case
from adm_rules.diagnostics import (
    AdmRulesError,
    Collector,
    Diagnostic,
    Position,
    did_you_mean,
    sort_key,
)
from adm_rules.district import District
from adm_rules.facts.registry import Registry
from adm_rules.loader.find import shipped
from adm_rules.names import NAMES
from adm_rules.records import Record
from adm_rules.rules import Order, Regulation, Rule
from adm_rules.service_contract import ServiceContract
from adm_rules.texts import Text

#: What can become of a norm. What is left to people needs a reason; the other fates name what they became.
FATES: Final = ("encoded", "value", "definition", "left_to_people")
COLUMNS: Final = (
    "id", "document", "article", "line", "norm_en", "norm_it", "kind", "modality",
    "fate", "rules", "reason", "correction",
)  # fmt: skip
_FILLED: Final = ("id", "document", "article", "norm_en", "norm_it", "kind", "modality")
_MODELS: Final[Mapping[str, type[Record]]] = {
    "case": Case,
    "agency": Agency,
    "contract": ServiceContract,
    "district": District,
}
#: Parts of a rule file that a norm may be the definition of.
_PARTS: Final = frozenset({"act", "in_force", "conventions"})
_LINES: Final = re.compile(r"[0-9]+([-–, ]+[0-9]+)*")


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of a document, and what became of it; ``names`` are the rules, values or definitions that hold it."""

    id: str
    document: str
    article: str
    line: str
    text: Text
    kind: str
    modality: str
    fate: str
    names: tuple[str, ...]
    reason: str
    correction: str
    row: int


@dataclass(frozen=True, slots=True)
class Register:
    """All norms of one document, in its order; ``file`` is the name to cite it by."""

    file: str
    norms: tuple[Norm, ...]

    @property
    def by_id(self) -> Mapping[str, Norm]:
        """The norms by id."""
        return {norm.id: norm for norm in self.norms}


def registers() -> tuple[str, ...]:
    """Names of the shipped rule sets that have a register, sorted."""
    return tuple(sorted(path.stem for path in (shipped() / "norms").glob("*.csv")))


def load_register(name: str) -> Register:
    """The register of a shipped rule set.

    Raises:
        AdmRulesError: there is none.
        DiagnosticsError: it has faults of form; all of them are listed, each at its line.
    """
    path: Path = shipped() / "norms" / f"{name}.csv"
    if not path.is_file():
        there = ", ".join(registers()) or "none"
        raise AdmRulesError(f"the rule set `{name}` has no register of norms (there are: {there})")
    return read_register(path.read_text(encoding="utf-8"), f"rules/norms/{name}.csv")


def read_register(text: str, file: str) -> Register:
    """Read a register.

    Raises:
        DiagnosticsError: with every fault of form, each at its line.
    """
    sheet = _Sheet(text, file)
    norms = tuple(sheet.norms())
    sheet.collector.raise_if_errors()
    return Register(file, norms)


class _Sheet:
    """Reads the rows of a register and gathers what is wrong with them."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.collector = Collector({file: text.splitlines()})
        self.reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def norms(self) -> Iterator[Norm]:
        try:
            yield from self._norms()
        except csv.Error as error:
            self._fault("not-csv", f"the line is not CSV: {error}", self.reader.line_num)

    def _norms(self) -> Iterator[Norm]:
        header = tuple(next(self.reader, ()))
        if header != COLUMNS:
            self._fault("wrong-header", "these are not the columns of a register", 1, ",".join(COLUMNS))
            return
        seen: set[str] = set()
        row = 2
        for cells in self.reader:
            if len(cells) == len(COLUMNS):
                norm = self._norm(dict(zip(COLUMNS, cells, strict=True)), row)
                if norm.id in seen:
                    self._fault("duplicate-id", f"the id `{norm.id}` stands twice", row)
                seen.add(norm.id)
                yield norm
            else:
                self._fault("wrong-shape", f"the row has {len(cells)} cells, not {len(COLUMNS)}", row)
            row = self.reader.line_num + 1

    def _norm(self, cells: dict[str, str], row: int) -> Norm:
        cells = {name: cell.strip() for name, cell in cells.items()}
        for name in _FILLED:
            if not cells[name]:
                self._fault("empty-cell", f"the cell `{name}` is empty", row)
        if cells["line"] and not _LINES.fullmatch(cells["line"]):
            self._fault("bad-line", "`line` is a line number or a range", row, "such as 120 or 120-123")
        names = tuple(part.removeprefix("$") for part in re.split(r"[;,\s]+", cells["rules"]) if part)
        return Norm(
            id=cells["id"],
            document=cells["document"],
            article=cells["article"],
            line=cells["line"],
            text=Text(cells["norm_it"], cells["norm_en"]),
            kind=cells["kind"],
            modality=cells["modality"],
            fate=cells["fate"],
            names=names,
            reason=cells["reason"],
            correction=cells["correction"],
            row=row,
        )

    def _fault(self, code: str, message: str, row: int, help: str | None = None) -> None:
        self.collector.error(code, message, Position(self.file, row, 1), help=help)


# --- register and rule set --------------------------------------------------------------------------------------------


def check_register(register: Register, regulation: Regulation, registry: Registry) -> tuple[Diagnostic, ...]:
    """Where register and rule set disagree, each at its line of the register.

    Every norm has a fate; what is encoded names rules that name the norm; values and definitions exist; what is left to
    people has a reason; and every norm that a rule or a reading names stands in the register as encoded by it.
    """
    check = _Check(register, regulation, registry)
    found = [*check.norms(), *check.rules()]
    return tuple(sorted(found, key=sort_key))


class _Check:
    """Compares one register with one rule set."""

    def __init__(self, register: Register, regulation: Regulation, registry: Registry) -> None:
        self.register = register
        self.regulation = regulation
        rulings: tuple[Rule | Order, ...] = (*regulation.rules, *regulation.orders)
        self.rulings = {item.id: item for item in rulings}
        self.known = {
            "encoded": ("rule", frozenset(self.rulings)),
            "value": ("value", frozenset({*regulation.values, *regulation.tariffs})),
            "definition": ("definition", definitions(registry) | frozenset(regulation.readings) | _PARTS),
        }

    def norms(self) -> Iterator[Diagnostic]:
        for norm in self.register.norms:
            if norm.fate not in FATES:
                help = did_you_mean(norm.fate, FATES) or f"the fates are {', '.join(FATES)}"
                yield self._at(norm.row, "no-fate", f"`{norm.id}` has no fate", help)
            elif norm.fate == "left_to_people":
                yield from self._left(norm)
            else:
                yield from self._named(norm)

    def _left(self, norm: Norm) -> Iterator[Diagnostic]:
        if not norm.reason:
            message = f"`{norm.id}` is left to people without a reason"
            yield self._at(norm.row, "no-reason", message, "say in `reason` why no rule can judge it")
        if norm.names:
            message = f"`{norm.id}` is left to people, but names `{norm.names[0]}`"
            yield self._at(norm.row, "contradicting-fate", message, "empty `rules`, or give it another fate")

    def _named(self, norm: Norm) -> Iterator[Diagnostic]:
        what, known = self.known[norm.fate]
        if not norm.names:
            message = f"`{norm.id}` is `{norm.fate}`, but names no {what}"
            yield self._at(norm.row, "nothing-named", message, "name it in `rules`")
        for name in norm.names:
            if name not in known:
                help = did_you_mean(name, known)
                message = f"`{norm.id}` names the {what} `{name}`, which does not exist"
                yield self._at(norm.row, f"unknown-{what}", message, help)
            elif norm.fate == "encoded" and norm.id not in self.rulings[name].norms:
                message = f"the rule `{name}` does not name `{norm.id}`"
                yield self._at(
                    norm.row, "one-sided", message, f"add it to the rule's `norms` in {self._file}"
                )

    def rules(self) -> Iterator[Diagnostic]:
        by_id = self.register.by_id
        for ruling in self.rulings.values():
            for norm_id in ruling.norms:
                yield from self._cited(ruling.id, norm_id, by_id.get(norm_id))
        named = [("reading", each.name, each.norms) for each in self.regulation.readings.values()]
        named += [("voucher", each.name, each.norms) for each in self.regulation.vouchers.values()]
        for what, name, norms in named:
            for norm_id in norms:
                if norm_id not in by_id:
                    yield self._unknown_norm(what, name, norm_id)

    def _cited(self, rule: str, norm_id: str, norm: Norm | None) -> Iterator[Diagnostic]:
        if norm is None:
            yield self._unknown_norm("rule", rule, norm_id)
        elif norm.fate != "encoded":
            message = f"the rule `{rule}` names `{norm_id}`, which the register calls `{norm.fate}`"
            yield self._at(norm.row, "contradicting-fate", message, "one of the two is wrong")
        elif rule not in norm.names:
            message = f"`{norm_id}` does not name the rule `{rule}`, which names it"
            yield self._at(norm.row, "one-sided", message, "add it to `rules`")

    def _unknown_norm(self, what: str, name: str, norm_id: str) -> Diagnostic:
        help = did_you_mean(norm_id, (norm.id for norm in self.register.norms))
        message = f"the {what} `{name}` names the norm `{norm_id}`, which the register lacks"
        return self._at(1, "unknown-norm", message, help)

    @property
    def _file(self) -> str:
        return self.regulation.file

    def _at(self, row: int, code: str, message: str, help: str | None) -> Diagnostic:
        return Diagnostic(code, message, Position(self.register.file, row, 1), help=help)


# --- what a definition may name ---------------------------------------------------------------------------------------


def definitions(registry: Registry) -> frozenset[str]:
    """Everything of the vocabulary that a norm may be the definition of.

    Facts, subjects, name lists (``role``) and their members (``role.educator``), records (``Session``), and keys of
    files, from the top (``case.interventions.service``) or from their subject (``intervention.service``).
    """
    lists = {f"{name}.{member}" for name, members in NAMES.items() for member in members}
    facts = {f"{fact.per}.{fact.path}" for fact in registry.facts.values() if fact.path}
    return frozenset({*registry.facts, *registry.subjects, *NAMES, *lists, *facts, *_keys()})


@cache
def _keys() -> frozenset[str]:
    """The name of every record, and the path of every key from the top of its file."""
    found = {model.__name__ for model in _MODELS.values()}
    for name, model in _MODELS.items():
        found |= set(_below(name, model))
    return frozenset(found)


def _below(where: str, model: type[Record]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        path = f"{where}.{info.alias or name}"
        yield path
        for record in _records([info.annotation]):
            yield record.__name__
            yield from _below(path, record)


def _records(annotations: Iterable[Any]) -> Iterator[type[Record]]:
    for each in annotations:
        if isinstance(each, type) and issubclass(each, Record):
            yield each
        else:
            yield from _records(get_args(each))

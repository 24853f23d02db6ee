"""Reads the register of a document, in which every norm has a fate.

A register is ``norms/<rule set>.csv`` beside the rules, or any file that is named: one row for each norm, and what
became of it. `accounts` compares it with the rule set.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, Diagnostic, DiagnosticsError, Position
from adm_rules._internal.loader.find import available, shipped
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import RULE_LIMITS, bytes_of


@dataclass(frozen=True, slots=True)
class Fate:
    """What can become of a norm: what holds it (``rule``, ``value``, ``definition``, or nothing), what ``reason`` says.

    ``needed`` is what the reason has to say; where it is empty, none is needed.
    """

    words: Text
    held_by: str = ""
    needed: str = ""


#: What can become of a norm.
FATES: Final[Mapping[str, Fate]] = {
    "encoded": Fate(Text("tradotta in regole", "encoded"), "rule"),
    "in_part": Fate(Text("in parte", "in part"), "rule", "say in `reason` which part remains, and for whom"),
    "value": Fate(Text("valore", "value"), "value"),
    "definition": Fate(Text("definizione", "definition"), "definition"),
    "left_to_people": Fate(
        Text("affidata alle persone", "left to people"), needed="say in `reason` why no rule can judge it"
    ),
    "not_yet_sayable": Fate(
        Text("non ancora esprimibile", "not yet sayable"),
        needed="say in `reason` what the language lacks for it",
    ),
}
COLUMNS: Final = (
    "id", "document", "article", "line", "norm_en", "norm_it", "kind", "modality",
    "fate", "rules", "reason", "correction",
)  # fmt: skip
FILLED: Final = ("id", "document", "article", "norm_en", "norm_it", "kind", "modality")
LINES: Final = re.compile(r"[0-9]+([-–, ]+[0-9]+)*")


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

    @property
    def held_by(self) -> str:
        """What its names are: ``rule``, ``value``, ``definition``; empty where nothing holds it."""
        return FATES[self.fate].held_by if self.fate in FATES else ""

    @property
    def became(self) -> Text:
        """What its fate is called; a dash where it has none."""
        return FATES[self.fate].words if self.fate in FATES else Text("–", "–")


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


def find_register(rules: str, name: str, register: str | None = None) -> Register:
    """The register of the rule set ``name`` that was loaded from ``rules``, or the file that is named.

    Without a file it is the shipped one, or ``norms/<name>.csv`` beside a rule file elsewhere.

    Raises:
        AdmRulesError: there is none, or it cannot be read.
        DiagnosticsError: it has faults of form; all of them are listed, each at its line.
    """
    if register is None and rules in available():
        return load_register(rules)
    path = Path(rules).parent / "norms" / f"{name}.csv" if register is None else Path(register)
    try:
        text = bytes_of(path, RULE_LIMITS).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AdmRulesError(f"the register `{path}` is not UTF-8: save it as CSV UTF-8") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "its name is none"
        raise AdmRulesError(f"the register `{path}` cannot be read: {reason}") from None
    return read_register(text, str(path))


def read_register(text: str, file: str) -> Register:
    """Read a register.

    Raises:
        DiagnosticsError: with every fault of form, each at its line.
    """
    sheet = _Sheet(text, file)
    norms = tuple(sheet.norms())
    if sheet.faults:
        raise DiagnosticsError(sheet.faults, {file: text.splitlines()})
    return Register(file, norms)


class _Sheet:
    """Reads the rows of a register and gathers what is wrong with them."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
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
        for name in FILLED:
            if not cells[name]:
                self._fault("empty-cell", f"the cell `{name}` is empty", row)
        if cells["line"] and not LINES.fullmatch(cells["line"]):
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
        self.faults.append(Diagnostic(code, message, Position(self.file, row, 1), help=help))


# --- rows that are added ----------------------------------------------------------------------------------------------


def with_row(text: str, row: dict[str, str]) -> str:
    """The text of a register with one more row."""
    return f"{text if text.endswith(chr(10)) or not text else text + chr(10)}{_line(row)}"


def held(text: str, register: Register, norm: str, name: str, fate: str) -> str:
    """The text of a register in which one more rule or value holds a norm.

    Raises:
        AdmRulesError: the norm has another fate, whose reason would no longer be true.
    """
    known = register.by_id[norm]
    if known.held_by != FATES[fate].held_by:
        raise AdmRulesError(
            f"{register.file}:{known.row}: `{norm}` is `{known.fate}`: give it the fate `{fate}`, then ask again"
        )
    lines = text.splitlines(keepends=True)
    reader = csv.reader(io.StringIO("".join(lines[known.row - 1 :]), newline=""), strict=True)
    cells = dict(zip(COLUMNS, next(reader), strict=True))
    cells["rules"] = " ".join(filter(None, (cells["rules"].strip(), name)))
    end = known.row - 1 + reader.line_num
    return "".join([*lines[: known.row - 1], _line(cells), *lines[end:]])


def _line(cells: dict[str, str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow([cells.get(name, "") for name in COLUMNS])
    return out.getvalue()

"""Adds a rule or value to the register of its rule set; all other rows stay as they are written."""

from __future__ import annotations

import csv
import io

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.review.register import COLUMNS, FATES, Register


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

"""Names of rows: what a deadline is about, and what identifies a duty from one look to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from adm_rules._internal.calendar import to_date
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.trace.rows import lasting_name, row_name, scope_of, subject_name
from adm_rules._internal.values.bounds import NOT_YET


class Namer:
    """Names subjects and duties.

    A second record of one name gets a number, in the order of the file and whatever applies to it today: so a duty
    keeps its name as time passes.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._used: Counter[str] = Counter()
        self._numbers: dict[tuple[int, str], Mapping[int, int]] = {}

    def about(self, scope: str, row: Any) -> dict[str, Any]:
        """The subject and the file of a deadline."""
        root = row
        while root.up is not None:
            root = root.up
        return {
            "subject": scope,
            "subject_id": subject_name(self.program, scope, row),
            "root": scope_of(root),
            "root_id": row_name(self.program, scope_of(root), root),
        }

    def duty(self, row: Any, *what: object) -> str:
        """What identifies a duty: the row with its owners, and the part of the rule that it comes from."""
        path = []
        while row is not None:
            path.append(f"{scope_of(row)}:{'' if row.phantom else self._own_name(row)}")
            row = row.up
        name = "|".join(["/".join(reversed(path)), *map(str, what)])
        self._used[name] += 1
        return name if self._used[name] == 1 else f"{name}#{self._used[name]}"

    def _own_name(self, row: Any) -> str:
        """The name of a row among the others of its list."""
        scope = scope_of(row)
        name = lasting_name(self.program, scope, row)
        if row.up is None:
            return name
        key = id(row.up), scope
        if key not in self._numbers:
            self._numbers[key] = _numbered(self.program, scope, getattr(row.up, f"rows_{scope}"))
        number = self._numbers[key][id(row)]
        return name if number == 1 else f"{name}~{number}"


def _numbered(program: Program, scope: str, rows: Sequence[Any]) -> Mapping[int, int]:
    """Of each row (by identity), which one of its name it is."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        name = lasting_name(program, scope, row)
        seen[name] += 1
        found[id(row)] = seen[name]
    return found


def day_of(ordinal: int | None) -> date | None:
    """A day, if it is known and has come or will."""
    return None if ordinal is None or ordinal >= NOT_YET else to_date(ordinal)

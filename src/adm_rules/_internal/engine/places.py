"""Where in its file a judged row stands: its path, and the ids that join it to other records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adm_rules._internal.compiler.program import Program
from adm_rules._internal.report import Whereabouts
from adm_rules._internal.trace.rows import row_name, scope_of


class PathFinder:
    """The places of the rows of one check; where a row stands in its list is counted once for each list."""

    def __init__(self, program: Program) -> None:
        self.subjects = program.registry.subjects
        self.program = program
        self._numbers: dict[tuple[int, str], dict[int, int]] = {}

    def where(self, row: Any) -> Whereabouts:
        """Where a row stands."""
        above = [row]
        while above[-1].up is not None:
            above.append(above[-1].up)
        known = [each for each in above if not each.phantom]
        return Whereabouts(
            ".".join(self._steps(list(reversed(above)))),
            scope_of(above[-1]),
            _id(above[-1], "id"),
            None if row.phantom else _id(row, "id"),
            self._named(known, "intervention"),
            self._named(known, "agency"),
            self._named(known, "staff"),
        )

    def _named(self, known: list[Any], target: str) -> str | None:
        """The id of what a row is, stands below, or names by a link; the nearest that says."""
        for row in known:
            if scope_of(row) == target:
                return _id(row, "id")
            for link, (subject, key) in self.subjects[scope_of(row)].links.items():
                if subject == target and link == target and _id(row, key):
                    return _id(row, key)
        return None

    def _steps(self, down: list[Any]) -> Iterator[str]:
        """The parts of a path, from below the file down; of the file itself what it is about."""
        if len(down) == 1:
            yield scope_of(down[0])
        for row in down[1:]:
            scope = scope_of(row)
            step = self.subjects[scope].key or scope
            number = self._number(row, scope)
            if row.phantom:
                yield f"{step}[]" if number == 0 else f"{step}[]#{number + 1}"
            elif self.subjects[scope].key:
                yield f"{step}[{number}]"
            else:
                yield f"{step}:{row_name(self.program, scope, row)}"

    def _number(self, row: Any, scope: str) -> int:
        """The place of a row in its list; of what a list leaves open, among that alone."""
        numbers = self._numbers.get((id(row.up), scope))
        if numbers is None:
            listed = getattr(row.up, f"rows_{scope}")
            numbers = {
                id(each): n
                for phantom in (False, True)
                for n, each in enumerate(one for one in listed if bool(one.phantom) is phantom)
            }
            self._numbers[id(row.up), scope] = numbers
        return numbers[id(row)]


def _id(row: Any, key: str) -> str | None:
    """An id that a row holds; None of one that is absent, or known not to be."""
    found = row.d.get(key)
    return found if isinstance(found, str) and found != "none" else None

"""What was settled when the data of files ended, for what is open on a later day.

An export is older than the day on which it is judged. What has happened since it was made is not known; but where a
rule was decided on the last day that the data cover, nothing but newer data is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias, cast

from adm_rules._internal.calendar import to_date
from adm_rules._internal.compiler.filling import Fillings, record_of
from adm_rules._internal.compiler.program import Judged, Variant
from adm_rules._internal.compiler.readers import contents
from adm_rules._internal.compiler.readers import day as day_of
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.report import AsOf, DataEnd, Verdict, verdict_of
from adm_rules._internal.trace.rows import SILENT, of_unseen, scope_of

#: What two readings of the same files know a row by.
RowKey: TypeAlias = "tuple[Any, ...]"
#: On how many days, the latest first, data may end and be looked at: lists can have ends of their own.
_LOOKED_AT: Final = 4


def data_ends(files: Mapping[str, Any], on: date) -> tuple[DataEnd, ...]:
    """The files (by root) that say up to which day they are complete, where that lies before the judgement day."""
    found = []
    for root, data in files.items():
        raw = contents(data).get("complete_until")
        day = None if raw is None else _day(raw)
        if day and day < on.toordinal():
            found.append(DataEnd(root, to_date(day)))
    return tuple(found)


def ids_of(files: Mapping[str, Any]) -> dict[str, str]:
    """The ids of files, by root."""
    found = [(root, contents(data).get("id")) for root, data in files.items()]
    return {root: named for root, named in found if isinstance(named, str)}


class Earlier:
    """Judges the same files as of the days on which their data end, when something open is looked up."""

    def __init__(
        self,
        variant: Variant,
        files: Mapping[str, Any],
        on: date,
        *,
        models: bool,
        fillings: Fillings | None = None,
    ) -> None:
        self._variant = variant
        self._fillings = fillings
        self._registry: Registry = variant.program.registry
        self._files = files
        self._on = on.toordinal()
        self._models = models
        self._tables: dict[tuple[int, bool], dict[tuple[int, RowKey], int]] = {}
        #: By day; rows are known by their records, which must live as long as the tables.
        self._judged: dict[int, tuple[list[Judged], Reading]] = {}

    def __del__(self) -> None:
        for _, reading in self._judged.values():
            reading.let_go()

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days on which data end before the judgement day, the latest first."""
        ends = {day for data in self._files.values() for day in _ends_below(contents(data))}
        born = [_day(contents(data).get("birth_date")) or 0 for data in self._files.values()]
        return tuple(sorted((day for day in ends if max(born) <= day < self._on), reverse=True))[:_LOOKED_AT]

    def settled(self, number: int, row: Any) -> AsOf | None:
        """The verdict of a rule on a row that had begun when the data ended, if it was decided then."""
        for day in self.days:
            begun = self._begun(row, day)
            code = self._table(day, unseen=False).get((number, self._key(row))) if begun else None
            if code is None:
                continue
            rule = self._variant.program.rules[number].rule
            verdict = verdict_of(code, asks_judgement=rule.asks_judgement)
            if verdict is not Verdict.UNDECIDED:
                return AsOf(to_date(day), verdict)
        return None

    def was_whole(self, number: int, row: Any) -> bool:
        """Whether a list left nothing open for a rule when the data ended: only since then may it hold more."""
        return any((number, self._key(row)) not in self._table(day, unseen=True) for day in self.days)

    def _table(self, day: int, *, unseen: bool) -> dict[tuple[int, RowKey], int]:
        """The codes of the rows that somebody has seen, or of those that nobody has."""
        found = self._tables.get((day, unseen))
        if found is None:
            found = self._tables[day, unseen] = dict(self._told(self._verdicts(day), unseen=unseen))
        return found

    def _verdicts(self, day: int) -> list[Judged]:
        if day not in self._judged:
            how: dict[str, Any] = {"models": self._models, "fillings": self._fillings}
            self._judged[day] = self._variant.judge(self._files, day, **how)
        return self._judged[day][0]

    def _told(self, verdicts: list[Judged], *, unseen: bool) -> Iterator[tuple[tuple[int, RowKey], int]]:
        lists: set[tuple[int, int]] = set()
        for group, row, codes in verdicts:
            if bool(row.phantom) is unseen:
                numbers, key = self._variant.judging.groups[group], self._key(row)
                told = of_unseen(row, codes, numbers, lists) if unseen else codes
                yield from (
                    ((number, key), code)
                    for number, code in zip(numbers, told, strict=True)
                    if code != SILENT
                )

    def _key(self, row: Any) -> RowKey:
        """A record by where it is kept, what is made of records by its owner and its name; a list by its owner."""
        scope, owner = scope_of(row), () if row.up is None else self._key(row.up)
        if row.phantom:
            return scope, owner, "unseen"
        if self._registry.subjects[scope].key is not None:
            return scope, record_of(row)
        stands_for = row.d.get("row")
        return scope, owner, row.d.get("name") if stands_for is None else self._key(stands_for)

    def _begun(self, row: Any, day: int) -> bool:
        """Whether a row and its owners had begun by a day, as far as the file says when they begin."""
        while row is not None:
            placing = self._registry.subjects[scope_of(row)].placing
            keys = ("monday", "first_day", placing, f"{placing}_")
            first = next((found for found in map(_day, map(row.d.get, keys)) if found is not None), 0)
            if first > day:
                return False
            row = row.up
        return True


def _ends_below(content: Mapping[str, Any]) -> Iterator[int]:
    """The days up to which a file, its lists and the lists of its records say that they are complete."""
    waiting: list[Mapping[str, Any]] = [content]
    while waiting:
        inside = waiting.pop()
        until = _until(inside)
        if until is not None:
            yield until
        for value in inside.values():
            if value.__class__ not in _PLAIN:
                each: Any = value if value.__class__ in _LISTS else (value,)
                waiting += filter(None, map(_inside, each))


_PLAIN: Final[frozenset[type]] = frozenset({str, int, bool, type(None), date})
_LISTS: Final[frozenset[type]] = frozenset({list, tuple})


def _inside(value: Any) -> Mapping[str, Any] | None:
    """The keys of a record; None of anything else."""
    if value.__class__ is dict:
        return cast("Mapping[str, Any]", value)
    return None if value.__class__ in _PLAIN else getattr(value, "__dict__", None)


def _until(content: Mapping[str, Any]) -> int | None:
    return _day(content.get("complete_until"))


def _day(raw: Any) -> int | None:
    """A day, or the day of a moment, where the file states one."""
    if raw.__class__ is str and raw != "none":
        raw = raw[:10]
    if isinstance(raw, date):
        return raw.toordinal()
    found = None if raw is None else day_of(raw)
    return found if found.__class__ is int else None

"""Turns a file into rows: one object for each element of each subject, with its owner, its lists and its links.

An unknown list yields one *phantom* row, which stands for an unknown number of unseen elements; a list that is
complete only up to
a day yields one that lies after that day. Generated code stores the facts of a row on the row itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, cast

from adm_rules._internal.calendar import (
    LAST_DAY,
    calendar_period,
    mondays,
    month_name,
    week_name,
    week_of,
    year_bounds,
    year_of,
)
from adm_rules._internal.compiler.filling import Fillings, filled
from adm_rules._internal.compiler.readers import Placed, absent_event, as_now, contents, day
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.facts.registry import PeriodGrouping, Registry, Subject
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.values.bounds import NOT_YET, Interval


@dataclass
class RowPlan:
    """How the rows of one subject are made, and of what lies below it.

    ``chain`` are the lists from its owner down to the elements that it gathers.
    """

    subject: Subject
    row_class: type
    ending: str | None = None
    lists: list[RowPlan] = field(default_factory=list)
    kept: tuple[
        tuple[str, str, RowPlan], ...
    ] = ()  # attribute and key of each list of the file, with its plan
    derived: tuple[RowPlan, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()  # (link, target subject, key of the id)
    chain: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.scope, self.parent = self.subject.name, str(self.subject.parent)
        self.key, self.placing, self.bare = self.subject.key, self.subject.placing, self.subject.bare
        self.exists_in, self.lapses = self.subject.exists_in, self.subject.lapses
        self.attribute = f"rows_{self.scope}"


@dataclass
class Reading:
    """One reading of a set of files: the judgement day, the rows made so far, and what absence means in this file.

    ``fillings`` are presumptions, ``filled`` how often each key of a subject was filled in by them.
    """

    on: int
    rows: dict[str, list[Any]]
    complete_until: int | None = None
    absent: Any = None
    fillings: Fillings = field(default_factory=dict)
    filled: dict[tuple[str, str], int] = field(default_factory=dict)
    #: By period subject, the parts of elements (by the identity of their row) that lie in two periods.
    parts: dict[str, dict[int, list[Any]]] = field(default_factory=dict)

    def let_go(self) -> None:
        """Part rows that nobody will look at from their owners: without circles they go at once, uncollected."""
        for rows in self.rows.values():
            for row in rows:
                row.up = None


def plan_rows(
    registry: Registry, scopes: Iterable[str], slots: Mapping[str, Sequence[str]], read: Collection[str]
) -> dict[str, RowPlan]:
    """One plan for each root, with just the subjects that are needed and the links that are read; keyed by root."""
    wanted = _with_owners(registry, set(scopes))
    plans: dict[str, RowPlan] = {}
    for name in sorted(wanted):
        subject = registry.subjects[name]
        lists = [f"rows_{child}" for child in sorted(wanted) if registry.subjects[child].parent == name]
        gathered = [f"rows_{subject.gathers}"] if subject.gathers else []
        links = tuple(
            (link, target, key)
            for link, (target, key) in subject.links.items()
            if target in wanted and link in read
        )
        fields = [
            "d",
            "up",
            "phantom",
            "absent",
            *(["owners"] if name in ROOTS else []),
            *lists,
            *gathered,
            *(link for link, _, _ in links),
            *slots.get(name, ()),
        ]
        row_class = type(f"{name}_row", (), {"__slots__": tuple(dict.fromkeys(fields))})
        ending = _last_key(registry, subject.span[1]) if subject.span else None
        chain = registry.chain(str(subject.parent), subject.gathers) if subject.gathers else None
        plans[name] = RowPlan(subject, row_class, ending, links=links, chain=chain or ())
    for name, plan in plans.items():
        plan.lists = [child for other, child in plans.items() if registry.subjects[other].parent == name]
        plan.kept = tuple(
            (child.attribute, child.key, child) for child in plan.lists if child.key is not None
        )
        plan.derived = tuple(child for child in plan.lists if child.subject.covers or child.subject.each)
    return {name: plan for name, plan in plans.items() if name in ROOTS}


def _last_key(registry: Registry, name: str) -> str | None:
    """The key of a last day; of one that is the least of several, that of the first of these."""
    fact = registry.facts[name]
    parts = (fact.recipe or {}).get("least")
    return _last_key(registry, parts[0]) if parts else fact.path


def _with_owners(registry: Registry, scopes: set[str]) -> set[str]:
    wanted: set[str] = set()
    for scope in scopes:
        here: str | None = scope
        while here is not None and here != "file":
            wanted.add(here)
            here = registry.subjects[here].parent
        subject = registry.subjects.get(scope)
        if subject is not None and subject.gathers:
            wanted |= _with_owners(registry, {subject.gathers})
        if subject is not None and subject.each:
            wanted |= _with_owners(registry, {subject.each})
    return wanted


# --- reading ----------------------------------------------------------------------------------------------------------


def read_root(plan: RowPlan, data: Any, reading: Reading) -> Any:
    """The row of a whole file, with all that hangs below it; a phantom when there is no file."""
    content = contents(data)
    begin_file(content, reading)
    row = make_row(plan, content, None, reading, phantom=data is None)
    row.owners = {}
    return row


def begin_file(content: Any, reading: Reading) -> None:
    """What absence means in a file that is read now."""
    until = content.get("complete_until")
    reading.complete_until = None if until is None else day(until)
    reading.absent = absent_event(reading.complete_until, reading.on)


def make_row(plan: RowPlan, content: Any, up: Any, reading: Reading, *, phantom: int) -> Any:
    row = plan.row_class()
    if plan.scope in reading.fillings:
        content = filled(plan.scope, content, reading.fillings, reading.filled, phantom)
    row.d = content
    row.up = up
    row.phantom = phantom
    row.absent = UNTOLD if phantom or plan.subject.acts else reading.absent
    reading.rows[plan.scope].append(row)
    until = None if phantom else reading.complete_until
    for attribute, key, child in plan.kept:
        setattr(row, attribute, read_list(child, content.get(key), row, reading, until))
    for child in plan.derived:
        setattr(row, child.attribute, derived(child, row, reading))
    return row


#: When an event may have happened of which the file does not tell whether it has.
UNTOLD: Final = Interval(-(10**18), NOT_YET)


def read_list(plan: RowPlan, raw: Any, up: Any, reading: Reading, until: int | None) -> list[Any]:
    """The rows of a list; ``until`` is the day up to which the file says that it is complete."""
    if raw is None:
        is_open = plan.placing is None or plan.exists_in
        return [_phantom(plan, up, reading)] if is_open else _unseen(plan, up, reading, None, until)
    if raw.__class__ is str:
        raw = [{plan.bare: raw, "from": "none", "to": "none"}] if plan.bare and raw != "none" else []
    if raw.__class__ is list or raw.__class__ is tuple:
        items, first = raw, None
        until = until if plan.placing else None
    else:
        wrapped = contents(raw)
        items = wrapped["items"]
        first = day(wrapped["complete_from"]) if wrapped.get("complete_from") else None
        until = (
            day(wrapped["complete_until"])
            if wrapped.get("complete_until")
            else until
            if plan.placing
            else None
        )
    found = items if items and items[0].__class__ is dict else map(contents, items)
    if plan.lapses is not None:
        key, name = plan.lapses
        found = [
            as_now(each, key, plan.placing, reading.on) if each.get(key) == name else each for each in found
        ]
    rows = [make_row(plan, each, up, reading, phantom=False) for each in found]
    if plan.exists_in == "always":
        return rows + [_in_gap(plan, up, reading, *gap) for gap in _gaps(plan, items)]
    if plan.exists_in == "said" and first is None and items:
        rows += [_in_gap(plan, up, reading, *gap) for gap in _gaps(plan, items)[:1] if gap[0] == 0]
    if first is not None or until is not None:
        rows += _unseen(plan, up, reading, first, until)
    return rows


def _gaps(plan: RowPlan, items: Sequence[Any]) -> list[tuple[int, int]]:
    """The days that no record of a history covers. A record without its last day may cover all that follow."""
    spans = sorted(_stretch(plan, contents(item)) for item in items)
    gaps: list[tuple[int, int]] = []
    free = 0
    for first, last in spans:
        if first > free:
            gaps.append((free, first - 1))
        free = max(free, last + 1)
    return [*gaps, (free, LAST_DAY)] if free <= LAST_DAY else gaps


def _stretch(plan: RowPlan, content: Any) -> tuple[int, int]:
    """First and last day of a record of a history, as far as they may reach."""
    key = str(plan.placing)
    first, last = day(content.get(key, content.get(f"{key}_"))), day(content.get(plan.ending))
    return first if first.__class__ is int else 0, last if last.__class__ is int else LAST_DAY


def _in_gap(plan: RowPlan, up: Any, reading: Reading, first: int, last: int) -> Any:
    """An unseen record of a state that exists on days of which the history says nothing."""
    ends = {plan.ending: Placed(first, last)} if plan.ending else {}
    return make_row(plan, {**ends, **_placed(str(plan.placing), first, last)}, up, reading, phantom=True)


def _unseen(plan: RowPlan, up: Any, reading: Reading, first: int | None, until: int | None) -> list[Any]:
    """Phantoms for what a list does not say: everything, or what lies outside the days that it covers.

    A list that is complete from a day holds all that was in force on it, so what it leaves out ended before.
    """
    open_from = until + 1 if until is not None and until < reading.on else None
    if plan.placing is None:
        return [_phantom(plan, up, reading)] if first is not None or open_from is not None else []
    if first is None and until is None:
        return [_phantom(plan, up, reading)]
    rows = []
    if first is not None:
        ended = {plan.ending: Placed(0, first - 1)} if plan.ending else {}
        content = {**ended, **_placed(plan.placing, 0, first - 1)}
        rows.append(make_row(plan, content, up, reading, phantom=True))
    if open_from is not None:
        rows.append(make_row(plan, _placed(plan.placing, open_from, LAST_DAY), up, reading, phantom=True))
    return rows


def _placed(key: str, first: int, last: int) -> dict[str, Any]:
    """The content of an unseen element; models call the key ``from`` otherwise, since Python reserves the word."""
    place = Placed(first, last)
    return {key: place, f"{key}_": place}


def _phantom(plan: RowPlan, up: Any, reading: Reading) -> Any:
    return make_row(plan, {}, up, reading, phantom=up.phantom or True)


def all_plans(plan: RowPlan) -> list[RowPlan]:
    """A plan, and all below it."""
    return [plan, *(below for child in plan.lists for below in all_plans(child))]


# --- derived rows -----------------------------------------------------------------------------------------------------


def periods_covered(content: Any, on: int, covers: str) -> list[dict[str, Any]] | None:
    """The whole weeks, or the years, of the coverage that a file declares, up to the judgement day; None without."""
    first, until = content.get("complete_from"), content.get("complete_until")
    if first is None or until is None:
        return None
    if first == "none" or until == "none" or day(first) > (last := min(day(until), on)):
        return []
    return list(_years(day(first), last) if covers == "years" else _weeks(day(first), last))


def derived(plan: RowPlan, up: Any, reading: Reading) -> list[Any]:
    """The rows of a subject that no file lists: periods that a file covers, or one for each of a list."""
    return (_covering if plan.subject.covers else _one_for_each)(plan, up, reading)


def _covering(plan: RowPlan, up: Any, reading: Reading) -> list[Any]:
    periods = periods_covered(up.d, reading.on, str(plan.subject.covers))
    if periods is None:
        return [_phantom(plan, up, reading)]
    return [make_row(plan, content, up, reading, phantom=up.phantom) for content in periods]


def _weeks(first: int, last: int) -> Iterator[dict[str, Any]]:
    for monday in mondays(first, last):
        if first <= monday and monday + 6 <= last:
            yield {"name": week_name(monday), "monday": monday, "sunday": monday + 6}


def _years(first: int, last: int) -> Iterator[dict[str, Any]]:
    for year in range(year_of(first), year_of(last) + 1):
        first_day, last_day = year_bounds(year)
        yield {"year": year, "name": str(year), "first_day": first_day, "last_day": last_day}


def _one_for_each(plan: RowPlan, up: Any, reading: Reading) -> list[Any]:
    """One row for each element of a list of the owner's owner."""
    name = str(plan.subject.each)
    return [
        make_row(plan, {name: each.d.get("id"), "row": each}, up, reading, phantom=each.phantom or up.phantom)
        for each in getattr(up.up, f"rows_{name}")
    ]


class PeriodMaker:
    """Makes the weeks or months of an owner in which an element takes place that counts, with all their elements."""

    def __init__(self, plan: RowPlan) -> None:
        self._plan = plan
        self._grouped = cast("PeriodGrouping", plan.subject.grouped)
        self._day_and_status = attrgetter(self._grouped.day, self._grouped.status)
        self._lists = tuple(attrgetter(f"rows_{scope}") for scope in plan.chain)
        self._gathered = f"rows_{plan.chain[-1]}"

    def __call__(self, owner: Any, reading: Reading) -> None:
        """Make those of one owner."""
        plan, day_and_status = self._plan, self._day_and_status
        rows: list[Any] = []
        elements = [(*day_and_status(each), each) for each in self._elements(owner, reading)]
        seen = [one for one in elements if not one[2].phantom]
        unseen = [(each, day_) for day_, _, each in elements if each.phantom]
        for content, gathered in periods_of(self._grouped, seen, unseen):
            rows.append(make_row(plan, content, owner, reading, phantom=False))
            setattr(rows[-1], self._gathered, gathered)
        if unseen:
            rows.append(make_row(plan, {}, owner, reading, phantom=True))
            setattr(rows[-1], self._gathered, [each for each, _ in unseen])
        setattr(owner, plan.attribute, rows)

    def _elements(self, owner: Any, reading: Reading) -> list[Any]:
        elements = [owner]
        for rows_of in self._lists:
            elements = [below for row in elements for below in rows_of(row)]
        parts = reading.parts.get(self._plan.scope)
        return [part for each in elements for part in parts.get(id(each), (each,))] if parts else elements


def periods_of(
    grouped: PeriodGrouping, seen: Iterable[tuple[Any, Any, Any]], unseen: Sequence[tuple[Any, Any]] = ()
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """The periods in which an element counts, each with its elements; ``unseen`` ones may lie in several."""
    period_of, left_out = PERIODS[grouped.period], grouped.left_out
    by_period: defaultdict[tuple[int, int], list[tuple[Any, Any, Any]]] = defaultdict(list)
    for one in seen:
        by_period[period_of(one[0])].append(one)
    for period in sorted(by_period):
        found = by_period[period]
        may = [one for one in found if one[1] != left_out]
        if may:
            possible = [each for each, day_ in unseen if _may_lie_in(day_, period)] if unseen else []
            ends = _ends_in_period(period, may, bool(possible))
            yield _content_of(grouped, period, ends), [each for _, _, each in found] + possible


@lru_cache(maxsize=5_000)
def _week(day_: int) -> tuple[int, int]:
    monday = week_of(day_)
    return monday, monday + 6


def _month(day_: int) -> tuple[int, int]:
    return calendar_period(day_, "month")


#: First and last day of the period that holds a day.
PERIODS: Final[Mapping[str, Callable[[int], tuple[int, int]]]] = {"week": _week, "month": _month}


def _content_of(grouped: PeriodGrouping, period: tuple[int, int], ends: tuple[Any, Any]) -> dict[str, Any]:
    start, end = period
    first, last = ends
    if grouped.period == "week":
        name = week_name(start)
        return {"name": name, "monday": start, "sunday": end, "first_day": first, "last_day": last}
    return {"name": month_name(start), "start": start, "end": end, "first_day": first, "last_day": last}


def _ends_in_period(
    period: tuple[int, int], found: Sequence[tuple[int, Any, Any]], more: bool
) -> tuple[Any, Any]:
    """The first and the last day with an element that counts; ``more`` may lie anywhere in the period.

    ``found`` are the days of those that may count, each with what became of it. One whose status is not known may be
    left out. But one of them counts, or there is no such period.
    """
    may = [day for day, _, _ in found]
    if not more and {status.__class__ for _, status, _ in found} == {str}:
        return min(may), max(may)
    sure = [day for day, status, _ in found if status.__class__ is str]
    may += period if more else ()
    ends = (min(may), min(sure or [max(may)])), (max(sure or [min(may)]), max(may))
    first, last = (low if low == high else Interval(low, high) for low, high in ends)
    return first, last


def _may_lie_in(span: Any, period: tuple[int, int]) -> bool:
    return bool(span.lo <= period[1] and span.hi >= period[0])

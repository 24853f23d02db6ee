"""Turns a file into rows: one object for each element of each subject, with its owner, its lists and its links.

An unknown list yields one *phantom* row, which stands for an unknown number of unseen elements; a list that is
complete only up to
a day yields one that lies after that day. Generated code stores the facts of a row on the row itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adm_rules.bounds import NOT_YET, Interval
from adm_rules.calendar import LAST_DAY, mondays, week_name, week_of, year_bounds, year_of
from adm_rules.compiler.readers import Placed, absent_event, day
from adm_rules.facts.registry import Registry

ROOTS = ("case", "agency", "contract", "district")


@dataclass
class Plan:
    """How the rows of one subject are made, and of what lies below it."""

    scope: str
    row_class: type
    key: str | None
    placing: str | None
    ending: str | None = None
    bare: str | None = None
    lists: list[Plan] = field(default_factory=list)
    links: tuple[tuple[str, str, str], ...] = ()  # (link, target subject, key of the id)
    parent: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of an owner's row that lists its rows."""
        return f"rows_{self.scope}"


#: What ``row.phantom`` is for a row that some id leads to, though no element bears that id.
STRANGER = 2


@dataclass
class Reading:
    """One reading of a set of files: the judgement day, the rows made so far, and what absence means in this file."""

    on: int
    rows: dict[str, list[Any]]
    complete_until: int | None = None
    absent: Any = None


def plan_rows(
    registry: Registry, scopes: Iterable[str], slots: Mapping[str, Sequence[str]]
) -> dict[str, Plan]:
    """One plan for each root, covering just the subjects that are needed; keyed by root."""
    wanted = _with_owners(registry, set(scopes))
    plans: dict[str, Plan] = {}
    for name in sorted(wanted):
        subject = registry.subjects[name]
        lists = [f"rows_{child}" for child in sorted(wanted) if registry.subjects[child].parent == name]
        gathered = [f"rows_{subject.gathers}"] if subject.gathers else []
        links = tuple(
            (link, target, key) for link, (target, key) in subject.links.items() if target in wanted
        )
        fields = [
            "d",
            "up",
            "phantom",
            "absent",
            *lists,
            *gathered,
            *(link for link, _, _ in links),
            *slots.get(name, ()),
        ]
        row_class = type(f"{name}_row", (), {"__slots__": tuple(dict.fromkeys(fields))})
        ending = registry.facts[subject.span[1]].path if subject.span else None
        plans[name] = Plan(
            name,
            row_class,
            subject.key,
            subject.placing,
            ending,
            subject.bare,
            links=links,
            parent=str(subject.parent),
        )
    for name, plan in plans.items():
        plan.lists = [child for other, child in plans.items() if registry.subjects[other].parent == name]
    return {name: plan for name, plan in plans.items() if name in ROOTS}


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
        if scope in _DERIVED and subject is not None:
            wanted |= _with_owners(registry, {target for target, _ in subject.links.values()})
    return wanted


# --- reading ----------------------------------------------------------------------------------------------------------


def read_root(plan: Plan, data: Any, reading: Reading) -> Any:
    """The row of a whole file, with all that hangs below it; a phantom when there is no file."""
    content = contents(data)
    until = content.get("complete_until")
    reading.complete_until = None if until is None else day(until)
    reading.absent = absent_event(reading.complete_until, reading.on)
    return _row(plan, content, None, reading, phantom=data is None)


def contents(data: Any) -> Any:
    """The keys of a record: of a mapping itself, or of a model."""
    return {} if data is None else data if data.__class__ is dict else data.__dict__


def _row(plan: Plan, content: Any, up: Any, reading: Reading, *, phantom: int) -> Any:
    row = plan.row_class()
    row.d = content
    row.up = up
    row.phantom = phantom
    row.absent = Interval(-(10**18), NOT_YET) if phantom else reading.absent
    reading.rows[plan.scope].append(row)
    until = None if phantom else reading.complete_until
    for child in plan.lists:
        if child.key is not None:
            setattr(row, child.attribute, _list(child, content.get(child.key), row, reading, until))
    for child in plan.lists:
        if child.key is None and child.scope in _DERIVED:
            setattr(row, child.attribute, _DERIVED[child.scope](child, row, reading))
    return row


def _list(plan: Plan, raw: Any, up: Any, reading: Reading, until: int | None) -> list[Any]:
    """The rows of a list; ``until`` is the day up to which the file says that it is complete."""
    if raw is None:
        return _unseen(plan, up, reading, None, until) if plan.placing else [_phantom(plan, up, reading)]
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
    rows = [_row(plan, contents(item), up, reading, phantom=False) for item in items]
    if first is not None or until is not None:
        rows += _unseen(plan, up, reading, first, until)
    return rows


def _unseen(plan: Plan, up: Any, reading: Reading, first: int | None, until: int | None) -> list[Any]:
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
        rows.append(_row(plan, content, up, reading, phantom=True))
    if open_from is not None:
        rows.append(_row(plan, _placed(plan.placing, open_from, LAST_DAY), up, reading, phantom=True))
    return rows


def _placed(key: str, first: int, last: int) -> dict[str, Any]:
    """The content of an unseen element; models call the key ``from`` otherwise, since Python reserves the word."""
    place = Placed(first, last)
    return {key: place, f"{key}_": place}


def _phantom(plan: Plan, up: Any, reading: Reading) -> Any:
    return _row(plan, {}, up, reading, phantom=up.phantom or True)


# --- links ------------------------------------------------------------------------------------------------------------


def resolve_links(plans: Mapping[str, Plan], reading: Reading) -> None:
    """Point each link at the row that bears its id; an id that is missing or unknown leads to a stranger."""
    every = {plan.scope: plan for root in plans.values() for plan in _all_plans(root)}
    linked = [plan for plan in every.values() if plan.links]
    wanted = {target for plan in linked for _, target, _ in plan.links}
    tables = {
        target: {row.d.get("id"): row for row in reading.rows[target] if not row.phantom} for target in wanted
    }
    strangers: dict[tuple[str, bool], Any] = {}

    def nameless(plan: Plan, *, nobody: bool) -> Any:
        found = strangers.get((plan.scope, nobody))
        if found is None:
            found = strangers[plan.scope, nobody] = stranger(plan, reading, nobody=nobody)
        return found

    done = dict.fromkeys(every, 0)
    while any(done[plan.scope] < len(reading.rows[plan.scope]) for plan in linked):
        for plan in linked:
            rows, first = reading.rows[plan.scope], done[plan.scope]
            done[plan.scope] = len(rows)
            for row in rows[first : done[plan.scope]]:
                for link, target, key in plan.links:
                    found = _own_link(row, link) or tables[target].get(row.d.get(key))
                    setattr(row, link, found or nameless(every[target], nobody=row.d.get(key) == "none"))


def _own_link(row: Any, link: str) -> Any:
    return row.d.get("row") if link in _OWN_LINKS and row.d.__class__ is dict else None


#: Links of derived rows, which know the row itself.
_OWN_LINKS = ("staff",)


def stranger(plan: Plan, reading: Reading, *, nobody: bool = False) -> Any:
    """The row that unknown ids of a subject lead to: as unknown as a phantom, but never judged itself.

    The id ``none`` leads to ``nobody``, of whom it is known that nothing exists.
    """
    reading.complete_until = None
    owners = reading.rows.get(plan.parent, [None])
    return _row(plan, _Nothing() if nobody else {}, owners[0], reading, phantom=STRANGER)


class _Nothing(dict[str, Any]):
    """The content of what is known not to exist: every key is ``none``."""

    def get(self, _key: str, _default: Any = None) -> Any:
        return "none"


def _all_plans(plan: Plan) -> list[Plan]:
    return [plan, *(below for child in plan.lists for below in _all_plans(child))]


# --- derived rows -----------------------------------------------------------------------------------------------------


def _covered(row: Any, reading: Reading) -> tuple[int, int] | None:
    """The declared coverage of an agency's file, up to the judgement day."""
    first, until = row.d.get("complete_from"), row.d.get("complete_until")
    if first is None or until is None:
        return None
    if first == "none" or until == "none":
        return 1, 0
    return day(first), min(day(until), reading.on)


def _agency_weeks(plan: Plan, up: Any, reading: Reading) -> list[Any]:
    covered = _covered(up, reading)
    if covered is None:
        return [_phantom(plan, up, reading)]
    first, last = covered
    if first > last:
        return []
    weeks = [monday for monday in mondays(first, last) if first <= monday and monday + 6 <= last]
    return [_period(plan, up, reading, {"name": week_name(m), "monday": m, "sunday": m + 6}) for m in weeks]


def _agency_years(plan: Plan, up: Any, reading: Reading) -> list[Any]:
    covered = _covered(up, reading)
    if covered is None:
        return [_phantom(plan, up, reading)]
    first, last = covered
    years = range(year_of(first), year_of(last) + 1) if first <= last else range(0)
    return [
        _period(
            plan,
            up,
            reading,
            {"year": y, "name": str(y), "first_day": year_bounds(y)[0], "last_day": year_bounds(y)[1]},
        )
        for y in years
    ]


def _period(plan: Plan, up: Any, reading: Reading, content: dict[str, Any]) -> Any:
    return _row(plan, content, up, reading, phantom=up.phantom)


def _staff_periods(plan: Plan, up: Any, reading: Reading) -> list[Any]:
    rows = []
    for staff in up.up.rows_staff:
        content = {"staff": staff.d.get("id"), "row": staff}
        rows.append(_row(plan, content, up, reading, phantom=staff.phantom or up.phantom))
    return rows


_DERIVED = {
    "agency_week": _agency_weeks,
    "agency_year": _agency_years,
    "staff_week": _staff_periods,
    "staff_year": _staff_periods,
}


def make_weeks(plan: Plan, case: Any, reading: Reading) -> None:
    """The ISO weeks of a case in which a session that is not cancelled takes place, with all their sessions."""
    sessions = [session for owner in case.rows_intervention for session in owner.rows_session]
    unseen = [session for session in sessions if session.phantom]
    by_week: dict[int, list[Any]] = {}
    for session in sessions:
        if not session.phantom:
            by_week.setdefault(week_of(session.session_day), []).append(session)
    case.rows_week = [
        _week(plan, case, monday, found, unseen, reading)
        for monday, found in sorted(by_week.items())
        if any(session.session_status != "cancelled" for session in found)
    ]
    if unseen:
        row = _row(plan, {}, case, reading, phantom=True)
        row.rows_session = unseen
        case.rows_week.append(row)


def _week(plan: Plan, case: Any, monday: int, found: list[Any], unseen: list[Any], reading: Reading) -> Any:
    possible = [s for s in unseen if _may_lie_in(s.session_day, monday)]
    first, last = _ends_of_week(monday, found, bool(possible))
    content = {
        "name": week_name(monday),
        "monday": monday,
        "sunday": monday + 6,
        "first_day": first,
        "last_day": last,
    }
    row = _row(plan, content, case, reading, phantom=False)
    row.rows_session = found + possible
    return row


def _ends_of_week(monday: int, sessions: Sequence[Any], more: bool) -> tuple[Any, Any]:
    """The first and the last day with a session; ``more`` may lie anywhere in the week.

    A session whose state is not known may have been cancelled. But one session takes place, or there is no such week.
    """
    may = [each.session_day for each in sessions if each.session_status != "cancelled"]
    known = [each for each in sessions if each.session_status.__class__ is str]
    sure = [each.session_day for each in known if each.session_status != "cancelled"]
    may += [monday, monday + 6] if more else []
    ends = (min(may), min(sure or [max(may)])), (max(sure or [min(may)]), max(may))
    first, last = (low if low == high else Interval(low, high) for low, high in ends)
    return first, last


def _may_lie_in(span: Any, monday: int) -> bool:
    return bool(span.lo <= monday + 6 and span.hi >= monday)

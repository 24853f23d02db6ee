"""What generated code calls to tell which steps a record says were taken: on which day, by whom, where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adm_rules._internal.compiler.readers import (
    absent_event,
    as_event,
    contents,
    day,
    event,
    plain,
    records_in,
)
from adm_rules._internal.values import folds
from adm_rules._internal.values.bounds import INF, NOT_YET, UNKNOWN, UNKNOWN_EVENT, Interval, limits
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.logic import Truth

#: A step as a fold sees it: whether it counts, its value, its day, whether nobody has seen it.
_Step = tuple[Truth, Any, Any, bool]


def taken(row: Any, wanted: str, what: str, kin: Kinship | None, on: int) -> Any:
    """What a record tells of a step: of the first of that name, if there are several.

    A record without the key leaves them open, however complete its file is: a system that keeps no steps never writes
    the list, and its silence says nothing of what was done.
    """
    raw = row.d.get("steps")
    if raw is None:  # where only interventions had steps, they were called milestones
        raw = row.d.get("milestones")
    told = list(_steps(raw, wanted, what, kin, row.absent, on))
    return _first(told) if what == "on" else folds.pick(told, last=False, event=False)


def _steps(raw: Any, wanted: str, what: str, kin: Kinship | None, absent: Any, on: int) -> Iterator[_Step]:
    if raw is None:
        yield None, UNKNOWN_EVENT if what == "on" else UNKNOWN, UNKNOWN_EVENT, True
    elif raw.__class__ is not str:  # of somebody known not to exist, every key is `none`
        yield from _told(raw, wanted, what, kin, absent, on)
        yield from _unseen(raw, what, absent, on)


def _first(told: list[_Step]) -> Any:
    """The day of the first: at the latest that of the first which surely is the step."""
    days = [(counts, *limits(on_day)[:2]) for counts, on_day, _, _ in told]
    low = min((low for _, low, _ in days), default=NOT_YET)
    high = min((high for counts, _, high in days if counts is True), default=NOT_YET)
    return low if low == high else Interval(low, high)


def _told(raw: Any, wanted: str, what: str, kin: Kinship | None, absent: Any, on: int) -> Iterator[_Step]:
    for each in map(contents, records_in(raw)):
        name = each.get("step")
        counts = kin.says(name, wanted) if kin is not None and name is not None else name == wanted
        if counts is not False:
            on_day = event(each.get("on"), on, absent)
            yield counts, on_day if what == "on" else plain(each.get(what)), on_day, False


def _unseen(raw: Any, what: str, absent: Any, on: int) -> Iterator[_Step]:
    """What a list leaves open: outside the days that it covers, and after those that its file does."""
    covered = {} if raw.__class__ in (list, tuple) else contents(raw)
    first, until = covered.get("complete_from"), covered.get("complete_until")
    later = absent if until is None else absent_event(day(until), on)
    gaps = [later] if later.__class__ is Interval and later.lo > -INF else []
    gaps += [as_event(Interval(-INF, day(first) - 1), on)] if first is not None else []
    for gap in gaps:
        yield None, gap if what == "on" else UNKNOWN, gap, True


def names_of(raw: Any) -> Iterator[str]:
    """The names of the steps that a record tells."""
    for each in map(contents, records_in(raw) if raw is not None else ()):
        yield str(each.get("step"))

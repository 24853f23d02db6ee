"""What must hold between the keys of a record, each as a condition that is enough.

A model asks for as much or less: where a condition here does not hold, the models decide, and say what is wrong. So
each may be simpler than theirs, and none may be weaker (`tests/laws/test_acceptance_laws.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import Any, Final, TypeAlias

from adm_rules._internal.acceptance.relations import ON_COURSE, OWNERS, WITHOUT_MINOR
from adm_rules._internal.acceptance.shapes import ORDERED
from adm_rules._internal.scalars import NONE

Fits: TypeAlias = Callable[[Mapping[str, Any]], bool]
"""Whether a record, with each value in its normal form, is surely in order."""

#: The length of a local time that needs no offset.
_PLAIN_TIME: Final = 16


def in_order(pairs: Iterable[tuple[str, str]]) -> Fits:
    """Of each pair of days the second does not lie before the first; ``none`` and what is not known pass."""
    both = tuple(pairs)

    def fits(record: Mapping[str, Any]) -> bool:
        for first, last in both:
            low, high = record.get(first, NONE), record.get(last, NONE)
            if low > high and NONE not in (low, high):
                return False
        return True

    return fits


def items(listed: Any) -> Sequence[Mapping[str, Any]]:
    """The records of a list, plain or with its coverage; of one that is not known, none."""
    if listed.__class__ is dict:
        return list(listed["items"])
    return listed or ()


def one_at_a_time(listed: Any) -> bool:
    """Each record of a history ends, and the next begins on that day or later."""
    pairs = pairwise(items(listed))
    return all(before.get("to", NONE) <= after.get("from", "") != NONE for before, after in pairs)


def _clock(record: Mapping[str, Any]) -> bool:
    return bool(record["start"] < record["end"])


def _clock_if_given(record: Mapping[str, Any]) -> bool:
    start, end = record.get("start", NONE), record.get("end", NONE)
    return NONE in (start, end) or bool(start < end)


def _session(record: Mapping[str, Any]) -> bool:
    """It ends later on the same day, at hours that come once; some user may be there, and nobody is there twice."""
    start, end = record["start"], record.get("end", NONE)
    lasts = end == NONE or (len(start) == len(end) == _PLAIN_TIME and start[:10] == end[:10] and start < end)
    named = [each["staff"] for each in items(record.get("attendance")) if each.get("staff", NONE) != NONE]
    return lasts and record.get("users_present") not in (0, NONE) and len(set(named)) == len(named)


def _intervention(record: Mapping[str, Any]) -> bool:
    """Nothing that shows its course lies before its recorded start."""
    start = record.get("started_on")
    if start is None:
        return True
    begun = (each["start"][:10] for each in items(record.get("sessions")) if _with_minor(each))
    return not any(begun) if start == NONE else all(start <= day for day in chain(begun, _told(record)))


def _with_minor(session: Mapping[str, Any]) -> bool:
    activity = session.get("activity")
    return session.get("status") == "delivered" and activity is not None and activity not in WITHOUT_MINOR


def _told(record: Mapping[str, Any]) -> Iterable[str]:
    """The days of reports on its course and of reviews of its plan; what has no day lies after all days."""
    reports, meetings = items(record.get("reports")), items(record.get("meetings"))
    yield from (each.get("submitted_on", NONE) for each in reports if each["type"] in ON_COURSE)
    yield from (each.get("on", NONE) for each in meetings if each["type"] == "plan_review")


def _ids(listed: Any) -> frozenset[str] | None:
    """The ids that a whole list has; None where it may have others, or a record bears none."""
    ids = [each.get("id") for each in listed] if listed.__class__ is list else [None]
    return None if None in ids else frozenset(map(str, ids))


def _lead_to(known: frozenset[str] | None, ids: Iterable[str]) -> bool:
    return known is None or all(each == NONE or each in known for each in ids)


def _case(record: Mapping[str, Any]) -> bool:
    given = items(record.get("interventions"))
    about = chain.from_iterable(items(record.get(key)) for key in ("derogations", "payments", "expenses"))
    return (
        all(record["birth_date"] <= day for day in _days_of_life(record, given))
        and _lead_to(_ids(record.get("requests")), (each.get("request", NONE) for each in given))
        and _lead_to(_ids(record.get("interventions")), (each.get("intervention", NONE) for each in about))
        and all(_owned(record, kinds, id_) for kinds, id_ in _owners(record))
    )


def _owners(record: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], str]]:
    """What events and records say that they are for, with the lists in which that may stand."""
    family = record.get("family", NONE)
    for place in (record, {} if family == NONE else family):
        for key in OWNERS.keys() & place.keys():
            listed = place[key]
            if listed.__class__ is not str:
                yield from ((OWNERS[key], each["for"]) for each in items(listed) if "for" in each)


def _owned(record: Mapping[str, Any], kinds: tuple[str, ...], id_: str) -> bool:
    """Whether an id is one of the whole lists in which it may stand."""
    return any(id_ in _known(record, kind) for kind in kinds)


def _known(record: Mapping[str, Any], kind: str) -> frozenset[str]:
    """The ids of a kind, if all of them are known; plans stand in all interventions."""
    lists = [record.get(kind)]
    if kind == "plans":
        lists = [
            record.get("interventions"),
            *(each.get(kind) for each in items(record.get("interventions"))),
        ]
    found = [_ids(listed) for listed in lists]
    own = found[1:] if kind == "plans" else found
    return frozenset() if None in found else frozenset(chain.from_iterable(each or () for each in own))


def _days_of_life(record: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """Days that cannot precede the birth; what is not recorded lies after all days."""
    yield record.get("complete_until", NONE)
    yield from (each["submitted_on"] for each in items(record.get("requests")))
    for each in given:
        yield each.get("started_on", NONE)
        yield from (session["start"] for session in items(each.get("sessions")))
        yield from (plan.get("drafted_on", NONE) for plan in items(each.get("plans")))


def _agency(record: Mapping[str, Any]) -> bool:
    return _lead_to(_ids(record.get("staff")), [record.get("coordinator", NONE)])


def _invoice(record: Mapping[str, Any]) -> bool:
    """The months are those from its first to its last day."""
    first, last = date.fromisoformat(record["from"]), date.fromisoformat(record["to"])
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return record.get("months", NONE) in (NONE, months)


_OWN: Final[Mapping[str, Fits]] = {
    "Agency": _agency,
    "AgencySession": _session,
    "Case": _case,
    "Derogation": _clock_if_given,
    "Intervention": _intervention,
    "Invoice": _invoice,
    "Session": _session,
    "Slot": _clock,
}


def conditions(record: str) -> tuple[Fits, ...]:
    """What must hold in a record of that name."""
    ordered = (in_order(ORDERED[record]),) if record in ORDERED else ()
    return (*ordered, _OWN[record]) if record in _OWN else ordered

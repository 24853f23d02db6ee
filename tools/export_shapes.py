"""Twelve shapes of an invented export: what the system of an office holds of a child, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from tools.exports import (
    Course,
    Record,
    complete,
    draw_slots,
    intervention,
    request,
    sessions,
    with_columns,
    working,
)

#: What the bare system knows of a session.
_FOUR_KEYS: Final = ("id", "start", "end", "status")


@dataclass(frozen=True)
class Shape:
    """A kind of export: what it is about, what makes one, and the rules that it breaks on purpose.

    One that is not ``whole`` has the columns of an office only.
    """

    name: str
    it: str
    en: str
    make: Callable[[Random], Record]
    breaks: frozenset[str] = frozenset()
    whole: bool = True


def child(rng: Random, *courses: Course, born: date | None = None, **more: Any) -> Record:
    """A child in order under a whole set of tables, with these interventions."""
    birth = born or date(rng.randint(2010, 2016), rng.randint(1, 12), rng.randint(1, 28))
    first = min(course.start for course in courses)
    home = [{"municipality": "tirano", "from": birth, "to": "none"}]
    service = {
        "role": "minors_family_service",
        "municipality": "tirano",
        "from": first - timedelta(90),
        "to": "none",
    }
    decided = [{"on": course.start - timedelta(16), "for": course.name} for course in courses]
    return {
        "birth_date": birth,
        "residence": home,
        "family_residence": home,
        "in_charge": [service],
        "social_hardship": True,
        "marginalisation_risk": True,
        "complex": False,
        "risk_if_uncovered": False,
        "family": {
            "parenting_difficulty": True,
            "difficulty_causes": ["deprivation"],
            "agreement_on": decided,
        },
        "area": "prevention",
        "operator_decision_on": decided,
        "need_assessed_on": [_of_request(course, 30) for course in courses],
        "suitability_assessed_on": [_of_request(course, 16) for course in courses],
        "referral_source": "none",
        "adult_continuation_on": "none",
        "holders": [{"id": each, "role": "parent", "excluded": False} for each in ("madre", "padre")],
        "court_orders": complete([]),
        "risks": [],
        "derogations": complete([]),
        "assessments": complete([_assessment(first)]),
        "requests": [each for course in courses for each in _requests(course)],
        "interventions": [intervention(course) for course in courses],
        **more,
    }


def _of_request(course: Course, ahead: int) -> Record:
    return {"on": course.start - timedelta(ahead), "for": f"{course.name}-richiesta"}


def _assessment(first: date) -> Record:
    return {"by": "minors_family_service", "on": first - timedelta(30), "outcome": "positive"}


def _requests(course: Course) -> list[Record]:
    found = [request(course)]
    if course.closed:
        closing = {
            "id": f"{course.name}-chiusura",
            "type": "closure",
            "submitted_on": course.closed - timedelta(7),
        }
        found.append({**closing, "by": "minors_protection", "sent_to": ["head_of_plan_office"]})
    return found


def _course(rng: Random, first: date, last: date, **more: Any) -> Course:
    day = first + timedelta(rng.randint(0, (last - first).days))
    return Course(start=working(day), slots=draw_slots(rng), **more)


# --- the shapes -------------------------------------------------------------------------------------------------------


def _bare(rng: Random) -> Record:
    course = _course(rng, date(2026, 1, 8), date(2026, 1, 30))
    told = [{key: each[key] for key in _FOUR_KEYS} for each in sessions(course)]
    work = {"id": course.name, "service": course.service, "sessions": told}
    whole = child(rng, course)
    return {"birth_date": whole["birth_date"], "residence": "tirano", "interventions": [work]}


def _full(rng: Random) -> Record:
    return child(rng, _course(rng, date(2026, 1, 8), date(2026, 2, 10)))


def _year_old(rng: Random) -> Record:
    return child(rng, _course(rng, date(2025, 1, 13), date(2025, 3, 10)))


def _suspended(rng: Random) -> Record:
    summer = (date(2025, 7, 1), date(2025, 8, 31))
    return child(rng, _course(rng, date(2025, 3, 3), date(2025, 4, 30), pauses=(summer,)))


def _closed_early(rng: Random) -> Record:
    course = _course(rng, date(2025, 11, 3), date(2025, 12, 5))
    return child(rng, replace(course, closed=working(course.start + timedelta(rng.randint(60, 85)))))


def _contact(rng: Random, first: date, last: date, **more: Any) -> Course:
    course = _course(rng, first, last, name="sn-1", service="supervised_contact", staff="op-02", **more)
    return replace(course, slots=(("saturday", "10:00", "11:30"),))


def _under_order(whole: Record, first: date) -> Record:
    order = {"court": "juvenile_court", "from": first - timedelta(60), "to": "none"}
    measures = {"measures": ["supervised_contact"], "prescribes_visits": True}
    evaluation = {
        "area": "evaluation",
        "evaluation_path_opened_on": [{"on": first - timedelta(20), "for": "adm-1"}],
    }
    return {
        **whole,
        **evaluation,
        "risk_flags": ["high_conflict"],
        "court_orders": complete([{**order, **measures}]),
    }


def _two_services(rng: Random) -> Record:
    work = _course(rng, date(2026, 1, 8), date(2026, 1, 30))
    contact = _contact(rng, date(2026, 1, 8), date(2026, 1, 30))
    return _under_order(child(rng, work, contact), min(work.start, contact.start))


def _siblings(rng: Random) -> Record:
    sister = {"id": "sorella", "relation": "sibling", "birth_date": date(2013, 4, 2), "service_user": True}
    members = [{"id": "madre", "relation": "parent"}, {"id": "padre", "relation": "parent"}, sister]
    return child(rng, _course(rng, date(2025, 9, 15), date(2025, 10, 20)), household=members)


def _turned_18(rng: Random) -> Record:
    born = date(2008, 1, 20) + timedelta(rng.randint(0, 40))
    return child(rng, _course(rng, date(2025, 9, 15), date(2025, 9, 30)), born=born)


def _moved_away(rng: Random) -> Record:
    whole = child(rng, _course(rng, date(2025, 11, 3), date(2025, 11, 28)))
    left = date(2026, 2, 2) + timedelta(rng.randint(0, 30))
    homes = [
        {"municipality": "tirano", "from": whole["birth_date"], "to": left},
        {"municipality": "sondrio", "from": left + timedelta(1), "to": "none"},
    ]
    return {**whole, "residence": homes, "family_residence": homes}


def _group(rng: Random) -> Record:
    whole = child(rng, _course(rng, date(2026, 1, 8), date(2026, 1, 30)))
    ratio = {
        "group": "laboratorio",
        "group_ratio": "1/4",
        "group_ratio_by": "minors_protection",
        "group_ratio_on": date(2026, 1, 5),
    }
    for each in whole["interventions"][0]["sessions"]["items"][8::2]:
        each |= {"activity": "group", "venue": "territory", "users_present": 4, **ratio}
    return whole


def _agency_changed(rng: Random) -> Record:
    first = _course(
        rng, date(2025, 9, 15), date(2025, 10, 10), name="adm-1", agency="orobia-esempio", staff="or-01"
    )
    closed = working(date(2025, 12, 15))
    second = replace(
        first, name="adm-2", agency="valtellina-esempio", staff="op-01", start=working(date(2026, 1, 12))
    )
    return child(rng, replace(first, closed=closed), second)


def _derogations(rng: Random) -> Record:
    slots = tuple((day, "14:30", "16:30") for day in ("monday", "tuesday", "wednesday", "thursday", "friday"))
    whole = child(rng, replace(_course(rng, date(2026, 1, 8), date(2026, 1, 30)), slots=slots))
    work = whole["interventions"][0]
    monday = date(2026, 3, 2)
    extra = [_extra(day, n) for n, day in enumerate((monday, monday + timedelta(8)))]
    work["sessions"]["items"] += extra
    good = _derogation("deroga-1", monday)
    short = {**_derogation("deroga-2", monday + timedelta(7)), "budget_available": False}
    return {**whole, "derogations": complete([good, short])}


def _extra(day: date, number: int) -> Record:
    """An hour on top of ten."""
    hours = {"start": f"{day}T17:00", "end": f"{day}T18:00", "status": "delivered", "activity": "direct"}
    place = {"venue": "home", "phase": "ordinary", "attendance": [{"kind": "staff", "staff": "op-01"}]}
    return {"id": f"adm-1-x{number}", **hours, **place}


def _derogation(name: str, monday: date) -> Record:
    granted = {
        "document": f"det-{name}",
        "exceptional": True,
        "budget_available": True,
        "payer": "plan_office",
    }
    by = {
        "assessed_by": "reference_social_worker",
        "assessed_on": monday - timedelta(7),
        "authorised_by": "head_of_plan_office",
    }
    return {
        "id": name,
        "scope": ["weekly_cap"],
        "intervention": "adm-1",
        "from": monday,
        "to": monday + timedelta(6),
        "weekly_minutes": 660,
        **granted,
        **by,
        "authorised_on": monday - timedelta(5),
    }


SHAPES: Final = (
    Shape("bare", "solo il minore e gli accessi", "child and sessions only", _bare),
    Shape("full", "tutto, in regola", "full, in order", _full),
    Shape("year_old", "aperto da più di un anno", "open for more than a year", _year_old, whole=False),
    Shape("suspended", "sospeso d'estate", "suspended in summer", _suspended, whole=False),
    Shape("closed_early", "chiuso presto", "closed early", _closed_early),
    Shape("two_services", "due servizi", "two services", _two_services, whole=False),
    Shape("siblings", "due fratelli", "siblings", _siblings, whole=False),
    Shape("turned_18", "ha compiuto diciotto anni", "turned eighteen", _turned_18,
          frozenset({"session.after-birthday", "access.age-at-term"})),
    Shape("moved_away", "trasferito altrove", "moved away", _moved_away, frozenset({"access.moved-out"}), whole=False),
    Shape("group", "in gruppo", "in a group", _group),
    Shape("agency_changed", "cambiata l'agenzia", "agency changed", _agency_changed, whole=False),
    Shape("derogations", "due deroghe, una incompleta", "two derogations, one short", _derogations,
          frozenset({"hours.weekly-cap", "hours.within-authorised", "derogation.hours-conditions", "session.on-plan"})),
)  # fmt: skip


def export(shape: Shape, seed: int, *, whole: bool | None = None) -> Record:
    """One export of a shape; the same seed gives the same one. ``whole`` takes the place of the shape's own."""
    rng = Random(f"{shape.name} {seed}")  # noqa: S311 - samples, no secrets
    record = {"id": f"esempio-{shape.name.replace('_', '-')}-{seed}", **shape.make(rng)}
    return record if (shape.whole if whole is None else whole) else with_columns(record)

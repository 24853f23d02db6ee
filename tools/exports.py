"""Invented exports of a case-management system, by shape and seed: what real ones hold, and what they leave out.

No child, family, worker or agency is real. A shape says which tables the system has and what happened; the seed draws
days, hours and names of records. Each list says for itself until when it is complete, as an export can; what has no
column is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

Record = dict[str, Any]
#: The day on which the data of every export end.
END: Final = date(2026, 3, 31)
_SLOTS: Final = (("monday", "15:00", "17:00"), ("wednesday", "14:30", "16:00"), ("thursday", "16:00", "18:00"),
                 ("tuesday", "15:30", "17:00"), ("friday", "14:00", "16:00"))  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_CLOSED: Final = (  # Christmas, Epiphany, Easter and the national holidays: nobody plans a session
    *(date(2025, 12, day) for day in range(24, 32)), *(date(2026, 1, day) for day in range(1, 7)), date(2025, 4, 21),
    date(2025, 4, 25), date(2025, 5, 1), date(2025, 6, 2), date(2025, 8, 15), date(2025, 12, 8), date(2024, 12, 25),
    date(2024, 12, 26), date(2025, 1, 1), date(2025, 1, 6),
)  # fmt: skip
_REQUEST_FIELDS: Final = (
    *(
        "case_presentation",
        "minor_data",
        "cohabiting_relatives",
        "other_relatives",
        "socio_environmental_condition",
    ),
    *(
        "family_network",
        "context_resources",
        "motivation",
        "intervention_areas",
        "objectives",
        "hours_assigned",
        "days_times",
    ),
)
_PLAN_CONTENTS: Final = (
    *(
        "objectives",
        "interventions",
        "accesses_number_duration",
        "periodicity_schedule",
        "start_date",
        "overall_duration",
    ),
    *("interim_verification", "final_verification", "commitments"),
)


@dataclass(frozen=True)
class Course:
    """An intervention as it went: from when to when, at which hours, with whom."""

    start: date
    slots: tuple[tuple[str, str, str], ...]
    name: str = "adm-1"
    service: str = "home_education"
    agency: str = "valtellina-esempio"
    staff: str = "op-01"
    closed: date | None = None
    pauses: tuple[tuple[date, date], ...] = ()
    plan: bool = True

    @property
    def last(self) -> date:
        """The last day of which the export tells."""
        return self.closed or END

    @property
    def activity(self) -> str:
        """What its sessions are."""
        return "direct" if self.service == "home_education" else "supervised_meeting"


def draw_slots(rng: Random) -> tuple[tuple[str, str, str], ...]:
    """Two or three hours of the week."""
    return tuple(rng.sample(_SLOTS, rng.randint(2, 3)))


def months(day: date, number: int) -> date:
    """The same day some months later; the last of a shorter month."""
    year, month = divmod(day.month - 1 + number, 12)
    following = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(day.year + year, month + 1, 1) + timedelta(day.day - 1), following - timedelta(1))


def working(day: date) -> date:
    """The day itself, or the first after it on which an office works."""
    while day.weekday() > 4 or day in _CLOSED:
        day += timedelta(1)
    return day


def working_before(day: date) -> date:
    """The day itself, or the last before it on which an office works."""
    while day.weekday() > 4 or day in _CLOSED:
        day -= timedelta(1)
    return day


def days(first: date, last: date) -> Iterator[date]:
    """Every day, both ends included."""
    return (first + timedelta(n) for n in range((last - first).days + 1))


# --- the tables -------------------------------------------------------------------------------------------------------


def complete(items: list[Record], until: date = END) -> Record:
    """A list that is whole up to the end of the data."""
    return {"items": items, "complete_until": until}


def sessions(course: Course, count: int = 400) -> list[Record]:
    """One session for each slot of each week, but on holidays and in pauses."""
    found: list[Record] = []
    for day in days(course.start, course.last):
        paused = any(first <= day <= last for first, last in course.pauses)
        for weekday, start, end in course.slots:
            if day.weekday() == _WEEKDAYS.index(weekday) and day not in _CLOSED and not paused:
                found.append(_session(course, len(found) + 1, day, start, end))
    return found[:count]


def _session(course: Course, number: int, day: date, start: str, end: str) -> Record:
    session: Record = {
        "id": f"{course.name}-s{number:03}",
        "start": f"{day}T{start}",
        "end": f"{day}T{end}",
        "status": "delivered",
        "activity": course.activity,
        "venue": "home" if course.service == "home_education" else "neutral_space",
        "phase": "knowledge" if day < course.start + timedelta(18) else "ordinary",
        "attendance": [{"kind": "staff", "staff": course.staff}],
    }
    if course.service == "supervised_contact":
        session |= {
            "agreed_on": day - timedelta(7),
            "agreed_by": ["family", "agency", "reference_social_worker"],
            "phases": ["reception", "meeting", "farewell", "handover"],
            "minutes_recorded_on": day,
            "accompanied_by": "parent",
        }
    return session


def request(course: Course) -> Record:
    """The request of activation, with its way through the office."""
    day = course.start - timedelta(14)
    return {
        "id": f"{course.name}-richiesta",
        "submitted_on": day,
        "type": "activation",
        "by": "minors_protection",
        "collected_by": "reference_social_worker",
        "drafted_by": "reference_social_worker",
        "sent_to": ["head_of_plan_office"],
        "urgent": False,
        "fields": list(_REQUEST_FIELDS),
        "agreed_by": ["family", "minors_protection"],
        "involved_specialists": [],
        "family_choice": course.agency,
        "choice_form_signed_on": day + timedelta(1),
        "outcome": "positive",
        "evaluated_on": day + timedelta(2),
        "sent_to_agency_on": day + timedelta(3),
    }


def vouchers(course: Course) -> list[Record]:
    """Six months at a time, each checked before it begins."""
    found: list[Record] = []
    start = course.start
    while start <= course.last:
        after = months(start, 6)
        end = after - timedelta(
            after.day == start.day
        )  # of a day that September lacks, the month's last is in
        checked = start - timedelta(7)
        kind = "extension" if found else "first"
        term = {"kind": kind, "start": start, "end": end, "assigned_on": start - timedelta(6)}
        found.append({**term, "budget_checked_on": checked})
        start = end + timedelta(1)
    return found


def authorisations(course: Course) -> list[Record]:
    """The weekly hours, for each voucher."""
    minutes = sum(_minutes(end) - _minutes(start) for _, start, end in course.slots)
    return [
        {
            "from": term["start"],
            "to": term["end"],
            "weekly_minutes": minutes,
            "proposed_by": "reference_social_worker",
            "proposed_on": term["start"] - timedelta(14),
            "authorised_by": "head_of_plan_office",
            "authorised_on": term["start"] - timedelta(12),
        }
        for term in vouchers(course)
    ]


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def plan(course: Course) -> Record:
    """The plan, written and signed while people get to know each other."""
    day = working(course.start + timedelta(15))
    contact = course.service == "supervised_contact"
    signers = ("reference_social_worker", "educator", "madre", "padre", "minor")
    return {
        "id": f"{course.name}-progetto",
        "kind": "supervised_contact" if contact else "individual",
        "form": "dedicated",
        "drafted_on": day,
        "end_on": months(course.start, 24),
        "drafted_by": "educator",
        "drafted_by_id": course.staff,
        "shared_with": ["sending_service", "family", "educator"],
        "team": ["educator", "reference_social_worker"],
        "educational_contract_signed_on": day,
        "venues": ["neutral_space"] if contact else ["home", "territory"],
        "correlated_activities": ["planning", "monitoring", "network"],
        "contents": list(_PLAN_CONTENTS),
        "objectives": [{"tag": "contact"}] if contact else [{"tag": "autonomy"}, {"tag": "relations"}],
        "signatures": [{"signer": signer, "on": day} for signer in signers],
        "schedule": [
            {"weekday": weekday, "start": start, "end": end, "from": course.start, "to": "none"}
            for weekday, start, end in course.slots
        ],
    }


def _rounds(course: Course) -> list[date]:
    """A day in each three months, some days before they are over."""
    found = [course.start]
    while found[-1] <= course.last:
        found.append(working_before(months(found[-1], 3) - timedelta(5)))
    return found[1:-1]


def meetings(course: Course) -> list[Record]:
    """The preparation, and a review in each three months with everybody who has to be there."""
    found: list[Record] = [
        {
            "type": "preparation",
            "on": course.start - timedelta(5),
            "participants": ["referring_operator", "educator", "family"],
        }
    ]
    if course.service == "supervised_contact":
        found.append(
            {
                "type": "preparation",
                "on": course.start - timedelta(4),
                "participants": ["reference_adult", "minor", "educator"],
            }
        )
    here = ["reference_social_worker", "educator", "coordinator", "minors_protection", "family", "school"]
    for day in _rounds(course):
        for kind in ("plan_review", "monitoring", "multidisciplinary"):
            convened = {"convened_by": "reference_social_worker", "invited_by": "reference_social_worker"}
            found.append(
                {"type": kind, "on": day, **convened, "required": ["educator"], "participants": here}
            )
    return found


def reports(course: Course) -> list[Record]:
    """A report in each three months, one a year, and one at the end."""
    made = {"form": "monitoring_sheet", "agreed_with": ["sending_service"], "recipients": ["sending_service"]}
    found: list[Record] = [{"type": "progress", "submitted_on": day, **made} for day in _rounds(course)]
    years = (working(months(course.start, 12 * n) - timedelta(8)) for n in (1, 2))
    found += [{"type": "evaluation", "submitted_on": day, **made} for day in years if day <= course.last]
    if course.closed:
        author = {"author": course.staff}
        found.append({"type": "final", "submitted_on": course.closed, **author, **made})
    return found


def intervention(course: Course) -> Record:
    """Everything that hangs on one intervention."""
    whole: Record = {
        "id": course.name,
        "service": course.service,
        "agency": course.agency,
        "request": f"{course.name}-richiesta",
        "proposed_on": course.start - timedelta(11),
        "started_on": course.start,
        "closed_on": course.closed or "none",
        "agreed_start_on": "none",
        "knowledge_ends_on": course.start + timedelta(18),
        "review_interval_months": 3,
        "authorisations": complete(authorisations(course)),
        "voucher_terms": complete(vouchers(course)),
        "plans": complete([plan(course)] if course.plan else []),
        "sessions": complete(sessions(course)),
        "assignments": complete(
            [
                {
                    "staff": course.staff,
                    "role": "educator",
                    "from": course.start,
                    "left_on": course.closed or "none",
                }
            ]
        ),
        "meetings": complete(meetings(course)),
        "reports": complete(reports(course)),
    }
    if course.service == "supervised_contact":
        whole |= {
            "educator_named_on": course.start - timedelta(7),
            "substitutes_listed_on": course.start - timedelta(7),
            "substitutes": [{"staff": "op-03", "listed_on": course.start - timedelta(7)}],
            "venue_agreed_on": course.start - timedelta(6),
            "venue_agreed_by": ["social_worker", "family", "agency"],
        }
    return whole


# --- what an office has columns for -----------------------------------------------------------------------------------

#: The columns of a system that keeps the tables of an office, and no field of forms.
OFFICE: Final[Mapping[str, tuple[str, ...]]] = {
    "case": (
        "id",
        "birth_date",
        "residence",
        "area",
        "court_orders",
        "derogations",
        "household",
        "requests",
        "interventions",
    ),
    "requests": ("id", "submitted_on", "type"),
    "interventions": (
        *(
            "id",
            "service",
            "agency",
            "request",
            "proposed_on",
            "started_on",
            "closed_on",
            "review_interval_months",
        ),
        *("authorisations", "voucher_terms", "plans", "sessions", "meetings", "reports"),
    ),
    "authorisations": ("from", "to", "weekly_minutes"),
    "voucher_terms": ("kind", "start", "end"),
    "plans": ("id", "drafted_on", "drafted_by", "objectives", "signatures"),
    "sessions": ("id", "start", "end", "status", "activity", "venue", "attendance"),
    "meetings": ("type", "on", "participants"),
    "reports": ("type", "submitted_on"),
}


def with_columns(record: Record, table: str = "case") -> Record:
    """A record with the columns that an office has, and its lists likewise."""
    kept = {key: value for key, value in record.items() if key in OFFICE[table]}
    return {key: _listed(key, value) if key in OFFICE else value for key, value in kept.items()}


def _listed(table: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "items": [with_columns(each, table) for each in value["items"]]}
    return [with_columns(each, table) for each in value]

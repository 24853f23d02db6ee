"""Rules on sessions and on the derogations that they rest on, written by hand: see `hand_written`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from benchmarks.hand_tools import (
    NEVER,
    PLAN_OFFICE,
    Finding,
    Record,
    Truth,
    age,
    both,
    counts,
    covering,
    day_of,
    either,
    equals,
    event,
    first_plan,
    includes,
    is_holiday,
    length_of,
    not_after,
    one_of,
    recorded,
    status_of,
    verdict,
)

CONTACT_PHASES: Final = frozenset({"reception", "meeting", "farewell", "handover"})
OPENS: Final = time(7, 30)
CLOSES: Final = time(20, 0)


def _sessions(case: Record) -> Iterator[tuple[Record, Record]]:
    for intervention in case["interventions"]:
        for session in intervention.get("sessions") or ():
            yield intervention, session


def session_after_birthday(case: Record, on: date) -> Iterator[Finding]:
    birth = date.fromisoformat(case["birth_date"])
    for _, session in _sessions(case):
        day = day_of(session)
        years = age(birth, day)
        holds: Truth = years < 18
        if not holds:
            holds = not_after(event(case, case, "adult_continuation_on", on), day, on)
        yield Finding("session.after-birthday", session["start"], verdict(counts(session, on), holds), years)


def _other_times(case: Record, session: Record, scope: str, on: date) -> list[tuple[Record, Truth]] | None:
    """The derogations for days and hours that cover a session, each with whether its conditions hold."""
    day = day_of(session)
    records = covering(case, scope, day, day)
    if records is None:
        return None
    return [
        (
            record,
            both(
                equals(record.get("social_relevance"), True),
                equals(record.get("assessed_by"), "reference_social_worker"),
                one_of(record.get("authorised_by"), PLAN_OFFICE),
                not_after(event(case, record, "assessed_on", on), day, on),
                not_after(event(case, record, "authorised_on", on), day, on),
            ),
        )
        for record in records
    ]


def session_hours_window(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        start = datetime.fromisoformat(session["start"])
        end = None if session.get("end") is None else datetime.fromisoformat(session["end"])
        late = None if end is None else end.date() > start.date() or end.time() > CLOSES
        holds = both(start.time() >= OPENS, None if late is None else not late)
        covered: Truth = False
        if holds is False:
            covered = _covered_hours(case, session, start, end, on)
        applies = both(intervention["service"] == "home_education", counts(session, on))
        yield Finding(
            "session.hours-window", session["start"], verdict(applies, holds, covered), (start, end)
        )


def _covered_hours(case: Record, session: Record, start: datetime, end: datetime | None, on: date) -> Truth:
    records = _other_times(case, session, "hours", on)
    if records is None:
        return None
    return either(
        *(
            both(
                valid,
                _is_within(record, "start", start, operator.ge),
                _is_within(record, "end", end, operator.le),
            )
            for record, valid in records
        )
    )


def _is_within(
    record: Record, key: str, moment: datetime | None, order: Callable[[time, time], bool]
) -> Truth:
    """Whether a moment keeps to a clock time that a derogation may name."""
    limit = record.get(key, "none")
    if limit == "none":
        return True
    return None if moment is None else order(moment.time(), time.fromisoformat(limit))


_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def session_weekdays(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        name = _WEEKDAYS[day_of(session).weekday()]
        holds: Truth = name not in ("saturday", "sunday")
        if name == "friday" and session.get("end") is None:
            holds = None  # it may last into Saturday
        covered: Truth = False
        if holds is False:
            records = _other_times(case, session, "weekend", on)
            covered = None
            if records is not None:
                covered = either(
                    *(both(valid, one_of(name, record.get("days"))) for record, valid in records)
                )
        applies = both(intervention["service"] == "home_education", counts(session, on))
        yield Finding("session.weekdays", session["start"], verdict(applies, holds, covered), name)


def session_holiday(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        day = day_of(session)
        applies = both(intervention["service"] == "home_education", counts(session, on), day.weekday() < 5)
        yield Finding("session.holiday", session["start"], verdict(applies, not is_holiday(day)), day)


def plan_before_sessions(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        drafted = first_plan(case, intervention, on)
        for session in intervention.get("sessions") or ():
            knowing = equals(session.get("phase"), "knowledge")
            holds = either(knowing, not_after(drafted, day_of(session), on))
            found = verdict(counts(session, on), holds)
            yield Finding("plan.before-sessions", session["start"], found, drafted)


def group_ratio_decided(case: Record, on: date) -> Iterator[Finding]:
    for _, session in _sessions(case):
        ratio = session.get("group_ratio")
        applies = both(equals(session.get("activity"), "group"), counts(session, on), recorded(ratio))
        set_on = event(case, session, "group_ratio_on", on)
        enough = None
        if ratio is not None and ratio != "none":
            enough = Fraction(ratio) >= Fraction(1, 5)
        holds = both(
            enough,
            equals(session.get("group_ratio_by"), "minors_protection"),
            not_after(set_on, day_of(session), on),
        )
        yield Finding("group.ratio-decided", session["start"], verdict(applies, holds), ratio)


def _is_meeting(intervention: Record, session: Record) -> Truth:
    is_contact = intervention["service"] == "supervised_contact"
    return both(is_contact, equals(session.get("activity"), "supervised_meeting"))


def contact_session_length(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes = length_of(session)
        applies = both(_is_meeting(intervention, session), counts(session, on))
        holds = None if minutes is None else 60 <= minutes <= 180
        yield Finding("contact.session-length", session["start"], verdict(applies, holds), minutes)


def contact_phases(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        phases = session.get("phases")
        applies = both(_is_meeting(intervention, session), equals(status_of(session, on), "delivered"))
        found = verdict(applies, includes(phases, CONTACT_PHASES))
        yield Finding("contact.phases", session["start"], found, phases)


def _feedback(intervention: Record, session: Record) -> tuple[int | None, Truth]:
    """The minutes of the feedback talk, and whether there was one."""
    minutes = session.get("feedback_minutes")
    held = None if minutes is None else minutes > 0
    return minutes, both(intervention["service"] == "supervised_contact", held)


def contact_feedback_planned(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes, applies = _feedback(intervention, session)
        agreed = intervention.get("feedback_agreed_by")
        holds = both(
            equals(intervention.get("feedback_planned"), True),
            None if agreed is None else "sending_service" in agreed,
        )
        yield Finding("contact.feedback-planned", session["start"], verdict(applies, holds), minutes)


def contact_feedback_length(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes, applies = _feedback(intervention, session)
        holds = None if minutes is None else 10 <= minutes <= 15
        yield Finding("contact.feedback-length", session["start"], verdict(applies, holds), minutes)


def transport_provided(case: Record, on: date) -> Iterator[Finding]:
    for _, session in _sessions(case):
        provided = session.get("transport_provided")
        delivered = equals(status_of(session, on), "delivered")
        applies = both(delivered, equals(session.get("transport_needed"), True))
        found = verdict(applies, equals(provided, True))
        yield Finding("transport.provided", session["start"], found, provided)


# --- derogations ------------------------------------------------------------------------------------------------------


def _done_or_due(what: date | None, first: date, on: date) -> Truth:
    """Whether an event has happened; until the derogation begins it may still come."""
    return either(None if what is None else what != NEVER, not_after(what, first, on))


def derogation_assessed_first(case: Record, on: date) -> Iterator[Finding]:
    if case.get("derogations") is None:
        yield Finding("derogation.assessed-first", case["id"], "undecided")
    for record in case.get("derogations") or ():
        first = date.fromisoformat(record["from"])
        holds = both(
            equals(record.get("social_relevance"), True),
            equals(record.get("assessed_by"), "reference_social_worker"),
            _done_or_due(event(case, record, "assessed_on", on), first, on),
            one_of(record.get("authorised_by"), PLAN_OFFICE),
            _done_or_due(event(case, record, "authorised_on", on), first, on),
        )
        applies = "weekend" in record["scope"] or "hours" in record["scope"]
        yield Finding(
            "derogation.assessed-first", record.get("id", record["from"]), verdict(applies, holds), holds
        )


def derogation_hours_conditions(case: Record, _on: date) -> Iterator[Finding]:
    if case.get("derogations") is None:
        yield Finding("derogation.hours-conditions", case["id"], "undecided")
    for record in case.get("derogations") or ():
        holds = both(
            recorded(record.get("document")),
            equals(record.get("exceptional"), True),
            record["to"] != "none",
            equals(record.get("budget_available"), True),
            one_of(record.get("authorised_by"), PLAN_OFFICE),
        )
        applies = "weekly_cap" in record["scope"]
        yield Finding(
            "derogation.hours-conditions", record.get("id", record["from"]), verdict(applies, holds), holds
        )

"""Records that more than one kind of file has, and the types of the names that many of them use."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, Final, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from adm_rules.calendar import elapsed_minutes
from adm_rules.records.base import Record
from adm_rules.records.fields import (
    Cents,
    ClockTime,
    Day,
    Event,
    Flag,
    Id,
    Known,
    Listing,
    Minutes,
    OneOf,
    Several,
    SignedCents,
    Year,
    items_of,
)
from adm_rules.records.scalars import NONE, check_order, refuse

Activity: TypeAlias = Annotated[str, OneOf("activity")]
ActivityTag: TypeAlias = Annotated[str, OneOf("activity_tag")]
Channel: TypeAlias = Annotated[str, OneOf("channel")]
LeavingReason: TypeAlias = Annotated[str, OneOf("leaving_reason")]
MeetingType: TypeAlias = Annotated[str, OneOf("meeting_type")]
Outcome: TypeAlias = Annotated[str, OneOf("outcome")]
ReportContent: TypeAlias = Annotated[str, OneOf("report_content")]
ReportType: TypeAlias = Annotated[str, OneOf("report_type")]
Role: TypeAlias = Annotated[str, OneOf("role")]
Service: TypeAlias = Annotated[str, OneOf("service")]
SessionStatus: TypeAlias = Annotated[str, OneOf("session_status")]
Title: TypeAlias = Annotated[str, OneOf("title")]
Venue: TypeAlias = Annotated[str, OneOf("venue")]
Weekday: TypeAlias = Annotated[str, OneOf("weekday")]


class Period(Record):
    """Something that lasts from a first to a last day, both included; ``"none"`` is an open end."""

    from_: Event = Field(None, alias="from")
    to: Event = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.to, "from", "to")
        return self


def _no_overlap(
    value: tuple[Period, ...] | Listing[Period] | None,
) -> tuple[Period, ...] | Listing[Period] | None:
    """Refuse a history in which a record begins while another lasts; a day may end one and begin the next."""
    records = [each for each in items_of(value) if each.from_ is not None]
    records.sort(key=lambda each: str(each.from_) if isinstance(each.from_, date) else "")
    for before, after in pairwise(records):
        start, end = after.from_, before.to
        if NONE in {start, end} or (isinstance(start, date) and isinstance(end, date) and end > start):
            refuse(
                "overlapping_history", "two records last at the same time", "end one before the next begins"
            )
    return value


no_overlap: Final = AfterValidator(_no_overlap)
"""Marks a history of which one record holds at a time."""


class Slot(Period):
    """A weekly stretch of time: of a plan, a school timetable, a worker's availability."""

    weekday: Weekday
    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _clock_in_order(self) -> Self:
        if self.end <= self.start:
            refuse(
                "end_before_start", "`end` does not lie after `start`", "correct one of the two", key="end"
            )
        return self


class Agreed(Record):
    """A role's agreement or verification, with its day."""

    role: Role
    on: Event = None


class Payment(Record):
    """Money that passes between two parties; a balance may be negative."""

    id: Id | None = None
    kind: Known[Annotated[str, OneOf("payment_kind")]] = None
    service: Known[Service] = None
    intervention: Known[Id] = None
    payer: Known[Role] = None
    payee: Known[Role] = None
    amount: Known[SignedCents] = None
    due_on: Known[Day] = None
    paid_on: Event = None
    channel: Known[Channel] = None


class Expense(Record):
    """A cost beyond the ordinary, and who commissioned and approved it."""

    kind: Known[Annotated[str, OneOf("expense_kind")]] = None
    trigger: Known[Annotated[str, OneOf("expense_trigger")]] = None
    intervention: Known[Id] = None
    amount: Known[Cents] = None
    commissioned_by: Known[Role] = None
    commissioned_on: Event = None
    approved_on: Event = None
    motivated: Flag = None
    paid_on: Event = None


class Document(Record):
    """A document of a year, such as the service charter."""

    type: Annotated[str, OneOf("document_type")]
    year: Year
    sent_on: Event = None
    service: Known[Service] = None
    topics: Several[Annotated[str, OneOf("document_topic")]] = None
    contents: Several[Annotated[str, OneOf("document_content")]] = None


class Survey(Record):
    """A survey of satisfaction."""

    on: Event = None
    year: Known[Year] = None
    respondents: Several[Role] = None
    sent_to_lead_body_on: Event = None
    returned_to_respondents_on: Event = None


class Incident(Record):
    """Something that went wrong and must be told."""

    occurred_on: Day
    notified_on: Event = None
    contested_on: Event = None
    cause: Known[Annotated[str, OneOf("incident_cause")]] = None


class Control(Record):
    """A check on an agency or a company."""

    on: Event = None
    type: Known[Annotated[str, OneOf("control_type")]] = None
    agency: Known[Id] = None
    outcome: Known[Outcome] = None
    requested_on: Event = None
    answered_on: Event = None


class Supervision(Record):
    """A supervision meeting of the staff."""

    on: Day
    minutes: Known[Minutes] = None
    staff: Several[Id] = None
    supervisor_title: Known[Title] = None
    attendees: Several[Role] = None


def check_session(start: datetime, end: object) -> None:
    """Refuse a session that does not last, or lasts more than a day by the clock."""
    if not isinstance(end, datetime):
        return
    if elapsed_minutes(start, end) < 0:
        refuse("end_before_start", "`end` lies before `start`", "correct one of the two", key="end")
    if elapsed_minutes(start, end) == 0:
        problem, advice = "a session takes time", "correct `end`, or leave it out while it is not known"
        refuse("session_without_length", problem, advice, key="end")
    if end.replace(fold=0) - start.replace(fold=0) > timedelta(days=1):
        problem, advice = "`end` lies more than a day after `start`", "correct one of the two"
        refuse("session_too_long", problem, advice, key="end")

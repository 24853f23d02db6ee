"""How a case comes to a service: requests, rankings of agencies, derogations."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from adm_rules.records.base import Record
from adm_rules.records.fields import (
    ClockTime,
    Count,
    Day,
    Distinct,
    Event,
    Flag,
    Id,
    Known,
    Listed,
    Minutes,
    OneOf,
    Several,
)
from adm_rules.records.scalars import refuse
from adm_rules.records.shared import Outcome, Period, Role, Weekday

_Scope: TypeAlias = Annotated[str, OneOf("derogation_scope")]


class Ranked(Record):
    """An agency's place in the quality ranking, as the request found it."""

    agency: Id
    rank: Count
    available: Flag = None


class Request(Record):
    """A request to start, extend, suspend or close an intervention."""

    id: Id | None = None
    submitted_on: Day
    type: Known[Annotated[str, OneOf("request_type")]] = None
    by: Known[Role] = None
    initiated_by: Known[Role] = None
    drafted_by: Known[Role] = None
    collected_by: Known[Role] = None
    sent_to: Several[Role] = None
    urgent: Flag = None
    fields: Several[Annotated[str, OneOf("request_field")]] = None
    agreed_by: Several[Role] = None
    involved_specialists: Several[Role] = None
    family_choice: Known[Id] = None
    choice_form_signed_on: Event = None
    evaluated_on: Event = None
    outcome: Known[Outcome] = None
    sent_to_agency_on: Event = None
    ranking: Listed[Ranked] = None


class Derogation(Period):
    """One granted derogation: scope, interval, conditions and the limit that replaces the ordinary one."""

    id: Id | None = None
    scope: Annotated[frozenset[_Scope], Distinct()]
    from_: Day = Field(alias="from")
    intervention: Known[Id] = None
    document: Known[Id] = None
    exceptional: Flag = None
    budget_available: Flag = None
    social_relevance: Flag = None
    reason: Known[Annotated[str, OneOf("derogation_reason")]] = None
    assessed_by: Known[Role] = None
    assessed_on: Event = None
    authorised_by: Known[Role] = None
    authorised_on: Event = None
    payer: Known[Role] = None
    weekly_minutes: Known[Minutes] = None
    start: Known[ClockTime] = None
    end: Known[ClockTime] = None
    days: Several[Weekday] = None

    @model_validator(mode="after")
    def _clock_in_order(self) -> Self:
        if isinstance(self.start, int) and isinstance(self.end, int) and self.end <= self.start:
            refuse(
                "end_before_start", "`end` does not lie after `start`", "correct one of the two", key="end"
            )
        return self

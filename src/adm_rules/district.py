"""The file of a district's own office: meetings, reports, surveys, teams, funds, duties of information."""

from typing import Annotated, Self

from pydantic import model_validator

from adm_rules.records.base import Record
from adm_rules.records.fields import (
    Cents,
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
    Place,
    Several,
    Year,
)
from adm_rules.records.scalars import check_order
from adm_rules.records.shared import (
    Agreed,
    Control,
    MeetingType,
    Period,
    ReportContent,
    ReportType,
    Role,
    Service,
    Supervision,
    Survey,
)

__all__ = [
    "District",
    "DistrictMeeting",
    "DistrictReport",
    "DistrictYear",
    "FundPayment",
    "InformationDuty",
    "Population",
    "ServiceCard",
    "ServiceUse",
    "Team",
    "TeamMember",
]


class DistrictMeeting(Record):
    """A meeting of the office; it may belong to several series."""

    series: Annotated[frozenset[MeetingType], Distinct()]
    on: Event = None
    roles: Several[Role] = None
    municipalities: Several[Place] = None
    agenda: Several[Annotated[str, OneOf("agenda_item")]] = None
    convened_by: Known[Role] = None


class DistrictReport(Record):
    """A report of the office."""

    type: ReportType
    year: Known[Year] = None
    submitted_on: Event = None
    contents: Several[ReportContent] = None
    recipients: Several[Role] = None


class TeamMember(Period):
    """A post of a team."""

    role: Role
    coordinating: Flag = None


class Team(Record):
    """A team of a service."""

    id: Id | None = None
    service: Known[Service] = None
    members: Listed[TeamMember] = None


class FundPayment(Record):
    """Money paid out of a fund."""

    amount: Known[Cents] = None
    on: Event = None
    service: Known[Service] = None


class DistrictYear(Record):
    """The funds of one year."""

    year: Year
    fund_available: Known[Cents] = None
    budget_available: Flag = None
    fund_payments: Listed[FundPayment] = None


class InformationDuty(Record):
    """A return that must be verified and sent (document 001)."""

    kind: Known[Annotated[str, OneOf("information_duty")]] = None
    responsible: Known[Role] = None
    recipient: Known[Role] = None
    prepared_by: Several[Role] = None
    sent_on: Event = None
    verifications: Listed[Agreed] = None


class ServiceCard(Record):
    """The public card of a service (document 003)."""

    service: Service
    year: Known[Year] = None
    contents: Several[Annotated[str, OneOf("card_content")]] = None


class Population(Record):
    """Inhabitants of a municipality on a day."""

    municipality: Place
    on: Day
    inhabitants: Known[Count] = None


class ServiceUse(Record):
    """How much of a service the residents of a municipality used in a year."""

    service: Service
    year: Year
    municipality: Known[Place] = None
    minutes: Known[Minutes] = None


class District(Record):
    """Everything that is known about the district's own office."""

    id: Id
    complete_until: Day | None = None
    service_from: Event = None
    service_until: Event = None
    lead_body: Known[Role] = None
    advocacy_fund: Flag = None
    meetings: Listed[DistrictMeeting] = None
    reports: Listed[DistrictReport] = None
    surveys: Listed[Survey] = None
    supervisions: Listed[Supervision] = None
    controls: Listed[Control] = None
    teams: Listed[Team] = None
    years: Listed[DistrictYear] = None
    information_duties: Listed[InformationDuty] = None
    service_cards: Listed[ServiceCard] = None
    populations: Listed[Population] = None
    service_use: Listed[ServiceUse] = None
    project_agreements: Listed[Agreed] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.service_from, self.service_until, "service_from", "service_until")
        return self

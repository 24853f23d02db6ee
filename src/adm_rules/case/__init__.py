"""The file of one case: the minor, the family, the requests, the interventions, the derogations.

A case needs an opaque id and a birth date. It has no place for names, tax codes, addresses, diagnoses or free
text: rules reason on kinds, dates and roles. What places an element in time, or names it, is required; all
else may be missing, and what cannot be is refused.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import model_validator

from adm_rules.case.access import Derogation, Ranked, Request
from adm_rules.case.intervention import (
    Absence,
    Assignment,
    Attendance,
    Authorisation,
    Intervention,
    Meeting,
    Milestone,
    Objective,
    Plan,
    Report,
    ReportRequest,
    Session,
    Signature,
    Substitute,
    VoucherTerm,
)
from adm_rules.case.person import (
    Assessment,
    Charge,
    CourtOrder,
    Family,
    FosterCare,
    Holder,
    Home,
    HouseholdMember,
    IseeCertificate,
    Residence,
    Risk,
)
from adm_rules.records.base import Record
from adm_rules.records.fields import (
    Count,
    Day,
    Event,
    Flag,
    Id,
    Known,
    Listed,
    OneOf,
    Several,
    bare,
    items_of,
)
from adm_rules.records.scalars import refuse
from adm_rules.records.shared import ActivityTag, Agreed, Expense, Payment, Period, Role, Slot, no_overlap

__all__ = [
    "Absence",
    "Agreed",
    "Assessment",
    "Assignment",
    "Attendance",
    "Authorisation",
    "Case",
    "Charge",
    "CourtOrder",
    "Derogation",
    "Expense",
    "Family",
    "FosterCare",
    "Holder",
    "Home",
    "HouseholdMember",
    "Intervention",
    "IseeCertificate",
    "Meeting",
    "Milestone",
    "Objective",
    "Payment",
    "Period",
    "Plan",
    "Ranked",
    "Report",
    "ReportRequest",
    "Request",
    "Residence",
    "Risk",
    "Session",
    "Signature",
    "Slot",
    "Substitute",
    "VoucherTerm",
]


class Case(Record):
    """Everything that is known about one case."""

    id: Id
    birth_date: Day
    complete_until: Day | None = None

    # the minor
    residence: Annotated[Listed[Residence], no_overlap, bare("municipality")] = None
    lives_with: Annotated[Listed[Home], no_overlap, bare("kind")] = None
    school_level: Known[Annotated[str, OneOf("school_level")]] = None
    school_year: Known[Count] = None
    school_timetable: Listed[Slot] = None
    disability: Flag = None
    disability_severity: Known[Annotated[str, OneOf("severity")]] = None
    attendance_allowance: Flag = None
    adult_continuation_on: Event = None
    foster_care: Listed[FosterCare] = None

    # the family
    family: Known[Family] = None
    family_residence: Annotated[Listed[Residence], no_overlap, bare("municipality")] = None
    household: Listed[HouseholdMember] = None
    holders: Listed[Holder] = None
    isee: Listed[IseeCertificate] = None

    # who has the case, and why
    in_charge: Annotated[Listed[Charge], bare("role")] = None
    custodian: Annotated[Listed[Charge], bare("role")] = None
    protection_paths: Listed[Period] = None
    court_orders: Listed[CourtOrder] = None
    assessments: Listed[Assessment] = None
    risks: Listed[Risk] = None
    risk_flags: Several[Annotated[str, OneOf("risk_flag")]] = None
    risk_if_uncovered: Flag = None
    complex: Flag = None
    area: Known[Annotated[str, OneOf("area")]] = None
    goal: Known[Annotated[str, OneOf("goal")]] = None
    social_hardship: Flag = None
    marginalisation_risk: Flag = None
    temporary_difficulty: Flag = None
    conditions_overcome_on: Event = None

    # the path
    opened_on: Event = None
    file_opened_on: Event = None
    need_assessed_on: Event = None
    suitability_assessed_on: Event = None
    operator_decision_on: Event = None
    evaluation_path_opened_on: Event = None
    evaluation_unit_validated_on: Event = None
    referral_source: Known[Role] = None
    referral_agreed_on: Event = None
    involved_services: Several[Role] = None
    project_owner: Known[Role] = None
    agreements: Listed[Agreed] = None
    mandated_activities: Several[ActivityTag] = None
    municipality_choice: Known[Id] = None
    municipality_informed_on: Event = None
    municipality_commitment_on: Event = None
    court_report_on: Event = None
    rpm_record_on: Event = None
    pippi_target: Flag = None
    sai_stay_from: Event = None
    sai_stay_to: Event = None

    # requests and interventions
    requests: Listed[Request] = None
    interventions: Listed[Intervention] = None
    derogations: Listed[Derogation] = None
    payments: Listed[Payment] = None
    expenses: Listed[Expense] = None

    @model_validator(mode="after")
    def _born_before_the_rest(self) -> Self:
        for day, what in self._days_after_birth():
            if isinstance(day, date) and day < self.birth_date:
                refuse(
                    "born_too_late",
                    f"`birth_date` lies after {what}",
                    "check the birth date",
                    key="birth_date",
                )
        return self

    def _days_after_birth(self) -> Iterator[tuple[object, str]]:
        """Days that cannot precede the birth of the minor, and what they are."""
        yield self.complete_until, "`complete_until`"
        yield from ((each.submitted_on, "a request") for each in items_of(self.requests))
        for intervention in items_of(self.interventions):
            yield intervention.started_on, "the start of an intervention"
            yield from ((each.start.date(), "a session") for each in items_of(intervention.sessions))
            yield from ((each.drafted_on, "the drafting of a plan") for each in items_of(intervention.plans))

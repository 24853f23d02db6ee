"""An intervention and everything recorded about it: sessions, plans, vouchers, staff, reports, meetings."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from adm_rules.records.base import Record
from adm_rules.records.fields import (
    Cents,
    Count,
    Day,
    Event,
    Flag,
    Id,
    Known,
    Listed,
    LocalTime,
    Minutes,
    Months,
    OneOf,
    Ratio,
    Several,
)
from adm_rules.records.scalars import check_order, refuse
from adm_rules.records.shared import (
    Activity,
    ActivityTag,
    LeavingReason,
    MeetingType,
    Period,
    ReportContent,
    ReportType,
    Role,
    Service,
    SessionStatus,
    Slot,
    Venue,
    check_session,
)

_Goal: TypeAlias = Annotated[str, OneOf("goal")]


class Authorisation(Period):
    """Weekly hours, proposed and authorised."""

    from_: Day = Field(alias="from")
    weekly_minutes: Known[Minutes] = None
    proposed_by: Known[Role] = None
    proposed_on: Event = None
    authorised_by: Known[Role] = None
    authorised_on: Event = None


class VoucherTerm(Record):
    """One term of the voucher: the first, or an extension; both days belong to it."""

    kind: Annotated[str, OneOf("term_kind")]
    start: Day
    end: Day
    unit_value: Known[Cents] = None
    assigned_on: Event = None
    authorised_on: Event = None
    new_activation_on: Event = None
    budget_checked_on: Event = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.start, self.end, "start", "end")
        return self


class Objective(Record):
    """What one objective of a plan is about."""

    tag: Annotated[str, OneOf("objective_tag")]


class Signature(Record):
    """A signature under a plan: the signer is a role, or the id of a holder of parental responsibility."""

    signer: Id
    on: Event = None


class Plan(Record):
    """One version of the educational project."""

    id: Id | None = None
    kind: Known[Annotated[str, OneOf("plan_kind")]] = None
    form: Known[Annotated[str, OneOf("plan_form")]] = None
    drafted_on: Event = None
    drafted_by: Known[Role] = None
    drafted_by_id: Known[Id] = None
    agreed_on: Event = None
    shared_with: Several[Role] = None
    shared_on: Event = None
    revised_on: Event = None
    educational_contract_signed_on: Event = None
    start_on: Known[Day] = None
    end_on: Known[Day] = None
    goal: Known[_Goal] = None
    parenting_goal: Flag = None
    contents: Several[Annotated[str, OneOf("plan_field")]] = None
    activities: Several[ActivityTag] = None
    correlated_activities: Several[ActivityTag] = None
    venues: Several[Venue] = None
    team: Several[Role] = None
    participants: Several[Role] = None
    family: Known[Id] = None
    objectives: Listed[Objective] = None
    signatures: Listed[Signature] = None
    schedule: Listed[Slot] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.start_on, self.end_on, "start_on", "end_on")
        return self


class Attendance(Record):
    """Somebody present at a session besides the users."""

    kind: Annotated[str, OneOf("attendee_kind")]
    staff: Known[Id] = None


class Session(Record):
    """One session, planned or held: the only source of hours."""

    id: Id | None = None
    start: LocalTime
    end: Known[LocalTime] = None
    status: Known[SessionStatus] = None
    activity: Known[Activity] = None
    venue: Known[Venue] = None
    phase: Known[Annotated[str, OneOf("phase")]] = None
    phases: Several[Annotated[str, OneOf("session_phase")]] = None
    feedback_minutes: Known[Minutes] = None
    users_present: Known[Count] = None
    activities: Several[ActivityTag] = None
    partners: Several[Role] = None
    recipients: Several[Role] = None
    transport_needed: Flag = None
    transport_provided: Flag = None
    accompanied_by: Known[Role] = None
    visiting_adult: Known[Role] = None
    agreed_on: Event = None
    agreed_by: Several[Role] = None
    suspension_cause: Known[Annotated[str, OneOf("suspension_cause")]] = None
    substitution_tried_on: Event = None
    minutes_recorded_on: Event = None
    group: Known[Id] = None
    group_ratio: Known[Ratio] = None
    group_ratio_by: Known[Role] = None
    group_ratio_on: Event = None
    attendance: Listed[Attendance] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_session(self.start, self.end)
        if self.status == "delivered" and self.users_present == 0 and self.activity in {"direct", "group"}:
            problem, advice = (
                "nobody was present at a delivered session",
                "count the users, or say `cancelled`",
            )
            refuse("session_without_users", problem, advice, key="users_present")
        return self


class Assignment(Record):
    """A worker's assignment to the intervention."""

    staff: Id
    role: Known[Role] = None
    from_: Day = Field(alias="from")
    left_on: Event = None
    left_reason: Known[LeavingReason] = None
    force_majeure_documented: Flag = None
    replaced_on: Event = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.left_on, "from", "left_on")
        return self


class Absence(Record):
    """A worker's absence, and who stepped in."""

    staff: Known[Id] = None
    from_: Day = Field(alias="from")
    returned_on: Event = None
    foreseeable: Flag = None
    documented: Flag = None
    cause: Known[Annotated[str, OneOf("absence_cause")]] = None
    substituted_on: Event = None
    substitute: Known[Id] = None
    team_agreed_on: Event = None
    agreed_with: Several[Role] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.returned_on, "from", "returned_on")
        return self


class Report(Record):
    """A report about the intervention."""

    type: ReportType
    submitted_on: Event = None
    author: Known[Id] = None
    form: Known[Annotated[str, OneOf("report_form")]] = None
    recipients: Several[Role] = None
    agreed_with: Several[Role] = None
    sent_to_court_on: Event = None
    contents: Several[ReportContent] = None


class ReportRequest(Record):
    """A service's request for a report."""

    asked_on: Day
    asked_by: Known[Role] = None
    answered_on: Event = None
    due_on: Known[Day] = None


class Meeting(Record):
    """A meeting about the intervention."""

    type: MeetingType
    on: Event = None
    requested_on: Event = None
    convened_by: Known[Role] = None
    invited_by: Known[Role] = None
    participants: Several[Role] = None
    required: Several[Role] = None
    venue: Known[Venue] = None


class Milestone(Record):
    """A step of the supervised contact protocol (document 003)."""

    step: Annotated[str, OneOf("milestone_step")]
    on: Event = None
    venue: Known[Venue] = None
    by: Known[Role] = None


class Substitute(Record):
    """A worker named in advance as a possible substitute."""

    staff: Id
    listed_on: Event = None


class Intervention(Record):
    """One intervention of one service."""

    id: Id | None = None
    service: Service
    agency: Known[Id] = None
    request: Known[Id] = None
    proposed_on: Event = None
    started_on: Event = None
    enrolled_on: Event = None
    closed_on: Event = None
    closure_reason: Known[Annotated[str, OneOf("closure_reason")]] = None
    chosen_by: Known[Role] = None
    chosen_on: Event = None
    free_places: Known[Count] = None
    hours_reduced_on: Event = None
    educator_named_on: Event = None
    substitutes_listed_on: Event = None
    knowledge_ends_on: Known[Day] = None
    agreed_start_on: Known[Day] = None
    review_interval_months: Known[Months] = None
    feedback_planned: Flag = None
    feedback_agreed_by: Several[Role] = None
    preparing_return_home: Flag = None
    positive_evolution_on: Event = None
    venue_agreed_on: Event = None
    venue_agreed_by: Several[Role] = None
    accompaniment_reason: Flag = None
    contact_hours_minutes: Known[Minutes] = None
    authorisations: Listed[Authorisation] = None
    voucher_terms: Listed[VoucherTerm] = None
    plans: Listed[Plan] = None
    sessions: Listed[Session] = None
    assignments: Listed[Assignment] = None
    absences: Listed[Absence] = None
    reports: Listed[Report] = None
    report_requests: Listed[ReportRequest] = None
    meetings: Listed[Meeting] = None
    milestones: Listed[Milestone] = None
    substitutes: Listed[Substitute] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.started_on, self.closed_on, "started_on", "closed_on")
        return self

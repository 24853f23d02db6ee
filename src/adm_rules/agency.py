"""The file of one provider agency: accreditation, offices, documents, staff, invoices.

``complete_from`` and ``complete_until`` together declare the days over which the file is complete; weeks and
years of the agency exist only inside them.
"""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from adm_rules.records.base import Record
from adm_rules.records.fields import (
    Cents,
    Count,
    Day,
    Event,
    Flag,
    Fraction,
    Id,
    Known,
    Listed,
    LocalTime,
    Minutes,
    Months,
    OneOf,
    Place,
    Reads,
    Several,
    Year,
)
from adm_rules.records.scalars import check_order, read_province
from adm_rules.records.shared import (
    Activity,
    Control,
    Document,
    Incident,
    LeavingReason,
    Payment,
    Period,
    Role,
    Service,
    SessionStatus,
    Slot,
    Supervision,
    Survey,
    Title,
    Venue,
    check_session,
)

__all__ = [
    "Accreditation",
    "Agency",
    "AgencyAbsence",
    "AgencyAssignment",
    "AgencySession",
    "HeldTitle",
    "Invoice",
    "InvoiceLine",
    "NeutralSpace",
    "Office",
    "QualityRanking",
    "StaffListChange",
    "StaffMember",
    "Training",
]

_Province: TypeAlias = Annotated[str, Reads(read_province, {"type": "string", "pattern": "^[A-Z]{2}$"})]
_Requirement: TypeAlias = Annotated[str, OneOf("requirement")]


class Accreditation(Period):
    """An accreditation, with its conditions."""

    from_: Day = Field(alias="from")
    status: Known[Annotated[str, OneOf("accreditation_status")]] = None
    granted_by: Known[Role] = None
    requested_on: Event = None
    contract_signed_on: Event = None
    suspended_on: Event = None
    requirements: Several[_Requirement] = None


class QualityRanking(Record):
    """The agency's place in the quality ranking of a year."""

    year: Year
    score: Known[Fraction] = None
    position: Known[Count] = None


class Office(Period):
    """An operating office."""

    municipality: Known[Place] = None
    province: Known[_Province] = None
    stable: Flag = None
    address: Flag = None
    phone: Flag = None
    empowered_manager: Flag = None


class NeutralSpace(Period):
    """A place for supervised contact."""

    id: Id | None = None
    municipality: Known[Place] = None
    available: Flag = None
    confidentiality_verified_on: Event = None
    inspected_on: Event = None


class HeldTitle(Record):
    """A professional title."""

    title: Title
    on: Event = None


class Training(Record):
    """Training attended."""

    on: Day
    minutes: Known[Minutes] = None
    topic: Known[Annotated[str, OneOf("training_topic")]] = None


class StaffMember(Record):
    """A worker, by an opaque id."""

    id: Id
    role: Known[Role] = None
    contract_type: Known[Annotated[str, OneOf("contract_type")]] = None
    contract_level: Flag = None
    contract_to: Event = None
    national_contract: Flag = None
    listed_from: Known[Day] = None
    delisted_on: Event = None
    special_training: Several[Annotated[str, OneOf("risk_theme")]] = None
    similar_experience_months: Known[Months] = None
    coordinator_experience_months: Known[Months] = None
    licence_b: Flag = None
    licence_until: Known[Day] = None
    vehicle_authorised: Flag = None
    traineeship_completed: Flag = None
    confidentiality_signed_on: Event = None
    badge_issued_on: Event = None
    badge_fields: Several[Annotated[str, OneOf("badge_field")]] = None
    cv_sent_on: Event = None
    titles: Listed[HeldTitle] = None
    training: Listed[Training] = None
    availability: Listed[Slot] = None
    reachability: Listed[Slot] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.listed_from, self.delisted_on, "listed_from", "delisted_on")
        return self


class StaffListChange(Record):
    """A change to the list of staff."""

    effective_on: Day
    notified_on: Event = None
    staff: Known[Id] = None
    kind: Known[Annotated[str, OneOf("staff_change")]] = None


class AgencyAssignment(Record):
    """An assignment as the agency records it; ``closed_on`` is the end of the intervention."""

    staff: Id
    intervention: Id
    service: Known[Service] = None
    from_: Day = Field(alias="from")
    left_on: Event = None
    left_reason: Known[LeavingReason] = None
    force_majeure_documented: Flag = None
    replaced_on: Event = None
    closed_on: Event = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.left_on, "from", "left_on")
        return self


class AgencySession(Record):
    """A session as the agency records it."""

    id: Id | None = None
    intervention: Known[Id] = None
    staff: Several[Id] = None
    service: Known[Service] = None
    start: LocalTime
    end: Known[LocalTime] = None
    status: Known[SessionStatus] = None
    activity: Known[Activity] = None
    venue: Known[Venue] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_session(self.start, self.end)
        return self


class AgencyAbsence(Record):
    """An absence as the agency records it."""

    staff: Id
    intervention: Known[Id] = None
    from_: Day = Field(alias="from")
    returned_on: Event = None
    foreseeable: Flag = None
    documented: Flag = None
    substituted_on: Event = None
    substitute: Known[Id] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.returned_on, "from", "returned_on")
        return self


class InvoiceLine(Record):
    """One line of an invoice: one intervention, one kind of work."""

    intervention: Known[Id] = None
    service: Known[Service] = None
    activity: Known[Activity] = None
    minutes: Known[Minutes] = None
    amount: Known[Cents] = None


class Invoice(Period):
    """An invoice over a period."""

    id: Id | None = None
    from_: Day = Field(alias="from")
    to: Day
    months: Known[Count] = None
    issued_on: Event = None
    issuer: Known[Role] = None
    payers: Several[Role] = None
    service: Known[Service] = None
    amount: Known[Cents] = None
    lines: Listed[InvoiceLine] = None


class Agency(Record):
    """Everything that is known about one agency."""

    id: Id
    complete_from: Day | None = None
    complete_until: Day | None = None
    legal_type: Known[Annotated[str, OneOf("legal_type")]] = None
    experience_months: Known[Months] = None
    coordinator: Known[Id] = None
    coordinator_phone: Flag = None
    has_operating_coordinator: Flag = None
    vehicles: Known[Count] = None
    cpe_filed_on: Event = None
    accreditations: Listed[Accreditation] = None
    rankings: Listed[QualityRanking] = None
    offices: Listed[Office] = None
    neutral_spaces: Listed[NeutralSpace] = None
    documents: Listed[Document] = None
    staff: Listed[StaffMember] = None
    staff_list_changes: Listed[StaffListChange] = None
    supervisions: Listed[Supervision] = None
    assignments: Listed[AgencyAssignment] = None
    sessions: Listed[AgencySession] = None
    absences: Listed[AgencyAbsence] = None
    invoices: Listed[Invoice] = None
    surveys: Listed[Survey] = None
    incidents: Listed[Incident] = None
    controls: Listed[Control] = None
    payments: Listed[Payment] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.complete_from, self.complete_until, "complete_from", "complete_until")
        return self

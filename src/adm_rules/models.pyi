"""The records as type checkers see them: what their constructors take, in every form that is read.

Written by ``tools/gen_models.py``. A class here is the record of the same name in `adm_rules.models`.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from adm_rules import names
from adm_rules._internal.agency import Accreditation as _Accreditation
from adm_rules._internal.agency import Agency as _Agency
from adm_rules._internal.agency import NeutralSpace as _NeutralSpace
from adm_rules._internal.agency import Office as _Office
from adm_rules._internal.agency import QualityRanking as _QualityRanking
from adm_rules._internal.agency.registers import AgencyAbsence as _AgencyAbsence
from adm_rules._internal.agency.registers import AgencyAssignment as _AgencyAssignment
from adm_rules._internal.agency.registers import AgencySession as _AgencySession
from adm_rules._internal.agency.registers import HeldTitle as _HeldTitle
from adm_rules._internal.agency.registers import Invoice as _Invoice
from adm_rules._internal.agency.registers import InvoiceLine as _InvoiceLine
from adm_rules._internal.agency.registers import StaffListChange as _StaffListChange
from adm_rules._internal.agency.registers import StaffMember as _StaffMember
from adm_rules._internal.agency.registers import Training as _Training
from adm_rules._internal.case import Case as _Case
from adm_rules._internal.case.access import Derogation as _Derogation
from adm_rules._internal.case.access import Ranked as _Ranked
from adm_rules._internal.case.access import Request as _Request
from adm_rules._internal.case.intervention import Absence as _Absence
from adm_rules._internal.case.intervention import Assignment as _Assignment
from adm_rules._internal.case.intervention import Attendance as _Attendance
from adm_rules._internal.case.intervention import Authorisation as _Authorisation
from adm_rules._internal.case.intervention import Intervention as _Intervention
from adm_rules._internal.case.intervention import Objective as _Objective
from adm_rules._internal.case.intervention import Plan as _Plan
from adm_rules._internal.case.intervention import Session as _Session
from adm_rules._internal.case.intervention import Signature as _Signature
from adm_rules._internal.case.intervention import Substitute as _Substitute
from adm_rules._internal.case.intervention import VoucherTerm as _VoucherTerm
from adm_rules._internal.case.means import IseeCertificate as _IseeCertificate
from adm_rules._internal.case.person import Agreement as _Agreement
from adm_rules._internal.case.person import Assessment as _Assessment
from adm_rules._internal.case.person import Charge as _Charge
from adm_rules._internal.case.person import CourtOrder as _CourtOrder
from adm_rules._internal.case.person import Family as _Family
from adm_rules._internal.case.person import FosterCare as _FosterCare
from adm_rules._internal.case.person import Holder as _Holder
from adm_rules._internal.case.person import Home as _Home
from adm_rules._internal.case.person import HouseholdMember as _HouseholdMember
from adm_rules._internal.case.person import Residence as _Residence
from adm_rules._internal.case.person import Risk as _Risk
from adm_rules._internal.case.person import SchoolClosing as _SchoolClosing
from adm_rules._internal.case.reporting import Meeting as _Meeting
from adm_rules._internal.case.reporting import Report as _Report
from adm_rules._internal.case.reporting import ReportRequest as _ReportRequest
from adm_rules._internal.district import District as _District
from adm_rules._internal.district import DistrictMeeting as _DistrictMeeting
from adm_rules._internal.district import DistrictReport as _DistrictReport
from adm_rules._internal.district import DistrictYear as _DistrictYear
from adm_rules._internal.district import FundPayment as _FundPayment
from adm_rules._internal.district import InformationDuty as _InformationDuty
from adm_rules._internal.district import Population as _Population
from adm_rules._internal.district import ProjectAgreement as _ProjectAgreement
from adm_rules._internal.district import ServiceCard as _ServiceCard
from adm_rules._internal.district import ServiceUse as _ServiceUse
from adm_rules._internal.district import Team as _Team
from adm_rules._internal.district import TeamMember as _TeamMember
from adm_rules._internal.records.base import StepTaken as _StepTaken
from adm_rules._internal.records.fields import Listing as Listing
from adm_rules._internal.records.more import DeclaredValues
from adm_rules._internal.records.shared import Agreed as _Agreed
from adm_rules._internal.records.shared import Control as _Control
from adm_rules._internal.records.shared import Document as _Document
from adm_rules._internal.records.shared import Expense as _Expense
from adm_rules._internal.records.shared import Incident as _Incident
from adm_rules._internal.records.shared import Noted as _Noted
from adm_rules._internal.records.shared import Payment as _Payment
from adm_rules._internal.records.shared import Period as _Period
from adm_rules._internal.records.shared import Slot as _Slot
from adm_rules._internal.records.shared import Supervision as _Supervision
from adm_rules._internal.records.shared import Survey as _Survey
from adm_rules._internal.service_contract import ContractBreach as _ContractBreach
from adm_rules._internal.service_contract import ContractYear as _ContractYear
from adm_rules._internal.service_contract import ContractedService as _ContractedService
from adm_rules._internal.service_contract import DataBreach as _DataBreach
from adm_rules._internal.service_contract import DataUse as _DataUse
from adm_rules._internal.service_contract import Notice as _Notice
from adm_rules._internal.service_contract import Penalty as _Penalty
from adm_rules._internal.service_contract import ServiceContract as _ServiceContract

_Day: TypeAlias = date | str
_Money: TypeAlias = int | float | Decimal | str
_Several: TypeAlias = Sequence[str] | Set[str]

class Absence(_Absence):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        staff: str | Literal["none"] | None = ...,
        returned_on: _Day | Literal["none"] | None = ...,
        foreseeable: bool | None = ...,
        documented: bool | None = ...,
        cause: names.AbsenceCause | Literal["none"] | None = ...,
        substituted_on: _Day | Literal["none"] | None = ...,
        substitute: str | Literal["none"] | None = ...,
        team_agreed_on: _Day | Literal["none"] | None = ...,
        agreed_with: Sequence[names.Role] | Set[names.Role] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Accreditation(_Accreditation):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        status: names.AccreditationStatus | None = ...,
        granted_by: names.Role | Literal["none"] | None = ...,
        requested_on: _Day | Literal["none"] | None = ...,
        contract_signed_on: _Day | Literal["none"] | None = ...,
        suspended_on: _Day | Literal["none"] | None = ...,
        requirements: Sequence[names.Requirement] | Set[names.Requirement] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Agency(_Agency):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    accreditations: tuple[Accreditation, ...] | Listing[Accreditation] | None
    rankings: tuple[QualityRanking, ...] | Listing[QualityRanking] | None
    offices: tuple[Office, ...] | Listing[Office] | None
    neutral_spaces: tuple[NeutralSpace, ...] | Listing[NeutralSpace] | None
    documents: tuple[Document, ...] | Listing[Document] | None
    staff: tuple[StaffMember, ...] | Listing[StaffMember] | None
    staff_list_changes: tuple[StaffListChange, ...] | Listing[StaffListChange] | None
    supervisions: tuple[Supervision, ...] | Listing[Supervision] | None
    assignments: tuple[AgencyAssignment, ...] | Listing[AgencyAssignment] | None
    sessions: tuple[AgencySession, ...] | Listing[AgencySession] | None
    absences: tuple[AgencyAbsence, ...] | Listing[AgencyAbsence] | None
    invoices: tuple[Invoice, ...] | Listing[Invoice] | None
    surveys: tuple[Survey, ...] | Listing[Survey] | None
    incidents: tuple[Incident, ...] | Listing[Incident] | None
    controls: tuple[Control, ...] | Listing[Control] | None
    payments: tuple[Payment, ...] | Listing[Payment] | None
    def __init__(
        self,
        *,
        id: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        complete_from: _Day | None = ...,
        complete_until: _Day | None = ...,
        legal_type: names.LegalType | Literal["none"] | None = ...,
        experience_months: int | Literal["none"] | None = ...,
        coordinator: str | Literal["none"] | None = ...,
        coordinator_phone: bool | None = ...,
        has_operating_coordinator: bool | None = ...,
        vehicles: int | Literal["none"] | None = ...,
        cpe_filed_on: _Day | Literal["none"] | None = ...,
        accreditations: Sequence[Accreditation | Mapping[str, Any]] | Listing[Accreditation] | Mapping[str, Any] | None = ...,
        rankings: Sequence[QualityRanking | Mapping[str, Any]] | Listing[QualityRanking] | Mapping[str, Any] | None = ...,
        offices: Sequence[Office | Mapping[str, Any]] | Listing[Office] | Mapping[str, Any] | None = ...,
        neutral_spaces: Sequence[NeutralSpace | Mapping[str, Any]] | Listing[NeutralSpace] | Mapping[str, Any] | None = ...,
        documents: Sequence[Document | Mapping[str, Any]] | Listing[Document] | Mapping[str, Any] | None = ...,
        staff: Sequence[StaffMember | Mapping[str, Any]] | Listing[StaffMember] | Mapping[str, Any] | None = ...,
        staff_list_changes: Sequence[StaffListChange | Mapping[str, Any]] | Listing[StaffListChange] | Mapping[str, Any] | None = ...,
        supervisions: Sequence[Supervision | Mapping[str, Any]] | Listing[Supervision] | Mapping[str, Any] | None = ...,
        assignments: Sequence[AgencyAssignment | Mapping[str, Any]] | Listing[AgencyAssignment] | Mapping[str, Any] | None = ...,
        sessions: Sequence[AgencySession | Mapping[str, Any]] | Listing[AgencySession] | Mapping[str, Any] | None = ...,
        absences: Sequence[AgencyAbsence | Mapping[str, Any]] | Listing[AgencyAbsence] | Mapping[str, Any] | None = ...,
        invoices: Sequence[Invoice | Mapping[str, Any]] | Listing[Invoice] | Mapping[str, Any] | None = ...,
        surveys: Sequence[Survey | Mapping[str, Any]] | Listing[Survey] | Mapping[str, Any] | None = ...,
        incidents: Sequence[Incident | Mapping[str, Any]] | Listing[Incident] | Mapping[str, Any] | None = ...,
        controls: Sequence[Control | Mapping[str, Any]] | Listing[Control] | Mapping[str, Any] | None = ...,
        payments: Sequence[Payment | Mapping[str, Any]] | Listing[Payment] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class AgencyAbsence(_AgencyAbsence):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        staff: str,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        intervention: str | Literal["none"] | None = ...,
        returned_on: _Day | Literal["none"] | None = ...,
        foreseeable: bool | None = ...,
        documented: bool | None = ...,
        substituted_on: _Day | Literal["none"] | None = ...,
        substitute: str | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class AgencyAssignment(_AgencyAssignment):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        staff: str,
        intervention: str,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        left_on: _Day | Literal["none"] | None = ...,
        left_reason: names.LeavingReason | Literal["none"] | None = ...,
        force_majeure_documented: bool | None = ...,
        replaced_on: _Day | Literal["none"] | None = ...,
        closed_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class AgencySession(_AgencySession):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        start: datetime | str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        intervention: str | Literal["none"] | None = ...,
        staff: _Several | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        end: datetime | str | None = ...,
        status: names.SessionStatus | None = ...,
        activity: names.Activity | None = ...,
        venue: names.Venue | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Agreed(_Agreed):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        role: names.Role,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Agreement(_Agreement):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        role: names.Role,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        for_: str | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Assessment(_Assessment):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        by: names.Role | Literal["none"] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        for_: str | None = ...,
        outcome: names.Outcome | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Assignment(_Assignment):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        staff: str,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        role: names.Role | None = ...,
        left_on: _Day | Literal["none"] | None = ...,
        left_reason: names.LeavingReason | Literal["none"] | None = ...,
        force_majeure_documented: bool | None = ...,
        replaced_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Attendance(_Attendance):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        kind: names.AttendeeKind,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        staff: str | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Authorisation(_Authorisation):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        weekly_minutes: int | None = ...,
        proposed_by: names.Role | Literal["none"] | None = ...,
        proposed_on: _Day | Literal["none"] | None = ...,
        authorised_by: names.Role | Literal["none"] | None = ...,
        authorised_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Case(_Case):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    residence: tuple[Residence, ...] | Listing[Residence] | None
    lives_with: tuple[Home, ...] | Listing[Home] | None
    school_timetable: tuple[Slot, ...] | Listing[Slot] | None
    school_closings: tuple[SchoolClosing, ...] | Listing[SchoolClosing] | None
    foster_care: tuple[FosterCare, ...] | Listing[FosterCare] | None
    family: Family | Literal["none"] | None
    family_residence: tuple[Residence, ...] | Listing[Residence] | None
    household: tuple[HouseholdMember, ...] | Listing[HouseholdMember] | None
    holders: tuple[Holder, ...] | Listing[Holder] | None
    isee: tuple[IseeCertificate, ...] | Listing[IseeCertificate] | None
    in_charge: tuple[Charge, ...] | Listing[Charge] | None
    custodian: tuple[Charge, ...] | Listing[Charge] | None
    protection_paths: tuple[Period, ...] | Listing[Period] | None
    court_orders: tuple[CourtOrder, ...] | Listing[CourtOrder] | None
    assessments: tuple[Assessment, ...] | Listing[Assessment] | None
    risks: tuple[Risk, ...] | Listing[Risk] | None
    agreements: tuple[Agreement, ...] | Listing[Agreement] | None
    payments: tuple[Payment, ...] | Listing[Payment] | None
    expenses: tuple[Expense, ...] | Listing[Expense] | None
    requests: tuple[Request, ...] | Listing[Request] | None
    derogations: tuple[Derogation, ...] | Listing[Derogation] | None
    interventions: tuple[Intervention, ...] | Listing[Intervention] | None
    def __init__(
        self,
        *,
        id: str,
        birth_date: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        complete_until: _Day | None = ...,
        residence: Sequence[Residence | Mapping[str, Any]] | Listing[Residence] | Mapping[str, Any] | str | None = ...,
        lives_with: Sequence[Home | Mapping[str, Any]] | Listing[Home] | Mapping[str, Any] | names.Home | None = ...,
        school_level: names.SchoolLevel | Literal["none"] | None = ...,
        school_year: int | Literal["none"] | None = ...,
        school_timetable: Sequence[Slot | Mapping[str, Any]] | Listing[Slot] | Mapping[str, Any] | None = ...,
        school_closings: Sequence[SchoolClosing | Mapping[str, Any]] | Listing[SchoolClosing] | Mapping[str, Any] | None = ...,
        disability: bool | None = ...,
        disability_severity: names.Severity | Literal["none"] | None = ...,
        attendance_allowance: bool | None = ...,
        adult_continuation_on: _Day | Literal["none"] | None = ...,
        foster_care: Sequence[FosterCare | Mapping[str, Any]] | Listing[FosterCare] | Mapping[str, Any] | None = ...,
        family: Family | Mapping[str, Any] | Literal["none"] | None = ...,
        family_residence: Sequence[Residence | Mapping[str, Any]] | Listing[Residence] | Mapping[str, Any] | str | None = ...,
        household: Sequence[HouseholdMember | Mapping[str, Any]] | Listing[HouseholdMember] | Mapping[str, Any] | None = ...,
        holders: Sequence[Holder | Mapping[str, Any]] | Listing[Holder] | Mapping[str, Any] | None = ...,
        isee: Sequence[IseeCertificate | Mapping[str, Any]] | Listing[IseeCertificate] | Mapping[str, Any] | None = ...,
        in_charge: Sequence[Charge | Mapping[str, Any]] | Listing[Charge] | Mapping[str, Any] | names.Role | None = ...,
        custodian: Sequence[Charge | Mapping[str, Any]] | Listing[Charge] | Mapping[str, Any] | names.Role | None = ...,
        protection_paths: Sequence[Period | Mapping[str, Any]] | Listing[Period] | Mapping[str, Any] | None = ...,
        court_orders: Sequence[CourtOrder | Mapping[str, Any]] | Listing[CourtOrder] | Mapping[str, Any] | None = ...,
        assessments: Sequence[Assessment | Mapping[str, Any]] | Listing[Assessment] | Mapping[str, Any] | None = ...,
        risks: Sequence[Risk | Mapping[str, Any]] | Listing[Risk] | Mapping[str, Any] | None = ...,
        risk_flags: Sequence[names.RiskFlag] | Set[names.RiskFlag] | None = ...,
        risk_if_uncovered: bool | None = ...,
        complex: bool | None = ...,
        area: names.Area | Literal["none"] | None = ...,
        goal: names.Goal | Literal["none"] | None = ...,
        social_hardship: bool | None = ...,
        marginalisation_risk: bool | None = ...,
        temporary_difficulty: bool | None = ...,
        conditions_overcome_on: _Day | Literal["none"] | None = ...,
        opened_on: _Day | Literal["none"] | None = ...,
        file_opened_on: _Day | Literal["none"] | None = ...,
        need_assessed_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        suitability_assessed_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        operator_decision_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        evaluation_path_opened_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        evaluation_unit_validated_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        referral_source: names.Role | Literal["none"] | None = ...,
        referral_agreed_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        involved_services: Sequence[names.Role] | Set[names.Role] | None = ...,
        project_owner: names.Role | Literal["none"] | None = ...,
        agreements: Sequence[Agreement | Mapping[str, Any]] | Listing[Agreement] | Mapping[str, Any] | None = ...,
        mandated_activities: Sequence[names.ActivityTag] | Set[names.ActivityTag] | None = ...,
        municipality_choice: str | Literal["none"] | None = ...,
        municipality_informed_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        municipality_commitment_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        court_report_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        rpm_record_on: _Day | Literal["none"] | None = ...,
        pippi_target: bool | None = ...,
        sai_stay_from: _Day | Literal["none"] | None = ...,
        sai_stay_to: _Day | Literal["none"] | None = ...,
        payments: Sequence[Payment | Mapping[str, Any]] | Listing[Payment] | Mapping[str, Any] | None = ...,
        expenses: Sequence[Expense | Mapping[str, Any]] | Listing[Expense] | Mapping[str, Any] | None = ...,
        requests: Sequence[Request | Mapping[str, Any]] | Listing[Request] | Mapping[str, Any] | None = ...,
        derogations: Sequence[Derogation | Mapping[str, Any]] | Listing[Derogation] | Mapping[str, Any] | None = ...,
        interventions: Sequence[Intervention | Mapping[str, Any]] | Listing[Intervention] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Charge(_Charge):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        role: names.Role,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        municipality: str | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ContractBreach(_ContractBreach):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        cause: names.BreachCause | Literal["none"] | None = ...,
        found_on: _Day | Literal["none"] | None = ...,
        notified_on: _Day | Literal["none"] | None = ...,
        penalised: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ContractYear(_ContractYear):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    payments: tuple[Payment, ...] | Listing[Payment] | None
    def __init__(
        self,
        *,
        year: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        quota: _Money | Literal["none"] | None = ...,
        previous_quota: _Money | Literal["none"] | None = ...,
        forecast: _Money | Literal["none"] | None = ...,
        interim_quota: _Money | Literal["none"] | None = ...,
        forecast_approved_on: _Day | Literal["none"] | None = ...,
        pre_final_data_on: _Day | Literal["none"] | None = ...,
        accounts_presented_on: _Day | Literal["none"] | None = ...,
        sharing_plan_approved_on: _Day | Literal["none"] | None = ...,
        indirect_costs: _Money | Literal["none"] | None = ...,
        indirect_charged: _Money | Literal["none"] | None = ...,
        service_cost: _Money | Literal["none"] | None = ...,
        services_cost: _Money | Literal["none"] | None = ...,
        social_costs: _Money | Literal["none"] | None = ...,
        specific_funding: _Money | Literal["none"] | None = ...,
        accounts: Sequence[names.Account] | Set[names.Account] | None = ...,
        payments: Sequence[Payment | Mapping[str, Any]] | Listing[Payment] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ContractedService(_ContractedService):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        service: names.Service,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        last_delivered_on: _Day | Literal["none"] | None = ...,
        management_form: names.ManagementForm | Literal["none"] | None = ...,
        essential_level: bool | None = ...,
        financing_mode: names.FinancingMode | Literal["none"] | None = ...,
        funding_sources: Sequence[names.FundingSource] | Set[names.FundingSource] | None = ...,
        allocation_key: Sequence[names.AllocationKey] | Set[names.AllocationKey] | None = ...,
        municipalities: _Several | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Control(_Control):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        type: names.ControlType | Literal["none"] | None = ...,
        agency: str | Literal["none"] | None = ...,
        outcome: names.Outcome | Literal["none"] | None = ...,
        requested_on: _Day | Literal["none"] | None = ...,
        answered_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class CourtOrder(_CourtOrder):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        court: names.Court,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        id: str | None = ...,
        measures: Sequence[names.Measure] | Set[names.Measure] | None = ...,
        mentions_home_education: bool | None = ...,
        prescribes_visits: bool | None = ...,
        report_due_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class DataBreach(_DataBreach):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        found_on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        notified_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class DataUse(_DataUse):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        purpose: names.DataPurpose | Literal["none"] | None = ...,
        authorised_on: _Day | Literal["none"] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Derogation(_Derogation):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        scope: Sequence[names.DerogationScope] | Set[names.DerogationScope],
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        id: str | None = ...,
        intervention: str | Literal["none"] | None = ...,
        document: str | Literal["none"] | None = ...,
        exceptional: bool | None = ...,
        budget_available: bool | None = ...,
        social_relevance: bool | None = ...,
        reason: names.DerogationReason | Literal["none"] | None = ...,
        assessed_by: names.Role | Literal["none"] | None = ...,
        assessed_on: _Day | Literal["none"] | None = ...,
        authorised_by: names.Role | Literal["none"] | None = ...,
        authorised_on: _Day | Literal["none"] | None = ...,
        payer: names.Role | Literal["none"] | None = ...,
        weekly_minutes: int | Literal["none"] | None = ...,
        start: str | Literal["none"] | None = ...,
        end: str | Literal["none"] | None = ...,
        days: Sequence[names.Weekday] | Set[names.Weekday] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class District(_District):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    meetings: tuple[DistrictMeeting, ...] | Listing[DistrictMeeting] | None
    reports: tuple[DistrictReport, ...] | Listing[DistrictReport] | None
    surveys: tuple[Survey, ...] | Listing[Survey] | None
    supervisions: tuple[Supervision, ...] | Listing[Supervision] | None
    controls: tuple[Control, ...] | Listing[Control] | None
    teams: tuple[Team, ...] | Listing[Team] | None
    years: tuple[DistrictYear, ...] | Listing[DistrictYear] | None
    information_duties: tuple[InformationDuty, ...] | Listing[InformationDuty] | None
    service_cards: tuple[ServiceCard, ...] | Listing[ServiceCard] | None
    populations: tuple[Population, ...] | Listing[Population] | None
    service_use: tuple[ServiceUse, ...] | Listing[ServiceUse] | None
    project_agreements: tuple[ProjectAgreement, ...] | Listing[ProjectAgreement] | None
    def __init__(
        self,
        *,
        id: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        complete_until: _Day | None = ...,
        service_from: _Day | Literal["none"] | None = ...,
        service_until: _Day | Literal["none"] | None = ...,
        lead_body: names.Role | Literal["none"] | None = ...,
        advocacy_fund: bool | None = ...,
        meetings: Sequence[DistrictMeeting | Mapping[str, Any]] | Listing[DistrictMeeting] | Mapping[str, Any] | None = ...,
        reports: Sequence[DistrictReport | Mapping[str, Any]] | Listing[DistrictReport] | Mapping[str, Any] | None = ...,
        surveys: Sequence[Survey | Mapping[str, Any]] | Listing[Survey] | Mapping[str, Any] | None = ...,
        supervisions: Sequence[Supervision | Mapping[str, Any]] | Listing[Supervision] | Mapping[str, Any] | None = ...,
        controls: Sequence[Control | Mapping[str, Any]] | Listing[Control] | Mapping[str, Any] | None = ...,
        teams: Sequence[Team | Mapping[str, Any]] | Listing[Team] | Mapping[str, Any] | None = ...,
        years: Sequence[DistrictYear | Mapping[str, Any]] | Listing[DistrictYear] | Mapping[str, Any] | None = ...,
        information_duties: Sequence[InformationDuty | Mapping[str, Any]] | Listing[InformationDuty] | Mapping[str, Any] | None = ...,
        service_cards: Sequence[ServiceCard | Mapping[str, Any]] | Listing[ServiceCard] | Mapping[str, Any] | None = ...,
        populations: Sequence[Population | Mapping[str, Any]] | Listing[Population] | Mapping[str, Any] | None = ...,
        service_use: Sequence[ServiceUse | Mapping[str, Any]] | Listing[ServiceUse] | Mapping[str, Any] | None = ...,
        project_agreements: Sequence[ProjectAgreement | Mapping[str, Any]] | Listing[ProjectAgreement] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class DistrictMeeting(_DistrictMeeting):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        series: Sequence[names.MeetingType] | Set[names.MeetingType],
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        roles: Sequence[names.Role] | Set[names.Role] | None = ...,
        municipalities: _Several | None = ...,
        agenda: Sequence[names.AgendaItem] | Set[names.AgendaItem] | None = ...,
        convened_by: names.Role | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class DistrictReport(_DistrictReport):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        type: names.ReportType,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        year: int | None = ...,
        submitted_on: _Day | Literal["none"] | None = ...,
        contents: Sequence[names.ReportContent] | Set[names.ReportContent] | None = ...,
        recipients: Sequence[names.Role] | Set[names.Role] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class DistrictYear(_DistrictYear):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    fund_payments: tuple[FundPayment, ...] | Listing[FundPayment] | None
    def __init__(
        self,
        *,
        year: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        fund_available: _Money | Literal["none"] | None = ...,
        budget_available: bool | None = ...,
        fund_payments: Sequence[FundPayment | Mapping[str, Any]] | Listing[FundPayment] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Document(_Document):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        type: names.DocumentType,
        year: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        sent_on: _Day | Literal["none"] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        topics: Sequence[names.DocumentTopic] | Set[names.DocumentTopic] | None = ...,
        contents: Sequence[names.DocumentContent] | Set[names.DocumentContent] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Expense(_Expense):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        kind: names.ExpenseKind | Literal["none"] | None = ...,
        trigger: names.ExpenseTrigger | Literal["none"] | None = ...,
        intervention: str | Literal["none"] | None = ...,
        amount: _Money | Literal["none"] | None = ...,
        commissioned_by: names.Role | Literal["none"] | None = ...,
        commissioned_on: _Day | Literal["none"] | None = ...,
        approved_on: _Day | Literal["none"] | None = ...,
        motivated: bool | None = ...,
        paid_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Family(_Family):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        agreement_on: _Day | Sequence[Noted | Mapping[str, Any]] | Listing[Noted] | Mapping[str, Any] | Literal["none"] | None = ...,
        parenting_difficulty: bool | None = ...,
        difficulty_causes: Sequence[names.DifficultyCause] | Set[names.DifficultyCause] | None = ...,
        vulnerability: bool | None = ...,
        rdc_beneficiary: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class FosterCare(_FosterCare):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        id: str | None = ...,
        form: names.FosterForm | Literal["none"] | None = ...,
        type: names.FosterType | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class FundPayment(_FundPayment):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        amount: _Money | None = ...,
        on: _Day | Literal["none"] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class HeldTitle(_HeldTitle):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        title: names.Title,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Holder(_Holder):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        id: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        role: names.Role | Literal["none"] | None = ...,
        excluded: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Home(_Home):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        kind: names.Home,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class HouseholdMember(_HouseholdMember):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        relation: names.Relation | Literal["none"] | None = ...,
        birth_date: _Day | Literal["none"] | None = ...,
        disabled: bool | None = ...,
        service_user: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Incident(_Incident):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        occurred_on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        notified_on: _Day | Literal["none"] | None = ...,
        contested_on: _Day | Literal["none"] | None = ...,
        cause: names.IncidentCause | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class InformationDuty(_InformationDuty):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    verifications: tuple[Agreed, ...] | Listing[Agreed] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        kind: names.InformationDuty | Literal["none"] | None = ...,
        responsible: names.Role | Literal["none"] | None = ...,
        recipient: names.Role | Literal["none"] | None = ...,
        prepared_by: Sequence[names.Role] | Set[names.Role] | None = ...,
        sent_on: _Day | Literal["none"] | None = ...,
        verifications: Sequence[Agreed | Mapping[str, Any]] | Listing[Agreed] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Intervention(_Intervention):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    authorisations: tuple[Authorisation, ...] | Listing[Authorisation] | None
    voucher_terms: tuple[VoucherTerm, ...] | Listing[VoucherTerm] | None
    plans: tuple[Plan, ...] | Listing[Plan] | None
    sessions: tuple[Session, ...] | Listing[Session] | None
    assignments: tuple[Assignment, ...] | Listing[Assignment] | None
    absences: tuple[Absence, ...] | Listing[Absence] | None
    reports: tuple[Report, ...] | Listing[Report] | None
    report_requests: tuple[ReportRequest, ...] | Listing[ReportRequest] | None
    meetings: tuple[Meeting, ...] | Listing[Meeting] | None
    substitutes: tuple[Substitute, ...] | Listing[Substitute] | None
    def __init__(
        self,
        *,
        service: names.Service,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        agency: str | Literal["none"] | None = ...,
        request: str | Literal["none"] | None = ...,
        proposed_on: _Day | Literal["none"] | None = ...,
        started_on: _Day | Literal["none"] | None = ...,
        enrolled_on: _Day | Literal["none"] | None = ...,
        closed_on: _Day | Literal["none"] | None = ...,
        closure_reason: names.ClosureReason | Literal["none"] | None = ...,
        chosen_by: names.Role | Literal["none"] | None = ...,
        chosen_on: _Day | Literal["none"] | None = ...,
        free_places: int | Literal["none"] | None = ...,
        hours_reduced_on: _Day | Literal["none"] | None = ...,
        educator_named_on: _Day | Literal["none"] | None = ...,
        substitutes_listed_on: _Day | Literal["none"] | None = ...,
        knowledge_ends_on: _Day | Literal["none"] | None = ...,
        agreed_start_on: _Day | Literal["none"] | None = ...,
        review_interval_months: int | Literal["none"] | None = ...,
        feedback_planned: bool | None = ...,
        feedback_agreed_by: Sequence[names.Role] | Set[names.Role] | None = ...,
        preparing_return_home: bool | None = ...,
        positive_evolution_on: _Day | Literal["none"] | None = ...,
        venue_agreed_on: _Day | Literal["none"] | None = ...,
        venue_agreed_by: Sequence[names.Role] | Set[names.Role] | None = ...,
        accompaniment_reason: bool | None = ...,
        contact_hours_minutes: int | Literal["none"] | None = ...,
        authorisations: Sequence[Authorisation | Mapping[str, Any]] | Listing[Authorisation] | Mapping[str, Any] | None = ...,
        voucher_terms: Sequence[VoucherTerm | Mapping[str, Any]] | Listing[VoucherTerm] | Mapping[str, Any] | None = ...,
        plans: Sequence[Plan | Mapping[str, Any]] | Listing[Plan] | Mapping[str, Any] | None = ...,
        sessions: Sequence[Session | Mapping[str, Any]] | Listing[Session] | Mapping[str, Any] | None = ...,
        assignments: Sequence[Assignment | Mapping[str, Any]] | Listing[Assignment] | Mapping[str, Any] | None = ...,
        absences: Sequence[Absence | Mapping[str, Any]] | Listing[Absence] | Mapping[str, Any] | None = ...,
        reports: Sequence[Report | Mapping[str, Any]] | Listing[Report] | Mapping[str, Any] | None = ...,
        report_requests: Sequence[ReportRequest | Mapping[str, Any]] | Listing[ReportRequest] | Mapping[str, Any] | None = ...,
        meetings: Sequence[Meeting | Mapping[str, Any]] | Listing[Meeting] | Mapping[str, Any] | None = ...,
        substitutes: Sequence[Substitute | Mapping[str, Any]] | Listing[Substitute] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Invoice(_Invoice):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    lines: tuple[InvoiceLine, ...] | Listing[InvoiceLine] | None
    def __init__(
        self,
        *,
        from_: _Day,
        to: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        months: int | Literal["none"] | None = ...,
        issued_on: _Day | Literal["none"] | None = ...,
        issuer: names.Role | None = ...,
        payers: Sequence[names.Role] | Set[names.Role] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        amount: _Money | Literal["none"] | None = ...,
        lines: Sequence[InvoiceLine | Mapping[str, Any]] | Listing[InvoiceLine] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class InvoiceLine(_InvoiceLine):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        intervention: str | Literal["none"] | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        activity: names.Activity | Literal["none"] | None = ...,
        minutes: int | Literal["none"] | None = ...,
        amount: _Money | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class IseeCertificate(_IseeCertificate):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        kind: names.IseeKind | Literal["none"] | None = ...,
        status: names.IseeStatus | Literal["none"] | None = ...,
        value: _Money | Literal["none"] | None = ...,
        measure: _Money | Literal["none"] | None = ...,
        issued_on: _Day | Literal["none"] | None = ...,
        valid_until: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Meeting(_Meeting):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        type: names.MeetingType,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        requested_on: _Day | Literal["none"] | None = ...,
        convened_by: names.Role | Literal["none"] | None = ...,
        invited_by: names.Role | Literal["none"] | None = ...,
        participants: Sequence[names.Role] | Set[names.Role] | None = ...,
        required: Sequence[names.Role] | Set[names.Role] | None = ...,
        venue: names.Venue | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class NeutralSpace(_NeutralSpace):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        id: str | None = ...,
        municipality: str | Literal["none"] | None = ...,
        available: bool | None = ...,
        confidentiality_verified_on: _Day | Literal["none"] | None = ...,
        inspected_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Noted(_Noted):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        for_: str | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Notice(_Notice):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        sent_on: _Day | Literal["none"] | None = ...,
        received_on: _Day | Literal["none"] | None = ...,
        hearing_on: _Day | Literal["none"] | None = ...,
        defence_on: _Day | Literal["none"] | None = ...,
        fulfilled_on: _Day | Literal["none"] | None = ...,
        deadline_on: _Day | Literal["none"] | None = ...,
        channel: names.Channel | Literal["none"] | None = ...,
        addressee: names.Role | Literal["none"] | None = ...,
        outcome: names.Outcome | Literal["none"] | None = ...,
        facts_stated: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Objective(_Objective):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        tag: names.ObjectiveTag,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Office(_Office):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        municipality: str | Literal["none"] | None = ...,
        province: str | Literal["none"] | None = ...,
        stable: bool | None = ...,
        address: bool | None = ...,
        phone: bool | None = ...,
        empowered_manager: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Payment(_Payment):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        kind: names.PaymentKind | None = ...,
        service: names.Service | Literal["none"] | None = ...,
        intervention: str | Literal["none"] | None = ...,
        payer: names.Role | None = ...,
        payee: names.Role | Literal["none"] | None = ...,
        amount: _Money | None = ...,
        due_on: _Day | Literal["none"] | None = ...,
        paid_on: _Day | Literal["none"] | None = ...,
        channel: names.Channel | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Penalty(_Penalty):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    notice: Notice | Literal["none"] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        category: names.PenaltyCategory | None = ...,
        amount: _Money | None = ...,
        applied_on: _Day | Literal["none"] | None = ...,
        requested_on: _Day | Literal["none"] | None = ...,
        request_received_on: _Day | Literal["none"] | None = ...,
        paid_on: _Day | Literal["none"] | None = ...,
        notice: Notice | Mapping[str, Any] | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Period(_Period):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Plan(_Plan):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    objectives: tuple[Objective, ...] | Listing[Objective] | None
    signatures: tuple[Signature, ...] | Listing[Signature] | None
    schedule: tuple[Slot, ...] | Listing[Slot] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        kind: names.PlanKind | Literal["none"] | None = ...,
        form: names.PlanForm | Literal["none"] | None = ...,
        drafted_on: _Day | Literal["none"] | None = ...,
        drafted_by: names.Role | Literal["none"] | None = ...,
        drafted_by_id: str | Literal["none"] | None = ...,
        agreed_on: _Day | Literal["none"] | None = ...,
        shared_with: Sequence[names.Role] | Set[names.Role] | None = ...,
        shared_on: _Day | Literal["none"] | None = ...,
        revised_on: _Day | Literal["none"] | None = ...,
        educational_contract_signed_on: _Day | Literal["none"] | None = ...,
        start_on: _Day | Literal["none"] | None = ...,
        end_on: _Day | Literal["none"] | None = ...,
        goal: names.Goal | Literal["none"] | None = ...,
        parenting_goal: bool | None = ...,
        contents: Sequence[names.PlanField] | Set[names.PlanField] | None = ...,
        activities: Sequence[names.ActivityTag] | Set[names.ActivityTag] | None = ...,
        correlated_activities: Sequence[names.ActivityTag] | Set[names.ActivityTag] | None = ...,
        venues: Sequence[names.Venue] | Set[names.Venue] | None = ...,
        team: Sequence[names.Role] | Set[names.Role] | None = ...,
        participants: Sequence[names.Role] | Set[names.Role] | None = ...,
        family: str | Literal["none"] | None = ...,
        objectives: Sequence[Objective | Mapping[str, Any]] | Listing[Objective] | Mapping[str, Any] | None = ...,
        signatures: Sequence[Signature | Mapping[str, Any]] | Listing[Signature] | Mapping[str, Any] | None = ...,
        schedule: Sequence[Slot | Mapping[str, Any]] | Listing[Slot] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Population(_Population):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        municipality: str,
        on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        inhabitants: int | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ProjectAgreement(_ProjectAgreement):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        role: names.Role,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        project: str | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class QualityRanking(_QualityRanking):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        year: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        score: str | Literal["none"] | None = ...,
        position: int | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Ranked(_Ranked):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        agency: str,
        rank: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        available: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Report(_Report):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        type: names.ReportType,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        submitted_on: _Day | Literal["none"] | None = ...,
        author: str | Literal["none"] | None = ...,
        form: names.ReportForm | Literal["none"] | None = ...,
        recipients: Sequence[names.Role] | Set[names.Role] | None = ...,
        agreed_with: Sequence[names.Role] | Set[names.Role] | None = ...,
        sent_to_court_on: _Day | Literal["none"] | None = ...,
        contents: Sequence[names.ReportContent] | Set[names.ReportContent] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ReportRequest(_ReportRequest):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        asked_on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        asked_by: names.Role | Literal["none"] | None = ...,
        answered_on: _Day | Literal["none"] | None = ...,
        due_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Request(_Request):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    ranking: tuple[Ranked, ...] | Listing[Ranked] | None
    def __init__(
        self,
        *,
        submitted_on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        type: names.RequestType | None = ...,
        for_: str | None = ...,
        by: names.Role | Literal["none"] | None = ...,
        initiated_by: names.Role | Literal["none"] | None = ...,
        drafted_by: names.Role | Literal["none"] | None = ...,
        collected_by: names.Role | Literal["none"] | None = ...,
        sent_to: Sequence[names.Role] | Set[names.Role] | None = ...,
        urgent: bool | None = ...,
        fields: Sequence[names.RequestField] | Set[names.RequestField] | None = ...,
        agreed_by: Sequence[names.Role] | Set[names.Role] | None = ...,
        involved_specialists: Sequence[names.Role] | Set[names.Role] | None = ...,
        family_choice: str | Literal["none"] | None = ...,
        choice_form_signed_on: _Day | Literal["none"] | None = ...,
        evaluated_on: _Day | Literal["none"] | None = ...,
        outcome: names.Outcome | Literal["none"] | None = ...,
        sent_to_agency_on: _Day | Literal["none"] | None = ...,
        ranking: Sequence[Ranked | Mapping[str, Any]] | Listing[Ranked] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Residence(_Residence):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        municipality: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Risk(_Risk):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        theme: names.RiskTheme,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        grave: bool | None = ...,
        on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class SchoolClosing(_SchoolClosing):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        from_: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ServiceCard(_ServiceCard):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        service: names.Service,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        year: int | Literal["none"] | None = ...,
        contents: Sequence[names.CardContent] | Set[names.CardContent] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ServiceContract(_ServiceContract):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    services: tuple[ContractedService, ...] | Listing[ContractedService] | None
    years: tuple[ContractYear, ...] | Listing[ContractYear] | None
    documents: tuple[Document, ...] | Listing[Document] | None
    penalties: tuple[Penalty, ...] | Listing[Penalty] | None
    breaches: tuple[ContractBreach, ...] | Listing[ContractBreach] | None
    incidents: tuple[Incident, ...] | Listing[Incident] | None
    controls: tuple[Control, ...] | Listing[Control] | None
    expenses: tuple[Expense, ...] | Listing[Expense] | None
    data_uses: tuple[DataUse, ...] | Listing[DataUse] | None
    data_breaches: tuple[DataBreach, ...] | Listing[DataBreach] | None
    def __init__(
        self,
        *,
        id: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        complete_until: _Day | None = ...,
        term_start: _Day | Literal["none"] | None = ...,
        term_end: _Day | Literal["none"] | None = ...,
        transition_end: _Day | Literal["none"] | None = ...,
        renewal_signed_on: _Day | Literal["none"] | None = ...,
        renewal_notice_on: _Day | Literal["none"] | None = ...,
        takeover_on: _Day | Literal["none"] | None = ...,
        revised_on: _Day | Literal["none"] | None = ...,
        revision_reason: names.RevisionReason | Literal["none"] | None = ...,
        terminated_on: _Day | Literal["none"] | None = ...,
        withdrawal_on: _Day | Literal["none"] | None = ...,
        withdrawal_reason: names.WithdrawalReason | Literal["none"] | None = ...,
        breach_cause: names.BreachCause | Literal["none"] | None = ...,
        dedicated_account: bool | None = ...,
        account_delegates: bool | None = ...,
        insurance_from: _Day | Literal["none"] | None = ...,
        insurance_to: _Day | Literal["none"] | None = ...,
        controller: names.Role | Literal["none"] | None = ...,
        processor: names.Role | Literal["none"] | None = ...,
        services: Sequence[ContractedService | Mapping[str, Any]] | Listing[ContractedService] | Mapping[str, Any] | None = ...,
        years: Sequence[ContractYear | Mapping[str, Any]] | Listing[ContractYear] | Mapping[str, Any] | None = ...,
        documents: Sequence[Document | Mapping[str, Any]] | Listing[Document] | Mapping[str, Any] | None = ...,
        penalties: Sequence[Penalty | Mapping[str, Any]] | Listing[Penalty] | Mapping[str, Any] | None = ...,
        breaches: Sequence[ContractBreach | Mapping[str, Any]] | Listing[ContractBreach] | Mapping[str, Any] | None = ...,
        incidents: Sequence[Incident | Mapping[str, Any]] | Listing[Incident] | Mapping[str, Any] | None = ...,
        controls: Sequence[Control | Mapping[str, Any]] | Listing[Control] | Mapping[str, Any] | None = ...,
        expenses: Sequence[Expense | Mapping[str, Any]] | Listing[Expense] | Mapping[str, Any] | None = ...,
        data_uses: Sequence[DataUse | Mapping[str, Any]] | Listing[DataUse] | Mapping[str, Any] | None = ...,
        data_breaches: Sequence[DataBreach | Mapping[str, Any]] | Listing[DataBreach] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ServiceUse(_ServiceUse):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        service: names.Service,
        year: int,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        municipality: str | Literal["none"] | None = ...,
        minutes: int | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Session(_Session):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    attendance: tuple[Attendance, ...] | Listing[Attendance] | None
    def __init__(
        self,
        *,
        start: datetime | str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        end: datetime | str | None = ...,
        status: names.SessionStatus | None = ...,
        activity: names.Activity | None = ...,
        venue: names.Venue | Literal["none"] | None = ...,
        phase: names.Phase | Literal["none"] | None = ...,
        phases: Sequence[names.SessionPhase] | Set[names.SessionPhase] | None = ...,
        feedback_minutes: int | Literal["none"] | None = ...,
        users_present: int | Literal["none"] | None = ...,
        activities: Sequence[names.ActivityTag] | Set[names.ActivityTag] | None = ...,
        partners: Sequence[names.Role] | Set[names.Role] | None = ...,
        recipients: Sequence[names.Role] | Set[names.Role] | None = ...,
        transport_needed: bool | None = ...,
        transport_provided: bool | None = ...,
        accompanied_by: names.Role | Literal["none"] | None = ...,
        visiting_adult: names.Role | Literal["none"] | None = ...,
        agreed_on: _Day | Literal["none"] | None = ...,
        agreed_by: Sequence[names.Role] | Set[names.Role] | None = ...,
        suspension_cause: names.SuspensionCause | Literal["none"] | None = ...,
        substitution_tried_on: _Day | Literal["none"] | None = ...,
        minutes_recorded_on: _Day | Literal["none"] | None = ...,
        group: str | Literal["none"] | None = ...,
        group_ratio: str | Literal["none"] | None = ...,
        group_ratio_by: names.Role | Literal["none"] | None = ...,
        group_ratio_on: _Day | Literal["none"] | None = ...,
        attendance: Sequence[Attendance | Mapping[str, Any]] | Listing[Attendance] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Signature(_Signature):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        signer: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Slot(_Slot):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        weekday: names.Weekday,
        start: str,
        end: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class StaffListChange(_StaffListChange):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        effective_on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        notified_on: _Day | Literal["none"] | None = ...,
        staff: str | Literal["none"] | None = ...,
        kind: names.StaffChange | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class StaffMember(_StaffMember):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    titles: tuple[HeldTitle, ...] | Listing[HeldTitle] | None
    training: tuple[Training, ...] | Listing[Training] | None
    availability: tuple[Slot, ...] | Listing[Slot] | None
    reachability: tuple[Slot, ...] | Listing[Slot] | None
    def __init__(
        self,
        *,
        id: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        role: names.Role | None = ...,
        contract_type: names.ContractType | Literal["none"] | None = ...,
        weekly_minutes: int | Literal["none"] | None = ...,
        contract_level: bool | None = ...,
        contract_to: _Day | Literal["none"] | None = ...,
        national_contract: bool | None = ...,
        listed_from: _Day | Literal["none"] | None = ...,
        delisted_on: _Day | Literal["none"] | None = ...,
        special_training: Sequence[names.RiskTheme] | Set[names.RiskTheme] | None = ...,
        similar_experience_months: int | Literal["none"] | None = ...,
        coordinator_experience_months: int | Literal["none"] | None = ...,
        licence_b: bool | None = ...,
        licence_until: _Day | Literal["none"] | None = ...,
        vehicle_authorised: bool | None = ...,
        traineeship_completed: bool | None = ...,
        confidentiality_signed_on: _Day | Literal["none"] | None = ...,
        badge_issued_on: _Day | Literal["none"] | None = ...,
        badge_fields: Sequence[names.BadgeField] | Set[names.BadgeField] | None = ...,
        cv_sent_on: _Day | Literal["none"] | None = ...,
        titles: Sequence[HeldTitle | Mapping[str, Any]] | Listing[HeldTitle] | Mapping[str, Any] | None = ...,
        training: Sequence[Training | Mapping[str, Any]] | Listing[Training] | Mapping[str, Any] | None = ...,
        availability: Sequence[Slot | Mapping[str, Any]] | Listing[Slot] | Mapping[str, Any] | None = ...,
        reachability: Sequence[Slot | Mapping[str, Any]] | Listing[Slot] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class StepTaken(_StepTaken):
    def __init__(
        self,
        *,
        step: names.StepName,
        on: _Day | Literal["none"] | None = ...,
        venue: names.Venue | Literal["none"] | None = ...,
        by: names.Role | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Substitute(_Substitute):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        staff: str,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        listed_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Supervision(_Supervision):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        minutes: int | Literal["none"] | None = ...,
        staff: _Several | None = ...,
        supervisor_title: names.Title | Literal["none"] | None = ...,
        attendees: Sequence[names.Role] | Set[names.Role] | None = ...,
        papers: Sequence[names.DocumentType] | Set[names.DocumentType] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Survey(_Survey):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        on: _Day | Literal["none"] | None = ...,
        year: int | Literal["none"] | None = ...,
        respondents: Sequence[names.Role] | Set[names.Role] | None = ...,
        sent_to_lead_body_on: _Day | Literal["none"] | None = ...,
        returned_to_respondents_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Team(_Team):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    members: tuple[TeamMember, ...] | Listing[TeamMember] | None
    def __init__(
        self,
        *,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        id: str | None = ...,
        service: names.Service | None = ...,
        members: Sequence[TeamMember | Mapping[str, Any]] | Listing[TeamMember] | Mapping[str, Any] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class TeamMember(_TeamMember):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        role: names.Role,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        from_: _Day | Literal["none"] | None = ...,
        to: _Day | Literal["none"] | None = ...,
        coordinating: bool | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Training(_Training):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        on: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        minutes: int | Literal["none"] | None = ...,
        topic: names.TrainingTopic | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

class VoucherTerm(_VoucherTerm):
    steps: tuple[StepTaken, ...] | Listing[StepTaken] | None
    def __init__(
        self,
        *,
        kind: names.TermKind,
        start: _Day,
        end: _Day,
        steps: Sequence[StepTaken | Mapping[str, Any]] | Listing[StepTaken] | Mapping[str, Any] | None = ...,
        unit_value: _Money | Literal["none"] | None = ...,
        assigned_on: _Day | Literal["none"] | None = ...,
        authorised_on: _Day | Literal["none"] | None = ...,
        new_activation_on: _Day | Literal["none"] | None = ...,
        budget_checked_on: _Day | Literal["none"] | None = ...,
        more: DeclaredValues | Mapping[str, Any] | None = ...,
    ) -> None: ...

__all__ = [
    "Absence",
    "Accreditation",
    "Agency",
    "AgencyAbsence",
    "AgencyAssignment",
    "AgencySession",
    "Agreed",
    "Agreement",
    "Assessment",
    "Assignment",
    "Attendance",
    "Authorisation",
    "Case",
    "Charge",
    "ContractBreach",
    "ContractYear",
    "ContractedService",
    "Control",
    "CourtOrder",
    "DataBreach",
    "DataUse",
    "Derogation",
    "District",
    "DistrictMeeting",
    "DistrictReport",
    "DistrictYear",
    "Document",
    "Expense",
    "Family",
    "FosterCare",
    "FundPayment",
    "HeldTitle",
    "Holder",
    "Home",
    "HouseholdMember",
    "Incident",
    "InformationDuty",
    "Intervention",
    "Invoice",
    "InvoiceLine",
    "IseeCertificate",
    "Listing",
    "Meeting",
    "NeutralSpace",
    "Noted",
    "Notice",
    "Objective",
    "Office",
    "Payment",
    "Penalty",
    "Period",
    "Plan",
    "Population",
    "ProjectAgreement",
    "QualityRanking",
    "Ranked",
    "Report",
    "ReportRequest",
    "Request",
    "Residence",
    "Risk",
    "SchoolClosing",
    "ServiceCard",
    "ServiceContract",
    "ServiceUse",
    "Session",
    "Signature",
    "Slot",
    "StaffListChange",
    "StaffMember",
    "StepTaken",
    "Substitute",
    "Supervision",
    "Survey",
    "Team",
    "TeamMember",
    "Training",
    "VoucherTerm",
]

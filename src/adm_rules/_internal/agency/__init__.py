"""The file of one provider agency: accreditation, offices, documents, staff, invoices.

``complete_from`` and ``complete_until`` together declare the days over which the file is complete; weeks and
years of the agency exist only inside them.
"""

from typing import Annotated, ClassVar, Self, TypeAlias

from pydantic import Field, model_validator

from adm_rules._internal.agency.registers import (
    AgencyAbsence,
    AgencyAssignment,
    AgencySession,
    HeldTitle,
    Invoice,
    InvoiceLine,
    StaffListChange,
    StaffMember,
    Training,
)
from adm_rules._internal.records import json_forms
from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Always,
    Count,
    Day,
    Event,
    Flag,
    Fraction,
    Id,
    Known,
    Listed,
    Months,
    OneOf,
    Place,
    Reads,
    Several,
    Year,
)
from adm_rules._internal.records.keys import STAFF, SUBSTITUTE, Each, Key
from adm_rules._internal.records.references import ids_of, leads_nowhere, refuse_all
from adm_rules._internal.records.shared import (
    Control,
    Document,
    Incident,
    Payment,
    Period,
    Role,
    Supervision,
    Survey,
)
from adm_rules._internal.scalars import read_province
from adm_rules._internal.texts import Text

_Province: TypeAlias = Annotated[str, Reads("id", read_province, json_forms.PROVINCE)]
_Requirement: TypeAlias = Annotated[str, OneOf("requirement")]


# fmt: off
class Accreditation(Period):
    """An accreditation, with its conditions."""

    to: Annotated[Known[Day], Key("fine dell'accreditamento", "end of the accreditation", "accredited_until")] = None
    from_: Annotated[Day, Key(
        "inizio dell'accreditamento", "start of the accreditation", "accredited_from")] = Field(alias="from")
    status: Annotated[Always[Annotated[str, OneOf("accreditation_status")]], Key(
        "stato dell'accreditamento", "status of the accreditation", "accreditation_status")] = None
    granted_by: Annotated[Known[Role], Key(
        "soggetto che ha concesso l'accreditamento", "who granted the accreditation", "accreditation_granted_by"
    )] = None
    requested_on: Annotated[Event, Key(
        "domanda di accreditamento", "application for accreditation", "accreditation_requested_on")] = None
    contract_signed_on: Annotated[Event, Key(
        "firma del contratto di accreditamento", "signature of the accreditation contract",
        "accreditation_contract_signed_on")] = None
    suspended_on: Annotated[Event, Key(
        "sospensione dell'accreditamento", "suspension of the accreditation", "accreditation_suspended_on")] = None
    requirements: Annotated[Several[_Requirement], Key(
        "requisiti verificati per l'accreditamento", "requirements checked for the accreditation",
        "accreditation_requirements")] = None


class QualityRanking(Record):
    """The agency's place in the quality ranking of a year."""

    year: Annotated[Year, Key("anno della graduatoria di qualità", "year of the quality ranking", "ranking_year")]
    score: Annotated[Known[Fraction], Key("punteggio di qualità", "quality score", "ranking_score")] = None
    position: Annotated[Known[Count], Key(
        "posizione nella graduatoria di qualità", "position in the quality ranking", "ranking_position")] = None


class Office(Period):
    """An operating office."""

    from_: Annotated[Known[Day], Key(
        "apertura della sede", "opening of the office", "office_from")] = Field(None, alias="from")
    to: Annotated[Known[Day], Key("chiusura della sede", "closing of the office", "office_until")] = None
    municipality: Annotated[Known[Place], Key(
        "Comune della sede", "municipality of the office", "office_municipality")] = None
    province: Annotated[Known[_Province], Key(
        "provincia della sede", "province of the office", "office_province")] = None
    stable: Annotated[Flag, Key("stabilità della sede", "permanence of the office", "office_stable")] = None
    address: Annotated[Flag, Key("indirizzo della sede", "address of the office", "office_address")] = None
    phone: Annotated[Flag, Key("telefono della sede", "telephone of the office", "office_phone")] = None
    empowered_manager: Annotated[Flag, Key(
        "responsabile della sede con poteri decisionali", "office manager with power to decide")] = None


class NeutralSpace(Period):
    """A place for supervised contact."""

    from_: Annotated[Known[Day], Key(
        "apertura dello spazio neutro", "opening of the neutral space", "neutral_space_from"
    )] = Field(None, alias="from")
    to: Annotated[Known[Day], Key(
        "chiusura dello spazio neutro", "closing of the neutral space", "neutral_space_until")] = None
    id: Annotated[Id | None, Key("codice dello spazio neutro", "code of the neutral space", "neutral_space_id")] = None
    municipality: Annotated[Known[Place], Key(
        "Comune dello spazio neutro", "municipality of the neutral space", "neutral_space_municipality")] = None
    available: Annotated[Flag, Key(
        "disponibilità dello spazio neutro", "availability of the neutral space", "neutral_space_available")] = None
    confidentiality_verified_on: Annotated[Event, Key(
        "verifica della riservatezza dello spazio neutro", "check that the neutral space is private")] = None
    inspected_on: Annotated[Event, Key(
        "sopralluogo nello spazio neutro", "inspection of the neutral space", "neutral_space_inspected_on")] = None


class Agency(Ordered):
    """Everything that is known about one agency."""

    ordered: ClassVar = (("complete_from", "complete_until"),)

    id: Annotated[Id, Key("codice dell'agenzia", "code of the agency", "provider_id")]
    complete_from: Day | None = None
    complete_until: Day | None = None
    legal_type: Annotated[Known[Annotated[str, OneOf("legal_type")]], Key(
        "natura giuridica dell'agenzia", "legal type of the agency", "agency_legal_type")] = None
    experience_months: Annotated[Known[Months], Key(
        "esperienza dell'agenzia nei servizi per minori", "agency's experience in services for minors",
        "agency_experience")] = None
    coordinator: Annotated[Known[Id], Key(
        "coordinatore dell'agenzia", "coordinator of the agency", "coordinator_id")] = None
    coordinator_phone: Annotated[Flag, Key(
        "recapito telefonico del coordinatore", "telephone of the coordinator")] = None
    has_operating_coordinator: Annotated[Flag, Key(
        "presenza di un coordinatore operativo", "presence of an operating coordinator")] = None
    vehicles: Annotated[Known[Count], Key("automezzi dell'agenzia", "vehicles of the agency")] = None
    cpe_filed_on: Annotated[Event, Key(
        "comunicazione preventiva di esercizio", "notice of the start of the activity")] = None
    accreditations: Annotated[Listed[Accreditation], Each(
        "accreditation", "accreditamento", "accreditation", placing="from",
        span="accredited_from accreditation_last_day", day="accredited_from", name_by="from")] = None
    rankings: Annotated[Listed[QualityRanking], Each(
        "quality_ranking", "graduatoria di qualità", "quality ranking", name_by="year")] = None
    offices: Annotated[Listed[Office], Each(
        "office", "sede operativa", "operating office", placing="from", span="office_from office_until",
        name_by="municipality")] = None
    neutral_spaces: Annotated[Listed[NeutralSpace], Each(
        "neutral_space", "spazio neutro", "neutral space", placing="from",
        span="neutral_space_from neutral_space_until", name_by="id")] = None
    documents: Annotated[Listed[Document], Each(
        "document", "documento", "document", placing="sent_on", name_by="type", kept=True, keys={
        "sent_on": Key("invio del documento", "sending of the document"),
    })] = None
    staff: Annotated[Listed[StaffMember], Each(
        "staff", "operatore", "staff member", span="listed_from delisted_on", name_by="id")] = None
    staff_list_changes: Annotated[Listed[StaffListChange], Each(
        "staff_list_change", "variazione dell'elenco del personale", "change of the staff list", placing="effective_on",
        span="effective_on", day="effective_on", name_by="effective_on", links=STAFF)] = None
    supervisions: Annotated[Listed[Supervision], Each(
        "supervision", "supervisione", "supervision", placing="on", span="supervised_on", day="supervised_on",
        name_by="on", happens="supervised_on", keys={
        "attendees": Key(
            "partecipanti alla supervisione", "attendees of the supervision", "agency_supervision_attendees"),
    })] = None
    assignments: Annotated[Listed[AgencyAssignment], Each(
        "agency_assignment", "assegnazione registrata dall'agenzia", "assignment kept by the agency", placing="from",
        span="agency_assigned_from agency_assignment_end", day="agency_assigned_from", name_by="staff", links=STAFF,
        ahead=True)] = None
    sessions: Annotated[Listed[AgencySession], Each(
        "agency_session", "accesso registrato dall'agenzia", "session kept by the agency", placing="start",
        span="agency_session_day", day="agency_session_day", name_by="start", lapses=("status", "planned"),
        ahead=True)] = None
    absences: Annotated[Listed[AgencyAbsence], Each(
        "agency_absence", "assenza registrata dall'agenzia", "absence kept by the agency", placing="from",
        span="agency_absent_from agency_returned_on", day="agency_absent_from", name_by="from", links=SUBSTITUTE,
        ahead=True
    )] = None
    invoices: Annotated[Listed[Invoice], Each(
        "invoice", "fattura", "invoice", placing="from", span="invoice_from invoice_to", day="invoice_from",
        name_by="id", ahead=True)] = None
    surveys: Annotated[Listed[Survey], Each(
        "survey", "rilevazione di gradimento", "survey", placing="on", name_by="on",
        happens="surveyed_on")] = None
    incidents: Annotated[Listed[Incident], Each(
        "incident", "incidente", "incident", placing="occurred_on", name_by="occurred_on",
        happens="incident_on")] = None
    controls: Annotated[Listed[Control], Each("control", "controllo", "check", placing="on", name_by="on")] = None
    payments: Annotated[Listed[Payment], Each(
        "agency_payment", "pagamento all'agenzia", "payment to the agency", placing="paid_on", name_by="id",
        own="agency_", of=Text("del pagamento all'agenzia", "the agency's payment"), keys={
        "kind": Key("tipo di pagamento all'agenzia", "kind of the agency's payment", "agency_payment_kind"),
        "service": Key(
            "servizio del pagamento all'agenzia", "service of the agency's payment", "agency_payment_service"),
        "intervention": Key(
            "intervento del pagamento all'agenzia", "intervention of the agency's payment",
            "agency_payment_intervention"),
        "payer": Key("soggetto che paga l'agenzia", "payer of the agency", "agency_payer"),
        "payee": Key("soggetto che riceve il pagamento", "payee of the agency's payment", "agency_payee"),
        "channel": Key("modalità del pagamento all'agenzia", "means of the agency's payment", "agency_payment_channel"),
    })] = None

    @model_validator(mode="after")
    def _coordinated_by_its_staff(self) -> Self:
        named = [(("coordinator",), self.coordinator)]
        refuse_all("Agency", leads_nowhere(ids_of(self.staff), "staff", named))
        return self
# fmt: on

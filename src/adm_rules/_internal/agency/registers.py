"""What an agency records: its staff, their assignments, sessions and absences, and the invoices for the work."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Always,
    Cents,
    Count,
    Day,
    Event,
    EventDay,
    Flag,
    Id,
    Known,
    Listed,
    LocalTime,
    Minutes,
    Months,
    OneOf,
    Several,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import (
    Activity,
    LeavingReason,
    Period,
    Role,
    Service,
    SessionStatus,
    Slot,
    Title,
    Venue,
    check_session,
)
from adm_rules._internal.scalars import refuse
from adm_rules._internal.texts import Text


# fmt: off
class AgencyAssignment(Ordered):
    """An assignment as the agency records it; ``closed_on`` is the end of the intervention."""

    ordered: ClassVar = (("from", "left_on"),)

    staff: Annotated[Id, Key(
        "operatore dell'assegnazione nel registro", "staff member of the assignment in the register",
        "agency_assigned_staff")]
    intervention: Annotated[Id, Key(
        "intervento dell'assegnazione nel registro", "intervention of the assignment in the register",
        "agency_assigned_intervention")]
    service: Annotated[Known[Service], Key(
        "servizio dell'assegnazione nel registro", "service of the assignment in the register",
        "agency_assigned_service")] = None
    from_: Annotated[Day, Key(
        "inizio dell'assegnazione nel registro", "start of the assignment in the register", "agency_assigned_from"
    )] = Field(alias="from")
    left_on: Annotated[Event, Key(
        "fine dell'assegnazione nel registro", "end of the assignment in the register", "agency_left_on")] = None
    left_reason: Annotated[Known[LeavingReason], Key(
        "motivo della fine dell'assegnazione nel registro", "reason for the end of the assignment in the register",
        "agency_left_reason")] = None
    force_majeure_documented: Annotated[Flag, Key(
        "documentazione della forza maggiore nel registro", "evidence of force majeure in the register",
        "agency_force_majeure_documented")] = None
    replaced_on: Annotated[Event, Key(
        "sostituzione dell'operatore nel registro", "replacement of the staff member in the register",
        "agency_replaced_on")] = None
    closed_on: Annotated[Event, Key(
        "chiusura dell'intervento nel registro", "closing of the intervention in the register", "agency_closed_on"
    )] = None


class AgencySession(Record):
    """A session as the agency records it."""

    id: Annotated[Id | None, Key(
        "codice dell'accesso nel registro", "code of the session in the register", "agency_session_id")] = None
    intervention: Annotated[Known[Id], Key(
        "intervento dell'accesso nel registro", "intervention of the session in the register",
        "agency_session_intervention")] = None
    staff: Annotated[Several[Id], Key(
        "operatori dell'accesso nel registro", "staff of the session in the register", "agency_session_staff")] = None
    service: Annotated[Known[Service], Key(
        "servizio dell'accesso nel registro", "service of the session in the register", "agency_session_service"
    )] = None
    start: Annotated[LocalTime, Key(
        "inizio dell'accesso nel registro", "start of the session in the register", "agency_session_start")]
    end: Annotated[Always[LocalTime], Key(
        "fine dell'accesso nel registro", "end of the session in the register", "agency_session_end")] = None
    status: Annotated[Always[SessionStatus], Key(
        "stato registrato dell'accesso nel registro", "recorded status of the session in the register",
        "agency_recorded_status")] = None
    activity: Annotated[Always[Activity], Key(
        "attività dell'accesso nel registro", "activity of the session in the register", "agency_session_activity"
    )] = None
    venue: Annotated[Known[Venue], Key(
        "luogo dell'accesso nel registro", "venue of the session in the register", "agency_session_venue")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_session(self.start, self.end)
        return self


class AgencyAbsence(Ordered):
    """An absence as the agency records it."""

    ordered: ClassVar = (("from", "returned_on"),)

    staff: Annotated[Id, Key(
        "operatore assente nel registro", "absent staff member in the register", "agency_absent_staff")]
    intervention: Annotated[Known[Id], Key(
        "intervento dell'assenza nel registro", "intervention of the absence in the register",
        "agency_absent_intervention")] = None
    from_: Annotated[Day, Key(
        "inizio dell'assenza nel registro", "start of the absence in the register", "agency_absent_from"
    )] = Field(alias="from")
    returned_on: Annotated[Event, Key("rientro nel registro", "return in the register", "agency_returned_on")] = None
    foreseeable: Annotated[Flag, Key(
        "prevedibilità dell'assenza nel registro", "foreseeability of the absence in the register",
        "agency_absence_foreseeable")] = None
    documented: Annotated[Flag, Key(
        "documentazione dell'assenza nel registro", "evidence of the absence in the register",
        "agency_absence_documented")] = None
    substituted_on: Annotated[Event, Key(
        "sostituzione dell'assente nel registro", "substitution of the absent staff member in the register",
        "agency_substituted_on")] = None
    substitute: Annotated[Known[Id], Key(
        "sostituto nel registro", "substitute in the register", "agency_substitute")] = None


class InvoiceLine(Record):
    """One line of an invoice: one intervention, one kind of work."""

    intervention: Annotated[Known[Id], Key(
        "intervento fatturato", "intervention invoiced", "billed_intervention")] = None
    service: Annotated[Known[Service], Key(
        "servizio della riga di fattura", "service of the invoice line", "billed_service")] = None
    activity: Annotated[Known[Activity], Key(
        "attività della riga di fattura", "activity of the invoice line", "billed_activity")] = None
    minutes: Annotated[Known[Minutes], Key("tempo fatturato", "time invoiced", "billed_time")] = None
    amount: Annotated[Known[Cents], Key(
        "importo della riga di fattura", "amount of the invoice line", "billed_amount")] = None


class Invoice(Period):
    """An invoice over a period."""

    id: Annotated[Id | None, Key("numero della fattura", "number of the invoice", "invoice_id")] = None
    from_: Annotated[Day, Key(
        "inizio del periodo fatturato", "start of the invoiced period", "invoice_from")] = Field(alias="from")
    to: Annotated[Day, Key("fine del periodo fatturato", "end of the invoiced period", "invoice_to")]
    months: Annotated[Known[Count], Key("mesi fatturati", "months invoiced", "invoice_months")] = None
    issued_on: Annotated[Event, Key("emissione della fattura", "issue of the invoice")] = None
    issuer: Annotated[Always[Role], Key("soggetto che emette la fattura", "issuer of the invoice")] = None
    payers: Annotated[Several[Role], Key("soggetti a cui la fattura è intestata", "payers of the invoice")] = None
    service: Annotated[Known[Service], Key("servizio fatturato", "service invoiced", "invoice_service")] = None
    amount: Annotated[Known[Cents], Key("importo della fattura", "amount of the invoice", "invoice_amount")] = None
    lines: Annotated[Listed[InvoiceLine], Each(
        "invoice_line", "riga di fattura", "invoice line", span="invoice_from invoice_to", day="invoice_from",
        name_by="intervention", links={"intervention": ("intervention", "intervention")})] = None

    @model_validator(mode="after")
    def _months_of_its_days(self) -> Self:
        months = (self.to.year - self.from_.year) * 12 + self.to.month - self.from_.month + 1
        if isinstance(self.months, int) and self.months != months:
            problem, advice = "`months` are not those from `from` to `to`", "correct one of the two, or leave it out"
            refuse("contradiction", problem, advice, key="months", other=("to",))
        return self
# fmt: on


# --- staff ------------------------------------------------------------------------------------------------------------


# fmt: off
class HeldTitle(Record):
    """A professional title."""

    title: Annotated[Title, Key("titolo di studio", "qualification", "title_held")]
    on: Annotated[Known[Day], Key(
        "conseguimento del titolo di studio", "award of the qualification", "title_on")] = None


class Training(Record):
    """Training attended."""

    on: Annotated[EventDay, Key("data della formazione", "day of the training", "trained_on")]
    minutes: Annotated[Known[Minutes], Key(
        "durata della formazione", "length of the training", "training_length")] = None
    topic: Annotated[Known[Annotated[str, OneOf("training_topic")]], Key(
        "tema della formazione", "topic of the training", "training_topic")] = None


class StaffMember(Ordered):
    """A worker, by an opaque id."""

    ordered: ClassVar = (("listed_from", "delisted_on"),)

    id: Annotated[Id, Key("codice dell'operatore", "code of the staff member", "staff_key")]
    role: Annotated[Always[Role], Key("ruolo dell'operatore", "role of the staff member", "staff_role")] = None
    contract_type: Annotated[Known[Annotated[str, OneOf("contract_type")]], Key(
        "tipo di contratto dell'operatore", "contract of the staff member")] = None
    weekly_minutes: Annotated[Known[Minutes], Key(
        "durata settimanale del contratto dell'operatore", "weekly time of the staff member's contract")] = None
    contract_level: Annotated[Flag, Key(
        "inquadramento adeguato dell'operatore", "adequate contract level of the staff member")] = None
    contract_to: Annotated[Known[Day], Key(
        "fine del contratto dell'operatore", "end of the staff member's contract", "contract_ends_on")] = None
    national_contract: Annotated[Flag, Key(
        "applicazione del contratto collettivo nazionale", "use of the national collective agreement")] = None
    listed_from: Annotated[Known[Day], Key("inserimento nell'elenco del personale", "entry in the staff list")] = None
    delisted_on: Annotated[Event, Key("uscita dall'elenco del personale", "removal from the staff list")] = None
    special_training: Annotated[Several[Annotated[str, OneOf("risk_theme")]], Key(
        "formazione specifica dell'operatore", "special training of the staff member")] = None
    similar_experience_months: Annotated[Known[Months], Key(
        "esperienza in servizi analoghi", "experience in similar services", "similar_experience")] = None
    coordinator_experience_months: Annotated[Known[Months], Key(
        "esperienza di coordinamento", "experience as a coordinator", "coordinator_experience")] = None
    licence_b: Annotated[Flag, Key("patente B dell'operatore", "driving licence (B) of the staff member")] = None
    licence_until: Annotated[Known[Day], Key("scadenza della patente", "expiry of the driving licence")] = None
    vehicle_authorised: Annotated[Flag, Key(
        "autorizzazione all'uso dell'automezzo", "authorisation to use a vehicle")] = None
    traineeship_completed: Annotated[Flag, Key(
        "tirocinio svolto dall'operatore", "traineeship of the staff member")] = None
    confidentiality_signed_on: Annotated[Event, Key(
        "firma dell'impegno di riservatezza", "signature of the confidentiality undertaking")] = None
    badge_issued_on: Annotated[Event, Key("rilascio del tesserino", "issue of the badge")] = None
    badge_fields: Annotated[Several[Annotated[str, OneOf("badge_field")]], Key(
        "dati riportati sul tesserino", "data on the badge")] = None
    cv_sent_on: Annotated[Event, Key("invio del curriculum", "sending of the curriculum vitae")] = None
    titles: Annotated[Listed[HeldTitle], Each(
        "title", "titolo professionale", "professional title", placing="on", name_by="title", kept=True)] = None
    training: Annotated[Listed[Training], Each(
        "training", "formazione", "training", placing="on", span="trained_on", name_by="on",
        happens="trained_on")] = None
    availability: Annotated[Listed[Slot], Each(
        "availability", "disponibilità", "availability", span="availability_from availability_until",
        own="availability_", of=Text("della disponibilità dell'operatore", "the staff member's availability"))] = None
    reachability: Annotated[Listed[Slot], Each(
        "reachability", "reperibilità", "reachability", span="reachability_from reachability_until",
        own="reachability_", of=Text("della reperibilità dell'operatore", "the staff member's time on call"))] = None


class StaffListChange(Record):
    """A change to the list of staff."""

    effective_on: Annotated[EventDay, Key("variazione dell'elenco del personale", "change of the staff list")]
    notified_on: Annotated[Event, Key("comunicazione della variazione", "notice of the change")] = None
    staff: Annotated[Known[Id], Key(
        "operatore interessato dalla variazione", "staff member of the change", "changed_staff")] = None
    kind: Annotated[Known[Annotated[str, OneOf("staff_change")]], Key(
        "tipo di variazione", "kind of change", "staff_change")] = None
# fmt: on

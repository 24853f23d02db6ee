"""What an agency records of its work: assignments, sessions, absences, and the invoices for them."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
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
    Venue,
    check_session,
)
from adm_rules._internal.scalars import refuse


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
    end: Annotated[Known[LocalTime], Key(
        "fine dell'accesso nel registro", "end of the session in the register", "agency_session_end")] = None
    status: Annotated[Known[SessionStatus], Key(
        "stato registrato dell'accesso nel registro", "recorded status of the session in the register",
        "agency_recorded_status")] = None
    activity: Annotated[Known[Activity], Key(
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
    issuer: Annotated[Known[Role], Key("soggetto che emette la fattura", "issuer of the invoice")] = None
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

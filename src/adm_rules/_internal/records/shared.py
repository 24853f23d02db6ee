"""Records that more than one kind of file has, and the types of the names that many of them use."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, ClassVar, Final, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from adm_rules._internal.calendar import elapsed_minutes
from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Always,
    Cents,
    ClockTime,
    Day,
    Event,
    EventDay,
    Flag,
    Id,
    Known,
    Listed,
    Listing,
    Minutes,
    OneForEach,
    OneOf,
    Several,
    SignedCents,
    Year,
    items_of,
)
from adm_rules._internal.records.keys import Key
from adm_rules._internal.scalars import NONE, refuse
from adm_rules._internal.texts import Text

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


# fmt: off
class Period(Ordered):
    """Something that lasts from a first to a last day, both included; ``"none"`` is an open end."""

    ordered: ClassVar = (("from", "to"),)

    phrase: ClassVar[Text] = Text("del periodo", "the period")

    from_: Annotated[Known[Day], Key("inizio {}", "start of {}", "{}from")] = Field(None, alias="from")
    to: Annotated[Known[Day], Key("fine {}", "end of {}", "{}until")] = None


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

    phrase: ClassVar[Text] = Text("della fascia", "the slot")

    from_: Annotated[Known[Day], Key(
        "primo giorno di validità {}", "first day of validity of {}", "{}from")] = Field(None, alias="from")
    to: Annotated[Known[Day], Key("ultimo giorno di validità {}", "last day of validity of {}", "{}until")] = None
    weekday: Annotated[Weekday, Key("giorno della settimana {}", "weekday of {}", "{}weekday")]
    start: Annotated[ClockTime, Key("ora di inizio {}", "start of {}", "{}start")]
    end: Annotated[ClockTime, Key("ora di fine {}", "end of {}", "{}end")]

    @model_validator(mode="after")
    def _clock_in_order(self) -> Self:
        if self.end <= self.start:
            refuse(
                "end_before_start", "`end` does not lie after `start`", "correct one of the two", key="end"
            )
        return self


class Noted(Record):
    """One of several days of something that happens once for each of several things."""

    on: Annotated[EventDay, Key("giorno dell'evento", "day of the event")]
    for_: Annotated[Id | None, Key(
        "a che cosa si riferisce l'evento", "what the event is for")] = Field(None, alias="for")


NotedDay: TypeAlias = Annotated[Event | Listed[Noted], OneForEach()] | None
"""The day of what happens once for an intervention, an order, …; or several days, each with the id that it is for."""


class Agreed(Record):
    """A role's agreement or verification, with its day."""

    role: Annotated[Role, Key("soggetto che ha dato l'assenso", "who agreed", "{}role")]
    on: Annotated[Event, Key("data dell'assenso", "day of the agreement", "{}given_on")] = None


class Payment(Record):
    """Money that passes between two parties; a balance may be negative."""

    phrase: ClassVar[Text] = Text("del pagamento", "the payment")

    id: Annotated[Id | None, Key("codice {}", "code of {}", "{}payment_id")] = None
    kind: Annotated[Always[Annotated[str, OneOf("payment_kind")]], Key(
        "tipo di {noun}", "kind of {noun}", "{}payment_kind")] = None
    service: Annotated[Known[Service], Key(
        "servizio a cui si riferisce il pagamento", "service that the payment is for", "{}payment_service")] = None
    intervention: Annotated[Known[Id], Key(
        "intervento a cui si riferisce il pagamento", "intervention that the payment is for", "{}payment_intervention"
    )] = None
    payer: Annotated[Always[Role], Key("soggetto pagante", "payer", "{}payer")] = None
    payee: Annotated[Known[Role], Key("beneficiario del pagamento", "payee", "{}payee")] = None
    amount: Annotated[Always[SignedCents], Key("importo {}", "amount of {}", "{}payment_amount")] = None
    due_on: Annotated[Known[Day], Key("scadenza {}", "day on which {} is due", "{}payment_due_on")] = None
    paid_on: Annotated[Event, Key("data {}", "day of {}", "{}paid_on")] = None
    channel: Annotated[Known[Channel], Key("modalità del pagamento", "means of payment", "{}payment_channel")] = None


class Expense(Record):
    """A cost beyond the ordinary, and who commissioned and approved it."""

    phrase: ClassVar[Text] = Text("della spesa", "the expense")

    kind: Annotated[Known[Annotated[str, OneOf("expense_kind")]], Key(
        "tipo di {noun}", "kind of {noun}", "{}expense_kind")] = None
    trigger: Annotated[Known[Annotated[str, OneOf("expense_trigger")]], Key(
        "causa {}", "cause of {}", "{}expense_trigger")] = None
    intervention: Annotated[Known[Id], Key(
        "intervento a cui si riferisce la spesa", "intervention that the expense is for", "{}expense_intervention"
    )] = None
    amount: Annotated[Known[Cents], Key("importo {}", "amount of {}", "{}expense_amount")] = None
    commissioned_by: Annotated[Known[Role], Key(
        "committente {}", "who commissioned {}", "{}expense_commissioned_by")] = None
    commissioned_on: Annotated[Event, Key("commissione {}", "commissioning of {}", "{}expense_commissioned_on")] = None
    approved_on: Annotated[Event, Key("approvazione {}", "approval of {}", "{}expense_approved_on")] = None
    motivated: Annotated[Flag, Key("motivazione {}", "stated grounds of {}", "{}expense_motivated")] = None
    paid_on: Annotated[Event, Key("pagamento {}", "payment of {}", "{}expense_paid_on")] = None


class Document(Record):
    """A document of a year, such as the service charter."""

    phrase: ClassVar[Text] = Text("del documento", "the document")

    type: Annotated[str, OneOf("document_type"), Key("tipo di {noun}", "type of {noun}", "{}document_type")]
    year: Annotated[Year, Key("anno {}", "year of {}", "{}document_year")]
    sent_on: Annotated[Event, Key("invio {}", "sending of {}", "{}document_sent_on")] = None
    service: Annotated[Known[Service], Key("servizio {}", "service of {}", "{}document_service")] = None
    topics: Annotated[Several[Annotated[str, OneOf("document_topic")]], Key(
        "temi {}", "topics of {}", "{}document_topics")] = None
    contents: Annotated[Several[Annotated[str, OneOf("document_content")]], Key(
        "contenuti {}", "contents of {}", "{}document_contents")] = None


class Survey(Record):
    """A survey of satisfaction."""

    phrase: ClassVar[Text] = Text("dell'indagine di soddisfazione", "the satisfaction survey")

    on: Annotated[Event, Key("data {}", "day of {}", "{}surveyed_on")] = None
    year: Annotated[Known[Year], Key("anno {}", "year of {}", "{}survey_year")] = None
    respondents: Annotated[Several[Role], Key(
        "soggetti interpellati nell'indagine", "respondents of the survey", "{}survey_respondents")] = None
    sent_to_lead_body_on: Annotated[Event, Key(
        "invio {} all'Ente capofila", "sending of {} to the lead body", "{}survey_sent_on")] = None
    returned_to_respondents_on: Annotated[Event, Key(
        "restituzione {} agli interessati", "return of {} to its respondents", "{}survey_returned_on")] = None


class Incident(Record):
    """Something that went wrong and must be told."""

    phrase: ClassVar[Text] = Text("dell'evento", "the incident")

    occurred_on: Annotated[EventDay, Key("data dell'evento segnalato", "day of the incident", "{}incident_on")]
    notified_on: Annotated[Event, Key("segnalazione {}", "notice of {}", "{}incident_notified_on")] = None
    contested_on: Annotated[Event, Key("contestazione {}", "objection to {}", "{}incident_contested_on")] = None
    cause: Annotated[Known[Annotated[str, OneOf("incident_cause")]], Key(
        "causa {}", "cause of {}", "{}incident_cause")] = None


class Control(Ordered):
    """A check on an agency or a company."""

    ordered: ClassVar = (("requested_on", "answered_on"),)

    phrase: ClassVar[Text] = Text("del controllo", "the inspection")

    on: Annotated[Event, Key("data {}", "day of {}", "{}controlled_on")] = None
    type: Annotated[Known[Annotated[str, OneOf("control_type")]], Key(
        "tipo di {noun}", "type of {noun}", "{}control_type")] = None
    agency: Annotated[Known[Id], Key("agenzia {}", "agency of {}", "{}control_agency")] = None
    outcome: Annotated[Known[Outcome], Key("esito {}", "outcome of {}", "{}control_outcome")] = None
    requested_on: Annotated[Event, Key("richiesta di {noun}", "request for {}", "{}control_requested_on")] = None
    answered_on: Annotated[Event, Key(
        "risposta al controllo", "answer to the inspection", "{}control_answered_on")] = None


class Supervision(Record):
    """A supervision meeting of the staff."""

    phrase: ClassVar[Text] = Text("della supervisione", "the supervision")

    on: Annotated[EventDay, Key("data {}", "day of {}", "{}supervised_on")]
    minutes: Annotated[Known[Minutes], Key("durata {}", "length of {}", "{}supervision_length")] = None
    staff: Annotated[Several[Id], Key(
        "operatori in supervisione", "staff under supervision", "{}supervised_staff")] = None
    supervisor_title: Annotated[Known[Title], Key(
        "titolo di studio del supervisore", "qualification of the supervisor", "{}supervisor_title")] = None
    attendees: Annotated[Several[Role], Key("partecipanti {}", "attendees of {}", "{}supervision_attendees")] = None
    papers: Annotated[Several[Annotated[str, OneOf("document_type")]], Key(
        "documenti che provano la supervisione", "papers that prove the supervision", "{}supervision_papers")] = None


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
# fmt: on

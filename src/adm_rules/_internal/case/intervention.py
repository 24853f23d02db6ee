"""An intervention and everything recorded about it: sessions, plans, vouchers, staff, reports, meetings."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import Annotated, ClassVar, Self, TypeAlias

from pydantic import AliasChoices, Field, model_validator
from pydantic_core import PydanticCustomError

from adm_rules._internal.acceptance.relations import ON_COURSE, WITH_USERS, WITHOUT_MINOR
from adm_rules._internal.case.reporting import Meeting, Report, ReportRequest
from adm_rules._internal.diagnostics import Path
from adm_rules._internal.records.base import STEPS, Ordered, Record, StepTaken
from adm_rules._internal.records.fields import (
    Always,
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
    items_of,
)
from adm_rules._internal.records.keys import STAFF, SUBSTITUTE, Each, Key
from adm_rules._internal.records.references import placed, refuse_all
from adm_rules._internal.records.shared import (
    Activity,
    ActivityTag,
    LeavingReason,
    Period,
    Role,
    Service,
    SessionStatus,
    Slot,
    Venue,
    check_session,
)
from adm_rules._internal.scalars import NONE, fault, refuse
from adm_rules._internal.texts import Text

_Goal: TypeAlias = Annotated[str, OneOf("goal")]


# fmt: off
class Authorisation(Period):
    """Weekly hours, proposed and authorised."""

    to: Annotated[Known[Day], Key(
        "fine dell'autorizzazione delle ore", "end of the authorisation of hours", "authorised_until")] = None
    from_: Annotated[Day, Key(
        "inizio dell'autorizzazione delle ore", "start of the authorisation of hours", "authorised_from"
    )] = Field(alias="from")
    weekly_minutes: Annotated[Always[Minutes], Key(
        "ore settimanali autorizzate", "authorised time per week", "authorised_time")] = None
    proposed_by: Annotated[Known[Role], Key(
        "soggetto che ha proposto le ore", "who proposed the hours", "hours_proposed_by")] = None
    proposed_on: Annotated[Event, Key("proposta delle ore", "proposal of the hours", "hours_proposed_on")] = None
    authorised_by: Annotated[Known[Role], Key(
        "soggetto che ha autorizzato le ore", "who authorised the hours", "hours_authorised_by")] = None
    authorised_on: Annotated[Event, Key(
        "autorizzazione delle ore", "authorisation of the hours", "hours_authorised_on")] = None


class VoucherTerm(Ordered):
    """One term of the voucher: the first, or an extension; both days belong to it."""

    ordered: ClassVar = (("start", "end"),)

    kind: Annotated[str, OneOf("term_kind"), Key("tipo di periodo di voucher", "kind of voucher term", "term_kind")]
    start: Annotated[Day, Key("inizio del periodo di voucher", "start of the voucher term", "term_start")]
    end: Annotated[Day, Key("fine del periodo di voucher", "end of the voucher term", "term_end")]
    unit_value: Annotated[Known[Cents], Key("valore unitario del voucher", "unit value of the voucher")] = None
    assigned_on: Annotated[Event, Key(
        "assegnazione del voucher", "assignment of the voucher", "voucher_assigned_on")] = None
    authorised_on: Annotated[Event, Key(
        "autorizzazione del voucher", "authorisation of the voucher", "voucher_authorised_on")] = None
    new_activation_on: Annotated[Event, Key("nuova attivazione del voucher", "new activation of the voucher")] = None
    budget_checked_on: Annotated[Event, Key(
        "verifica della disponibilità di bilancio", "check that there is budget")] = None


class Objective(Record):
    """What one objective of a plan is about."""

    tag: Annotated[str, OneOf("objective_tag"), Key("obiettivo del progetto", "objective of the plan", "objective_tag")]


class Signature(Record):
    """A signature under a plan: the signer is a role, or the id of a holder of parental responsibility."""

    signer: Annotated[Id, Key("firmatario del progetto", "signer of the plan")]
    on: Annotated[Event, Key("firma del progetto", "signature of the plan", "signed_on")] = None


class Plan(Ordered):
    """One version of the educational project."""

    ordered: ClassVar = (("start_on", "end_on"),)

    id: Annotated[Id | None, Key("codice del progetto", "code of the plan", "plan_id")] = None
    kind: Annotated[Known[Annotated[str, OneOf("plan_kind")]], Key(
        "tipo di progetto", "kind of plan", "plan_kind")] = None
    form: Annotated[Known[Annotated[str, OneOf("plan_form")]], Key(
        "modello del progetto", "form of the plan", "plan_form")] = None
    drafted_on: Annotated[Event, Key("stesura del progetto", "drafting of the plan")] = None
    drafted_by: Annotated[Known[Role], Key("soggetto che ha steso il progetto", "who drafted the plan")] = None
    drafted_by_id: Annotated[Known[Id], Key(
        "operatore che ha steso il progetto", "staff member who drafted the plan")] = None
    agreed_on: Annotated[Event, Key("condivisione del progetto", "agreement on the plan", "plan_agreed_on")] = None
    shared_with: Annotated[Several[Role], Key(
        "soggetti con cui il progetto è condiviso", "those with whom the plan is shared", "plan_shared_with")] = None
    shared_on: Annotated[Event, Key("trasmissione del progetto", "sharing of the plan", "plan_shared_on")] = None
    revised_on: Annotated[Event, Key("revisione del progetto", "revision of the plan", "plan_revised_on")] = None
    educational_contract_signed_on: Annotated[Event, Key(
        "firma del contratto educativo", "signature of the educational contract")] = None
    start_on: Annotated[Known[Day], Key(
        "inizio previsto dal progetto", "start set by the plan", "plan_start_on")] = None
    end_on: Annotated[Known[Day], Key("fine prevista dal progetto", "end set by the plan", "plan_end_on")] = None
    goal: Annotated[Known[_Goal], Key("finalità indicata nel progetto", "goal stated in the plan", "plan_goal")] = None
    parenting_goal: Annotated[Flag, Key(
        "obiettivo di sostegno alla genitorialità", "goal of support to parenting")] = None
    contents: Annotated[Several[Annotated[str, OneOf("plan_field")]], Key(
        "contenuti del progetto", "contents of the plan", "plan_contents_given")] = None
    activities: Annotated[Several[ActivityTag], Key(
        "attività previste dal progetto", "activities of the plan", "plan_activities")] = None
    correlated_activities: Annotated[Several[ActivityTag], Key(
        "attività correlate previste dal progetto", "correlated activities of the plan", "plan_correlated_activities"
    )] = None
    venues: Annotated[Several[Venue], Key("luoghi previsti dal progetto", "venues of the plan", "plan_venues")] = None
    team: Annotated[Several[Role], Key("équipe del progetto", "team of the plan", "plan_team")] = None
    participants: Annotated[Several[Role], Key(
        "partecipanti al progetto", "participants in the plan", "plan_participants")] = None
    family: Annotated[Known[Id], Key(
        "famiglia a cui il progetto è rivolto", "family that the plan is for", "plan_family")] = None
    objectives: Annotated[Listed[Objective], Each("objective", "obiettivo", "objective", name_by="tag")] = None
    signatures: Annotated[Listed[Signature], Each(
        "signature", "firma", "signature", placing="on", name_by="signer", kept=True, acts=True)] = None
    schedule: Annotated[Listed[Slot], Each(
        "slot", "accesso programmato", "scheduled visit", span="slot_from slot_until", own="slot_", ahead=True,
        of=Text("della fascia prevista dal progetto", "the slot of the plan"))] = None


class Attendance(Record):
    """Somebody present at a session besides the users."""

    kind: Annotated[str, OneOf("attendee_kind"), Key("veste del presente", "kind of attendee", "attendee_kind")]
    staff: Annotated[Known[Id], Key("operatore presente", "staff member present", "attendee_staff")] = None


class Session(Record):
    """One session, planned or held: the only source of hours."""

    id: Annotated[Id | None, Key("codice dell'accesso", "code of the session", "session_id")] = None
    start: Annotated[LocalTime, Key("inizio dell'accesso", "start of the session", "session_start")]
    end: Annotated[Always[LocalTime], Key("fine dell'accesso", "end of the session", "session_end")] = None
    status: Annotated[Always[SessionStatus], Key(
        "stato registrato dell'accesso", "recorded status of the session", "recorded_status")] = None
    activity: Annotated[Always[Activity], Key("tipo di attività", "kind of activity")] = None
    venue: Annotated[Known[Venue], Key("luogo dell'accesso", "venue of the session")] = None
    phase: Annotated[Known[Annotated[str, OneOf("phase")]], Key(
        "fase dell'intervento", "phase of the intervention")] = None
    phases: Annotated[Several[Annotated[str, OneOf("session_phase")]], Key(
        "fasi dell'incontro", "phases of the meeting", "session_phases")] = None
    feedback_minutes: Annotated[Known[Minutes], Key(
        "tempo di restituzione dopo l'incontro", "feedback time after the meeting", "feedback_time")] = None
    users_present: Annotated[Known[Count], Key("minori presenti", "minors present")] = None
    activities: Annotated[Several[ActivityTag], Key(
        "attività svolte", "activities carried out", "session_activities")] = None
    partners: Annotated[Several[Role], Key("soggetti che collaborano all'accesso", "partners in the session")] = None
    recipients: Annotated[Several[Role], Key(
        "destinatari dell'accesso", "recipients of the session", "session_recipients")] = None
    transport_needed: Annotated[Flag, Key("necessità del trasporto", "need for transport")] = None
    transport_provided: Annotated[Flag, Key("trasporto fornito", "transport provided")] = None
    accompanied_by: Annotated[Known[Role], Key("accompagnatore del minore", "who accompanies the minor")] = None
    visiting_adult: Annotated[Known[Role], Key("adulto che incontra il minore", "adult who meets the minor")] = None
    agreed_on: Annotated[Event, Key("accordo sull'accesso", "agreement on the session", "session_agreed_on")] = None
    agreed_by: Annotated[Several[Role], Key(
        "soggetti che hanno concordato l'accesso", "those who agreed on the session", "session_agreed_by")] = None
    suspension_cause: Annotated[Known[Annotated[str, OneOf("suspension_cause")]], Key(
        "causa della sospensione", "cause of the suspension")] = None
    substitution_tried_on: Annotated[Event, Key("tentativo di sostituzione", "attempt at a substitution")] = None
    minutes_recorded_on: Annotated[Event, Key("verbale dell'incontro", "minutes of the meeting")] = None
    group: Annotated[Known[Id], Key("codice del gruppo", "code of the group", "group_id")] = None
    group_ratio: Annotated[Known[Ratio], Key(
        "rapporto tra educatori e minori stabilito per il gruppo", "ratio of educators to minors set for the group"
    )] = None
    group_ratio_by: Annotated[Known[Role], Key(
        "soggetto che ha stabilito il rapporto del gruppo", "who set the ratio of the group")] = None
    group_ratio_on: Annotated[Event, Key(
        "decisione sul rapporto del gruppo", "decision on the ratio of the group")] = None
    attendance: Annotated[Listed[Attendance], Each(
        "attendance", "presenza", "attendance", name_by="staff", links=STAFF)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_session(self.start, self.end)
        if self.status == "delivered" and self.users_present in {0, NONE} and self.activity in WITH_USERS:
            problem, advice = (
                "nobody was present at a delivered session",
                "count the users, or say `cancelled`",
            )
            refuse("session_without_users", problem, advice, key="users_present")
        named = [each.staff for each in items_of(self.attendance) if each.staff not in (None, NONE)]
        if len(set(named)) < len(named):
            problem, advice = "somebody stands twice among those present", "name each of them once"
            refuse("duplicate_id", problem, advice, key="attendance")
        return self


class Assignment(Ordered):
    """A worker's assignment to the intervention."""

    ordered: ClassVar = (("from", "left_on"),)

    staff: Annotated[Id, Key("operatore assegnato", "staff member assigned", "staff_id")]
    role: Annotated[Always[Role], Key("ruolo nell'intervento", "role in the intervention", "assignment_role")] = None
    from_: Annotated[Day, Key(
        "inizio dell'assegnazione", "start of the assignment", "assigned_from")] = Field(alias="from")
    left_on: Annotated[Event, Key("fine dell'assegnazione", "end of the assignment")] = None
    left_reason: Annotated[Known[LeavingReason], Key(
        "motivo della fine dell'assegnazione", "reason for the end of the assignment")] = None
    force_majeure_documented: Annotated[Flag, Key(
        "documentazione della causa di forza maggiore", "evidence of force majeure")] = None
    replaced_on: Annotated[Event, Key("sostituzione dell'operatore", "replacement of the staff member")] = None


class Absence(Ordered):
    """A worker's absence, and who stepped in."""

    ordered: ClassVar = (("from", "returned_on"),)

    staff: Annotated[Known[Id], Key("operatore assente", "absent staff member", "absent_staff")] = None
    from_: Annotated[Day, Key("inizio dell'assenza", "start of the absence", "absent_from")] = Field(alias="from")
    returned_on: Annotated[Event, Key("rientro dell'operatore", "return of the staff member")] = None
    foreseeable: Annotated[Flag, Key("prevedibilità dell'assenza", "foreseeability of the absence")] = None
    documented: Annotated[Flag, Key(
        "documentazione dell'assenza", "evidence of the absence", "absence_documented")] = None
    cause: Annotated[Known[Annotated[str, OneOf("absence_cause")]], Key(
        "causa dell'assenza", "cause of the absence", "absence_cause")] = None
    substituted_on: Annotated[Event, Key(
        "sostituzione dell'operatore assente", "substitution of the absent staff member")] = None
    substitute: Annotated[Known[Id], Key("operatore sostituto", "substitute", "substitute_staff")] = None
    team_agreed_on: Annotated[Event, Key(
        "accordo dell'équipe sull'assenza", "agreement of the team on the absence")] = None
    agreed_with: Annotated[Several[Role], Key(
        "soggetti con cui la sostituzione è concordata", "those with whom the substitution is agreed",
        "absence_agreed_with")] = None


class Substitute(Record):
    """A worker named in advance as a possible substitute."""

    staff: Annotated[Id, Key(
        "operatore nell'elenco dei sostituti", "staff member on the list of substitutes", "substitute_id")]
    listed_on: Annotated[Event, Key(
        "inserimento nell'elenco dei sostituti", "entry in the list of substitutes", "substitute_listed_on")] = None


class Intervention(Ordered):
    """One intervention of one service."""

    ordered: ClassVar = (("started_on", "closed_on"),)

    id: Annotated[Id | None, Key("codice dell'intervento", "code of the intervention", "intervention_id")] = None
    service: Annotated[Service, Key("servizio", "service")]
    agency: Annotated[Known[Id], Key(
        "agenzia incaricata dell'intervento", "agency of the intervention", "agency_id")] = None
    request: Known[Id] = None
    proposed_on: Annotated[Event, Key(
        "proposta dell'intervento all'agenzia", "proposal of the intervention to the agency")] = None
    started_on: Annotated[Event, Key(
        "data registrata di avvio dell'intervento", "recorded day of the start of the intervention")] = None
    enrolled_on: Annotated[Event, Key("iscrizione al servizio", "enrolment in the service")] = None
    closed_on: Annotated[Event, Key("chiusura dell'intervento", "closing of the intervention")] = None
    closure_reason: Annotated[Known[Annotated[str, OneOf("closure_reason")]], Key(
        "motivo della chiusura", "reason for the closing")] = None
    chosen_by: Annotated[Known[Role], Key(
        "soggetto che ha scelto l'agenzia", "who chose the agency", "provider_chosen_by")] = None
    chosen_on: Annotated[Event, Key("scelta dell'agenzia", "choice of the agency", "provider_chosen_on")] = None
    free_places: Annotated[Known[Count], Key("posti liberi nel servizio", "free places in the service")] = None
    hours_reduced_on: Annotated[Event, Key("riduzione delle ore", "reduction of the hours")] = None
    educator_named_on: Annotated[Event, Key("comunicazione del nome dell'educatore", "naming of the educator")] = None
    substitutes_listed_on: Annotated[Event, Key(
        "consegna dell'elenco dei sostituti", "delivery of the list of substitutes")] = None
    knowledge_ends_on: Annotated[Known[Day], Key(
        "fine del periodo di conoscenza", "end of the period of getting acquainted")] = None
    agreed_start_on: Annotated[Known[Day], Key("data di avvio concordata", "agreed day of the start")] = None
    review_interval_months: Annotated[Known[Months], Key(
        "intervallo di verifica previsto dal progetto", "interval between reviews set by the plan", "review_interval"
    )] = None
    feedback_planned: Annotated[Flag, Key(
        "previsione della restituzione dopo l'incontro", "plan for feedback after the meeting")] = None
    feedback_agreed_by: Annotated[Several[Role], Key(
        "soggetti che condividono la restituzione", "those who agree with the feedback")] = None
    preparing_return_home: Annotated[Flag, Key(
        "preparazione del rientro in famiglia", "preparation of the return home")] = None
    positive_evolution_on: Annotated[Event, Key(
        "evoluzione positiva della situazione", "positive evolution of the situation")] = None
    venue_agreed_on: Annotated[Event, Key(
        "accordo sul luogo degli incontri", "agreement on the venue of the meetings")] = None
    venue_agreed_by: Annotated[Several[Role], Key(
        "soggetti che condividono il luogo degli incontri", "those who agree on the venue of the meetings")] = None
    accompaniment_reason: Annotated[Flag, Key(
        "motivo dell'accompagnamento del minore", "reason for accompanying the minor")] = None
    contact_hours_minutes: Annotated[Known[Minutes], Key(
        "ore assegnate per gli incontri", "time allotted to the meetings", "hours_allotted")] = None
    authorisations: Annotated[Listed[Authorisation], Each(
        "authorisation", "autorizzazione delle ore", "authorisation of hours", placing="from",
        span="authorised_from authorised_last_day", day="authorised_from", name_by="from", ahead=True)] = None
    voucher_terms: Annotated[Listed[VoucherTerm], Each(
        "voucher_term", "periodo del voucher", "voucher term", placing="start", span="term_start term_end",
        day="term_start", name_by="start", ahead=True)] = None
    plans: Annotated[Listed[Plan], Each(
        "plan", "progetto educativo", "educational plan", placing="drafted_on", span="drafted_on plan_end_on",
        day="drafted_on", name_by="drafted_on", successive=True, happens="drafted_on")] = None
    sessions: Annotated[Listed[Session], Each(
        "session", "accesso", "session", placing="start", span="session_day", day="session_day", name_by="start",
        reaches="session_last_day", lapses=("status", "planned"), ahead=True)] = None
    assignments: Annotated[Listed[Assignment], Each(
        "assignment", "assegnazione dell'operatore", "assignment", placing="from", span="assigned_from left_on",
        day="assigned_from", name_by="staff", links=STAFF, ahead=True)] = None
    absences: Annotated[Listed[Absence], Each(
        "absence", "assenza dell'operatore", "staff absence", placing="from", span="absent_from returned_on",
        day="absent_from", name_by="from", links=SUBSTITUTE, ahead=True)] = None
    reports: Annotated[Listed[Report], Each(
        "report", "relazione", "report", placing="submitted_on", span="submitted_on", day="submitted_on",
        name_by="type", happens="submitted_on")] = None
    report_requests: Annotated[Listed[ReportRequest], Each(
        "report_request", "richiesta di relazione", "request for a report", placing="asked_on", span="report_asked_on",
        day="report_asked_on", name_by="asked_on", happens="report_asked_on")] = None
    meetings: Annotated[Listed[Meeting], Each(
        "meeting", "incontro di lavoro", "meeting", placing="on", span="met_on", day="met_on", name_by="type",
        happens="met_on")] = None
    steps: Annotated[Listed[StepTaken], Each(
        "milestone", "passo del protocollo", "protocol step", placing="on", name_by="step", kept=True)] = Field(
        None, description=STEPS, validation_alias=AliasChoices("steps", "milestones"))
    substitutes: Annotated[Listed[Substitute], Each(
        "substitute_listed", "sostituto indicato", "listed substitute", placing="listed_on", name_by="staff",
        links=STAFF, kept=True, acts=True)] = None

    @model_validator(mode="after")
    def _begins_with_its_records(self) -> Self:
        refuse_all("Intervention", self._begun_before())
        return self

    def _begun_before(self) -> Iterator[PydanticCustomError]:
        """What shows that the intervention began before its recorded start, or though it is said not to have begun."""
        shown: Iterable[tuple[Path, date]] = ()
        if self.started_on == NONE:
            shown = self._with_minor()
        elif isinstance(self.started_on, date):
            start = self.started_on
            shown = (pair for pair in chain(self._with_minor(), self._told()) if pair[1] < start)
        for path, _ in islice(shown, 1):
            problem = "a record shows that the intervention had begun, and this key says that it had not"
            advice = "one of them is wrong: correct it"
            yield fault("contradiction", problem, advice, at=("started_on",), other=path)

    def _with_minor(self) -> Iterator[tuple[Path, date]]:
        for path, each in placed("sessions", self.sessions):
            if each.status == "delivered" and each.activity is not None and each.activity not in WITHOUT_MINOR:
                yield (*path, "start"), each.start.date()

    def _told(self) -> Iterator[tuple[Path, date]]:
        """Reports on the course of the intervention, and reviews of its plan."""
        reports = ((path, "submitted_on", each.type in ON_COURSE, each.submitted_on)
                   for path, each in placed("reports", self.reports))
        reviews = ((path, "on", each.type == "plan_review", each.on)
                   for path, each in placed("meetings", self.meetings))
        for path, key, proves, day in chain(reports, reviews):
            if proves and isinstance(day, date):
                yield (*path, key), day
# fmt: on

"""The file of a district's own office: meetings, reports, surveys, teams, funds, duties of information."""

from typing import Annotated, ClassVar

from pydantic import Field

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Always,
    Cents,
    Count,
    Day,
    Distinct,
    Event,
    EventDay,
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
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import (
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
from adm_rules._internal.texts import Text


# fmt: off
class DistrictMeeting(Record):
    """A meeting of the office; it may belong to several series."""

    series: Annotated[frozenset[MeetingType], Distinct(), Key(
        "serie dell'incontro dell'Ambito", "series of the district meeting", "meeting_series")]
    on: Annotated[Event, Key("data dell'incontro dell'Ambito", "day of the district meeting", "held_on")] = None
    roles: Annotated[Several[Role], Key(
        "partecipanti all'incontro dell'Ambito", "participants in the district meeting", "meeting_roles")] = None
    municipalities: Annotated[Several[Place], Key(
        "Comuni presenti all'incontro dell'Ambito", "municipalities at the district meeting", "meeting_municipalities"
    )] = None
    agenda: Annotated[Several[Annotated[str, OneOf("agenda_item")]], Key(
        "ordine del giorno dell'incontro dell'Ambito", "agenda of the district meeting", "meeting_agenda")] = None
    convened_by: Annotated[Known[Role], Key(
        "soggetto che ha convocato l'incontro dell'Ambito", "who convened the district meeting",
        "district_meeting_convened_by")] = None


class DistrictReport(Record):
    """A report of the office."""

    type: Annotated[ReportType, Key("tipo di relazione dell'Ambito", "type of district report", "district_report_type")]
    year: Annotated[Always[Year], Key(
        "anno della relazione dell'Ambito", "year of the district report", "district_report_year")] = None
    submitted_on: Annotated[Event, Key(
        "consegna della relazione dell'Ambito", "delivery of the district report", "district_report_submitted_on"
    )] = None
    contents: Annotated[Several[ReportContent], Key(
        "contenuti della relazione dell'Ambito", "contents of the district report", "district_report_contents")] = None
    recipients: Annotated[Several[Role], Key(
        "destinatari della relazione dell'Ambito", "recipients of the district report", "district_report_recipients"
    )] = None


class TeamMember(Period):
    """A post of a team."""

    from_: Annotated[Known[Day], Key(
        "ingresso nell'équipe", "entry into the team", "team_member_from")] = Field(None, alias="from")
    to: Annotated[Known[Day], Key("uscita dall'équipe", "exit from the team", "team_member_until")] = None
    role: Annotated[Role, Key("ruolo nell'équipe", "role in the team", "team_role")]
    coordinating: Annotated[Flag, Key("coordinamento dell'équipe", "coordination of the team")] = None


class Team(Record):
    """A team of a service."""

    id: Annotated[Id | None, Key("codice dell'équipe", "code of the team", "team_id")] = None
    service: Annotated[Always[Service], Key("servizio dell'équipe", "service of the team", "team_service")] = None
    members: Annotated[Listed[TeamMember], Each(
        "team_member", "componente dell'équipe", "team member", placing="from",
        span="team_member_from team_member_until", name_by="role")] = None


class FundPayment(Record):
    """Money paid out of a fund."""

    amount: Annotated[Always[Cents], Key(
        "importo prelevato dal fondo", "amount taken from the fund", "fund_payment_amount")] = None
    on: Annotated[Event, Key("prelievo dal fondo", "payment out of the fund", "fund_paid_on")] = None
    service: Annotated[Known[Service], Key(
        "servizio pagato dal fondo", "service paid out of the fund", "fund_service")] = None


class DistrictYear(Record):
    """The funds of one year."""

    year: Annotated[Year, Key("anno dell'Ambito", "year of the district", "district_year")]
    fund_available: Annotated[Known[Cents], Key("fondo disponibile nell'anno", "fund available in the year")] = None
    budget_available: Annotated[Flag, Key(
        "disponibilità di bilancio dell'Ambito", "budget of the district", "district_budget_available")] = None
    fund_payments: Annotated[Listed[FundPayment], Each(
        "fund_payment", "pagamento dal fondo", "payment from the fund", placing="on", name_by="on")] = None


class InformationDuty(Record):
    """A return that must be verified and sent (document 001)."""

    kind: Annotated[Known[Annotated[str, OneOf("information_duty")]], Key(
        "tipo di debito informativo", "kind of information duty", "information_duty")] = None
    responsible: Annotated[Known[Role], Key(
        "responsabile del debito informativo", "body responsible for the information duty", "duty_responsible")] = None
    recipient: Annotated[Known[Role], Key(
        "destinatario del debito informativo", "recipient of the information duty", "duty_recipient")] = None
    prepared_by: Annotated[Several[Role], Key(
        "soggetti che elaborano il debito informativo", "bodies that prepare the information duty", "duty_prepared_by"
    )] = None
    sent_on: Annotated[Event, Key(
        "invio del debito informativo", "sending of the information duty", "duty_sent_on")] = None
    verifications: Annotated[Listed[Agreed], Each(
        "verification", "verifica dei dati", "verification", placing="on", name_by="role", acts=True, keys={
        "role": Key(
            "soggetto che verifica il debito informativo", "body that verifies the information duty",
            "verification_role"),
        "on": Key("verifica del debito informativo", "verification of the information duty", "verified_on"),
    })] = None


class ServiceCard(Record):
    """The public card of a service (document 003)."""

    service: Annotated[Service, Key("servizio della scheda", "service of the service card", "card_service")]
    year: Annotated[Known[Year], Key("anno della scheda del servizio", "year of the service card", "card_year")] = None
    contents: Annotated[Several[Annotated[str, OneOf("card_content")]], Key(
        "contenuti della scheda del servizio", "contents of the service card", "card_contents")] = None


class Population(Record):
    """Inhabitants of a municipality on a day."""

    municipality: Annotated[Place, Key(
        "Comune della popolazione rilevata", "municipality of the population count", "population_municipality")]
    on: Annotated[EventDay, Key("data della popolazione rilevata", "day of the population count", "population_on")]
    inhabitants: Annotated[Known[Count], Key("abitanti", "inhabitants")] = None


class ServiceUse(Record):
    """How much of a service the residents of a municipality used in a year."""

    service: Annotated[Service, Key("servizio utilizzato", "service used", "used_service")]
    year: Annotated[Year, Key("anno di utilizzo del servizio", "year of use of the service", "use_year")]
    municipality: Annotated[Known[Place], Key(
        "Comune che utilizza il servizio", "municipality that uses the service", "use_municipality")] = None
    minutes: Annotated[Known[Minutes], Key("tempo di servizio utilizzato", "service time used", "used_time")] = None


class ProjectAgreement(Agreed):
    """A body's adherence to one project of the district."""

    project: Annotated[Id | None, Key("progetto a cui il soggetto aderisce", "project that the body adheres to",
        "agreed_project")] = None


class District(Ordered):
    """Everything that is known about the district's own office."""

    ordered: ClassVar = (("service_from", "service_until"),)

    id: Annotated[Id, Key("codice dell'Ambito", "code of the district", "district_id")]
    complete_until: Day | None = None
    service_from: Annotated[Event, Key("avvio del servizio nell'Ambito", "start of the service in the district")] = None
    service_until: Annotated[Event, Key("fine del servizio nell'Ambito", "end of the service in the district")] = None
    lead_body: Annotated[Known[Role], Key("Ente capofila dell'Ambito", "lead body of the district")] = None
    advocacy_fund: Annotated[Flag, Key("fondo per il patrocinio", "fund for advocacy")] = None
    meetings: Annotated[Listed[DistrictMeeting], Each(
        "district_meeting", "incontro dell'Ambito", "district meeting", placing="on", span="held_on", day="held_on",
        name_by="on", happens="held_on")] = None
    reports: Annotated[Listed[DistrictReport], Each(
        "district_report", "relazione dell'Ambito", "district report", placing="submitted_on", name_by="type")] = None
    surveys: Annotated[Listed[Survey], Each(
        "district_survey", "rilevazione dell'Ambito", "district survey", placing="on", name_by="on", own="district_",
        of=Text("dell'indagine dell'Ambito", "the district survey"), keys={
        "respondents": Key(
            "soggetti interpellati dall'indagine dell'Ambito", "respondents of the district survey",
            "district_survey_respondents"),
    })] = None
    supervisions: Annotated[Listed[Supervision], Each(
        "district_supervision", "supervisione dell'équipe", "team supervision", placing="on", name_by="on",
        own="district_", of=Text("della supervisione dell'Ambito", "the district supervision"), keys={
        "staff": Key(
            "operatori nella supervisione dell'Ambito", "staff in the district supervision",
            "district_supervised_staff"),
        "supervisor_title": Key(
            "titolo di studio del supervisore dell'Ambito", "qualification of the district supervisor",
            "district_supervisor_title"),
        "attendees": Key(
            "partecipanti alla supervisione dell'Ambito", "attendees of the district supervision",
            "supervision_attendees"),
    })] = None
    controls: Annotated[Listed[Control], Each(
        "district_control", "controllo dell'Ambito", "district check", placing="on", name_by="on", own="district_",
        of=Text("del controllo dell'Ambito", "the district inspection"), keys={
        "agency": Key("agenzia controllata dall'Ambito", "agency inspected by the district", "district_control_agency"),
        "answered_on": Key(
            "risposta al controllo dell'Ambito", "answer to the district inspection", "district_control_answered_on"),
    })] = None
    teams: Annotated[Listed[Team], Each("team", "équipe", "team", name_by="id")] = None
    years: Annotated[Listed[DistrictYear], Each(
        "district_year", "anno dell'Ambito", "district year", span="district_year_first_day district_year_last_day",
        day="district_year_last_day", name_by="year", ahead=True)] = None
    information_duties: Annotated[Listed[InformationDuty], Each(
        "information_duty", "debito informativo", "reporting duty", placing="sent_on", name_by="kind")] = None
    service_cards: Annotated[Listed[ServiceCard], Each(
        "service_card", "scheda del servizio", "service card", name_by="service")] = None
    populations: Annotated[Listed[Population], Each(
        "population", "popolazione", "population", placing="on", name_by="municipality")] = None
    service_use: Annotated[Listed[ServiceUse], Each(
        "service_use", "consumo del servizio", "use of the service", name_by="service")] = None
    project_agreements: Annotated[Listed[ProjectAgreement], Each(
        "project_agreement", "accordo di progetto", "project agreement", placing="on", name_by="role", kept=True,
        acts=True, keys={
        "role": Key("soggetto che aderisce al progetto", "body that adheres to the project", "project_agreement_role"),
        "on": Key("adesione al progetto", "adherence to the project", "project_agreed_on"),
    })] = None

# fmt: on

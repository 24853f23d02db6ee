"""How a case comes to a service: requests, rankings of agencies, derogations."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from adm_rules._internal.records.base import Record
from adm_rules._internal.records.fields import (
    Always,
    ClockTime,
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
    Several,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import Outcome, Period, Role, Weekday
from adm_rules._internal.scalars import refuse

_Scope: TypeAlias = Annotated[str, OneOf("derogation_scope")]


# fmt: off
class Ranked(Record):
    """An agency's place in the quality ranking, as the request found it."""

    agency: Annotated[Id, Key("agenzia in graduatoria", "agency in the ranking", "ranked_agency")]
    rank: Annotated[Count, Key("posizione in graduatoria", "position in the ranking")]
    available: Annotated[Flag, Key(
        "disponibilità dell'agenzia in graduatoria", "availability of the agency in the ranking", "ranked_available"
    )] = None


class Request(Record):
    """A request to start, extend, suspend or close an intervention."""

    id: Annotated[Id | None, Key("codice della richiesta", "code of the request", "request_id")] = None
    submitted_on: Annotated[EventDay, Key("data della richiesta", "day of the request", "requested_on")]
    type: Annotated[Always[Annotated[str, OneOf("request_type")]], Key(
        "tipo di richiesta", "type of request", "request_type")] = None
    for_: Annotated[Id | None, Key(
        "intervento a cui si riferisce la richiesta", "intervention that the request is for", "request_for"
    )] = Field(None, alias="for")
    by: Annotated[Known[Role], Key("soggetto richiedente", "who made the request", "requester_role")] = None
    initiated_by: Annotated[Known[Role], Key(
        "soggetto da cui nasce la richiesta", "who first asked for the request", "request_initiated_by")] = None
    drafted_by: Annotated[Known[Role], Key(
        "operatore che ha compilato la richiesta", "who drafted the request", "request_drafted_by")] = None
    collected_by: Annotated[Known[Role], Key(
        "servizio che ha raccolto la richiesta", "service that collected the request", "request_collected_by")] = None
    sent_to: Annotated[Several[Role], Key(
        "destinatari della richiesta", "recipients of the request", "request_sent_to")] = None
    urgent: Annotated[Flag, Key("urgenza della richiesta", "urgency of the request")] = None
    fields: Annotated[Several[Annotated[str, OneOf("request_field")]], Key(
        "contenuti della scheda di richiesta", "contents of the request form", "request_fields")] = None
    agreed_by: Annotated[Several[Role], Key(
        "soggetti che condividono la richiesta", "those who agree with the request", "request_agreed_by")] = None
    involved_specialists: Annotated[Several[Role], Key(
        "specialisti coinvolti nella richiesta", "specialists involved in the request")] = None
    family_choice: Annotated[Known[Id], Key("agenzia scelta dalla famiglia", "agency chosen by the family")] = None
    choice_form_signed_on: Annotated[Event, Key(
        "firma del modulo di scelta dell'agenzia", "signature of the agency choice form")] = None
    evaluated_on: Annotated[Event, Key(
        "valutazione della richiesta", "evaluation of the request", "request_evaluated_on")] = None
    outcome: Annotated[Known[Outcome], Key("esito della richiesta", "outcome of the request", "request_outcome")] = None
    sent_to_agency_on: Annotated[Event, Key(
        "invio della richiesta all'agenzia", "sending of the request to the agency")] = None
    ranking: Annotated[Listed[Ranked], Each(
        "ranking", "agenzia in graduatoria", "ranked agency", name_by="agency")] = None


class Derogation(Period):
    """One granted derogation: scope, interval, conditions and the limit that replaces the ordinary one."""

    to: Annotated[Known[Day], Key("fine della deroga", "end of the derogation", "derogation_to")] = None
    id: Annotated[Id | None, Key("codice della deroga", "code of the derogation", "derogation_id")] = None
    scope: Annotated[frozenset[_Scope], Distinct(), Key(
        "oggetto della deroga", "scope of the derogation", "derogation_scope")]
    from_: Annotated[Day, Key(
        "inizio della deroga", "start of the derogation", "derogation_from")] = Field(alias="from")
    intervention: Annotated[Known[Id], Key(
        "intervento a cui si riferisce la deroga", "intervention that the derogation is for", "derogation_intervention"
    )] = None
    document: Annotated[Known[Id], Key(
        "documento della deroga", "document of the derogation", "derogation_document")] = None
    exceptional: Annotated[Flag, Key(
        "eccezionalità della deroga", "exceptional nature of the derogation", "derogation_exceptional")] = None
    budget_available: Annotated[Flag, Key(
        "disponibilità di bilancio per la deroga", "budget for the derogation", "derogation_budget_available")] = None
    social_relevance: Annotated[Flag, Key(
        "rilevanza sociale della deroga", "social relevance of the derogation", "derogation_social_relevance")] = None
    reason: Annotated[Known[Annotated[str, OneOf("derogation_reason")]], Key(
        "motivo della deroga", "reason for the derogation", "derogation_reason")] = None
    assessed_by: Annotated[Known[Role], Key(
        "soggetto che ha valutato la deroga", "who assessed the derogation", "derogation_assessed_by")] = None
    assessed_on: Annotated[Event, Key(
        "valutazione della deroga", "assessment of the derogation", "derogation_assessed_on")] = None
    authorised_by: Annotated[Known[Role], Key(
        "soggetto che ha autorizzato la deroga", "who authorised the derogation", "derogation_authorised_by")] = None
    authorised_on: Annotated[Event, Key(
        "autorizzazione della deroga", "authorisation of the derogation", "derogation_authorised_on")] = None
    payer: Annotated[Known[Role], Key(
        "soggetto che sostiene la spesa della deroga", "who pays for the derogation", "derogation_payer")] = None
    weekly_minutes: Annotated[Known[Minutes], Key(
        "ore settimanali concesse dalla deroga", "weekly time granted by the derogation", "derogation_weekly_time"
    )] = None
    start: Annotated[Known[ClockTime], Key(
        "ora di inizio concessa dalla deroga", "start time granted by the derogation", "derogation_start")] = None
    end: Annotated[Known[ClockTime], Key(
        "ora di fine concessa dalla deroga", "end time granted by the derogation", "derogation_end")] = None
    days: Annotated[Several[Weekday], Key(
        "giorni concessi dalla deroga", "days granted by the derogation", "derogation_days")] = None

    @model_validator(mode="after")
    def _clock_in_order(self) -> Self:
        if isinstance(self.start, int) and isinstance(self.end, int) and self.end <= self.start:
            refuse(
                "end_before_start", "`end` does not lie after `start`", "correct one of the two", key="end"
            )
        return self
# fmt: on

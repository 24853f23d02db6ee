"""Facts of an intervention as a whole: its provider, its authorised hours, its steps, its course and end."""

from __future__ import annotations

from adm_rules.facts.build import made

# fmt: off
_COURSE = (
    made("intervention", "last_day", "date",
         "ultimo giorno considerato dell'intervento", "last day considered of the intervention",
         least=["closed_on", "judgement_day"]),
    made("intervention", "contact_day", "date",
         "giorno del primo incontro o della verifica", "day of the first meeting or of the check",
         least=["first_session_on", "judgement_day"]),
    made("intervention", "years_running", "count",
         "anni interi di intervento", "full years of the intervention",
         between={"from": "first_session_on", "to": "last_day", "in": "years"}),
    made("intervention", "months_running", "months",
         "mesi interi di intervento", "full months of the intervention",
         between={"from": "first_session_on", "to": "last_day", "in": "months"}),
    made("intervention", "age_at_start", "years",
         "età del minore all'avvio dell'intervento", "age of the minor at the start of the intervention",
         age_on={"birth": "birth_date", "at": "started_on"}),
    made("court_order", "interventions_under_order", "count",
         "interventi del servizio indicato, non chiusi prima del provvedimento",
         "interventions of the given service, not closed before the order",
         takes={"service": "enum"},
         count={"from": "intervention", "during": {"from": "order_from"},
                "where": {"service": {"is": {"param": "service"}}}}),
    made("case", "interventions_of", "count",
         "interventi del servizio indicato", "interventions of the given service",
         takes={"service": "enum"},
         count={"from": "intervention", "ever": True, "where": {"service": {"is": {"param": "service"}}}}),
    made("intervention", "age_at_enrolment", "years",
         "età del minore all'iscrizione", "age of the minor on enrolment",
         age_on={"birth": "birth_date", "at": "enrolled_on"}),
)

_AUTHORISATION = (
    made("intervention", "authorisations_by_start", "count",
         "autorizzazioni delle ore date entro il primo accesso",
         "authorisations of hours given by the first session",
         count={"from": "authorisation", "ever": True,
                "where": {"hours_authorised_on": {"at_most": {"fact": "first_session_on"}}}}),
    made("week", "authorised_week_time", "minutes",
         "ore autorizzate per la settimana, di tutti gli interventi",
         "time authorised for the week, over all interventions",
         total={"from": "authorisation", "of": "authorised_time", "during": "span",
                "where": {"service": {"is": "home_education"}}}),
    made("week", "authorisations_begun", "count",
         "autorizzazioni delle ore iniziate entro la settimana",
         "authorisations of hours begun by the week",
         count={"from": "authorisation", "during": {"to": "week_last_day"},
                "where": {"service": {"is": "home_education"}}}),
)

_MILESTONES = (
    made("intervention", "milestone_reached_on", "event",
         "data del passo indicato del protocollo", "day of the given step of the protocol",
         takes={"step": "enum"},
         pick={"from": "milestone", "of": "milestone_on", "by": "milestone_on", "take": "first", "ever": True,
               "where": {"milestone_step": {"is": {"param": "step"}}}}),
    made("intervention", "milestone_venue", "enum:venue",
         "luogo del passo indicato del protocollo", "venue of the given step of the protocol",
         takes={"step": "enum"},
         pick={"from": "milestone", "of": "milestone_at", "by": "milestone_on", "take": "first", "ever": True,
               "where": {"milestone_step": {"is": {"param": "step"}}}}),
    made("intervention", "substitutes", "count",
         "sostituti in elenco quando è comunicato il nome dell'educatore",
         "substitutes on the list when the educator is named",
         count={"from": "substitute_listed", "at": "educator_named_on"}),
    made("absence", "listed_substitutes", "set",
         "operatori nell'elenco dei sostituti al momento della sostituzione",
         "staff on the list of substitutes at the substitution",
         collect={"from": "substitute_listed", "of": "substitute_id", "at": "substituted_on"}),
)
# fmt: on

FACTS = (*_COURSE, *_AUTHORISATION, *_MILESTONES)

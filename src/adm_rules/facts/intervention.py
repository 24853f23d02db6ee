"""Facts of an intervention as a whole: its provider, its authorised hours, its steps, its course and end."""

from __future__ import annotations

from adm_rules.facts.build import made

# fmt: off
_COURSE = (
    # Whatever runs from the start of an intervention runs from this day.
    made("intervention", "start", "event",
         "avvio dell'intervento", "start of the intervention",
         traces=[{"is": "started_on"}, {"first": "first_contact_on"}, {"by": ["first_report_on", "first_review_on"]}]),
    # The day that picks dated values: of what has not started, the day of the proposal, or of the check.
    made("intervention", "counted_from", "date",
         "giorno dell'avvio, o in mancanza della proposta o della verifica",
         "day of the start, or failing that of the proposal or the check",
         choose=[{"when": {"start": {"exists": True}}, "then": {"fact": "start"}},
                 {"when": {"proposed_on": {"exists": True}}, "then": {"fact": "proposed_on"}},
                 {"else": {"fact": "judgement_day"}}]),
    made("intervention", "plan_start", "date",
         "data di avvio stabilita dal progetto o concordata", "day of the start set by the plan or agreed",
         traces=[{"is": "agreed_start_on"}, {"is": "first_plan_start_on"}]),
    made("intervention", "last_day", "date",
         "ultimo giorno considerato dell'intervento", "last day considered of the intervention",
         least=["closed_on", "judgement_day"]),
    made("intervention", "contact_day", "date",
         "giorno dell'avvio o della verifica", "day of the start or of the check",
         least=["start", "judgement_day"]),
    made("intervention", "years_running", "count",
         "anni interi di intervento", "full years of the intervention",
         between={"from": "start", "to": "last_day", "in": "years"}),
    made("intervention", "months_running", "months",
         "mesi interi di intervento", "full months of the intervention",
         between={"from": "start", "to": "last_day", "in": "months"}),
    made("intervention", "age_at_start", "years",
         "età del minore all'avvio dell'intervento", "age of the minor at the start of the intervention",
         choose=[{"else": {"fact": "age", "at": "start"}}]),
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
         choose=[{"else": {"fact": "age", "at": "enrolled_on"}}]),
)

_AUTHORISATION = (
    made("intervention", "authorisations_by_start", "count",
         "autorizzazioni delle ore date entro l'avvio",
         "authorisations of hours given by the start",
         count={"from": "authorisation", "ever": True,
                "where": {"hours_authorised_on": {"at_most": {"fact": "start"}}}}),
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
    made("intervention", "first_meeting", "event",
         "primo incontro protetto", "first supervised meeting",
         traces=[{"is": {"fact": "milestone_reached_on", "with": {"step": "first_meeting"}}},
                 {"first": "first_meeting_on"}]),
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

"""Facts of an intervention as a whole: its provider, its authorised hours, its steps, its course and end."""

from __future__ import annotations

from typing import Any, Final

from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.registry import Fact

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
    # Whoever starts with an agency has chosen it by then.
    made("intervention", "chosen_by_day", "event",
         "scelta dell'agenzia, o in mancanza l'avvio", "choice of the agency, or failing that the start",
         choose=[{"when": {"provider_chosen_on": {"exists": True}}, "then": {"fact": "provider_chosen_on"}},
                 {"else": {"fact": "start"}}]),
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
    # Whoever takes part has been enrolled by then.
    made("intervention", "enrolled_by_day", "event",
         "iscrizione al servizio, o in mancanza l'avvio", "enrolment in the service, or failing that the start",
         choose=[{"when": {"enrolled_on": {"exists": True}}, "then": {"fact": "enrolled_on"}},
                 {"else": {"fact": "start"}}]),
    made("intervention", "age_at_enrolment", "years",
         "età del minore all'iscrizione", "age of the minor on enrolment",
         choose=[{"else": {"fact": "age", "at": "enrolled_by_day"}}]),
)

_AUTHORISATION = (
    made("authorisation", "authorised_last_day", "date",
         "ultimo giorno dell'autorizzazione, al più tardi la chiusura dell'intervento",
         "last day of the authorisation, at the latest the closing of the intervention",
         least=["authorised_until", "closed_on"]),
    made("intervention", "authorisations_by_start", "count",
         "autorizzazioni delle ore date entro l'avvio, e in vigore quel giorno",
         "authorisations of hours given by the start, and in force on that day",
         count={"from": "authorisation", "at": "start",
                "where": {"hours_authorised_on": {"at_most": {"fact": "start"}}}}),
    made("week", "authorised_as_week_begins", "minutes",
         "ore settimanali di educativa domiciliare autorizzate nel primo giorno della settimana",
         "weekly time of home education authorised on the first day of the week",
         total={"from": "authorisation", "of": "authorised_time", "at": "week_first_day",
                "where": {"service": {"is": "home_education"}}}),
    made("week", "week_last_day_yet", "date",
         "ultimo giorno della settimana, o giorno della verifica se viene prima",
         "last day of the week, or the day of the check if that comes first",
         least=["week_last_day", "judgement_day"]),
    made("week", "authorised_as_week_ends", "minutes",
         "ore settimanali di educativa domiciliare autorizzate nell'ultimo giorno della settimana",
         "weekly time of home education authorised on the last day of the week",
         total={"from": "authorisation", "of": "authorised_time", "at": "week_last_day_yet",
                "where": {"service": {"is": "home_education"}}}),
    made("week", "authorised_inside_week", "minutes",
         "ore settimanali di educativa domiciliare autorizzate per soli giorni della settimana",
         "weekly time of home education authorised for days of the week alone",
         total={"from": "authorisation", "of": "authorised_time", "during": "span",
                "adds_up": {"it": "ciascuna vale per giorni propri della stessa settimana",
                            "en": "each is for days of its own in the one week"},
                "where": {"all": [{"service": {"is": "home_education"}},
                                  {"authorised_from": {"above": {"fact": "week_first_day"}}},
                                  {"authorised_last_day": {"below": {"fact": "week_last_day"}}}]}}),
    # An authorisation that replaces another within the week adds nothing to it.
    made("week", "authorised_week_time", "minutes",
         "ore settimanali di educativa domiciliare autorizzate insieme",
         "weekly time of home education authorised at once",
         greatest=["authorised_as_week_begins", "authorised_as_week_ends", "authorised_inside_week"]),
    made("week", "authorisations_begun", "count",
         "autorizzazioni di ore di educativa domiciliare iniziate entro la settimana",
         "authorisations of hours of home education begun by the week",
         count={"from": "authorisation", "during": {"to": "week_last_day"},
                "where": {"service": {"is": "home_education"}}}),
)

_MILESTONES = (
    made("intervention", "first_meeting", "event",
         "primo incontro protetto", "first supervised meeting",
         traces=[{"is": {"fact": "step", "with": {"name": "first_meeting"}}},
                 {"first": "first_meeting_on"}]),
    made("intervention", "milestone_reached_on", "event",
         "data del passo indicato del protocollo", "day of the given step of the protocol",
         takes={"step": "enum"}, step={"name": {"param": "step"}}),
    made("intervention", "milestone_venue", "enum:venue",
         "luogo del passo indicato del protocollo", "venue of the given step of the protocol",
         takes={"step": "enum"}, step={"name": {"param": "step"}, "give": "venue"}),
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

# --- steps of whichever record is asked, and so of the file itself ---

#: Each takes the name of a step, and may say which record's it is: by itself, that of the nearest one.
_ASKED: Final[dict[str, Any]] = {
    "takes": {"name": "enum", "of": "enum"},
    "optional": frozenset({"of"}),
}
_NAMED: Final = {"name": {"param": "name"}}

_STEPS: Final[tuple[Fact, ...]] = (
    made("file", "step", "event", "data del passo indicato", "day of the given step", **_ASKED, step=_NAMED),
    made("file", "step_by", "enum:role", "chi ha compiuto il passo indicato", "who took the given step",
         **_ASKED, step={**_NAMED, "give": "by"}),
    made("file", "step_venue", "enum:venue", "luogo del passo indicato", "venue of the given step",
         **_ASKED, step={**_NAMED, "give": "venue"}),
)  # fmt: skip

FACTS = (*_COURSE, *_AUTHORISATION, *_MILESTONES, *_STEPS)

"""Facts of access: what comes before an intervention, from assessment and court orders to the request."""

from __future__ import annotations

from adm_rules.facts.build import made

#: Assessments made by a service that the rule set trusts with them.
_ASSESSED = {"assessed_by": {"one_of": "$assessing_services"}}

# fmt: off
_PREPARATION = (
    made("request", "assessments_done", "count",
         "valutazioni svolte dal servizio competente", "assessments made by the competent service",
         count={"from": "assessment", "ever": True, "where": _ASSESSED}),
    made("request", "assessments_by_request", "count",
         "valutazioni svolte entro la data della richiesta", "assessments made by the day of the request",
         count={"from": "assessment", "at": "requested_on", "where": _ASSESSED}),
    made("request", "assessing_services_heard", "set:role",
         "servizi competenti che hanno valutato la situazione",
         "competent services that assessed the situation",
         collect={"from": "assessment", "of": "assessed_by", "ever": True, "where": _ASSESSED}),
    made("intervention", "agreed_by_start", "set:role",
         "soggetti che hanno dato l'assenso entro l'avvio", "those who had agreed by the start",
         collect={"from": "agreement", "of": "agreement_role", "at": "start"}),
)

_COURT = (
    made("intervention", "juvenile_decrees", "count",
         "provvedimenti del Tribunale per i minorenni in vigore nel corso dell'intervento",
         "orders of the juvenile court in force during the intervention",
         count={"from": "court_order", "where": {"court": {"is": "juvenile_court"}}, "during": "span"}),
    made("assignment", "decrees_in_assignment", "count",
         "provvedimenti del Tribunale per i minorenni in vigore durante l'assegnazione",
         "orders of the juvenile court in force during the assignment",
         count={"from": "court_order", "where": {"court": {"is": "juvenile_court"}},
                "during": {"from": "assigned_from", "to": "assignment_last_day"}}),
    made("case", "visit_orders", "count",
         "provvedimenti che prescrivono incontri, in vigore nel giorno della verifica",
         "orders that prescribe visits, in force on the day of the check",
         count={"from": "court_order", "where": {"order_prescribes_visits": {"is": True}},
                "at": "judgement_day"}),
    made("request", "orders_at_request", "count",
         "provvedimenti in vigore alla data della richiesta",
         "court orders in force on the day of the request",
         count={"from": "court_order", "at": "requested_on"}),
    made("request", "contact_orders", "count",
         "provvedimenti delle autorità indicate per gli incontri, in vigore alla data della richiesta",
         "orders of the courts named for visits, in force on the day of the request",
         count={"from": "court_order", "where": {"court": {"one_of": "$contact_courts"}},
                "at": "requested_on"}),
    made("request", "home_education_orders", "count",
         "provvedimenti che menzionano l'educativa domiciliare, in vigore alla data della richiesta",
         "orders that mention home education, in force on the day of the request",
         count={"from": "court_order", "where": {"order_mentions_home_education": {"is": True}},
                "at": "requested_on"}),
    made("session", "orders_at_session", "count",
         "provvedimenti in vigore nel giorno dell'accesso", "court orders in force on the day of the session",
         count={"from": "court_order", "at": "session_day"}),
    made("session", "home_education_orders_at_session", "count",
         "provvedimenti che menzionano l'educativa domiciliare, in vigore nel giorno dell'accesso",
         "orders that mention home education, in force on the day of the session",
         count={"from": "court_order", "where": {"order_mentions_home_education": {"is": True}},
                "at": "session_day"}),
    made("intervention", "orders_at_contact", "count",
         "provvedimenti in vigore all'avvio o, se manca, nel giorno della verifica",
         "court orders in force at the start or, failing that, on the day of the check",
         count={"from": "court_order", "at": "contact_day"}),
    made("intervention", "orders_in_course", "count",
         "provvedimenti in vigore nel corso dell'intervento", "court orders in force during the intervention",
         count={"from": "court_order", "during": "span"}),
    made("intervention", "contact_orders_at_contact", "count",
         "provvedimenti delle autorità indicate per gli incontri, in vigore all'avvio o, se manca, alla verifica",
         "orders of the courts named for visits, in force at the start or, failing that, on the day of the check",
         count={"from": "court_order", "where": {"court": {"one_of": "$contact_courts"}},
                "at": "contact_day"}),
)

_REQUEST = (
    made("intervention", "activation_requests", "count",
         "richieste di attivazione presentate entro l'avvio",
         "requests of activation made by the start",
         count={"from": "request", "during": {"to": "start"},
                "where": {"request_type": {"is": "activation"}}}),
    made("intervention", "closing_requests", "count",
         "richieste di chiusura presentate entro la chiusura", "requests of closing made by the closing",
         count={"from": "request", "during": {"to": "closed_on"}, "where": {"request_type": {"is": "closure"}}}),
    made("request", "age_at_request", "years",
         "età del minore alla data della richiesta", "age of the minor on the day of the request",
         age_on={"birth": "birth_date", "at": "requested_on"}),
    made("request", "best_ranked", "id",
         "prima agenzia disponibile in graduatoria", "first available agency in the ranking",
         pick={"from": "ranking", "of": "ranked_agency", "by": "rank", "take": "first",
               "where": {"ranked_available": {"is": True}}}),
)
# fmt: on

FACTS = (*_PREPARATION, *_COURT, *_REQUEST)

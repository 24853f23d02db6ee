"""Facts of access: what comes before an intervention, from assessment and court orders to the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adm_rules.facts.build import made
from adm_rules.facts.registry import Fact

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

_ORDERS = (
    made("case", "orders", "count",
         "provvedimenti dell'autorità giudiziaria in vigore", "court orders in force",
         asked="time",
         takes={"courts": "set:court", "measures": "set:measure", "prescribes_visits": "bool",
                "mentions_home_education": "bool"},
         optional=frozenset({"courts", "measures", "prescribes_visits", "mentions_home_education"}),
         count={"from": "court_order", "time": "asked", "where": {"all": [
             {"court": {"one_of": {"param": "courts"}}},
             {"order_measures": {"includes_any": {"param": "measures"}}},
             {"order_prescribes_visits": {"is": {"param": "prescribes_visits"}}},
             {"order_mentions_home_education": {"is": {"param": "mentions_home_education"}}}]}}),
)


def _orders(per: str, name: str, when: Mapping[str, Any], it: str, en: str, **given: Any) -> Fact:
    """Orders that are asked at some time, under a name of their own."""
    asked = {"fact": "orders", **({"with": given} if given else {}), **when}
    return made(per, name, "count", it, en, choose=[{"else": asked}])


_COURT = (
    _orders("intervention", "juvenile_decrees", {"during": "span"},
            "provvedimenti del Tribunale per i minorenni in vigore nel corso dell'intervento",
            "orders of the juvenile court in force during the intervention", courts=["juvenile_court"]),
    _orders("assignment", "decrees_in_assignment",
            {"during": {"from": "assigned_from", "to": "assignment_last_day"}},
            "provvedimenti del Tribunale per i minorenni in vigore durante l'assegnazione",
            "orders of the juvenile court in force during the assignment", courts=["juvenile_court"]),
    _orders("case", "visit_orders", {"at": "judgement_day"},
            "provvedimenti che prescrivono incontri, in vigore nel giorno della verifica",
            "orders that prescribe visits, in force on the day of the check", prescribes_visits=True),
    _orders("request", "orders_at_request", {"at": "requested_on"},
            "provvedimenti in vigore alla data della richiesta",
            "court orders in force on the day of the request"),
    _orders("request", "contact_orders", {"at": "requested_on"},
            "provvedimenti delle autorità indicate per gli incontri, in vigore alla data della richiesta",
            "orders of the courts named for visits, in force on the day of the request", courts="$contact_courts"),
    _orders("request", "home_education_orders", {"at": "requested_on"},
            "provvedimenti che menzionano l'educativa domiciliare, in vigore alla data della richiesta",
            "orders that mention home education, in force on the day of the request", mentions_home_education=True),
    _orders("session", "orders_at_session", {"at": "session_day"},
            "provvedimenti in vigore nel giorno dell'accesso", "court orders in force on the day of the session"),
    _orders("session", "home_education_orders_at_session", {"at": "session_day"},
            "provvedimenti che menzionano l'educativa domiciliare, in vigore nel giorno dell'accesso",
            "orders that mention home education, in force on the day of the session", mentions_home_education=True),
    _orders("intervention", "orders_at_contact", {"at": "contact_day"},
            "provvedimenti in vigore all'avvio o, se manca, nel giorno della verifica",
            "court orders in force at the start or, failing that, on the day of the check"),
    _orders("intervention", "orders_in_course", {"during": "span"},
            "provvedimenti in vigore nel corso dell'intervento", "court orders in force during the intervention"),
    _orders("intervention", "contact_orders_at_contact", {"at": "contact_day"},
            "provvedimenti delle autorità indicate per gli incontri, in vigore all'avvio o, se manca, alla verifica",
            "orders of the courts named for visits, in force at the start or, failing that, on the day of the check",
            courts="$contact_courts"),
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
         choose=[{"else": {"fact": "age", "at": "requested_on"}}]),
    made("request", "best_ranked", "id",
         "prima agenzia disponibile in graduatoria", "first available agency in the ranking",
         pick={"from": "ranking", "of": "ranked_agency", "by": "rank", "take": "first",
               "where": {"ranked_available": {"is": True}}}),
)
# fmt: on

FACTS = (*_PREPARATION, *_ORDERS, *_COURT, *_REQUEST)

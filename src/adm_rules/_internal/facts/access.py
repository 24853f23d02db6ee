"""Facts of access: what comes before an intervention, from assessment and court orders to the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.registry import Fact

#: Assessments made by a service that the rule set trusts with them.
_ASSESSED = {"assessed_by": {"one_of": "$assessing_services"}}

# fmt: off
_PREPARATION = (
    made("request", "assessments_done", "count",
         "valutazioni svolte dal servizio competente", "assessments made by the competent service",
         count={"from": "assessment", "ever": True, "precedes": "request", "where": _ASSESSED}),
    made("request", "assessments_by_request", "count",
         "valutazioni del servizio competente entro la data della richiesta",
         "assessments by the competent service up to the day of the request",
         count={"from": "assessment", "at": "requested_on", "precedes": "request", "where": _ASSESSED}),
    made("request", "assessing_services_heard", "set:role",
         "servizi competenti che hanno valutato la situazione",
         "competent services that assessed the situation",
         collect={"from": "assessment", "of": "assessed_by", "ever": True, "precedes": "request", "where": _ASSESSED}),
    # An assessment has two places to be written in.
    made("intervention", "need_assessed", "event",
         "valutazione del bisogno per l'intervento", "assessment of the need for the intervention",
         traces=[{"is": "need_assessed_for"}, {"first": "assessed_before"}]),
    made("intervention", "need_assessed_for", "event",
         "data registrata della valutazione del bisogno per l'intervento",
         "recorded day of the assessment of the need for the intervention",
         owned={"precedes": "need_assessed_on"}),
    made("intervention", "assessed_before", "event",
         "prima valutazione riferita all'intervento", "first assessment for the intervention",
         pick={"from": "assessment", "of": "assessed_on", "by": "assessed_on", "take": "first", "ever": True,
               "precedes": "intervention"}),
    made("request", "need_assessed_by_request", "event",
         "valutazione del bisogno per la richiesta", "assessment of the need for the request",
         traces=[{"is": "need_assessed_for_request"}, {"first": "assessed_before_request"}]),
    made("request", "need_assessed_for_request", "event",
         "data registrata della valutazione del bisogno per la richiesta",
         "recorded day of the assessment of the need for the request",
         owned={"precedes": "need_assessed_on"}),
    made("request", "assessed_before_request", "event",
         "prima valutazione riferita alla richiesta", "first assessment for the request",
         pick={"from": "assessment", "of": "assessed_on", "by": "assessed_on", "take": "first", "ever": True,
               "precedes": "request"}),
    made("request", "suitability_assessed", "event",
         "valutazione dell'idoneità dell'intervento richiesto",
         "assessment that the intervention asked for is suitable",
         owned={"precedes": "suitability_assessed_on"}),
    made("request", "referral_agreed", "event",
         "accordo sulla segnalazione da cui nasce la richiesta",
         "agreement on the referral that the request comes from",
         owned={"precedes": "referral_agreed_on"}),
    made("intervention", "operator_decision", "event",
         "decisione dell'operatore sull'intervento", "decision of the operator on the intervention",
         owned={"precedes": "operator_decision_on"}),
    made("intervention", "family_agreed", "event",
         "consenso della famiglia all'intervento", "agreement of the family to the intervention",
         owned={"precedes": "family_agreed_on"}),
    made("plan", "family_agreed_to_plan", "event",
         "consenso della famiglia al progetto", "agreement of the family to the plan",
         owned={"precedes": "family_agreed_on"}),
    made("foster_care", "family_agreed_to_foster_care", "event",
         "consenso della famiglia all'affido", "agreement of the family to the foster care",
         owned={"precedes": "family_agreed_on"}),
    made("intervention", "evaluation_path_opened", "event",
         "avvio del percorso valutativo per l'intervento", "start of the evaluation path for the intervention",
         owned={"precedes": "evaluation_path_opened_on"}),
    made("intervention", "evaluation_unit_validated", "event",
         "validazione dell'unità di valutazione per l'intervento",
         "validation by the evaluation unit for the intervention",
         owned={"precedes": "evaluation_unit_validated_on"}),
    made("intervention", "municipality_informed", "event",
         "informazione al Comune sull'intervento", "notice to the municipality of the intervention",
         owned={"precedes": "municipality_informed_on"}),
    made("intervention", "municipality_commitment", "event",
         "impegno di spesa del Comune per l'intervento", "spending commitment of the municipality for the intervention",
         owned={"precedes": "municipality_commitment_on"}),
    made("court_order", "report_to_court", "event",
         "relazione all'Autorità giudiziaria sul provvedimento", "report to the court on the order",
         owned={"follows": "court_report_on"}),
    made("intervention", "agreed_by_start", "set:role",
         "soggetti che hanno dato l'assenso entro l'avvio", "those who had agreed by the start",
         collect={"from": "agreement", "of": "agreement_role", "at": "start", "precedes": "intervention"}),
)

_ORDERS = (
    # An order may be about something else: education at home, an inquiry, a placement.
    made("court_order", "order_on_contact", "bool",
         "provvedimento sugli incontri con il minore", "order about meetings with the minor",
         choose=[{"when": {"any": [{"order_measures": {"includes": ["supervised_contact"]}},
                                   {"order_prescribes_visits": {"is": True}}]}, "then": True},
                 {"else": False}]),
    made("case", "orders", "count",
         "provvedimenti dell'autorità giudiziaria in vigore", "court orders in force",
         asked="time",
         takes={"courts": "set:court", "measures": "set:measure", "prescribes_visits": "bool",
                "mentions_home_education": "bool", "on_contact": "bool"},
         optional=frozenset({"courts", "measures", "prescribes_visits", "mentions_home_education",
                             "on_contact"}),
         count={"from": "court_order", "time": "asked", "where": {"all": [
             {"court": {"one_of": {"param": "courts"}}},
             {"order_measures": {"includes_any": {"param": "measures"}}},
             {"order_prescribes_visits": {"is": {"param": "prescribes_visits"}}},
             {"order_mentions_home_education": {"is": {"param": "mentions_home_education"}}},
             {"order_on_contact": {"is": {"param": "on_contact"}}}]}}),
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
            "provvedimenti sugli incontri delle autorità indicate, in vigore alla data della richiesta",
            "orders about meetings by the courts named, in force on the day of the request",
            courts="$contact_courts", on_contact=True),
    _orders("request", "visit_orders_at_request", {"at": "requested_on"},
            "provvedimenti sugli incontri in vigore alla data della richiesta",
            "orders about meetings in force on the day of the request", on_contact=True),
    _orders("request", "home_education_orders", {"at": "requested_on"},
            "provvedimenti che menzionano l'educativa domiciliare, in vigore alla data della richiesta",
            "orders that mention home education, in force on the day of the request", mentions_home_education=True),
    _orders("session", "orders_at_session", {"at": "session_day"},
            "provvedimenti in vigore nel giorno dell'accesso", "court orders in force on the day of the session"),
    _orders("session", "home_education_orders_at_session", {"at": "session_day"},
            "provvedimenti che menzionano l'educativa domiciliare, in vigore nel giorno dell'accesso",
            "orders that mention home education, in force on the day of the session", mentions_home_education=True),
    _orders("intervention", "orders_at_contact", {"at": "contact_day"},
            "provvedimenti sugli incontri in vigore all'avvio o, se manca, nel giorno della verifica",
            "orders about meetings in force at the start or, failing that, on the day of the check",
            on_contact=True),
    _orders("intervention", "orders_in_course", {"during": "span"},
            "provvedimenti in vigore nel corso dell'intervento", "court orders in force during the intervention"),
    _orders("intervention", "contact_orders_at_contact", {"at": "contact_day"},
            "provvedimenti sugli incontri delle autorità indicate, in vigore all'avvio o, se manca, alla verifica",
            "orders about meetings by the courts named, in force at the start or else on the day of the check",
            courts="$contact_courts", on_contact=True),
)

_REQUEST = (
    made("intervention", "activation_requests", "count",
         "richieste di attivazione presentate entro l'avvio",
         "requests of activation made by the start",
         count={"from": "request", "precedes": "intervention", "during": {"to": "start"},
                "where": {"request_type": {"is": "activation"}}}),
    made("intervention", "closing_requests", "count",
         "richieste di chiusura dell'intervento presentate entro la chiusura",
         "requests of closing the intervention made by the closing",
         count={"from": "request", "follows": "intervention", "during": {"to": "closed_on"},
                "where": {"request_type": {"is": "closure"}}}),
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

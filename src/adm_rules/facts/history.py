"""Facts of the dated histories of a case: residence, home, who is in charge, custody, protection.

Each history is asked on the day that a norm names (of the request, of the start, of the check), never "now".
"""

from __future__ import annotations

from typing import Any

from adm_rules.facts.build import made
from adm_rules.facts.registry import Fact


def _on(day: str, history: str, value: str, since: str) -> dict[str, Any]:
    """What a history says on a day."""
    return {"from": history, "of": value, "by": since, "take": "last", "at": day}


def _protected(per: str, name: str, day: str, it: str, en: str) -> tuple[Fact, Fact]:
    """Whether a protection path is open on a day, with the count that it is told from."""
    counted = f"{name}_paths"
    return (
        made(per, counted, "count", f"percorsi di tutela attivi {it}", f"protection paths open {en}",
             count={"from": "protection_path", "at": day}),
        made(per, name, "bool", f"percorso di tutela attivo {it}", f"protection path open {en}",
             choose=[{"when": {counted: {"at_least": 1}}, "then": True}, {"else": False}]),
    )  # fmt: skip


# fmt: off
_CHECK = ("nel giorno della verifica", "on the day of the check")
_REQUEST = ("alla data della richiesta", "on the day of the request")
_START = ("all'avvio dell'intervento", "at the start of the intervention")

_RESIDENCE = (
    made("case", "residence_now", "enum:municipality",
         f"Comune di residenza del minore {_CHECK[0]}", f"minor's municipality of residence {_CHECK[1]}",
         pick=_on("judgement_day", "residence", "municipality", "resident_from")),
    made("request", "residence_at_request", "enum:municipality",
         f"Comune di residenza del minore {_REQUEST[0]}", f"minor's municipality of residence {_REQUEST[1]}",
         pick=_on("requested_on", "residence", "municipality", "resident_from")),
    made("intervention", "residence_at_start", "enum:municipality",
         f"Comune di residenza del minore {_START[0]}", f"minor's municipality of residence {_START[1]}",
         pick=_on("start", "residence", "municipality", "resident_from")),
    made("intervention", "residence_at_first_session", "enum:municipality",
         "Comune di residenza del minore nel giorno del primo accesso",
         "minor's municipality of residence on the day of the first session",
         pick=_on("first_session_on", "residence", "municipality", "resident_from")),
    made("voucher_term", "residence_at_term", "enum:municipality",
         "Comune di residenza del minore all'inizio del periodo di voucher",
         "minor's municipality of residence when the voucher term starts",
         pick=_on("term_start", "residence", "municipality", "resident_from")),
    made("session", "residence_at_session", "enum:municipality",
         "Comune di residenza del minore nel giorno dell'accesso",
         "minor's municipality of residence on the day of the session",
         pick=_on("session_day", "residence", "municipality", "resident_from")),
    made("intervention", "moved_out_on", "event",
         "trasferimento del minore fuori dall'Ambito", "minor's move out of the district",
         pick={"from": "residence", "of": "resident_from", "by": "resident_from", "take": "first", "ever": True,
               "where": {"all": [
             {"resident_from": {"above": {"fact": "requested_on"}}},
             {"municipality": {"none_of": "$municipalities"}}]}}),
    made("case", "family_residence_now", "enum:municipality",
         f"Comune di residenza della famiglia {_CHECK[0]}", f"family's municipality of residence {_CHECK[1]}",
         pick=_on("judgement_day", "family_residence", "family_municipality", "family_resident_from")),
    made("request", "family_residence_at_request", "enum:municipality",
         f"Comune di residenza della famiglia {_REQUEST[0]}",
         f"family's municipality of residence {_REQUEST[1]}",
         pick=_on("requested_on", "family_residence", "family_municipality", "family_resident_from")),
    made("intervention", "family_residence_at_start", "enum:municipality",
         f"Comune di residenza della famiglia {_START[0]}", f"family's municipality of residence {_START[1]}",
         pick=_on("start", "family_residence", "family_municipality", "family_resident_from")),
    made("intervention", "family_residence_at_enrolment", "enum:municipality",
         "Comune di residenza della famiglia all'iscrizione",
         "family's municipality of residence on enrolment",
         pick=_on("enrolled_on", "family_residence", "family_municipality", "family_resident_from")),
)

_HOME = (
    made("case", "lives_with", "enum:home",
         f"collocazione del minore {_CHECK[0]}", f"minor's placement {_CHECK[1]}",
         pick=_on("judgement_day", "home", "home_kind", "home_from")),
    made("request", "lives_with_at_request", "enum:home",
         f"collocazione del minore {_REQUEST[0]}", f"minor's placement {_REQUEST[1]}",
         pick=_on("requested_on", "home", "home_kind", "home_from")),
    made("session", "lives_with_at_session", "enum:home",
         "collocazione del minore nel giorno dell'accesso", "minor's placement on the day of the session",
         pick=_on("session_day", "home", "home_kind", "home_from")),
)

_CHARGE = (
    made("case", "in_charge_service", "enum:role",
         f"servizio che ha in carico il minore {_CHECK[0]}", f"service in charge of the minor {_CHECK[1]}",
         pick=_on("judgement_day", "in_charge", "in_charge_role", "in_charge_from")),
    made("request", "in_charge_at_request", "enum:role",
         f"servizio che ha in carico il minore {_REQUEST[0]}",
         f"service in charge of the minor {_REQUEST[1]}",
         pick=_on("requested_on", "in_charge", "in_charge_role", "in_charge_from")),
    made("request", "in_charge_municipality_at_request", "enum:municipality",
         f"Comune del servizio che ha in carico il minore {_REQUEST[0]}",
         f"municipality of the service in charge {_REQUEST[1]}",
         pick=_on("requested_on", "in_charge", "in_charge_municipality", "in_charge_from")),
    made("intervention", "in_charge_at_start", "enum:role",
         f"servizio che ha in carico il minore {_START[0]}", f"service in charge of the minor {_START[1]}",
         pick=_on("start", "in_charge", "in_charge_role", "in_charge_from")),
    made("report", "in_charge_at_report", "enum:role",
         "servizio che ha in carico il minore alla consegna della relazione",
         "service in charge of the minor when the report is handed in",
         pick=_on("submitted_on", "in_charge", "in_charge_role", "in_charge_from")),
    made("case", "custodian_now", "enum:role",
         f"affidatario del minore {_CHECK[0]}", f"custodian of the minor {_CHECK[1]}",
         pick=_on("judgement_day", "custodian", "custodian_role", "custodian_from")),
    made("intervention", "custodian_at_choice", "enum:role",
         "affidatario del minore alla scelta dell'agenzia",
         "custodian of the minor when the agency is chosen",
         pick=_on("provider_chosen_on", "custodian", "custodian_role", "custodian_from")),
)

_PROTECTION = (
    *_protected("case", "protected", "judgement_day", *_CHECK),
    *_protected("request", "protected_at_request", "requested_on", *_REQUEST),
    *_protected("intervention", "protected_at_start", "start", *_START),
    *_protected("session", "protected_at_session", "session_day",
                "nel giorno dell'accesso", "on the day of the session"),
    *_protected("meeting", "protected_at_meeting", "met_on",
                "nel giorno dell'incontro", "on the day of the meeting"),
    *_protected("plan", "protected_at_drafting", "drafted_on",
                "alla stesura del progetto", "when the plan is drafted"),
)
# fmt: on

FACTS = (*_RESIDENCE, *_HOME, *_CHARGE, *_PROTECTION)

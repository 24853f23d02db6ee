"""Facts of the dated histories of a case: residence, home, who is in charge, custody, protection.

Each is one fact that is asked on a day; those with a day in their name are the same under a name of their own.
"""

from __future__ import annotations

from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.registry import Fact


def _history(name: str, kind: str, of: str, by: str, *label: str) -> Fact:
    """What a history says on the day that is asked."""
    (it, en), (history, since) = label, by.split(".")
    taken = {"from": history, "of": of, "by": since, "take": "last", "at": "asked"}
    return made("case", name, kind, it, en, asked="day", pick=taken)


def _on(per: str, name: str, kind: str, asked: str, day: str, *label: str) -> Fact:
    """A fact that is asked on a day, under a name that says which."""
    it, en = label
    return made(per, name, kind, it, en, choose=[{"else": {"fact": asked, "at": day}}])


# fmt: off
_CHECK = ("nel giorno della verifica", "on the day of the check")
_REQUEST = ("alla data della richiesta", "on the day of the request")
_START = ("all'avvio dell'intervento", "at the start of the intervention")
_SESSION = ("nel giorno dell'accesso", "on the day of the session")

_RESIDES = ("Comune di residenza del minore", "minor's municipality of residence")
_FAMILY = ("Comune di residenza della famiglia", "family's municipality of residence")
_PLACED = ("collocazione del minore", "minor's placement")
_CHARGED = ("servizi che hanno in carico il minore", "services in charge of the minor")
_CHARGED_IN = (
    "Comuni dei servizi che hanno in carico il minore",
    "municipalities of the services in charge of the minor",
)
_CUSTODY = ("affidatari del minore", "custodians of the minor")
_PATH = ("percorso di tutela attivo", "protection path open")
_PATHS = ("percorsi di tutela attivi", "protection paths open")

_ASKED = (
    _history("residence", "enum:municipality", "municipality", "residence.resident_from", *_RESIDES),
    _history("family_residence", "enum:municipality", "family_municipality",
             "family_residence.family_resident_from", *_FAMILY),
    _history("home", "enum:home", "home_kind", "home.home_from", *_PLACED),
    # Several services may have a child in charge at once, and several may have custody.
    made("case", "in_charge", "set:role", *_CHARGED, asked="day",
         collect={"from": "in_charge", "of": "in_charge_role", "at": "asked"}),
    made("case", "municipality_in_charge", "set:municipality", *_CHARGED_IN, asked="day",
         collect={"from": "in_charge", "of": "in_charge_municipality", "at": "asked"}),
    made("case", "custodian", "set:role", *_CUSTODY, asked="day",
         collect={"from": "custodian", "of": "custodian_role", "at": "asked"}),
    made("case", "protection_paths", "count", *_PATHS, asked="time",
         count={"from": "protection_path", "time": "asked"}),
    made("case", "protected", "bool", *_PATH, asked="day", settled="judgement_day",
         choose=[{"when": {"protection_paths": {"at": "asked", "at_least": 1}}, "then": True}, {"else": False}]),
)


def _said(what: tuple[str, str], when: tuple[str, str]) -> tuple[str, str]:
    """A label and a day, in both languages."""
    return f"{what[0]} {when[0]}", f"{what[1]} {when[1]}"


_RESIDENCE = (
    _on("case", "residence_now", "enum:municipality", "residence", "judgement_day", *_said(_RESIDES, _CHECK)),
    _on("request", "residence_at_request", "enum:municipality", "residence", "requested_on",
        *_said(_RESIDES, _REQUEST)),
    _on("intervention", "residence_at_start", "enum:municipality", "residence", "start",
        *_said(_RESIDES, _START)),
    _on("intervention", "residence_at_first_session", "enum:municipality", "residence", "first_session_on",
        *_said(_RESIDES, ("nel giorno del primo accesso", "on the day of the first session"))),
    _on("voucher_term", "residence_at_term", "enum:municipality", "residence", "term_start",
        *_said(_RESIDES, ("all'inizio del periodo di voucher", "when the voucher term starts"))),
    _on("session", "residence_at_session", "enum:municipality", "residence", "session_day",
        *_said(_RESIDES, _SESSION)),
    made("intervention", "moved_out_on", "event",
         "trasferimento del minore fuori dall'Ambito dopo la richiesta",
         "minor's move out of the district after the request",
         pick={"from": "residence", "of": "resident_from", "by": "resident_from", "take": "first", "ever": True,
               "where": {"all": [
             {"resident_from": {"above": {"fact": "requested_on"}}},
             {"municipality": {"none_of": "$municipalities"}}]}}),
    _on("case", "family_residence_now", "enum:municipality", "family_residence", "judgement_day",
        *_said(_FAMILY, _CHECK)),
    _on("request", "family_residence_at_request", "enum:municipality", "family_residence", "requested_on",
        *_said(_FAMILY, _REQUEST)),
    _on("intervention", "family_residence_at_start", "enum:municipality", "family_residence", "start",
        *_said(_FAMILY, _START)),
    _on("intervention", "family_residence_at_enrolment", "enum:municipality", "family_residence", "enrolled_by_day",
        *_said(_FAMILY, ("all'iscrizione", "on enrolment"))),
)

_HOME = (
    _on("case", "lives_with", "enum:home", "home", "judgement_day", *_said(_PLACED, _CHECK)),
    _on("request", "lives_with_at_request", "enum:home", "home", "requested_on", *_said(_PLACED, _REQUEST)),
    _on("session", "lives_with_at_session", "enum:home", "home", "session_day", *_said(_PLACED, _SESSION)),
)

_CHARGE = (
    _on("case", "in_charge_service", "set:role", "in_charge", "judgement_day", *_said(_CHARGED, _CHECK)),
    _on("request", "in_charge_at_request", "set:role", "in_charge", "requested_on", *_said(_CHARGED, _REQUEST)),
    _on("request", "in_charge_municipality_at_request", "set:municipality", "municipality_in_charge",
        "requested_on", *_said(_CHARGED_IN, _REQUEST)),
    _on("intervention", "in_charge_at_start", "set:role", "in_charge", "start", *_said(_CHARGED, _START)),
    _on("report", "in_charge_at_report", "set:role", "in_charge", "submitted_on",
        *_said(_CHARGED, ("alla consegna della relazione", "when the report is handed in"))),
    _on("case", "custodian_now", "set:role", "custodian", "judgement_day", *_said(_CUSTODY, _CHECK)),
    _on("intervention", "custodian_at_choice", "set:role", "custodian", "chosen_by_day",
        *_said(_CUSTODY, ("alla scelta dell'agenzia, o in mancanza all'avvio",
                          "when the agency is chosen, or failing that at the start"))),
)


def _protected(per: str, name: str, day: str, *when: str) -> tuple[Fact, Fact]:
    """Whether a protection path is open on a day, and how many are."""
    when_said = (when[0], when[1])
    return (
        _on(per, f"{name}_paths", "count", "protection_paths", day, *_said(_PATHS, when_said)),
        _on(per, name, "bool", "protected", day, *_said(_PATH, when_said)),
    )


_PROTECTION = (
    _on("case", "protected_paths", "count", "protection_paths", "judgement_day", *_said(_PATHS, _CHECK)),
    *_protected("request", "protected_at_request", "requested_on", *_REQUEST),
    *_protected("intervention", "protected_at_start", "start", *_START),
    *_protected("session", "protected_at_session", "session_day", *_SESSION),
    *_protected("meeting", "protected_at_meeting", "met_on", "nel giorno dell'incontro", "on the day of the meeting"),
    *_protected("plan", "protected_at_drafting", "drafted_on",
                "alla stesura del progetto", "when the plan is drafted"),
)
# fmt: on

FACTS = (*_ASKED, *_RESIDENCE, *_HOME, *_CHARGE, *_PROTECTION)

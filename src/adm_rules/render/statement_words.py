"""The words and signs around a month's statement, in Italian and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules.money.statement.vouchers import PayStatus

#: A sign and a role for each standing.
SIGNS: Final = {
    PayStatus.PAYABLE: ("✓", "complies"),
    PayStatus.UNDECIDED: ("?", "undecided"),
    PayStatus.NOT_PAID: ("–", "not_applicable"),
    PayStatus.NO_FEE: ("–", "not_applicable"),
    PayStatus.NOT_DELIVERED: ("–", "not_applicable"),
    PayStatus.NO_VOUCHER: ("–", "not_applicable"),
}
#: The words around a statement.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "it": {
        "title": "rendiconto di {}, visto al {}",
        "agency": "Agenzia {}",
        "not_known": "non nota",
        "any_activity": "attività non nota",
        "session": "1 accesso",
        "sessions": "{} accessi",
        "paid_time": "da pagare {}: {}",
        "fee": "{} × {} € {}",
        "share": "{} × {} % {}",
        "ask": "Da chiedere: {}",
        "ask_all": "Da chiedere, per più interventi",
        "other": "se {}: {}",
        "term": "Il voucher va dal ",
        "term_end": " al ",
        "last_day": "; per l'atto l'ultimo giorno è il ",
        "or_else": " oppure il ",
        "totals": "Totali",
        "nothing": "Nessun accesso da pagare nel mese.",
        "payer_unknown": "non si sa chi paga",
        "paid": "{} da pagare",
        "groups": "Gruppi e trasporti",
        "group": "gruppo non indicato",
        "activity": "attività",
        "outing": "trasporto",
        "educators": "educatori: {}",
        "users": "minori: {}",
        "not_given": "Minori di cui non è dato il caso: {}. A loro spetta: {}",
        "disagree": "Le registrazioni dei casi non concordano: {}",
        "invoices": "Fatture",
        "no_difference": "Le fatture corrispondono al rendiconto.",
        "readings": "Letture",
        "or": "Oppure: {}.",
    },
    "en": {
        "title": "statement of {}, as seen on {}",
        "agency": "Agency {}",
        "not_known": "not known",
        "any_activity": "unknown work",
        "session": "1 session",
        "sessions": "{} sessions",
        "paid_time": "to be paid {}: {}",
        "fee": "{} × €{} {}",
        "share": "{} × {}% {}",
        "ask": "To ask for: {}",
        "ask_all": "To ask for, for several interventions",
        "other": "if {}: {}",
        "term": "The voucher runs from ",
        "term_end": " to ",
        "last_day": "; by the act its last day is ",
        "or_else": " or else ",
        "totals": "Totals",
        "nothing": "No session of the month is to be paid.",
        "payer_unknown": "payer not known",
        "paid": "{} to be paid",
        "groups": "Groups and transport",
        "group": "group not stated",
        "activity": "activity",
        "outing": "transport",
        "educators": "educators: {}",
        "users": "minors: {}",
        "not_given": "Minors whose case is not given: {}. To them falls: {}",
        "disagree": "The records of the cases disagree: {}",
        "invoices": "Invoices",
        "no_difference": "The invoices agree with the statement.",
        "readings": "Readings",
        "or": "Or else: {}.",
    },
}

"""The words and signs around a month's statement, in Italian and in English."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.texts import Catalogue, Text

#: The words around a statement.
WORDS: Final = Catalogue(
    {
        "title": Text("rendiconto di {}, visto al {}", "statement of {}, as seen on {}"),
        "agency": Text("Agenzia {}", "Agency {}"),
        "not_known": Text("non nota", "not known"),
        "any_activity": Text("attività non nota", "unknown work"),
        "session": Text("1 accesso", "1 session"),
        "sessions": Text("{} accessi", "{} sessions"),
        "paid_time": Text("da pagare {}: {}", "to be paid {}: {}"),
        "fee": Text("{} × {} € {}", "{} × €{} {}"),
        "share": Text("{} × {} % {}", "{} × {}% {}"),
        "ask": Text("Da chiedere: {}", "To ask for: {}"),
        "ask_all": Text("Da chiedere, per più interventi", "To ask for, for several interventions"),
        "other": Text("se {}: {}", "if {}: {}"),
        "term": Text("Il voucher va dal ", "The voucher runs from "),
        "term_end": Text(" al ", " to "),
        "last_day": Text("; per l'atto l'ultimo giorno è il ", "; by the act its last day is "),
        "or_else": Text(" oppure il ", " or else "),
        "totals": Text("Totali", "Totals"),
        "nothing": Text("Nessun accesso da pagare nel mese.", "No session of the month is to be paid."),
        "payer_unknown": Text("non si sa chi paga", "payer not known"),
        "paid": Text("{} da pagare", "{} to be paid"),
        "groups": Text("Gruppi e trasporti", "Groups and transport"),
        "group": Text("gruppo non indicato", "group not stated"),
        "activity": Text("attività", "activity"),
        "outing": Text("trasporto", "transport"),
        "educators": Text("educatori: {}", "educators: {}"),
        "users": Text("minori: {}", "minors: {}"),
        "not_given": Text(
            "Minori di cui non è dato il caso: {}. A loro spetta: {}",
            "Minors whose case is not given: {}. To them falls: {}",
        ),
        "disagree": Text(
            "Le registrazioni dei casi non concordano: {}", "The records of the cases disagree: {}"
        ),
        "invoices": Text("Fatture", "Invoices"),
        "no_difference": Text(
            "Le fatture corrispondono al rendiconto.", "The invoices agree with the statement."
        ),
        "readings": Text("Letture", "Readings"),
        "or": Text("Oppure: {}.", "Or else: {}."),
    }
)

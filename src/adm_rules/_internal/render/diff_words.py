"""The words of a comparison of two versions of a rule set."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.review.diff.shapes import DiffWay, How, RuleSetChange
from adm_rules._internal.texts import Catalogue, Counted, Text

WORDS: Final = Catalogue(
    {
        "touched": Text("{} di {} regole toccate", "{} of {} rules touched"),
        "nothing": Text("nessuna differenza", "no difference"),
        "was": Text("prima {}", "was {}"),
        "via": Text("toccata da {}", "touched by {}"),
        "witness": Text("esempio {}", "example {}"),
        "least": Text("basta: {}", "enough: {}"),
        "with": Text("con {}", "with {}"),
        "without": Text("senza `{}`", "without `{}`"),
        "moved": Text("spostato di {} giorni, visto il {}", "moved by {} days, seen on {}"),
        "same_reading": Text("{}; cambia sotto un'altra lettura", "{}; changes under another reading"),
        "flips": Text("esempi: {}", "examples: {}"),
        "failing": Text(
            "{} di {} esempi non danno più ciò che dicono: {}",
            "{} of {} examples no longer come out as they say: {}",
        ),
        "and_more": Text("{} e altri {}", "{} and {} more"),
        "no_proof": Text("confrontata su {} file, nessuna dimostrazione", "compared on {} files, no proof"),
        "tried": Text("confrontata su {} file", "compared on {} files"),
        "no_solver": Text(
            "nessuna dimostrazione: installare `adm-rules[proof]`", "no proof: install `adm-rules[proof]`"
        ),
        "obstacle": Text("non dimostrabile per via di: {}", "kept from a proof by: {}"),
        "equal": Text(
            "dimostrato: ogni verdetto resta com'era, anche se mancano dati",
            "proved: every verdict stays as it was, facts missing or not",
        ),
        "never_stricter": Text("dimostrato: mai più severa", "proved: never stricter"),
        "never_looser": Text("dimostrato: mai più larga", "proved: never looser"),
        "ahead": Text("solo dopo il {}", "only after {}"),
        "version": Text("versione: serve {}, dichiarata {}", "version: {} needed, {} declared"),
        "version_none": Text("versione: nulla da dichiarare", "version: nothing to declare"),
        "people": Text("persone: {}, visti il {}", "people: {}, seen on {}"),
        "as_if": Text("persone, come se valesse già oggi", "people, as if it were in force today"),
        "people_none": Text("nessun rilievo cambia", "no finding changes"),
        "people_cases": Text("casi toccati: {}", "cases touched: {}"),
        "people_rule": Text("{}; casi {}, enti {}, ore {}", "{}; cases {}, agencies {}, hours {}"),
        "unread": Text("non leggibili: {}", "not readable: {}"),
        "margins": Text(
            "{}, in % del limite: prima {}; dopo {}", "{}, in % of the limit: before {}; after {}"
        ),
        "euro": Text(
            "{}, nel mese: casi {}, in tutto {} → {} euro", "{}, in the month: cases {}, in all {} → {} euro"
        ),
        "shares": Text("quote delle famiglie", "families' shares"),
        "vouchers": Text("voucher a carico di: {}", "vouchers paid by: {}"),
        "bands": Text("euro in più o in meno: {}", "euro more or less: {}"),
        "open_cases": Text("non noti: {}", "not known: {}"),
        "none": Text("nessuno", "none"),
        "on": Text("visto il {}", "seen on {}"),
    }
)

DIRECTIONS: Final[dict[DiffWay, Text]] = {
    DiffWay.EQUAL: Text("uguale", "equal"),
    DiffWay.STRICTER: Text("più severa", "stricter"),
    DiffWay.LOOSER: Text("più larga", "looser"),
    DiffWay.CROSSING: Text(
        "più severa per alcuni, più larga per altri", "stricter for some, looser for others"
    ),
    DiffWay.OTHER: Text(
        "altri verdetti, nessuna violazione in più o in meno", "other verdicts, no breach more or less"
    ),
    DiffWay.NO_DIFFERENCE: Text("nessuna differenza trovata", "no difference found"),
}
HOWS: Final[dict[How, Text]] = {
    How.ADDED: Text("nuova voce", "added"),
    How.REMOVED: Text("voce tolta", "removed"),
    How.CHANGED: Text("voce cambiata", "changed"),
    How.RENAMED: Text("nuovo nome", "renamed"),
    How.MOVED: Text("spostata qui", "moved here"),
    How.REWRITTEN: Text("forse riscritta", "perhaps rewritten"),
    How.SPLIT: Text("forse una parte di una regola divisa", "perhaps part of a rule that was split"),
    How.JOINED: Text("forse più regole unite", "perhaps several rules joined"),
}
KINDS: Final[dict[str, Counted]] = {
    "rule": Counted(Text("regola", "rule"), Text("regole", "rules")),
    "value": Counted(Text("valore", "value"), Text("valori", "values")),
    "reading": Counted(Text("lettura", "reading"), Text("letture", "readings")),
    "fact": Counted(Text("fatto", "fact"), Text("fatti", "facts")),
    "tariff": Counted(Text("tariffa", "tariff"), Text("tariffe", "tariffs")),
    "voucher": Counted(Text("voucher", "voucher"), Text("voucher", "vouchers")),
    "order": Counted(Text("ordine", "order"), Text("ordini", "orders")),
    "presumption": Counted(Text("presunzione", "presumption"), Text("presunzioni", "presumptions")),
    "indicator": Counted(Text("indicatore", "indicator"), Text("indicatori", "indicators")),
    "name": Counted(Text("elenco di nomi", "list of names"), Text("elenchi di nomi", "lists of names")),
    "kinship": Counted(
        Text("elenco di nomi che valgono come altri", "list of names that count as others"),
        Text("elenchi di nomi che valgono come altri", "lists of names that count as others"),
    ),
    "convention": Counted(Text("convenzione", "convention"), Text("convenzioni", "conventions")),
    "act": Counted(Text("atto", "act"), Text("atti", "acts")),
    "rule set": Counted(Text("regolamento", "rule set"), Text("regolamenti", "rule sets")),
}
#: The levels of versions.
LEVELS: Final[dict[str, Text]] = {
    "none": Text("nessuna", "none"),
    "patch": Text("patch", "patch"),
    "minor": Text("minor", "minor"),
    "major": Text("major", "major"),
}


def called(change: RuleSetChange) -> str:
    """How a named thing is written: a value with its sign."""
    return f"${change.name}" if change.kind == "value" else change.name

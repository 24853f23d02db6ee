"""What the keys of parts of answers, of rules and of facts are called where a notebook shows them one by one.

What a frame has as a column is called as that column is headed, and its names are said as there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from adm_rules._internal.columnar import Column
from adm_rules._internal.names import label
from adm_rules._internal.report import Severity, Verdict
from adm_rules._internal.texts import Catalogue, Text

_KEYS: Final = Catalogue(
    {
        "act": Text("per l'atto", "by the act"),
        "actor": Text("chi agisce", "who acts"),
        "amount": Text("importo", "amount"),
        "anchor": Text("decorre da", "counted from"),
        "article": Text("articolo", "article"),
        "as_of_end": Text("a fine periodo", "at the end of the period"),
        "asked": Text("chiesto a un giorno", "asked on a day"),
        "asks": Text("chiede", "asks"),
        "base": Text("base", "base"),
        "base_label": Text("base, che cos'è", "what the base is"),
        "before": Text("prima di", "before"),
        "billed": Text("fatturato", "billed"),
        "billed_minutes": Text("minuti fatturati", "minutes billed"),
        "by_rollover": Text("con lo slittamento", "with the rollover"),
        "category": Text("categoria", "category"),
        "cents": Text("in tutto, centesimi", "in all, cents"),
        "change": Text("differenza", "change"),
        "citation": Text("articolo", "article"),
        "cites": Text("articolo", "article"),
        "code": Text("codice", "code"),
        "commitments": Text("impegni", "commitments"),
        "committed": Text("impegnato", "committed"),
        "consequence": Text("conseguenza", "consequence"),
        "cost": Text("costo", "cost"),
        "countable": Text("conteggiabile", "countable"),
        "counts": Text("conteggi", "counts"),
        "day": Text("giorno", "day"),
        "decided": Text("deciso", "decided"),
        "diagnostics": Text("difetti", "faults"),
        "disagreements": Text("discordanze", "disagreements"),
        "due": Text("dovuto", "due"),
        "due_minutes": Text("minuti dovuti", "minutes due"),
        "edges": Text("estremi", "edges"),
        "educators": Text("educatori", "educators"),
        "entries": Text("voci", "entries"),
        "evidence": Text("riscontri", "evidence"),
        "family": Text("quota della famiglia", "the family's share"),
        "fault": Text("difetto", "fault"),
        "faults": Text("difetti", "faults"),
        "fee": Text("quota di un'unità", "fee of one unit"),
        "files": Text("file", "files"),
        "fingerprint": Text("impronta delle regole", "fingerprint of the rules"),
        "follows": Text("ripete", "repeats"),
        "from": Text("dal", "from"),
        "given": Text("noto", "given"),
        "gone": Text("non più", "gone"),
        "group": Text("gruppo", "group"),
        "happened": Text("avvenuto", "happened"),
        "heading": Text("titolo", "heading"),
        "hours": Text("ore", "hours"),
        "included": Text("estremi compresi", "edges included"),
        "invoices": Text("fatture", "invoices"),
        "key": Text("chiave", "key"),
        "known": Text("noto", "known"),
        "label": Text("nome", "label"),
        "language": Text("versione del linguaggio", "version of the language"),
        "last_days": Text("ultimi giorni", "last days"),
        "library": Text("versione della libreria", "version of the library"),
        "lines": Text("righe", "lines"),
        "may_have_happened": Text("può essere avvenuto", "may have happened"),
        "message": Text("frase", "message"),
        "money": Text("denaro", "money"),
        "names": Text("elenco di nomi", "list of names"),
        "new": Text("nuovo", "new"),
        "next_session": Text("prossimo accesso", "next session"),
        "norms": Text("norme", "norms"),
        "not_given": Text("non noto", "not given"),
        "notes": Text("note", "notes"),
        "option": Text("scelta", "option"),
        "origin": Text("da dove viene la base", "where the base comes from"),
        "other_readings": Text("altre letture", "other readings"),
        "others": Text("altri", "others"),
        "outing": Text("uscita", "outing"),
        "over_act": Text("oltre il limite, per l'atto", "beyond the limit, by the act"),
        "over_trial": Text("oltre il limite, in prova", "beyond the limit, on trial"),
        "paid": Text("pagato", "paid"),
        "paragraph": Text("comma", "paragraph"),
        "path": Text("posto nel file", "place in the file"),
        "payable": Text("minuti pagabili", "payable minutes"),
        "penalty_bands": Text("fasce delle penali", "bands of penalties"),
        "per": Text("oggetto", "about"),
        "places": Text("posti", "places"),
        "possible_terms": Text("termini possibili", "possible terms"),
        "question": Text("questione", "question"),
        "questions": Text("domande", "questions"),
        "reading": Text("lettura", "reading"),
        "reason": Text("motivo", "reason"),
        "remaining": Text("resto", "left"),
        "repeats": Text("spiega", "explains"),
        "rest": Text("resto", "rest"),
        "rule_severity": Text("gravità della regola", "severity of the rule"),
        "rules": Text("regole", "rules"),
        "rules_changed": Text("regole con altri esiti", "rules of which findings differ"),
        "settled_late": Text("sanato in ritardo", "settled late"),
        "settles": Text("decide", "settles"),
        "severities": Text("gravità", "severities"),
        "shared": Text("in due fasce", "in two bands"),
        "spent": Text("speso", "spent"),
        "stated": Text("conseguenza del testo", "consequence in the text"),
        "steps": Text("passi", "steps"),
        "subject_id": Text("quale", "which one"),
        "synonyms": Text("detto anche", "also called"),
        "term": Text("termine", "term"),
        "terms": Text("periodi del voucher", "voucher terms"),
        "text": Text("testo", "text"),
        "title": Text("titolo", "title"),
        "to": Text("al", "to"),
        "topic": Text("argomento", "topic"),
        "total": Text("in tutto", "in all"),
        "trial": Text("in prova", "on trial"),
        "under": Text("sotto", "under"),
        "unit_values": Text("valori orari", "hourly values"),
        "users": Text("utenti", "users"),
        "value": Text("valore", "value"),
        "version": Text("versione", "version"),
        "voucher": Text("voucher", "voucher"),
        "waiting": Text("in attesa", "waiting"),
        "what": Text("che cosa", "what"),
        "where": Text("dove", "where"),
        "who": Text("chi", "who"),
        "why": Text("perché", "why"),
    }
)


#: Keys under which names stand that a column of another name has.
_SAID_AS: Final = {"per": "subject", "actor": "acts", "rule_severity": "severity"}
_VERDICTS: Final = {verdict.value: verdict.words for verdict in Verdict}
_SEVERITIES: Final = {each.value: each.counted for each in Severity}


def key_words(key: str, lang: str) -> str:
    """What a key is called; a key that is somebody's own name, as it is."""
    if key in _KEYS:
        return _KEYS[key].in_language(lang)
    if key in _columns():
        return _columns()[key].head.in_language(lang)
    if key in _SEVERITIES:
        return _SEVERITIES[key].noun(2, lang)
    return _VERDICTS[key].in_language(lang) if key in _VERDICTS else key


@cache
def _columns() -> Mapping[str, Column]:
    """The columns of all frames by name, the first of those that share one; frames load the models."""
    from adm_rules._internal.frames.kinds import FRAMES

    return {column.name: column for kind in [*FRAMES.values()][::-1] for column in kind.columns}


def value_words(key: str, value: str, lang: str) -> str:
    """What a name that stands under a key is called."""
    if key == "consequence":
        return label("consequence", value, lang)
    column = _columns().get(_SAID_AS.get(key, key))
    return value if column is None or column.said is None else column.said(value, lang)

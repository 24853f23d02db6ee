"""Other words for the keys of the models, Italian and English, so that a message can name the key that was meant.

The tables are data. `WHOLE` knows keys that mean something else word by word; `WORDS` knows single words, and a key
is compared by the words that it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from adm_rules._internal.diagnostics import HIDDEN_KEY, nearest

#: A foreign key, and the known keys that may be meant; the first one that the record has is named.
WHOLE: Final[Mapping[str, tuple[str, ...]]] = {
    "stato": ("status",),
    "esito": ("outcome", "status"),
    "state": ("status",),
    "genere": ("kind", "type"),
    "tipo": ("kind", "type", "activity", "service", "scope"),
    "tipologia": ("kind", "type"),
    "kind": ("type", "kind", "scope"),
    "type": ("kind", "type", "service", "scope"),
    "titolo": ("title", "titles"),
    "qualifica": ("titles", "role"),
    "title": ("titles",),
    "ruolo": ("role",),
    "hired_on": ("listed_from",),
    "hired_from": ("listed_from",),
    "assunto_il": ("listed_from",),
    "data_assunzione": ("listed_from",),
    "left_on": ("delisted_on", "left_on"),
    "dimesso_il": ("delisted_on", "left_on"),
    "data_dimissioni": ("delisted_on", "left_on"),
    "resigned_on": ("delisted_on", "left_on"),
    "operatore": ("staff", "attendance", "assignments"),
    "educatore": ("staff", "attendance", "assignments"),
    "educator": ("staff", "attendance", "assignments"),
    "educators": ("attendance", "staff"),
    "educatori": ("attendance", "staff"),
    "worker": ("staff",),
    "personale": ("staff",),
    "employees": ("staff",),
    "presenti": ("users_present", "attendance", "participants"),
    "utenti": ("users_present",),
    "children": ("users_present",),
    "inizio": ("start", "from", "started_on", "start_on"),
    "ora_inizio": ("start",),
    "dal": ("from", "start"),
    "begin": ("start", "from", "started_on"),
    "fine": ("end", "to", "closed_on", "end_on"),
    "ora_fine": ("end",),
    "al": ("to", "end", "left_on"),
    "until": ("to", "end", "left_on"),
    "start": ("start", "started_on", "start_on", "from"),
    "end": ("end", "closed_on", "end_on", "left_on", "to"),
    "from": ("start", "from"),
    "to": ("end", "left_on"),
    "when": ("on", "start"),
    "held_on": ("on", "start"),
    "met_on": ("on",),
    "approved_on": ("authorised_on",),
    "granted_on": ("authorised_on",),
    "approved_by": ("authorised_by",),
    "issued": ("issued_on",),
    "issued_on": ("from",),
    "signed_on": ("signatures",),
    "delivered_on": ("submitted_on",),
    "requested_on": ("submitted_on",),
    "data_richiesta": ("submitted_on",),
    "requested_by": ("by",),
    "requester": ("by",),
    "richiedente": ("by",),
    "autore": ("author", "drafted_by_id"),
    "author": ("drafted_by_id",),
    "tribunale": ("court",),
    "authority": ("court",),
    "valid_until": ("end_on",),
    "durata": ("minutes",),
    "duration": ("minutes",),
    "ore": ("minutes", "weekly_minutes"),
    "hours": ("minutes", "weekly_minutes"),
    "hours_per_week": ("weekly_minutes",),
    "operator": ("staff", "attendance", "assignments"),
    "operatori": ("staff", "attendance", "assignments"),
    "attendees": ("participants",),
    "patente": ("licence_b",),
    "laurea": ("titles",),
    "mansione": ("role",),
    "progetto": ("plans",),
    "piani": ("plans",),
    "municipality": ("residence",),
    "amount": ("unit_value", "value"),
    "total": ("amount",),
    "milestones": ("steps",),
    "passi": ("steps",),
    "tappe": ("steps",),
    "on": ("from",),
    "data": ("on", "start", "from", "submitted_on", "drafted_on"),
    "date": ("on", "start", "from", "submitted_on", "drafted_on"),
    "giorno": ("on", "weekday", "start"),
    "day": ("on", "weekday", "start"),
    "true": ("on",),
    "luogo": ("venue",),
    "sede": ("venue", "offices"),
    "place": ("venue", "municipality"),
    "location": ("venue", "municipality"),
    "comune": ("municipality", "residence"),
    "city": ("municipality", "residence"),
    "comune_residenza": ("residence",),
    "nascita": ("birth_date",),
    "data_nascita": ("birth_date",),
    "dob": ("birth_date",),
    "birthday": ("birth_date",),
    "codice": ("id",),
    "identificativo": ("id",),
    "case_id": ("id",),
    "session_id": ("id",),
    "provvedimenti": ("court_orders",),
    "decreti": ("court_orders",),
    "decrees": ("court_orders",),
    "orders": ("court_orders",),
    "rapporto": ("group_ratio",),
    "ratio": ("group_ratio",),
    "pei": ("plans",),
    "progetti": ("plans",),
    "projects": ("plans",),
    "deroghe": ("derogations",),
    "exceptions": ("derogations",),
    "accessi": ("sessions",),
    "visits": ("sessions",),
    "incontri": ("sessions", "meetings"),
    "domande": ("requests",),
    "richieste": ("requests",),
    "richiesta": ("request",),
    "applications": ("requests",),
    "voucher": ("voucher_terms",),
    "vouchers": ("voucher_terms",),
    "conviventi": ("household",),
    "nucleo": ("household",),
    "genitori": ("holders",),
    "parents": ("holders",),
    "guardians": ("holders",),
    "importo": ("amount", "value"),
    "expires_on": ("valid_until", "to"),
    "valore": ("value",),
    "indicatore": ("value",),
    "completo_fino_al": ("complete_until",),
    "esportato_il": ("complete_until",),
    "exported_on": ("complete_until",),
    "fatture": ("invoices",),
    "righe": ("lines",),
    "items": ("lines",),
    "presa_in_carico": ("in_charge",),
    "scadenza": ("due_on", "valid_until", "to", "end_on"),
    "deadline": ("due_on",),
}

#: Words of foreign keys, in the words that the models use.
WORDS: Final[Mapping[str, str]] = {
    "accreditamento": "accreditations",
    "accreditamenti": "accreditations",
    "agenzia": "agency",
    "anno": "year",
    "approvato": "approved",
    "assegnazioni": "assignments",
    "assegnato": "assigned",
    "assenza": "absences",
    "assenze": "absences",
    "attivita": "activity",
    "attività": "activity",
    "autorizzato": "authorised",
    "authorized": "authorised",
    "autorizzazione": "authorisations",
    "autorizzazioni": "authorisations",
    "authorizations": "authorisations",
    "birthdate": "birth date",
    "causa": "cause",
    "chiuso": "closed",
    "chiusura": "closure",
    "completo": "complete",
    "coordinatore": "coordinator",
    "da": "from",
    "data": "on",
    "date": "on",
    "documenti": "documents",
    "durata": "minutes",
    "duration": "minutes",
    "emesso": "issued",
    "famiglia": "family",
    "fase": "phase",
    "firmato": "signed",
    "firme": "signatures",
    "gruppo": "group",
    "hours": "minutes",
    "il": "on",
    "intervento": "intervention",
    "interventi": "interventions",
    "inviato": "sent",
    "lista": "listed",
    "materia": "topic",
    "mesi": "months",
    "minuti": "minutes",
    "motivo": "reason",
    "obiettivi": "objectives",
    "ore": "minutes",
    "pagamenti": "payments",
    "pagato": "paid",
    "presentata": "submitted",
    "presentato": "submitted",
    "provincia": "province",
    "redatto": "drafted",
    "relazione": "reports",
    "relazioni": "reports",
    "residenza": "residence",
    "responsabile": "responsible",
    "ricevuto": "received",
    "riunioni": "meetings",
    "rischi": "risks",
    "scuola": "school",
    "servizi": "services",
    "servizio": "service",
    "sessioni": "sessions",
    "settimanali": "weekly",
    "settimanale": "weekly",
    "sostituti": "substitutes",
    "sostituto": "substitute",
    "urgente": "urgent",
    "valido": "valid",
    "valutazioni": "assessments",
}

_PARTS: Final = re.compile(r"[^\W_]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IN_HOURS: Final = frozenset({"ore", "hours", "ora", "hour"})
_FILLERS: Final = frozenset({"data", "date", "ora", "di", "del", "della", "of"})
_ENDING: Final = re.compile(r"_(?:on|by)$")
_STEM: Final = 4  # letters of a word that may stand for a day, or be misspelled
_CLOSE: Final = 0.6  # how much of the words two keys must share


def meant(unknown: str, known: Iterable[str]) -> str | None:
    """The known key that an unknown one was probably meant to be: by meaning first, then by spelling."""
    keys = tuple(known)
    if unknown == HIDDEN_KEY:
        return None
    parts = _parts(unknown)
    plain = "_".join(parts)
    if plain in keys:
        return plain
    core = "_".join(part for part in parts if part not in _FILLERS)
    found = next((key for key in (*WHOLE.get(plain, ()), *WHOLE.get(core, ())) if key in keys), None)
    return found or _by_words(parts, keys) or _day_of(plain, keys) or _by_spelling(unknown, keys)


def _by_spelling(word: str, known: Iterable[str]) -> str | None:
    """The key spelled most alike; the day of something is compared with days, a role with roles."""
    ending = _ENDING.search(word)
    last = "" if ending is None else ending[0]
    stems = {key.removesuffix(last): key for key in known if key.endswith(last)}
    found = nearest(word.removesuffix(last), stems) if len(word) >= _STEM else None
    return None if found is None else stems[found]


def _day_of(word: str, known: Collection[str]) -> str | None:
    """The only key for the day of what a word says: `started_on` of `start`, `listed_from` of `from`, `on` of a day."""
    if word.endswith("_on") and "on" in known:
        return "on"
    days = [
        key for key in known if (key.endswith("_on") and key.startswith(word)) or key.endswith(f"_{word}")
    ]
    return days[0] if len(days) == 1 and len(word) >= _STEM else None


def hint(unknown: str, known: Iterable[str]) -> str | None:
    """What to do about an unknown key, as a help line; None when no known key is close."""
    key = meant(unknown, known)
    if key is None:
        return None
    if unknown == "true":
        return 'did you mean `on`? YAML 1.1 writers turn it into `true`: write "on" in quotes'
    in_hours = key.endswith("minutes") and not _IN_HOURS.isdisjoint(_parts(unknown))
    return f"did you mean `{key}`?" + (" it counts minutes" if in_hours else "")


def _parts(key: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(_HUMP.sub("_", key))]


def _by_words(parts: Iterable[str], known: Iterable[str]) -> str | None:
    """The key whose words are most like these, translated; at least `_CLOSE` of all words of the two are shared."""
    wanted = {word for part in parts for word in WORDS.get(part, part).split()}
    best = max(sorted(known), key=lambda key: _shared(wanted, key), default="")
    return best if wanted and _shared(wanted, best) >= _CLOSE else None


def _shared(wanted: set[str], key: str) -> float:
    words = set(key.split("_"))
    return len(wanted & words) / len(wanted | words)

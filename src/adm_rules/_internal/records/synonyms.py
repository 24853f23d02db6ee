"""Other words for the keys of the models, Italian and English, so that a message can name the key that was meant.

What a key means its labels say, and `MEANINGS` are words that mean alike. `WHOLE` knows keys that mean something
else than their words do; `WORDS` are the words of foreign keys in the words of the models.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from adm_rules._internal.diagnostics import HIDDEN_KEY, nearest
from adm_rules._internal.texts import Text

#: Foreign keys, and the known keys that may be meant; the first one that the record has is named.
_WHOLE: Final = (
    ("stato state", "status"),
    ("esito", "outcome status"),
    ("genere tipologia", "kind type"),
    ("tipo", "kind type activity service scope"),
    ("kind", "type kind scope"),
    ("type", "kind type service scope"),
    ("titolo", "title titles"),
    ("qualifica", "titles role"),
    ("title laurea", "titles"),
    ("ruolo mansione", "role"),
    ("hired_on hired_from assunto_il data_assunzione", "listed_from"),
    ("left_on dimesso_il data_dimissioni resigned_on", "delisted_on left_on"),
    ("operatore educatore educator operator operatori", "staff attendance assignments"),
    ("educators educatori", "attendance staff"),
    ("worker personale employees", "staff"),
    ("presenti", "users_present attendance participants"),
    ("utenti children", "users_present"),
    (
        "inizio ora_inizio begin start beginning start_time avvio",
        "start from started_on start_on listed_from term_start service_from",
    ),
    (
        "dal start_date data_inizio since da begin_date valid_from valida_dal valido_dal decorrenza from_date",
        "from started_on start_on listed_from term_start service_from start",
    ),
    (
        "fine ora_fine end finish end_time",
        "end to closed_on end_on left_on delisted_on valid_until term_end service_until",
    ),
    (
        "al until valid_until end_date end_day data_fine fino_al valido_fino_al valida_fino_al valid_to to_date",
        "to closed_on end_on left_on delisted_on valid_until term_end service_until end",
    ),
    ("from", "from start started_on start_on listed_from term_start service_from"),
    ("to", "to end closed_on end_on left_on delisted_on"),
    (
        "when data date giorno day quando",
        "on start from submitted_on drafted_on occurred_on found_on sent_on issued_on effective_on applied_on",
    ),
    ("held_on", "on start"),
    ("met_on true", "on"),
    ("approved_on granted_on", "authorised_on"),
    ("approved_by", "authorised_by"),
    ("issued", "issued_on"),
    ("signed_on", "signatures"),
    ("delivered_on requested_on data_richiesta", "submitted_on"),
    ("requested_by requester richiedente", "by"),
    ("autore", "author drafted_by_id"),
    ("author", "drafted_by_id"),
    ("tribunale authority", "court"),
    ("durata duration", "minutes"),
    ("ore hours", "minutes weekly_minutes"),
    ("hours_per_week", "weekly_minutes"),
    ("attendees", "participants"),
    ("patente", "licence_b"),
    ("progetto piani pei progetti projects", "plans"),
    ("municipality comune_residenza", "residence"),
    ("amount", "unit_value value"),
    ("total", "amount"),
    ("milestones passi tappe", "steps"),
    ("on issued_on", "from"),
    ("luogo", "venue"),
    ("sede", "venue offices"),
    ("place location", "venue municipality"),
    ("comune city", "municipality residence"),
    ("nascita data_nascita dob birthday", "birth_date"),
    ("codice identificativo case_id session_id", "id"),
    ("provvedimenti decreti decrees orders", "court_orders"),
    ("rapporto ratio", "group_ratio"),
    ("deroghe exceptions", "derogations"),
    ("accessi visits", "sessions"),
    ("incontri", "sessions meetings"),
    ("domande richieste applications", "requests"),
    ("richiesta", "request"),
    ("voucher vouchers", "voucher_terms"),
    ("conviventi nucleo", "household"),
    ("genitori parents guardians", "holders"),
    ("importo", "amount value"),
    (
        "expires_on scadenza deadline expiry scade_il",
        "due_on deadline_on valid_until to end_on term_end licence_until contract_to",
    ),
    ("valore indicatore", "value"),
    ("completo_fino_al esportato_il exported_on", "complete_until"),
    ("fatture", "invoices"),
    ("righe items", "lines"),
    ("presa_in_carico", "in_charge"),
    ("home casa abitazione vive_con living_with domicilio", "lives_with"),
)
WHOLE: Final[Mapping[str, tuple[str, ...]]] = {
    word: tuple(keys.split()) for words, keys in _WHOLE for word in words.split()
}

#: Words of foreign keys, in the words that the models use.
_WORDS: Final = (
    ("accreditamento accreditamenti", "accreditations"),
    ("agenzia", "agency"),
    ("anno", "year"),
    ("approvato", "approved"),
    ("assegnazioni", "assignments"),
    ("assegnato", "assigned"),
    ("assenza assenze", "absences"),
    ("attivita attività", "activity"),
    ("autorizzato authorized", "authorised"),
    ("autorizzazione autorizzazioni authorizations", "authorisations"),
    ("birthdate", "birth date"),
    ("causa", "cause"),
    ("chiuso", "closed"),
    ("chiusura", "closure"),
    ("completo", "complete"),
    ("coordinatore", "coordinator"),
    ("da", "from"),
    ("data date il", "on"),
    ("documenti", "documents"),
    ("durata duration hours minuti ore", "minutes"),
    ("emesso", "issued"),
    ("famiglia", "family"),
    ("fase", "phase"),
    ("firmato", "signed"),
    ("firme", "signatures"),
    ("gruppo", "group"),
    ("intervento", "intervention"),
    ("interventi", "interventions"),
    ("inviato", "sent"),
    ("lista", "listed"),
    ("materia", "topic"),
    ("mesi", "months"),
    ("motivo", "reason"),
    ("obiettivi", "objectives"),
    ("pagamenti", "payments"),
    ("pagato", "paid"),
    ("presentata presentato", "submitted"),
    ("provincia", "province"),
    ("redatto", "drafted"),
    ("relazione relazioni", "reports"),
    ("residenza", "residence"),
    ("responsabile", "responsible"),
    ("ricevuto", "received"),
    ("riunioni", "meetings"),
    ("rischi", "risks"),
    ("scuola", "school"),
    ("servizi", "services"),
    ("servizio", "service"),
    ("sessioni", "sessions"),
    ("settimanali settimanale", "weekly"),
    ("sostituti", "substitutes"),
    ("sostituto", "substitute"),
    ("urgente", "urgent"),
    ("valido", "valid"),
    ("valutazioni", "assessments"),
)
WORDS: Final[Mapping[str, str]] = {word: known for words, known in _WORDS for word in words.split()}

#: Words of one meaning: of the labels' first words, and of those that systems and offices write for them.
MEANINGS: Final[tuple[frozenset[str], ...]] = tuple(
    frozenset(words.split())
    for words in (
        "start inizio avvio begin beginning since from dal da",
        "end fine until to al fino",
        "day data date giorno when on il quando",
        "reason motivo motivazione causa cause why perche perché",
        "status stato state",
        "kind type tipo tipologia genere",
        "outcome esito result risultato",
        "code codice number numero id identificativo",
        "amount importo cost costo",
        "venue luogo place location",
        "role ruolo veste",
    )
)
#: Keys of persons: what they hold has no place in a file.
PERSONAL: Final = frozenset(
    re.findall(
        r"\w+",
        """nome cognome nominativo name surname first_name last_name full_name cf codice_fiscale tax_code fiscal_code
        indirizzo telefono cellulare email mail diagnosi diagnosis""",
    )
)
#: What tells only when: many keys do, so that it alone leads to none by its label.
_WHEN: Final = frozenset(min(words) for words in MEANINGS[:3])
_DAY: Final = min(MEANINGS[2])
_EMPTY: Final = frozenset(re.findall(r"\w+", "di del dello della delle dei degli dell d l the of a an"))
_PARTS: Final = re.compile(r"[^\W_]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IN_HOURS: Final = frozenset({"ore", "hours", "ora", "hour"})
_FILLERS: Final = frozenset({"data", "date", "ora", "di", "del", "della", "of"})
_ENDS: Final = frozenset({"on", "by"})
_ENDING: Final = re.compile(r"_(?:on|by)$")
_STEM: Final = 4  # letters of a word that may stand for a day, or be misspelled
_OWN: Final = 3  # a word that stands in one label of so many is the record's own
#: Endings of Italian words, of one and of several, of a deed and of what was done.
_ENDED: Final = re.compile(r"(?<=\w{3})[aeio]?(?:zion[ei]|t[oaie]|ment[oi]|ur[ae])?$")
_CLOSE: Final = 0.6  # how much of the words two keys must share


def meant(unknown: str, known: Iterable[str], labels: Mapping[str, Text] | None = None) -> str | None:
    """The known key that an unknown one was probably meant to be: one that lacks a letter, by meaning, by spelling.

    ``labels`` say what keys mean. A word that has a meaning of its own is not taken for one that is spelled like it.
    """
    keys = tuple(known)
    if unknown == HIDDEN_KEY:
        return None
    parts = _parts(unknown)
    plain = "_".join(parts)
    if plain in keys:
        return plain
    longer = [key for key in keys if len(key) > _STEM and _lacks_a_letter(plain, key)]
    if len(longer) == 1:
        return longer[0]
    core = "_".join(part for part in parts if part not in _FILLERS)
    found = next((key for key in (*WHOLE.get(plain, ()), *WHOLE.get(core, ())) if key in keys), None)
    found = found or _by_label(parts, labels or {}) or _by_words(parts, keys)
    has_meaning = plain in WHOLE or all(any(part in words for words in MEANINGS) for part in parts)
    return found or (
        None if has_meaning else _day_of(plain, keys, labels or {}) or _by_spelling(unknown, keys)
    )


def _lacks_a_letter(word: str, key: str) -> bool:
    """Whether a word is a key without one of its letters."""
    return len(word) + 1 == len(key) and any(key[:n] + key[n + 1 :] == word for n in range(len(key)))


def _by_label(parts: Iterable[str], labels: Mapping[str, Text]) -> str | None:
    """The only key whose label begins with what the words mean, and says nothing that they do not."""
    wanted = {_meaning(part) for part in parts if part not in _EMPTY}
    if wanted <= _WHEN:
        return None
    italian = _said_by({key: label.it for key, label in labels.items()}, wanted)
    english = _said_by({key: label.en.replace("data ", "") for key, label in labels.items()}, wanted)
    found = {*italian, *english}
    return found.pop() if len(found) == 1 else None


def _said_by(labels: Mapping[str, str], wanted: set[str]) -> Iterator[str]:
    """The keys whose labels say what is wanted, besides the record itself, which most labels name, and when."""
    words = {
        key: [_meaning(word) for word in _PARTS.findall(label.lower()) if word not in _EMPTY]
        for key, label in labels.items()
    }
    common = Counter(word for found in words.values() for word in set(found))
    own = {word for word, times in common.items() if times * _OWN >= len(words)}
    for key, (head, *rest) in words.items():
        if head in wanted and wanted - {_DAY} <= {head, *rest} and {*rest} <= wanted | own | _WHEN:
            yield key


def _meaning(word: str) -> str:
    """What a word means; of any other what stands before its ending, so that one and several are alike."""
    meaning = next((min(words) for words in MEANINGS if word in words), None)
    return meaning or _ENDED.sub("", word.removesuffix("s"))


def _by_spelling(word: str, known: Iterable[str]) -> str | None:
    """The key spelled most alike, word by word; the day of something is compared with days, a role with roles."""
    ending = _ENDING.search(word)
    last = "" if ending is None else ending[0]
    stem = word.removesuffix(last)
    stems = {
        key.removesuffix(last): key
        for key in known
        if key.endswith(last) and _alike(stem, key.removesuffix(last))
    }
    found = nearest(stem, stems) if len(word) >= _STEM else None
    return None if found is None else stems[found]


def _alike(one: str, other: str) -> bool:
    """Whether each word of one key is spelled like that of the other: `service_type` is no `service_cost`."""
    ours, theirs = one.split("_"), other.split("_")
    return len(ours) != len(theirs) or all(nearest(a, [b]) for a, b in zip(ours, theirs, strict=True))


def _day_of(word: str, known: Collection[str], labels: Mapping[str, Text]) -> str | None:
    """The only key for the day of what a word says: `started_on` of `start`, `listed_from` of `from`, `on`."""
    if word.endswith("_on"):
        said = labels["on"].en.split() if "on" in labels else [word]
        return "on" if "on" in known and any(each[:_STEM] == word[:_STEM] for each in said) else None
    days = [
        key for key in known if (key.endswith("_on") and key.startswith(word)) or key.endswith(f"_{word}")
    ]
    return days[0] if len(days) == 1 and len(word) >= _STEM else None


def hint(unknown: str, known: Iterable[str], labels: Mapping[str, Text] | None = None) -> str | None:
    """What to do about an unknown key, as a help line; None when no known key is close."""
    if "_".join(_parts(unknown)) in PERSONAL:
        return "leave it out: files hold no names, tax codes, addresses or diagnoses; records have an `id` of their own"
    key = meant(unknown, known, labels)
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
    """The part of all words that two keys share, but for that they are of a day or of somebody, which both must be."""
    words, ends = set(key.split("_")), wanted & _ENDS
    if not ends <= words:
        return 0
    return len((wanted & words) - ends) / max(1, len((wanted | words) - ends))

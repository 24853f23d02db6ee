"""Finds facts by words of either language: of their names and labels, of what they are about, and synonyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import nearest
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.names import labels
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS

# --- topics -----------------------------------------------------------------------------------------------------------

#: Topics, each with the subjects that begin it: what these own is about it too, unless it begins another.
TOPICS: Final[Mapping[Text, tuple[str, ...]]] = {
    Text("giorno della verifica", "day of the check"): ("file",),
    Text("il minore e la famiglia", "the child and the family"): ("case", "household_member", "holder"),
    Text("residenza e abitazione", "residence and home"): ("residence", "home", "family_residence"),
    Text("presa in carico, tutela, affido", "being in charge, protection, foster care"): (
        *("in_charge", "custodian", "protection_path", "foster_care"),
    ),
    Text("autorità giudiziaria", "courts"): ("court_order",),
    Text("accesso e domanda", "access and application"): ("request", "assessment", "agreement", "risk"),
    Text("orari, settimane e mesi", "hours, weeks and months"): (
        "week",
        "month",
        "slot",
        "school_slot",
        "school_closing",
        "agency_week",
    ),
    Text("deroghe", "derogations"): ("derogation",),
    Text("intervento", "intervention"): ("intervention",),
    Text("progetto", "plan"): ("plan",),
    Text("accessi e incontri", "sessions and meetings"): ("session", "meeting", "milestone"),
    Text("relazioni", "reports"): ("report", "report_request"),
    Text("operatori dell'intervento", "staff of the intervention"): (
        *("assignment", "absence", "substitute_listed", "agency_assignment", "agency_absence"),
    ),
    Text("denaro", "money"): (
        *("isee", "payment", "expense", "voucher_term", "invoice", "agency_payment", "contract_payment"),
        *("contract_expense", "fund_payment"),
    ),
    Text("ente gestore", "provider agency"): ("agency",),
    Text("personale", "staff"): ("staff", "staff_list_change", "supervision", "staff_week", "staff_year"),
    Text("contratto di servizio", "service contract"): ("contract",),
    Text("Ambito e uffici", "district and offices"): ("district",),
}

#: Words of one meaning, in both languages; at least one of each row stands in some label, of a fact or of a name.
SYNONYMS: Final[tuple[frozenset[str], ...]] = tuple(
    frozenset(row.split())
    for row in (
        "ore ora hours hour tempo time durata length minuti minutes monte",
        "ritardo lateness late delay termine deadline scadenza due",
        "consenso consent assenso agreement accordo agreed patto intesa",
        "giudice tribunale court judge giudiziaria judicial decreto decree provvedimento order mandato mandate",
        "genitore genitori parent parents padre madre father mother papà mamma",
        "minore minori minor minors bambino bambini child children figlio ragazzo ragazza adolescente alunno utente",
        "tutore guardian curatore curator tutela protection",
        "educatore educatori educatrice educator educators",
        "operatore operatori personale staff worker workers lavoratore dipendente employee",
        "luogo place venue sede sedi premises stanza room locale",
        "incontro incontri meeting meetings visita visite visit visits colloquio interview accesso session",
        "progetto plan pei pti project programma",
        "firma firmato signature signed sottoscritto sottoscrizione",
        "retta costo cost fee contributo tariffa tariff compartecipazione copayment quota share pagamento payment",
        "pagamento payment morosità moroso arretrato arretrati arrears insoluto insoluti sollecito solleciti reminder",
        "reddito income isee icef indicatore indicator",
        "fattura fatture invoice invoices fatturato billed",
        "comune municipality residenza residence residente resident domicilio",
        "casa home abitazione collocazione placement lives",
        "relazione relazioni report reports verbale rendiconto",
        "formazione training corso course aggiornamento",
        "sostituto sostituzione substitute substitution supplente",
        "trasporto transport accompagnamento accompanied auto vehicle mezzo",
        "inizio avvio attivazione start started activation begun",
        "fine chiusura conclusione end closing closed dimissione dimissioni cessazione",
        "sospensione suspension suspended sospeso pausa interruzione",
        "saltato saltata mancato mancata disertato missed skipped",
        "fratello fratelli sorella sorelle sibling siblings",
        "graduatoria ranking priorità priority attesa punteggio score points punti",
        "domanda richiesta istanza request application asked",
        "voucher buono titolo",
        "disabilità disability disabile disabled invalidità handicap",
        "età age anni years nascita birth compleanno birthday",
        "scuola school scolastico plesso classe",
        "assenza assenze absence absences assente malattia ferie",
        "volontario volontari volunteer volunteers",
        "verifica controllo check control monitoraggio monitoring verification",
        "avviso notice bando comunicazione",
        "festivo festività holiday holidays patrono patron",
        "rischio risk pregiudizio abuso abuse maltrattamento",
        "affido foster affidamento custody",
        "ente agenzia agency provider gestore cooperativa body",
        "abitanti popolazione population residents",
        "mese mesi mensile mensili month months monthly",
        "settimana settimane settimanale settimanali week weeks weekly",
        "anno annuo annuale annuali year years yearly",
        "rinuncia disdetta recesso ritiro withdrawal",
        "questionario sondaggio soddisfazione survey surveys satisfaction",
        "appalto gara capitolato convenzione contratto contract tender",
        "maggiorenne diciotto diciottenne majority età age",
        "asl ats ausl asp usl salute",
        "uvm uvmd uvd valutazione evaluation assessment",
        "nucleo famiglia familiare household family parentela parente",
        "notte notturno serale mattina mattino clock",
        "frontale frontali diretta dirette diretto direct",
        "équipe equipe team",
        "presente presenti presenza present compresenza copresenza",
        "indirette indiretto indiretta indirect backoffice",
        "viaggio spostamento travel trasporto transport chilometrico chilometri",
        "laurea diploma qualifica titolo titoli title degree qualification",
        "prosieguo proseguimento proseguire continue continuation",
        "proroga rinnovo renewal extension",
    )
)


def topic_of(registry: Registry, subject: str) -> Text:
    """What the facts of a subject are about."""
    return _TOPIC.get(subject) or topic_of(registry, str(registry.subjects[subject].parent))


_TOPIC: Final = {subject: topic for topic, subjects in TOPICS.items() for subject in subjects}


# --- search -----------------------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\W\d_]+")
_FILLERS: Final = frozenset(
    word
    for words in (
        "a al alla allo ai agli alle con da dal dalla degli dei del della delle di e ed i il in la le lo nel nella",
        "per su sul tra un una an and at by for from of on or the to which who",
    )
    for word in words.split()
)
#: What a word is worth: of the fact itself, a synonym of one, of its subject, topic or list of names.
_OWN, _LIKE, _ABOUT = 9, 3, 1
_PLENTY: Final = 12  # where so many facts say a word or its like, those that are merely about it are left out
_SHORTEST: Final = 3  # letters of a stem
_KIN: Final = 6  # letters that words of one kin share, such as *assicurazione* and *assicurativa*
_UNSEARCHED: Final = "municipality"  # eight thousand names that say nothing about a fact
_NO_NAMES: Final[Mapping[str, Mapping[str, Text]]] = {}


def stem(word: str) -> str:
    """A word without accents, the ``s`` and the vowels at its end: singular and plural meet in both languages."""
    plain = _plain(word)
    if len(plain) > _SHORTEST and plain.endswith("s"):
        plain = plain[:-1]
    short = plain.rstrip("aeiouy")
    return short if len(short) >= _SHORTEST else plain


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(
        char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char)
    )


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that mean something, in their order."""
    return tuple(map(stem, _meaning(text)))


def _meaning(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(text) if word.casefold() not in _FILLERS)


def _alike(word: str) -> frozenset[str]:
    return _GROUPS.get(word, frozenset())


def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in SYNONYMS:
        same = frozenset(map(stem, row))
        for word in same:
            found[word] = found.get(word, frozenset()) | same
    return found


_GROUPS: Final = _groups()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the facts, best first, and the words of the question that none of them has."""

    facts: tuple[Fact, ...]
    unmatched: tuple[str, ...]


class Search:
    """The words of every fact of a registry; ``own`` are the names that a rule set adds to the lists."""

    def __init__(self, registry: Registry, own: Mapping[str, Mapping[str, Text]] = _NO_NAMES) -> None:
        self.registry = registry
        lists = {fact.names for fact in registry.facts.values()} - {None, _UNSEARCHED}
        members = {name: _words_of(labels(name, own.get(name, {}))) for name in map(str, lists)}
        self._words = {fact.name: _words(registry, fact, members) for fact in registry.facts.values()}
        self._all = frozenset(word for words in self._words.values() for word in words)

    def find(self, text: str) -> Found:
        """The facts that have the most of the words asked for; none if there is no word, or no fact has any."""
        typed = tuple({stem(word): word for word in _meaning(text)}.values())
        asked = tuple(map(self._asked, typed))
        scored = {name: [_worth(words, *word) for word in asked] for name, words in self._words.items()}
        most = max((sum(map(bool, each)) for each in scored.values()), default=0)
        best = [name for name, each in scored.items() if most and sum(map(bool, each)) == most]
        meant = [name for name in best if max(scored[name]) > _ABOUT]
        if len(meant) >= _PLENTY:
            best = meant
        best.sort(key=lambda name: (-sum(scored[name]), len(self._words[name])))
        missed = tuple(word for n, word in enumerate(typed) if not any(scored[name][n] for name in best))
        return Found(tuple(self.registry.facts[name] for name in best), missed)

    def _asked(self, word: str) -> tuple[str, str]:
        """The stem of a word, and how words of its kin begin: as it was typed or, if none does, with less of it."""
        begin = _plain(word)
        if stem(word) not in self._all and not any(each.startswith(begin) for each in self._all):
            begin = begin[: max(_KIN, len(begin) - 6)]
        return stem(word), begin

    def near(self, text: str) -> str | None:
        """The word of some label that a word of the question was probably meant to be."""
        known = {
            word
            for fact in self.registry.facts.values()
            for word in _WORD.findall(f"{fact.label.it} {fact.label.en}")
        }
        found = (
            nearest(word, [each for each in known if _plain(each[0]) == _plain(word[0])])  # seldom mistyped
            for word in _meaning(text)
        )
        return next((word for word in found if word is not None), None)


def _words(registry: Registry, fact: Fact, members: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    """What each word is worth for a fact; ``members`` are the words of the names of each list."""
    subject = registry.subjects[fact.per]
    topic = topic_of(registry, fact.per)
    kind = set(stems(f"{KINDS[fact.kind].label.it} {KINDS[fact.kind].label.en}"))
    said = (fact.name.replace("_", " "), fact.label.it, fact.label.en, *fact.synonyms)
    own = set(stems(" ".join(said)))
    about = set(stems(f"{subject.label.it} {subject.label.en} {topic.it} {topic.en}"))
    named = members.get(fact.names or "", frozenset())
    about |= named | {other for word in named for other in _alike(word)}
    like = {other for word in own | kind for other in _alike(word)}
    return {**dict.fromkeys(about, _ABOUT), **dict.fromkeys(like, _LIKE), **dict.fromkeys(own, _OWN)}


def _words_of(members: Mapping[str, Text]) -> frozenset[str]:
    """The words of the names of a list: whoever looks for psychologists wants the facts that name roles."""
    return frozenset(word for each in members.values() for word in stems(f"{each.it} {each.en}"))


def _worth(words: Mapping[str, int], asked: str, begin: str) -> int:
    """What a word of the question is worth: itself, or a word that begins with four letters of it or more."""
    return words.get(asked) or max(_beginning(words, begin), default=0)


def _beginning(words: Mapping[str, int], begin: str) -> Iterator[int]:
    if len(begin) > _SHORTEST:
        yield from (worth for word, worth in words.items() if word.startswith(begin))

"""What the facts of a subject are about, and the words that people use for what labels call otherwise.

The tables are data of the search (`explain.search`): nothing is judged by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.texts import Text

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
        "sospensione suspension suspended sospeso",
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
    )
)


def topic_of(registry: Registry, subject: str) -> Text:
    """What the facts of a subject are about."""
    return _TOPIC.get(subject) or topic_of(registry, str(registry.subjects[subject].parent))


_TOPIC: Final = {subject: topic for topic, subjects in TOPICS.items() for subject in subjects}

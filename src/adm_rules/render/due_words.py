"""The words around deadlines, in Italian and in English, for text, tables and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from adm_rules.deadlines import Deadline, OtherReading
from adm_rules.quantities import count_of, format_value

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "it": {
        "head": "scadenze viste al {}, fino al {}",
        "today": " (oggi)",
        "overdue": "Scadute",
        "soon": "Entro {}",
        "pending": "Più avanti",
        "not_started": "Non ancora decorse",
        "undecided": "Da chiarire",
        "settled": "Concluse",
        "no_day": "senza data",
        "from": "da: {}",
        "at": "{} ({})",
        "counted": "contato: {}",
        "other": "Altra lettura ({}): {}.",
        "nothing_owed": "non è dovuto",
        "missing": "Da chiedere: {}.",
        "whole": "elenco non completo",
        "derogated": "coperto da deroga",
        "unsure": "se la regola si applica non è certo",
        "before": "Prima di allora: {}.",
        "none": "nessuna scadenza",
        "outcome": "In tutto: {}",
        "in_all": "In tutto, {}: {}",
        "turn": "n. {}",
        "written": "Calendario scritto in {}: {}",
        "one_event": "1 evento",
        "events": "{} eventi",
        "calendar": "Scadenze ADM e Spazio Neutro",
        "what": "Che cosa: {}",
        "since": "A partire da: {}",
        "day": "Giorno: {}",
        "moved": "Giorno contato: {}; spostato al {}, perché festivo",
        "state": "Situazione al {}: {}",
        "place": "Fonte: {}",
        "file": "Fascicolo: {}",
        "alarm": "In scadenza: {}",
    },
    "en": {
        "head": "deadlines as seen on {}, until {}",
        "today": " (today)",
        "overdue": "Overdue",
        "soon": "Within {}",
        "pending": "Later",
        "not_started": "Not started yet",
        "undecided": "To be cleared up",
        "settled": "Over",
        "no_day": "no day",
        "from": "from: {}",
        "at": "{} ({})",
        "counted": "counted: {}",
        "other": "Another reading ({}): {}.",
        "nothing_owed": "nothing is owed",
        "missing": "To ask for: {}.",
        "whole": "list not complete",
        "derogated": "covered by a derogation",
        "unsure": "whether the rule applies is not certain",
        "before": "Before then: {}.",
        "none": "no deadline",
        "outcome": "In all: {}",
        "in_all": "In all, {}: {}",
        "turn": "no. {}",
        "written": "Calendar written to {}: {}",
        "one_event": "1 event",
        "events": "{} events",
        "calendar": "ADM and Spazio Neutro deadlines",
        "what": "What: {}",
        "since": "Counted from: {}",
        "day": "Day: {}",
        "moved": "Day as counted: {}; moved to {}, because of a holiday",
        "state": "As of {}: {}",
        "place": "Source: {}",
        "file": "File: {}",
        "alarm": "Falls due: {}",
    },
}
#: One and many of each state, as counted.
COUNTED: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "it": {
        "overdue": ("1 scaduta", "{} scadute"),
        "pending": ("1 in attesa", "{} in attesa"),
        "not_started": ("1 non decorsa", "{} non decorse"),
        "undecided": ("1 da chiarire", "{} da chiarire"),
        "late": ("1 in ritardo", "{} in ritardo"),
        "missed": ("1 mancata", "{} mancate"),
        "met": ("1 rispettata", "{} rispettate"),
        "lapsed": ("1 cessata", "{} cessate"),
    },
    "en": {
        "overdue": ("1 overdue", "{} overdue"),
        "pending": ("1 pending", "{} pending"),
        "not_started": ("1 not started", "{} not started"),
        "undecided": ("1 to clear up", "{} to clear up"),
        "late": ("1 late", "{} late"),
        "missed": ("1 missed", "{} missed"),
        "met": ("1 met", "{} met"),
        "lapsed": ("1 lapsed", "{} lapsed"),
    },
}
#: A state in words; {} is a number of days.
_STATES: Final[Mapping[str, Mapping[str, str]]] = {
    "it": {
        "overdue": "scaduta da {}",
        "overdue_at_least": "scaduta da almeno {}",
        "late": "adempiuta con {} di ritardo",
        "late_at_least": "adempiuta con almeno {} di ritardo",
        "missed": "mancata",
        "missed_check": "non rispettata",
        "met": "rispettata",
        "by_rollover": "rispettata, perché il giorno contato era festivo",
        "pending": "fra {}",
        "pending_today": "oggi",
        "pending_no_day": "in attesa, giorno non noto",
        "not_started": "decorre quando avviene il fatto da cui si conta",
        "undecided": "da chiarire",
        "lapsed": "non più dovuta",
        "lapsed_expiry": "cessata",
    },
    "en": {
        "overdue": "overdue by {}",
        "overdue_at_least": "overdue by at least {}",
        "late": "done {} late",
        "late_at_least": "done at least {} late",
        "missed": "missed",
        "missed_check": "not kept",
        "met": "met",
        "by_rollover": "met, because the day as counted was a holiday",
        "pending": "in {}",
        "pending_today": "today",
        "pending_no_day": "pending, day not known",
        "not_started": "runs from an event that has not happened",
        "undecided": "to be cleared up",
        "lapsed": "no longer owed",
        "lapsed_expiry": "lapsed",
    },
}


def day_text(day: date, lang: str) -> str:
    """A day in words."""
    return format_value("date", day.toordinal(), lang)


def state_text(deadline: Deadline, lang: str) -> str:
    """How a deadline stands, in a few words."""
    text = _STATES[lang][_form(deadline)]
    return text.format(count_of(deadline.days_left or deadline.days_late, "days", lang))


def _form(deadline: Deadline) -> str:
    name = deadline.state
    if name == "pending" and not deadline.days_left:
        return "pending_no_day" if deadline.days_left is None else "pending_today"
    if name in ("late", "overdue") and (
        deadline.effective is None or (name == "late" and not deadline.happened)
    ):
        return f"{name}_at_least"
    if name == "met" and deadline.by_rollover:
        return "by_rollover"
    special = f"{name}_{deadline.kind}"
    return special if special in _STATES["it"] else name


def place_text(deadline: Deadline, lang: str) -> str:
    """The place in the act, where there is one."""
    return deadline.citation.text(lang) if deadline.citation is not None else ""


def readings_text(deadline: Deadline, lang: str) -> Iterator[str]:
    """What other readings say, one sentence each."""
    for other in deadline.other_readings:
        yield WORDS[lang]["other"].format(other.text.in_language(lang), _reading(other, lang))


def _reading(other: OtherReading, lang: str) -> str:
    if other.state is None:
        return WORDS[lang]["nothing_owed"]
    one, _ = COUNTED[lang][other.state]
    name = one.removeprefix("1 ")
    return f"{day_text(other.effective, lang)}, {name}" if other.effective is not None else name

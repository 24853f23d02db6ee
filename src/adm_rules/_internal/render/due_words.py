"""The words around deadlines, in Italian and in English, for text, tables and calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from adm_rules._internal.deadlines import Deadline, OtherDeadline
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import count_of, format_value
from adm_rules._internal.values.states import DueState

WORDS: Final = Catalogue(
    {
        "head": Text("scadenze viste al {}, fino al {}", "deadlines as seen on {}, until {}"),
        "overdue": Text("Scadute", "Overdue"),
        "soon": Text("Entro {}", "Within {}"),
        "pending": Text("Più avanti", "Later"),
        "not_started": Text("Non ancora decorse", "Not started yet"),
        "undecided": Text("Da chiarire", "To be cleared up"),
        "settled": Text("Concluse", "Over"),
        "no_day": Text("senza data", "no day"),
        "from": Text("da: {}", "from: {}"),
        "at": Text("{} ({})", "{} ({})"),
        "counted": Text("contato: {}", "counted: {}"),
        "other": Text("Altra lettura ({}): {}.", "Another reading ({}): {}."),
        "nothing_owed": Text("non è dovuto", "nothing is owed"),
        "missing": Text("Da chiedere: {}.", "To ask for: {}."),
        "term": Text("Termine: {}.", "Term: {}."),
        "terms": Text("Quale termine valga non è certo: {}.", "Which term holds is not certain: {}."),
        "whole": Text("elenco non completo", "list not complete"),
        "derogated": Text("coperto da deroga", "covered by a derogation"),
        "to_judge": Text(
            "Se il ritardo sia una violazione resta da valutare.",
            "Whether the delay is a breach remains to be judged.",
        ),
        "unsure": Text("se la regola si applica non è certo", "whether the rule applies is not certain"),
        "before": Text("Prima di allora: {}.", "Before then: {}."),
        "none": Text("nessuna scadenza", "no deadline"),
        "outcome": Text("In tutto: {}", "In all: {}"),
        "in_all": Text("In tutto, {}: {}", "In all, {}: {}"),
        "turn": Text("n. {}", "no. {}"),
        "written": Text("Calendario scritto in {}: {}", "Calendar written to {}: {}"),
        "one_event": Text("1 evento", "1 event"),
        "events": Text("{} eventi", "{} events"),
        "calendar": Text("Scadenze ADM e Spazio Neutro", "ADM and Spazio Neutro deadlines"),
        "what": Text("Che cosa: {}", "What: {}"),
        "since": Text("A partire da: {}", "Counted from: {}"),
        "day": Text("Giorno: {}", "Day: {}"),
        "moved": Text(
            "Giorno contato: {}; spostato al {}, perché festivo",
            "Day as counted: {}; moved to {}, because of a holiday",
        ),
        "state": Text("Situazione al {}: {}", "As of {}: {}"),
        "place": Text("Fonte: {}", "Source: {}"),
        "file": Text("Fascicolo: {}", "File: {}"),
        "alarm": Text("In scadenza: {}", "Falls due: {}"),
    }
)


def day_text(day: date, lang: str) -> str:
    """A day in words."""
    return format_value("date", day.toordinal(), lang)


def state_text(deadline: Deadline, lang: str) -> str:
    """How a deadline stands, in a few words."""
    said = DueState(deadline.state).said
    text = said.get(_known(deadline), said[""]).in_language(lang)
    return text.format(count_of(deadline.days_left or deadline.days_late, "days", lang))


def _known(deadline: Deadline) -> str:
    """What more is known of its day, or of what is due."""
    if deadline.state == "pending" and not deadline.days_left:
        return "no_day" if deadline.days_left is None else "today"
    if deadline.may_have_happened:
        return "perhaps_late"
    if deadline.effective is None or (deadline.state == "late" and not deadline.happened):
        return "at_least"
    return "by_rollover" if deadline.state == "met" and deadline.by_rollover else deadline.kind


def place_text(deadline: Deadline, lang: str) -> str:
    """The place in the act, where there is one."""
    return deadline.citation.text(lang) if deadline.citation is not None else ""


def term_text(deadline: Deadline, lang: str) -> str:
    """Which term took the place of the ordinary one, or which may be in force; empty where there is one only."""
    words = WORDS.in_language(lang)
    if deadline.term is not None:
        return words["term"].format(deadline.term.in_language(lang))
    said = [
        words["at"].format(
            each.title.in_language(lang), day_text(each.day, lang) if each.day else words["no_day"]
        )
        for each in deadline.possible_terms
    ]
    return words["terms"].format("; ".join(said)) if said else ""


def readings_text(deadline: Deadline, lang: str) -> Iterator[str]:
    """What other readings say, one sentence each."""
    for other in deadline.other_readings:
        yield WORDS.in_language(lang)["other"].format(other.text.in_language(lang), _reading(other, lang))


def _reading(other: OtherDeadline, lang: str) -> str:
    if other.state is None:
        return WORDS.in_language(lang)["nothing_owed"]
    state = DueState(other.state)
    late = count_of(other.days_late, "days", lang)
    perhaps = state.said["perhaps_late"].in_language(lang).format(late) if other.may_have_happened else None
    name = perhaps or state.counted.noun(1, lang)
    return f"{day_text(other.effective, lang)}, {name}" if other.effective is not None else name

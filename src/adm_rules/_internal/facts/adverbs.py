"""When a fact is asked, in words: what is put behind its label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.rules import FactRef, Operand, When
from adm_rules._internal.texts import Text

#: Days that are said in words of their own.
_DAYS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "judgement_day": Text("nel giorno della verifica", "on the day of the check"),
        "requested_on": Text("alla data della richiesta", "on the day of the request"),
        "start": Text("all'avvio dell'intervento", "at the start of the intervention"),
        "started_on": Text("nel giorno registrato di avvio", "on the recorded day of the start"),
        "first_session_on": Text("nel giorno del primo accesso", "on the day of the first session"),
        "contact_day": Text(
            "all'avvio o, se manca, nel giorno della verifica",
            "at the start or, failing that, on the day of the check",
        ),
        "last_day": Text(
            "nell'ultimo giorno considerato dell'intervento", "on the last day considered of the intervention"
        ),
        "session_day": Text("nel giorno dell'accesso", "on the day of the session"),
        "met_on": Text("nel giorno dell'incontro", "on the day of the meeting"),
        "drafted_on": Text("alla stesura del progetto", "when the plan is drafted"),
        "enrolled_by_day": Text("all'iscrizione", "on enrolment"),
        "term_start": Text("all'inizio del periodo di voucher", "when the voucher term starts"),
        "submitted_on": Text("alla consegna della relazione", "when the report is handed in"),
        "chosen_by_day": Text("alla scelta dell'agenzia", "when the agency is chosen"),
        "fostered_from": Text("all'inizio dell'affido", "when the foster care starts"),
    }
)
_GIVEN: Final = Text("nel giorno indicato", "on the given day")
_EVER: Final = Text("fino al giorno della verifica", "up to the day of the check")
_SPAN: Final = Text("nel periodo considerato", "in the period in question")


def when_said(registry: Registry, fact: Fact, when: When | None) -> Text | None:
    """The time at which a fact is asked; None of a fact that is asked at none, or without one."""
    if not fact.asked or (when is None and not fact.settled):
        return None
    if when is None:
        return _day(registry, FactRef(fact.settled))
    if when.of == "span":
        return _SPAN
    if when.of:
        label = registry.subjects[when.of].label
        return Text(f"nel periodo di: {label.it}", f"in the period of the {label.en}")
    if when.first is not None and when.first == when.last:
        return _day(registry, when.first)
    return _interval(registry, when) if when.days() else _EVER


def _interval(registry: Registry, when: When) -> Text:
    first, last = (None if day is None else _label(registry, day) for day in (when.first, when.last))
    since = Text(f"da: {first.it}", f"from: {first.en}") if first else None
    until = Text(f"fino a: {last.it}", f"up to: {last.en}") if last else None
    return _joined(since, until)


def _joined(*parts: Text | None) -> Text:
    said = [part for part in parts if part is not None]
    return Text.of(lambda lang: ", ".join(part.in_language(lang) for part in said))


def _day(registry: Registry, day: Operand) -> Text:
    """On a day: in its own words, or by its label."""
    name = day.name if isinstance(day, FactRef) else ""
    if name in _DAYS:
        return _DAYS[name]
    if name not in registry.facts:
        return _GIVEN
    label = registry.facts[name].label
    return Text(f"nel giorno di: {label.it}", f"on the day of: {label.en}")


def _label(registry: Registry, day: Operand) -> Text:
    name = day.name if isinstance(day, FactRef) else ""
    return registry.facts[name].label if name in registry.facts else Text("giorno indicato", "given day")


def told(registry: Registry, fact: Fact, when: When | None) -> Fact:
    """A fact as it is told where it is asked: its label says when."""
    said = when_said(registry, fact, when)
    return fact if said is None else replace(fact, label=_joined(fact.label, said))

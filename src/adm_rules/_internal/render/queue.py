"""A queue as text for a terminal and as CSV: of a case nothing but its id and the name of the element is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Clause, Explanation, Prose, Section
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.ordering import Place, Queue, Standing
from adm_rules._internal.render.layout import glued
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.prose import sections_text
from adm_rules._internal.render.words import name_text
from adm_rules._internal.rules import Regulation
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import plural

_WORDS: Final = Catalogue(
    {
        "on": Text("ordine al {}", "order on {}"),
        "criterion": Text("criterio {}: {}", "criterion {}: {}"),
        Standing.QUEUED: Text("In lista", "In the queue"),
        Standing.POSSIBLE: Text(
            "Forse in lista (la posizione vale se lo è)", "Perhaps in the queue (the position holds if so)"
        ),
        Standing.OUTSIDE: Text("Non in lista", "Not in the queue"),
        "unseen": Text(
            "Elenchi non completi: altri elementi possono precedere",
            "Lists that are not complete: other elements may come first",
        ),
        "lacks": Text("{}: manca {}", "{}: missing {}"),
        "open": Text("{} o oltre", "{} or later"),
        "range": Text("{}-{}", "{}-{}"),
        "tied": Text("a pari posizione con {}", "equal to {}"),
        "one_other": Text("un'altra", "one other"),
        "others": Text("altre {}", "{} others"),
        "nobody": Text("Nessun elemento da ordinare.", "Nothing to rank."),
        "note": Text(
            "L'ordine non esclude nessuno: dice solo chi viene prima.",
            "The order leaves nobody out: it only says who comes first.",
        ),
    }
)
COLUMNS: Final = (
    "standing",
    "lowest",
    "highest",
    "tied",
    "case",
    "subject",
    "element",
    "id",
    "reasons",
    "why",
)


class QueuePen(Pen):
    """What the order goes by, then each element with its position and the reason of each step."""

    wording = _WORDS

    def told(self, queue: Queue, _name: str | None, rules: RuleSet | None) -> Iterator[str]:
        """The queue, line by line."""
        yield self.seen(f"{queue.rules} {queue.version}", "on", queue.on)
        cites = queue.citation.text(self.lang)
        yield from self.dotted(
            ("title", self.say(queue.title)), ("cite", cites), ("dim", queue.order), first="", rest="  "
        )
        yield ""
        if rules is not None:
            told = [self._criteria(queue, rules.regulation)]
            yield sections_text(told, width=self.width, style=self.style)
        if not queue.places:
            yield from ("", self.words["nobody"])
        for standing in Standing:
            yield from self._group(standing, queue.standing(standing))
        if queue.unseen:
            yield from ("", self.style("subject", self.words["unseen"]))
        for each in queue.unseen:
            lists = ", ".join(self.say(missing.text) for missing in each.missing)
            text = self.words["lacks"].format(each.case, lists)
            yield from self.put("text", text, at=2)
        yield ""
        yield from self.write([("dim", self.words["note"])])

    def _criteria(self, queue: Queue, regulation: Regulation) -> Section:
        order = next(each for each in regulation.orders if each.id == queue.order)
        told = Explanation(Prose(vocabulary(regulation), self.lang, regulation), regulation)
        section = told.steps(order)
        numbered = (
            Clause(self.words["criterion"].format(n, clause.text), clause.parts)
            for n, clause in enumerate(section.clauses, start=1)
        )
        return Section(section.heading, tuple(numbered))

    def _group(self, standing: Standing, places: Sequence[Place]) -> Iterator[str]:
        if not places:
            return
        yield from ("", self.style("subject", self.words[standing]))
        margin = max(len(self._position(place)) for place in places)
        for place in places:
            yield from self._place(place, margin)

    def _place(self, place: Place, margin: int) -> Iterator[str]:
        indent = " " * (margin + 4)
        position = f"  {self._position(place).rjust(margin)}  " if margin else "  "
        subject = self.say(registry().subjects[place.subject].label)
        name = name_text(place.element, self.lang)
        others = plural(place.tied, self.words["one_other"], self.words["others"]).format(place.tied)
        yield from self.dotted(
            ("title", place.case),
            ("text", glued(f"{subject} {name}".strip())),
            ("strong", self.words["tied"].format(others) if place.tied else ""),
            first=position,
            rest=indent,
        )
        for text in (*(each.text for each in place.reasons), *([place.why] if place.why else ())):
            yield from self.write([("dim", self.say(text))], first=indent, rest=indent + "  ")

    def _position(self, place: Place) -> str:
        if place.lowest is None:
            return ""
        if place.highest is None:
            return self.words["open"].format(place.lowest)
        if place.lowest == place.highest:
            return str(place.lowest)
        return self.words["range"].format(place.lowest, place.highest)


def rows(queue: Queue, _name: str | None, lang: str) -> Iterator[Iterator[object]]:
    """One row for each element; texts in one language, ``highest`` empty where there is no end."""
    return (_cells(place, lang) for place in queue.places)


def _cells(place: Place, lang: str) -> Iterator[object]:
    yield from (place.standing.value, place.lowest, place.highest, place.tied)
    yield from (place.case, place.subject, place.element, place.id)
    yield "; ".join(each.text.in_language(lang) for each in place.reasons)
    yield place.why.in_language(lang) if place.why is not None else None

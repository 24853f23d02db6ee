"""A queue as text for a terminal and as CSV: of a case nothing but its id and the name of the element is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Clause, Explanation, Prose, Section
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.ordering import Place, Queue, Standing
from adm_rules._internal.render.layout import GLUE, Piece, glued
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.prose import sections_text
from adm_rules._internal.render.words import name_text
from adm_rules._internal.rules import Regulation
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_value, plural

_WORDS: Final = Catalogue(
    {
        "on": Text("ordine al {}", "order on {}"),
        "today": Text(" (oggi)", " (today)"),
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

    def told(self, queue: Queue, _name: str | None, rules: RuleSet) -> Iterator[str]:
        """The queue, line by line."""
        day = format_value("date", to_day(queue.on), self.lang) + (
            self.words["today"] if self.page.today else ""
        )
        yield self.style("dim", f"{queue.rules} {queue.version} · {self.words['on'].format(day)}")
        pieces: list[Piece] = [
            ("title", queue.title.in_language(self.lang)),
            ("cite", f" ·{GLUE}{glued(queue.citation.text(self.lang))}"),
            ("dim", f" ·{GLUE}{queue.order}"),
        ]
        yield from self.write(pieces, rest="  ")
        yield ""
        yield sections_text([self._criteria(queue, rules.regulation)], width=self.width, style=self.style)
        if not queue.places:
            yield from ("", self.words["nobody"])
        for standing in Standing:
            yield from self._group(standing, queue.standing(standing))
        if queue.unseen:
            yield from ("", self.style("subject", self.words["unseen"]))
        for each in queue.unseen:
            lists = ", ".join(missing.text.in_language(self.lang) for missing in each.missing)
            text = self.words["lacks"].format(each.case, lists)
            yield from self.write([("text", text)], first="  ", rest="    ")
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
        subject = registry().subjects[place.subject].label.in_language(self.lang)
        name = name_text(place.element, self.lang)
        pieces: list[Piece] = [
            ("title", place.case),
            ("text", f" ·{GLUE}{glued(f'{subject} {name}'.strip())}"),
        ]
        if place.tied:
            others = plural(place.tied, self.words["one_other"], self.words["others"]).format(place.tied)
            pieces.append(("strong", f" ·{GLUE}{self.words['tied'].format(others)}"))
        yield from self.write(pieces, first=position, rest=indent)
        for text in (*(each.text for each in place.reasons), *([place.why] if place.why else ())):
            yield from self.write([("dim", text.in_language(self.lang))], first=indent, rest=indent + "  ")

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

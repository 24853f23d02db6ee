"""A queue as text for a terminal and as CSV: of a case nothing but its id and the name of the element is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules.calendar import to_day
from adm_rules.explain import Clause, Explanation, Prose, Section
from adm_rules.facts import registry
from adm_rules.ordering import Place, Queue, Standing
from adm_rules.quantities import format_value, plural
from adm_rules.render.layout import GLUE, Piece, Style, fitted, glued, plain, wrapped
from adm_rules.render.prose import sections_text
from adm_rules.render.table import table
from adm_rules.render.words import name_text
from adm_rules.rules import Regulation

_WORDS: Final = {
    "it": {
        "on": "ordine al {}",
        "today": " (oggi)",
        "criterion": "criterio {}: {}",
        Standing.QUEUED: "In lista",
        Standing.POSSIBLE: "Forse in lista (la posizione vale se lo è)",
        Standing.OUTSIDE: "Non in lista",
        "unseen": "Elenchi non completi: altri elementi possono precedere",
        "lacks": "{}: manca {}",
        "open": "{} o oltre",
        "range": "{}-{}",
        "tied": "a pari posizione con {}",
        "other": ("un'altra", "altre {}"),
        "nobody": "Nessun elemento da ordinare.",
        "note": "L'ordine non esclude nessuno: dice solo chi viene prima.",
    },
    "en": {
        "on": "order on {}",
        "today": " (today)",
        "criterion": "criterion {}: {}",
        Standing.QUEUED: "In the queue",
        Standing.POSSIBLE: "Perhaps in the queue (the position holds if so)",
        Standing.OUTSIDE: "Not in the queue",
        "unseen": "Lists that are not complete: other elements may come first",
        "lacks": "{}: missing {}",
        "open": "{} or later",
        "range": "{}-{}",
        "tied": "equal to {}",
        "other": ("one other", "{} others"),
        "nobody": "Nothing to rank.",
        "note": "The order leaves nobody out: it only says who comes first.",
    },
}
_HEAD: Final = ("standing", "lowest", "highest", "tied", "case", "subject", "element", "id", "reasons", "why")


def queue_text(
    queue: Queue,
    regulation: Regulation,
    *,
    lang: str = "it",
    width: int = 80,
    today: bool = False,
    style: Style = plain,
) -> str:
    """The queue to read: what it goes by, then each element with its position and the reason of each step."""
    return "\n".join(_Pen(lang, fitted(width), style).queue(queue, regulation, today=today))


class _Pen:
    """Writes the parts of a queue in one language, width and style."""

    def __init__(self, lang: str, width: int, style: Style) -> None:
        self.lang = lang
        self.width = width
        self.style = style
        self.words = _WORDS[lang]

    def queue(self, queue: Queue, regulation: Regulation, *, today: bool) -> Iterator[str]:
        day = format_value("date", to_day(queue.on), self.lang) + (self._word("today") if today else "")
        yield self.style("dim", f"{queue.rules} {queue.version} · {self._word('on').format(day)}")
        pieces: list[Piece] = [
            ("title", queue.title.in_language(self.lang)),
            ("cite", f" ·{GLUE}{glued(queue.citation.text(self.lang))}"),
            ("dim", f" ·{GLUE}{queue.order}"),
        ]
        yield from self._wrapped(pieces, rest="  ")
        yield ""
        yield sections_text([self._criteria(queue, regulation)], width=self.width, style=self.style)
        if not queue.places:
            yield from ("", self._word("nobody"))
        for standing in Standing:
            yield from self._group(standing, queue.standing(standing))
        if queue.unseen:
            yield from ("", self.style("subject", self._word("unseen")))
        for each in queue.unseen:
            lists = ", ".join(missing.text.in_language(self.lang) for missing in each.missing)
            text = self._word("lacks").format(each.case, lists)
            yield from self._wrapped([("text", text)], first="  ", rest="    ")
        yield ""
        yield from self._wrapped([("dim", self._word("note"))])

    def _criteria(self, queue: Queue, regulation: Regulation) -> Section:
        order = next(each for each in regulation.orders if each.id == queue.order)
        told = Explanation(Prose(registry(), self.lang, regulation), regulation)
        section = told.steps(order)
        numbered = (
            Clause(self._word("criterion").format(n, clause.text), clause.parts)
            for n, clause in enumerate(section.clauses, start=1)
        )
        return Section(section.heading, tuple(numbered))

    def _group(self, standing: Standing, places: Sequence[Place]) -> Iterator[str]:
        if not places:
            return
        yield from ("", self.style("subject", self._word(standing)))
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
            one, many = self.words["other"]
            others = plural(place.tied, one, many).format(place.tied)
            pieces.append(("strong", f" ·{GLUE}{self._word('tied').format(others)}"))
        yield from self._wrapped(pieces, first=position, rest=indent)
        for text in (*(each.text for each in place.reasons), *([place.why] if place.why else ())):
            yield from self._wrapped([("dim", text.in_language(self.lang))], first=indent, rest=indent + "  ")

    def _position(self, place: Place) -> str:
        if place.lowest is None:
            return ""
        if place.highest is None:
            return self._word("open").format(place.lowest)
        if place.lowest == place.highest:
            return str(place.lowest)
        return self._word("range").format(place.lowest, place.highest)

    def _word(self, name: str) -> str:
        return str(self.words[name])

    def _wrapped(self, pieces: Sequence[Piece], *, first: str = "", rest: str = "") -> Iterator[str]:
        return wrapped(pieces, self.width, first=first, rest=rest, style=self.style)


def queue_csv(queue: Queue, lang: str = "it") -> str:
    """One row for each element; texts in one language, ``highest`` empty where there is no end."""
    return table(_HEAD, (_cells(place, lang) for place in queue.places))


def _cells(place: Place, lang: str) -> Iterator[object]:
    yield from (place.standing.value, place.lowest, place.highest, place.tied)
    yield from (place.case, place.subject, place.element, place.id)
    yield "; ".join(each.text.in_language(lang) for each in place.reasons)
    yield place.why.in_language(lang) if place.why is not None else None

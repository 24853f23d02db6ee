"""Deadlines as text for a terminal, as JSON and as a CSV table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from adm_rules.deadlines import STATES, Deadline
from adm_rules.facts import registry
from adm_rules.quantities import count_of
from adm_rules.render.due_words import (
    COUNTED,
    WORDS,
    day_text,
    place_text,
    readings_text,
    state_text,
)
from adm_rules.render.layout import GLUE, Pen, Piece, Style, glued, plain
from adm_rules.render.table import table
from adm_rules.render.words import name_text

#: Days ahead that stand under a heading of their own.
SOON: Final = 30
_GROUPS: Final = ("overdue", "soon", "pending", "not_started", "undecided", "settled")
#: A sign and a role (for colours) for each state, so that colour is never the only difference.
_SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    "overdue": ("✗", "error"),
    "pending": ("…", "pending"),
    "not_started": ("–", "dim"),
    "undecided": ("?", "undecided"),
    "late": ("▲", "warning"),
    "missed": ("✗", "warning"),
    "met": ("✓", "complies"),
    "lapsed": ("–", "dim"),
}
COLUMNS: Final = (
    *("file", "root", "root_id", "subject", "subject_id", "rule", "kind", "title", "what", "fact"),
    *("state", "applies", "derogated", "by_rollover", "anchor", "anchor_day", "nominal", "effective"),
    *("happened", "days_late", "days_left", "instance", "severity", "citation", "norms"),
    *("other_readings", "missing", "before"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The deadlines of one file, by the name of the file; ``pseudonym`` is what a calendar calls it."""

    name: str
    deadlines: tuple[Deadline, ...]
    pseudonym: str | None = None


# --- text -------------------------------------------------------------------------------------------------------------


def due_head_text(
    rules: str, on: date, until: date, lang: str = "it", *, today: bool = False, style: Style = plain
) -> str:
    """By which rules, as seen on which day, and how far ahead; ``today``: nobody named the day."""
    words = WORDS.in_language(lang)
    text = words["head"].format(day_text(on, lang) + (words["today"] if today else ""), day_text(until, lang))
    return style("dim", f"{rules} · {text}")


def due_text(found: Found, lang: str = "it", width: int = 80, style: Style = plain) -> str:
    """The deadlines of one file: what is overdue, what comes soon, later, what has not started, what is not clear."""
    pen = _Pen(lang, width, style)
    lines = list(pen.heading(found))
    for group in _GROUPS:
        inside = [each for each in found.deadlines if _group(each) == group]
        if inside:
            lines += ["", *pen.group(group, inside)]
    text = WORDS.in_language(lang)["outcome"].format(due_counts(found.deadlines, lang))
    return "\n".join([*lines, "", *pen.write([("strong", text)], rest="  ")])


def due_total_text(deadlines: Sequence[Deadline], files: str, lang: str = "it", style: Style = plain) -> str:
    """How many there are of each state over several files; ``files`` says how many of those."""
    return style("strong", WORDS.in_language(lang)["in_all"].format(files, due_counts(deadlines, lang)))


def due_counts(deadlines: Iterable[Deadline], lang: str) -> str:
    """How many there are of each state: ``2 scadute, 5 in attesa``."""
    count = Counter(each.state for each in deadlines)
    texts = (COUNTED[state].text(count[state], lang) for state in STATES if count[state])
    return ", ".join(texts) or WORDS.in_language(lang)["none"]


def _group(deadline: Deadline) -> str:
    if deadline.settled:
        return "settled"
    if deadline.applies is None:
        return "undecided"
    if deadline.state == "pending" and deadline.days_left is not None and deadline.days_left <= SOON:
        return "soon"
    return deadline.state


class _Pen(Pen):
    """Writes the deadlines of a file in one language, width and style."""

    wording = WORDS

    def heading(self, found: Found) -> Iterator[str]:
        name = found.name if found.pseudonym is None else f"{found.name} · {found.pseudonym}"
        yield from self.write([("file", name)])
        yield self.style("file", "─" * min(len(name), self.width))

    def group(self, group: str, deadlines: Iterable[Deadline]) -> Iterator[str]:
        yield self.style("subject", self.words[group].format(count_of(SOON, "days", self.lang)))
        for each in deadlines:
            yield from self.deadline(each)

    def deadline(self, each: Deadline) -> Iterator[str]:
        """A line with the day, how it stands, what it is and where in the act; below it whom and what it is about."""
        sign, role = _SIGNS[each.state]
        day = self.words["no_day"] if each.effective is None else day_text(each.effective, self.lang)
        pieces: list[Piece] = [
            (role, f"{sign} {glued(day)}"),
            (role, f" ·{GLUE}{state_text(each, self.lang)}"),
            ("title", f" ·{GLUE}{each.title.in_language(self.lang)}"),
            ("cite", f" ·{GLUE}{glued(place_text(each, self.lang))}" if each.citation else ""),
            ("dim", f" ·{GLUE}{each.rule}" if each.rule else ""),
        ]
        yield from self.write(pieces, first="  ", rest="    ")
        for role, text in (("text", self._about(each)), *self._notes(each)):
            yield from self.write([(role, text)], first="    ", rest="      ")

    def _about(self, each: Deadline) -> str:
        label = registry().subjects[each.subject].label.in_language(self.lang)
        name = name_text(each.subject_id, self.lang) or self.words["whole"]
        about = f"{label[:1].upper()}{label[1:]} {name}"
        if each.kind != "expiry":  # a validity's own title says what ends
            about += f": {each.what.in_language(self.lang)}"
        if each.instance > 1:
            about += f", {self.words['turn'].format(each.instance)}"
        parts = [about]
        if each.anchor is not None:
            start = each.anchor.label.in_language(self.lang)
            day = each.anchor.day
            text = start if day is None else self.words["at"].format(start, glued(day_text(day, self.lang)))
            parts.append(self.words["from"].format(text))
        if each.nominal is not None and each.nominal != each.effective:
            parts.append(self.words["counted"].format(glued(day_text(each.nominal, self.lang))))
        return "; ".join(parts)

    def _notes(self, each: Deadline) -> Iterator[Piece]:
        """What else there is to know, each on lines of its own."""
        if each.derogated:
            yield "derogated", self.words["derogated"][:1].upper() + self.words["derogated"][1:] + "."
        if each.applies is None and each.state != "undecided":
            yield "undecided", self.words["unsure"][:1].upper() + self.words["unsure"][1:] + "."
        if each.missing:
            asked = "; ".join(dict.fromkeys(item.text.in_language(self.lang) for item in each.missing))
            yield "text", self.words["missing"].format(asked)
        for text in readings_text(each, self.lang):
            yield "dim", text
        if each.before is not None:
            yield "dim", self.words["before"].format(each.before.in_language(self.lang))


# --- data -------------------------------------------------------------------------------------------------------------


def due_json(found: Sequence[Found], head: Mapping[str, Any], *, one: bool) -> str:
    """Deadlines as JSON: one object for one file, a list of objects that name their files for several."""
    objects = [
        {**({} if one else {"file": each.name}), **head, "deadlines": [d.to_dict() for d in each.deadlines]}
        for each in found
    ]
    return json.dumps(objects[0] if one else objects, ensure_ascii=False, indent=2)


def due_csv(found: Iterable[Found], lang: str) -> str:
    """Deadlines as one CSV table."""
    return table(COLUMNS, (_row(each.name, deadline, lang) for each in found for deadline in each.deadlines))


def _row(file: str, each: Deadline, lang: str) -> Iterator[object]:
    anchor = each.anchor
    special: Mapping[str, Any] = {
        "file": file,
        "anchor": anchor.label.in_language(lang) if anchor else None,
        "anchor_day": anchor.day if anchor else None,
        "citation": place_text(each, lang),
        "norms": " ".join(each.norms),
        "other_readings": " ".join(readings_text(each, lang)),
        "missing": "; ".join(item.text.in_language(lang) for item in each.missing),
        "title": each.title.in_language(lang),
        "what": each.what.in_language(lang),
        "before": each.before.in_language(lang) if each.before else None,
    }
    for column in COLUMNS:
        value = special[column] if column in special else getattr(each, column)
        yield str(value).lower() if isinstance(value, bool) else value

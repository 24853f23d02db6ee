"""Deadlines as text for a terminal, as JSON and as a CSV table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

from adm_rules._internal.deadlines import Deadline, DueList
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.render.due_words import (
    WORDS,
    day_text,
    place_text,
    readings_text,
    state_text,
    term_text,
)
from adm_rules._internal.render.layout import Piece
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.render.roles import marked
from adm_rules._internal.render.words import files_text, name_text
from adm_rules._internal.values import count_of
from adm_rules._internal.values.states import DueState

#: Days ahead that stand under a heading of their own.
SOON: Final = 30
_GROUPS: Final = ("overdue", "soon", "pending", "not_started", "undecided", "settled")
COLUMNS: Final = (
    *("file", "root", "root_id", "subject", "subject_id", "rule", "kind", "title", "what", "fact"),
    *("state", "applies", "derogated", "by_rollover", "anchor", "anchor_day", "nominal", "effective"),
    *(
        "happened",
        "days_late",
        "may_have_happened",
        "days_left",
        "instance",
        "severity",
        "to_judge",
        "citation",
        "norms",
    ),
    *("other_readings", "missing", "before", "term"),
)


def due_counts(count: Counter[str], lang: str) -> str:
    """How many there are of each state: ``2 scadute, 5 in attesa``."""
    texts = (state.counted.text(count[state], lang) for state in DueState if count[state])
    return ", ".join(texts) or WORDS.in_language(lang)["none"]


def _group(deadline: Deadline) -> str:
    if deadline.settled:
        return "settled"
    if deadline.applies is None:
        return "undecided"
    if deadline.state == "pending" and deadline.days_left is not None and deadline.days_left <= SOON:
        return "soon"
    return deadline.state


class DuePen(Pen):
    """What is overdue, what comes soon, later, what has not started, what is not clear; in the end of all files."""

    wording = WORDS

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.states: Counter[str] = Counter()

    def head(self, answers: Answers[DueList]) -> Iterator[str]:
        """By which rules, as seen on which day, and how far ahead."""
        rules = cast("RuleSet", answers.rules).regulation
        on, until = cast("tuple[date, date]", (answers.on, answers.until))
        text = self.words["head"].format(self.as_of(on), day_text(until, self.lang))
        yield self.style("dim", f"{rules.id} {rules.version} · {text}")

    def told(self, found: DueList, name: str | None, _rules: object) -> Iterator[str]:
        """The deadlines of one file, line by line."""
        yield from self.heading(" · ".join(filter(None, (str(name), found.pseudonym))))
        for group in _GROUPS:
            inside = [each for each in found.deadlines if _group(each) == group]
            if inside:
                yield ""
                yield from self._grouped(group, inside)
        yield ""
        count = Counter(each.state for each in found.deadlines)
        self.states += count
        yield from self.put("strong", self.words["outcome"].format(due_counts(count, self.lang)), at=0)

    def tail(self, answers: Answers[DueList]) -> Iterator[str]:
        """How many there are of each state over several files."""
        if answers.files > 1:
            files = files_text(answers.files, answers.unread(), self.lang)
            text = self.words["in_all"].format(files, due_counts(self.states, self.lang))
            yield "\n" + self.style("strong", text)

    def _grouped(self, group: str, deadlines: Iterable[Deadline]) -> Iterator[str]:
        yield self.style("subject", self.words[group].format(count_of(SOON, "days", self.lang)))
        for each in deadlines:
            yield from self._deadline(each)

    def _deadline(self, each: Deadline) -> Iterator[str]:
        """A line with the day, how it stands, what it is and where in the act; below it whom and what it is about."""
        role = DueState(each.state).role
        day = self.words["no_day"] if each.effective is None else self.day(each.effective)
        yield from self.dotted(
            (role, marked(role, day)),
            (role, state_text(each, self.lang)),
            ("title", self.say(each.title)),
            ("cite", place_text(each, self.lang) if each.citation else ""),
            ("dim", each.rule or ""),
        )
        for role, text in (("text", self._about(each)), *self._notes(each)):
            yield from self.put(role, text)

    def _about(self, each: Deadline) -> str:
        label = self.say(registry().subjects[each.subject].label)
        name = name_text(each.subject_id, self.lang, each.subject) or self.words["whole"]
        about = f"{label[:1].upper()}{label[1:]} {name}"
        if each.kind != "expiry":  # a validity's own title says what ends
            about += f": {self.say(each.what)}"
        if each.instance > 1:
            about += f", {self.words['turn'].format(each.instance)}"
        parts = [about]
        if each.anchor is not None:
            start = self.say(each.anchor.label)
            day = each.anchor.day
            text = start if day is None else self.words["at"].format(start, self.day(day))
            parts.append(self.words["from"].format(text))
        if each.nominal is not None and each.nominal != each.effective:
            parts.append(self.words["counted"].format(self.day(each.nominal)))
        return "; ".join(parts)

    def _notes(self, each: Deadline) -> Iterator[Piece]:
        """What else there is to know, each on lines of its own."""
        if each.derogated:
            yield "derogated", self.words["derogated"][:1].upper() + self.words["derogated"][1:] + "."
        if each.to_judge and each.is_overdue:
            yield "to_judge", self.words["to_judge"]
        if each.applies is None and each.state != "undecided":
            yield "undecided", self.words["unsure"][:1].upper() + self.words["unsure"][1:] + "."
        term = term_text(each, self.lang)
        if term:
            yield "text", term
        if each.missing:
            asked = "; ".join(dict.fromkeys(self.say(item.text) for item in each.missing))
            yield "text", self.words["missing"].format(asked)
        for text in readings_text(each, self.lang):
            yield "dim", text
        if each.before is not None:
            yield "dim", self.words["before"].format(self.say(each.before))


def rows(found: DueList, name: str | None, lang: str) -> Iterator[Iterator[object]]:
    """One row for each deadline."""
    return (_row(name, deadline, lang) for deadline in found.deadlines)


def _row(file: str | None, each: Deadline, lang: str) -> Iterator[object]:
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
        "term": term_text(each, lang) or None,
    }
    for column in COLUMNS:
        yield special[column] if column in special else getattr(each, column)

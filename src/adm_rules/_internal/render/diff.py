"""Two versions of a rule set, compared: as text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from adm_rules._internal.loader.pins import flow
from adm_rules._internal.money.statement.shapes import FAMILY
from adm_rules._internal.names import label
from adm_rules._internal.render.diff_words import DIRECTIONS, HOWS, KINDS, LEVELS, WORDS, called
from adm_rules._internal.render.layout import glued
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.render.words import files_text
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.shapes import (
    Band,
    DiffWay,
    DiffWitness,
    PeopleMoved,
    RuleEffect,
    RulesDiff,
    RuleSetChange,
)
from adm_rules._internal.texts import Catalogue, Text

#: The role of a line by its sign: what came, what went, what is proved.
_SIGNS: Final = {"+": "complies", "-": "error", "=": "dim"}
#: How many names of examples, and lines of a change, are told.
_NAMED: Final = 3


class DiffPen(Pen):
    """What changed in words, what it does to each rule, whom it touches, and the version that it asks for."""

    wording = WORDS

    def told(self, diff: RulesDiff, _name: str | None, _rules: object) -> Iterator[str]:
        """One rule set, line by line."""
        yield from self.dotted(
            ("strong", f"{diff.rules} {diff.old_version or '–'} → {diff.new_version or '–'}"),
            ("text", self.summary(diff)),
            ("dim", self.words["on"].format(self.day(diff.on))),
            first="",
            rest="  ",
        )
        effects = {effect.rule: effect for effect in diff.effects}
        for change in diff.changes:
            yield ""
            yield from self._change(change)
            if change.kind == "rule" and change.name in effects:
                yield from self._effect(effects.pop(change.name), diff)
        for effect in effects.values():
            yield ""
            yield from self.dotted(
                ("title", effect.rule), ("text", self.say(effect.title)), first="", rest="  "
            )
            yield from self._effect(effect, diff)
        for people in diff.people:
            yield from ("", *self._people(people))
        yield from ("", *self._version(diff))

    def summary(self, diff: RulesDiff) -> str:
        """How much changed, and in which direction."""
        if not diff.changes and not diff.effects:
            return self.words["nothing"]
        counted = [KINDS[kind].text(number, self.lang) for kind, number in sorted(diff.counts().items())]
        touched = self.words["touched"].format(diff.touched, diff.of)
        direction = [self.say(DIRECTIONS[diff.direction])] if diff.effects else []
        return " · ".join([", ".join(counted) or self.words["nothing"], touched, *direction])

    def _change(self, change: RuleSetChange) -> Iterator[str]:
        was = self.words["was"].format(change.was) if change.was is not None else ""
        yield from self.dotted(
            ("title", called(change)), ("text", self.say(change.title)), ("dim", self.say(HOWS[change.how])),
            ("dim", was), first="", rest="  ",
        )  # fmt: skip
        if change.now is not None:
            yield from self.put("text", self.say(change.now), at=2)
        part = None
        for line in change.lines:
            if line.part != part and self.say(line.part):
                yield from self.put("dim", self.say(line.part), at=2)
            part = line.part
            role = _SIGNS[line.sign]
            yield from self.put(role, f"{line.sign} {self.say(line.text).strip()}", at=3)

    def _effect(self, effect: RuleEffect, diff: RulesDiff) -> Iterator[str]:
        via = [name for name in effect.via if name != effect.rule]
        role = "warning" if effect.direction in (DiffWay.STRICTER, DiffWay.CROSSING) else "strong"
        yield from self.dotted(
            (role, self.say(DIRECTIONS[effect.direction])),
            ("text", self.words["ahead"].format(self.day(diff.on)) if effect.ahead else ""),
            ("dim", self.words["via"].format(", ".join(via)) if via else ""),
        )
        for sentence in self.proofs(effect, diff):
            yield from self.put("dim", sentence, at=4)
        for witness in effect.witnesses[:_NAMED]:
            yield from self.put("text", f"{self.witness(witness)}: {self.move(witness)}", at=4)
            if witness.file is not None:
                yield from self.put("dim", self.words["least"].format(flow(witness.file)), at=6)
        if effect.flips:
            flips = ", ".join(f"{self._moves(move)} {n}" for move, n in effect.flips.items())
            yield from self.put("text", self.words["flips"].format(flips), at=4)
        if effect.failing:
            yield from self.put("warning", self.failing(effect), at=4)

    def proofs(self, effect: RuleEffect, diff: RulesDiff) -> Iterator[str]:
        """What is proved of a rule, or on how many files it was compared instead."""
        for name in effect.proved:
            yield self.words[name]
        if "equal" not in effect.proved:
            yield self.words["tried" if effect.proved else "no_proof"].format(effect.tried)
            if not diff.proof:
                yield self.words["no_solver"]
        if effect.obstacle is not None:
            yield self.words["obstacle"].format(effect.obstacle)

    def failing(self, effect: RuleEffect) -> str:
        """The examples that no longer come out."""
        named, more = ", ".join(effect.failing[:_NAMED]), len(effect.failing) - _NAMED
        told = self.words["and_more"].format(named, more) if more > 0 else named
        return self.words["failing"].format(len(effect.failing), effect.examples, told)

    def witness(self, witness: DiffWitness) -> str:
        """The file that shows a difference."""
        told = [f"{self.words['witness'].format(witness.example)} ({witness.subject_id})"]
        for key, value in witness.changed.items():
            told.append(
                self.words["without"].format(key)
                if value is None
                else self.words["with"].format(f"`{key}: {value}`")
            )
        if witness.days:
            told.append(self.words["moved"].format(witness.days, self.day(witness.on)))
        return ", ".join(told)

    def move(self, witness: DiffWitness) -> str:
        """The verdict before and after."""
        if witness.before == witness.after:
            return self.words["same_reading"].format(self._verdict(witness.before))
        return f"{self._verdict(witness.before)} → {self._verdict(witness.after)}"

    def _verdict(self, verdict: Verdict) -> str:
        return glued(verdict.counted.noun(1, self.lang))

    def _moves(self, move: str) -> str:
        before, _, after = move.partition(" -> ")
        return f"{self._verdict(Verdict(before))} → {self._verdict(Verdict(after))}"

    def _people(self, people: PeopleMoved) -> Iterator[str]:
        head = self.words["people"].format(files_text(people.files, 0, self.lang), self.day(people.on))
        as_if = self.words["as_if"] if people.as_if else ""
        unread = self.words["unread"].format(people.unread) if people.unread else ""
        yield from self.dotted(("strong", head), ("text", as_if), ("warning", unread), first="", rest="  ")
        yield from self.put("text", self.words["people_cases"].format(people.cases) if people.rules else
                            self.words["people_none"], at=2)  # fmt: skip
        for each in people.rules:
            moves = ", ".join(f"{self._moves(move)} {number}" for move, number in each.moves.items())
            told = self.words["people_rule"].format(moves, each.cases, each.agencies, each.minutes)
            yield from self.dotted(("title", each.rule), ("text", told))
        for margin in people.margins:
            sides = (self._bands(side) or self.words["none"] for side in (margin.before, margin.after))
            told = self.words["margins"].format(self.say(margin.label), *sides)
            yield from self.dotted(("title", margin.rule), ("text", told))
        for moved in people.euro:
            family = moved.payer == FAMILY
            payer = (
                self.words["shares"]
                if family
                else self.words["vouchers"].format(label("role", moved.payer, self.lang))
            )
            told = self.words["euro"].format(payer, moved.cases, moved.before, moved.after)
            bands = self._bands(moved.bands)
            more = self.words["bands"].format(bands) if bands else ""
            unknown = "" if moved.unknown == "0" else self.words["open_cases"].format(moved.unknown)
            yield from self.dotted(("text", told), ("text", more), ("text", unknown))

    @staticmethod
    def _bands(bands: Iterable[Band]) -> str:
        return ", ".join(f"{_ends(each)}: {each.number}" for each in bands)

    def _version(self, diff: RulesDiff) -> Iterator[str]:
        role = "text" if diff.bump.enough else "error"
        yield from self.put(role, self.version(diff), at=0)
        for reason in diff.bump.because[:_NAMED] if diff.bump.needed != "none" else ():
            yield from self.put("dim", self.say(reason), at=2)

    def version(self, diff: RulesDiff) -> str:
        """The version that is needed, and the one that is declared."""
        if diff.bump.needed == "none":
            return self.words["version_none"]
        levels = (self.say(LEVELS[level]) for level in (diff.bump.needed, diff.bump.declared))
        return self.words["version"].format(*levels)


def _ends(band: Band) -> str:
    """The ends of a band, one where they are the same; an open one is left out."""
    lo, hi = (
        "" if end is None else str(end).replace("-", "\N{MINUS SIGN}") for end in (band.lowest, band.highest)
    )
    return lo if lo == hi else f"{lo}\N{HORIZONTAL ELLIPSIS}{hi}"


# --- Markdown ---------------------------------------------------------------------------------------------------------

_HEAD: Final = Catalogue(
    {"head": Text("regola | effetto | esempio | prima → dopo", "rule | effect | example | before → after")}
)


def diff_markdown(diff: RulesDiff, page: Page) -> Iterator[str]:
    """One comparison as a comment for a pull request: what changed, a table of the rules, people, version."""
    pen = DiffPen(Page(page.lang))
    sign = " ⚠️" if diff.direction in (DiffWay.STRICTER, DiffWay.CROSSING) else ""
    yield f"### {diff.rules} {diff.old_version or '–'} → {diff.new_version or '–'}:{sign} {pen.summary(diff)}"
    for change in diff.changes:
        yield ""
        yield from _changed(change, pen)
    if diff.effects:
        yield from ("", f"| {_HEAD.in_language(page.lang)['head']} |", "|---|---|---|---|")
        yield from (_row(effect, diff, pen) for effect in diff.effects)
    failing = [pen.failing(effect) for effect in diff.effects if effect.failing]
    if failing:
        yield from ("", *(f"- {cell(each)}" for each in failing))
    for people in diff.people:
        yield from ("", "```text", *pen._people(people), "```")  # noqa: SLF001 - the same room
    yield ""
    yield f"**{pen.version(diff)}** {'✅' if diff.bump.enough else '❌'}"


def _changed(change: RuleSetChange, pen: DiffPen) -> Iterator[str]:
    was = f" ({pen.words['was'].format(f'`{change.was}`')})" if change.was is not None else ""
    now = f": {pen.say(change.now)}" if change.now is not None else ""
    yield f"**`{called(change)}`** {cell(pen.say(change.title))}, {pen.say(HOWS[change.how])}{was}{now}"
    if change.lines:
        yield from ("```diff", *(f"{each.sign} {pen.say(each.text).strip()}" for each in change.lines), "```")


def _row(effect: RuleEffect, diff: RulesDiff, pen: DiffPen) -> str:
    told = [f"**{pen.say(DIRECTIONS[effect.direction])}**", *pen.proofs(effect, diff)]
    files = "<br>".join(map(cell, _files(effect, pen)))
    moves = "<br>".join(cell(pen.move(each)) for each in effect.witnesses[:_NAMED])
    return f"| `{effect.rule}` | {'; '.join(map(cell, told))} | {files} | {moves} |"


def _files(effect: RuleEffect, pen: DiffPen) -> Iterator[str]:
    """The files that show a difference, each with the least that still does."""
    for each in effect.witnesses[:_NAMED]:
        least = "" if each.file is None else f": `{flow(each.file)}`"
        yield f"{pen.witness(each)}{least}"


def cell(text: str) -> str:
    """A text that breaks no table, and opens no tag."""
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("\N{NO-BREAK SPACE}", " ")


def diff_blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    """Comparisons one below the other."""
    lead = ""
    for _, diff in answers.each:
        yield lead + "\n".join(diff_markdown(diff, page))
        lead = "\n"

"""A comparison of two versions of a rule set as a section of its changelog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.render.diff import DiffPen
from adm_rules._internal.render.diff_words import DIRECTIONS, HOWS, called
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.review.diff.shapes import RuleEffect, RulesDiff, RuleSetChange


def changelog(diff: RulesDiff, page: Page) -> Iterator[str]:
    """The head names version and day; then a line for each thing that changed, and for each rule that it touches."""
    pen = DiffPen(Page(page.lang))
    yield f"## {diff.rules} {diff.new_version or '–'} ({diff.on.isoformat()})"
    yield ""
    effects = {effect.rule: effect for effect in diff.effects}
    for change in diff.changes:
        effect = effects.pop(change.name, None) if change.kind == "rule" else None
        yield _changed(change, effect, pen)
    yield from (f"- `{each.rule}`: {_does(each, diff, pen)}" for each in effects.values())


def _changed(change: RuleSetChange, effect: RuleEffect | None, pen: DiffPen) -> str:
    """What changed, in a line; of a value its amounts, of a rule what becomes of its verdicts."""
    was = f" ({pen.words['was'].format(f'`{change.was}`')})" if change.was is not None else ""
    said = [pen.say(change.now)] if change.now is not None else []
    said += [pen.say(DIRECTIONS[effect.direction])] if effect is not None else []
    told = ": ".join([pen.say(HOWS[change.how]), "; ".join(said)]) if said else pen.say(HOWS[change.how])
    return f"- `{called(change)}` ({pen.say(change.title)}), {told}{was}"


def _does(effect: RuleEffect, diff: RulesDiff, pen: DiffPen) -> str:
    """What becomes of the verdicts of a rule that another change touches."""
    ahead = f", {pen.words['ahead'].format(pen.day(diff.on))}" if effect.ahead else ""
    direction = pen.say(DIRECTIONS[effect.direction])
    return f"{direction}{ahead} ({pen.words['via'].format(', '.join(f'`{name}`' for name in effect.via))})"


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    lead = ""
    for _, diff in answers.each:
        if diff.changes:
            yield lead + "\n".join(changelog(diff, page)).replace("\N{NO-BREAK SPACE}", " ")
            lead = "\n"


CHANGELOG: Final = Format(
    "changelog", ".md", "a section of a changelog", lambda kind: kind is RulesDiff, _blocks
)

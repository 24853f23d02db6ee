"""What the examples of tariffs, vouchers and orders come to under two versions, told with what moves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.review.diff.resting import besides, names_below
from adm_rules._internal.review.diff.shapes import DiffLine, RuleSetChange
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.examples import run
from adm_rules._internal.texts import Text

_PART: Final = Text("Esempi", "Examples")


def with_amounts(changes: Iterable[RuleSetChange], old: DiffSide, new: DiffSide) -> Iterator[RuleSetChange]:
    """Changes, each with the examples that it moves: of the thing itself, or of what rests on it."""
    told = dict(_moved(old, new)) if new.others else {}
    things = besides(new.rules.regulation)
    for change in changes:
        own = f"{change.kind} {change.name}"
        rests = (at for at in told if at == own or change.name in names_below(new.rules, things.get(at)))
        lines = [line for at in list(rests) for line in told.pop(at)]
        yield replace(change, lines=(*change.lines, *lines)) if lines else change


def _moved(old: DiffSide, new: DiffSide) -> Iterator[tuple[str, tuple[DiffLine, ...]]]:
    """What each example comes to before and after, where that differs, by what it is about."""
    try:
        before, after = (
            RulePart.besides_rules(side.rules.regulation, side.rules.vocabulary) for side in (old, new)
        )
    except DiagnosticsError:  # only the whole of an overlay compiles
        return
    found: dict[str, list[DiffLine]] = {}
    for example in new.others:
        was, now = run(example, before.rules), run(example, after.rules)
        if was.got != now.got:
            text = f"{example.id}: {_said(was.got)} → {_said(now.got)}"
            found.setdefault(example.rule, []).append(DiffLine("=", _PART, Text(text, text)))
    yield from ((at, tuple(lines)) for at, lines in found.items())


def _said(got: Iterable[Mapping[str, object]]) -> str:
    return "; ".join(", ".join(f"{key} {flow(value)}" for key, value in each.items()) for each in got) or "–"

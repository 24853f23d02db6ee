"""Lowers when something looks at elements that have dates: a condition on the days of each."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.context import AskedAt, Context
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.facts.registry import Dates, Dating, Registry, dates_of
from adm_rules._internal.rules import Path, When
from adm_rules._internal.texts import one_of
from adm_rules._internal.values.bounds import NOT_YET


class Asker(Protocol):
    """What this module asks of the recipe, or of the condition, that looks."""

    registry: Registry
    ctx: Context
    core: Core
    path: Path

    def node(self, name: str, ctx: Context) -> Node:
        """The node of a fact of the elements."""

    def time(self, when: When) -> AskedAt | None:
        """The days that it names; None after a fault."""

    def fault(self, code: str, message: str, path: Path, help: str | None = None) -> None:
        """Report what is wrong."""


class LookedAt(NamedTuple):
    """The days that a recipe looks at, as an element sees them.

    ``without_end`` tells that an end of it that does not exist bounds nothing.
    """

    first: Node | None
    last: Node
    without_end: bool


class Looking:
    """When something looks at the elements of one list; ``dated_by`` is the day that each has in place of its own."""

    def __init__(self, asker: Asker, inner: Context, dated_by: str | None = None) -> None:
        self.asker, self.inner, self.core, self.dated_by = asker, inner, asker.core, dated_by

    def condition(self, when: When | None, where: Node, answer: Node | None = None) -> Node | None:
        """Whether an element is there then; None where it need not be asked.

        ``where`` says which elements count; ``answer`` is the day that a fact answers with, if it does: there what lies
        ahead has not happened anyway.
        """
        dates = self.dates()
        if when is None or dates is None:
            self._check(when, dates)
            return None
        asked = self.asker.time(when)
        if asked is None:
            return None
        if asked.form == "at" and dates.form is Dating.MOMENTARY:
            help = "say `during`, or `ever: true`"
            self.fault("wrong-time", f"`{self.inner.scope}` happens on one day", help)
        begin, end = (self.asker.node(name, self.inner) for name in (dates.first, dates.last))
        self._check_counts(where, begin, dates.first)
        if asked.form == "ever" and begin is answer:
            return None
        interval = self._interval(asked)
        return self._both(
            self._has_come(interval), self._there(asked.form, dates.form, interval, (begin, end))
        )

    def _there(self, asked: str, form: Dating, interval: LookedAt, days: tuple[Node, Node]) -> Node:
        """Whether an element is there on a day, or on some day of an interval."""
        begin, end = days
        if form is Dating.LASTING:
            return self._both(
                self._begun(interval, begin, lasts=True), self._still(interval, end, lasts=True)
            )
        if form is Dating.KEPT and asked == "at":
            return self._begun(interval, begin, lasts=True)
        return self._both(self._begun(interval, begin), self._still(interval, begin))

    def _has_come(self, interval: LookedAt) -> Node | None:
        """On a day that has not come, and after it, nothing is there yet."""
        first, scope, core = interval.first, self.inner.scope, self.core
        if first is None or first.extent.hi < NOT_YET:
            return None
        if first.kind == "event":
            return core.exists(scope, first, wanted=True)
        return core.compare(
            scope, first, "is_not", core.const(NOT_YET, first.kind)
        )  # counted from what has not come

    def dates(self) -> Dates | None:
        """The days of the elements; those that a period gathers are asked in it, and nowhere else."""
        if self.dated_by is not None:
            return Dates(Dating.MOMENTARY, self.dated_by, self.dated_by)
        gathered = self.asker.registry.subjects[self.asker.ctx.speaks_of].gathers == self.inner.scope
        return None if gathered else dates_of(self.asker.registry, self.inner.scope)

    def _check(self, when: When | None, dates: Dates | None) -> None:
        """Dated elements, and only they, are asked at some time."""
        if when is None and dates is not None:
            message = f"`{self.inner.scope}` has dates, and nothing says when to look"
            days = "`at: day` (in force on it)" if dates.form is not Dating.MOMENTARY else "`during: span`"
            help = f"{days}, `during: {{from: day, to: day}}`, or `ever: true` (up to the day of the check)"
            self.fault("no-time", message, help)
        elif when is not None and dates is None:
            message = f"`{self.inner.scope}` has no dates of its own here"
            self.fault("wrong-time", message, f"leave out `{when.form}`")

    def _check_counts(self, where: Node, begin: Node, name: str) -> None:
        """Report what asks for elements that have not happened: of these none counts, whenever one looks."""
        scope, core = self.inner.scope, self.core
        absent = {
            core.exists(scope, begin, wanted=False),
            core.negated(scope, core.exists(scope, begin, wanted=True)),
        }
        parts = where.args if isinstance(where, nodes.And) else (where,)
        if begin.kind == "event" and not absent.isdisjoint(parts):
            message = f"none counts: {one_of(scope)} without `{name}` has not happened"
            help = f"a rule `per: {scope}` judges those that lack it; a recipe may look by another day, `dated_by`"
            self.fault("wrong-time", message, help)

    def fault(self, code: str, message: str, help: str) -> None:
        """Report what is wrong where it looks."""
        self.asker.fault(code, message, self.asker.path, help)

    # --- the interval -------------------------------------------------------------------------------------------------

    def _interval(self, asked: AskedAt) -> LookedAt:
        """From when until when, as an element sees it."""
        first, last = (
            None if day is None else self.core.seen(self.inner.scope, day)
            for day in (asked.first, asked.last)
        )
        return LookedAt(first, last or self.core.today(), without_end=asked.form == "during")

    # --- the days of an element ---------------------------------------------------------------------------------------

    def _begun(self, interval: LookedAt, day: Node, *, lasts: bool = False) -> Node:
        """Whether something has happened, or begun, before the interval ends."""
        last = interval.last
        if day.kind != "event":
            return self._ordered(interval, day, "at_most", last, lasts=lasts)
        happened = self.core.exists(self.inner.scope, day, wanted=True)
        if isinstance(last, nodes.Today):
            return happened
        early = self._ordered(interval, day, "at_most", last)
        bounded = last.extent.hi < NOT_YET and not (interval.without_end and last.extent.none)
        return early if bounded else self._both(happened, early)

    def _still(self, interval: LookedAt, day: Node, *, lasts: bool = False) -> Node | None:
        """Whether something happens, or lasts, after the interval has begun."""
        first = interval.first
        if first is None:
            return None
        truth = self._ordered(interval, day, "at_least", first, lasts=lasts)
        if not lasts or day.kind != "event" or not first.extent.none:
            return truth
        # what has not ended lasts, whichever the day is that nobody recorded
        return self.core.either(
            self.inner.scope, truth, self.core.exists(self.inner.scope, day, wanted=False)
        )

    def _ordered(
        self, interval: LookedAt, day: Node, order: str, other: Node, *, lasts: bool = False
    ) -> Node:
        """How a day of an element lies to an end of the interval; what ``lasts`` without such a day is not bounded."""
        scope, core = self.inner.scope, self.core
        found = core.compare(scope, day, order, other, open=lasts and day.extent.none)
        if interval.without_end and other.extent.none:
            return core.either(scope, found, core.exists(scope, other, wanted=False))
        return found

    def _both(self, *parts: Node | None) -> Node:
        """The conjunction of what there is of some truths."""
        return self.core.both(self.inner.scope, *parts)

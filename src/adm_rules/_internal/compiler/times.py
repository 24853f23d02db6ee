"""Lowers when something is asked: the days that a place of use, or a recipe, names."""

from __future__ import annotations

from adm_rules._internal.compiler.context import AskedAt, Context
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.operands import Operands
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import FactRef, Operand, Path, When
from adm_rules._internal.values import is_day


class Times(Operands):
    """The side of `compiler.lower.Lowering` that knows days and intervals."""

    registry: Registry

    def asked(self, ref: FactRef, fact: Fact, ctx: Context, path: Path) -> AskedAt | None:
        """When a fact is asked that must be asked at some time; None after a fault."""
        settled = FactRef(fact.settled) if fact.settled else None
        when = ref.when or (When("at", settled, settled) if settled else None)
        if when is None:
            help = ", ".join(f"`at: {day}`" for day in self._days_in_sight(ctx))
            message = f"`{fact.name}` is asked on a day, and none is named"
            self.fault("missing-day", message, path, help, at_key=True)
            return None
        if fact.asked == "day" and when.form != "at":
            message = f"`{fact.name}` is asked on one day"
            self.fault("wrong-time", message, path, "say `at: day`", at_key=True)
            return None
        return self.time(when, ctx, path, self.faults)

    def _days_in_sight(self, ctx: Context) -> list[str]:
        """Some days that a context sees, its own first: those that files hold, and those that a subject lasts between.

        A day that a recipe makes of other records, as that of an assessment, tells of something else.
        """
        facts, subject = self.registry.facts, self.registry.subjects[ctx.scope]
        own = [subject.day, *(subject.span or ())]
        seen = [name for name in self.registry.visible_from(ctx.speaks_of) if facts[name].path is not None]
        days = (*own, *sorted(seen, key=lambda name: facts[name].per != ctx.scope), "judgement_day")
        dated = (name for name in days if name and is_day(facts[name].kind))
        return list(dict.fromkeys(dated))[:4]

    def time(self, when: When, ctx: Context, path: Path, faults: Faults) -> AskedAt | None:
        """The days of a time as the context sees them; None after a fault."""
        if when.form == ASKED:
            return ctx.asked
        if when.of:
            span = self._span(ctx.scope if when.of == "span" else when.of, path, faults)
            days = [
                None if span is None else self._day(FactRef(name), ctx, path, faults)
                for name in span or ("",)
            ]
        else:
            days = [
                None if day is None else self._day(day, ctx, path, faults) for day in (when.first, when.last)
            ]
        named = 2 if when.of else len(when.days())
        if sum(day is not None for day in days) < named:
            return None
        return AskedAt(when.form, days[0], days[1])

    def _span(self, subject: str, path: Path, faults: Faults) -> tuple[str, str] | None:
        """The facts of the first and of the last day of a subject."""
        node = self.registry.subjects.get(subject)
        if node is None:
            faults.unknown("subject", subject, self.registry.subjects, path)
        elif node.span is None:
            faults.add("no-period", f"`{subject}` has no span", path, "name the days: `{from: day, to: day}`")
        return node.span if node is not None else None

    def _day(self, day: Operand, ctx: Context, path: Path, faults: Faults) -> Node | None:
        """A day; that which the place of use says, if it says one."""
        if not isinstance(day, FactRef):
            return self.single(day, "date", None, ctx, path)
        if day.name == ASKED and ctx.asked is not None and ctx.asked.form != "at":
            faults.add("wrong-time", "no single day is asked here", path, "write `time: asked`")
            return None
        node = self.fact(day, ctx, path)
        if node is not None and not is_day(node.kind):
            faults.add("wrong-kind", f"`{day.name}` is not a date or an event", path)
            return None
        return node

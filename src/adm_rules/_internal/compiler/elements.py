"""Lowers what a condition asks of the elements of a list: *some*, *throughout* over each of them or over days."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.context import AskedAt, Context
from adm_rules._internal.compiler.looking import Looking
from adm_rules._internal.compiler.nodes import Node, Reach
from adm_rules._internal.compiler.times import Times
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.registry import Dating, Fact, dates_of
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Condition,
    Elements,
    FactRef,
    Literal,
    Not,
    Path,
    Term,
    When,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import UNKNOWN

#: What these conditions compare: the name, the kind and the label of each value. The slot is the subject.
_MEASURES: Final[Mapping[str, tuple[str, str, Text]]] = {
    "days": ("first_day_without", "date", Text("primo giorno senza: {}", "first day without: {}")),
    "each": ("failing", "count", Text("quanti non lo rispettano: {}", "how many fail: {}")),
    "some": ("number", "count", Text("quanti sono: {}", "how many there are: {}")),
    "first": ("first", "event", Text("primo: {}", "first one: {}")),
    "first_failing": (
        "first_failing",
        "event",
        Text("primo che non lo rispetta: {}", "first that fails: {}"),
    ),
}


class OverElements(Times):
    """The side of `compiler.lower.Lowering` that goes through elements."""

    #: Which fact a node is, to label it.
    fact_of: dict[Node, Fact]

    @abstractmethod
    def condition(self, condition: Condition | None, ctx: Context) -> Node:
        """The truth of a condition; no condition at all is true."""

    @abstractmethod
    def kept_by(self, term: Term, ctx: Context) -> Node | None:
        """What keeps a deadline; None after a fault."""

    @abstractmethod
    def due(self, term: Term, ctx: Context) -> Node:
        """The last day in time of a term."""

    @abstractmethod
    def relation(self, asker: str, element: str) -> Reach | None:
        """How a subject reaches the elements of another."""

    @abstractmethod
    def day_node(self, ref: FactRef | None, ctx: Context, path: Path) -> Node:
        """The node of a fact that must be a date or an event."""

    # --- what is compared ---------------------------------------------------------------------------------------------

    def elements(self, asked: Elements, ctx: Context) -> Node:
        """The truth of what is asked of elements."""
        measured, core = self.measured(asked, ctx), self.core
        if asked.form == "days":
            return core.exists(ctx.scope, measured, wanted=False)
        order, limit = ("at_most", 0) if asked.form == "each" else ("at_least", 1)
        return core.compare(ctx.scope, measured, order, core.const(limit, "count"))

    def measured(self, asked: Elements, ctx: Context) -> Node:
        """What is compared: the first day that nothing covers, how many elements fail, how many there are."""
        ctx = replace(ctx, required=False)
        inner = self._inside(asked, ctx)
        if inner is None:
            return self._nothing(asked.form)
        if asked.form == "days":
            return self._gap(asked, ctx, inner)
        return self._fold(asked.form, asked, ctx, nodes.Count, self._counting(asked, ctx, inner))

    def first_of(self, asked: Elements, ctx: Context) -> Node:
        """The day on which the first of such elements was there; of *each*, the first that fails."""
        ctx = replace(ctx, required=False)
        inner = self._inside(asked, ctx)
        measure = "first_failing" if asked.form == "each" else "first"
        dates = dates_of(self.registry, asked.of) if inner is not None else None
        if inner is None or dates is None:
            if inner is not None:
                message = f"`{asked.of}` has no day that could come in time"
                self.fault("wrong-time", message, asked.path, "ask for one without a term")
            return self._nothing(measure)
        where = (
            self._counting(asked, ctx, inner) if asked.form == "each" else self.condition(asked.where, inner)
        )
        begin = self._named(dates.first, inner)
        if begin.kind == "date":  # what was always there came before every day
            always = self.core.const(1, "date")
            begin = self.core.make(nodes.Greatest, inner.scope, "date", (begin, always))
        return self._fold(measure, asked, ctx, nodes.Pick, where, begin, begin, False)

    def vacuous(self, condition: Condition, ctx: Context) -> Node | None:
        """Whether a requirement has nothing to look at; None where some part of it always has."""
        match condition:
            case Term() if condition.may_lapse:
                return self.lapsed(condition, ctx)
            case Elements(form="days", first=first):
                begin = self.day_node(first, ctx, (*condition.path, "days", "from"))
                return self.core.exists(ctx.scope, begin, wanted=False)
            case Elements(form="each"):
                return self.core.negated(ctx.scope, self.elements(replace(condition, form="some"), ctx))
            case Not(part):
                return self.vacuous(part, ctx)
            case ByReading():
                chosen = self.chosen(condition, ctx)
                return None if chosen is None else self.vacuous(chosen, ctx)
            case AllOf(parts) | AnyOf(parts):
                found = [self.vacuous(part, ctx) for part in parts]
                return None if None in found else self.core.both(ctx.scope, *found)
        return None

    def lapsed(self, term: Term, ctx: Context) -> Node:
        """Whether the end came on the last day in time of the term in force, or before, and nothing had happened."""
        plain, scope, core = replace(ctx, required=False), ctx.scope, self.core
        kept, end = self.kept_by(term, plain), self.day_node(term.until, plain, (*term.path, "until"))
        if kept is None:
            return core.const(False, "truth")
        held = self._ends_by(end, term, plain)
        for each in reversed(term.instead):
            when = self.condition(each.when, plain)
            ordinary = core.both(scope, core.negated(scope, when), held)
            held = core.either(scope, core.both(scope, when, self._ends_by(end, each.term, plain)), ordinary)
        return core.both(scope, core.exists(scope, kept, wanted=False), held)

    def _ends_by(self, end: Node, term: Term, ctx: Context) -> Node:
        due, scope = self.due(term, ctx), ctx.scope
        before = self.core.compare(scope, end, "at_most", due, event=end.kind == "event", waits=False)
        return self.core.both(scope, self.core.exists(scope, due, wanted=True), before)

    def chosen(self, condition: ByReading, ctx: Context) -> Condition | None:
        """What stands under the option of a reading that is in use; None where a fault left nothing there."""
        reading = self.regulation.readings.get(condition.reading)
        if reading is None:
            return None
        return condition.options.get(ctx.readings.get(reading.name, reading.default))

    # --- parts --------------------------------------------------------------------------------------------------------

    def _nothing(self, measure: str) -> Node:
        """In place of what could not be lowered; its fault is reported."""
        return self.core.const(UNKNOWN, _MEASURES[measure][1])

    def _inside(self, asked: Elements, ctx: Context) -> Context | None:
        """The context of the elements; None after reporting that there is no way to them."""
        path = (*asked.path, "some" if asked.form == "days" else "each" if asked.holds is not None else "of")
        if asked.of not in self.registry.subjects:
            self.faults.unknown("subject", asked.of, self.registry.subjects, path, at_key=False)
            return None
        if self.relation(ctx.scope, asked.of) is None:
            message = f"`{ctx.scope}` has no list of `{asked.of}` in reach"
            self.fault(
                "out-of-reach",
                message,
                path,
                "name a subject that stands in one of its lists, or its owners'",
            )
            return None
        return Context(asked.of, asker=ctx, readings=ctx.readings, parameters=ctx.parameters)

    def _named(self, name: str, ctx: Context) -> Node:
        """The node of a fact of the elements themselves."""
        return self.fact(FactRef(name), ctx, ()) or self.core.const(UNKNOWN, "date")

    def _gap(self, asked: Elements, ctx: Context, inner: Context) -> Node:
        core, dates = self.core, dates_of(self.registry, asked.of)
        if dates is None or dates.form is not Dating.LASTING:
            help = "ask it of each, or how often it recurs"
            self.fault("not-lasting", f"`{asked.of}` does not last from day to day", asked.path, help)
            return self._nothing("days")
        first = self.day_node(asked.first, ctx, (*asked.path, "days", "from"))
        last: Node = core.today()
        if asked.last is not None:
            until = self.day_node(asked.last, ctx, (*asked.path, "days", "to"))
            last = core.make(nodes.Least, ctx.scope, "date", (until, last))
        grace = self.single(asked.grace or Literal(0), "days", None, ctx, (*asked.path, "grace", "days"))
        frame = (core.seen(inner.scope, node) for node in (first, last, grace))
        ends = (self._named(name, inner) for name in (dates.first, dates.last))
        return self._fold("days", asked, ctx, nodes.Gap, self.condition(asked.where, inner), *ends, *frame)

    def _counting(self, asked: Elements, ctx: Context, inner: Context) -> Node:
        """Which elements there are; of *each*, which of those so far do not satisfy what it must."""
        parts = [self.condition(asked.where, inner)]
        if asked.form == "each":
            parts.append(self.core.negated(inner.scope, self.condition(asked.holds, inner)))
        looking = Looking(_Looker(self, asked, ctx), inner)
        so_far = asked.holds is not None and looking.dates() is not None
        where = self.core.both(inner.scope, *parts)
        there = looking.condition(When("ever") if so_far else asked.looking, where)
        return self.core.both(inner.scope, there, where)

    def _fold(
        self, measure: str, asked: Elements, ctx: Context, cls: Callable[..., Node], *parts: Any
    ) -> Node:
        """A fold over the elements, labelled so that it can be told."""
        name, kind, label = _MEASURES[measure]
        relation = self.relation(ctx.scope, asked.of)
        fold = self.core.make(cls, ctx.scope, kind, relation, *parts)
        subject = self.registry.subjects[asked.of].label
        made = Fact(f"{name}_{asked.of}", ctx.scope, kind, label.filled(subject))
        self.fact_of.setdefault(fold, made)
        return fold


class _Looker:
    """A condition that looks at elements; see `compiler.looking.Asker`."""

    def __init__(self, low: OverElements, asked: Elements, ctx: Context) -> None:
        self.low, self.ctx = low, ctx
        self.registry, self.core, self.path, self.fault = low.registry, low.core, asked.path, low.fault

    def node(self, name: str, ctx: Context) -> Node:
        """A fact of the elements."""
        return self.low.fact(FactRef(name), ctx, self.path) or self.core.const(UNKNOWN, "date")

    def time(self, when: When) -> AskedAt | None:
        """The days that it names."""
        return self.low.time(when, self.ctx, self.path, self.low.faults)

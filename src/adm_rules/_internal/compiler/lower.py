"""Lowers conditions, operands and facts to the core, checking names, kinds and units on the way.

What cannot be lowered is reported at its line and becomes an unknown constant, so that one pass finds all faults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.given import ANYBODY, Given
from adm_rules._internal.compiler.nodes import Node, Reach
from adm_rules._internal.compiler.rhythms import check_period, limits_of
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.adverbs import told
from adm_rules._internal.facts.keys import not_before
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    Path,
    Regulation,
    Replacement,
    Term,
    ValueRef,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values import is_day
from adm_rules._internal.values.bounds import UNKNOWN
from adm_rules._internal.values.deadline_forms import FORMS
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.operators import OPERATORS, Operator, fitting

_NO_DAY: Final = "the day that a place of use says is known to a recipe alone, of a fact with `asked: day`"


def searched(name: str) -> str:
    """What to do about a fact that does not exist and that none is called like."""
    return f'look for it: adm-rules facts --search "{name.replace("_", " ")[:40]}"'


class Lowering(Given):
    """Lowers one regulation over one vocabulary; ``lower_recipe`` makes the node of a fact that has a recipe."""

    def __init__(
        self,
        regulation: Regulation,
        registry: Registry,
        faults: Faults,
        lower_recipe: Callable[[Lowering, Fact, Context], Node],
    ) -> None:
        super().__init__(regulation, faults)
        self.registry = registry
        self.lower_recipe = lower_recipe
        #: Which fact a node is, to label it.
        self.fact_of: dict[Node, Fact] = {}
        self._facts: dict[tuple[object, ...], Node] = {}
        #: The facts that are being made, each for the one before.
        self._making: list[str] = []
        #: Of each fact of a day, that before or after which it does not lie.
        self._ordered = not_before(), {first: last for last, first in not_before().items()}
        #: Declared facts whose recipe is wrong, as is reported already.
        self.unsound: set[str] = set()

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition | None, ctx: Context) -> Node:
        """The truth of a condition; no condition at all is true."""
        if condition is None:
            return self.core.const(True, "truth")
        match condition:
            case AllOf(parts):
                return self.core.both(ctx.scope, *(self.condition(part, ctx) for part in parts))
            case AnyOf(parts):
                return self.core.either(ctx.scope, *(self.condition(part, ctx) for part in parts))
            case Not(part):
                return self._negated(part, ctx)
            case ByReading():
                return self._by_reading(condition, ctx)
            case Term():
                return self._term(condition, ctx)
            case Elements():
                return self.elements(condition, ctx)
        return self._comparison(condition, ctx)

    def _negated(self, part: Condition, ctx: Context) -> Node:
        timed = any(isinstance(leaf, Term) for leaf in part.leaves())
        inner = self.condition(part, replace(ctx, required=False) if timed else ctx)
        return self.core.negated(ctx.scope, inner)

    def _by_reading(self, condition: ByReading, ctx: Context) -> Node:
        reading = self.regulation.readings.get(condition.reading)
        if reading is None:
            self.faults.unknown("reading", condition.reading, self.regulation.readings, condition.path)
            return self.core.const(None, "truth")
        self.check_options(reading, condition.options, condition.path)
        chosen = self.chosen(condition, ctx)
        return self.condition(chosen, ctx) if chosen is not None else self.core.const(None, "truth")

    def _comparison(self, condition: Comparison, ctx: Context) -> Node:
        operator, path = OPERATORS[condition.operator], condition.path
        left = self.fact(condition.fact, ctx, path[:-1])
        fact = self.registry.facts.get(condition.fact.name)
        if left is None or fact is None:
            return self.core.const(None, "truth")
        if fact.kind not in operator.kinds:
            message = f"`{operator.name}` does not apply to `{fact.name}`, which is of kind {fact.kind}"
            help = fitting(operator.name, fact.name, fact.kind)
            self.faults.add("wrong-operator", message, path, help, at_key=True)
            return self.core.const(None, "truth")
        right = self.operand(operator, condition.operand, fact, ctx, path)
        event = fact.kind == "event" and operator.name != "exists"
        waits = event and ctx.required
        kin = self._kin_of(operator, fact, condition.operand, right)
        return self.core.compare(ctx.scope, left, operator.name, right, event=event, waits=waits, kin=kin)

    def _kin_of(self, operator: Operator, fact: Fact, operand: Operand, right: Node) -> Kinship | None:
        """How the names that are compared belong together; ids may be compared with names that a value lists."""
        if operator.related is None:
            return None
        value = self.regulation.values.get(operand.name) if isinstance(operand, ValueRef) else None
        recorded = operator.operand == "same" and not isinstance(right, nodes.Const | nodes.Dated)
        return self.kin(fact.names or (value.names if value is not None else None), mutual=recorded)

    # --- facts --------------------------------------------------------------------------------------------------------

    def fact(self, ref: FactRef, ctx: Context, path: Path) -> Node | None:
        """The node of a fact as the context sees it, or None after reporting that there is none to see."""
        if ref.given and ctx.asker is not None:
            mine = self.fact(ref, ctx.asker, path)
            return None if mine is None else self.core.seen(ctx.scope, mine)
        if ref.name == ASKED and ctx.asked is not None:
            if ctx.asked.form != "at":
                self.fault(
                    "wrong-time", "no single day is asked here", path, "say `asked: day`, or `time: asked`"
                )
            return ctx.asked.first
        fact = self.registry.facts.get(ref.name)
        if fact is None:
            # A day is meant, and no fact that is called like it.
            known, help = ((), _NO_DAY) if ref.name == ASKED else (self.registry.facts, searched(ref.name))
            self.faults.unknown("fact", ref.name, known, path, otherwise=help)
            return None
        if fact.per == ANYBODY and fact.recipe is not None:
            fact, ref = self.located(fact, ref, ctx, path)
        steps = self._steps(ctx, fact.per)
        if steps is None:
            return self._of_asker(ref, fact, ctx, path)
        self._check_whose(fact, steps, ctx, path)
        if fact.asked:
            return self._worked_out(fact, ref, ctx, steps, path)
        if ref.when is not None:
            help = f"leave out `{ref.when.form}`"
            self.faults.add("day-not-taken", f"`{fact.name}` is asked at no time", path, help, at_key=True)
        if self.is_given_from_below(fact, ref, ctx):
            return self.own(fact, ref, ctx.at(fact.per, steps), path, here=True)
        own = self.own(fact, ref, ctx, path)
        plain = not steps or isinstance(own, nodes.Const | nodes.Today)
        return own if plain else self.core.via(ctx.scope, own, steps)

    def _check_whose(self, fact: Fact, steps: tuple[str, ...], ctx: Context, path: Path) -> None:
        """Whether it is plain whose fact is meant: an element and the subject that asks may see two different ones."""
        asker = ctx.asker.scope if ctx.asker is not None else None
        if asker is None or self.registry.path_to(asker, fact.per) is None:
            return
        reach = self.relation(asker, ctx.scope)
        if reach is not None and any(step != "up" for step in steps[: len(reach.chain)]):
            either = f"the one that `{asker}` sees or the one that each `{ctx.scope}` leads to"
            message = f"`{fact.name}` may be {either}"
            help = f"give the one that is meant a name: a fact of `{ctx.scope}` by `field`, or of `{asker}`"
            self.fault("two-owners", message, path, help, at_key=True)

    def _steps(self, ctx: Context, per: str) -> tuple[str, ...] | None:
        """The to-one steps to a subject: from the one that a recipe speaks of, else from the one that asks."""
        steps = self.registry.path_to(ctx.speaks_of, per)
        return self.registry.path_to(ctx.scope, per) if steps is None else (*ctx.steps, *steps)

    def _worked_out(
        self, fact: Fact, ref: FactRef, ctx: Context, steps: tuple[str, ...], path: Path
    ) -> Node | None:
        """The node of a fact that is asked at some time: one of the subject that asks, not of the fact's own."""
        asked = self.asked(ref, fact, ctx, path)
        if asked is None:
            return None
        return self.own(fact, ref, replace(ctx.at(fact.per, steps), asked=asked), path, here=True)

    def _of_asker(self, ref: FactRef, fact: Fact, ctx: Context, path: Path) -> Node | None:
        if ctx.asker is None:
            seen = self.registry.visible_from(ctx.scope)
            message = f"`{fact.name}` is a fact of `{fact.per}`, which `{ctx.scope}` does not see"
            help = f"a rule `per: {fact.per}` sees it; facts seen from `{ctx.scope}`: {_few(seen)}"
            self.faults.add("fact-not-visible", message, path, help, at_key=True)
            return None
        inner = self.fact(ref, ctx.asker, path)
        return None if inner is None else self.core.outer(ctx.scope, inner)

    def own(self, fact: Fact, ref: FactRef, ctx: Context, path: Path, *, here: bool = False) -> Node:
        """The node of a fact in its own scope, or ``here``, in the asker's, with its parameters filled in."""
        arguments = self.arguments(fact, ref, ctx, path)
        key = (
            fact.name,
            tuple(sorted(arguments.items(), key=lambda item: item[0])),
            tuple(sorted(ctx.readings.items())),
            *((ctx.scope, ctx.steps, ctx.asked) if here else ()),
        )
        found = self._facts.get(key)
        if found is None:
            if fact.name in self._making:
                return self._in_a_circle(fact, path)
            asked = self.asked_at
            self.asked_at = asked if self.is_elsewhere(path) else (path, fact.name)
            self._making.append(fact.name)
            found = self._facts[key] = self._make_fact(fact, arguments, ctx, here=here)
            self._making.pop()
            self.asked_at = asked
            known = self.fact_of.get(found)
            if known is None or (known.asked and not fact.asked):  # a name of its own says more than the time
                self.fact_of[found] = self._called(told(self.registry, fact, ref.when), arguments)
            if not arguments:
                # what an author calls it may be a word of the code that is written; none of those ends like this
                self.core.names.setdefault(found, f"{fact.name}_" if fact.place else fact.name)
        return found

    def _called(self, fact: Fact, arguments: Mapping[str, Operand]) -> Fact:
        """A fact by what it is here: what its parameters are filled with is a part of its label."""
        said: list[Text] = []
        for name, operand in arguments.items():
            listed = self.registry.names_of_parameter(fact.name, name)
            labels = self.regulation.labels(listed) or {}
            items = operand.items if isinstance(operand, ListOf) else (operand,)
            said += [labels[item.raw] for item in items if isinstance(item, Literal) and item.raw in labels]
        if not said:
            return fact
        it, en = ("; ".join(text.in_language(lang) for text in said) for lang in ("it", "en"))
        return replace(fact, label=Text(f"{fact.label.it}: {it}", f"{fact.label.en}: {en}"))

    def _in_a_circle(self, fact: Fact, path: Path) -> Node:
        circle = " → ".join((*self._making[self._making.index(fact.name) :], fact.name))
        help = f"the circle: {circle}; let one of them rest on something else"
        self.faults.add("fact-cycle", f"`{fact.name}` rests on itself", path, help)
        return self.core.const(UNKNOWN, fact.kind)

    def _make_fact(self, fact: Fact, arguments: Mapping[str, Operand], ctx: Context, *, here: bool) -> Node:
        if fact.name == "judgement_day":
            return self.core.today()
        if fact.name in self.unsound:
            return self.core.const(UNKNOWN, fact.kind)
        if fact.is_more:
            keys = (fact.name, *(f"{each}/{fact.name}" for each in self.regulation.prefixes))
            return self.core.make(nodes.Field, fact.per, fact.kind, str(fact.path), fact.name, keys)
        if fact.path is not None:
            others = (self.registry.facts.get(each.get(fact.name, "")) for each in self._ordered)
            since, until = ("" if each is None else str(each.path) for each in others)
            return self.core.make(nodes.Field, fact.per, fact.kind, fact.path, fact.name, (), since, until)
        if here:
            return self.lower_recipe(self, fact, replace(ctx, parameters=arguments))
        inner = Context(fact.per, readings=ctx.readings, parameters=arguments)
        return self.lower_recipe(self, fact, inner)

    def reached(self, ctx: Context, element: str) -> Reach | None:
        """How a recipe reaches the elements that it goes through."""
        found = self.relation(ctx.speaks_of, element)
        return None if found is None else Reach((*ctx.steps, *found.steps), found.chain)

    def relation(self, asker: str, element: str) -> Reach | None:
        """How a subject reaches the elements of another: to-one steps to the nearest common owner, then lists down."""
        for owner, steps in self.registry.seen_from(asker).items():
            chain = self.registry.chain(owner, element) if owner != "file" else None
            if chain is not None:
                return Reach(steps, chain)
        return None

    def day_of(self, ctx: Context) -> Node:
        """The day that picks dated values: of the rule's dating event, of the subject, or the judgement day."""
        name = self.registry.subjects[ctx.scope].day if ctx.scope in self.registry.subjects else None
        ref = ctx.day or (FactRef(name) if name else None)
        node = self.fact(ref, replace(ctx, day=None), ()) if ref else None
        return node or self.core.today()

    # --- deadlines ----------------------------------------------------------------------------------------------------

    def _term(self, term: Term, ctx: Context) -> Node:
        if not ctx.required:
            help = "in `when`, `not`, recipes and derogations compare days instead"
            self.faults.add(
                "deadline-outside-require",
                "a deadline stands only in `require`, not under `not`",
                term.path,
                help,
            )
            return self.core.const(None, "truth")
        left = self.kept_by(term, ctx)
        if left is None:
            return self.core.const(None, "truth")
        ordinary = self._term_about(term, left, ctx)
        return self._replaced(term, left, ordinary, ctx) if term.instead else ordinary

    def kept_by(self, term: Term, ctx: Context) -> Node | None:
        """What keeps a deadline: an event, or the first of some elements; None after a fault."""
        if isinstance(term.fact, Elements):
            return self.first_of(term.fact, ctx)
        left = self.fact(term.fact, ctx, term.path[:-1])
        fact = self.registry.facts.get(term.fact.name)
        if left is None or fact is None:
            return None
        wanted = FORMS[term.form].kind
        if fact.kind != wanted:
            message = f"this deadline needs a fact of kind {wanted}; `{fact.name}` is of kind {fact.kind}"
            self.faults.add("wrong-operator", message, term.path, _KEPT_BY[wanted], at_key=True)
            return None
        return left

    def _term_about(self, term: Term, left: Node, ctx: Context) -> nodes.InTime | nodes.Every:
        if FORMS[term.form].kind == "series":
            return self._every(term, left, ctx)
        return self.core.make(nodes.InTime, ctx.scope, "truth", left, self.due(term, ctx))

    def _replaced(
        self, term: Term, left: Node, ordinary: nodes.InTime | nodes.Every, ctx: Context
    ) -> nodes.Replaced:
        """The first of several terms whose condition holds; one behind the same condition would never be in force."""
        plain = replace(ctx, required=False)
        cases: dict[Node, nodes.InTime | nodes.Every] = {}
        for each in term.instead:
            when = self.condition(each.when, plain)
            held = self._term_about(each.term, left, ctx)
            if isinstance(held, nodes.Every):
                held = self._bounded(held, each, plain)
            if when in cases:
                message = "this term is never in force: one before it has the same condition"
                self.faults.add(
                    "instead-never", message, each.term.path, "leave it out, or change its `when`"
                )
            cases.setdefault(when, held)
        titles = tuple(each.title for each in term.instead)[: len(cases)]
        made = tuple(cases.items())
        return self.core.make(nodes.Replaced, ctx.scope, "truth", made, ordinary, titles)

    def _bounded(self, held: nodes.Every, each: Replacement, ctx: Context) -> nodes.Every:
        """A rhythm that holds only where its length is at most so much, which tells of a length that is not known."""
        kind = held.length.kind
        for most in limits_of(each, self.regulation.chosen(ctx.readings)):
            limit = self.single(most, kind, None, ctx, each.term.path)
            length = self.core.make(nodes.Least, ctx.scope, kind, (held.length, limit))
            ends = (held.series, held.start, held.end, length)
            held = self.core.make(nodes.Every, ctx.scope, "truth", *ends, *held.rhythm)
        return held

    def due(self, term: Term, ctx: Context) -> nodes.DueDay:
        """The last day in time of a term."""
        make, patrons = self.core.make, self.regulation.conventions.rest_days
        form = FORMS[term.form]
        if form.day:
            following = term.mode == "following_year"
            first = self._first_day_of_period(ctx, term.path)
            length = self.length(term.length, "month_day", ctx, term.path)
            rollover = self._rollover(term)
            return make(nodes.Yearly, ctx.scope, "date", first, length, following, rollover, patrons)
        anchor = self.day_node(term.anchor, ctx, term.path)
        if not form.measured:
            zero, rollover = self.core.const(0, "days"), term.rollover or "none"
            return make(nodes.After, ctx.scope, "date", anchor, zero, "days", rollover, patrons)
        length = self.length(term.length, term.unit, ctx, term.path)
        cls: Callable[..., nodes.DueDay] = nodes.Before if form.backward else nodes.After
        if form.stands_still and term.suspended:
            patrons = self.regulation.conventions.still_days
        return make(cls, ctx.scope, "date", anchor, length, term.unit, self._rollover(term), patrons)

    def _every(self, term: Term, left: Node, ctx: Context) -> nodes.Every:
        start = self.day_node(term.anchor, ctx, term.path)
        end = self.day_node(term.until, ctx, term.path)
        length = self.length(term.length, term.unit, ctx, term.path)
        check_period(term, length, self.faults)
        rollover, patrons = self._rollover(term), self.regulation.conventions.rest_days
        ends, rhythm = (left, start, end, length), (term.unit, term.mode, rollover, patrons)
        return self.core.make(nodes.Every, ctx.scope, "truth", *ends, *rhythm)

    def _rollover(self, term: Term) -> str:
        habits = self.regulation.conventions
        return term.rollover or (habits.backward_rollover if FORMS[term.form].backward else habits.rollover)

    def day_node(self, ref: FactRef | None, ctx: Context, path: Path) -> Node:
        """The node of a fact that must be a date or an event."""
        node = self.fact(ref, ctx, path) if ref else None
        if node is not None and not is_day(node.kind):
            self.faults.add("wrong-kind", f"`{ref.name if ref else ''}` is not a date or an event", path)
        return node or self.core.const(UNKNOWN, "date")

    def _first_day_of_period(self, ctx: Context, path: Path) -> Node:
        span = self.registry.subjects[ctx.scope].span
        if span is None:
            message = f"`{ctx.scope}` is not a period, so a day of the year means nothing"
            self.faults.add("no-period", message, path)
            return self.core.const(UNKNOWN, "date")
        return self.day_node(FactRef(span[0]), ctx, path)


#: What to write where a deadline asks something else than it can.
_KEPT_BY: Final = {
    "event": "compare it, `at_most: {fact: …}`; what happens on a day is an event, and has a term",
    "series": "the recipe `collect` makes a series of the days of a list",
}


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:10]) + ("…" if len(names) > 10 else "")

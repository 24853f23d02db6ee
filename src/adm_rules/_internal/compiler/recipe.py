"""One recipe that is being lowered, and what every recipe asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVarTuple

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.checks import shared_owner, why_nobody_owns
from adm_rules._internal.compiler.context import AskedAt, Context
from adm_rules._internal.compiler.looking import Looking
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node, Reach
from adm_rules._internal.compiler.operands import CATALOGUE
from adm_rules._internal.facts.recipes import RecipeError
from adm_rules._internal.facts.registry import Fact, dates_of
from adm_rules._internal.loader.conditions import read_condition, read_fact, read_operand, read_when
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Condition, FactRef, Path, When, given
from adm_rules._internal.values.bounds import NONE, UNKNOWN

Parts = TypeVarTuple("Parts")


class Recipe:
    """One recipe being lowered: the fact, its context, and the helpers that all recipes share."""

    def __init__(self, low: Lowering, fact: Fact, ctx: Context) -> None:
        self.low, self.fact, self.ctx, self.core = low, fact, ctx, low.core
        #: Where the recipe stands: in a file, or in the library.
        self.registry = low.registry
        self.path: Path = (*fact.place, *(fact.recipe or ())) if fact.place else (CATALOGUE, fact.name)

    def node(self, name: Any, ctx: Context | None = None) -> Node:
        """The node of another fact, by name or as ``{fact: …, with: …}``."""
        ref = name if isinstance(name, FactRef) else read_fact(name, self.path, self.quiet())
        node = self.low.fact(ref, ctx or self.ctx, self.path)
        if node is None:
            raise RecipeError(f"the recipe of `{self.fact.name}` cannot see `{name}`")
        return node

    def operand(self, raw: Any, kind: str, names: str | None = None) -> Node:
        """An amount, a name, ``$value``, ``{param: …}``, or a fact that ``{fact: …}`` names."""
        operand = read_operand(raw, self.path, self.quiet())
        if kind == "set":
            return self.low.names(operand, names, self.ctx, self.path)
        return self.low.single(operand, kind, names, self.ctx, self.path)

    def named(self, raw: Any) -> Fact:
        """The fact that stands there by its name, or as ``{fact: …}``."""
        return self.low.registry.facts[read_fact(raw, self.path, self.quiet()).name]

    def amount(self, raw: Any, kind: str, names: str | None = None) -> Node:
        """A fact, by its name or as ``{fact: …}``, or what stands for itself."""
        by_name = isinstance(raw, str) and raw in self.low.registry.facts
        if by_name or (isinstance(raw, Mapping) and "fact" in raw):
            return self.node(raw)
        return self.operand(raw, kind, names)

    def condition(self, raw: Any, ctx: Context, *keys: str | int) -> Node:
        """The truth of a condition, written as in rules; ``keys`` lead to it from the recipe."""
        path = (*self.path, *keys) if self.fact.place else self.path
        read: Condition | None = read_condition(raw, path, self.quiet()) if raw is not None else None
        return self.low.condition(read and given(read, self.ctx.parameters), ctx)

    def quiet(self) -> Faults:
        """Where faults of the recipe go: those of the library's are raised."""
        return self.low.faults if self.fact.place else _Strict(self.fact.name)

    def make(self, cls: Callable[[int, str, str, *Parts], Node], *parts: *Parts) -> Node:
        """A node of the fact's own subject and kind."""
        return self.core.make(cls, self.ctx.scope, self.fact.kind, *parts)

    # --- lists --------------------------------------------------------------------------------------------------------

    def inside(self, body: Mapping[str, Any]) -> Context:
        """The context of the elements that a recipe goes through."""
        element, asked = body["from"], self.ctx.asked
        if asked is not None:
            seen = (None if day is None else self.seen(day, element) for day in (asked.first, asked.last))
            asked = AskedAt(asked.form, *seen)
        ctx = self.ctx
        return Context(element, ctx, readings=ctx.readings, parameters=ctx.parameters, asked=asked)

    def filter(self, body: Mapping[str, Any], inner: Context, answer: Node | None = None) -> Node:
        """Which elements count: ``where``, and when the recipe looks, as a condition on their days.

        ``answer`` is the day that the fact answers with, if it does: there what lies ahead has not happened anyway.
        """
        key = "among" if "among" in body else "where"
        where = self.condition(body.get(key), inner, key)
        when = read_when(body, self.path, self.quiet())
        there = Looking(self, inner, body.get("dated_by")).condition(when, where, answer)
        alike = [self.alike(name, inner) for name in body.get("alike", ())]
        return self.core.both(inner.scope, where, there, self.whose(body, inner), *alike)

    def alike(self, name: str, inner: Context) -> Node:
        """Whether an element has what the subject that asks, one of them itself, has of a fact."""
        mine = self.seen(self.node(name), inner.scope)
        return self.core.compare(inner.scope, self.node(name, inner), "is", mine)

    def fault(self, code: str, message: str, path: Path, help: str | None = None) -> None:
        """What is wrong in the recipe is raised."""
        self.quiet().add(code, message, path, help)

    def side(self, word: str) -> nodes.Side:
        """On which side of its owner something lies: ``precedes`` or ``follows``."""
        return nodes.Side(word == "precedes", self.low.registry.subjects[self.ctx.scope].successive)

    def life(self) -> tuple[Node, Node]:
        """The days between which an owner lasts; what happens on one day, as a request, goes on from it."""
        first, last = self.span()
        return first, self.core.const(NONE, "date") if first is last else last

    def whose(self, body: Mapping[str, Any], inner: Context) -> Node | None:
        """Whether an element is that of the subject that asks, where the recipe says on which side of it it lies."""
        word = next((key for key in ("precedes", "follows") if key in body), None)
        if word is None:
            return None
        registry, owner, element = self.low.registry, self.ctx.scope, inner.scope
        shared, dates = shared_owner(registry, owner, element), dates_of(registry, element)
        if body[word] != owner or why_nobody_owns(registry, owner, element) or dates is None:
            raise RecipeError(
                f"the recipe of `{self.fact.name}` goes through `{element}`, which `{body[word]}` does not own"
            )
        named = [name for name, fact in registry.facts.items() if (fact.per, fact.path) == (element, "for")]
        # What an owner names, it began with: a request to close is none of these.
        begun = registry.subjects[owner].links.values() if word == "precedes" else ()
        links = [key for target, key in begun if target == element]
        steps, chain = registry.seen_from(owner)[str(shared)], registry.chain(str(shared), owner) or ()
        return self.core.make(
            nodes.Whose, element, "truth", self.node(dates.first, inner),
            tuple(self.node(name, inner) for name in named), *self.life(),
            steps, chain, self.side(word), "".join(links),
        )  # fmt: skip

    def span(self) -> tuple[Node, Node]:
        """First and last day of the subject that asks."""
        name = self.ctx.scope
        ends = self.registry.subjects[name].span
        if ends is None:
            raise RecipeError(f"the recipe of `{self.fact.name}` needs the span of `{name}`, which has none")
        return self.node(ends[0]), self.node(ends[1])

    def monday(self) -> Node:
        """The Monday of the subject that asks; slots of a week are laid on the days that follow it."""
        subjects = self.registry.subjects
        name = subjects[self.ctx.scope].monday
        if name is None:
            weeks = ", ".join(each.name for each in subjects.values() if each.monday)
            message = f"`{self.ctx.scope}` is no week, and slots of a week are laid on one"
            self.fault("recipe-reach", message, self.path, f"declare it for one of {weeks}")
            return self.core.const(UNKNOWN, "date")
        return self.node(name)

    def time(self, when: When) -> AskedAt:
        """The days that the recipe names."""
        asked = self.low.time(when, self.ctx, self.path, self.quiet())
        if asked is None:
            raise RecipeError(f"the recipe of `{self.fact.name}` does not see the days that it names")
        return asked

    def seen(self, node: Node, element: str) -> Node:
        """A node of the subject that asks, as seen from an element."""
        return self.core.seen(element, node)

    def fold(
        self, cls: Callable[[int, str, str, Reach, *Parts], Node], inner: Context, *parts: *Parts
    ) -> Node:
        """A node over all elements that the fact's subject reaches."""
        relation = self.low.reached(self.ctx, inner.scope)
        if relation is None:
            raise RecipeError(
                f"the recipe of `{self.fact.name}` cannot reach `{inner.scope}` from `{self.ctx.scope}`"
            )
        return self.make(cls, relation, *parts)


class _Strict(Faults):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def add(self, code: str, message: str, *_place: Any, **_at: Any) -> None:
        """Faults of the catalogue are raised, not gathered."""
        raise RecipeError(f"the recipe of `{self.name}` is wrong ({code}): {message}")

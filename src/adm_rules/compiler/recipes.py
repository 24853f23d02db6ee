"""Lowers recipes: the closed list of ways to make one fact from others (`adm_rules.facts.recipes`).

Each recipe of the catalogue is a mapping with one key, its name, over the parameters that docs/language.md
describes. A recipe of the library that is wrong is a defect, so it raises `RecipeError` at once; one that a rule file
declares is reported at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVarTuple

from adm_rules.bounds import NONE, UNKNOWN
from adm_rules.compiler import nodes
from adm_rules.compiler.context import AskedAt, Context
from adm_rules.compiler.looking import Looking
from adm_rules.compiler.lower import Lowering
from adm_rules.compiler.nodes import Node, Reach
from adm_rules.compiler.operands import CATALOGUE
from adm_rules.compiler.ownership import shared_owner, why_nobody_owns
from adm_rules.facts.dates import dates_of
from adm_rules.facts.recipes import EachRecipe, RecipeError
from adm_rules.facts.registry import Fact
from adm_rules.loader.conditions import read_condition, read_fact, read_operand, read_when
from adm_rules.loader.faults import Faults
from adm_rules.rules import Condition, FactRef, ListOf, Path, ValueRef, When, given

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
        there = Looking(self, inner).condition(when, answer)
        return self.core.both(inner.scope, where, there, self.whose(body, inner))

    def fault(self, code: str, message: str, path: Path, help: str | None = None) -> None:
        """What is wrong in the recipe is raised."""
        self.quiet().add(code, message, path, help)

    def side(self, word: str) -> nodes.Side:
        """On which side of its owner something lies: ``precedes`` or ``follows``."""
        return nodes.Side(word == "precedes", self.low.registry.subjects[self.ctx.scope].successive)

    def life(self) -> tuple[Node, Node]:
        """The days between which an owner lasts; what happens on one day, as a request, goes on from it."""
        first, last = self.span(self.ctx)
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
        links = [key for target, key in registry.subjects[owner].links.values() if target == element]
        steps, chain = registry.seen_from(owner)[str(shared)], registry.chain(str(shared), owner) or ()
        return self.core.make(
            nodes.Whose, element, "truth", self.node(dates.first, inner),
            tuple(self.node(name, inner) for name in named), *self.life(),
            steps, chain, self.side(word), "".join(links),
        )  # fmt: skip

    def span(self, ctx: Context, subject: str = "") -> tuple[Node, Node]:
        """First and last day of a subject: of the context's own, or of one that it sees."""
        name, subjects = subject or ctx.scope, self.low.registry.subjects
        if name not in subjects:
            self.quiet().unknown("subject", name, subjects, self.path, at_key=False)
            raise RecipeError(f"there is no subject `{name}`")
        ends = subjects[name].span
        if ends is None:
            raise RecipeError(f"the recipe of `{self.fact.name}` needs the span of `{name}`, which has none")
        return self.node(ends[0], ctx), self.node(ends[1], ctx)

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


def lower_recipe(low: Lowering, fact: Fact, ctx: Context) -> Node:
    """The node of a fact that a recipe makes; one of a file that is wrong is reported, and not known."""
    lower, body = _LOWERED.of(fact)
    before = len(low.faults.found)
    try:
        return lower(Recipe(low, fact, ctx), body)
    except RecipeError as error:
        if not fact.place:
            raise
        if len(low.faults.found) == before:
            help = "name a day, or ask of a subject that lasts"
            low.faults.add("recipe-reach", str(error), (*fact.place, *(fact.recipe or ())), help)
        return low.core.const(UNKNOWN, fact.kind)


# --- one value from others
# ---------------------------------------------------------------------------------------------


def _part(r: Recipe, body: Mapping[str, Any]) -> Node:
    patrons = r.low.regulation.conventions.patron_days if body["as"] == "holiday" else None
    of, day_of = r.node(body["of"]), r.node(body["day_of"]) if "day_of" in body else None
    return r.make(nodes.DayPart, of, day_of, body["as"], patrons)


def _patron(r: Recipe, body: Mapping[str, Any]) -> Node:
    """Whether a day is the patron day of a Comune."""
    table = r.low.regulation.conventions.service_holidays
    return r.make(nodes.Patron, r.node(body["of"]), r.node(body["in"]), table)


def _between(r: Recipe, body: Mapping[str, Any]) -> Node:
    return r.make(nodes.Between, r.node(body["from"]), r.node(body["to"]), body["in"])


def _age_on(r: Recipe, body: Mapping[str, Any]) -> Node:
    return r.make(nodes.Age, r.node(body["birth"]), r.node(body["at"]))


def _shift(r: Recipe, body: Mapping[str, Any]) -> Node:
    unit = "months" if "months" in body else "days"
    return r.make(nodes.Shift, r.node(body["of"]), r.operand(body[unit], unit), unit, body["as"])


def _least(r: Recipe, body: list[str]) -> Node:
    return r.make(nodes.Least, tuple(r.node(name) for name in body))


def _greatest(r: Recipe, body: list[str]) -> Node:
    return r.make(nodes.Greatest, tuple(r.node(name) for name in body))


def _ratio(r: Recipe, body: list[Any]) -> Node:
    above = r.node(body[0])
    below = r.node(body[1]) if body[1] in r.low.registry.facts else r.operand(body[1], above.kind)
    return r.make(nodes.Ratio, above, below)


def _difference(r: Recipe, body: list[Any]) -> Node:
    return r.make(nodes.Less, r.node(body[0]), r.node(body[1]))


def _apportion(r: Recipe, body: Mapping[str, Any]) -> Node:
    """A sum of money shared out: so much of it as a part is of the whole, to the cent."""
    return r.make(nodes.Apportion, r.node(body["of"]), r.node(body["part"]), r.node(body["whole"]))


def _field(r: Recipe, body: str) -> Node:
    """A fact of a linked subject, named by the link: ``substitute.staff_role``."""
    link, name = body.split(".")
    fact = r.low.registry.facts[name]
    own = r.low.own(fact, FactRef(name), r.ctx, ())
    if link not in r.low.registry.subjects[r.ctx.scope].links:
        raise RecipeError(
            f"`{r.ctx.scope}` has no link `{link}`, which the recipe of `{r.fact.name}` follows"
        )
    return r.core.via(r.ctx.scope, own, (link,))


def _choose(r: Recipe, body: list[Mapping[str, Any]]) -> Node:
    cases: list[tuple[Node, Node]] = []
    for n, option in enumerate(body):
        if "else" in option:
            otherwise = _alternative(r, option["else"])
            is_other_fact = not cases and isinstance(option["else"], Mapping)
            return otherwise if is_other_fact else r.make(nodes.Choose, tuple(cases), otherwise)
        cases.append((r.condition(option["when"], r.ctx, n, "when"), _alternative(r, option["then"])))
    raise RecipeError(f"the recipe of `{r.fact.name}` has no `else`")


def _traces(r: Recipe, body: list[Mapping[str, Any]]) -> Node:
    """One value from what may tell it: keys (``is``), then a list (``first``), then what proves it (``by``)."""
    recorded = tuple(r.node(line["is"]) for line in body if "is" in line)
    present = tuple(_recorded(r, each) for each in recorded)
    lists = tuple(r.node(line["first"]) for line in body if "first" in line)
    proofs = tuple(r.node(name) for line in body for name in line.get("by", ()))
    return r.make(nodes.Settle, recorded, present, lists, proofs)


def _recorded(r: Recipe, node: Node) -> Node:
    """What stands under the key of an event; what is no key of an event says nothing by being there."""
    key = nodes.own(node.of) if isinstance(node, nodes.Owned) else node
    if not isinstance(key, nodes.Field) or key.kind != "event":
        return r.core.const("", "enum")
    there = r.core.make(nodes.Recorded, key.scope, "enum", key.path, key.more)
    return r.core.via(node.scope, there, node.steps) if isinstance(node, nodes.Owned) else there


def _owned(r: Recipe, body: Mapping[str, str]) -> Node:
    """The day of an owner's own event: of a key above that may hold one for each owner."""
    ((side, name),) = body.items()
    fact, owner = r.low.registry.facts[name], r.ctx.scope
    steps, chain = r.low.registry.path_to(owner, fact.per), r.low.registry.chain(fact.per, owner)
    if not steps or chain is None or fact.path is None:
        raise RecipeError(f"the recipe of `{r.fact.name}` needs a key of what owns `{owner}`, not `{name}`")
    return r.make(nodes.Owned, r.node(name), *r.life(), fact.path, steps, chain, r.side(side))


def _alternative(r: Recipe, raw: Any) -> Node:
    if isinstance(raw, Mapping) and "fact" in raw:
        return r.node(raw)
    if isinstance(raw, str) and raw in r.low.registry.facts:
        return r.node(raw)
    return r.operand(raw, r.fact.kind, r.fact.names)


# --- lists ------------------------------------------------------------------------------------------------------------


def _count(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside(body)
    where = r.filter(body, inner)
    if "distinct" in body:
        return r.fold(nodes.CountDistinct, inner, where, r.node(body["distinct"], inner))
    return r.fold(nodes.Count, inner, where)


def _size(r: Recipe, body: Any) -> Node:
    """How many members a set has."""
    return r.make(nodes.Size, r.node(body))


def _total(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside(body)
    return r.fold(nodes.SumOf, inner, r.filter(body, inner), r.node(body["of"], inner))


def _share(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside(body)
    base = r.filter({**body, "among": body.get("among")}, inner)
    passes = r.condition(body["where"], inner, "where")
    if "distinct" in body:
        return r.fold(nodes.ShareDistinct, inner, base, passes, r.node(body["distinct"], inner))
    weight = r.node(body["of"], inner) if "of" in body else r.core.const(1, "count")
    return r.fold(nodes.Share, inner, base, passes, weight)


def _pick(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside(body)
    value, by = r.node(body["of"], inner), r.node(body["by"], inner)
    last = body["take"] == "last"
    where = r.filter(body, inner, None if last or r.fact.kind != "event" else value)
    return r.fold(nodes.Pick, inner, where, value, by, last)


def _collect(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner, is_series = r.inside(body), r.fact.kind == "series"
    value = r.node(body["of"], inner)
    where = r.filter(body, inner, value if is_series else None)
    return r.fold(nodes.Gather if is_series else nodes.Collect, inner, where, value)


def _complete_on(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside(body)
    operand = ListOf(tuple(read_operand(item, (), r.quiet()) for item in body["needs"]))
    needs = r.low.names(operand, None, r.ctx, r.path)
    key, day = r.node(body["of"], inner), r.node(body["by"], inner)
    where = r.filter(body, inner, day)
    values = (r.low.regulation.values.get(item.name) for item in operand.items if isinstance(item, ValueRef))
    kin = next((r.low.kin(value.names) for value in values if value is not None), None)
    return r.fold(nodes.CompleteOn, inner, where, key, day, r.core.seen(inner.scope, needs), kin)


def _reached(r: Recipe, body: Mapping[str, Any]) -> Node:
    """The day on which dated amounts, added up, first reach a share of a sum."""
    inner = r.inside(body)
    base, share = (
        r.core.seen(inner.scope, r.node(body["base"])),
        r.core.seen(inner.scope, r.operand(body["share"], "fraction")),
    )
    amount, day = r.node(body["of"], inner), r.node(body["by"], inner)
    where = r.filter(body, inner, day)
    return r.fold(nodes.Reached, inner, where, amount, day, base, share)


def _previous(r: Recipe, body: Mapping[str, Any]) -> Node:
    return r.make(nodes.Previous, r.node(body["of"]), r.node(body["by"]))


def _slots(r: Recipe, name: str, inner: Context) -> tuple[Node, ...]:
    return tuple(r.node(f"{name}_{part}", inner) for part in ("weekday", "start", "end", "from", "until"))


def _overlap(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside({"from": body["of"]})
    low, high = (r.core.seen(inner.scope, r.operand(raw, "time")) for raw in body["with"])
    days = r.core.seen(inner.scope, _weekdays(r, body))
    week = r.core.seen(inner.scope, r.span(r.ctx)[0])
    where, slot = r.condition(body.get("where"), inner, "where"), _slots(r, body["of"], inner)
    return r.fold(nodes.Overlap, inner, where, slot, low, high, days, week, bool(body.get("merge")))


def _uncovered(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside({"from": body["by"]})
    where = r.condition(body.get("where"), inner, "where")
    slot = _slots(r, body["by"], inner)
    if "window" in body:
        low, high = (r.core.seen(inner.scope, r.operand(raw, "time")) for raw in body["window"])
        days, week = r.core.seen(inner.scope, _weekdays(r, body)), r.core.seen(inner.scope, r.span(r.ctx)[0])
        return r.fold(nodes.UncoveredWindow, inner, where, slot, low, high, days, week)
    start, end = (r.core.seen(inner.scope, r.node(body[name])) for name in ("from", "to"))
    return r.fold(nodes.Uncovered, inner, where, slot, start, end)


def _weekdays(r: Recipe, body: Mapping[str, Any]) -> Node:
    operand = read_operand(body["on"], (), r.quiet())
    return r.low.names(operand, "weekday", r.ctx, r.path)


#: How each recipe is lowered.
_LOWERED: Final[EachRecipe[Callable[[Recipe, Any], Node]]] = EachRecipe(
    part=_part,
    patron=_patron,
    between=_between,
    age_on=_age_on,
    shift=_shift,
    least=_least,
    greatest=_greatest,
    ratio=_ratio,
    difference=_difference,
    apportion=_apportion,
    field=_field,
    choose=_choose,
    traces=_traces,
    owned=_owned,
    count=_count,
    size=_size,
    total=_total,
    share=_share,
    pick=_pick,
    collect=_collect,
    complete_on=_complete_on,
    reached=_reached,
    previous=_previous,
    overlap=_overlap,
    uncovered=_uncovered,
)

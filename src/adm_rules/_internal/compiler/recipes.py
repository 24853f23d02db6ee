"""Lowers recipes: the closed list of ways to make one fact from others (`facts.recipes`).

Each recipe of the catalogue is a mapping with one key, its name, over the parameters that docs/language.md
describes. A recipe of the library that is wrong is a defect, so it raises `RecipeError` at once; one that a rule file
declares is reported at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.looking import Looking
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.recipe import Recipe
from adm_rules._internal.facts.recipes import EachRecipe, RecipeError
from adm_rules._internal.facts.registry import STEPS, Dating, Fact
from adm_rules._internal.loader.conditions import read_operand, read_when
from adm_rules._internal.rules import FactRef, ListOf, ValueRef
from adm_rules._internal.values.bounds import UNKNOWN


def lower_recipe(low: Lowering, fact: Fact, ctx: Context) -> Node:
    """The node of a fact that a recipe makes; one of a file that is wrong is reported, and not known."""
    lower, body = _LOWERED.of(fact)
    before = len(low.faults.found)
    try:
        return _so_far(low, lower(Recipe(low, fact, ctx), body))
    except RecipeError as error:
        if not fact.place:
            raise
        if len(low.faults.found) == before:
            help = "name a day, or ask of a subject that lasts"
            low.faults.add("recipe-reach", str(error), (*fact.place, *(fact.recipe or ())), help)
        return low.core.const(UNKNOWN, fact.kind)


def _so_far(low: Lowering, made: Node) -> Node:
    """An event that is made of days which may lie ahead, as a fold's is: of those ahead it has not happened."""
    joins = isinstance(made, nodes.Least | nodes.Greatest | nodes.Settle | nodes.Choose)
    ahead = isinstance(made, nodes.Shift | nodes.DayPart) or (
        joins and any(part.kind == "date" for part in made.args)
    )
    if made.kind == "event" and ahead:
        return low.core.make(nodes.SoFar, made.scope, made.kind, made, low.core.today())
    return made


# --- one value from others
# ---------------------------------------------------------------------------------------------


def _part(r: Recipe, body: Mapping[str, Any]) -> Node:
    patrons = r.low.regulation.conventions.patron_days if body["as"] == "holiday" else None
    of, day_of = r.node(body["of"]), r.node(body["day_of"]) if "day_of" in body else None
    return r.make(nodes.DayPart, of, day_of, body["as"], patrons)


def _touched(r: Recipe, body: Mapping[str, Any]) -> Node:
    """The days from one moment to another: a last minute before midnight leaves the next day untouched."""
    patrons = r.low.regulation.conventions.patron_days if body["as"] == "holiday" else ()
    return r.make(nodes.Touched, r.node(body["from"]), r.node(body["to"]), body["as"], patrons)


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
    how, habits = body["as"], r.low.regulation.conventions
    moves = how == "end_of_term"
    rollover: Any = habits.rollover if moves else "none"
    day, length = r.node(body["of"]), r.operand(body[unit], unit)
    return r.make(nodes.Shift, day, length, unit, how, rollover, habits.still_days if moves else ())


def _least(r: Recipe, body: list[str]) -> Node:
    return r.make(nodes.Least, tuple(r.node(name) for name in body))


def _greatest(r: Recipe, body: list[str]) -> Node:
    return r.make(nodes.Greatest, tuple(r.node(name) for name in body))


def _ratio(r: Recipe, body: list[Any]) -> Node:
    above = r.node(body[0])
    below = r.amount(body[1], above.kind)
    return r.make(nodes.Ratio, above, below)


def _sum(r: Recipe, body: list[Any]) -> Node:
    """Amounts added up, one to what those before it come to."""
    first, *others = ((r.node(name), _is_signed(r.named(name))) for name in body)
    summed, signed = first
    for each, each_signed in others:
        summed, signed = r.make(nodes.Plus, summed, each, (signed, each_signed)), True
    return summed


def _difference(r: Recipe, body: list[Any]) -> Node:
    return r.make(nodes.Less, r.node(body[0]), r.node(body[1]))


def _apportion(r: Recipe, body: Mapping[str, Any]) -> Node:
    """A sum of money shared out: so much of it as a part is of the whole, to the cent."""
    return r.make(nodes.Apportion, r.node(body["of"]), r.node(body["part"]), r.node(body["whole"]))


def _field(r: Recipe, body: str) -> Node:
    """A fact of a linked subject, named by the link: ``substitute.staff_role``."""
    link, name = body.split(".")
    fact = r.low.registry.facts[name]
    own = r.low.own(fact, FactRef(name), r.ctx, r.path)
    if link not in r.low.registry.subjects[r.ctx.scope].links:
        raise RecipeError(
            f"`{r.ctx.scope}` has no link `{link}`, which the recipe of `{r.fact.name}` follows"
        )
    return r.core.via(r.ctx.scope, own, (link,))


def _step(r: Recipe, body: Mapping[str, Any]) -> Node:
    """What the records of the subject tell of a step."""
    scope = r.ctx.scope
    if not r.low.registry.subjects[scope].is_kept:
        message = f"`{scope}` is worked out: no file has a record of it that could tell of steps"
        r.fault("recipe-reach", message, r.path, "declare it for what the file has, such as `case`")
        return r.core.const(UNKNOWN, r.fact.kind)
    named = r.operand(body["name"], "enum", STEPS)
    if not isinstance(named, nodes.Const):
        help = "write a name of the list `step`, or add one under `names: {step: …}`"
        r.fault("recipe-kind", "a step is named, and not looked up", (*r.path, "name"), help)
    if not isinstance(named, nodes.Const) or named.value is UNKNOWN:  # reported, or not filled in
        return r.core.const(UNKNOWN, r.fact.kind)
    return r.make(nodes.Taken, named.value, body.get("give", "on"), r.low.kin(STEPS))


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
    ((side, raw),) = body.items()
    fact, owner = r.named(raw), r.ctx.scope
    steps, chain = r.low.registry.path_to(owner, fact.per), r.low.registry.chain(fact.per, owner)
    if not steps or chain is None or fact.path is None:
        raise RecipeError(
            f"the recipe of `{r.fact.name}` needs a key of what owns `{owner}`, not `{fact.name}`"
        )
    return r.make(nodes.Owned, r.node(raw), *r.life(), fact.path, steps, chain, r.side(side))


def _alternative(r: Recipe, raw: Any) -> Node:
    return r.amount(raw, r.fact.kind, r.fact.names)


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
    where = r.filter(body, inner)
    _check_sum(r, body, inner)
    summed = r.named(body["of"])
    if "merge" in body:
        times = (*_times(r, summed, inner), r.node(body["of"], inner))
        return r.fold(nodes.SumOfTimes, inner, where, r.condition(body["merge"], inner, "merge"), *times)
    signed = summed.kind == "money" and _is_signed(summed)
    return r.fold(nodes.SumOf, inner, where, r.node(body["of"], inner), signed)


def _times(r: Recipe, summed: Fact, inner: Context) -> tuple[Node, Node]:
    """The two times that a length lies between: of no other amount could a part be shared."""
    ends = (summed.recipe or {}).get("between", {})
    if ends.get("in") != "minutes":
        message = f"`{summed.name}` is no length between two times, so nothing tells what overlaps"
        help = "sum up a fact made by `between`, with `in: minutes`, such as `session_time`"
        r.fault("recipe-kind", message, (*r.path, "of"), help)
        unknown = r.core.const(UNKNOWN, "instant")
        return unknown, unknown
    return r.node(ends["from"], inner), r.node(ends["to"], inner)


def _is_signed(fact: Fact) -> bool:
    """Whether an amount may lie below nothing: one that is made, or money that a file may hold back."""
    return fact.path is None or fact.signed


def _check_sum(r: Recipe, body: Mapping[str, Any], inner: Context) -> None:
    """Amounts of records that last and may follow one another are added up only where that is said to be meant."""
    dates, when = Looking(r, inner, body.get("dated_by")).dates(), read_when(body, r.path, r.quiet())
    lasting = dates is not None and dates.form is Dating.LASTING
    one_day = when is None or when.form == "at" or r.fact.asked == "day"
    if lasting and not one_day and "adds_up" not in body:
        message = f"each `{inner.scope}` lasts, and amounts of such as follow one another are added up"
        help = (
            "`at: day` adds up those in force on it; if all of them count, say why: `adds_up: {it: …, en: …}`"
        )
        r.fault("sum-over-time", message, r.path, help)
    elif "adds_up" in body and (one_day or not lasting):
        message = f"no `{inner.scope}` follows another here, so there is nothing to say of it"
        r.fault("sum-over-time", message, (*r.path, "adds_up"), "leave out `adds_up`")


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


def _at_once(r: Recipe, body: Mapping[str, Any]) -> Node:
    """What shares time with another; where nothing has to be shared besides, all share one thing."""
    inner = r.inside(body)
    name, start, end = (r.node(body[key], inner) for key in ("of", "start", "end"))
    one = r.core.const(frozenset({""}), "set")
    shared = r.node(body["sharing"], inner) if "sharing" in body else r.core.seen(inner.scope, one)
    return r.fold(nodes.AtOnce, inner, r.filter(body, inner), name, start, end, shared)


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
    part = r.low.share(read_operand(body["share"], r.path, r.quiet()), r.ctx, (*r.path, "share"))
    base, share = (r.core.seen(inner.scope, node) for node in (r.node(body["base"]), part))
    amount, day = r.node(body["of"], inner), r.node(body["by"], inner)
    where = r.filter(body, inner, day)
    return r.fold(nodes.Reached, inner, where, amount, day, base, share)


def _served(r: Recipe, body: Mapping[str, Any]) -> Node:
    """How many periods from a day on have an event."""
    inner = r.inside(body)
    since, months = (
        r.core.seen(inner.scope, node)
        for node in (r.node(body["since"]), r.operand(body["months"], "months"))
    )
    day = r.node(body["by"], inner)
    return r.fold(nodes.Served, inner, r.filter(body, inner, day), day, since, months)


def _previous(r: Recipe, body: Mapping[str, Any]) -> Node:
    return r.make(nodes.Previous, r.node(body["of"]), r.node(body["by"]))


def _slots(r: Recipe, name: str, inner: Context) -> tuple[Node, ...]:
    return tuple(r.node(f"{name}_{part}", inner) for part in ("weekday", "start", "end", "from", "until"))


def _overlap(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside({"from": body["of"]})
    low, high = (r.core.seen(inner.scope, r.operand(raw, "time")) for raw in body["with"])
    days = r.core.seen(inner.scope, _weekdays(r, body))
    week = r.core.seen(inner.scope, r.monday())
    where, slot = r.condition(body.get("where"), inner, "where"), _slots(r, body["of"], inner)
    return r.fold(nodes.Overlap, inner, where, slot, low, high, days, week, bool(body.get("merge")))


def _uncovered(r: Recipe, body: Mapping[str, Any]) -> Node:
    inner = r.inside({"from": body["by"]})
    where = r.condition(body.get("where"), inner, "where")
    slot = _slots(r, body["by"], inner)
    if "window" in body:
        low, high = (r.core.seen(inner.scope, r.operand(raw, "time")) for raw in body["window"])
        days, week = r.core.seen(inner.scope, _weekdays(r, body)), r.core.seen(inner.scope, r.monday())
        return r.fold(nodes.UncoveredWindow, inner, where, slot, low, high, days, week)
    start, end = (r.core.seen(inner.scope, r.node(body[name])) for name in ("from", "to"))
    return r.fold(nodes.Uncovered, inner, where, slot, start, end)


def _weekdays(r: Recipe, body: Mapping[str, Any]) -> Node:
    operand = read_operand(body["on"], (), r.quiet())
    return r.low.names(operand, "weekday", r.ctx, r.path)


#: How each recipe is lowered.
_LOWERED: Final[EachRecipe[Callable[[Recipe, Any], Node]]] = EachRecipe(
    part=_part,
    touched=_touched,
    patron=_patron,
    between=_between,
    age_on=_age_on,
    shift=_shift,
    least=_least,
    greatest=_greatest,
    ratio=_ratio,
    sum=_sum,
    difference=_difference,
    apportion=_apportion,
    field=_field,
    step=_step,
    choose=_choose,
    traces=_traces,
    owned=_owned,
    count=_count,
    size=_size,
    total=_total,
    share=_share,
    pick=_pick,
    collect=_collect,
    at_once=_at_once,
    complete_on=_complete_on,
    reached=_reached,
    served=_served,
    previous=_previous,
    overlap=_overlap,
    uncovered=_uncovered,
)

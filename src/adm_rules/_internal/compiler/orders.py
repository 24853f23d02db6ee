"""Lowers orders: who stands in them, and what each of their steps asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.ruling import known_subject
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.rules import DIRECTIONS, ByFact, FactRef, First, Order, Path, Points, Step
from adm_rules._internal.values import KINDS, bounds


@dataclass(frozen=True, slots=True)
class Asks:
    """What a step asks of an element: conditions and values, by their place in the step."""

    conditions: Mapping[str, Node] = field(default_factory=dict)
    values: Mapping[str, Node] = field(default_factory=dict)


def check_order(low: Lowering, order: Order) -> None:
    """Report what is wrong with an order; what it asks is compiled when it is first asked."""
    if not known_subject(low, order.per, (*order.path, "per")):
        return
    if order.per != "case" and low.registry.chain("case", order.per) is None:
        message = f"an order ranks the elements of cases, and `{order.per}` stands in another file"
        low.faults.add("not-of-a-case", message, (*order.path, "per"), "such as `request`")
        return
    lower_order(low, order)


def lower_order(low: Lowering, order: Order) -> tuple[Node, tuple[Asks, ...]]:
    """Who stands in an order, and what its steps ask, under the default readings."""
    ctx = Context(order.per)
    steps = tuple(_step(low, step, ctx, (*order.path, "order", n)) for n, step in enumerate(order.steps))
    return low.condition(order.when, ctx), steps


def _step(low: Lowering, step: Step, ctx: Context, path: Path) -> Asks:
    if isinstance(step, First):
        return Asks({"": low.condition(step.condition, ctx)})
    if isinstance(step, ByFact):
        return Asks(values={"": _ranked(low, step, ctx, (*path, step.direction))})
    return _points(low, step, ctx)


def place(entry: int, score: int) -> str:
    """Where a score stands in a step of points."""
    return f"{entry}.{score}"


def _points(low: Lowering, step: Points, ctx: Context) -> Asks:
    conditions, values = dict[str, Node](), dict[str, Node]()
    for n, entry in enumerate(step.entries):
        for m, score in enumerate(entry):
            conditions[place(n, m)] = low.condition(score.when, ctx)
            if score.times is not None:
                values[place(n, m)] = _times(low, score.times, ctx, (*score.path, "times"))
    return Asks(conditions, values)


def _times(low: Lowering, fact: FactRef, ctx: Context, path: Path) -> Node:
    help = "points are given so many times: name a count"
    return _of_kind(low, fact, ctx, path, lambda kind: kind == "count", lambda _: help)


def _ranked(low: Lowering, step: ByFact, ctx: Context, path: Path) -> Node:
    right = _is_day if DIRECTIONS[step.direction].of_days else _is_amount
    return _of_kind(low, step.fact, ctx, path, right, _how_to_rank)


def _is_day(kind: str) -> bool:
    return kind in ("date", "event")


def _is_amount(kind: str) -> bool:
    return KINDS[kind].ordered and not _is_day(kind)


def _how_to_rank(kind: str) -> str:
    """What ranks by a fact of a kind."""
    if _is_day(kind):
        return "`earliest` and `latest` rank days"
    return "`lowest` and `highest` rank amounts" if _is_amount(kind) else "`first` ranks by a condition"


def _of_kind(
    low: Lowering,
    fact: FactRef,
    ctx: Context,
    path: Path,
    right: Callable[[str], bool],
    help: Callable[[str], str],
) -> Node:
    """The node of a fact of the right kind; something unknown after a fault."""
    node = low.fact(fact, ctx, path)
    if node is not None and not right(node.kind):
        low.faults.add("wrong-kind", f"`{fact.name}` is of kind {node.kind}", path, help(node.kind))
        node = None
    return node or low.core.const(bounds.UNKNOWN, "count")

"""The core: nodes made once, and the order in which generated code computes them."""

from __future__ import annotations

from collections.abc import Iterator
from sys import modules
from typing import Any, get_args

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.nodes import Node, Reach
from adm_rules._internal.compiler.schedule import Block, blocks, reachable, shared_nodes
from adm_rules._internal.values.bounds import UNKNOWN

SESSIONS = Reach((), ("session",))


def field(core: Core, scope: str, name: str) -> Node:
    return core.make(nodes.Field, scope, "count", name, name)


def compare(core: Core, left: Node, right: Node) -> Node:
    return core.compare(left.scope, left, "at_most", right)


def greatest(core: Core, *of: Node) -> Node:
    return core.make(nodes.Greatest, "session", "count", of)


def total(core: Core, amount: Node) -> Node:
    return core.make(nodes.SumOf, "week", "count", SESSIONS, core.const(True, "truth"), amount, False)


# --- nodes ------------------------------------------------------------------------------------------------------------


def test_the_same_parts_make_the_same_node() -> None:
    core = Core()
    assert field(core, "session", "a") is field(core, "session", "a")
    assert field(core, "session", "a") is not field(core, "week", "a")
    assert core.const(1, "count") is core.const(1, "count")


def test_constants_that_python_takes_for_equal_stay_apart() -> None:
    core = Core()
    assert core.const(1, "count") is not core.const(True, "count")
    assert core.const(0, "minutes") is not core.const(0, "days")
    assert core.const(UNKNOWN, "minutes", "a") is not core.const(UNKNOWN, "minutes", "b")


def test_a_node_shows_what_it_is() -> None:
    core = Core()
    assert repr(field(core, "session", "a")) == "<field #0 of session>"


def test_every_class_of_nodes_says_what_its_value_can_be() -> None:
    classes = get_args(Node)
    assert {cls.__name__ for cls in classes} == set(last_of(nodes.Base))
    assert [cls for cls in classes if cls._extent is nodes.Base._extent] == []


def last_of(cls: type[Any]) -> Iterator[str]:
    """Names of the classes below that have none below them; what `slots` made anew stands for what it was made of."""
    below = [each for each in cls.__subclasses__() if vars(modules[each.__module__])[each.__name__] is each]
    if not below:
        yield cls.__name__
    for each in below:
        yield from last_of(each)


def test_conjunctions_and_disjunctions_leave_out_what_says_nothing() -> None:
    core = Core()
    yes, no = core.const(True, "truth"), core.const(False, "truth")
    fact = compare(core, field(core, "session", "a"), core.const(1, "count"))
    other = compare(core, field(core, "session", "b"), core.const(1, "count"))
    assert core.both("session") is yes
    assert core.both("session", None, yes) is yes
    assert core.both("session", yes, fact) is fact
    assert core.both("session", fact, other).args == (fact, other)
    assert core.either("session") is no
    assert core.either("session", no, fact) is fact
    assert isinstance(core.either("session", fact, other), nodes.Or)
    assert isinstance(core.both("session", no, fact), nodes.And)


def test_what_depends_on_the_subject_that_asks() -> None:
    core = Core()
    mine = field(core, "week", "limit")
    outer = core.outer("session", mine)
    inside = compare(core, field(core, "session", "a"), outer)
    fold = core.make(nodes.Count, "week", "count", SESSIONS, inside)
    assert (outer.asks, inside.asks, fold.asks, mine.asks) == (True, True, False, False)


# --- order ------------------------------------------------------------------------------------------------------------


def test_what_a_node_needs_comes_before_it() -> None:
    core = Core()
    a, b = field(core, "session", "a"), field(core, "session", "b")
    both = greatest(core, a, b)
    top = compare(core, both, a)
    order = reachable([top, b])
    assert set(order) == {a, b, both, top}
    assert order.index(a) < order.index(both) < order.index(top)
    assert order.index(b) < order.index(both)


def test_what_only_one_rule_asks_is_not_computed_ahead() -> None:
    core = Core()
    a, limit = field(core, "session", "a"), core.const(3, "count")
    one, two = compare(core, a, limit), compare(core, a, core.const(5, "count"))
    assert shared_nodes([("one", one)]) == set()
    assert shared_nodes([("one", one), ("one", two)]) == set()
    assert shared_nodes([("one", one), ("two", two)]) == {a}
    assert shared_nodes([("one", one), ("two", one)]) == {a}
    assert shared_nodes([("one", one), ("two", one), ("three", two)]) == {a}


def test_what_another_subject_reads_is_computed_ahead_with_what_it_rests_on() -> None:
    core = Core()
    a, b = field(core, "session", "a"), field(core, "session", "b")
    most = greatest(core, a, b)
    fold = total(core, most)
    top = compare(core, fold, core.const(3, "count"))
    assert shared_nodes([("one", top)]) == {most, a, b}
    seen = core.via("session", field(core, "case", "c"), ("up", "up"))
    assert shared_nodes([("one", compare(core, seen, a))]) == {field(core, "case", "c")}


def test_passes_over_rows_follow_what_is_needed() -> None:
    core = Core()
    a = field(core, "session", "a")
    summed = total(core, a)
    own = field(core, "week", "b")
    seen = core.via("session", summed, ("up",))
    last = greatest(core, seen, a)
    passes = blocks({a, summed, own, last}, {})
    assert [(step.scope, set(step.nodes)) for step in passes] == [
        ("session", {a}),
        ("week", {own, summed}),
        ("session", {last}),
    ]
    assert isinstance(passes[0], Block)


def test_a_derived_subject_waits_for_what_its_rows_are_made_of() -> None:
    core = Core()
    day, week = field(core, "session", "day"), field(core, "week", "name")
    assert [step.scope for step in blocks({week}, {"week": []})] == ["week"]
    passes = blocks({week, day}, {"week": [day]})
    assert [step.scope for step in passes] == ["session", "week"]


def test_nothing_to_compute_takes_no_pass() -> None:
    assert blocks(set(), {}) == []

"""Elements that are looked up are those that a loop over all finds; growth stays that of a sorted list."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from benchmarks import growth

from adm_rules import load
from adm_rules._internal.compiler import nodes, stretches
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.narrowing import narrowing
from adm_rules._internal.compiler.ranges import Bounding, Lookups
from adm_rules._internal.compiler.recorded import Lives
from adm_rules._internal.compiler.stretches import Stretches
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval
from adm_rules._internal.values.folds import count, pick, total
from adm_rules._internal.values.operators import OPERATORS, happened

ON = 50
FROM, UNTIL = Bounding(low=True, strict=False, open=True), Bounding(low=False, strict=False, open=True)


def element(rng: Random) -> Any:
    days: list[Any] = [*range(1, 100, 7), NONE, NOT_YET, UNKNOWN, Interval(3, 30)]
    low, high = rng.choice(days), rng.choice(days)
    truths = (True, True, True, False, None)
    worth = rng.choice([1, 2, 5, NONE, Interval(0, 4)])
    phantom = rng.random() < 0.05
    return SimpleNamespace(
        low=low, high=high, counts=rng.choice(truths), name=rng.choice("ab"), worth=worth, phantom=phantom
    )


def in_force(each: Any, upto: int, since: int) -> Any:
    """Whether an element is in force between two days, as the comparisons say."""
    begins = OPERATORS["at_most"].test(each.low, upto)
    begins = True if each.low is NONE or each.low == NOT_YET else begins
    ends = OPERATORS["at_least"].test(each.high, since)
    ends = True if each.high is NONE or each.high == NOT_YET else ends
    parts = (each.counts, begins, ends)
    return False if False in parts else None if None in parts else True


def looked_up(word: str, rows: list[Any], upto: int, since: int) -> tuple[Any, ...]:
    owner, chain = SimpleNamespace(rows_e=rows), ("e",)
    where = (word, 1, owner, chain, lambda e: (e.low, e.high, e.counts, None, e.worth), (FROM, UNTIL, False))
    lookups = Lookups(ON)
    return lookups, (*where, (upto, since, None))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_looked_up_comes_to_what_a_loop_finds(seed: int) -> None:
    rng = Random(seed)
    rows = [element(rng) for _ in range(40)]
    for upto, since in product((1, 20, 29, 60), (1, 20, 29, 60)):
        truths = [(in_force(each, upto, since), each) for each in rows]
        sure = sum(truth is True and not each.phantom for truth, each in truths)
        maybe = sum(INF if each.phantom else 1 for truth, each in truths if _may(truth, each))
        lookups, asked = looked_up("numbers", [_one(each) for each in rows], upto, since)
        surely, possibly, others = lookups.tallied(*asked)
        for each in others:
            truth = in_force(each, upto, since)
            surely += truth is True and not each.phantom
            possibly += (INF if each.phantom else 1) if _may(truth, each) else 0
        assert count(surely, possibly) == count(sure, maybe)

        lookups, asked = looked_up("amounts", rows, upto, since)
        known, _, others = lookups.tallied(*asked)
        gaps = [(t, e.worth, e.phantom) for e in others if (t := in_force(e, upto, since)) is not False]
        every = [(t, e.worth, e.phantom) for t, e in truths if t is not False]
        assert total(known, gaps) == total(0, every)

        for word, last in (("first", False), ("last", True)):
            lookups, asked = looked_up(word, rows, upto, since)
            near = lookups.near(*asked)
            found = [
                (t, e.low, e.worth, e.phantom) for e in near if (t := in_force(e, upto, since)) is not False
            ]
            whole = [(t, e.low, e.worth, e.phantom) for t, e in truths if t is not False]
            assert pick(found, last, event=False) == pick(whole, last, event=False)
        lookups, asked = looked_up("all", rows, upto, since)
        near = {id(each) for each in lookups.near(*asked)}
        assert {id(each) for truth, each in truths if truth is not False} <= near


def _one(each: Any) -> Any:
    return SimpleNamespace(**{**vars(each), "worth": 1})


def _may(truth: Any, each: Any) -> bool:
    return truth is not False and not (truth is True and not each.phantom)


@pytest.mark.parametrize("order", ["at_most", "below", "at_least", "above"])
@pytest.mark.parametrize("waits", [False, True])
def test_an_event_bounds_as_it_is_compared(order: str, waits: bool) -> None:
    """What surely fails is left out, what is plain is bounded, and what may wait is tried."""
    low, strict = order in ("at_most", "below"), order in ("below", "above")
    end = Bounding(low, strict, event=True, waits=waits)
    for value, other in product([1, 40, ON, ON + 1, NOT_YET, NONE], [30, 40, ON, ON + 5]):
        place = end.place(value, ON)
        truth = happened(order, value, other, ON, None if waits else False)
        if place is NONE:
            assert truth is False
        elif place is not None:
            assert truth is (place <= other if low else place >= other)
        else:
            assert waits


@pytest.mark.parametrize("precedes", [True, False])
def test_owners_near_a_day_are_those_that_may_be_meant(precedes: bool) -> None:
    rng = Random(7)
    for _ in range(300):
        begins, ends = [], []
        for _ in range(rng.randrange(1, 7)):
            first, length = rng.randrange(30), rng.randrange(-1, 9)
            begins.append((first, first + rng.choice((0, 0, 3))))
            ends.append((first + length, rng.choice((first + length, first + length + 4, INF))))
        lives = Lives(begins, ends, precedes=precedes)
        day = rng.randrange(40)
        moment = (day, day + rng.choice((0, 0, 5)))
        assert sorted(lives.near(moment)) == [n for n in range(len(begins)) if lives.may_be(n, moment)]


def test_stretches_are_found_in_their_order() -> None:
    assert list(Stretches([], []).meeting(INF, -INF)) == []
    assert list(Stretches([5, 1, 3], [9, 2, 4]).meeting(4, 4)) == [2]
    assert list(Stretches([5, 1, 3], [9, 2, 4]).meeting(INF, -INF)) == [0, 1, 2]


def test_a_day_or_another_thing_bounds_nothing() -> None:
    """Only where an element without a day counts as well is a comparison with another part a bound."""
    core = Core()
    day, other = (core.make(nodes.Field, "isee", "date", key, key) for key in ("from", "to"))
    asked = core.outer("isee", core.make(nodes.Field, "payment", "date", "on", "paid_on"))
    first = core.compare("isee", day, "at_most", asked)

    def found(second: nodes.Node) -> Any:
        where = core.either("isee", first, second)
        return narrowing(core.make(nodes.Count, "payment", "count", nodes.Reach(("up",), ("isee",)), where))

    assert found(core.exists("isee", day, wanted=False)).upto.end.open
    assert found(core.exists("isee", other, wanted=False)) is None
    assert found(core.compare("isee", day, "is", core.const(5, "date"))) is None


@pytest.mark.parametrize("kind", [kind for kind in growth.KINDS if "interventions" not in kind])
def test_a_long_list_is_judged_alike_whether_it_is_tried_or_looked_up(kind: str) -> None:
    rules, files = load("tirano"), growth.KINDS[kind](6 if "staff" in kind else 45)
    tried, sought = (_findings(rules, files, many) for many in (10**9, -1))
    assert tried == sought


def _findings(rules: Any, files: Any, many: int) -> list[tuple[str, str, str]]:
    with patch.object(stretches, "MANY", many):
        report = rules.check(**files, on=date(2026, 3, 31), trusted=True)
    return [(one.rule, one.subject_id, one.verdict.value) for one in report.findings]

"""Formulas that are settled as they are written are plain; the others mean what the solver's own functions do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

import pytest

from adm_rules._internal.proof.formulas import Formulas

z = Formulas()
p, q = z.z3.Bools("p q")
PARTS: tuple[Any, ...] = (True, False, p, q, z.no(p))
TRIPLES = list(product(PARTS, repeat=3))


def mean_the_same(pairs: Iterable[tuple[Any, Any]]) -> bool:
    """Whether the formulas of each pair are the same whatever the variables are."""
    solver = z.z3.Solver()
    solver.add(z.z3.Or(*(plain(one) != plain(other) for one, other in pairs)))
    return bool(solver.check() == z.z3.unsat)


def plain(formula: Any) -> Any:
    return z.z3.BoolVal(formula) if formula.__class__ is bool else formula


def written() -> Iterator[tuple[Callable[..., Any], Callable[..., Any]]]:
    """What writes formulas, with the solver's own function for the same."""
    yield z.every, z.z3.And
    yield z.some, z.z3.Or
    yield lambda a, b, _: z.implies(a, b), lambda a, b, _: z.z3.Implies(a, b)
    yield z.choice, z.z3.If
    yield lambda a, b, _: z.same(a, b), lambda a, b, _: a == b
    yield lambda a, _, __: z.no(a), lambda a, _, __: z.z3.Not(a)


@pytest.mark.parametrize(("ours", "theirs"), list(written()))
def test_formulas_mean_what_the_solver_means(ours: Callable[..., Any], theirs: Callable[..., Any]) -> None:
    assert mean_the_same((ours(*parts), theirs(*map(plain, parts))) for parts in TRIPLES)


def test_what_is_settled_is_plain() -> None:
    assert [z.every(), z.every(True, True), z.some(p, True)] == [True] * 3
    assert [z.some(), z.every(False, p)] == [False] * 2
    assert z.every(p, q, z.no(p)) is False
    assert z.some(p, z.no(p)) is True
    assert z.every(p, True, p) is p
    assert z.no(z.no(p)) is p
    assert z.same(p, p) is True
    assert z.choice(False, 1, 2) == 2


def test_values_that_are_known_are_compared_at_once() -> None:
    number = z.z3.Int("n")
    assert z.same(2, 2) is True
    assert z.same(2, 3) is False
    assert mean_the_same([(z.same(number, 2), number == z.z3.IntVal(2))])

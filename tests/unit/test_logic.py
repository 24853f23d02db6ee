"""Kleene's tables with waiting, cell by cell."""

from itertools import product

import pytest

from adm_rules._internal.values.logic import WAIT, Truth, Wait, agree, all_of, any_of, both, either, negate

T, F, U, W = True, False, None, WAIT
ALL: tuple[Truth, ...] = (T, F, U, W)

CONJUNCTION: dict[Truth, tuple[Truth, ...]] = {
    T: (T, F, U, W),
    F: (F, F, F, F),
    U: (U, F, U, U),
    W: (W, F, U, W),
}
DISJUNCTION: dict[Truth, tuple[Truth, ...]] = {
    T: (T, T, T, T),
    F: (T, F, U, W),
    U: (T, U, U, U),
    W: (T, W, U, W),
}


@pytest.mark.parametrize("left", ALL)
def test_tables(left: Truth) -> None:
    assert tuple(both(left, right) for right in ALL) == CONJUNCTION[left]
    assert tuple(either(left, right) for right in ALL) == DISJUNCTION[left]


def test_any_number_of_parts() -> None:
    assert all_of() is T
    assert any_of() is F
    for a, b, c in product(ALL, repeat=3):
        assert all_of(a, b, c) is both(a, both(b, c))
        assert any_of(a, b, c) is either(a, either(b, c))


def test_negation_keeps_what_is_indefinite() -> None:
    assert [negate(truth) for truth in ALL] == [F, T, U, W]


def test_both_and_either_commute_associate_and_mirror_each_other() -> None:
    for a, b, c in product(ALL, repeat=3):
        assert both(a, b) is both(b, a)
        assert either(a, b) is either(b, a)
        assert both(a, both(b, c)) is both(both(a, b), c)
        assert either(a, either(b, c)) is either(either(a, b), c)
        assert negate(both(a, b)) is either(negate(a), negate(b))
        assert negate(either(a, b)) is both(negate(a), negate(b))


@pytest.mark.parametrize(
    ("true", "false", "wait", "answer"),
    [
        (False, False, False, U),
        (True, False, False, T),
        (False, True, False, F),
        (False, False, True, W),
        (True, False, True, W),
        (True, True, False, U),
        (False, True, True, U),
        (True, True, True, U),
    ],
)
def test_agree(true: bool, false: bool, wait: bool, answer: Truth) -> None:
    assert agree(true, false, wait) is answer


def test_agree_takes_waiting_for_impossible_when_not_told() -> None:
    assert agree(can_be_true=True, can_be_false=False) is T


def test_wait_is_one_object_that_is_no_python_truth() -> None:
    assert repr(WAIT) == "WAIT"
    assert Wait("wait") is WAIT
    with pytest.raises(TypeError, match="compare it with `is`"):
        bool(WAIT)

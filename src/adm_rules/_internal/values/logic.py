"""Truth that may be unknown: Kleene's logic, with one more indefinite value for what only time can tell.

A truth is ``True``, ``False``, ``None`` (a fact that matters is missing) or `WAIT` (nothing is missing, but the
day has not come). ``False`` decides a conjunction and ``True`` a disjunction whatever else is unknown; among
indefinite parts ``None`` outweighs `WAIT`, because a missing fact stays missing when the day comes.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias


class Wait(Enum):
    """The type of `WAIT`."""

    WAIT = "wait"

    def __repr__(self) -> str:
        return "WAIT"

    def __bool__(self) -> bool:
        raise TypeError("WAIT is neither true nor false: compare it with `is`")


WAIT: Final = Wait.WAIT
Truth: TypeAlias = bool | Literal[Wait.WAIT] | None


def both(left: Truth, right: Truth) -> Truth:
    """The conjunction of two truths."""
    if left is False or right is False:
        return False
    if left is True:
        return right
    if right is True:
        return left
    return WAIT if left is WAIT and right is WAIT else None


def either(left: Truth, right: Truth) -> Truth:
    """The disjunction of two truths."""
    if left is True or right is True:
        return True
    if left is False:
        return right
    if right is False:
        return left
    return WAIT if left is WAIT and right is WAIT else None


def all_of(*parts: Truth) -> Truth:
    """The conjunction of any number of truths."""
    if False in parts:
        return False
    return None if None in parts else WAIT if WAIT in parts else True


def any_of(*parts: Truth) -> Truth:
    """The disjunction of any number of truths."""
    if True in parts:
        return True
    return None if None in parts else WAIT if WAIT in parts else False


def negate(truth: Truth) -> Truth:
    """The negation of a truth; what is indefinite stays so."""
    return truth if truth is None or truth is WAIT else not truth


def either_way(*ways: Truth) -> Truth:
    """The truth of something that goes one of several ways, and it is not known which."""
    return None if None in ways else agree(True in ways, False in ways, WAIT in ways)


def agree(can_be_true: bool, can_be_false: bool, can_wait: bool = False) -> Truth:
    """The truth of something of which only the possible outcomes are known.

    Waiting and true together wait: whatever is missing, it cannot turn into a breach before the day comes.
    """
    if can_be_false:
        return None if can_be_true or can_wait else False
    if can_wait:
        return WAIT
    return True if can_be_true else None

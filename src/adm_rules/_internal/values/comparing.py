"""What each comparison means, of plain values and of those that are missing or known only within bounds.

`operators` has a row for each, and what events that have not come yet add to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adm_rules._internal.values.bounds import (
    NONE,
    NOT_YET,
    UNKNOWN,
    Interval,
    SetSpan,
    exact,
    is_known,
    is_set,
    limits,
    members,
)
from adm_rules._internal.values.logic import Truth, agree


def _order(name: str, low_is_true: bool, strict: bool) -> Callable[[Any, Any], Truth]:
    def compare(left: Any, right: Any) -> Truth:
        if left is NONE or right is NONE:
            return False
        if left is UNKNOWN or right is UNKNOWN:
            return None
        a, b, left_none = (left, left, False) if left.__class__ is int else limits(left)
        c, d, right_none = (right, right, False) if right.__class__ is int else limits(right)
        if not low_is_true:
            a, b, c, d = c, d, a, b
        if left_none or right_none or (b >= c if strict else b > c):  # it can be false
            return None if (a < d if strict else a <= d) else False
        return True

    compare.__name__ = name
    return compare


at_most = _order("at_most", low_is_true=True, strict=False)
below = _order("below", low_is_true=True, strict=True)
at_least = _order("at_least", low_is_true=False, strict=False)
above = _order("above", low_is_true=False, strict=True)


def between(value: Any, ends: tuple[Any, Any]) -> Truth:
    """Both ends belong to the interval."""
    low, high = ends
    if value is NONE or low is NONE or high is NONE:
        return False
    a, b, value_none = limits(value)
    c, d, low_none = limits(low)
    e, f, high_none = limits(high)
    can_be_true = max(a, c) <= min(b, f)
    can_be_false = a < d or b > e or value_none or low_none or high_none
    return agree(can_be_true, can_be_false)


def is_(left: Any, right: Any) -> Truth:
    """Equality of two values; of two sets, having the same members. What does not exist equals nothing."""
    if left is NONE or right is NONE:
        return False
    if is_set(left) or is_set(right):
        return _same_set(left, right)
    if is_known(left) and is_known(right):
        return bool(left == right or exact(left) == exact(right))
    if isinstance(left, str) or isinstance(right, str):
        return None
    a, b, left_none = limits(left)
    c, d, right_none = limits(right)
    can_be_false = not a == b == c == d or left_none or right_none
    return agree(a <= d and c <= b, can_be_false)


def is_not(left: Any, right: Any) -> Truth:
    """The opposite of `is_`: what does not exist is not anything."""
    same = is_(left, right)
    return same if same is None else not same


def _same_set(left: Any, right: Any) -> Truth:
    sure_left, may_left = members(left)
    sure_right, may_right = members(right)
    can_be_true = (may_right is None or sure_left <= may_right) and (
        may_left is None or sure_right <= may_left
    )
    return agree(can_be_true, not sure_left == may_left == sure_right == may_right)


def one_of(value: Any, allowed: Any) -> Truth:
    """The value, or every member of a set, is among the allowed ones."""
    if value is NONE:
        return False
    sure, may = members(value)
    certain, possible = members(allowed)
    if possible is not None and not sure <= possible:
        return False
    if may is not None and may <= certain:
        return True
    if not sure and may is None and possible == frozenset() and not is_set(value):
        return False
    return None


def none_of(value: Any, excluded: Any) -> Truth:
    """The value, or every member of a set, is outside the excluded ones."""
    if value is NONE:
        return True
    sure, may = members(value)
    certain, possible = members(excluded)
    if sure & certain:
        return False
    if (
        possible == frozenset()
        or may == frozenset()
        or (may is not None and possible is not None and not may & possible)
    ):
        return True
    return None


def includes(have: Any, needed: Any) -> Truth:
    """The set holds every member of ``needed``, judged member by member."""
    sure, may = members(have)
    certain, possible = members(needed)
    if may is not None and not certain <= may:
        return False
    if possible is not None and possible <= sure:
        return True
    return None


def includes_any(have: Any, wanted: Any) -> Truth:
    """The set holds at least one member of ``wanted``."""
    sure, may = members(have)
    certain, possible = members(wanted)
    if sure & certain:
        return True
    if possible == frozenset() or may == frozenset():
        return False
    return False if may is not None and possible is not None and not may & possible else None


def exists(value: Any) -> Truth:
    """Whether there is such a thing; for an event, whether it has happened by the judgement day."""
    if value.__class__ is Interval:
        return None if value.none or value.hi == NOT_YET else True
    if value.__class__ is SetSpan:
        return True if value.certain else None
    return value is not NONE and value not in (NOT_YET, frozenset())


def exists_as(value: Any, wanted: bool) -> Truth:
    """``exists: true`` or ``exists: false``."""
    truth = exists(value)
    return truth if truth is None else truth is wanted

"""What each comparison of the rule language means, also where a value is missing or known only within bounds.

Generated code compares plain values inline and comes here for the rest; every function accepts plain values too, so
that this module alone defines the meaning. `OPERATORS` is the table that the loader, the compiler and the language page
share. See docs/language.md for the prose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from adm_rules.bounds import NONE, NOT_YET, Interval, SetSpan, exact, is_known, limits, members
from adm_rules.logic import WAIT, Truth, agree
from adm_rules.quantities import KINDS


def _order(low_is_true: bool, strict: bool) -> Callable[[Any, Any], Truth]:
    def compare(left: Any, right: Any) -> Truth:
        if left is NONE or right is NONE:
            return False
        a, b, left_none = limits(left)
        c, d, right_none = limits(right)
        if not low_is_true:
            a, b, c, d = c, d, a, b
        can_be_true = a < d if strict else a <= d
        can_be_false = (b >= c if strict else b > c) or left_none or right_none
        return agree(can_be_true, can_be_false)

    return compare


at_most = _order(low_is_true=True, strict=False)
below = _order(low_is_true=True, strict=True)
at_least = _order(low_is_true=False, strict=False)
above = _order(low_is_true=False, strict=True)


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
    if _is_set(left) or _is_set(right):
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


def _is_set(value: Any) -> bool:
    return value.__class__ is frozenset or value.__class__ is SetSpan


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
    if not sure and may is None and possible == frozenset() and not _is_set(value):
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


def exists(value: Any) -> Truth:
    """Whether there is such a thing; for an event, whether it has happened by the judgement day."""
    if value is NONE or value in (NOT_YET, frozenset()):
        return False
    if value.__class__ is SetSpan:
        return True if value.certain else None
    if value.__class__ is not Interval:
        return True
    return None if value.none or value.hi == NOT_YET else True


def exists_as(value: Any, wanted: bool) -> Truth:
    """``exists: true`` or ``exists: false``."""
    truth = exists(value)
    return truth if truth is None else truth is wanted


def happened(order: str, left: Any, right: Any, on: int, waiting: Truth) -> Truth:
    """Compare an event with a date or another event.

    ``order`` is an operator's name; ``waiting`` is what an event that has not come yet counts as (`WAIT` in a
    requirement, ``False`` in a condition). An event on the right that has not come lies after everything.
    """
    if left is NONE:
        left = NOT_YET
    if right is NONE:
        right = NOT_YET
    lo, hi, _ = limits(left)
    past, future = min(hi, on), hi == NOT_YET or hi > on
    c, d, right_none = limits(right)
    if right_none:
        d = NOT_YET
    can_be_true = can_be_false = can_wait = False
    if lo <= on:
        known_side = Interval(lo, past) if lo != past else lo
        answer = OPERATORS[order].test(known_side, Interval(c, d) if c != d else c)
        can_be_true, can_be_false = answer is not False, answer is not True
    if future:
        early = c <= on and order not in ("at_least", "above", "is_not")
        if early:
            can_be_false = True
        if not early or d > on:
            if waiting is False:
                can_be_false = True
            else:
                can_wait = True
    return agree(can_be_true, can_be_false, can_wait)


def happened_between(left: Any, ends: tuple[Any, Any], on: int, waiting: Truth) -> Truth:
    """`happened` for ``between``: not before the first end and not after the second."""
    low, high = ends
    late = happened("at_most", left, high, on, waiting)
    early = happened("at_least", left, low, on, waiting)
    if late is False or early is False:
        return False
    if late is True and early is True:
        return True
    return WAIT if late is not None and early is not None else None


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: its name, the kinds it compares, and its meaning over values that may be unknown."""

    name: str
    kinds: frozenset[str]
    test: Callable[[Any, Any], Truth]
    operand: str  # "same" kind, "set" of names, "pair", "bool"


_ORDERED = frozenset(kind.name for kind in KINDS.values() if kind.ordered)
_NAMES = frozenset(kind.name for kind in KINDS.values() if kind.family == "name")
_PLAIN = _ORDERED | _NAMES | {"bool", "set", "month_day"}

#: Every comparison of the language, by name.
OPERATORS: dict[str, Operator] = {
    op.name: op
    for op in (
        Operator("is", _PLAIN - {"event"}, is_, "same"),
        Operator("is_not", _PLAIN - {"event"}, is_not, "same"),
        Operator("at_most", _ORDERED, at_most, "same"),
        Operator("at_least", _ORDERED, at_least, "same"),
        Operator("above", _ORDERED, above, "same"),
        Operator("below", _ORDERED, below, "same"),
        Operator("between", _ORDERED, between, "pair"),
        Operator("one_of", _NAMES | {"set"}, one_of, "set"),
        Operator("none_of", _NAMES | {"set"}, none_of, "set"),
        Operator("includes", frozenset({"set"}), includes, "set"),
        Operator("exists", _PLAIN | {"series", "instant"}, exists_as, "bool"),
    )
}

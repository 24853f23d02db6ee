"""What a list adds up to when some of its elements, or some of their parts, are not known.

Each function takes the elements that may count, as tuples that end in a *phantom* flag: an element is there for
certain when its first member, the filter's truth, is ``True``; a phantom stands for an unknown number of unseen
elements. Answers are plain where nothing is missing, else bounds that hold for every completion of the file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from adm_rules._internal.values.bounds import (
    ANY_SET,
    INF,
    NONE,
    NOT_YET,
    UNKNOWN,
    Interval,
    SetSpan,
    coming,
    limits,
)
from adm_rules._internal.values.bounds import members as members_of
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.terms import Series

#: Ends of shares and ratios; a `Fraction` is dear to make.
_ZERO, _ONE, _ENDLESS = Fraction(0), Fraction(1), Fraction(INF)


def total(known: int, gaps: Iterable[tuple[Truth, Any, bool]], *, signed: bool = False) -> Any:
    """A sum: ``known`` is the certain part, ``gaps`` the elements whose membership or amount is not plain.

    Only ``signed`` amounts (money that may be paid back) can be less than nothing, those of unseen elements too.
    """
    lo = hi = known
    for sure, amount, phantom in gaps:
        low, high, none = (-INF, INF, True) if phantom else (0, 0, True) if amount is NONE else limits(amount)
        low = low if signed else max(low, 0)
        optional = none or sure is not True
        lo = max(lo + (min(low, 0) if optional else low), -INF) if lo > -INF < low else -INF
        hi += max(high, 0) if optional else high
    return lo if lo == hi else Interval(lo, min(hi, INF))


def count(sure: int, maybe: int) -> Any:
    """A number of elements: ``sure`` certain ones and ``maybe`` possible ones."""
    return Interval(sure, min(sure + maybe, INF)) if maybe else sure


def count_distinct(elements: Iterable[tuple[Truth, Any, bool]]) -> Any:
    """A number of different keys."""
    certain: set[Any] = set()
    possible: set[Any] = set()
    nameless_sure, more = False, 0
    for sure, key, phantom in elements:
        if phantom:
            more = INF
        elif key.__class__ is Interval:
            more += 1
            nameless_sure = nameless_sure or (sure is True and not key.none)
        elif key is not NONE:
            (certain if sure is True else possible).add(key)
    lo = len(certain) or int(nameless_sure)
    hi = min(len(certain | possible) + more, INF)
    return lo if lo == hi else Interval(lo, hi)


# --- shares -----------------------------------------------------------------------------------------------------------


def share(elements: Iterable[tuple[Truth, Truth, Any, bool]]) -> Any:
    """The part of the base that passes, by weight: ``(in the base, passes, weight, phantom)``; `NONE` of nothing."""
    tally = _Tally()
    for sure, passes, weight, phantom in elements:
        low, high, none = (0, INF, True) if phantom else (0, 0, True) if weight is NONE else limits(weight)
        tally.add(sure is True and not phantom, passes, 0 if none else max(low, 0), min(high, INF))
    return tally.share()


class _Tally:
    """Least and greatest weights that pass, fail, or may do either."""

    def __init__(self) -> None:
        self.sure_pass = self.sure_fail = 0
        self.most_pass = self.most_fail = 0
        self.any_sure = False

    def add(self, sure: bool, passes: Truth, low: int, high: int) -> None:
        if passes is not False:
            self.most_pass += high
        if passes is not True:
            self.most_fail += high
        if sure:
            self.any_sure = self.any_sure or low > 0
            self.sure_pass += low if passes is True else 0
            self.sure_fail += low if passes is False else 0

    def share(self) -> Any:
        if self.most_pass == 0 and self.most_fail == 0:
            return NONE
        lo = _part(self.sure_pass, self.most_fail, if_empty=0 if self.most_fail else 1)
        hi = _part(self.most_pass, self.sure_fail, if_empty=1 if self.most_pass else 0)
        if lo == hi and self.any_sure:
            return (self.sure_pass, self.sure_pass + self.most_fail)
        return Interval(lo, hi, not self.any_sure)


def _part(passing: int, failing: int, *, if_empty: int) -> Fraction:
    if passing + failing == 0:
        return Fraction(if_empty)
    if failing >= INF or passing == 0:
        return _ZERO
    return _ONE if passing >= INF or failing == 0 else Fraction(passing, passing + failing)


def share_distinct(elements: Iterable[tuple[Truth, Truth, Any, bool]]) -> Any:
    """The part of the different keys of which some element passes: ``(in the base, passes, key, phantom)``."""
    found: dict[Any, list[tuple[Truth, Truth]]] = {}
    nameless = False
    for sure, passes, key, phantom in elements:
        if phantom or key.__class__ is Interval:
            nameless = True
        elif key is not NONE:
            found.setdefault(key, []).append((sure, passes))
    any_sure = any(sure is True for entries in found.values() for sure, _ in entries)
    if nameless:
        return Interval(_ZERO, _ONE, not any_sure)
    return share(_one_of_key(entries) for entries in found.values())


def _one_of_key(entries: Sequence[tuple[Truth, Truth]]) -> tuple[Truth, Truth, int, bool]:
    sure = True if any(s is True for s, _ in entries) else None
    if any(s is True and p is True for s, p in entries) or all(p is True for _, p in entries):
        return sure, True, 1, False
    return sure, False if all(p is False for _, p in entries) else None, 1, False


def size(names: Any) -> Any:
    """How many members a set has."""
    certain, possible = members_of(names)
    if possible is not None and len(possible) == len(certain):
        return len(certain)
    return Interval(len(certain), INF if possible is None else len(possible))


def ratio(above: Any, below: Any) -> Any:
    """One amount over another, kept as a fraction; over nothing it is `NONE`."""
    if above.__class__ is int and below.__class__ is int:
        return (above, below) if below else NONE
    if above is NONE or below is NONE:
        return NONE
    if below is UNKNOWN:
        return _ANY_RATIO
    a, b, above_none = limits(above)
    c, d, below_none = limits(below)
    if d == 0:
        return NONE
    lo = _ZERO if d >= INF or a <= 0 else Fraction(a, max(d, 1))
    hi = _ENDLESS if b >= INF or c <= 0 else Fraction(b, c)
    return Interval(lo, hi, c <= 0 or above_none or below_none)


#: An amount over one that is not known.
_ANY_RATIO = Interval(_ZERO, _ENDLESS, True)


# --- picking and collecting -------------------------------------------------------------------------------------------


def pick(elements: Sequence[tuple[Truth, Any, Any, bool]], last: bool, event: bool) -> Any:
    """The value of the first (or last) element: ``(counts, value, order, phantom)``.

    Nothing that counts gives `NONE`, for an event `NOT_YET`. An element that may come first makes the answer a
    range. One whose order does not exist (a history without a beginning) comes before all others.
    """
    nothing = NOT_YET if event else NONE
    if len(elements) == 1:
        return _only(elements[0], nothing, event)
    found: Any = nothing
    place: Any = None
    tied = False
    for sure, value, order, phantom in elements:
        if sure is not True or phantom or order.__class__ is not int:
            return _uncertain_pick(elements, nothing, last=last, event=event)
        if order == NOT_YET:
            continue
        if place is None or (order > place if last else order < place):
            found, place = value, order
        elif order == place and value != found:
            tied = True
    if tied or found.__class__ is Interval or found.__class__ is SetSpan:
        values = [value for _, value, order, _ in elements if order == place]
        return found if _all_same(values) else _range(values, none=False)
    return found


def _only(element: tuple[Truth, Any, Any, bool], nothing: Any, event: bool) -> Any:
    """`pick` of one element."""
    sure, value, order, phantom = element
    if order.__class__ is int and order == NOT_YET:
        return nothing
    if sure is not True or phantom or _may_not_come(order):
        return _unsure([value], nothing, event)
    return value if _all_same([value]) else _range([value], none=False)


def _uncertain_pick(
    elements: Sequence[tuple[Truth, Any, Any, bool]], nothing: Any, *, last: bool, event: bool
) -> Any:
    """`pick` where an element may not count, or may come at several places."""
    placed = [
        (sure is True and not phantom and not _may_not_come(order), value, order, *_place(order, last))
        for sure, value, order, phantom in elements
        if order != NOT_YET
    ]
    certain = [hi for sure, *_, hi in placed if sure]
    if not certain:
        return _unsure([value for _, value, *_ in placed], nothing, event) if placed else nothing
    first = min(certain)
    contenders = [_if_picked(value, order, first, last) for _, value, order, lo, _ in placed if lo <= first]
    return contenders[0] if _all_same(contenders) else _range(contenders, none=False)


def _if_picked(value: Any, order: Any, first: Any, last: bool) -> Any:
    """What a value is if its element is picked: one that orders them lies no further than the first sure one."""
    if value is not order or value.__class__ is not Interval:
        return value
    lo, hi = (max(value.lo, -first), value.hi) if last else (value.lo, min(value.hi, first))
    return Interval(lo, hi, value.none) if lo != hi or value.none else lo


def _may_not_come(order: Any) -> bool:
    return order.__class__ is Interval and order.hi == NOT_YET


def _place(order: Any, last: bool) -> tuple[Any, Any]:
    lo, hi, _ = (-INF, -INF, False) if order is NONE else limits(order)
    return (-hi, -lo) if last else (lo, hi)


def _all_same(values: Sequence[Any]) -> bool:
    return all(value == values[0] for value in values) and values[0].__class__ not in (Interval, SetSpan)


def _unsure(values: Sequence[Any], nothing: Any, event: bool) -> Any:
    if event:
        return _range([*values, nothing], none=False)
    return _range(values, none=True)


def _range(values: Sequence[Any], *, none: bool) -> Any:
    """Everything that one of the values can be."""
    ends: list[Any] = []
    for value in values:
        if value is NONE:
            none = True
        elif value.__class__ is int:
            ends += value, value
        elif value.__class__ is Interval:
            ends += value.lo, value.hi
            none = none or value.none
        else:
            return UNKNOWN
    return Interval(min(ends), max(ends), none) if ends else UNKNOWN


def collect(elements: Iterable[tuple[Truth, Any, bool]]) -> Any:
    """The set of the elements' names; an element's value may itself be a set."""
    certain: set[Any] = set()
    possible: set[Any] | None = set()
    for sure, value, phantom in elements:
        inside, may = members_of(ANY_SET if phantom else value)
        if sure is True:
            certain |= inside
        possible = None if possible is None or may is None else possible | may
    if possible == certain:
        return frozenset(certain)
    return SetSpan(frozenset(certain), None if possible is None else frozenset(possible))


def series(elements: Iterable[tuple[Truth, Any, bool]]) -> Series:
    """The days of the elements' events, in order."""
    days, loose, since = [], 0, INF
    for sure, event, phantom in elements:
        if event is NONE or event == NOT_YET:
            continue
        if sure is True and event.__class__ is int and not phantom:
            days.append(event)
            continue
        loose += INF if phantom else 1
        since = min(since, limits(event)[0])
    return Series(tuple(sorted(days)), min(loose, INF), since if loose else -INF)


def complete_on(
    elements: Sequence[tuple[Truth, Any, Any, bool]], needs: Any, kin: Kinship | None = None
) -> Any:
    """The day on which the last of the needed keys was there: ``(counts, key, day, phantom)``.

    Of names, a narrower one is there for a broader one; a broader one may be.
    """
    certain, possible = members_of(needs)
    lo = max((first_day(elements, key, kin)[0] for key in certain), default=1)
    if possible is None:
        return NOT_YET if lo == NOT_YET else Interval(lo, NOT_YET)
    hi = max((first_day(elements, key, kin)[1] for key in possible), default=1)
    return lo if lo == hi else Interval(lo, hi)


def first_day(
    elements: Sequence[tuple[Truth, Any, Any, bool]], key: Any, kin: Kinship | None
) -> tuple[int, int]:
    """The earliest and the latest day on which one needed key may first have been there; `NOT_YET` is never."""
    lo = hi = NOT_YET
    for sure, name, day, phantom in elements:
        unnamed = phantom or name.__class__ is Interval
        same: Truth = None if unnamed else name == key if kin is None else kin.says(name, key)
        if same is False:
            continue
        low, high = coming(day)
        lo = min(lo, low)
        if sure is True and same is True:
            hi = min(hi, high)
    return lo, hi


def reached(elements: Sequence[tuple[Truth, Any, Any, bool]], base: Any, share: Any) -> Any:
    """The day on which amounts of money, added up in time, first make up a share of a sum.

    ``(counts, amount, day, phantom)``; `NOT_YET` while they do not. At worst what may be paid back was, as early as it
    may have been.
    """
    if base is NONE or share is NONE:
        return NOT_YET
    if share.__class__ is not tuple:
        return Interval(-INF, NOT_YET)
    low, high, _ = limits(base)
    early: list[tuple[int, int]] = []
    late: list[tuple[int, int]] = []
    for sure, amount, day, phantom in elements:
        least, most, _ = (-INF, INF, True) if phantom else (0, 0, True) if amount is NONE else limits(amount)
        first, last = coming(day)
        early.append((first, max(most, 0)))
        if least < 0:
            late.append((first, least))
        elif sure is True:
            late.append((last, least))
    lo, hi = _day_of_sum(early, low, share), _day_of_sum(late, high, share)
    return lo if lo == hi else Interval(lo, hi)


def _day_of_sum(amounts: list[tuple[int, int]], base: int, share: tuple[int, int]) -> int:
    """The day on which dated amounts come to a share of a sum; of nothing, the first day of all."""
    if base >= INF:
        return NOT_YET
    above, below = share
    if above * max(base, 0) == 0:
        return 1
    paid = 0
    for day, amount in sorted(amounts):
        paid += amount
        if day < NOT_YET and paid * below >= above * base:
            return day
    return NOT_YET


class Siblings:
    """Siblings by their places; of several in one place the first stands for all."""

    def __init__(self, siblings: Iterable[Any], place: Callable[[Any], Any]) -> None:
        found: dict[Any, Any] = {}
        for row in siblings:
            found.setdefault(place(row), row)
        #: Whether the place of each is known: of one that is not, nobody knows before whom it stands.
        self._known = all(each.__class__ is int for each in found)
        self._places = sorted(found) if self._known else []
        self._rows = found

    def previous(self, mine: Any, value: Callable[[Any], Any]) -> Any:
        """The value of the sibling just before a place; `NONE` for the first, unknown when the order is."""
        if not self._known:
            return UNKNOWN
        n = bisect_left(self._places, mine)
        return value(self._rows[self._places[n - 1]]) if n else NONE

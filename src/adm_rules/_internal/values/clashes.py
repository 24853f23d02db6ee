"""What shares time: of elements with a beginning and an end, those that lie, in part, at the same time as another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from adm_rules._internal.calendar import to_date
from adm_rules._internal.values.bounds import SetSpan, members
from adm_rules._internal.values.logic import Truth

#: A minute and a day, as an instant counts them.
_MINUTE: Final = 2
_DAY: Final = 2880


class _Stretch(NamedTuple):
    """One element: the end is at the earliest ``end``, at the latest ``latest``; members of a set that it shares."""

    start: int
    end: int
    latest: int
    name: str
    certain: frozenset[Any]
    possible: frozenset[Any] | None
    sure: bool


def at_once(elements: Iterable[tuple[Truth, Any, Any, Any, Any, bool]]) -> Any:
    """The names of the elements that share time, and a member of a set, with another.

    One without an id is named by its beginning. An end that is not known comes within a day; an element without a
    beginning, or that nobody has seen, may share the time of any.
    """
    found, is_open = [], False
    for sure, name, start, end, shared, phantom in elements:
        if phantom or start.__class__ is not int:
            is_open = True
        else:
            found.append(_stretch(start, end, name, shared, sure=sure is True))
    certain: set[str] = set()
    possible: set[str] = set()
    for one, other in _pairs(sorted(found, key=lambda each: each[:4])):
        together = one.sure and other.sure and other.start < one.end and one.certain & other.certain
        (certain if together else possible).update((one.name, other.name))
    if is_open:
        return SetSpan(frozenset(certain), None)
    possible |= certain
    return frozenset(certain) if possible == certain else SetSpan(frozenset(certain), frozenset(possible))


def _stretch(start: int, end: Any, name: Any, shared: Any, *, sure: bool) -> _Stretch:
    ends = (end, end) if end.__class__ is int else (start + _MINUTE, start + _DAY)
    named = name if name.__class__ is str else _moment(start)
    return _Stretch(start, *ends, named, *members(shared), sure)


def _moment(start: int) -> str:
    hour, minute = divmod(start % _DAY // 2, 60)
    return f"{to_date(start // _DAY).isoformat()} {hour:02}:{minute:02}"


def _pairs(found: list[_Stretch]) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Pairs of which the second, that begins no earlier, may begin before the first has ended, and may share."""
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if other.start >= one.latest:
                break
            if one.possible is None or other.possible is None or one.possible & other.possible:
                yield one, other

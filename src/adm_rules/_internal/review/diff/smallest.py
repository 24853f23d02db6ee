"""The least file that shows a move of a verdict: what makes no difference to it is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import replace
from adm_rules._internal.review.diff.near import Place
from adm_rules._internal.review.example import Example

#: Whether a file still shows the move: both versions of the rule are asked.
Shows: TypeAlias = Callable[[Example], bool]
#: How many files are asked at most; what is left by then is small already.
MOST: Final = 120


def smallest(example: Example, shows: Shows) -> Mapping[str, Any]:
    """The files of an example without the keys and records whose absence leaves the move as it is.

    Whole parts go first, the last one before the first, so that what is left reads from the beginning.
    """
    left, kept = MOST, dict(example.files)
    waiting: list[Place] = [(root,) for root in example.files]
    while waiting and left:
        place = waiting.pop()
        other = _without(kept, place)
        left -= 1
        if other and shows(replace(example, files=other)):
            kept = other
        else:
            waiting += [(*place, step) for step in _steps(kept, place)]
    return kept


def _steps(files: Mapping[str, Any], place: Place) -> Iterator[str | int]:
    """What stands inside a place, in the order in which it is taken from the end."""
    inside: Any = files
    for step in place:
        inside = inside[step]
    if isinstance(inside, dict):
        yield from inside
    elif isinstance(inside, list):
        yield from range(len(inside))


def _without(files: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """The files without what stands at a place."""
    found = deepcopy(dict(files))
    holder: Any = found
    for step in place[:-1]:
        holder = holder[step]
    del holder[place[-1]]
    return found

"""Who answers for what a month costs as a whole: the first access that counts for its fee, the last for its total.

Where it is not known whether an access counts, the next one may be the first. What those differ in that may be it is
then not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.dataclass import replace
from adm_rules._internal.values.bounds import UNKNOWN, Interval

#: An access, and how much of it counts.
Counted: TypeAlias = tuple[Asked, Interval]


def first_of(counted: Iterable[Counted]) -> Asked:
    """The first of some accesses, one at least, that counts; backwards, the last."""
    first, *others = _candidates(counted)
    if not others:
        return first
    values, truths = (
        _agreed(each.values for each in (first, *others)),
        _agreed((each.truths for each in (first, *others)), None),
    )
    return replace(first, values=values, truths=truths)


def as_month(asked: Asked) -> Asked:
    """An access as it answers for its month, of which it is not asked whether it took place."""
    return replace(
        asked, values={name: each for name, each in asked.values.items() if name != "session_status"}
    )


def _candidates(counted: Iterable[Counted]) -> Iterator[Asked]:
    for asked, quantity in counted:
        yield asked
        if quantity.lo > 0:
            return


def _agreed(every: Iterable[Mapping[str, Any]], otherwise: Any = UNKNOWN) -> Mapping[str, Any]:
    """What several say of each thing, where they say the same."""
    first, *others = every
    return {
        name: found if all(each[name] == found for each in others) else otherwise
        for name, found in first.items()
    }

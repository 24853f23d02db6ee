"""Names that are part of one another, and what comparisons of them mean.

Who records a narrower name says the broader one as well: *the head acted* says *the office acted*. A broader name
leaves open which part is meant: that is neither yes nor no, and asks who.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.values.bounds import NONE, is_set, members
from adm_rules._internal.values.logic import Truth, all_of, any_of, negate

#: What names lead to, as it is written.
Edges: TypeAlias = Mapping[str, tuple[str, ...]]

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """How the names of one list belong together.

    ``counts_as`` leads from a name to what it says as well, ``may_be`` to what it leaves open; both are closed. A
    ``mutual`` one compares two recorded names, of which neither is the one that is asked.
    """

    counts_as: Mapping[str, frozenset[str]]
    may_be: Mapping[str, frozenset[str]]
    mutual: bool = False

    def says(self, recorded: str, asked: str) -> Truth:
        """Whether a name that is recorded says the one that is asked; None where it leaves that open."""
        found = _says(self, recorded, asked)
        return any_of(found, _says(self, asked, recorded)) if self.mutual else found

    def broader(self, name: str) -> frozenset[str]:
        """The names that a name says as well."""
        return self.counts_as.get(name, _NONE)

    def narrower(self, names: Iterable[str]) -> frozenset[str]:
        """The names that say one of these as well, these left out."""
        asked = frozenset(names)
        return frozenset(name for name, broader in self.counts_as.items() if broader & asked) - asked

    def open_to(self, names: frozenset[str]) -> frozenset[str]:
        """The names that leave open whether one of these is meant, and say none."""
        known = {*self.counts_as, *self.may_be, *(each for name in names for each in self.broader(name))}
        return frozenset(name for name in known if any_of(*(self.says(name, each) for each in names)) is None)

    def among_names(self) -> Kinship:
        """The same between two recorded names."""
        return replace(self, mutual=True)


@lru_cache(maxsize=5_000)
def _says(names: Kinship, recorded: str, asked: str) -> Truth:
    if recorded == asked or asked in names.broader(recorded):
        return True
    left_open = names.may_be.get(recorded, _NONE)
    meant = left_open and any(name == asked or asked in names.broader(name) for name in left_open)
    return None if meant or recorded in names.broader(asked) else False


def kinship(counts_as: Edges, may_be: Edges) -> Kinship:
    """The kinship of names from what each leads to directly."""
    return Kinship(closed(counts_as), closed(may_be))


def closed(edges: Edges) -> Mapping[str, frozenset[str]]:
    """Everything that each name leads to, over any number of steps."""
    return MappingProxyType({name: frozenset(_reached(name, edges)) for name in edges})


def _reached(name: str, edges: Edges) -> set[str]:
    found: set[str] = set()
    stack = list(edges.get(name, ()))
    while stack:
        each = stack.pop()
        if each not in found:
            found.add(each)
            stack.extend(edges.get(each, ()))
    return found


# --- comparisons ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=5_000)
def one_of(value: Any, allowed: Any, kin: Kinship) -> Truth:
    """The value, or every member of a set, says one of the allowed names."""
    if value is NONE:
        return False
    sure, may = members(value)
    certain, possible = members(allowed)
    if any(_among(name, certain, possible, kin) is False for name in sure):
        return False
    if may is not None and all(_among(name, certain, possible, kin) is True for name in may):
        return True
    nothing_allowed = not sure and may is None and possible == frozenset() and not is_set(value)
    return False if nothing_allowed else None


@lru_cache(maxsize=5_000)
def none_of(value: Any, excluded: Any, kin: Kinship) -> Truth:
    """The value, or every member of a set, says none of the excluded names."""
    if value is NONE:
        return True
    sure, may = members(value)
    certain, possible = members(excluded)
    if any(_among(name, certain, possible, kin) is True for name in sure):
        return False
    if possible == frozenset() or may == frozenset():
        return True
    clear = may is not None and all(_among(name, certain, possible, kin) is False for name in may)
    return True if clear else None


def _among(name: str, certain: frozenset[str], possible: frozenset[str] | None, kin: Kinship) -> Truth:
    """Whether a recorded name says one of some names, of which ``certain`` are sure to be asked."""
    return _any(lambda asked: kin.says(name, asked), certain, possible)


def _any(says: Callable[[str], Truth], certain: frozenset[str], possible: frozenset[str] | None) -> Truth:
    """Whether it is so of some name of a set: ``certain`` are in it, ``possible`` may be, anything where None."""
    if any(says(each) is True for each in certain):
        return True
    if possible is None or any(says(each) is not False for each in possible):
        return None
    return False


@lru_cache(maxsize=5_000)
def includes(have: Any, needed: Any, kin: Kinship) -> Truth:
    """Each needed name is said by some member of the set."""
    sure, may = members(have)
    certain, possible = members(needed)
    if any(_said(each, sure, may, kin) is False for each in certain):
        return False
    if possible is not None and all(_said(each, sure, may, kin) is True for each in possible):
        return True
    return None


def _said(asked: str, sure: frozenset[str], may: frozenset[str] | None, kin: Kinship) -> Truth:
    """Whether a member of a set, of which ``sure`` are certain, says a name."""
    return _any(lambda name: kin.says(name, asked), sure, may)


def includes_any(have: Any, wanted: Any, kin: Kinship) -> Truth:
    """Some member of the set says one of the wanted names."""
    return negate(none_of(have, wanted, kin))


def is_(left: Any, right: Any, kin: Kinship) -> Truth:
    """A name says another one; of two sets, each member says one of the other's, and each of the other's is said."""
    if left is NONE or right is NONE:
        return False
    if is_set(left) or is_set(right):
        return all_of(includes(left, right, kin), one_of(left, right, kin))
    if isinstance(left, str) and isinstance(right, str):
        return kin.says(left, right)
    return None


def is_not(left: Any, right: Any, kin: Kinship) -> Truth:
    """The opposite of `is_`."""
    return negate(is_(left, right, kin))


def lacking(have: frozenset[str], needed: frozenset[str], kin: Kinship) -> frozenset[str]:
    """The needed names that no member of a set says."""
    return frozenset(each for each in needed if _said(each, have, have, kin) is not True)

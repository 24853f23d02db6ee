"""What comparisons of names mean of which some are part of others: by what a recorded name says of an asked one.

Steps of the table are followed one by one, every time; nothing is closed ahead.
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.names.base import COUNTS_AS, MAY_BE, Belonging
from adm_rules._internal.values.bounds import NONE
from adm_rules._internal.values.logic import Truth, both, either, negate
from tests.parity.values import Could, Members, Value

#: The operators that compare names.
COMPARED = frozenset({"is", "is_not", "one_of", "none_of", "includes", "includes_any"})


class Kin:
    """The names of one list."""

    def __init__(self, names: str, added: Belonging, *, mutual: bool) -> None:
        self.up = (COUNTS_AS.get(names, {}), added.counts_as.get(names, {}))
        self.may = (MAY_BE.get(names, {}), added.may_be.get(names, {}))
        self.mutual = mutual

    def known(self) -> bool:
        return any((*self.up, *self.may))

    def _above(self, name: str) -> Iterator[str]:
        yield name
        for edges in self.up:
            for each in edges.get(name, ()):
                yield from self._above(each)

    def _meant(self, name: str) -> Iterator[str]:
        for edges in self.may:
            for each in edges.get(name, ()):
                yield each
                yield from self._meant(each)

    def says(self, recorded: str, asked: str) -> Truth:
        one = self._says(recorded, asked)
        return either(one, self._says(asked, recorded)) if self.mutual else one

    def _says(self, recorded: str, asked: str) -> Truth:
        if asked in self._above(recorded):
            return True
        meant = any(asked in self._above(each) for each in self._meant(recorded))
        return None if meant or recorded in self._above(asked) else False

    # --- comparisons --------------------------------------------------------------------------------------------------

    def compare(self, operator: str, left: Value, right: Members) -> Truth:
        if operator in ("is_not", "none_of") or operator == "includes_any":
            opposite = {"is_not": "is", "none_of": "any", "includes_any": "any"}[operator]
            found = self._compare(opposite, left, right)
            return found if operator == "includes_any" else negate(found)
        return self._compare(operator, left, right)

    def _compare(self, operator: str, left: Value, right: Members) -> Truth:
        if isinstance(left, Could):
            return self._name(left, right)
        assert isinstance(left, Members)
        if operator == "includes":
            return self._every(right, left, lambda asked, name: self.says(name, asked))
        if operator == "one_of":
            return self._every(left, right, self.says)
        if operator == "is":
            there = self._every(right, left, lambda asked, name: self.says(name, asked))
            return both(there, self._every(left, right, self.says))
        return self._some(left, right)

    def _name(self, left: Could, right: Members) -> Truth:
        """A name says one of some names; what does not exist says none."""
        if left.values == frozenset({NONE}) and not left.any_name:
            return False
        if left.known:
            return self._among(left.only, right)
        return False if right.possible == frozenset() else None

    def _among(self, name: str, right: Members) -> Truth:
        answer: Truth = False
        for asked in right.certain:
            answer = either(answer, self.says(name, asked))
        if answer is True:
            return True
        if right.possible is None:
            return None
        rest = [self.says(name, asked) for asked in right.possible - right.certain]
        return None if answer is None or any(each is not False for each in rest) else False

    def _every(self, each: Members, other: Members, says: object) -> Truth:
        """Every member of one set finds its like in another."""
        assert callable(says)

        def found(name: str) -> Truth:
            if any(says(name, like) is True for like in other.certain):
                return True
            if other.possible is None or any(says(name, like) is not False for like in other.possible):
                return None
            return False

        if any(found(name) is False for name in each.certain):
            return False
        return (
            True if each.possible is not None and all(found(name) is True for name in each.possible) else None
        )

    def _some(self, left: Members, right: Members) -> Truth:
        """Some member says one of the names."""
        if any(self._among(name, right) is True for name in left.certain):
            return True
        if frozenset() in (left.possible, right.possible):
            return False
        clear = left.possible is not None and all(self._among(name, right) is False for name in left.possible)
        return False if clear else None

"""Writes the lookup of the elements that can count for who asks, in front of the loop that tries each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.narrowing import Narrowing, narrowing
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.page import Env, PythonPage
from adm_rules._internal.values.bounds import INF, NOT_YET


class LookupPage(PythonPage):
    """A page on which a fold may look its elements up.

    ``stored`` are the nodes that a row holds; those of elements have to be there. ``looked_up`` are the subjects of
    elements of which it matters whether there are many. What only explains tries each element.
    """

    #: Whether what is computed goes on the row; functions that explain leave it as it is.
    storing = True

    def __init__(self) -> None:
        super().__init__()
        self.stored: set[Node] = set()
        self.looked_up: set[str] = set()
        self.lookups = 0

    @abstractmethod
    def value(self, node: Node, env: Env) -> str:
        """A name that holds the node's value."""

    @abstractmethod
    def truth(self, node: Node, env: Env) -> str:
        """The expression of a truth."""

    @abstractmethod
    def slot(self, node: Node) -> str:
        """The attribute of a row that holds a node."""

    @abstractmethod
    def owners(self, node: nodes.Owned | nodes.Whose, env: Env) -> str:
        """The owners of one kind in the file, one of whom asks."""

    def near(self, fold: nodes.Folds, name: str, element: Env) -> str | None:
        """The elements to try for who asks, as an expression; None where nothing can be looked up.

        What the others come to is added to the fold, which ``name`` holds, before.
        """
        found = narrowing(fold) if self.storing else None
        if found is None or not all(map(self._is_there, found.read)):
            return None
        if not found.narrows and self._sorted_for(found, fold)[0] == "all":
            return None
        env = cast("Env", element.asker)
        self.looked_up.add(element.scope)
        tests = dict.fromkeys([f"many_{element.scope}", *self._plain(found, env)])
        given = [self._given(part, element) for part in found.given]
        near = self.name("near")
        with self.block(f"if {' and '.join([*tests, *(f'{each} is True' for each in given)])}:"):
            self.line(self._lookup(found, fold, name, near, env))
        for each in given:
            with self.block(f"elif {each} is False:"):
                self.line(f"{near} = ()")
        with self.block("else:"):
            self.line(f"{near} = {_every(fold.relation, env.row)}")
        return near

    def previous(self, scope: str, place: str, value: str, env: Env) -> str:
        """The value of the sibling just before a row; in a pass over all of them they are put in order once."""
        order = f"{env.row}.up.rows_{scope}, lambda r: r.{place}"
        self.lookups += 1
        ordered = (
            f"lookups.order({self.lookups}, {env.row}.up, {order})"
            if self.storing
            else f"folds.Siblings({order})"
        )
        return f"{ordered}.previous({env.row}.{place}, lambda r: r.{value})"

    def _is_there(self, node: Node) -> bool:
        return isinstance(node, nodes.Const) or node in self.stored

    def _given(self, part: Node, element: Env) -> str:
        name = self.name("given")
        self.line(f"{name} = {self.truth(part, element)}")
        return name

    def _plain(self, found: Narrowing, env: Env) -> Iterator[str]:
        """Tests that what who asks compares with is plain."""
        if found.whose is not None:
            return
        for side in found.asked:
            value = self.value(side.asker, env)
            yield f"{value}.__class__ is int" + (f" and {value} != {NOT_YET}" if side.needs_day else "")
        if found.same is not None:
            yield f"{self.value(found.same[1], env)}.__class__ in NAMED"

    def _lookup(self, found: Narrowing, fold: nodes.Folds, name: str, near: str, env: Env) -> str:
        relation = fold.relation
        self.lookups += 1
        where = f"{self.lookups}, {'.'.join([env.row, *relation.steps])}, {relation.chain!r}"
        if found.whose is not None:
            named, on_day = found.whose.named, self._held(found.whose.day)
            read = f"lambda e: ({self._held(named[0]) if named else None}, {on_day})"
            return f"{near} = {self.owners(found.whose, env)}.near({where}, {read})"
        word, worth = self._sorted_for(found, fold)
        upto, since = (side and self.value(side.asker, env) for side in (found.upto, found.since))
        same = self.value(found.same[1], env) if found.same else "None"
        ends = tuple(side and side.end for side in (found.upto, found.since)), found.same is not None
        read = f"lambda e: ({self._read(found, worth)})"
        asked = f"({upto or INF}, {since or -INF}, {same})"
        call = f"({word!r}, {where}, {read}, {self.constant((*ends[0], ends[1]))}, {asked})"
        match fold:
            case nodes.Count() if word == "numbers":
                return f"{name}, {name}_maybe, {near} = lookups.tallied{call}"
            case nodes.SumOf() if word == "amounts":
                return f"{name}, _, {near} = lookups.tallied{call}"
        return f"{near} = lookups.near{call}"

    def _sorted_for(self, found: Narrowing, fold: nodes.Folds) -> tuple[str, Node | None]:
        """What the elements are sorted for, and what each adds or is ordered by; None of one that just counts."""
        match fold:
            case nodes.Count() if found.whole:
                return "numbers", None
            case nodes.SumOf(amount=worth) if found.whole and self._is_there(worth):
                return "amounts", worth
            case nodes.Pick(by=worth, last=last) if found.whole and self._is_there(worth):
                return "last" if last else "first", worth
        return "all", None

    def _read(self, found: Narrowing, worth: Node | None) -> str:
        bounds = [self._held(side.element) if side else "0" for side in (found.upto, found.since)]
        own = [self._held(node) for node in found.own]
        counts = f"logic.all_of({', '.join(own)})" if len(own) > 1 else "".join(own) or "True"
        name = self._held(found.same[0]) if found.same else "None"
        return ", ".join([*bounds, counts, name, "1" if worth is None else self._held(worth)])

    def _held(self, node: Node) -> str:
        return self.constant(node.value) if isinstance(node, nodes.Const) else f"e.{self.slot(node)}"


def _every(relation: nodes.Reach, row: str) -> str:
    """All elements."""
    *above, last = relation.chain
    owner, loops = ".".join([row, *relation.steps]), ""
    for n, scope in enumerate(above):
        loops += f" for o{n} in {owner}.rows_{scope}"
        owner = f"o{n}"
    return f"[e{loops} for e in {owner}.rows_{last}]" if above else f"{owner}.rows_{last}"

"""Truths and values of nodes as formulas that hold every value that a file can give, and more: so only a no is a proof.

Facts, folds and recipes are free within the bounds that their nodes state (`compiler.nodes.extent`); comparisons, what
joins them, deadlines and amounts in force are exactly those of the engine, also for what is unknown or known within
bounds. What two rules have in common, by `Likeness`, is one variable.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.proof.forms import Named, Num, Sym, negated
from adm_rules._internal.proof.formulas import Formulas
from adm_rules._internal.proof.likeness import Likeness
from adm_rules._internal.values import KINDS, compared_as, is_day
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, exact
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.operators import OPERATORS

#: The day of judgement lies between these, as days of files do.
FIRST_DAY, LAST_DAY = 693_596, 767_010  # 1900-01-01, 2100-12-31


class Symbols:
    """The variables of one or several rules, and what is certain of them."""

    def __init__(self, likeness: Likeness) -> None:
        self.z = Formulas()
        self.z3 = self.z.z3
        self.like = likeness
        self.on = self.z3.Int("on")
        self.facts: list[Any] = [self.on >= FIRST_DAY, self.on <= LAST_DAY]
        self._truths: dict[int, Sym] = {}
        self._frees: dict[int, Sym] = {}
        self._nums: dict[int, Num] = {}
        self._names: dict[int, Named] = {}
        self._codes: dict[Any, int] = {}
        #: The nodes that are free: what the truths rest on.
        self.leaves: dict[int, Node] = {}

    # --- truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: Node) -> Sym:
        """The truth of a node."""
        number = self.like.of(node)
        found = self._truths.get(number)
        if found is None:
            found = self._truths[number] = self._truth(node)
        return found

    def _truth(self, node: Node) -> Sym:
        match node:
            case nodes.Const(value=value):
                return self.constant(value)
            case nodes.And(of=parts):
                return self.all_of([self.truth(part) for part in parts])
            case nodes.Or(of=parts):
                return negated(self.all_of([negated(self.truth(part)) for part in parts]))
            case nodes.Not(of=part):
                return negated(self.truth(part))
            case nodes.Await(of=part, until=until, for_good=for_good):
                return self._awaited(self.truth(part), self.num(until), for_good=for_good)
            case nodes.InTime(event=event, due=due):
                return self._held(self.num(event), self.num(due))
            case nodes.Replaced():
                return self._replaced(node)
            case nodes.Compare():
                return self._compare(node)
        return self._free(node)

    def constant(self, value: Any) -> Sym:
        """A truth that is known, or not known for certain."""
        return Sym(value is True, value is False, False)

    def _free(self, node: Node) -> Sym:
        """A truth of which nothing is known but what its node says."""
        number = self.like.of(node)
        if number < 0:
            return negated(self._free_truth(-number, node))
        return self._free_truth(number, node)

    def _free_truth(self, number: int, node: Node) -> Sym:
        found = self._frees.get(number)
        if found is not None:
            return found
        self.leaves[self.like.of(node)] = node
        words = ("t", "f", "w") if node.extent.waits else ("t", "f")
        true, false, wait = (*(self.z3.Bool(f"{word}{number}") for word in words), False)[:3]
        self.facts += [self.z.no(self.z.every(*pair)) for pair in combinations((true, false, wait), 2)]
        found = self._frees[number] = Sym(true, false, wait)
        return found

    def all_of(self, parts: list[Sym]) -> Sym:
        """The conjunction, as `values.logic` has it."""
        true = self.z.every(*(part.true for part in parts))
        false = self.z.some(*(part.false for part in parts))
        settled = self.z.every(*(self.z.some(part.true, part.wait) for part in parts))
        return Sym(true, false, self.z.every(settled, self.z.no(true)))

    def agree(self, can_true: Any, can_false: Any, can_wait: Any) -> Sym:
        """`values.logic.agree`: the truth of which only the possible outcomes are known."""
        no = self.z.no
        return Sym(
            self.z.every(can_true, no(can_false), no(can_wait)),
            self.z.every(can_false, no(can_true), no(can_wait)),
            self.z.every(can_wait, no(can_false)),
        )

    def either(self, test: Sym, then: Sym, otherwise: Sym) -> Sym:
        """One truth or the other, by a test; where that is open, what both agree on (`values.logic.either_way`)."""
        z = self.z
        known = z.every(*(z.some(*each) for each in (then, otherwise)))
        ways = (z.some(a, b) for a, b in zip(then, otherwise, strict=True))
        agreed = self.agree(*ways)
        open_ = z.no(z.some(test.true, test.false))
        return Sym(
            *(
                z.some(z.every(test.true, a), z.every(test.false, b), z.every(open_, known, c))
                for a, b, c in zip(then, otherwise, agreed, strict=True)
            )
        )

    def _replaced(self, node: nodes.Replaced) -> Sym:
        found = self.truth(node.otherwise)
        for when, term in reversed(node.cases):
            found = self.either(self.truth(when), self.truth(term), found)
        return found

    def _awaited(self, truth: Sym, until: Num, *, for_good: bool) -> Sym:
        """`compiler.kernels.awaited`."""
        z = self.z
        known = z.every(z.no(until.absent), self.known(until))
        after = z.every(known, self.on > until.lo)
        waits = z.some(until.absent, z.every(known, self.on <= until.lo), z.every(after, truth.wait))
        if for_good:
            return Sym(truth.true, z.every(after, truth.false), z.every(z.no(truth.true), waits))
        return Sym(z.every(after, truth.true), z.every(after, truth.false), waits)

    def _held(self, event: Num, due: Num) -> Sym:
        """`values.terms.held`."""
        z, on = self.z, self.on
        never = z.some(due.absent, z.every(self.known(due), due.lo == NOT_YET))
        lo, hi = (z.choice(event.absent, NOT_YET, end) for end in (event.lo, event.hi))
        may_have, may_not = lo <= on, hi > on
        past = z.choice(hi <= on, hi, on)
        late = z.some(z.every(may_have, past > due.lo), z.every(may_not, on > due.lo))
        waits = z.some(due.none, due.hi == NOT_YET, z.every(may_not, on <= due.hi))
        found = self.agree(z.every(may_have, lo <= due.hi), late, waits)
        no = z.no(never)
        return Sym(z.every(no, found.true), z.every(no, found.false), z.some(never, found.wait))

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _compare(self, node: nodes.Compare) -> Sym:
        left, right = node.left, node.right
        kind = KINDS[left.kind]
        fixed = right.value if isinstance(right, nodes.Const) else UNKNOWN
        if node.order == "exists" and fixed.__class__ is bool:
            return self._exists(node, wanted=fixed)
        if kind.ordered or left.kind == "event":
            return self._ordered(node)
        if kind.family in ("name", "bool") and fixed is not UNKNOWN and fixed is not NONE:
            return self._named(node, fixed)
        return self._free(node)

    def _exists(self, node: nodes.Compare, *, wanted: bool) -> Sym:
        kind = KINDS[node.left.kind]
        z = self.z
        if kind.ordered or node.left.kind == "event":
            value = self.num(node.left)
            come = value.hi != NOT_YET
            gone = value.absent
            if is_day(kind.name):
                gone = z.some(gone, z.every(self.known(value), value.lo == NOT_YET))
            else:
                come = z.some(come, z.same(value.lo, value.hi))
            there = z.every(z.no(value.absent), z.no(value.none), come)
        elif kind.family in ("name", "bool"):
            name = self.name(node.left)
            there, gone = z.every(z.no(name.absent), z.no(name.unknown)), name.absent
        else:
            return self._free(node)
        found = Sym(there, gone, wait=False)
        return found if wanted else negated(found)

    def _ordered(self, node: nodes.Compare) -> Sym:
        left = self.num(node.left)
        if node.order == "between":
            low, high = (self.num(end) for end in node.right.args)
            if node.event:
                return self._happened_between(node, left, low, high)
            return self._between(left, low, high)
        right = self.num(node.right)
        if node.event:
            return self._happened(node.order, left, right, waits=node.waits)
        if not OPERATORS[node.order].ends:
            same = self._same(left, right)
            return negated(same) if OPERATORS[node.order].denies else same
        found = self._order(node.order, left, right)
        if not node.open:
            return found
        here = self._order(node.order, left._replace(none=False), right)
        true = self.z.some(left.absent, here.true)
        return Sym(true, self.z.every(self.z.no(true), self.z.no(left.none), found.false), wait=False)

    def _order(self, order: str, left: Num, right: Num) -> Sym:
        """`values.operators.at_most` and its kin."""
        z, end = self.z, OPERATORS[order].ends[0]
        below, strict = end.above, not end.included
        (a, b), (c, d) = (left[:2], right[:2]) if below else (right[:2], left[:2])
        can_true = a < d if strict else a <= d
        can_false = z.some(b >= c if strict else b > c, left.none, right.none)
        return self._of_two(left, right, can_true, can_false)

    def _of_two(self, left: Num, right: Num, can_true: Any, can_false: Any) -> Sym:
        z = self.z
        gone = z.some(left.absent, right.absent)
        found = self.agree(can_true, can_false, can_wait=False)
        return Sym(z.every(z.no(gone), found.true), z.some(gone, found.false), wait=False)

    def _same(self, left: Num, right: Num) -> Sym:
        z = self.z
        can_true = z.every(left.lo <= right.hi, right.lo <= left.hi)
        ends = (left.lo, left.hi), (left.hi, right.lo), (right.lo, right.hi)
        same = z.every(*(z.same(*each) for each in ends))
        return self._of_two(left, right, can_true, z.some(z.no(same), left.none, right.none))

    def _between(self, value: Num, low: Num, high: Num) -> Sym:
        z = self.z
        gone = z.some(value.absent, low.absent, high.absent)
        ends = (value.lo, low.lo), (value.hi, high.hi)
        can_true = z.every(*(first <= last for first in ends[0] for last in ends[1]))
        can_false = z.some(value.lo < low.hi, value.hi > high.lo, value.none, low.none, high.none)
        found = self.agree(can_true, can_false, can_wait=False)
        return Sym(z.every(z.no(gone), found.true), z.some(gone, found.false), wait=False)

    def _happened(self, order: str, left: Num, right: Num, *, waits: bool) -> Sym:
        """`values.operators.happened`."""
        z, on = self.z, self.on
        lo, hi = (z.choice(left.absent, NOT_YET, end) for end in (left.lo, left.hi))
        c = z.choice(right.absent, NOT_YET, right.lo)
        d = z.choice(z.some(right.absent, right.none), NOT_YET, right.hi)
        past, future = z.choice(hi <= on, hi, on), z.some(hi == NOT_YET, hi > on)
        answer = self._order(
            order, Num(lo, past, none=False, absent=False), Num(c, d, none=False, absent=False)
        )
        there = lo <= on
        early = z.every(c <= on, OPERATORS[order].ends[0].above)
        open_ = z.every(future, z.some(z.no(early), d > on))
        can_true = z.every(there, z.no(answer.false))
        can_false = z.some(z.every(there, z.no(answer.true)), z.every(future, early))
        if waits:
            return self.agree(can_true, can_false, open_)
        return self.agree(can_true, z.some(can_false, open_), can_wait=False)

    def _happened_between(self, node: nodes.Compare, left: Num, low: Num, high: Num) -> Sym:
        z = self.z
        late = self._happened("at_most", left, high, waits=node.waits)
        early = self._happened("at_least", left, low, waits=node.waits)
        true, false = z.every(late.true, early.true), z.some(late.false, early.false)
        known = z.every(*(z.some(*each) for each in (late, early)))
        return Sym(true, false, z.every(known, z.no(true), z.no(false)))

    def _named(self, node: nodes.Compare, fixed: Any) -> Sym:
        """One name or yes and no, compared with fixed ones."""
        z = self.z
        asked = fixed if fixed.__class__ is frozenset else frozenset([fixed])
        name = self.name(node.left)
        open_to: frozenset[str] = frozenset()
        if node.kin is not None:
            if OPERATORS[node.order].denies:
                return self._free(node)
            asked, open_to = self._kin(node.kin, asked)
        known = z.every(z.no(name.unknown), z.no(name.absent))
        among = z.some(*(name.code == self.code(each) for each in sorted(asked, key=repr)))
        left_open = z.some(*(name.code == self.code(each) for each in sorted(open_to)))
        true = z.every(known, among)
        false = z.some(name.absent, z.every(known, z.no(among), z.no(left_open)))
        found = Sym(true, false, False)
        return negated(found) if OPERATORS[node.order].denies else found

    @staticmethod
    def _kin(kin: Kinship, asked: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        return asked | kin.narrower(asked), kin.open_to(asked)

    # --- values -------------------------------------------------------------------------------------------------------

    def known(self, value: Num) -> Any:
        """Whether a value that exists is plainly known."""
        return self.z.every(self.z.same(value.lo, value.hi), self.z.no(value.none))

    def code(self, name: Any) -> int:
        """The number of a name."""
        return self._codes.setdefault((name.__class__, name), len(self._codes))

    def name(self, node: Node) -> Named:
        """A name, or yes and no, of which nothing is known."""
        number = self.like.of(node)
        found = self._names.get(number)
        if found is None:
            z = self.z
            self.leaves[number] = node
            unknown, absent = self.z3.Bool(f"u{number}"), self.z3.Bool(f"a{number}")
            self.facts.append(z.no(z.every(unknown, absent)))
            found = self._names[number] = Named(self.z3.Int(f"c{number}"), unknown, absent)
            if node.kind == "bool":
                self.facts.append(z.some(*(found.code == self.code(each) for each in (True, False))))
        return found

    def num(self, node: Node) -> Num:
        """An ordered value."""
        number = self.like.of(node)
        found = self._nums.get(number)
        if found is None:
            found = self._nums[number] = self._num(node, number)
        return found

    def _num(self, node: Node, number: int) -> Num:
        match node:
            case nodes.Const(value=Interval() as value):
                return Num(value.lo, value.hi, value.none, absent=False)
            case nodes.Const(value=value):
                plain = self._plain(value)
                return Num(plain, plain, none=False, absent=False)
            case nodes.Today():
                return Num(self.on, self.on, none=False, absent=False)
            case nodes.Dated():
                return self._dated(node, number)
        self.leaves[number] = node
        return self._free_num(node, number)

    def _plain(self, value: Any) -> Any:
        number = exact(value)
        if isinstance(number, Fraction):
            return self.z3.Q(number.numerator, number.denominator)
        return number

    def _free_num(self, node: Node, number: int) -> Num:
        z, extent = self.z, node.extent
        make = self.z3.Real if compared_as(node.kind) == "fraction" else self.z3.Int
        lo, hi = make(f"lo{number}"), make(f"hi{number}")
        none, absent = (self.z3.Bool(f"{word}{number}") if extent.none else False for word in ("n", "a"))
        self.facts += [lo <= hi, z.no(z.every(none, absent)), lo >= -INF, hi <= INF]
        if abs(extent.lo) < INF:  # of what is not known at all nobody says where it begins
            self.facts.append(z.some(lo >= extent.lo, lo == -INF))
        if abs(extent.hi) < INF:
            self.facts.append(z.some(hi <= extent.hi, hi == INF))
        if not is_day(node.kind) and node.kind != "money":
            self.facts.append(
                hi != NOT_YET
            )  # no number, length or share ends there: it would look like a day to come
        return Num(lo, hi, none, absent)

    def _dated(self, node: nodes.Dated, number: int) -> Num:
        """`compiler.kernels.dated`: the amount in force on a day, unknown where several may be."""
        z = self.z
        day = self.num(node.day)
        gone = z.some(day.absent, z.every(self.known(day), day.lo == NOT_YET))
        lo, hi = (z.choice(gone, self.on, end) for end in (day.lo, day.hi))
        if node.day.kind == "event":  # it happened by the judgement day, or has not come
            open_ = z.every(z.no(gone), z.no(self.known(day)), day.hi == NOT_YET)
            lo, hi = z.choice(z.every(open_, lo > self.on), self.on, lo), z.choice(open_, self.on, hi)
        hi = z.choice(hi > NOT_YET, NOT_YET, hi)
        free = self._free_num(node, number)
        touched = [(z.every(lo <= last, hi >= first), amount) for first, last, amount in node.periods]
        amounts = {repr(amount): amount for _, amount in touched}
        there = {key: z.some(*(t for t, amount in touched if repr(amount) == key)) for key in amounts}
        for key, amount in amounts.items():
            alone = z.every(there[key], *(z.no(other) for name, other in there.items() if name != key))
            if amount.__class__ is Interval:
                self.facts.append(z.implies(alone, self._is_open(free)))
            else:
                plain = self._plain(amount)
                self.facts.append(
                    z.implies(alone, z.every(free.lo == plain, free.hi == plain, z.no(free.none)))
                )
            self.facts.append(z.implies(alone, z.no(free.absent)))
        several = z.every(*(z.implies(one, z.some(*others)) for one, others in self._apart(there)))
        self.facts.append(z.implies(several, z.every(self._is_open(free), z.no(free.absent))))
        return free

    def _apart(self, there: dict[str, Any]) -> Iterator[tuple[Any, list[Any]]]:
        """Each amount that may be in force, with the others: all of them imply another where none is alone."""
        for key, one in there.items():
            yield one, [other for name, other in there.items() if name != key]

    def _is_open(self, value: Num) -> Any:
        """Not known at all, as `values.bounds.UNKNOWN`."""
        return self.z.every(value.lo == -INF, value.hi == INF, value.none)

"""What is certain of rules for every file: that two are equal, one is never stricter, something never holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from adm_rules._internal.calendar import LAST_DAY as FOREVER
from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.judging import (
    BREACHES,
    COMPLIES,
    DEROGATED,
    NOT_APPLICABLE,
    PENDING,
    UNDECIDED,
)
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.proof.forms import Num, Sym
from adm_rules._internal.proof.formulas import Formula
from adm_rules._internal.proof.likeness import Likeness, RuleKey
from adm_rules._internal.proof.solver import TIMEOUT
from adm_rules._internal.proof.symbols import Symbols
from adm_rules._internal.values.bounds import NOT_YET

#: What is proved of a change of a rule.
EQUAL, NEVER_STRICTER, NEVER_LOOSER = "equal", "never_stricter", "never_looser"


@dataclass(frozen=True, slots=True)
class SymbolicRule:
    """A rule as formulas: for each verdict by its code, when it is given; first under the default readings."""

    applies: Sym
    requires: Sym
    covered: Sym
    outside: Any
    codes: tuple[Any, ...]

    @property
    def breaches(self) -> Any:
        """When the rule is breached."""
        return self.codes[BREACHES]


class Prover:
    """Proves what holds of rules whatever the files say; what it cannot prove may hold as well."""

    def __init__(self) -> None:
        self.symbols = Symbols(Likeness())
        self.z = self.symbols.z
        self._solver = self.z.z3.Solver()
        self._solver.set("timeout", TIMEOUT)
        self._told = 0  # how many of the facts the solver knows
        self._due: list[nodes.After | nodes.Before] = []
        self._rules: dict[RuleKey, SymbolicRule] = {}

    # --- rules --------------------------------------------------------------------------------------------------------

    def rule(self, program: Program, rule: CompiledRule, parts: Parts | None = None) -> SymbolicRule:
        """A rule under the default readings, or with the ``parts`` that it has under others."""
        parts = parts or rule.parts
        key = self.symbols.like.under(program, rule, parts)
        if key not in self._rules:
            self._rules[key] = self._rule(program, rule, parts)
        return self._rules[key]

    def _rule(self, program: Program, rule: CompiledRule, parts: Parts) -> SymbolicRule:
        z, symbols = self.z, self.symbols
        outside = self._outside(program, rule)
        when = symbols.truth(parts.when)
        applies = Sym(
            z.every(z.no(outside), when.true), z.some(outside, when.false), z.every(z.no(outside), when.wait)
        )
        holds = symbols.truth(parts.require)
        covers = [symbols.truth(node) for _, node in parts.derogations]
        covered = self._any_of(covers)
        return SymbolicRule(applies, holds, covered, outside, self._codes(applies, holds, covered))

    def _any_of(self, parts: list[Sym]) -> Sym:
        opposite = self.symbols.all_of([Sym(each.false, each.true, each.wait) for each in parts])
        return Sym(opposite.false, opposite.true, opposite.wait) if parts else self.symbols.constant(False)

    def _codes(self, applies: Sym, holds: Sym, covered: Sym) -> tuple[Any, ...]:
        """`compiler.judging` writes the same."""
        z = self.z
        judged = z.no(applies.false)
        open_when = z.no(z.some(*applies))
        fails = z.every(judged, holds.false, z.no(open_when))
        rest = z.every(judged, z.no(holds.true), z.no(holds.false), z.no(open_when))
        found = {
            NOT_APPLICABLE: applies.false,
            COMPLIES: z.every(judged, holds.true),
            DEROGATED: z.every(fails, covered.true),
            BREACHES: z.every(fails, covered.false),
            PENDING: z.every(rest, holds.wait),
        }
        found[UNDECIDED] = z.no(z.some(*found.values()))
        return tuple(found[code] for code in sorted(found))

    def _outside(self, program: Program, rule: CompiledRule) -> Any:
        """Whether what is judged surely has not happened, or lies on a day on which the rule is not in force."""
        z, regulation = self.z, program.regulation
        day = self.symbols.num(rule.day)
        first, last = regulation.day_from, regulation.day_until or FOREVER
        lo, hi = self._ends(day)
        ways = [hi < first, lo > last]
        ways += [z.every(begin <= lo, hi <= end) for begin, end in rule.rule.disabled]
        if not isinstance(rule.happened, nodes.Const):
            ways.append(self.symbols.truth(rule.happened).false)
        return z.some(*ways)

    def _ends(self, day: Num) -> tuple[Any, Any]:
        """The first and the last day that a day can be; what has not come is dated by the judgement day."""
        z, on = self.z, self.symbols.on
        first, last = (z.choice(z.some(day.absent, end == NOT_YET), on, end) for end in (day.lo, day.hi))
        return first, last

    # --- questions ----------------------------------------------------------------------------------------------------

    def never(self, *claims: Any) -> bool:
        """Whether it is proved that the claims never hold together."""
        claim = self.z.every(*claims)
        if claim is False:
            return True
        solver, facts = self._solver, self.symbols.facts
        self.symbols.facts += self.laws()
        solver.add(*facts[self._told :])
        self._told = len(facts)
        solver.push()
        solver.add(claim)
        found = solver.check()
        solver.pop()
        return bool(found == self.z.z3.unsat)

    def differ(self, one: SymbolicRule, other: SymbolicRule) -> Formula:
        """That two rules give different verdicts."""
        z = self.z
        return z.some(*(z.no(z.same(a, b)) for a, b in zip(one.codes, other.codes, strict=True)))

    def laws(self) -> Iterator[Any]:
        """What is not told yet of days on which something is due: of one anchor, a longer term ends no earlier."""
        z = self.z
        due = [node for node in self.symbols.leaves.values() if isinstance(node, nodes.After | nodes.Before)]
        for n, one in enumerate(due[len(self._due) :], start=len(self._due)):
            for other in due[:n]:
                if self._same_term(one, other):
                    short, long = sorted((one, other), key=_length)
                    early, late = (short, long) if isinstance(one, nodes.After) else (long, short)
                    a, b = self.symbols.num(early), self.symbols.num(late)
                    alike = z.same(a.none, b.none), z.same(a.absent, b.absent)
                    yield z.every(a.lo <= b.lo, a.hi <= b.hi, *alike)
        self._due = due

    def _same_term(self, one: Node, other: Node) -> bool:
        return (
            type(one) is type(other)
            and isinstance(one, nodes.After | nodes.Before)
            and isinstance(other, nodes.After | nodes.Before)
            and (one.unit, one.rollover, one.patrons) == (other.unit, other.rollover, other.patrons)
            and self.symbols.like.of(one.anchor) == self.symbols.like.of(other.anchor)
            and all(_fixed(each) for each in (one, other))
        )


def _fixed(node: nodes.After | nodes.Before) -> bool:
    return isinstance(node.length, nodes.Const) and node.length.value.__class__ is int


def _length(node: nodes.After | nodes.Before) -> int:
    return int(node.length.value) if isinstance(node.length, nodes.Const) else 0


def compiled_as(program: Program, rule: str) -> CompiledRule:
    """A rule as it was compiled, by its id."""
    return next(each for each in program.rules if each.rule.id == rule)


# --- two versions of a rule -------------------------------------------------------------------------------------------


def proved(
    old: tuple[Program, CompiledRule], new: tuple[Program, CompiledRule]
) -> tuple[tuple[str, ...], str | None]:
    """What is proved of a change of a rule, and otherwise the facts that stand in the way."""
    prover = Prover()
    if equal(prover, old, new):
        return (EQUAL,), None
    before, after = prover.rule(*old), prover.rule(*new)
    found = []
    if prover.never(after.breaches, prover.z.no(before.breaches)):
        found.append(NEVER_STRICTER)
    if prover.never(before.breaches, prover.z.no(after.breaches)):
        found.append(NEVER_LOOSER)
    return tuple(found), None if found else _obstacle(old, new)


def proved_together(
    old: Sequence[tuple[Program, CompiledRule]], new: Sequence[tuple[Program, CompiledRule]]
) -> tuple[str, ...]:
    """What is proved of several rules together: whether some of the new ones is breached where some of the old was."""
    prover = Prover()
    before, after = (prover.z.some(*(prover.rule(*each).breaches for each in rules)) for rules in (old, new))
    claims = {NEVER_STRICTER: (after, prover.z.no(before)), NEVER_LOOSER: (before, prover.z.no(after))}
    return tuple(name for name, claim in claims.items() if prover.never(*claim))


def equal(prover: Prover, old: tuple[Program, CompiledRule], new: tuple[Program, CompiledRule]) -> bool:
    """Whether two rules are proved to give the same verdicts on every file, under every reading."""
    before, after = prover.rule(*old), prover.rule(*new)
    same_kind = old[1].rule.asks_judgement == new[1].rule.asks_judgement
    return same_kind and prover.never(prover.differ(before, after)) and all(_readings_equal(prover, old, new))


def same_verdicts(prover: Prover, program: Program, rule: CompiledRule, others: Sequence[Parts]) -> bool:
    """Whether a rule is proved to give the same verdicts with other truths, those under each reading in its order."""
    parts = (rule.parts, *(parts for _, _, parts in rule.others))
    pairs = ([prover.rule(program, rule, each) for each in pair] for pair in zip(parts, others, strict=True))
    return all(prover.never(prover.differ(*pair)) for pair in pairs)


def _readings_equal(
    prover: Prover, old: tuple[Program, CompiledRule], new: tuple[Program, CompiledRule]
) -> Iterator[bool]:
    before, after = ({(name, option): parts for name, option, parts in rule.others} for _, rule in (old, new))
    yield before.keys() == after.keys()
    for key, parts in before.items():
        was, now = prover.rule(*old, parts), prover.rule(*new, after.get(key, parts))
        yield prover.never(prover.differ(was, now))


def _obstacle(old: tuple[Program, CompiledRule], new: tuple[Program, CompiledRule]) -> str | None:
    """The facts that only one of the versions asks: what is the same in both stands in no one's way."""
    like = Likeness()
    before, after = ({like.of(node): node for node in _leaves(rule.parts)} for _, rule in (old, new))
    apart = [(old, before[n]) for n in before.keys() - after.keys()]
    apart += [(new, after[n]) for n in after.keys() - before.keys()]
    names = {
        program.compiled.facts[node].name for (program, _), node in apart if node in program.compiled.facts
    }
    return ", ".join(sorted(names)) or None


def _leaves(parts: Parts) -> Iterator[Node]:
    """The values that the truths of a rule compare."""
    stack: list[Node] = [parts.when, parts.require, *(node for _, node in parts.derogations)]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.TruthNode):
            stack.extend(node.args)
        elif not isinstance(node, nodes.Const):
            yield nodes.own(node)

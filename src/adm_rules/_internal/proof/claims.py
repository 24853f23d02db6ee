"""What checks of rule sets ask of proofs: what can never be, what covers nothing or everything, what is said twice.

What an example shows is true, so it is not asked; nothing is claimed without the solver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, combinations, groupby
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.judging import BREACHES, COMPLIES
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.parting import compile_variants
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.proof.proving import Prover, SymbolicRule, compiled_as, same_verdicts
from adm_rules._internal.proof.solver import available
from adm_rules._internal.rules import Comparison, DerogationClause, FactRef, Rule, operands_in
from adm_rules._internal.rules.canonical import unaliased
from adm_rules._internal.values.bounds import UNKNOWN
from adm_rules._internal.values.operators import OPERATORS

T = TypeVar("T")
#: The verdicts that examples expect of each rule, as words.
Shown: TypeAlias = Mapping[str, Collection[str]]

_KEPT = frozenset({"complies"})
_BROKEN = frozenset({"breaches", "derogated", "to_judge"})


def covers(program: Program, shown: Shown) -> Iterator[tuple[Rule, DerogationClause, bool, bool]]:
    """Each derogation with whether it may ever cover a breach of its rule, and whether it is proved to cover every one.

    Nothing without the solver.
    """
    for compiled in program.rules if available() else ():
        derogations = compiled.parts.derogations
        seen = set(shown.get(compiled.rule.id, ()))
        if not derogations or (len(derogations) == 1 and {"derogated", "breaches"} <= seen):
            continue
        prover = Prover()
        rule, z = prover.rule(program, compiled), prover.z
        fails = z.every(z.some(*rule.applies), z.no(rule.applies.false), rule.requires.false)
        for item, node in derogations:
            cover = prover.symbols.truth(node)
            ever = not prover.never(fails, cover.true)
            yield compiled.rule, item, ever, prover.never(fails, z.no(cover.true))


def out_of_reach(program: Program, shown: Shown) -> Iterator[tuple[Rule, tuple[str, ...], tuple[str, ...]]]:
    """Each rule that rests on a value that is not set and is proved to give no verdict of a kind, with both."""
    for compiled in program.rules if available() else ():
        values = tuple(sorted(_not_set(compiled)))
        seen = set(shown.get(compiled.rule.id, ()))
        wanted = [(name, code) for name, code, proof in _REACHED if not proof & seen]
        if not values or not wanted:
            continue
        prover = Prover()
        codes = prover.rule(program, compiled).codes
        never = tuple(name for name, code in wanted if prover.never(codes[code]))
        if never:
            yield compiled.rule, never, values


_REACHED = (("complies", COMPLIES, _KEPT), ("breaches", BREACHES, frozenset({"breaches", "to_judge"})))


def impossible(program: Program, shown: Shown) -> Mapping[str, str]:
    """What is proved never to be of each rule: that it ``applies``, that it is ``kept``, or that it is ``broken``.

    Of a rule that rests on a value that is not set nothing is said here: see `out_of_reach`.
    """
    found = {}
    for compiled in program.rules if available() else ():
        seen = set(shown.get(compiled.rule.id, ()))
        if not (seen & _KEPT and seen & _BROKEN) and not _not_set(compiled):
            never = _never(program, compiled, seen)
            if never is not None:
                found[compiled.rule.id] = never
    return found


def _never(program: Program, compiled: CompiledRule, seen: set[str]) -> str | None:
    prover = Prover()
    rules = [prover.rule(program, compiled, parts) for parts in _readings(compiled)]
    if not seen & (_KEPT | _BROKEN) and all(prover.never(each.applies.true) for each in rules):
        return "applies"
    if not seen & _KEPT and all(prover.never(each.applies.true, each.requires.true) for each in rules):
        return "kept"
    if not seen & _BROKEN and all(prover.never(each.applies.true, each.requires.false) for each in rules):
        return "broken"
    return None


def _readings(compiled: CompiledRule) -> list[Parts]:
    return [compiled.parts, *(parts for _, _, parts in compiled.others)]


# --- two rules --------------------------------------------------------------------------------------------------------


def covered(pairs: Iterable[RulePair]) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of a rule and another one of its subject that is proved to be breached wherever the first is."""
    for one, other, pair in pairs:
        for narrow, wide in ((one, other), (other, one)):
            if pair.facts(wide) <= pair.facts(narrow):
                inside, outside = pair.of(narrow).breaches, pair.of(wide).breaches
                if pair.prover.never(inside, pair.prover.z.no(outside)):
                    yield narrow.rule, wide.rule


def irreconcilable(pairs: Iterable[RulePair]) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of rules of which each alone may be kept or derogated, and no file is proved to do so of both.

    Whether they ever apply together is not said: that takes a file that shows it.
    """
    found = tuple(pairs)
    rules = {each.rule.id: each.rule for pair in found for each in pair[:2]}
    wanted = {name: _wanted(rule) for name, rule in rules.items()}
    for one, other, pair in found:
        first, second = (wanted[each.rule.id] for each in (one, other))
        if _opposed(first, second) and pair.cannot_both(one, other):
            yield one.rule, other.rule


class _Subject:
    """The rules of one subject as formulas over the same variables, each made once."""

    def __init__(self, program: Program) -> None:
        self.prover = Prover()
        self._program = program
        self._facts: dict[int, frozenset[FactRef]] = {}

    def of(self, compiled: CompiledRule) -> SymbolicRule:
        """A rule as formulas."""
        return self.prover.rule(self._program, compiled)

    def facts(self, compiled: CompiledRule) -> frozenset[FactRef]:
        """What a rule asks, to apply and to be kept."""
        if compiled.index not in self._facts:
            when = () if compiled.rule.when is None else compiled.rule.when.facts()
            self._facts[compiled.index] = _named(chain(when, compiled.rule.require.facts()))
        return self._facts[compiled.index]

    def cannot_both(self, one: CompiledRule, other: CompiledRule) -> bool:
        """Whether no file keeps both where both apply, though each can be kept there, and they may apply together."""
        first, second = self.of(one), self.of(other)
        never, z = self.prover.never, self.prover.z
        both = (first.applies.true, second.applies.true)
        kept = [z.some(each.requires.true, each.covered.true) for each in (first, second)]
        return never(*both, *kept) and not any(never(*both, each) for each in kept)


#: Two rules of one subject, with all rules of it as formulas.
RulePair: TypeAlias = tuple[CompiledRule, CompiledRule, _Subject]


def paired(program: Program) -> Iterator[RulePair]:
    """The pairs of rules of one subject that ask some fact in common and rest on what is set; none without a solver."""
    rules = sorted(program.rules, key=attrgetter("rule.per")) if available() else []
    for _, group in groupby((each for each in rules if not _not_set(each)), key=attrgetter("rule.per")):
        subject = _Subject(program)
        asked = [(rule, _named(rule.rule.require.facts())) for rule in group]
        for (one, first), (other, second) in combinations(asked, 2):
            if first & second:
                yield one, other, subject


#: What a requirement compares each fact with: the operator, the operand, and whether the comparison has to hold.
_Wanted: TypeAlias = Mapping[FactRef, set[tuple[str, str, bool]]]

#: Operators of one direction: what is large enough, or small enough, for the strictest of them is so for them all.
_ALIKE = (
    frozenset(each.name for each in OPERATORS.values() if each.upward),
    frozenset(each.name for each in OPERATORS.values() if each.limit is not None and each.limit.above),
)


def _opposed(first: _Wanted, second: _Wanted) -> bool:
    """Whether what two rules require of a fact may contradict: neither the same nor limits of one direction."""
    for fact in first.keys() & second.keys():
        wanted = first[fact] | second[fact]
        same = first[fact] == second[fact] and len(wanted) == 1
        if not same and not any(all(o in alike and holds for o, _, holds in wanted) for alike in _ALIKE):
            return True
    return False


def _wanted(rule: Rule) -> _Wanted:
    """What the requirement of a rule compares each fact with; another way of asking it counts as a comparison."""
    found: dict[FactRef, set[tuple[str, str, bool]]] = {}
    for leaf, holds in rule.require.signed():
        said = type(leaf).__name__, "", holds
        if isinstance(leaf, Comparison):
            said = leaf.operator, repr(leaf.operand), holds
        for fact in (each for each in operands_in(leaf.operands()) if isinstance(each, FactRef)):
            found.setdefault(unaliased(fact), set()).add(said)
    return found


# --- a rule in other words --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartVariant(Generic[T]):
    """A rule as it might stand at its number in a rule set, and what it is tried for."""

    number: int
    rule: Rule
    about: T


def alike(
    program: Program, registry: Registry, variants: Iterable[PartVariant[T]]
) -> Iterator[PartVariant[T]]:
    """The variants that are proved to give the verdicts of their rule on every file, under every reading.

    Those of one rule stand behind one another. Of a rule that rests on a value that is not set nothing is said.
    """
    numbers = {each.index: each for each in program.rules}
    wanted = [each for each in variants if each.number in numbers] if available() else []
    asked = ((numbers[each.number], each.rule) for each in wanted)
    others = compile_variants(program.regulation, registry, asked)
    for number, group in groupby(zip(wanted, others, strict=True), key=lambda pair: pair[0].number):
        rule, prover = numbers[number], Prover()
        for variant, parts in group:
            # What does not compile is told by loading.
            if parts is not None and not _not_set(rule) and same_verdicts(prover, program, rule, parts):
                yield variant


def looser(base: Program, program: Program, rules: Iterable[str]) -> Iterator[str]:
    """Rules of which the second program is proved never stricter than the first, and not proved the same."""
    for name in rules if available() else ():
        prover = Prover()
        was = prover.rule(base, compiled_as(base, name)).breaches
        now = prover.rule(program, compiled_as(program, name)).breaches
        no = prover.z.no
        if prover.never(now, no(was)) and not prover.never(was, no(now)):
            yield name


def _named(facts: Iterable[FactRef]) -> frozenset[FactRef]:
    return frozenset(map(unaliased, facts))


def _not_set(compiled: CompiledRule) -> set[str]:
    """The values that a rule rests on, also through recipes, and that no act sets."""
    found: set[str] = set()
    stack: list[Node] = [compiled.parts.when, compiled.parts.require]
    seen: set[Node] = set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, nodes.Const) and node.value == UNKNOWN and node.why:
            found.add(node.why)
        stack.extend(node.args)
    return found

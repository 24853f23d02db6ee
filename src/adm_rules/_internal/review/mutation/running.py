"""Runs the examples under each mutant, and finds the files that would tell those that none notices."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.diagnostics import CaseError, DiagnosticsError
from adm_rules._internal.engine.part import Judged, RulePart, Verdicts
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.names import members_of
from adm_rules._internal.report import Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.review.diff.near import NearFile, in_turns, landmarks, made, near, scalars
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import Suite, run
from adm_rules._internal.review.mutation.accepted import Accepted
from adm_rules._internal.review.mutation.mistakes import MISTAKES, SIDES, Mutant, mutants
from adm_rules._internal.review.mutation.money import money_mutants
from adm_rules._internal.review.mutation.pasting import pasted
from adm_rules._internal.review.mutation.paying import PayingBench
from adm_rules._internal.rules import Rule
from adm_rules._internal.scalars import NONE

#: A file near an example, as an example, as models, and what a rule says of it.
_NearJudged: TypeAlias = tuple[NearFile, Example, Mapping[str, Any], Mapping[Judged, Verdicts]]

#: How many files near the examples of a rule are tried for one mutant.
MOST: Final = 250


@dataclass(frozen=True, slots=True)
class Survivor(Answer):
    """A mistake that no example notices: where, of which kind, what it changes; the example that would notice it.

    ``example`` is YAML to paste; None where no file near the examples tells the two apart.
    """

    at: str
    mistake: str
    change: str
    example: str | None


@dataclass(frozen=True, slots=True)
class RuleTally(Answer):
    """Of a rule or value: how many mistakes were made in it, and how many of them some example notices."""

    at: str
    made: int
    killed: int


@dataclass(frozen=True, slots=True)
class MutationReport(Answer):
    """What came of the mistakes: the tally of each rule, those that nobody notices, and those accepted with a reason.

    ``idle`` are the accepted ones that some example notices by now, or that are made no more.
    """

    rules: str
    version: str
    tallies: tuple[RuleTally, ...]
    survivors: tuple[Survivor, ...]
    accepted: int
    idle: tuple[str, ...]

    WRITTEN = ("rules version made killed accepted tallies survivors idle",)

    @property
    def made(self) -> int:
        """How many mistakes were made."""
        return sum(each.made for each in self.tallies)

    @property
    def killed(self) -> int:
        """How many of them some example notices."""
        return sum(each.killed for each in self.tallies)


def mutated(suite: Suite, accepted: Accepted, *, every: bool = False) -> MutationReport:
    """Make each mistake in a rule set, and run the examples of the rules that it may alter."""
    rules = suite.rules
    tallies: dict[str, list[bool]] = {}
    alive: list[Survivor] = []
    found: set[str] = set()
    unmade: set[str] = set()
    for mutant, bench in _benches(suite, MISTAKES):
        if not (MISTAKES[mutant.mistake].usual or every):
            unmade.add(mutant.key)
            continue
        part = bench.spoilt(mutant)
        if part is None:
            continue
        noticed = bench.notices(mutant, part)
        tallies.setdefault(mutant.at, []).append(noticed)
        if not noticed:
            found.add(mutant.key)
            if not accepted.holds(rules.id, mutant.key):
                alive.append(Survivor(mutant.at, mutant.mistake, mutant.change, bench.witness(mutant, part)))
    counted = tuple(RuleTally(at, len(each), sum(each)) for at, each in tallies.items())
    idle = () if suite.only is not None else accepted.idle(rules.id, found | unmade)
    held = sum(accepted.holds(rules.id, key) for key in found)
    return MutationReport(rules.id, rules.regulation.version, counted, tuple(alive), held, idle)


def _benches(suite: Suite, kinds: Collection[str]) -> Iterator[tuple[Mutant, Bench | PayingBench]]:
    """Each mistake of some kinds in what is asked about, with what tries it."""
    rules = suite.rules
    bench, paying = Bench(suite), PayingBench(suite)
    found = ((each, bench) for each in mutants(rules.regulation, rules.vocabulary, kinds))
    others = ((each, paying) for each in money_mutants(rules, kinds))
    for mutant, tried_by in chain[tuple[Mutant, Bench | PayingBench]](found, others):
        if suite.only is None or mutant.rules & suite.only:
            yield mutant, tried_by


def unseen_sides(suite: Suite, accepted: Accepted) -> Iterator[Mutant]:
    """The mistakes that no example notices and nobody accepted: limits of rules that move, and any in what is no rule.

    Of tariffs, vouchers and orders those of every usual kind: a band, a cap, a change or a step that is left out.
    """
    for mutant, bench in _benches(suite, MISTAKES):
        wanted = mutant.mistake in SIDES if isinstance(bench, Bench) else MISTAKES[mutant.mistake].usual
        if not wanted or accepted.holds(suite.rules.id, mutant.key):
            continue
        part = bench.spoilt(mutant)
        if part is not None and not bench.notices(mutant, part):
            yield mutant


class Bench:
    """The examples of a rule set, read once, with what the rule set says of each."""

    def __init__(self, suite: Suite) -> None:
        self.rules, self._sound = suite.rules, suite.part
        self._own: dict[str, list[_Ready]] = {}
        self._tried: dict[str, list[_NearJudged]] = {}
        for example in suite.examples:
            self._own.setdefault(example.rule, []).append(
                _Ready(example.of_rule_alone(), suite.part(example.rule))
            )

    def spoilt(self, mutant: Mutant) -> RulePart | None:
        """The rules that a mistake may alter, with it; None where they do not compile: loading tells that mistake."""
        try:
            return RulePart(mutant.regulation, mutant.rules, None if mutant.anew else self.rules.vocabulary)
        except DiagnosticsError:
            return None

    def notices(self, mutant: Mutant, part: RulePart) -> bool:
        """Whether the expectations of some example fail under a mistake."""
        ready = [each for rule in sorted(mutant.rules) for each in self._own.get(rule, ())]
        return any(each.tells(part) for each in ready) or any(
            each.fails(part) for each in ready if each.says_more
        )

    def witness(self, mutant: Mutant, part: RulePart) -> str | None:
        """An example near those of the rules that a mistake alters, which tells it; best one that is decided.

        Where the default readings tell none, one of another reading.
        """
        best: tuple[int, str] | None = None
        for rule in sorted(mutant.rules):
            for file, example, models, before in self._files(rule):
                after = part.verdicts(models, example.on, presume=example.presumed)
                rank = _rank(_own(rule, before), _own(rule, after))
                if rank is None or (best is not None and rank >= best[0]):
                    continue
                text = pasted(file, self._sound(rule).rules, mutant.mistake, others=rank >= _OTHERS)
                best = (rank, text) if text is not None else best
                if best is not None and best[0] == 0:
                    return best[1]
        return best[1] if best is not None else None

    def _files(self, rule: str) -> list[_NearJudged]:
        """The files near the examples of a rule that can be read, with what the rule says of each."""
        if rule not in self._tried:
            sound = self._sound(rule)
            read = (_judged(file, sound) for file in islice(self._near(rule), MOST))
            self._tried[rule] = [each for each in read if each is not None]
        return self._tried[rule]

    def _near(self, rule: str) -> Iterator[NearFile]:
        own = [each.example for each in self._own.get(rule, ())]
        yield from map(NearFile, own)  # one that says more than it did
        marks = landmarks([(self.rules.rule(rule), self.rules.regulation)], ())
        marks = replace(
            marks, names=marks.names | frozenset(other_names(self.rules.rule(rule), self.rules.vocabulary))
        )
        reads = keys_of(self.rules.rule(rule), self.rules.vocabulary)
        dated = [replace(marks, days=_days(example)) for example in own]
        waiting = [
            chain(_denied(example, reads), near(example, reads, each))
            for example, each in zip(own, dated, strict=True)
        ]
        yield from in_turns(waiting)


class _Ready:
    """An example whose files are read, and what its rule says of them."""

    def __init__(self, example: Example, part: RulePart) -> None:
        self.example = example
        self._part = part

    @cached_property
    def _files(self) -> tuple[Mapping[str, Any], bool]:
        """Its files as they are judged, and whether as models."""
        return self._part.come_in(self.example.files, self.example.on)

    @cached_property
    def _asks_others(self) -> bool:
        """Whether it expects something of the verdicts under other readings."""
        return any("other_readings" in each or "reading_dependent" in each for each in self.example.expect)

    @cached_property
    def said(self) -> Mapping[Judged, Any]:
        """What its rule says."""
        return self._kept(self._verdicts(self._part))

    @property
    def says_more(self) -> bool:
        """Whether it expects more than verdicts."""
        plain = {"verdict", "subject", "other_readings", "reading_dependent"}
        return any(set(each) - plain for each in self.example.expect)

    def tells(self, part: RulePart) -> bool:
        """Whether the verdicts that it expects are others under a mistake."""
        return self._kept(self._verdicts(part)) != self.said

    def fails(self, part: RulePart) -> bool:
        """Whether anything that it expects is another thing under a mistake."""
        return not run(self.example, part.rules).passed

    def _verdicts(self, part: RulePart) -> Mapping[Judged, Verdicts]:
        files, models = self._files
        example = self.example
        return part.verdicts(
            files, example.on, presume=example.presumed, models=models, plainly=not self._asks_others
        )

    def _kept(self, found: Mapping[Judged, Verdicts]) -> Mapping[Judged, Any]:
        """The verdicts of its rule."""
        return {key: each for key, each in found.items() if key[0] == self.example.rule}


def other_names(rule: Rule, registry: Registry) -> Iterator[str]:
    """Of each list that a rule compares with, a few names."""
    facts = {fact.name for condition in rule.conditions() for fact in condition.facts()}
    for names in sorted({registry.facts[name].names or "" for name in facts}):
        yield from islice(members_of(names), 3)


def keys_of(rule: Rule, registry: Registry) -> frozenset[str]:
    """The keys of files that the facts of a rule are read from."""
    named = {fact.name for condition in rule.conditions() for fact in condition.facts()}
    return frozenset(_paths({each for name in named for each in registry.made_of(name)}, registry))


def _paths(facts: Collection[str], registry: Registry) -> Iterator[str]:
    for fact in facts:
        path, subject = registry.facts[fact].path, registry.subjects[registry.facts[fact].per]
        while path is not None and subject.key is not None and subject.parent is not None:
            path, subject = f"{subject.key}.{path}", registry.subjects[subject.parent]
        if path is not None:
            yield path


def _denied(example: Example, reads: Collection[str]) -> Iterator[NearFile]:
    """The files in which one key that the rules read is known not to exist."""
    for root, data in example.files.items():
        for place, value in scalars(data, ()):
            key = ".".join(part for part in place if isinstance(part, str))
            other: Any = [] if isinstance(value, list) else NONE
            if key in reads and value != other and isinstance(value, list | str):
                yield NearFile(example, (root, *place), other)


def _days(example: Example) -> tuple[int, ...]:
    """The days that a file names: what is compared may fall on the same one."""
    texts = {value for _, value in scalars(dict(example.files), ()) if isinstance(value, str)}
    return tuple(sorted(date.fromisoformat(each).toordinal() for each in texts if _DAY.fullmatch(each)))


_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def verdicts_of(part: RulePart, example: Example) -> Mapping[Judged, Verdicts] | None:
    """What a part of a rule set says of an example; None where its files cannot be read."""
    found = _judged(NearFile(example), part)
    return None if found is None else found[-1]


def _judged(file: NearFile, part: RulePart) -> _NearJudged | None:
    example = made(file)
    try:
        models = part.models(example.files, example.on)
    except CaseError:
        return None
    return file, example, models, part.verdicts(models, example.on, presume=example.presumed)


def _own(rule: str, found: Mapping[Judged, Verdicts]) -> Mapping[Judged, Verdicts]:
    return {key: each for key, each in found.items() if key[0] == rule}


#: Two judgements of a file differ under another reading alone.
_OTHERS: Final = 2


def _rank(before: Mapping[Judged, Verdicts], after: Mapping[Judged, Verdicts]) -> int | None:
    """How well a file tells two judgements apart, 0 best; None where it does not. What is decided tells better."""
    plain = [{key: each.verdict for key, each in found.items()} for found in (before, after)]
    if plain[0] != plain[1]:
        return int(any(Verdict.UNDECIDED in found.values() for found in plain))
    sides = [
        {(key, *other) for key, each in found.items() for other in each.others} for found in (before, after)
    ]
    if sides[0] == sides[1]:
        return None
    return _OTHERS + int(any(other[-1] is Verdict.UNDECIDED for other in sides[0] ^ sides[1]))

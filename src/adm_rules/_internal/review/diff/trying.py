"""Tries examples, and files near them, under both versions of the rules that were touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, Final, TypeAlias

from pydantic import BaseModel

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine.part import NOTHING, Judged, RulePart, Verdicts
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.near import (
    Landmarks,
    NearFile,
    at_marks,
    in_turns,
    landmarks,
    made,
    moved,
    near,
)
from adm_rules._internal.review.diff.pairing import RulePair
from adm_rules._internal.review.diff.shapes import FAILING, DiffWay, DiffWitness
from adm_rules._internal.review.diff.smallest import smallest
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import run
from adm_rules._internal.rules import Regulation

#: How many files near the examples are tried for one rule.
MOST: Final = 160


@dataclass(frozen=True, slots=True)
class Flip:
    """A subject whose verdict differs: before and after."""

    key: Judged
    before: Verdicts
    after: Verdicts

    @property
    def minutes(self) -> int:
        """The time that it is about, if the message of the rule tells one."""
        return self.after.minutes or self.before.minutes


class BothVersions:
    """The rules that were touched, compiled alone, in both versions."""

    def __init__(self, old: Regulation, new: Regulation, pairs: Iterable[RulePair]) -> None:
        self.pairs = tuple(pairs)
        self.old = RulePart(old, {pair.old.id for pair in self.pairs if pair.old is not None})
        self.new = RulePart(new, {pair.new.id for pair in self.pairs if pair.new is not None})
        self._now = {pair.old.id: pair.rule.id for pair in self.pairs if pair.old is not None}

    def flips(self, files: Mapping[str, Any], on: date, *, presume: bool) -> Iterator[Flip]:
        """Each subject whose verdict, or verdict under another reading, differs; none of files that cannot be read."""
        try:
            models = self.new.models(files, on)
            self.old.models(models, on)
        except CaseError:
            return
        yield from self.found(models, on, presume=presume)

    def found(self, models: Mapping[str, BaseModel], on: date, *, presume: bool) -> Iterator[Flip]:
        """`flips` of files that are models already."""
        was = self.old.verdicts(models, on, presume=presume)
        before = {(self._now.get(key[0], key[0]), *key[1:]): found for key, found in was.items()}
        after = self.new.verdicts(models, on, presume=presume)
        for key in dict.fromkeys((*before, *after)):
            old, new = before.get(key, NOTHING), after.get(key, NOTHING)
            if old != new:
                yield Flip(key, old, new)


def way(before: Verdict, after: Verdict) -> DiffWay:
    """The direction in which one verdict moved."""
    was, now = before in FAILING, after in FAILING
    if was == now:
        return DiffWay.OTHER
    return DiffWay.STRICTER if now else DiffWay.LOOSER


#: The direction of a move, and the verdicts before and after.
Move: TypeAlias = tuple[DiffWay, Verdict, Verdict]


@dataclass
class Tried:
    """What came of trying one rule: how many files, the verdicts that moved, and the first witness of each move."""

    files: int = 0
    flips: Counter[str] = field(default_factory=Counter)
    witnesses: dict[Move, DiffWitness] = field(default_factory=dict)
    failing: tuple[str, ...] = ()
    examples: int = 0
    #: The files of the witnesses, as they were tried.
    shown: dict[Move, Example] = field(default_factory=dict)

    @property
    def directions(self) -> frozenset[DiffWay]:
        """The directions of which there is a witness."""
        return frozenset(each for each, _, _ in self.witnesses)

    @property
    def direction(self) -> DiffWay:
        """What the witnesses come to."""
        found = self.directions
        if {DiffWay.STRICTER, DiffWay.LOOSER} <= found:
            return DiffWay.CROSSING
        order = (DiffWay.STRICTER, DiffWay.LOOSER, DiffWay.OTHER)
        return next((each for each in order if each in found), DiffWay.NO_DIFFERENCE)


def tried(
    pair: RulePair,
    both: BothVersions,
    examples: Sequence[Example],
    days: Sequence[int],
    never: frozenset[DiffWay],
) -> Tried:
    """Try the examples of a rule under both versions, then moved behind a day of change, then files near them.

    ``never`` are the directions of which it is proved that no file shows them: none is looked for.
    """
    found = Tried()
    ids = {each.id for each in (pair.old, pair.new) if each is not None}
    own = [each for each in examples if each.rule in ids]
    for example in own:
        _try(found, pair, both, NearFile(example), count=True)
    if pair.new is not None:
        own_now = [each for each in own if each.rule == pair.new.id]
        found.examples = len(own_now)
        found.failing = tuple(
            each.id for each in own_now if not run(each.of_rule_alone(), both.new.rules).passed
        )
    for file in islice(_further(pair, both, own, days), MOST):
        if found.directions | never >= _SEARCHED:
            break
        _try(found, pair, both, file)
    _make_small(found, pair, both)
    return found


def _make_small(found: Tried, pair: RulePair, both: BothVersions) -> None:
    """Give the first witness of each direction the least file that shows its move."""
    for direction in sorted(found.directions):
        move = next(each for each in found.witnesses if each[0] is direction)

        def shows(example: Example, move: Move = move) -> bool:
            return any(move == each for each, _ in _moves(pair, both, example))

        least = smallest(found.shown[move], shows)
        found.witnesses[move] = replace(found.witnesses[move], file=least)


def _moves(pair: RulePair, both: BothVersions, example: Example) -> Iterator[tuple[Move, Flip]]:
    """What a file shows of a rule."""
    for flip in both.flips(example.files, example.on, presume=example.presumed):
        if flip.key[0] == pair.rule.id:
            before, after = flip.before.verdict, flip.after.verdict
            yield (way(before, after), before, after), flip


_SEARCHED: Final = frozenset({DiffWay.STRICTER, DiffWay.LOOSER})


def _further(
    pair: RulePair, both: BothVersions, own: Sequence[Example], days: Sequence[int]
) -> Iterator[NearFile]:
    """Files near the examples of a rule: whole ones moved, then one key after the other, a few of each example."""
    later = [file for day in days for example in own if (file := moved(example, day)).days]
    yield from later
    sides = ((pair.old, both.old), (pair.new, both.new))
    marks: Landmarks = landmarks(
        [(rule, side.rules.regulation) for rule, side in sides if rule is not None], days
    )
    reads = both.old.rules.reads | both.new.rules.reads
    bases = [*later, *map(NearFile, own)]
    waiting = [
        chain(*(way(each.example, reads, marks, each.days) for way in (at_marks, near))) for each in bases
    ]
    yield from in_turns(waiting)


def _try(found: Tried, pair: RulePair, both: BothVersions, file: NearFile, *, count: bool = False) -> None:
    example = made(file)
    found.files += 1
    for move, flip in _moves(pair, both, example):
        (_, subject, name, _), (_, before, after) = flip.key, move
        if count:
            found.flips[f"{before.value} -> {after.value}"] += 1
        if move not in found.witnesses:
            found.shown[move] = example
            found.witnesses[move] = DiffWitness(
                example.id, file.changed, file.days, example.on, subject, name, before, after
            )

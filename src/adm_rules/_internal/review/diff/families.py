"""Rules that were split or joined: which files breach some of one version, and none of the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.review.diff.near import NearFile, landmarks, made, near
from adm_rules._internal.review.diff.pairing import RuleFamily
from adm_rules._internal.review.diff.shapes import FAILING, DiffWay
from adm_rules._internal.review.diff.smallest import smallest
from adm_rules._internal.review.diff.trying import MOST
from adm_rules._internal.review.example import Example
from adm_rules._internal.rules import Regulation, Rule


class FamilyVersions:
    """The rules of a family compiled alone, in both versions."""

    def __init__(self, family: RuleFamily, old: Regulation, new: Regulation) -> None:
        self.family = family
        self.sides: tuple[tuple[RulePart, Sequence[Rule]], ...] = (
            (RulePart(old, {each.id for each in family.old}), family.old),
            (RulePart(new, {each.id for each in family.new}), family.new),
        )

    def way(self, example: Example) -> DiffWay | None:
        """In which direction a file is judged otherwise; None where it is judged alike, or cannot be read."""
        try:
            was, now = (self._fails(part, example) for part, _ in self.sides)
        except CaseError:
            return None
        return None if was == now else DiffWay.STRICTER if now else DiffWay.LOOSER

    @staticmethod
    def _fails(part: RulePart, example: Example) -> bool:
        models = part.models(example.files, example.on)
        found = part.verdicts(models, example.on, presume=example.presumed)
        return any(each.verdict in FAILING for each in found.values())

    def witnesses(
        self, examples: Sequence[Example], never: Collection[DiffWay]
    ) -> Mapping[DiffWay, tuple[str, Mapping[str, Any]]]:
        """For each direction that is not proved out the first example that shows it, with the least file that does."""
        found: dict[DiffWay, tuple[str, Mapping[str, Any]]] = {}
        for example in islice(self._files(examples), MOST):
            if len(found.keys() | set(never)) > 1:
                break
            way = self.way(example)
            if way is not None and way not in found:
                found[way] = example.id, self._least(example, way)
        return found

    def _least(self, example: Example, way: DiffWay) -> Mapping[str, Any]:
        return smallest(example, lambda each: self.way(each) is way)

    def _files(self, examples: Sequence[Example]) -> Iterator[Example]:
        """The examples of the family, then files near them."""
        ids = {rule.id for _, rules in self.sides for rule in rules}
        own = [each for each in examples if each.rule in ids]
        yield from own
        marks = landmarks([(rule, part.rules.regulation) for part, rules in self.sides for rule in rules], ())
        reads = frozenset(chain.from_iterable(part.rules.reads for part, _ in self.sides))
        ways: list[Iterator[NearFile]] = [near(each, reads, marks) for each in own]
        while ways:
            batches = [list(islice(each, 6)) for each in ways]
            ways = [each for each, batch in zip(ways, batches, strict=True) if batch]
            yield from map(made, chain.from_iterable(batches))

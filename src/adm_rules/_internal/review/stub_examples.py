"""Finds examples for a new rule near those that a rule set has: one for each verdict, and for each side of a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any, Final

from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine.part import Judged, RulePart
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.near import Landmarks, NearFile, Place, landmarks, made, near, scalars
from adm_rules._internal.review.example import Example, read_examples
from adm_rules._internal.review.examples import Suite
from adm_rules._internal.review.mutation.mistakes import SIDES, mutants
from adm_rules._internal.review.mutation.pasting import pasted
from adm_rules._internal.review.mutation.running import Bench, keys_of, other_names, verdicts_of
from adm_rules._internal.review.possible import can_give
from adm_rules._internal.rules import Rule
from adm_rules._internal.scalars import NONE

#: How many files of a rule set are looked at, and how many near each.
_DONORS: Final = 40
_NEAR: Final = 120
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def examples_for(suite: Suite, rule: Rule) -> tuple[str, Sequence[str]]:
    """The example file in which they belong, as it is cited, and examples as YAML; none where there is nothing near."""
    file = _file(suite, rule)
    finder = _ExampleFinder(suite, rule, [each for each in suite.examples if each.position.file == file])
    return file, [*finder.of_verdicts(), *finder.of_sides()]


def _file(suite: Suite, rule: Rule) -> str:
    """The file with most examples of rules like this one: of its topic, of its subject."""
    known = {each.id: each for each in suite.rules.rules}
    points: dict[str, int] = {}
    for each in suite.examples:
        other = known.get(each.rule)
        if "base" in each.written and other is not None and other.per == rule.per:
            same = other.id.partition(".")[0] == rule.id.partition(".")[0]
            points[each.position.file] = points.get(each.position.file, 0) + (1000 if same else 1)
    return max(points, key=points.__getitem__, default="")


class _ExampleFinder:
    def __init__(self, suite: Suite, rule: Rule, donors: Sequence[Example]) -> None:
        self.suite, self.rule, self.donors = suite, rule, donors
        self.name = rule.id.replace(".", "-")
        self.part: RulePart = suite.part(rule.id)
        self.wanted = {str(each) for each in can_give(rule, suite.rules.regulation, suite.rules.vocabulary)}
        self.reads = keys_of(rule, suite.rules.vocabulary)
        marks = landmarks([(rule, suite.rules.regulation)], ())
        names = marks.names | frozenset(other_names(rule, suite.rules.vocabulary))
        self.marks = replace(marks, names=names)
        self.found: list[Example] = []

    def of_verdicts(self) -> Iterator[str]:
        """An example for each verdict that the rule can give and some near file shows."""
        queue = list(islice(self._seeds(), _DONORS))
        for seed in queue:
            for file in self._near(seed):
                text = self._shown(file)
                if text is not None:
                    yield text
                    queue.append(self.found[-1])
                if not self.wanted:
                    return

    def _seeds(self) -> Iterator[Example]:
        """The files of the examples there are, each once, as examples of this rule."""
        seen: set[str] = set()
        for each in self.donors:
            if "base" in each.written and repr((each.files, each.on)) not in seen:
                seen.add(repr((each.files, each.on)))
                kept = ("on", "root", "base", "change", "remove", "presumed", *each.files)
                body = {key: each.written[key] for key in kept if key in each.written}
                written = {"id": self.name, "rule": self.rule.id, **body}
                yield replace(each, id=self.name, rule=self.rule.id, written=written, expect=())

    def _near(self, example: Example) -> Iterator[NearFile]:
        lengths, added = _lengths(example, self.marks.numbers), _added(example, self.reads, self.marks)
        return islice(
            chain(lengths, [NearFile(example)], added, near(example, self.reads, self.marks)), _NEAR
        )

    def _shown(self, file: NearFile) -> str | None:
        """An example, if a file shows a verdict that none showed before, and no other."""
        verdicts = {str(each) for each in self._said(self.part, made(file)).values()}
        fresh = verdicts & self.wanted if len(verdicts) == 1 else set[str]()
        text = pasted(file, self.part.rules, min(fresh)) if fresh else None
        if text is not None:
            self.wanted -= fresh
            self.found.append(self._read(file.example, text))
        return text

    def of_sides(self) -> Iterator[str]:
        """An example for each side of a limit that those found so far do not show."""
        rules, bench = self.suite.rules, Bench(replace(self.suite, examples=()))
        for mutant in mutants(rules.regulation, rules.vocabulary, SIDES):
            spoilt = bench.spoilt(mutant) if self.rule.id in mutant.rules else None
            if spoilt is None or any(self._tells(spoilt, each) for each in self.found):
                continue
            near_by = (file for each in tuple(self.found) for file in self._near(each))
            telling = (file for file in near_by if self._tells(spoilt, made(file)))
            texts = (pasted(file, self.part.rules, f"side-{len(self.found)}") for file in telling)
            text = next(filter(None, texts), None)
            if text is not None:
                self.found.append(self._read(self.found[0], text))
                yield text

    def _tells(self, spoilt: RulePart, example: Example) -> bool:
        return self._said(self.part, example) != self._said(spoilt, example)

    def _said(self, part: RulePart, example: Example) -> dict[Judged, Verdict]:
        """The verdicts of the rule; none on files that cannot be read."""
        found = verdicts_of(part, example) or {}
        return {key: each.verdict for key, each in found.items() if key[0] == self.rule.id}

    def _read(self, donor: Example, text: str) -> Example:
        """The example that a text is, among the bases of another, to look near it as well."""
        bases = "\n".join(f"  {flow(str(name))}: {flow(body)}" for name, body in donor.bases.items())
        (found,) = read_examples(f"bases:\n{bases}\nexamples:\n{text}\n", donor.position.file)
        return replace(found, id=self.name, written={**found.written, "id": self.name})


def _lengths(example: Example, minutes: Iterable[int]) -> Iterator[NearFile]:
    """The files in which what has a start and an end lasts as long as a limit, or a minute more or less."""
    for root, data in example.files.items():
        for place, value in scalars(data, (root,)):
            if place[-1] == "start" and isinstance(value, str) and "T" in value:
                for length in sorted(minutes):
                    end = datetime.fromisoformat(value) + timedelta(minutes=length)
                    yield NearFile(example, (*place[:-1], "end"), end.isoformat(timespec="minutes"))


def _added(example: Example, reads: Iterable[str], marks: Landmarks) -> Iterator[NearFile]:
    """The files in which a record has a key that the rule reads and that it lacked."""
    for root, data in example.files.items():
        for place, record in _records(data, (root,)):
            owner = ".".join(part for part in place[1:] if isinstance(part, str))
            for key in sorted(reads):
                above, _, name = key.rpartition(".")
                if above == owner and name not in record:
                    for value in (*_days_of(record, marks.numbers), True, False, NONE, *sorted(marks.names)):
                        yield NearFile(example, (*place, name), value)


def _records(data: Any, place: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every mapping of a file, with its place."""
    if isinstance(data, dict):
        yield place, data
    parts = data.items() if isinstance(data, dict) else enumerate(data if isinstance(data, list) else ())
    for key, part in parts:
        yield from _records(part, (*place, key))


def _days_of(record: dict[str, Any], numbers: Iterable[int]) -> Iterator[str]:
    """The days of a record, and those a limit behind them."""
    for text in record.values():
        if isinstance(text, str) and _DAY.fullmatch(text):
            for number in sorted({0, *numbers}):
                yield (date.fromisoformat(text) + timedelta(days=number)).isoformat()

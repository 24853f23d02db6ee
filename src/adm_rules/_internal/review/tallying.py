"""Counts what the examples of a rule set show: the verdicts and derogations of each rule, the options of readings.

Of tariffs, vouchers and orders they show a part (a band, a change, a cap, a step) where some fail without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adm_rules._internal.facts.basis import readings_asked
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.examples import Suite, shown
from adm_rules._internal.review.mutation.money import money_mutants, place_of
from adm_rules._internal.review.mutation.paying import PayingBench
from adm_rules._internal.review.parts import ExampleTally, TallyPart
from adm_rules._internal.review.possible import can_give
from adm_rules._internal.rules import Path, Rule
from adm_rules._internal.yaml_source import read


def tallies(suite: Suite) -> tuple[ExampleTally, ...]:
    """For each rule, and each reading on which a rule rests, how much of it the examples of a suite show.

    A verdict stands at the line of what decides it: that the rule does not apply at `when`, the others at `require`.
    """
    return tuple(_Counting(suite).each())


class _Counting:
    def __init__(self, suite: Suite) -> None:
        self.suite, self.regulation = suite, suite.rules.regulation
        self.source = read(self.regulation.text, self.regulation.file)
        self.verdicts = shown(suite.examples)
        self.derogated = Counter(
            (example.rule, each.get("derogation"))
            for example in suite.examples
            for each in example.expect
            if each["verdict"] == "derogated"
        )
        self.options = Counter(
            name
            for example in suite.examples
            for each in example.expect
            for name in each.get("other_readings", ())
        )

    def each(self) -> Iterator[ExampleTally]:
        for rule in self.suite.asked:
            yield ExampleTally(
                rule.id,
                self.regulation.file,
                self._line(rule.path),
                (*self._of(rule), *self._derogations(rule)),
            )
        for name in sorted(readings_asked(self.regulation, self.suite.rules.vocabulary)):
            reading = self.regulation.readings[name]
            options = tuple(
                TallyPart(each, self._line((*reading.path, "options", each)), self.options[f"{name}.{each}"])
                for each in reading.others
            )
            yield ExampleTally(name, self.regulation.file, self._line(reading.path), options)
        yield from self._besides_rules()

    def _besides_rules(self) -> Iterator[ExampleTally]:
        bench = PayingBench(self.suite)
        found: dict[str, list[TallyPart]] = {}
        for mutant in money_mutants(self.suite.rules, ("drop", "flip")):
            spoilt = bench.spoilt(mutant) if mutant.mistake == "drop" or "not_set" in mutant.change else None
            if spoilt is not None:
                words = mutant.change.removesuffix(": left out")
                line = self._line(place_of(mutant.at, self.regulation))
                found.setdefault(mutant.at, []).append(TallyPart(words, line, bench.noticing(spoilt)))
        for at, parts in found.items():
            yield ExampleTally(at, self.regulation.file, parts[0].line, tuple(parts))

    def _line(self, path: Path) -> int:
        """The line of a part of the file; that of what holds it where it is left out."""
        return self.source.at(path).line

    def _of(self, rule: Rule) -> Iterator[TallyPart]:
        allowed = can_give(rule, self.regulation, self.suite.rules.vocabulary)
        counts = self.verdicts.get(rule.id, Counter[str]())
        for verdict in (each for each in Verdict if each in allowed):
            key = "when" if verdict is Verdict.NOT_APPLICABLE else "require"
            yield TallyPart(verdict.value, self._line((*rule.path, key)), counts[verdict.value])

    def _derogations(self, rule: Rule) -> Iterator[TallyPart]:
        """Each derogation; of the only one it is enough that something is derogated."""
        unnamed = self.derogated[rule.id, None] if len(rule.derogations) == 1 else 0
        for clause in rule.derogations:
            count = self.derogated[rule.id, clause.name] + unnamed
            yield TallyPart(f"derogation {clause.name}", self._line(clause.path), count)

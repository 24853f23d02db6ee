"""Runs the examples of a rule set: files in, the findings of one rule out, compared with what the example expects.

Examples are data that ship beside the rules, in ``examples/<rule set>/*.yaml``. An example names a base file of its own
document, what to change and to remove there (dotted paths; a number is a place in a list), the judgement day, the rule,
and the findings expected of it, one for each subject in the order of the report. In place of a rule it names a tariff,
a voucher or an order, and expects what `asked` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.report import Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.review.asked import ABOUT, About
from adm_rules._internal.review.example import RULE, Example, read_examples
from adm_rules._internal.review.parts import ExampleGap, ExampleTally
from adm_rules._internal.review.possible import can_give
from adm_rules._internal.rules import Rule
from adm_rules._internal.yaml_source import read


@dataclass(frozen=True, slots=True)
class ExampleOutcome(Answer):
    """What came of an example: each finding in the form of what was expected of it, or why nothing came.

    ``got`` has an entry for each finding, ``expected`` one for each that the example wants; ``fault`` says what is
    wrong with the example's files, or that there is no such rule.
    """

    WRITTEN = (
        ("example", "example.id"), ("rule", "example.rule"), ("file", "example.position.file"),
        ("line", "example.position.line"), "passed expected got fault",
    )  # fmt: skip

    example: Example
    got: tuple[Mapping[str, Any], ...]
    fault: str | None = None

    @property
    def expected(self) -> tuple[Mapping[str, Any], ...]:
        """What the example wants, finding by finding."""
        return self.example.expect

    @property
    def passed(self) -> bool:
        """Whether everything came out as the example says."""
        return self.fault is None and self.got == self.expected

    def without_files(self) -> ExampleOutcome:
        """The same without the files that were judged, to be handed on."""
        return replace(self, example=replace(self.example, files={}, written={}, bases={}))


@dataclass(frozen=True, slots=True)
class Suite:
    """A rule set and the examples to run under it; ``only`` are the rules asked about, if not all."""

    rules: RuleSet
    examples: tuple[Example, ...]
    only: frozenset[str] | None = None
    others: tuple[Example, ...] = ()  # those about tariffs, vouchers and orders
    folder: Path = Path()  # that of the rule file, or of the shipped ones
    _parts: dict[str, RulePart] = field(default_factory=dict, init=False, compare=False, repr=False)

    def part(self, rule: str) -> RulePart:
        """One rule by itself, compiled once."""
        if rule not in self._parts:
            self._parts[rule] = RulePart.of(self.rules, {rule})
        return self._parts[rule]

    @property
    def asked(self) -> tuple[Rule, ...]:
        """The rules asked about, in the order of the file."""
        return tuple(rule for rule in self.rules.rules if self.only is None or rule.id in self.only)


def suites(where: str | None = None, rules: str | None = None) -> Iterator[Suite]:
    """What to run: all shipped rule sets, one by name or path, or a file or folder of examples.

    ``rules`` names another rule set to judge by, such as an overlay of the one that the examples are about. Otherwise
    examples of a folder ``examples/x`` are judged by ``x.yaml`` beside it, or by the shipped rule set ``x``. A folder
    with rule files stands for all that have examples beside them, and so does its folder ``examples``.

    Raises:
        AdmRulesError: there is no such rule set or file.
        DiagnosticsError: rules or examples have faults.
    """
    if where is None or where in available():
        for name in available() if where is None else (where,):
            yield _suite(load(rules or name), example_files(name), shipped())
        return
    path = Path(where)
    inside = _inside(path.resolve()) if path.is_dir() else []
    if inside:
        for each in inside:
            yield from suites(str(each), rules)
    elif path.is_dir() or _has_examples(path):
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        judge = rules or _beside(path if path.is_dir() else path.parent)
        place = shipped() if judge in available() else Path(judge).parent
        yield _suite(load(judge), ((each, str(each)) for each in files), place)
    else:
        own = load(where)
        yield _suite(own if rules is None else load(rules), example_files(own.id, path.parent), path.parent)


def _suite(rules: RuleSet, files: Iterable[tuple[Path, str]], folder: Path) -> Suite:
    found, others = sorted_examples(files)
    return Suite(rules, found, others=others, folder=folder)


def _inside(folder: Path) -> list[Path]:
    """The rule files of a folder that have examples beside them; of the folder of examples, those of each rule file."""
    files = [each for each in sorted(folder.glob("*.yaml")) if (folder / "examples" / each.stem).is_dir()]
    below = [folder / each.stem for each in sorted(folder.parent.glob("*.yaml"))]
    return files or [each for each in below if folder.name == "examples" and each.is_dir()]


def _has_examples(path: Path) -> bool:
    data = read(path.read_bytes(), path.name).data if path.is_file() else None
    return isinstance(data, Mapping) and "examples" in data


def _beside(folder: Path) -> str:
    folder = folder.resolve()
    own = folder.parents[1] / f"{folder.name}.yaml"
    return str(own) if own.is_file() else folder.name


def example_files(rule_set: str, beside: Path | None = None) -> tuple[tuple[Path, str], ...]:
    """The example files of a rule set, each with the name to cite it by.

    They stand in ``examples/<rule set>`` among the shipped rules, or ``beside`` a rule file elsewhere.
    """
    folder = (shipped() if beside is None else beside) / "examples" / rule_set
    cited = "rules" if beside is None else str(beside)
    return tuple((path, f"{cited}/examples/{rule_set}/{path.name}") for path in sorted(folder.glob("*.yaml")))


def examples(files: Iterable[tuple[Path, str]]) -> tuple[Example, ...]:
    """The examples of rules in some files.

    Raises:
        DiagnosticsError: a file is not what it should be; all faults of the first such file are listed.
    """
    return sorted_examples(files)[0]


def sorted_examples(files: Iterable[tuple[Path, str]]) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """The examples of rules in some files, and those of tariffs, vouchers and orders.

    Raises:
        DiagnosticsError: a file is not what it should be; all faults of the first such file are listed.
    """
    found = [item for path, name in files for item in read_examples(path.read_bytes(), name)]
    return tuple(each for each in found if each.about == RULE), tuple(
        each for each in found if each.about != RULE
    )


# --- running ----------------------------------------------------------------------------------------------------------


def run(example: Example, rules: RuleSet) -> ExampleOutcome:
    """Judge an example's files and compare."""
    kind = ABOUT[example.about]
    if example.name not in kind.names(rules.regulation):
        return ExampleOutcome(example, (), f"`{rules.id}` has no {example.about} `{example.name}`")
    try:
        found = example.answers(rules)
    except AdmRulesError as error:
        return ExampleOutcome(example, (), str(error))
    surplus = {key: None for key in ("verdict", "subject") if key in kind.said} or {kind.needed: None}
    pairs = zip_longest(found, example.expect, fillvalue=None)
    got = tuple(seen(kind, answer, wanted or surplus) for answer, wanted in pairs if answer is not None)
    return ExampleOutcome(example, got)


def seen(kind: About, answer: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer says about everything that an example expects of it, in the same form."""
    return {key: kind.said[key](answer) for key in wanted}


@dataclass(frozen=True, slots=True)
class Result(Answer):
    """What came of the examples of a rule set.

    ``shown`` counts, for each rule, the findings that its examples expect of each verdict; ``lacking`` are the verdicts
    that a rule can give and none of them shows; ``gaps`` is what else no example shows, where that was asked for.
    ``folder`` is that of the rule file, or of the shipped ones.
    """

    WRITTEN = (
        "rules version",
        ("examples", lambda result: len(result.outcomes)), "failed shown lacking gaps coverage percent",
    )  # fmt: skip

    rules: str
    version: str
    outcomes: tuple[ExampleOutcome, ...]
    shown: Mapping[str, Counter[str]] = field(default_factory=dict)
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folder: Path = Path()
    gaps: tuple[ExampleGap, ...] | None = None
    coverage: tuple[ExampleTally, ...] | None = None

    @property
    def percent(self) -> float | None:
        """How much of what there is to show examples show, in per cent and rounded down; None if it was not asked."""
        if self.coverage is None:
            return None
        wanted = sum(each.wanted for each in self.coverage)
        return sum(each.shown for each in self.coverage) * 1000 // wanted / 10 if wanted else 100.0

    @property
    def failed(self) -> tuple[ExampleOutcome, ...]:
        """The examples that did not come out as they say."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)


def outcome_of(suite: Suite, example: Example) -> ExampleOutcome:
    """What comes of an example: of its rule alone, unless it is one of an overlay, or says what follows from what."""
    alone = suite.rules.base is None and any(rule.id == example.rule for rule in suite.rules.rules)
    alone = alone and not example.asks_whole
    return run(example, suite.part(example.rule).rules if alone else suite.rules)


def run_suite(suite: Suite) -> Result:
    """Run all examples of a suite."""
    outcomes = tuple(outcome_of(suite, example) for example in (*suite.examples, *suite.others))
    found = shown(suite.examples)
    counts = {rule.id: found.get(rule.id, Counter[str]()) for rule in suite.asked}
    version = suite.rules.regulation.version
    return Result(suite.rules.id, version, outcomes, counts, dict(_lacking(suite, counts)), suite.folder)


def _lacking(suite: Suite, counts: Mapping[str, Counter[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rules that can give verdicts of which there is no example, and those verdicts."""
    for rule in suite.asked:
        allowed = can_give(rule, suite.rules.regulation, suite.rules.vocabulary)
        verdicts = tuple(each.value for each in Verdict if each in allowed - set(counts[rule.id]))
        if verdicts:
            yield rule.id, verdicts


# --- what examples show -----------------------------------------------------------------------------------------------


def shown(found: Iterable[Example]) -> dict[str, Counter[str]]:
    """For each rule, how many findings its examples expect of each verdict."""
    counts: dict[str, Counter[str]] = {}
    for example in found:
        tally = counts.setdefault(example.rule, Counter())
        tally.update(str(wanted["verdict"]) for wanted in example.expect)
    return counts

"""Runs the examples of a rule set: files in, the findings of one rule out, compared with what the example expects.

Examples are data that ship beside the rules, in ``examples/<rule set>/*.yaml``. An example names a base file of its own
document, what to change and to remove there (dotted paths; a number is a place in a list), the judgement day, the rule,
and the findings expected of it, one for each subject in the order of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import CaseError, Position
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.loader.values import read_day
from adm_rules._internal.report import Finding, Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.review.expected import SAID, check_expected
from adm_rules._internal.review.parts import ExampleGap, ExampleTally
from adm_rules._internal.review.possible import can_give
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules import Rule
from adm_rules._internal.yaml_source import Source, read

NEEDED: Final = ("id", "rule", "on", "root", "expect")
MORE: Final = ("base", "file", "change", "remove", "why", "presumed", *ROOTS)
_YES_NO: Final = ("True", "False")


@dataclass(frozen=True, slots=True)
class Example:
    """One example, with its files (by root) as plain data, and where it stands."""

    id: str
    rule: str
    on: date
    files: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]
    position: Position
    presumed: bool = False  # whether what the rule set presumes absent is
    written: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)  # as its file has it
    bases: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def findings(self, rules: RuleSet, *, trusted: bool = False) -> tuple[Finding, ...]:
        """The findings of the rule that the example is about."""
        return rules.check(**self.files, on=self.on, trusted=trusted, presume=self.presumed).filter(
            rule=self.rule
        )


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
            yield Suite(load(rules or name), examples(example_files(name)), folder=shipped())
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
        yield Suite(load(judge), examples((each, str(each)) for each in files), folder=place)
    else:
        own = load(where)
        found = examples(example_files(own.id, path.parent))
        yield Suite(own if rules is None else load(rules), found, folder=path.parent)


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
    """Every example of some files.

    Raises:
        DiagnosticsError: a file is not what it should be; all faults of the first such file are listed.
    """
    return tuple(item for path, name in files for item in read_examples(path.read_bytes(), name))


def read_examples(text: str | bytes, file: str) -> tuple[Example, ...]:
    """The examples of one document; ``file`` is the name to cite it by.

    Raises:
        DiagnosticsError: with every fault of the document, each at its line.
    """
    source = read(text, file)
    source.raise_if_errors()
    faults = Faults(source)
    found = tuple(_examples(source, faults))
    if faults.found:
        raise faults.error()
    return found


def _examples(source: Source, faults: Faults) -> Iterator[Example]:
    body = faults.mapping(source.data, (), ("examples",), ("bases",))
    if body is None:
        return
    bases = faults.named(body.get("bases"), ("bases",))
    for name, base in bases.items():
        if not isinstance(base, dict):
            faults.add("wrong-shape", f"the base `{name}` must be a file", ("bases", name))
    seen: set[str] = set()
    for n, entry in enumerate(faults.items(body["examples"], ("examples",))):
        found = _ExampleReader(source, faults, bases, ("examples", n)).example(entry)
        if found is None:
            continue
        if found.id in seen:
            faults.add("duplicate-id", f"the id `{found.id}` stands twice", ("examples", n, "id"))
        seen.add(found.id)
        yield found


class _ExampleReader:
    """Reads one example."""

    def __init__(
        self, source: Source, faults: Faults, bases: Mapping[str, Any], path: tuple[str | int, ...]
    ) -> None:
        self.source = source
        self.faults = faults
        self.bases = bases
        self.path = path

    def example(self, data: Any) -> Example | None:
        """The example, or None after reporting what is wrong with it."""
        body = self.faults.mapping(data, self.path, NEEDED, MORE)
        if body is None:
            return None
        before = len(self.faults.found)
        root = self.faults.choice(body["root"], ROOTS, (*self.path, "root"), "case")
        files = {root: self._file(body)}
        others = (name for name in ROOTS if name in body)
        files |= {name: deepcopy(self._base(body[name], (*self.path, name))) for name in others}
        day = read_day(body["on"], (*self.path, "on"), self.faults)
        expect = tuple(self._expectations(body["expect"]))
        if day is None or len(self.faults.found) > before:
            return None
        name, rule = (self.faults.word(body[key], (*self.path, key)) for key in ("id", "rule"))
        if "why" in body:
            self.faults.word(body["why"], (*self.path, "why"))
        presumed = self.faults.choice(
            str(body.get("presumed", False)), _YES_NO, (*self.path, "presumed"), "False"
        )
        place = self.source.at(self.path)
        asked = presumed == "True"
        return Example(
            name, rule, date.fromordinal(day), files, expect, place, asked, written=body, bases=self.bases
        )

    def _file(self, body: Mapping[str, Any]) -> Any:
        if ("base" in body) == ("file" in body):
            self.faults.add("wrong-shape", "an example has either a `base` or a `file`", self.path)
            return {}
        given = self._base(body["base"], (*self.path, "base")) if "base" in body else body["file"]
        file = deepcopy(given)
        for place, value in self.faults.named(body.get("change"), (*self.path, "change")).items():
            self._edit(file, place, (*self.path, "change", place), value)
        for n, place in enumerate(self.faults.items(body.get("remove"), (*self.path, "remove"))):
            self._edit(file, str(place), (*self.path, "remove", n))
        return file

    def _base(self, name: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(name, str) and name in self.bases:
            return self.bases[name]
        self.faults.unknown("base", str(name), self.bases, path, at_key=False)
        return {}

    def _edit(self, file: Any, place: str, path: tuple[str | int, ...], *value: Any) -> None:
        """Set the thing at a place to a value, or delete it when there is none."""
        *above, last = place.split(".")
        holder = file
        try:
            for part in above:
                holder = holder[_key(holder, part)]
            if value:
                holder[_key(holder, last)] = deepcopy(value[0])
            else:
                del holder[_key(holder, last)]
        except (KeyError, IndexError, TypeError, ValueError):
            help = "give the keys from the top, with the places of list items counted from 0"
            self.faults.add("unknown-place", f"the file has no place `{place}`", path, help, at_key=True)

    def _expectations(self, data: Any) -> Iterator[Mapping[str, Any]]:
        here = (*self.path, "expect")
        for n, item in enumerate(self.faults.items(data, here)):
            body = self.faults.mapping(item, (*here, n), ("verdict",), tuple(SAID))
            if body is not None:
                for key, value in body.items():
                    check_expected(key, value, (*here, n, key), self.faults)
                yield body


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part


# --- running ----------------------------------------------------------------------------------------------------------


def run(example: Example, rules: RuleSet) -> ExampleOutcome:
    """Judge an example's files and compare."""
    if all(rule.id != example.rule for rule in rules.rules):
        return ExampleOutcome(example, (), f"`{rules.id}` has no rule `{example.rule}`")
    try:
        found = example.findings(rules)
    except CaseError as error:
        return ExampleOutcome(example, (), str(error))
    surplus = {"verdict": None, "subject": None}
    pairs = zip_longest(found, example.expect, fillvalue=None)
    got = tuple(seen(finding, wanted or surplus) for finding, wanted in pairs if finding is not None)
    return ExampleOutcome(example, got)


def seen(finding: Finding, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a finding says about everything that an example expects of it, in the same form."""
    return {key: SAID[key](finding) for key in wanted}


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
    """What comes of an example of a suite, by its rule alone; of an overlay by the whole, which knows its base."""
    alone = suite.rules.base is None and any(rule.id == example.rule for rule in suite.rules.rules)
    return run(example, suite.part(example.rule).rules if alone else suite.rules)


def run_suite(suite: Suite) -> Result:
    """Run all examples of a suite."""
    outcomes = tuple(outcome_of(suite, example) for example in suite.examples)
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

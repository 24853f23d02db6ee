"""Puts rule sets side by side: one case judged under each of them, or what each of them regulates.

Rule sets come from different acts, so their rules do not match one by one. What they have in common are the topics
that rules stand under and the facts that they limit: those are the rows, and each rule set is a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Prose
from adm_rules._internal.report import Finding, Report, Severity, Verdict
from adm_rules._internal.rules import Elements, Leaf, Not, Rule, about
from adm_rules._internal.texts import LANGUAGES, Text

#: Where rules without a topic stand.
NO_TOPIC = "other"


# --- one file under several rule sets ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A file under one rule set: its report, or why the rule set cannot read the file."""

    rules: str
    version: str
    report: Report | None
    fault: str | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found; nothing when the file could not be read."""
        return () if self.report is None else self.report.findings


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same file under several rule sets, on one day."""

    file: str
    on: date
    columns: tuple[Judged, ...]

    @property
    def topics(self) -> Mapping[str, tuple[Counter[Verdict], ...]]:
        """For each topic, how many findings of each verdict every rule set has."""
        found = {topic_of(finding.topic): None for column in self.columns for finding in column.findings}
        return {topic: tuple(_counts(column, topic) for column in self.columns) for topic in found}

    @property
    def total(self) -> tuple[Counter[Verdict], ...]:
        """How many findings of each verdict every rule set has in all."""
        return tuple(Counter(finding.verdict for finding in column.findings) for column in self.columns)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "file": self.file,
            "on": self.on.isoformat(),
            "rule_sets": [_column_data(column) for column in self.columns],
            "topics": {
                topic: {
                    column.rules: {verdict.value: number for verdict, number in counts.items()}
                    for column, counts in zip(self.columns, row, strict=True)
                }
                for topic, row in self.topics.items()
            },
        }


def compare_file(file: str, root: str, data: Any, rule_sets: Sequence[RuleSet], on: date) -> SideBySide:
    """Judge one file under several rule sets, as seen on a day; ``root`` says what the file is about."""
    return SideBySide(file, on, tuple(_judged(root, data, rules, on) for rules in rule_sets))


def _judged(root: str, data: Any, rules: RuleSet, on: date) -> Judged:
    version = rules.regulation.version
    try:
        files: dict[str, Any] = {root: data}
        return Judged(rules.id, version, rules.check(**files, on=on))
    except CaseError as error:  # names that only another rule set adds
        return Judged(rules.id, version, None, str(error))


def topic_of(topic: str | None) -> str:
    """The topic that something stands under."""
    return NO_TOPIC if topic is None else topic


def by_rule(findings: Sequence[Finding]) -> dict[str, Counter[Verdict]]:
    """How many findings of each verdict every rule has, in the order of the findings."""
    found: dict[str, Counter[Verdict]] = {}
    for finding in findings:
        found.setdefault(finding.rule, Counter())[finding.verdict] += 1
    return found


def _counts(column: Judged, topic: str) -> Counter[Verdict]:
    return Counter(finding.verdict for finding in column.findings if topic_of(finding.topic) == topic)


def _column_data(column: Judged) -> dict[str, Any]:
    errors = [f for f in column.findings if f.verdict is Verdict.BREACHES and f.severity == Severity.ERROR]
    return {
        "rules": column.rules,
        "version": column.version,
        "fault": column.fault,
        "counts": {} if column.report is None else {v.value: n for v, n in column.report.counts().items()},
        "errors": len(errors),
        "by_rule": [
            {"rule": rule, "verdicts": {verdict.value: number for verdict, number in counts.items()}}
            for rule, counts in by_rule(column.findings).items()
        ],
    }


# --- rule sets --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """What one rule asks of one fact: in words, with the rule, the values it names and its place in the act."""

    rule: str
    topic: str
    fact: str
    text: Text
    values: tuple[str, ...]
    cites: Citation


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One fact under one topic, and what every rule set asks of it."""

    fact: str
    label: Text
    cells: tuple[tuple[Limit, ...], ...]

    @property
    def only(self) -> int | None:
        """The place of the one rule set that asks something, if it is only one."""
        return _only(self.cells)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: the rules that every rule set has on it, and the facts that they limit."""

    name: str
    rules: tuple[tuple[Rule, ...], ...]
    rows: tuple[ComparedFact, ...]

    @property
    def only(self) -> int | None:
        """The place of the one rule set that regulates the topic, if it is only one."""
        return _only(self.rules)


@dataclass(frozen=True, slots=True)
class RuleSets:
    """Several rule sets, topic by topic."""

    rule_sets: tuple[RuleSet, ...]
    topics: tuple[Topic, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        names = [rules.id for rules in self.rule_sets]
        return {
            "rule_sets": [
                {"rules": rules.id, "version": rules.regulation.version} for rules in self.rule_sets
            ],
            "topics": [_topic_data(topic, names) for topic in self.topics],
        }


def compare_rules(rule_sets: Sequence[RuleSet]) -> RuleSets:
    """What rule sets regulate, topic by topic and fact by fact."""
    found = [list(_limits(rules)) for rules in rule_sets]
    known: dict[str, Text] = {}
    for rules in reversed(rule_sets):
        known |= {name: subject.label for name, subject in rules.vocabulary.subjects.items()}
        known |= {name: fact.label for name, fact in rules.vocabulary.facts.items()}
    names = dict.fromkeys(topic_of(rule.topic) for rules in rule_sets for rule in rules.rules)
    topics = (_topic(name, rule_sets, found, known) for name in names)
    return RuleSets(tuple(rule_sets), tuple(topics))


def _topic(
    name: str, rule_sets: Sequence[RuleSet], found: Sequence[Sequence[Limit]], known: Mapping[str, Text]
) -> Topic:
    rules = tuple(tuple(rule for rule in each.rules if topic_of(rule.topic) == name) for each in rule_sets)
    limits = [[limit for limit in column if limit.topic == name] for column in found]
    facts = dict.fromkeys(limit.fact for column in limits for limit in column)
    rows = (
        ComparedFact(
            fact,
            known[fact],
            tuple(tuple(limit for limit in column if limit.fact == fact) for column in limits),
        )
        for fact in facts
    )
    return Topic(name, rules, tuple(rows))


def _limits(rules: RuleSet) -> Iterator[Limit]:
    """What every rule requires, comparison by comparison, under every reading."""
    prose = {lang: Prose(rules.vocabulary, lang, rules.regulation) for lang in LANGUAGES}
    for rule in rules.rules:
        said: dict[Text, Limit] = {}
        for leaf, holds in rule.require.signed():
            whole = leaf if holds else Not(leaf)
            text = Text(*(prose[lang].sentence(whole) for lang in LANGUAGES))
            values = tuple(leaf.values())
            said[text] = Limit(rule.id, topic_of(rule.topic), _about(leaf), text, values, rule.cites)
        yield from said.values()


def _about(leaf: Leaf) -> str:
    """The fact that a leaf limits, or the subject of the elements that it asks about."""
    found = about(leaf)
    return found.of if isinstance(found, Elements) else found.name


def _only(cells: Sequence[Sequence[Any]]) -> int | None:
    filled = [n for n, cell in enumerate(cells) if cell]
    return filled[0] if len(filled) == 1 else None


def _topic_data(topic: Topic, names: Sequence[str]) -> dict[str, Any]:
    return {
        "topic": topic.name,
        "only": None if topic.only is None else names[topic.only],
        "rules": {
            name: [_rule_data(rule) for rule in rules] for name, rules in zip(names, topic.rules, strict=True)
        },
        "facts": [_row_data(row, names) for row in topic.rows],
    }


def _rule_data(rule: Rule) -> dict[str, Any]:
    return {"rule": rule.id, "title": _text(rule.title), "cites": _cites(rule.cites)}


def _row_data(row: ComparedFact, names: Sequence[str]) -> dict[str, Any]:
    return {
        "fact": row.fact,
        "label": _text(row.label),
        "only": None if row.only is None else names[row.only],
        "limits": {
            name: [_limit_data(limit) for limit in cell] for name, cell in zip(names, row.cells, strict=True)
        },
    }


def _limit_data(limit: Limit) -> dict[str, Any]:
    return {
        "rule": limit.rule,
        "text": _text(limit.text),
        "values": list(limit.values),
        "cites": _cites(limit.cites),
    }


def _text(text: Text) -> dict[str, str]:
    return {lang: text.in_language(lang) for lang in LANGUAGES}


def _cites(cites: Citation) -> dict[str, str]:
    return {lang: cites.text(lang) for lang in LANGUAGES}

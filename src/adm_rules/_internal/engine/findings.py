"""Makes findings of verdicts: one for each rule and subject, subject by subject, and in each the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from operator import itemgetter
from typing import Any

from adm_rules._internal.compiler.judging import BREACHES
from adm_rules._internal.compiler.program import Judged, Program
from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine.earlier import Earlier
from adm_rules._internal.engine.evidence import Examiner
from adm_rules._internal.names import labels
from adm_rules._internal.report import (
    Cause,
    Evidence,
    Finding,
    Head,
    RuleVerdict,
    Severity,
    UnderRecord,
    Verdict,
    Whereabouts,
    reading_rank,
    verdict_of,
)
from adm_rules._internal.rules import Rule
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.rows import SILENT, naming_keys, of_unseen

_TABLE_SIZE = 5_000


class Judgement:
    """A subject that was judged: where its findings take their name and their evidence from."""

    __slots__ = ("_known", "_where", "examiner", "name", "row")

    def __init__(self, name: str, row: Any, examiner: Examiner) -> None:
        self.name = name
        self.row = row
        self.examiner = examiner
        self._where: Whereabouts | None = None
        self._known: dict[tuple[int, str], Any] = {}

    @property
    def under(self) -> UnderRecord | None:
        """The record of the file that it stands under."""
        return self.examiner.under(self.row)

    @property
    def where(self) -> Whereabouts:
        """Where in its file the subject stands."""
        if self._where is None:
            self._where = self.examiner.places.where(self.row)
        return self._where

    def part(self, finding: Finding, name: str) -> Any:
        """One part of the evidence of a finding; worked out once."""
        key, known = (finding.kind.number, name), self._known
        if key not in known:
            rule = self.examiner.program.rules[finding.kind.number]
            known[key] = self.examiner.part(name, rule, self.row, finding)
        return known[key]

    def evidence(self, finding: Finding) -> Evidence:
        """Why the finding says what it says."""
        rule = self.examiner.program.rules[finding.kind.number]
        return self.examiner.examine(rule, self.row, finding, partial(self.part, finding))


class Teller:
    """Makes the findings of one rule set."""

    def __init__(self, program: Program) -> None:
        self.program = program
        places = {
            rule_id: n for n, rule_id in enumerate(sorted(rule.id for rule in program.regulation.rules))
        }
        own = program.regulation.names
        roles, added = labels("role", own.get("role", {})), own.get("consequence", {})
        #: What the findings of each rule share, and the rule's place in alphabetical order.
        self.heads = tuple((_head(rule, roles, added), places[rule.id]) for rule in program.regulation.rules)
        self._keys: dict[str, tuple[str, ...]] = {}

    def findings(
        self, verdicts: list[Judged], examiner: Examiner, earlier: Earlier | None = None
    ) -> list[Finding]:
        """The findings of one check; ``earlier`` knows what was settled when the data ended.

        Of elements that may only have come since then nothing is told.
        """
        variant, groups = examiner.variant, examiner.variant.judging.groups
        ended = earlier if earlier is not None and earlier.days else None
        told: list[tuple[str, str, tuple[int, ...], tuple[RuleVerdict, ...], Any]] = []
        lists: set[tuple[int, int]] = set()
        for group, row, codes in verdicts:
            seen = codes
            if row.phantom:
                seen = of_unseen(row, codes, groups[group], lists)
                if ended is not None:
                    seen = _open_before(row, seen, groups[group], ended)
            ranks, kinds = variant.kinds.get((group, seen)) or self._kinds(group, row, seen, examiner)
            if kinds:
                scope = kinds[0].head.subject
                told.append((scope, self._name(scope, row, examiner), ranks, kinds, row))
        told.sort(key=_place)
        found: list[Finding] = []
        for _, name, _, kinds, row in told:
            source = Judgement(name, row, examiner)
            open_then = ended if ended is not None and not row.phantom else None
            found += [
                Finding(kind, source)
                if open_then is None or kind.verdict is not Verdict.UNDECIDED
                else Finding(kind, source, None, open_then.settled(kind.number, row))
                for kind in kinds
            ]
        return found

    def _name(self, scope: str, row: Any, examiner: Examiner) -> str:
        """The name of a subject: of most, the text under one of a few keys."""
        if not row.phantom:
            keys = self._keys.get(scope)
            if keys is None:
                subject = self.program.registry.subjects[scope]
                keys = self._keys[scope] = naming_keys(subject.name_by, subject.placing)
            get = row.d.get
            for key in keys:
                found = get(key)
                if found is not None:
                    return found if found.__class__ is str else examiner.name(scope, row)
        return examiner.name(scope, row)

    def _kinds(
        self, group: int, row: Any, codes: tuple[int, ...], examiner: Examiner
    ) -> tuple[tuple[int, ...], tuple[RuleVerdict, ...]]:
        """The kinds of a row's findings, in reading order, with their ranks; the same codes give the same kinds."""
        table = examiner.variant.kinds
        ranked, plain = [], True
        for number, code in zip(examiner.variant.judging.groups[group], codes, strict=True):
            if code == SILENT:
                continue
            head, place = self.heads[number]
            compiled = self.program.rules[number]
            disputed = code == BREACHES and compiled.may_differ
            recurs = code == BREACHES and compiled.recurs
            settled = recurs and examiner.settled_late(compiled, row)
            plain = plain and not disputed and not recurs
            severity = examiner.severity(compiled, row) if disputed else head.severity
            if settled:
                severity = Severity.INFO.value
            verdict = verdict_of(code, asks_judgement=compiled.rule.asks_judgement)
            rank = reading_rank(verdict, severity) * len(self.heads) + place
            kind = RuleVerdict(head, verdict, severity, number, settled, compiled.may_differ)
            ranked.append((rank, kind))
        ranked.sort(key=_first)
        kinds = tuple(rank for rank, _ in ranked), tuple(kind for _, kind in ranked)
        if plain and len(table) < _TABLE_SIZE:
            table[group, codes] = kinds
        return kinds


def _open_before(row: Any, codes: tuple[int, ...], rules: tuple[int, ...], ended: Earlier) -> tuple[int, ...]:
    """What is told of unseen elements, without what may only have come since the data ended."""
    return tuple(
        SILENT if code == SILENT or ended.was_whole(number, row) else code
        for number, code in zip(rules, codes, strict=True)
    )


def _head(rule: Rule, roles: Mapping[str, Text], consequences: Mapping[str, Text]) -> Head:
    said = rule.guidance
    actor = roles[said.acts] if said.acts else None
    return Head(
        *(rule.id, rule.title, rule.per, rule.severity, rule.consequence, rule.cites, rule.norms, rule.topic),
        *(said.fault, said.effect, said.acts, actor, said.remedy),
        follows=tuple(Cause(each.rule, each.on) for each in rule.follows),
        stated=consequences.get(rule.consequence),
    )


def _first(pair: tuple[int, RuleVerdict]) -> int:
    return pair[0]


_place = itemgetter(0, 1, 2)


def beside(base: frozenset[tuple[str, str, str]], finding: Finding) -> Finding:
    """A finding with the verdict of the base, where that is a breach and this is none."""
    name = finding.rule, finding.subject, finding.subject_id
    if finding.verdict is Verdict.BREACHES or name not in base:
        return finding
    return replace(finding, base_verdict=Verdict.BREACHES)

"""Makes findings of verdicts: one for each rule and subject, subject by subject, and in each the worst first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from adm_rules._internal.compiler.judging import BREACHES
from adm_rules._internal.compiler.program import Program, Variant
from adm_rules._internal.engine.earlier import Earlier
from adm_rules._internal.engine.judgement import JudgedRows, Judgement, Recalled
from adm_rules._internal.names import labels
from adm_rules._internal.report import (
    Cause,
    Finding,
    Head,
    RuleVerdict,
    Severity,
    Verdict,
    reading_rank,
    verdict_of,
)
from adm_rules._internal.rules import Rule
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.rows import SILENT, naming_keys, of_unseen, record_name, subject_name

if TYPE_CHECKING:
    from adm_rules._internal.compiler.beside import Seen

_TABLE_SIZE = 5_000
#: What is told of a row: the place of its kind, its name, the ranks of its findings, its number among the rows of its
#: group, what the findings share, and the group.
ToldRow: TypeAlias = tuple[int, str, tuple[int, ...], int, tuple[RuleVerdict, ...], int]


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
        #: The rules of which one breach may be milder than another.
        self._may_be_milder = {rule.index for rule in program.rules if rule.may_be_milder}
        self._kinds_known: dict[tuple[int, int, str, bool], tuple[int, RuleVerdict]] = {}
        self._named: dict[Variant, tuple[tuple[int, str, tuple[str, ...]], ...]] = {}

    def told(self, judged: JudgedRows) -> list[ToldRow]:
        """What is told of each row, whose name and codes say all of most: no row is held.

        Of elements that may only have come since the data ended nothing is told.
        """
        variant = judged.whole
        kinds_of, named = variant.kinds, self._naming(variant)
        told: list[ToldRow] = []
        lists: set[tuple[int, int]] = set()
        begun, number = -1, 0
        for group, row, codes in judged.verdicts:
            begun, number = group, number + 1 if group == begun else 0
            seen = codes
            if row.phantom:
                rules = variant.judging.groups[group]
                seen = of_unseen(row, codes, rules, lists)
                if any(code != SILENT for code in seen) and judged.earlier.days:
                    seen = _open_before(row, seen, rules, judged.earlier)
            place, scope, keys = named[group]
            ranks, kinds = kinds_of.get((group, seen)) or self._kinds(
                variant, group, seen, self._milder_ones(variant, group, row, seen, judged)
            )
            if kinds:
                told.append((place, self._name(row, scope, keys), ranks, number, kinds, group))
        return told

    def tell_records(
        self, variant: Variant, group: int, records: Sequence[Seen], told: Callable[[ToldRow], None]
    ) -> None:
        """What is told of plain records: none of their breaches may be milder than others."""
        kinds_of, (place, scope, keys) = variant.kinds, self._naming(variant)[group]
        for number, (record, codes) in enumerate(records):
            ranks, kinds = kinds_of.get((group, codes)) or self._kinds(variant, group, codes, {})
            name: Any = ""
            for key in keys:
                name = record.get(key)
                if name is not None:
                    break
            if name.__class__ is not str:
                name = record_name(self.program, scope, record)
            told((place, name, ranks, number, kinds, group))

    def _name(self, row: Any, scope: str, keys: tuple[str, ...]) -> str:
        """The name of a subject: of most, the text under one of a few keys."""
        for key in () if row.phantom else keys:
            found = row.d.get(key)
            if found.__class__ is str:
                return found
            if found is not None:
                break
        return subject_name(self.program, scope, row)

    @staticmethod
    def findings(told: list[ToldRow], recalled: Recalled) -> list[Finding]:
        """The findings of one check; ``recalled`` gives the rows again, for their evidence."""
        found: list[Finding] = []
        for _, name, _, number, kinds, group in sorted(told):
            found += map(Finding, kinds, repeat(Judgement(name, (group, number), recalled)))
        return found

    def _naming(self, variant: Variant) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
        """For each group of rules its place among the kinds of subjects, the kind, and the keys that may name one."""
        found = self._named.get(variant)
        if found is None:
            scopes = [self.program.rules[numbers[0]].rule.per for numbers in variant.judging.groups]
            subjects = [self.program.registry.subjects[scope] for scope in scopes]
            keys = [naming_keys(each.name_by, each.placing) for each in subjects]
            places = [sorted(scopes).index(scope) for scope in scopes]
            found = self._named[variant] = tuple(zip(places, scopes, keys, strict=True))
        return found

    def _milder_ones(
        self, variant: Variant, group: int, row: Any, codes: tuple[int, ...], judged: JudgedRows
    ) -> dict[int, tuple[str, bool]]:
        """What softens the breaches of a row, by rule."""
        return {
            number: self._milder(number, row, judged)
            for number, code in zip(variant.judging.groups[group], codes, strict=True)
            if code == BREACHES and number in self._may_be_milder
        }

    def _kinds(
        self, variant: Variant, group: int, codes: tuple[int, ...], milder: Mapping[int, tuple[str, bool]]
    ) -> tuple[tuple[int, ...], tuple[RuleVerdict, ...]]:
        """The kinds of a row's findings, in reading order, with their ranks.

        The same codes give the same kinds, if breaches that may be milder than others of their rule are alike as well.
        """
        table, numbers = variant.kinds, variant.judging.groups[group]
        key = group, codes, *milder.values()
        found = table.get(key)
        if found is None:
            told = [(number, code) for number, code in zip(numbers, codes, strict=True) if code != SILENT]
            ranked = sorted(
                (self._kind(number, code, *milder.get(number, ("", False))) for number, code in told),
                key=_first,
            )
            found = tuple(rank for rank, _ in ranked), tuple(kind for _, kind in ranked)
            if len(table) < _TABLE_SIZE:
                table[key] = found
        return found

    def _milder(self, number: int, row: Any, judged: JudgedRows) -> tuple[str, bool]:
        """What softens the breach of a row: a severity that a reading gives it, and whether it is settled late."""
        compiled = self.program.rules[number]
        softened = judged.severity(compiled, row) if compiled.may_differ else ""
        return softened, compiled.recurs and judged.examiner.settled_late(compiled, row)

    def _kind(self, number: int, code: int, softened: str, settled: bool) -> tuple[int, RuleVerdict]:
        """A rule and a verdict with its rank; the same for all findings, so that many share one."""
        key = number, code, softened, settled
        found = self._kinds_known.get(key)
        if found is None:
            (head, place), compiled = self.heads[number], self.program.rules[number]
            severity = Severity.INFO.value if settled else softened or head.severity
            verdict = verdict_of(code, asks_judgement=compiled.rule.asks_judgement)
            rank = reading_rank(verdict, severity) * len(self.heads) + place
            kind = RuleVerdict(head, verdict, severity, number, settled, compiled.may_differ)
            found = self._kinds_known[key] = rank, kind
        return found


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


def beside(base: frozenset[tuple[str, str, str]], finding: Finding) -> Finding:
    """A finding with the verdict of the base, where that is a breach and this is none."""
    name = finding.rule, finding.subject, finding.subject_id
    if finding.verdict is Verdict.BREACHES or name not in base:
        return finding
    return Finding(finding.kind, finding.source, Verdict.BREACHES)

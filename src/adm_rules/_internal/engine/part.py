"""A few rules of a rule set, compiled alone and judged without findings: for what is tried again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from pydantic import BaseModel

from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.compiler.parting import compile_besides_rules, compile_part
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.door import acceptance, come_in
from adm_rules._internal.engine.files import as_models
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.report import Verdict, verdict_of
from adm_rules._internal.rules import Regulation
from adm_rules._internal.trace.rows import SILENT, of_unseen, subject_name
from adm_rules._internal.yaml_source import read

#: What is judged: the rule, the kind of subject, its name, and its number among those of that name.
Judged: TypeAlias = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict of a rule on a subject, and the one under each other option of the readings that it uses.

    ``minutes`` are those that its message tells: of a week the direct time, of a session its length.
    """

    verdict: Verdict
    others: tuple[tuple[str, str, Verdict], ...] = ()
    minutes: int = field(default=0, compare=False)


#: Of what a rule does not judge.
NOTHING = Verdicts(Verdict.NOT_APPLICABLE)


def _cut(regulation: Regulation, wanted: Collection[str]) -> Regulation:
    """A regulation with some of its rules alone."""
    kept = tuple(replace(rule, follows=()) for rule in regulation.rules if rule.id in wanted)
    return replace(regulation, rules=kept, orders=(), tariffs={}, vouchers={}, data={})


def compiled(regulation: Regulation) -> RuleSet:
    """A whole rule set out of a regulation with other amounts, which loads as it is."""
    faults = Faults(read("", regulation.file))
    program = compile_regulation(regulation, vocabulary(regulation), faults)
    assert program is not None  # noqa: S101 - the amounts are those of a file that loads
    return RuleSet(program)


class RulePart:
    """Some rules of a rule set; their verdicts are those that they have in the whole.

    What follows from which other breach is not told, and no money is asked of it. Of an overlay the base is not judged.
    """

    def __init__(
        self, regulation: Regulation, wanted: Collection[str], registry: Registry | None = None
    ) -> None:
        part = _cut(regulation, wanted)
        faults = Faults(read("", regulation.file))
        program = compile_part(part, registry or vocabulary(part), faults)
        if (
            program is None
        ):  # what is compiled as a whole compiles in part: only a value of one's own making does not
            raise faults.error()
        self.rules = RuleSet(program)

    @classmethod
    def besides_rules(cls, regulation: Regulation, registry: Registry | None = None) -> RulePart:
        """A rule set without its rules: amounts, months and orders rest on none.

        Raises:
            DiagnosticsError: what is left does not compile.
        """
        bare = replace(regulation, rules=())
        faults = Faults(read("", regulation.file))
        program = compile_besides_rules(bare, registry or vocabulary(bare), faults)
        if program is None:
            raise faults.error()
        made = cls.__new__(cls)
        made.rules = RuleSet(program)
        return made

    @classmethod
    def of(cls, rules: RuleSet, wanted: Collection[str]) -> RulePart:
        """Some rules of a rule set as they were compiled with the whole."""
        part = _cut(rules.regulation, wanted)
        kept = (each for each in rules.program.rules if each.rule.id in wanted)
        again = tuple(
            replace(each, index=n, rule=rule)
            for n, (each, rule) in enumerate(zip(kept, part.rules, strict=True))
        )
        made = cls.__new__(cls)
        made.rules = RuleSet(Program(replace(rules.program.compiled, regulation=part, rules=again)))
        return made

    def models(self, files: Mapping[str, Any], on: date) -> dict[str, BaseModel]:
        """Files as the models that are judged.

        Raises:
            CaseError: a file is not what its model asks for.
        """
        return as_models(files, on, self.rules.regulation)

    def come_in(self, files: Mapping[str, Any], on: date) -> tuple[Mapping[str, Any], bool]:
        """Files as they are judged, and whether as models: those that are surely in order are so as they are.

        Raises:
            CaseError: a file is not what its model asks for.
        """
        return come_in(files, on, self.rules.regulation, acceptance(self.rules.regulation))

    def verdicts(
        self,
        files: Mapping[str, Any],
        on: date,
        *,
        presume: bool,
        models: bool = True,
        plainly: bool = False,
    ) -> dict[Judged, Verdicts]:
        """What the rules say of each subject that they judge, as seen on a day; ``plainly``: their verdicts alone."""
        program = self.rules.program
        variant = program.variant(files)
        fillings = program.presuming.fillings(files) if presume else {}
        judged, _ = variant.judge(files, on.toordinal(), models=models, fillings=fillings)
        make = partial(variant.function, models=models)
        told: set[tuple[int, int]] = set()
        names: Counter[tuple[str, str, str]] = Counter()
        found: dict[Judged, Verdicts] = {}
        for group, row, codes in judged:
            numbers = variant.judging.groups[group]
            seen = of_unseen(row, codes, numbers, told) if row.phantom else codes
            for number, code in zip(numbers, seen, strict=True):
                if code == SILENT:
                    continue
                rule = program.rules[number]
                key = rule.rule.id, rule.rule.per, subject_name(program, rule.rule.per, row)
                names[key] += 1
                found[(*key, names[key])] = Verdicts(
                    verdict_of(code, asks_judgement=rule.rule.asks_judgement),
                    () if plainly else self._others(rule, make, row, on),
                    0 if plainly else self._minutes(rule, make, row, on),
                )
        return found

    @staticmethod
    def _minutes(rule: CompiledRule, function: Callable[[str], Any], row: Any, on: date) -> int:
        """The first length of time that the message of a rule shows and that is known."""
        told = [n for n, node in enumerate(rule.shown.values()) if node.kind == "minutes" and node.scope]
        if not told:
            return 0
        shown = function(f"shown_{rule.index}")(row, on.toordinal())
        return next((shown[n] for n in told if shown[n].__class__ is int), 0)

    @staticmethod
    def _others(
        rule: CompiledRule, function: Callable[[str], Any], row: Any, on: date
    ) -> tuple[tuple[str, str, Verdict], ...]:
        judges = rule.rule.asks_judgement
        return tuple(
            (
                reading,
                option,
                verdict_of(function(f"other_{rule.index}_{n}")(row, on.toordinal()), asks_judgement=judges),
            )
            for n, (reading, option, _) in enumerate(rule.others)
        )

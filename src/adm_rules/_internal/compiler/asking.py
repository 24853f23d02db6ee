"""Asks facts and conditions of the rows of files outside any rule: what money, deadlines and orders are made of.

A question is compiled like a rule that nothing depends on, so that its facts have the one meaning that rules give
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.judging import BREACHES, COMPLIES, Judging
from adm_rules._internal.compiler.links import STRANGER
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program, Variant
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.compiler.ruling import compiled
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import AllOf, FactRef, Rule
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import Interval
from adm_rules._internal.values.logic import Truth


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every row of a subject: facts by name, conditions and nodes by names of the asker's choosing.

    A node is answered among the values, and stays on the row, so that what is missing behind it can be told.
    """

    per: str
    facts: tuple[str, ...] = ()
    conditions: Mapping[str, Node] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one row answers: the values of facts, and the truths of conditions.

    ``unseen`` tells that the row stands for an unknown number of elements of a list that is not (wholly) known.
    """

    row: Any
    unseen: bool
    values: Mapping[str, Any]
    truths: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """The answers of one set of files, by subject, and what explains a condition that is unknown.

    What some id leads to, though no element bears it, does not answer.
    """

    variant: Variant
    reading: Reading
    by_subject: Mapping[str, tuple[Asked, ...]]
    compiled: Mapping[tuple[str, str], CompiledRule]

    def __getitem__(self, subject: str) -> tuple[Asked, ...]:
        return self.by_subject[subject]


class Asking:
    """Some questions, compiled together; those about one subject are joined, names of conditions included.

    ``lowered`` makes those that need conditions and nodes, with a lowering that is theirs alone and ends here: what is
    compiled shares nothing with the rules, and two threads may compile at once.
    """

    def __init__(
        self,
        program: Program,
        questions: Iterable[Question] = (),
        lowered: Callable[[Lowering], Iterable[Question]] | None = None,
    ) -> None:
        low = Lowering(program.regulation, program.registry, Faults(), lower_recipe)
        more = () if lowered is None else lowered(low)
        self.questions = tuple(_merged([*questions, *more]))
        self.compiled: dict[tuple[str, str], CompiledRule] = {}
        self._facts: dict[str, CompiledRule] = {}
        for question in self.questions:
            self._compile(low, question)
        every = compiled(low, (*self._facts.values(), *self.compiled.values()))
        self.variant = Variant(program, Judging(every))

    def _compile(self, low: Lowering, question: Question) -> None:
        """One rule that shows the facts, and one that requires each condition."""
        ctx = Context(question.per)
        shown = {name: low.fact(FactRef(name), ctx, ()) for name in question.facts}
        known = {name: node for name, node in shown.items() if node is not None} | dict(question.nodes)
        per, asked = question.per, question.nodes.values()
        # What a judged truth compares is kept on its row.
        there = low.core.both(per, *(low.core.exists(per, node, wanted=True) for node in asked))
        self._facts[question.per] = self._rule(low, question.per, there, known)
        for name, node in question.conditions.items():
            self.compiled[question.per, name] = self._rule(low, question.per, node, {})

    def _rule(self, low: Lowering, per: str, require: Node, shown: Mapping[str, Node]) -> CompiledRule:
        number = len(self._facts) + len(self.compiled)
        always = low.core.const(True, "truth")
        empty = Text("", "")
        rule = Rule(str(number), empty, per, (), Citation(), None, AllOf(()), (), "info", "", empty, ())
        return CompiledRule(number, rule, _in_force(low), always, Parts(always, require, ()), (), (), shown)

    def answers(self, files: Mapping[str, Any], on: int) -> FileAnswers:
        """What the files (models, by root) answer as seen on a day."""
        verdicts, reading = self.variant.judge(files, on, models=True)
        truths: dict[int, dict[str, Truth]] = {}
        names = {rule.index: name for (_, name), rule in self.compiled.items()}
        for group, row, codes in verdicts:
            held = zip(self.variant.judging.groups[group], codes, strict=True)
            truths[id(row)] = {names[n]: _TRUTHS.get(code) for n, code in held if n in names}
        by_subject = {
            question.per: tuple(self._asked(question.per, reading, truths)) for question in self.questions
        }
        return FileAnswers(self.variant, reading, by_subject, self.compiled)

    def _asked(
        self, per: str, reading: Reading, truths: Mapping[int, Mapping[str, Truth]]
    ) -> Sequence[Asked]:
        shown = self._facts[per].shown
        show = self.variant.function(f"shown_{self._facts[per].index}", models=True)
        return [
            Asked(
                row,
                bool(row.phantom),
                dict(zip(shown, show(row, reading.on), strict=True)),
                truths.get(id(row), {}),
            )
            for row in reading.rows[per]
            if row.phantom != STRANGER
        ]


def _merged(questions: Iterable[Question]) -> Iterator[Question]:
    """One question for each subject: several askers may ask the same rows."""
    by_subject: dict[str, list[Question]] = {}
    for question in questions:
        by_subject.setdefault(question.per, []).append(question)
    for per, asked in by_subject.items():
        facts = dict.fromkeys(fact for each in asked for fact in each.facts)
        conditions = {name: node for each in asked for name, node in each.conditions.items()}
        nodes = {name: node for each in asked for name, node in each.nodes.items()}
        yield Question(per, tuple(facts), conditions, nodes)


def _in_force(low: Lowering) -> Node:
    """A day on which the rule set is in force: what is asked outside rules is dated by whoever asks."""
    first = low.regulation.day_from
    return low.core.const(Interval(first, first), "date")


#: The truth that a verdict stands for; what is pending or undecided is not known.
_TRUTHS: Mapping[int, Truth] = {COMPLIES: True, BREACHES: False}

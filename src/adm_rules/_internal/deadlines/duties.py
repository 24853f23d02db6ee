"""What the rules of a rule set make due: one deadline for each term of a requirement, each row and each turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from adm_rules._internal.compiler import evaluate, nodes
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.judging import BREACHES, DEROGATED, NOT_APPLICABLE
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Judged, Program, Variant
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.compiler.timing import Timed, timed_parts
from adm_rules._internal.deadlines.deadline import (
    ORDINARY,
    Anchor,
    Deadline,
    OtherDeadline,
    PossibleTerm,
)
from adm_rules._internal.deadlines.instances import Instance, View, instances
from adm_rules._internal.deadlines.subjects import Namer, day_of
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.report import Missing
from adm_rules._internal.trace.missing import missing_below
from adm_rules._internal.trace.rows import SILENT, of_unseen, severity
from adm_rules._internal.trace.tracer import Tracer
from adm_rules._internal.values.logic import WAIT
from adm_rules._internal.values.states import BROKEN


class Duties:
    """Reads the deadlines of one set of judged files."""

    def __init__(self, variant: Variant, reading: Reading, view: View, namer: Namer) -> None:
        self.variant = variant
        self.program: Program = variant.program
        self.view = view
        self.namer = namer
        self._timed: dict[Node, tuple[Timed, ...]] = {}
        self.tracer = Tracer(variant.judging.slots, reading.on)

    def of(self, verdicts: list[Judged]) -> Iterator[Deadline]:
        """The deadlines behind the verdicts; where a rule does not apply there are none."""
        told: set[tuple[int, int]] = set()
        for group, row, codes in verdicts:
            numbers = self.variant.judging.groups[group]
            shown = of_unseen(row, codes, numbers, told) if row.phantom else codes
            for number, code in zip(numbers, shown, strict=True):
                compiled = self.program.rules[number]
                parts = self._parts(compiled.parts)
                if not parts or code in (SILENT, NOT_APPLICABLE):
                    continue
                yield from self._unseen(compiled, row) if row.phantom else self._of_row(compiled, row, code)

    def _parts(self, parts: Parts) -> tuple[Timed, ...]:
        found = self._timed.get(parts.require)
        if found is None:
            found = self._timed[parts.require] = tuple(timed_parts(parts.require))
        return found

    def _function(self, name: str) -> Any:
        return self.variant.function(name, models=True)

    def _unseen(self, compiled: CompiledRule, row: Any) -> Iterator[Deadline]:
        """One deadline for all elements of a list that is not known: what is due cannot be told.

        Of several deadlines of the rule it names one, the same in whichever order they are written.
        """
        parts = self._parts(compiled.parts)
        told = ((part, self._fact_of(part, compiled)) for part in parts)
        part, fact = min(told, key=lambda each: (each[1].name, each[1].label.en))
        missing = missing_below(self.program, self.tracer, (), row)
        yield Deadline(
            **self._head(compiled, row, part),
            fact=fact.name,
            what=fact.label,
            state="undecided",
            duty=self.namer.duty(row, compiled.rule.id),
            applies=None,
            severity=compiled.rule.severity,
            missing=missing,
        )

    def _head(self, compiled: CompiledRule, row: Any, part: Timed) -> dict[str, Any]:
        rule = compiled.rule
        return {
            **self.namer.about(rule.per, row),
            "rule": rule.id,
            "kind": "check" if isinstance(part.node, nodes.Await) else "duty",
            "title": rule.title,
            "norms": rule.norms,
            "citation": rule.cites,
            "to_judge": rule.asks_judgement,
        }

    def _of_row(self, compiled: CompiledRule, row: Any, code: int) -> Iterator[Deadline]:
        on, index = self.view.on, compiled.index
        applies, found = self._function(f"timed_{index}")(row, on)
        parts = self._parts(compiled.parts)
        own = tuple(instances(parts, found, code, self.view))
        others = self._others(compiled, row)
        grave = compiled.rule.severity
        if code == BREACHES and compiled.others:
            grave = severity(self.program, self._function, compiled, row, on)
        for each in own:
            part = parts[each.part]
            fact = self._fact_of(part, compiled)
            name = each.state.name
            open_branch = each.needless is None or (each.needless is WAIT and name in BROKEN)
            stands = None if applies is None or open_branch else True
            yield Deadline(
                **self._head(compiled, row, part),
                fact=fact.name,
                what=fact.label,
                state=name,
                duty=self.namer.duty(row, compiled.rule.id, *each.key),
                applies=stands,
                derogated=code == DEROGATED and name in BROKEN,
                anchor=self._anchor(each, fact),
                term=each.terms[0].title if len(each.terms) == 1 else None,
                possible_terms=_possible_terms(each),
                **_days(each, on),
                instance=each.number,
                severity=grave,
                other_readings=_different(each, others, self.program, on),
                missing=self._missing(compiled, row, part, each, applies),
            )

    def _others(
        self, compiled: CompiledRule, row: Any
    ) -> list[tuple[str, str, Mapping[Any, Instance] | None]]:
        """The deadlines under each other option of a reading, by part and turn; None where the rule does not apply."""
        found: list[tuple[str, str, Mapping[Any, Instance] | None]] = []
        for n, (reading, option, other) in enumerate(compiled.others):
            parts = self._parts(other)
            applies, values = self._function(f"timed_{compiled.index}_{n}")(row, self.view.on)
            made = None
            if applies is not False:
                code = self._function(f"other_{compiled.index}_{n}")(row, self.view.on)
                made = {each.key: each for each in instances(parts, values, code, self.view)}
            found.append((reading, option, made))
        return found

    def _fact_of(self, part: Timed, compiled: CompiledRule) -> Fact:
        """The fact of the event; of a rule that waits for the end of a period, the fact that it then judges.

        Of several, that whose name, or label, comes first: the order in which a condition is written means nothing.
        The day of the check is compared with, and never judged.
        """
        facts, node = self.variant.facts, part.node
        if not isinstance(node, nodes.Await):
            return facts[evaluate.about(node)]
        found = (facts.get(nodes.own(arg)) for arg in _compared(node.of))
        judged = [fact for fact in found if fact and fact.name != "judgement_day"]
        waited = self.program.registry.facts[str(compiled.rule.awaits)]
        return min(judged, key=lambda fact: (fact.name, fact.label.en), default=waited)

    def _anchor(self, each: Instance, fact: Fact) -> Anchor | None:
        """What it is counted from: in a rolling rhythm the event before, after the first; None of several terms."""
        day = day_of(each.anchor)
        if len(each.terms) > 1:
            return None
        timed = each.terms[0].node
        match timed:
            case nodes.InTime(due=due):
                node = due.anchor
            case nodes.Await(until=until):
                node = until
            case nodes.Every(mode="rolling") if each.number > 1:
                return Anchor(fact.name, fact.label, day)
            case nodes.Every(start=start):
                node = start
            case never:
                assert_never(never)
        start_fact = self.variant.facts[nodes.own(node)]
        return Anchor(start_fact.name, start_fact.label, day)

    def _missing(
        self, compiled: CompiledRule, row: Any, part: Timed, each: Instance, applies: Any
    ) -> tuple[Missing, ...]:
        behind: list[Node] = []
        if applies is None:
            behind.append(compiled.parts.when)
        if each.state.name == "undecided":
            behind += part.node.args
        elif each.state.may_have:
            behind += [term.node.event for term in each.terms if isinstance(term.node, nodes.InTime)]
        if each.needless is None:
            behind += part.otherwise
        return missing_below(self.program, self.tracer, behind, row)


def _possible_terms(each: Instance) -> tuple[PossibleTerm, ...]:
    """The terms that may be in force, where it is not known which is."""
    if len(each.terms) == 1:
        return ()
    return tuple(PossibleTerm(term.title or ORDINARY, day_of(term.due)) for term in each.terms)


def _compared(node: Node) -> Iterator[Node]:
    """The two sides of each comparison of a condition: which of them stands first means nothing."""
    match node:
        case nodes.Compare(left=left, right=right):
            yield from (left, right)
        case nodes.And() | nodes.Or() | nodes.Not():
            for arg in node.args:
                yield from _compared(arg)


def _days(each: Instance, on: int) -> dict[str, Any]:
    """The days of a deadline, and how far the day as seen is from them."""
    state = each.state
    rolled = state.name == "met" and each.nominal is not None and (state.happened or 0) > each.nominal
    return {
        "nominal": day_of(each.nominal),
        "effective": day_of(state.due),
        "happened": day_of(state.happened),
        "days_late": state.days_late,
        "may_have_happened": state.may_have,
        "days_left": state.due - on if state.name == "pending" and state.due is not None else None,
        "by_rollover": rolled,
    }


def _different(
    each: Instance, others: list[tuple[str, str, Mapping[Any, Instance] | None]], program: Program, on: int
) -> tuple[OtherDeadline, ...]:
    """The other readings under which the day or the state is another one."""
    found = []
    for reading, option, made in others:
        text = program.regulation.readings[reading].options[option].text
        same = made.get(each.key) if made is not None else None
        if same is None and made is not None and any(part == each.part for part, _ in made):
            continue  # the same duty with fewer turns so far
        if same is None:
            found.append(OtherDeadline(reading, option, text, None))
        elif _outcome(same) != _outcome(each):
            days = _days(same, on)
            days = {name: days[name] for name in ("nominal", "effective", "days_late", "may_have_happened")}
            found.append(OtherDeadline(reading, option, text, same.state.name, **days))
    return tuple(found)


def _outcome(each: Instance) -> tuple[str, int | None, bool]:
    return each.state.name, each.state.due, each.state.may_have

"""Works out why a finding says what it says, from the rows that were judged: on demand, never while judging."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

from adm_rules._internal.calendar import LAST_DAY, to_date
from adm_rules._internal.compiler import kernels, nodes
from adm_rules._internal.compiler.compiled import CompiledRule, Parts
from adm_rules._internal.compiler.judging import BREACHES
from adm_rules._internal.compiler.messages import PLACES
from adm_rules._internal.compiler.program import Variant
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.engine.details import Details, recurs, settled_late, worth_telling
from adm_rules._internal.engine.messages import SlotText, filled, listed, slot
from adm_rules._internal.engine.observing import Observer
from adm_rules._internal.engine.places import PathFinder
from adm_rules._internal.engine.wording import sentence
from adm_rules._internal.report import (
    Cover,
    Disputed,
    Due,
    Finding,
    Missing,
    Observed,
    OtherReading,
    UnderRecord,
    Verdict,
    verdict_of,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import missing_facts
from adm_rules._internal.trace.rows import elements, row_name, scope_of, subject_name
from adm_rules._internal.trace.tracer import Leaf, Tracer
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.logic import WAIT
from adm_rules._internal.values.states import BROKEN, mended

#: When a derogation holds: one of another time is less near than one of the right time that lacks something.
_PERIOD: Final = ("derogation_from", "derogation_to")


class Examiner:
    """Gathers the evidence of findings of one check."""

    def __init__(self, variant: Variant, reading: Reading, *, models: bool) -> None:
        self.variant = variant
        self.program = variant.program
        self.rules = variant.program.rules
        self.reading = reading
        self.models = models
        self.places = PathFinder(variant.program)
        self._quoted: dict[tuple[str, ...], tuple[OtherReading, ...]] = {}
        self._judging: dict[tuple[int, Verdict], list[tuple[int, Callable[..., int]]]] = {}
        #: The comparisons that were asked for last, of a rule and a row: several parts of the evidence rest on them.
        self._traced: tuple[CompiledRule | None, Any, list[Leaf]] = None, None, []

    @cached_property
    def observer(self) -> Observer:
        """What tells the comparisons."""
        return Observer(self.program, self.variant.facts, self.reading.on)

    @cached_property
    def tracer(self) -> Tracer:
        """What reads back from the rows."""
        return Tracer(self.variant.judging.slots, self.reading.on, rows_stay=True)

    def part(self, name: str, row: Any, finding: Finding, part: Callable[[str], Any]) -> Any:
        """One part of the evidence of a finding: ``part`` gives those that it rests on, each worked out once."""
        compiled = self.rules[finding.kind.number]
        match name:
            case "missing" | "possible":
                return self._open(name, compiled, row) if finding.verdict is Verdict.UNDECIDED else ()
            case "derogation":
                return self._cover(compiled, row, finding.verdict)
            case "reading_dependent":
                return self._disputed(compiled, row, finding)
            case "breached_under":
                return tuple(self._breached_under(compiled, row, finding))
        if name == "details" and not finding.verdict.fails:
            return ()
        if finding.verdict is Verdict.NOT_APPLICABLE:
            return ()
        match name:
            case "observed" | "failed":
                leaves = _once(self._leaves(compiled, row))
                return self.observer.all(
                    [leaf for leaf in leaves if name == "observed" or leaf.truth is False]
                )
            case "deadlines":
                return tuple(self._deadlines(compiled, row))
            case "not_evaluated":
                return self._not_evaluated(compiled.readings)
        return self._details(compiled, row, part)

    def is_disputed(self, row: Any, finding: Finding) -> bool:
        """Whether another reading comes to another verdict."""
        compiled = self.rules[finding.kind.number]
        return finding.kind.may_be_disputed and bool(self._differing(compiled, row, finding))

    def said(self, lang: str, row: Any, finding: Finding, part: Callable[[str], Any]) -> str:
        """The message of a finding in one language."""
        compiled = self.rules[finding.kind.number]
        own = self._own_message(compiled, row, lang) if finding.verdict.fails else None
        quoted = part("not_evaluated") if compiled.readings else ()
        return sentence(finding, part, own, quoted, lang)

    def _details(self, compiled: CompiledRule, row: Any, part: Callable[[str], Any]) -> tuple[Text, ...]:
        """What a breach fails by and its message does not show."""
        leaves = [leaf for leaf in _once(self._leaves(compiled, row)) if leaf.truth is False]
        broken = worth_telling(zip(leaves, part("failed"), strict=True))
        turns = [self._broken_turns(leaf) for leaf, _ in broken]
        told = Details(self.program, self.tracer, self.reading.on)
        return told.told(broken, turns, row, part("derogation"), part("message"))

    def _leaves(self, compiled: CompiledRule, row: Any) -> list[Leaf]:
        """The comparisons of a requirement on a row."""
        rule, of, leaves = self._traced
        if rule is not compiled or of is not row:
            leaves = self.tracer.leaves(compiled.parts.require, row)
            self._traced = compiled, row, leaves
        return leaves

    def _function(self, name: str) -> Any:
        return self.variant.function(name, models=self.models)

    def under(self, row: Any) -> UnderRecord | None:
        """The record just below the file that a row stands in, or the file itself."""
        above = [row]
        while above[-1].up is not None:
            above.append(above[-1].up)
        owner = above[-2] if len(above) > 2 else above[-1]
        scope = scope_of(owner)
        return UnderRecord(scope, subject_name(self.program, scope, owner))

    def settled_late(self, compiled: CompiledRule, row: Any) -> bool:
        """Whether all that breaks a rule recurs, was late and done, and has been in time since."""
        require = compiled.parts.require
        if isinstance(require, nodes.Every):
            return settled_late(self.tracer.values(require, row), require.rhythm, self.reading.on)
        broken = self._broken(compiled, row)
        return bool(broken) and all(
            recurs(leaf) and mended([turn.state.name for turn in self._whichever(leaf)]) for leaf in broken
        )

    # --- values -------------------------------------------------------------------------------------------------------

    def _own_message(self, compiled: CompiledRule, row: Any, lang: str) -> str:
        """The rule's own message, its slots filled."""
        values = self._function(f"shown_{compiled.index}")(row, self.reading.on)
        shown: dict[str, SlotText] = {}
        for (name, node), value in zip(compiled.shown.items(), values, strict=True):
            places = self._places(node, row) if name == PLACES and isinstance(node, nodes.Fold) else None
            shown[name] = listed(places, lang) if places else slot(self.program, name, node, value, lang)
        return filled(compiled.rule.message.in_language(lang), shown, lang)

    def _places(self, fold: nodes.Fold, row: Any) -> list[str]:
        """The names of the elements that surely count."""
        found = elements(row, fold.relation)
        names = [
            row_name(self.program, fold.relation.element, each)
            for each in found
            if not each.phantom and self.tracer.counts(fold, each, row) is True
        ]
        return sorted(names)

    # --- what is open -------------------------------------------------------------------------------------------------

    def _open(self, name: str, compiled: CompiledRule, row: Any) -> tuple[Any, ...]:
        """Of an undecided finding what is missing, or the verdicts that stay open, in the order of `Verdict`."""
        if name == "missing":
            return missing_facts(self.program, self.tracer, compiled.parts, row)
        when = self.tracer.truth(compiled.parts.when, row)
        require = self.tracer.truth(compiled.parts.require, row)
        found: set[Verdict] = set()
        if when is None:
            found.add(Verdict.NOT_APPLICABLE)
        if require is WAIT:
            found.add(Verdict.PENDING)
        if require is None:
            found.add(Verdict.COMPLIES)
        if require is None or require is False:
            found |= self._if_broken(compiled, row)
        if row.phantom:
            found |= {Verdict.NOT_APPLICABLE, Verdict.COMPLIES}
        return tuple(verdict for verdict in Verdict if verdict in found)

    def _if_broken(self, compiled: CompiledRule, row: Any) -> set[Verdict]:
        covered = [self._covered(compiled, n, row) for n in range(len(compiled.parts.derogations))]
        if True in covered:
            return {Verdict.DEROGATED}
        broken = _verdict(compiled, BREACHES)
        return {broken, Verdict.DEROGATED} if None in covered else {broken}

    def _deadlines(self, compiled: CompiledRule, row: Any) -> Iterator[Due]:
        for leaf in self._leaves(compiled, row):
            if isinstance(leaf.node, nodes.Compare):
                continue
            fact = self.observer.fact_of(leaf.node)
            for turn in self._whichever(leaf):
                state = turn.state
                day = to_date(state.due) if state.due else None
                yield Due(fact.name, state.name, day, state.days_late, leaf.title, state.may_have)
        require = compiled.parts.require
        if isinstance(require, nodes.Await) and self.tracer.truth(require, row) is not True:
            until = self.tracer.value(require.until, row)
            if until.__class__ is int and self.reading.on <= until:
                yield Due(str(compiled.rule.awaits), "pending", to_date(until) if until != NOT_YET else None)

    def _whichever(self, leaf: Leaf) -> list[terms.Turn]:
        """The states of a deadline, by the term that counts where there are several."""
        return list(terms.whichever([self._turns(each) for each in leaf.terms or (leaf,)]))

    def _broken_turns(self, leaf: Leaf) -> list[terms.Turn]:
        """The turns of what recurs that were not kept; of several terms that may be in force, those of the mildest."""
        possible = [self._turns(each) for each in leaf.terms or (leaf,)] if recurs(leaf) else []
        broken = [[turn for turn in turns if turn.state.name in BROKEN] for turns in possible]
        return min(
            filter(None, broken), key=lambda turns: max(each.state.days_late for each in turns), default=[]
        )

    def _turns(self, leaf: Leaf) -> list[terms.Turn]:
        """The states of one term, or the turns of what recurs."""
        on = self.reading.on
        if isinstance(leaf.node, nodes.Every):
            return terms.recurrence(leaf.values, leaf.node.rhythm, on, on)
        return [terms.Turn(None, None, terms.held_state(leaf.values[0], leaf.values[1], on))]

    # --- derogations --------------------------------------------------------------------------------------------------

    def _covered(self, compiled: CompiledRule, n: int, row: Any) -> Any:
        item, node = compiled.parts.derogations[n]
        if item.record is None:
            return self.tracer.truth(node, row)
        truths = [truth for truth, record in self._records(compiled, n, row)]
        return True if True in truths else None if None in truths else False

    def _records(self, compiled: CompiledRule, n: int, row: Any) -> list[tuple[Any, Any]]:
        """Each record of the case with whether it covers the subject; an unseen one may, but never surely does."""
        judge = self._function(f"record_{compiled.index}_{n}")
        steps, chain = compiled.parts.records(n).relation
        owner = row
        for step in steps:
            owner = getattr(owner, step)
        found = []
        for record in getattr(owner, f"rows_{chain[-1]}"):
            truth = judge(row, record, self.reading.on)
            found.append((None if record.phantom and truth is True else truth, record))
        return found

    def _cover(self, compiled: CompiledRule, row: Any, verdict: Verdict) -> Cover | None:
        if not compiled.parts.derogations:
            return None
        if not verdict.fails and verdict not in (Verdict.DEROGATED, Verdict.UNDECIDED):
            return None
        candidates = [
            cover for n in range(len(compiled.parts.derogations)) for cover in self._covers(compiled, n, row)
        ]
        order = {True: 0, None: 1, False: 2}
        candidates.sort(key=lambda pair: (order[pair[1].holds], pair[0]))
        best = candidates[0][1] if candidates else None
        return best if best is not None and (best.record is not None or best.holds is not False) else None

    def _covers(self, compiled: CompiledRule, n: int, row: Any) -> Iterator[tuple[tuple[Any, ...], Cover]]:
        item, node = compiled.parts.derogations[n]
        if item.record is None:
            yield (
                (False, False, 0, n, "", ""),
                Cover(item.name, _plain(self.tracer.truth(node, row)), None, item.cites),
            )
            return
        for truth, record in self._records(compiled, n, row):
            if record.phantom:
                continue
            name, lacks = record.d.get("id"), self._lacks(compiled, n, row, record)
            granted = str(record.d.get("authorised_on") or "")
            holds, about = _plain(truth), self._is_about(compiled, n, row, record)
            elsewhen = any(item.fact in _PERIOD and item.operator != "exists" for item in lacks)
            rank = not about, elsewhen, len(lacks), n, granted, str(name)
            yield rank, Cover(item.name, holds, name, item.cites, lacks if about and holds is False else ())

    def _is_about(self, compiled: CompiledRule, n: int, row: Any, record: Any) -> bool:
        """Whether a record is of the scope that a derogation is about, or may be."""
        where = compiled.parts.records(n).where
        scope = where.of[0] if isinstance(where, nodes.And) else where
        return self.tracer.truth(scope, record, row) is not False

    def _lacks(self, compiled: CompiledRule, n: int, row: Any, record: Any) -> tuple[Observed, ...]:
        """What a record does not satisfy, so that it does not cover the subject; of the rule's own limit nothing."""
        where = compiled.parts.records(n).where
        ordinary = {
            (self.observer.fact_of(leaf.node).name, leaf.values) for leaf in self._broken(compiled, row)
        }
        leaves = filter(_breaks, self.tracer.leaves(where, record, asker=row))
        told = [
            (leaf, self.observer.one(leaf, self.observer.fact_of(leaf.node)))
            for leaf in leaves
            if not leaf.either or (self.observer.fact_of(leaf.node).name, leaf.values) not in ordinary
        ]
        return tuple(item for _, item in worth_telling(told))

    def _broken(self, compiled: CompiledRule, row: Any) -> list[Leaf]:
        """The comparisons that a broken requirement fails by."""
        return [leaf for leaf in self._leaves(compiled, row) if _breaks(leaf)]

    # --- readings -----------------------------------------------------------------------------------------------------

    def _disputed(self, compiled: CompiledRule, row: Any, finding: Finding) -> tuple[Disputed, ...]:
        """The options under which another verdict comes out, one that cannot be decided included."""
        found = []
        for n, verdict in self._differing(compiled, row, finding):
            reading, option, parts = compiled.others[n]
            asked = self._asked(parts, row, verdict)
            found.append(Disputed(*self._option(reading, option), verdict, asked))
        return tuple(found)

    def _breached_under(self, compiled: CompiledRule, row: Any, finding: Finding) -> Iterator[Text]:
        """What the readings say under which it is a breach."""
        for n, verdict in self._differing(compiled, row, finding):
            if verdict is Verdict.BREACHES:
                _, _, text = self._option(*compiled.others[n][:2])
                yield text

    def _differing(self, compiled: CompiledRule, row: Any, finding: Finding) -> list[tuple[int, Verdict]]:
        """The numbers of the options under which another verdict comes out, with that verdict."""
        known = finding.kind.verdict
        tried = self._tried(compiled, known)
        if not tried or (known is Verdict.NOT_APPLICABLE and not self._in_force(compiled, row)):
            return []
        found = []
        for n, judge in tried:
            verdict = _verdict(compiled, judge(row, self.reading.on))
            if verdict is not known:
                found.append((n, verdict))
        return found

    def _tried(self, compiled: CompiledRule, known: Verdict) -> list[tuple[int, Callable[..., int]]]:
        """The options under which a verdict may be another, by their numbers, with what judges the rule under each."""
        found = self._judging.get((compiled.index, known))
        if found is None:
            found = self._judging[compiled.index, known] = [
                (n, self._function(f"other_{compiled.index}_{n}"))
                for n, (_, _, parts) in enumerate(compiled.others)
                if not _settled(known, compiled.parts, parts)
            ]
        return found

    def _in_force(self, compiled: CompiledRule, row: Any) -> bool:
        """Whether the subject's day may lie among those on which the rule holds."""
        day, on = self.tracer.value(compiled.day, row), self.reading.on
        first, last = self.program.regulation.day_from, self.program.regulation.day_until or LAST_DAY
        return not (
            kernels.surely_outside(day, on, first, last)
            or kernels.surely_within(day, on, compiled.rule.disabled)
        )

    def _asked(self, parts: Parts, row: Any, verdict: Verdict) -> tuple[Missing, ...]:
        """What to ask for where an option cannot be decided."""
        if verdict is not Verdict.UNDECIDED:
            return ()
        return missing_facts(self.program, self.tracer, parts, row)

    def _not_evaluated(self, names: tuple[str, ...]) -> tuple[OtherReading, ...]:
        """The options of readings that are only quoted."""
        if names not in self._quoted:
            readings = (self.program.regulation.readings[name] for name in names)
            self._quoted[names] = tuple(
                OtherReading(*self._option(reading.name, option))
                for reading in readings
                for option in reading.quoted
            )
        return self._quoted[names]

    def _option(self, reading: str, option: str) -> tuple[str, str, Text]:
        return reading, option, self.program.regulation.readings[reading].options[option].text


def _verdict(compiled: CompiledRule, code: int) -> Verdict:
    return verdict_of(code, asks_judgement=compiled.rule.asks_judgement)


def _settled(known: Verdict, own: Parts, other: Parts) -> bool:
    """Whether another option surely gives the same verdict, as all that this rests on is the same truth there."""
    if own.when is not other.when:
        return False
    holds = known in (Verdict.COMPLIES, Verdict.PENDING) and own.require is other.require
    return known is Verdict.NOT_APPLICABLE or holds


def _breaks(leaf: Leaf) -> bool:
    """Whether a comparison is what a broken condition fails by."""
    return leaf.matters and leaf.truth is leaf.negated


def _plain(truth: Any) -> bool | None:
    return truth if isinstance(truth, bool) else None


def _once(leaves: list[Leaf]) -> list[Leaf]:
    """Each comparison once, however often a condition asks it (of all readings, and of one): where it matters."""
    if len(leaves) < 2:
        return leaves
    kept: dict[Any, Leaf] = {}
    for leaf in leaves:
        known = kept.setdefault((leaf.node, leaf.negated), leaf)
        if leaf.matters and not known.matters:
            kept[leaf.node, leaf.negated] = leaf
    return list(kept.values())

"""The deadlines of one rule and one row, with their days and states: what is written in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, assert_never

from adm_rules._internal.compiler import evaluate, nodes
from adm_rules._internal.compiler.judging import BREACHES, COMPLIES, DEROGATED, PENDING, UNDECIDED
from adm_rules._internal.compiler.timing import Timed, values_of
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.texts import Text
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import NONE, NOT_YET
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.terms import State

#: What a verdict makes of a rule that waited for the end of a period.
_AFTER_WAITING: Final[Mapping[int, str]] = {
    BREACHES: "missed",
    DEROGATED: "missed",
    UNDECIDED: "undecided",
}


@dataclass(frozen=True, slots=True)
class InForce:
    """A term that is, or may be, in force: its node, its title if it took the place of another one, its day."""

    node: nodes.InTime | nodes.Every | nodes.Await
    title: Text | None
    due: int | None


@dataclass(frozen=True, slots=True)
class Instance:
    """One deadline in numbers: which part of the requirement, which turn of it, from which day, the days and the state.

    ``needless`` is None if another branch of an `any` may make it needless, and waits if that is a matter of time.
    ``terms`` are the terms that may be in force, each with its title and, where it has one, its day.
    """

    part: int
    number: int
    anchor: int | None
    nominal: int | None
    state: State
    terms: tuple[InForce, ...]
    needless: Truth = False

    @property
    def key(self) -> tuple[int, int]:
        """What it has in common with its like under another reading."""
        return self.part, self.number


@dataclass(frozen=True, slots=True)
class View:
    """From where deadlines are looked at: the day, and the last day of interest."""

    on: int
    until: int


def instances(
    parts: tuple[Timed, ...], found: tuple[tuple[tuple[Any, ...], Truth], ...], code: int, view: View
) -> Iterator[Instance]:
    """The deadlines that some values make; ``code`` is the rule's verdict.

    What another branch of an `any` satisfies is not owed, and only stands if it was met as well.
    """
    for n, (part, (values, needless)) in enumerate(zip(parts, found, strict=True)):
        possible = list(_possible(part.node, values))
        each = [_turns(node, own, code, view) for _, node, own in possible]
        may = tuple(
            InForce(node, title, turns[-1].state.due if turns else None)
            for (title, node, _), turns in zip(possible, each, strict=True)
        )
        for number, turn in enumerate(terms.whichever(each), start=1):
            if needless is not True or turn.state.name == "met":
                sure = False if needless is True or turn.state.name == "met" else needless
                yield Instance(n, number, turn.anchor, turn.nominal, turn.state, may, sure)


def _possible(
    node: nodes.Deadline, values: tuple[Any, ...]
) -> Iterator[tuple[Text | None, nodes.InTime | nodes.Every | nodes.Await, tuple[Any, ...]]]:
    """The terms that may be in force, with their titles and what they are made of."""
    if not isinstance(node, nodes.Replaced):
        yield None, node, values
        return
    places = evaluate.may_be_in_force(node, values[: len(node.cases)])
    start = len(node.cases)
    for place, (title, term) in enumerate(node.terms):
        end = start + len(values_of(term))
        if place in places:
            yield title, term, values[start:end]
        start = end


def _turns(
    node: nodes.InTime | nodes.Every | nodes.Await, values: tuple[Any, ...], code: int, view: View
) -> list[terms.Turn]:
    match node:
        case nodes.Every(rhythm=rhythm):
            return terms.recurrence(values, rhythm, view.on, view.until)
        case nodes.Await():
            return [_awaited(values[0], code, view.on)]
        case nodes.InTime(due=made):
            event, due, anchor, length = values
            nominal = evaluate.due_on(made, anchor, length, "none") if made.rollover != "none" else due
            return [terms.Turn(_day(anchor), _day(nominal), terms.held_state(event, due, view.on))]
    assert_never(node)


def _day(value: Any) -> int | None:
    return value if value.__class__ is int and value != NOT_YET else None


def _awaited(until: Any, code: int, on: int) -> terms.Turn:
    """A rule that is judged only after a day, or once it holds for good.

    What it may wait for beyond that day has no day here.
    """
    if code == COMPLIES:
        return terms.Turn(_day(until), _day(until), State("met", _day(until)))
    if until is NONE or until == NOT_YET:
        return terms.Turn(None, None, State("not_started"))
    if until.__class__ is not int:
        return terms.Turn(None, None, State("undecided"))
    if on <= until:
        return terms.Turn(until, until, State("pending", until))
    if code == PENDING:
        return terms.Turn(until, until, State("not_started"))
    return terms.Turn(until, until, State(_AFTER_WAITING[code], until))

"""Ranks the elements of cases by an order of a rule set: who comes first, why, and how sure that is.

An order refuses nobody. An element stands in the queue, may stand in it, or does not, by the order's ``when``. Each
step gives a number (`keys`), or where something is not known a stretch of them. So an element has a least and a
greatest row of numbers, and the position lies between two certain ends: before it stand at least those that surely
come first, at most those that may.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.calendar import LAST_DAY, to_date, to_day
from adm_rules._internal.compiler.asking import Asked, Asking, Question
from adm_rules._internal.compiler.evaluate import about
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.orders import lower_order, place
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.ordering.keys import Ends, Scored, of_condition, of_points, of_value, total
from adm_rules._internal.ordering.queue import Mark, Place, Queue, Reason, Standing, Unseen
from adm_rules._internal.ordering.words import HELD, filled, marks_of, points_said, step_said, value_said
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import DIRECTIONS, ByFact, First, Order, Points, Regulation, Step
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import missing_below
from adm_rules._internal.trace.rows import row_name
from adm_rules._internal.trace.tracer import Tracer
from adm_rules._internal.values.bounds import INF
from adm_rules._internal.values.logic import Truth

__all__ = ["Mark", "Place", "Queue", "Rankings", "Reason", "Standing", "Unseen", "choose_order"]


def choose_order(regulation: Regulation, name: str | None) -> Order:
    """The order of this name, or the only one.

    Raises:
        AdmRulesError: the rule set has none, has several and none is named, or has none of this name.
    """
    orders = {order.id: order for order in regulation.orders}
    own = f"`{regulation.id}`"
    if not orders:
        raise AdmRulesError(f"{own} has no order of precedence: its document ranks nobody")
    if name is None and len(orders) > 1:
        raise AdmRulesError(f"{own} has several orders of precedence: name one of {', '.join(orders)}")
    return next(iter(orders.values())) if name is None else orders[as_member(name, orders, "order")]


class Rankings:
    """The orders of a rule set, compiled once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._asked = {order.id: _Asker(program, order) for order in program.regulation.orders}

    def of(self, order: Order, cases: Sequence[Any], on: date) -> Queue:
        """Rank the elements of cases (models, each with an id of its own) by an order, as seen on a day."""
        teller = _Teller(self.program, self._asked[order.id], to_day(on))
        entries = [entry for case in cases for entry in teller.entries(case)]
        return Queue(
            on=on,
            order=order.id,
            title=order.title,
            citation=order.cites,
            norms=order.norms,
            places=tuple(sorted(_places(entries, teller), key=_sorting)),
            unseen=tuple(_unseen(entries, teller)),
        )


class _Asker:
    """What an order asks of each element: whether it stands in the queue, and its steps."""

    def __init__(self, program: Program, order: Order) -> None:
        self.order = order
        self.asking = Asking(program, lowered=self._questions)

    def _questions(self, low: Lowering) -> Iterator[Question]:
        self.when, self.asks = lower_order(low, self.order)
        steps = list(enumerate(self.asks))
        conditions = {_name(n, at): node for n, asks in steps for at, node in asks.conditions.items()}
        values = {_name(n, at): node for n, asks in steps for at, node in asks.values.items()}
        yield Question(self.order.per, (), {_WHEN: self.when, **conditions}, values)


def _name(step: int, at: str) -> str:
    """What a step asks at one of its places, among the answers."""
    return f"{step}:{at}"


# --- one element ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of one case as it was asked: its keys, and whether it is in the queue."""

    case: str
    asked: Asked
    ends: tuple[Ends, ...]
    stands: bool | None

    @property
    def least(self) -> tuple[Any, ...]:
        """The least row of numbers that it may have."""
        return tuple(ends.least for ends in self.ends)

    @property
    def greatest(self) -> tuple[Any, ...]:
        """The greatest."""
        return tuple(ends.greatest for ends in self.ends)


class _Teller:
    """Asks cases, and tells why their elements stand where they do."""

    def __init__(self, program: Program, asker: _Asker, on: int) -> None:
        self.program = program
        self.asker = asker
        self.asking = asker.asking
        self.steps = asker.order.steps
        self.on = on
        self.per = asker.order.per
        self.tracer = Tracer(self.asking.variant.judging.slots, on)
        first, last = program.regulation.day_from, program.regulation.day_until or LAST_DAY
        self.in_force = first <= on <= last

    def entries(self, case: Any) -> Iterator[_Entry]:
        """The elements of one case, the unseen ones included."""
        answers = self.asking.answers({"case": case}, self.on)
        for asked in answers[self.per]:
            ends = tuple(self._ends(n, step, asked) for n, step in enumerate(self.steps))
            stands = _plain(asked.truths[_WHEN]) if self.in_force else False
            yield _Entry(case.id, asked, ends, stands)

    def _ends(self, n: int, step: Step, asked: Asked) -> Ends:
        """Between which numbers a step lies."""
        if isinstance(step, First):
            return of_condition(_plain(asked.truths[_name(n, "")]))
        if isinstance(step, ByFact):
            happens = self.asker.asks[n].values[""].kind == "event"
            last_day = self.on if happens else LAST_DAY
            return of_value(asked.values[_name(n, "")], DIRECTIONS[step.direction], last_day)
        return of_points(total(_scored(n, step, asked)))

    # --- in words -----------------------------------------------------------------------------------------------------

    def reasons(self, entry: _Entry) -> tuple[Reason, ...]:
        """What each step says."""
        return tuple(self._reason(entry, n, step) for n, step in enumerate(self.steps))

    def _reason(self, entry: _Entry, n: int, step: Step) -> Reason:
        asks, asked = self.asker.asks[n], entry.asked
        nodes = (*asks.conditions.values(), *asks.values.values())
        missing = () if entry.ends[n].known else self._missing(entry, *nodes)
        if isinstance(step, First):
            held = _plain(asked.truths[_name(n, "")])
            return Reason(n + 1, "first", held, None, missing, step_said(n, HELD[held], missing))
        if isinstance(step, ByFact):
            return self._by_fact(entry, n, step, missing)
        scored = _scored(n, step, asked)
        marks = marks_of(scored)
        said = step_said(n, points_said(total(scored), marks), missing)
        return Reason(n + 1, "points", None, None, missing, said, marks)

    def _by_fact(self, entry: _Entry, n: int, step: ByFact, missing: tuple[Missing, ...]) -> Reason:
        ends, found = entry.ends[n], entry.asked.values[_name(n, "")]
        direction, fact = DIRECTIONS[step.direction], self.program.registry.facts[step.fact.name]
        dated = direction.of_days and ends.known and ends.least < INF
        day = to_date(abs(ends.least)) if dated else None
        said = step_said(n, value_said(fact.label, fact.kind, direction, found, ends), missing)
        return Reason(n + 1, step.direction, None, day, missing, said)

    def _missing(self, entry: _Entry, *nodes: Any) -> tuple[Missing, ...]:
        return missing_below(self.program, self.tracer, nodes, entry.asked.row)

    def lacks(self, entry: _Entry) -> tuple[Missing, ...]:
        """What would tell whether the element stands in the queue."""
        return self._missing(entry, self.asker.when) if entry.stands is None else ()

    def why(self, entry: _Entry, missing: tuple[Missing, ...]) -> Text | None:
        """Why an element does not stand in the queue, or may not."""
        if entry.stands is True:
            return None
        if not self.in_force:
            return _NOT_IN_FORCE
        if entry.stands is None:
            return filled(_MAY_STAND, [each.text for each in missing])
        leaves = self.tracer.leaves(self.asker.when, entry.asked.row)
        failing = [each.node for each in leaves if each.matters and each.truth is each.negated]
        facts = [self.asking.variant.facts[about(node)] for node in failing]
        labels = {fact.name: fact.label for fact in facts}
        return filled(_STANDS_NOT, labels.values())

    def name(self, entry: _Entry) -> str:
        """How a finding would name the element."""
        return row_name(self.program, self.per, entry.asked.row)


def _scored(n: int, step: Points, asked: Asked) -> tuple[tuple[Scored, ...], ...]:
    """The scores of a step of points, as an element has them."""
    return tuple(
        tuple(
            Scored(
                score.because,
                score.points,
                _plain(asked.truths[_name(n, place(e, m))]),
                1 if score.times is None else asked.values[_name(n, place(e, m))],
            )
            for m, score in enumerate(entry)
        )
        for e, entry in enumerate(step.entries)
    )


_WHEN: Final = "when"
_NOT_IN_FORCE: Final = Text(
    "In questo giorno la disciplina non è in vigore.", "On this day the rules are not in force."
)
_STANDS_NOT: Final = Text("Non è in lista, per: {}.", "Not in the queue, because of: {}.")
_MAY_STAND: Final = Text(
    "Non si può dire se sia in lista. Manca: {}.", "Whether it is in the queue cannot be told. Missing: {}."
)


def _plain(truth: Truth) -> bool | None:
    """A truth of a condition, which never waits."""
    return truth if isinstance(truth, bool) else None


# --- all of them ------------------------------------------------------------------------------------------------------


def _places(entries: Sequence[_Entry], teller: _Teller) -> Iterator[Place]:
    """The place of every element that is seen; only those that are in the queue, or may be, are before anybody."""
    inside = [entry for entry in entries if entry.stands is not False]
    seen = [entry for entry in inside if not entry.asked.unseen]
    sure = [entry for entry in seen if entry.stands is True]
    ends = sorted(entry.greatest for entry in sure)
    starts = sorted(entry.least for entry in seen)
    unseen = min((entry.least for entry in inside if entry.asked.unseen), default=None)
    equal = Counter(entry.least for entry in sure if entry.least == entry.greatest)
    for entry in entries:
        if entry.asked.unseen:
            continue
        lowest = highest = None
        tied = 0
        if entry.stands is not False:
            lowest = 1 + bisect_left(ends, entry.least)
            itself = entry.least < entry.greatest
            highest = 1 + bisect_left(starts, entry.greatest) - itself
            if unseen is not None and unseen < entry.greatest:
                highest = None
            tied = 0 if itself else equal[entry.least] - (entry.stands is True)
        yield _place(entry, teller, lowest, highest, tied)


def _place(entry: _Entry, teller: _Teller, lowest: int | None, highest: int | None, tied: int) -> Place:
    missing = teller.lacks(entry)
    return Place(
        case=entry.case,
        subject=teller.per,
        element=teller.name(entry),
        id=entry.asked.row.d.get("id"),
        standing=_STANDING[entry.stands],
        lowest=lowest,
        highest=highest,
        tied=tied,
        reasons=teller.reasons(entry) if entry.stands is not False else (),
        why=teller.why(entry, missing),
        missing=missing,
    )


_STANDING: Final = {True: Standing.QUEUED, None: Standing.POSSIBLE, False: Standing.OUTSIDE}


def _sorting(place: Place) -> tuple[Any, ...]:
    """The queue from its head, then what does not stand in it; ties by case and element."""
    outside = place.standing is Standing.OUTSIDE
    lowest, highest = place.lowest or INF, place.highest or INF
    return (
        outside,
        lowest,
        highest,
        place.standing is Standing.POSSIBLE,
        place.case,
        place.element,
        place.id or "",
    )


def _unseen(entries: Sequence[_Entry], teller: _Teller) -> Iterator[Unseen]:
    found = {
        entry.case: missing_below(teller.program, teller.tracer, (), entry.asked.row)
        for entry in entries
        if entry.asked.unseen and entry.stands is not False
    }
    for case in sorted(found):
        yield Unseen(case, found[case])

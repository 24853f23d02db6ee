"""Ranks the elements of cases by an order of a rule set: who comes first, why, and how sure that is.

An order refuses nobody. An element stands in the queue, may stand in it, or does not, by the order's ``when``. Each
step gives a number: 0 for an element that satisfies ``first`` and 1 for one that does not, the day of ``earliest``
(what has not come yet, or does not exist, after every day). What is not known is an interval, so an element has a
least and a greatest row of numbers, and the position lies between two certain ends: before it stand at least those
that surely come first, at most those that may.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from adm_rules.arguments import as_member
from adm_rules.bounds import INF, NONE, NOT_YET, limits
from adm_rules.calendar import LAST_DAY, to_date, to_day
from adm_rules.compiler.asking import Asked, Asking, Question
from adm_rules.compiler.evaluate import about
from adm_rules.compiler.lower import Lowering
from adm_rules.compiler.nodes import Node
from adm_rules.compiler.program import Program
from adm_rules.compiler.ruling import lower_order
from adm_rules.diagnostics import AdmRulesError
from adm_rules.logic import Truth
from adm_rules.ordering.queue import Place, Queue, Reason, Standing, Unseen
from adm_rules.quantities import format_value, join_words
from adm_rules.report import Missing
from adm_rules.rules import Order, OrderKey, Regulation
from adm_rules.texts import LANGUAGES, Catalogue, Text
from adm_rules.trace.missing import missing_below
from adm_rules.trace.rows import row_name
from adm_rules.trace.tracer import Tracer
from adm_rules.version import VERSION

__all__ = ["Place", "Queue", "Rankings", "Reason", "Standing", "Unseen", "choose_order", "day_ends"]
_SAID: Final = Catalogue(
    {
        "criterion": Text("criterio {}: {}{}", "criterion {}: {}{}"),
        "unknown_day": Text("{}, giorno non noto", "{}, day not known"),
        "not_yet": Text("{}, non ancora", "{}, not yet"),
        "dated": Text("{}, {}", "{}, {}"),
    }
)


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

    def of(self, fingerprint: str, order: Order, cases: Sequence[Any], on: date) -> Queue:
        """Rank the elements of cases (models, each with an id of its own) by an order, as seen on a day."""
        teller = _Teller(self.program, self._asked[order.id], to_day(on))
        entries = [entry for case in cases for entry in teller.entries(case)]
        regulation = self.program.regulation
        return Queue(
            rules=regulation.id,
            version=regulation.version,
            fingerprint=fingerprint,
            library=VERSION,
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
        self.when, self.keys = lower_order(low, self.order)
        firsts, days = dict[str, Node](), dict[str, Node]()
        for n, (key, node) in enumerate(zip(self.order.keys, self.keys, strict=True)):
            (firsts if key.earliest is None else days)[str(n)] = node
        yield Question(self.order.per, (), {_WHEN: self.when, **firsts}, days)


# --- one element ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of one case as it was asked: its keys, and whether it is in the queue."""

    case: str
    asked: Asked
    least: tuple[int, ...]
    greatest: tuple[int, ...]
    stands: bool | None


class _Teller:
    """Asks cases, and tells why their elements stand where they do."""

    def __init__(self, program: Program, asker: _Asker, on: int) -> None:
        self.program = program
        self.asker = asker
        self.asking = asker.asking
        self.keys = asker.order.keys
        self.on = on
        self.per = asker.order.per
        self.tracer = Tracer(self.asking.variant.judging.slots, on)
        first, last = program.regulation.day_from, program.regulation.day_until or LAST_DAY
        self.in_force = first <= on <= last

    def entries(self, case: Any) -> Iterator[_Entry]:
        """The elements of one case, the unseen ones included."""
        answers = self.asking.answers({"case": case}, self.on)
        for asked in answers[self.per]:
            ends = [self._ends(n, key, asked) for n, key in enumerate(self.keys)]
            least, greatest = tuple(low for low, _ in ends), tuple(high for _, high in ends)
            stands = _plain(asked.truths[_WHEN]) if self.in_force else False
            yield _Entry(case.id, asked, least, greatest, stands)

    def _ends(self, n: int, key: OrderKey, asked: Asked) -> tuple[int, int]:
        """Between which numbers a step lies."""
        if key.earliest is None:
            return _FIRST[_plain(asked.truths[str(n)])]
        return day_ends(asked.values[str(n)])

    # --- in words -----------------------------------------------------------------------------------------------------

    def reasons(self, entry: _Entry) -> tuple[Reason, ...]:
        """What each step says."""
        return tuple(self._reason(entry, n, key) for n, key in enumerate(self.keys))

    def _reason(self, entry: _Entry, n: int, key: OrderKey) -> Reason:
        known = entry.least[n] == entry.greatest[n]
        missing = () if known else self._missing(entry, self.asker.keys[n])
        if key.earliest is None:
            held = _plain(entry.asked.truths[str(n)])
            return Reason(n + 1, "first", held, None, missing, _said(n, _HELD[held], missing))
        found = entry.least[n]
        day = to_date(found) if known and 0 < found <= LAST_DAY else None
        label = self.program.registry.facts[key.earliest.name].label
        return Reason(n + 1, "earliest", None, day, missing, _said(n, _dated(label, day, known), missing))

    def _missing(self, entry: _Entry, node: Any) -> tuple[Missing, ...]:
        return missing_below(self.program, self.tracer, [node], entry.asked.row)

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
            return _filled(_MAY_STAND, [each.text for each in missing])
        leaves = self.tracer.leaves(self.asker.when, entry.asked.row)
        failing = [each.node for each in leaves if each.matters and each.truth is each.negated]
        facts = [self.asking.variant.facts[about(node)] for node in failing]
        labels = {fact.name: fact.label for fact in facts}
        return _filled(_STANDS_NOT, labels.values())

    def name(self, entry: _Entry) -> str:
        """How a finding would name the element."""
        return row_name(self.program, self.per, entry.asked.row)


_WHEN: Final = "when"
_FIRST: Final[Mapping[bool | None, tuple[int, int]]] = {True: (0, 0), False: (1, 1), None: (0, 1)}
_HELD: Final = {
    True: Text("soddisfatto", "met"),
    False: Text("non soddisfatto", "not met"),
    None: Text("non si può dire", "cannot be told"),
}
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


def _filled(shape: Text, parts: Iterable[Text]) -> Text:
    listed = list(parts)
    return Text(
        shape.it.format(join_words([each.it for each in listed], "it")),
        shape.en.format(join_words([each.en for each in listed], "en")),
    )


def _said(n: int, what: Text, missing: Sequence[Missing]) -> Text:
    """A step in one clause: ``criterio 1: soddisfatto``."""
    lack = _filled(Text(" (manca: {})", " (missing: {})"), [each.text for each in missing])
    more = lack if missing else Text("", "")
    return _SAID["criterion"].filled(n + 1, what, more)


def _dated(label: Text, day: date | None, known: bool) -> Text:
    if not known:
        return _SAID["unknown_day"].filled(label)
    if day is None:
        return _SAID["not_yet"].filled(label)
    told = Text(*(format_value("date", to_day(day), lang) for lang in LANGUAGES))
    return _SAID["dated"].filled(label, told)


def day_ends(found: Any) -> tuple[int, int]:
    """The first and the last day that a value can be; what has not come, or does not exist, lies after every day."""
    low, high, none = (INF, INF, False) if found is NONE else limits(found)
    return (INF if low >= NOT_YET else low), (INF if none or high >= NOT_YET else high)


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

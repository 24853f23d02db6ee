"""What to ask for while an amount is not decided: a certificate, a fact, a value, or what an act leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.compiler.asking import FileAnswers
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.money.copayment.bill import CUT, Bill, Item
from adm_rules._internal.money.copayment.words import Words
from adm_rules._internal.money.copayment.worlds import name_of, truth
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import (
    Bounded,
    FeeRow,
    Fixed,
    Flat,
    Instead,
    RowEdge,
    Sum,
    Table,
    Tariff,
    ValueRef,
    sums,
)
from adm_rules._internal.rules.measures import HOURLY
from adm_rules._internal.trace.missing import missing_below, missing_facts
from adm_rules._internal.trace.tracer import Tracer


class Gaps:
    """Finds what is missing behind an assessment."""

    def __init__(self, program: Program, words: Words, answers: FileAnswers) -> None:
        self.program = program
        self.words = words
        self.answers = answers

    def of(self, tariff: Tariff, found: Bill, periodless: bool) -> Iterator[Missing]:
        """Everything that is missing, the certificate first."""
        yield from self._certificates(tariff, found)
        yield from self._facts(found)
        for item in found.items:
            yield from self._table(tariff, item)
        if periodless:
            yield self.words.no_period(tariff)

    def _certificates(self, tariff: Tariff, found: Bill) -> Iterator[Missing]:
        """The certificate that would decide, and what is not known of those that there are."""
        if not tariff.indicator.attested:
            yield from self._measures(found)
            return
        doubtful = [item for item in found.items if not item.sight.settled and _by_means(item)]
        wanted = [item for item in doubtful if item.sight.open]
        if wanted:
            yield self.words.certificate(tariff, wanted)
        facts = self.program.registry.facts
        names = dict.fromkeys(name for item in doubtful for name in item.sight.missing)
        for name in names:
            if name in facts:
                yield Missing(name, "", facts[name].missing or facts[name].label)
        if doubtful and not wanted and not names:
            yield self.words.which_certificate()

    def _measures(self, found: Bill) -> Iterator[Missing]:
        """What is not known of the fact that makes an indicator."""
        tracer = Tracer(self.answers.variant.judging.slots, self.answers.reading.on)
        for item in found.items:
            if item.sight.open and _by_means(item) and item.priced.measure is not None:
                yield from missing_below(self.program, tracer, [item.priced.measure], item.asked.row)

    def _facts(self, found: Bill) -> Iterator[Missing]:
        answers = self.answers
        tracer = Tracer(answers.variant.judging.slots, answers.reading.on)
        for asked, atom in (*found.unknown(), *found.doubtful()):
            compiled = answers.compiled[atom.scope, name_of(atom)]
            yield from missing_facts(self.program, tracer, compiled.parts, asked.row)
        for asked, node in found.uncounted():
            yield from missing_below(self.program, tracer, [node], asked.row)

    def _table(self, tariff: Tariff, item: Item) -> Iterator[Missing]:
        """Where the act itself is silent: no fee without ISEE, a gap between rows, a value that is not set."""
        table = item.priced.shape
        if not isinstance(table, Table):
            return
        if table.not_set is not None:
            yield self.words.not_set(tariff, table.not_set)
            return
        if table.hours is not None and CUT in item.asked.values and tariff.unit in HOURLY:
            yield self.words.cut(tariff)
        if item.sight.absent and table.no_isee is None and not item.sight.open:
            yield self.words.no_isee_policy(tariff)
        schedule = item.priced.schedule(table, item.day)
        for isee in sorted(item.sight.values) if not schedule.open else ():
            if schedule.row_at(isee) is None and not schedule.is_settled_gap(isee):
                yield self.words.gap(tariff, schedule.around(isee))
        unset = {name for name, amount in item.priced.amounts_on(item.day).items() if amount is None}
        named = (_named(number) for number in self._sums(tariff, table, item))
        yield from (self.words.value(name) for name in dict.fromkeys(named) if name in unset)

    @staticmethod
    def _sums(tariff: Tariff, table: Table, item: Item) -> Iterator[Sum | RowEdge | None]:
        """The amounts and thresholds that can matter for what is seen of the ISEE."""
        year = None if table.year_cap is None else table.year_cap.most
        yield from (_amount(fixed) for fixed in (tariff.cost, table.month_cap, year))
        if item.sight.absent:
            yield _amount(table.no_isee)
        schedule = item.priced.schedule(table, item.day)
        rows = [schedule.row_at(isee) for isee in sorted(item.sight.values)]
        if item.sight.open or None in rows:
            yield from (number for row in table.rows for number in _numbers(row))
        yield from (number for row in rows if row is not None for number in _numbers(row.row))
        yield from _changes(table, item)
        yield from (number for cap in table.caps for row in cap.rows for number in _numbers(row))


def _changes(table: Table, item: Item) -> Iterator[Sum]:
    """The amounts of modifiers that may hold; of those of the total, any."""
    for each in table.modifiers:
        if isinstance(each.change, Instead | Bounded):
            held = None if each.of_total else truth(item.priced.holds["modifier", each.id], item.asked, {})
            yield from () if held is False else (each.change.amount,)


def _by_means(item: Item) -> bool:
    """Whether a certificate can matter: not where nothing is due of anybody, nor while no act says what is."""
    return isinstance(item.priced.shape, Table) and item.priced.shape.not_set is None


def _numbers(row: FeeRow) -> Iterator[Sum | RowEdge | None]:
    """Everything in a row that may be a value."""
    yield from (row.first, row.last, *(number for number, _ in sums(row.fee)))


def _amount(fixed: Fixed | Table | None) -> Sum | None:
    return fixed.amount if isinstance(fixed, Flat) else None


def _named(number: Sum | RowEdge | None) -> str:
    """The name of the value that a number comes from; empty for none."""
    ref = number.value if isinstance(number, RowEdge) else number
    return ref.name if isinstance(ref, ValueRef) else ""

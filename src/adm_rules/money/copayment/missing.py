"""What to ask for while an amount is not decided: a certificate, a fact, a value, or what an act leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules.compiler.asking import FileAnswers
from adm_rules.compiler.fees import around, is_settled_gap, row_at
from adm_rules.compiler.program import Program
from adm_rules.money.copayment.fees import amounts_on
from adm_rules.money.copayment.words import Words
from adm_rules.money.copayment.worlds import Bill, Item, name_of
from adm_rules.report import Missing
from adm_rules.rules import Table, Tariff, ValueRef
from adm_rules.trace.missing import missing_facts
from adm_rules.trace.tracer import Tracer


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
        doubtful = [item for item in found.items if not item.sight.settled]
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

    def _facts(self, found: Bill) -> Iterator[Missing]:
        answers = self.answers
        tracer = Tracer(answers.variant.judging.slots, answers.reading.on)
        for asked, atom in found.unknown():
            compiled = answers.compiled[atom.scope, name_of(atom)]
            yield from missing_facts(self.program, tracer, compiled, asked.row)

    def _table(self, tariff: Tariff, item: Item) -> Iterator[Missing]:
        """Where the act itself is silent: no fee without ISEE, a gap between rows, a value that is not set."""
        table = item.priced.shape
        if not isinstance(table, Table):
            return
        if item.sight.absent and table.no_isee is None and not item.sight.open:
            yield self.words.no_isee_policy(tariff)
        for isee in sorted(item.sight.values):
            if row_at(table, isee) is None and not is_settled_gap(table, isee):
                yield self.words.gap(tariff, around(table, isee))
        unset = {
            ref.name for ref, amount in amounts_on(item.priced.amounts, item.day).items() if amount is None
        }
        for fee in self._fees(tariff, table, item):
            if isinstance(fee, ValueRef) and fee.name in unset:
                yield self.words.value(fee.name)

    @staticmethod
    def _fees(tariff: Tariff, table: Table, item: Item) -> Iterator[object]:
        """The fees that can matter for what is seen of the ISEE."""
        yield tariff.cost
        if item.sight.absent:
            yield table.no_isee
        if item.sight.open:
            yield from (row.fee for row in table.rows)
        for isee in item.sight.values:
            row = row_at(table, isee)
            yield row.fee if row is not None else None

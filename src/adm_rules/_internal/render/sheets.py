"""What of an answer stands in tables for programs and spreadsheets: the frames of each kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.deadlines import DueList
from adm_rules._internal.frames import contracts, due, findings, hours, money, order, overall
from adm_rules._internal.frames.kinds import FRAMES, FrameKind
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.curve import CopaymentCurve
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.ordering import Queue
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.texts import Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an answer: its title, the frame that it is, and its rows in a language.

    ``of_beside``: the rows are those of what stands beside an answer.
    """

    title: Text
    frame: FrameKind
    rows: Callable[[Any, str], Iterable[Sequence[Any]]]
    of_beside: bool = False


def _of_portfolio(
    rows: Callable[[Any], Iterable[Sequence[Any]]],
) -> Callable[[Any, str], Iterator[Sequence[Any]]]:
    """The rows of the reports of a portfolio, judged again one after the other."""
    return lambda made, _lang: (row for each in made.files for row in rows(made.report(each.key)))


_DUE: Final = Text("Scadenze", "Deadlines")
#: The tables of each kind of answer, the first being the one that a single table shows.
SHEETS: Final[Mapping[type, tuple[Sheet, ...]]] = {
    Report: (
        Sheet(Text("Rilievi", "Findings"), FRAMES["findings"], findings.findings),
        Sheet(Text("Da fare", "To do"), FRAMES["to_do"], findings.to_do),
        Sheet(
            Text("Da chiedere", "To ask"), FRAMES["questions"], lambda report, _: findings.questions(report)
        ),
        Sheet(_DUE, FRAMES["deadlines"], due.deadlines, of_beside=True),
        Sheet(
            Text("Ore per settimana", "Hours of weeks"),
            FRAMES["weeks"],
            lambda report, _: hours.weeks(report),
        ),
    ),
    DueList: (Sheet(_DUE, FRAMES["deadlines"], lambda made, lang: due.deadlines(made.deadlines, lang)),),
    Statement: (
        Sheet(Text("Rendiconto", "Statement"), FRAMES["statement"], lambda made, _: money.statement(made)),
    ),
    Copayment: (
        Sheet(Text("Quote", "Copayments"), FRAMES["copayments"], lambda made, _: money.copayments(made)),
    ),
    ContractMoney: (
        Sheet(
            Text("Rate", "Instalments"),
            FRAMES["instalments"],
            lambda made, lang: (row for each in made.instalments for row in contracts.instalment(each, lang)),
        ),
    ),
    Queue: (Sheet(Text("Ordine", "Order"), FRAMES["queue"], order.queue),),
    CopaymentCurve: (Sheet(Text("Curva", "Curve"), FRAMES["curve"], lambda made, _: money.curve(made)),),
    Budget: (
        Sheet(Text("Budget", "Budget"), FRAMES["budgets"], lambda made, _: contracts.budget(made)),
        Sheet(
            Text("Impegni", "Commitments"), FRAMES["commitments"], lambda made, _: contracts.commitments(made)
        ),
    ),
    Portfolio: (
        Sheet(Text("File", "Files"), FRAMES["files"], overall.files),
        Sheet(
            Text("Da fare", "To do"),
            FRAMES["to_do"],
            lambda made, lang: _of_portfolio(lambda r: findings.to_do(r, lang))(made, lang),
        ),
        Sheet(Text("Da chiedere", "To ask"), FRAMES["questions"], _of_portfolio(findings.questions)),
    ),
}


def first_sheet(kind: type) -> Sheet:
    """The one table of an answer."""
    return SHEETS[kind][0]

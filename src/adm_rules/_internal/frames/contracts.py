"""Instalments of a service contract and the money of a period, as rows: amounts in whole cents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.frames.due import MAY_HAVE_HAPPENED
from adm_rules._internal.frames.findings import CASE, INTERVENTION, RULE
from adm_rules._internal.frames.money import OUTCOME, cents, ends
from adm_rules._internal.money.contract.instalment import Instalment
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.texts import Text

INSTALMENTS: Final = (
    Column("contract", CellKind.TEXT, "id of the contract", Text("contratto", "contract")),
    Column("year", CellKind.TEXT, "the year of the contract", Text("anno", "year")),
    Column("kind", CellKind.NAME, "an advance, or the balance", Text("tipo", "kind")),
    Column("what", CellKind.TEXT, "what is due, in words", Text("che cosa", "what")),
    Column("state", CellKind.NAME, "how it stands", Text("stato", "state"), said=words.state),
    Column("effective", CellKind.DAY, "the day on which it falls due", Text("termine", "due")),
    Column(
        "nominal",
        CellKind.DAY,
        "the day as counted, before holidays move it",
        Text("termine contato", "day as counted"),
    ),
    Column("share", CellKind.TEXT, "the share of the base, as a fraction", Text("quota parte", "share")),
    cents("base_lowest", "the least that it is a share of", "base minima", "least base"),
    cents("base_highest", "the most that it is a share of", "base massima", "greatest base"),
    cents("amount_lowest", "the least amount", "importo minimo", "least amount"),
    cents(
        "amount_highest", "the greatest; empty where there is no bound", "importo massimo", "greatest amount"
    ),
    cents("paid_lowest", "the least that was paid for it", "pagato, minimo", "least paid"),
    cents("paid_highest", "the most that was paid for it", "pagato, massimo", "most paid"),
    Column("paid_on", CellKind.DAY, "the day on which it was paid in full", Text("pagato il", "paid on")),
    Column("days_late", CellKind.NUMBER, "days late", Text("giorni di ritardo", "days late"), "days"),
    MAY_HAVE_HAPPENED,
    Column("missing", CellKind.NAMES, "what to ask for", Text("manca", "missing")),
    RULE,
)


def instalment(each: Instalment, lang: str) -> Iterator[tuple[Any, ...]]:
    """The one row of an instalment."""
    share = None if each.share is None else "/".join(map(str, each.share))
    yield (
        *(each.contract, each.year, each.kind, each.title.in_language(lang), each.state),
        *(each.effective, each.nominal),
        *(share, *ends(each.base), *ends(each.amount), *ends(each.paid), each.paid_on, each.days_late),
        *(each.may_have_happened, [missing.name for missing in each.missing], each.rule),
    )


_PERIOD: Final = (
    Column("first", CellKind.DAY, "the first day of the period", Text("dal", "from")),
    Column("last", CellKind.DAY, "its last day", Text("al", "to")),
)
BUDGETS: Final = (
    *_PERIOD,
    Column("on", CellKind.DAY, "the day as seen", Text("visto il", "as of")),
    cents("available", "what there is", "disponibile", "available"),
    cents("committed_lowest", "the least that terms commit", "impegnato, minimo", "least committed"),
    cents("committed_highest", "the most that terms commit", "impegnato, massimo", "most committed"),
    cents("spent_lowest", "the least that was spent", "speso, minimo", "least spent"),
    cents("spent_highest", "the most that was spent", "speso, massimo", "most spent"),
    cents("remaining_lowest", "the least that is left", "resto minimo", "least left"),
    cents("remaining_highest", "the most that is left", "resto massimo", "most left"),
    Column("over", CellKind.FLAG, "more is committed than there is; empty: not known", Text("oltre", "over")),
)


def budget(answer: Budget) -> Iterator[tuple[Any, ...]]:
    """The one row of a period."""
    sums = (answer.committed, answer.spent, answer.remaining)
    days = (answer.first, answer.last, answer.on)
    yield (*days, answer.available, *(end for each in sums for end in ends(each)), answer.over)


COMMITMENTS: Final = (
    *_PERIOD,
    CASE,
    INTERVENTION,
    Column(
        "start", CellKind.DAY, "the first day of the term; empty: terms not known", Text("inizio", "start")
    ),
    Column("end", CellKind.DAY, "its last day", Text("fine", "end")),
    Column("days", CellKind.NUMBER, "days of it in the period", Text("giorni", "days"), "days"),
    cents("cost_lowest", "the least that it commits", "costo minimo", "least cost"),
    cents("cost_highest", "the most; empty where there is no bound", "costo massimo", "greatest cost"),
    OUTCOME,
    Column("missing", CellKind.NAMES, "what to ask for", Text("manca", "missing")),
)


def commitments(answer: Budget) -> Iterator[tuple[Any, ...]]:
    """A row for each voucher term of a period."""
    for each in answer.commitments:
        yield (
            *(answer.first, answer.last, each.case, each.intervention, each.start, each.end, each.days),
            *(*ends(each.cost), each.outcome, [missing.name for missing in each.missing]),
        )

"""Copayments and the lines of a statement, as rows: amounts in whole cents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.frames.findings import AGENCY, CASE, INTERVENTION
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.curve import CopaymentCurve
from adm_rules._internal.money.statement.shapes import FAMILY, Account, Statement
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import Interval, Number

_SERVICE: Final = Column(
    "service", CellKind.NAME, "the service", Text("servizio", "service"), said=words.of_list("service")
)
OUTCOME: Final = Column("outcome", CellKind.NAME, "whether the amount is known", Text("esito", "outcome"))


def cents(name: str, about: str, italian: str, english: str) -> Column:
    """A column of money."""
    return Column(name, CellKind.NUMBER, about, Text(italian, english), "cents")


_ENDS: Final = (
    ("lowest", "the least fee of one unit", "quota minima", "least fee"),
    (
        "highest",
        "the greatest fee of one unit; empty where there is no bound",
        "quota massima",
        "greatest fee",
    ),
    ("total_lowest", "the least in all", "totale minimo", "least in all"),
    ("total_highest", "the greatest in all", "totale massimo", "greatest in all"),
)
COPAYMENTS: Final = (
    CASE,
    _SERVICE,
    Column("on", CellKind.DAY, "the day of the access", Text("giorno", "day")),
    Column("tariff", CellKind.NAME, "the tariff", Text("tariffa", "tariff")),
    OUTCOME,
    Column("unit", CellKind.NAME, "what one fee is for", Text("unità", "unit")),
    Column("quantity", CellKind.EXACT, "how many units", Text("quantità", "quantity"), "unit"),
    *(cents(*each) for each in _ENDS),
    cents(
        "if_no_certificate", "the total without a certificate", "senza attestazione", "without a certificate"
    ),
    Column("missing", CellKind.NAMES, "what to ask for", Text("manca", "missing")),
)


def copayments(answer: Copayment) -> Iterator[tuple[Any, ...]]:
    """The one row of a copayment."""
    fee = answer.fee
    yield (
        *(answer.case, answer.service, answer.on, answer.tariff, answer.outcome, answer.unit),
        _exact(answer.quantity),
        *((None, None) if fee is None else ends(fee)),
        *ends(answer.cents),
        None if answer.if_no_certificate is None else int(answer.if_no_certificate * 100),
        [each.name for each in answer.missing],
    )


CURVE: Final = (
    _SERVICE,
    Column("tariff", CellKind.NAME, "the tariff", Text("tariffa", "tariff")),
    Column("on", CellKind.DAY, "the day of the access", Text("giorno", "day")),
    cents("isee", "the ISEE that is tried", "ISEE", "ISEE"),
    OUTCOME,
    Column("unit", CellKind.NAME, "what one fee is for", Text("unità", "unit")),
    *(cents(*each) for each in _ENDS),
    Column("step", CellKind.FLAG, "another amount than a cent of ISEE before", Text("scalino", "step")),
)


def curve(answer: CopaymentCurve) -> Iterator[tuple[Any, ...]]:
    """A row for each ISEE."""
    steps = {each.isee for each in answer.steps}
    for each in answer.points:
        sums = (each.lowest, each.highest, each.total_lowest, each.total_highest)
        yield (
            *(answer.service, answer.tariff, answer.on, int(each.isee * 100), each.outcome, answer.unit),
            *(None if one is None else int(one * 100) for one in sums),
            each.isee in steps,
        )


STATEMENT: Final = (
    Column("month", CellKind.TEXT, "the month, YYYY-MM", Text("mese", "month")),
    AGENCY,
    CASE,
    INTERVENTION,
    _SERVICE,
    Column(
        "payer",
        CellKind.NAME,
        "who pays: the payer of the voucher, or the family",
        Text("pagante", "payer"),
        said=words.of_list("payer"),
    ),
    Column(
        "activity",
        CellKind.NAME,
        "what was done; empty of a family's share",
        Text("attività", "activity"),
        said=words.of_list("activity"),
    ),
    Column(
        "standing",
        CellKind.NAME,
        "whether the voucher pays for it, `share` of a family's share",
        Text("posizione", "standing"),
    ),
    Column(
        "status",
        CellKind.NAME,
        "whether it took place",
        Text("stato", "status"),
        said=words.of_list("session_status"),
    ),
    Column("sessions", CellKind.NUMBER, "how many sessions", Text("accessi", "sessions"), "count"),
    Column(
        "minutes_lowest",
        CellKind.NUMBER,
        "the least time recorded",
        Text("minuti minimi", "least minutes"),
        "minutes",
    ),
    Column(
        "minutes_highest",
        CellKind.NUMBER,
        "the most time recorded",
        Text("minuti massimi", "most minutes"),
        "minutes",
    ),
    Column(
        "payable_lowest",
        CellKind.EXACT,
        "the least time that is paid for",
        Text("minuti pagabili, minimo", "least payable"),
        "minutes",
    ),
    Column(
        "payable_highest",
        CellKind.EXACT,
        "the most time that is paid for",
        Text("minuti pagabili, massimo", "most payable"),
        "minutes",
    ),
    cents(
        "unit_value",
        "the value of an hour; empty where there are several or none",
        "valore orario",
        "hourly value",
    ),
    cents("amount_lowest", "the least amount", "importo minimo", "least amount"),
    cents(
        "amount_highest",
        "the greatest amount; empty where there is no bound",
        "importo massimo",
        "greatest amount",
    ),
    OUTCOME,
)


def statement(answer: Statement) -> Iterator[tuple[Any, ...]]:
    """A row for each line of a voucher, and for each family's share."""
    month = f"{answer.first:%Y-%m}"
    for account in answer.accounts:
        whose = (month, account.agency, account.case, account.intervention, account.service)
        for line in account.lines:
            yield (
                *(*whose, account.payer, line.activity, line.standing.value, line.status, len(line.sessions)),
                *(*ends(line.minutes), *map(_exact, _bounds(line.payable))),
                line.unit_values[0] if len(line.unit_values) == 1 else None,
                *(*ends(line.amount), "decided" if line.amount.decided else "undecided"),
            )
        yield from _share(account, whose)


def _share(account: Account, whose: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    family = account.family
    if family is not None:
        minutes = None if family.hours is None else [_exact(each) for each in _bounds(family.hours)]
        shared = (None, None) if minutes is None else tuple(each and each * 60 for each in minutes)
        yield (
            *(*whose, FAMILY, None, "share", None, None, None, None),
            *(*shared, None, *ends(family.cents), family.outcome),
        )


def _bounds(value: Interval) -> tuple[Number | None, Number | None]:
    return value.lowest, value.highest


def ends(value: Interval) -> tuple[int | None, int | None]:
    """The ends of an amount in whole numbers, outwards."""
    low, high = _bounds(value.outward())
    return None if low is None else int(low), None if high is None else int(high)


def _exact(value: Number | None) -> Decimal | None:
    """A number to four decimals."""
    return (
        None if value is None else round(Decimal(Fraction(value).numerator) / Fraction(value).denominator, 4)
    )

"""One comparison between what is billed and what is due: both sides, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.statement.vouchers import SessionLine
from adm_rules._internal.values.bounds import ZERO, Interval


@dataclass(frozen=True, slots=True, repr=False)
class Billed:
    """One line of an invoice of the month; None is not known. ``payer`` is None if it is not one known payer."""

    invoice: str
    number: int
    payer: str | None
    intervention: str | None
    activity: str | None
    minutes: int | None
    cents: int | None

    @property
    def name(self) -> str:
        """The line as a difference names it."""
        return f"{self.invoice}/{self.number}"

    @property
    def charges(self) -> bool:
        """Whether the line bills, or may bill, anything."""
        return self.cents is None or self.cents > 0 or self.minutes is None or self.minutes > 0


@dataclass(frozen=True, slots=True, repr=False)
class Owed:
    """What one payer owes: the time that may be billed, the time as it is shown, cents."""

    payer: str | None
    time: Interval | None
    shown: Interval | None
    amount: Interval
    cites: Citation | None


def verdict(
    lines: Sequence[Billed],
    billed: tuple[int | None, int | None],
    due: Owed,
    *,
    loose: bool,
) -> tuple[str, bool]:
    """What is to be said of minutes and cents, and whether it is certain; ``loose``: there may be other bills."""
    (minutes, cents), time, amount = billed, due.time, due.amount
    if not lines:
        owed = amount.lo > 0 or (time is not None and time.lo > 0)
        return ("", True) if amount.hi == 0 else ("not-invoiced", owed and not loose)
    if time is not None and minutes is not None and minutes > time.hi:
        return "hours-not-delivered", True
    if time is not None and minutes is not None and minutes < time.lo:
        return "hours-not-billed", not loose
    if cents is not None and cents > amount.hi:
        return "amount-too-high", True
    if cents is not None and cents < amount.lo:
        return "amount-too-low", not loose
    settled = amount.decided and cents is not None and (time is None or minutes is not None)
    return ("", True) if settled else ("not-comparable", False)


def due_of(lines: Sequence[SessionLine], payer: str | None) -> Owed:
    """What lines of a statement come to; a fraction of an hour may be billed rounded session by session."""
    time = sum((line.countable for line in lines), ZERO)
    shown = sum((line.payable for line in lines), ZERO).rounded()
    amount = sum((line.amount for line in lines), ZERO)
    return Owed(payer, time, shown, amount, lines[0].cites if lines else None)


def id_of(value: Any) -> str | None:
    """An id, or None while it is not known."""
    return value if value.__class__ is str else None


def whole_of(value: Any) -> int | None:
    """A number, or None while it is not known."""
    return value if value.__class__ is int else None


def total_of(numbers: Iterable[int | None]) -> int | None:
    """A sum of which no part is missing."""
    found = list(numbers)
    return None if any(number is None for number in found) else sum(number or 0 for number in found)

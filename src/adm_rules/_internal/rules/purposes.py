"""What a rule is for, besides being kept: instalments, balances, bands of penalties, ends of validities.

Questions that are not verdicts look rules up by what they declare, never by how their conditions are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeAlias, TypeVar

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.rules.conditions import FactRef, Operand, Path, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """What a purpose names under one key: one thing (the option is then empty), or one for each option of a reading."""

    options: Mapping[str, T]
    reading: str | None
    path: Path

    def under(self, chosen: Mapping[str, str]) -> T:
        """What is named under a choice of readings."""
        return self.options["" if self.reading is None else chosen[self.reading]]


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a band; ``included`` tells whether the amount itself belongs to it."""

    limit: Operand
    included: bool


@dataclass(frozen=True, slots=True)
class ForInstalment:
    """A share of a sum to be paid by a day.

    ``paid_on`` is the event on which the share is reached, with its parameters; ``due`` is the deadline on it.
    """

    share: Stated[Operand]
    of: Stated[FactRef]
    due: Stated[Term]
    paid_on: Stated[FactRef]
    path: Path

    def event(self, chosen: Mapping[str, str]) -> FactRef:
        """The event on which it is paid in full: its parameter ``share``, if not given there, is the purpose's own."""
        ref = self.paid_on.under(chosen)
        return ref if ref.arguments else replace(ref, arguments=(("share", self.share.under(chosen)),))

    def deadline(self, chosen: Mapping[str, str]) -> Term:
        """The deadline on that event."""
        return replace(self.due.under(chosen), fact=self.event(chosen))


@dataclass(frozen=True, slots=True)
class ForBalance:
    """What is left to pay: the facts of the amount due, of the sum that it is left of, of what was paid and when."""

    amount: str
    of: str
    paid: str
    paid_on: str
    path: Path


@dataclass(frozen=True, slots=True)
class ForPenaltyBand:
    """The amounts allowed for one category of penalties (None: for all), as limits of the fact ``amount``."""

    amount: str
    category: str | None
    lowest: Stated[Edge] | None
    highest: Stated[Edge] | None
    path: Path


@dataclass(frozen=True, slots=True)
class ForExpiry:
    """The end of a validity: the fact ``of`` its last day, and the fact ``on`` that this day has to be, if one is."""

    of: str
    on: Stated[str] | None
    path: Path


Purpose: TypeAlias = ForInstalment | ForBalance | ForPenaltyBand | ForExpiry

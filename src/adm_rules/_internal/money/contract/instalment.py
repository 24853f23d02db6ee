"""What an instalment of a service contract is made of, with sums of money that may be known in part."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.amounts import UNSET
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.form.stored import KeptPart
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import INF, NONE, Interval, exactly, limits


@dataclass(frozen=True, slots=True, repr=False)
class OtherInstalment(OtherReading, KeptPart):
    """The amount and the state of an instalment under another reading of its norm, where one of them differs."""

    base: Interval
    amount: Interval
    state: str
    may_have_happened: bool = False

    def __repr__(self) -> str:
        return f"<OtherInstalment: {self.reading}, {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Instalment(KeptPart):
    """One instalment of one year of a contract, as seen on a day; sums are in cents, and may be known in part.

    ``kind`` is ``advance`` or ``balance``. ``base`` is what the ``share`` (a fraction) is taken of; of a balance it is
    the quota, and there is no share. ``origin`` says which fact the base comes from, if that is known. ``nominal`` and
    ``effective`` are the day of payment as written and as moved by the rollover, None for a balance. ``paid`` is what
    was paid for it so far, ``paid_on`` the day on which it was paid in full.

    ``state``: the states of a deadline (``met``, ``late``, ``pending``, ``overdue``, ``undecided``), and
    ``not_applicable`` where the rule does not ask for it. A balance is ``met``, ``pending``, ``undecided``, or a
    ``credit`` of the payer when more was paid than is due. ``may_have_happened`` is true of what is overdue where what
    is missing leaves open whether it was paid in full, too late. ``missing`` says what to ask for; ``contract`` is the
    id.
    """

    rule: str
    title: Text
    citation: Citation
    kind: str
    year: str
    base: Interval
    base_label: Text
    origin: Text | None
    share: tuple[int, int] | None
    amount: Interval
    nominal: date | None
    effective: date | None
    paid: Interval
    paid_on: date | None
    state: str
    days_late: int = 0
    may_have_happened: bool = False
    others: tuple[OtherInstalment, ...] = ()
    missing: tuple[Missing, ...] = ()
    trial: tuple[TrialValue, ...] = ()
    contract: str | None = None

    def __repr__(self) -> str:
        return f"<Instalment: {self.rule}, {self.state}>"


def money_of(value: Any) -> Interval:
    """A value of kind money, in cents; of what does not exist nothing is known."""
    low, high, _ = (-INF, INF, True) if value is NONE else limits(value)
    return Interval(low, high)


def share_of(value: Any, share: Any) -> Interval:
    """So much of a sum, a part of a cent going up."""
    if value is NONE or share.__class__ is not tuple:
        return UNSET
    return (money_of(value) * exactly(Fraction(*share))).map(ceil)

"""What an instalment of a service contract is made of, and sums of money that may not be wholly known."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from adm_rules.bounds import INF, NONE, limits
from adm_rules.citations import Citation
from adm_rules.report import Missing
from adm_rules.texts import Text


@dataclass(frozen=True, slots=True, repr=False)
class Money:
    """A sum of money, in euro, or what is known of it: None is an end that nothing tells."""

    lowest: Decimal | None
    highest: Decimal | None

    @property
    def exact(self) -> Decimal | None:
        """The sum, if it is known."""
        return self.lowest if self.lowest == self.highest else None

    def __repr__(self) -> str:
        return "<Money: known>" if self.exact is not None else "<Money: not wholly known>"

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: decimal texts."""
        ends = {"lowest": self.lowest, "highest": self.highest}
        return {name: None if end is None else str(end) for name, end in ends.items()}


@dataclass(frozen=True, slots=True, repr=False)
class OtherReading:
    """The amount and the state of an instalment under another reading of its norm, where one of them differs."""

    reading: str
    option: str
    text: Text
    base: Money
    amount: Money
    state: str

    def __repr__(self) -> str:
        return f"<OtherReading: {self.reading}, {self.option}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        money = {"base": self.base.to_dict(), "amount": self.amount.to_dict()}
        return {
            "reading": self.reading,
            "option": self.option,
            "text": asdict(self.text),
            **money,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Instalment:
    """One instalment of one year of a contract, as seen on a day.

    ``kind`` is ``advance`` or ``balance``. ``base`` is what the ``share`` (a fraction) is taken of; of a balance it is
    the quota, and there is no share. ``origin`` says which fact the base comes from, if that is known. ``nominal`` and
    ``effective`` are the day of payment as written and as moved by the rollover, None for a balance. ``paid`` is what
    was paid for it so far, ``paid_on`` the day on which it was paid in full.

    ``state``: the states of a deadline (``met``, ``late``, ``pending``, ``overdue``, ``undecided``), and
    ``not_applicable`` where the rule does not ask for it. A balance is ``met``, ``pending``, ``undecided``, or a
    ``credit`` of the payer when more was paid than is due. ``missing`` says what to ask for.
    """

    rule: str
    title: Text
    citation: Citation
    kind: str
    year: str
    base: Money
    base_label: Text
    origin: Text | None
    share: tuple[int, int] | None
    amount: Money
    nominal: date | None
    effective: date | None
    paid: Money
    paid_on: date | None
    state: str
    days_late: int = 0
    others: tuple[OtherReading, ...] = ()
    missing: tuple[Missing, ...] = ()

    def __repr__(self) -> str:
        return f"<Instalment: {self.rule}, {self.state}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: amounts as decimal texts, the share as ``2/5``."""
        days = {name: getattr(self, name) for name in ("nominal", "effective", "paid_on")}
        return {
            "rule": self.rule,
            "title": asdict(self.title),
            "citation": asdict(self.citation),
            "kind": self.kind,
            "year": self.year,
            "base": self.base.to_dict(),
            "base_label": asdict(self.base_label),
            "origin": None if self.origin is None else asdict(self.origin),
            "share": None if self.share is None else "/".join(map(str, self.share)),
            "amount": self.amount.to_dict(),
            "paid": self.paid.to_dict(),
            **{name: None if day is None else day.isoformat() for name, day in days.items()},
            "state": self.state,
            "days_late": self.days_late,
            "others": [other.to_dict() for other in self.others],
            "missing": [asdict(each) for each in self.missing],
        }


def euro(cents: int) -> Decimal:
    """Cents as euro, always with two decimals."""
    return Decimal(cents).scaleb(-2)


def money_of(value: Any) -> Money:
    """A value of kind money; of what does not exist nothing is known."""
    low, high, _ = (-INF, INF, True) if value is NONE else limits(value)
    return Money(*(None if abs(end) >= INF else euro(int(end)) for end in (low, high)))


def share_of(value: Any, share: Any) -> Money:
    """So much of a sum, a part of a cent going up."""
    if value is NONE or share.__class__ is not tuple:
        return Money(None, None)
    above, below = share
    low, high, _ = limits(value)
    return Money(*(None if abs(end) >= INF else euro(-(-int(end) * above // below)) for end in (low, high)))

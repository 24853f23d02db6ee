"""What a family pays, as data: for one access or one month, with the way to the amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.money.amounts import DECIDED, UNSET, euro
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.form.stored import StoredAnswer
from adm_rules._internal.report.plain import Quiet
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import Interval, Number, half_up

REFUSED, NOT_SET = "refused", "not_set"


@dataclass(frozen=True, slots=True, repr=False)
class Waiver(Quiet):
    """Why nothing is due: the id of an exemption, ``free``, ``isee`` (a row) or ``activities`` (other work)."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, repr=False)
class Step(Quiet):
    """One step on the way to an amount, in both languages, with the amount after it where there is one."""

    text: Text
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, repr=False)
class FeeLine(Quiet):
    """So many units at one fee; the cents of all lines add up to the total. ``fee`` None: it is not one amount."""

    fee: Decimal | None
    unit: str
    quantity: Fraction | None
    cents: int


@dataclass(frozen=True, slots=True, repr=False)
class OtherShare(OtherReading):
    """What would be due in all if a norm were read in another way, in euros."""

    question: Text
    outcome: str
    lowest: Decimal | None = field(default=None, repr=False)
    highest: Decimal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Copayment(StoredAnswer):
    """What a family pays for a service, with the way to it; of a share of the cost, fees are in per cent.

    ``cents`` is what is due in all, with what changes the total; ``fee`` what one unit costs, in cents: None while no
    act says, and ``none`` where it says nothing in some case. Both are bounds of what is possible while a certificate
    or a fact is missing. ``on`` is the day of the access, or the first of the month, and ``quantity`` the units of one
    access; ``hours`` are those of the month that the family shares the cost of. ``outcome`` is ``decided``,
    ``undecided``, ``refused`` (a certificate of another kind was presented) or ``not_set``. ``case`` is the
    case's id; of a share in an account it stands there.
    """

    KIND = "copayment"
    ALSO = ("amount", "total", "lowest", "highest", "total_lowest", "total_highest")

    outcome: str
    service: str
    on: date
    tariff: str | None = None
    unit: str | None = None
    quantity: Fraction | None = None
    hours: Interval | None = None
    cents: Interval = UNSET
    fee: Interval | None = None
    lines: tuple[FeeLine, ...] = ()
    if_no_certificate: Decimal | None = None
    reason: Waiver | None = None
    steps: tuple[Step, ...] = ()
    missing: tuple[Missing, ...] = ()
    citation: Citation | None = None
    other_readings: tuple[OtherShare, ...] = ()
    case: str | None = None

    def __repr__(self) -> str:
        return f"<Copayment {self.outcome}>"

    @property
    def amount(self) -> Decimal | None:
        """The fee of one unit in euro, if there is one."""
        one = self.outcome == DECIDED and self.fee is not None and not self.fee.none
        return self.lowest if one and self.lowest == self.highest else None

    @property
    def total(self) -> Decimal | None:
        """What is due in all in euro, if it is decided."""
        return self.total_lowest if self.outcome == DECIDED else None

    @property
    def lowest(self) -> Decimal | None:
        """The least fee of one unit to the cent; None without any interval."""
        return None if self.fee is None else _to_the_cent(self.fee.lowest)

    @property
    def highest(self) -> Decimal | None:
        """The greatest fee of one unit to the cent; None where there is no upper bound."""
        return None if self.fee is None else _to_the_cent(self.fee.highest)

    @property
    def total_lowest(self) -> Decimal | None:
        """The least that may be due in all, in euro."""
        return euro(self.cents.lowest)

    @property
    def total_highest(self) -> Decimal | None:
        """The greatest that may be due in all, in euro."""
        return euro(self.cents.highest)


def _to_the_cent(amount: Number | None) -> Decimal | None:
    """A fee as it is shown: where no rounding comes before the total, it is rounded only here."""
    return None if amount is None else euro(half_up(amount))

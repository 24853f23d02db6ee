"""What a month cost whom: the shapes of a statement, and of an account of a budget, as data."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.amounts import DECIDED, UNDECIDED, outcome_of
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.statement.groups import GroupShare
from adm_rules._internal.money.statement.vouchers import SessionLine
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.form.stored import KeptPart, StoredAnswer
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import Interval

#: The payer of the families' shares.
FAMILY: Final = "family"


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """Something to look at that changes no amount."""

    code: str
    text: Text
    cites: Citation

    def __repr__(self) -> str:
        return f"<Note {self.code}>"


@dataclass(frozen=True, slots=True, repr=False)
class TermDays(KeptPart):
    """A term of a voucher as recorded, and its last day by the act: one for each option of a reading (or of none)."""

    KEYS: ClassVar = {"last_days": ("option", "text", "day")}

    kind: str | None
    start: date
    end: date
    last_days: tuple[tuple[str, Text, date], ...]

    def __repr__(self) -> str:
        return "<TermDays>"


@dataclass(frozen=True, slots=True, repr=False)
class OtherAmount(OtherReading, KeptPart):
    """What a payer would owe if a norm were read in another way."""

    payer: str
    amount: Interval

    def __repr__(self) -> str:
        return f"<OtherAmount {self.reading}: {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Account(KeptPart):
    """One intervention in the month: lines of sessions, what the payer of the voucher owes, what the family owes.

    An id that is None is not known. ``payer`` is None where no voucher of the rule set is for the service.
    """

    ALSO = ("outcome", "missing")

    agency: str | None
    case: str
    intervention: str | None
    service: str | None
    voucher: str | None
    payer: str | None
    lines: tuple[SessionLine, ...]
    amount: Interval
    family: Copayment | None
    terms: tuple[TermDays, ...]
    notes: tuple[Note, ...]
    other_readings: tuple[OtherAmount, ...]

    def __repr__(self) -> str:
        return f"<Account {self.outcome}: {len(self.lines)} lines>"

    @property
    def outcome(self) -> str:
        """Whether the amount of the voucher is known."""
        return outcome_of(self.amount)

    @property
    def is_open(self) -> bool:
        """Whether either amount is not known."""
        share = self.family
        return not self.amount.decided or (share is not None and share.outcome != DECIDED)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to ask for, each thing once; of lines whose amount is known nothing needs asking."""
        found = dict.fromkeys(each for line in self.lines if not line.amount.decided for each in line.missing)
        return tuple(found | dict.fromkeys(self.family.missing if self.family is not None else ()))


@dataclass(frozen=True, slots=True, repr=False)
class Total(KeptPart):
    """What one payer owes one agency; of a service that is not known, nobody knows who pays."""

    ALSO = ("outcome",)

    agency: str | None
    payer: str | None
    amount: Interval
    payable: Interval | None

    def __repr__(self) -> str:
        return f"<Total {self.payer}>"

    @property
    def outcome(self) -> str:
        """Whether the amount is known."""
        return outcome_of(self.amount)


@dataclass(frozen=True, slots=True, repr=False)
class Difference(KeptPart):
    """Where an invoice and the statement differ, or may differ (``decided`` is false).

    ``lines`` are the invoice lines compared, as invoice and number; what is billed and due is in minutes and cents.
    """

    code: str
    decided: bool
    invoices: tuple[str, ...]
    lines: tuple[str, ...]
    payer: str | None
    case: str | None
    intervention: str | None
    activity: str | None
    billed_minutes: int | None
    due_minutes: Interval | None
    billed: int | None
    due: Interval | None
    text: Text
    cites: Citation | None

    def __repr__(self) -> str:
        return f"<Difference {self.code}{'' if self.decided else ' undecided'}>"


@dataclass(frozen=True, slots=True, repr=False)
class ChosenReading(KeptPart):
    """A reading that the amounts rest on: the question, the option taken, and the others."""

    KEYS: ClassVar = {"others": ("option", "text")}

    reading: str
    question: Text
    option: str
    text: Text
    others: tuple[tuple[str, Text], ...]

    def __repr__(self) -> str:
        return f"<ChosenReading {self.reading}: {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Statement(StoredAnswer):
    """A month's statement, and the check of the agency's invoices against it (None: no agency's file was given)."""

    KIND = "statement"
    ALSO = ("month", "outcome")

    first: date
    last: date
    on: date
    accounts: tuple[Account, ...]
    groups: tuple[GroupShare, ...]
    totals: tuple[Total, ...]
    readings: tuple[ChosenReading, ...]
    differences: tuple[Difference, ...] | None

    def __repr__(self) -> str:
        return f"<Statement {self.rules} {self.month}: {len(self.accounts)} interventions, {self.outcome}>"

    @property
    def month(self) -> str:
        """The month, YYYY-MM."""
        return f"{self.first:%Y-%m}"

    @property
    def outcome(self) -> str:
        """Whether every amount is known."""
        return DECIDED if all(total.amount.decided for total in self.totals) else UNDECIDED

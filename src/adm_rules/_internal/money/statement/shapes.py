"""What a month cost whom: the shapes of a statement, and of an account of a budget, as data."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.amounts import DECIDED, UNDECIDED, ends, euro, hundredths, outcome_of, pairs
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.statement.groups import GroupShare
from adm_rules._internal.money.statement.vouchers import SessionLine
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.plain import Answer, Entry, plain_parts
from adm_rules._internal.rules.trial import TrialValue
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
class TermDays(Answer):
    """A term of a voucher as recorded, and its last day by the act: one for each option of a reading (or of none)."""

    WRITTEN = ("kind start end", pairs("last_days", "option", "text", "day"))

    kind: str | None
    start: date
    end: date
    last_days: tuple[tuple[str, Text, date], ...]

    def __repr__(self) -> str:
        return "<TermDays>"


@dataclass(frozen=True, slots=True, repr=False)
class OtherAmount(OtherReading, Answer):
    """What a payer would owe if a norm were read in another way."""

    WRITTEN = ("reading option text payer", ends("amount", euro))

    payer: str
    amount: Interval

    def __repr__(self) -> str:
        return f"<OtherAmount {self.reading}: {self.option}>"


_FEE: Final[tuple[Entry, ...]] = (
    *("fee", "unit", ("quantity", lambda line: hundredths(line.quantity))),
    ("amount", lambda line: euro(line.cents)),
)
#: What is written of a family's share.
_SHARE: Final[tuple[Entry, ...]] = (
    *(ends("amount", euro, of="cents"), "outcome", "tariff", ends("hours", hundredths)),
    ("fees", lambda share: [plain_parts(line, _FEE) for line in share.lines]),
    ("steps", lambda share: [step.text for step in share.steps]),
    ("reason", lambda share: share.reason and share.reason.text),
    *(("cites", "citation"), "missing"),
)


def _family(account: Account) -> dict[str, Any] | None:
    """What is written of a family's share, besides what stands in the account."""
    family = account.family
    return None if family is None else plain_parts(family, _SHARE)


@dataclass(frozen=True, slots=True, repr=False)
class Account(Answer):
    """One intervention in the month: lines of sessions, what the payer of the voucher owes, what the family owes.

    An id that is None is not known. ``payer`` is None where no voucher of the rule set is for the service.
    """

    WRITTEN = (
        "agency case intervention service voucher payer", ends("amount", euro), "outcome lines",
        ("family", _family), "terms notes other_readings",
    )  # fmt: skip

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
class Total(Answer):
    """What one payer owes one agency; of a service that is not known, nobody knows who pays."""

    WRITTEN = (
        "agency payer", ends("payable_minutes", hundredths, of="payable"), ends("amount", euro),
        "outcome",
    )  # fmt: skip

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
class Difference(Answer):
    """Where an invoice and the statement differ, or may differ (``decided`` is false).

    ``lines`` are the invoice lines compared, as invoice and number; what is billed and due is in minutes and cents.
    """

    WRITTEN = (
        "code decided invoices lines payer case intervention activity billed_minutes",
        ends("due_minutes"), ("billed", lambda each: euro(each.billed)), ends("due", euro),
        "text cites",
    )  # fmt: skip

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
class ChosenReading(Answer):
    """A reading that the amounts rest on: the question, the option taken, and the others."""

    WRITTEN = ("reading question option text", pairs("others", "option", "text"))

    reading: str
    question: Text
    option: str
    text: Text
    others: tuple[tuple[str, Text], ...]

    def __repr__(self) -> str:
        return f"<ChosenReading {self.reading}: {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Statement(Answer):
    """A month's statement, and the check of the agency's invoices against it (None: no agency's file was given)."""

    WRITTEN = (
        "rules version fingerprint trial library", ("month", lambda made: f"{made.first:%Y-%m}"),
        "first last on outcome readings accounts groups totals differences",
    )  # fmt: skip

    rules: str
    version: str
    fingerprint: str
    library: str
    first: date
    last: date
    on: date
    accounts: tuple[Account, ...]
    groups: tuple[GroupShare, ...]
    totals: tuple[Total, ...]
    readings: tuple[ChosenReading, ...]
    differences: tuple[Difference, ...] | None
    trial: tuple[TrialValue, ...] = ()

    def __repr__(self) -> str:
        month = f"{self.first:%Y-%m}"
        return f"<Statement {self.rules} {month}: {len(self.accounts)} interventions, {self.outcome}>"

    @property
    def outcome(self) -> str:
        """Whether every amount is known."""
        return DECIDED if all(total.amount.decided for total in self.totals) else UNDECIDED

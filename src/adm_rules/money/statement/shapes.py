"""What a month cost whom: the shapes of a statement, and of an account of a budget, as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from adm_rules.bounds import Interval, Number
from adm_rules.citations import Citation
from adm_rules.money.amounts import DECIDED, UNDECIDED, euro_text, hundredths, in_euro, outcome_of
from adm_rules.money.copayment.copayment import Copayment
from adm_rules.money.statement.groups import GroupShare
from adm_rules.money.statement.vouchers import SessionLine
from adm_rules.report import Missing, OtherReading
from adm_rules.texts import Text

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
class TermDays:
    """A term of a voucher as recorded, and its last day by the act: one for each option of a reading (or of none)."""

    kind: str | None
    start: date
    end: date
    last_days: tuple[tuple[str, Text, date], ...]

    def __repr__(self) -> str:
        return "<TermDays>"


@dataclass(frozen=True, slots=True, repr=False)
class OtherAmount(OtherReading):
    """What a payer would owe if a norm were read in another way."""

    payer: str
    amount: Interval

    def __repr__(self) -> str:
        return f"<OtherAmount {self.reading}: {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """One intervention in the month: lines of sessions, what the payer of the voucher owes, what the family owes.

    An id that is None is not known. ``payer`` is None where no voucher of the rule set is for the service.
    """

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
class Total:
    """What one payer owes one agency; of a service that is not known, nobody knows who pays."""

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
class Difference:
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
class ChosenReading:
    """A reading that the amounts rest on: the question, the option taken, and the others."""

    reading: str
    question: Text
    option: str
    text: Text
    others: tuple[tuple[str, Text], ...]

    def __repr__(self) -> str:
        return f"<ChosenReading {self.reading}: {self.option}>"


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """A month's statement, and the check of the agency's invoices against it (None: no agency's file was given)."""

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

    def __repr__(self) -> str:
        month = f"{self.first:%Y-%m}"
        return f"<Statement {self.rules} {month}: {len(self.accounts)} interventions, {self.outcome}>"

    @property
    def outcome(self) -> str:
        """Whether every amount is known."""
        return DECIDED if all(total.amount.decided for total in self.totals) else UNDECIDED

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: amounts in euro as text, time in minutes; two bounds that differ are not decided."""
        return {
            "rules": self.rules,
            "version": self.version,
            "fingerprint": self.fingerprint,
            "library": self.library,
            "month": f"{self.first:%Y-%m}",
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "on": self.on.isoformat(),
            "outcome": self.outcome,
            "readings": [_reading(each) for each in self.readings],
            "accounts": [_account(each) for each in self.accounts],
            "groups": [_group(each) for each in self.groups],
            "totals": [_total(each) for each in self.totals],
            "differences": None if self.differences is None else [_difference(d) for d in self.differences],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The statement as JSON; the same input gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


# --- plain data -------------------------------------------------------------------------------------------------------


def whole(amount: Interval) -> dict[str, Number | None]:
    """Whole numbers as they are."""
    return {"lowest": amount.lowest, "highest": amount.highest}


def _fraction(amount: Interval) -> dict[str, str | None]:
    return {"lowest": hundredths(amount.lowest), "highest": hundredths(amount.highest)}


def _cited(cites: Citation | None) -> dict[str, Any] | None:
    return (
        None if cites is None else {key: value for key, value in asdict(cites).items() if value is not None}
    )


def _asked(missing: Iterable[Missing]) -> list[dict[str, Any]]:
    return [asdict(each) for each in missing]


def _line(line: SessionLine) -> dict[str, Any]:
    return {
        "activity": line.activity,
        "standing": line.standing.value,
        "why": asdict(line.why),
        "status": line.status,
        "sessions": list(line.sessions),
        "minutes": whole(line.minutes),
        "payable_minutes": _fraction(line.payable),
        "unit_values": [euro_text(value) for value in line.unit_values],
        "amount": in_euro(line.amount),
        "outcome": outcome_of(line.amount),
        "cites": _cited(line.cites),
        "missing": _asked(line.missing),
    }


def _account(account: Account) -> dict[str, Any]:
    family = account.family
    return {
        "agency": account.agency,
        "case": account.case,
        "intervention": account.intervention,
        "service": account.service,
        "voucher": account.voucher,
        "payer": account.payer,
        "amount": in_euro(account.amount),
        "outcome": account.outcome,
        "lines": [_line(line) for line in account.lines],
        "family": None if family is None else _family(family),
        "terms": [_term(term) for term in account.terms],
        "notes": [
            {"code": note.code, "text": asdict(note.text), "cites": _cited(note.cites)}
            for note in account.notes
        ],
        "other_readings": [
            {
                "reading": each.reading,
                "option": each.option,
                "text": asdict(each.text),
                "payer": each.payer,
                "amount": in_euro(each.amount),
            }
            for each in account.other_readings
        ],
    }


def _family(family: Copayment) -> dict[str, Any]:
    return {
        "amount": in_euro(family.cents),
        "outcome": family.outcome,
        "tariff": family.tariff,
        "hours": None if family.hours is None else _fraction(family.hours),
        "fees": [
            {
                "fee": None if line.fee is None else str(line.fee),
                "unit": line.unit,
                "quantity": hundredths(line.quantity),
                "amount": euro_text(line.cents),
            }
            for line in family.lines
        ],
        "steps": [asdict(step.text) for step in family.steps],
        "reason": None if family.reason is None else asdict(family.reason.text),
        "cites": _cited(family.citation),
        "missing": _asked(family.missing),
    }


def _term(term: TermDays) -> dict[str, Any]:
    return {
        "kind": term.kind,
        "start": term.start.isoformat(),
        "end": term.end.isoformat(),
        "last_days": [
            {"option": option, "text": asdict(text), "day": day.isoformat()}
            for option, text, day in term.last_days
        ],
    }


def _group(share: GroupShare) -> dict[str, Any]:
    return {
        "agency": share.agency,
        "group": share.group,
        "start": share.start,
        "kind": "outing" if share.outing else "session",
        "minutes": whole(share.minutes),
        "educators": whole(share.educators),
        "users": whole(share.users),
        "given": share.given,
        "not_given": whole(share.not_given),
        "total": in_euro(share.total),
        "rest": in_euro(share.rest),
        "disagreements": [asdict(text) for text in share.disagreements],
    }


def _total(each: Total) -> dict[str, Any]:
    return {
        "agency": each.agency,
        "payer": each.payer,
        "payable_minutes": None if each.payable is None else _fraction(each.payable),
        "amount": in_euro(each.amount),
        "outcome": each.outcome,
    }


def _difference(each: Difference) -> Mapping[str, Any]:
    return {
        "code": each.code,
        "decided": each.decided,
        "invoices": list(each.invoices),
        "lines": list(each.lines),
        "payer": each.payer,
        "case": each.case,
        "intervention": each.intervention,
        "activity": each.activity,
        "billed_minutes": each.billed_minutes,
        "due_minutes": None if each.due_minutes is None else whole(each.due_minutes),
        "billed": euro_text(each.billed),
        "due": None if each.due is None else in_euro(each.due),
        "text": asdict(each.text),
        "cites": _cited(each.cites),
    }


def _reading(each: ChosenReading) -> dict[str, Any]:
    return {
        "reading": each.reading,
        "question": asdict(each.question),
        "option": each.option,
        "text": asdict(each.text),
        "others": [{"option": option, "text": asdict(text)} for option, text in each.others],
    }

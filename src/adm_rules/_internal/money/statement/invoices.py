"""Checks the invoices of an agency against the statement of the month: what differs, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.compiler.asking import Asked, Asking, Question
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.money.statement.billing import (
    TEXTS,
    Billed,
    Owed,
    compared,
    due_of,
    id_of,
    total_of,
    verdict,
    whole_of,
)
from adm_rules._internal.money.statement.shapes import FAMILY, Account, Difference
from adm_rules._internal.money.statement.vouchers import PayStatus, SessionLine
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import ZERO, Interval, exactly, limits

QUESTIONS: Final = (
    Question("agency", ("provider_id",)),
    Question(
        "invoice", ("invoice_id", "invoice_from", "invoice_to", "payers", "invoice_amount", "lines_amount")
    ),
    Question("invoice_line", ("billed_intervention", "billed_activity", "billed_time", "billed_amount")),
)


class Invoices:
    """Checks invoices of one rule set."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.asking = Asking(program, QUESTIONS)
        vouchers = program.regulation.vouchers.values()
        self.payers = {voucher.payer for voucher in vouchers}
        cites = [voucher.invoices for voucher in vouchers if voucher.invoices is not None]
        self.separate = cites[0] if cites else None

    def check(
        self, agency: Any, accounts: Sequence[Account], days: tuple[int, int], on: date
    ) -> tuple[Difference, ...]:
        """Every difference between the agency's invoices of the month and the accounts of its interventions."""
        first, last = days
        answers = self.asking.answers({"agency": agency}, on.toordinal())
        me = str(answers["agency"][0].values["provider_id"])
        invoices = [each for each in answers["invoice"] if _touches(each, first, last)]
        lines: dict[int, list[Asked]] = {}
        for line in answers["invoice_line"]:
            lines.setdefault(id(line.row.up), []).append(line)
        check = _InvoiceCheck(self, accounts, me)
        if invoices and all(invoice.unseen for invoice in invoices):
            check.nothing_known()
            return tuple(check.found)
        places = {id(each.row): n for n, each in enumerate(answers["invoice"], start=1)}
        for invoice in invoices:
            name = id_of(invoice.values["invoice_id"]) or f"#{places[id(invoice.row)]}"
            check.read(name, invoice, lines.get(id(invoice.row), []), first, last)
        return tuple(sorted(check.differences(), key=_order))


def _touches(invoice: Asked, first: int, last: int) -> bool:
    return bool(
        limits(invoice.values["invoice_from"])[0] <= last and limits(invoice.values["invoice_to"])[1] >= first
    )


class _InvoiceCheck:
    """One check under way."""

    def __init__(self, asker: Invoices, accounts: Sequence[Account], agency: str) -> None:
        self.asker = asker
        self.accounts: dict[str, list[Account]] = {}
        self.elsewhere: set[str | None] = set()
        for account in accounts:
            if account.agency in {agency, None}:
                self.accounts.setdefault(account.intervention or "", []).append(account)
            else:
                self.elsewhere.add(account.intervention)
        self.found: list[Difference] = []
        self.billed: list[Billed] = []
        #: Interventions of which some bill may not be known, so that nothing of them is surely left out; None: all.
        self.loose: set[str | None] = set()

    def nothing_known(self) -> None:
        """No invoice of the month is known: one difference instead of one for each intervention."""
        self._add("invoices-unknown", (), decided=False)

    # --- reading invoices ---------------------------------------------------------------------------------------------

    def read(self, name: str, invoice: Asked, lines: Sequence[Asked], first: int, last: int) -> None:
        """One invoice, by its number or its place in the file: what is wrong with it as a whole, and its lines."""
        values = invoice.values
        if invoice.unseen:
            self.loose.add(None)
            return
        if values["invoice_from"] < first or values["invoice_to"] > last:
            self.loose |= {id_of(line.values["billed_intervention"]) for line in lines}
            self._add("other-period", (name,), decided=False)
            return
        payer = self._payer(name, values["payers"])
        self._check_sum(name, values)
        for number, line in enumerate(lines, start=1):
            if line.unseen:
                self.loose.add(None)
            else:
                self.billed.append(self._line(name, number, payer, line))

    def _payer(self, name: str, payers: Any) -> str | None:
        """Who is billed; more than one payer is a difference where the act asks for an invoice each."""
        if payers.__class__ is not frozenset or not payers:
            self._add("payer-unknown", (name,), decided=False)
            return None
        if len(payers) == 1:
            (payer,) = payers
            if payer not in self.asker.payers and payer != FAMILY:
                self._add("other-payer", (name,), payer=payer)
            return str(payer)
        if self.asker.separate is not None:
            self._add("several-payers", (name,), cites=self.asker.separate)
        else:
            self._add("payer-unknown", (name,), decided=False)
        return None

    def _check_sum(self, name: str, values: Mapping[str, Any]) -> None:
        whole, parts = values["invoice_amount"], values["lines_amount"]
        if whole.__class__ is int and parts.__class__ is int and whole != parts:
            self._add("sum-differs", (name,), billed=whole, due=exactly(parts))

    @staticmethod
    def _line(name: str, number: int, payer: str | None, line: Asked) -> Billed:
        values = line.values
        intervention, activity = (id_of(values[fact]) for fact in ("billed_intervention", "billed_activity"))
        minutes, cents = (whole_of(values[fact]) for fact in ("billed_time", "billed_amount"))
        return Billed(name, number, payer, intervention, activity, minutes, cents)

    # --- comparing ----------------------------------------------------------------------------------------------------

    def differences(self) -> Iterable[Difference]:
        """All that differs, once every invoice is read."""
        sound = [line for line in self.billed if self._is_sound(line)]
        for name, found in self.accounts.items():
            for account in found:
                if self._may_be_billed(name, len(found)):
                    payer, due = account.payer, account.amount
                    self._add("not-comparable", (), payer=payer, account=account, due=due, decided=False)
                else:
                    self._compare(account, [line for line in sound if line.intervention == name])
        return self.found

    def _may_be_billed(self, name: str, accounts: int) -> bool:
        """Whether lines may be about an account that cannot be told from others, or whose id is not known."""
        if not name:
            return any(line.intervention not in self.accounts for line in self.billed)
        return accounts > 1 and any(line.intervention == name for line in self.billed)

    def _is_sound(self, line: Billed) -> bool:
        """Whether a line can be compared: it names one intervention of this agency, and has one payer."""
        found = self.accounts.get(line.intervention or "", [])
        if line.intervention is None or (line.intervention and len(found) > 1):
            self.loose.add(line.intervention)
            self._of_line("intervention-unclear", line, decided=False)
            return False
        if not found:
            elsewhere = line.intervention in self.elsewhere
            self._of_line("other-agency" if elsewhere else "unknown-intervention", line, decided=elsewhere)
            return False
        if line.payer is None:
            self.loose.add(line.intervention)
        self._check_activity(line, found[0])
        return line.payer is not None

    def _check_activity(self, line: Billed, account: Account) -> None:
        """Work that the voucher does not pay for is billed to nobody but, in particular situations, the family."""
        unpaid = {each.activity: each for each in account.lines if each.standing in _UNPAID}
        paid = {each.activity for each in account.lines if each.standing in _PAID}
        if line.payer != FAMILY and line.charges and line.activity in unpaid and line.activity not in paid:
            cites = unpaid[line.activity].cites
            self._of_line("activity-not-paid", line, account=account, cites=cites)

    def _compare(self, account: Account, lines: Sequence[Billed]) -> None:
        """What is billed to each payer of an intervention against what each owes."""
        if account.payer is None or account.family is None:  # no voucher: nobody knows who owes what
            for line in lines:
                self._of_line("not-comparable", line, account=account, decided=False)
            return
        own = [line for line in lines if line.payer == account.payer]
        family = [line for line in lines if line.payer == FAMILY]
        share = account.family.cents
        swapped = {
            *self._swapped(account, own, account.amount, share, family),
            *self._swapped(account, family, share, account.amount, own),
        }
        own, family = ([line for line in part if line not in swapped] for part in (own, family))
        told = {line.payer for line in swapped}
        self._compare_voucher(account, own, found_elsewhere=FAMILY in told)
        self._compare_share(account, family, share, found_elsewhere=account.payer in told)
        for line in lines:
            if line.charges and line.payer in self.asker.payers - {account.payer}:
                self._of_line("other-payer", line, account=account)

    def _swapped(
        self,
        account: Account,
        lines: Sequence[Billed],
        mine: Interval,
        theirs: Interval,
        billed_to_them: Sequence[Billed],
    ) -> Iterator[Billed]:
        """Lines that bill one payer just what the other one owes, when that one is billed nothing of it."""
        if not (mine.decided and theirs.decided) or theirs in {mine, ZERO}:
            return
        if sum(line.cents or 0 for line in billed_to_them) == theirs.lowest:
            return
        if total_of(line.cents for line in lines) == mine.lowest:
            return
        for line in lines:
            if line.cents == theirs.lowest:
                self._of_line("wrong-payer", line, account=account, due=mine, cites=self.asker.separate)
                yield line

    def _compare_voucher(self, account: Account, lines: Sequence[Billed], *, found_elsewhere: bool) -> None:
        """Hours and amounts, one kind of work at a time; all together where a line does not say which it is."""
        due: dict[str | None, list[SessionLine]] = {}
        pooled = any(line.activity is None for line in lines) or any(
            each.activity is None for each in account.lines
        )
        for each in account.lines:
            if each.standing in _PAID:
                due.setdefault(None if pooled else each.activity, []).append(each)
        flagged = {name for diff in self.found if diff.code == "activity-not-paid" for name in diff.lines}
        billed: dict[str | None, list[Billed]] = {}
        for line in lines:
            if line.name not in flagged:
                billed.setdefault(None if pooled else line.activity, []).append(line)
        for activity in sorted({*due, *billed}, key=lambda name: name or ""):
            parts = due.get(activity, [])
            if billed.get(activity) or not found_elsewhere:
                self._one(account, activity, billed.get(activity, []), due_of(parts, account.payer))

    def _compare_share(
        self, account: Account, lines: Sequence[Billed], due: Interval, *, found_elsewhere: bool
    ) -> None:
        if lines or not found_elsewhere:
            cites = account.family.citation if account.family is not None else None
            self._one(account, None, lines, Owed(FAMILY, None, None, due, cites))

    def _one(self, account: Account, activity: str | None, lines: Sequence[Billed], due: Owed) -> None:
        """One comparison: at most one difference, the gravest."""
        minutes = total_of(line.minutes for line in lines)
        cents = total_of(line.cents for line in lines)
        loose = bool(self.loose & {None, account.intervention})
        code, decided = verdict(lines, (minutes, cents), due, loose=loose)
        if code:
            self._add(
                code,
                tuple(dict.fromkeys(line.invoice for line in lines)),
                tuple(line.name for line in lines),
                payer=due.payer,
                account=account,
                activity=activity,
                minutes=None if due.time is None else (minutes if lines else None, due.shown),
                billed=cents if lines else None,
                due=due.amount,
                cites=due.cites,
                decided=decided,
            )

    # --- telling ------------------------------------------------------------------------------------------------------

    def _of_line(
        self,
        code: str,
        line: Billed,
        *,
        account: Account | None = None,
        due: Interval | None = None,
        cites: Citation | None = None,
        decided: bool = True,
    ) -> None:
        self._add(
            code,
            (line.invoice,),
            (line.name,),
            payer=line.payer,
            account=account,
            intervention=line.intervention or None,
            activity=line.activity,
            minutes=None if line.minutes is None else (line.minutes, None),
            billed=line.cents,
            due=due,
            cites=cites,
            decided=decided,
        )

    def _add(  # noqa: PLR0913 - what a difference is made of
        self,
        code: str,
        invoices: tuple[str, ...],
        lines: tuple[str, ...] = (),
        *,
        payer: str | None = None,
        account: Account | None = None,
        intervention: str | None = None,
        activity: str | None = None,
        minutes: tuple[int | None, Interval | None] | None = None,
        billed: int | None = None,
        due: Interval | None = None,
        cites: Citation | None = None,
        decided: bool = True,
    ) -> None:
        billed_minutes, due_minutes = minutes or (None, None)
        text = Text.of(lambda lang: self._text(code, lang, minutes, billed, due))
        self.found.append(
            Difference(
                code, decided, invoices, lines, payer,
                account.case if account is not None else None,
                account.intervention if account is not None else intervention,
                activity, billed_minutes, due_minutes, billed, due, text, cites,
            )
        )  # fmt: skip

    @staticmethod
    def _text(
        code: str,
        lang: str,
        minutes: tuple[int | None, Interval | None] | None,
        billed: int | None,
        due: Interval | None,
    ) -> str:
        text = TEXTS[code].in_language(lang)
        told = [*compared("minutes", *(minutes or (None, None)), lang), *compared("money", billed, due, lang)]
        return f"{text} {_sentence('; '.join(told))}." if told else text


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _order(each: Difference) -> tuple[Any, ...]:
    return (not each.decided, each.invoices, each.lines, each.intervention or "", each.code, each.payer or "")


_UNPAID: Final = (PayStatus.NOT_PAID, PayStatus.NO_FEE)
_PAID: Final = (PayStatus.PAYABLE, PayStatus.UNDECIDED)

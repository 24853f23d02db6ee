"""Puts together a month's statement: accounts, groups, totals, and the check of invoices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adm_rules._internal.arguments import as_day
from adm_rules._internal.calendar import calendar_period, to_date, to_day
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.money.statement.accounts import Accounting, totals
from adm_rules._internal.money.statement.invoices import Invoices
from adm_rules._internal.money.statement.shapes import Statement


def days_of(month: str | date) -> tuple[date, date]:
    """The first and the last day of a month, written ``2026-03`` or given as a day in it.

    Raises:
        AdmRulesError: there is no such month.
    """
    try:
        day = month if isinstance(month, date) else date.fromisoformat(f"{month}-01")
    except ValueError:
        raise ArgumentError("this is not a month: write it as YYYY-MM") from None
    day = as_day(date(day.year, day.month, 1), "month")
    first, last = calendar_period(to_day(day), "month")
    return to_date(first), to_date(last)


class Monthly:
    """Makes statements by one rule set."""

    def __init__(self, program: Program) -> None:
        self.accounting = Accounting(program)
        self.invoices = Invoices(program)

    def statement(self, cases: Iterable[Any], agency: Any, days: tuple[date, date, date]) -> Statement:
        """The statement of the days from the first to the second, as seen on the third."""
        first, last, on = days
        here, there = to_day(first), to_day(last)
        found = self.accounting.courses(cases, agency, on)
        accounts, groups = self.accounting.accounts(found, here, there, agency=agency is not None)
        told = tuple(account for account in accounts if account.lines or account.is_open)
        differences = None if agency is None else self.invoices.check(agency, accounts, (here, there), on)
        return Statement(
            first=first,
            last=last,
            on=on,
            accounts=told,
            groups=groups,
            totals=totals(told),
            readings=self.accounting.readings(),
            differences=differences,
        )

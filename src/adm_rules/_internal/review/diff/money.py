"""By how many euro the copayments and the vouchers of a month move, among the files of a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.statement.shapes import FAMILY
from adm_rules._internal.review.diff.bands import EURO, LEAST, in_bands, small
from adm_rules._internal.review.diff.people import PeopleFile
from adm_rules._internal.review.diff.shapes import EuroMoves
from adm_rules._internal.values.bounds import Interval

#: What a statement is told of where a payer has no name.
_NOBODY: Final = "?"
_CENTS: Final = 100
_NOTHING: Final = Interval(0, 0)


def euro_moved(old: RuleSet, new: RuleSet, files: Sequence[PeopleFile], on: date) -> tuple[EuroMoves, ...]:
    """What each payer owes for the month of a day, before and after, where it differs of some case.

    A case whose amount is not known under one of the two is counted apart. Of fewer than five cases that move no
    amount is told.
    """
    cases: Any = [each.model for each in files if each.root == "case"]
    if not cases:
        return ()
    before, after = (_owed(rules, cases, on) for rules in (old, new))
    payers = dict.fromkeys((*before, *after))
    told = (_moved(payer, before.get(payer, {}), after.get(payer, {})) for payer in payers)
    return tuple(each for each in told if each is not None)


def _owed(rules: RuleSet, cases: Any, on: date) -> dict[str, dict[str, Interval]]:
    """What is owed for each case, in cents, by payer."""
    found: dict[str, dict[str, Interval]] = {}
    for account in rules.statement(cases, month=on, on=on).accounts:
        shares = [(account.payer or _NOBODY, account.amount)]
        if account.family is not None:
            shares.append((FAMILY, account.family.cents))
        for payer, amount in shares:
            of_payer = found.setdefault(payer, {})
            of_payer[account.case] = of_payer.get(account.case, _NOTHING) + amount
    return found


def _moved(payer: str, before: Mapping[str, Interval], after: Mapping[str, Interval]) -> EuroMoves | None:
    """How the amounts of one payer move; None where they do not."""
    pairs = [(before.get(case, _NOTHING), after.get(case, _NOTHING)) for case in {**before, **after}]
    moved = [pair for pair in pairs if pair[0] != pair[1]]
    if not moved:
        return None
    known = [Fraction(new.lo - old.lo, _CENTS) for old, new in moved if old.decided and new.decided]
    few = len(moved) < LEAST
    was, now = (f"<{LEAST}" if few else _euro(sum(side, _NOTHING)) for side in zip(*pairs, strict=True))
    bands = () if few else in_bands(known, EURO, 0)
    return EuroMoves(payer, small(len(moved)), was, now, bands, small(len(moved) - len(known)))


def _euro(amount: Interval) -> str:
    """An amount, or its bounds: without an upper end, from so much on."""
    lo, hi = (
        "\N{HORIZONTAL ELLIPSIS}" if end is None else str(euro(end))
        for end in (amount.lowest, amount.highest)
    )
    return lo if lo == hi else f"{lo}\N{EN DASH}{hi}"

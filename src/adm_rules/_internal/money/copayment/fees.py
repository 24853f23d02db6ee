"""The fee of one session, or of one month, in the order that the language fixes.

Exemption, ISEE, row, rounding of the fee, modifiers, rounding of the modified fee; then, over all that was delivered,
modifiers of the total, the month's cap, cents. A fee that an act does not settle is None; a ``fee:`` of a modifier
settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Protocol, assert_never, cast

from adm_rules._internal.compiler.fees import rounded
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.tariffs import Priced
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.money.copayment.copayment import Waiver
from adm_rules._internal.rules import (
    AsOften,
    Bounded,
    Flat,
    Free,
    Instead,
    Modifier,
    More,
    Rounding,
    Sum,
    Table,
)
from adm_rules._internal.values.bounds import ANYTHING, INF, Interval, exactly

#: In place of an indicator: the family presents none.
NO_ISEE: Final = -1


class RowView(Protocol):
    """What is taken to be so of one row: the truths of conditions, and what facts count."""

    def holds(self, node: Node) -> bool:
        """Whether a condition holds."""

    def count(self, node: Node) -> Interval:
        """How many a fact counts."""


@dataclass
class Trail:
    """What happened on the way to an amount: the step, what it is about, and the amount after it."""

    steps: list[tuple[str, Any, Interval]] = field(default_factory=list)
    reason: Waiver | None = None

    def add(self, step: str, about: Any, amount: Interval) -> Interval:
        """Note a step; gives the amount on."""
        self.steps.append((step, about, amount))
        return amount


def fee_of(priced: Priced, day: int, isee: int, view: RowView, trail: Trail) -> Interval | None:
    """What is due for one unit, as a view has the row; None where the act does not say."""
    shape = cast("Table | Free", priced.shape)  # what no act sets is never priced
    if isinstance(shape, Free):
        trail.reason = Waiver("free", shape.why)
        return trail.add("free", shape.why, exactly(0))
    exemption = next((each for each in shape.exempt if view.holds(priced.holds["exempt", each.id])), None)
    if exemption is not None:
        trail.reason = Waiver(exemption.id, exemption.because)
        return trail.add("exempt", exemption.because, exactly(0))
    if shape.not_set is not None:
        return trail.add("unset", None, ANYTHING)
    fee = _by_isee(priced, shape, day, isee, trail)
    fee = _rounded(fee, "fee", shape.rounding, trail)
    fee = changed(fee, [each for each in shape.modifiers if not each.of_total], (priced, day), view, trail)
    return _rounded(fee, "modifiers", shape.rounding, trail)


def _by_isee(priced: Priced, table: Table, day: int, isee: int, trail: Trail) -> Interval | None:
    if isee == NO_ISEE:
        fixed = without(priced, table, day)
        return None if fixed is None else trail.add("no_isee", table.indicator, fixed)
    schedule = priced.schedule(table, day)
    row, fee = schedule.row_at(isee), schedule.fee_at(isee)
    if row is not None and row.row.because is not None and fee.hi == 0:
        trail.reason = Waiver(table.indicator.name, row.row.because)
    return trail.add("row", (table.indicator, row), fee)


def without(priced: Priced, table: Table, day: int) -> Interval | None:
    """What a table gives without a certificate; None where the act is silent."""
    if table.no_isee is None:
        return None
    fixed = priced.fixed(table.no_isee, day)
    return ANYTHING if fixed is None else exactly(fixed)


def _rounded(fee: Interval | None, moment: str, rounding: Rounding, trail: Trail) -> Interval | None:
    if fee is None or moment not in rounding.after:
        return fee
    return trail.add("round", rounding, fee.map(lambda amount: rounded(amount, rounding)))


def changed(
    fee: Interval | None, modifiers: Sequence[Modifier], by: tuple[Priced, int], view: RowView, trail: Trail
) -> Interval | None:
    """What modifiers make of a fee or of a total, in the order of the file, ``by`` a version on a day."""
    priced, day = by
    for each in modifiers:
        if not view.holds(priced.holds["modifier", each.id]):
            continue
        match each.change:
            case Instead(amount):
                fee = trail.add("modifier", (each, exactly(1)), _amount(priced, amount, day))
                trail.reason = None
            case Bounded(amount, most):
                if fee is not None and trail.reason is None:
                    fee = _bounded(each, fee, _amount(priced, amount, day), most, trail)
            case More(hundredths):
                if fee is not None:
                    factor = 1 + Fraction(hundredths, 10_000)
                    fee = trail.add("modifier", (each, exactly(1)), fee * exactly(factor))
            case AsOften():
                if fee is not None:
                    times = view.count(priced.factors[each.id])
                    fee = trail.add("modifier", (each, times), fee * times)
            case never:
                assert_never(never)
    return fee


def _amount(priced: Priced, amount: Sum, day: int) -> Interval:
    """What a modifier names; anything from nothing up while no act sets it."""
    fixed = priced.fixed(Flat(amount), day)
    return Interval(0, INF) if fixed is None else exactly(fixed)


def _bounded(modifier: Modifier, fee: Interval, end: Interval, most: bool, trail: Trail) -> Interval:
    """A fee that is no less, or no more, than an amount; no step where it is so already."""
    pick = min if most else max
    found = Interval(pick(fee.lo, end.lo), pick(fee.hi, end.hi), fee.none)
    return fee if found == fee else trail.add("modifier", (modifier, end), found)


def total_of(
    total: Interval | None,
    by: tuple[Priced, int],
    caps: Sequence[tuple[str, Interval]],
    view: RowView,
    trail: Trail,
) -> Interval | None:
    """What is due in all: modifiers of the total, the ``caps`` of month and year, and at last whole cents."""
    table = by[0].shape
    if not isinstance(table, Table):  # free by then; what was due before ends in cents all the same
        return None if total is None else _in_cents(total, Rounding(), trail)
    whole = [each for each in table.modifiers if each.of_total]
    found = _rounded(changed(total, whole, by, view, trail), "total", table.rounding, trail)
    if found is None:
        return None
    for step, cap in caps:
        if found.hi > cap.lo:
            capped = Interval(min(found.lo, cap.lo), min(found.hi, cap.hi), found.none or cap.none)
            found = trail.add(step, cap, capped)
    return _in_cents(found, Rounding(1, table.rounding.mode), trail)


def _in_cents(total: Interval, rounding: Rounding, trail: Trail) -> Interval:
    cents = total.map(lambda amount: rounded(amount, rounding))
    return cents if cents == total else trail.add("round", rounding, cents)

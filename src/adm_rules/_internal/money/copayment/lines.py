"""What a total is made of: sessions with the same fee together, and what would be due without a certificate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.copayment.bill import Bill
from adm_rules._internal.money.copayment.copayment import FeeLine
from adm_rules._internal.rules import Tariff
from adm_rules._internal.values.bounds import Number


def without_certificate(found: Bill, *, periodless: bool) -> int | None:
    """What is due if no certificate is presented, where that is still open."""
    asked = any(
        (item.sight.open or item.sight.absent) and item.priced.measure is None for item in found.items
    )
    amount = found.without if asked and not periodless else None
    return int(amount.lo) if amount is not None and amount.decided else None


def fee_lines(tariff: Tariff, found: Bill, total: int) -> Iterator[FeeLine]:
    """Sessions with the same fee together; what rounding leaves goes to the largest remainders."""
    weights: dict[Number, list[Fraction]] = {}
    for item in found.items:
        fee = found.fee(item)
        if fee is None or not (fee.decided and item.quantity.decided and item.rate.decided):
            yield FeeLine(None, tariff.unit, None, total)
            return
        weight = weights.setdefault(fee.lo, [Fraction(0), Fraction(0)])
        weight[0] += item.quantity.lo
        weight[1] += fee.lo * item.rate.lo * item.quantity.lo
    cents = apportioned(total, [weight for _, weight in weights.values()])
    for (amount, (quantity, _)), part in zip(weights.items(), cents, strict=True):
        yield FeeLine(euro(amount), tariff.unit, quantity, part)


def apportioned(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Whole cents in proportion to weights, by largest remainder, the first of equals before the rest."""
    whole = sum(weights)
    if whole == 0:
        return [total, *[0] * (len(weights) - 1)]
    exact = [total * weight / whole for weight in weights]
    cents = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(exact)), key=lambda n: cents[n] - exact[n])
    for n in order[: total - sum(cents)]:
        cents[n] += 1
    return cents

"""The worked month of examples/month, reckoned by hand from plain data: the peer of the statement, and its test.

Plain arithmetic for one agency, one tariff and one value of the voucher, as a careful developer would write it for one
district; it imports nothing of the library, and knows nothing of missing facts, other readings, invoices or dates of
values. Its numbers are those of examples/overlays/tirano_2026.yaml: 24.35 an hour; a share on a line from nothing at an
ISEE of 7,000 to 4.20 an hour at 21,000. Results are in cents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final

HOUR_IN_CENTS: Final = 2_435


def cents(exact: Fraction) -> int:
    """To the cent, half a cent going up."""
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return int(decimal.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def minutes(session: Mapping[str, Any]) -> int:
    """How long a session lasts; none of the month's crosses a change of the clock."""
    start, end = (datetime.fromisoformat(session[key]) for key in ("start", "end"))
    return int((end - start).total_seconds()) // 60


def hourly_share(case: Mapping[str, Any]) -> int:
    """Cents an hour, from the only certificate."""
    if not case["isee"]:
        return 420
    value = Fraction(case["isee"][0]["value"])
    if value <= 7_000:
        return 0
    return 420 if value > 21_000 else cents(Fraction(420) * (value - 7_000) / 14_000)


def part(whole: int, present: list[str], name: str) -> int:
    """Equal parts, what is left over going a cent each to the first."""
    each, left = divmod(whole, len(present))
    return each + (present.index(name) < left)


def reckoned(cases: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Voucher and share of each intervention."""
    delivered: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    shares: dict[str, int] = {}
    order: dict[str, str] = {}
    groups: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        (intervention,) = case["interventions"]
        name = intervention["id"]
        shares[name], order[name] = hourly_share(case), case["id"]
        for session in intervention["sessions"]:
            if session["status"] == "delivered":
                delivered[name].append(session)
                if session["activity"] == "group":
                    groups[session["start"]].append(name)
    present = {start: sorted(names, key=order.__getitem__) for start, names in groups.items()}
    return {name: _of_one(name, sessions, shares[name], present) for name, sessions in delivered.items()}


def _of_one(
    name: str, sessions: list[Mapping[str, Any]], share: int, present: Mapping[str, list[str]]
) -> dict[str, int]:
    plain = sum(minutes(s) for s in sessions if s["activity"] in {"direct", "supervised_meeting"})
    voucher, family = cents(Fraction(plain * HOUR_IN_CENTS, 60)), Fraction(plain, 60)
    for session in sessions:
        if session["activity"] == "group":
            users, educators = present[session["start"]], len(session["attendance"])
            voucher += part(cents(Fraction(minutes(session) * educators * HOUR_IN_CENTS, 60)), users, name)
            family += Fraction(minutes(session) * educators, 60 * len(users))
            if session.get("transport_provided") in {True, "true"}:
                voucher += part(HOUR_IN_CENTS, users, name)
    return {"voucher": voucher, "share": cents(family * share)}

"""How amounts lie among people: in bands, and nothing of a group of fewer than five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from adm_rules._internal.review.diff.shapes import Band

#: From how many on a group is told by its number.
LEAST: Final = 5
#: Where the bands of what somebody pays more or less begin, in euro.
EURO: Final = (-200, -50, -10, 0, 10, 50, 200)
#: Where the bands of an amount begin, in per cent of its limit.
PER_CENT: Final = (50, 80, 95, 100, 105, 120, 200)


def small(number: int) -> str:
    """A number as it is told: of a group of fewer than five only that it is one."""
    return f"<{LEAST}" if 0 < number < LEAST else str(number)


def in_bands(amounts: Iterable[int | Fraction], edges: tuple[int, ...], middle: int) -> tuple[Band, ...]:
    """How many amounts lie in each band between some edges, in order; bands without any are left out.

    The ``middle`` edge is a band of its own; on either side of it a band holds that of its edges which is farther off.
    """
    found = Counter(_band(each, edges, middle) for each in amounts)
    order = sorted(found, key=lambda band: tuple(edges[0] - 1 if end is None else end for end in band))
    first = [band for band in order if band[0] is None]
    rest = [band for band in order if band[0] is not None]
    return tuple(Band(*band, small(found[band])) for band in (*first, *rest))


def _band(amount: int | Fraction, edges: tuple[int, ...], middle: int) -> tuple[int | None, int | None]:
    if amount == middle:
        return middle, middle
    if amount < middle:
        below = [edge for edge in edges if edge <= amount]
        return (below[-1] if below else None), min(edge for edge in edges if edge > amount)
    above = [edge for edge in edges if edge >= amount]
    return max(edge for edge in edges if edge < amount), (above[0] if above else None)

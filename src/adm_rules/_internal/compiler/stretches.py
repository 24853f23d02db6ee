"""Stretches between two numbers, in an order of their own: those that meet another are found without the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.values.bounds import INF

#: From how many elements on it pays to put them in order.
MANY: Final = 32


class Stretches:
    """Stretches in the order in which they are given; a tree tells of each part of them how far it reaches."""

    def __init__(self, lows: Sequence[int], highs: Sequence[int]) -> None:
        self._leaves = 1 << max(0, len(lows) - 1).bit_length()
        rest = self._leaves - len(lows)
        self._low = [0] * self._leaves + [*lows] + [INF + 1] * rest
        self._high = [0] * self._leaves + [*highs] + [-INF - 1] * rest
        for n in range(self._leaves - 1, 0, -1):
            self._low[n] = min(self._low[2 * n], self._low[2 * n + 1])
            self._high[n] = max(self._high[2 * n], self._high[2 * n + 1])

    def meeting(self, upto: int, since: int) -> Iterator[int]:
        """The places of those that begin by ``upto`` and reach ``since``, in their order."""
        waiting = [1]
        while waiting:
            n = waiting.pop()
            if self._low[n] > upto or self._high[n] < since:
                continue
            if n < self._leaves:
                waiting += (2 * n + 1, 2 * n)
            else:
                yield n - self._leaves

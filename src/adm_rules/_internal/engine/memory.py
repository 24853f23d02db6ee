"""A few things that are asked for again and again, by key; what was asked for longest ago makes room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """At most so many things, which all threads share."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}
        self._turns = Lock()

    def __iter__(self) -> Iterator[V]:
        """What is kept, that asked for last at the end."""
        return iter(tuple(self._kept.values()))

    def get(self, key: K) -> V | None:
        """What is kept under a key."""
        with self._turns:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def keep(self, key: K, made: V, is_as_good: Callable[[V], bool]) -> V:
        """Keep something in place of what was there; what another thread has put there stays if it is as good."""
        with self._turns:
            found = self._kept.pop(key, None)
            self._kept[key] = kept = found if found is not None and is_as_good(found) else made
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
            return kept

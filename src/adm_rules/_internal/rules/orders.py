"""Orders: norms that rank instead of requiring, and the steps by which they do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules.conditions import Condition, FactRef, Path
from adm_rules._internal.texts import Text


@dataclass(frozen=True, slots=True)
class Direction:
    """Which value comes first, of a day (``of_days``) or of an amount: the least, or the greatest (``falling``)."""

    of_days: bool
    falling: bool
    words: Text


#: How a step may rank by a fact.
DIRECTIONS: Final[Mapping[str, Direction]] = {
    "earliest": Direction(True, False, Text("poi per data: {}", "then by date: {}")),
    "latest": Direction(True, True, Text("poi dalla data più recente: {}", "then from the latest date: {}")),
    "lowest": Direction(False, False, Text("poi dal valore più basso: {}", "then from the lowest: {}")),
    "highest": Direction(False, True, Text("poi dal valore più alto: {}", "then from the highest: {}")),
}


@dataclass(frozen=True, slots=True)
class First:
    """Elements that satisfy a condition come first."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class ByFact:
    """The least or the greatest value of a fact comes first, as `DIRECTIONS` says of ``direction``."""

    direction: str
    fact: FactRef


@dataclass(frozen=True, slots=True)
class Score:
    """Points for what satisfies a condition (None: for everybody), times a count if one is named."""

    because: Text
    points: Fraction
    when: Condition | None
    times: FactRef | None
    path: Path


@dataclass(frozen=True, slots=True)
class Points:
    """Who has more points comes first. Of the alternatives of one entry, the first that holds counts."""

    entries: tuple[tuple[Score, ...], ...]


#: One step of an order.
Step: TypeAlias = First | ByFact | Points


@dataclass(frozen=True, slots=True)
class Order:
    """A norm that ranks instead of requiring: who stands in the queue at all (``when``), and who comes first in it."""

    id: str
    title: Text
    per: str
    norms: tuple[str, ...]
    cites: Citation
    when: Condition | None
    steps: tuple[Step, ...]
    path: Path

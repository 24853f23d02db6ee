"""Where a condition stands while it is lowered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adm_rules.rules import FactRef, Operand


@dataclass(frozen=True, slots=True)
class Context:
    """Where a condition stands: whose facts it sees, who asks, and what is fixed there.

    ``required`` is true in a rule's own requirement, where an event that has not come yet waits instead of failing.
    """

    scope: str
    asker: Context | None = None
    required: bool = False
    readings: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Operand] = field(default_factory=dict)
    day: FactRef | None = None  # the event that a rule is dated by

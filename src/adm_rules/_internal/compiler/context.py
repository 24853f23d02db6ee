"""Where a condition stands while it is lowered."""

from __future__ import annotations

from collections.abc import Mapping

from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.rules import FactRef, Operand


@dataclass(frozen=True, slots=True)
class AskedAt:
    """When a fact is asked, at its place of use: the form, and the days as the context sees them.

    ``first`` and ``last`` are the ends of an interval, of which one may be open, or both the one day.
    """

    form: str
    first: Node | None = None
    last: Node | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Where a condition stands: whose facts it sees, who asks, and what is fixed there.

    ``required`` is true in a rule's own requirement, where an event that has not come yet waits instead of failing.
    ``asked`` tells when the fact is asked whose recipe stands here; that recipe speaks of the subject ``about``, some
    to-one steps away from the one that asks.
    """

    scope: str
    asker: Context | None = None
    required: bool = False
    readings: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Operand] = field(default_factory=dict)
    day: FactRef | None = None  # the event that a rule is dated by
    asked: AskedAt | None = None
    about: str = ""
    steps: tuple[str, ...] = ()

    @property
    def speaks_of(self) -> str:
        """The subject that facts are looked for from."""
        return self.about or self.scope

    def at(self, per: str, steps: tuple[str, ...]) -> Context:
        """Where the recipe of a fact of ``per`` stands that is worked out for the one that asks, not for its own."""
        return replace(self, asker=None, required=False, day=None, asked=None, about=per, steps=steps)

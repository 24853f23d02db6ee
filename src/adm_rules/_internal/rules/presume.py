"""What a rule set presumes to be absent unless something in a file hints at it."""

from __future__ import annotations

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules.conditions import Path
from adm_rules._internal.texts import Text


@dataclass(frozen=True, slots=True)
class Hint:
    """A key of a file, or some of the names under it, by which a presumption falls for that file."""

    fact: str
    names: frozenset[str]  # none of them: whatever stands there
    path: Path


@dataclass(frozen=True, slots=True)
class Presumption:
    """A list or a key that nobody fills in for what did not happen; of a list of names, the ``names`` not met.

    ``says`` is what is presumed, in words; ``unless`` are the hints besides what stands there itself.
    """

    absent: str
    names: frozenset[str]
    unless: tuple[Hint, ...]
    says: Text
    path: Path

"""What is told of the examples of a rule set besides how each came out: what they show, and what they leave out."""

from __future__ import annotations

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.plain import Answer


@dataclass(frozen=True, slots=True)
class ExampleGap(Answer):
    """What no example shows: the code of its kind, at which rule, value or reading, where that stands, the remedy."""

    code: str
    at: str
    message: str
    help: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class TallyPart(Answer):
    """A verdict or a derogation of a rule, or an option of a reading: its line, and how many findings expect it."""

    name: str
    line: int
    shown: int


@dataclass(frozen=True, slots=True)
class ExampleTally(Answer):
    """Of a rule, how many of its verdicts and derogations examples show, or of a reading, how many of its options."""

    WRITTEN = ("at file line shown wanted parts",)

    at: str
    file: str
    line: int
    parts: tuple[TallyPart, ...]

    @property
    def shown(self) -> int:
        """How many parts some example shows."""
        return sum(each.shown > 0 for each in self.parts)

    @property
    def wanted(self) -> int:
        """How many parts there are."""
        return len(self.parts)

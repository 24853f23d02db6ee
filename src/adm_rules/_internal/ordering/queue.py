"""What a queue is made of: each element with its position, and the reason of each step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report import Missing
from adm_rules._internal.report.form.stored import StoredAnswer
from adm_rules._internal.report.plain import Quiet
from adm_rules._internal.texts import Text


class Standing(StrEnum):
    """Whether an element is in the queue."""

    QUEUED = "queued"
    POSSIBLE = "possible"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, repr=False)
class Mark(Quiet):
    """The points that an element has, or may have, for one thing; ``highest`` is None where there is no end."""

    because: Text
    lowest: Decimal
    highest: Decimal | None


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """What one step of the order says of an element.

    ``step`` counts from 1, ``by`` is the word of the step. ``holds`` tells whether the element satisfies ``first``,
    ``day`` is that of ``earliest`` and ``latest``, ``marks`` are those of ``points``. ``holds`` and ``day`` are None
    where that is not known, and ``missing`` says what to ask for; of a day that has not come, ``day`` is None as well
    and nothing is missing.
    """

    step: int
    by: str
    holds: bool | None
    day: date | None
    missing: tuple[Missing, ...]
    text: Text
    marks: tuple[Mark, ...] = ()

    def __repr__(self) -> str:
        return f"<Reason: step {self.step}, {self.by}>"


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """Where an element stands: one position if ``lowest`` and ``highest`` are equal, else any from one to the other.

    ``highest`` is None where there is no end, because a list of elements is not wholly known; both are None outside the
    queue. Of an element that may stand in the queue they hold if it does. ``element`` names it as findings do (a
    request by its day), ``tied`` counts the others that surely stand at the same position. ``why`` says why an element
    does not stand in the queue or may not; ``missing`` what would tell.
    """

    case: str
    subject: str
    element: str
    id: str | None
    standing: Standing
    lowest: int | None
    highest: int | None
    tied: int
    reasons: tuple[Reason, ...]
    why: Text | None = None
    missing: tuple[Missing, ...] = ()

    def __repr__(self) -> str:
        return f"<Place: {self.standing}, {self.lowest} to {self.highest}>"


@dataclass(frozen=True, slots=True, repr=False)
class Unseen:
    """A case whose list of elements is not wholly known: any number of them may stand in the queue."""

    case: str
    missing: tuple[Missing, ...]

    def __repr__(self) -> str:
        return f"<Unseen: {len(self.missing)} missing>"


@dataclass(frozen=True, slots=True, repr=False)
class Queue(StoredAnswer):
    """All elements of some cases, in order, and what they were ranked by.

    It does not depend on the order in which the cases were given.
    """

    KIND = "queue"

    on: date
    order: str
    title: Text
    citation: Citation
    norms: tuple[str, ...]
    places: tuple[Place, ...]
    unseen: tuple[Unseen, ...]

    def standing(self, standing: Standing) -> tuple[Place, ...]:
        """The elements that stand in one way."""
        return tuple(place for place in self.places if place.standing is standing)

    @property
    def queued(self) -> tuple[Place, ...]:
        """The elements that surely stand in the queue, the first one first."""
        return self.standing(Standing.QUEUED)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.standing(each))} {each}" for each in Standing)
        return f"<Queue {self.rules} {self.order} on {self.on.isoformat()}: {counts}>"

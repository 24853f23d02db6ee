"""What a family pays, as an act says it: shapes of tariffs, their rows, exemptions and modifiers.

Amounts are whole cents; of a tariff in per cent of the cost they are hundredths of a percentage point. An ISEE is in
cents as well, so that a row is a stretch of whole numbers with both ends in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeAlias

from adm_rules.citations import Citation
from adm_rules.rules.conditions import Condition, Path, ValueRef
from adm_rules.rules.parts import NotSet
from adm_rules.texts import Text

#: What an amount is for; ``EUR`` is an amount whose period the act does not state.
UNITS: Final = ("EUR_per_hour", "EUR_per_access", "EUR_per_month", "percent_of_cost", "EUR")
#: Kinds of ISEE that a benefit aimed at a minor takes (DPCM 159/2013, art. 7 and art. 9).
ACCEPTED: Final = ("minors", "current")
#: States of a certificate for which an act may say what they are worth.
DOUBTFUL: Final = ("expired", "with_omissions", "not_yet_valid")


# --- fees -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Flat:
    """The same amount for the whole row."""

    amount: int


@dataclass(frozen=True, slots=True)
class Slope:
    """Straight between knots, each an ISEE and its amount."""

    knots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Proportional:
    """So much of an amount as the ISEE is of the ISEE for which it is due."""

    isee: int
    amount: int


@dataclass(frozen=True, slots=True)
class Excess:
    """What the ISEE exceeds a threshold by."""

    over: int


Fee: TypeAlias = Flat | Slope | Proportional | Excess | ValueRef
#: An amount that does not depend on the ISEE.
Fixed: TypeAlias = Flat | ValueRef


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fee for an ISEE from ``first`` to ``last``, both included; ``last`` None has no end."""

    first: int
    last: int | None
    fee: Fee
    because: Text | None
    path: Path


@dataclass(frozen=True, slots=True)
class Exemption:
    """When nothing is due, whatever the ISEE, and why."""

    id: str
    because: Text
    when: Condition
    path: Path


@dataclass(frozen=True, slots=True)
class More:
    """So many hundredths of a per cent more, or less."""

    hundredths: int


@dataclass(frozen=True, slots=True)
class Instead:
    """Another amount, whatever was due before."""

    amount: int


#: The forms of a change, by their key in a rule file.
Change: TypeAlias = More | Instead


@dataclass(frozen=True, slots=True)
class Modifier:
    """What changes a fee, or with ``of_total`` the sum."""

    id: str
    because: Text
    when: Condition
    change: Change
    of_total: bool
    path: Path


@dataclass(frozen=True, slots=True)
class Rounding:
    """To multiples of ``to`` cents, in a mode, after the steps that are named; a total always ends in cents."""

    to: int = 1
    mode: str = "half_up"
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Free:
    """Nothing is due, whatever the ISEE, and why."""

    why: Text


@dataclass(frozen=True, slots=True)
class Table:
    """Fees by ISEE. ``no_isee`` is what is due without a certificate, None where the act is silent.

    ``gap`` says what an ISEE between two rows pays: ``row_below``, ``row_above``, or ``undecided``.
    """

    rows: tuple[FeeRow, ...]
    path: Path
    exempt: tuple[Exemption, ...] = ()
    no_isee: Fixed | None = None
    gap: str = "undecided"
    modifiers: tuple[Modifier, ...] = ()
    month_cap: int | None = None
    rounding: Rounding = Rounding()


Shape: TypeAlias = NotSet | Free | Table


@dataclass(frozen=True, slots=True)
class ShapeByReading:
    """One shape for each option of a reading."""

    reading: str
    options: Mapping[str, Shape]
    path: Path


@dataclass(frozen=True, slots=True)
class Version:
    """What a tariff is between two days; None is "since ever" as the first, "until further notice" as the last."""

    day_from: int | None
    day_until: int | None
    shape: Shape | ShapeByReading
    cites: Citation | None
    path: Path


@dataclass(frozen=True, slots=True)
class Tariff:
    """What families pay for some services, in time.

    ``accepts`` lists the kinds of ISEE that count; ``certificate`` says for each doubtful state of a certificate
    whether it counts (``use``), is as good as none (``none``), or is not provided for (``undecided``).
    """

    name: str
    unit: str
    history: tuple[Version, ...]
    path: Path
    services: tuple[str, ...] = ()
    cites: Citation | None = None
    accepts: tuple[str, ...] = ACCEPTED
    certificate: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(DOUBTFUL, "undecided"))
    )
    cost: Fixed | None = None

    @property
    def not_set(self) -> NotSet | None:
        """Who must set the tariff, if no act ever has."""
        shape = self.history[0].shape if len(self.history) == 1 else None
        return shape if isinstance(shape, NotSet) else None

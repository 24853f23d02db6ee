"""What a body pays an agency for, as an act says it."""

from __future__ import annotations

from collections.abc import Mapping

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules.conditions import Path
from adm_rules._internal.texts import Text

#: The keys of a voucher that name a value of the rule set, with the kind and the name list that the value must have.
VOUCHER_VALUES: Mapping[str, tuple[str, str | None]] = {
    "pays": ("set", "activity"),
    "unit_value": ("money", None),
    "group": ("enum", "group_division"),
    "family_group": ("enum", "group_hours"),
    "transport": ("minutes", None),
}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The facts that give the last day of a voucher term: one, or one for each option of a reading."""

    reading: str | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What an act says of hours beyond those authorised."""

    text: Text
    cites: Citation


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who pays an agency for which hours of which services.

    ``values`` names the rule set's value of each key of `VOUCHER_VALUES` that the act settles. ``readings`` are those
    that the statement rests on beyond the readings of the values. ``invoices`` is the place in the act that asks for an
    invoice for each payer; without it the act does not.
    """

    name: str
    title: Text
    services: tuple[str, ...]
    payer: str
    values: Mapping[str, str]
    last_day: LastDay | None
    readings: tuple[str, ...]
    invoices: Citation | None
    excess: Beyond | None
    norms: tuple[str, ...]
    cites: Citation
    path: Path

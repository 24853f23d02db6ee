"""One rule file as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from adm_rules._internal.calendar import SATURDAYS
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.kept import Kept
from adm_rules._internal.names import labels
from adm_rules._internal.names.base import NOTHING_ADDED, Belonging
from adm_rules._internal.rules.conditions import Comparison
from adm_rules._internal.rules.facts import Fact
from adm_rules._internal.rules.orders import Order
from adm_rules._internal.rules.parts import Presumption, ReadingChoice, Rule, Value
from adm_rules._internal.rules.tariffs import Indicator, Tariff, Voucher
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Text
from adm_rules._internal.values.amounts import PLACES
from adm_rules._internal.values.kinship import Kinship

#: The version of the rule language that this library reads.
LANGUAGE = 1


@dataclass(frozen=True, slots=True)
class Conventions:
    """Counting habits that no text spells out; see docs/language.md for each.

    ``saturday`` is ``working`` or ``free``, for terms alone. ``patron_days`` are holidays of the whole district and
    move terms; ``service_holidays`` gives the patron day of each Comune, by its slug or ISTAT code, and moves none.
    Days are ``(month, day)``; ``suspended`` are the first and the last one over which terms stand still, if any.
    """

    first_day: str = "excluded"
    month_end: str = "clamp"
    rollover: str = "next"
    backward_rollover: str = "none"
    week: str = "iso"
    holidays: str = "national"
    saturday: str = "working"
    patron_days: tuple[tuple[int, int], ...] = ()
    service_holidays: tuple[tuple[str, tuple[int, int]], ...] = ()
    suspended: tuple[tuple[int, int], ...] = ()

    @property
    def rest_days(self) -> tuple[tuple[int, ...], ...]:
        """What moves terms, and is no working day, besides the national holidays."""
        return (*self.patron_days, *([SATURDAYS] if self.saturday == "free" else []))

    @property
    def still_days(self) -> tuple[tuple[int, ...], ...]:
        """The same of terms that are suspended over a stretch of the year."""
        return (*self.rest_days, *([tuple(chain(*self.suspended))] if self.suspended else []))


@dataclass(frozen=True, slots=True)
class Act:
    """The act that a rule set encodes: its title, the body that adopted it, and when."""

    title: Text
    body: str
    adopted: tuple[Mapping[str, Any], ...]
    document: str


@dataclass(frozen=True, slots=True)
class Regulation(Kept):
    """One rule file, whole."""

    id: str
    title: Text
    version: str
    act: Act
    day_from: int
    day_until: int | None
    file: str
    text: str = field(repr=False)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)  # the text as it is read
    conventions: Conventions = Conventions()
    readings: Mapping[str, ReadingChoice] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    tariffs: Mapping[str, Tariff] = field(default_factory=dict)
    vouchers: Mapping[str, Voucher] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    orders: tuple[Order, ...] = ()
    names: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)  # those that it declares, by name
    shared: tuple[tuple[str, Any], ...] = ()  # the vocabulary files that it uses: the id and the data of each
    parts: Belonging = NOTHING_ADDED
    presumes: tuple[Presumption, ...] = ()
    services: Comparison | None = None  # which services the act regulates, as its rules ask it
    base: str | None = None  # of an overlay, the id of what it extends
    extends: str = ""  # and the name or path that it is loaded by
    trial: tuple[TrialValue, ...] = ()  # values that are tried in place of the act's

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What may stand before the names of its declared facts in files: its id, its base's, its vocabularies'."""
        ids = (self.id, self.base, *(name for name, _ in self.shared))
        return tuple(dict.fromkeys(each for each in ids if each is not None))

    @property
    def kinships(self) -> Mapping[str, Kinship]:
        """How the names of each list belong together, by the library's table and what the rule set adds."""
        return self.parts.kinships

    def labels(self, list_name: str | None) -> Mapping[str, Text] | None:
        """Labels of the members of a name list, the rule set's own additions included."""
        if list_name is None:
            return None
        return labels(list_name, self.names.get(list_name, {}))

    @property
    def disputed(self) -> Mapping[str, frozenset[str]]:
        """The values whose amounts differ from reading to reading, each with those readings."""
        return {name: value.readings for name, value in self.values.items() if value.readings}

    @property
    def context(self) -> Mapping[str, Any] | None:
        """What files are read by: the names that it adds, and of its indicators decimals and range, in millionths."""
        if not self.names:
            return None
        ranges = {}
        for name, each in self.indicators.items():
            if not each.attested:
                continue
            scale = 10 ** (PLACES - each.decimals)
            ends = (None if end is None else end * scale for end in (each.lowest, each.highest))
            ranges[name] = (each.decimals, *ends)
        names = {key: tuple(members) for key, members in self.names.items()}
        return {"names": names, **({"indicators": ranges} if ranges else {})}

    def chosen(self, others: Mapping[str, str]) -> Mapping[str, str]:
        """The option of every reading that is in use: the default, unless ``others`` names another."""
        return {name: others.get(name, reading.default) for name, reading in self.readings.items()}

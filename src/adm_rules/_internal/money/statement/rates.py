"""What the values of a voucher are on a day, under one choice of readings, and who must set those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.money.amounts import UNSET
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import Regulation, Voucher
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import unset
from adm_rules._internal.values.bounds import ANYTHING, UNKNOWN, Interval, exactly

#: Minutes of the hour that a unit value is for.
HOUR: Final = 60


class Rates:
    """The values of one voucher in time."""

    def __init__(self, regulation: Regulation, voucher: Voucher, readings: Mapping[str, str]) -> None:
        self.voucher = voucher
        self._values = {key: regulation.values[name] for key, name in voucher.values.items()}
        self._chosen = regulation.chosen(readings)

    def at(self, key: str, day: int) -> Any:
        """A value on a day: `UNKNOWN` where nobody has set it, None where the voucher names no such value."""
        value = self._values.get(key)
        if value is None:
            return None
        amount = value.amount_on(day, self._chosen)
        return UNKNOWN if amount is None else amount

    def told_apart(self, other: Rates, first: int, last: int) -> frozenset[str] | None:
        """The work of which two choices of readings say different things on some of these days; None of all work."""
        work = frozenset[str]()
        for key, value in self._values.items():
            for begin, end, entry in value.periods():
                ours, theirs = entry.under(self._chosen), entry.under(other._chosen)
                if ours == theirs or begin > last or end < first:
                    continue
                apart = _apart(key, ours, theirs)
                if (
                    apart is None or "transport" in apart
                ):  # an outing is told with what a group does on that day
                    return None
                work |= apart
        return work

    def hour(self, day: int) -> Interval:
        """The unit value in cents; `UNSET` where there is none."""
        cents = self.at("unit_value", day)
        return exactly(cents) if cents.__class__ is int else UNSET

    def worth(self, minutes: Interval, day: int) -> Interval:
        """What so many minutes are worth, in cents and exact."""
        return minutes * self.hour(day) / exactly(HOUR)

    def pays(self, activity: str, day: int) -> bool | None:
        """Whether hours of an activity are paid for; None while nobody has said which are."""
        paid = self.at("pays", day)
        return activity in paid if paid.__class__ is frozenset else None

    def flat(self, day: int) -> Interval | None:
        """The time that an outing's transport is granted; None where the act grants none."""
        minutes = self.at("transport", day)
        return None if minutes is None else exactly(minutes) if minutes.__class__ is int else ANYTHING

    def cites(self, key: str, day: int) -> Citation:
        """Where the act says a value; the voucher's own citation where the value has none."""
        value = self._values.get(key)
        entry = None if value is None else value.entry_on(day)
        cites = value.cites if value is not None and entry is None else entry.cites if entry else None
        return cites or self.voucher.cites

    def gap(self, key: str, day: int) -> Missing:
        """What to ask for when a value is not known on a day."""
        value = self._values.get(key)
        if value is None:
            return Missing(key, "", _SILENT[key])
        entry = value.entry_on(day)
        gap = value.not_set or (entry.not_set if entry is not None else None)
        if gap is None:
            text = Text(f"{value.label.it} in quel giorno", f"{value.label.en} on that day")
            return Missing(value.name, "", text)
        return unset(value, gap)


#: What is said of groups alone.
_OF_GROUPS: Final = frozenset({"group", "family_group"})


def _apart(key: str, ours: Any, theirs: Any) -> frozenset[str] | None:
    """The work for which it matters that a value of a voucher is one or the other; None of all work."""
    if key in _OF_GROUPS:
        return frozenset({"group"})
    sets = ours.__class__ is frozenset and theirs.__class__ is frozenset
    return ours ^ theirs if key == "pays" and sets else None


#: What an act leaves open that has no value for it.
_SILENT: Final = {
    "unit_value": Text(
        "il prezzo di un'ora (l'atto non lo indica)", "the price of an hour (the act gives none)"
    ),
    "family_group": Text(
        "su quali ore di gruppo si calcola la quota della famiglia (l'atto non lo dice)",
        "on which hours of a group the family's share is reckoned (the act does not say)",
    ),
    "group": Text(
        "come si contano le ore di un gruppo (l'atto non lo dice)",
        "how the hours of a group are counted (the act does not say)",
    ),
}

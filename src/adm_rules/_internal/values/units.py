"""The units of amounts: one row for each, with its nouns and with how people write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.texts import Counted, Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its ``noun``, the words ``written`` for it, and how a rule file writes it in ``short``."""

    name: str
    noun: Counted
    written: tuple[str, ...] = ()
    short: str = ""


#: By name.
UNITS: Final[Mapping[str, Unit]] = {
    each.name: each
    for each in (
        Unit("minutes", Counted(Text("minuto", "minute"), Text("minuti", "minutes")),
             ("min", "minute", "minutes", "minuto", "minuti"), "min"),
        Unit("hours", Counted(Text("ora", "hour"), Text("ore", "hours")), ("h", "hour", "hours", "ora", "ore"), "h"),
        Unit("days", Counted(Text("giorno", "day"), Text("giorni", "days")), ("d", "day", "days", "giorno", "giorni")),
        Unit("working_days", Counted(Text("giorno lavorativo", "working day"),
                                     Text("giorni lavorativi", "working days"))),
        Unit("weeks", Counted(Text("settimana", "week"), Text("settimane", "weeks")),
             ("w", "week", "weeks", "settimana", "settimane")),
        Unit("months", Counted(Text("mese", "month"), Text("mesi", "months")), ("month", "months", "mese", "mesi")),
        Unit("years", Counted(Text("anno", "year"), Text("anni", "years")), ("y", "year", "years", "anno", "anni")),
        Unit("euros", Counted(Text("euro", "euro"), Text("euro", "euros")), ("€", "eur", "euro", "euros")),
        Unit("per cent", Counted(Text("per cento", "per cent"), Text("per cento", "per cent")), ("%",)),
        Unit("points", Counted(Text("punto percentuale", "percentage point"),
                               Text("punti percentuali", "percentage points"))),
    )
}  # fmt: skip
#: By each word that is written for one.
WRITTEN: Final[Mapping[str, Unit]] = {word: unit for unit in UNITS.values() for word in unit.written}

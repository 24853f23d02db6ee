"""How a deadline stands: one member for each state, with all that any room asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from adm_rules._internal.texts import Counted, Text

_NONE: Final = Text("", "")
_NOTHING: Final = Counted(_NONE, _NONE)


class DueState(StrEnum):
    """A state of a deadline; the order is the one in which a planner wants them.

    ``counted`` is what is counted, ``said`` the state in words, {} being a number of days: under an empty key as
    a rule, under others where more is known of the day or of what is due. ``paid`` is what an instalment is called.
    ``role`` gives its sign and its colour.
    """

    counted: Counted
    said: Mapping[str, Text]
    paid: Text
    role: str

    def __new__(
        cls, value: str, role: str = "", counted: Counted = _NOTHING, paid: Text = _NONE,
        said: Mapping[str, Text] = MappingProxyType({}),
    ) -> Self:  # fmt: skip
        """A state with what is said of it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.role, member.counted, member.paid, member.said = role, counted, paid, said
        return member

    # fmt: off
    OVERDUE = (
        "overdue", "error",
        Counted(Text("scaduta", "overdue"), Text("scadute", "overdue")), Text("scaduto", "overdue"),
        {"": Text("scaduta da {}", "overdue by {}"),
         "at_least": Text("scaduta da almeno {}", "overdue by at least {}"),
         "perhaps_late": Text("scaduta, o adempiuta con almeno {} di ritardo", "overdue, or done at least {} late"),
         "perhaps_paid": Text("scaduto, o versato in ritardo", "overdue, or paid late")},
    )
    PENDING = (
        "pending", "pending",
        Counted(Text("in attesa", "pending"), Text("in attesa", "pending")), Text("in attesa", "pending"),
        {"": Text("fra {}", "in {}"), "today": Text("oggi", "today"),
         "no_day": Text("in attesa, giorno non noto", "pending, day not known")},
    )
    NOT_STARTED = (
        "not_started", "not_applicable",
        Counted(Text("non decorsa", "not started"), Text("non decorse", "not started")),
        Text("non ancora dovuto", "not due yet"),
        {"": Text("decorre quando avviene il fatto da cui si conta", "runs from an event that has not happened")},
    )
    UNDECIDED = (
        "undecided", "undecided",
        Counted(Text("da chiarire", "to clear up"), Text("da chiarire", "to clear up")),
        Text("non si può dire", "cannot be told"),
        {"": Text("da chiarire", "to be cleared up")},
    )
    LATE = (
        "late", "warning",
        Counted(Text("in ritardo", "late"), Text("in ritardo", "late")), Text("in ritardo", "late"),
        {"": Text("adempiuta con {} di ritardo", "done {} late"),
         "at_least": Text("adempiuta con almeno {} di ritardo", "done at least {} late")},
    )
    MISSED = (
        "missed", "error",
        Counted(Text("mancata", "missed"), Text("mancate", "missed")), Text("mancato", "missed"),
        {"": Text("mancata", "missed"), "check": Text("non rispettata", "not kept")},
    )
    MET = (
        "met", "complies",
        Counted(Text("rispettata", "met"), Text("rispettate", "met")), Text("versato", "paid"),
        {"": Text("rispettata", "met"),
         "by_rollover": Text("rispettata, perché il giorno contato era festivo",
                             "met, because the day as counted was a holiday")},
    )
    LAPSED = (
        "lapsed", "not_applicable",
        Counted(Text("cessata", "lapsed"), Text("cessate", "lapsed")), Text("non più dovuto", "no longer owed"),
        {"": Text("non più dovuta", "no longer owed"), "expiry": Text("cessata", "lapsed")},
    )
    # fmt: on


#: States in which nothing is to be done any more, and those in which the day was not kept.
SETTLED: Final = frozenset({DueState.LATE, DueState.MISSED, DueState.MET, DueState.LAPSED})
BROKEN: Final = frozenset({DueState.OVERDUE, DueState.LATE, DueState.MISSED})


def mended(states: Sequence[str]) -> bool:
    """Whether what recurs was late, each time done all the same, and in time again at the last."""
    broken = [n for n, state in enumerate(states) if state in BROKEN]
    return all(states[n] == "late" for n in broken) and "met" in states[broken[-1] + 1 :] if broken else False

"""The closed sets of tariffs, one row for each member: units of amounts, ways to round, states of a certificate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.texts import Text

_HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class FeeUnit:
    """What an amount of a tariff is for: said behind an amount (``each``), and of the tariff (``about``)."""

    name: str
    each: Text
    about: Text


@dataclass(frozen=True, slots=True)
class RoundingMode:
    """A way to round: its words, and whether what is left beyond so many whole steps makes one more."""

    name: str
    said: Text
    up: Callable[[Fraction, int], bool]


@dataclass(frozen=True, slots=True)
class CertificateDoubt:
    """A state of a certificate that an act may tell the worth of: what is ``wrong`` with it, and the ``worth`` told."""

    name: str
    wrong: Text
    worth: Text


#: ``EUR`` is an amount whose period the act does not state.
UNITS: Final[Mapping[str, FeeUnit]] = {
    each.name: each
    for each in (
        FeeUnit("EUR_per_hour", Text("all'ora", "an hour"), Text("per ogni ora", "for each hour")),
        FeeUnit("EUR_per_access", Text("per accesso", "an access"), Text("per ogni accesso", "for each access")),
        FeeUnit("EUR_per_month", Text("al mese", "a month"), Text("per ogni mese", "for each month")),
        FeeUnit(
            "percent_of_cost", Text("del costo", "of the cost"),
            Text("in percentuale del costo", "in per cent of the cost"),
        ),
        FeeUnit(
            "EUR", Text("(l'atto non dice per quanto tempo)", "(the act does not say for how long)"),
            Text("importo di cui l'atto non dice il periodo", "an amount of which the act does not state the period"),
        ),
    )
}  # fmt: skip
#: Units of which each hour is one.
HOURLY: Final = frozenset({"EUR_per_hour", "percent_of_cost"})
#: The first is the one that holds where an act names none.
MODES: Final[Mapping[str, RoundingMode]] = {
    each.name: each
    for each in (
        RoundingMode("half_up", Text("il mezzo per eccesso", "half up"), lambda rest, _: rest >= _HALF),
        RoundingMode(
            "half_even", Text("il mezzo alla cifra pari", "half to even"),
            lambda rest, whole: rest > _HALF or (rest == _HALF and whole % 2 == 1),
        ),
        RoundingMode("down", Text("per difetto", "down"), lambda _rest, _: False),
        RoundingMode("up", Text("per eccesso", "up"), lambda rest, _: rest > 0),
    )
}  # fmt: skip
DOUBTS: Final[Mapping[str, CertificateDoubt]] = {
    each.name: each
    for each in (
        CertificateDoubt(
            "expired", Text("è scaduta", "has expired"),
            Text("attestazione scaduta: {}", "certificate that has expired: {}"),
        ),
        CertificateDoubt(
            "with_omissions", Text("ha omissioni o difformità", "has omissions or discrepancies"),
            Text("attestazione con omissioni o difformità: {}", "certificate with omissions or discrepancies: {}"),
        ),
        CertificateDoubt(
            "not_yet_valid", Text("non era ancora stata rilasciata", "had not been issued yet"),
            Text("attestazione non ancora rilasciata nel giorno del servizio: {}",
                 "certificate not yet issued on the day of the service: {}"),
        ),
    )
}  # fmt: skip

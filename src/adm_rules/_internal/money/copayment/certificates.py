"""Which ISEE counts on a day: chosen among the certificates of a case, never computed.

Kinds, validity and defects are those of DPCM 159/2013. The indicator for specific family benefits (L. 199/2025, art. 1
c. 208) is a kind of its own, which no copayment takes unless its tariff says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from adm_rules._internal.calendar import last_day_of_term
from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules import ISEE, Indicator, Tariff
from adm_rules._internal.values.amounts import PLACES
from adm_rules._internal.values.bounds import (
    ANYTHING,
    INF,
    NONE,
    NOT_YET,
    UNKNOWN,
    Interval,
    Number,
    is_known,
    limits,
)

#: What is asked of every certificate.
FACTS: Final = (
    *("isee_kind", "isee_status", "isee_value", "indicator_value"),
    *("isee_issued_on", "isee_valid_until"),
)
VALID, EXPIRED, REFUSED, ABSENT = "valid", "expired", "refused", "absent"
#: States other than valid, in the order in which one of several certificates is looked at.
_FALLBACK: Final = ("with_omissions", EXPIRED, "not_yet_valid", REFUSED, ABSENT)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate as far as it is known; ``unseen`` stands for those that a list does not show."""

    kind: Any
    status: Any
    value: Any
    issued: tuple[int, int]
    until: Any
    unseen: bool
    fact: str = "isee_value"

    @classmethod
    def of(cls, asked: Asked, indicator: Indicator, on: int) -> Certificate:
        """The certificate that a row answers for, as seen on a day: one that has expired was valid before, if ever."""
        kind, status, isee, measured, issued, until = (asked.values[name] for name in FACTS)
        value, fact = (isee, "isee_value")
        if indicator != ISEE:
            value, fact = _in_place(measured, indicator), "indicator_value"
        first, last, _ = limits(issued)
        if indicator.lasts is not None and first == last and not is_known(until):
            until = last_day_of_term(first, indicator.lasts) if 0 < first < NOT_YET else until
        if status == EXPIRED and until.__class__ is Interval:
            until = Interval(until.lo, min(until.hi, on - 1))
            last = max(first, min(last, until.hi))
        return cls(kind, status, value, (first, last), until, asked.unseen, fact)

    def states(self, accepts: Sequence[str], day: int) -> frozenset[str]:
        """All that the certificate may be on a day."""
        if self.status is NONE or self.status == ABSENT:
            return frozenset((ABSENT,))  # of whatever kind: there is none
        if self.kind.__class__ is str and self.kind not in accepts:
            return frozenset((REFUSED,))
        found = set(self._states(day))
        return frozenset(found if self.kind.__class__ is str else {*found, REFUSED})

    def _states(self, day: int) -> Iterator[str]:
        if self.status == EXPIRED:
            # A certificate that has expired since was valid until its last day.
            yield from self._on(day, VALID) if self.until is not NONE else (EXPIRED,)
        elif self.status in {VALID, "with_omissions"}:
            yield from self._on(day, self.status)
        else:
            yield from (*self._on(day, VALID), *self._on(day, "with_omissions"), EXPIRED, ABSENT)

    def _on(self, day: int, state: str) -> Iterator[str]:
        """A state, as far as the day lies between the issue and the last day of validity."""
        first, last, _ = (day, day, False) if self.until is NONE else limits(self.until)
        if self.issued[0] <= day and last >= day:
            yield state
        if self.issued[1] > day:
            yield "not_yet_valid"
        if first < day and self.issued[0] <= day:
            yield EXPIRED


def _in_place(millionths: Any, indicator: Indicator) -> Any:
    """The value of an indicator in its last place; one with more decimals has none."""
    if millionths.__class__ is not int:
        return millionths
    found, rest = divmod(millionths, 10 ** (PLACES - indicator.decimals))
    return UNKNOWN if rest else found


@dataclass(frozen=True, slots=True)
class Sight:
    """What a tariff sees of the ISEE on a day.

    ``values`` are attested ISEE that may count, ``open`` that any ISEE may, ``absent`` that there may be none to
    count. ``chosen`` is the certificate that counts, if it is one; ``refused`` are kinds that were presented and do not
    count; ``doubtful`` are states for which the act says nothing. ``within`` bounds what is open.
    """

    values: frozenset[int] = frozenset()
    open: bool = False
    absent: bool = False
    chosen: Certificate | None = None
    valid: int = 0
    refused: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    within: Interval = ANYTHING

    @property
    def settled(self) -> bool:
        """Whether it is known what counts: one ISEE, or none."""
        return not self.open and len(self.values) + self.absent == 1


#: A family that presents no certificate.
NOBODY: Final = Sight(absent=True)


def measured(value: Any, indicator: Indicator) -> Sight:
    """What a tariff sees of an indicator that a fact makes; beyond its range it counts as the end of it."""
    if value is NONE:
        return Sight(absent=True)
    place = _scaled(value, indicator) if indicator.kind == "number" else value
    lo, hi, none = limits(place)
    low, high = (min(max(end, indicator.lowest), _top(indicator)) for end in (lo, hi))
    if place.__class__ is int:
        return Sight(frozenset((int(low),)))
    return Sight(open=True, absent=none, within=Interval(low, high))


def _scaled(value: Any, indicator: Indicator) -> Any:
    """A number in the last place of an indicator, or the places between which it lies."""
    if value.__class__ is not Interval:
        return _in_place(value, indicator)
    scale = 10 ** (PLACES - indicator.decimals)
    low = value.lo if value.lo <= -INF else value.lo // scale
    high = value.hi if value.hi >= INF else -(-value.hi // scale)
    return Interval(low, high, value.none)


def _top(indicator: Indicator) -> Number:
    return INF if indicator.highest is None else indicator.highest


def sight(certificates: Iterable[Asked], tariff: Tariff, day: int, on: int) -> Sight:
    """What a tariff sees on a day, by a file as seen on another day.

    That is the valid certificate that was issued last (where the tariff says so, the one of the lowest value), or what
    there is instead.
    """
    every = [Certificate.of(asked, tariff.indicator, on) for asked in certificates]
    judged = [
        (each, each.states(tariff.accepts, day)) for each in every if not each.unseen or each.issued[0] <= day
    ]
    sure = [each for each, states in judged if states == {VALID}]
    able = [each for each, states in judged if VALID in states]
    most = min((each.value for each in sure if each.value.__class__ is int), default=INF)
    if tariff.of_several == "lowest":
        able = [each for each in able if each.value.__class__ is not int or each.value <= most]
    else:
        able, most = _issued_last(able, sure), INF
    spare = [] if sure else list(_spare(judged))
    doubtful = [state for _, state in spare if tariff.certificate.get(state) == "undecided"]
    refused = [each.kind for each, state in spare if state == REFUSED and each.kind.__class__ is str]
    allowed = (each for each, state in spare if tariff.certificate.get(state) == "use")
    used = list(dict.fromkeys((*able, *allowed)))
    worthless = [state for _, state in spare if state == ABSENT or tariff.certificate.get(state) == "none"]
    denied = any(state == REFUSED for _, state in spare)
    unknown = any(each.value.__class__ is not int and each.value is not NONE for each in used)
    one = used[0] if len(used) == 1 and not (doubtful or denied or worthless) else None
    return Sight(
        frozenset(each.value for each in used if each.value.__class__ is int),
        open=bool(doubtful) or denied or unknown,
        absent=bool(worthless or doubtful or denied)
        or any(each.value is NONE for each in used)
        or not judged,
        chosen=one,
        valid=len(sure),
        refused=tuple(dict.fromkeys(refused)),
        doubtful=tuple(dict.fromkeys(_told(judged, spare, tariff))),
        missing=tuple(dict.fromkeys(name for each in every for name in _unknown(each, tariff))),
        within=Interval(-INF, most),
    )


def _spare(judged: Sequence[tuple[Certificate, frozenset[str]]]) -> Iterator[tuple[Certificate, str]]:
    """What counts when no certificate is valid: the best of those that there are, or all that they may be."""
    if any(len(states) > 1 for _, states in judged):
        yield from ((each, state) for each, states in judged for state in sorted(states - {VALID}))
        return
    for state in _FALLBACK:
        found = [each for each, states in judged if state in states]
        if found:
            yield from ((each, state) for each in _issued_last(found, found))
            return


def _issued_last(certificates: Iterable[Certificate], sure: Sequence[Certificate]) -> list[Certificate]:
    """Those that may have been issued last, seeing when some that certainly count were."""
    since = max((each.issued[0] for each in sure), default=None)
    return [each for each in certificates if since is None or each.issued[1] >= since]


def _told(
    judged: Iterable[tuple[Certificate, frozenset[str]]],
    spare: Iterable[tuple[Certificate, str]],
    tariff: Tariff,
) -> Iterator[str]:
    """Doubtful states that certificates are certainly in, of those that are there to see."""
    sure = [each for each, states in judged if len(states) == 1 and not each.unseen]
    for each, state in spare:
        if each in sure and tariff.certificate.get(state) == "undecided":
            yield state


def _unknown(certificate: Certificate, tariff: Tariff) -> Iterator[str]:
    """Facts of a certificate that are not known; of one that nobody sees, that there may be one."""
    if certificate.unseen:
        yield "isee"
        return
    if certificate.kind.__class__ is str and certificate.kind not in tariff.accepts:
        return  # of what does not count nothing is asked
    first, last = certificate.issued
    known = {
        "isee_kind": certificate.kind,
        "isee_status": certificate.status,
        certificate.fact: certificate.value,
        "isee_valid_until": certificate.until,
    }
    yield from (
        name for name, value in known.items() if value.__class__ not in {int, str} and value is not NONE
    )
    if first != last:
        yield "isee_issued_on"

"""What a family would pay over a range of ISEE: the copayment of one case with one certificate after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from adm_rules._internal.case import IseeCertificate
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError
from adm_rules._internal.money.copayment.access import Access, Copayments
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.report.plain import Answer, Framed
from adm_rules._internal.rules import ISEE, Tariff
from adm_rules._internal.rules.trial import TrialValue

_CENT: Final = Decimal("0.01")
#: An ISEE beyond which no tariff is asked, in euro.
_MOST: Final = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class CurvePoint(Answer):
    """What is due with one ISEE, in euro: the fee of a unit and what is due in all, with both ends."""

    isee: Decimal
    outcome: str
    lowest: Decimal | None
    highest: Decimal | None
    total_lowest: Decimal | None
    total_highest: Decimal | None

    @property
    def total(self) -> Decimal | None:
        """What is due in all, if it is decided."""
        return self.total_lowest if self.outcome == "decided" else None


@dataclass(frozen=True, slots=True)
class CopaymentCurve(Framed, Answer):
    """The copayment of a case over a range of ISEE, at the values asked for and at every edge of the tariff between."""

    WRITTEN = ("rules version fingerprint trial on service tariff unit points steps",)

    rules: str
    version: str
    fingerprint: str
    on: date
    service: str
    tariff: str
    unit: str | None
    points: tuple[CurvePoint, ...]
    trial: tuple[TrialValue, ...] = ()

    @property
    def steps(self) -> tuple[CurvePoint, ...]:
        """The points at which another amount is due than a cent of ISEE before."""
        return tuple(
            after
            for before, after in pairwise(self.points)
            if after.isee - before.isee == _CENT and _jumps(before, after)
        )


def _jumps(before: CurvePoint, after: CurvePoint) -> bool:
    """Whether more happens than on a line: the outcome changes, or the amount by more than a cent."""
    if before.outcome != after.outcome or before.total is None or after.total is None:
        return before.outcome != after.outcome
    return abs(after.total - before.total) > _CENT


def sums_of(given: Any) -> list[Decimal]:
    """The ISEE that are asked for, in euro.

    Raises:
        ArgumentError: they are no amounts in euro.
    """
    wrong = ArgumentError(
        "`isee` are amounts in euro: a range such as `range(0, 30001, 500)`, or a list of numbers"
    )
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        raise wrong
    found = list(given)
    sums = [
        Decimal(each) for each in found if isinstance(each, (int, Decimal)) and each.__class__ is not bool
    ]
    fine = all(each.is_finite() and 0 <= each <= _MOST and each == each.quantize(_CENT) for each in sums)
    if not found or len(sums) != len(found) or not fine:
        raise wrong
    return sums


def points(
    copayments: Copayments, files: Mapping[str, Any], wanted: Access, sums: Iterable[Decimal]
) -> Iterator[tuple[Decimal, Copayment]]:
    """The copayment with each ISEE, in order.

    Raises:
        AdmRulesError: no tariff of the rule set goes by an ISEE for the service.
    """
    service = copayments.service(files["case"], wanted.service)
    tariff = copayments.pricing.by_service.get(service)
    own = () if tariff is None else copayments.pricing.parts[tariff.name]
    if tariff is None or not all(each.indicator == ISEE for each in own):
        raise AdmRulesError(f"no tariff of the rule set goes by an ISEE for `{service}`")
    asked = sorted(set(sums))
    edges = copayments.pricing.edges(tariff, wanted.on.toordinal())
    between = {
        value
        for edge in edges
        for value in (Decimal(edge + d) / 100 for d in (-1, 0, 1))
        if asked[0] <= value <= asked[-1]
    }
    for isee in sorted({*asked, *between}):
        yield isee, copayments.of({**files, "case": _with(files["case"], tariff, isee, wanted.on)}, wanted)


def _with(case: Any, tariff: Tariff, isee: Decimal, on: date) -> Any:
    """The case with one certificate, of the kind that the tariff takes, issued on the day."""
    data = {
        "kind": tariff.accepts[0],
        "status": "valid",
        "value": isee,
        "issued_on": on,
        "valid_until": date(on.year, 12, 31),
    }
    one = IseeCertificate.model_validate(data)
    return case.model_copy(update={"isee": (one,)})


def point(isee: Decimal, found: Copayment) -> CurvePoint:
    """What is kept of a copayment."""
    ends = found.lowest, found.highest, found.total_lowest, found.total_highest
    return CurvePoint(isee, found.outcome, *ends)

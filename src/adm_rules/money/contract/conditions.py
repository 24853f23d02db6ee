"""What a condition is made of under some readings: its comparisons and deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adm_rules.rules import AllOf, AnyOf, ByReading, Comparison, Condition, Not, Regulation, Term


def leaves_under(
    condition: Condition | None, regulation: Regulation, readings: Mapping[str, str], *, sure: bool = False
) -> Iterator[Comparison | Term]:
    """The comparisons and deadlines of a condition, under the readings given and the defaults of the others.

    With ``sure`` only those that must all hold: nothing of ``any`` and ``not``.
    """
    match condition:
        case None:
            return
        case AnyOf() | Not() if sure:
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves_under(part, regulation, readings, sure=sure)
        case Not(part):
            yield from leaves_under(part, regulation, readings, sure=sure)
        case ByReading(reading, options):
            chosen = readings.get(reading, regulation.readings[reading].default)
            yield from leaves_under(options[chosen], regulation, readings, sure=sure)
        case _:
            yield condition

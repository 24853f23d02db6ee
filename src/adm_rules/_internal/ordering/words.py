"""What each step of an order says of an element, in one clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.ordering.keys import Ends, Scored, counting, of_entry
from adm_rules._internal.ordering.queue import Mark
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import Direction
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_value, join_words
from adm_rules._internal.values.bounds import INF, Interval

_SAID: Final = Catalogue(
    {
        "criterion": Text("criterio {}: {}{}", "criterion {}: {}{}"),
        "unknown_day": Text("{}, giorno non noto", "{}, day not known"),
        "not_yet": Text("{}, non ancora", "{}, not yet"),
        "unknown_value": Text("{}, non noto", "{}, not known"),
        "no_value": Text("{}, non c'è", "{}, there is none"),
        "is": Text("{}, {}", "{}, {}"),
        "points": Text("{} punti{}", "{} points{}"),
        "point": Text("{} punto{}", "{} point{}"),
        "from": Text("almeno {}", "at least {}"),
        "between": Text("da {} a {}", "{} to {}"),
        "marks": Text(" ({})", " ({})"),
        "mark": Text("{}: {}", "{}: {}"),
    }
)
HELD: Final = {
    True: Text("soddisfatto", "met"),
    False: Text("non soddisfatto", "not met"),
    None: Text("non si può dire", "cannot be told"),
}
_NOTHING: Final = Text("", "")


def filled(shape: Text, parts: Iterable[Text]) -> Text:
    """A text with a list of others in its slot."""
    listed = list(parts)
    return Text(
        shape.it.format(join_words([each.it for each in listed], "it")),
        shape.en.format(join_words([each.en for each in listed], "en")),
    )


def step_said(n: int, what: Text, missing: Sequence[Missing]) -> Text:
    """A step in one clause: ``criterio 1: soddisfatto``."""
    lack = filled(Text(" (manca: {})", " (missing: {})"), [each.text for each in missing])
    return _SAID["criterion"].filled(n + 1, what, lack if missing else _NOTHING)


def value_said(label: Text, kind: str, direction: Direction, found: Any, ends: Ends) -> Text:
    """The value that a step goes by."""
    if not ends.known:
        return _SAID["unknown_day" if direction.of_days else "unknown_value"].filled(label)
    if ends.least >= INF:
        return _SAID["not_yet" if direction.of_days else "no_value"].filled(label)
    value = found.lo if isinstance(found, Interval) else found
    return _SAID["is"].filled(label, Text.of(lambda lang: format_value(kind, value, lang)))


def marks_of(entries: Iterable[Sequence[Scored]]) -> tuple[Mark, ...]:
    """The points of each entry that gives some, or may."""
    return tuple(_mark(entry) for entry in entries if of_entry(entry) != Interval(0, 0))


def _mark(entry: Sequence[Scored]) -> Mark:
    points = of_entry(entry)
    may = filled(Text("{}", "{}"), [score.because for score in counting(entry)])
    return Mark(may, _decimal(points.lo), None if points.hi >= INF else _decimal(points.hi))


def _decimal(points: Any) -> Decimal:
    """A number of points, which decimals that a file can write add up to."""
    exact = Fraction(points)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).normalize()


def worth(points: Fraction) -> Text:
    """So many points."""
    return points_said(Interval(points, points), ())


def points_said(points: Interval, marks: Sequence[Mark]) -> Text:
    """A sum of points, with what gives them."""
    shown = _range_of(_decimal(points.lo), None if points.hi >= INF else _decimal(points.hi))
    each = [_SAID["mark"].filled(mark.because, _range_of(mark.lowest, mark.highest)) for mark in marks]
    word = "point" if points.lo == 1 and points.hi in (1, INF) else "points"
    return _SAID[word].filled(shown, filled(_SAID["marks"], each) if marks else _NOTHING)


def _range_of(lowest: Decimal, highest: Decimal | None) -> Text:
    if highest is None:
        return _SAID["from"].filled(_number(lowest))
    if lowest == highest:
        return _number(lowest)
    return _SAID["between"].filled(_number(lowest), _number(highest))


def _number(points: Decimal) -> Text:
    text = f"{points:f}"
    return Text(text.replace(".", ","), text)

"""Values of a comparison that programs compute with, beside the texts that people read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.plain import Answer, Quiet, plain
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, Interval, SetSpan, exact
from adm_rules._internal.values.kinds import KINDS, bounds_text, compared_as, is_day
from adm_rules._internal.values.terms import Series


@dataclass(frozen=True, slots=True, repr=False)
class TypedValue(Quiet, Answer):
    """A value by its kind, as Python has it.

    Whole numbers of ``minutes``, ``days``, ``working_days``, ``months``, ``years`` and ``count``; ``money`` in cents;
    ``date`` and ``event`` as days; ``instant`` as a local time; ``fraction`` as an exact fraction; ``number`` as a
    decimal; ``time`` as ``HH:MM``, ``month_day`` as ``MM-DD``; names as text; ``set`` and ``series`` in order.

    What is not wholly known lies from ``lowest`` to ``highest``; None is an open end (of a set ``lowest`` are its
    certain members, ``highest`` all that it may have). Of what is known both are the value, and None is known not to
    exist, or not to have happened. Of the two ends that `between` names, they are these.
    """

    WRITTEN = ("kind", ("value", lambda typed: typed.written()), "known")

    kind: str
    lowest: Any
    highest: Any
    known: bool = True

    @property
    def value(self) -> Any:
        """The value, if it is known to be one; else None."""
        return self.lowest if self.known and self.lowest == self.highest else None

    def written(self) -> Any:
        """The value for JSON: by itself, or as its two ends."""
        if self.known and self.lowest == self.highest:
            return plain(self.lowest)
        return {"from": plain(self.lowest), "to": plain(self.highest)}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> TypedValue:
        """Read back what `to_dict` wrote."""
        return cls.read(data["kind"], data["value"], known=data["known"])

    @classmethod
    def read(cls, kind: str, data: Any, *, known: bool = False) -> TypedValue:
        """What `written` made; two ends are those of a value that is not known, unless ``known`` says otherwise."""
        if isinstance(data, dict):
            first, last = (
                None if data[end] is None else KINDS[kind].exact.read(data[end]) for end in ("from", "to")
            )
            return cls(kind, first, last, known)
        value = None if data is None else KINDS[kind].exact.read(data)
        return cls(kind, value, value)


def typed(kind: str, value: Any) -> TypedValue:
    """A value of a comparison, as the library holds it, by its kind."""
    told = KINDS[kind].exact.made
    if value.__class__ is Series:
        days = told(value.days)
        return TypedValue(kind, days, days if not value.loose else None, not value.loose)
    if value.__class__ is SetSpan:
        return TypedValue("set", *_ends_of_set(value), known=False)
    if value.__class__ is Interval:
        lowest, highest = (_end(kind, end) for end in (value.lo, value.hi))
        return TypedValue(kind, lowest, highest, value.decided)
    nothing = value is NONE or (is_day(kind) and value == NOT_YET)
    made = None if nothing else told(value)
    return TypedValue(kind, made, made)


def between(kind: str, ends: tuple[Any, Any]) -> TypedValue:
    """The two ends that a value must lie between; one that is not known is open."""
    low, high = (typed(kind, end).value for end in ends)
    return TypedValue(kind, low, high)


def _ends_of_set(value: SetSpan) -> tuple[Any, Any]:
    told = KINDS["set"].exact.made
    return told(value.certain), None if value.possible is None else told(value.possible)


def _end(kind: str, end: Any) -> Any:
    """One end; None where nothing bounds it, and of a fraction as a fraction."""
    if end <= -INF or end >= INF:
        return None
    if is_day(kind):
        return KINDS[kind].exact.made(int(end)) if 1 <= end <= LAST_DAY else None
    if kind == "instant" and not 2880 <= end < (LAST_DAY + 1) * 2880:
        return None
    return Fraction(end) if compared_as(kind) == "fraction" else KINDS[kind].exact.made(end)


_WORDS: Final = Catalogue({"none": Text("non risulta", "not recorded")})


def said(value: TypedValue | None) -> Text:
    """A typed value in words, names as they are; what a stored answer is read with that holds no words."""
    return Text("", "") if value is None else Text.of(lambda lang: _said(value, lang))


def _said(value: TypedValue, lang: str) -> str:
    kind = KINDS[value.kind]
    if value.known and value.lowest == value.highest:
        if value.lowest is None:
            return _WORDS.in_language(lang)["none"]
        return kind.words(kind.exact.held(value.lowest), lang, None)
    if kind.family in ("set", "name", "bool"):
        return bounds_text("count", Interval(-INF, INF), lang)
    low, high = (None if end is None else kind.exact.held(end) for end in (value.lowest, value.highest))
    first, last = (-INF if low is None else exact(low)), (INF if high is None else exact(high))
    return bounds_text(value.kind, Interval(first, last), lang)

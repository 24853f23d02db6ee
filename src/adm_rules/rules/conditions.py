"""Conditions and operands: the one grammar of rules, derogations, recipes and tariffs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


# --- operands ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """An amount or a name as it stands in the file; its kind comes from what it is compared with."""

    raw: Any


@dataclass(frozen=True, slots=True)
class ValueRef:
    """``$name``: a value of the rule set."""

    name: str


@dataclass(frozen=True, slots=True)
class ParamRef:
    """``{param: name}``: a parameter of the fact whose recipe this is."""

    name: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact, with what its parameters are filled with; ``alias`` names it in messages when it is asked twice."""

    name: str
    arguments: tuple[tuple[str, Operand], ...] = ()
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of operands: the ends of ``between``, or the members of a set."""

    items: tuple[Operand, ...]


Operand: TypeAlias = Literal | ValueRef | ParamRef | FactRef | ListOf


# --- conditions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """``{fact: {operator: operand}}``."""

    fact: FactRef
    operator: str
    operand: Operand
    path: Path


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline: ``within``, ``by`` or ``every`` (see docs/language.md for the forms).

    ``unit`` is days or months; ``anchor`` the fact that it runs from, or before which it ends; ``until`` ends
    ``every``.
    """

    fact: FactRef
    form: str  # within | by_day | by_fact | before | every
    path: Path
    unit: str = ""
    length: Operand | None = None
    anchor: FactRef | None = None
    until: FactRef | None = None
    mode: str = ""  # of `by`: this_year | following_year; of `every`: rolling | grid | calendar
    rollover: str | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when some part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of its part."""

    part: Condition


@dataclass(frozen=True, slots=True)
class ByReading:
    """One condition for each option of a reading."""

    reading: str
    options: Mapping[str, Condition]
    path: Path


Condition: TypeAlias = Comparison | Term | AllOf | AnyOf | Not | ByReading

"""The shapes of a rule file once it is read: frozen data, no behaviour.

`adm_rules.loader` builds them from YAML, `adm_rules.compiler` checks and compiles them. Every part that can be
wrong keeps
its ``path`` in the file, so that a later stage can still point at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from adm_rules.citations import Citation
from adm_rules.texts import Text

Path: TypeAlias = tuple[str | int, ...]
EMPTY: Mapping[str, Any] = MappingProxyType({})

#: The version of the rule language that this library reads.
LANGUAGE = 1


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


# --- the parts of a rule file -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotSet:
    """A number that no act gives: the body that must set it and what to ask that body for."""

    by: Text
    asks: Text


@dataclass(frozen=True, slots=True)
class Amount:
    """One dated amount of a value; ``day_from`` None means "since ever", ``day_until`` None "until further notice".

    ``by_reading`` replaces ``amount`` where the options of a reading give different amounts.
    """

    day_from: int | None
    day_until: int | None
    amount: Any
    cites: Citation | None
    path: Path
    by_reading: tuple[str, Mapping[str, Any]] | None = None
    not_set: NotSet | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A named limit: its kind, its dated amounts with their citations, or who must set it."""

    name: str
    kind: str
    label: Text
    history: tuple[Amount, ...]
    not_set: NotSet | None
    cites: Citation | None
    path: Path
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a norm; one that is not evaluated is only quoted."""

    name: str
    text: Text
    evaluate: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A norm that can be read in more than one way: the question, the options and the default."""

    name: str
    question: Text
    default: str
    options: Mapping[str, Option]
    norms: tuple[str, ...]
    path: Path
    disputed_severity: str | None = None


@dataclass(frozen=True, slots=True)
class Derogation:
    """What replaces a requirement, and when. ``record`` picks the case's derogation records that it is about.

    With a ``record`` condition, scope, interval, conditions and the replacing requirement are all judged on one and the
    same record; without one, on the subject itself.
    """

    name: str
    when: Condition | None
    record: Condition | None
    require: Condition
    cites: Citation | None
    path: Path
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One norm as a condition on one kind of subject."""

    id: str
    title: Text
    per: str
    norms: tuple[str, ...]
    cites: Citation
    when: Condition | None
    require: Condition
    derogations: tuple[Derogation, ...]
    severity: str
    consequence: str
    message: Text
    path: Path
    topic: str | None = None
    dated_by: str | None = None
    awaits: str | None = None
    disabled: tuple[tuple[int, int], ...] = ()  # days on which an overlay sets the rule aside


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One step of an order: elements that satisfy ``first`` come first, or the earliest day comes first."""

    first: Condition | None
    earliest: FactRef | None


@dataclass(frozen=True, slots=True)
class Order:
    """A norm that ranks instead of requiring: who comes first."""

    id: str
    title: Text
    per: str
    norms: tuple[str, ...]
    cites: Citation
    keys: tuple[OrderKey, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Conventions:
    """Counting habits that no text spells out; see docs/language.md for each."""

    first_day: str = "excluded"
    month_end: str = "clamp"
    rollover: str = "next"
    backward_rollover: str = "none"
    week: str = "iso"
    holidays: str = "national"
    patron_days: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """The act that a rule set encodes: its title, the body that adopted it, and when."""

    title: Text
    body: str
    adopted: tuple[Mapping[str, Any], ...]
    document: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a family pays: not set by any act, or free. Priced shapes come with the money module."""

    name: str
    unit: str
    not_set: NotSet | None
    free: Text | None
    cites: Citation | None
    path: Path


@dataclass(frozen=True, slots=True)
class Regulation:
    """One rule file, whole."""

    id: str
    title: Text
    version: str
    act: Act
    day_from: int
    day_until: int | None
    file: str
    text: str = field(repr=False)
    conventions: Conventions = Conventions()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    tariffs: Mapping[str, Tariff] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    orders: tuple[Order, ...] = ()
    names: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

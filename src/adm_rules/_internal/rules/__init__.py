"""The shapes of a rule file once it is read: frozen data, no behaviour.

`loader` builds them from YAML, `compiler` checks and compiles them. Every part that can be
wrong keeps its ``path`` in the file, so that a later stage can still point at its line.
"""

from __future__ import annotations

from adm_rules._internal.rules.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    Leaf,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Path,
    Replacement,
    Term,
    ValueRef,
    When,
    about,
    given,
    operands_in,
)
from adm_rules._internal.rules.facts import MORE, Fact
from adm_rules._internal.rules.orders import DIRECTIONS, ByFact, Direction, First, Order, Points, Score, Step
from adm_rules._internal.rules.parts import (
    Amount,
    DerogationClause,
    EachYear,
    Follows,
    Guidance,
    Hint,
    NotSet,
    Option,
    Presumption,
    ReadingChoice,
    Rule,
    Value,
)
from adm_rules._internal.rules.regulation import (
    LANGUAGE,
    Act,
    Conventions,
    Regulation,
)
from adm_rules._internal.rules.tariffs import (
    ISEE,
    VOUCHER_VALUES,
    AsOften,
    Beyond,
    Bounded,
    Excess,
    Exemption,
    Fee,
    FeeRow,
    Fixed,
    Flat,
    Formula,
    Free,
    Indicator,
    Instead,
    LastDay,
    Modifier,
    More,
    Proportional,
    Rounding,
    RowEdge,
    Shape,
    ShapeByReading,
    Slope,
    Sum,
    Table,
    Tariff,
    TariffPart,
    Version,
    Voucher,
    YearCap,
    sums,
)

"""The shapes of a rule file once it is read: frozen data, no behaviour.

`adm_rules.loader` builds them from YAML, `adm_rules.compiler` checks and compiles them. Every part that can be
wrong keeps its ``path`` in the file, so that a later stage can still point at its line.
"""

from __future__ import annotations

from adm_rules.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Path,
    Term,
    ValueRef,
)
from adm_rules.rules.parts import (
    Amount,
    Derogation,
    NotSet,
    Option,
    Order,
    OrderKey,
    Reading,
    Rule,
    Value,
)
from adm_rules.rules.regulation import (
    LANGUAGE,
    Act,
    Conventions,
    Regulation,
)
from adm_rules.rules.tariffs import (
    Tariff,
)
from adm_rules.rules.vouchers import (
    VOUCHER_VALUES,
    Beyond,
    LastDay,
    Voucher,
)

__all__ = [
    "LANGUAGE",
    "VOUCHER_VALUES",
    "Act",
    "AllOf",
    "Amount",
    "AnyOf",
    "ByReading",
    "Comparison",
    "Condition",
    "Conventions",
    "Derogation",
    "Beyond",
    "FactRef",
    "LastDay",
    "ListOf",
    "Literal",
    "Not",
    "NotSet",
    "Operand",
    "Option",
    "Order",
    "OrderKey",
    "ParamRef",
    "Path",
    "Reading",
    "Regulation",
    "Rule",
    "Tariff",
    "Term",
    "Value",
    "ValueRef",
    "Voucher",
]

"""Amounts: how a rule file writes them, what they are inside, and how a reader sees them.

Inside, every amount is made of whole numbers: minutes, cents, days, a clock time in minutes, a day as its
ordinal, an instant as `calendar` counts it, a fraction as ``(numerator, denominator)``, a day of
the year as ``(month, day)``. Nothing here is ever a float.

`parse_amount` is for rule files: its help may repeat what stands there. A file about a person goes through
`parse_fraction`, `decimal_to_cents` and `calendar.clock`, whose errors never quote it.
"""

from __future__ import annotations

from adm_rules._internal.values.amounts import (
    Amount,
    Fraction,
    QuantityError,
    cents_to_decimal,
    decimal_to_cents,
    parse_fraction,
    parse_number,
)
from adm_rules._internal.values.kinds import (
    KINDS,
    Kind,
    bounds_text,
    compared_as,
    difference_text,
    format_value,
    is_day,
    parse_amount,
)
from adm_rules._internal.values.wording import (
    between_days_text,
    count_of,
    days_text,
    elide,
    format_moment,
    join_words,
    joined,
    plural,
    week_text,
)

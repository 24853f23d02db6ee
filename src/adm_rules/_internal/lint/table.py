"""Every check, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.lint.check import Check, check_of
from adm_rules._internal.lint.checks import (
    bare_number,
    citation_without_norm,
    derogation_stricter,
    double_not,
    duplicate_rule,
    event_order_without_exists,
    example_missing_verdict,
    group_of_one,
    list_of_one,
    literal_is_a_value,
    message_equal,
    message_no_stop,
    nested_group,
    reading_without_difference,
    register_disagrees,
    repeated_part,
    require_always,
    require_never,
    rules_conflict,
    subject_never_required,
    unused_fact,
    unused_reading,
    unused_value,
    value_never_another,
    when_in_require,
    when_never,
)

#: In alphabetical order; a new check is a module in `checks` and a line here.
CHECKS: Final[Mapping[str, Check]] = {
    each.code: each
    for each in map(
        check_of,
        (
            bare_number,
            citation_without_norm,
            derogation_stricter,
            double_not,
            duplicate_rule,
            event_order_without_exists,
            example_missing_verdict,
            group_of_one,
            list_of_one,
            literal_is_a_value,
            message_equal,
            message_no_stop,
            nested_group,
            reading_without_difference,
            register_disagrees,
            repeated_part,
            require_always,
            require_never,
            rules_conflict,
            subject_never_required,
            unused_fact,
            unused_reading,
            unused_value,
            value_never_another,
            when_in_require,
            when_never,
        ),
    )
}

"""What must exist is asked for: of every list that rules hang on, a rule asks for an element or a reason is written."""

from __future__ import annotations

import pytest

from adm_rules._internal.engine import available, load
from adm_rules._internal.review.presupposed import check_reasons, load_reasons


@pytest.mark.parametrize("name", available())
def test_what_rules_hang_on_is_asked_for_or_a_reason_says_why_not(name: str) -> None:
    rules = load(name)
    assert check_reasons(rules.regulation, rules.vocabulary, load_reasons()) == ()


def test_a_reason_is_about_a_rule_set() -> None:
    assert {reason.rules for reason in load_reasons()} <= set(available())

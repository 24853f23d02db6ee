"""Every norm of every document has a fate, and the registers and the rule sets say the same."""

from __future__ import annotations

import pytest

from adm_rules._internal.diagnostics import render_all
from adm_rules._internal.engine import available, load
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.register import load_register, registers


@pytest.mark.parametrize("name", registers())
def test_register_and_rule_set_account_for_every_norm(name: str) -> None:
    found = check_register(load_register(name), load(name).regulation, load(name).vocabulary)
    assert found == (), render_all(found)


def test_a_register_is_about_a_rule_set() -> None:
    assert set(registers()) <= set(available())

"""Words that the language does not have: what is said of them is a word that it has."""

from __future__ import annotations

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.facts import registry
from adm_rules._internal.loader import faults as words
from adm_rules._internal.loader.faults import meant
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.operators import OPERATORS
from tests.rules.small import rule, rule_set

KNOWN = {"operator": OPERATORS, "kind": KINDS, "subject": registry().subjects}


def test_what_is_offered_exists_and_what_is_written_does_not() -> None:
    for (what, said), given in words._WORDS.items():
        assert said in KNOWN[what]
        assert not set(given.split()) & set(KNOWN[what])


def test_no_word_stands_for_two() -> None:
    written = [(what, word) for (what, _), given in words._WORDS.items() for word in given.split()]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(
    ("what", "word", "help_"),
    [
        ("operator", ">=", "write `at_least`"),
        ("operator", "Max", "write `at_most`"),
        ("subject", "child", "write `case`"),
        ("kind", "hours", "write `minutes`"),
        ("key", "weeks", "write `days: 14` for two weeks"),
        ("key", "50", "an amount has a point and no comma: write `3.50`"),
        ("key", "wholly_unknown", None),
        ("value", "50", None),
    ],
)
def test_what_is_said_of_a_word(what: str, word: str, help_: str | None) -> None:
    assert meant(what, word) == help_


@pytest.mark.parametrize(
    ("condition", "help_"),
    [
        ("{or: [{urgent: {is: true}}]}", "write `any: [condition, condition]`"),
        ("{urgent: true}", "write `urgent: {is: true}`"),
        ("{users_present: 3}", "write `users_present: {is: 3}`"),
        ("{requester_role: parent}", "write `requester_role: {is: parent}`"),
        ("{requester_role: [parent]}", "write `requester_role: {operator: limit}`"),
        ("{requester_role: 'a b'}", "write `requester_role: {operator: limit}`"),
        ("{urgent: {'>=': 3}}", "write `at_least`"),
        ("{request_evaluated_on: {within: {hours: 48, after: requested_on}}}", None),
    ],
)
def test_a_condition_that_is_written_otherwise(condition: str, help_: str | None) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        rule_set(rule(condition, per="request"))
    found = [each.help for each in caught.value.diagnostics]
    assert help_ in found if help_ else any(each and "days: 2" in each for each in found)

"""The benchmark compares like with like: rules by hand and rules by the engine give the same verdicts."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from benchmarks import hand_written
from benchmarks.cases import ON, example_cases, invented_case
from benchmarks.hand_tools import VERDICT_WORDS
from benchmarks.rule_set import same_rules
from benchmarks.run import Line
from benchmarks.timing import Ratio, ratio, take_turns

from adm_rules import Case, RuleSet, Verdict

INVENTED = 25


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return same_rules()


def by_engine(rules: RuleSet, case: Any) -> Counter[tuple[str, str, str]]:
    """The engine's verdicts without presumptions; those by hand leave to people nothing that a rule breaks."""
    findings = rules.check(case, on=ON, trusted=True, presume=False).findings
    by_people = {Verdict.TO_JUDGE: Verdict.BREACHES}
    return Counter(
        (found.rule, found.subject_id, by_people.get(found.verdict, found.verdict).value)
        for found in findings
    )


def by_hand(case: Any) -> Counter[tuple[str, str, str]]:
    return Counter((found.rule, found.subject, found.verdict) for found in hand_written.check(case, ON))


def test_both_sides_have_the_same_rules(rules: RuleSet) -> None:
    assert {rule.id for rule in rules.rules} == set(hand_written.RULES)


def test_every_function_names_its_own_rule() -> None:
    case = {**invented_case(0), "derogations": None}
    for name, function in hand_written.RULES.items():
        assert {finding.rule for finding in function(case, ON)} <= {name}


@pytest.mark.parametrize("name", sorted(example_cases()))
def test_examples_get_the_same_verdicts(rules: RuleSet, name: str) -> None:
    case = example_cases()[name]
    assert by_engine(rules, case) == by_hand(case)


@pytest.mark.parametrize("seed", range(INVENTED))
def test_invented_cases_are_valid_and_get_the_same_verdicts(rules: RuleSet, seed: int) -> None:
    case = invented_case(seed)
    Case.model_validate(case)
    assert by_engine(rules, case) == by_hand(case)


def test_invented_cases_meet_every_rule_and_break_most() -> None:
    found = [finding for seed in range(INVENTED) for finding in hand_written.check(invented_case(seed), ON)]
    assert {finding.rule for finding in found} == set(hand_written.RULES)
    assert len({finding.rule for finding in found if finding.verdict == "breaches"}) > 35
    assert {finding.verdict for finding in found} >= {"complies", "breaches", "derogated", "pending"}


def test_a_message_by_hand_says_what_was_found() -> None:
    (finding,) = hand_written.RULES["access.age"](example_cases()["compliant_adm"], ON)
    assert VERDICT_WORDS["complies"] in finding.message()


def test_ratios_are_taken_round_by_round() -> None:
    times = {"one": [2.0, 9.0, 4.0], "base": [1.0, 3.0, 4.0]}
    assert ratio(times, "one", "base") == Ratio(1.0, 2.0, 3.0)


def test_the_first_round_only_warms_up() -> None:
    ran: list[str] = []
    times = take_turns({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, 2)
    assert ran == ["a", "b"] * 3
    assert [len(taken) for taken in times.values()] == [2, 2]


@pytest.mark.parametrize(
    ("aim", "end"), [(None, "|  |  |"), (2.0, "| 2.00 | met |"), (1.0, "| 1.00 | **not met** |")]
)
def test_a_line_says_whether_its_aim_is_met(aim: float | None, end: str) -> None:
    assert str(Line("x", Ratio(1.0, 1.5, 2.0), aim)).endswith(end)

"""The eighteen laws that hold over all shipped rule sets, and the tests that hold each.

| law | in short |
|---|---|
| 1 emptiness | what must exist is missed where nothing is there, and never in order because nothing is |
| 2 unknown states | a state that everybody is in is never *none*: without its record the answer is undecided |
| 3 the future | what happens after the judgement day changes nothing, and nothing is told of it |
| 4 gaps | a gap on the day of a session, in what has to last, is seen |
| 5 owners | a second intervention has nothing of an event that only the first can own |
| 6 exceptions | another term takes the place of the ordinary one, and never drops the duty |
| 7 roles | a part of a role counts as the whole |
| 8 form | an equivalent way to write a rule changes no answer |
| 9 traces | what is told in any of its places has one value; contradictions are refused |
| 10 pairs | records that overlap are told, and never raise the lowest amount |
| 11 readings | each option of each reading is told; each open question has its row |
| 12 severity | an error rests on a *must*, or says why |
| 13 reading keys | each key is read somewhere, or carried with its reason |
| 14 remedies | a help that is followed gives the verdicts of the right input |
| 15 leaks | no value of a file in anything that an error or an answer shows of itself |
| 16 culprit | a breach tells what failed, and names the derogation that comes nearest |
| 17 bounds | both ends of an amount are reached by some way to complete the file |
| 18 noise | a typical export stays under its budget of lines; equal causes are told once |
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).parents[1]
LAWS: Final[dict[int, tuple[str, ...]]] = {
    1: (
        "laws/test_shipped_sets.py::test_an_empty_list_never_complies_with_a_duty_to_have_an_element",
        "rules/test_existence.py::test_what_rules_hang_on_is_asked_for_or_a_reason_says_why_not",
    ),
    2: ("laws/test_state_laws.py::test_a_record_of_a_state_that_always_exists_is_missed_and_not_judged",),
    3: (
        "laws/test_future_laws.py::test_records_of_later_days_change_no_finding_of_another_record",
        "laws/test_future_laws.py::test_of_what_has_not_begun_yet_nothing_is_told",
        "laws/test_future_laws.py::test_an_event_of_a_later_day_is_one_that_has_not_happened",
        "laws/test_future_laws.py::test_what_is_in_order_before_its_period_is_over_stays_so",
        "rules/test_objects.py::test_what_is_asked_on_the_day_of_an_event_waits_for_that_day",
    ),
    4: (
        "laws/test_shipped_sets.py::test_a_gap_on_the_day_of_a_session_is_no_longer_in_order",
        "laws/test_shipped_sets.py::test_what_a_rule_set_asks_of_each_session_is_missed_in_a_gap",
    ),
    5: (
        "laws/test_owner_laws.py::test_the_second_intervention_has_nothing_of_the_first",
        "laws/test_owner_laws.py::test_the_second_intervention_has_nothing_of_the_records_of_the_first",
        "laws/test_owner_laws.py::test_the_second_order_has_nothing_of_a_report_before_it",
        "laws/test_owner_laws.py::test_to_name_the_only_owner_changes_nothing",
    ),
    6: (
        "laws/test_shipped_sets.py::test_what_tells_another_term_is_not_what_drops_the_duty",
        "laws/test_shipped_sets.py::test_no_duty_is_dropped_because_a_day_is_recorded",
        "unit/test_instead.py::test_the_term_in_force_decides",
    ),
    7: (
        "laws/test_shipped_sets.py::test_a_narrower_role_never_breaks_what_the_broader_one_keeps",
        "unit/test_kinship.py::test_a_part_never_says_less_than_the_whole",
    ),
    8: (
        "laws/test_form_laws.py::test_check_and_deadlines_do_not_depend_on_the_form",
        "laws/test_form_laws.py::test_what_show_tells_of_readings_does_not_depend_on_the_form",
        "laws/test_reading_laws.py::test_the_readings_that_show_tells_are_those_that_a_verdict_is_tried_under",
    ),
    9: (
        "laws/test_shipped_sets.py::test_a_start_that_sessions_show_may_be_written_out",
        "unit/test_witnesses.py::test_a_recorded_day_is_the_answer_unless_a_list_certainly_began_before",
    ),
    10: (
        "unit/test_statement_overlaps.py::test_a_session_inside_another_never_raises_the_lowest_amount",
        "unit/test_clashes.py::test_two_that_share_a_minute_are_told_both",
    ),
    11: (
        "rules/test_ambiguities.py::test_register_and_rule_set_account_for_every_question",
        "rules/test_ambiguities.py::test_each_option_changes_the_answer_of_an_example_or_its_row_says_why_not",
    ),
    12: (
        "rules/test_registers.py::test_register_and_rule_set_account_for_every_norm",
        "unit/test_review_register.py::test_a_severity_follows_the_norms_or_says_why_not",
    ),
    13: ("unit/test_facts_carried.py::test_a_key_that_nothing_reads_is_carried_with_its_reason",),
    14: (
        "unit/test_remedies.py::test_the_help_applied_gives_the_verdicts_of_the_right_input",
        "unit/test_remedies.py::test_a_key_that_lacks_a_letter_is_told_with_the_right_one",
    ),
    15: (
        "unit/test_models_privacy.py::test_no_value_leaves_by_any_exit",
        "unit/test_models_privacy.py::test_a_record_shows_only_how_much_is_known",
    ),
    16: (
        "laws/test_shipped_sets.py::test_a_breach_tells_what_failed",
        "unit/test_engine_derogations.py::test_the_nearest_is_of_the_right_scope_and_lacks_least_whoever_came_first",
    ),
    17: (
        "laws/test_copayment_laws.py::test_the_interval_is_the_hull_of_everything_that_is_possible",
        "laws/test_copayment_laws.py::test_both_ends_of_modifiers_of_one_value_are_what_some_value_gives",
    ),
    18: (
        "laws/test_noise_laws.py::test_a_bare_export_stays_under_its_budget",
        "laws/test_noise_laws.py::test_twice_as_many_sessions_make_no_longer_report",
        "laws/test_noise_laws.py::test_equal_causes_are_told_once",
    ),
}


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


def test_there_are_eighteen_and_the_page_above_tells_each() -> None:
    assert list(LAWS) == list(range(1, 19))
    assert all(f"| {number} " in (__doc__ or "") for number in LAWS)


@pytest.mark.parametrize("number", LAWS)
def test_each_law_is_held_by_tests_that_exist(number: int) -> None:
    for node in LAWS[number]:
        file, name = node.split("::")
        assert name in functions_of(file), node

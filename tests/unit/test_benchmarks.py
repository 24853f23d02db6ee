"""The benchmark compares like with like: by hand, in the library, in other engines a check has the same verdicts."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from benchmarks import growth, peers
from benchmarks.by_hand import BREACHES, CHECKS, COMPLIES, NOT_APPLICABLE, UNDECIDED, copayment, judged
from benchmarks.cases import ON
from benchmarks.ours import rule_set, worst
from benchmarks.run import BEGIN, END, Line, anew
from benchmarks.summary import summarised
from benchmarks.timing import Ratio, ratio, take_turns
from benchmarks.workload import TOWNS, drawn, files_of

from adm_rules import Case, load

FACTS = drawn(60)


def test_the_library_agrees_with_the_checks_by_hand() -> None:
    """It may know better where something is not known by hand; in nothing else may it differ."""
    rules = rule_set()
    for facts in FACTS:
        case, agency, day = files_of(facts)
        found = worst(rules.check(case, agency=agency, on=day).findings)
        expected, _ = judged(facts)
        assert {k: v for k, v in found.items() if expected[k] != UNDECIDED} == {
            k: v for k, v in expected.items() if v != UNDECIDED
        }
        assert found == worst(rules.check(case, agency=agency, on=day, trusted=True).findings)


def test_copayments_agree() -> None:
    rules = rule_set()
    for facts in FACTS[:20]:
        case, _, day = files_of(facts)
        told = rules.copayment(Case.model_validate(case), on=day).amount
        assert told == (None if facts["isee"] is None else copayment(Decimal(facts["isee"])))


def test_every_check_meets_every_verdict_that_it_can_have() -> None:
    """A check that never fails on the workload would compare nothing."""
    found = {(name, said) for facts in drawn(600) for name, said in judged(facts)[0].items()}
    names = Counter(name for name, _ in found)
    assert {name for name, said in found if said == BREACHES} == set(CHECKS)
    assert {name for name, said in found if said == COMPLIES} == set(CHECKS)
    assert {said for _, said in found} == {COMPLIES, BREACHES, NOT_APPLICABLE, UNDECIDED}
    assert names["ordered"] == len({COMPLIES, BREACHES, NOT_APPLICABLE, UNDECIDED})


def test_the_flat_record_suffices_for_every_check() -> None:
    """Each check of the peers, read as Python over the flat record, gives what is given by hand."""
    for facts in FACTS:
        record, expected = summarised(facts), judged(facts)[0]
        for name, check in peers.FLAT.items():
            read = {**record, "TOWNS": TOWNS}
            if check.unless and eval(check.unless, {}, read):
                said = NOT_APPLICABLE
            elif any(record[each] is None for each in check.needs):
                said = UNDECIDED
            else:
                said = COMPLIES if eval(check.holds, {}, read) else BREACHES
            assert said == expected[name], name


def test_engines_that_are_installed_agree() -> None:
    here, absent = peers.installed()
    assert len(here) + len(absent) == len({*absent, *(peer.name for peer in here)}) == 5
    for peer in here:
        assert [peer.judge(facts) for facts in FACTS[:5]] == [judged(facts)[0] for facts in FACTS[:5]]


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.deep] if n else []) for n, kind in enumerate(growth.KINDS)]
)
def test_the_files_of_growth_are_valid(kind: str) -> None:
    """What is measured is what a model accepts, and as many elements as it says."""
    rules, make = load("tirano"), growth.KINDS[kind]
    small: Any = make(2)
    assert make(4) != small
    assert rules.check(**small, on=ON).findings == rules.check(**small, on=ON, trusted=True).findings


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


def test_a_table_that_is_measured_alone_takes_its_place_and_leaves_the_others() -> None:
    page = f"Text.\n{BEGIN}\n\nHead.\n\n### One\n\n1\n\n### Two\n\n2\n\n{END}\nMore.\n"
    found = anew(page, "### Two\n\n22\n\n### Three\n\n3")
    assert (
        found
        == f"Text.\n{BEGIN}\n\nHead.\n\n### One\n\n1\n\n### Two\n\n22\n\n### Three\n\n3\n\n{END}\nMore.\n"
    )

"""What fills a parameter is of the subject that asks: records of one kind point to each other, whatever is missing."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.small import ON, case, rule, rule_set, session

FACTS = """
  makes_up_for: {per: session, kind: id, label: {it: incontro recuperato, en: meeting made up for}, field: more}
  made_up:
    per: session
    kind: count
    takes: {mine: {kind: id}}
    label: {it: recuperi, en: meetings that make up for it}
    count: {from: session, ever: true, where: {makes_up_for: {is: {param: mine}}}}
  long_after:
    per: session
    kind: count
    takes: {than: {kind: minutes}}
    label: {it: accessi più lunghi, en: longer sessions}
    count: {from: session, ever: true, where: {session_time: {above: {param: than}}}}
"""
RULES = rule_set(
    rule("{made_up: {with: {mine: {fact: session_id}}, at_least: 1}}", id="points"),
    rule("{long_after: {with: {than: {fact: session_time}}, at_least: 1}}", id="longer"),
    facts=FACTS,
)
IDS = [f"s{n}" for n in range(4)]
drawn = st.lists(st.tuples(st.sampled_from([*IDS, "none", None]), st.integers(1, 3)), min_size=1, max_size=4)


def verdicts(records: list[tuple[str | None, int]], name: str) -> list[str]:
    sessions = [
        {
            **session(f"2026-03-0{n + 2}T15:00", f"{15 + hours}:00", id=f"s{n}"),
            "more": {} if target is None else {"makes_up_for": target},
        }
        for n, (target, hours) in enumerate(records)
    ]
    lives: list[Any] = [{"id": "i", "service": "home_education", "sessions": sessions}]
    found = RULES.check(case(interventions=lives), on=ON).findings
    return [each.verdict.value for each in found if each.rule == name]


def expected(sure: bool, possible: bool) -> str:
    return "complies" if sure else "undecided" if possible else "breaches"


@given(drawn)
def test_a_record_is_found_by_those_that_point_to_it(records: list[tuple[str | None, int]]) -> None:
    targets = [target for target, _ in records]
    assert verdicts(records, "points") == [
        expected(f"s{n}" in targets, None in targets) for n in range(len(records))
    ]


@given(drawn)
def test_an_amount_of_who_asks_is_compared_with_that_of_each(records: list[tuple[str | None, int]]) -> None:
    lengths = [hours for _, hours in records]
    assert verdicts(records, "longer") == [
        expected(any(other > own for other in lengths), possible=False) for own in lengths
    ]

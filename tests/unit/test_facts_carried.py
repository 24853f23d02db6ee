"""No key is accepted and never read: what nothing reads is named with its reason, and told of each file."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

import adm_rules
from adm_rules._internal.agency import Agency
from adm_rules._internal.case import Case
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.unread import UnreadKey, structural
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.carried import BY_CODE, CARRIED
from adm_rules._internal.render.asides import unread_text
from adm_rules._internal.service_contract import ServiceContract
from tests.unit.test_facts import DERIVED_KEYS, FACTS, MADE, asked, lowering

PACKAGE: Final = Path(str(adm_rules.__file__)).parent
#: What says what facts are, and so names them without asking.
DEFINING: Final = {
    "facts",
    "acceptance",
    "frames",
    "case",
    "agency",
    "records",
    "names",
    "district.py",
    "service_contract.py",
}

#: What stands among the facts and yet names those that deadlines ask for.
ASKING: Final = {"validities.py"}
#: What writes a record, and so names its keys.
WRITING: Final = {"curve.py"}
#: Types of the lists of names, and what tells stored answers by the keys of these: neither reads a record.
APART: Final = {"names.py", "_internal/engine/stored.py", "_internal/report/form/older.py"}


def names_in_code() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE)
        names_keys = path.name in WRITING or place.as_posix() in APART or DEFINING & set(place.parts)
        if path.name in ASKING or not names_keys:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def keys_among(names: Iterator[str] | set[str]) -> set[str]:
    return {name for name in names if name in FACTS and FACTS[name].path is not None}


def read_by_recipes() -> set[str]:
    low = lowering()
    for fact in MADE:
        low.fact(asked(fact), Context("case" if fact.per == "file" else fact.per), ())
    return {fact.name for fact in low.fact_of.values()}


def read_by_rules() -> set[str]:
    return {fact.name for name in available() for fact in load(name).program.compiled.facts.values()}


def test_the_facts_that_code_asks_for_are_listed() -> None:
    assert keys_among(names_in_code()) == BY_CODE


def test_a_key_that_nothing_reads_is_carried_with_its_reason() -> None:
    read = read_by_recipes() | read_by_rules() | BY_CODE | structural(registry())
    derived = {fact.name for fact in FACTS.values() if fact.per in DERIVED_KEYS}
    assert keys_among(set(FACTS)) - read - derived == set(CARRIED)
    assert all(CARRIED.values())


# --- what a rule set passes over in a file --------------------------------------------------------------------

CASE: Final = {
    "id": "caso-01",
    "birth_date": "2014-05-20",
    "residence": "tirano",
    "holders": {
        "items": [{"id": "g1", "role": "parent"}, {"id": "g2", "role": None}, {"id": "g3", "role": "none"}]
    },
    "assessments": [{"by": "minors_protection", "on": "2026-01-10", "outcome": "positive"}],
    "family": {"agreement_on": "2026-01-11"},
    "court_orders": [],
    "interventions": [{"id": "i1", "service": "home_education", "venue_agreed_by": ["family"]}],
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load("tirano")


def told(keys: tuple[UnreadKey, ...]) -> list[tuple[str, str, int]]:
    return [(each.key, each.fact, each.times) for each in keys]


@pytest.mark.parametrize("read", [lambda data: data, Case.model_validate])
def test_keys_that_no_rule_reads_are_told_with_their_places(read: Any, rules: RuleSet) -> None:
    found = rules.unread(case=read(CASE))
    assert told(found) == [
        ("holders[].role", "holder_role", 2),
        ("interventions[].venue_agreed_by", "venue_agreed_by", 1),
    ]
    assert found[0].label == FACTS["holder_role"].label


def test_the_same_key_is_read_by_another_rule_set() -> None:
    order = {"court": "juvenile_court", "from": "2026-01-01", "report_due_on": "2026-03-31"}
    case = {"id": "c", "birth_date": "2014-05-20", "court_orders": [order]}
    assert [each.fact for each in load("tirano").unread(case=case)] == ["order_report_due_on"]
    assert load("sud_est_milano").unread(case=case, agency=None) == ()


@pytest.mark.parametrize("read", [lambda data: data, ServiceContract.model_validate])
def test_a_record_inside_a_record_is_looked_into(read: Any) -> None:
    given: list[Mapping[str, Any]] = [
        {"id": "p1", "notice": {"sent_on": "2026-01-02", "outcome": "positive"}},
        {"id": "p2", "notice": {"outcome": None}},
        {"id": "p3", "notice": "none"},
    ]
    found = load("sud_est_milano").unread(contract=read({"id": "k", "penalties": given}))
    assert ("penalties[].notice.outcome", "notice_outcome", 1) in told(found)


@pytest.mark.parametrize("read", [lambda data: data, Agency.model_validate])
def test_lists_of_lists_are_looked_into(read: Any) -> None:
    slot = {"weekday": "monday", "start": "14:00", "end": "16:00", "from": "2026-01-01"}
    agency = read({"id": "a", "staff": [{"id": "s", "availability": [slot]}]})
    assert "staff[].availability[].start" in [
        key for key, _, _ in told(load("medio_olona").unread(agency=agency))
    ]


# --- in words -------------------------------------------------------------------------------------------------


def test_nothing_is_said_where_all_is_read() -> None:
    assert unread_text((), lang="it", width=80) == ""


def test_the_first_keys_are_named_and_the_others_counted() -> None:
    keys = [UnreadKey(f"key_{n}", "x", FACTS["age"].label, 1) for n in range(5)]
    assert unread_text(keys, lang="en", width=200) == (
        "\n\nKeys filled in that none of these rules reads: 5 (key_0, key_1, key_2, and 2 more)"
    )
    assert unread_text(keys[:4], lang="it", width=200).endswith("(key_0, key_1, key_2, e un'altra)")
    assert unread_text(keys, lang="it", width=200, every=True).endswith("(key_0, key_1, key_2, key_3, key_4)")

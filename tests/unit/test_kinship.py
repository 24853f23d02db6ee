"""Names that are part of one another: the table, what single names say, and what comparisons of them mean."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations, product
from typing import Any

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import parse
from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.facts import registry
from adm_rules._internal.names import NAMES
from adm_rules._internal.names.base import COUNTS_AS, KINSHIPS, MAY_BE
from adm_rules._internal.values import folds, kinship
from adm_rules._internal.values.bounds import ANY_SET, NONE, NOT_YET, UNKNOWN, Interval, SetSpan
from adm_rules._internal.values.kinship import Kinship, lacking
from adm_rules._internal.values.logic import Truth
from adm_rules._internal.values.operators import OPERATORS
from tests.rules.small import only, rule, rule_set, text, with_intervention

COMPARED: dict[str, Any] = {name: each.related for name, each in OPERATORS.items() if each.related}
ROLES = KINSHIPS["role"]
#: A head is of the office; who works there may be of the agency; nobody else is anybody.
SMALL = kinship.kinship(
    {"head": ("office",), "office": ("body",)}, {"worker": ("agency",), "family": ("minor",)}
)
NAMED = ("head", "office", "body", "worker", "agency", "minor", "family", "other")


# --- the table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lists", [COUNTS_AS, MAY_BE])
def test_the_table_names_members_of_its_lists_and_goes_in_no_circle(lists: Any) -> None:
    for key, edges in lists.items():
        assert {*edges, *chain(*edges.values())} <= set(NAMES[key])
        assert all(name not in reached for name, reached in kinship.closed(edges).items())


@pytest.mark.parametrize(
    ("recorded", "asked", "truth"),
    [
        ("parents", "family", True),
        ("parents", "parent", True),
        ("parent", "parents", None),
        ("family", "parent", None),
        ("family", "minor", None),
        ("minor", "family", False),
        ("parent", "minor", False),
        ("head_of_plan_office", "plan_office", True),
        ("plan_office", "head_of_plan_office", None),
        ("reference_social_worker", "social_worker", True),
        ("social_worker", "base_social_service", None),
        ("social_worker", "social_service", None),
        ("head_of_social_service", "social_service", True),
        ("head_of_social_service", "territorial_social_service", None),
        ("social_service_operator", "base_social_service", None),
        ("head_of_social_service", "minors_protection", False),
        ("base_social_service", "social_service", True),
        ("minors_protection", "sending_service", None),
        ("school", "sending_service", False),
        ("home_service_coordinator", "educator", False),
        ("home_service_coordinator", "coordinator", True),
    ],
)
def test_what_one_role_says_of_another(recorded: str, asked: str, truth: Truth) -> None:
    assert ROLES.says(recorded, asked) is truth
    assert OPERATORS["is"].test(recorded, asked) is (recorded == asked)
    assert kinship.is_(recorded, asked, ROLES) is truth


def test_a_part_never_says_less_than_the_whole() -> None:
    """Law: a role replaced by a part of it keeps what it said."""
    names = list(NAMES["role"])
    for whole, asked in product(names, names):
        if ROLES.says(whole, asked) is True:
            parts = [name for name in names if whole in ROLES.broader(name)]
            assert all(ROLES.says(part, asked) is True for part in parts)


def test_between_two_recorded_names_neither_is_asked() -> None:
    mutual = SMALL.among_names()
    for left, right in product(NAMED, NAMED):
        assert mutual.says(left, right) is mutual.says(right, left)
    assert mutual.says("body", "head") is True
    assert mutual.says("agency", "worker") is None
    assert SMALL.says("body", "head") is None


# --- comparisons ------------------------------------------------------------------------------------------------------

SETS = [
    frozenset(each)
    for size in (0, 1, 2)
    for each in combinations(("head", "office", "worker", "minor"), size)
]
ASKED = [
    frozenset(each) for size in (0, 1, 2) for each in combinations(("office", "body", "agency", "head"), size)
]


def every(truths: list[Truth]) -> Truth:
    return False if False in truths else None if None in truths else True


def some(truths: list[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False


@pytest.mark.parametrize(("have", "asked"), list(product(SETS, ASKED)))
def test_sets_are_compared_name_by_name(have: frozenset[str], asked: frozenset[str]) -> None:
    said = {name: some([SMALL.says(each, name) for each in have]) for name in asked}
    found = {each: some([SMALL.says(each, name) for name in asked]) for each in have}
    assert kinship.includes(have, asked, SMALL) is every(list(said.values()))
    assert kinship.one_of(have, asked, SMALL) is every(list(found.values()))
    assert kinship.includes_any(have, asked, SMALL) is some(list(found.values()))
    none = kinship.includes_any(have, asked, SMALL)
    assert kinship.none_of(have, asked, SMALL) is (none if none is None else not none)
    assert kinship.is_(have, asked, SMALL) is every([*said.values(), *found.values()])
    assert lacking(have, asked, SMALL) == {name for name, truth in said.items() if truth is not True}


@pytest.mark.parametrize("order", COMPARED)
@pytest.mark.parametrize("known", [frozenset({"head"}), frozenset({"office", "worker"}), frozenset[str]()])
@pytest.mark.parametrize("asked", ASKED)
def test_what_is_not_known_never_decides_against_a_completion(
    order: str, known: frozenset[str], asked: frozenset[str]
) -> None:
    compare = COMPARED[order]
    for possible in (frozenset(NAMED), known | {"minor"}, None):
        answer = compare(SetSpan(known, possible), asked, SMALL)
        more = frozenset(NAMED) if possible is None else possible
        completions = [known | extra for extra in (frozenset[str](), more, *({name} for name in more))]
        outcomes = {compare(frozenset(each), asked, SMALL) for each in completions}
        assert answer is None or outcomes == {answer}
        turned = compare(known, SetSpan(asked, None if possible is None else asked | possible), SMALL)
        wider = {compare(known, asked | extra, SMALL) for extra in (frozenset[str](), more)}
        assert turned is None or wider == {turned}


@pytest.mark.parametrize(
    ("order", "truth"), [("is", False), ("is_not", True), ("one_of", False), ("none_of", True)]
)
def test_what_does_not_exist_says_nothing(order: str, truth: bool) -> None:
    assert COMPARED[order](NONE, "office", SMALL) is truth
    assert COMPARED[order](UNKNOWN, "office", SMALL) is None


def test_what_is_not_known_is_not_among_no_names() -> None:
    assert kinship.one_of(UNKNOWN, frozenset(), SMALL) is False
    assert kinship.none_of(UNKNOWN, frozenset(), SMALL) is True
    assert kinship.one_of("head", ANY_SET, SMALL) is None
    assert kinship.is_("head", NONE, SMALL) is False


def test_the_day_of_a_name_that_leaves_it_open_is_a_bound() -> None:
    def elements(*named: tuple[str, int]) -> list[Any]:
        return [(True, name, day, False) for name, day in named]

    assert folds.complete_on(elements(("head", 5)), frozenset({"office"}), SMALL) == 5
    assert folds.complete_on(elements(("office", 5)), frozenset({"head"}), SMALL) == Interval(5, NOT_YET)
    assert folds.complete_on(elements(("minor", 5)), frozenset({"head"}), SMALL) == NOT_YET


# --- rules ------------------------------------------------------------------------------------------------------------

ON = date(2026, 3, 31)


def decided(by: str, require: str, names: str = "") -> Any:
    parts = {"names": names} if names else {}
    rules = rule_set(rule(require, per="authorisation"), **parts)
    data = with_intervention(authorisations=[{"from": "2026-01-12", "authorised_by": by}])
    return only(rules, data, ON)


@pytest.mark.parametrize(
    ("by", "require", "verdict"),
    [
        ("head_of_plan_office", "{hours_authorised_by: {is: plan_office}}", "complies"),
        ("plan_office", "{hours_authorised_by: {is: head_of_plan_office}}", "undecided"),
        ("school", "{hours_authorised_by: {is: plan_office}}", "breaches"),
        ("head_of_plan_office", "{hours_authorised_by: {none_of: [plan_office]}}", "breaches"),
        ("head_of_plan_office", "{hours_authorised_by: {is_not: school}}", "complies"),
    ],
)
def test_a_rule_takes_the_part_for_the_whole(by: str, require: str, verdict: str) -> None:
    assert decided(by, require).verdict.value == verdict


def test_a_whole_asks_which_part() -> None:
    (missing,) = decided("plan_office", "{hours_authorised_by: {is: head_of_plan_office}}").missing
    assert missing.name == "hours_authorised_by"
    assert missing.text.en.endswith(": who exactly?")


def test_a_rule_set_says_more_of_its_names() -> None:
    require = "{hours_authorised_by: {is: plan_office}}"
    assert (
        decided("school", require, "{role: {school: {counts_as: [plan_office]}}}").verdict.value == "complies"
    )
    assert (
        decided("school", require, "{role: {school: {may_be: [plan_office]}}}").verdict.value == "undecided"
    )
    own = "{role: {desk: {it: sportello, en: desk, counts_as: [head_of_plan_office]}}}"
    assert decided("desk", require, own).verdict.value == "complies"


def test_an_explanation_tells_who_counts_as_well() -> None:
    rules = rule_set(rule("{hours_authorised_by: {is: plan_office}}", per="authorisation"))
    regulation = rules.regulation
    sections = Explanation(Prose(registry(), "en", regulation), regulation).rule(regulation.rules[0])
    (also,) = (section for section in sections if section.heading == "Who counts as well")
    assert [clause.text for clause in also.clauses] == ["“Plan Office”: head of the Plan Office"]


def test_a_name_that_is_a_part_of_itself_is_refused() -> None:
    circle = "{role: {plan_office: {counts_as: [head_of_plan_office]}}}"
    with pytest.raises(DiagnosticsError) as caught:
        parse(
            text(rule("{hours_authorised_by: {is: plan_office}}", per="authorisation"), names=circle),
            "small.yaml",
        )
    assert [each.code for each in caught.value.diagnostics] == ["role-cycle"]


def test_kinship_is_a_matter_of_its_own_list() -> None:
    assert isinstance(KINSHIPS["relation"], Kinship)
    assert KINSHIPS["relation"].says("relative", "sibling") is None
    assert KINSHIPS["relation"].says("sibling", "relative") is True

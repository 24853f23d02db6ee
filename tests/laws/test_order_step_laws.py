"""Laws of the steps of an order: points and directions, against every completion of what is unknown, ranked by hand."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.ordering import Place
from tests.unit.test_ordering import ordered

ON = date(2026, 3, 31)
POINTS = """{points: [
  {because: {it: disabilità, en: disability}, when: {disability: {is: true}}, points: 3},
  {because: {it: altri utenti, en: other users}, times: other_users, points: 0.5},
  {first_of: [
    {because: {it: accordo, en: agreement}, when: {request_outcome: {is: positive}}, points: 2},
    {because: {it: urgenza, en: urgency}, when: {urgent: {is: true}}, points: 1.5},
  ]},
]}"""
LATEST = "{latest: choice_form_signed_on}"
LOWEST = "{lowest: school_year}"

OF_CASE: dict[str, tuple[Any, ...]] = {
    "disability": (True, False),
    "household": ([], [{"service_user": True}], [{"service_user": True}] * 2),
    "school_year": (1, 3, "none"),
}
OF_REQUEST: dict[str, tuple[Any, ...]] = {
    "urgent": (True, False),
    "outcome": ("positive", "negative"),
    "choice_form_signed_on": ("2026-03-01", "2026-03-31", "2026-04-10", "none"),
}


@cache
def rules() -> RuleSet:
    return ordered(POINTS, LATEST, LOWEST)


def one_of(table: dict[str, tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: st.sampled_from(values) for key, values in table.items()})


def made(n: int, case: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    asked = {"submitted_on": "2026-02-10", "evaluated_on": "2026-02-20", **request}
    return {"id": f"c{n}", "birth_date": "2014-05-01", **case, "requests": [asked]}


populations = st.lists(st.tuples(one_of(OF_CASE), one_of(OF_REQUEST)), min_size=1, max_size=4).map(
    lambda found: [made(n, *each) for n, each in enumerate(found)]
)
#: Places of a population that may be unknown, by case.
GAPS = (*OF_CASE, *OF_REQUEST)


def put(case: dict[str, Any], key: str, value: Any) -> None:
    holder = case if key in OF_CASE else case["requests"][0]
    if value is None:
        del holder[key]
    else:
        holder[key] = value


def points_of(case: dict[str, Any]) -> Decimal:
    (request,) = case["requests"]
    total = Decimal(3) if case["disability"] else Decimal(0)
    total += Decimal("0.5") * len(case["household"])
    if request["outcome"] == "positive":
        return total + 2
    return total + (Decimal("1.5") if request["urgent"] else 0)


def key(case: dict[str, Any]) -> tuple[Any, ...]:
    (request,) = case["requests"]
    signed, year = request["choice_form_signed_on"], case["school_year"]
    done = signed != "none" and signed <= ON.isoformat()
    latest = -date.fromisoformat(signed).toordinal() if done else 10**9
    return -points_of(case), latest, 10**9 if year == "none" else year


def by_hand(population: list[dict[str, Any]]) -> dict[str, int]:
    keys = {case["id"]: key(case) for case in population}
    return {name: 1 + sum(other < mine for other in keys.values()) for name, mine in keys.items()}


def ranked(population: list[dict[str, Any]]) -> dict[str, Place]:
    return {place.case: place for place in rules().prioritise(population, on=ON).places}


@given(populations)
def test_what_is_known_is_ranked_as_by_hand(population: list[dict[str, Any]]) -> None:
    found = ranked(population)
    assert {name: place.lowest for name, place in found.items()} == by_hand(population)
    for case in population:
        place = found[case["id"]]
        assert place.lowest == place.highest
        marks = place.reasons[0].marks
        assert sum(mark.lowest for mark in marks) == points_of(case)
        assert all(mark.lowest == mark.highest for mark in marks)


@given(populations, st.data())
def test_the_range_holds_the_position_of_every_completion(
    population: list[dict[str, Any]], draw: st.DataObject
) -> None:
    """And where no list may hold any number of people, both ends are reached."""
    places = [(n, gap) for n in range(len(population)) for gap in GAPS]
    missing = draw.draw(st.lists(st.sampled_from(places), max_size=4, unique=True))
    less = deepcopy(population)
    for n, gap in missing:
        put(less[n], gap, None)
    seen: dict[str, set[int]] = {case["id"]: set() for case in population}
    scores: dict[str, set[Decimal]] = {case["id"]: set() for case in population}
    for values in product(*((OF_CASE | OF_REQUEST)[gap] for _, gap in missing)):
        whole = deepcopy(less)
        for (n, gap), value in zip(missing, values, strict=True):
            put(whole[n], gap, value)
        for name, position in by_hand(whole).items():
            seen[name].add(position)
        for case in whole:
            scores[case["id"]].add(points_of(case))
    every = all(gap not in ("household", "school_year") for _, gap in missing)
    for name, place in ranked(less).items():
        assert place.lowest is not None
        assert place.highest is not None
        assert all(place.lowest <= position <= place.highest for position in seen[name])
        lowest = sum(mark.lowest for mark in place.reasons[0].marks)
        assert lowest == min(scores[name])
        if every:
            assert {place.lowest, place.highest} == {min(seen[name]), max(seen[name])}
            assert sum(mark.highest or 0 for mark in place.reasons[0].marks) == max(scores[name])

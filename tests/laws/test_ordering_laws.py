"""Laws of queues: against every completion of what is unknown, ranked by hand; permutation; facts taken away."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.ordering import Place, Queue, Standing

ON = date(2026, 3, 31)
ORDER = {"court": "juvenile_court", "from": "2026-02-15", "to": "none"}
#: What each key may hold: of a case, and of a request.
OF_CASE: dict[str, tuple[Any, ...]] = {
    "in_charge": ("minors_family_service", "territorial_social_service", []),
    "court_orders": ([], [ORDER]),
}
OF_REQUEST: dict[str, tuple[Any, ...]] = {
    "type": ("activation", "closure"),
    "evaluated_on": ("none", "2026-03-20"),
    "outcome": ("positive", "negative"),
    "sent_to_agency_on": ("none", "2026-03-25", "2026-04-25"),
}
DAYS = ("2026-02-10", "2026-02-15", "2026-03-01", "2026-04-02")


@cache
def tirano() -> RuleSet:
    return load("tirano")


def one_of(table: dict[str, tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    """Keys with values; the first ones more often, so that most requests stand in the queue."""
    return st.fixed_dictionaries(
        {key: st.sampled_from((*values, values[0])) for key, values in table.items()}
    )


requests = st.builds(
    lambda day, rest: {"submitted_on": day, **rest}, st.sampled_from(DAYS), one_of(OF_REQUEST)
)


def cases(most_requests: int = 2) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Up to four cases that are wholly known."""
    lists = st.lists(requests, min_size=1, max_size=most_requests)
    case = st.builds(lambda keys, listed: {**keys, "requests": listed}, one_of(OF_CASE), lists)
    return st.lists(case, min_size=1, max_size=4).map(
        lambda found: [{"id": f"c{n}", "birth_date": "2014-05-01", **each} for n, each in enumerate(found)]
    )


def gaps(data: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Every place of these cases that may be unknown."""
    found: list[tuple[Any, ...]] = []
    for n, case in enumerate(data):
        found += [(n, key) for key in OF_CASE]
        found += [(n, "requests", m, key) for m in range(len(case["requests"])) for key in OF_REQUEST]
    return found


def holder(data: Any, place: tuple[Any, ...]) -> Any:
    for part in place[:-1]:
        data = data[part]
    return data


def without(data: list[dict[str, Any]], places: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    less = deepcopy(data)
    for place in places:
        holder(less, place).pop(place[-1], None)
    return less


def completions(data: list[dict[str, Any]], places: list[tuple[Any, ...]]) -> Iterator[list[dict[str, Any]]]:
    """Every way in which what is missing may have been."""
    tables = [(OF_CASE | OF_REQUEST)[place[-1]] for place in places]
    for values in product(*tables):
        whole = deepcopy(data)
        for place, value in zip(places, values, strict=True):
            holder(whole, place)[place[-1]] = value
        yield whole


# --- by hand ----------------------------------------------------------------------------------------------------------


def waits(request: dict[str, Any]) -> bool:
    asked = request["type"] == "activation" and request["submitted_on"] <= ON.isoformat()
    sent, judged = request["sent_to_agency_on"], request["evaluated_on"]
    gone = sent != "none" and sent <= ON.isoformat()
    refused = judged != "none" and request["outcome"] == "negative"
    return bool(asked and not gone and not refused)


def key(case: dict[str, Any], request: dict[str, Any]) -> tuple[int, str]:
    orders = [order for order in case["court_orders"] if order["from"] <= request["submitted_on"]]
    first = case["in_charge"] == "minors_family_service" and bool(orders)
    return (0 if first else 1), request["submitted_on"]


def by_hand(data: list[dict[str, Any]]) -> dict[tuple[str, int], int | None]:
    """The position of every request, None outside the queue: one more than those that come before."""
    every = {(case["id"], m): (case, each) for case in data for m, each in enumerate(case["requests"])}
    keys = {name: key(*pair) for name, pair in every.items() if waits(pair[1])}
    return {
        name: 1 + sum(other < keys[name] for other in keys.values()) if name in keys else None
        for name in every
    }


def named(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same cases with an id for each request, by which its place is found again."""
    whole = deepcopy(data)
    for case in whole:
        for m, request in enumerate(case["requests"]):
            request["id"] = f"r{m}"
    return whole


def ranked(data: list[dict[str, Any]]) -> Queue:
    return tirano().prioritise(named(data), on=ON)


def places(queue: Queue) -> dict[tuple[str, int], Place]:
    return {(place.case, int(str(place.id)[1:])): place for place in queue.places}


# --- laws -------------------------------------------------------------------------------------------------------------


@given(cases())
def test_what_is_known_is_ranked_as_by_hand(data: list[dict[str, Any]]) -> None:
    found, expected = places(ranked(data)), by_hand(data)
    assert {name: place.lowest for name, place in found.items()} == expected
    for name, place in found.items():
        assert place.lowest == place.highest
        assert (place.standing is Standing.OUTSIDE) is (expected[name] is None)
        same = [other for other, position in expected.items() if position == expected[name] and position]
        assert place.tied == max(0, len(same) - 1)


@given(st.data())
def test_the_range_holds_the_position_of_every_completion(draw: st.DataObject) -> None:
    """And with one request to a case, whose gaps are nobody else's, both ends are reached."""
    one_each = draw.draw(st.booleans())
    whole = draw.draw(cases(1 if one_each else 2))
    missing = draw.draw(st.lists(st.sampled_from(gaps(whole)), max_size=4, unique=True))
    less = without(whole, missing)
    found = places(ranked(less))
    seen: dict[tuple[str, int], set[int | None]] = {name: set() for name in found}
    for full in completions(less, missing):
        for name, position in by_hand(full).items():
            seen[name].add(position)
    for name, place in found.items():
        inside = {position for position in seen[name] if position is not None}
        if place.standing is Standing.OUTSIDE:
            assert not inside
            continue
        assert place.standing is Standing.POSSIBLE or None not in seen[name]
        assert place.lowest is not None
        assert place.highest is not None
        assert all(place.lowest <= position <= place.highest for position in inside)
        if one_each:
            assert (place.standing is Standing.QUEUED) is (None not in seen[name])
            assert {place.lowest, place.highest} <= inside


@given(cases(), st.data())
def test_the_order_in_which_cases_are_given_is_no_matter(
    data: list[dict[str, Any]], draw: st.DataObject
) -> None:
    less = without(data, draw.draw(st.lists(st.sampled_from(gaps(data)), max_size=3)))
    other = draw.draw(st.permutations(less))
    assert ranked(other).to_json() == ranked(less).to_json()


@given(cases(), st.data())
def test_a_fact_taken_away_never_narrows_a_range(data: list[dict[str, Any]], draw: st.DataObject) -> None:
    every = draw.draw(st.permutations(gaps(data)))
    count = draw.draw(st.integers(0, 3))
    before, after = (places(ranked(without(data, list(every[:n])))) for n in (count, count + 1))
    for name, old in before.items():
        new = after[name]
        assert new.standing in (old.standing, Standing.POSSIBLE)
        if old.lowest is not None and old.highest is not None:
            assert new.lowest is not None
            assert new.highest is not None
            assert new.lowest <= old.lowest <= old.highest <= new.highest


@given(cases(), st.data())
def test_a_list_taken_away_leaves_no_end_but_where_nothing_can_precede(
    data: list[dict[str, Any]], draw: st.DataObject
) -> None:
    """Without its list a case may have any number of requests: no position gets a lower end, none keeps an upper one
    that those requests could push down."""
    n = draw.draw(st.integers(0, len(data) - 1))
    less = without(data, [(n, "requests")])
    queue = tirano().prioritise(named_but(less, n), on=ON)
    before = places(ranked(data))
    for name, place in places(queue).items():
        old = before[name]
        assert place.standing is old.standing
        if old.lowest is not None and place.lowest is not None:
            assert place.lowest <= old.lowest
            assert place.highest is None or place.reasons[0].holds is True
    assert [each.case for each in queue.unseen] == [f"c{n}"]


def named_but(data: list[dict[str, Any]], n: int) -> list[dict[str, Any]]:
    return [case if m == n else named([case])[0] for m, case in enumerate(data)]

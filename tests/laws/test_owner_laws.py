"""What can be about one thing only is about that one: to name it changes nothing, and no other complies by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.acceptance.relations import OWNERS
from adm_rules._internal.engine import load

SETS = ("basso_lodigiano", "medio_olona", "scheda_comunale", "sud_est_milano", "tirano")
KEYS = sorted(key for key, kinds in OWNERS.items() if "interventions" in kinds and key.endswith("_on"))
BEGUN, CLOSED, AGAIN = date(2022, 2, 16), date(2022, 12, 20), date(2023, 9, 18)
ON = date(2023, 12, 31)
#: Days before the first intervention, or of its beginning: what is recorded in its course may be about the second.
DAYS = st.integers(0, 400).map(lambda n: BEGUN - timedelta(days=n))


def case(**keys: Any) -> dict[str, Any]:
    """A child with two interventions, one after the other, of data that are whole."""
    spans = ((BEGUN, CLOSED.isoformat()), (AGAIN, "none"))
    return {
        "id": "c-1",
        "birth_date": "2014-05-03",
        "complete_until": ON.isoformat(),
        "area": "prevention",
        "foster_care": [],
        "interventions": [
            {
                "id": f"adm-{n}",
                "service": "home_education",
                "started_on": first.isoformat(),
                "closed_on": last,
                "plans": [{"drafted_on": first.isoformat()}],
            }
            for n, (first, last) in enumerate(spans, 1)
        ],
        **keys,
    }


def put(key: str, value: Any) -> dict[str, Any]:
    return {"family": {key: value}} if key == "agreement_on" else {key: value}


def verdicts(name: str, data: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = load(name).check(data, on=ON).findings
    return sorted((each.rule, each.subject_id, each.verdict.value) for each in found)


@pytest.mark.parametrize("name", SETS)
@given(st.sampled_from(KEYS), DAYS)
def test_to_name_the_only_owner_changes_nothing(name: str, key: str, day: date) -> None:
    plain = case(**put(key, day.isoformat()))
    named = case(**put(key, [{"on": day.isoformat(), "for": "adm-1"}]))
    assert verdicts(name, plain) == verdicts(name, named)


@pytest.mark.parametrize("name", SETS)
@given(st.sampled_from(KEYS), DAYS)
def test_the_second_intervention_has_nothing_of_the_first(name: str, key: str, day: date) -> None:
    def of_second(**keys: Any) -> list[tuple[str, str, str]]:
        return [each for each in verdicts(name, case(**keys)) if each[1] == "adm-2"]

    assert of_second(**put(key, day.isoformat())) == of_second(**put(key, "none"))


#: Lists of the case whose records may be about one intervention only, with records of any kind that rules look at.
LISTS = {
    "agreements": [
        {"role": role} for role in ("social_service", "minors_protection", "municipal_head", "parents")
    ],
    "assessments": [
        {"by": by, "outcome": "positive"} for by in ("team", "social_worker", "minors_family_service")
    ],
}


@pytest.mark.parametrize("name", SETS)
@given(st.sampled_from(sorted(LISTS)), DAYS)
def test_the_second_intervention_has_nothing_of_the_records_of_the_first(
    name: str, key: str, day: date
) -> None:
    def of_second(records: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
        return [each for each in verdicts(name, case(**{key: records})) if each[1] == "adm-2"]

    assert of_second([{**each, "on": day.isoformat()} for each in LISTS[key]]) == of_second([])


@pytest.mark.parametrize("name", SETS)
@given(st.integers(0, 500).map(lambda n: date(2022, 1, 5) + timedelta(days=n)))
def test_the_second_order_has_nothing_of_a_report_before_it(name: str, day: date) -> None:
    spans = (("o-1", "2022-01-05", "2022-03-31"), ("o-2", "2023-06-01", "2023-09-30"))
    orders = [
        {"id": id_, "court": "juvenile_court", "from": first, "to": "none", "report_due_on": due}
        for id_, first, due in spans
    ]

    def of_second(reported: str) -> list[tuple[str, str, str]]:
        found = verdicts(name, case(court_orders=orders, court_report_on=reported))
        return [each for each in found if each[1] == "o-2"]

    assert of_second(day.isoformat()) == of_second("none")


@pytest.mark.parametrize("name", SETS)
@given(st.sampled_from(sorted(LISTS)), st.integers(0, 800).map(lambda n: BEGUN - timedelta(days=100 - n)))
def test_a_record_that_names_the_first_is_not_the_second_ones(name: str, key: str, day: date) -> None:
    """Whatever its day is: also one on which only the second was running."""

    def of_second(records: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
        return [each for each in verdicts(name, case(**{key: records})) if each[1] == "adm-2"]

    named = [{**each, "on": day.isoformat(), "for": "adm-1"} for each in LISTS[key]]
    assert of_second(named) == of_second([])


@pytest.mark.parametrize("name", SETS)
@given(DAYS, DAYS)
def test_an_intervention_has_the_request_that_it_names(name: str, one: date, other: date) -> None:
    """And nothing of the other's, whichever of the two was made first."""

    def of_second(first: date) -> list[tuple[str, str, str]]:
        requests = [
            {"id": f"r-{n}", "submitted_on": day.isoformat()}
            for n, day in enumerate((first, BEGUN - timedelta(days=30)), 1)
        ]
        data = case(requests=requests)
        for n, each in enumerate(data["interventions"], 1):
            each |= {"request": f"r-{n}"}
        return [each for each in verdicts(name, data) if each[1] == "adm-2"]

    assert of_second(one) == of_second(other)

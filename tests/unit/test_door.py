"""Files come in as plain data where they are surely in order, and through the models where they are not."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any, Final

import pytest

from adm_rules import CaseError, RuleSet, load
from adm_rules._internal.acceptance import values
from adm_rules._internal.case import Case
from adm_rules._internal.engine.door import acceptance, come_in

ON: Final = date(2026, 3, 31)
#: Invented.
SESSION: Final = {"id": "a1", "start": "2026-03-02T15:00", "end": "2026-03-02T17:00", "status": "delivered"}
CASE: Final[dict[str, Any]] = {
    "id": "caso-1",
    "birth_date": "2014-05-20",
    "interventions": [{"id": "i1", "service": "home_education", "sessions": [SESSION]}],
}
#: In order, and yet nothing that is accepted without the models: the night between two days.
UNUSUAL: Final = {**CASE, "interventions": [{**CASE["interventions"][0], "sessions": [
    {**SESSION, "start": "2026-03-02T23:00", "end": "2026-03-03T01:00"}]}]}  # fmt: skip


@pytest.fixture(scope="module")
def tirano() -> RuleSet:
    return load("tirano")


def come(rules: RuleSet, **files: Any) -> bool:
    """Whether files are judged as models."""
    return come_in(files, ON, rules.regulation, acceptance(rules.regulation))[1]


@pytest.mark.parametrize("form", [lambda case: case, json.dumps, lambda case: json.dumps(case).encode()])
def test_an_ordinary_file_comes_in_as_plain_data(tirano: RuleSet, form: Any) -> None:
    assert not come(tirano, case=form(CASE))
    assert come(tirano, case=form(UNUSUAL))
    assert come(tirano, case=Case.model_validate(CASE))


def test_one_file_that_is_unusual_takes_the_others_along(tirano: RuleSet) -> None:
    agency = {"id": "ente-1", "staff": []}
    assert not come(tirano, case=CASE, agency=agency)
    assert come(tirano, case=UNUSUAL, agency=agency)


@pytest.mark.parametrize("case", [CASE, UNUSUAL])
def test_both_ways_lead_to_the_same_report(tirano: RuleSet, case: dict[str, Any]) -> None:
    report = tirano.check(case, on=ON)
    assert report.to_json() == tirano.check(Case.model_validate(case), on=ON).to_json()
    assert report.to_json() == tirano.check(json.dumps(case), on=ON).to_json()


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({**CASE, "birth_date": "2026-04-01", "interventions": []}, "born-later"),
        ({**CASE, "birth_day": "2014-05-20"}, "unknown-key"),
        (json.dumps({**CASE, "id": "none"}), "not-an-id"),
        ('{"id": "caso-1",', "json-key"),
        ("case.yaml", "path-not-text"),
    ],
)
def test_what_is_wrong_the_models_say(tirano: RuleSet, case: Any, code: str) -> None:
    with pytest.raises(CaseError) as refused:
        tirano.check(case, on=ON)
    assert [each.code for each in refused.value.diagnostics] == [code]


def test_an_ordinary_file_is_judged_without_loading_pydantic() -> None:
    script = (
        "import json, sys, datetime, adm_rules\n"
        f"report = adm_rules.load('tirano').check({json.dumps(CASE)!r}, on=datetime.date(2026, 3, 31))\n"
        "report.to_json()\n"
        "print(sorted(name for name in sys.modules if name.startswith('pydantic')))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "keys",
    [
        {"residence": 3},
        {"residence": {"entries": []}},
        {"residence": {"items": "tirano"}},
        {"residence": {"items": [], "complete_from": "2026-03-02", "complete_until": "2026-03-01"}},
        {
            "residence": [
                {"municipality": "tirano", "from": "2015-01-01", "to": "2021-01-01"},
                {"municipality": "tirano", "from": "2020-01-01"},
            ]
        },
        {"interventions": [CASE["interventions"][0], CASE["interventions"][0]]},
        {"risk_flags": "school_absence"},
        {"involved_services": ["social_worker", "social_worker"]},
    ],
)
def test_lists_that_are_not_surely_in_order_are_left_to_the_models(tirano: RuleSet, keys: Any) -> None:
    accepting = acceptance(tirano.regulation)
    assert accepting.accept("case", CASE) is not None
    assert accepting.accept("case", {**CASE, **keys}) is None
    with pytest.raises(CaseError):
        tirano.check({**CASE, **keys}, on=ON)


def test_the_table_of_texts_only_saves_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_TABLE_SIZE", 2)
    asked: list[str] = []

    def read(text: str) -> str:
        asked.append(text)
        return text.upper()

    accept = values._remembering(read)
    assert [accept(text) for text in ("a", "b", "a", "c", "a")] == ["A", "B", "A", "C", "A"]
    assert asked == ["a", "b", "c", "a"]  # the third text found the table full


def test_whose_an_event_is_must_be_known_of_whole_lists() -> None:
    """Plans of which there may be more are left to the models, which look at the other lists as well."""
    plan = {"id": "p1", "drafted_on": "2026-01-10"}
    given = {"id": "i1", "service": "home_education", "plans": [plan]}
    family = {"agreement_on": [{"on": "2026-01-12", "for": "p1"}]}
    whole = {**CASE, "family": family, "interventions": [given]}
    part = {**whole, "interventions": [{**given, "plans": {"items": [plan], "complete_until": "2026-03-31"}}]}
    rules = load("tirano")
    assert not come(rules, case=whole)
    assert come(rules, case=part)

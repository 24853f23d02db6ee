"""An answer shows its head of itself, and its parts their class: what stood in a file is read by name. All invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from adm_rules import answers
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.report import Report

ON: Final = date(2026, 3, 31)
OVERLAY: Final = Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml"
SECRET: Final = "Zeta77"
#: Amounts and times of the case below, in the forms that answers write.
VALUES: Final = (SECRET, "10.111", "10111", "17:37", "2014", "4 marzo", "4 March")
#: What a rule set says of itself.
OF_RULES: Final = {"Cause", "Head", "Loosened", "Expiry", "PenaltyBand", "RuleVerdict"}
CASE: Final[dict[str, Any]] = {
    "id": SECRET,
    "birth_date": "2014-05-03",
    "complete_until": "2026-03-31",
    "isee": [
        {
            "value": "10111.22",
            "issued_on": "2026-01-15",
            "kind": "minors",
            "status": "valid",
            "valid_until": "2026-12-31",
        }
    ],
    "requests": [{"id": f"r-{SECRET}", "submitted_on": "2026-03-02", "type": "activation"}],
    "interventions": [
        {
            "id": f"i-{SECRET}",
            "service": "home_education",
            "voucher_terms": [{"kind": "first", "start": "2026-01-12", "end": "2026-07-11"}],
            "sessions": [
                {
                    "id": f"s-{SECRET}",
                    "start": "2026-03-04T17:37",
                    "end": "2026-03-04T21:00",
                    "status": "delivered",
                    "activity": "direct",
                }
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load(OVERLAY)


def parts(value: Any) -> Iterator[Any]:
    """Every answer and every part of one, itself included; evidence that is worked out on demand too."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from parts(each)
    if type(value).__name__ in answers.__all__ and not isinstance(value, str):
        yield value
        names = [each.name for each in fields(value)] if is_dataclass(value) else []
        shown = [getattr(value, name) for name in names if not name.startswith("_")]
        made = [getattr(value, name, None) for name in ("findings", "entries", "evidence", "under", "steps")]
        yield from parts([*shown, *(each for each in made if not callable(each))])


def test_no_part_of_an_answer_shows_what_stood_in_a_file(rules: RuleSet) -> None:
    given = (
        rules.check(CASE, on=ON),
        rules.check(CASE, on=ON).ask_first(),
        rules.copayment(CASE, on=ON, hours=Fraction(2), service="home_education"),
        rules.statement([CASE], month="2026-03"),
        rules.deadlines(CASE, on=ON),
        rules.prioritise([CASE], on=ON),
    )
    seen = {}
    for part in parts(list(given)):
        shown = repr(part)
        seen[type(part).__name__] = shown
        if type(part).__name__ not in OF_RULES:
            assert shown.startswith("<"), shown
            assert not [value for value in VALUES if value in shown], shown
            assert shown == str(part) == f"{part}"
    assert {"Observed", "Evidence", "Missing", "Due", "Step", "UnderRecord", "Finding", "Place"} <= set(seen)


@pytest.mark.parametrize("text", ["", "no report", "{}", "[]", "null", "7", '{"rules": "tirano"}'])
def test_what_is_no_report_is_refused_by_name(text: str) -> None:
    with pytest.raises(
        ArgumentError, match=r"^this is no report that `to_json` of this version wrote$"
    ) as caught:
        Report.from_json(text)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(("key", "value"), [("verdict", "fine"), ("evidence", 7), ("severity", ...)])
def test_a_report_that_was_changed_is_refused_and_not_repeated(rules: RuleSet, key: str, value: Any) -> None:
    data = json.loads(rules.check(CASE, on=ON).to_json())
    if value is ...:
        del data["findings"][0][key]
    else:
        data["findings"][0][key] = value
    with pytest.raises(ArgumentError) as caught:
        Report.from_json(json.dumps(data))
    assert SECRET not in str(caught.value)

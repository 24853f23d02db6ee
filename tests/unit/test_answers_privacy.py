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
from adm_rules._internal.diagnostics import ReportError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.report import Report

ON: Final = date(2026, 3, 31)
OVERLAY: Final = Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml"
SECRET: Final = "Zeta77"
#: Amounts and times of the case below, in the forms that answers write.
VALUES: Final = (SECRET, "10.111", "10111", "17:37", "2014", "4 marzo", "4 March")
#: What a rule set says of itself.
OF_RULES: Final = {"Cause", "Head", "Loosened", "Expiry", "PenaltyBand", "RuleVerdict", "TrialValue"}
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
            assert shown.startswith("(<" if isinstance(part, tuple) else "<"), shown
            assert not [value for value in VALUES if value in shown], shown
            assert shown == str(part) == f"{part}"
    assert {"Observed", "Evidence", "Missing", "Due", "Step", "UnderRecord", "Finding", "Place"} <= set(seen)


@pytest.mark.parametrize(
    "text", ["", "no report", "{}", "[]", "null", "7", '{"rules": "tirano"}', "[" * 9999, 7, None]
)
def test_what_is_no_report_is_refused_by_name(text: Any) -> None:
    with pytest.raises(ReportError, match=r"^this is no report that `to_json` wrote: ") as caught:
        Report.from_json(text)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def changed(data: Any, path: str, value: Any) -> Any:
    """Data with one part changed, or (of ``...``) taken away."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    here = data
    for step in steps:
        here = here[step]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("findings.0.verdict", "fine", "wrong at `findings[0].verdict`"),
        ("findings.0.severity", "fatal", "wrong at `findings[0].severity`"),
        ("findings.0.path", 7, "wrong at `findings[0].path`"),
        ("findings.0.path", ..., "wrong at `findings[0].path`"),
        ("on", "31/03/2026", "wrong at `on`"),
        ("on", "2026-13-31", "its parts do not fit together"),
        ("grid.week.rows.week:2026-W10", "9" + SECRET, "wrong at `grid[0].rows[0]`"),
        ("grid.week.rows.week:2026-W10", "", "its parts do not fit together"),
        ("grid.week.severities", "x", "wrong at `grid[0].severities`"),
        ("told", [], "wrong at `told`"),
        ("counts.breaches", -1, "wrong at `counts[0]`"),
        ("rules.language", True, "wrong at `rules.language`"),
        ("files", ..., "wrong at `files`"),
        ("format", "adm-rules/report/2", "of format 2, and this library reads format 1 and older ones: upgrade"),
        ("format", "adm-rules/queue/1", "this holds another answer, `queue`, and not `report`"),
        ("format", "other/report/1", "`format` is none of this library"),
        ("format", 1, "`format` is none of this library"),
    ],
)  # fmt: skip
def test_a_report_that_was_changed_is_refused_at_its_place(
    rules: RuleSet, path: str, value: Any, told: str
) -> None:
    data = json.loads(rules.check(CASE, on=ON).to_json())
    data["grid"] = {"week": data["grid"].pop("week"), **data["grid"]}
    data["counts"] = {"breaches": data["counts"].pop("breaches"), **data["counts"]}
    with pytest.raises(ReportError) as caught:
        Report.from_json(json.dumps(changed(data, path, value)))
    assert told in str(caught.value)
    assert SECRET not in str(caught.value)


def test_keys_of_a_later_library_are_passed_over(rules: RuleSet) -> None:
    report = rules.check(CASE, on=ON)
    data = json.loads(report.to_json())
    data["later"] = {"any": 1}
    data["findings"][0]["later"] = [1]
    assert Report.from_json(json.dumps(data)) == report

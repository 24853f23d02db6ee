"""A report that a planner can read: a typical export stays under a budget of lines, and equal causes are told once."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import Report
from adm_rules._internal.report.entries import entries
from adm_rules._internal.yaml_source import read_data

ROOT = Path(__file__).parents[2]
END = date(2026, 3, 31)
#: Lines of a report, by what was exported; 80 columns.
BUDGET = {"bare": 45, "month": 100}


#: All shipped rule sets, the districts that the examples encode, and the example overlays.
SETS = (
    *available(),
    *(str(path) for path in sorted((ROOT / "examples").glob("districts/*/*.yaml"))),
    *(str(path) for path in sorted((ROOT / "examples").glob("overlays/*.yaml"))),
)


@cache
def rules(name: str = "tirano") -> RuleSet:
    return load(name)


def bare(**more: Any) -> dict[str, Any]:
    """A child and its sessions, and nothing else: what many programs export."""
    first = date(2026, 1, 7)
    days = [first + timedelta(days=2 * n) for n in range(33)]
    sessions = [{"start": f"{day}T15:00", "end": f"{day}T17:00", "status": "delivered"} for day in days]
    work = {"id": "i-1", "service": "home_education", "sessions": sessions}
    return {"id": "c-1", "birth_date": "2014-05-05", "residence": "tirano", "interventions": [work], **more}


def lines(report: Report, lang: str = "it") -> int:
    return len(text_of(report, Page(lang)).splitlines())


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("on", [END, END + timedelta(days=1), END + timedelta(days=200)])
def test_a_bare_export_stays_under_its_budget(on: date, lang: str, name: str) -> None:
    assert lines(rules(name).check(bare(), on=on), lang) <= BUDGET["bare"]


@pytest.mark.parametrize("name", SETS)
def test_an_export_that_says_where_it_ends_does_not_grow_with_the_days(name: str) -> None:
    case = bare(complete_until=END.isoformat())
    at_end = rules(name).check(case, on=END)
    later = rules(name).check(case, on=END + timedelta(days=30))
    assert lines(later) <= lines(at_end) + 8


@pytest.mark.parametrize("name", SETS)
def test_twice_as_many_sessions_make_no_longer_report(name: str) -> None:
    """What is wrong with each session is wrong once, in so many places."""
    few = bare()
    (work,) = few["interventions"]
    evenings = [
        {**each, "start": f"{each['start'][:10]}T18:00", "end": f"{each['start'][:10]}T18:15"}
        for each in work["sessions"]
    ]
    many = bare() | {"interventions": [work | {"sessions": [*work["sessions"], *evenings]}]}
    before, after = (rules(name).check(file, on=END) for file in (few, many))
    assert lines(after) <= lines(before) + 4


@pytest.mark.parametrize("name", ["01", "07", "12"])
def test_a_child_of_the_worked_month_stays_under_its_budget(name: str) -> None:
    path = ROOT / "examples" / "month" / "cases" / f"esempio-mese-{name}.yaml"
    case = read_data(path.read_bytes(), path.name).data
    for on in (END, END + timedelta(days=1)):
        assert lines(rules().check(case, on=on)) <= BUDGET["month"]


def test_equal_causes_are_told_once() -> None:
    """A child served after the eighteenth birthday: one fault, however many sessions."""
    report = rules().check(bare(birth_date="2008-02-10"), on=END)
    after = [entry for entry in report.entries if entry.rule == "session.after-birthday"]
    assert len([each for each in after if each.verdict == "breaches"]) <= 1
    assert entries(each for entry in report.entries for each in entry.findings) == report.entries

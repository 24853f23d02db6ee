"""Findings of many reports: rows go, and the same files are judged again when something is asked of them."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from benchmarks.cases import ON, example_cases

from adm_rules import Finding, Report, load
from adm_rules._internal.engine import findings, judgement, parse
from adm_rules._internal.engine.judgement import JudgedRows, Judgement

#: More reports than keep their rows.
MANY = 12


def checked(case: dict[str, Any]) -> Report:
    return load("tirano").check(case, on=ON, trusted=True)


def told(findings: tuple[Finding, ...]) -> list[Any]:
    return [(each.key, each.message(), each.missing, each.as_of_end, each.under) for each in findings]


@pytest.fixture
def nothing_older() -> Iterator[None]:
    """What there is already is looked through no more: it is much, and none of it is what a test looks for."""
    gc.freeze()
    yield
    gc.unfreeze()


def rows_held() -> int:
    gc.collect()
    return sum(isinstance(each, JudgedRows) for each in gc.get_objects())


@pytest.mark.usefixtures("nothing_older")
@pytest.mark.parametrize("trusted", [True, False])
def test_evidence_of_an_old_report_is_that_of_a_new_one(
    monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    """Rows of mappings that somebody else holds are never kept, those of others while they are among the latest."""
    monkeypatch.setattr(judgement, "_LATEST", deque())
    cases = [example_cases()[name] for name in ("several_breaches", "missing_facts")]
    reports = [load("tirano").check(case, on=ON, trusted=trusted) for case in cases * (MANY // 2)]
    assert rows_held() == (0 if trusted else judgement._MOST)
    findings = [report.findings for report in reports]
    for case, found in zip(cases, findings[:2], strict=True):
        assert told(found) == told(checked(case).findings)
    # Two of the latest went with the reports that these were compared with.
    assert rows_held() == (2 if trusted else judgement._MOST - 2)
    del reports, findings, found
    assert rows_held() == 0


def changed(case: dict[str, Any]) -> None:
    """What a caller may do to a mapping after the check: no verdict, another verdict, all of it."""
    for intervention in case["interventions"]:
        for session in intervention["sessions"]:
            session["start"] = session["start"][:11] + "09:01"
        intervention["sessions"].append(dict(intervention["sessions"][0], id="later"))
    case["birth_date"] = "1990-01-01"


@pytest.mark.usefixtures("nothing_older")
def test_what_a_check_judged_goes_without_a_collector() -> None:
    """Also what was judged as of an earlier day, on which the data ended."""
    case = {**example_cases()["missing_facts"], "complete_until": "2026-01-31"}
    checked(case).findings  # noqa: B018 - makes what all checks share
    gc.collect()
    gc.disable()
    try:
        for one in (case, example_cases()["several_breaches"]):
            report = checked(one)
            assert report.findings
            del report
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_rows_that_evidence_was_taken_from_stay_whole() -> None:
    """Words of evidence are made when they are read, and may look at the row again when the report is gone."""
    source = next(
        each.source
        for each in checked(example_cases()["several_breaches"]).breaches
        if each.subject == "session"
    )
    assert isinstance(source, Judgement)
    _, row = source._now()
    del source
    gc.collect()
    assert row.up is not None


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("others", [0, MANY])
@pytest.mark.parametrize("read_before", [True, False])
def test_a_report_is_of_the_files_as_they_were(trusted: bool, others: int, read_before: bool) -> None:
    """Also where the rows went meanwhile and are judged again, and where findings are first read afterwards."""
    expected = load("tirano").check(example_cases()["several_breaches"], on=ON).to_json(evidence="all")
    case = deepcopy(example_cases()["several_breaches"])
    report = load("tirano").check(case, on=ON, trusted=trusted)
    assert not read_before or report.findings
    kept = [checked(example_cases()["compliant_adm"]).findings for _ in range(others)]
    assert len(kept) == others
    changed(case)
    assert report.to_json(evidence="all") == expected
    assert load("tirano").check(case, on=ON, trusted=trusted).to_json(evidence="all") != expected


def test_what_is_no_plain_data_is_set_aside_as_well() -> None:
    """Days as such, and mappings of other classes, which only who trusts them passes."""
    case = deepcopy(example_cases()["several_breaches"])
    plain = checked(deepcopy(case)).to_json(evidence="all")
    case["birth_date"] = date.fromisoformat(case["birth_date"])
    report = checked(case)
    changed(case)
    assert report.to_json(evidence="all") == plain


def test_a_full_table_of_ranks_changes_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of rows alike the order of findings is kept, as far as there is room."""
    expected = checked(example_cases()["several_breaches"]).to_json()
    monkeypatch.setattr(findings, "_TABLE_SIZE", 0)
    rules = parse(load("tirano").regulation.text, "tirano.yaml")
    assert rules.check(example_cases()["several_breaches"], on=ON).to_json() == expected

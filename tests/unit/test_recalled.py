"""Findings of many reports: rows go, and the same files are judged again when something is asked of them."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from benchmarks.cases import ON, example_cases

from adm_rules import AdmRulesError, Finding, Report, load
from adm_rules._internal.engine import judgement
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
def test_evidence_of_an_old_report_is_that_of_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgement, "_LATEST", deque())
    cases = [example_cases()[name] for name in ("several_breaches", "missing_facts")]
    reports = [checked(case) for case in cases * (MANY // 2)]
    assert rows_held() == MANY
    findings = [report.findings for report in reports]
    assert rows_held() == judgement._MOST
    for case, found in zip(cases, findings[:2], strict=True):
        assert told(found) == told(checked(case).findings)
    del reports, findings, found
    assert rows_held() == 0


def test_files_that_were_changed_are_not_judged_again_without_a_word() -> None:
    case = deepcopy(example_cases()["several_breaches"])
    report = checked(case)
    found = report.findings
    kept = [checked(example_cases()["compliant_adm"]).findings for _ in range(MANY)]
    assert len(kept) == MANY
    case["birth_date"] = "1990-01-01"
    with pytest.raises(AdmRulesError, match="changed after the check") as caught:
        found[0].message()
    assert "1990" not in str(caught.value)


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

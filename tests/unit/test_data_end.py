"""An export is older than the day on which it is judged: what was settled then stays settled, and the rest waits."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.case import Case
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import AsOf, DataEnd, Report, Verdict
from adm_rules._internal.yaml_source import read_data

ROOT = Path(__file__).parents[2]
END = date(2026, 3, 31)
MONTH = sorted((ROOT / "examples" / "month" / "cases").glob("*.yaml"))
#: The file of the month in whose last week, which the data end within, there are hours that nobody authorised.
BROKEN = ROOT / "examples" / "month" / "cases" / "esempio-mese-10.yaml"


@cache
def rules() -> RuleSet:
    return load("tirano")


def data(path: Path) -> Any:
    return read_data(path.read_bytes(), path.name).data


def open_in(report: Report) -> int:
    """What is undecided for another reason than that the data end."""
    return len(report.undecided) - len(report.waiting)


# --- the children of a month --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MONTH[::6], ids=lambda path: path.stem)
def test_the_days_after_an_export_open_nothing(path: Path) -> None:
    case = data(path)
    as_of_end = rules().check(case, on=END)
    assert as_of_end.waiting == () == as_of_end.data_ends
    for days in (1, 61):
        later = rules().check(case, on=END + timedelta(days=days))
        assert open_in(later) <= open_in(as_of_end)
        assert later.data_ends == (DataEnd("case", END),)


def test_what_waits_says_how_it_stood_when_the_data_ended() -> None:
    case = data(MONTH[0])
    then = {(each.rule, each.subject_id): each.verdict for each in rules().check(case, on=END).findings}
    waiting = rules().check(case, on=END + timedelta(days=5)).waiting
    assert waiting
    for each in waiting:
        assert each.as_of_end == AsOf(END, then[each.rule, each.subject_id])
        assert each.verdict is Verdict.UNDECIDED


# --- one duty at a time -------------------------------------------------------------------------------------------

SESSION = {"id": "a-1", "start": "2026-03-02T15:00", "end": "2026-03-02T17:00", "status": "delivered"}


def child(**more: Any) -> dict[str, Any]:
    work = {"id": "i-1", "service": "home_education", "sessions": [SESSION]}
    return {"id": "c-1", "birth_date": "2014-05-05", "interventions": [work], **more}


def found(case: Any, rule: str, on: date) -> Any:
    (finding,) = rules().check(case, on=on).filter(rule=rule)
    return finding


def test_nothing_waits_for_data_where_a_file_says_nothing_of_its_end() -> None:
    report = rules().check(child(), on=END)
    assert report.undecided != ()
    assert report.waiting == () == report.data_ends


def test_a_gap_in_the_data_is_asked_for_whatever_the_day() -> None:
    """The area of the intervention is no event: no export that is newer adds it of itself."""
    finding = found(child(complete_until="2026-03-31"), "area.stated", date(2026, 4, 20))
    assert finding.verdict is Verdict.UNDECIDED
    assert finding.as_of_end is None


def test_a_session_after_the_end_of_the_data_was_not_settled_then() -> None:
    case = child(complete_until="2026-02-28")
    for finding in rules().check(case, on=END).filter(subject="session"):
        assert finding.as_of_end is None


def test_lists_that_end_by_themselves_are_looked_at_too() -> None:
    case = child(court_orders={"items": [], "complete_until": "2026-03-10"}, complete_until="2026-03-31")
    days = {each.as_of_end.day for each in rules().check(case, on=date(2026, 4, 9)).waiting if each.as_of_end}
    assert date(2026, 3, 31) in days


def test_a_mapping_that_a_model_wrote_waits_as_the_model_does() -> None:
    model = Case.model_validate(data(MONTH[0]))
    on = END + timedelta(days=1)
    written = model.model_dump(mode="json", exclude_unset=True)
    plain = rules().check(written, on=on, trusted=True)
    assert len(plain.waiting) == len(rules().check(model, on=on).waiting) > 0


def test_a_report_that_was_read_back_still_waits() -> None:
    report = rules().check(data(MONTH[0]), on=END + timedelta(days=1))
    again = Report.from_json(report.to_json())
    assert [(each.key, each.as_of_end) for each in again.waiting] == [
        (each.key, each.as_of_end) for each in report.waiting
    ]
    assert again.data_ends == report.data_ends
    assert report.only(lambda finding: finding.rule == "hours.authorised").data_ends == report.data_ends


# --- in words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [("it", "I dati finiscono il 31 marzo 2026: "), ("en", "Data end on 31 March 2026: ")],
)
def test_one_line_tells_how_much_waits(lang: str, said: str) -> None:
    report = rules().check(data(MONTH[0]), on=END + timedelta(days=1))
    lines = text_of(report, Page(lang, 400)).splitlines()
    (line,) = [line for line in lines if line.startswith(said)]
    assert f"{len(report.waiting)} " in line
    assert line in report_html(report, lang=lang)
    shown = "\n".join(lines[: lines.index(line)])
    assert not any(each.title.in_language(lang) in shown for each in report.waiting if _alone(each, report))
    assert text_of(report, Page(lang, 400, every=True)).count(" · ") > "\n".join(lines).count(" · ")


def _alone(finding: Any, report: Report) -> bool:
    """Whether nothing else that is told bears the title of a finding."""
    others = [each for each in report.findings if each.rule == finding.rule and each.verdict.told]
    return all(each.as_of_end is not None for each in others)


def test_where_nothing_waits_the_end_of_the_data_is_told_all_the_same() -> None:
    report = rules().check(deepcopy(child(complete_until="2026-03-30")), on=END).only(lambda _: False)
    assert "I dati finiscono il 30 marzo 2026." in text_of(report)


def test_nothing_is_named_where_all_was_in_order_then() -> None:
    report = rules().check(data(MONTH[0]), on=END + timedelta(days=1))
    kept = report.only(
        lambda each: each.as_of_end is not None and each.as_of_end.verdict is Verdict.NOT_APPLICABLE
    )
    assert kept.waiting == kept.findings != ()
    assert "non in ordine" not in text_of(kept)


def test_what_was_not_in_order_then_is_named() -> None:
    report = rules().check(data(BROKEN), on=END + timedelta(days=1))
    broken = [each for each in report.waiting if each.as_of_end and each.as_of_end.verdict == "breaches"]
    text = text_of(report, Page("it", 400))
    assert broken
    assert all(each.title.it in text.partition("non in ordine: ")[2] for each in broken)

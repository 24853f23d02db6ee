"""What must hold of every check, whatever the case: on generated files, judged by the Tirano rules."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adm_rules._internal.case import Case
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.report import Report
from tests.parity.compare import checked
from tests.parity.generate import keys, lists, make_files, required

randoms = st.integers(0, 2**32).map(Random)
#: Files are large: a few each run, many in a campaign (`make deep`).
few = settings(max_examples=max(settings().max_examples // 4, 5))


@cache
def rules() -> RuleSet:
    return load("tirano")


def verdicts(report: Report) -> list[tuple[str, str, str]]:
    return sorted((f.rule, f.subject_id, f.verdict.value) for f in report.findings)


# --- forms of the same file ---------------------------------------------------------------------------------------


@few
@given(randoms)
def test_text_mapping_and_model_give_the_same_report(rng: Random) -> None:
    files, on = make_files(rng)
    if "case" not in files:
        return
    case = files["case"]
    reports = [
        rules().check(form, on=on)
        for form in (case, json.dumps(case), json.dumps(case).encode(), Case.model_validate(case))
    ]
    assert all(report.to_json() == reports[0].to_json() for report in reports)


@few
@given(randoms)
def test_a_report_survives_json_and_pickling(rng: Random) -> None:
    files, on = make_files(rng)
    report = checked(rules(), files, on, trusted=False)
    assert Report.from_json(report.to_json()).to_json() == report.to_json()
    assert pickle.loads(pickle.dumps(report)).to_json() == report.to_json()
    assert checked(rules(), files, on, trusted=False).to_json() == report.to_json()


# --- the order of lists says nothing ------------------------------------------------------------------------------


def _shuffled(data: Any, rng: Random) -> Any:
    if isinstance(data, dict):
        return {key: _shuffled(value, rng) for key, value in rng.sample(list(data.items()), len(data))}
    if isinstance(data, list):
        return [_shuffled(item, rng) for item in rng.sample(data, len(data))]
    return data


@few
@given(randoms)
def test_shuffling_changes_nothing(rng: Random) -> None:
    files, on = make_files(rng)
    before = checked(rules(), files, on, trusted=False)
    after = checked(rules(), _shuffled(files, rng), on, trusted=False)
    assert verdicts(after) == verdicts(before)


# --- missing is never better --------------------------------------------------------------------------------------


def _optional(data: Any, subject: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Every key of a record, and of the records below it, that the models allow to be absent."""
    for key in keys(subject):
        if "." not in key and key in data and key not in required(subject) and key != "id":
            yield data, key
    for child, key in lists(subject):
        found = data.get(key)
        for item in found["items"] if isinstance(found, dict) else found if isinstance(found, list) else ():
            yield from _optional(item, child)


@few
@given(randoms)
def test_removing_a_fact_never_turns_what_is_wrong_or_open_into_what_complies(rng: Random) -> None:
    files, on = make_files(rng)
    before = {
        (f.rule, f.subject_id): f.verdict.value for f in checked(rules(), files, on, trusted=False).findings
    }
    for root in files:
        places = list(_optional(files[root], root))
        for number in rng.sample(range(len(places)), min(6, len(places))):
            changed = copy.deepcopy(files)
            record, key = list(_optional(changed[root], root))[number]
            del record[key]
            after = checked(rules(), changed, on, trusted=False)
            better = [
                (f.rule, f.subject_id, before[f.rule, f.subject_id], key)
                for f in after.findings
                if f.verdict.value == "complies"
                and before.get((f.rule, f.subject_id)) in ("breaches", "to_judge", "undecided", "pending")
            ]
            assert not [worse for worse in better if _alone(after, worse)], key


def _alone(report: Report, found: tuple[str, str, str, str]) -> bool:
    """Whether a rule has only one finding under that name: two sessions may begin at the same time."""
    return sum((f.rule, f.subject_id) == found[:2] for f in report.findings) == 1


# --- an export is older than the day on which it is judged --------------------------------------------------------


@few
@given(randoms, st.integers(1, 60))
def test_what_waits_for_newer_data_was_decided_when_the_data_ended(rng: Random, days: int) -> None:
    files, on = make_files(rng)
    end = on - timedelta(days=days)
    if "case" not in files or files["case"]["birth_date"] > end.isoformat():
        return
    files = {**files, "case": {**files["case"], "complete_until": end.isoformat()}}
    report, then = (checked(rules(), files, day, trusted=False) for day in (on, end))
    verdicts_then: dict[tuple[str, str, str], set[str]] = {}
    for found in then.findings:
        verdicts_then.setdefault((found.rule, found.subject, found.subject_id), set()).add(found.verdict)
    for found in report.waiting:
        assert found.as_of_end is not None
        if found.as_of_end.day == end:
            key = found.rule, found.subject, found.subject_id
            assert found.as_of_end.verdict in verdicts_then[key]


# --- any part of a file is judged or refused ----------------------------------------------------------------------


def _some(data: Any, rng: Random) -> Any:
    """A file with keys and elements left out at random, whether or not the models can do without them."""
    if isinstance(data, dict):
        return {key: _some(value, rng) for key, value in data.items() if rng.random() > 0.15}
    if isinstance(data, list):
        return [_some(item, rng) for item in data if rng.random() > 0.15]
    return data


@given(randoms)
def test_any_part_of_a_file_gives_a_report_or_a_clear_error(rng: Random) -> None:
    files, on = make_files(rng)
    some = {root: _some(data, rng) for root, data in files.items()}
    try:
        report = checked(rules(), some, on, trusted=False)
    except CaseError as error:
        told = [diagnostic.message for diagnostic in error.diagnostics]
    else:
        told = [finding.message("it") for finding in report.findings] or ["nothing to judge"]
    assert told
    assert all(told)


# --- weekly hours -------------------------------------------------------------------------------------------------

ON = date(2026, 3, 31)
SESSION = {"status": "delivered", "activity": "direct"}


def _case(*sessions: dict[str, Any], **more: Any) -> dict[str, Any]:
    intervention = {
        "id": "i1",
        "service": "home_education",
        "sessions": [{**SESSION, **session} for session in sessions],
    }
    return {"id": "c1", "birth_date": "2014-05-05", "derogations": [], "interventions": [intervention | more]}


def _weekly(report: Report) -> dict[str, int]:
    """Minutes of direct time by week, as the findings of the weekly cap show them."""
    found = {}
    for finding in report.filter(rule="hours.weekly-cap"):
        shown = next((seen.value.en for seen in finding.observed if seen.fact == "direct_time"), "0 h")
        numbers = [int(word) for word in shown.replace("\N{NO-BREAK SPACE}", " ").split() if word.isdigit()]
        hours, minutes = (numbers[0], numbers[1:]) if "h" in shown else (0, numbers)
        found[finding.subject_id] = hours * 60 + (minutes[0] if minutes else 0)
    return found


slots = st.tuples(st.integers(0, 13), st.integers(7, 18), st.integers(1, 12))


def _session(slot: tuple[int, int, int]) -> dict[str, Any]:
    day, hour, quarters = slot
    start = f"2026-03-{2 + day:02}T{hour:02}:00"
    end = hour * 60 + quarters * 15
    return {"start": start, "end": f"2026-03-{2 + day:02}T{end // 60:02}:{end % 60:02}"}


def _apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    (day, hour, quarters), (other_day, other_hour, other_quarters) = one, other
    return (
        day != other_day
        or 4 * hour + quarters <= 4 * other_hour
        or 4 * other_hour + other_quarters <= 4 * hour
    )


@few
@given(st.lists(slots, min_size=1, max_size=8), slots)
def test_one_more_session_never_lowers_weekly_hours(
    made: list[tuple[int, int, int]], extra: tuple[int, int, int]
) -> None:
    before = _weekly(rules().check(_case(*map(_session, made)), on=ON))
    after = _weekly(rules().check(_case(*map(_session, [*made, extra])), on=ON))
    assert all(after[week] >= minutes for week, minutes in before.items())
    more = sum(after.values()) - sum(before.values())
    alone = all(_apart(extra, one) for one in made)
    assert (
        more == extra[2] * 15 if alone else 0 <= more <= extra[2] * 15
    )  # time that sessions share counts once


# --- thresholds ---------------------------------------------------------------------------------------------------


def _verdict(rule: str, case: dict[str, Any], on: date = ON, **more: Any) -> str:
    (finding,) = rules().check(case, on=on, **more).filter(rule=rule)
    return finding.verdict.value


def _week_of(minutes: int) -> dict[str, Any]:
    """Five sessions of a week that add up to so many minutes."""
    parts = [minutes // 5 + (n < minutes % 5) for n in range(5)]
    return _case(
        *(
            {"start": f"2026-03-{2 + n:02}T09:00", "end": f"2026-03-{2 + n:02}T{9 + p // 60:02}:{p % 60:02}"}
            for n, p in enumerate(parts)
        )
    )


def _from_to(start: str, end: str) -> dict[str, Any]:
    return _case({"start": f"2026-03-02T{start}", "end": f"2026-03-02T{end}"})


def _meeting(minutes: int, **more: Any) -> dict[str, Any]:
    end = 9 * 60 + minutes
    session = {
        "start": "2026-03-02T09:00",
        "end": f"2026-03-02T{end // 60:02}:{end % 60:02}",
        "activity": "supervised_meeting",
        **more,
    }
    return _case(session, service="supervised_contact")


def _authorised(minutes: int) -> dict[str, Any]:
    return _case(authorisations=[{"from": "2026-03-02", "weekly_minutes": minutes}])


def _started(day: str, **more: Any) -> dict[str, Any]:
    return _case({"start": f"{day}T09:00", "end": f"{day}T10:00"}, **more)


def _group(educators: int, users: int, **more: Any) -> dict[str, Any]:
    present = [{"kind": "staff", "staff": f"s{n}"} for n in range(educators)]
    return _case(
        {
            "start": "2026-03-02T09:00",
            "end": "2026-03-02T10:00",
            "activity": "group",
            "users_present": users,
            "attendance": present,
            **more,
        },
        agency="ag1",
    )


AGENCY = {"id": "ag1", "staff": [{"id": f"s{n}", "role": "educator"} for n in range(4)]}


def _absent(covered: str) -> dict[str, Any]:
    return _case(
        absences=[
            {
                "from": "2026-03-02",
                "substituted_on": covered,
                "returned_on": "none",
                "foreseeable": False,
                "documented": True,
            }
        ]
    )


def _asked(answered: str) -> dict[str, Any]:
    return _case(report_requests=[{"asked_on": "2026-03-02", "answered_on": answered}])


def _voucher(end: str, closed: str | None = "none") -> dict[str, Any]:
    return _case(voucher_terms=[{"kind": "first", "start": "2025-09-15", "end": end}], closed_on=closed)


def _aged(birth: str) -> dict[str, Any]:
    return {
        "id": "c1",
        "birth_date": birth,
        "requests": [{"submitted_on": "2026-03-02", "type": "activation"}],
    }


def _proposed(day: str) -> dict[str, Any]:
    return _started(day, proposed_on="2026-02-16")


def _reported(day: str) -> dict[str, Any]:
    reports = [{"type": "progress", "submitted_on": day}]
    return _started("2025-10-15", reports=reports, closed_on="2026-01-20")


def _reviewed(day: str) -> dict[str, Any]:
    meetings = [{"type": "plan_review", "on": day}]
    return _started("2025-07-15", meetings=meetings, closed_on="2026-01-20", review_interval_months="none")


COMPLIES, BREACHES, UNDECIDED, NOT_APPLICABLE = "complies", "breaches", "undecided", "not_applicable"
#: Rule, its case at the limit (which complies), a step beyond it (which does not), a step within.
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("hours.weekly-cap", _week_of(600), _week_of(601), _week_of(599)),
    ("hours.authorised-cap", _authorised(600), _authorised(601), _authorised(599)),
    (
        "session.hours-window",
        _from_to("07:30", "09:00"),
        _from_to("07:29", "09:00"),
        _from_to("07:31", "09:00"),
    ),
    (
        "session.hours-window",
        _from_to("19:00", "20:00"),
        _from_to("19:00", "20:01"),
        _from_to("19:00", "19:59"),
    ),
    ("contact.session-length", _meeting(60), _meeting(59), _meeting(61)),
    ("contact.session-length", _meeting(180), _meeting(181), _meeting(179)),
    (
        "contact.feedback-length",
        _meeting(90, feedback_minutes=10),
        _meeting(90, feedback_minutes=9),
        _meeting(90, feedback_minutes=11),
    ),
    (
        "contact.feedback-length",
        _meeting(90, feedback_minutes=15),
        _meeting(90, feedback_minutes=16),
        _meeting(90, feedback_minutes=14),
    ),
    ("group.ratio-floor", _group(1, 5), _group(1, 6), _group(1, 4)),
    (
        "group.ratio-as-set",
        _group(1, 4, group_ratio="1/4"),
        _group(1, 5, group_ratio="1/4"),
        _group(1, 3, group_ratio="1/4"),
    ),
    ("start.from-proposal", _proposed("2026-03-03"), _proposed("2026-03-04"), _proposed("2026-03-02")),
    ("absence.five-days", _absent("2026-03-07"), _absent("2026-03-08"), _absent("2026-03-06")),
    ("reports.on-request", _asked("2026-03-17"), _asked("2026-03-18"), _asked("2026-03-16")),
    ("access.age", _aged("2008-03-03"), _aged("2008-03-02"), _aged("2008-03-04")),
    ("reports.quarterly", _reported("2026-01-15"), _reported("2026-01-16"), _reported("2026-01-14")),
    ("plan.reviewed", _reviewed("2026-01-15"), _reviewed("2026-01-16"), _reviewed("2026-01-14")),
]


@pytest.mark.parametrize(("rule", "at", "beyond", "inside"), PAIRS)
def test_every_limit_has_its_boundary(
    rule: str, at: dict[str, Any], beyond: dict[str, Any], inside: dict[str, Any]
) -> None:
    agency = AGENCY if rule.startswith("group.") else None
    assert _verdict(rule, at, agency=agency) == COMPLIES
    assert _verdict(rule, beyond, agency=agency) == BREACHES
    assert _verdict(rule, inside, agency=agency) == COMPLIES


def test_a_voucher_lasts_six_months_to_the_day() -> None:
    assert _verdict("voucher.term", _voucher("2026-03-14")) == COMPLIES
    assert _verdict("voucher.term", _voucher("2026-03-13")) == BREACHES
    assert _verdict("voucher.term", _voucher("2026-03-15")) == BREACHES


def test_a_shorter_voucher_may_have_ended_with_its_intervention() -> None:
    assert _verdict("voucher.term", _voucher("2026-03-13", "2026-03-13")) == NOT_APPLICABLE
    assert _verdict("voucher.term", _voucher("2026-03-13", "2026-03-14")) == BREACHES
    assert _verdict("voucher.term", _voucher("2026-03-13", None)) == UNDECIDED
    assert _verdict("voucher.term", _voucher("2026-03-15", None)) == BREACHES


# --- thresholds of an agency --------------------------------------------------------------------------------------


def _agency(rule: str, **more: Any) -> str:
    agency = {"id": "ag1", "complete_from": "2025-01-01", "complete_until": "2026-03-31", **more}
    found = rules().check(agency=agency, on=ON).filter(rule=rule)
    return next(
        finding.verdict.value for finding in found if finding.subject_id in ("2025", "2026-W05", "2026-03-02")
    )


def _available(*bands: tuple[str, str]) -> list[dict[str, Any]]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    slots = [
        {"weekday": day, "start": first, "end": last, "from": "none", "to": "none"}
        for day in days
        for first, last in bands
    ]
    return [{"id": "s1", "listed_from": "2024-01-01", "delisted_on": "none", "availability": slots}]


def _trained(*minutes: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"s{n}",
            "listed_from": "2024-01-01",
            "delisted_on": "none",
            "training": [{"on": "2025-05-05", "minutes": amount}],
        }
        for n, amount in enumerate(minutes)
    ]


def _left(leavers: int, people: int) -> list[dict[str, Any]]:
    return [
        {
            "staff": f"s{n}",
            "intervention": "i1",
            "from": "2024-09-01",
            "left_on": "2025-06-30" if n < leavers else "none",
            "left_reason": "resignation" if n < leavers else "none",
            "force_majeure_documented": False,
            "closed_on": "none",
        }
        for n in range(people)
    ]


@pytest.mark.parametrize(
    ("rule", "files", "verdict"),
    [
        # four fifths of ten hours a day are eight; the band gives six of seven and a half at most
        ("agency.afternoon-share", {"staff": _available(("14:00", "18:00"), ("09:00", "10:00"))}, COMPLIES),
        ("agency.afternoon-share", {"staff": _available(("14:00", "18:00"), ("09:00", "10:01"))}, BREACHES),
        ("agency.afternoon-share", {"staff": _available(("14:00", "18:01"), ("09:00", "10:00"))}, COMPLIES),
        ("agency.window-covered", {"staff": _available(("07:30", "20:00"))}, COMPLIES),
        ("agency.window-covered", {"staff": _available(("07:31", "20:00"))}, BREACHES),
        ("agency.window-covered", {"staff": _available(("07:30", "19:59"))}, BREACHES),
        ("agency.turnover", {"assignments": _left(2, 5)}, COMPLIES),
        ("agency.turnover", {"assignments": _left(3, 7)}, BREACHES),
        ("agency.turnover", {"assignments": _left(1, 5)}, COMPLIES),
        ("agency.training", {"staff": _trained(1200, 1200, 1200, 1199)}, COMPLIES),
        ("agency.training", {"staff": _trained(1200, 1200, 1199, 1199)}, BREACHES),
        ("agency.training", {"staff": _trained(1201, 1201, 1201, 0)}, COMPLIES),
        (
            "agency.supervision",
            {"staff": _trained(0), "supervisions": [{"on": "2025-05-05", "minutes": 480}]},
            COMPLIES,
        ),
        (
            "agency.supervision",
            {"staff": _trained(0), "supervisions": [{"on": "2025-05-05", "minutes": 479}]},
            BREACHES,
        ),
        (
            "agency.supervision",
            {"staff": _trained(0), "supervisions": [{"on": "2025-05-05", "minutes": 481}]},
            COMPLIES,
        ),
        (
            "agency.staff-list-change",
            {"staff_list_changes": [{"effective_on": "2026-03-02", "notified_on": "2026-03-09"}]},
            COMPLIES,
        ),
        (
            "agency.staff-list-change",
            {"staff_list_changes": [{"effective_on": "2026-03-02", "notified_on": "2026-03-10"}]},
            BREACHES,
        ),
        (
            "agency.staff-list-change",
            {"staff_list_changes": [{"effective_on": "2026-03-02", "notified_on": "2026-03-08"}]},
            COMPLIES,
        ),
    ],
)
def test_limits_of_an_agency(rule: str, files: dict[str, Any], verdict: str) -> None:
    assert _agency(rule, **files) == verdict

"""The calendar of deadlines: what clients ask of it, what it must not tell, and how it follows the days."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.render.ics import deadlines_ics, pseudonym
from adm_rules._internal.yaml_source import read_data
from tests.rules.small import rule, rule_set, with_intervention


@cache
def shipped(name: str) -> RuleSet:
    return load(name)


CASES = Path(__file__).parents[2] / "examples" / "cases"
ON = date(2026, 3, 31)
KEY = b"una chiave inventata per le prove"
EVERY = "{progress_reports: {every: {months: 3, from: started_on, until: closed_on}}}"
RULES = (
    rule("{educator_named_on: {within: {days: 15, after: proposed_on}}}", per="intervention"),
    rule(EVERY, id="reports", per="intervention"),
)


def seen(on: date, **keys: Any) -> tuple[Deadline, ...]:
    data = {
        "proposed_on": "2026-03-02",
        "educator_named_on": "none",
        "started_on": "2026-03-02",
        "reports": [],
        **keys,
    }
    return rule_set(*RULES).deadlines(with_intervention(closed_on="none", **data), on=on)


def events(content: bytes) -> dict[str, Any]:
    """Events by UID, as the maintained library reads them."""
    calendar = icalendar.Calendar.from_ical(content)
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == content.count(b"BEGIN:VEVENT"), "every UID stands once"
    return found


# --- form -------------------------------------------------------------------------------------------------------------


def test_an_event_is_an_all_day_one_that_leaves_the_day_free() -> None:
    content = deadlines_ics(seen(date(2026, 3, 5)), on=date(2026, 3, 5), key=KEY)
    first, second = events(content).values()
    assert first.decoded("DTSTART") == date(2026, 3, 17)
    assert first.decoded("DTEND") == date(2026, 3, 18)
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert (first["TRANSP"], first["STATUS"], first["CLASS"]) == ("TRANSPARENT", "CONFIRMED", "PRIVATE")
    assert first.decoded("DTSTAMP") == datetime(2026, 3, 5, tzinfo=UTC)
    assert first["SUMMARY"] == "Regola di prova"
    assert second.decoded("DTSTART") == date(2026, 6, 3)
    assert [alarm.decoded("TRIGGER") for alarm in first.walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(days=-1, hours=9),
    ]
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in first.walk("VALARM"))


def test_the_description_says_what_from_when_how_it_stands_and_where_it_is_written() -> None:
    on = date(2026, 3, 5)
    first = next(iter(events(deadlines_ics(seen(on), on=on, key=KEY, lang="en")).values()))
    assert str(first["DESCRIPTION"]).splitlines() == [
        "What: naming of the educator",
        "Counted from: proposal of the intervention to the agency",
        "Day: 17 March 2026",
        "As of 5 March 2026: in 12 days",
        "Source: art. 1 (r)",
        f"File: {pseudonym('case', 'caso-1', KEY)}",
    ]


def test_a_day_that_is_moved_shows_both() -> None:
    on = date(2026, 3, 31)
    found = shipped("tirano").deadlines(_model("compliant_adm"), on=on)
    texts = [str(event["DESCRIPTION"]) for event in events(deadlines_ics(found, on=on, key=KEY)).values()]
    assert any(
        "Giorno contato: 26 aprile 2026; spostato al 27 aprile 2026, perché festivo" in text for text in texts
    )


def test_the_bytes_keep_to_the_format() -> None:
    """RFC 5545, 3.1 and 3.6: lines end with CRLF and have 75 octets at most; required properties stand once."""
    content = deadlines_ics(shipped("tirano").deadlines(_model("several_breaches"), on=ON), on=ON, key=KEY)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    lines = re.sub(rb"\r\n[ \t]", b"", content).split(b"\r\n")
    assert lines[:3] == [b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//adm_rules//deadlines//IT"]
    for block in re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", b"\n".join(lines), re.DOTALL):
        own = re.sub(rb"BEGIN:VALARM.*?END:VALARM\n", b"", block, flags=re.DOTALL)
        for required in (b"UID:", b"DTSTAMP:", b"DTSTART;VALUE=DATE:", b"SUMMARY:", b"SEQUENCE:", b"STATUS:"):
            assert own.count(b"\n" + required) == 1
        for alarm in re.findall(rb"BEGIN:VALARM.*?END:VALARM", block, re.DOTALL):
            assert all(alarm.count(b"\n" + each) == 1 for each in (b"ACTION:", b"DESCRIPTION:", b"TRIGGER:"))


def test_a_second_parser_reads_the_same() -> None:
    content = deadlines_ics(shipped("tirano").deadlines(_model("several_breaches"), on=ON), on=ON, key=KEY)
    mine = events(content)
    theirs = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert [event.uid for event in theirs] == list(mine)
    for event in theirs:
        own = mine[event.uid]
        assert event.dtstart == own.decoded("DTSTART")
        assert (event.summary, event.description) == (str(own["SUMMARY"]), str(own["DESCRIPTION"]))
        assert event.sequence == own["SEQUENCE"]
        assert len(event.alarm) == len(own.walk("VALARM"))
        assert (event.status is EventStatus.CANCELLED) == (own["STATUS"] == "CANCELLED")


def test_nothing_due_gives_an_empty_calendar() -> None:
    content = deadlines_ics((), on=ON)
    assert events(content) == {}
    assert b"X-WR-CALNAME:Scadenze ADM e Spazio Neutro\r\n" in content


def test_what_has_no_day_is_left_out() -> None:
    found = seen(date(2026, 3, 1))
    assert [each.state for each in found] == ["not_started", "not_started"]
    assert events(deadlines_ics(found, on=date(2026, 3, 1), key=KEY)) == {}


# --- privacy ----------------------------------------------------------------------------------------------------------


def _model(name: str) -> Any:
    path = CASES / f"{name}.yaml"
    return as_model("case", read_data(path.read_bytes(), name).data)


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, each in data.items():
            if key in {"id", "birth_date", "staff", "substitute", "group", "start", "end"} and isinstance(
                each, str
            ):
                yield each
            yield from _values(each)
    elif isinstance(data, list):
        for each in data:
            yield from _values(each)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("rules", ["tirano", "sud_est_milano", "medio_olona", "basso_lodigiano"])
def test_nothing_in_it_identifies_the_child(path: Path, rules: str) -> None:
    """No id, no birth date and no time of a session, in any way that a day is written."""
    model = _model(path.stem)
    content = deadlines_ics(shipped(rules).deadlines(model, on=ON), on=ON, key=KEY)
    text = re.sub(rb"\r\n[ \t]", b"", content).decode()
    data = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    born = date.fromisoformat(data["birth_date"])
    hidden = {
        value for value in _values(data) if len(value) > 2 and not re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    }
    hidden |= {born.isoformat(), born.strftime("%Y%m%d"), f"{born.day}/{born.month}/{born.year}"}
    assert hidden
    assert not [value for value in hidden if value in text]


def test_uids_tell_nothing_without_the_key() -> None:
    on = date(2026, 3, 5)
    one, other = (set(events(deadlines_ics(seen(on), on=on, key=key))) for key in (KEY, KEY + b"!"))
    assert one.isdisjoint(other)
    assert all(re.fullmatch(r"[0-9a-f]{40}@adm-rules", uid) for uid in one)
    assert pseudonym("case", "caso-1", KEY) != pseudonym("case", "caso-2", KEY)
    assert pseudonym("case", "caso-1", KEY) != pseudonym("agency", "caso-1", KEY)


def test_a_case_needs_a_key_and_a_key_has_a_length() -> None:
    on = date(2026, 3, 5)
    with pytest.raises(AdmRulesError, match="the calendar of a case needs a key"):
        deadlines_ics(seen(on), on=on)
    for call in (
        lambda: deadlines_ics((), on=on, key=b"0123456789abcde"),
        lambda: pseudonym("case", "x", b"short"),
    ):
        with pytest.raises(AdmRulesError, match="at least 16 bytes"):
            call()
    assert events(deadlines_ics(seen(on), on=on, key=b"0123456789abcdef"))


def test_what_is_about_no_child_may_do_without_a_key() -> None:
    contract = {"id": "contratto-1", "term_end": "2026-12-31"}
    found = shipped("sud_est_milano").deadlines(contract=contract, on=ON)
    (event,) = (
        e
        for e in events(deadlines_ics(found, on=ON)).values()
        if e["SUMMARY"] == "Scadenza del contratto di servizio"
    )
    assert "Fascicolo" not in event["DESCRIPTION"]
    assert "contratto-1" not in event["DESCRIPTION"]
    assert "Prima di allora: rinnovare il contratto, o preparare il subentro." in event["DESCRIPTION"]


# --- updates ----------------------------------------------------------------------------------------------------------


def test_a_later_look_changes_events_instead_of_adding_others() -> None:
    """The educator is named, a report is sent: what was met is cancelled, the next report has an event of its own."""
    early, late = date(2026, 3, 5), date(2026, 5, 8)
    before = events(deadlines_ics(seen(early), on=early, key=KEY))
    sent = [{"type": "progress", "submitted_on": "2026-05-04"}]
    after = events(deadlines_ics(seen(late, educator_named_on="2026-03-12", reports=sent), on=late, key=KEY))
    assert set(before) < set(after)
    assert all(before[uid]["SEQUENCE"] < after[uid]["SEQUENCE"] for uid in before)
    assert all(before[uid]["STATUS"] == "CONFIRMED" and after[uid]["STATUS"] == "CANCELLED" for uid in before)
    assert not any(after[uid].walk("VALARM") for uid in before)
    (new,) = (event for uid, event in after.items() if uid not in before)
    assert (new["STATUS"], new.decoded("DTSTART")) == ("CONFIRMED", date(2026, 8, 4))


def test_a_day_that_moves_keeps_its_event() -> None:
    on = date(2026, 3, 5)
    ((uid, first), *_) = events(deadlines_ics(seen(on), on=on, key=KEY)).items()
    moved = events(deadlines_ics(seen(on, proposed_on="2026-03-04"), on=on, key=KEY))
    assert first.decoded("DTSTART") == date(2026, 3, 17)
    assert moved[uid].decoded("DTSTART") == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2026, 3, 10), [7, 1]), (date(2026, 3, 11), [1]), (date(2026, 3, 17), []), (date(2026, 3, 20), [])],
)
def test_alarms_whose_day_is_past_are_left_out(on: date, days: list[int]) -> None:
    first = next(iter(events(deadlines_ics(seen(on), on=on, key=KEY)).values()))
    triggers = [alarm.decoded("TRIGGER") for alarm in first.walk("VALARM")]
    assert triggers == [timedelta(hours=9) - timedelta(days=each) for each in days]
    assert first["STATUS"] == "CONFIRMED"


def test_a_payment_keeps_its_event_when_it_is_paid() -> None:
    """It has no id, and the day of payment is no name: else its event would stay, and another one be cancelled."""

    def uids(paid: str, *more: dict[str, Any]) -> dict[str, str]:
        data = {
            "id": "esempio-1",
            "birth_date": "2014-05-01",
            "payments": [{**due, "due_on": "2026-04-10", "paid_on": paid}, *more],
        }
        found = [each for each in shipped("tirano").deadlines(data, on=ON) if each.fact == "paid_on"]
        content = deadlines_ics(found, on=ON, key=KEY)
        return {uid: str(event["STATUS"]) for uid, event in events(content).items()}

    due = {"kind": "copayment", "payer": "family"}
    (open_one,) = uids("none")
    assert uids("2026-03-20") == {open_one: "CANCELLED"}
    assert uids("none", {**due, "due_on": "2026-05-10", "paid_on": "none"})[open_one] == "CONFIRMED"


def test_of_two_records_of_one_name_each_keeps_its_event_as_time_passes() -> None:
    """A worker left twice; the second time is still to come on the first look, and stands first in the file."""
    later = {"staff": "op-1", "from": "2026-02-01", "left_on": "2026-04-20", "replaced_on": "none"}
    before = {"staff": "op-1", "from": "2025-10-01", "left_on": "2025-12-20", "replaced_on": "none"}

    def days(on: date) -> dict[str, date]:
        data = with_intervention(assignments=[later, before])
        found = shipped("tirano").deadlines(data, on=on)
        left = [each for each in found if each.fact == "refilled_on"]
        return {
            uid: event["DTSTART"].dt for uid, event in events(deadlines_ics(left, on=on, key=KEY)).items()
        }

    first, second = days(ON), days(date(2026, 4, 21))
    assert list(first.values()) == [date(2025, 12, 25)]
    assert len(second) == 2
    assert first.items() <= second.items()


def test_two_duties_of_one_name_stay_apart() -> None:
    """Two interventions without ids: their duties are told apart by their order."""
    intervention = {"service": "home_education", "proposed_on": "2026-03-02", "educator_named_on": "none"}
    data = {"id": "caso-1", "birth_date": "2014-05-01", "interventions": [intervention, intervention]}
    found = rule_set(RULES[0]).deadlines(data, on=date(2026, 3, 5))
    assert [each.duty for each in found] == [
        "case:caso-1/intervention:|r|0|1",
        "case:caso-1/intervention:~2|r|0|1",
    ]
    assert len(events(deadlines_ics(found, on=date(2026, 3, 5), key=KEY))) == 2
    assert len(events(deadlines_ics((*found, *found), on=date(2026, 3, 5), key=KEY))) == 4


def test_the_same_look_gives_the_same_bytes() -> None:
    on = date(2026, 3, 5)
    assert deadlines_ics(seen(on), on=on, key=KEY) == deadlines_ics(seen(on), on=on, key=KEY)
    assert events(deadlines_ics(seen(on), on=date(1999, 1, 1), key=KEY))


@pytest.mark.parametrize(
    ("keys", "more", "said"),
    [
        ({}, "when: {disability: {is: true}}", "Se la regola si applica non è certo"),
        (
            {"disability": True},
            "derogations: [{id: d, when: {disability: {is: true}}, require: {age: {below: 18}}}]",
            "Coperto da deroga",
        ),
    ],
)
def test_it_says_what_is_not_certain_and_what_a_derogation_covers(
    keys: dict[str, Any], more: str, said: str
) -> None:
    rules = rule_set(
        rule("{educator_named_on: {within: {days: 5, after: proposed_on}}}", per="intervention", more=more)
    )
    data = with_intervention(proposed_on="2026-03-02", educator_named_on="none", case_keys=keys)
    (event,) = events(deadlines_ics(rules.deadlines(data, on=ON), on=ON, key=KEY)).values()
    assert said in str(event["DESCRIPTION"]).splitlines()


def test_without_the_library_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(AdmRulesError, match=r"pip install 'adm_rules\[ics\]'"):
        deadlines_ics((), on=ON)

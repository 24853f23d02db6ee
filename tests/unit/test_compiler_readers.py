"""How generated code reads the values of a file when they are not plain."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from adm_rules._internal.compiler import readers
from adm_rules._internal.compiler.places import check_places
from adm_rules._internal.compiler.readers import Placed
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.values.bounds import INF, NONE, NOT_YET, UNKNOWN, Interval, SetSpan

MONDAY = date(2026, 3, 2).toordinal()


def at(day: int, clock: int, fold: int = 0) -> int:
    """An instant: minutes of local time, doubled, and which of two passes."""
    return (day * 1440 + clock) * 2 + fold


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (date(2026, 3, 2), MONDAY),
        ("2026-03-02", MONDAY),
        ("none", NONE),
        (None, UNKNOWN),
        (MONDAY, MONDAY),
        (Interval(1, 2), Interval(1, 2)),
        (Placed(3, 9), Interval(3, 9)),
    ],
)
def test_days(raw: Any, value: Any) -> None:
    assert readers.day(raw) == value


def test_the_table_of_days_only_saves_time(monkeypatch: pytest.MonkeyPatch) -> None:
    readers.clear_tables()
    monkeypatch.setattr(readers, "_TABLE_SIZE", 2)
    texts = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-02"]
    assert [readers.day(text) for text in texts] == [MONDAY, MONDAY + 1, MONDAY + 2, MONDAY]


def test_the_table_of_instants_only_saves_time(monkeypatch: pytest.MonkeyPatch) -> None:
    readers.clear_tables()
    monkeypatch.setattr(readers, "_TABLE_SIZE", 2)
    hours = [15, 16, 17, 15]
    assert [readers.instant(f"2026-03-02T{hour}:00") for hour in hours] == [
        at(MONDAY, hour * 60) for hour in hours
    ]
    assert list(readers.INSTANTS) == ["2026-03-02T17:00", "2026-03-02T15:00"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-03-01", MONDAY - 1),
        ("2026-03-02", MONDAY),
        ("2026-03-03", NOT_YET),
        ("none", NOT_YET),
        (None, "absent"),
        (Placed(MONDAY - 5, MONDAY), Interval(MONDAY - 5, MONDAY)),
        (Placed(MONDAY - 5, MONDAY + 1), Interval(MONDAY - 5, NOT_YET)),
        (Placed(MONDAY + 1, MONDAY + 9), NOT_YET),
        (Interval(MONDAY - 5, MONDAY, none=True), Interval(MONDAY - 5, NOT_YET)),
    ],
)
def test_events_as_the_day_of_judgement_sees_them(raw: Any, value: Any) -> None:
    assert readers.event(raw, MONDAY, "absent") == value


def test_events_that_a_file_does_not_tell() -> None:
    assert readers.absent_event(None, MONDAY) == Interval(-INF, NOT_YET)
    assert readers.absent_event(MONDAY, MONDAY) == NOT_YET
    assert readers.absent_event(MONDAY - 1, MONDAY) == Interval(MONDAY, NOT_YET)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-03-02T15:00", at(MONDAY, 900)),
        (datetime(2026, 3, 2, 15), at(MONDAY, 900)),  # noqa: DTZ001 - local times have no zone
        (datetime(2026, 3, 2, 15, fold=1), at(MONDAY, 900, 1)),  # noqa: DTZ001
        ("2026-10-25T02:30+02:00", at(date(2026, 10, 25).toordinal(), 150)),
        ("2026-10-25T02:30+01:00", at(date(2026, 10, 25).toordinal(), 150, 1)),
        ("none", NONE),
        (None, UNKNOWN),
        (Placed(MONDAY, MONDAY), Interval(at(MONDAY, 0), at(MONDAY, 1439, 1))),
    ],
)
def test_instants(raw: Any, value: Any) -> None:
    assert readers.instant(raw) == value


class Stamp(datetime):
    """A class of its own, as data frames have."""


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (readers.day, "2 March"),
        (readers.day, "2026-02-30"),
        (readers.day, "2026-03-02T00:00"),
        (readers.day, datetime(2026, 3, 2)),  # noqa: DTZ001
        (readers.day, 1.5),
        (readers.instant, "2026-03-02T15:00:00"),
        (readers.instant, "2026-03-02 15:00"),
        (readers.instant, "2026-03-02T15:00+01:00"),
        (readers.instant, "2026-03-02T15:00Z"),
        (readers.instant, "2026-10-25T02:30Z"),
        (readers.instant, "2026-03-02"),
        (readers.instant, "2026-03-02T25:00"),
        (readers.instant, Stamp(2026, 3, 2, 15)),
        (readers.instant, datetime(2026, 3, 2, 15, tzinfo=UTC)),
        (readers.instant, date(2026, 3, 2)),
        (readers.text_clock, "7:30"),
        (readers.text_money, "1e1"),
        (readers.text_money, "12,50"),
        (readers.text_money, True),
        (readers.text_fraction, "a quarter"),
        (check_places, {"case": {"residence": [{"municipality": "014076"}]}}),
        (check_places, {"district": {"meetings": {"items": [{"municipalities": ["tirano", "Vervio"]}]}}}),
        (check_places, {"case": {"family_residence": "Nowhere"}}),
    ],
)
def test_another_form_than_the_normal_one_is_refused(read: Any, raw: Any) -> None:
    with pytest.raises(AdmRulesError, match="in a form that no model writes") as caught:
        read(raw)
    assert str(raw)[-5:] not in str(caught.value)


def test_what_a_model_writes_is_in_normal_form() -> None:
    history = [{"municipality": None}, {"municipality": "none"}, {"municipality": "vervio"}]
    case = {"residence": "tirano", "family_residence": history, "in_charge": {"municipality": "Nowhere"}}
    check_places({"case": case, "agency": object()})
    meetings = [{"municipalities": ["tirano", 1, "our_hamlet"]}, {"municipalities": "none"}, "no record"]
    check_places({"district": {"meetings": meetings}}, ["our_hamlet"])


def test_plain_values() -> None:
    assert [readers.plain(raw) for raw in (None, "none", "home", 3, True)] == [UNKNOWN, NONE, "home", 3, True]
    assert readers.names(None) == SetSpan(frozenset(), None)
    assert readers.names(["a", "b"]) == frozenset({"a", "b"})
    assert readers.names("none") == frozenset()


def test_amounts_of_plain_json() -> None:
    assert [readers.text_clock(raw) for raw in ("07:30", "none", None, 450)] == [450, NONE, UNKNOWN, 450]
    assert [readers.text_money(raw) for raw in ("12.50", 12, Decimal("0.1"), "none", None)] == [
        1250,
        1200,
        10,
        NONE,
        UNKNOWN,
    ]
    assert [readers.text_fraction(raw) for raw in ("1/4", "none", None, (1, 4))] == [
        (1, 4),
        NONE,
        UNKNOWN,
        (1, 4),
    ]


def test_keys_of_a_record_in_a_record() -> None:
    assert readers.dig({"a": {"b": 1}}, ("a", "b")) == 1
    assert readers.dig(SimpleNamespace(a={"b": 1}), ("a", "b")) == 1
    assert readers.dig({"a": None}, ("a", "b")) is None
    assert readers.dig({}, ("a", "b")) is None
    assert readers.dig("none", ("a", "b")) == "none"

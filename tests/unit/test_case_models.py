"""The case file: what it accepts, what it refuses, and what it says then. All cases are invented."""

# ruff: noqa: DTZ001 - local times carry no time zone here

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from adm_rules._internal.agency import Agency
from adm_rules._internal.case import Case
from adm_rules._internal.diagnostics import Diagnostic
from adm_rules._internal.district import District
from adm_rules._internal.facts import registry
from adm_rules._internal.records import (
    Listing,
    OneOf,
    PlainRecord,
    Record,
    describe_errors,
    items_of,
)
from adm_rules._internal.records.errors import annotation_of, record_in
from adm_rules._internal.records.fields import Day
from adm_rules._internal.records.shared import Noted
from adm_rules._internal.service_contract import ServiceContract
from adm_rules._internal.yaml_source import read_json

BARE = {"id": "case-1", "birth_date": "2015-06-01"}
SESSION = {"start": "2026-03-02T14:00", "end": "2026-03-02T16:00"}


def case(**keys: Any) -> Case:
    return Case.model_validate({**BARE, **keys})


def with_session(**keys: Any) -> Any:
    made = case(interventions=[{"service": "home_education", "sessions": [{**SESSION, **keys}]}])
    return items_of(items_of(made.interventions)[0].sessions)[0]


def faults(root: type[Record] = Case, **keys: Any) -> list[Diagnostic]:
    """The diagnostics of a file that must be refused."""
    with pytest.raises(ValidationError) as caught:
        root.model_validate({"id": "x-1", **({"birth_date": "2015-06-01"} if root is Case else {}), **keys})
    return describe_errors(caught.value)


def only_fault(root: type[Record] = Case, **keys: Any) -> tuple[str, tuple[str | int, ...]]:
    (found,) = faults(root, **keys)
    assert found.help
    assert found.message[0] in "`abcdefghijklmnopqrstuvwxyz"
    return found.code, found.path


# --- three kinds of nothing -----------------------------------------------------------------------------


def test_a_case_needs_an_id_and_a_birth_date_and_nothing_else() -> None:
    made = case()
    assert (made.id, made.birth_date) == ("case-1", date(2015, 6, 1))
    assert all(getattr(made, name) is None for name in Case.model_fields if name not in BARE)
    assert only_fault(birth_date=None)[0] == "not-a-date"
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({})
    assert [(each.code, each.help) for each in describe_errors(caught.value)] == [
        ("missing-key", "add the key `id`"),
        ("missing-key", "add the key `birth_date`"),
    ]


def test_not_known_none_and_empty_stay_apart() -> None:
    made = case(opened_on=None, conditions_overcome_on="none", requests=[], risk_flags=[], family="none")
    assert made.opened_on is None
    assert made.conditions_overcome_on == "none"
    assert made.requests == ()
    assert made.risk_flags == frozenset()
    assert made.family == "none"


def test_a_truth_and_a_set_are_never_none() -> None:
    assert only_fault(disability="none") == ("not-a-truth-value", ("disability",))
    assert only_fault(risk_flags="none") == ("not-a-list", ("risk_flags",))
    assert only_fault(requests="none") == ("not-a-list", ("requests",))
    assert only_fault(birth_date="none") == ("not-a-date", ("birth_date",))


def test_a_list_may_say_when_it_is_complete() -> None:
    made = case(
        risks={"items": [{"theme": "abuse"}], "complete_from": "2026-01-01", "complete_until": "2026-03-01"}
    )
    assert isinstance(made.risks, Listing)
    assert (made.risks.complete_from, made.risks.complete_until) == (date(2026, 1, 1), date(2026, 3, 1))
    assert items_of(made.risks)[0].theme == "abuse"
    assert case(risks=made.risks) == made
    assert items_of(None) == ()
    assert only_fault(risks={"items": [], "complete_from": "2026-03-01", "complete_until": "2026-01-01"}) == (
        "end-before-start",
        ("risks", "complete_until"),
    )
    assert only_fault(risks={"complete_from": "2026-01-01"}) == ("missing-key", ("risks",))
    assert only_fault(risks={"items": None}) == ("wrong-value", ("risks", "items"))


def test_a_bare_text_is_one_record_with_open_ends() -> None:
    made = case(residence="Tirano", lives_with="family", in_charge="minors_family_service")
    (home,), (charge,), (residence,) = (
        items_of(made.lives_with),
        items_of(made.in_charge),
        items_of(made.residence),
    )
    assert (residence.municipality, residence.from_, residence.to) == ("tirano", "none", "none")
    assert (home.kind, charge.role) == ("family", "minors_family_service")
    always = {"from": "none", "to": "none"}
    spelt_out = {
        "residence": [{"municipality": "tirano", **always}],
        "lives_with": [{"kind": "family", **always}],
        "in_charge": [{"role": "minors_family_service", **always}],
    }
    assert made == case(**spelt_out)
    assert only_fault(residence="none") == ("not-a-list", ("residence",))
    assert only_fault(residence="Nowhere") == ("not-a-municipality", ("residence", 0, "municipality"))
    assert only_fault(residence=7) == ("not-a-list", ("residence",))


# --- single values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2015-6-1", "not-a-date"),
        ("01/06/2015", "not-a-date"),
        ("2015-06-01T10:00", "day-with-time"),
        ("2015-06-01T00:00Z", "day-with-time"),
        ("2015-06-01T00:00:30", "not-a-date"),
        ("2015-06-01T24:00", "time-that-does-not-exist"),
        ("2015-02-29", "date-that-does-not-exist"),
        ("1899-12-31", "date-out-of-range"),
        ("2200-01-01", "date-out-of-range"),
        (1_000_000, "not-a-date"),
        (float("nan"), "not-a-date"),
        (datetime(2015, 6, 1, tzinfo=UTC), "day-with-time"),
        (datetime(2015, 6, 1, 10), "day-with-time"),
    ],
)
def test_a_day_is_an_iso_date(written: object, code: str) -> None:
    assert only_fault(birth_date=written) == (code, ("birth_date",))


class Stamp(datetime):
    """A moment as data frames keep it: a subclass that knows nanoseconds."""

    nanosecond = 0


class Birthday(date):
    """A day of a class of its own."""


@pytest.mark.parametrize(
    "written",
    [
        "2015-06-01",
        "2015-06-01T00:00",
        "2015-06-01 00:00:00",
        "2015-06-01T00:00:00.000",
        "2015-05-31T22:00:00.000Z",
        datetime(2015, 6, 1),
        datetime(2015, 5, 31, 22, tzinfo=UTC),
        Stamp(2015, 6, 1),
        Birthday(2015, 6, 1),
    ],
)
def test_a_day_may_be_the_midnight_in_rome_with_which_it_begins(written: object) -> None:
    born = case(birth_date=written).birth_date
    assert (born, type(born)) == (date(2015, 6, 1), date)


def test_the_first_and_the_last_plausible_year() -> None:
    assert case(birth_date="1900-01-01").birth_date == date(1900, 1, 1)
    assert case(opened_on=date(2199, 12, 31)).opened_on == date(2199, 12, 31)


ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("written", "read", "fold"),
    [
        ("2026-03-02T14:00", datetime(2026, 3, 2, 14), 0),
        ("2026-03-02T14:00:00", datetime(2026, 3, 2, 14), 0),
        ("2026-03-02T14:00+01:00", datetime(2026, 3, 2, 14), 0),
        ("2026-07-02T14:00+02:00", datetime(2026, 7, 2, 14), 0),
        ("2026-10-25T02:30+02:00", datetime(2026, 10, 25, 2, 30), 0),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 2, 30), 1),
        (datetime(2026, 3, 2, 14), datetime(2026, 3, 2, 14), 0),
        (datetime(2026, 3, 2, 14, tzinfo=ROME), datetime(2026, 3, 2, 14), 0),
        (datetime(2026, 10, 25, 2, 30, fold=1), datetime(2026, 10, 25, 2, 30), 1),
        ("2026-03-09 14:00", datetime(2026, 3, 9, 14), 0),
        ("2026-03-09T14:00:00.000", datetime(2026, 3, 9, 14), 0),
        ("2026-03-09T19:00:00Z", datetime(2026, 3, 9, 20), 0),
        ("2026-03-09T19:00+00:00", datetime(2026, 3, 9, 20), 0),
        ("2026-03-09 19:00:00+00", datetime(2026, 3, 9, 20), 0),
        ("2026-07-09T19:00Z", datetime(2026, 7, 9, 21), 0),
        ("2026-03-09T14:30-0530", datetime(2026, 3, 9, 21), 0),
        ("2026-03-29T02:30+01:00", datetime(2026, 3, 29, 3, 30), 0),
        ("2026-10-25T01:30Z", datetime(2026, 10, 25, 2, 30), 1),
        ("2026-12-31T23:30Z", datetime(2027, 1, 1, 0, 30), 0),
        (datetime(2026, 3, 2, 14, fold=1), datetime(2026, 3, 2, 14), 0),
        (datetime(2026, 3, 2, 14, tzinfo=UTC), datetime(2026, 3, 2, 15), 0),
        (Stamp(2026, 3, 2, 14), datetime(2026, 3, 2, 14), 0),
        (Stamp(2026, 3, 2, 14, tzinfo=UTC), datetime(2026, 3, 2, 15), 0),
    ],
)
def test_a_time_is_the_local_one_of_rome_whatever_its_offset_and_class(
    written: object, read: datetime, fold: int
) -> None:
    start = with_session(start=written, end=None).start
    assert (start, start.fold, start.tzinfo, type(start)) == (read, fold, None, datetime)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-03-02", "not-a-time"),
        ("2026-03-02t14:00", "not-a-time"),
        ("2026-03-02T14:00+16:00", "time-that-does-not-exist"),
        ("2026-03-02T14:00+01:60", "time-that-does-not-exist"),
        ("none", "not-a-time"),
        (14, "not-a-time"),
        ("2026-03-02T25:00", "time-that-does-not-exist"),
        ("2026-02-30T10:00", "time-that-does-not-exist"),
        ("2026-03-29T02:30", "time-that-does-not-exist"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=ROME), "time-that-does-not-exist"),
        (datetime(2026, 3, 29, 2, 30), "time-that-does-not-exist"),
        ("2026-10-25T02:30", "ambiguous-time"),
        ("2200-01-01T00:30+02:00", "date-out-of-range"),
        ("2199-12-31T23:30Z", "date-out-of-range"),
        ("1850-03-02T14:00", "date-out-of-range"),
        ("2026-03-02T14:00:30", "time-with-seconds"),
        ("2026-03-02T14:00:00.001Z", "time-with-seconds"),
        (datetime(2026, 3, 2, 14, 0, 30), "time-with-seconds"),
        (type("Fine", (Stamp,), {"nanosecond": 1})(2026, 3, 2, 14), "time-with-seconds"),
        (datetime(1900, 3, 2, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), "time-with-seconds"),
    ],
)
def test_impossible_and_doubtful_times_are_refused(written: object, code: str) -> None:
    session = {"start": written}
    path = ("interventions", 0, "sessions", 0, "start")
    assert only_fault(interventions=[{"service": "home_education", "sessions": [session]}]) == (code, path)


def test_the_repeated_hour_is_written_with_its_offset() -> None:
    for text in ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"):
        assert with_session(start=text, end=None).model_dump(mode="json", exclude_none=True) == {
            "start": text
        }


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("12", 1200),
        (12, 1200),
        (12.5, 1250),
        (0.1, 10),
        (Decimal("0.29"), 29),
        ("0", 0),
    ],
)
def test_money_is_cents_inside_and_decimal_text_outside(written: object, cents: int) -> None:
    made = case(isee=[{"value": written}])
    assert items_of(made.isee)[0].value == cents
    assert made.model_dump(mode="json", exclude_none=True)["isee"] == [
        {"value": f"{cents // 100}.{cents % 100:02}"}
    ]


@pytest.mark.parametrize(
    "written",
    [
        "12.505",
        "12,50",
        "NaN",
        "Infinity",
        float("nan"),
        float("inf"),
        True,
        [],
        "1e30",
        "1_0",
        "1e1",
        " 12.50 ",
        "+1",
        ".5",
        "\u0661\u0662",
    ],
)
def test_other_amounts_are_refused(written: object) -> None:
    assert only_fault(isee=[{"value": written}]) == ("not-an-amount", ("isee", 0, "value"))


def test_only_a_payment_may_be_negative() -> None:
    assert only_fault(isee=[{"value": "-1"}]) == ("negative-amount", ("isee", 0, "value"))
    assert items_of(case(payments=[{"amount": "-1.05"}]).payments)[0].amount == -105


@pytest.mark.parametrize("written", [12, "0.25", "1/0", "1:4", True])
def test_a_fraction_is_written_with_a_bar(written: object) -> None:
    assert with_session(group_ratio="2/8").group_ratio == (1, 4)
    with pytest.raises(ValidationError):
        with_session(group_ratio=written)


@pytest.mark.parametrize("written", [450, "7:30", "24:01", "0730", None])
def test_a_clock_time_has_two_digits_and_a_colon(written: object) -> None:
    slot = {"weekday": "monday", "start": "07:30", "end": "24:00"}
    assert [(each.start, each.end) for each in items_of(case(school_timetable=[slot]).school_timetable)] == [
        (450, 1440)
    ]
    assert only_fault(school_timetable=[{**slot, "start": written}])[0] == "not-a-clock-time"


@pytest.mark.parametrize("written", ["", "a b", "é", "x" * 65, "none", 7, None, "a/b"])
def test_an_id_is_opaque(written: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({**BARE, "id": written})
    assert [each.code for each in describe_errors(caught.value)] == ["not-an-id"]


def tax_code(*parts: str) -> str:
    """Put together here, so that no string in the shape of a tax code stands in the repository."""
    return "".join(parts)


@pytest.mark.parametrize(
    "written",
    [
        tax_code("XYZABC", "15D41", "Z999Q"),
        tax_code("xyzabc", "15d41", "z999q"),
        tax_code("XYZABC", "1RD4L", "Z99VQ"),
    ],
)
def test_an_id_never_has_the_shape_of_a_tax_code(written: str) -> None:
    assert only_fault(id=written) == ("tax-code", ("id",))
    assert only_fault(holders=[{"id": written}]) == ("tax-code", ("holders", 0, "id"))
    assert only_fault(municipality_choice=written) == ("tax-code", ("municipality_choice",))


def test_whole_numbers_are_whole_and_bounded() -> None:
    assert case(school_year=3).school_year == 3
    for written in (3.0, "3", True, Decimal(3)):
        assert only_fault(school_year=written) == ("not-a-whole-number", ("school_year",))
    assert only_fault(school_year=-1) == ("too-small", ("school_year",))
    assert only_fault(school_year=10**10) == ("too-large", ("school_year",))
    assert only_fault(disability=1) == ("not-a-truth-value", ("disability",))


# --- names ----------------------------------------------------------------------------------------------


def test_names_are_plain_text_of_their_list() -> None:
    made = case(area="prevention", risk_flags=["complex", "abuse"])
    assert made.area.__class__ is str
    assert made.risk_flags == frozenset({"complex", "abuse"})
    assert all(flag.__class__ is str for flag in made.risk_flags or ())
    assert made.model_dump(mode="json")["risk_flags"] == ["abuse", "complex"]


def test_other_names_are_refused_with_the_list() -> None:
    (found,) = faults(area="invented")
    assert (found.code, found.path) == ("unknown-name", ("area",))
    assert found.help == (
        "one of prevention, evaluation, treatment; a rule set adds its own under `names: {area: …}`"
    )
    (found,) = faults(referral_source="invented")
    assert found.help == "use a name of the list `role`; a rule set adds its own under `names: {role: …}`"
    assert only_fault(area=3) == ("unknown-name", ("area",))
    assert only_fault(risk_flags=["complex", "complex"]) == ("repeated-member", ("risk_flags",))
    assert only_fault(risk_flags=["complex", "invented"]) == ("unknown-name", ("risk_flags", 1))
    assert only_fault(risk_flags="complex") == ("not-a-list", ("risk_flags",))


def test_a_rule_set_may_add_names() -> None:
    context = {"names": {"role": {"hamlet_helper": object()}}}
    file = {**BARE, "referral_source": "hamlet_helper", "involved_services": ["hamlet_helper", "school"]}
    made = Case.model_validate(file, context=context)
    assert made.referral_source == "hamlet_helper"
    with pytest.raises(ValidationError):
        Case.model_validate(file)
    with pytest.raises(ValidationError):
        Case.model_validate({**BARE, "area": "hamlet_helper"}, context=context)


# --- what cannot be -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "record", "end"),
    [
        ("protection_paths", {"from": "2026-03-02", "to": "2026-03-01"}, "to"),
        ("derogations", {"scope": ["hours"], "from": "2026-03-02", "to": "2026-03-01"}, "to"),
        ("derogations", {"scope": ["hours"], "from": "2026-03-02", "start": "20:00", "end": "07:00"}, "end"),
        ("school_timetable", {"weekday": "monday", "start": "13:00", "end": "13:00"}, "end"),
        (
            "interventions",
            {"service": "home_education", "started_on": "2026-03-02", "closed_on": "2026-03-01"},
            "closed_on",
        ),
    ],
)
def test_an_end_does_not_precede_its_start(key: str, record: dict[str, Any], end: str) -> None:
    assert only_fault(Case, **{key: [record]}) == ("end-before-start", (key, 0, end))
    case(**{key: [{**record, end: "24:00" if ":" in record[end] else record.get("from", "2026-03-02")}]})


@pytest.mark.parametrize(
    ("key", "record", "end"),
    [
        ("voucher_terms", {"kind": "first", "start": "2026-03-02", "end": "2026-03-01"}, "end"),
        ("plans", {"start_on": "2026-03-02", "end_on": "2026-03-01"}, "end_on"),
        ("assignments", {"staff": "s-1", "from": "2026-03-02", "left_on": "2026-03-01"}, "left_on"),
        ("absences", {"from": "2026-03-02", "returned_on": "2026-03-01"}, "returned_on"),
        ("sessions", {"start": "2026-03-02T14:00", "end": "2026-03-02T13:59"}, "end"),
        ("sessions", {"start": "2026-10-25T02:30+01:00", "end": "2026-10-25T02:45+02:00"}, "end"),
    ],
)
def test_nor_does_it_inside_an_intervention(key: str, record: dict[str, Any], end: str) -> None:
    intervention = {"service": "home_education", key: [record]}
    assert only_fault(interventions=[intervention]) == ("end-before-start", ("interventions", 0, key, 0, end))
    if key in {"assignments", "absences", "voucher_terms"}:  # one day is enough
        begins = record.get("from", record.get("start"))
        case(interventions=[{**intervention, key: [{**record, end: begins}]}])


@pytest.mark.parametrize(
    ("record", "code", "key"),
    [
        ({"end": "2026-03-02T14:00"}, "session-without-length", "end"),
        ({"end": "2026-03-03T14:01"}, "session-too-long", "end"),
        (
            {"users_present": 0, "status": "delivered", "activity": "group"},
            "session-without-users",
            "users_present",
        ),
        (
            {"users_present": "none", "status": "delivered", "activity": "direct"},
            "session-without-users",
            "users_present",
        ),
        ({"group_ratio": "0/5"}, "not-a-ratio", "group_ratio"),
        ({"end": "none"}, "always-exists", "end"),
        ({"status": "none"}, "always-exists", "status"),
        ({"activity": "none"}, "always-exists", "activity"),
        ({"attendance": [{"kind": "staff", "staff": "e1"}] * 2}, "duplicate-id", "attendance"),
    ],
)
def test_a_session_takes_time_and_somebody_is_there(record: dict[str, Any], code: str, key: str) -> None:
    intervention = {"service": "home_education", "sessions": [{"start": "2026-03-02T14:00", **record}]}
    assert only_fault(interventions=[intervention]) == (code, ("interventions", 0, "sessions", 0, key))


@pytest.mark.parametrize(
    "record",
    [
        {"end": "2026-03-02T14:01"},
        {"end": "2026-03-03T14:00"},
        {"start": "2026-10-25T00:00", "end": "2026-10-26T00:00"},  # 25 hours
        {"start": "2026-10-24T02:30", "end": "2026-10-25T02:30+01:00"},
        {"start": "2026-10-25T02:30+02:00", "end": "2026-10-25T02:30+01:00"},
        {"users_present": 0, "status": "planned", "activity": "group"},
        {"users_present": 0, "status": "delivered", "activity": "correlated"},
        {"users_present": 0, "status": "delivered"},
        {"users_present": "none", "status": "delivered", "activity": "correlated"},
        {"users_present": 1, "status": "delivered"},
        {"group_ratio": "1/5"},
    ],
)
def test_a_session_lasts_up_to_a_day_by_the_clock(record: dict[str, Any]) -> None:
    with_session(
        **{"end": "2026-03-02T16:00", **({"end": None} if "users_present" in record else {}), **record}
    )


def test_open_and_unknown_ends_pass() -> None:
    case(protection_paths=[{"from": "2026-03-02", "to": "none"}, {"from": "none", "to": "2020-01-01"}, {}])
    assert with_session(venue="none").venue == "none"
    case(derogations=[{"scope": ["hours"], "from": "2026-03-02", "start": "20:00", "end": "none"}])


def test_what_everything_of_its_sort_has_is_written_or_left_out() -> None:
    """With `none` a request would be of no type, and no rule on requests would look at it."""
    assert only_fault(requests=[{"submitted_on": "2026-03-02", "type": "none"}]) == (
        "always-exists",
        ("requests", 0, "type"),
    )
    (left_out,) = case(requests=[{"submitted_on": "2026-03-02"}]).requests or ()
    assert left_out.type is None


@pytest.mark.parametrize(
    "later",
    [
        {"complete_until": "2015-05-31"},
        {"requests": [{"submitted_on": "2015-05-31"}]},
        {"interventions": [{"service": "pippi", "started_on": "2015-05-31"}]},
        {"interventions": [{"service": "pippi", "sessions": [{"start": "2015-05-31T10:00"}]}]},
        {"interventions": [{"service": "pippi", "plans": [{"drafted_on": "2015-05-31"}]}]},
    ],
)
def test_nobody_is_born_after_the_rest(later: dict[str, Any]) -> None:
    assert only_fault(**later) == ("born-too-late", ("birth_date",))
    Case.model_validate({**BARE, "birth_date": "2015-05-31", **later})


def test_a_court_order_may_precede_the_birth() -> None:
    case(court_orders=[{"court": "juvenile_court", "from": "2014-01-01"}], family_residence="tirano")


def test_ids_of_one_list_differ() -> None:
    holder = {"id": "h-1"}
    (found,) = faults(holders=[{"id": "h-0"}, holder, holder])
    assert (found.code, found.path) == ("duplicate-id", ("holders", 2, "id"))
    assert found.message.endswith("(the other: `holders[1].id`)")
    assert only_fault(holders={"items": [holder, holder]}) == ("duplicate-id", ("holders", "items", 1, "id"))
    case(holders=[holder, {"id": "h-2"}], payments=[{}, {}, {"id": "h-1"}])


@pytest.mark.parametrize(
    ("ends", "is_fine"),
    [
        ([("none", "2026-01-31"), ("2026-02-01", "none")], True),
        ([("2026-02-01", "none"), ("none", "2026-02-01")], True),
        ([("2025-01-01", None), ("2026-01-01", "none")], True),
        ([(None, "none"), ("2026-01-01", "none")], True),
        ([("none", "2026-02-02"), ("2026-02-01", "none")], False),
        ([("2025-01-01", "none"), ("2026-02-01", "none")], False),
        ([("none", "2020-01-01"), ("none", "2026-01-01")], False),
    ],
)
def test_a_child_lives_in_one_place_at_a_time(
    ends: list[tuple[str | None, str | None]], is_fine: bool
) -> None:
    records = [{"municipality": "tirano", "from": first, "to": last} for first, last in ends]
    if is_fine:
        case(residence=records, family_residence=records)
    else:
        assert only_fault(residence=records) == ("overlapping-history", ("residence",))


# --- errors as diagnostics ------------------------------------------------------------------------------


def test_an_unknown_key_is_named_with_the_nearest_one() -> None:
    (found,) = faults(requests=[{"submitted_on": "2026-01-01", "urgnt": True}])
    assert (found.code, found.path, found.help) == ("unknown-key", ("requests", 0), "did you mean `urgent`?")
    assert found.message == "the key `urgnt` is not known here"
    (found,) = faults(holders=[{"id": "h-1", "zzzz": 1}])
    assert found.help == "known keys: excluded, id, more, role, steps"
    (found,) = faults(risks={"items": [], "complete_untl": "2026-01-01"})
    assert (found.path, found.help) == (("risks",), "did you mean `complete_until`?")
    (found,) = faults(risks={"items": [{"theme": "abuse", "grav": True}]})
    assert (found.path, found.help) == (("risks", "items", 0), "did you mean `grave`?")
    (found,) = faults(from_="x")
    assert found.path == ()
    first, second = faults(holders=[{"id": "h-1", "zzzz": 1}, {"id": "h-2", "zzzz": 1}])
    assert (first.help, second.help) == (
        "known keys: excluded, id, more, role, steps",
        "correct it or remove it: the known keys are told above",
    )


def test_a_python_name_is_not_a_key() -> None:
    assert sorted(each.code for each in faults(foster_care=[{"from_": "2026-01-01"}])) == [
        "missing-key",
        "unknown-key",
    ]


def test_wrong_shapes_are_named() -> None:
    assert only_fault(family=[]) == ("not-a-mapping", ("family",))
    assert only_fault(requests=[3]) == ("not-a-mapping", ("requests", 0))
    assert only_fault(requests=3) == ("not-a-list", ("requests",))
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(None)
    assert [each.code for each in describe_errors(caught.value)] == ["not-a-mapping"]
    with pytest.raises(ValidationError) as caught:
        Case.model_validate_json("{")
    assert [each.code for each in describe_errors(caught.value)] == ["not-json"]


def test_errors_that_are_not_of_a_file_are_described_too() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(dict[str, Day]).validate_python(3)
    assert describe_errors(caught.value)[0].code == "not-a-mapping"

    class Loose(Record):
        text: str

    Loose.__name__ = "Elsewhere"
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(tuple[Loose]).validate_python([{"text": "x", "zzzz": 1}])
    assert describe_errors(caught.value)[0].help == "remove it"


def test_positions_come_from_the_text() -> None:
    text = '{\n "id": "x-1",\n "birth_date": "2015-02-30",\n "zzzz": 1,\n "holders": [{"role": "parent"}]\n}'
    source = read_json(text, "case.json")
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(source.data)
    found = describe_errors(caught.value, source)
    assert [(each.code, str(each.position)) for each in found] == [
        ("date-that-does-not-exist", "case.json:3:16"),
        ("missing-key", "case.json:5:14"),
        ("unknown-key", "case.json:4:2"),
    ]


# --- the vocabulary and the models ----------------------------------------------------------------------


def models_by_subject() -> dict[str, type[PlainRecord]]:
    """The model of each subject that stands in a file."""
    found: dict[str, type[PlainRecord]] = {
        "case": Case,
        "agency": Agency,
        "contract": ServiceContract,
        "district": District,
    }
    for subject in registry().subjects.values():
        if subject.parent is not None and subject.key is not None:
            record = record_in(annotation_of(found[subject.parent], subject.key))
            assert record is not None, f"{subject.name}: no list `{subject.key}`"
            found[subject.name] = record
    return found


def test_every_subject_names_keys_that_its_model_has() -> None:
    models = models_by_subject()
    for name, model in models.items():
        subject = registry().subjects[name]
        keys = {subject.placing, subject.name_by, *(key for _, key in subject.links.values())} - {None}
        assert keys <= {field.alias or key for key, field in model.model_fields.items()}, name


def test_every_day_of_a_subject_is_a_fact_that_it_sees() -> None:
    for subject in registry().subjects.values():
        for fact in (*(subject.span or ()), *([subject.day] if subject.day else [])):
            assert registry().path_to(subject.name, registry().facts[fact].per) is not None, (
                subject.name,
                fact,
            )


def test_every_fact_of_a_file_reads_a_field_with_the_same_names() -> None:
    models = models_by_subject()
    for fact in registry().facts.values():
        if fact.path is None or fact.per not in models:
            continue
        model, annotation = models[fact.per], None
        for key in fact.path.split("."):
            annotation = annotation_of(model, key)
            assert annotation is not None, fact.name
            model = record_in(annotation) or model
        lists = list(name_lists(annotation))
        field = next((f for n, f in model.model_fields.items() if (f.alias or n) == key), None)
        lists += [mark.names for mark in (field.metadata if field else ()) if isinstance(mark, OneOf)]
        if lists:
            assert lists == [fact.names], fact.name


def name_lists(annotation: Any) -> list[str]:
    marks = [mark.names for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, OneOf)]
    return [
        *marks,
        *(
            found
            for part in get_args(annotation)
            for found in name_lists(part)
            if not isinstance(part, OneOf)
        ),
    ]


def test_every_list_of_a_model_is_a_subject() -> None:
    for name, model in models_by_subject().items():
        keys = {subject.key for subject in registry().subjects.values() if subject.parent == name}
        lists = {
            field.alias or key
            for key, field in model.model_fields.items()
            if record_in(field.annotation) not in {None, Noted} and "tuple" in str(field.annotation)
        }
        assert lists - keys <= {"steps"}, name  # asked for by name, by whatever record has them
        assert keys - {None} <= lists, name


@pytest.mark.parametrize("root", [Case, Agency, ServiceContract, District])
def test_the_models_describe_themselves(root: type[Record]) -> None:
    schema = root.model_json_schema()
    assert schema["additionalProperties"] is False
    assert "id" in schema["required"]
    if root is Case:
        assert schema["properties"]["birth_date"] == {
            "title": "Birth Date",
            "$ref": "#/$defs/day",
            "description": "date of birth of the minor · data di nascita del minore",
        }
        area = schema["properties"]["area"]["anyOf"]
        assert {"const": "none"} in area
        assert {"type": "string", "enum": ["prevention", "evaluation", "treatment"]} in area


#: Keys without a label of their own: how far a file or a list goes, what leads to another record, records in a record.
UNDESCRIBED = {"complete_from", "complete_until", "request", "family", "notice", "items"}


def described(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every key of every record of a schema, wherever the record stands."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for part in schema.values():
            yield from described(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from described(part)


@pytest.mark.parametrize("root", [Case, Agency, ServiceContract, District])
def test_the_schema_describes_every_key_in_both_languages(root: type[Record]) -> None:
    asked = [(key, found) for key, found in described(root.model_json_schema()) if key not in UNDESCRIBED]
    assert len(asked) > 50
    for key, found in asked:
        en, dot, it = found["description"].partition(" · ")
        assert en, key
        assert dot + it, key
        assert not {"{", "}"} & {*en, *it}

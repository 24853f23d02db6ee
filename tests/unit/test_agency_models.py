"""The files of an agency, a service contract and a district: all invented."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from adm_rules._internal.agency import Agency
from adm_rules._internal.district import District
from adm_rules._internal.records import Record, describe_errors, items_of
from adm_rules._internal.service_contract import ContractYear, Penalty, ServiceContract

SLOT = {"weekday": "monday", "start": "14:00", "end": "20:00"}


def fault(root: type[Record], **keys: Any) -> tuple[str, tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as caught:
        root.model_validate({"id": "x-1", **keys})
    (found,) = describe_errors(caught.value)
    return found.code, found.path


def test_an_agency_needs_only_an_id() -> None:
    made = Agency.model_validate({"id": "agency-1"})
    assert all(getattr(made, name) is None for name in Agency.model_fields if name != "id")


def test_a_worker_with_everything_around() -> None:
    made = Agency.model_validate(
        {
            "id": "agency-1",
            "complete_from": "2025-01-01",
            "complete_until": date(2025, 12, 31),
            "staff": [
                {
                    "id": "s-1",
                    "role": "educator",
                    "listed_from": "2024-09-01",
                    "special_training": ["abuse"],
                    "titles": [{"title": "pedagogy_degree"}],
                    "training": [{"on": "2025-03-01", "minutes": 240}],
                    "availability": [SLOT],
                    "reachability": {"items": [SLOT], "complete_until": "2025-12-31"},
                }
            ],
            "supervisions": [{"on": "2025-05-01", "minutes": 120, "staff": ["s-1"]}],
        }
    )
    (worker,) = items_of(made.staff)
    assert (worker.role, worker.special_training) == ("educator", frozenset({"abuse"}))
    assert [(each.start, each.end) for each in items_of(worker.availability)] == [(840, 1200)]
    assert items_of(worker.reachability) == items_of(worker.availability)
    assert made.complete_until == date(2025, 12, 31)


def test_an_invoice_has_lines_in_cents_and_minutes() -> None:
    line = {"intervention": "i-1", "activity": "direct", "minutes": 120, "amount": 41.4}
    invoice = {
        "id": "f-1",
        "from": "2025-03-01",
        "to": "2025-03-31",
        "payers": ["plan_office"],
        "lines": [line],
    }
    (made,) = items_of(Agency.model_validate({"id": "agency-1", "invoices": [invoice]}).invoices)
    assert (made.from_, made.to) == (date(2025, 3, 1), date(2025, 3, 31))
    assert [(each.minutes, each.amount) for each in items_of(made.lines)] == [(120, 4140)]


def test_an_office_names_its_municipality_and_province() -> None:
    office = {"municipality": "S. Donato M.se", "province": "MI", "stable": True}
    (made,) = items_of(Agency.model_validate({"id": "agency-1", "offices": [office]}).offices)
    assert (made.municipality, made.province, made.from_) == ("san_donato_milanese", "MI", None)
    for written in ("mi", "MIL", 7):
        assert fault(Agency, offices=[{"province": written}]) == (
            "not-a-province",
            ("offices", 0, "province"),
        )


@pytest.mark.parametrize(
    ("key", "record", "end"),
    [
        ("accreditations", {"from": "2026-03-02", "to": "2026-03-01"}, "to"),
        ("staff", {"id": "s-1", "listed_from": "2026-03-02", "delisted_on": "2026-03-01"}, "delisted_on"),
        (
            "assignments",
            {"staff": "s-1", "intervention": "i", "from": "2026-03-02", "left_on": "2026-03-01"},
            "left_on",
        ),
        ("absences", {"staff": "s-1", "from": "2026-03-02", "returned_on": "2026-03-01"}, "returned_on"),
        ("sessions", {"start": "2026-03-02T14:00", "end": "2026-03-02T13:00"}, "end"),
        ("invoices", {"from": "2026-03-02", "to": "2026-03-01"}, "to"),
    ],
)
def test_an_end_does_not_precede_its_start(key: str, record: dict[str, Any], end: str) -> None:
    assert fault(Agency, **{key: [record]}) == ("end-before-start", (key, 0, end))
    start = next(record[name] for name in ("from", "start", "listed_from") if name in record)
    same = start if "T" not in start else "2026-03-02T14:01"
    Agency.model_validate({"id": "x-1", key: [{**record, end: same}]})


def test_nor_do_the_ends_of_the_files() -> None:
    late_first = {"complete_from": "2026-01-01", "complete_until": "2025-01-01"}
    assert fault(Agency, **late_first) == ("end-before-start", ("complete_until",))
    assert fault(ServiceContract, term_start="2025-01-01", term_end="2024-12-31") == (
        "end-before-start",
        ("term_end",),
    )
    insured = {"insurance_from": "2025-01-01", "insurance_to": "2024-12-31"}
    assert fault(ServiceContract, **insured) == ("end-before-start", ("insurance_to",))
    served = {"service_from": "2025-01-01", "service_until": "2024-12-31"}
    assert fault(District, **served) == ("end-before-start", ("service_until",))


@pytest.mark.parametrize(
    ("root", "key", "record", "missing"),
    [
        (Agency, "documents", {"type": "service_charter"}, "year"),
        (Agency, "documents", {"year": 2025}, "type"),
        (Agency, "staff", {"role": "educator"}, "id"),
        (Agency, "assignments", {"staff": "s-1", "intervention": "i-1"}, "from"),
        (Agency, "invoices", {"from": "2025-01-01"}, "to"),
        (Agency, "staff_list_changes", {}, "effective_on"),
        (ServiceContract, "years", {"quota": "1"}, "year"),
        (ServiceContract, "services", {}, "service"),
        (District, "meetings", {}, "series"),
        (District, "populations", {"municipality": "tirano"}, "on"),
    ],
)
def test_what_places_or_names_an_element_is_required(
    root: type[Record], key: str, record: dict[str, Any], missing: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        root.model_validate({"id": "x-1", key: [record]})
    assert [(each.path, each.help) for each in describe_errors(caught.value)] == [
        ((key, 0), f"add the key `{missing}`")
    ]


def test_a_penalty_keeps_its_notice() -> None:
    notice = {
        "channel": "certified_email",
        "addressee": "consortium_assembly",
        "hearing_on": "none",
        "facts_stated": True,
    }
    made = ServiceContract.model_validate(
        {
            "id": "c-1",
            "penalties": [{"category": "harm", "amount": "2000", "notice": notice}, {"notice": "none"}],
        }
    )
    first, second = items_of(made.penalties)
    assert isinstance(first, Penalty)
    assert (first.amount, second.notice) == (200_000, "none")
    assert first.notice is not None
    assert first.notice != "none"
    assert (first.notice.channel, first.notice.hearing_on) == ("certified_email", "none")


def test_a_contract_year_keeps_quotas_and_instalments() -> None:
    payments = [
        {"kind": "first_advance", "amount": "500.00", "paid_on": "2025-01-31"},
        {"kind": "balance", "amount": -10},
    ]
    year = {"year": 2025, "quota": 1000, "accounts": ["revenue", "cost"], "payments": payments}
    (made,) = items_of(ServiceContract.model_validate({"id": "c-1", "years": [year]}).years)
    assert isinstance(made, ContractYear)
    assert [each.amount for each in items_of(made.payments)] == [50_000, -1_000]
    assert (made.quota, made.accounts) == (100_000, frozenset({"revenue", "cost"}))
    assert fault(ServiceContract, years=[{"year": 25}]) == ("too-small", ("years", 0, "year"))


def test_a_district_keeps_meetings_teams_and_duties() -> None:
    made = District.model_validate(
        {
            "id": "d-1",
            "meetings": [
                {
                    "series": ["organisational", "operational"],
                    "on": "2025-02-01",
                    "municipalities": ["Tavazzano"],
                }
            ],
            "teams": [
                {"service": "supervised_contact", "members": [{"role": "psychologist", "coordinating": True}]}
            ],
            "information_duties": [
                {"kind": "regional", "verifications": [{"role": "municipality", "on": "2025-02-01"}]}
            ],
        }
    )
    (meeting,), (team,), (duty,) = (
        items_of(made.meetings),
        items_of(made.teams),
        items_of(made.information_duties),
    )
    assert meeting.series == frozenset({"organisational", "operational"})
    assert meeting.municipalities == frozenset({"tavazzano_con_villavesco"})
    assert items_of(team.members)[0].coordinating is True
    assert items_of(duty.verifications)[0].role == "municipality"

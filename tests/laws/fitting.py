"""Puts right what random files say of themselves that no file may say: ids that lead nowhere, twins that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adm_rules._internal.acceptance.relations import ON_COURSE, OWNERS, WITHOUT_MINOR


def _items(listed: Any) -> list[dict[str, Any]]:
    found = listed["items"] if isinstance(listed, dict) else listed
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _ids(listed: Any) -> list[str] | None:
    """The ids of a plain list whose records all bear one."""
    ids = [each.get("id") for each in listed] if isinstance(listed, list) else [None]
    return None if None in ids else [str(each) for each in ids]


def _lead(records: Iterator[dict[str, Any]], key: str, ids: list[str] | None) -> None:
    for each in records:
        if ids is not None and each.get(key) not in {None, "none", *ids}:
            each[key] = ids[0] if ids else None


def fitted(file: dict[str, Any]) -> dict[str, Any]:
    """The file itself, with what contradicts the rest of it replaced."""
    interventions = _items(file.get("interventions"))
    _lead(iter(interventions), "request", _ids(file.get("requests")))
    about = (each for key in ("derogations", "payments", "expenses") for each in _items(file.get(key)))
    _lead(about, "intervention", _ids(file.get("interventions")))
    _lead(iter([file]), "coordinator", _ids(file.get("staff")))
    _name_owners(file)
    for each in interventions:
        _begin(each)
        for asked in _items(each.get("report_requests")):
            _in_order(asked, "asked_on")
    for asked in _items(file.get("controls")):
        _in_order(asked, "requested_on")
    for invoice in _items(file.get("invoices")):
        if isinstance(invoice.get("months"), int):
            (year, month), (last, until) = (map(int, invoice[key].split("-")[:2]) for key in ("from", "to"))
            invoice["months"] = (last - year) * 12 + until - month + 1
    return file


def _name_owners(file: dict[str, Any]) -> None:
    """What an event is for is a record of the file, of a kind that it may be for; another name is left out."""
    family = file.get("family")
    lists = [*file.items(), *(family.items() if isinstance(family, dict) else ())]
    for key, listed in lists:
        kinds = OWNERS.get(key, ())
        ids = [each["id"] for kind in kinds for each in _items(file.get(kind)) if each.get("id") is not None]
        for each in _items(listed) if kinds else ():
            if each.get("for") not in {None, *ids}:
                del each["for"]


def _begin(intervention: dict[str, Any]) -> None:
    """An intervention begins by the day on which something shows that it has."""
    delivered = (at for at in _items(intervention.get("sessions")) if at.get("status") == "delivered")
    days = [at["start"][:10] for at in delivered if at.get("activity") not in {None, *WITHOUT_MINOR}]
    started = intervention.get("started_on")
    if started == "none" and days:
        intervention["started_on"] = None
    reports = (at for at in _items(intervention.get("reports")) if at.get("type") in ON_COURSE)
    reviews = (at for at in _items(intervention.get("meetings")) if at.get("type") == "plan_review")
    days += [str(at["submitted_on"]) for at in reports if at.get("submitted_on") not in {None, "none"}]
    days += [str(at["on"]) for at in reviews if at.get("on") not in {None, "none"}]
    if started not in {None, "none"} and days:
        intervention["started_on"] = min(str(started), *days)


def _in_order(record: dict[str, Any], asked: str) -> None:
    answered = record.get("answered_on")
    if answered not in {None, "none"} and str(record.get(asked)) > answered:
        record["answered_on"] = record[asked] if record.get(asked) not in {None, "none"} else answered

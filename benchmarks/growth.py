"""How the time of a check grows with the number of elements in a file: ``python -m benchmarks.growth``.

Each row takes an example of Tirano and repeats one list of it, or two, so many times, each element with days of its
own. A step that takes more than `LIMIT` seconds is the last of its row.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from benchmarks.cases import ON, Record, example_cases, plain_file

from adm_rules import load

SIZES: Final = (10, 100, 1_000, 10_000, 100_000)
#: Seconds after which a row takes no further step.
LIMIT: Final = 2.0

Files = dict[str, Record]


def _day(n: int, every: int = 1) -> str:
    """A day so many steps before the judgement day; far ones start anew, so that all stay in this century."""
    return (ON - timedelta(days=every * n % 8_000)).isoformat()


def _case(**lists: list[Record]) -> Files:
    return {"case": {**example_cases()["compliant_adm"], **lists}}


def _work(**lists: list[Record]) -> Files:
    """Lists of the only intervention."""
    case = example_cases()["compliant_adm"]
    return {"case": {**case, "interventions": [{**case["interventions"][0], **lists}]}}


def _sessions(n: int) -> Files:
    first = example_cases()["compliant_adm"]["interventions"][0]["sessions"][0]
    return _work(
        sessions=[
            {
                **first,
                "id": f"s{i}",
                "start": f"{_day(i, 2)}T{9 + i % 9:02}:00",
                "end": f"{_day(i, 2)}T{10 + i % 9:02}:00",
            }
            for i in range(n)
        ]
    )


def requests(n: int) -> Files:
    case = example_cases()["compliant_adm"]
    requests = [
        {**case["requests"][0], "id": f"r{i}" if i else "richiesta-1", "submitted_on": _day(i)}
        for i in range(n)
    ]
    return _case(
        requests=requests, assessments=[{**case["assessments"][0], "on": _day(i + 1)} for i in range(n)]
    )


def _payments(n: int) -> Files:
    isee = {"kind": "minors", "status": "valid", "value": "9000.00"}
    return _case(
        isee=[{**isee, "issued_on": _day(i + 1), "valid_until": _day(i)} for i in range(n)],
        payments=[
            {"id": f"p{i}", "paid_on": _day(i), "due_on": _day(i), "amount": "10.00"} for i in range(n)
        ],
    )


def _vouchers(n: int) -> Files:
    first = example_cases()["compliant_adm"]["interventions"][0]["voucher_terms"][0]
    return _work(
        voucher_terms=[
            {**first, "kind": "extension" if i else "first", "start": _day(i + 1), "end": _day(i)}
            for i in range(n)
        ]
    )


def _absences(n: int) -> Files:
    return _work(
        absences=[
            {"staff": "op-01", "from": _day(i + 1), "returned_on": _day(i), "foreseeable": True}
            for i in range(n)
        ]
    )


def _reports(n: int) -> Files:
    return _work(
        reports=[
            {"type": "progress", "submitted_on": _day(i), "recipients": ["sending_service"]} for i in range(n)
        ]
    )


def _meetings(n: int) -> Files:
    return _work(meetings=[{"type": "plan_review", "on": _day(i)} for i in range(n)])


def _plans(n: int) -> Files:
    first = example_cases()["compliant_adm"]["interventions"][0]["plans"][0]
    whole = {"plans": [{**first, "id": f"p{i}", "drafted_on": _day(i)} for i in range(n)]}
    return _work(**whole, sessions=_sessions(n)["case"]["interventions"][0]["sessions"])


def _derogations(n: int) -> Files:
    record = {
        "id": "d",
        "scope": ["weekly_cap"],
        "from": "2026-01-01",
        "to": "2026-06-30",
        "weekly_minutes": 600,
    }
    found = _sessions(n)
    found["case"]["derogations"] = [
        {**record, "id": f"d{i}", "from": _day(i + 7), "to": _day(i)} for i in range(n)
    ]
    return found


def _interventions(n: int) -> Files:
    first = example_cases()["compliant_adm"]["interventions"][0]
    return _case(interventions=[{**first, "id": f"i{i}"} for i in range(n)])


def _agency(staff: int, weeks: int, **changed: Any) -> Files:
    """An agency with a coordinator, so many other members of staff, and so many weeks."""
    example = plain_file("agencies/valtellina_esempio.yaml")
    coordinator, other, *_ = example["staff"]
    kept = {key: example[key] for key in ("id", "coordinator", "accreditations", "offices", "complete_until")}
    members = [coordinator, *({**other, "id": f"op-{i:03}"} for i in range(staff))]
    begin = (ON - timedelta(weeks=weeks)).isoformat()
    return {"agency": {**kept, "complete_from": begin, "staff": members, **changed}}


def _weeks_of_staff(n: int) -> Files:
    """Ten members of staff, so many weeks."""
    return _agency(10, n)


def _staff(n: int) -> Files:
    """So many members of staff in five weeks."""
    return _agency(n, 5)


def _staff_and_sessions(n: int) -> Files:
    """Members of staff and sessions of the agency, so many of each, in five weeks."""
    listed = [
        {
            "id": f"s{i}",
            "start": f"{_day(i % 28)}T15:00",
            "end": f"{_day(i % 28)}T16:00",
            "staff": [f"op-{i:03}"],
        }
        for i in range(n)
    ]
    return _agency(n, 5, sessions=listed)


KINDS: Final[dict[str, Callable[[int], Files]]] = {
    "sessions": _sessions,
    "requests and assessments, as many of each": requests,
    "payments and ISEE certificates, as many of each": _payments,
    "voucher terms": _vouchers,
    "absences": _absences,
    "reports": _reports,
    "meetings": _meetings,
    "plans and sessions, as many of each": _plans,
    "derogations and sessions, as many of each": _derogations,
    "interventions with twenty-five sessions": _interventions,
    "weeks of ten members of staff": _weeks_of_staff,
    "members of staff in five weeks": _staff,
    "members of staff and sessions of the agency, as many of each": _staff_and_sessions,
}
#: Steps that no file reaches: weeks of a century, the staff of a ministry.
MOST: Final = {"weeks of ten members of staff": 1_000, "interventions with twenty-five sessions": 10_000}


def measure(kinds: dict[str, Callable[[int], Files]] = KINDS) -> Iterator[tuple[str, int, float]]:
    """Kind, number, and seconds of a check with its findings."""
    rules, day = load("tirano"), date(2026, 3, 31)
    for kind, make in kinds.items():
        for size in SIZES:
            if size > MOST.get(kind, SIZES[-1]):
                break
            files: Any = make(size)
            few: Any = make(10)
            rules.check(**few, on=day, trusted=True).findings  # noqa: B018 - the code is made on first use
            start = time.process_time()
            rules.check(**files, on=day, trusted=True).findings  # noqa: B018
            taken = time.process_time() - start
            yield kind, size, taken
            if taken > LIMIT:
                break


if __name__ == "__main__":
    chosen = {kind: make for kind, make in KINDS.items() if not sys.argv[1:] or kind in sys.argv[1:]}
    for told in measure(chosen):
        print(*told, flush=True)

"""Mistakes that a type checker has to see, each marked for mypy and for pyright, which tell a mark without a mistake.

Nothing runs this file: `make test` has both checkers read it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import adm_rules as adm
from adm_rules import models, names

START = datetime(2026, 3, 9, 15, tzinfo=UTC)
SESSION = models.Session(id="s-1", start=START)

# A name that its list has not, alone, in a set, in a history, in a code table.
models.Session(start=START, status="done")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
HOME = adm.Case(id="c-1", birth_date=date(2014, 5, 3), risk_flags=["mild"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
CODES: dict[str, names.SessionStatus] = {
    "X": "finished"  # type: ignore[dict-item]  # pyright: ignore[reportAssignmentType]
}

# A key that the record has not, one that is missing, the key of another record.
models.Session(start=START, educatore="E1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
models.Session(status="planned")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
models.Residence(town="tirano")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A value of another kind.
models.Session(id=17, start=START)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
models.Authorisation(from_=20260301)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
models.Intervention(service="home_education", sessions=SESSION)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
adm.Case(id="c-1", birth_date=date(2014, 5, 3), interventions=[SESSION])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]

# What is read back.
for present in SESSION.attendance or ():
    str(present.staff_member)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType]
for held in models.Intervention(service="home_education").sessions:  # type: ignore[union-attr]  # pyright: ignore[reportOptionalIterable]
    held.start.isoformat()

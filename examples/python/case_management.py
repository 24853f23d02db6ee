"""The night job of a case-management system: its own rows become records, and what was found leads back to its rows.

python examples/python/case_management.py [it|en]

Everything in it is invented. mypy and pyright read it in their strictest mode: a misspelt key,
name or type is told before it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import adm_rules as adm
from adm_rules import models, names
from adm_rules.answers import Finding

#: The codes of the system, as names of the library.
STATUS: dict[str, names.SessionStatus] = {"EFF": "delivered", "ANN": "cancelled", "PRG": "planned"}
VENUE: dict[str, names.Venue] = {"DOM": "home", "TER": "territory"}


@dataclass(frozen=True)
class Visit:
    """A row of the system's own table: its times are instants, as databases keep them."""

    number: int
    minor: int
    began: datetime
    ended: datetime | None
    status: str
    place: str


VISITS = (
    Visit(1, 7, datetime(2026, 3, 9, 13, tzinfo=UTC), datetime(2026, 3, 9, 20, tzinfo=UTC), "EFF", "DOM"),
    Visit(2, 7, datetime(2026, 3, 10, 13, tzinfo=UTC), datetime(2026, 3, 10, 17, tzinfo=UTC), "EFF", "TER"),
    Visit(3, 7, datetime(2026, 4, 2, 13, tzinfo=UTC), None, "PRG", "DOM"),
)


def session(visit: Visit) -> models.Session:
    """A visit as a session; an id is a text, whatever the key of the row is."""
    return models.Session(
        id=f"v-{visit.number}",
        start=visit.began,
        end=visit.ended,
        status=STATUS[visit.status],
        activity="direct",
        venue=VENUE[visit.place],
    )


def case(minor: int, visits: Iterable[Visit]) -> adm.Case:
    """A minor with the visits of the table: lists as lists, the residence by its name alone, ``from_`` for ``from``."""
    own = [session(visit) for visit in visits if visit.minor == minor]
    return adm.Case(
        id=f"m-{minor}",
        birth_date=date(2014, 5, 3),
        residence="tirano",
        court_orders=[],
        derogations=[],
        interventions=[
            models.Intervention(
                id=f"i-{minor}",
                service="home_education",
                sessions=own,
                authorisations=[models.Authorisation(from_="2026-03-01", weekly_minutes=600)],
            )
        ],
    )


def hours(file: adm.Case) -> Iterator[tuple[str, datetime]]:
    """The sessions of a file, read back: a list is gone through whether or not it says when it is complete."""
    for intervention in file.interventions or ():
        for each in intervention.sessions or ():
            yield each.id or "?", each.start


def row(finding: Finding) -> str:
    """Where a finding leads back to."""
    return finding.record_id or finding.path


def main(lang: str = "it") -> None:
    """Judge the minors of the table and print what was found, by row."""
    rules = adm.load("tirano")
    files = [case(minor, VISITS) for minor in sorted({visit.minor for visit in VISITS})]
    for file in files:
        print(f"{file.id}: {', '.join(f'{key} {start:%d/%m %H:%M}' for key, start in hours(file))}")
        for finding in rules.check(file, on=date(2026, 3, 31)).breaches:
            print(f"  {row(finding):10} {finding.rule}: {finding.message(lang)}")
    for question in rules.check_many(files, on=date(2026, 3, 31)).ask_first(2):
        print(f"? {question.who}: {', '.join(text.in_language(lang) for _, text in question.asks)}")


if __name__ == "__main__":
    main(*sys.argv[1:])

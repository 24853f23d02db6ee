"""Cases for the benchmarks: the example files, and invented ones made from a seed."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.hand_plans import PLAN_CONTENTS
from benchmarks.hand_tools import Record, add_months, last_day_of
from benchmarks.hand_written import REQUEST_CONTENTS

from adm_rules._internal.yaml_source import read

ROOT: Final = Path(__file__).resolve().parent.parent
#: The day on which the cases are judged.
ON: Final = date(2026, 3, 31)


def example_cases() -> dict[str, Record]:
    """The example files of Tirano as JSON data, by name; a file of another rule set names it in its head."""
    paths = sorted((ROOT / "examples" / "cases").glob("*.yaml"))
    return {path.stem: _plain(path) for path in paths if b"# Rule set:" not in path.read_bytes()}


def _plain(path: Path) -> Record:
    data = read(path.read_text(encoding="utf-8"), path.name).data
    return json.loads(json.dumps(data, default=str))  # type: ignore[no-any-return]


def invented_case(seed: int) -> Record:
    """A complete case: what is asked for is there, most of it in order, some of it not."""
    return _Maker(Random(seed)).case()


class _Maker:
    """Makes one case; each part is in order most of the time."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.asked = date(2025, 1, 7) + timedelta(days=random.randrange(400))
        self.contact = random.random() < 0.3
        self.holders = random.choice((["madre"], ["madre", "padre"], ["tutore"]))

    def mostly(self, usual: Any, *others: Any, chance: float = 0.85) -> Any:
        """The usual value, or now and then another one."""
        return usual if self.random.random() < chance else self.random.choice(others)

    def near(self, day: date, earliest: int, latest: int) -> str:
        """A day from so many to so many days away."""
        return (day + timedelta(days=self.random.randint(earliest, latest))).isoformat()

    def some(self, names: frozenset[str]) -> list[str]:
        """All names, now and then without one."""
        found = sorted(names)
        return self.mostly(found, found[1:])  # type: ignore[no-any-return]

    def case(self) -> Record:
        return {
            "id": "inventato",
            "birth_date": self.mostly("2014-05-20", "2007-10-03", "2012-02-29"),
            "complete_until": ON.isoformat(),
            "adult_continuation_on": self.mostly("none", "2025-09-30"),
            "residence": self.residence(),
            "holders": [{"id": name, "role": "parent", "excluded": False} for name in self.holders],
            "court_orders": [self.order()] if self.mostly(self.contact, False) else [],
            "assessments": [
                {
                    "by": self.mostly("minors_protection", "school"),
                    "on": self.near(self.asked, -30, 3),
                    "outcome": "positive",
                }
            ],
            "derogations": [self.derogation(scope) for scope in self.scopes()],
            "requests": [self.request()],
            "interventions": [self.intervention()],
        }

    def residence(self) -> list[Record]:
        moved = self.mostly(None, self.near(self.asked, -40, 40))
        first = {"municipality": "tirano", "from": "2014-01-01", "to": moved or "none"}
        after = self.random.choice(("grosio", "014061"))
        return [first, {"municipality": after, "from": moved, "to": "none"}] if moved else [first]

    def order(self) -> Record:
        return {
            "court": self.mostly("juvenile_court", "ordinary_court"),
            "from": self.near(self.asked, -60, 30),
            "to": self.mostly("none", "2026-02-28"),
            "measures": self.mostly(["supervised_contact"], ["home_education"]),
        }

    def scopes(self) -> list[str]:
        return self.random.sample(("weekly_cap", "hours", "weekend"), self.random.randrange(4))

    def derogation(self, scope: str) -> Record:
        first = date(2025, 12, 1) + timedelta(days=self.random.randrange(90))
        record: Record = {
            "id": f"deroga-{scope}",
            "scope": [scope],
            "from": first.isoformat(),
            "to": self.mostly(self.near(first, 20, 90), "none"),
            "document": self.mostly("doc-1", "none"),
            "exceptional": self.mostly(True, False),
            "budget_available": self.mostly(True, False),
            "social_relevance": self.mostly(True, False),
            "assessed_by": self.mostly("reference_social_worker", "educator"),
            "assessed_on": self.near(first, -10, 2),
            "authorised_by": self.mostly("head_of_plan_office", "minors_protection"),
            "authorised_on": self.near(first, -5, 2),
            "weekly_minutes": self.mostly(900, 660, "none"),
            "start": self.mostly("07:00", "none"),
            "end": self.mostly("21:00", "none"),
            "days": self.mostly(["saturday", "sunday"], ["saturday"], []),
        }
        return record

    def request(self) -> Record:
        return {
            "id": "richiesta",
            "submitted_on": self.asked.isoformat(),
            "type": self.mostly("activation", "extension"),
            "urgent": self.mostly(False, True),
            "fields": self.some(REQUEST_CONTENTS),
            "agreed_by": self.mostly(["family", "minors_protection", "specialist_service"], ["family"]),
            "involved_specialists": self.mostly([], ["specialist_service"]),
            "family_choice": self.mostly("agenzia", "none", "altra"),
            "choice_form_signed_on": self.mostly(self.near(self.asked, 0, 4), "none"),
            "sent_to_agency_on": self.mostly(self.near(self.asked, 2, 6), "none"),
        }

    def intervention(self) -> Record:
        start = self.asked + timedelta(days=self.random.randint(5, 25))
        closed = self.mostly("none", self.near(start, 60, 420), chance=0.6)
        stop = ON if closed == "none" else min(ON, date.fromisoformat(closed))
        return {
            "id": "intervento",
            "service": "supervised_contact" if self.contact else "home_education",
            "agency": self.mostly("agenzia", "altra"),
            "request": "richiesta",
            "proposed_on": self.mostly(self.near(self.asked, 0, 8), "none"),
            "agreed_start_on": self.mostly("none", self.near(self.asked, 15, 25)),
            "closed_on": closed,
            "knowledge_ends_on": self.mostly(self.near(start, 14, 28), "none"),
            "review_interval_months": self.mostly(3, 6, 9, "none"),
            "feedback_planned": self.mostly(True, False),
            "feedback_agreed_by": self.mostly(["sending_service"], []),
            "venue_agreed_on": self.mostly(self.near(start, -9, 1), "none"),
            "authorisations": [self.authorisation(start)],
            "voucher_terms": self.terms(start),
            "plans": [self.plan(start)],
            "sessions": list(self.sessions(start, stop)),
            "meetings": [{"type": "plan_review", "on": day} for day in self.rhythm(start, stop, 165)],
            "reports": self.reports(start, stop, closed),
            "report_requests": [self.report_request(start)],
        }

    def authorisation(self, start: date) -> Record:
        return {
            "from": start.isoformat(),
            "to": self.mostly(last_day_of(start, 6).isoformat(), self.near(start, 20, 60)),
            "weekly_minutes": self.mostly(360, 600, 660),
            "proposed_by": self.mostly("reference_social_worker", "educator"),
            "proposed_on": self.near(start, -12, -5),
            "authorised_by": self.mostly("head_of_plan_office", "plan_office"),
            "authorised_on": self.mostly(self.near(start, -6, -2), "none"),
        }

    def terms(self, start: date) -> list[Record]:
        end = last_day_of(start, 6)
        first = self.term("first", start, end + timedelta(days=self.mostly(0, 1, -1)))
        second = end + timedelta(days=self.mostly(1, 3))
        return [first, self.term("extension", second, add_months(second, 6))]

    def term(self, kind: str, start: date, end: date) -> Record:
        return {
            "kind": kind,
            "start": start.isoformat(),
            "end": end.isoformat(),
            "new_activation_on": self.mostly("none", self.near(start, -5, 1)),
            "budget_checked_on": self.mostly(self.near(start, -9, 0), self.near(start, 1, 3), "none"),
        }

    def plan(self, start: date) -> Record:
        drafted = start + timedelta(days=self.random.randint(-3, 24))
        signers = ["reference_social_worker", "educator", *self.holders]
        return {
            "id": "progetto",
            "drafted_on": drafted.isoformat(),
            "contents": self.some(PLAN_CONTENTS),
            "objectives": self.mostly(
                [{"tag": "autonomy"}, {"tag": "study_support"}], [{"tag": "study_support"}]
            ),
            "signatures": [
                {"signer": signer, "on": self.mostly(self.near(drafted, 0, 6), "none", chance=0.95)}
                for signer in signers
            ],
        }

    def rhythm(self, start: date, stop: date, length: int) -> list[str]:
        """Days some ``length`` apart."""
        days, day = [], start
        while (day := day + timedelta(days=length + self.mostly(0, 45))) <= stop:
            days.append(day.isoformat())
        return days

    def reports(self, start: date, stop: date, closed: str) -> list[Record]:
        found = [{"type": "progress", "submitted_on": day} for day in self.rhythm(start, stop, 80)]
        found += [{"type": "evaluation", "submitted_on": day} for day in self.rhythm(start, stop, 350)]
        if closed != "none" and self.mostly(True, False):
            found.append({"type": "final", "submitted_on": closed})
        return found

    def report_request(self, start: date) -> Record:
        asked = start + timedelta(days=self.random.randrange(60))
        answered = self.mostly(self.near(asked, 3, 15), self.near(asked, 16, 30), "none")
        return {"asked_on": asked.isoformat(), "answered_on": answered}

    def sessions(self, start: date, stop: date) -> list[Record]:
        """Two or three a week for at most sixteen weeks, and the last ones lie ahead."""
        found: list[Record] = []
        monday = start - timedelta(days=start.weekday())
        for week in range(self.random.randint(8, 16)):
            for weekday in sorted(self.random.sample(range(5), self.random.choice((1, 2, 2, 3, 5)))):
                day = monday + timedelta(days=7 * week + self.mostly(weekday, 5, 6, chance=0.97))
                if start <= day <= stop + timedelta(days=10):
                    found.append(self.session(day, week, len(found)))
        return found

    def session(self, day: date, week: int, number: int) -> Record:
        start = datetime.combine(day, time(self.mostly(15, 7, 19, chance=0.95)))
        end = start + timedelta(minutes=self.mostly(120, 50, 150, 190))
        group = not self.contact and self.random.random() < 0.15
        session: Record = {
            "id": f"s{number}",
            "start": start.isoformat(timespec="minutes"),
            "end": end.isoformat(timespec="minutes"),
            "status": self.mostly("delivered" if day <= ON else "planned", "cancelled", chance=0.95),
            "activity": "supervised_meeting" if self.contact else "group" if group else "direct",
            "phase": "knowledge" if week < 3 else "ordinary",
            "transport_needed": self.mostly(False, True),
            "transport_provided": self.mostly(True, False),
        }
        if self.contact:
            session["phases"] = self.mostly(["reception", "meeting", "farewell", "handover"], ["meeting"])
            session["feedback_minutes"] = self.mostly(10, 0, 20)
        if group:
            session["group_ratio"] = self.mostly("1/4", "1/6", "1/2")
            session["group_ratio_by"] = self.mostly("minors_protection", "educator")
            session["group_ratio_on"] = self.mostly(self.near(day, -9, 0), self.near(day, 1, 4))
        else:
            session["group_ratio"] = "none"
        return session

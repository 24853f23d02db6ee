"""Adversarial files: invented cases and agencies as JSON data, with gaps in every place where the models allow them.

Nothing here is about a real person. A record is made key by key from the vocabulary itself, so that every fact gets
values; days and amounts crowd around the limits of the rules, the judgement day, leap days, year ends and changes
of the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, get_args

from pydantic import BaseModel

from adm_rules._internal.acceptance.relations import OWNERS
from adm_rules._internal.agency import Agency
from adm_rules._internal.calendar import add_months, check_local
from adm_rules._internal.case import Case
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.names import NAMES
from adm_rules._internal.records.fields import NotNone
from tests.laws.fitting import fitted

JUDGEMENT_DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        "2026-03-02",
        "2026-03-31",
        "2025-12-31",
        "2026-01-01",
        "2026-02-01",
        "2024-02-29",
        "2025-03-01",
        "2025-10-26",
        "2026-03-29",
        "2020-12-14",
        "2020-12-13",
        "2021-06-30",
        "2026-08-15",
    )
)
#: Distances at which limits of the rules fall, and one to either side.
STEPS = tuple(
    sorted(
        {
            sign * (near + off)
            for near in (0, 1, 5, 7, 15, 31, 90, 181, 365)
            for off in (-1, 0, 1)
            for sign in (-1, 1)
        }
    )
)
MONTHS = (-18, -12, -7, -6, -3, -1, 1, 3, 6)
CLOCKS = (
    "00:00",
    "00:30",
    "01:30",
    "07:29",
    "07:30",
    "08:00",
    "13:59",
    "14:00",
    "16:00",
    "18:30",
    "19:00",
    "19:59",
    "20:00",
    "20:01",
    "23:30",
)
LENGTHS = (
    1,
    10,
    15,
    16,
    45,
    59,
    60,
    61,
    90,
    120,
    179,
    180,
    181,
    240,
    299,
    300,
    301,
    480,
    599,
    600,
    601,
    1200,
    1440,
)
NUMBERS: Mapping[str, tuple[int, ...]] = {
    "minutes": (0, 1, 9, 10, 15, 16, 60, 239, 240, 241, 479, 480, 481, 599, 600, 601, 1199, 1200, 1201),
    "months": (1, 3, 5, 6, 7, 12),
    "count": (0, 1, 2, 3, 4, 5, 6),
}
#: Names that rules ask about, in place of a list where they are rare.
FAVOURITES: Mapping[str, tuple[str, ...]] = {
    "service": ("home_education", "home_education", "supervised_contact"),
    "activity": ("direct", "group", "supervised_meeting", "correlated"),
    "session_status": ("delivered", "delivered", "planned", "cancelled", "suspended"),
    "venue": ("home", "neutral_space", "natural_place", "territory"),
    "role": (
        "reference_social_worker",
        "plan_office",
        "head_of_plan_office",
        "minors_protection",
        "educator",
        "coordinator",
        "family",
        "minors_family_service",
        "sending_service",
        "minor",
        "referring_operator",
        "reference_adult",
        "base_social_service",
    ),
    "municipality": ("tirano", "teglio", "castellanza"),
    "leaving_reason": ("maternity", "resignation", "other_force_majeure"),
    "suspension_cause": ("staff_absence", "user_absence"),
    "report_type": ("progress", "progress", "final", "evaluation"),
    "meeting_type": ("plan_review", "preparation"),
    "request_type": ("activation", "activation", "closure"),
    "court": ("juvenile_court", "ordinary_court", "other"),
    "document_type": (
        "service_charter",
        "organisation_report",
        "staff_list",
        "coordinator_cv",
        "satisfaction_report",
        "training_plan",
        "general_report_home_education",
        "general_report_supervised_contact",
        "requirements_declaration",
        "training_certificates",
    ),
    "derogation_scope": ("weekly_cap", "hours", "weekend"),
    "title": ("educator_diploma", "other"),
    "weekday": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
    "objective_tag": ("study_support", "autonomy"),
}
#: Who an id can mean, by its key; the last one is nobody of the file.
PEOPLE = ("s1", "s2", "s3", "s9")
IDS: Mapping[str, tuple[str, ...]] = {
    "staff": PEOPLE,
    "substitute": PEOPLE,
    "author": PEOPLE,
    "coordinator": PEOPLE,
    "agency": ("ag1", "ag1", "ag2"),
    "family_choice": ("ag1", "ag2"),
    "intervention": ("i1", "i2", "i9"),
    "request": ("r1", "r1", "r2", "r9"),
    "signer": ("reference_social_worker", "educator", "minor", "h1", "h2"),
}
#: Pairs of days in one record of which the second may not come first.
ORDERED = (
    ("from", "to"),
    ("start", "end"),
    ("start_on", "end_on"),
    ("started_on", "closed_on"),
    ("from", "left_on"),
    ("from", "returned_on"),
    ("listed_from", "delisted_on"),
    ("complete_from", "complete_until"),
)
#: Own ids by subject, numbered within their list.
PREFIX = {"request": "r", "intervention": "i", "staff": "s", "holder": "h"}
#: How many elements a list has at most.
SIZES = {
    "session": 6,
    "derogation": 4,
    "intervention": 2,
    "request": 2,
    "staff": 3,
    "agency_assignment": 6,
    "document": 6,
    "ranking": 3,
    "agency_session": 5,
}
#: Histories of which one record holds at a time.
SINGLE = ("residence", "family_residence", "home")


@cache
def models() -> Mapping[str, type[BaseModel]]:
    """The model of every subject that stands in a file."""
    found: dict[str, type[BaseModel]] = {"case": Case, "agency": Agency}
    for subject in registry().subjects.values():
        owner = found.get(str(subject.parent))
        if owner is not None and subject.key is not None:
            field = next(f for name, f in owner.model_fields.items() if (f.alias or name) == subject.key)
            found[subject.name] = _model_in(field.annotation)
    return found


def _model_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (_model_in(part) for part in get_args(annotation) if get_args(part) or isinstance(part, type))
    return next((model for model in inside if model is not BaseModel), BaseModel)


@cache
def required(subject: str) -> frozenset[str]:
    """Keys without which the model refuses a record."""
    fields = models()[subject].model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


@cache
def never_none(subject: str) -> frozenset[str]:
    """Keys that everything of its sort has a value for, known or not."""
    fields = models()[subject].model_fields.items()
    return frozenset(field.alias or name for name, field in fields if NotNone in marks(field.annotation))


def marks(annotation: Any) -> list[type]:
    """The classes of all marks in an annotation."""
    own = [type(mark) for mark in getattr(annotation, "__metadata__", ())]
    return [*own, *(found for part in get_args(annotation) for found in marks(part))]


@cache
def keys(subject: str) -> Mapping[str, Fact | None]:
    """The keys of a record, with the fact that reads each (none for the id that a link alone follows)."""
    vocabulary = registry()
    known = {field.alias or name for name, field in models()[subject].model_fields.items()}
    facts: dict[str, Fact | None] = {
        f.path: f for f in vocabulary.facts.values() if f.per == subject and f.path
    }
    facts |= {key: None for _, key in vocabulary.subjects[subject].links.values() if key not in facts}
    return {path: fact for path, fact in facts.items() if path.split(".")[0] in known}


@cache
def lists(subject: str) -> tuple[tuple[str, str], ...]:
    """The lists of records below a subject: subject and key."""
    return tuple(
        (s.name, s.key)
        for s in registry().subjects.values()
        if s.parent == subject and s.key and s.name in models()
    )


@dataclass
class Maker:
    """Makes one file. ``gap`` is how likely a key is missing, ``none`` how likely it is known not to exist."""

    rng: Random
    on: date
    gap: float
    none: float
    anchors: list[int]

    def day(self) -> int:
        """A day at some distance from another that matters."""
        anchor = self.rng.choice(self.anchors)
        made = (
            add_months(anchor, self.rng.choice(MONTHS))
            if self.rng.random() < 0.2
            else anchor + self.rng.choice(STEPS)
        )
        if self.rng.random() < 0.3:
            self.anchors.append(made)
        return min(max(made, self.on.toordinal() - 900), self.on.toordinal() + 400)

    def iso(self) -> str:
        return date.fromordinal(self.day()).isoformat()

    def instant(self) -> str:
        """A local time, on most days of a few weeks; never one that does not exist."""
        near = self.rng.choice((0, 0, 1, 2, 3, 4, 5, 6, 7, -7, -28))
        day = self.rng.choice(self.anchors[:4]) - near if self.rng.random() < 0.8 else self.day()
        local = datetime.fromisoformat(f"{date.fromordinal(day).isoformat()}T{self.rng.choice(CLOCKS)}")
        return self._local_text(local)

    def _local_text(self, local: datetime) -> str:
        state = check_local(local)
        if state == "nonexistent":
            local += timedelta(hours=1)
        text = local.isoformat(timespec="minutes")
        return text + self.rng.choice(("+02:00", "+01:00")) if state == "ambiguous" else text

    # --- records ------------------------------------------------------------------------------------------------------

    def record(self, subject: str, number: int = 0) -> dict[str, Any]:
        """One record with its lists."""
        made: dict[str, Any] = {}
        for path, fact in keys(subject).items():
            value = self._value(subject, path, fact)
            if value is not ABSENT:
                _put(made, path, value)
        if subject in PREFIX or (self.rng.random() < 0.5 and "id" in keys(subject)):
            made["id"] = f"{PREFIX.get(subject, subject + '-')}{number + 1}"
        else:
            made.pop("id", None)
        self._settle(subject, made)
        if subject not in ("intervention", "milestone") and self.rng.random() < 0.2:
            self._list("milestone", "steps", made)
        for name, key in lists(subject):
            self._list(name, key, made)
        if subject == "session":
            _each_once(made.get("attendance") or ())
        return made

    def _value(self, subject: str, path: str, fact: Fact | None) -> Any:
        kind = fact.kind if fact else "id"
        must = path in required(subject)
        if not must and self.rng.random() < self.gap:
            return None if self.rng.random() < 0.2 else ABSENT
        is_open = (
            not must and kind not in ("bool", "set") and path != "id" and path not in never_none(subject)
        )
        if is_open and self.rng.random() < self.none:
            return "none"
        if path.rsplit(".", maxsplit=1)[-1] in OWNERS and kind == "event" and self.rng.random() < 0.4:
            return self.days()
        return self.plain(kind, path, fact.names if fact else None)

    def days(self) -> Any:
        """Days of something that happens once for each of several, some with the id that they are for."""
        made: list[dict[str, Any]] = [{"on": self.iso()} for _ in range(self.rng.randrange(4))]
        for each in made:
            if self.rng.random() < 0.6:
                each["for"] = self.rng.choice(("i1", "i2", "r1", "r2"))
        return made if self.rng.random() < 0.8 else {"items": made, "complete_until": self.iso()}

    def plain(self, kind: str, path: str, names: str | None) -> Any:
        """A known value of a kind."""
        rng = self.rng
        if kind in ("enum", "set") and names is not None:
            return self.names(names) if kind == "set" else self.name(names)
        makers: dict[str, Callable[[], Any]] = {
            "set": lambda: sorted(rng.sample(PEOPLE, rng.randrange(3))),
            "id": lambda: "SO" if path == "province" else rng.choice(IDS.get(path, ("x1", "x2"))),
            "bool": lambda: rng.random() < 0.6,
            "date": self.iso,
            "event": self.iso,
            "instant": self.instant,
            "time": lambda: rng.choice(CLOCKS),
            "money": lambda: rng.choice((0, "12.50", 100, "0.01")),
            "number": lambda: rng.choice((0, "0.2487", 1, "12.000001")),
            **dict.fromkeys(
                ("fraction", "ratio"), lambda: rng.choice(("1/5", "1/4", "1/3", "1/6", "1/2", "1/1", "4/5"))
            ),
            "count": lambda: (
                self.on.year - rng.randrange(3) if path == "year" else rng.choice(NUMBERS["count"])
            ),
        }
        return makers[kind]() if kind in makers else rng.choice(NUMBERS[kind])

    def name(self, names: str) -> str:
        if names in FAVOURITES and self.rng.random() < 0.9:
            return self.rng.choice(FAVOURITES[names])
        return self.rng.choice(list(NAMES[names]))

    def names(self, names: str) -> list[str]:
        """A set: everything, nothing, or some."""
        pool = list(NAMES[names])
        if self.rng.random() < 0.3:
            return pool
        return sorted({self.name(names) for _ in range(self.rng.randrange(4))})

    def _settle(self, subject: str, made: dict[str, Any]) -> None:
        """Put right what the models refuse: ends before starts, slots and sessions that last nothing, nobody there."""
        if made.get("value") not in (None, "none"):  # an indicator's value stands under one key
            made.pop("measure", None)
        if subject in ("session", "agency_session"):
            self._end_session(made)
            if made.get("users_present") in (0, "none") and made.get("activity") in ("direct", "group"):
                made["users_present"] = 1
        elif "weekday" in made:
            first = self.rng.choice(CLOCKS[:-3])
            made["start"], made["end"] = first, self.rng.choice([c for c in (*CLOCKS, "24:00") if c > first])
        if subject == "derogation" and made.get("start") == made.get("end"):
            made["end"] = None
        for first, last in ORDERED:
            a, b = made.get(first), made.get(last)
            if isinstance(a, str) and isinstance(b, str) and "none" not in (a, b) and b < a:
                made[first], made[last] = (b, a) if "T" not in a else (a, b)

    def _end_session(self, made: dict[str, Any]) -> None:
        if made.get("end") in (None, "none"):
            return
        start = datetime.fromisoformat(made["start"])
        local = start.replace(tzinfo=None) + timedelta(minutes=self.rng.choice(LENGTHS[:-1]))
        made["end"] = self._local_text(local)

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, subject: str, key: str, owner: dict[str, Any]) -> None:
        roll = self.rng.random()
        if roll < self.gap * 0.6:
            return
        most = SIZES.get(subject, 2)
        size = 0 if roll > 0.9 else self.rng.randint(0, most)
        if subject == "session" and self.rng.random() < 0.04:
            size = 40
        items: Any = [self.record(subject, n) for n in range(size)]
        if subject in SINGLE:
            items = self._history(subject, items)
        if self.rng.random() < 0.12 and isinstance(items, list):
            items = {"items": items}
            for bound in ("complete_from", "complete_until"):
                if self.rng.random() < 0.6:
                    items[bound] = self.iso()
            self._settle("", items)
        owner[key] = items

    def _history(self, subject: str, items: list[dict[str, Any]]) -> Any:
        """One record at a time: the first open at its start, or a bare name."""
        if items and self.rng.random() < 0.2:
            value = items[0]["kind" if subject == "home" else "municipality"]
            return str(value)
        days = sorted(self.day() for _ in items)
        for n, (item, day) in enumerate(zip(items, days, strict=True)):
            item["from"] = date.fromordinal(day).isoformat()
            item["to"] = (
                date.fromordinal(days[n + 1] - 1).isoformat()
                if n + 1 < len(items) and days[n + 1] > day
                else "none"
            )
        return items[:1] if len(set(days)) < len(days) else items


ABSENT = object()


def _each_once(attendance: Any) -> None:
    """Nobody is present twice."""
    seen: set[Any] = set()
    for each in attendance["items"] if isinstance(attendance, dict) else attendance:
        if each.get("staff") in seen:
            each["staff"] = None
        seen.add(each.get("staff"))


def _put(record: dict[str, Any], path: str, value: Any) -> None:
    *above, key = path.split(".")
    for name in above:
        record = record.setdefault(name, {})
    record[key] = value


def _maker(rng: Random, on: date) -> Maker:
    gap = rng.choice((0.0, 0.02, 0.1, 0.3, 0.6))
    middle = on.toordinal() - rng.choice((0, 3, 10, 20, 60, 200))
    return Maker(
        rng, on, gap, rng.choice((0.0, 0.05, 0.2)), [middle, on.toordinal(), middle - 7, on.toordinal() - 1]
    )


def judgement_day(rng: Random) -> date:
    return rng.choice(JUDGEMENT_DAYS)


def _born(rng: Random, on: date) -> str:
    """About eighteen years before, on a leap day now and then, always before all that happens."""
    if rng.random() < 0.3:
        return f"{rng.choice((2000, 2004, 2008))}-02-29"
    return date(on.year - rng.choice((5, 17, 18, 18)), on.month, min(on.day, 28)).isoformat()


def _coverage(rng: Random, on: date) -> str:
    return (on + timedelta(days=rng.choice((-40, -8, -1, 0, 1, 30)))).isoformat()


def make_case(rng: Random, on: date) -> dict[str, Any]:
    """One case."""
    maker = _maker(rng, on)
    made = maker.record("case")
    made["id"], made["birth_date"] = "c1", _born(rng, on)
    made.pop("complete_until", None)
    if rng.random() < 0.4:
        made["complete_until"] = _coverage(rng, on)
    return made


def make_agency(rng: Random, on: date) -> dict[str, Any]:
    """One agency, mostly with a few declared weeks or a year and a bit."""
    maker = _maker(rng, on)
    made = maker.record("agency")
    made["id"] = "ag1"
    for key in ("complete_from", "complete_until"):
        made.pop(key, None)
    if rng.random() < 0.85:
        until = on + timedelta(days=rng.choice((-40, -8, -1, 0, 1, 30)))
        made["complete_until"] = until.isoformat()
        if rng.random() < 0.9:
            made["complete_from"] = (until - timedelta(days=rng.choice((0, 6, 13, 20, 40)))).isoformat()
    return made


def make_files(rng: Random) -> tuple[dict[str, Any], date]:
    """A case, an agency, or both, and the day on which to judge them."""
    on = judgement_day(rng)
    which: Sequence[str] = rng.choice((("case",), ("case", "agency"), ("case", "agency"), ("agency",)))
    makers = {"case": make_case, "agency": make_agency}
    return {name: fitted(makers[name](rng, on)) for name in which}, on

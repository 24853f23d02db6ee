"""Invented cases for the twenty checks of `by_hand.py`: as plain facts, and as files of the library.

The same seed gives the same cases. Most of each is in order, some of it is not, and here and there a fact is missing.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeAlias

#: Facts of a case as JSON data: days, clock times and amounts are text, what is missing is None.
Facts: TypeAlias = "dict[str, Any]"
#: A case as files of the library: the case, the agency, and the day of the check.
Files: TypeAlias = "tuple[dict[str, Any], dict[str, Any], date]"

TOWNS: Final = ("villa_di_tirano", "vervio", "tovo", "tirano", "teglio", "sernio", "mazzo", "lovero",
                "grosotto", "grosio", "bianzone", "aprica")  # fmt: skip
ELSEWHERE: Final = ("codogno", "fagnano_olona", "gorla_maggiore", "marnate", "castellanza", "olgiate_olona")
WORK: Final = ("study_support", "socialisation", "wellbeing", "parenting", "contact", "other")
SIGNERS: Final = ("social_worker", "educator", "parent", "minor")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def drawn(count: int, seed: int = 1) -> list[Facts]:
    """So many cases."""
    random = Random(seed)
    return [_Draw(random, f"k{number:06}").facts() for number in range(count)]


class _Draw:
    """Draws one case."""

    def __init__(self, random: Random, name: str) -> None:
        self.random = random
        self.name = name
        self.day = date(2026, 1, 1) + timedelta(days=random.randrange(365))
        self.began = self.day - timedelta(days=random.randrange(14, 700))

    def rarely(self, chance: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random.random() < chance

    def known(self, value: Any, gap: float = 0.02) -> Any:
        """The value, or None where nobody wrote it down."""
        return None if self.rarely(gap) else value

    def before(self, day: date, most: int, least: int = 0) -> date:
        """A day so many days before another."""
        return day - timedelta(days=self.random.randint(least, most))

    def facts(self) -> Facts:
        """The facts of the case."""
        random, service = self.random, self.random.choices(("home", "contact", "group"), (6, 2, 2))[0]
        town = random.choice(ELSEWHERE if self.rarely(0.1) else TOWNS)
        first = self.began + timedelta(days=random.randint(-3, 3))
        voucher = (first, first + timedelta(days=random.randint(150, 187)))
        return {
            "id": self.name,
            "day": self.day.isoformat(),
            "born": self.before(self.day, 6_935, 1_100).isoformat(),
            "town": self.known(town),
            "service": service,
            "assessed": self.known(not self.rarely(0.07), 0.03),
            "ordered": self.known(not self.rarely(0.2), 0.03),
            "asked": self.known(self.before(self.began, 19).isoformat()),
            "began": self.known(self.began.isoformat()),
            "hardship": self.rarely(0.15),
            "voucher": self.known([each.isoformat() for each in voucher], 0.03),
            "signed": self.known([each for each in SIGNERS if not self.rarely(0.05)]),
            "reviews": self.known(self._reviews()),
            "sessions": [self._session(service, day) for day in self._days(random.randint(1, 8))],
            "group": self._group() if service == "group" else None,
            "eased": {name: self.rarely(0.05) for name in ("hours", "clock", "weekend")},
            "isee": self.known(f"{random.randrange(40_000)}.{random.randrange(100):02}", 0.04),
            "staff": self.known(self._staff()),
            "slots": self.known([self._slot() for _ in range(random.randint(2, 6))]),
        }

    def _reviews(self) -> list[str]:
        step = self.random.randint(120, 199)
        days = list(range(step, (self.day - self.began).days + 1, step))
        if days and self.rarely(0.06):
            days.pop()
        return [(self.began + timedelta(days=each)).isoformat() for each in days]

    def _days(self, count: int) -> list[date]:
        """Days of this week and the last, on each of which one session is held."""
        monday = self.day - timedelta(days=self.day.weekday() + 7)
        likely = [each for each in range(14) if each % 7 < 5 or self.rarely(0.05)]
        return [monday + timedelta(days=each) for each in self.random.sample(likely, count)]

    def _session(self, service: str, day: date) -> dict[str, Any]:
        random = self.random
        start = 420 if self.rarely(0.012) else random.randrange(480, 1_020, 15)
        length = random.randrange(60, 195, 15) if service == "contact" else random.randrange(60, 225, 15)
        end = min(start + (30 if self.rarely(0.012) else length), 1_260)
        return {
            "day": day.isoformat(),
            "from": _clock(start),
            "to": None if self.rarely(0.005) else _clock(end),
            "work": random.choices(WORK, (35, 15, 15, 15, 10, 10))[0],
        }

    def _group(self) -> dict[str, int] | None:
        return (
            None
            if self.rarely(0.05)
            else {"minors": self.random.randint(3, 15), "educators": self.random.randint(1, 4)}
        )

    def _staff(self) -> dict[str, int]:
        heads = self.random.randint(4, 30)
        left = int(heads * self.random.random() * 0.6)
        return {"heads": heads, "left": left, "excused": int(left * self.random.random() * 0.5)}

    def _slot(self) -> dict[str, Any]:
        random = self.random
        late = self.rarely(0.8)
        start = (
            420
            if self.rarely(0.01)
            else random.randrange(810, 960, 15)
            if late
            else random.randrange(480, 780, 15)
        )
        end = min(start + random.randrange(120, 300, 15), 1_260 if self.rarely(0.02) else 1_200)
        return {"weekday": random.randint(0, 4), "from": _clock(start), "to": _clock(end)}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


# --- as files of the library ------------------------------------------------------------------------------------------


def files_of(facts: Facts) -> Files:
    """The same facts as a case and an agency.

    Where the vocabulary has no fact of a shape, another of the same shape stands for it; `README.md` lists them.
    """
    day = date.fromisoformat(facts["day"])
    return _case(facts), _agency(facts, day), day


def _case(facts: Facts) -> dict[str, Any]:
    eased, day = facts["eased"], facts["day"]
    return {
        "id": facts["id"],
        "birth_date": facts["born"],
        "complex": eased["hours"],
        "marginalisation_risk": eased["clock"],
        "temporary_difficulty": eased["weekend"],
        "social_hardship": facts["hardship"],
        "area": "treatment" if facts["service"] == "contact" else "prevention",
        "interventions": [_intervention(facts)],
        **_if_known("residence", facts["town"]),
        **_if_known("need_assessed_on", _happened(facts["assessed"], day)),
        **_if_known("court_report_on", _happened(facts["ordered"], day)),
        **_if_known("isee", _certificate(facts)),
    }


def _happened(truth: bool | None, day: str) -> str | None:
    return None if truth is None else day if truth else "none"


def _certificate(facts: Facts) -> list[dict[str, Any]] | None:
    if facts["isee"] is None:
        return None
    dates = {"issued_on": facts["day"], "valid_until": "none"}
    return [{"kind": "minors", "status": "valid", "value": facts["isee"], **dates}]


def _intervention(facts: Facts) -> dict[str, Any]:
    plan = {
        "id": "p",
        "drafted_on": facts["day"],
        "objectives": [{"tag": each} for each in dict.fromkeys(one["work"] for one in facts["sessions"])],
        **_if_known("shared_with", facts["signed"]),
    }
    reviews, voucher = facts["reviews"], facts["voucher"]
    return {
        "id": "i",
        "service": "home_education",
        "closed_on": "none",
        "plans": [plan],
        "sessions": [_of_session(facts, each, f"s{n}") for n, each in enumerate(facts["sessions"])],
        **_if_known("proposed_on", facts["asked"]),
        **_if_known("started_on", facts["began"]),
        **_if_known("meetings", reviews and [{"type": "plan_review", "on": each} for each in reviews]),
        **({"meetings": []} if reviews == [] else {}),
        **_if_known("voucher_terms", voucher and [{"kind": "first", "start": voucher[0], "end": voucher[1]}]),
    }


def _of_session(facts: Facts, one: dict[str, Any], name: str) -> dict[str, Any]:
    group = facts["group"]
    return {
        "id": name,
        "start": f"{one['day']}T{one['from']}",
        "status": "delivered" if one["day"] < facts["day"] else "planned",
        "activity": "group" if facts["service"] == "group" else "direct",
        **_if_known("end", one["to"] and f"{one['day']}T{one['to']}"),
        **_if_known("group_ratio", group and f"{group['educators']}/{group['minors']}"),
    }


def _agency(facts: Facts, day: date) -> dict[str, Any]:
    monday = day - timedelta(days=day.weekday() + 7)
    slots, staff = facts["slots"], facts["staff"]
    given = slots and [
        {
            "weekday": _WEEKDAYS[each["weekday"]],
            "start": each["from"],
            "end": each["to"],
            "from": "none",
            "to": "none",
        }
        for each in slots
    ]
    score = staff and f"{staff['left'] - staff['excused']}/{staff['heads']}"
    return {
        "id": "a",
        "complete_from": monday.isoformat(),
        "complete_until": (monday + timedelta(days=6)).isoformat(),
        "staff": [{"id": "w", **_if_known("availability", given)}],
        "rankings": [{"year": 2025, **_if_known("score", score)}],
    }


def _if_known(key: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {key: value}

"""The sessions, terms and authorisations of cases as the questions of money see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.calendar import LAST_DAY, MINUTES_PER_DAY
from adm_rules._internal.compiler.asking import Asked, FileAnswers, Question
from adm_rules._internal.compiler.kernels import between_minutes
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.rows import PERIODS
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.money.amounts import counted
from adm_rules._internal.money.copayment.bill import CUT
from adm_rules._internal.report import Missing
from adm_rules._internal.trace.missing import list_of
from adm_rules._internal.trace.rows import row_name
from adm_rules._internal.values.bounds import NONE, Interval, exactly

QUESTIONS: Final = (
    Question("case", ("case_id",)),
    Question("intervention", ("intervention_id", "service", "agency_id")),
    Question(
        "session",
        (
            "session_id", "session_start", "session_end", "session_day", "session_status", "session_time",
            "activity", "group_id", "group_ratio", "users_present", "educators_present",
            "transport_needed", "transport_provided",
        ),
    ),
    Question("attendance", ("attendee_kind", "attendee_staff")),
    Question("voucher_term", ("term_kind", "term_start", "term_end", "budget_checked_on")),
    Question(
        "authorisation",
        ("authorised_from", "authorised_last_day", "authorised_time", "authorised_until", "closed_on"),
    ),
    Question(
        "derogation",
        (
            "derogation_id", "derogation_scope", "derogation_intervention", "derogation_from", "derogation_to",
            "derogation_weekly_time", "derogation_payer",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Course:
    """One intervention of a case, and what is recorded below it; ids are None while they are not known."""

    case: str
    intervention: str | None
    service: str | None
    agency: str | None
    unseen: bool
    answers: FileAnswers
    row: Any
    sessions: tuple[MonthSession, ...]
    terms: tuple[Asked, ...]
    authorisations: tuple[Asked, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What orders courses, whatever the order of the files."""
        return (self.agency or "", self.case, self.intervention or "", self.service or "")


@dataclass(frozen=True, slots=True, repr=False)
class MonthSession:
    """One session, planned or held. ``day`` is the first and last day on which it may lie.

    ``status`` and ``activity`` are None while they are not known; ``group`` is "" where there is none.
    """

    asked: Asked
    name: str
    case: str
    start: Any
    end: Any
    day: tuple[int, int]
    status: str | None
    activity: str | None
    minutes: Interval
    group: str | None
    staff: frozenset[str]

    @property
    def unseen(self) -> bool:
        """Whether this stands for sessions that a list does not tell."""
        return self.asked.unseen

    @property
    def delivered(self) -> bool | None:
        """Whether it took place, as far as is known on the day of judgement."""
        return None if self.status is None else self.status == "delivered"

    @property
    def dated(self) -> bool:
        """Whether the day is known."""
        return self.day[0] == self.day[1]

    @property
    def timed(self) -> bool:
        """Whether beginning and end are known."""
        return self.start.__class__ is int and self.end.__class__ is int

    def overlaps(self, other: MonthSession) -> bool:
        """Whether the session and another one, both with known times, share any of them."""
        return bool(self.start < other.end and other.start < self.end)

    def shared_minutes(self, others: Iterable[MonthSession]) -> int:
        """The minutes of the session that others cover together, each minute once."""
        shared, reached = 0, self.start
        for other in sorted(others, key=lambda each: (each.start, each.end)):
            low, high = max(reached, other.start), min(self.end, other.end)
            if low < high:
                shared, reached = shared + between_minutes(low, high), high
        return shared

    def cut(self, period: str) -> Iterator[MonthSession]:
        """The session, or its parts where it goes on past the end of a week or month; one journey is of the first."""
        edge = PERIODS[period](self.day[0])[1] if self.timed else LAST_DAY
        midnight = (edge + 1) * 2880
        if not self.timed or self.end <= midnight:
            yield self
            return
        yield self._part(self.start, midnight, self.day[0], {})
        later = self._part(midnight, self.end, edge + 1, {"transport_needed": False})
        yield from later.cut(period)

    def _part(self, start: int, end: int, day: int, values: Mapping[str, Any]) -> MonthSession:
        time = between_minutes(start, end)
        own = {
            "session_start": start,
            "session_end": end,
            "session_day": day,
            "session_time": time,
            CUT: True,
        }
        asked = replace(self.asked, values={**self.asked.values, **own, **values})
        return replace(self, asked=asked, start=start, end=end, day=(day, day), minutes=exactly(time))

    @property
    def sure(self) -> bool:
        """Whether it is known that it took place, and what was done."""
        return self.delivered is True and self.activity is not None

    @property
    def transported(self) -> bool | None:
        """Whether the users were taken there and back.

        What was given is presumed to be needed, unless the file says that it was not: then nothing is granted. A
        session recorded as transport is one; work that is not known may have been it.
        """
        values = self.asked.values
        needed, given = _flag(values["transport_needed"]), _flag(values["transport_provided"])
        if needed is False:
            return False
        if given is False and self.activity != "transport":
            return False if self.activity else None
        return True if given or self.activity == "transport" else None

    @property
    def order(self) -> tuple[Any, ...]:
        """What orders the sessions of an intervention, whatever the order of the file."""
        return (str(self.start), str(self.end), self.activity or "", self.status or "", self.name)

    def counts(self, fact: str) -> Interval:
        """A number of people."""
        return counted(self.asked.values[fact])

    def ratio(self) -> Interval:
        """The ratio of educators to users that was set for the group."""
        return counted(self.asked.values["group_ratio"])


def courses(program: Program, answers: FileAnswers) -> tuple[Course, ...]:
    """The interventions of one case, each with what stands below it."""
    case = str(answers["case"][0].values["case_id"])
    sessions, present, terms, authorisations = (
        _below(answers[subject]) for subject in ("session", "attendance", "voucher_term", "authorisation")
    )
    found = []
    for asked in answers["intervention"]:
        key, values = id(asked.row), asked.values
        held = sorted(
            (
                part
                for each in sessions.get(key, ())
                for part in _held(program, case, each, present.get(id(each.row), ())).cut("month")
            ),
            key=lambda h: h.order,
        )
        intervention, service, agency = (
            name_of(values[fact]) or None for fact in ("intervention_id", "service", "agency_id")
        )
        found.append(
            Course(
                case=case,
                intervention=intervention,
                service=service,
                agency=agency,
                unseen=asked.unseen,
                answers=answers,
                row=asked.row,
                sessions=tuple(held),
                terms=tuple(terms.get(key, ())),
                authorisations=tuple(authorisations.get(key, ())),
            )
        )
    return tuple(found)


def _below(asked: Iterable[Asked]) -> Mapping[int, list[Asked]]:
    """Answers by the row of their owner."""
    found: dict[int, list[Asked]] = {}
    for each in asked:
        found.setdefault(id(each.row.up), []).append(each)
    return found


def _held(program: Program, case: str, asked: Asked, present: Iterable[Asked]) -> MonthSession:
    values, day = asked.values, asked.values["session_day"]
    name = "" if asked.unseen else row_name(program, "session", asked.row)
    return MonthSession(
        asked,
        name,
        case,
        values["session_start"],
        values["session_end"],
        (int(day.lo), int(day.hi)) if day.__class__ is Interval else (day, day),
        name_of(values["session_status"]) or None,
        name_of(values["activity"]) or None,
        counted(values["session_time"], MINUTES_PER_DAY),
        name_of(values["group_id"]),
        frozenset(
            who for each in present if not each.unseen and (who := name_of(each.values["attendee_staff"]))
        ),
    )


def name_of(value: Any) -> str | None:
    """A name or an id: None while it is not known, "" where there is none."""
    return "" if value is NONE else value if value.__class__ is str else None


def _flag(value: Any) -> bool | None:
    return value if value.__class__ is bool else None


def ask(program: Program, fact: str, subject: str) -> Missing:
    """What to ask for when a fact is not known."""
    found = program.registry.facts[fact]
    return Missing(fact, subject, found.missing or found.label)


def ask_list(program: Program, scope: str, subject: str) -> Missing:
    """What to ask for when a list is not known, or not whole."""
    return list_of(program.registry, scope, subject)

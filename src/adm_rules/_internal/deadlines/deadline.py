"""What a deadline is: what is due, for whom, by which day, and how it stands as seen on a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from adm_rules._internal.arguments import as_day
from adm_rules._internal.calendar import add_months
from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.notebook import shown
from adm_rules._internal.report import Missing, OtherReading
from adm_rules._internal.report.form.stored import KeptPart, StoredAnswer
from adm_rules._internal.report.plain import Framed, Quiet
from adm_rules._internal.report.portfolio import FailedFile
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Text
from adm_rules._internal.values.states import SETTLED


@dataclass(frozen=True, slots=True, repr=False)
class Anchor(Quiet):
    """The event, or the day, that a deadline is counted from; ``day`` is None while it has not come or is unknown."""

    fact: str
    label: Text
    day: date | None


#: What the term is called that others may take the place of.
ORDINARY: Final = Text("termine ordinario", "ordinary term")


@dataclass(frozen=True, slots=True)
class PossibleTerm:
    """A term that may be in force, and the day on which it falls due if that can be told."""

    title: Text
    day: date | None


@dataclass(frozen=True, slots=True, repr=False)
class OtherDeadline(OtherReading):
    """The same duty under another option of a reading; ``state`` None means that nothing is owed there."""

    state: str | None
    nominal: date | None = None
    effective: date | None = None
    days_late: int = 0
    may_have_happened: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Deadline(KeptPart):
    """One thing that is due, or was.

    - ``kind``: ``duty`` (a term of a rule), ``check`` (a rule that is judged only when a period is over) or ``expiry``
      (a validity that ends, never moved by holidays);
    - ``nominal`` is the day as counted, ``effective`` the one on which it falls due; ``happened`` the day of the event;
    - ``applies`` is None if it is not known whether the duty stands at all; also of what was not kept while another
      branch of an `any` may still come true;
    - ``days_late`` counts from the effective day to the event, or to the day as seen; where one of the two days is not
      known, it is the least that it can be; ``days_left`` counts up to the effective day;
    - ``may_have_happened`` is true of what is overdue, if a record leaves open whether it was done, too late;
    - ``term`` is the title of a term that took the place of the ordinary one; where it is not known which term is in
      force, ``possible_terms`` are those that may be, and ``effective`` is the earliest day of one that is not over;
    - ``instance`` numbers the turns of what recurs, from 1;
    - ``to_judge`` tells that the rule leaves it to people whether a term that was not kept is a breach;
    - ``before`` says what can still be done before a validity ends;
    - ``duty`` names the duty and not its day: it stays the same from one look to the next. It is made of ids.
    """

    rule: str | None
    kind: str
    title: Text
    fact: str
    what: Text
    subject: str
    subject_id: str
    root: str
    root_id: str
    state: str
    duty: str
    applies: bool | None = True
    derogated: bool = False
    by_rollover: bool = False
    anchor: Anchor | None = None
    nominal: date | None = None
    effective: date | None = None
    happened: date | None = None
    days_late: int = 0
    may_have_happened: bool = False
    days_left: int | None = None
    instance: int = 1
    severity: str | None = None
    norms: tuple[str, ...] = ()
    citation: Citation | None = None
    other_readings: tuple[OtherDeadline, ...] = ()
    missing: tuple[Missing, ...] = ()
    before: Text | None = None
    term: Text | None = None
    possible_terms: tuple[PossibleTerm, ...] = ()
    to_judge: bool = False
    trial: tuple[TrialValue, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done any more: met, late, missed or lapsed."""
        return self.state in SETTLED

    @property
    def is_overdue(self) -> bool:
        """Whether somebody owes it now: the day has passed, the duty surely stands, and no derogation covers it."""
        return self.state == "overdue" and self.applies is True and not self.derogated

    def __repr__(self) -> str:
        return f"<Deadline {self.rule or self.fact}: {self.state}>"


@dataclass(frozen=True, slots=True)
class DueList(StoredAnswer):
    """The deadlines of one file, or of several together, as seen on a day, and up to another one.

    ``failures`` are the files that could not be read; ``pseudonym`` is what a calendar calls the one file.
    """

    KIND = "deadlines"
    FRAME = "deadlines"
    NOT_STORED = ("pseudonym",)
    IF_ANY = ("failures",)

    on: date
    until: date
    deadlines: tuple[Deadline, ...]
    pseudonym: str | None = None
    failures: tuple[FailedFile, ...] = ()


class DeadlineList(Framed, tuple[Deadline, ...]):  # noqa: SLOT001 - a tuple has no slots for what it carries
    """Deadlines in order: a tuple that a notebook shows as a table, and that is stored as JSON.

    ``answer`` says by which rules they are, and as seen on which day.
    """

    FRAME = "deadlines"

    answer: DueList

    @classmethod
    def of(cls, answer: DueList) -> DeadlineList:
        """The deadlines of an answer."""
        made = cls(answer.deadlines)
        made.answer = answer
        return made

    @property
    def failures(self) -> tuple[FailedFile, ...]:
        """The files that could not be read, where there were many."""
        return self.answer.failures if "answer" in vars(self) else ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return self.answer.to_dict()

    def to_json(self, *, indent: int | None = None) -> str:
        """The deadlines as JSON; the same input gives the same bytes."""
        return self.answer.to_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> DeadlineList:
        """The deadlines that `to_json` wrote, in this format or an older one.

        Raises:
            ReportError: these are no deadlines, or of a format that this library does not know.
        """
        return cls.of(DueList.from_json(text))

    def _repr_html_(self) -> str | None:
        return shown(self)


def last_day(on: date, until: date | None) -> date:
    """The day up to which deadlines are told: ``until``, or a year after ``on``.

    Raises:
        ArgumentError: ``until`` lies before ``on``.
    """
    last = date.fromordinal(add_months(on.toordinal(), 12)) if until is None else as_day(until, "until")
    if last < on:
        raise ArgumentError("`until` lies before `on`")
    return last


def in_order(deadline: Deadline) -> tuple[Any, ...]:
    """By the day on which they fall due, those without one last; then by rule and subject."""
    day = deadline.effective
    return day is None, day or date.max, deadline.rule or "", deadline.fact, deadline.duty, deadline.instance

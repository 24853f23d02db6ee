"""What a finding is made of: verdicts, severities and the evidence behind them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, Self

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.plain import Quiet
from adm_rules._internal.report.typed import TypedValue
from adm_rules._internal.texts import Counted, Text

_NONE = Text("", "")
_NOTHING = Counted(_NONE, _NONE)


class Verdict(StrEnum):
    """What is found of a rule and a subject; the order of the first six is that of generated code.

    ``TO_JUDGE`` stands in place of ``BREACHES`` for rules that leave the last word to people (`asks_judgement`).

    ``words`` is the outcome in a sentence, ``counted`` what is counted, ``opening`` begins a finding that has no
    message of its own, where ``{what}`` is the derogation; ``sign`` marks it in a table; ``place`` is where a reader
    wants it, what is wrong first. ``told``: it is told one by one; what is in order or does not apply is only counted.
    ``fails``: the requirement does not hold and nothing covers it, a breach or one that people have to judge.
    """

    words: Text
    counted: Counted
    opening: Text
    sign: str
    place: int
    told: bool
    fails: bool

    def __new__(
        cls, value: str, sign: str = "", place: int = 0, opening: Text = _NONE, counted: Counted = _NOTHING,
        words: Text | None = None,
    ) -> Self:  # fmt: skip
        """A verdict with what is said of it; the words are those of one that is counted, unless others are given."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sign, member.place, member.opening, member.counted = sign, place, opening, counted
        member.words = words or counted.one
        member.told = value not in {"complies", "not_applicable"}
        member.fails = value in {"breaches", "to_judge"}
        return member

    # fmt: off
    COMPLIES = (
        "complies", "✓", 5, Text("{title}: in regola.", "{title}: in order."),
        Counted(Text("in regola", "complies"), Text("in regola", "comply")),
    )
    BREACHES = (
        "breaches", "✗", 0, Text("{title}: violazione.", "{title}: breach."),
        Counted(Text("violazione", "breach"), Text("violazioni", "breaches")),
    )
    DEROGATED = (
        "derogated", "≈", 4,
        Text("{title}: fuori dal limite ordinario, ma coperto da una deroga{what}.",
             "{title}: outside the ordinary limit, but covered by a derogation{what}."),
        Counted(Text("in deroga", "derogated"), Text("in deroga", "derogated")),
    )
    NOT_APPLICABLE = (
        "not_applicable", "–", 6, Text("{title}: la regola non si applica.", "{title}: the rule does not apply."),
        Counted(Text("non applicabile", "not applicable"), Text("non applicabili", "not applicable")),
        Text("non si applica", "not applicable"),
    )
    PENDING = (
        "pending", "…", 3,
        Text("{title}: in attesa; nulla manca se non il tempo.", "{title}: pending; nothing is missing but time."),
        Counted(Text("in attesa", "pending"), Text("in attesa", "pending")),
    )
    UNDECIDED = (
        "undecided", "?", 2, Text("{title}: non si può decidere.", "{title}: cannot be decided."),
        Counted(Text("non decidibile", "undecided"), Text("non decidibili", "undecided")),
    )
    TO_JUDGE = (
        "to_judge", "◇", 1, Text("{title}: da valutare.", "{title}: to be judged."),
        Counted(Text("da valutare", "to be judged"), Text("da valutare", "to be judged")),
    )
    # fmt: on


class Severity(StrEnum):
    """How grave a breach is, the gravest first: *must* is an error, *as a rule* a warning; and what is counted."""

    counted: Counted
    rank: int

    def __new__(cls, value: str, counted: Counted = _NOTHING) -> Self:
        """A severity with its noun."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.counted, member.rank = counted, len(cls.__members__)
        return member

    ERROR = "error", Counted(Text("errore", "error"), Text("errori", "errors"))
    WARNING = "warning", Counted(Text("avviso", "warning"), Text("avvisi", "warnings"))
    INFO = "info", Counted(Text("nota", "note"), Text("note", "notes"))


#: Verdicts by the code of generated Python, which does not ask whether a rule leaves the last word to people.
VERDICTS = tuple(verdict for verdict in Verdict if verdict is not Verdict.TO_JUDGE)
#: Verdicts as a reader wants them.
IN_ORDER = tuple(sorted(Verdict, key=lambda verdict: verdict.place))


def verdict_of(code: int, *, asks_judgement: bool) -> Verdict:
    """The verdict of a code, for a rule that leaves the last word to people or does not."""
    verdict = VERDICTS[code]
    return Verdict.TO_JUDGE if asks_judgement and verdict is Verdict.BREACHES else verdict


def reading_rank(verdict: Verdict, severity: str) -> int:
    """Where a reader wants a finding: what is wrong first, the gravest before the rest, then what is not known."""
    return verdict.place * len(Severity) + Severity(severity).rank


@dataclass(frozen=True, slots=True, repr=False)
class Observed(Quiet):
    """One comparison that the verdict rests on: a fact, what was found, the limit, and how far apart they are.

    ``value`` and ``limit`` are texts in both languages, with their units; ``typed_value`` and ``typed_limit`` are the
    same for programs (None of a limit that is one of several terms). ``distance`` says what would put it right. An
    ``alternative`` is one of several of which one would do.
    """

    fact: str
    label: Text
    value: Text
    operator: str
    limit: Text
    holds: bool | None
    distance: Text | None = None
    alternative: bool = False
    typed_value: TypedValue | None = None
    typed_limit: TypedValue | None = None


class MissingKind(StrEnum):
    """What kind of thing is missing: a fact of an element, a list, a whole file, a value that no act has set.

    ``newer`` is a fact or a list of which all is known up to the day on which the data end.
    """

    FACT = "fact"
    LIST = "list"
    FILE = "file"
    ACT = "act"
    NEWER = "newer"


@dataclass(frozen=True, slots=True, repr=False)
class Missing(Quiet):
    """Something to ask for: a fact (or a list, a file, or a value that no act sets), and where it is missing.

    ``subject`` is the name of the element that lacks it, ``of`` what kind of subject that is, or what the list is one
    of; ``who``, a name of the list `role`, has the answer.
    """

    name: str
    subject: str
    text: Text
    kind: MissingKind = MissingKind.FACT
    of: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Due(Quiet):
    """A deadline behind a finding: its state, its day and, when it is late, by how much.

    ``term`` is the title of a term that took the place of the ordinary one; ``may_have_happened`` is true of what is
    overdue where a record leaves open whether it was done, too late.
    """

    fact: str
    state: str
    day: date | None
    days_late: int = 0
    term: Text | None = None
    may_have_happened: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Cover(Quiet):
    """The derogation that covers a breach, or the one that comes nearest to it; ``record`` is the id in the file.

    ``lacks`` is what a record of the right scope does not satisfy.
    """

    name: str
    holds: bool | None
    record: str | None
    cites: Citation | None
    lacks: tuple[Observed, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class OtherReading(Quiet):
    """Another reading of a norm, by its option; each kind of answer adds what would be said under it."""

    reading: str
    option: str
    text: Text


@dataclass(frozen=True, slots=True, repr=False)
class Disputed(OtherReading):
    """Another reading of the norm under which the verdict differs; what to ask for where it cannot be decided."""

    verdict: Verdict
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Evidence(Quiet):
    """Why a finding says what it says.

    ``details`` are what a breach fails by and its message does not show, one by one, and the derogation that comes
    nearest with what it lacks.
    """

    message: Text
    observed: tuple[Observed, ...] = ()
    missing: tuple[Missing, ...] = ()
    possible: tuple[Verdict, ...] = ()
    deadlines: tuple[Due, ...] = ()
    derogation: Cover | None = None
    reading_dependent: tuple[Disputed, ...] = ()
    not_evaluated: tuple[OtherReading, ...] = ()
    details: tuple[Text, ...] = ()

    @property
    def failed(self) -> tuple[Observed, ...]:
        """The comparisons that do not hold."""
        return tuple(item for item in self.observed if item.holds is False)

    @property
    def breached_under(self) -> tuple[Text, ...]:
        """What the readings say under which it is a breach."""
        return tuple(each.text for each in self.reading_dependent if each.verdict is Verdict.BREACHES)

    def said(self, lang: str) -> str:
        """The message with the details behind it."""
        return " ".join([self.message.in_language(lang), *self.sentences(lang)])

    def sentences(self, lang: str) -> list[str]:
        """The details, each as a sentence."""
        return [
            f"{said[:1].upper()}{said[1:]}." for said in (each.in_language(lang) for each in self.details)
        ]


@dataclass(frozen=True, slots=True, repr=False)
class UnderRecord(Quiet):
    """The record of a file, or the file itself, that something stands under: what it is, and its name."""

    subject: str
    id: str


@dataclass(frozen=True, slots=True, repr=False)
class Whereabouts(Quiet):
    """Where in its file a finding stands, and what joins it to other records.

    ``path`` is that of the record (``interventions[0].sessions[27]``), of a period that records are gathered in its
    kind and name (``week:2026-W10``), of what a list leaves open ``interventions[0].plans[]``, of a whole file what it
    is about (``case``). ``root`` is what the file is about, ``root_id`` its id; ``record_id`` is the id that the record
    has in the file, None where it has none. ``intervention``, ``agency`` and ``staff`` are the ids of those that the
    record belongs to or names; None where there is none, or none is known.
    """

    path: str
    root: str = ""
    root_id: str | None = None
    record_id: str | None = None
    intervention: str | None = None
    agency: str | None = None
    staff: str | None = None


#: Of what an older report does not tell.
NOWHERE: Final = Whereabouts("")


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule whose breach explains that of another: of the ``same`` subject, in one ``record``, or in the ``file``.

    On the ``derogation``: of the one that the other finding names.
    """

    rule: str
    on: str


@dataclass(frozen=True, slots=True, repr=False)
class AsOf(Quiet):
    """What was found as of an earlier day: that on which the data end."""

    day: date
    verdict: Verdict


@dataclass(frozen=True, slots=True, repr=False)
class DataEnd(Quiet):
    """A file (by what it is about) that is complete up to a day before the judgement day."""

    file: str
    day: date


@dataclass(frozen=True, slots=True, repr=False)
class Presumed(Quiet):
    """What was presumed absent, since no file hints at it: a key or a list, in words, and of how many records."""

    absent: str
    text: Text
    places: int


@dataclass(frozen=True, slots=True)
class SharedTime:
    """Two sessions of one child, or of one staff member (``file`` is agency), that share time: their ids.

    One without an id is named by its beginning.
    """

    file: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Loosened:
    """A rule of a base that an overlay may loosen: how (a value, a reading, setting it aside), why, by which act."""

    rule: str
    how: str
    because: Text
    cites: Citation

"""What many files come to: of each only what an office has to do, small enough to keep thousands in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from adm_rules._internal.arguments import as_limit, as_member
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import ArgumentError, Diagnostic, printable
from adm_rules._internal.report.entries import ReportEntry
from adm_rules._internal.report.form.stored import KeptPart, StoredAnswer
from adm_rules._internal.report.parts import MissingKind, Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.report.questions import OpenQuestion
from adm_rules._internal.texts import Text

_PLACES: Final = 3  # places that an entry of a portfolio names
#: By what findings can be counted.
BY: Final = ("verdict", "rule", "severity", "effect", "acts", "file")
#: How much a breach weighs: by what it touches (what nothing is said of weighs least), and by how grave it is.
_EFFECTS: Final[Mapping[str | None, int]] = {
    "access": 12, "safety": 10, "money": 6, "terms": 4, "standards": 3, "papers": 2,
}  # fmt: skip
_SEVERITIES: Final[Mapping[str, int]] = {"error": 10, "warning": 5, "info": 1}
#: What is better put right before the next session takes place.
_BEFORE_NEXT: Final = ("access", "safety", "papers")


@dataclass(frozen=True, slots=True)
class KeptEntry(KeptPart):
    """What is to be done in a file: a rule that fails, how often, at what, who acts and what puts it right.

    ``repeats`` counts the findings that only repeat it; ``places`` names the first of what it is about. ``due`` is the
    earliest day of a deadline behind it, or behind what repeats it, that has passed.
    """

    rule: str
    title: Text
    fault: Text
    verdict: Verdict
    severity: str
    effect: str | None
    acts: str | None
    remedy: Text | None
    subject: str
    count: int
    places: tuple[str, ...]
    repeats: int
    due: date | None = None

    @classmethod
    def of(cls, entry: ReportEntry) -> KeptEntry:
        """What is kept of an entry of a report."""
        first = entry.first
        return cls(
            *(entry.rule, entry.title, first.fault or entry.title, entry.verdict, entry.severity),
            *(first.effect, first.acts, first.remedy, entry.subject, entry.count),
            entry.places[:_PLACES],
            sum(each.count for each in entry.explains),
            _overdue(entry),
        )

    @property
    def weight(self) -> int:
        """How grave it is among others: what it touches times its severity."""
        return _EFFECTS.get(self.effect, 1) * _SEVERITIES[self.severity]

    @property
    def before_next(self) -> bool:
        """Whether it is better put right before the next session."""
        return self.due is None and self.effect in _BEFORE_NEXT

    @property
    def gravity(self) -> tuple[int, int, int, str]:
        """Where it stands among others: breaches before what is to be judged, then the gravest and most frequent."""
        return self.verdict.place, -self.weight, -self.count, self.rule


def _overdue(entry: ReportEntry) -> date | None:
    told = (entry, *entry.explains)
    dues = (due for each in told for finding in each.findings for due in finding.deadlines)
    return min((due.day for due in dues if due.state == "overdue" and due.day is not None), default=None)


@dataclass(frozen=True, slots=True)
class KeptQuestion(KeptPart):
    """A question of a file: what makes it one with those of other files, and what it would settle there."""

    KEYS: ClassVar = {"asks": ("fact", "text")}

    kind: MissingKind
    subject: str
    who: str
    asks: tuple[tuple[str, Text], ...]
    settles: int

    @classmethod
    def of(cls, question: OpenQuestion) -> KeptQuestion:
        """What is kept of a question of a report."""
        asks = tuple((each.name, each.text) for each in question.asks)
        return cls(question.kind, question.subject, question.who, asks, question.settles)


@dataclass(frozen=True, slots=True)
class KeptFile(KeptPart):
    """What one file comes to: how many findings of each verdict, what is to be done, and what to ask.

    ``severities`` counts its breaches; ``waiting`` those of the undecided findings that only newer data decide;
    ``next_session`` is the day of the first session ahead that the file plans.
    """

    key: str
    root: str
    counts: Mapping[Verdict, int]
    severities: Mapping[str, int]
    waiting: int
    entries: tuple[KeptEntry, ...]
    questions: tuple[KeptQuestion, ...] = field(repr=False)
    next_session: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is to be put right that is known, but something cannot be decided: it may be in order."""
        return not self.entries and self.counts.get(Verdict.UNDECIDED, 0) > 0

    @property
    def gravity(self) -> tuple[Any, ...]:
        """Where it stands among other files: by the worst of it, then by how much there is; cases come first."""
        worst = [entry.gravity[:2] for entry in self.entries]
        return self.root != "case", worst, self.key


@dataclass(frozen=True, slots=True)
class FailedFile(KeptPart):
    """A file that could not be read: its faults, with paths and remedies and no value."""

    ALSO = ("faults",)

    key: str
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, key: str, diagnostics: Iterable[Diagnostic]) -> FailedFile:
        """A file with its faults; no sign of its name steers a terminal, or hides."""
        return cls(printable(key), tuple(map(_printable, diagnostics)))

    @property
    def faults(self) -> tuple[str, ...]:
        """Its faults as text."""
        return tuple(each.render() for each in self.diagnostics)


def _printable(fault: Diagnostic) -> Diagnostic:
    """A fault that names its file in signs that can be seen."""
    place = fault.position
    return fault if place is None else fault.at(replace(place, file=printable(place.file)))


@dataclass(frozen=True, slots=True)
class SharedQuestion(Answer):
    """What to ask of many files: in how many it is open, and how many findings it would settle together."""

    kind: MissingKind
    subject: str
    who: str
    asks: tuple[tuple[str, Text], ...]
    files: int
    settles: int


@dataclass(frozen=True, slots=True)
class RuleChange(Answer):
    """A rule whose failures differ between two portfolios: the files in which they are new, and gone."""

    rule: str
    title: Text
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Portfolio(StoredAnswer):
    """What many files come to under one rule set, as seen on one day.

    ``files`` could be judged, in the order in which they were given; ``failures`` could not be read, and never stop the
    rest. ``again`` judges a file once more, by its key.
    """

    KIND = "portfolio"
    ALSO = ("counts",)
    NOT_STORED = ("again",)

    on: date
    files: tuple[KeptFile, ...]
    failures: tuple[FailedFile, ...]
    again: Callable[[str], Any] | None = None

    @classmethod
    def of(cls, results: Iterable[KeptFile | FailedFile], **known: Any) -> Portfolio:
        """The portfolio of what came of each file."""
        kept = tuple(results)
        files = tuple(each for each in kept if isinstance(each, KeptFile))
        return cls(
            files=files, failures=tuple(each for each in kept if isinstance(each, FailedFile)), **known
        )

    def beside(self, failures: Iterable[FailedFile]) -> Portfolio:
        """The same with further files that could not be read."""
        return replace(self, failures=(*self.failures, *failures))

    @cached_property
    def by_key(self) -> Mapping[str, KeptFile]:
        """The files by their keys."""
        return {each.key: each for each in self.files}

    def counts(self, by: str = "verdict") -> dict[str, int]:
        """How many findings there are: of each verdict; or of those that fail, by another property.

        Raises:
            ArgumentError: ``by`` is none of ``verdict``, ``rule``, ``severity``, ``effect``, ``acts`` and ``file``.
        """
        found: Counter[str] = Counter()
        if as_member(by, BY, "by") == "verdict":
            for each in self.files:
                found.update({verdict.value: n for verdict, n in each.counts.items()})
            return {verdict.value: found[verdict.value] for verdict in Verdict}
        for each, entry in self.entries():
            name = each.key if by == "file" else getattr(entry, by)
            found[name or ""] += entry.count
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def entries(self, top: int | None = None) -> Iterator[tuple[KeptFile, KeptEntry]]:
        """What is to be done, file by file, the worst first; of each the ``top`` gravest.

        Raises:
            ArgumentError: ``top`` is no whole number from 0 up.
        """
        most = as_limit(top, "top")
        return ((each, entry) for each in self.worst() for entry in each.entries[:most])

    def worst(self, limit: int | None = None) -> tuple[KeptFile, ...]:
        """The files in which something is to be done, the worst first; the first ``limit`` of them.

        Raises:
            ArgumentError: ``limit`` is no whole number from 0 up.
        """
        most = as_limit(limit, "limit")
        return tuple(sorted((each for each in self.files if each.entries), key=lambda each: each.gravity))[
            :most
        ]

    def ask_first(self, limit: int | None = None) -> tuple[SharedQuestion, ...]:
        """What to ask over all files, what settles most first; a question of several files is one.

        Raises:
            ArgumentError: ``limit`` is no whole number from 0 up.
        """
        most = as_limit(limit, "limit")
        found: dict[tuple[str, str, str], list[KeptQuestion]] = {}
        for each in self.files:
            for asked in each.questions:
                found.setdefault((asked.kind, asked.subject, asked.who), []).append(asked)
        made = [_shared(each) for each in found.values()]
        return tuple(sorted(made, key=lambda each: (-each.settles, -each.files, each.subject)))[:most]

    def report(self, key: str) -> Any:
        """The whole report about a file, judged again: a portfolio keeps little of it.

        Raises:
            ArgumentError: there is no such file, or the files came as a stream that is gone.
        """
        as_member(key, tuple(self.by_key), "key")
        if self.again is None:
            raise ArgumentError(
                "the files came as a stream: give a list, a mapping or a folder to come back to one"
            )
        return self.again(key)

    def compare(self, other: Portfolio) -> tuple[RuleChange, ...]:
        """What fails here and not in ``other``, and back: the same files on another day, or under another rule set.

        Raises:
            ArgumentError: ``other`` is no portfolio.
        """
        if not isinstance(other, Portfolio):
            raise ArgumentError("`other` is a portfolio too: what `check_many` gives for the same files")
        mine, its = self._failing(), other._failing()
        common = set(self.by_key) & set(other.by_key)
        titles = {**its, **mine}
        changes = [
            RuleChange(
                rule,
                title,
                tuple(sorted((mine.get(rule, _NO)[1] - its.get(rule, _NO)[1]) & common)),
                tuple(sorted((its.get(rule, _NO)[1] - mine.get(rule, _NO)[1]) & common)),
            )
            for rule, (title, _) in sorted(titles.items())
        ]
        return tuple(each for each in changes if each.new or each.gone)

    def _failing(self) -> dict[str, tuple[Text, set[str]]]:
        found: dict[str, tuple[Text, set[str]]] = {}
        for each in self.files:
            for entry in each.entries:
                found.setdefault(entry.rule, (entry.title, set()))[1].add(each.key)
        return found

    def __repr__(self) -> str:
        files = f"{len(self.files)} files, {len(self.failures)} failures"
        return f"<Portfolio {self.rules} on {self.on.isoformat()}: {files}>"


_NO: Final[tuple[Text, set[str]]] = (Text("", ""), set())


def _shared(asked: list[KeptQuestion]) -> SharedQuestion:
    names = Counter(pair for each in asked for pair in each.asks)
    wanted = tuple(pair for pair, _ in sorted(names.items(), key=lambda item: (-item[1], item[0][0])))
    first = asked[0]
    return SharedQuestion(
        first.kind, first.subject, first.who, wanted, len(asked), sum(each.settles for each in asked)
    )

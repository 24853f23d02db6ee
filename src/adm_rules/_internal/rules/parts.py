"""What a rule file lists: values, readings, derogations, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.kept import Kept
from adm_rules._internal.notebook import shown
from adm_rules._internal.rules.conditions import Condition, Path
from adm_rules._internal.rules.purposes import Purpose
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import NOT_YET


@dataclass(frozen=True, slots=True)
class NotSet:
    """A number that no act gives: the body that must set it and what to ask that body for."""

    by: Text
    asks: Text


@dataclass(frozen=True, slots=True)
class EachYear:
    """Who sets a number each year (``gap``), and the month and day on which an amount's year ends."""

    gap: NotSet
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """One dated amount of a value; ``day_from`` None means "since ever", ``day_until`` None "until further notice".

    ``by_reading`` replaces ``amount`` where the options of a reading give different amounts.
    """

    day_from: int | None
    day_until: int | None
    amount: Any
    cites: Citation | None
    path: Path
    by_reading: tuple[str, Mapping[str, Any]] | None = None
    not_set: NotSet | None = None

    def amounts(self) -> tuple[Any, ...]:
        """What it comes to under any reading."""
        return (self.amount,) if self.by_reading is None else tuple(self.by_reading[1].values())

    def under(self, chosen: Mapping[str, str]) -> Any:
        """The amount under a choice of readings; None where no act sets it."""
        if self.by_reading is None:
            return self.amount
        reading, amounts = self.by_reading
        return amounts.get(chosen[reading])


@dataclass(frozen=True, slots=True)
class Value:
    """A named limit: its kind, its dated amounts with their citations, or who must set it."""

    name: str
    kind: str
    label: Text
    history: tuple[Amount, ...]
    not_set: NotSet | None
    cites: Citation | None
    path: Path
    names: str | None = None
    indicator: str | None = None  # what it is a threshold of, where it names one
    each_year: EachYear | None = (
        None  # where amounts hold for a year only; the rest of the history is not set
    )

    @property
    def never_set(self) -> bool:
        """Whether no act has set it on any day: what compares with it is never decided."""
        return self.not_set is not None or all(entry.not_set is not None for entry in self.history)

    @property
    def readings(self) -> frozenset[str]:
        """The readings that its amounts differ by."""
        return frozenset(entry.by_reading[0] for entry in self.history if entry.by_reading is not None)

    def members(self) -> frozenset[str]:
        """The names of a set, at any time and under any reading."""
        amounts = [amount for entry in self.history for amount in entry.amounts()]
        return frozenset(name for amount in amounts if isinstance(amount, frozenset) for name in amount)

    def periods(self) -> Iterator[tuple[int, int, Amount]]:
        """The first and the last day of each entry of the history; an entry ends where the next begins."""
        starts = [entry.day_from or 0 for entry in self.history] + [NOT_YET + 1]
        for n, entry in enumerate(self.history):
            yield starts[n], min(entry.day_until or NOT_YET, starts[n + 1] - 1), entry

    def entry_on(self, day: int) -> Amount | None:
        """The entry of the history that is in force on a day."""
        for n, entry in enumerate(self.history):
            follows = self.history[n + 1].day_from or 0 if n + 1 < len(self.history) else NOT_YET + 1
            if (entry.day_from or 0) <= day < follows and day <= (entry.day_until or NOT_YET):
                return entry
        return None

    def amount_on(self, day: int, chosen: Mapping[str, str]) -> Any:
        """The amount in force on a day under a choice of readings; None where no act sets one."""
        entry = self.entry_on(day)
        return None if entry is None else entry.under(chosen)

    def gap_on(self, day: int) -> NotSet | None:
        """Who must set the value that no act has set on a day."""
        entry = self.entry_on(day)
        return self.not_set or (entry.not_set if entry is not None else None)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a norm; one that is not evaluated is only quoted."""

    name: str
    text: Text
    evaluate: bool = True


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """A norm that can be read in more than one way: the question, the options and the default."""

    name: str
    question: Text
    default: str
    options: Mapping[str, Option]
    norms: tuple[str, ...]
    path: Path
    disputed_severity: str | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The options besides the default that are evaluated, not only quoted."""
        return tuple(o.name for o in self.options.values() if o.evaluate and o.name != self.default)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The options that are only quoted, because no data can tell."""
        return tuple(o.name for o in self.options.values() if not o.evaluate)


@dataclass(frozen=True, slots=True)
class DerogationClause:
    """What replaces a requirement, and when. ``record`` picks the case's derogation records that it is about.

    With a ``record`` condition, scope, interval, conditions and the replacing requirement are all judged on one and the
    same record; without one, on the subject itself.
    """

    name: str
    when: Condition | None
    record: Condition | None
    require: Condition
    cites: Citation | None
    path: Path
    title: Text | None = None

    def conditions(self) -> Iterator[Condition]:
        """What there is of its record, its conditions and its requirement."""
        return (part for part in (self.record, self.when, self.require) if part is not None)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a breach means to its reader: the fault as a headline, what it touches, who acts, what puts it right.

    ``effect`` is a name of the list `effect`, ``acts`` one of `role`.
    """

    fault: Text | None = None
    effect: str | None = None
    acts: str | None = None
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class Follows:
    """A rule whose breach another only repeats: that of the ``same`` subject, in one ``record``, or in the ``file``.

    On the ``derogation``: of the one that comes nearest to covering the other breach.
    """

    rule: str
    on: str
    path: Path


@dataclass(frozen=True, slots=True)
class Rule(Kept):
    """One norm as a condition on one kind of subject."""

    id: str
    title: Text
    per: str
    norms: tuple[str, ...]
    cites: Citation
    when: Condition | None
    require: Condition
    derogations: tuple[DerogationClause, ...]
    severity: str
    consequence: str
    message: Text
    path: Path
    topic: str | None = None
    dated_by: str | None = None
    awaits: str | None = None
    purpose: Purpose | None = None
    guidance: Guidance = Guidance()
    follows: tuple[Follows, ...] = ()
    asks_judgement: bool = False  # the text leaves to people whether what fails is a breach
    severity_because: Text | None = None  # why the severity is another than the modality of the norms gives
    disabled: tuple[tuple[int, int], ...] = ()  # days on which an overlay sets the rule aside

    def _repr_html_(self) -> str | None:
        return shown(self)

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the rule: when it applies, what it requires, and those of its derogations."""
        yield from (part for part in (self.when, self.require) if part is not None)
        for item in self.derogations:
            yield from item.conditions()


# --- what a rule set presumes to be absent ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hint:
    """A key of a file, or some of the names under it, by which a presumption falls for that file."""

    fact: str
    names: frozenset[str]  # none of them: whatever stands there
    path: Path


@dataclass(frozen=True, slots=True)
class Presumption:
    """A list or a key that nobody fills in for what did not happen; of a list of names, the ``names`` not met.

    ``says`` is what is presumed, in words; ``unless`` are the hints besides what stands there itself.
    """

    absent: str
    names: frozenset[str]
    unless: tuple[Hint, ...]
    says: Text
    path: Path

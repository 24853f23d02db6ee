"""What came of comparing two versions of a rule set, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report import Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.texts import Text

#: Verdicts that say that something is wrong.
FAILING: Final = frozenset({Verdict.BREACHES, Verdict.TO_JUDGE})


class How(StrEnum):
    """What became of a named thing: ``rewritten``, ``split`` and ``joined`` are guesses, all else is certain."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    REWRITTEN = "rewritten"
    SPLIT = "split"
    JOINED = "joined"


class DiffWay(StrEnum):
    """What a change does to the verdicts of a rule.

    ``equal`` is proved, for every file. ``stricter``, ``looser`` and ``crossing`` (both) have a file for each of these;
    ``other`` has files whose verdict changes, none of them to or from a breach. ``no_difference``: none of the files
    tried shows one, which proves nothing.
    """

    EQUAL = "equal"
    STRICTER = "stricter"
    LOOSER = "looser"
    CROSSING = "crossing"
    OTHER = "other"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True, slots=True)
class DiffLine(Answer):
    """A line that went (``-``), came (``+``) or is proved (``=``), and its part: *what it requires*, *amounts*."""

    sign: str
    part: Text
    text: Text


@dataclass(frozen=True, slots=True)
class RuleSetChange(Answer):
    """What changed of one named thing, in words.

    ``kind`` is rule, value, reading, fact, tariff, voucher, indicator, order, presumption, name (of the names of a
    list), kinship (what such a name counts as, or may be), convention or act; ``was`` is what it was called before,
    where it has another name. ``now`` is the timeline of a value. ``line`` is its place in the new file (in the old
    one of what was removed).
    """

    kind: str
    name: str
    title: Text
    how: How
    lines: tuple[DiffLine, ...] = ()
    was: str | None = None
    now: Text | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class DiffWitness(Answer):
    """An example, or one near it, whose verdict is another now; both verdicts were given by the engine.

    ``changed`` are the keys of the example's file that were set (None: removed), ``days`` by how many days the whole
    file was moved. Of the first witness of each direction ``file`` holds the least that still shows the move, found by
    leaving out one part after the other and asking both versions again.
    """

    example: str
    changed: Mapping[str, Any]
    days: int
    on: date
    subject: str
    subject_id: str
    before: Verdict
    after: Verdict
    file: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RuleEffect(Answer):
    """What the change does to one rule: by what it was touched, its direction, and a file for each.

    ``via`` are the changed things that it rests on. ``proved`` is what holds for every file: *equal*, *never_stricter*,
    *never_looser*; ``obstacle`` what keeps a proof from being found. ``flips`` counts the verdicts of its examples
    that change, ``failing`` its examples that no longer come out as they say. ``ahead``: only what lies after the day
    of comparison can change.
    """

    rule: str
    title: Text
    via: tuple[str, ...]
    direction: DiffWay
    proved: tuple[str, ...]
    obstacle: str | None
    witnesses: tuple[DiffWitness, ...]
    flips: Mapping[str, int]
    tried: int
    examples: int
    failing: tuple[str, ...]
    ahead: bool
    line: int = 1


@dataclass(frozen=True, slots=True)
class VersionBump(Answer):
    """The version that a change asks for (``patch``, ``minor``, ``major``), and why; ``declared`` is what was done."""

    needed: str
    declared: str
    because: tuple[Text, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class RuleMoves(Answer):
    """How verdicts of a rule move in the files of people: counts below five are told as `<5`."""

    rule: str
    moves: Mapping[str, str]
    cases: str
    agencies: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Band(Answer):
    """How many amounts lie from ``lowest`` to ``highest``, told as `<5` below five; None is an open end."""

    lowest: int | None
    highest: int | None
    number: str


@dataclass(frozen=True, slots=True)
class RuleMargins(Answer):
    """Where the amounts of a fact lie that a rule compares with a changed value, in per cent of the limit.

    ``before`` of the old limit, ``after`` of the new one. Exactly at the limit is a band of its own.
    """

    rule: str
    fact: str
    label: Text
    before: tuple[Band, ...]
    after: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class EuroMoves(Answer):
    """How what a payer owes for a month moves: ``family`` are the copayments, any other payer has a voucher.

    ``cases`` are those whose amount moves, and ``before`` and ``after`` what is owed in all: `<5` where fewer than five
    move. ``bands`` hold the cases by how many euro more or less each is; ``unknown`` are those of which that is open.
    """

    payer: str
    cases: str
    before: str
    after: str
    bands: tuple[Band, ...]
    unknown: str


@dataclass(frozen=True, slots=True)
class PeopleMoved(Answer):
    """Whom the change touches among some files, on a day; ``as_if``: as if what lies ahead were in force on that day.

    Every number of people is told as a text: what is below five as `<5`. ``margins`` say how near they are to a limit
    that changes, ``euro`` what moves of the money of the month of that day.
    """

    files: int
    unread: int
    on: date
    as_if: bool
    cases: str
    rules: tuple[RuleMoves, ...]
    margins: tuple[RuleMargins, ...] = ()
    euro: tuple[EuroMoves, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesDiff(Answer):
    """Two versions of a rule set, compared as seen on a day; an added one has no old side, a removed one no new."""

    WRITTEN = (
        "rules old new old_version new_version file on direction changes effects touched of bump people proof",
    )

    rules: str
    old: str | None
    new: str | None
    old_version: str | None
    new_version: str | None
    file: str
    on: date
    changes: tuple[RuleSetChange, ...]
    effects: tuple[RuleEffect, ...]
    of: int
    bump: VersionBump
    people: tuple[PeopleMoved, ...] = ()
    proof: bool = False

    @property
    def touched(self) -> int:
        """How many rules compute something else."""
        return len(self.effects)

    @property
    def direction(self) -> DiffWay:
        """The worst of what happens to its rules."""
        found = {effect.direction for effect in self.effects}
        if {DiffWay.STRICTER, DiffWay.LOOSER} <= found:
            return DiffWay.CROSSING
        return next((each for each in _WORST if each in found), DiffWay.EQUAL)

    def counts(self) -> Counter[str]:
        """How many things of each kind changed."""
        return Counter(each.kind for each in self.changes)


_WORST: Final = (
    DiffWay.CROSSING,
    DiffWay.STRICTER,
    DiffWay.LOOSER,
    DiffWay.OTHER,
    DiffWay.NO_DIFFERENCE,
)

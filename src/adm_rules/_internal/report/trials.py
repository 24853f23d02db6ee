"""What comes of values on trial: over many files, and of one rule over a range of limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.report.parts import Verdict
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.report.portfolio import FailedFile
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Text


@dataclass(frozen=True, slots=True)
class OverTime:
    """Minutes beyond the limits of a rule, in all findings that fail by a known time; ``open`` counts the others."""

    minutes: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class TrialRule(Answer):
    """A rule of which findings differ: how many fail by the act and on trial, in which files they are new or gone.

    ``over_act`` and ``over_trial`` are the time beyond its limit, where it limits one.
    """

    rule: str
    title: Text
    act: int
    trial: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    over_act: OverTime
    over_trial: OverTime


@dataclass(frozen=True, slots=True)
class MoneyEffect(Answer):
    """What a payer owes in the month by the act and on trial, in euro; None of an amount that is not decided."""

    payer: str
    act: Decimal | None
    trial: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """How much more it is on trial."""
        return None if self.act is None or self.trial is None else self.trial - self.act


@dataclass(frozen=True, slots=True)
class FileEffect(Answer):
    """One file: how many findings of each verdict there are by the act and on trial, and who owes what."""

    WRITTEN = ("key act trial change money",)

    key: str
    act: Mapping[Verdict, int]
    trial: Mapping[Verdict, int]
    money: tuple[MoneyEffect, ...] = ()

    @property
    def change(self) -> int:
        """How many more findings fail on trial than by the act."""
        return _failing(self.trial) - _failing(self.act)

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return self.act != self.trial or any(each.act != each.trial for each in self.money)


def _failing(counts: Mapping[Verdict, int]) -> int:
    return sum(number for verdict, number in counts.items() if verdict.fails)


@dataclass(frozen=True, slots=True)
class TrialEffect(Answer):
    """Values on trial against the act over the same files on the same day: who changes, hours, euro, how widely.

    ``files`` are all that could be judged, ``rules_changed`` the rules of which findings differ; ``money`` adds up what
    each payer owes in ``month``, if one was named.
    """

    WRITTEN = (
        "rules version fingerprint trial on month files rules_changed money",
        ("distribution", lambda effect: dict(effect.distribution)), "failures",
    )  # fmt: skip

    rules: str
    version: str
    fingerprint: str
    trial: tuple[TrialValue, ...]
    on: date
    month: str | None
    files: tuple[FileEffect, ...]
    rules_changed: tuple[TrialRule, ...]
    money: tuple[MoneyEffect, ...]
    failures: tuple[FailedFile, ...]

    @property
    def changed(self) -> tuple[FileEffect, ...]:
        """The files of which an answer differs."""
        return tuple(each for each in self.files if each.changed)

    @property
    def distribution(self) -> Mapping[int, int]:
        """In how many files so many more findings (fewer below zero) fail on trial than by the act."""
        found = Counter(each.change for each in self.files)
        return dict(sorted(found.items()))

    def __repr__(self) -> str:
        return f"<TrialEffect {self.rules} {self.version}: {len(self.changed)} of {len(self.files)} files change>"


@dataclass(frozen=True, slots=True)
class VerdictPoint(Answer):
    """How often a rule gives each verdict with one amount of a value."""

    amount: Text
    counts: Mapping[Verdict, int]
    fingerprint: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerdictCurve(Answer):
    """The verdicts of a rule over several amounts of a value, of the same files on the same day."""

    rules: str
    version: str
    on: date
    rule: str
    value: str
    label: Text
    act: Text
    points: tuple[VerdictPoint, ...]

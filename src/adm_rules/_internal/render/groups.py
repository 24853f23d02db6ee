"""How a reader wants the findings of a report: subject by subject, the worst first, what is alike told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts import registry
from adm_rules._internal.report import Finding, ReportEntry, UnderRecord, Verdict
from adm_rules._internal.report.entries import entries, explained
from adm_rules._internal.report.questions import is_open


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of one subject, or alike of several subjects of a kind under one record."""

    subject: str
    ids: tuple[str, ...]
    entries: tuple[ReportEntry, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand for all."""
        return tuple(entry.first for entry in self.entries)


def grouped(findings: Iterable[Finding], *, every: bool = False) -> tuple[Group, ...]:
    """Findings by subject, the worst group first, those that are alike told once.

    With ``every``, also what is in order or does not apply, and what is undecided and stands under what to ask, or
    waits for newer data, or cannot be a breach; and what only repeats another breach stands by itself.
    """
    told = (each for each in findings if every or (each.verdict.told and not _elsewhere(each)))
    groups: dict[tuple[str, UnderRecord | None, tuple[str, ...]], list[ReportEntry]] = defaultdict(list)
    for entry in (entries if every else explained)(told):
        groups[entry.subject, entry.under, entry.places].append(entry)
    made = (
        Group(subject, places, tuple(sorted(held, key=_rank)))
        for (subject, _, places), held in groups.items()
    )
    return tuple(sorted(made, key=_place))


def _elsewhere(finding: Finding) -> bool:
    """Whether an undecided finding is told by a question or by the end of the data, or can be no breach."""
    if finding.verdict is not Verdict.UNDECIDED:
        return False
    harmless = bool(finding.possible) and not any(verdict.fails for verdict in finding.possible)
    return finding.as_of_end is not None or is_open(finding) or harmless


def _rank(entry: ReportEntry) -> tuple[int, str]:
    return min(each.first.rank for each in (entry, *entry.explains)), entry.rule


def _place(group: Group) -> tuple[object, ...]:
    """By the worst finding, then from the file down its tree, then by the subjects' names."""
    rank, _ = _rank(group.entries[0])
    return rank, _places()[group.subject], len(group.ids), group.ids


@cache
def _places() -> Mapping[str, int]:
    """Where each kind of subject stands in the tree of files."""
    return {name: n for n, name in enumerate(registry().subjects)}


def root_of(subject: str) -> str:
    """The kind of file that a subject belongs to."""
    parent = registry().subjects[subject].parent
    return subject if parent in (None, "file") else root_of(parent)

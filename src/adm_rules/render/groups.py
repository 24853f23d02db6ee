"""How a reader wants the findings of a report: subject by subject, the worst first, repetitions told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from adm_rules.facts import registry
from adm_rules.report import Finding

_SEVERAL = 3  # the same words for this many subjects are told once


@dataclass(frozen=True, slots=True)
class Group:
    """Findings about one subject, or the same findings about several subjects of a kind."""

    subject: str
    ids: tuple[str, ...]
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding], lang: str, *, every: bool = False) -> tuple[Group, ...]:
    """Findings by subject, the worst group first.

    With ``every``, also what is in order or does not apply, and what only waits for newer data.
    """
    told = [each for each in findings if every or (each.verdict.told and each.as_of_end is None)]
    alike: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in told:
        alike[finding.subject, finding.rule, finding.verdict, finding.message(lang)].append(finding)
    groups: dict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for same in alike.values():
        if len(same) >= _SEVERAL:
            groups[same[0].subject, tuple(each.subject_id for each in same)].append(same[0])
            continue
        for each in same:
            groups[each.subject, (each.subject_id,)].append(each)
    made = (Group(*key, tuple(sorted(held, key=_rank))) for key, held in groups.items())
    return tuple(sorted(made, key=_place))


def _rank(finding: Finding) -> tuple[int, str]:
    return finding.rank, finding.rule


def _place(group: Group) -> tuple[object, ...]:
    """By the worst finding, then from the file down its tree, then by the subjects' names."""
    rank, _ = _rank(group.findings[0])
    return rank, list(registry().subjects).index(group.subject), len(group.ids), group.ids


def root_of(subject: str) -> str:
    """The kind of file that a subject belongs to."""
    parent = registry().subjects[subject].parent
    return subject if parent in (None, "file") else root_of(parent)

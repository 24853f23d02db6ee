"""Equal findings told once: a rule that fails in the same way for many elements of one record is one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.parts import UnderRecord, Verdict
from adm_rules._internal.report.plain import Answer, Quiet

if TYPE_CHECKING:
    from adm_rules._internal.report.finding import Finding
    from adm_rules._internal.report.parts import Cover
    from adm_rules._internal.texts import Text

#: What equal findings have in common.
Likeness: TypeAlias = "tuple[Any, ...]"


@dataclass(frozen=True, slots=True, repr=False)
class ReportEntry(Quiet, Answer):
    """Findings of one rule that are alike, under one record of the file: what is found, how often, and where.

    ``explains`` are entries that only repeat it, as the rule set declares (`follows`).
    """

    WRITTEN = ("rule title verdict severity subject under count places explains",)

    findings: tuple[Finding, ...]
    explains: tuple[ReportEntry, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.first.rule

    @property
    def title(self) -> Text:
        """The rule's title."""
        return self.first.title

    @property
    def verdict(self) -> Verdict:
        """The verdict of each of them."""
        return self.first.verdict

    @property
    def severity(self) -> str:
        """The severity of each of them."""
        return self.first.severity

    @property
    def subject(self) -> str:
        """The kind of subject that each of them is about."""
        return self.first.subject

    @property
    def under(self) -> UnderRecord | None:
        """The record of the file that all of them stand under."""
        return self.first.under

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.findings)

    @property
    def places(self) -> tuple[str, ...]:
        """The names of what they are about, in order."""
        return tuple(each.subject_id for each in self.findings)


def entries(findings: Iterable[Finding]) -> tuple[ReportEntry, ...]:
    """Findings with those that are alike put together, in the order of the first of each."""
    return tuple(ReportEntry(tuple(found)) for found in _folded((each, None) for each in findings).values())


def explained(findings: Iterable[Finding]) -> tuple[ReportEntry, ...]:
    """`entries`, and under each those that only repeat it."""
    told = tuple(findings)
    because = causes(told)
    below: dict[int, list[ReportEntry]] = defaultdict(list)
    folded = _folded((each, because.get(id(each))) for each in told).values()
    for found in folded:
        cause = because.get(id(found[0]))
        if cause is not None:
            below[id(cause)].append(ReportEntry(tuple(found)))
    return tuple(
        ReportEntry(tuple(found), tuple(under for each in found for under in below[id(each)]))
        for found in folded
        if id(found[0]) not in because
    )


def causes(findings: Iterable[Finding]) -> Mapping[int, Finding]:
    """What explains each of the findings that only repeat another, by the identity of the one that repeats."""
    told = tuple(findings)
    broken: dict[str, list[Finding]] = defaultdict(list)
    for each in told:
        if each.verdict.fails:
            broken[each.rule].append(each)
    found = ((each, _first_cause(each, broken)) for each in told)
    return {id(each): cause for each, cause in found if cause is not None}


def _first_cause(finding: Finding, broken: Mapping[str, list[Finding]]) -> Finding | None:
    """What explains a finding that fails, and is explained by none itself; what is to be judged explains no breach."""
    if not finding.verdict.fails:
        return None
    for cause in finding.follows:
        for other in broken.get(cause.rule, ()):
            if other.verdict in (Verdict.BREACHES, finding.verdict) and _related(finding, other, cause.on):
                return _first_cause(other, broken) or other
    return None


def _related(finding: Finding, cause: Finding, on: str) -> bool:
    if on == "file":
        return True
    if on == "derogation":
        return finding.derogation is not None and _is_why(cause, finding.derogation)
    if on == "same":
        return (finding.subject_id, finding.under) == (cause.subject_id, cause.under)
    return finding.record == cause.record


def _is_why(cause: Finding, cover: Cover) -> bool:
    """Whether a breach tells all that keeps the derogation from covering another."""
    broken = {item.fact for item in cause.failed}
    is_its = (cause.subject, cause.subject_id) == ("derogation", cover.record)
    return is_its and bool(cover.lacks) and {item.fact for item in cover.lacks} <= broken


def _folded(findings: Iterable[tuple[Finding, Finding | None]]) -> Mapping[Likeness, list[Finding]]:
    alike: dict[Likeness, list[Finding]] = defaultdict(list)
    for finding, cause in findings:
        alike[*_likeness(finding), id(cause)].append(finding)
    return alike


def _likeness(finding: Finding) -> Likeness:
    """The rule, the verdict, the record above, and why: what failed or is missing, the derogation, other readings."""
    cover = finding.derogation
    return (
        *(finding.rule, finding.verdict, finding.severity, finding.under, finding.settled_late),
        *(finding.base_verdict, finding.as_of_end),
        frozenset((item.fact, item.operator) for item in finding.failed),
        frozenset((missing.kind, missing.of, missing.name) for missing in finding.missing),
        cover and (cover.name, cover.holds, cover.record),
        frozenset((other.reading, other.option, other.verdict) for other in finding.reading_dependent),
    )

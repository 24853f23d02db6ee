"""Reports whole, with every part of every finding: what 0.1.0 stored (format 0), and what a pickle holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from adm_rules._internal.report.finding import Finding, Told
from adm_rules._internal.report.parts import NOWHERE, DataEnd, Loosened, Presumed, SharedTime, Whereabouts
from adm_rules._internal.report.plain import plain, read
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules.trial import TrialValue

if TYPE_CHECKING:
    from adm_rules._internal.report import Report

_HEAD = ("rules", "version", "fingerprint", "language", "library")


def whole(report: Report) -> dict[str, Any]:
    """A report with every part of every finding."""
    parts = ("on", "files", "data_ends", "presumed", "overlaps", "loosened", "trial", "findings")
    head = {name: getattr(report, name) for name in _HEAD}
    return {
        **head,
        "ids": dict(report.ids),
        **{name: plain(getattr(report, name)) for name in parts},
    }


def report_of(shape: type[Report], data: Mapping[str, Any]) -> Report:
    """The report that data are, as `whole` or version 0.1.0 wrote them."""
    findings = tuple(Finding.from_dict(item) for item in data["findings"])
    return shape(
        **{name: data[name] for name in _HEAD},
        on=date.fromisoformat(data["on"]),
        files=tuple(data["files"]),
        findings=_placed(findings),
        loosened=tuple(read(Loosened, item) for item in data["loosened"]),
        data_ends=tuple(read(DataEnd, item) for item in data.get("data_ends", ())),
        presumed=tuple(read(Presumed, item) for item in data.get("presumed", ())),
        overlaps=tuple(read(SharedTime, item) for item in data.get("overlaps", ())),
        trial=tuple(read(TrialValue, item) for item in data.get("trial", ())),
        ids=data.get("ids", {}),
    )


def _placed(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings of format 0, which tells no path, with one made of their names, so that keys are their own."""
    seen: Counter[str] = Counter()
    return tuple(each if each.where is not NOWHERE else _with_path(each, seen) for each in findings)


def _with_path(finding: Finding, seen: Counter[str]) -> Finding:
    name = f"{finding.subject}:{finding.subject_id}"
    under = finding.under
    below = under is not None and under.subject not in ROOTS and under.subject != finding.subject
    path = f"{under.subject}:{under.id}.{name}" if under is not None and below else name
    seen[f"{finding.rule}@{path}"] += 1
    number = seen[f"{finding.rule}@{path}"]
    known = {under.subject: under.id} if under is not None else {}
    root = next((each for each in ROOTS if each in known), "")
    where = Whereabouts(
        path if number == 1 else f"{path}#{number}",
        root,
        known.get(root),
        intervention=known.get("intervention"),
        agency=known.get("agency"),
    )
    source = Told(finding.subject_id, finding.evidence, under, where, finding.as_of_end)
    return Finding(finding.kind, source, finding.base_verdict)

"""Holds the engine to the reference interpreter, verdict by verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import patch

from pydantic import BaseModel

from adm_rules._internal.compiler import stretches
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.report import Finding, Report
from tests.parity.reference import COMPLIES, NOT_APPLICABLE, UNDECIDED, Judgement, Reference

#: Of what may only have come since the data ended, the engine tells in one line for all.
ENDED = "unseen since the data ended"


def judged(rules: RuleSet, files: Mapping[str, Any], on: date) -> list[Judgement]:
    """What the reference interpreter finds."""
    found = Reference(rules.regulation, rules.program.registry, files, on.toordinal()).judge()
    if not _ended_before(files, on):
        return found
    return [replace(one, rough=one.rough | {ENDED}) if one.unseen else one for one in found]


def _ended_before(value: Any, on: date) -> bool:
    """Whether a file, or a list of it, says that it is complete up to an earlier day."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, Mapping):
        until = value.get("complete_until")
        earlier = isinstance(until, str) and until < on.isoformat()
        return earlier or any(_ended_before(each, on) for each in value.values())
    return isinstance(value, (list, tuple)) and any(_ended_before(each, on) for each in value)


def checked(rules: RuleSet, files: Mapping[str, Any], on: date, *, trusted: bool) -> Report:
    """What the engine finds, through the models or straight from the data; the reference presumes nothing absent.

    It finds the same whether elements are tried one by one, as in short lists, or looked up.
    """
    case, agency = files.get("case"), files.get("agency")
    report = rules.check(case, agency=agency, on=on, trusted=trusted, presume=False)
    with patch.object(stretches, "MANY", -1):
        looked_up = rules.check(case, agency=agency, on=on, trusted=trusted, presume=False)
    assert [_said(one) for one in looked_up.findings] == [_said(one) for one in report.findings]
    return report


def _said(one: Finding) -> tuple[str, str, str]:
    return one.rule, one.subject_id, one.verdict.value


def differences(found: list[Judgement], report: Report, *, readings: bool = False) -> list[str]:
    """Every finding in which the two differ; where it is documented, the engine may say less: undecided.

    Or complies: where the reference knows that a rule does not apply and the engine does not, a requirement that holds
    is kept either way.
    """
    left: Counter[tuple[str, str, str]] = Counter(
        (f.rule, f.subject_id, f.verdict.value) for f in report.findings
    )
    wrong = []
    for one in sorted(found, key=lambda one: (one.unseen, one.verdict != UNDECIDED, bool(one.rough))):
        key = (one.rule, one.name, one.verdict)
        if one.unseen:
            if one.verdict != UNDECIDED and not one.rough:
                continue
            key = next((k for k in left if k[0] == one.rule and k[2] == UNDECIDED and left[k]), key)
        elif one.rough and not left[key]:
            less = (UNDECIDED, COMPLIES) if one.verdict == NOT_APPLICABLE else (UNDECIDED,)
            key = next((k for k in ((one.rule, one.name, verdict) for verdict in less) if left[k]), key)
        if not left[key]:
            if one.unseen and (one.verdict != UNDECIDED or ENDED in one.rough):
                continue
            wrong.append(
                f"{one.rule} of {one.subject} `{one.name}`: {one.verdict} by the reference{_roughly(one)}"
            )
        left[key] -= 1
    wrong += [
        f"{rule} of `{name}`: {verdict} by the engine"
        for (rule, name, verdict), n in left.items()
        for _ in range(n)
    ]
    return wrong + (_readings(found, report) if readings and not wrong else [])


def _roughly(one: Judgement) -> str:
    return f" ({', '.join(sorted(one.rough))})" if one.rough else ""


def _readings(found: list[Judgement], report: Report) -> list[str]:
    """The other readings under which the verdict differs."""
    mine: Counter[Any] = Counter(
        (one.rule, one.name, one.disputed) for one in found if not one.unseen and not one.rough
    )
    theirs: Counter[Any] = Counter(
        (f.rule, f.subject_id, frozenset((d.reading, d.option, d.verdict.value) for d in f.reading_dependent))
        for f in report.findings
    )
    return [
        f"{rule} of `{name}`: other readings {sorted(disputed)}" for rule, name, disputed in (mine - theirs)
    ]

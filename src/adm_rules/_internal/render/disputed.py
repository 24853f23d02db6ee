"""One line that tells how many findings that are not shown would be breaches under another reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from adm_rules._internal.report import Finding, Report, Verdict
from adm_rules._internal.texts import Catalogue, Text

_SAID: Final = Catalogue(
    {
        "each": Text("«{}»", "“{}”"),
        "one": Text(
            "1 altro esito sarebbe una violazione con un'altra lettura ({}); lo mostra --all.",
            "1 more finding would be a breach under another reading ({}); --all shows it.",
        ),
        "several": Text(
            "{} altri esiti sarebbero violazioni con un'altra lettura ({}); li mostra --all.",
            "{} more findings would be breaches under another reading ({}); --all shows them.",
        ),
    }
)


def disputed_lines(report: Report, lang: str) -> Iterator[str]:
    """The line, with what each other reading says and how often it matters; nothing where no verdict rests on one."""
    named = [readings for finding in report.findings if (readings := _breached_under(finding))]
    if named:
        words = _SAID.in_language(lang)
        counted = Counter(text.in_language(lang) for readings in named for text in readings)
        several = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        told = "; ".join(
            words["each"].format(text) + (f" {n}" if n < len(named) else "") for text, n in several
        )
        yield words["one"].format(told) if len(named) == 1 else words["several"].format(len(named), told)


def _breached_under(finding: Finding) -> frozenset[Text]:
    """What the readings say under which a finding that is not told at all would be a breach."""
    if finding.verdict.told or not finding.kind.may_be_disputed:
        return frozenset()
    return frozenset(each.text for each in finding.reading_dependent if each.verdict is Verdict.BREACHES)

"""What the checks found in rule sets: text for a terminal, and the forms that code reviews read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.lint.linting import LintFinding, LintReport
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.texts import Catalogue, Text
from adm_rules.version import VERSION

_WORDS: Final = Catalogue(
    {
        "clean": Text("nessun rilievo di {} controlli", "{} checks, no findings"),
        "found": Text("{} errori, {} avvisi, {} note", "{} errors, {} warnings, {} notes"),
        "silenced": Text("{} messi a tacere", "{} silenced"),
    }
)


class LintPen(Pen):
    """Each finding at its line, then how many there are of each level."""

    wording = _WORDS

    def told(self, report: LintReport, _name: str | None, _rules: object) -> Iterator[str]:
        """The findings of one rule set."""
        for each in report.findings:
            yield self.style(each.level if each.level != "note" else "dim", each.diagnostic.render())
        counts = report.counts().values()
        total = (
            self.words["found"].format(*counts) if any(counts) else self.words["clean"].format(report.checks)
        )
        silenced = f" · {self.words['silenced'].format(report.silenced)}" if report.silenced else ""
        yield f"{report.rules} {report.version}: {total}{silenced}"


# --- GitHub -----------------------------------------------------------------------------------------------------------

_GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}


def _escaped(text: str, *, inside: bool = False) -> str:
    """A text as GitHub's workflow commands take it; ``inside`` the properties of a command."""
    found = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return found.replace(":", "%3A").replace(",", "%2C") if inside else found


def _github(answers: Answers[LintReport], _page: Page) -> Iterator[str]:
    for _, report in answers.each:
        for each in report.findings:
            place = f"file={_escaped(each.file, inside=True)},line={each.line},col={each.column}"
            title = _escaped(each.code, inside=True)
            yield f"::{_GITHUB[each.level]} {place},title={title}::{_escaped(f'{each.message}: {each.help}')}"


GITHUB: Final = Format("github", ".txt", "annotations for GitHub", lambda kind: kind is LintReport, _github)


# --- SARIF 2.1.0 ------------------------------------------------------------------------------------------------------


def _sarif(answers: Answers[LintReport], _page: Page) -> Iterator[str]:
    found = [each for _, report in answers.each for each in report.findings]
    codes = sorted({each.code for each in found})
    run = {
        "tool": {
            "driver": {
                "name": "adm-rules",
                "version": VERSION,
                "rules": [_sarif_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(each) for each in found],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(data, ensure_ascii=False, indent=1)


def _sarif_rule(code: str) -> dict[str, Any]:
    title = CHECKS[code].title if code in CHECKS else "A silencer silences nothing"
    return {"id": code, "shortDescription": {"text": f"{title}."}}


def _sarif_result(finding: LintFinding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": finding.file}, "region": region}
    return {
        "ruleId": finding.code,
        "level": finding.level,
        "message": {"text": f"{finding.message}: {finding.help}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"adm-rules/v1": f"{finding.code}@{finding.at}"},
    }


SARIF: Final = Format("sarif", ".sarif", "SARIF for code reviews", lambda kind: kind is LintReport, _sarif)

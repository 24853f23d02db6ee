"""What the checks found in rule sets: text for a terminal, and the forms that code reviews read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.lint.linting import LintReport
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.texts import Catalogue, Text

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

"""What was presumed absent, in one line of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.report import Report
from adm_rules._internal.texts import Catalogue, Text

_SAID: Final = Catalogue(
    {
        "presumed": Text(
            "Presunti assenti, poiché nulla li indica: {}.", "Presumed absent, as nothing hints at them: {}."
        ),
    }
)


def presumed_lines(report: Report, lang: str) -> Iterator[str]:
    """The line, where anything was presumed; of several records, with their number."""
    told = "; ".join(
        each.text.in_language(lang) + (f" ({each.places})" if each.places > 1 else "")
        for each in report.presumed
    )
    if told:
        yield _SAID.in_language(lang)["presumed"].format(told)

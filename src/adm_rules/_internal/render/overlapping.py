"""Sessions that share time, in a line of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.report import Report
from adm_rules._internal.texts import Catalogue, Text

#: Pairs that a line names; of more it says how many there are.
_NAMED: Final = 5
_SAID: Final = Catalogue(
    {
        "case": Text(
            "Accessi del minore che si sovrappongono, di cui l'atto non parla: {}.",
            "Sessions of the minor that overlap, of which the act does not speak: {}.",
        ),
        "agency": Text(
            "Lo stesso operatore in due accessi insieme, non di gruppo, di cui l'atto non parla: {}.",
            "One staff member in two sessions at once, not of a group, of which the act does not speak: {}.",
        ),
        "pair": Text("{} e {}", "{} and {}"),
        "one_more": Text("e un'altra coppia", "and one pair more"),
        "more": Text("e altre {} coppie", "and {} pairs more"),
    }
)


def overlap_lines(report: Report, lang: str) -> Iterator[str]:
    """A line for the child, and one for the staff of an agency, where there are any; each pair is named once."""
    words = _SAID.in_language(lang)
    for root in ("case", "agency"):
        told = [words["pair"].format(each.one, each.other) for each in report.overlaps if each.file == root]
        left = len(told) - _NAMED
        more = [words["one_more"] if left == 1 else words["more"].format(left)] if left > 0 else []
        if told:
            yield words[root].format("; ".join([*told[:_NAMED], *more]))

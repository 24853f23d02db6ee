"""What is told where data end before the judgement day: how much waits for newer data, and how it stood then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from adm_rules._internal.render.words import VerdictTally, counts_text
from adm_rules._internal.report import Finding, Report, Verdict
from adm_rules._internal.texts import Catalogue, Counted, Text
from adm_rules._internal.values import format_value

_SAID: Final = Catalogue(
    {
        "ends": Text("I dati finiscono il {day}.", "Data end on {day}."),
        "waits": Text(
            "I dati finiscono il {day}: {what} dati più recenti (al {day}: {counts}).",
            "Data end on {day}: {what} newer data (on {day}: {counts}).",
        ),
        "broken": Text("Al {day} non in ordine: {what}.", "Not in order on {day}: {what}."),
    }
)
_FINDINGS: Final = Counted(
    Text("rilievo attende", "finding waits for"), Text("rilievi attendono", "findings wait for")
)


def data_end_lines(report: Report, lang: str) -> Iterator[str]:
    """A line for each day on which data end; what was not in order then is named below it."""
    by_day: dict[date, list[Finding]] = {end.day: [] for end in report.data_ends}
    dated = [(each.as_of_end.day, each) for each in report.waiting if each.as_of_end is not None]
    for day, finding in dated:
        by_day.setdefault(day, []).append(finding)
    for day, waiting in sorted(by_day.items(), reverse=True):
        yield from _of_day(format_value("date", day.toordinal(), lang), waiting, lang)


def _of_day(day: str, waiting: list[Finding], lang: str) -> Iterator[str]:
    words = _SAID.in_language(lang)
    then = [(each.as_of_end.verdict, each) for each in waiting if each.as_of_end is not None]
    if not then:
        yield words["ends"].format(day=day)
        return
    counts = counts_text(VerdictTally(Counter(verdict for verdict, _ in then), Counter()), lang)
    yield words["waits"].format(day=day, what=_FINDINGS.text(len(then), lang), counts=counts)
    titles = Counter(each.title.in_language(lang) for verdict, each in then if verdict is Verdict.BREACHES)
    if titles:
        named = "; ".join(f"{title} ({n})" if n > 1 else title for title, n in titles.items())
        yield words["broken"].format(day=day, what=named)

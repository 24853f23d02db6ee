"""Reports as text for a terminal: grouped by subject, breaches first, the article beside each finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adm_rules.names import NAMES
from adm_rules.quantities import format_value
from adm_rules.render.groups import Group, grouped
from adm_rules.render.layout import GLUE, Pen, Piece, Style, fitted, glued, plain, wrapped
from adm_rules.render.words import (
    WORDS,
    Tally,
    body,
    counts_text,
    files_text,
    name_text,
    observed_text,
    role,
    state,
    subject_text,
)
from adm_rules.report import Finding, Report, Verdict

#: A sign for each role, so that colour is never the only difference.
_SIGNS = {
    "error": "✗",
    "warning": "▲",
    "info": "•",
    "undecided": "?",
    "pending": "…",
    "derogated": "≈",
    "complies": "✓",
    "not_applicable": "–",
}
_NAMED = 6  # subjects that a group of several names
_LONG = 120  # characters of a comparison that are still worth a line of their own


def report_text(
    report: Report,
    *,
    lang: str = "it",
    width: int = 80,
    every: bool = False,
    name: str | None = None,
    style: Style = plain,
) -> str:
    """One report: a heading with ``name`` (of the file), its findings by subject, and how many there are of each.

    What is in order or does not apply is only counted unless ``every`` finding is asked for. ``style`` colours.
    """
    pen = _Pen(lang, width, style)
    lines = [] if name is None else [*pen.heading(name), ""]
    for group in grouped(report.findings, lang, every=every):
        lines += [*pen.group(group), ""]
    return "\n".join([*lines, *pen.outcome(report)])


def head_text(rules: str, on: date, *, lang: str = "it", today: bool = False, style: Style = plain) -> str:
    """What is judged by (``rules``: name and version), as seen on which day; ``today``: nobody named the day."""
    day = format_value("date", on.toordinal(), lang) + (WORDS.in_language(lang)["today"] if today else "")
    return style("dim", f"{rules} · {WORDS.in_language(lang)['judged'].format(day)}")


def total_text(
    tally: Tally, files: int, unread: int = 0, lang: str = "it", width: int = 80, *, style: Style = plain
) -> str:
    """How many findings there are over ``files`` files, and how many of these could not be read."""
    text = WORDS.in_language(lang)["in_all"].format(files_text(files, unread, lang), counts_text(tally, lang))
    return "\n".join(wrapped([("strong", text)], fitted(width), rest="  ", style=style))


class _Pen(Pen):
    """Writes the parts of a report in one language, width and style."""

    wording = WORDS

    def heading(self, name: str) -> Iterator[str]:
        yield from self.write([("file", name)])
        yield self.style("file", "─" * min(len(name), self.width))

    def outcome(self, report: Report) -> Iterator[str]:
        text = self.words["outcome"].format(counts_text(Tally.of(report), self.lang))
        return self.write([("strong", text)], rest="  ")

    def group(self, group: Group) -> Iterator[str]:
        yield from self.write([("subject", subject_text(group, self.lang))], rest="  ")
        if len(group.ids) > 1:
            yield from self.write([("dim", self._names(group))], first="  ", rest="  ")
        for finding in group.findings:
            yield from self.finding(finding)

    def _names(self, group: Group) -> str:
        shown = [name_text(name, self.lang) for name in group.ids[:_NAMED]]
        left = len(group.ids) - len(shown)
        return "; ".join(shown) + (f" {self.words['more'].format(left)}" if left else "")

    def finding(self, finding: Finding) -> Iterator[str]:
        """A line that says what and where in the act, and below it the reason."""
        mark = role(finding)
        pieces: list[Piece] = [
            (mark, f"{_SIGNS[mark]} {state(finding, self.lang)}"),
            ("title", f" ·{GLUE}{finding.title.in_language(self.lang)}"),
            ("cite", f" ·{GLUE}{glued(finding.citation.text(self.lang))}"),
            ("dim", f" ·{GLUE}{finding.rule}"),
        ]
        yield from self.write(pieces, first="  ", rest="    ")
        if finding.verdict not in (Verdict.COMPLIES, Verdict.NOT_APPLICABLE):
            yield from self.write([("text", body(finding, self.lang))], first="    ", rest="    ")
            yield from self._details(finding)

    def _details(self, finding: Finding) -> Iterator[str]:
        """What failed and the message does not say, the derogation that comes nearest, and a stated consequence."""
        if finding.verdict is not Verdict.BREACHES:
            return
        for text in dict.fromkeys(failed(finding, self.lang)):
            yield from self.write([("dim", text)], first="    - ", rest="      ")
        cover = finding.derogation
        if cover is not None:
            place = cover.cites.text(self.lang) if cover.cites is not None else ""
            named = ", ".join(part for part in (cover.record or cover.name, place) if part)
            yield from self.write(
                [("dim", self.words["record"].format(named))], first="    - ", rest="      "
            )
        if finding.consequence != "none_stated":
            said = NAMES["consequence"][finding.consequence].label.in_language(self.lang)
            yield from self.write(
                [("text", self.words["consequence"].format(said))], first="    ", rest="    "
            )


def failed(finding: Finding, lang: str) -> Iterator[str]:
    """The comparisons that do not hold and whose value the message does not show, in words."""
    message = finding.message(lang)
    for item in finding.observed:
        text = observed_text(item, lang)
        if item.holds is False and item.value.in_language(lang) not in message and len(text) <= _LONG:
            yield text

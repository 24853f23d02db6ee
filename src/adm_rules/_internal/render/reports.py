"""Reports as text for a terminal: grouped by subject, breaches first, the article beside each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.unread import UnreadKey
from adm_rules._internal.names import NAMES
from adm_rules._internal.render.asides import disputed_lines, overlap_lines, presumed_lines, unread_text
from adm_rules._internal.render.asking import asking_head, asking_lines
from adm_rules._internal.render.data_end import data_end_lines
from adm_rules._internal.render.groups import Group, grouped
from adm_rules._internal.render.layout import Piece
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.render.roles import marked
from adm_rules._internal.render.words import (
    WORDS,
    VerdictTally,
    counts_text,
    entry_body,
    explains_text,
    files_text,
    headline,
    name_text,
    remedy_text,
    role,
    state,
    subject_text,
)
from adm_rules._internal.report import Finding, Report, ReportEntry

_NAMED = 6  # subjects that a group of several names


class ReportPen(Pen):
    """A heading with the name of the file, findings by subject, and how many there are of each; in the end of all.

    What is in order or does not apply is only counted unless everything is asked for.
    """

    wording = WORDS

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.tally = VerdictTally(Counter(), Counter())

    def head(self, answers: Answers[Report]) -> Iterator[str]:
        """By which rules, as seen on which day."""
        rules = cast("RuleSet", answers.rules).regulation
        yield self.seen(f"{rules.id} {rules.version}", "judged", cast("date", answers.on))

    def told(self, report: Report, name: str | None, _rules: RuleSet | None) -> Iterator[str]:
        """One report, line by line."""
        if name is not None:
            yield from self.heading(name)
            yield ""
        yield from self._questions(report)
        for group in grouped(report.findings, every=self.page.every):
            yield from self._group(group)
            yield ""
        yield from self._lines(data_end_lines(report, self.lang))
        yield from self._lines(() if self.page.every else disputed_lines(report, self.lang))
        yield from self._lines(presumed_lines(report, self.lang))
        yield from self._lines(overlap_lines(report, self.lang))
        tally = VerdictTally.of(report)
        self.tally += tally
        yield from self.put("strong", self.words["outcome"].format(counts_text(tally, self.lang)), at=0)

    def _lines(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            yield from self.put("dim", line, at=0)

    def more(self, beside: Sequence[UnreadKey] | None) -> str:
        """The keys of the file that no rule reads."""
        return unread_text(beside or (), lang=self.lang, width=self.page.width, every=self.page.every)

    def tail(self, answers: Answers[Report]) -> Iterator[str]:
        """How many findings there are over all files, and how many of these could not be read."""
        if answers.files > 1:
            files = files_text(answers.files, answers.unread(), self.lang)
            text = self.words["in_all"].format(files, counts_text(self.tally, self.lang))
            yield "\n" + "\n".join(self.put("strong", text, at=0))

    def _questions(self, report: Report) -> Iterator[str]:
        """What to ask, and what each answer settles."""
        head = asking_head(report, self.lang)
        if head:
            yield from self.put("undecided", head, at=0)
            for asked, settles in asking_lines(report, self.lang, every=self.page.every):
                pieces: list[Piece] = [("text", asked), *([("dim", f" · {settles}")] if settles else [])]
                yield from self.write(pieces, first="  ", rest="     ")
            yield ""

    def _group(self, group: Group) -> Iterator[str]:
        yield from self.put("subject", subject_text(group, self.lang), at=0)
        if len(group.ids) > 1:
            yield from self.put("dim", self._names(group), at=2, hang=0)
        for entry in group.entries:
            yield from self._entry(entry)

    def _names(self, group: Group) -> str:
        """The first of them, and the last one."""
        shown = [name_text(name, self.lang, group.subject) for name in group.ids]
        if len(shown) > _NAMED:
            shown = [*shown[: _NAMED - 1], "…", shown[-1]]
        return "; ".join(shown)

    def _entry(self, entry: ReportEntry) -> Iterator[str]:
        """A line that says what and where in the act, and below it the reason; of several findings, the first one's."""
        finding = entry.first
        mark = role(finding)
        yield from self.dotted(
            (mark, marked(mark, state(finding, self.lang))),
            ("title", self.say(headline(finding))),
            ("cite", finding.citation.text(self.lang)),
            ("dim", finding.rule),
        )
        if finding.verdict.told:
            yield from self.put("text", entry_body(entry, self.lang), hang=0)
            yield from self._details(finding)
            yield from self.put("dim", explains_text(entry, self.lang), hang=0)

    def _details(self, finding: Finding) -> Iterator[str]:
        """What failed and the message does not say, and a stated consequence."""
        if not finding.verdict.fails:
            return
        for detail in finding.details:
            yield from self.write([("dim", self.say(detail))], first="    - ", rest="      ")
        if finding.consequence != "none_stated":
            said = self.say(finding.stated or NAMES["consequence"][finding.consequence])
            yield from self.put("text", self.words["consequence"].format(said), hang=0)
        if finding.remedy is not None:
            yield from self.write([("text", remedy_text(finding, self.lang))], first="    → ", rest="      ")

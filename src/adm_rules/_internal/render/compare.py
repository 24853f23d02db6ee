"""One file under several rule sets, or several rule sets with one another, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.render.layout import GLUE, Piece, glued
from adm_rules._internal.render.pen import Pen, tabulated
from adm_rules._internal.render.words import WORDS, VerdictTally, counts_text
from adm_rules._internal.report import IN_ORDER, Verdict
from adm_rules._internal.review.compare import ComparedFact, Judged, RuleSets, SideBySide, Topic, by_rule
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "judged": WORDS["judged"],
        "topic": Text("argomento", "topic"),
        "all": Text("tutti", "all"),
        "only": Text("solo {}", "only {}"),
    }
)


class SideBySidePen(Pen):
    """How many findings of each verdict every rule set has, topic by topic; then the rules that want attention."""

    wording = _WORDS

    def told(self, side: SideBySide, _name: str | None, _rules: object) -> Iterator[str]:
        """A file under several rule sets, line by line."""
        sets = ", ".join(f"{column.rules} {column.version}" for column in side.columns)
        yield self.seen(sets, "judged", side.on)
        yield from ("", self.style("file", side.file), "")
        rows = [[topic, *(_signs(counts) for counts in row)] for topic, row in side.topics.items()]
        rows.append([self.words["all"], *(_signs(counts) for counts in side.total)])
        yield from tabulated(
            [self.words["topic"], *(column.rules for column in side.columns)], rows, self.page
        )
        legend = ", ".join(f"{each.sign} {each.counted.noun(2, self.lang)}" for each in IN_ORDER)
        yield self.style("dim", legend)
        for column in side.columns:
            yield from self._column(column)

    def _column(self, column: Judged) -> Iterator[str]:
        """What a rule set says of the file: in all, and the rules that want attention."""
        yield from ("", self.style("subject", f"{column.rules} {column.version}"))
        if column.report is None:
            yield f"  {column.fault}"
            return
        yield from self.put("text", counts_text(VerdictTally.of(column.report), self.lang), at=2)
        for rule, counts in by_rule(column.findings).items():
            told = Counter(
                {verdict: counts[verdict] for verdict in IN_ORDER if verdict.told and counts[verdict]}
            )
            if told:
                yield from self.dotted(("title", rule), ("text", _signs(told)))


class RuleSetsPen(Pen):
    """How many rules every rule set has on a topic, and what each asks of a fact, with its place in the act."""

    wording = _WORDS

    def told(self, found: RuleSets, _name: str | None, _rules: object) -> Iterator[str]:
        """Several rule sets, line by line."""
        names = [rules.id for rules in found.rule_sets]
        rows = [[topic.name, *(str(len(rules) or "–") for rules in topic.rules)] for topic in found.topics]
        rows.append([self.words["all"], *(str(len(rules.rules)) for rules in found.rule_sets)])
        yield from tabulated([self.words["topic"], *names], rows, self.page)
        for topic in found.topics:
            yield from self._topic(topic, names)

    def _topic(self, topic: Topic, names: Sequence[str]) -> Iterator[str]:
        only = "" if topic.only is None else f" · {self.words['only'].format(names[topic.only])}"
        yield ""
        yield f"{self.style('subject', topic.name)}{self.style('dim', only)}"
        for row in topic.rows:
            yield from self._row(row, names)

    def _row(self, row: ComparedFact, names: Sequence[str]) -> Iterator[str]:
        yield from self.dotted(("title", self.say(row.label)), ("dim", row.fact))
        for name, cell in zip(names, row.cells, strict=True):
            for limit in cell:
                text = f" {self.say(limit.text)}"
                place = f" ·{GLUE}{glued(limit.cites.text(self.lang))}"
                pieces: list[Piece] = [("dim", f"{name}:"), ("text", text), ("cite", place)]
                yield from self.write(pieces, first="    ", rest="      ")


def _signs(counts: Counter[Verdict]) -> str:
    """Counts behind the sign of each verdict: ``2✗ 1? 5✓``."""
    return " ".join(f"{counts[each]}{each.sign}" for each in IN_ORDER if counts[each]) or "–"

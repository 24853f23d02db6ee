"""``adm-rules compare``: one file under several rule sets, or several rule sets with one another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from adm_rules.cli.files import read_file
from adm_rules.cli.tables import print_table
from adm_rules.cli.terminal import Terminal, fail, write_data
from adm_rules.diagnostics import CaseError
from adm_rules.engine import RuleSet, available, load
from adm_rules.facts import registry
from adm_rules.render.layout import GLUE, Piece, fitted, glued, wrapped
from adm_rules.render.text import head_text
from adm_rules.render.words import COUNTED, Tally, counts_text
from adm_rules.report import Verdict
from adm_rules.review.compare import (
    Judged,
    Row,
    RuleSets,
    SideBySide,
    Topic,
    by_rule,
    compare_file,
    compare_rules,
)
from adm_rules.texts import Catalogue, Text
from adm_rules.yaml_source import read, read_data_file

_WORDS: Final = Catalogue(
    {
        "topic": Text("argomento", "topic"),
        "all": Text("tutti", "all"),
        "only": Text("solo {}", "only {}"),
    }
)
_SIGNS: Final = {
    Verdict.BREACHES: "✗",
    Verdict.UNDECIDED: "?",
    Verdict.PENDING: "…",
    Verdict.DEROGATED: "≈",
    Verdict.COMPLIES: "✓",
    Verdict.NOT_APPLICABLE: "–",
}
#: Verdicts that are told rule by rule.
_TOLD: Final = (Verdict.BREACHES, Verdict.UNDECIDED, Verdict.PENDING, Verdict.DEROGATED)


def compare(
    things: Sequence[str], rules: str | None, on: date, lang: str, *, as_json: bool, today: bool
) -> None:
    """Compare rule sets if all the names are of rule sets, or else the one file under several of them."""
    if len(things) > 1 or _is_rule_set(things[0]):
        if len(things) == 1:
            fail("name two rule sets or more, or a file")
        _compare_rules([load(name) for name in things], lang, as_json=as_json)
        return
    names = available() if rules is None else [name.strip() for name in rules.split(",")]
    sets = [load(name) for name in names]
    root = _root(things[0], sets)
    side = compare_file(root, read_data_file(things[0]).data, sets, on)
    if as_json:
        write_data(json.dumps({"file": things[0], **side.to_dict()}, ensure_ascii=False, indent=2))
    else:
        _Pen(lang).file(things[0], side, today=today)


def _root(name: str, sets: Sequence[RuleSet]) -> str:
    """What a file is about; the end of the command if no rule set can read it."""
    *others, last = sets
    for rules in others:
        with suppress(CaseError):  # names that only another rule set adds
            return read_file(name, None, rules.regulation).root
    try:
        return read_file(name, None, last.regulation).root
    except CaseError as error:
        fail(error)


def _is_rule_set(name: str) -> bool:
    """Whether a name is that of a shipped rule set, or of a file that begins as rule files do."""
    path = Path(name)
    if name in available() or not path.is_file():
        return name in available()
    data = read(path.read_bytes(), name).data
    return isinstance(data, dict) and "language" in data


def _compare_rules(sets: Sequence[RuleSet], lang: str, *, as_json: bool) -> None:
    found = compare_rules(sets, registry())
    if as_json:
        write_data(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        _Pen(lang).rule_sets(found)


class _Pen:
    """Writes comparisons in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = _WORDS.in_language(lang)
        self.terminal = Terminal()

    # --- a file -------------------------------------------------------------------------------------------------------

    def file(self, name: str, side: SideBySide, *, today: bool) -> None:
        style, write = self.terminal.style, self.terminal.write
        sets = ", ".join(f"{column.rules} {column.version}" for column in side.columns)
        write(head_text(sets, side.on, lang=self.lang, today=today, style=style))
        write(f"\n{style('file', name)}\n")
        rows = [[topic, *(_signs(counts) for counts in row)] for topic, row in side.topics.items()]
        rows.append([self.words["all"], *(_signs(counts) for counts in side.total)])
        print_table([self.words["topic"], *(column.rules for column in side.columns)], rows)
        legend = ", ".join(f"{sign} {COUNTED[v].noun(2, self.lang)}" for v, sign in _SIGNS.items())
        write(style("dim", legend))
        for column in side.columns:
            self._column(column)

    def _column(self, column: Judged) -> None:
        """What a rule set says of the file: in all, and the rules that want attention."""
        style = self.terminal.style
        self.terminal.write(f"\n{style('subject', f'{column.rules} {column.version}')}")
        if column.report is None:
            self.terminal.write(f"  {column.fault}")
            return
        self._wrapped([("text", counts_text(Tally.of(column.report), self.lang))])
        for rule, counts in by_rule(column.findings).items():
            told = Counter({verdict: counts[verdict] for verdict in _TOLD if counts[verdict]})
            if told:
                self._wrapped([("title", rule), ("text", f" ·{GLUE}{_signs(told)}")])

    # --- rule sets ----------------------------------------------------------------------------------------------------

    def rule_sets(self, found: RuleSets) -> None:
        names = [rules.id for rules in found.rule_sets]
        rows = [[topic.name, *(str(len(rules) or "–") for rules in topic.rules)] for topic in found.topics]
        rows.append([self.words["all"], *(str(len(rules.rules)) for rules in found.rule_sets)])
        print_table([self.words["topic"], *names], rows)
        for topic in found.topics:
            self._topic(topic, names)

    def _topic(self, topic: Topic, names: Sequence[str]) -> None:
        style = self.terminal.style
        only = "" if topic.only is None else f" · {self.words['only'].format(names[topic.only])}"
        self.terminal.write(f"\n{style('subject', topic.name)}{style('dim', only)}")
        for row in topic.rows:
            self._row(row, names)

    def _row(self, row: Row, names: Sequence[str]) -> None:
        label = row.label.in_language(self.lang)
        self._wrapped([("title", label), ("dim", f" ·{GLUE}{row.fact}")])
        for name, cell in zip(names, row.cells, strict=True):
            for limit in cell:
                place = limit.cites.text(self.lang)
                text = limit.text.in_language(self.lang)
                self._wrapped(
                    [("dim", f"{name}:"), ("text", f" {text}"), ("cite", f" ·{GLUE}{glued(place)}")], depth=2
                )

    def _wrapped(self, pieces: list[Piece], depth: int = 1) -> None:
        indent = "  " * depth
        lines = wrapped(
            pieces, fitted(self.terminal.width), first=indent, rest=f"{indent}  ", style=self.terminal.style
        )
        for line in lines:
            self.terminal.write(line)


def _signs(counts: Counter[Verdict]) -> str:
    """Counts behind the sign of each verdict: ``2✗ 1? 5✓``."""
    return " ".join(f"{counts[verdict]}{sign}" for verdict, sign in _SIGNS.items() if counts[verdict]) or "–"

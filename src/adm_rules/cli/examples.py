"""``adm-rules test``: the examples of rule sets, run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from adm_rules.cli import CLEAN, FINDINGS
from adm_rules.cli.tables import print_table
from adm_rules.cli.terminal import Terminal, write_data
from adm_rules.report import Verdict
from adm_rules.review.examples import Outcome, Result, run_suite, suites
from adm_rules.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "expected": Text("atteso", "expected"),
        "got": Text("trovato", "got"),
        "nothing": Text("nessun esito", "no finding"),
        "passed": Text("{}: {} esempi, tutti come attesi", "{}: {} examples, all as expected"),
        "failed": Text(
            "{}: {} esempi, di cui {} non come attesi", "{}: {} examples, {} of them not as expected"
        ),
        "lacking": Text(
            "Esiti possibili secondo la forma della regola, senza un esempio:",
            "Verdicts that the form of a rule allows, without an example:",
        ),
        "rule": Text("regola", "rule"),
    }
)


def run_examples(where: str | None, rules: str | None, lang: str, *, as_json: bool, every: bool) -> int:
    """Run examples, print what did not come out as expected, and give the exit code."""
    results = [run_suite(suite) for suite in suites(where, rules)]
    if as_json:
        write_data(json.dumps([each.to_dict() for each in results], ensure_ascii=False, indent=2))
    else:
        for each in results:
            _Pen(lang).result(each, every=every)
    return FINDINGS if any(each.failed for each in results) else CLEAN


class _Pen:
    """Writes results in one language."""

    def __init__(self, lang: str) -> None:
        self.terminal = Terminal()
        self.words = _WORDS.in_language(lang)

    def result(self, result: Result, *, every: bool) -> None:
        for outcome in result.failed:
            self._failure(outcome)
        if every:
            self._table(result)
        if result.lacking:
            self.terminal.write(self.words["lacking"])
            for rule, verdicts in result.lacking.items():
                self.terminal.write(f"  {rule}: {', '.join(verdicts)}")
        name = f"{result.suite.rules.id} {result.suite.rules.regulation.version}"
        role, said = ("error", "failed") if result.failed else ("complies", "passed")
        text = self.words[said].format(name, len(result.outcomes), len(result.failed))
        self.terminal.write(self.terminal.style(role, text))

    def _failure(self, outcome: Outcome) -> None:
        style, example = self.terminal.style, outcome.example
        head = f"{style('error', '✗')} {style('title', example.id)} · {example.rule}"
        self.terminal.write(f"{head}\n  {style('dim', str(example.position))}")
        self.terminal.write(f"  {self.words['expected']}: {self._listed(outcome.expected)}")
        got = self._listed(outcome.got) if outcome.fault is None else outcome.fault
        self.terminal.write(f"  {self.words['got']}: {got}\n")

    def _listed(self, found: tuple[Mapping[str, Any], ...]) -> str:
        said = (", ".join(f"{key} {_value(value)}" for key, value in item.items()) for item in found)
        return "; ".join(said) or self.words["nothing"]

    def _table(self, result: Result) -> None:
        """How many findings the examples of each rule show, verdict by verdict."""
        verdicts = [verdict.value for verdict in Verdict]
        rows = (
            [rule, *(str(counts[verdict] or "–") for verdict in verdicts)]
            for rule, counts in result.shown.items()
        )
        print_table([self.words["rule"], *verdicts], rows)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) or value is None else str(value)

"""What came of the examples of rule sets, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.render.pen import Pen, tabulated
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.examples import ExampleOutcome, Result
from adm_rules._internal.review.parts import ExampleGap
from adm_rules._internal.texts import Catalogue, Text

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
            "Esiti che una regola può dare, senza un esempio:",
            "Verdicts that a rule can give, without an example:",
        ),
        "gaps": Text("Senza un esempio ({}):", "Without an example ({}):"),
        "percent": Text("{}: mostrato da esempi il {}%", "{}: examples show {}%"),
        "rule": Text("regola", "rule"),
    }
)


class ExamplesPen(Pen):
    """The examples that did not come out as expected, the verdicts that no example shows, and how many there are."""

    wording = _WORDS

    def told(self, result: Result, _name: str | None, _rules: object) -> Iterator[str]:
        """One suite, line by line."""
        for outcome in result.failed:
            yield from self.failure(outcome)
        if self.page.every:
            yield from self._table(result)
        if result.gaps is not None:
            yield from self._gaps(result.gaps)
        elif result.lacking:
            yield self.words["lacking"]
            for rule, verdicts in result.lacking.items():
                yield f"  {rule}: {', '.join(verdicts)}"
        for each in result.coverage or ():
            if self.page.every or each.shown < each.wanted:
                yield f"  {each.shown}/{each.wanted} {each.at}"
        if result.percent is not None:
            yield self.words["percent"].format(result.rules, result.percent)
        name = f"{result.rules} {result.version}"
        role, said = ("error", "failed") if result.failed else ("complies", "passed")
        yield self.style(role, self.words[said].format(name, len(result.outcomes), len(result.failed)))

    def failure(self, outcome: ExampleOutcome) -> Iterator[str]:
        """An example that did not come out, with what was expected and what came."""
        style, example = self.style, outcome.example
        head = f"{style('error', '✗')} {style('title', example.id)} · {example.rule}"
        yield head
        yield f"  {style('dim', str(example.position))}"
        yield f"  {self.words['expected']}: {self._listed(outcome.expected)}"
        got = self._listed(outcome.got) if outcome.fault is None else outcome.fault
        yield f"  {self.words['got']}: {got}"
        yield ""

    def _gaps(self, gaps: tuple[ExampleGap, ...]) -> Iterator[str]:
        if gaps:
            yield self.words["gaps"].format(len(gaps))
        for each in gaps:
            yield f"  {self.style('dim', f'{each.file}:{each.line}')} {each.code} · {each.at}"
            yield f"    {each.message}: {each.help}"

    def _listed(self, found: tuple[Mapping[str, Any], ...]) -> str:
        said = (", ".join(f"{key} {_value(value)}" for key, value in item.items()) for item in found)
        return "; ".join(said) or self.words["nothing"]

    def _table(self, result: Result) -> Iterator[str]:
        """How many findings the examples of each rule show, verdict by verdict."""
        verdicts = [verdict.value for verdict in Verdict]
        rows = (
            [rule, *(str(counts[verdict] or "–") for verdict in verdicts)]
            for rule, counts in result.shown.items()
        )
        return tabulated([self.words["rule"], *verdicts], rows, self.page)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) or value is None else str(value)

"""What examples show of rule sets as Cobertura XML, which code reviews draw beside the lines of rule files.

Every rule and every reading is a class; its lines are those at which a verdict, a derogation or an option stands, and
each of these is a branch of its line. A line is hit as often as findings are expected there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.review.examples import Result
from adm_rules._internal.review.parts import ExampleTally, TallyPart
from adm_rules.version import VERSION

_DTD: Final = "http://cobertura.sourceforge.net/xml/coverage-04.dtd"


def _cobertura(answers: Answers[Any], _page: Page) -> Iterator[str]:
    results: list[Result] = [answer for _, answer in answers.each]
    every = [tally for result in results for tally in result.coverage or ()]
    lines = [line for tally in every for line in _lines(tally)]
    parts = [part for tally in every for part in tally.parts]
    counts = {
        "lines-covered": sum(map(_is_hit, lines)),
        "lines-valid": len(lines),
        "branches-covered": sum(part.shown > 0 for part in parts),
        "branches-valid": len(parts),
    }
    more = " ".join(f"{name}={_quoted(count)}" for name, count in counts.items())
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<!DOCTYPE coverage SYSTEM "{_DTD}">'
    yield f'<coverage {_rates(every)} {more} version={_quoted(VERSION)} timestamp="0">'
    yield "<sources><source>.</source></sources>"
    yield "<packages>"
    for result in results:
        yield f"<package name={_quoted(result.rules)} {_rates(result.coverage or ())}><classes>"
        for tally in result.coverage or ():
            yield from _class(result.rules, tally)
        yield "</classes></package>"
    yield "</packages>"
    yield "</coverage>"


def _class(rules: str, tally: ExampleTally) -> Iterator[str]:
    name, file = _quoted(f"{rules}.{tally.at}"), _quoted(tally.file)
    yield f"<class name={name} filename={file} {_rates([tally])}><methods/><lines>"
    yield from map(_line, _lines(tally))
    yield "</lines></class>"


def _lines(tally: ExampleTally) -> list[list[TallyPart]]:
    """The parts of a rule or reading, line by line."""
    return [
        list(parts)
        for _, parts in groupby(sorted(tally.parts, key=lambda part: part.line), lambda part: part.line)
    ]


def _line(parts: list[TallyPart]) -> str:
    head = f"<line number={_quoted(parts[0].line)} hits={_quoted(sum(part.shown for part in parts))}"
    if len(parts) == 1:
        return f'{head} branch="false"/>'
    shown = sum(part.shown > 0 for part in parts)
    told = f"{100 * shown // len(parts)}% ({shown}/{len(parts)})"
    conditions = "".join(
        f'<condition number={_quoted(n)} type="jump" coverage="{100 if part.shown else 0}%"/>'
        for n, part in enumerate(parts)
    )
    return f'{head} branch="true" condition-coverage={_quoted(told)}><conditions>{conditions}</conditions></line>'


def _rates(tallies: Iterable[ExampleTally]) -> str:
    """The shares of lines and of branches that examples reach, of nothing all."""
    every = list(tallies)
    lines = [_is_hit(line) for tally in every for line in _lines(tally)]
    parts = [part.shown > 0 for tally in every for part in tally.parts]
    rates = (f"{sum(each) / len(each):.4f}" if each else "1" for each in (lines, parts))
    return 'line-rate="{}" branch-rate="{}" complexity="0"'.format(*rates)


def _is_hit(parts: list[TallyPart]) -> bool:
    return any(part.shown for part in parts)


def _quoted(value: object) -> str:
    return quoteattr(str(value))


COBERTURA: Final = Format(
    "cobertura", ".xml", "coverage for Cobertura", lambda kind: kind is Result, _cobertura
)

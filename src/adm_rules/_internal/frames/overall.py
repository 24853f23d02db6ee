"""The files of a portfolio as rows: a row for each, also for those that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.report import Verdict
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.texts import Text


def _number(name: str, about: str, italian: str, english: str) -> Column:
    return Column(name, CellKind.NUMBER, about, Text(italian, english), "count")


FILES: Final = (
    Column("file", CellKind.TEXT, "key of the file", Text("minore o file", "case or file")),
    Column(
        "root",
        CellKind.NAME,
        "what it is about; empty of one that could not be read",
        Text("tipo", "about"),
        said=words.subject,
    ),
    Column("readable", CellKind.FLAG, "whether it could be read", Text("letto", "read")),
    Column("fault", CellKind.TEXT, "the code and the path of its first fault", Text("difetto", "fault")),
    _number("breaches", "breaches", "violazioni", "breaches"),
    _number("errors", "breaches that are errors", "errori", "errors"),
    _number("to_judge", "what people have to judge", "da valutare", "to be judged"),
    _number("undecided", "what cannot be decided", "non decidibili", "undecided"),
    _number("pending", "what waits for time", "in attesa", "pending"),
    Column(
        "worst_rule", CellKind.NAME, "the gravest rule that fails", Text("regola più grave", "gravest rule")
    ),
    Column("worst_fault", CellKind.TEXT, "what is wrong there, in words", Text("la più grave", "gravest")),
    Column(
        "worst_effect",
        CellKind.NAME,
        "what it touches",
        Text("riguarda", "touches"),
        said=words.of_list("effect"),
    ),
    Column(
        "acts",
        CellKind.NAME,
        "who has to act on it",
        Text("chi agisce", "who acts"),
        said=words.of_list("role"),
    ),
)


def files(portfolio: Portfolio, lang: str = "it") -> Iterator[tuple[Any, ...]]:
    """A row for each file, in the order in which they were given; then those that could not be read."""
    for each in portfolio.files:
        counts = [
            each.counts.get(verdict, 0) for verdict in (Verdict.TO_JUDGE, Verdict.UNDECIDED, Verdict.PENDING)
        ]
        worst = each.entries[0] if each.entries else None
        grave: tuple[Any, ...] = (None,) * 4
        if worst is not None:
            grave = worst.rule, worst.fault.in_language(lang), worst.effect, worst.acts
        breaches = each.counts.get(Verdict.BREACHES, 0), each.severities.get("error", 0)
        yield (each.key, each.root, True, None, *breaches, *counts, *grave)
    for failed in portfolio.failures:
        first = failed.diagnostics[0]
        fault = " ".join([first.code, ".".join(map(str, first.path))]).strip()
        yield (failed.key, None, False, fault, *(None,) * 9)

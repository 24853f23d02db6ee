"""Deadlines as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.frames import words
from adm_rules._internal.frames.findings import RULE, SEVERITY, SUBJECT
from adm_rules._internal.texts import Text

MAY_HAVE_HAPPENED: Final = Column(
    "may_have_happened",
    CellKind.FLAG,
    "of what is overdue: whether it may have been done, too late",
    Text("forse in ritardo", "perhaps late"),
)
DEADLINES: Final = (
    Column("root", CellKind.NAME, "what the file is about", Text("file", "file"), said=words.subject),
    Column("root_id", CellKind.TEXT, "id of the file", Text("minore o file", "case or file")),
    SUBJECT,
    Column("name", CellKind.TEXT, "its id, day or period", Text("nome", "name")),
    Column("what", CellKind.TEXT, "what is due, in words", Text("che cosa", "what")),
    Column("state", CellKind.NAME, "how it stands", Text("stato", "state"), said=words.state),
    Column("effective", CellKind.DAY, "the day on which it falls due", Text("termine", "due")),
    Column("days_left", CellKind.NUMBER, "days up to it", Text("giorni rimasti", "days left"), "days"),
    Column(
        "days_late",
        CellKind.NUMBER,
        "days late, or the least that it can be",
        Text("giorni di ritardo", "days late"),
        "days",
    ),
    MAY_HAVE_HAPPENED,
    Column("happened", CellKind.DAY, "the day on which it was done", Text("avvenuto il", "done on")),
    Column(
        "nominal",
        CellKind.DAY,
        "the day as counted, before holidays move it",
        Text("termine contato", "day as counted"),
    ),
    Column(
        "applies",
        CellKind.FLAG,
        "whether the duty stands; empty where that is not known",
        Text("dovuto", "owed"),
    ),
    Column("derogated", CellKind.FLAG, "whether a derogation covers it", Text("in deroga", "derogated")),
    Column("instance", CellKind.NUMBER, "the turn of what recurs, from 1", Text("volta", "turn"), "count"),
    Column(
        "kind",
        CellKind.NAME,
        "a duty, a check at the end of a period, or a validity that ends",
        Text("tipo", "kind"),
    ),
    Column("fact", CellKind.NAME, "the fact that is due", Text("dato", "fact")),
    SEVERITY,
    Column(
        "duty",
        CellKind.TEXT,
        "what the duty is called from one look to the next",
        Text("identificativo", "duty"),
    ),
    RULE,
)


def deadlines(answer: Iterable[Deadline], lang: str = "it") -> Iterator[tuple[Any, ...]]:
    """A row for each deadline."""
    for each in answer:
        what = each.title if each.kind == "expiry" else each.what
        yield (
            *(
                each.root,
                each.root_id,
                each.subject,
                each.subject_id or None,
                what.in_language(lang),
                each.state,
            ),
            *(each.effective, each.days_left, each.days_late, each.may_have_happened),
            *(each.happened, each.nominal, each.applies),
            *(each.derogated, each.instance, each.kind, each.fact, each.severity, each.duty, each.rule),
        )

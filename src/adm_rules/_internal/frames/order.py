"""The elements of a queue, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.frames.findings import CASE
from adm_rules._internal.ordering import Queue
from adm_rules._internal.texts import Text

QUEUE: Final = (
    Column("standing", CellKind.NAME, "queued, possible, or outside", Text("posizione", "standing")),
    Column(
        "lowest", CellKind.NUMBER, "the first place it may have", Text("posto minimo", "first place"), "count"
    ),
    Column(
        "highest",
        CellKind.NUMBER,
        "the last; empty where there is no end",
        Text("posto massimo", "last place"),
        "count",
    ),
    Column("tied", CellKind.NUMBER, "others surely at the same place", Text("a pari", "tied"), "count"),
    CASE,
    Column("subject", CellKind.NAME, "what it is", Text("che cosa", "subject"), said=words.subject),
    Column("element", CellKind.TEXT, "its name: of a request its day", Text("elemento", "element")),
    Column("id", CellKind.TEXT, "its id", Text("id", "id")),
    Column("why", CellKind.TEXT, "why it is outside, or may be", Text("perché", "why")),
    Column("missing", CellKind.NAMES, "what to ask for", Text("manca", "missing")),
)


def queue(answer: Queue, lang: str) -> Iterator[tuple[Any, ...]]:
    """A row for each element, the first one first."""
    for each in answer.places:
        why = None if each.why is None else each.why.in_language(lang)
        yield (
            *(each.standing.value, each.lowest, each.highest, each.tied, each.case, each.subject),
            *(each.element, each.id, why, [missing.name for missing in each.missing]),
        )

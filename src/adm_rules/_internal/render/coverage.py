"""What became of the norms of a document: text for a terminal, and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.render.layout import Piece
from adm_rules._internal.render.pen import Answers, Pen, tabulated
from adm_rules._internal.review.coverage import Coverage, Line, NormHolder
from adm_rules._internal.review.register import FATES
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "rules": Text("{} norme, {} regole, {} esempi", "{} norms, {} rules, {} examples"),
        "kind": Text("genere", "kind"),
        "document": Text("documento", "document"),
        "norms": Text("norme", "norms"),
        "all": Text("tutte", "all"),
        "examples": Text("esempi: {}", "examples: {}"),
        "questions": Text(
            "Questioni che il documento lascia aperte", "Questions that the document leaves open"
        ),
        "default": Text("{} = {} (tra {})", "{} = {} (of {})"),
    }
)
#: The columns of the matrix as CSV: a row for each norm and each rule, value or definition that it became.
COLUMNS: Final = (
    "rule_set", "document", "article", "line", "norm", "norm_en", "norm_it", "kind", "modality", "fate", "name",
    "examples", "verdicts", "reason",
)  # fmt: skip


class CoveragePen(Pen):
    """Every norm of one document with what holds it, article by article; of all documents, their totals."""

    wording = _WORDS

    def told(self, matrix: Coverage, _name: str | None, _rules: object) -> Iterator[str]:
        """One document, line by line."""
        size = matrix.total.norms, matrix.rules_number, matrix.examples_number
        yield self.style("title", self.say(matrix.title))
        yield self.style("dim", f"{matrix.rules} · {self.words['rules'].format(*size)}")
        for article, lines in matrix.articles.items():
            yield ""
            yield self.style("subject", article)
            for line in lines:
                yield from self.dotted(*self._pieces(line))
        yield from self._questions(matrix)
        tallies = {**matrix.kinds, self.words["all"]: matrix.total}
        yield ""
        yield from self._table("kind", ([kind, *tally.cells()] for kind, tally in tallies.items()))

    def _questions(self, matrix: Coverage) -> Iterator[str]:
        """What became of the open questions."""
        if matrix.readings:
            yield ""
            yield self.style("subject", self.words["questions"])
        for row in matrix.readings:
            held = " ".join(row.names)
            if row.options:
                held = self.words["default"].format(held, row.default, ", ".join(row.options))
            head: tuple[Piece, ...] = (("title", row.id), ("text", self.say(row.question)))
            yield from self.dotted(*head, ("cite", self.say(row.became)), ("text", held), ("dim", row.reason))

    def blocks(self, answers: Answers[Coverage]) -> Iterator[str]:
        """One document, or a table of the totals of several."""
        if answers.one:
            yield from super().blocks(answers)
        else:
            yield from self._table(
                "document", ([matrix.rules, *matrix.total.cells()] for _, matrix in answers.each)
            )

    def _table(self, first: str, rows: Iterator[list[str]]) -> Iterator[str]:
        fates = [self.say(fate.words) for fate in FATES.values()]
        return tabulated([self.words[first], self.words["norms"], *fates], rows, self.page)

    def _pieces(self, line: Line) -> Iterator[Piece]:
        norm = line.norm
        held = [self._holder(norm.held_by, each.name, each.examples) for each in line.holders]
        yield from (("title", norm.id), ("text", self.say(norm.text)), ("cite", self.say(norm.became)))
        yield from (("text", ", ".join(held)), ("dim", norm.reason))

    def _holder(self, what: str, name: str, tested: int) -> str:
        return f"{name} ({self.words['examples'].format(tested)})" if what == "rule" else name


def rows(matrix: Coverage, _name: str | None, _lang: str) -> Iterator[tuple[str, ...]]:
    """A row for each norm and each rule, value or definition that it became."""
    for line in matrix.lines:
        yield from _rows(matrix.rules, line)


def _rows(rules: str, line: Line) -> Iterator[tuple[str, ...]]:
    norm = line.norm
    start = (rules, norm.document, norm.article, norm.line, norm.id, norm.text.en, norm.text.it)
    middle = (norm.kind, norm.modality, norm.fate)
    for each in line.holders or (NormHolder("", 0, ()),):
        tested = (str(each.examples), " ".join(each.verdicts)) if norm.held_by == "rule" else ("", "")
        yield (*start, *middle, each.name, *tested, norm.reason)

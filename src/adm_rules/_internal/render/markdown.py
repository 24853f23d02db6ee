"""Answers as Markdown: what became of the norms of a document as a page, in English; a comparison as a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.render.diff import diff_blocks
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.review.ambiguities import Ambiguity
from adm_rules._internal.review.coverage import Coverage, Line, NormHolder, Tally
from adm_rules._internal.review.diff.shapes import RulesDiff
from adm_rules._internal.review.register import FATES, Norm

_LEGEND: Final = (
    "A norm is *encoded* in rules, *in part* with what remains, a *value* that rules use, a *definition* of the "
    "vocabulary, *left to people*, or *not yet sayable* in the language, with the reason. Behind a rule stands the "
    "number of its examples."
)


def markdown(matrix: Coverage) -> str:
    """A matrix as a page: totals by kind, then article by article every norm with what holds it."""
    total = matrix.total
    size = f"{total.norms} norms, {matrix.rules_number} rules, {matrix.examples_number} examples"
    lines = [
        f"# Coverage: {matrix.title.en}",
        "",
        f"Rule set `{matrix.rules}`: {size}. {_LEGEND}",
        "",
        *totals_table({**matrix.kinds, "**all**": total}, "kind"),
    ]
    for article, norms in matrix.articles.items():
        lines += ["", f"## {_cell(article)}", "", "| norm | line | what it says | kind | fate | held by |"]
        lines += ["|---|---|---|---|---|---|", *(_markdown_row(line) for line in norms)]
    lines += questions_table(matrix)
    return "\n".join(lines) + "\n"


def questions_table(matrix: Coverage) -> list[str]:
    """What became of the questions that the document leaves open, as a section with a table; nothing without any."""
    if not matrix.readings:
        return []
    head = ["", "## Questions that the document leaves open", ""]
    head += ["| question | article | what is open | fate | held by | why |", "|---|---|---|---|---|---|"]
    return [*head, *map(_question_row, matrix.readings)]


def _question_row(row: Ambiguity) -> str:
    held = f"`{' '.join(row.names)}`" if row.names else ""
    if row.options:
        held += f": **{row.default}**, " + ", ".join(each for each in row.options if each != row.default)
    cells = (row.id, row.article, row.question.en, row.became.en, held, row.reason)
    return f"| {' | '.join(_cell(each) for each in cells)} |"


def totals_table(tallies: Mapping[str, Tally], head: str) -> list[str]:
    """Tallies as a Markdown table."""
    fates = [fate.words.en for fate in FATES.values()]
    rows = (f"| {name} | {' | '.join(tally.cells())} |" for name, tally in tallies.items())
    return [f"| {head} | norms | {' | '.join(fates)} |", f"|---|---|{'---|' * len(fates)}", *rows]


def _markdown_row(line: Line) -> str:
    norm = line.norm
    named = ", ".join(_holder_text(norm, each) for each in line.holders)
    held = ". ".join(part for part in (named, _cell(norm.reason)) if part)
    return f"| {norm.id} | {norm.line} | {_cell(norm.text.en)} | {norm.kind} | {norm.became.en} | {held} |"


def _holder_text(norm: Norm, holder: NormHolder) -> str:
    return f"`{holder.name}` ({holder.examples})" if norm.held_by == "rule" else f"`{holder.name}`"


def _cell(text: str) -> str:
    """A text that breaks no table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    if answers.kind is RulesDiff:
        yield from diff_blocks(answers, page)
        return
    lead = ""
    for _, matrix in answers.each:
        yield lead + markdown(matrix).removesuffix("\n")
        lead = "\n"


MARKDOWN: Final = Format(
    "markdown", ".md", "Markdown to read", lambda kind: kind in (Coverage, RulesDiff), _blocks
)

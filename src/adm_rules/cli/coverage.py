"""``adm-rules coverage``: what became of every norm of the documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import typer

from adm_rules.cli.tables import print_table
from adm_rules.cli.terminal import Terminal, write_data
from adm_rules.engine import load
from adm_rules.render.layout import GLUE, Piece, fitted, wrapped
from adm_rules.review.coverage import FATE_WORDS, Coverage, Line, coverage, csv_text, markdown
from adm_rules.review.examples import example_files, examples
from adm_rules.review.register import FATES, load_register, registers
from adm_rules.texts import Catalogue, Text


class CoverageFormat(StrEnum):
    """Forms of the matrix."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


_WORDS: Final = Catalogue(
    {
        "rules": Text("{} norme, {} regole, {} esempi", "{} norms, {} rules, {} examples"),
        "kind": Text("genere", "kind"),
        "document": Text("documento", "document"),
        "norms": Text("norme", "norms"),
        "all": Text("tutte", "all"),
        "examples": Text("esempi: {}", "examples: {}"),
    }
)


def matrix_of(name: str) -> Coverage:
    """The matrix of a shipped rule set."""
    register = load_register(name)
    return coverage(load(name).regulation, register, examples(example_files(name)))


def show_coverage(name: str | None, lang: str, form: CoverageFormat) -> None:
    """Print the matrix of one rule set, or the totals of all that have a register."""
    matrices = [matrix_of(each) for each in ([name] if name is not None else registers())]
    if form is CoverageFormat.JSON:
        data = [matrix.to_dict() for matrix in matrices]
        write_data(json.dumps(data if name is None else data[0], ensure_ascii=False, indent=2))
    elif form is CoverageFormat.CSV:
        typer.echo(csv_text(matrices).encode(), nl=False)
    elif form is CoverageFormat.MARKDOWN:
        typer.echo("\n".join(markdown(matrix) for matrix in matrices).encode(), nl=False)
    elif name is None:
        _summary(matrices, lang)
    else:
        _Pen(lang).matrix(matrices[0])


def _summary(matrices: Sequence[Coverage], lang: str) -> None:
    words = _WORDS.in_language(lang)
    fates = [FATE_WORDS[fate].in_language(lang) for fate in FATES]
    rows = ([matrix.rules, *matrix.total.cells()] for matrix in matrices)
    print_table([words["document"], words["norms"], *fates], rows)


class _Pen:
    """Writes one matrix in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = _WORDS.in_language(lang)
        self.terminal = Terminal()

    def matrix(self, matrix: Coverage) -> None:
        style, write = self.terminal.style, self.terminal.write
        size = matrix.total.norms, matrix.rules_number, matrix.examples_number
        write(style("title", matrix.title.in_language(self.lang)))
        write(style("dim", f"{matrix.rules} · {self.words['rules'].format(*size)}"))
        for article, lines in matrix.articles.items():
            write(f"\n{style('subject', article)}")
            for line in lines:
                for text in wrapped(
                    self._pieces(line), fitted(self.terminal.width), first="  ", rest="    ", style=style
                ):
                    write(text)
        fates = [FATE_WORDS[fate].in_language(self.lang) for fate in FATES]
        tallies = {**matrix.kinds, self.words["all"]: matrix.total}
        rows = ([kind, *tally.cells()] for kind, tally in tallies.items())
        write("")
        print_table([self.words["kind"], self.words["norms"], *fates], rows)

    def _pieces(self, line: Line) -> list[Piece]:
        norm = line.norm
        fate = FATE_WORDS[norm.fate].in_language(self.lang) if norm.fate in FATE_WORDS else "–"
        held = [self._holder(norm.fate, each.name, each.examples) for each in line.holders]
        pieces = [
            ("title", norm.id),
            ("text", f" ·{GLUE}{norm.text.in_language(self.lang)}"),
            ("cite", f" ·{GLUE}{fate}"),
        ]
        if held:
            pieces.append(("text", f" ·{GLUE}{', '.join(held)}"))
        if norm.reason:
            pieces.append(("dim", f" ·{GLUE}{norm.reason}"))
        return pieces

    def _holder(self, fate: str, name: str, tested: int) -> str:
        return f"{name} ({self.words['examples'].format(tested)})" if fate == "encoded" else name

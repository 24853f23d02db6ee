"""``adm-rules coverage``: what became of every norm of the documents."""

from __future__ import annotations

from typing import Annotated

import typer

from adm_rules.cli.options import Lang, LangOption, format_option, told
from adm_rules.cli.terminal import print_answers
from adm_rules.engine import load
from adm_rules.render.pen import Answers
from adm_rules.review import coverage as matrices
from adm_rules.review.coverage import Coverage
from adm_rules.review.examples import example_files, examples
from adm_rules.review.register import load_register, registers


def coverage(
    ambito: Annotated[
        str | None, typer.Argument(help="A rule set by name.", show_default="the totals of all")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Coverage)] = "text",
) -> None:
    """Show what became of every norm of a document: which rules encode it, with how many examples."""
    with told():
        found = [(None, _matrix(name)) for name in ([ambito] if ambito is not None else registers())]
    print_answers(Answers(Coverage, found, one=ambito is not None), format_, lang)


def _matrix(name: str) -> Coverage:
    """The matrix of a shipped rule set."""
    register = load_register(name)
    return matrices.coverage(load(name).regulation, register, examples(example_files(name)))

"""``adm-rules test``: the examples of rule sets, run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.options import Lang, LangOption, format_option, told
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.render.pen import Answers
from adm_rules._internal.review.examples import Result, run_suite, suites


def examples(
    where: Annotated[
        str | None,
        typer.Argument(
            metavar="[AMBITO|FILE]",
            help="A rule set by name or path, or a file or folder of examples.",
            show_default="every shipped rule set",
        ),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(help="Judge the examples by this rule set instead, such as an overlay.")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Result)] = "text",
    every: Annotated[
        bool, typer.Option("--all", help="Show also how many examples each rule has of each verdict.")
    ] = False,
) -> None:
    """Run the examples of rule sets.

    Exit codes: 0 all as expected, 1 some not, 2 bad usage, 3 bad rules or bad examples.
    """
    failed = False

    def results() -> Iterator[tuple[None, Result]]:
        nonlocal failed
        for suite in suites(where, rules):
            result = run_suite(suite)
            failed = failed or bool(result.failed)
            yield None, result

    with told():
        print_answers(Answers(Result, results(), one=False), format_, lang, every=every)
    raise typer.Exit(FINDINGS if failed else CLEAN)

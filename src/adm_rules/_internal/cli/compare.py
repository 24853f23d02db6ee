"""``adm-rules compare``: one file under several rule sets, or several rule sets with one another."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from adm_rules._internal.cli.files import read_file
from adm_rules._internal.cli.options import Lang, LangOption, OnOption, day_or_today, format_option, told
from adm_rules._internal.cli.terminal import fail, print_answers
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.render.pen import Answers, alone
from adm_rules._internal.review.compare import SideBySide, compare_file, compare_rules
from adm_rules._internal.yaml_source import read, read_data_file


def compare(
    things: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE|RULES...", help="One file to judge, or two rule sets or more to compare."
        ),
    ],
    rules: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…", help="The rule sets to judge the file by.", show_default="every shipped one"
        ),
    ] = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(SideBySide)] = "text",
) -> None:
    """Judge one file under several rule sets, or compare what rule sets regulate."""
    with told():
        if len(things) == 1 and not _is_rule_set(things[0]):
            names = available() if rules is None else [name.strip() for name in rules.split(",")]
            sets = [load(name) for name in names]
            root, data = _root(things[0], sets), read_data_file(things[0]).data
            answers: Answers[Any] = alone(compare_file(things[0], root, data, sets, day_or_today(on)))
        elif len(things) == 1:
            fail("name two rule sets or more, or a file")
        else:
            answers = alone(compare_rules([load(name) for name in things]))
    print_answers(answers, format_, lang, today=on is None)


def _root(name: str, sets: Sequence[RuleSet]) -> str:
    """What a file is about; the end of the command if no rule set can read it."""
    *others, last = sets
    for rules in others:
        with suppress(CaseError):  # names that only another rule set adds
            return read_file(name, None, rules.regulation).root
    try:
        return read_file(name, None, last.regulation).root
    except CaseError as error:
        fail(error)


def _is_rule_set(name: str) -> bool:
    """Whether a name is that of a shipped rule set, or of a file that begins as rule files do."""
    path = Path(name)
    if name in available() or not path.is_file():
        return name in available()
    data = read(path.read_bytes(), name).data
    return isinstance(data, dict) and "language" in data

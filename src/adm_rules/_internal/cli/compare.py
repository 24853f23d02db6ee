"""``adm-rules compare``: one file under several rule sets, or several rule sets with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

from adm_rules._internal.cli import CLEAN, USAGE
from adm_rules._internal.cli.files import read_file
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OnOption,
    OutOption,
    SetOption,
    day_or_today,
    format_option,
    rules_at,
    told,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.summary import Summary
from adm_rules._internal.cli.terminal import fail, print_answers
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.render.pen import Answers, alone
from adm_rules._internal.review.compare import SideBySide, compare_file, compare_rules
from adm_rules._internal.yaml_source import read, read_data_file


def compare(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    things: Annotated[
        list[str],
        argument(metavar="CASE|RULES...", help="One file to judge, or two rule sets or more to compare."),
    ],
    rules: Annotated[
        str | None,
        option(metavar="A,B,…", help="The rule sets to judge the file by.", show_default="every shipped one"),
    ] = None,
    set_: SetOption = None,
    month: Annotated[
        str | None,
        option(metavar="YYYY-MM", help="With --set, compare this month's statement as well."),
    ] = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(SideBySide)] = "text",
    out: OutOption = None,
) -> None:
    """Judge one file under several rule sets, compare what rule sets regulate, or values on trial with the act.

    With --set the files are judged by the one rule set that --rules names, as the act is and with the values on trial.
    """
    if set_:
        _on_trial(
            things, rules, set_, month, day_or_today(on), partial(print_answers, form=format_, lang=lang)
        )
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
    print_answers(answers, format_, lang, today=on is None, out=out)


def _on_trial(
    files: Sequence[str],
    rules: str | None,
    tries: Sequence[str],
    month: str | None,
    on: date,
    show: Callable[[Answers[Any]], None],
) -> NoReturn:
    """Compare values on trial with the act over files, and exit; a file that cannot be read stops nothing."""
    if rules is None:
        fail("name the rule set with --rules")
    trial = rules_at(rules, tries)
    read = Summary(trial, files, None, None)
    with told():
        found = trial.effect(read.cases, on=on, month=month, **read.beside)
    show(alone(replace(found, failures=(*found.failures, *read.failures)), trial))
    raise SystemExit(USAGE if read.failures else CLEAN)


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

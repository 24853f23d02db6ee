"""``adm-rules queue``: ranks the requests of cases by an order of the rule set."""

from __future__ import annotations

from typing import Annotated, Any

from adm_rules._internal.cli import USAGE
from adm_rules._internal.cli.batch import Batch
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OnOption,
    OutOption,
    RulesOption,
    SetOption,
    day_or_today,
    format_option,
    rules_at,
    told,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.ordering import Queue
from adm_rules._internal.render.pen import alone


def queue(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: Annotated[
        list[str],
        argument(metavar="FILE...", help="Cases as JSON or YAML, folders of them, or - for standard input."),
    ],
    rules: RulesOption,
    set_: SetOption = None,
    on: OnOption = None,
    order: Annotated[
        str | None, option(metavar="ID", help="One of its orders.", show_default="the only one")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Queue)] = "text",
    out: OutOption = None,
) -> None:
    """Rank the requests of cases: who comes first, and why. It leaves nobody out.

    Exit codes: 0 done, 2 bad usage, bad file or no such order, 3 bad rules.
    """
    rule_set, day = rules_at(rules, set_), day_or_today(on)
    batch = Batch(rule_set, files, root="case")
    cases: list[Any] = [model for _, model in batch.each(lambda read, _: read.model)]
    if batch.unread:  # positions would not be true
        raise SystemExit(USAGE)
    with told():
        found = rule_set.prioritise(cases, on=day, order=order)
    print_answers(alone(found, rule_set), format_, lang, today=on is None, out=out)

"""``adm-rules statement``: what a month's sessions cost whom, and the invoices against it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from adm_rules._internal.cli.batch import Batch
from adm_rules._internal.cli.files import read_file
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OutOption,
    RulesOption,
    SetOption,
    day_option,
    format_option,
    plausible,
    rules_at,
    told,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.render.pen import alone


def statement(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: Annotated[
        list[str], argument(metavar="FILE...", help="Cases as JSON or YAML, or folders of them.")
    ],
    rules: RulesOption,
    month: Annotated[str, option(metavar="YYYY-MM", help="The month.")],
    agency: Annotated[
        str | None, option(metavar="FILE", help="The agency: roles of its staff, and its invoices.")
    ] = None,
    on: Annotated[
        datetime | None,
        day_option(
            help="See the month as on this day.",
            show_default="its last day",
        ),
    ] = None,
    set_: SetOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Statement)] = "text",
    out: OutOption = None,
) -> None:
    """Tell what the sessions of a month cost whom, and what is wrong with the agency's invoices.

    Exit codes: 0 made, 2 bad usage or bad file, 3 bad rules.
    """
    day = None if on is None else plausible("--on", on)
    rule_set = rules_at(rules, set_)
    with told():
        beside: Any = None if agency is None else read_file(agency, "agency", rule_set.regulation).model
        cases = Batch(rule_set, files, root="case").all_cases()
        made = rule_set.statement(cases, month=month, agency=beside, on=day)
    print_answers(alone(made, rule_set), format_, lang, out=out)

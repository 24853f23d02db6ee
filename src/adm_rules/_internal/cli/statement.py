"""``adm-rules statement``: what a month's sessions cost whom, and the invoices against it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from adm_rules._internal.cli import USAGE
from adm_rules._internal.cli.batch import Batch
from adm_rules._internal.cli.files import Read, read_file
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
from adm_rules._internal.diagnostics import CaseError, Diagnostic, Position
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
    seen: dict[str, str] = {}
    with told():
        beside: Any = None if agency is None else read_file(agency, "agency", rule_set.regulation).model
        batch = Batch(rule_set, files, root="case")
        cases = [case for _, case in batch.each(lambda read, _: _once(read, seen))]
        if batch.unread:  # its hours would be missing
            raise SystemExit(USAGE)
        made = rule_set.statement(cases, month=month, agency=beside, on=day)
    print_answers(alone(made, rule_set), format_, lang, out=out)


def _once(read: Read, seen: dict[str, str]) -> Any:
    """The case of a file, unless another file has it as well: its hours would count twice."""
    case: Any = read.model
    other = seen.setdefault(case.id, read.name)
    if other != read.name:
        message, help_ = f"the case of `{other}` has the same id", "give each its own id, and each case once"
        place = Position(read.name, 1, 1)
        raise CaseError([Diagnostic("duplicate-id", message, place, path=("id",), help=help_)])
    return case

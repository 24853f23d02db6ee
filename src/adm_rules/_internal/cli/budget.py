"""``adm-rules budget``: what voucher terms commit of a budget, what is spent, what is left."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from adm_rules._internal.cli import FINDINGS
from adm_rules._internal.cli.batch import Batch
from adm_rules._internal.cli.files import read_file
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OnOption,
    OutOption,
    RulesOption,
    SetOption,
    day_option,
    day_or_today,
    format_option,
    plausible,
    rules_at,
    told,
)
from adm_rules._internal.cli.parameters import BadValueError, argument, option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.render.pen import alone

_EURO: Final = re.compile(r"[0-9]{1,13}([.,][0-9]{1,2})?")


def _euro(text: str) -> Decimal:
    """An amount in euro; points between thousands are refused, since `40.000` may be forty euro."""
    if not _EURO.fullmatch(text):
        raise BadValueError("write the amount in euro without points between thousands, such as 40000.00")
    return Decimal(text.replace(",", "."))


def budget(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: Annotated[
        list[str], argument(metavar="FILE...", help="Cases as JSON or YAML, or folders of them.")
    ],
    rules: RulesOption,
    first: Annotated[datetime, day_option(help="The first day of the period.")],
    last: Annotated[datetime, day_option(help="Its last day.")],
    available: Annotated[Decimal, option(parser=_euro, metavar="EURO", help="What there is for the period.")],
    agency: Annotated[
        str | None, option(metavar="FILE", help="The agency: who of its staff is an educator.")
    ] = None,
    on: OnOption = None,
    set_: SetOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Budget)] = "text",
    out: OutOption = None,
) -> None:
    """Tell what the voucher terms of a period commit of its budget, what is spent, and what is left.

    Exit codes: 0 made, 1 more is committed than there is, 2 bad usage or bad file, 3 bad rules.
    """
    days = {"first": plausible("--first", first), "last": plausible("--last", last), "on": day_or_today(on)}
    rule_set = rules_at(rules, set_)
    with told():
        beside: Any = None if agency is None else read_file(agency, "agency", rule_set.regulation).model
        cases = Batch(rule_set, files, root="case").all_cases()
        made = rule_set.budget(cases, agency=beside, available=available, **days)
    print_answers(alone(made, rule_set), format_, lang, today=on is None, out=out)
    if made.over:
        raise SystemExit(FINDINGS)

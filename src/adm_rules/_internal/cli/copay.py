"""``adm-rules copay``: what a family pays."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final

from adm_rules._internal.cli.files import read_file
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
from adm_rules._internal.cli.parameters import BadValueError, argument, option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.render.pen import alone

#: As many hours as a month has.
_MOST_HOURS: Final = 744


def _hours(text: str) -> Decimal:
    """Hours as a decimal number, with a point or a comma."""
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not (hours.is_finite() and 0 <= hours <= _MOST_HOURS):
        raise BadValueError("write a number of hours such as 2 or 1.5")
    return hours


def copay(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    case: Annotated[str, argument(metavar="CASE", help="A case, as JSON or YAML, or - for standard input.")],
    rules: RulesOption,
    set_: SetOption = None,
    on: OnOption = None,
    service: Annotated[
        str | None,
        option(help="The service that is paid for.", show_default="the only one of the case"),
    ] = None,
    hours: Annotated[
        Decimal | None,
        option(parser=_hours, metavar="HOURS", help="So many hours.", show_default="one"),
    ] = None,
    at: Annotated[
        str | None, option(metavar="HH:MM", help="When the access starts; else only its day is known.")
    ] = None,
    agency: Annotated[str | None, option(metavar="FILE", help="Price together with this agency.")] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Copayment)] = "text",
    out: OutOption = None,
) -> None:
    """Say what a family pays, or what it may be and what to ask for.

    Exit codes: 0 an answer, 2 bad usage or bad file, 3 bad rules.
    """
    day = day_or_today(on)
    with told():
        rule_set = rules_at(rules, set_)
        models: dict[str, Any] = {"case": read_file(case, "case", rule_set.regulation).model}
        if agency is not None:
            models["agency"] = read_file(agency, "agency", rule_set.regulation).model
        session = None if at is None else {"start": f"{day.isoformat()}T{at}"}
        found = rule_set.copayment(**models, on=day, service=service, hours=hours, session=session)
    print_answers(alone(found, rule_set), format_, lang, out=out)

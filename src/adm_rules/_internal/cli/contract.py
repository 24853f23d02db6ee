"""``adm-rules contract``: what a service contract costs, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

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
from adm_rules._internal.cli.parameters import argument
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.render.pen import alone

if TYPE_CHECKING:
    from adm_rules._internal.service_contract import ServiceContract


def contract(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    file: Annotated[str, argument(help="A service contract as JSON or YAML, or - for standard input.")],
    rules: RulesOption,
    set_: SetOption = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(ContractMoney)] = "text",
    out: OutOption = None,
) -> None:
    """Show the instalments of a service contract, year by year, and the bands of the penalties.

    Exit codes: 0 done, 2 bad usage or bad file, 3 bad rules.
    """
    rule_set, day = rules_at(rules, set_), day_or_today(on)
    with told():
        model = cast("ServiceContract", read_file(file, "contract", rule_set.regulation).model)
    instalments = rule_set.instalments(model, on=day)
    money = ContractMoney(day, model.id, instalments, rule_set.penalty_bands(day), **rule_set.made_by)
    print_answers(alone(money, rule_set), format_, lang, today=on is None, out=out)

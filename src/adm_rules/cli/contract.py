"""``adm-rules contract``: what a service contract costs, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import typer

from adm_rules.cli import CLEAN
from adm_rules.cli.files import read_file
from adm_rules.cli.options import TableFormat, told
from adm_rules.cli.terminal import Terminal, write_data
from adm_rules.engine import RuleSet
from adm_rules.render.contract import ContractMoney, contract_csv, contract_json, contract_text
from adm_rules.version import VERSION

if TYPE_CHECKING:
    from adm_rules.service_contract import ServiceContract


def show_contract(rules: RuleSet, file: str, on: date, lang: str, form: TableFormat, *, today: bool) -> int:
    """Print the instalments and the penalty bands, and give the exit code."""
    with told():
        contract = cast("ServiceContract", read_file(file, "contract", rules.regulation).model)
    money = ContractMoney(
        rules=rules.id,
        version=rules.regulation.version,
        fingerprint=rules.fingerprint,
        library=VERSION,
        on=on,
        contract=contract.id,
        instalments=rules.instalments(contract, on=on),
        bands=rules.penalty_bands(on),
    )
    if form is TableFormat.JSON:
        write_data(contract_json(money))
    elif form is TableFormat.CSV:
        typer.echo(contract_csv(money, lang).encode(), nl=False)
    else:
        terminal = Terminal()
        width, style = terminal.width, terminal.style
        terminal.write(contract_text(money, lang=lang, width=width, today=today, style=style))
    return CLEAN

"""``adm-rules copay``: what a family pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import typer

from adm_rules.cli.files import read_file
from adm_rules.cli.options import TableFormat
from adm_rules.cli.terminal import Terminal, write_data
from adm_rules.engine import RuleSet
from adm_rules.render.copayment import copayment_csv, copayment_text


@dataclass(frozen=True, slots=True)
class WantedCopay:
    """What is asked on the command line."""

    case: str
    on: date
    service: str | None
    hours: Decimal | None
    at: str | None
    agency: str | None


def copay(rules: RuleSet, asked: WantedCopay, lang: str, form: TableFormat) -> None:
    """Price one access of a case, and print the answer.

    Raises:
        AdmRulesError: a file or what is asked is not what it should be.
    """
    case = read_file(asked.case, "case", rules.regulation).model
    agency = None if asked.agency is None else read_file(asked.agency, "agency", rules.regulation).model
    found = rules.copayment(
        case,  # type: ignore[arg-type]  # a model of the root that was asked for
        on=asked.on,
        service=asked.service,
        hours=asked.hours,
        session=None if asked.at is None else {"start": f"{asked.on.isoformat()}T{asked.at}"},
        agency=agency,  # type: ignore[arg-type]
    )
    if form is TableFormat.JSON:
        write_data(found.to_json(indent=2))
    elif form is TableFormat.CSV:
        typer.echo(copayment_csv(found, lang).encode(), nl=False)
    else:
        terminal = Terminal()
        labels = rules.program.names_in("service") or {}
        terminal.write(
            copayment_text(found, labels[found.service], lang, width=terminal.width, style=terminal.style)
        )

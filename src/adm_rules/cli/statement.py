"""``adm-rules statement``: what a month's sessions cost whom, and the invoices against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import typer

from adm_rules.cli import CLEAN, USAGE
from adm_rules.cli.files import listed, read_file
from adm_rules.cli.options import TableFormat
from adm_rules.cli.terminal import Terminal, complain, fail, write_data
from adm_rules.diagnostics import CaseError, Diagnostic, Position
from adm_rules.engine import RuleSet
from adm_rules.money.statement.shapes import Statement
from adm_rules.render.statement import statement_csv, statement_text


@dataclass(frozen=True, slots=True)
class WantedStatement:
    """What a statement was asked for."""

    files: tuple[str, ...]
    month: str
    agency: str | None
    on: date | None
    lang: str
    form: TableFormat


def statement(rules: RuleSet, wanted: WantedStatement) -> int:
    """Make the statement and print it; a file that cannot be read stops it, since its hours would be missing."""
    agency = None if wanted.agency is None else _model(rules, wanted.agency, "agency")
    seen: dict[str, str] = {}
    cases, unread = list[Any](), 0
    for name in dict.fromkeys(listed(wanted.files)):
        try:
            case: Any = read_file(name, "case", rules.regulation).model
            _check_once(case.id, name, seen)
            cases.append(case)
        except CaseError as error:
            complain(error)
            unread += 1
    if unread:
        return USAGE
    try:
        made = rules.statement(cases, month=wanted.month, agency=agency, on=wanted.on)
    except CaseError as error:
        fail(error)
    _print(rules, made, wanted)
    return CLEAN


def _check_once(case: str, file: str, seen: dict[str, str]) -> None:
    """Refuse a case that another file has: its hours would count twice."""
    other = seen.setdefault(case, file)
    if other != file:
        message, help_ = f"the case of `{other}` has the same id", "give each its own id, and each case once"
        raise CaseError([Diagnostic("duplicate-id", message, Position(file, 1, 1), path=("id",), help=help_)])


def _model(rules: RuleSet, name: str, root: str) -> Any:
    try:
        return read_file(name, root, rules.regulation).model
    except CaseError as error:
        fail(error)


def _print(rules: RuleSet, made: Statement, wanted: WantedStatement) -> None:
    if wanted.form is TableFormat.JSON:
        write_data(made.to_json(indent=2))
    elif wanted.form is TableFormat.CSV:
        typer.echo(statement_csv(made).encode(), nl=False)
    else:
        terminal = Terminal()
        text = statement_text(
            made, rules.program, lang=wanted.lang, width=terminal.width, style=terminal.style
        )
        terminal.write(text)

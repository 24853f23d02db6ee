"""``adm-rules queue``: ranks the requests of cases by an order of the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import typer

from adm_rules.cli import CLEAN, USAGE
from adm_rules.cli.files import listed, read_file
from adm_rules.cli.options import TableFormat, told
from adm_rules.cli.terminal import Terminal, complain, followed, write_data
from adm_rules.diagnostics import CaseError
from adm_rules.engine import RuleSet
from adm_rules.render.queue import queue_csv, queue_text


@dataclass(frozen=True, slots=True)
class WantedQueue:
    """What a queue was asked for; ``today`` says that nobody named the day."""

    files: tuple[str, ...]
    order: str | None
    on: date
    today: bool
    lang: str
    form: TableFormat


def show_queue(rules: RuleSet, wanted: WantedQueue) -> int:
    """Print the queue, and give the exit code. If a file cannot be read there is no queue: its positions would lie."""
    lang, cases = wanted.lang, list[Any]()
    for name in followed(list(dict.fromkeys(listed(wanted.files)))):
        cases += _read(name, rules)
    if None in cases:
        return USAGE
    with told():
        queue = rules.prioritise(cases, on=wanted.on, order=wanted.order)
    if wanted.form is TableFormat.JSON:
        write_data(queue.to_json(indent=2))
    elif wanted.form is TableFormat.CSV:
        typer.echo(queue_csv(queue, lang).encode(), nl=False)
    else:
        terminal = Terminal()
        width, style = terminal.width, terminal.style
        text = queue_text(queue, rules.regulation, lang=lang, width=width, today=wanted.today, style=style)
        terminal.write(text)
    return CLEAN


def _read(name: str, rules: RuleSet) -> list[Any]:
    """The case of a file; None, after saying why, where there is none."""
    try:
        return [read_file(name, "case", rules.regulation).model]
    except CaseError as error:
        complain(error)
        return [None]

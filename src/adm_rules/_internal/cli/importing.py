"""``adm-rules import``: files out of tables, by a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from adm_rules._internal.cli import CLEAN, USAGE
from adm_rules._internal.cli.options import day_option, plausible, told
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import echo
from adm_rules._internal.tables.faults import TableFault
from adm_rules._internal.tables.importing import Imported, from_tables

_ROWS_TOLD: Final = 5  # rows that are named of one kind of fault


def import_(
    mapping: Annotated[
        Path, argument(metavar="MAPPING", help="The YAML file that says which columns feed which keys.")
    ],
    source: Annotated[
        Path, argument(metavar="SOURCE", help="A folder of CSV files, an SQLite file, or a workbook.")
    ],
    out: Annotated[Path, option(metavar="DIR", help="The folder to write, one JSON file for each file.")],
    rules: Annotated[str | None, option(help="Another rule set than the one that the mapping names.")] = None,
    until: Annotated[
        datetime | None,
        day_option(help="The day up to which the export is complete."),
    ] = None,
    explain: Annotated[bool, option("--explain", help="Tell also what no column feeds.")] = False,
) -> None:
    """Read files out of tables, and write those that are whole; every fault names table, row and column.

    Exit codes: 0 everything was read, 2 bad usage or a fault in the tables, 3 a fault in the mapping.
    """
    with told():
        made = from_tables(
            mapping, source, rules=rules, until=None if until is None else plausible("--until", until)
        )
    out.mkdir(parents=True, exist_ok=True)
    for each in made.files:
        text = each.model_dump_json(exclude_none=True, indent=1)
        (out / f"{vars(each)['id']}.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
    for line in _account(made, explain=explain):
        echo(line)
    raise SystemExit(USAGE if made.faults else CLEAN)


def _account(made: Imported, *, explain: bool) -> Iterator[str]:
    yield f"{len(made.files)} read, {len(made.refused)} refused"
    yield from _grouped(made.faults)
    if made.unused:
        yield f"columns that feed nothing: {', '.join(made.unused)}"
    if explain:
        yield f"keys that no column feeds: {', '.join(made.without_source)}"


def _grouped(faults: Iterable[TableFault]) -> Iterator[str]:
    """Faults of one kind in one column together, with the first rows."""
    groups: dict[tuple[str, str, str, str], list[TableFault]] = {}
    for fault in faults:
        groups.setdefault((fault.table, fault.columns, fault.code, fault.message), []).append(fault)
    for (table, columns, code, message), found in groups.items():
        rows = [str(fault.row) for fault in found if fault.row is not None]
        more = f" and {len(rows) - _ROWS_TOLD} more" if len(rows) > _ROWS_TOLD else ""
        where = f" (row {', '.join(rows[:_ROWS_TOLD])}{more})" if rows else ""
        yield f"{table}{'.' if columns else ''}{columns}: {code}: {message}{where}"
        yield f"  help: {found[0].help}"

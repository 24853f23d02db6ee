"""Tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as it needs to be; its first column stands left, the others right.

    The names of rule sets in the head may break after an underscore.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n, name in enumerate(head):
        broken = name.replace("_", "_\n") if n else name
        table.add_column(Text(broken), justify="right" if n else "left", no_wrap=not n, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)

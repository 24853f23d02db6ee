"""Tables for a spreadsheet: UTF-8, semicolons between cells, decimal points, days as ``YYYY-MM-DD``.

A semicolon is what a spreadsheet set to Italian takes for the end of a cell: there a comma belongs to numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

SEPARATOR: Final = ";"
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"-[0-9]+(\.[0-9]+)?")


def table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of one line of names and the rows; what is None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell; a text that a spreadsheet would take for a formula is told to be one with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value

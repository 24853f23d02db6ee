"""What is wrong in tables: by table, row and column, never with what stands there."""

from __future__ import annotations

from adm_rules._internal.dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TableFault:
    """A fault of a cell, a row or a column: ``row`` counts from 1 below the head; never with what stands there."""

    table: str
    row: int | None
    columns: str
    code: str
    message: str
    help: str

    def __str__(self) -> str:
        row = "" if self.row is None else f"[{self.row}]"
        columns = f".{self.columns}" if self.columns else ""
        return f"{self.table}{row}{columns}: {self.code}: {self.message}\n  help: {self.help}"

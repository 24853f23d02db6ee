"""A frame: rows under named columns, each with its type, unit and meaning. Arrow stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.texts import Text

if TYPE_CHECKING:
    import pyarrow as pa


class CellKind(StrEnum):
    """What a cell of a column holds, and how Arrow calls it."""

    arrow: str

    def __new__(cls, value: str, arrow: str = "") -> Self:
        """A kind with the name of its Arrow type."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.arrow = arrow
        return member

    TEXT = "text", "string"
    NAME = "name", "dictionary<int32, string>"
    NUMBER = "number", "int64"
    EXACT = "exact", "decimal128(18, 4)"
    DAY = "day", "date32"
    FLAG = "flag", "bool"
    NAMES = "names", "list<string>"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, what it means, how a spreadsheet heads it, and the unit.

    ``said`` gives a name of the column in the words of a language; without it a name is told as it is.
    """

    name: str
    kind: CellKind
    about: str
    head: Text
    unit: str = ""
    said: Callable[[str, str], str] | None = None


class Frame:
    """Rows under named columns.

    It speaks the Arrow PyCapsule interface (`__arrow_c_stream__`), so that pandas, polars, duckdb and others take it as
    it is: ``polars.DataFrame(frame)``, ``pandas.DataFrame.from_arrow(frame)``. Money is in whole cents; a cell that is
    empty is not known, or there is none.
    """

    def __init__(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        self.name = name
        self.columns = tuple(columns)
        self.rows = tuple(map(tuple, rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row by the names of its columns."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def to_arrow(self) -> pa.Table:
        """An Arrow table.

        Raises:
            AdmRulesError: pyarrow is not installed.
        """
        pa = arrow()
        columns = zip(*self.rows, strict=True) if self.rows else (() for _ in self.columns)
        arrays = [
            pa.array(cells, type=arrow_type(column))
            for column, cells in zip(self.columns, columns, strict=True)
        ]
        return pa.Table.from_arrays(arrays, schema=self.arrow_schema())

    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema: types, units and meanings of the columns.

        Raises:
            AdmRulesError: pyarrow is not installed.
        """
        pa = arrow()
        fields = [
            pa.field(column.name, arrow_type(column), metadata={"unit": column.unit, "about": column.about})
            for column in self.columns
        ]
        return pa.schema(fields, metadata={"adm_rules": self.name})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as an Arrow stream, without a copy."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Frame {self.name}: {len(self.rows)} rows>"


def arrow() -> Any:
    """pyarrow, or what to install."""
    try:
        import pyarrow as pa
    except ImportError:
        raise AdmRulesError("frames need pyarrow: pip install 'adm_rules[frames]'") from None
    return pa


def arrow_type(column: Column) -> Any:
    """The Arrow type of a column."""
    pa = arrow()
    return _TYPES[column.kind](pa)


_TYPES: Final[Mapping[CellKind, Callable[[Any], Any]]] = {
    CellKind.TEXT: lambda pa: pa.string(),
    CellKind.NAME: lambda pa: pa.dictionary(pa.int32(), pa.string()),
    CellKind.NUMBER: lambda pa: pa.int64(),
    CellKind.EXACT: lambda pa: pa.decimal128(18, 4),
    CellKind.DAY: lambda pa: pa.date32(),
    CellKind.FLAG: lambda pa: pa.bool_(),
    CellKind.NAMES: lambda pa: pa.list_(pa.string()),
}

"""What a mapping says: for each key of a record its cell, for each list its rows. Shapes only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.records import PlainRecord

Path = tuple[str | int, ...]

#: What an empty cell means: not known, or known not to exist.
Empty = Literal["unknown", "none"]


class Unsaid:
    """What stands where a mapping says nothing; None is a value that it may say."""


UNSAID: Final = Unsaid()


@dataclass(frozen=True, slots=True)
class ModelKey:
    """What the model says of a key: the kind of its value, or the record or records that stand under it.

    ``nullable``: it may be known not to exist; ``dated``: the records have days, so that a list can be whole up to one.
    """

    name: str
    kind: str
    required: bool = False
    nullable: bool = False
    record: type[PlainRecord] | None = None
    is_list: bool = False
    dated: bool = False

    @property
    def names(self) -> str | None:
        """The closed list of its names, if it has one."""
        return self.kind.partition(":")[2] or None

    @property
    def is_set(self) -> bool:
        """Whether it holds several names."""
        return self.kind.startswith("set")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the value of a key stands: in columns of the row, in a row of another table, or in the mapping itself.

    ``codes`` turn what stands there into values, ``otherwise`` is the value of any other code; ``fold`` leaves out case
    and spaces; ``form`` overrides how numbers are read (``hours``); ``frame`` is filled in with the text; ``secret``
    names the environment variable of a keyed hash; ``lookup`` is a table and its column in which the value must stand;
    ``empty`` says what an empty cell means, None that nobody said so where it may mean two things;
    ``split`` is the pattern between several values, ``each`` the key of the record that each becomes.
    """

    key: ModelKey
    path: Path
    columns: tuple[str, ...] = ()
    const: Any = UNSAID
    table: str | None = None
    of: str | None = None
    codes: Mapping[str, Any] | None = None
    otherwise: Any = UNSAID
    fold: bool = False
    form: str | None = None
    frame: str | None = None
    secret: str | None = None
    lookup: tuple[str, str] | None = None
    split: str | None = None
    each: ModelKey | None = None
    empty: Empty | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the records of a list come from: rows of a table, or groups of columns of the owner's row (``inline``).

    ``of`` is the column that names the owner, ``own`` the column by which the record's own lists find it; only rows
    count whose column ``when`` is not empty and whose columns ``where`` hold one of the texts. ``whole``: there is
    nothing but these rows; ``until`` and ``since`` say so of a span of days.
    """

    key: ModelKey
    path: Path
    record: type[PlainRecord]
    table: str | None = None
    of: str | None = None
    own: str | None = None
    when: str | None = None
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    inline: tuple[Mapping[str, Part], ...] = ()
    whole: bool = False
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Inner:
    """A record inside the record, fed from the same row."""

    key: ModelKey
    path: Path
    record: type[PlainRecord]
    parts: Mapping[str, Part]


Part = Cell | Rows | Inner


@dataclass(frozen=True, slots=True)
class Forms:
    """How cells are written: days and clock times by the patterns of ``strptime``, numbers with a comma or a point.

    ``unknown`` are the texts that say nothing; ``zone`` is the time zone of instants that have none; ``encoding`` is
    what CSV files are written in that do not say so themselves.
    """

    dates: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    comma: bool = False
    unknown: frozenset[str] = frozenset({""})
    zone: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping, read and checked: one kind of file, the forms of the cells, and the parts of its records."""

    root: str
    rules: str | None
    rows: Rows
    forms: Forms

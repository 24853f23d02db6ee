"""The base of every record.

The modules with models do without postponed annotations: pydantic would compile some three hundred texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Base of every part of a file: frozen, strict about keys, silent about values.

    `repr` shows the class and how many fields are known, because the values are about children.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        use_enum_values=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        yield "known_fields", len(self.model_fields_set)

    def __str__(self) -> str:
        return repr(self)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse a change; pydantic's own refusal of it would show the value."""
        raise AttributeError("a record is frozen: validate a new one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a record is frozen: validate a new one")

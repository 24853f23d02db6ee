"""Shapes as plain data for JSON: the one way in which every answer is written."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from adm_rules.citations import Citation


def plain(value: Any) -> Any:
    """A shape as mappings and lists: days in ISO form, exact numbers as text, a citation without what it lacks."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return (
            {name: part for name, part in parts.items() if part is not None}
            if isinstance(value, Citation)
            else parts
        )
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, (Decimal, Fraction)) else value


class Answer:
    """An answer that is written as plain data by its fields."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return dict(plain(self))

    def to_json(self, *, indent: int | None = None) -> str:
        """The answer as JSON; the same input gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

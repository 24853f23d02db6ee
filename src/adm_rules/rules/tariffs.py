"""What a family pays, as an act says it."""

from __future__ import annotations

from dataclasses import dataclass

from adm_rules.citations import Citation
from adm_rules.rules.conditions import Path
from adm_rules.rules.parts import NotSet
from adm_rules.texts import Text


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a family pays: not set by any act, or free. Priced shapes come with the money module."""

    name: str
    unit: str
    not_set: NotSet | None
    free: Text | None
    cites: Citation | None
    path: Path

"""How files come in: those that are surely in order as plain data, all others through the models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from adm_rules._internal.acceptance import Acceptance
from adm_rules._internal.rules import Regulation
from adm_rules._internal.yaml_source import Source, read_data


def acceptance(regulation: Regulation) -> Acceptance:
    """What accepts files for a rule set."""
    context = regulation.context or {}
    return Acceptance(context.get("names"), context.get("indicators", ()))


def come_in(
    files: Mapping[str, Any], on: date, regulation: Regulation, accepting: Acceptance
) -> tuple[Mapping[str, Any], bool]:
    """Files as they are judged, by what they are about, and whether as models.

    Raises:
        CaseError: a file is not what its model asks for; paths and remedies are named, values never.
    """
    given = {root: _parsed(data, root) for root, data in files.items()}
    accepted = {root: accepting.accept(root, _content(data)) for root, data in given.items()}
    if all(_lives(data, on) for data in accepted.values()):
        return accepted, False
    # Pydantic is only loaded when something has to be looked at more closely.
    from adm_rules._internal.engine.files import as_models

    return as_models(given, on, regulation), True


def _parsed(data: Any, root: str) -> Any:
    """Text as what stands in it; text that cannot be read stays as it is."""
    if data.__class__ is not str and data.__class__ is not bytes:
        return data
    source = read_data(data, root)
    return data if source.diagnostics or source.data.__class__ is not dict else source


def _content(data: Any) -> Any:
    return data.data if data.__class__ is Source else data


def _lives(data: Any, on: date) -> bool:
    """Whether a file was accepted, and is about somebody born by the day."""
    return data is not None and data.get("birth_date", "") <= on.isoformat()

"""How files come in: those that are surely in order as plain data, all others through the models."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from adm_rules._internal.acceptance import Acceptance
from adm_rules._internal.rules import Regulation

#: What was made last, with what the rule set adds to files: a folder of files is read under one.
_MADE: list[tuple[Any, Acceptance]] = []


def acceptance(regulation: Regulation) -> Acceptance:
    """What accepts files for a rule set."""
    context = regulation.context or {}
    for known, made in _MADE:
        if known == context:
            return made
    made = Acceptance(context.get("names"), context.get("indicators", ()))
    _MADE[:] = [(context, made)]
    return made


def come_in(
    files: Mapping[str, Any], on: date, regulation: Regulation, accepting: Acceptance
) -> tuple[Mapping[str, Any], bool]:
    """Files as they are judged, by what they are about, and whether as models.

    Raises:
        CaseError: a file is not what its model asks for; paths and remedies are named, values never.
    """
    parsed = {root: _parsed(data, root) for root, data in files.items()}
    accepted = {root: accepting.accept(root, content) for root, (_, content) in parsed.items()}
    if all(_lives(data, on) for data in accepted.values()):
        return accepted, False
    # Pydantic is only loaded when something has to be looked at more closely.
    from adm_rules._internal.engine.files import as_models

    return as_models({root: given for root, (given, _) in parsed.items()}, on, regulation), True


def set_aside(files: Mapping[str, Any], *, own: bool) -> Callable[[], Mapping[str, Any]]:
    """What gives files again as they are now, whatever becomes of the mappings that were given.

    ``own``: nobody else holds them. As bytes they take a fraction of the room; these are only read when asked for.
    """
    try:
        packed = marshal.dumps({**files})
    except ValueError:  # models, which never change; days and names that are more than text
        taken = files if own else _copied(files)
        return lambda: taken
    return partial(marshal.loads, packed)  # what was written just now


def _copied(value: Any) -> Any:
    """Records and lists anew; what stands in them does not change."""
    if isinstance(value, Mapping):
        return {key: _copied(part) for key, part in value.items()}
    return type(value)(map(_copied, value)) if isinstance(value, list | tuple) else value


def look_at(root: str, data: Any, regulation: Regulation) -> Any:
    """One file, as plain data or as its model.

    Raises:
        CaseError: the file is not what its model asks for; paths and remedies are named, values never.
    """
    accepted = acceptance(regulation).accept(root, data)
    if accepted is not None:
        return accepted
    from adm_rules._internal.engine.files import as_model

    return as_model(root, data, regulation)


def _parsed(data: Any, root: str) -> tuple[Any, Any]:
    """A file as it is given, text as what was read of it; and what stands in it. Text that cannot be read is itself."""
    if data.__class__ is not str and data.__class__ is not bytes:
        return data, data
    # The reader of YAML is only loaded when there is text.
    from adm_rules._internal.yaml_source import read_data

    source = read_data(data, root)
    if source.diagnostics or source.data.__class__ is not dict:
        return data, data
    return source, source.data


def _lives(data: Any, on: date) -> bool:
    """Whether a file was accepted, and is about somebody born by the day."""
    return data is not None and data.get("birth_date", "") <= on.isoformat()

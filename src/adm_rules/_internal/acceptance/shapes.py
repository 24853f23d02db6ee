"""The keys of each record and how each is read, off the models.

``tools/gen_shapes.py`` writes them. A value is told by its kind: the reader of `scalars` that reads it, ``bool``,
``whole:least:most`` or ``enum:list``; ``{...}`` is a set of such, ``[Record]`` a list of records, ``Record`` one of
them, ``days`` the day of something that may happen once for each of several things. What follows says more: ``!`` the
key is required, ``~`` the value may be known not to exist, ``bare:key`` a text may stand for a history with that key,
``one`` of a history one record holds at a time. ``more`` is left out: only a rule set knows what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("shapes.json")

_SHAPES: Final[Mapping[str, Mapping[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))

#: The record of each kind of file.
ROOTS: Final[Mapping[str, str]] = _SHAPES["roots"]

#: The keys of each record.
KEYS: Final[Mapping[str, Mapping[str, str]]] = _SHAPES["keys"]

#: Pairs of days of each record, of which the second does not lie before the first.
ORDERED: Final[Mapping[str, list[tuple[str, str]]]] = {
    name: [(first, last) for first, last in pairs] for name, pairs in _SHAPES["ordered"].items()
}

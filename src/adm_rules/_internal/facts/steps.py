"""Facts of the steps that records tell. They are of whichever record is asked, and so of the file itself."""

from __future__ import annotations

from typing import Any, Final

from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.registry import Fact

#: Each takes the name of a step, and may say which record's it is: by itself, that of the nearest one.
_ASKED: Final[dict[str, Any]] = {
    "takes": {"name": "enum", "of": "enum"},
    "optional": frozenset({"of"}),
}
_NAMED: Final = {"name": {"param": "name"}}

FACTS: Final[tuple[Fact, ...]] = (
    made("file", "step", "event", "data del passo indicato", "day of the given step", **_ASKED, step=_NAMED),
    made("file", "step_by", "enum:role", "chi ha compiuto il passo indicato", "who took the given step",
         **_ASKED, step={**_NAMED, "give": "by"}),
    made("file", "step_venue", "enum:venue", "luogo del passo indicato", "venue of the given step",
         **_ASKED, step={**_NAMED, "give": "venue"}),
)  # fmt: skip

"""The published JSON Schemas of stored answers, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.report.form.schema import REPORT

#: By the kind of answer; each names its format.
SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {"report": REPORT}


def answer_schema(kind: str = "report") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of answer, as `to_json` writes it.

    Raises:
        ArgumentError: there is no such kind of answer.
    """
    return deepcopy(dict(SCHEMAS[as_member(kind, SCHEMAS, "kind")]))

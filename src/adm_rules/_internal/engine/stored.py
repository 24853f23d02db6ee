"""Every kind of answer that is stored: its class, its schema, and the way from an older format to the newest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.deadlines import DueList
from adm_rules._internal.diagnostics import ReportError
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.ordering import Queue
from adm_rules._internal.report import Report
from adm_rules._internal.report.form.naming import format_name
from adm_rules._internal.report.form.schema import REPORT
from adm_rules._internal.report.form.stored import stored_schema
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.texts import LANGUAGES

_STORED: Final[tuple[Any, ...]] = (DueList, Copayment, Statement, Budget, ContractMoney, Queue, Portfolio)
#: By the kind of answer; each names its format.
SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "report": REPORT,
    **{shape.KIND: stored_schema(shape) for shape in _STORED},
}


def answer_schema(kind: str = "report") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of answer, as `to_json` writes it.

    Raises:
        ArgumentError: there is no such kind of answer.
    """
    return deepcopy(dict(SCHEMAS[as_member(kind, SCHEMAS, "kind")]))


#: What stands in an answer of 0.1.0, which names no format, and in no other kind of answer.
_TOLD_BY: Final[Mapping[str, str]] = {
    "findings": "report",
    "deadlines": "deadlines",
    "accounts": "statement",
    "commitments": "budget",
    "instalments": "instalments",
    "places": "queue",
    "failures": "portfolio",
    "if_no_certificate": "copayment",
}


def renewed(data: Any) -> dict[str, Any]:
    """A stored answer of any kind and format in the newest format; what has it is given back as it is.

    Raises:
        ReportError: it is no stored answer, or of a format that this library does not know.
    """
    kind = _kind_of(data)
    text = json.dumps(data)
    if kind == "report":
        found = Report.from_json(text)
        made = found.to_dict(verdicts="all", evidence="all", lang=LANGUAGES)
    else:
        (shape,) = (each for each in _STORED if kind == each.KIND)
        made = shape.from_json(text).to_dict()
    named = {"file": data["file"]} if "file" in data else {}
    return dict(data) if data.get("format") == format_name(kind) else {**named, **made}


def _kind_of(data: Any) -> str:
    """The kind of a stored answer, by its format, or of 0.1.0 by what stands in it."""
    known = data if isinstance(data, Mapping) else {}
    named = str(known.get("format", "")).split("/")
    told = [kind for key, kind in _TOLD_BY.items() if key in known]
    kind = named[1] if len(named) > 1 else next(iter(told), "")
    if kind not in SCHEMAS:
        raise ReportError("this is no answer that `to_json` wrote")
    return kind

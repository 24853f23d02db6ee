"""A rules engine for home education of minors (ADM) and supervised contact (Spazio Neutro) in Italian districts.

::

    import adm_rules as adm

    rules = adm.load("tirano")
    report = rules.check(case, on=date(2026, 3, 2))
    report.breaches

Names are loaded when they are first used, so that ``import adm_rules`` costs almost nothing. The modules beside
``_internal`` are for users (docs/integration.md lists them); what stands in it is not, and may change with any version.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from adm_rules import version
from adm_rules._internal import notebook

if TYPE_CHECKING:
    from adm_rules._internal.deadlines import Deadline
    from adm_rules._internal.diagnostics import AdmRulesError, CaseError, Diagnostic, DiagnosticsError
    from adm_rules._internal.engine import RuleSet, available, load, parse
    from adm_rules._internal.money.copayment.copayment import Copayment
    from adm_rules._internal.money.statement.shapes import Statement
    from adm_rules._internal.report import Finding, Report, Verdict
    from adm_rules.models import Agency, Case, District, ServiceContract

__all__ = [
    "AdmRulesError",
    "Agency",
    "Case",
    "CaseError",
    "Copayment",
    "Deadline",
    "Diagnostic",
    "DiagnosticsError",
    "District",
    "Finding",
    "Report",
    "RuleSet",
    "ServiceContract",
    "Statement",
    "Verdict",
    "__version__",
    "available",
    "load",
    "parse",
]

__version__ = version.VERSION

_HOMES = {
    "AdmRulesError": "diagnostics",
    "Agency": "agency",
    "Case": "case",
    "CaseError": "diagnostics",
    "Copayment": "money.copayment.copayment",
    "Deadline": "deadlines",
    "Diagnostic": "diagnostics",
    "DiagnosticsError": "diagnostics",
    "District": "district",
    "Finding": "report",
    "Report": "report",
    "RuleSet": "engine",
    "ServiceContract": "service_contract",
    "Statement": "money.statement.shapes",
    "Verdict": "report",
    "available": "engine",
    "load": "engine",
    "parse": "engine",
}


def _html(answer: Any, lang: str) -> str | None:
    """An answer as a notebook shows it; rendering is loaded when a notebook asks for it."""
    from adm_rules._internal.engine import RuleSet
    from adm_rules._internal.render.display import explain
    from adm_rules._internal.render.html import html_of

    return explain(answer, lang=lang)._repr_html_() if isinstance(answer, RuleSet) else html_of(answer, lang)


notebook.WRITERS["html"] = _html


def _frame(answers: Any, kind: str | None, lang: str) -> Any:
    """Answers as a frame; what makes one is loaded when it is asked for."""
    from adm_rules._internal.frames.kinds import frame

    return frame(answers, kind, lang=lang)


notebook.FRAMERS.append(_frame)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module `adm_rules` has no attribute `{name}`")
    value = getattr(import_module(f"adm_rules._internal.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

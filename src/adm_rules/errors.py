"""What the library raises. Every error of its own is an `AdmRulesError`; no text of one shows what a case contains."""

from __future__ import annotations

from adm_rules._internal.diagnostics import (
    AdmRulesError,
    ArgumentError,
    CaseError,
    Diagnostic,
    DiagnosticsError,
    Position,
    ReportError,
)

__all__ = [
    "AdmRulesError",
    "ArgumentError",
    "CaseError",
    "Diagnostic",
    "DiagnosticsError",
    "Position",
    "ReportError",
]

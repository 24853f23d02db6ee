"""The solver, which an extra brings: everything else here only builds formulas with it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from adm_rules._internal.diagnostics import AdmRulesError

#: How long one question may take, in milliseconds.
TIMEOUT: Final = 1500


@cache
def available() -> bool:
    """Whether the solver is installed."""
    return find_spec("z3") is not None


def z3() -> Any:
    """The solver's module.

    Raises:
        AdmRulesError: it is not installed.
    """
    if not available():
        raise AdmRulesError("proofs need z3: pip install 'adm_rules[proof]'")
    import z3 as module  # type: ignore[import-untyped]  # it has no types

    return module

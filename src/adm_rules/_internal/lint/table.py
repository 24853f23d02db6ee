"""Every check, by its code: a new one is a module in `checks`, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from adm_rules._internal.lint import checks
from adm_rules._internal.lint.check import Check, check_of

#: In alphabetical order.
CHECKS: Final[Mapping[str, Check]] = {
    each.code: each
    for each in (
        check_of(import_module(f"{checks.__name__}.{module.name}"))
        for module in sorted(iter_modules(checks.__path__), key=lambda module: module.name)
    )
}

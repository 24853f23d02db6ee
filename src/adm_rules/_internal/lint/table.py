"""Every check, by its code: a new one is a function in some module of `checks`, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from adm_rules._internal.lint import checks
from adm_rules._internal.lint.check import Check


def checks_of(module: ModuleType) -> Iterator[Check]:
    """The checks that a module holds."""
    return (each for each in vars(module).values() if isinstance(each, Check))


_FOUND: Final = {
    each.code: each
    for module in iter_modules(checks.__path__)
    for each in checks_of(import_module(f"{checks.__name__}.{module.name}"))
}

#: In alphabetical order.
CHECKS: Final[Mapping[str, Check]] = dict(sorted(_FOUND.items()))

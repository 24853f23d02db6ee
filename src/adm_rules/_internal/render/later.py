"""Tables whose rows are loaded when they are used: a process that prints text needs no workbook, and one pen of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
_INSIDE: Final = "adm_rules._internal."


def at(where: str) -> Any:
    """What stands at ``module:name``, the module being one of the library's own."""
    module, _, name = where.partition(":")
    return getattr(import_module(_INSIDE + module), name)


class ByName(Mapping[str, T], Generic[T]):
    """Things by name: each stands in the module that is told, under its name in capitals."""

    def __init__(self, **modules: str) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> T:
        found: T = at(f"{self._modules[name]}:{name.upper()}")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class ByKind(Mapping[type, T], Generic[T]):
    """Things by the class that they are for: where the class stands, and where the thing does."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows

    def __getitem__(self, kind: type) -> T:
        found: T = at(self._rows[_place(kind)])
        return found

    def __contains__(self, kind: object) -> bool:
        return isinstance(kind, type) and _place(kind) in self._rows

    def __iter__(self) -> Iterator[type]:
        return map(at, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _place(kind: type) -> str:
    return f"{kind.__module__.removeprefix(_INSIDE)}:{kind.__qualname__}"

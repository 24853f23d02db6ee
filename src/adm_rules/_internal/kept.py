"""Objects of which a part may still lie where they were kept: what few questions ask comes when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any

#: Two threads may ask for one part at once; the other one waits.
_FETCHING = RLock()


class Kept:
    """An object that fetches what it lacks the first time that it is asked for any of it."""

    __slots__ = ("_rest",)

    if TYPE_CHECKING:
        _rest: Rest
    else:  # for a type checker all attributes are there

        def __getattr__(self, name: str) -> Any:
            """What was not there; an object that lacks nothing has no such attribute."""
            with _FETCHING:
                try:
                    rest = object.__getattribute__(self, "_rest")
                except AttributeError:
                    pass
                else:
                    rest.fetch()
            return object.__getattribute__(self, name)


class Rest:
    """What several objects lack: ``load`` gives it, for each its attributes by name."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self.load: Callable[[], Sequence[Mapping[str, Any]]] = tuple

    def lacking(self, number: int, kind: type[Any], there: Mapping[str, Any]) -> Any:
        """An object of a class with a part of its attributes, and the number under which ``load`` has the others."""
        made = self.objects[number] = object.__new__(kind)
        _set(made, {**there, "_rest": self})
        return made

    def fetch(self) -> None:
        """Give all objects what they lack."""
        for number, missing in enumerate(self.load()):
            _set(self.objects[number], missing)
        for each in self.objects.values():
            object.__delattr__(each, "_rest")
        self.objects = {}


def _set(thing: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        object.__setattr__(thing, name, value)

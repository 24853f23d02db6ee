"""A compiled rule set as bytes, and back: rules, nodes and code. Nothing of a file that was judged is among them."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.schedule import reachable
from adm_rules._internal.values.bounds import NONE, UNKNOWN

#: What is compared by identity, by the name that stands for it.
_SINGLE: Final[Mapping[str, Any]] = {"NONE": NONE, "UNKNOWN": UNKNOWN}
_NAMES: Final = {id(value): name for name, value in _SINGLE.items()}


def frozen(content: dict[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that cannot be changed."""
    return MappingProxyType(content)


class _KeptWriter(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        """The name of what there is once."""
        return _NAMES.get(id(value))

    def reducer_override(self, value: Any) -> Any:
        """Mappings that cannot be changed are written by their content."""
        return (frozen, (dict(value),)) if value.__class__ is MappingProxyType else NotImplemented


class _KeptReader(pickle.Unpickler):
    def persistent_load(self, name: str) -> Any:
        """What there is once, by its name."""
        return _SINGLE[name]


def written(program: Program, beside: tuple[Any, ...] = ()) -> bytes | None:
    """A program with the code that was made so far, and what belongs to it; None if it cannot be written."""
    made = {
        roots: (each.judging, {name: marshal.dumps(code) for name, code in each.code.items()})
        for roots, each in program.variants.items()
    }
    # Nodes stand in one another many deep: those below come first, so that none is reached through all above it.
    below = tuple(reachable(node for judging, _ in made.values() for _, node in judging.roots))
    file = BytesIO()
    try:
        _KeptWriter(file, pickle.HIGHEST_PROTOCOL).dump(
            (below, program.compiled, program.notices, made, beside)
        )
    except (AttributeError, RecursionError, TypeError, pickle.PicklingError):
        return None
    return file.getvalue()


def read_back(payload: bytes) -> tuple[Program, tuple[Any, ...]]:
    """What `written` wrote, in a process of the same library and interpreter; whoever calls knows where it is from."""
    _, compiled, notices, made, beside = _KeptReader(BytesIO(payload)).load()
    program = Program(compiled, notices)
    for roots, (judging, code) in made.items():
        program.adopt(roots, judging, {name: marshal.loads(text) for name, text in code.items()})  # noqa: S302
    return program, beside

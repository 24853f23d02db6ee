"""A compiled rule set as bytes, and back: rules, nodes and code. Nothing of a file that was judged is among them."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.compiler.compiled import Compiled, CompiledRule
from adm_rules._internal.compiler.judging import Judging
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.rows import RowPlan
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.kept import Rest
from adm_rules._internal.rules import Regulation, Rule
from adm_rules._internal.values.bounds import NONE, UNKNOWN

#: What is compared by identity, by the name that stands for it.
_SINGLE: Final[Mapping[str, Any]] = {"NONE": NONE, "UNKNOWN": UNKNOWN}
_NAMES: Final = {id(value): name for name, value in _SINGLE.items()}


def frozen(content: dict[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that cannot be changed."""
    return MappingProxyType(content)


#: What is not needed to judge and to tell findings, by the class that has it: it is read when it is asked for.
_LATER: Final[Mapping[type, tuple[str, ...]]] = {
    Regulation: (
        "title",
        "act",
        "text",
        "data",
        "conventions",
        "values",
        "tariffs",
        "vouchers",
        "orders",
        "facts",
    ),
    Rule: ("when", "require", "derogations", "message", "path", "purpose", "severity_because"),
    Compiled: ("facts", "names", "made"),
    CompiledRule: ("day", "happened", "parts", "others", "shown"),
    Registry: ("facts", "_base"),
    Judging: ("rules", "facts", "roots", "made", "constants", "_registry", "_texts", "_slots"),
}


#: What nothing asks for any more, once all code is written.
_NEEDLESS: Final[Mapping[type, frozenset[str]]] = {Judging: frozenset(["writer"])}


class _KeptWriter(pickle.Pickler):
    """Writes what is needed at once; ``apart`` are the objects of which a part is written by a second writer."""

    def __init__(self, file: BytesIO, apart: dict[int, tuple[str, Any]], *, is_rest: bool = False) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._apart = apart
        self._is_rest = is_rest

    def persistent_id(self, value: Any) -> Any:
        """The name of what there is once; the number of an object that was written, or what is there of it at once."""
        name, known = _NAMES.get(id(value)), self._apart.get(id(value))
        if name is not None or known is not None:
            return name or (known and known[0])
        later = None if self._is_rest else _LATER.get(value.__class__)
        if later is None:
            return None
        number = len(self._apart)
        self._apart[id(value)] = f"{number}", value
        left = _NEEDLESS.get(value.__class__, frozenset()).union(later)
        return number, value.__class__, {name: each for name, each in _attributes(value) if name not in left}

    def reducer_override(self, value: Any) -> Any:
        """Mappings that cannot be changed, and the classes of rows, are written by their content."""
        if value.__class__ is MappingProxyType:
            return frozen, (dict(value),)
        if (
            value.__class__ is type
            and value.__module__ == RowPlan.__module__
            and value.__name__.endswith("_row")
        ):
            told = {name: value.__dict__[name] for name in ("__slots__", "__module__")}
            return type, (value.__name__, (), told)
        return NotImplemented


def _attributes(value: Any) -> Iterator[tuple[str, Any]]:
    names = getattr(value, "__match_args__", None) or vars(value)
    return ((name, getattr(value, name)) for name in names)


class _KeptReader(pickle.Unpickler):
    def __init__(self, text: bytes, rest: Rest) -> None:
        super().__init__(BytesIO(text))
        self._rest = rest
        self._objects = rest.objects

    def persistent_load(self, name: Any) -> Any:
        """What there is once, by its name; an object that was read, by its number; or a new one."""
        if name.__class__ is tuple:
            return self._rest.lacking(*name)
        return _SINGLE[name] if name in _SINGLE else self._objects[int(name)]


def written(program: Program, beside: tuple[Any, ...] = ()) -> bytes | None:
    """A program with the code that was made so far, and what belongs to it; None if it lies too deep to be written.

    Whatever else could not be written is a fault of the library, and raises what pickling raises.
    """
    made = {roots: (each.judging, each.written()) for roots, each in program.variants.items()}
    from adm_rules._internal.compiler.schedule import reachable

    # Nodes stand in one another many deep: those below come first, so that none is reached through all above it.
    below = tuple(reachable(node for judging, _ in made.values() for _, node in judging.roots))
    first, rest, apart = BytesIO(), BytesIO(), dict[int, tuple[str, Any]]()
    try:
        _KeptWriter(first, apart).dump((program.compiled, program.notices, program.presuming, made, beside))
        missing = [
            {name: getattr(each, name) for name in _LATER[each.__class__]} for _, each in apart.values()
        ]
        _KeptWriter(rest, apart, is_rest=True).dump((below, missing))
    except RecursionError:
        return None
    return marshal.dumps((first.getvalue(), rest.getvalue()))


def read_back(payload: bytes) -> tuple[Program, tuple[Any, ...]]:
    """What `written` wrote, in a process of the same library and interpreter; whoever calls knows where it is from."""
    rest = Rest()
    first, later = marshal.loads(payload)  # noqa: S302
    compiled, notices, presuming, made, beside = _KeptReader(first, rest).load()
    rest.load = lambda: _KeptReader(later, rest).load()[1]
    program = Program(compiled, notices, presuming)
    for roots, (judging, code) in made.items():
        program.adopt(roots, judging, code)
    return program, beside

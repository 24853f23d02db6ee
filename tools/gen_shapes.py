"""Writes `acceptance.shapes`: the keys that each record may have and how each is read, as the models have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le

from adm_rules._internal.acceptance import shapes
from adm_rules._internal.facts.derive import MODELS, record_in
from adm_rules._internal.records import OneOf, PlainRecord
from adm_rules._internal.records.fields import Bare, OneForEach, Reads
from adm_rules._internal.records.more import DeclaredValues
from adm_rules._internal.records.shared import no_overlap
from tools.writing import write

MODULE: Final = Path(shapes.__file__)
_HEAD: Final = '''"""The keys of each record and how each is read, off the models.

Written by ``tools/gen_shapes.py``. A value is told by its kind: the reader of `scalars` that reads it, ``bool``,
``whole:least:most`` or ``enum:list``; ``{...}`` is a set of such, ``[Record]`` a list of records, ``Record`` one of
them, ``days`` the day of something that may happen once for each of several things. What follows says more: ``!`` the
key is required, ``~`` the value may be known not to exist, ``bare:key`` a text may stand for a history with that key,
``one`` of a history one record holds at a time. ``more`` is left out: only a rule set knows what stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# fmt: off
'''


def module() -> str:
    """The text of the module."""
    return _HEAD + "\n".join(_lines()) + "\n# fmt: on\n"


def _lines() -> Iterator[str]:
    yield "#: The record of each kind of file."
    yield "ROOTS: Final[Mapping[str, str]] = {"
    yield from (f'    "{root}": "{model.__name__}",' for root, model in MODELS.items())
    yield "}"
    yield ""
    records = {record.__name__: record for model in MODELS.values() for record in _below(model)}
    yield "#: The keys of each record."
    yield "KEYS: Final[Mapping[str, Mapping[str, str]]] = {"
    for name, record in sorted(records.items()):
        yield f'    "{name}": {{'
        yield from (f'        "{key}": "{spec}",' for key, spec in _keys(record))
        yield "    },"
    yield "}"
    yield ""
    yield "#: Pairs of days of each record, of which the second does not lie before the first."
    yield "ORDERED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {"
    for name, record in sorted(records.items()):
        pairs = getattr(record, "ordered", ())
        if pairs:
            told = ", ".join(f'("{first}", "{last}")' for first, last in pairs)
            yield f'    "{name}": ({told}{"," if len(pairs) == 1 else ""}),'
    yield "}"


def _below(model: type[PlainRecord]) -> Iterator[type[PlainRecord]]:
    """A record, and all that it holds."""
    yield model
    for info in model.model_fields.values():
        record, _ = record_in(info.annotation)
        if record is not None:
            yield from _below(record)


def _keys(model: type[PlainRecord]) -> Iterator[tuple[str, str]]:
    for name, info in model.model_fields.items():
        if DeclaredValues in _types(info.annotation):
            continue
        marks = tuple(info.metadata)
        bare = next((f" bare:{mark.key}" for mark in marks if isinstance(mark, Bare)), "")
        one = " one" if no_overlap in marks else ""
        required = " !" if info.is_required() else ""
        exists = " ~" if _may_not_exist(info.annotation) else ""
        yield info.alias or name, f"{_kind(info.annotation, marks)}{required}{exists}{bare}{one}"


def _types(annotation: Any) -> list[Any]:
    return [annotation, *(part for each in get_args(annotation) for part in _types(each))]


def _may_not_exist(annotation: Any) -> bool:
    return Literal["none"] in get_args(_single(annotation))


def _single(annotation: Any) -> Any:
    """The type of a value that is there, without its marks."""
    while get_origin(annotation) is Annotated or type(None) in get_args(annotation):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        annotation = parts[0]
    return annotation


def _kind(annotation: Any, marks: tuple[Any, ...]) -> str:
    record, is_list = record_in(annotation)
    if any(isinstance(mark, OneForEach) for mark in (*marks, *_marks(annotation))):
        return "days"
    if record is not None:
        return f"[{record.__name__}]" if is_list else record.__name__
    every = (*marks, *_marks(annotation))
    is_set = frozenset in {get_origin(each) for each in _types(annotation)}
    return f"{{{_one(every, annotation)}}}" if is_set else _one(every, annotation)


def _marks(annotation: Any) -> list[Any]:
    """All marks inside a type."""
    if get_origin(annotation) is Annotated:
        first, *marks = get_args(annotation)
        own: list[Any] = []
        for mark in marks:
            own += getattr(mark, "metadata", [mark])
        return [*own, *_marks(first)]
    return [mark for part in get_args(annotation) for mark in _marks(part)]


def _one(marks: tuple[Any, ...], annotation: Any) -> str:
    for mark in marks:
        if isinstance(mark, OneOf):
            return f"enum:{mark.names}"
        if isinstance(mark, Reads):
            return mark.read.__name__.removeprefix("read_")
    if bool in _types(annotation):
        return "bool"
    least = next(mark.ge for mark in marks if isinstance(mark, Ge))
    most = next(mark.le for mark in marks if isinstance(mark, Le))
    return f"whole:{least}:{most}"


if __name__ == "__main__":
    write({MODULE: module()})

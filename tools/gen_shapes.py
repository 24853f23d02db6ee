"""Writes the table of `acceptance.shapes`: the keys of each record and how each is read, as the models have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Le

from adm_rules._internal.acceptance import shapes
from adm_rules._internal.facts.derive import MODELS, record_in
from adm_rules._internal.records import OneOf, PlainRecord
from adm_rules._internal.records.fields import Bare, OneForEach, Reads
from adm_rules._internal.records.more import DeclaredValues
from adm_rules._internal.records.shared import no_overlap
from tools.writing import table, write


def text() -> str:
    """The text of the file."""
    records = dict(sorted((record.__name__, record) for model in MODELS.values() for record in _below(model)))
    found = {
        "roots": {root: model.__name__ for root, model in MODELS.items()},
        "keys": {name: dict(_keys(record)) for name, record in records.items()},
        "ordered": {
            name: pairs for name, record in records.items() if (pairs := getattr(record, "ordered", ()))
        },
    }
    return table(found, 3)


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
    write({shapes.FILE: text()})

"""Reads the facts of keys, and the subjects that are lists of a file, off the models.

Models load Pydantic and `load` must not, so what this module finds is kept as the two tables of `facts.keys`: the
tool ``tools/gen_facts.py`` writes them, and a test sees to it that they are fresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts.build import Row
from adm_rules._internal.facts.registry import Subject
from adm_rules._internal.records import Listing, OneOf, PlainRecord
from adm_rules._internal.records.base import Ordered
from adm_rules._internal.records.fields import Bare, OneForEach, Reads, Whole
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.roots import Root
from adm_rules._internal.texts import Text

#: The model of each kind of file, by the subject that it is.
MODELS: Final[Mapping[str, type[PlainRecord]]] = {root.value: root.model() for root in Root}
_Mark = TypeVar("_Mark")
_ITSELF: Final = Each("", "", "")
_NOBODY: Final = Text("", "")


@dataclass(frozen=True)
class ModelFacts:
    """What the models say: the subjects that are lists, owners first, and the rows of the facts of each subject.

    ``ordered`` are the facts of days that do not lie before another day of their record, with the fact of that one.
    """

    subjects: tuple[Subject, ...]
    keys: Mapping[str, tuple[Row, ...]]
    ordered: Mapping[str, str]


def catalogue(models: Mapping[str, type[PlainRecord]] = MODELS) -> ModelFacts:
    """The subjects and the facts of keys of every kind of file."""
    subjects: list[Subject] = []
    keys: dict[str, tuple[Row, ...]] = {}
    ordered: dict[str, str] = {}
    for name, model in models.items():
        keys[name] = tuple(_facts(model, _ITSELF))
        ordered |= _ordered(model, _ITSELF)
        for subject, record, each in _below(name, model):
            subjects.append(subject)
            keys[subject.name] = tuple(_facts(record, each))
            ordered |= _ordered(record, each)
    return ModelFacts(tuple(subjects), keys, ordered)


def _below(owner: str, model: type[PlainRecord]) -> Iterator[tuple[Subject, type[PlainRecord], Each]]:
    """The lists of a record, each followed by the lists of its own records."""
    for name, info in model.model_fields.items():
        each = _mark(info, Each)
        record, _ = record_in(info.annotation)
        if each is not None and record is not None:
            yield _subject(each, owner, info.alias or name, info), record, each
            yield from _below(each.name, record)


def _subject(each: Each, owner: str, key: str, info: FieldInfo) -> Subject:
    days = each.span.split()
    bare = _mark(info, Bare)
    return Subject(
        each.name,
        each.label(_NOBODY),
        owner,
        key,
        placing=each.placing,
        span=(days[0], days[-1]) if days else None,
        day=each.day,
        links=each.links,
        name_by=each.name_by,
        about=each.about,
        exists_in=each.exists_in,
        kept=each.kept,
        acts=each.acts,
        successive=each.successive,
        happens=each.happens,
        ahead=each.ahead,
        reaches=each.reaches,
        lapses=each.lapses,
        bare=bare.key if bare else None,
    )


def _facts(model: type[PlainRecord], each: Each, before: str = "") -> Iterator[Row]:
    """The rows of a record's keys, and of the records inside it; lists are subjects of their own."""
    phrase = each.of or model.phrase
    for name, info in model.model_fields.items():
        key = info.alias or name
        record, is_list = record_in(info.annotation)
        if record is not None and not is_list:
            yield from _facts(record, each, f"{before}{key}.")
        mark = each.keys.get(key) or _mark(info, Key)
        if mark is not None:
            fact, label = mark.fact(key, each.own), mark.label(phrase)
            path = before + key
            kind = kind_of(info.annotation, tuple(info.metadata))
            yield fact, kind, "=" if path == fact else path, label.it, label.en


def _ordered(model: type[PlainRecord], each: Each) -> Mapping[str, str]:
    """The facts of a record's days, and of those of records inside it, of which one cannot lie before another."""
    names: dict[str, str] = {}
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        record, is_list = record_in(info.annotation)
        mark = each.keys.get(key) or _mark(info, Key)
        found |= _ordered(record, each) if record is not None and not is_list else {}
        names |= {key: mark.fact(key, each.own)} if mark is not None else {}
    pairs = model.ordered if issubclass(model, Ordered) else ()
    return found | {names[last]: names[first] for first, last in pairs if {first, last} <= names.keys()}


def _mark(info: FieldInfo, kind: type[_Mark]) -> _Mark | None:
    return next((mark for mark in info.metadata if isinstance(mark, kind)), None)


def kind_of(annotation: Any, marks: tuple[Any, ...] = ()) -> str:
    """The kind of fact that a type holds; of names and of sets of names with their list (``enum:role``)."""
    for mark in marks:
        if isinstance(mark, OneOf):
            return f"enum:{mark.names}"
        if isinstance(mark, Reads | Whole | OneForEach):
            return mark.kind
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind_of(parts[0], parts[1:])
    if origin is frozenset:
        _, colon, names = kind_of(parts[0]).partition(":")
        return f"set{colon}{names}"
    if parts:
        return kind_of(next(each for each in parts if get_origin(each) is not Literal))
    return _PLAIN[annotation]


_PLAIN: Final[Mapping[Any, str]] = {bool: "bool"}


def record_in(annotation: Any) -> tuple[type[PlainRecord] | None, bool]:
    """The record that stands under a key, if any, and whether there is a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, PlainRecord):
        return annotation, False
    for part in get_args(annotation):
        found, is_list = record_in(part)
        if found is not None:
            return found, is_list or get_origin(annotation) in (tuple, Listing)
    return None, False

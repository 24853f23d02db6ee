"""Pydantic's errors as diagnostics: the path, what is wrong, the remedy, and never a value of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import ValidationError

from adm_rules._internal.diagnostics import Diagnostic, Path, Position, format_path, shown_key
from adm_rules._internal.records.base import PlainRecord
from adm_rules._internal.records.fields import COVERED_TAG, TAGS
from adm_rules._internal.records.hiding import without_values
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.synonyms import hint
from adm_rules._internal.texts import Text

if TYPE_CHECKING:  # a model read from Python needs no reader of files
    from adm_rules._internal.yaml_source import Source

_Limits = Mapping[str, Any]

_MAPPING: Final = ("not-a-mapping", "expected a record", "write its keys and values")
#: Faults that pydantic itself finds: code, problem and advice; limits come from the error's context.
_FAULTS: Final[Mapping[str, Callable[[_Limits], tuple[str, str, str]]]] = {
    "model_type": lambda _: _MAPPING,
    "model_attributes_type": lambda _: _MAPPING,
    "dict_type": lambda _: _MAPPING,
    "bool_type": lambda _: (
        "not-a-truth-value",
        "expected true or false",
        "write true or false, without quotes",
    ),
    "int_type": lambda _: (
        "not-a-whole-number",
        "expected a whole number",
        "write it without quotes and decimals",
    ),
    "greater_than_equal": lambda limits: (
        "too-small",
        "the number is too small",
        f"write at least {limits['ge']}",
    ),
    "less_than_equal": lambda limits: (
        "too-large",
        "the number is too large",
        f"write at most {limits['le']}",
    ),
    "json_invalid": lambda _: ("not-json", "the text is not JSON", "check brackets, commas and quotes"),
    "invalid_key": lambda _: (
        "key-not-text",
        "a key is no text",
        'put every key in quotes; a YAML 1.1 reader turns a bare `on:` into true: write "on":',
    ),
}
_OTHER: Final = ("wrong-value", "this cannot stand here", "see the description of the file")


def describe_errors(error: ValidationError, source: Source | None = None) -> list[Diagnostic]:
    """One diagnostic for each fault that pydantic found; ``source`` gives positions if the file was read.

    At most `records.hiding.MOST_FAULTS` are told, and the known keys of a kind of record once.
    """
    hidden = without_values(error)
    details = hidden.errors(include_url=False, include_input=False)
    told: set[tuple[str, ...]] = set()
    return [_diagnostic(detail, error.title, source, told) for detail in details]


def _diagnostic(detail: Any, title: str, source: Source | None, told: set[tuple[str, ...]]) -> Diagnostic:
    steps: Path = detail["loc"]
    path = tuple(step for step in steps if step not in TAGS)
    context, kind = detail.get("ctx", {}), detail["type"]
    if kind == "extra_forbidden":
        model, unknown = _model_at(title, steps[:-1]), str(path[-1])
        advice = _elsewhere(title, path) or _by_fact(unknown, model)
        advice = advice or _about_keys(unknown, _keys_of(model, steps), told)
        problem = f"the key `{path[-1]}` is not known here"
        return Diagnostic("unknown-key", problem, _key_position(source, path), path[:-1], advice)
    if kind == "invalid_key":
        path = path[:-1]
    if kind == "missing":
        path, key = path[:-1], path[-1]
        code, problem, advice = "missing-key", f"`{key}` is missing", f"add the key `{key}`"
    elif "advice" in context:
        code, problem, advice = kind.replace("_", "-"), context["problem"], context["advice"]
        if "other" in context:
            problem += _other(source, (*path, *context["other"]))
        path = (*path, *context.get("at", ()))
    else:
        code, problem, advice = _FAULTS[kind](context) if kind in _FAULTS else _OTHER
    return Diagnostic(code, problem, None if source is None else source.at(path), path, advice)


def _other(source: Source | None, path: Path) -> str:
    """Where the other of two records that clash stands."""
    line = "" if source is None else f", line {source.at(path).line}"
    return f" (the other: `{format_path(path)}`{line})"


def _key_position(source: Source | None, path: Path) -> Position | None:
    """Where an unknown key stands, also one of which only a part is shown, or nothing."""
    if source is None:
        return None
    parent, shown = path[:-1], path[-1]
    keys = source.places.keys
    real = (key for key in keys if key[:-1] == parent and shown_key(str(key[-1])) == shown)
    return source.key_at(path if path in keys else next(real, path))


def _about_keys(unknown: str, known: Mapping[str, Text | None], told: set[tuple[str, ...]]) -> str:
    keys = tuple(sorted(known))
    found = hint(unknown, keys, {key: label for key, label in known.items() if label is not None})
    if found is None and keys and keys not in told:
        told.add(keys)
        found = f"known keys: {', '.join(keys)}"
    return found or ("correct it or remove it: the known keys are told above" if keys else "remove it")


def _elsewhere(title: str, path: Path) -> str | None:
    """Where a key belongs that one record above or below this one has, and no other record of the file."""
    *here, key = (step for step in path if isinstance(step, str))
    root = next((each for each in _subclasses(PlainRecord) if each.__name__ == title), None)
    records = () if root is None else _records(root)
    having = [list(place) for place, model in records if key in known_keys(model)]
    if len(having) != 1 or not _on_one_line(having[0], here):
        return None
    return f"it belongs in `{'.'.join(having[0])}`" if having[0] else "it belongs at the top of the file"


def _on_one_line(one: list[str], other: list[str]) -> bool:
    return all(first == second for first, second in zip(one, other, strict=False))


def _records(
    model: type[PlainRecord], path: tuple[str, ...] = ()
) -> Iterable[tuple[tuple[str, ...], type[PlainRecord]]]:
    """A record class and those of the records in it, by their paths."""
    yield path, model
    for name, field in model.model_fields.items():
        below = record_in(field.annotation)
        if below is not None:
            yield from _records(below, (*path, field.alias or name))


def known_keys(model: type[PlainRecord]) -> dict[str, Text | None]:
    """The keys of a record, each with its label if it has one."""
    return {
        field.alias or name: next(
            (mark.label(model.phrase) for mark in field.metadata if isinstance(mark, Key | Each)), None
        )
        for name, field in model.model_fields.items()
    }


def _by_fact(unknown: str, model: type[PlainRecord] | None) -> str | None:
    """The key of a record that is filled in where reports name the fact."""
    fields = {} if model is None else model.model_fields
    for name, field in fields.items():
        if any(isinstance(mark, Key) and mark.name == unknown for mark in field.metadata):
            return f"did you mean `{field.alias or name}`? `{unknown}` is the fact that it tells"
    return None


def _keys_of(model: type[PlainRecord] | None, steps: Path) -> Mapping[str, Text | None]:
    """The keys of the record, or of the list with its days, that a location leads to."""
    if len(steps) > 1 and steps[-2] == COVERED_TAG:
        return dict.fromkeys(("items", "complete_from", "complete_until"))
    return {} if model is None else known_keys(model)


def _model_at(title: str, steps: Path) -> type[PlainRecord] | None:
    """The record class that a location leads to; none of a list with its days."""
    if steps and steps[-1] == COVERED_TAG:
        return None
    model = next((each for each in _subclasses(PlainRecord) if each.__name__ == title), None)
    for step in steps:
        if model is not None and isinstance(step, str) and step not in {*TAGS, "items"}:
            model = record_in(annotation_of(model, step))
    return model


def annotation_of(model: type[PlainRecord], key: str) -> Any:
    """The annotation of a key of a model, None if it has no such key."""
    found = (field.annotation for name, field in model.model_fields.items() if (field.alias or name) == key)
    return next(found, None)


def record_in(annotation: Any) -> type[PlainRecord] | None:
    """The record class that an annotation is about."""
    if isinstance(annotation, type) and issubclass(annotation, PlainRecord):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_in(part)) is not None), None)


def _subclasses(model: type[PlainRecord]) -> Iterator[type[PlainRecord]]:
    for each in model.__subclasses__():
        yield each
        yield from _subclasses(each)

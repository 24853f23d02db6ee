"""How the parts of stored answers stand in JSON: one row for each type, with how it is written, read and described.

Nothing is lost on the way and back: sums are whole cents, other exact numbers fractions, and what is known in part has
two ends. The parts of a shape are its fields, and what it names in `ALSO`, which a reader passes over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, fields
from adm_rules._internal.report.form.schema import ref
from adm_rules._internal.report.plain import plain
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import INF, Interval, Number, exactly

#: What stands in the envelope of an answer, and in no part of it.
HEAD: Final = ("rules", "version", "fingerprint", "library", "language")
#: The values of a trial: of a whole answer in its envelope, of a part of it left out where there are none.
TRIAL: Final = "trial"


@dataclass(frozen=True, slots=True)
class Codec:
    """How a type is written and read, the schema of its form, and the shapes that this refers to."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    form: Mapping[str, Any]
    shapes: tuple[type, ...] = ()


def _same(value: Any) -> Any:
    return value


def _plainly(kind: str) -> Codec:
    return Codec(_same, _same, {"type": kind})


def _number(number: Number | None) -> int | str | None:
    if number is None:
        return None
    return number.numerator if number.denominator == 1 else str(number)


def _exact(data: int | str | None, otherwise: Number) -> Number:
    if data is None:
        return otherwise
    number = Fraction(data)
    return number.numerator if number.denominator == 1 else number


def _amount(value: Interval) -> Any:
    if value.decided:
        return _number(value.lo)
    ends = {"from": _number(value.lowest), "to": _number(value.highest)}
    return {**ends, "or_none": True} if value.none else ends


def _interval(data: Any) -> Interval:
    if not isinstance(data, dict):
        return exactly(_exact(data, 0))
    none = data.get("or_none", False)
    return Interval(_exact(data["from"], -INF), _exact(data["to"], INF), none)


_SIMPLE: Final[Mapping[Any, Codec]] = {
    str: _plainly("string"),
    int: _plainly("integer"),
    bool: _plainly("boolean"),
    date: Codec(date.isoformat, date.fromisoformat, ref("day")),
    Text: Codec(plain, lambda data: Text(data["it"], data["en"]), ref("both")),
    Citation: Codec(plain, lambda data: Citation(**data), ref("citation")),
    Decimal: Codec(lambda number: format(number, "f"), Decimal, ref("decimal")),
    Fraction: Codec(str, Fraction, ref("fraction")),
    Interval: Codec(_amount, _interval, ref("amount")),
    # a share, as numerator and denominator
    tuple[int, int]: Codec(
        lambda pair: "/".join(map(str, pair)), lambda data: tuple(map(int, data.split("/"))), ref("fraction")
    ),
    int | str: Codec(_same, _same, {"type": ["integer", "string"]}),
}  # fmt: skip


@cache
def codec(hint: Any) -> Codec:
    """The codec of a type."""
    simple = _SIMPLE.get(hint)
    if simple is not None:
        return simple
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _list_of(codec(parts[0]))
    if origin in (Union, UnionType):
        (one,) = (part for part in parts if part is not NoneType)
        return _or_null(codec(one))
    if origin in (Mapping, dict):
        return _by_name(*map(codec, parts))
    if issubclass(hint, StrEnum):
        names = {"enum": [member.value for member in hint]}
        return Codec(lambda member: member.value, hint, names)
    return Codec(written, lambda data: restored(hint, data), ref(hint.__name__), (hint,))


def _list_of(one: Codec) -> Codec:
    return Codec(
        lambda items: list(map(one.write, items)),
        lambda data: tuple(map(one.read, data)),
        {"type": "array", "items": one.form},
        one.shapes,
    )


def _or_null(one: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else one.write(value),
        lambda data: None if data is None else one.read(data),
        {"anyOf": [one.form, {"type": "null"}]},
        one.shapes,
    )


def _by_name(key: Codec, value: Codec) -> Codec:
    return Codec(
        lambda parts: {key.write(name): value.write(part) for name, part in parts.items()},
        lambda data: {key.read(name): value.read(part) for name, part in data.items()},
        {"type": "object", "additionalProperties": value.form},
        value.shapes,
    )


def _tuples(hints: Any, keys: tuple[str, ...]) -> Codec:
    """A list of tuples, each written with keys."""
    own = dict(zip(keys, map(codec, hints), strict=True))
    one = Codec(
        lambda item: {key: each.write(part) for (key, each), part in zip(own.items(), item, strict=True)},
        lambda data: tuple(each.read(data[key]) for key, each in own.items()),
        _object({key: each.form for key, each in own.items()}, list(own)),
    )
    return _list_of(one)


def _object(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


# --- shapes -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShapePart:
    """A part of a shape: its name, its codec, whether it must stand there, and whether it follows from the others."""

    name: str
    codec: Codec
    required: bool
    follows: bool


@cache
def parts_of(shape: Any) -> tuple[ShapePart, ...]:
    """The parts of a shape, in order."""
    return tuple(_parts(shape))


def _parts(shape: Any) -> Iterator[ShapePart]:
    hints, keys = get_type_hints(shape), getattr(shape, "KEYS", {})
    left_out = {*HEAD, *getattr(shape, "NOT_STORED", ()), *([TRIAL] if hasattr(shape, "KIND") else ())}
    for field in fields(shape):
        if field.name in left_out:
            continue
        hint = hints[field.name]
        own = _tuples(get_args(get_args(hint)[0]), keys[field.name]) if field.name in keys else codec(hint)
        yield ShapePart(field.name, own, field.default is MISSING, follows=False)
    for name in getattr(shape, "ALSO", ()):
        made = getattr(shape, name)
        hint = get_type_hints(getattr(made, "fget", made))["return"]
        yield ShapePart(name, codec(hint), required=False, follows=True)


def written(value: Any) -> dict[str, Any]:
    """A shape as data."""
    shape: Any = type(value)
    made = ((part, getattr(value, part.name)) for part in parts_of(shape))
    told = ((part, own() if callable(own) else own) for part, own in made)
    if_any = (TRIAL, *getattr(shape, "IF_ANY", ()))
    return {part.name: part.codec.write(own) for part, own in told if own or part.name not in if_any}


def restored(shape: Any, data: Mapping[str, Any], **head: Any) -> Any:
    """The shape that data are, with what its envelope says of it."""
    own = {
        part.name: part.codec.read(data[part.name])
        for part in parts_of(shape)
        if not part.follows and part.name in data
    }
    return shape(**{**own, **head})


def object_form(shape: Any) -> dict[str, Any]:
    """The schema of a shape: what it means, and the form of its parts."""
    known = parts_of(shape)
    form = _object(
        {part.name: part.codec.form for part in known}, [each.name for each in known if each.required]
    )
    return {"description": " ".join((shape.__doc__ or "").split()), **form}


def definitions(shape: Any) -> dict[str, Any]:
    """The schemas of all shapes below one, by their names."""
    found: dict[str, Any] = {}
    waiting = [below for part in parts_of(shape) for below in part.codec.shapes]
    while waiting:
        one = waiting.pop()
        if one.__name__ not in found:
            found[one.__name__] = object_form(one)
            waiting += [below for part in parts_of(one) for below in part.codec.shapes]
    return dict(sorted(found.items()))

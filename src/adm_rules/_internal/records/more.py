"""The key ``more`` of every record: the values of facts that rule sets declare, each under the fact's own name.

A model keeps them as plain data, since only the rule set that judges knows what they are. It reads each by the kind of
its fact, with the readers that the library's own keys have (`normal_form`).
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, TypeAlias, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from adm_rules._internal.names import members_of
from adm_rules._internal.records.fields import (
    ClockTime,
    Day,
    EventDay,
    Fraction,
    Id,
    LocalTime,
    Number,
    Ratio,
    Reads,
    SignedCents,
)
from adm_rules._internal.records.near_names import refuse_name
from adm_rules._internal.scalars import (
    NONE,
    read_place,
    refuse,
)

#: How many values a record has at most, and how many characters or members one of them has.
MOST: Final = 100
_LONGEST: Final = 1000
_SCALARS: Final = (str, int, float, Decimal, date, type(None))


#: The JSON Schema of a value that no rule set has read yet, and of how many there may be.
_SCALAR: Final = {"type": ["string", "number", "boolean", "null"], "maxLength": _LONGEST}
PLAIN: Final = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "maxItems": _LONGEST}]}
BOUNDS: Final = {"maxProperties": MOST, "propertyNames": {"maxLength": _LONGEST}}


class DeclaredValues(Mapping[str, Any]):
    """The values under ``more``. It does not change, and never shows what they are."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = {name: tuple(value) if _is_list(value) else value for name, value in values.items()}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values))

    def __repr__(self) -> str:
        return f"DeclaredValues({len(self)} values)"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


class _Plain:
    """Marks the key ``more``: single values and lists of them, in reasonable number."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(
            dict, return_schema=core_schema.any_schema()
        )
        return core_schema.no_info_plain_validator_function(_read, serialization=written)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        return {"type": "object", "additionalProperties": PLAIN, **BOUNDS}


#: What stands under ``more``, as the JSON schema says it.
MEANING: Final = (
    "values of the facts that rule sets declare, each under the name of its fact · "
    "valori dei fatti che i regolamenti dichiarano, ciascuno sotto il nome del suo fatto"
)
Noted: TypeAlias = Annotated[DeclaredValues, _Plain()] | None


def _read(value: Any) -> DeclaredValues:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        refuse(
            "not_a_mapping", "expected names and values", "write the name of each declared fact and its value"
        )
    if len(value) > MOST or any(len(key) > _LONGEST for key in value):
        refuse(
            "too_many_values", f"a record has at most {MOST} values of declared facts", "leave the rest out"
        )
    for each in value.values():
        members = each if _is_list(each) else (each,)
        if not all(isinstance(member, _SCALARS) for member in members):
            refuse("not_a_value", "expected a single value, or a list of names", "write no records here")
        if len(members) > _LONGEST or any(isinstance(part, str) and len(part) > _LONGEST for part in members):
            refuse("too_large", "the value is too long", f"at most {_LONGEST} characters, or members")
    return DeclaredValues(value)


# --- by the kind of the fact ------------------------------------------------------------------------------------------


def normal_form(kind: str, names: str | None, own: Collection[str], value: Any) -> Any:
    """The value of a declared fact as JSON holds it, whatever way it is written in.

    ``names`` is the list that names come from, and ``own`` the names that the rule set adds to it; a set without a
    list is of ids.

    Raises:
        PydanticCustomError: it is not written as the kind asks; what stood there is not repeated.
    """
    if value is None:
        return None
    if kind == "set":
        return _set(names, own, value)
    if value == NONE and kind != "bool":
        return NONE
    if kind == "enum":
        return _name(names, own, value)
    if kind not in _READ:
        return _truth(value) if kind == "bool" else _whole(_UNITS[kind], value)
    found = _READ[kind].read(value)
    return found.isoformat() if found.__class__ is date else (_READ[kind].write or str)(found)


def _set(names: str | None, own: Collection[str], value: Any) -> list[str]:
    if not _is_list(value):
        refuse("not_a_list", "expected a list", "put the members in brackets; [] is known to be empty")
    members = [_READ["id"].read(each) if names is None else _name(names, own, each) for each in value]
    if len(set(members)) != len(members):
        refuse("repeated_member", "a member stands here twice", "name each member once")
    return sorted(members)


def _name(names: str | None, own: Collection[str], value: Any) -> str:
    if isinstance(value, str) and value in own:
        return value
    if names == "municipality":
        return read_place(value)
    if not isinstance(value, str) or value not in members_of(names):
        refuse_name(str(names), value, own)
    return value


#: What a whole number of a kind counts, as a file holds it: hours stand there as minutes.
_UNITS: Final[Mapping[str, str]] = {
    "count": "units",
    "minutes": "minutes (90 for an hour and a half)",
    "days": "days",
    "working_days": "working days",
    "months": "months",
    "years": "years",
}


def _whole(unit: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        advice = f"write the number of {unit} alone: no unit, no quotes, no decimals"
        refuse("not_a_whole_number", "expected a whole number", advice)
    if not 0 <= value <= 10**9:
        refuse(
            "too_large" if value > 0 else "too_small", "the number is out of bounds", "write 0 to 1000000000"
        )
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        refuse("not_a_truth_value", "expected true or false", "write true or false, without quotes")
    return value


#: By kind: how the models read a value, write it again, and say its form. Whole numbers are read by themselves.
_READ: Final[Mapping[str, Reads]] = {
    each.kind.partition(":")[0]: each
    for each in (
        get_args(form)[1]
        for form in (Day, EventDay, Id, LocalTime, ClockTime, SignedCents, Fraction, Ratio, Number)
    )
}


def json_form(kind: str, names: str | None, own: Collection[str]) -> dict[str, Any]:
    """The JSON schema of what `normal_form` reads; a Comune may be written in many ways."""
    if kind == "bool":
        return {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
    if kind in ("enum", "set"):
        listed = {"enum": [*members_of(names), *own]} if names not in (None, "municipality") else {}
        name = {"type": "string", **listed} if names else dict(_READ["id"].json)
        if kind == "set":
            return {"anyOf": [{"type": "array", "items": name, "uniqueItems": True}, {"type": "null"}]}
        return {"anyOf": [name, {"const": NONE}, {"type": "null"}]}
    whole = {"type": "integer", "minimum": 0, "maximum": 10**9}
    form = dict(_READ[kind].json) if kind in _READ else whole
    return {"anyOf": [form, {"const": NONE}, {"type": "null"}]}

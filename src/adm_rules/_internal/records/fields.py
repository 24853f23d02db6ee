"""Types of the models' fields: single values, names, sets, and lists that may say when they are complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from types import NoneType
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar, get_args, overload

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    ValidationError,
)
from pydantic_core import core_schema

from adm_rules._internal import calendar
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import json_forms
from adm_rules._internal.records.near_names import refuse_name
from adm_rules._internal.scalars import (
    FIRST_YEAR,
    LAST_YEAR,
    NONE,
    check_order,
    read_clock,
    read_day,
    read_fraction,
    read_id,
    read_money,
    read_number,
    read_place,
    read_positive_money,
    read_ratio,
    read_time,
    refuse,
    write_fraction,
    write_money,
    write_number,
    write_time,
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """Marks a single value by the kind of its fact, the function that reads it and, if needed, one that writes it.

    The kind of a name has its list after a colon, and that of money ``signed`` if it may be paid back.
    """

    kind: str
    read: Callable[[Any], Any]
    json: Mapping[str, Any]
    write: Callable[[Any], str] | None = None
    written: Literal["always", "json"] = "always"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        writer = self.write and core_schema.plain_serializer_function_ser_schema(
            self.write, when_used=self.written
        )
        return core_schema.no_info_plain_validator_function(self.read, serialization=writer)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        return dict(self.json)


Day: TypeAlias = Annotated[date, Reads("date", read_day, json_forms.DATE)]
"""A day that is set, or that something lasts from or to."""

EventDay: TypeAlias = Annotated[date, Reads("event", read_day, json_forms.DATE)]
"""A day on which something happens: what lies ahead of the judgement day has not happened yet."""

LocalTime: TypeAlias = Annotated[
    datetime, Reads("instant", read_time, json_forms.INSTANT, write_time, "json")
]
ClockTime: TypeAlias = Annotated[int, Reads("time", read_clock, json_forms.CLOCK, calendar.clock_text)]
Cents: TypeAlias = Annotated[int, Reads("money", read_positive_money, json_forms.AMOUNT, write_money)]
Attested: TypeAlias = Annotated[int, Reads("money", read_positive_money, json_forms.ATTESTED, write_money)]
"""An amount in euro, in the place of which a rule set may declare a number with more decimals."""

Number: TypeAlias = Annotated[int, Reads("number", read_number, json_forms.NUMBER_FROM_ZERO, write_number)]
"""A number from nothing up, in millionths."""

SignedCents: TypeAlias = Annotated[int, Reads("money:signed", read_money, json_forms.MONEY, write_money)]
Fraction: TypeAlias = Annotated[
    tuple[int, int], Reads("fraction", read_fraction, json_forms.FRACTION, write_fraction)
]
Ratio: TypeAlias = Annotated[tuple[int, int], Reads("ratio", read_ratio, json_forms.RATIO, write_fraction)]
Id: TypeAlias = Annotated[str, Reads("id", read_id, json_forms.ID)]
Place: TypeAlias = Annotated[str, Reads("enum:municipality", read_place, json_forms.PLACE)]
Flag: TypeAlias = StrictBool | None


@dataclass(frozen=True, slots=True)
class Whole:
    """Marks a whole number by the kind of its fact."""

    kind: str


Count: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=10**9), Whole("count")]
Minutes: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=10**9), Whole("minutes")]
Months: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=1200), Whole("months")]
Year: TypeAlias = Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR), Whole("count")]


# --- names, and what may be known not to exist --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a text as a member of a name list of `names`, or of its additions in the context."""

    names: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_wrap_validator_function(
            self._read,
            core_schema.literal_schema(list(NAMES[self.names])),
            serialization=core_schema.to_string_ser_schema(when_used="always"),
        )

    def _read(
        self, value: Any, read: core_schema.ValidatorFunctionWrapHandler, info: core_schema.ValidationInfo
    ) -> str:
        own = (info.context or {}).get("names", {}).get(self.names, ())
        if isinstance(value, str) and value in own:
            return str(value)
        try:
            return str(read(value))
        except ValidationError:
            known = False
        return str(value) if known else refuse_name(self.names, value, own)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        return {"type": "string", "enum": list(NAMES[self.names])}


class OrNone:
    """Marks a type that may also be ``"none"``: known not to exist."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _read_or_none,
            handler.generate_schema(get_args(source)[0]),
            serialization=core_schema.wrap_serializer_function_ser_schema(_write_or_none),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        return {"anyOf": [handler(schema), {"const": NONE}]}


def _is_none(value: Any) -> bool:
    """Whether it is the word; some values of tables, such as pandas' `NA`, are neither like nor unlike another."""
    return isinstance(value, str) and value == NONE


def _read_or_none(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Any:
    return NONE if _is_none(value) else read(value)


def _write_or_none(value: Any, write: core_schema.SerializerFunctionWrapHandler) -> Any:
    return value if _is_none(value) else write(value)


Known: TypeAlias = Annotated[T | Literal["none"], OrNone()] | None
"""A value that may be known (``T``), known not to exist (``"none"``) or not known (None)."""

Event: TypeAlias = Known[EventDay]
"""The day of something that happens; ``"none"`` while it has not happened."""


class NotNone:
    """Marks a type whose value everything of its sort has, so that ``"none"`` says what cannot be."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_not_none, handler(source))


def _not_none(value: Any) -> Any:
    if _is_none(value):
        refuse(
            "always_exists", "this is never `none`", "write it, or leave the key out while it is not known"
        )
    return value


Always: TypeAlias = Annotated[T, NotNone()] | None
"""A value that everything of its sort has: known (``T``), or not known (None)."""


class Distinct:
    """Marks a set: written as a list without repeats, in any order."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _read_distinct,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(sorted),
        )


def _read_distinct(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Any:
    if not is_sequence(value) and not isinstance(value, AbstractSet):
        refuse("not_a_list", "expected a list", "put the members in brackets; [] is known to be empty")
    members = read(list(value))
    if len(members) != len(value):
        refuse("repeated_member", "a member stands here twice", "name each member once")
    return members


Several: TypeAlias = Annotated[frozenset[T], Distinct()] | None


# --- lists of records ---------------------------------------------------------------------------------------


def is_sequence(value: Any) -> bool:
    """Whether a value holds members in order; a text is one value."""
    return isinstance(value, Sequence) and not isinstance(
        value, str | bytes | bytearray | memoryview | Listing
    )


def _as_tuple(value: Any) -> Any:
    return tuple(value) if is_sequence(value) else value


@dataclass(frozen=True)
class Listing(Sequence[T_co]):
    """A list that says over which days it is complete: outside them there may be more."""

    items: tuple[T_co, ...]
    complete_from: date | None = None
    complete_until: date | None = None

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"Listing({len(self.items)} items)"


class RecordList:
    """Marks a list of records, plain or with its coverage; records with ids must have different ones."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        plain = handler.generate_schema(get_args(source)[0])
        items = core_schema.no_info_before_validator_function(
            _as_tuple, core_schema.no_info_after_validator_function(_with_own_ids, plain)
        )
        field, day = core_schema.typed_dict_field, handler.generate_schema(Day | None)
        record = core_schema.typed_dict_schema(
            {
                "items": field(items, required=True),
                "complete_from": field(day, required=False),
                "complete_until": field(day, required=False),
            },
            extra_behavior="forbid",
        )
        covered = core_schema.no_info_after_validator_function(_listing, record)
        return core_schema.tagged_union_schema(
            {
                LIST_TAG: items,
                COVERED_TAG: core_schema.no_info_before_validator_function(_as_mapping, covered),
            },
            discriminator=_form_of_list,
            custom_error_type="not_a_list",
            custom_error_message="{problem}: {advice}",
            custom_error_context={
                "problem": "expected a list",
                "advice": "write [] for a list known to be empty, and leave out what is not known",
            },
            serialization=core_schema.wrap_serializer_function_ser_schema(_write_list, schema=plain),
        )


#: What pydantic inserts into the location of a fault inside a list; no key looks like these.
LIST_TAG: Final = "[]"
COVERED_TAG: Final = "{}"


def _form_of_list(value: Any) -> str | None:
    if is_sequence(value):
        return LIST_TAG
    return COVERED_TAG if isinstance(value, Mapping | Listing) else None


def _as_mapping(value: Any) -> Any:
    return vars(value) if isinstance(value, Listing) else value


def _listing(parts: dict[str, Any]) -> Listing[Any]:
    made = Listing(**parts)
    check_order(made.complete_from, made.complete_until, "complete_from", "complete_until")
    return made


def _with_own_ids(records: tuple[Any, ...]) -> tuple[Any, ...]:
    first: dict[Any, int] = {}
    for n, each in enumerate(records):
        own = each.__dict__.get("id")
        if own is not None and first.setdefault(own, n) != n:
            problem, advice = "another record of this list has the same id", "give each record its own id"
            refuse("duplicate_id", problem, advice, at=(n, "id"), other=(first[own], "id"))
    return records


def _write_list(value: Any, write: core_schema.SerializerFunctionWrapHandler) -> Any:
    if not isinstance(value, Listing):
        return write(value)
    days = {"complete_from": value.complete_from, "complete_until": value.complete_until}
    return {
        "items": write(value.items),
        **{key: day.isoformat() for key, day in days.items() if day is not None},
    }


Listed: TypeAlias = Annotated[tuple[T, ...] | Listing[T], RecordList()] | None
"""A list of records, with or without its coverage; None while it is not known."""


def items_of(listed: tuple[T, ...] | Listing[T] | None) -> tuple[T, ...]:
    """The records that a list has, whatever its form; of a list that is not known, none."""
    return listed.items if isinstance(listed, Listing) else listed or ()


class OneForEach:
    """Marks the day of something that may happen once for each of several things: a day, or a list of them.

    A record of the list says on which day it happened, and may say for which thing, by its id.
    """

    kind: Final = "event"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        single, several = (each for each in get_args(source) if each is not NoneType)
        return core_schema.tagged_union_schema(
            {DAY_TAG: handler.generate_schema(single), EACH_TAG: handler.generate_schema(several)},
            discriminator=_day_or_days,
        )


#: As `LIST_TAG`: a single day, and a list of days.
DAY_TAG: Final = "."
EACH_TAG: Final = "[.]"
#: All that pydantic inserts into the location of a fault, and that no file has.
TAGS: Final = frozenset({LIST_TAG, COVERED_TAG, DAY_TAG, EACH_TAG})


def _day_or_days(value: Any) -> str:
    return EACH_TAG if _form_of_list(value) else DAY_TAG


@dataclass(frozen=True, slots=True)
class Bare:
    """Marks a history for which a bare text may stand: one record with that ``key`` and with open ends."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._spread, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        made = handler(schema)
        plain = made["anyOf"][0]["oneOf"][0]["items"]
        named = handler.resolve_ref_schema(plain)["properties"][self.key]
        bare = {key: part for key, part in named.items() if key not in {"title", "description"}}
        return {"anyOf": [made, bare]}

    def _spread(self, value: Any) -> Any:
        is_bare = isinstance(value, str) and value != NONE
        return [{self.key: value, "from": NONE, "to": NONE}] if is_bare else value

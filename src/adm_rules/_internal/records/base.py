"""The base of every record.

The modules with models do without postponed annotations: pydantic would compile some three hundred texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Final, Self

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core.core_schema import (
    CoreSchema,
    ValidatorFunctionWrapHandler,
    no_info_wrap_validator_function,
)

from adm_rules._internal.records import json_forms
from adm_rules._internal.records.fields import Event, Known, Listed, OneOf
from adm_rules._internal.records.hiding import without_values
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.more import MEANING, Noted
from adm_rules._internal.scalars import check_order
from adm_rules._internal.texts import Text

#: What stands under ``steps``, as the JSON schema says it.
STEPS: Final = "steps that were taken, each with its day · passi compiuti, ciascuno con il suo giorno"


class PlainRecord(BaseModel):
    """Base of every part of a file: frozen, strict about keys, silent about values.

    `repr` shows the class and how many fields are known, because the values are about children. For the same reason no
    error that a record raises holds an input, whoever asks for the validation.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        use_enum_values=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )

    phrase: ClassVar[Text] = Text("", "")
    """What one is called in the labels of its keys, with article and *di* (see `records.keys`)."""

    more: Noted = Field(None, description=MEANING)

    def __init__(self, **keys: Any) -> None:
        """Make a record; a key that is a word of Python may have a low line behind it."""
        for key, attribute in RESERVED.items():
            if attribute in keys and key not in keys:
                keys[key] = keys.pop(attribute)
        super().__init__(**keys)

    # Pydantic then reads parts of files without calling this, and hands its context on to them.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of a record, each key described by its labels."""
        made = handler(schema)
        keys = handler.resolve_ref_schema(made)["properties"]
        for name, info in cls.model_fields.items():
            for mark in info.metadata:
                if isinstance(mark, Key | Each):
                    label = mark.label(cls.phrase)
                    keys[info.alias or name]["description"] = f"{label.en} · {label.it}"
            keys |= dict.fromkeys(_former(info, name), keys[info.alias or name])
        return made

    @classmethod
    def model_json_schema(cls, *options: Any, **named: Any) -> dict[str, Any]:
        """The JSON Schema of a file, described by the labels in both languages; options as pydantic's."""
        return json_forms.each_once(super().model_json_schema(*options, **named))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_wrap_validator_function(_hiding_values, handler(source))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Read a record from JSON text as pydantic does; what is no JSON is not repeated either."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            hidden = without_values(error)
        raise hidden

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        yield "known_fields", len(self.model_fields_set)

    def __str__(self) -> str:
        return repr(self)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse a change; pydantic's own refusal of it would show the value."""
        raise AttributeError("a record is frozen: validate a new one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a record is frozen: validate a new one")


def _former(info: FieldInfo, name: str) -> Iterator[str]:
    """What a key was called before, which is still read."""
    choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else ()
    return (str(old) for old in choices if old != name)


class StepTaken(PlainRecord):
    """A step of a procedure: of those of the list `step`, or of a rule set's own."""

    step: Annotated[str, OneOf("step"), Key("passo", "step", "milestone_step")]
    on: Annotated[Event, Key("data del passo", "day of the step", "milestone_on")] = None
    venue: Annotated[
        Known[Annotated[str, OneOf("venue")]],
        Key("luogo del passo", "venue of the step", "milestone_at"),
    ] = None
    by: Annotated[
        Known[Annotated[str, OneOf("role")]],
        Key("chi ha compiuto il passo", "who took the step", "milestone_by"),
    ] = None


class Record(PlainRecord):
    """Base of every record but a step: it may tell which steps were taken."""

    steps: Listed[StepTaken] = Field(None, description=STEPS)


class Ordered(Record):
    """Base of a record with days of which one cannot lie before another."""

    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of keys: of each pair the second day does not lie before the first."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        held = vars(self)
        for first, last in self.ordered:
            check_order(held[RESERVED.get(first, first)], held[last], first, last)
        return self


#: The attributes of keys that are words of Python.
RESERVED: Final = {"from": "from_", "for": "for_"}


def _hiding_values(data: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(data)
    except ValidationError as error:
        hidden = without_values(error)
    raise hidden  # outside the block above, so that the first error is not its context

"""Answers that are stored: each has a format with a number, a schema, and a reader of what was stored earlier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Final, Self

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.form.codecs import (
    HEAD,
    TRIAL,
    definitions,
    object_form,
    restored,
    written,
)
from adm_rules._internal.report.form.naming import FORMATS, format_name
from adm_rules._internal.report.form.older import lifted
from adm_rules._internal.report.form.opening import opened
from adm_rules._internal.report.form.schema import SHARED, ref, told
from adm_rules._internal.report.plain import Answer, Framed, plain, read
from adm_rules._internal.rules.trial import TrialValue

_INTEGER: Final = {"type": "integer"}
_EXACT: Final = r"^-?[0-9]+(/[0-9]+)?$"
#: What the parts of stored answers refer to, besides what reports do.
_FORMS: Final[Mapping[str, Any]] = {
    **SHARED,
    "both": {
        "type": "object",
        "properties": {"it": {"type": "string"}, "en": {"type": "string"}},
        "required": ["it", "en"],
        "additionalProperties": False,
        "description": "A text in both languages.",
    },
    "decimal": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "description": "A decimal number; euro."},
    "fraction": {"type": "string", "pattern": _EXACT, "description": "An exact fraction."},
    "number": {"anyOf": [_INTEGER, ref("fraction")], "description": "A whole number, or an exact fraction."},
    "end": {"anyOf": [ref("number"), {"type": "null"}]},
    "amount": {
        "anyOf": [
            ref("number"),
            {
                "type": "object",
                "properties": {"from": ref("end"), "to": ref("end"), "or_none": {"type": "boolean"}},
                "required": ["from", "to"],
                "additionalProperties": False,
            },
        ],
        "description": "Whole cents of what is money, minutes of what is time. Two ends stand for what is not wholly "
        "known, `null` for an open one; `or_none`: it may turn out not to exist.",
    },
}  # fmt: skip


class KeptPart(Answer):
    """A part of a stored answer, which is written as it stands in the whole."""

    __slots__ = ()
    #: Properties that are written as well, for those who read; and the keys of lists of tuples.
    ALSO: ClassVar[tuple[str, ...]] = ()
    #: Parts that are written only where there are some.
    IF_ANY: ClassVar[tuple[str, ...]] = ()
    KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: sums in whole cents, other exact numbers as fractions."""
        return written(self)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class StoredAnswer(Framed, KeptPart):
    """An answer with a format of its own: what `to_json` writes, `from_json` reads, and a schema describes.

    ``KIND`` is its name among the formats; ``NOT_STORED`` are fields that belong to another output. ``rules``,
    ``version``, ``fingerprint`` and ``language`` are those of the rule set, ``library`` is the version of this library;
    ``trial`` are the values that were tried in place of the act's.
    """

    KIND: ClassVar[str]
    NOT_STORED: ClassVar[tuple[str, ...]] = ()

    rules: str = ""
    version: str = ""
    fingerprint: str = ""
    library: str = ""
    language: int = 1
    trial: tuple[TrialValue, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The answer in its format: who made it under which rules, and its parts."""
        head = {name: getattr(self, name) for name in HEAD}
        rules = {"id": head["rules"], **{name: head[name] for name in ("version", "fingerprint", "language")}}
        tries = plain(getattr(self, TRIAL))
        return {
            "format": format_name(self.KIND),
            "rules": {**rules, **({TRIAL: tries} if tries else {})},
            "library": head["library"],
            **written(self),
        }

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The answer that `to_json` wrote, in this format or an older one.

        Raises:
            ReportError: it is no such answer, or of a format that this library does not know.
        """
        shape: Any = cls
        schema = stored_schema(shape)
        return opened(
            text,
            cls.KIND,
            schema,
            newest=cls._of,
            oldest=lambda data: cls._of(lifted(cls.KIND, data)),
        )

    @classmethod
    def _of(cls, data: Mapping[str, Any]) -> Self:
        rules = data["rules"]
        head = {name: rules[name] for name in ("version", "fingerprint", "language")}
        tries = tuple(read(TrialValue, each) for each in rules.get(TRIAL, ()))
        made: Self = restored(cls, data, rules=rules["id"], **head, library=data["library"], trial=tries)
        return made


@cache
def stored_schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a stored answer."""
    kind, form = shape.KIND, object_form(shape)
    number = FORMATS[kind]
    head = {
        "format": {"const": format_name(kind)},
        "rules": ref("rules"),
        "library": told({"type": "string"}, "The library's version."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:adm-rules:{kind}:{number}",
        "title": f"adm_rules {kind}, format {number}",
        **form,
        "properties": {**head, **form["properties"]},
        "required": [*head, *form["required"]],
        "$defs": {**_FORMS, **definitions(shape)},
    }

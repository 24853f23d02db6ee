"""The keys of a record, as its model has them: what a mapping may feed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from adm_rules._internal.facts.derive import kind_of, record_in
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.records.keys import Each
from adm_rules._internal.tables.mapping import ModelKey

#: What no column feeds: what is complete the mapping says of each list, and a declared fact has no kind here.
_NOT_FED: Final = frozenset({"complete_until", "complete_from", "more"})


@cache
def every_key(model: type[PlainRecord]) -> Mapping[str, ModelKey]:
    """Each key of a record, with what its model says of it."""
    fields = ((info.alias or name, info) for name, info in model.model_fields.items())
    return MappingProxyType({name: _key(name, info) for name, info in fields})


def keys_of(model: type[PlainRecord]) -> Mapping[str, ModelKey]:
    """Each key of a record that a mapping may feed."""
    return {name: key for name, key in every_key(model).items() if name not in _NOT_FED}


def _key(name: str, info: FieldInfo) -> ModelKey:
    record, is_list = record_in(info.annotation)
    kind = _kind(info)
    each = next((mark for mark in info.metadata if isinstance(mark, Each)), None)
    dated = each is not None and bool(each.placing or each.day or each.span)
    return ModelKey(name, kind, info.is_required(), _may_be_none(info.annotation), record, is_list, dated)


def _kind(info: FieldInfo) -> str:
    """The kind of a key's value; empty where it can only be a record."""
    try:
        return kind_of(info.annotation, tuple(info.metadata)).removesuffix(":signed")
    except (KeyError, StopIteration):
        return ""


def _may_be_none(annotation: Any) -> bool:
    """Whether a type admits ``"none"``."""
    parts = get_args(annotation)
    return (get_origin(annotation) is Literal and "none" in parts) or any(map(_may_be_none, parts))

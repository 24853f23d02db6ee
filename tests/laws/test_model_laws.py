"""What holds of every file: it survives a round trip, a missing key, and another order of its lists."""

import json
import random
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from adm_rules._internal.case import Case
from adm_rules._internal.records import Listing, PlainRecord, Record, items_of
from tests.laws.model_files import ROOTS, holders, records

each_root = pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__name__)


@each_root
@given(data=st.data())
def test_what_is_written_reads_back_as_the_same(root: type[Record], data: st.DataObject) -> None:
    read = root.model_validate(data.draw(records(root)))
    written = read.model_dump(mode="json", exclude_none=True)
    assert root.model_validate(written) == read
    assert root.model_validate_json(json.dumps(written)) == read
    assert root.model_validate(read.model_dump()) == read
    assert root.model_validate(written).model_dump(mode="json", exclude_none=True) == written


@each_root
@given(data=st.data())
def test_null_is_the_same_as_an_absent_key(root: type[Record], data: st.DataObject) -> None:
    file = data.draw(records(root))
    known = root.model_validate(file)
    absent = [field.alias or name for name, field in root.model_fields.items() if not field.is_required()]
    assert root.model_validate({**dict.fromkeys(absent), **file}) == known


@each_root
@settings(max_examples=1)
@given(data=st.data())
def test_any_optional_key_may_be_missing_and_no_other(root: type[Record], data: st.DataObject) -> None:
    file = data.draw(records(root, whole=True))
    root.model_validate(file)
    for record in list(holders(file)):
        for key in list(record):
            value = record.pop(key)
            required = _required({*record, key}, key)
            refused: AbstractContextManager[Any] = (
                pytest.raises(ValidationError) if required == {True} else nullcontext()
            )
            refused = suppress(ValidationError) if len(required) > 1 else refused
            with refused:
                root.model_validate(file)
            record[key] = value


RARE = {"steps", "for"}


def _required(keys: set[str], key: str) -> set[bool]:
    """Whether the models with just these keys require one of them; few of the records drawn have those of `RARE`.

    Two models with the same keys may differ: then either answer is right here.
    """
    return {
        field.is_required()
        for model in _models(PlainRecord)
        if {field.alias or name for name, field in model.model_fields.items()} - RARE == keys - RARE
        for name, field in model.model_fields.items()
        if (field.alias or name) == key
    }


def _models(model: type[PlainRecord]) -> list[type[PlainRecord]]:
    return [model, *(below for each in model.__subclasses__() for below in _models(each))]


@given(file=records(Case), order=st.randoms(use_true_random=False))
def test_lists_and_sets_may_come_in_any_order(file: dict[str, Any], order: random.Random) -> None:
    read = Case.model_validate(file)
    for record in holders(file):
        for value in record.values():
            if isinstance(value, list):
                order.shuffle(value)
    shuffled = Case.model_validate(file)
    assert _sorted(shuffled) == _sorted(read)


def _sorted(value: object) -> object:
    """A record as plain data in which the order of lists no longer matters."""
    if isinstance(value, PlainRecord):
        return {name: _sorted(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Listing):
        return (_sorted(value.items), value.complete_from, value.complete_until)
    if isinstance(value, tuple):
        return sorted((_sorted(each) for each in value), key=repr)
    return sorted(value) if isinstance(value, frozenset) else value


#: Lists that ids lead to: one that is whole must hold what they name.
LED_TO = {"requests", "interventions"}


@given(file=records(Case))
def test_coverage_does_not_change_the_items(file: dict[str, Any]) -> None:
    plain = {
        key: value["items"] if isinstance(value, dict) and "items" in value and key not in LED_TO else value
        for key, value in file.items()
    }
    covered, bare = Case.model_validate(file), Case.model_validate(plain)
    for name in Case.model_fields:
        if isinstance(getattr(covered, name), tuple | Listing):
            assert items_of(getattr(covered, name)) == items_of(getattr(bare, name))

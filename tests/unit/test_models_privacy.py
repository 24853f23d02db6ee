"""No value of a file shows in `repr`, in `str`, in an error or in a diagnostic, whatever is wrong with it."""

import logging
import pickle
import pprint
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from adm_rules.case import Case
from adm_rules.diagnostics import render_all
from adm_rules.records import Listing, Record, describe_errors
from tests.laws.model_files import ROOTS, holders, leaves, records, replaced

SECRET = "Zeta77-private"
each_root = pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__name__)
few = settings(max_examples=2, suppress_health_check=list(HealthCheck))


def parts(value: Any) -> Iterator[Any]:
    """Every record and every list with coverage of a file."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, Listing):
        yield value
        yield from parts(value.items)
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)


@each_root
@few
@given(data=st.data())
def test_a_record_shows_only_how_much_is_known(root: type[Record], data: st.DataObject) -> None:
    for part in parts(root.model_validate(data.draw(records(root, whole=True)))):
        shown = f"Listing({len(part.items)} items)" if isinstance(part, Listing) else None
        shown = shown or f"{type(part).__name__}(known_fields={len(part.model_fields_set)})"
        assert {repr(part), str(part), f"{part}", f"{part!r}"} == {shown}
        if isinstance(part, Record):
            assert list(part.__repr_args__()) == [("known_fields", len(part.model_fields_set))]
            assert pprint.pformat(part) == shown


def test_a_listing_does_not_show_its_items() -> None:
    made = Case.model_validate(
        {"id": SECRET, "birth_date": "2015-06-01", "holders": {"items": [{"id": SECRET}]}}
    )
    assert repr(made.holders) == "Listing(1 items)"
    assert (
        SECRET
        not in repr([made])
        + str({"case": made})
        + logging.makeLogRecord({"msg": "%s", "args": (made,)}).getMessage()
    )
    assert pickle.loads(pickle.dumps(made)) == made


def texts_of(error: ValidationError) -> str:
    """Everything that the library, a log or a traceback would print of an error."""
    return "\n".join(
        [
            str(error),
            repr(error),
            "".join(traceback.format_exception_only(error)),
            render_all(describe_errors(error)),
        ]
    )


@each_root
@few
@given(data=st.data())
def test_a_wrong_value_is_never_repeated(root: type[Record], data: st.DataObject) -> None:
    file = data.draw(records(root, whole=True))
    for path in leaves(file):
        for wrong in (f"{SECRET}!", [f"{SECRET}!"], {f"{SECRET}!": 1}, 7_700_770_077, b"7700770077"):
            try:
                root.model_validate(replaced(file, path, wrong))
            except ValidationError as error:
                printed = texts_of(error)
                assert SECRET not in printed
                assert "770077" not in printed


@each_root
@few
@given(data=st.data())
def test_an_unknown_key_is_never_repeated(root: type[Record], data: st.DataObject) -> None:
    file = data.draw(records(root, whole=True))
    for record in list(holders(file)):
        record[SECRET] = SECRET
        with pytest.raises(ValidationError) as caught:
            root.model_validate(file)
        del record[SECRET]
        assert SECRET not in render_all(describe_errors(caught.value))


@pytest.mark.parametrize(
    "keys",
    [
        {"birth_date": "2077-07-07", "complete_until": "2066-06-06"},
        {"requests": [{"submitted_on": "2066-06-06"}], "birth_date": "2077-07-07"},
        {"holders": [{"id": SECRET}, {"id": SECRET}]},
        {"residence": [{"municipality": "tirano", "to": "2077-07-07", "from": "2066-06-06"}] * 2},
        {"protection_paths": [{"from": "2077-07-07", "to": "2066-06-06"}]},
        {
            "interventions": [
                {"service": "pippi", "sessions": [{"start": "2077-07-07T10:00", "end": "2066-06-06T10:00"}]}
            ]
        },
        {"interventions": [{"service": "pippi", "sessions": [{"start": "2077-07-07T10:00+29:00"}]}]},
    ],
)
def test_faults_between_values_do_not_repeat_them(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({"id": SECRET, "birth_date": "2015-06-01", **keys})
    printed = texts_of(caught.value)
    assert not any(value in printed for value in (SECRET, "2077", "2066", "tirano"))


def test_a_record_cannot_be_changed() -> None:
    made = Case.model_validate({"id": "case-1", "birth_date": "2015-06-01"})
    with pytest.raises(AttributeError, match=r"^a record is frozen: validate a new one$"):
        made.id = SECRET  # type: ignore[misc]  # that it is frozen is the point
    with pytest.raises(AttributeError, match=r"^a record is frozen: validate a new one$"):
        del made.id
    assert made.model_copy() == made

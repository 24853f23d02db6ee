"""No value of a file shows in `repr`, in `str`, in an error or in a diagnostic, whatever is wrong with it."""

import io
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError, field_validator
from pydantic_core import to_jsonable_python

from adm_rules._internal.case import Case
from adm_rules._internal.diagnostics import HIDDEN_KEY, CaseError, render_all
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.records import Listing, Record, describe_errors
from adm_rules._internal.records.hiding import MOST_FAULTS
from tests.laws.model_files import ROOTS, leaves, records, replaced

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


def texts_of(error: BaseException) -> str:
    """Everything that the library, a log, a pickle, a web framework or a traceback would show of an error."""
    stream = io.StringIO()
    logger = logging.getLogger("privacy")
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    logger.error("refused %s", error, exc_info=error)
    logger.removeHandler(handler)
    again = pickle.loads(pickle.dumps(error))
    shown = [str(error), repr(error), str(again), repr(again), repr(error.args), stream.getvalue()]
    shown += traceback.format_exception(error)
    for each in (error, again):
        if isinstance(each, ValidationError):
            shown += [
                repr(each.errors()),
                each.json(),
                json.dumps({"detail": to_jsonable_python(each.errors())}),
            ]
            shown.append(render_all(describe_errors(each)))
    chained = [each for each in (error.__cause__, error.__context__) if each is not None]
    return "\n".join([*shown, *map(texts_of, chained)])


NAMES_OF: Final[dict[type[Record], str]] = dict(
    zip(ROOTS, ("case", "agency", "contract", "district"), strict=True)
)
ENTRIES: Final[tuple[Callable[[type[Record], Any], object], ...]] = (
    lambda root, data: root.model_validate(data),
    lambda root, data: root(**data),
    lambda root, data: root.model_validate_json(json.dumps(data)),
    lambda root, data: TypeAdapter(root).validate_python(data),
    lambda root, data: TypeAdapter(list[root]).validate_python([data]),  # type: ignore[valid-type]
    lambda root, data: as_model(NAMES_OF[root], data),
    lambda root, data: as_model(NAMES_OF[root], json.dumps(data)),
)
WRONG: Final = (f"{SECRET}!", [f"{SECRET}!"], {f"{SECRET}!": 1}, 7_700_770_077, "7700770077T")


@each_root
@settings(few, max_examples=1)
@given(data=st.data())
def test_no_value_leaves_by_any_exit(root: type[Record], data: st.DataObject) -> None:
    """A canary in the place of every value of every record, each by another way in: no error holds it."""
    file = data.draw(records(root, whole=True))
    for n, path in enumerate(leaves(file)):
        wrong, entry = WRONG[n % len(WRONG)], ENTRIES[n // len(WRONG) % len(ENTRIES)]
        try:
            entry(root, replaced(file, path, wrong))
        except (ValidationError, CaseError) as error:
            shown = texts_of(error)
            assert SECRET not in shown
            assert "770077" not in shown


def test_what_is_no_json_is_not_repeated() -> None:
    for text in (f'{{"id": "{SECRET}",', f'"{SECRET}"', f'["{SECRET}"]'):
        for read in (Case.model_validate_json, lambda text: as_model("case", text)):
            with pytest.raises((ValidationError, CaseError)) as caught:
                read(text)
            assert SECRET not in texts_of(caught.value)


def test_the_faults_of_a_file_are_not_without_end() -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(
            {"id": "c", "birth_date": "2015-06-01", **{f"k{chr(97 + n % 26)}{n}": n for n in range(9_999)}}
        )
    told = describe_errors(caught.value)
    assert len(told) == MOST_FAULTS + 1
    assert [each.code for each in told].count("too-many-faults") == 1
    assert len(render_all(told)) < 20_000


CODE: Final = "RSSMRA" + "80A01H501U"  # in two parts, so that no file holds the shape of a tax code
SHOWN_OR_NOT: Final = (
    ("xyzzy", "xyzzy"),
    ("stato_attuale", "stato_attuale"),
    ("k" * 50, "k" * 39 + "\N{HORIZONTAL ELLIPSIS}"),
    (CODE, None),
    (f"id_{CODE.lower()}", None),
    ("mario@example.org", None),
    ("+39 333 1234567", None),
    ("tel3331234567", None),
    ("Mario Rossi", None),
    ("2015-06-01", None),
)


@each_root
@pytest.mark.parametrize(("key", "shown"), SHOWN_OR_NOT)
def test_an_unknown_key_is_named_unless_it_says_who_somebody_is(
    root: type[Record], key: str, shown: str | None
) -> None:
    with pytest.raises(ValidationError) as caught:
        root.model_validate({key: SECRET})
    text = texts_of(caught.value)
    assert SECRET not in text
    assert (key in text) is (key == shown)
    problem = f"the key `{shown or HIDDEN_KEY}` is not known here"
    assert problem in [each.message for each in describe_errors(caught.value)]


def test_a_key_that_is_not_shown_is_still_placed() -> None:
    text = '{"id": "c", "birth_date": "2015-06-01",\n "ok": 1,\n "' + CODE + '": 2}'
    with pytest.raises(CaseError) as caught:
        as_model("case", text, file="case.json")
    assert [str(each.position) for each in caught.value.diagnostics] == ["case.json:2:2", "case.json:3:2"]


def test_a_validator_of_somebody_elses_model_keeps_values_to_itself() -> None:
    class Own(Case):
        @field_validator("id", mode="after")
        @classmethod
        def refused(cls, value: str) -> str:
            raise ValueError(f"not {value}")

    with pytest.raises(ValidationError) as caught:
        Own.model_validate({"id": SECRET, "birth_date": "2015-06-01"})
    assert SECRET not in texts_of(caught.value)
    assert [each.code for each in describe_errors(caught.value)] == ["wrong-value"]


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

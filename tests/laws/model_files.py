"""Invented files of the four kinds, made from the models' own annotations: no real person stands behind them.

Every key gets a value of its type. Days that begin something lie before those that end it, so that the files
are valid whichever keys they have.
"""

# ruff: noqa: DTZ001 - local times carry no time zone here

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final, cast, get_args, get_origin

from hypothesis import strategies as st

from adm_rules._internal import scalars
from adm_rules._internal.agency import Agency
from adm_rules._internal.case import Case
from adm_rules._internal.case.intervention import Intervention
from adm_rules._internal.district import District
from adm_rules._internal.municipalities import MUNICIPALITIES
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import OneOf, PlainRecord
from adm_rules._internal.records import fields as kinds
from adm_rules._internal.records.more import DeclaredValues
from adm_rules._internal.service_contract import ServiceContract
from tests.laws.fitting import fitted

ROOTS: Final = (Case, Agency, ServiceContract, District)
#: Where steps are drawn: every record may have them, and files in which each does are large.
WITH_STEPS: Final = (*ROOTS, Intervention)

_FIRST_KEYS: Final = {
    "from", "start", "start_on", "started_on", "listed_from", "complete_from", "term_start", "insurance_from",
    "service_from",
}  # fmt: skip


def _days(key: str) -> st.SearchStrategy[str]:
    first, last = (
        (2010, 2012) if key == "birth_date" else (2018, 2019) if key in _FIRST_KEYS else (2020, 2029)
    )
    return st.dates(date(first, 1, 1), date(last, 12, 31)).map(str)


def _clocks(key: str) -> st.SearchStrategy[str]:
    first, last = (0, 719) if key in _FIRST_KEYS else (720, 1440)
    return st.integers(first, last).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")


def _times(_key: str) -> st.SearchStrategy[str]:
    """Times in months without a change of the clock."""
    return st.datetimes(datetime(2026, 4, 1), datetime(2026, 9, 30)).map(
        lambda when: when.isoformat(timespec="minutes")
    )


_MONEY: Final = st.integers(0, 10**7).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
_NUMBER: Final = st.integers(0, 10**7).map(
    lambda millionths: f"{millionths // 10**6}.{millionths % 10**6:06}"
)
_BY_READER: Final[dict[Any, Any]] = {
    scalars.read_day: _days,
    scalars.read_time: _times,
    scalars.read_clock: _clocks,
    scalars.read_money: lambda _: _MONEY,
    scalars.read_positive_money: lambda _: _MONEY,
    scalars.read_number: lambda _: _NUMBER,
    scalars.read_fraction: lambda _: st.integers(1, 9).map(lambda whole: f"1/{whole}"),
    scalars.read_ratio: lambda _: st.integers(1, 9).map(lambda whole: f"1/{whole}"),
    scalars.read_id: lambda _: st.from_regex(r"[a-z]-[0-9]{1,6}", fullmatch=True),
    scalars.read_place: lambda _: st.sampled_from(sorted(MUNICIPALITIES)),
    scalars.read_province: lambda _: st.sampled_from(["SO", "VA", "MI", "LO"]),
}


_TEXTS: Final = st.from_regex(r"[a-z]-[0-9]{1,6}", fullmatch=True)
#: What a rule set may keep under `more`; here always that of another one than judges.
_VALUES: Final = st.one_of(st.none(), st.booleans(), st.integers(0, 99), _TEXTS, st.lists(_TEXTS, max_size=1))
_PLAIN: Final[dict[Any, st.SearchStrategy[Any]]] = {
    bool: st.booleans(),
    DeclaredValues: st.dictionaries(st.from_regex(r"other/[a-z]{1,9}", fullmatch=True), _VALUES, max_size=3),
}


def _of(annotation: Any, marks: Sequence[Any], key: str, *, whole: bool) -> st.SearchStrategy[Any]:
    """Values, as a file writes them, of an annotation with its marks below a key."""
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if hasattr(annotation, "__metadata__"):
        return _of(annotation.__origin__, annotation.__metadata__, key, whole=whole)
    for mark in marks:
        if isinstance(mark, OneOf):
            return st.sampled_from(list(NAMES[mark.names]))
        if isinstance(mark, kinds.Reads):
            return cast("st.SearchStrategy[Any]", _BY_READER[mark.read](key))
        if isinstance(mark, kinds.RecordList):
            return _lists(get_args(parts[0])[0], key, whole=whole)
        if isinstance(mark, kinds.OrNone):
            known = _of(parts[0], (), key, whole=whole)
            return known if whole else st.one_of(known, st.just("none"))
    if get_origin(annotation) is frozenset:
        return st.lists(_of(parts[0], (), key, whole=whole), unique=True, max_size=3)
    if annotation is int:
        return st.integers(1900, 2100) if key == "year" else st.integers(0, 1200)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    return records(annotation, whole=whole) if not parts else _of(parts[0], (), key, whole=whole)


def _lists(record: type[PlainRecord], key: str, *, whole: bool) -> st.SearchStrategy[Any]:
    """Lists of at most two records, of one where two might overlap, plain or with their coverage."""
    most = 1 if key in {"residence", "family_residence", "lives_with"} else 2
    plain = st.lists(records(record, whole=whole), min_size=int(whole), max_size=most).map(_numbered)
    if whole:
        return plain
    covered = st.fixed_dictionaries({"items": plain}, optional={"complete_until": _days("to")})
    return st.one_of(plain, covered)


def _numbered(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "id": f"{each['id']}.{n}"} if "id" in each else each for n, each in enumerate(found)]


@cache  # a strategy is costly to make, and there are few
def records(model: type[PlainRecord], *, whole: bool = False) -> st.SearchStrategy[Any]:
    """Records of a model: with every key, or with any; steps only of a few models."""
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in model.model_fields.items():
        if name == "steps" and model not in WITH_STEPS:
            continue
        key = field.alias or name
        into = required if whole or field.is_required() else optional
        into[key] = _of(field.annotation, field.metadata, key, whole=whole)
    made = st.fixed_dictionaries(required, optional=optional).map(_ended)
    return made.map(fitted) if model in ROOTS else made


def _ended(record: dict[str, Any]) -> dict[str, Any]:
    """A session ends an hour after it starts, and somebody is present at it."""
    if record.get("users_present") in (0, "none"):
        record["users_present"] = 1
    start = record.get("start", "")
    if "T" in start and record.get("end", "none") != "none":
        record["end"] = (datetime.fromisoformat(start) + timedelta(hours=1)).isoformat(timespec="minutes")
    return record


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all single values."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path


def holders(data: Any) -> Iterator[dict[str, Any]]:
    """All records of a file, itself included."""
    if isinstance(data, dict):
        yield data
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from holders(value)


def replaced(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The data with another value at a path."""
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = replaced(data[path[0]], path[1:], value)
    return copy

"""Accepts files that are surely in order, without the models: plain data in, the same in their one normal form out.

A file that holds anything unusual is not refused here: the models read it, and alone say what is wrong. So there is
one set of diagnostics, and the ordinary file is read several times as fast and without loading Pydantic. What is
accepted is what a model would write as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from adm_rules._internal.acceptance.fits import Fits, conditions, one_at_a_time
from adm_rules._internal.acceptance.shapes import KEYS, ROOTS
from adm_rules._internal.acceptance.values import OddError, Reader, may_not_exist, several, single
from adm_rules._internal.scalars import NONE

__all__ = ["Acceptance"]

_LISTS: Final[frozenset[type]] = frozenset({list, tuple, dict})
_COVERAGE: Final = ("complete_from", "complete_until")
_COVERED: Final = {"items", *_COVERAGE}


class Acceptance:
    """Accepts files for one rule set: ``names`` are those that it adds, ``indicators`` what certificates may attest."""

    def __init__(
        self, names: Mapping[str, Collection[str]] | None = None, indicators: Collection[str] = ()
    ) -> None:
        self._names = names or {}
        self._indicators = frozenset(indicators)
        self._records: dict[str, Reader] = {}

    def accept(self, root: str, data: Any) -> dict[str, Any] | None:
        """The content of a file (``case``, ``agency``, …) in its normal form, or None where the models must decide."""
        try:
            accepted: dict[str, Any] = self._record(ROOTS[root])(data)
        except (ValueError, LookupError, TypeError):
            return None
        return accepted

    def _record(self, name: str) -> Reader:
        found = self._records.get(name)
        if found is None:
            found = self._records[name] = self._made(name)
        return found

    def _made(self, name: str) -> Reader:
        specs = {key: spec.split() for key, spec in KEYS[name].items()}
        required = tuple(key for key, spec in specs.items() if "!" in spec)
        fits = (*conditions(name), self._is_no_indicator) if name == "IseeCertificate" else conditions(name)
        readers: dict[str, Reader] = {}

        def reader(key: str) -> Reader:
            found = readers[key] = self._reader(*specs[key])
            return found

        return _record_reader(readers, reader, required, fits)

    def _is_no_indicator(self, record: Mapping[str, Any]) -> bool:
        return record.get("kind") not in self._indicators

    def _reader(self, kind: str, *marks: str) -> Reader:
        if kind.startswith("["):
            bare = next((mark.partition(":")[2] for mark in marks if mark.startswith("bare:")), None)
            return _list_reader(self._record(kind[1:-1]), bare, one="one" in marks)
        if kind.startswith("{"):
            return several(single(kind[1:-1], self._names))
        if kind == "days":
            return _days_reader(single("day", {}), _list_reader(self._record("Noted"), None, one=False))
        read = self._record(kind) if kind in KEYS else single(kind, self._names)
        return may_not_exist(read) if "~" in marks else read


def _record_reader(
    readers: Mapping[str, Reader],
    first: Callable[[str], Reader],
    required: tuple[str, ...],
    fits: tuple[Fits, ...],
) -> Reader:
    def accept(data: Any) -> dict[str, Any]:
        if data.__class__ is not dict:
            raise OddError
        record: dict[str, Any] = {}
        for key, value in data.items():
            read = readers.get(key) or first(key)  # a key that is not known is none even where nothing stands
            if value is not None:
                record[key] = read(value)
        for key in required:
            if key not in record:
                raise OddError
        for fit in fits:
            if not fit(record):
                raise OddError
        return record

    return accept


def _days_reader(day: Reader, several_days: Reader) -> Reader:
    one = may_not_exist(day)
    return lambda value: several_days(value) if value.__class__ in _LISTS else one(value)


def _list_reader(read: Reader, bare: str | None, *, one: bool) -> Reader:
    days = {key: single("day", {}) for key in _COVERAGE}

    def records(value: Any) -> list[Any]:
        found = [read(each) for each in value]
        ids = [each["id"] for each in found if "id" in each]
        if len(frozenset(ids)) < len(ids):
            raise OddError
        if one and not one_at_a_time(found):
            raise OddError
        return found

    def accept(value: Any) -> Any:
        if value.__class__ is list or value.__class__ is tuple:
            return records(value)
        if value.__class__ is str and bare and value != NONE:
            return records([{bare: value, "from": NONE, "to": NONE}])
        if (
            value.__class__ is not dict
            or not value.keys() <= _COVERED
            or value["items"].__class__ is not list
        ):
            raise OddError
        covered = {key: days[key](value[key]) for key in _COVERAGE if value.get(key) is not None}
        if covered.get(_COVERAGE[0], "") > covered.get(_COVERAGE[1], NONE):
            raise OddError
        return {"items": records(value["items"]), **covered}

    return accept

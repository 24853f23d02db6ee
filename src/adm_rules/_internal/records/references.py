"""What records of one file say of each other: ids that must lead somewhere, and twins that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from adm_rules._internal.diagnostics import Path
from adm_rules._internal.records.fields import Listing, items_of
from adm_rules._internal.records.hiding import HIDDEN
from adm_rules._internal.scalars import NONE, fault

UNKNOWN_REFERENCE: Final = "unknown_reference"


def placed(key: str, listed: tuple[Any, ...] | Listing[Any] | None) -> Iterator[tuple[Path, Any]]:
    """Each record of a list, with the path that leads to it from the owner of ``key``."""
    head: Path = (key, "items") if isinstance(listed, Listing) else (key,)
    yield from (((*head, n), each) for n, each in enumerate(items_of(listed)))


def ids_of(listed: tuple[Any, ...] | Listing[Any] | None) -> frozenset[str] | None:
    """The ids that a whole list has; None where it may have others, or a record bears none."""
    ids = [each.id for each in listed] if isinstance(listed, tuple) else [None]
    return None if None in ids else frozenset(map(str, ids))


def leads_nowhere(
    known: frozenset[str] | None, what: str, given: Iterable[tuple[Path, object]]
) -> Iterator[PydanticCustomError]:
    """A fault for each id that no record of a whole list bears; ``what`` names the list."""
    for path, wanted in given:
        if known is not None and wanted not in {None, NONE} and wanted not in known:
            problem = f"no record of `{what}` has this id"
            yield fault(
                "unknown_reference", problem, f"correct the id, or add its record to `{what}`", at=path
            )


def refuse_all(model: str, faults: Iterable[PydanticCustomError]) -> None:
    """Refuse a record for everything that is wrong in it; nothing happens if nothing is."""
    lines = [InitErrorDetails(type=each, loc=(), input=HIDDEN) for each in faults]
    if lines:
        raise ValidationError.from_exception_data(model, lines, hide_input=True)

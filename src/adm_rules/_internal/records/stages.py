"""All faults of a file at once: what a fault keeps from being looked at is looked at without it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from adm_rules._internal.acceptance.shapes import KEYS
from adm_rules._internal.diagnostics import Path, shown_key
from adm_rules._internal.names import NAMES
from adm_rules._internal.records.fields import TAGS
from adm_rules._internal.records.hiding import joined
from adm_rules._internal.records.references import UNKNOWN_REFERENCE

_ROUNDS: Final = (
    8  # a value, its record, the record above, what the records say together; each may need a stand-in
)
#: What stands for the root's own keys while they are wrong: nothing is older, and nothing refers to it.
_ROOT: Final = {"id": "file", "birth_date": "1900-01-01"}


def every_fault(error: ValidationError, data: Any, validate: Callable[[Any], object]) -> ValidationError:
    """The faults of ``error``, and those that it hid: of whole records, and between records.

    Each round validates the data without what was wrong so far. Whatever that itself brings about is no fault: a key
    that is missing since it was taken out, or an id that nothing bears any more. In the place of a name or a number
    that a record cannot be without stands some other, so that the rest of the record is looked at.
    """
    cuts: set[Path] = set()
    fills: dict[Path, Any] = {}
    found = list(error.errors(include_url=False))
    told = {_key(each) for each in found}
    last: Iterable[ErrorDetails] = found
    for _ in range(_ROUNDS if isinstance(data, Mapping) else 0):
        before = len(cuts) + len(fills)
        fills |= {_path(each): fill for each in last if (fill := _fill(each, error.title)) is not None}
        cuts |= {cut for each in last if _path(each) not in fills and (cut := _cut(each, data, cuts))}
        if len(cuts) + len(fills) == before:
            break
        rest = _Rest(data, cuts, fills)
        try:
            validate({**rest.data, **_root_without(found, cuts)})
        except ValidationError as further:
            last = [rest.placed(each) for each in further.errors(include_url=False)]
        else:
            break
        new = [each for each in last if _key(each) not in told and not _is_made(each, cuts, fills)]
        told |= {_key(each) for each in new}
        found += new
    return joined(error.title, found)


def _root_without(found: Iterable[ErrorDetails], cuts: set[Path]) -> dict[str, str]:
    """What stands in the place of the root's own keys that were taken out."""
    needed = {_path(each)[:1] for each in found if each["type"] != "extra_forbidden"}
    return {key: value for key, value in _ROOT.items() if (key,) in cuts & needed}


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step not in TAGS)


def _key(detail: ErrorDetails) -> tuple[object, ...]:
    return detail["type"], _path(detail), repr(detail.get("ctx"))


def _fill(detail: ErrorDetails, title: str) -> Any:
    """What may stand for a missing key: a name or a number says nothing of the rest of its record, as a day would."""
    path = _path(detail)
    if detail["type"] != "missing" or len(path) == 1:
        return None
    form, shape = "", title
    for step in (each for each in path if isinstance(each, str) and each != "items"):
        form = KEYS[shape].get(step, "") if shape in KEYS else ""
        shape = form.partition("]")[0].removeprefix("[").partition(" ")[0]
    kind, _, rest = form.partition(" ")[0].partition(":")
    if kind == "enum":
        return str([*NAMES[rest]][-1])
    return int(rest.partition(":")[0]) if kind == "whole" else "tirano" if kind == "place" else None


def _is_made(detail: ErrorDetails, cuts: set[Path], fills: Collection[Path]) -> bool:
    other = detail.get("ctx", {}).get("other")
    if other and any((*_path(detail), *other)[: len(fill) - 1] == fill[:-1] for fill in fills):
        return True
    if detail["type"] == UNKNOWN_REFERENCE:
        named = detail["ctx"]["problem"]
        return any(len(cut) > 1 and isinstance(cut[-1], int) and f"`{cut[0]}`" in named for cut in cuts)
    return detail["type"] == "missing" and _path(detail) in cuts


def _cut(detail: ErrorDetails, data: Any, cuts: set[Path]) -> Path:
    """What to take out for a fault: the value, or the record that cannot be without it; the root's own key at least."""
    path = _path(detail)
    if detail["type"] == "missing" and len(path) > 1:
        return path[:-1]
    path = (*path, *detail.get("ctx", {}).get("at", ()))
    if detail["type"] == "missing" and path in cuts:
        return ()
    return _existing(data, path) if detail["type"] != "missing" else path


def _existing(data: Any, path: Path) -> Path:
    """The part of a path that the data have; a key that was shown in part only is found again."""
    here: Any = data
    found: Path = ()
    for told in path:
        step = told
        if isinstance(here, Mapping) and isinstance(told, str):
            step = next((key for key in here if key == told or shown_key(str(key)) == told), told)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        found = (*found, step)
    return found


class _Rest:
    """The data without the parts that were taken out, and where what is left stood before."""

    def __init__(self, data: Mapping[str, Any], cuts: set[Path], fills: Mapping[Path, Any]) -> None:
        self.cuts = cuts
        self.fills = fills
        self.kept: dict[Path, list[int]] = {}
        self.data: dict[str, Any] = self._without(data, (), ())

    def _without(self, node: Any, before: Path, now: Path) -> Any:
        if isinstance(node, Mapping):
            left = {key: part for key, part in node.items() if (*before, key) not in self.cuts}
            filled = {path[-1]: fill for path, fill in self.fills.items() if path[:-1] == before}
            return {
                **{key: self._without(part, (*before, key), (*now, key)) for key, part in left.items()},
                **filled,
            }
        if isinstance(node, list):
            kept = self.kept[now] = [n for n in range(len(node)) if (*before, n) not in self.cuts]
            return [self._without(node[old], (*before, old), (*now, new)) for new, old in enumerate(kept)]
        return node

    def placed(self, detail: ErrorDetails) -> ErrorDetails:
        """The fault where it stands in the whole data."""
        now: Path = ()
        place: list[str | int] = []
        for step in detail["loc"]:
            kept = self.kept.get(now, [])
            place.append(kept[step] if isinstance(step, int) and step < len(kept) else step)
            now = now if step in TAGS else (*now, step)
        return {**detail, "loc": tuple(place)}

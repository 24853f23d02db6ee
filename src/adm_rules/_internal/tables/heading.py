"""What a mapping says of all its tables: which lists are whole, and how cells are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.tables.mapping import Forms, ModelKey, Path

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Complete:
    """The lists that hold everything of a span of days; each is taken out once it is found."""

    def __init__(self, since: date | None, until: date | None, lists: list[str]) -> None:
        self.since = since
        self.until = until
        self.lists = lists

    def of(self, dotted: str, key: ModelKey, path: Path, faults: Faults) -> tuple[date | None, date | None]:
        """The span of a list; none if it is not named."""
        if dotted not in self.lists:
            return None, None
        self.lists.remove(dotted)
        if not key.dated:
            faults.add(
                "no-days", f"the records of `{dotted}` have no day", path, "write `absent: none` there"
            )
        return self.since, self.until


def complete(data: Any, faults: Faults) -> Complete:
    """Which lists are whole, and of which span."""
    body = {} if data is None else faults.mapping(data, ("complete",), ("until", "lists"), ("from",)) or {}
    days = {key: _day(body[key], ("complete", key), faults) for key in ("from", "until") if key in body}
    lists = faults.texts(body.get("lists"), ("complete", "lists"))
    return Complete(days.get("from"), days.get("until"), lists)


def _day(data: Any, path: Path, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(str(data) if _DAY.fullmatch(str(data)) else "")
    except ValueError:
        faults.add("bad-date", "expected a day", path, "write it as 2026-03-31")
        return None


def forms(data: Mapping[str, Any], faults: Faults) -> Forms:
    """How the cells are written."""
    zone = data.get("timezone")
    if zone is not None:
        try:
            ZoneInfo(str(zone))
        except (ZoneInfoNotFoundError, ValueError):
            faults.add("unknown-timezone", "there is no such time zone", ("timezone",), "such as `UTC`")
    return Forms(
        (*_patterns(data, "dates", faults), "%Y-%m-%d"),
        (*_patterns(data, "clocks", faults), "%H:%M", "%H:%M:%S"),
        faults.choice(data.get("numbers"), ("comma", "point"), ("numbers",), "point") == "comma",
        frozenset({"", *faults.texts(data.get("unknown"), ("unknown",))}),
        None if zone is None else str(zone),
        _encoding(data.get("encoding"), faults),
    )


def _encoding(data: Any, faults: Faults) -> str | None:
    try:
        "".encode("utf-8" if data is None else str(data))
    except LookupError:
        faults.add("unknown-encoding", "there is no such encoding", ("encoding",), "such as `windows-1252`")
    return None if data is None else str(data)


def _patterns(data: Mapping[str, Any], key: str, faults: Faults) -> tuple[str, ...]:
    found = tuple(faults.texts(data.get(key), (key,)))
    for n, form in enumerate(found):
        if "%" not in form:
            faults.add(
                "wrong-value", "this is no form of a day or a time", (key, n), "such as `%d/%m/%Y`, `%H.%M`"
            )
    return found

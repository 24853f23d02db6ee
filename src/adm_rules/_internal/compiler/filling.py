"""Lays what is presumed of records over what they leave out; the record of the file stays known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

#: What is laid over the records of each subject, by key: over those of files, and over those that nobody has seen.
Fillings: TypeAlias = "Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]]"
#: Under what a content that was filled in keeps the record of the file.
_RECORD: Final = ""


def filled(
    scope: str, content: Any, fillings: Fillings, counts: dict[tuple[str, str], int], phantom: int
) -> Any:
    """A content with what is presumed of it where it says nothing; a stranger's stays as it is.

    ``counts`` are told how often each key of a subject was filled in.
    """
    seen, unseen = fillings.get(scope, ({}, {}))
    presumed = unseen if phantom is True else {} if phantom else seen
    gaps = {key: value for key, value in presumed.items() if content.get(key) is None}
    for key in gaps:
        counts[scope, key] = counts.get((scope, key), 0) + 1
    return {**content, **gaps, _RECORD: content} if gaps else content


def record_of(row: Any) -> int:
    """The identity of the record of the file that a row was made of, also where something was presumed of it."""
    return id(row.d.get(_RECORD, row.d))

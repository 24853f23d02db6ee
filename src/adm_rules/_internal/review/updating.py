"""Writes what came out into example files, in place of what was expected; all else in them stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from adm_rules._internal.loader.pins import flow
from adm_rules._internal.review.examples import ExampleOutcome, Result
from adm_rules._internal.yaml_source import read

_OPEN: Final = "[{"
_CLOSE: Final = "]}"
_QUOTES: Final = "\"'"


def update(result: Result) -> Mapping[Path, int]:
    """Rewrite the expectations that did not come out: each file, with how many; an example with a fault stays."""
    files: dict[str, list[ExampleOutcome]] = {}
    for outcome in result.failed:
        if outcome.fault is None:
            files.setdefault(outcome.example.position.file, []).append(outcome)
    done = {}
    for cited, outcomes in files.items():
        path = example_path(result.folder, cited)
        path.write_text(
            updated(path.read_text(encoding="utf-8"), cited, outcomes), encoding="utf-8", newline="\n"
        )
        done[path] = len(outcomes)
    return done


def example_path(folder: Path, cited: str) -> Path:
    """Where an example file stands that is cited; ``folder`` is that of the rule file."""
    path = Path(cited)  # a shipped file is cited by its place in the repository
    return path if path.is_file() else folder.joinpath(*path.parts[-3:])


def updated(text: str, file: str, outcomes: Iterable[ExampleOutcome]) -> str:
    """The text of an example file with what came out."""
    source = read(text, file)
    numbers = {entry["id"]: n for n, entry in enumerate(source.data["examples"])}
    lines = text.split("\n")
    found = {outcome.example.id: outcome for outcome in outcomes}
    for name in sorted(found, key=numbers.__getitem__, reverse=True):
        place = source.at(("examples", numbers[name], "expect"))
        got = flow(list(found[name].got))
        lines = _replaced(lines, place.line - 1, place.column - 1, got)
    return "\n".join(lines)


def _replaced(lines: Sequence[str], row: int, column: int, new: str) -> list[str]:
    """The lines with a list, which begins at a place, replaced by another one on a single line."""
    before = lines[row][:column].rstrip()
    if lines[row][column:].startswith("["):
        last, end = _end_of_flow(lines, row, column)
        return [*lines[:row], f"{before} {new}{lines[last][end:]}", *lines[last + 1 :]]
    last = row
    while last + 1 < len(lines) and lines[last + 1][:column].strip() == "" and lines[last + 1].strip():
        last += 1
    key = row - 1  # a block list stands below its key
    return [*lines[:key], f"{lines[key].rstrip()} {new}", *lines[last + 1 :]]


def _end_of_flow(lines: Sequence[str], row: int, column: int) -> tuple[int, int]:
    """Where the list that opens at a place is closed: the row, and the column behind its bracket."""
    depth, quote = 0, ""
    while True:
        for n, sign in enumerate(lines[row][column:], start=column):
            if quote:
                quote = "" if sign == quote else quote
            elif sign in _QUOTES:
                quote = sign
            elif sign in _OPEN or sign in _CLOSE:
                depth += 1 if sign in _OPEN else -1
                if not depth:
                    return row, n + 1
        row, column = row + 1, 0

"""Files near an example: one key changed to what lies at or beside a limit, another name, or nothing at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.review.example import Example
from adm_rules._internal.rules import Literal, Regulation, Rule, ValueRef
from adm_rules._internal.values import QuantityError, parse_amount

Place: TypeAlias = tuple[str | int, ...]
#: Minutes by which a moment is moved: one beyond a limit, and a good while.
_MINUTES: Final = (1, -1, 30, -30, 120, -120)
#: How many files of one way come before some of the next.
_IN_A_TURN: Final = 6
#: A key that is taken away.
GONE: Final = object()


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What the limits of rules name: names, whole numbers, and days on which something changes."""

    names: frozenset[str]
    numbers: frozenset[int]
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NearFile:
    """An example moved as a whole by some days, and then with at most one key changed."""

    example: Example
    place: Place = ()
    value: Any = None
    days: int = 0

    @property
    def changed(self) -> dict[str, Any]:
        """The key that is changed, dotted, with what stands there now: None where it is gone."""
        if not self.place:
            return {}
        return {".".join(map(str, self.place)): None if self.value is GONE else self.value}


def landmarks(rules: Sequence[tuple[Rule, Regulation]], days: Collection[int]) -> Landmarks:
    """The names and numbers that rules compare with, those of the values that they name among them."""
    names: set[str] = set()
    numbers: set[int] = set()
    for rule, regulation in rules:
        found: list[Any] = []
        for condition in rule.conditions():
            for operand in condition.all_operands():
                if isinstance(operand, Literal):
                    found.append(_amount(operand.raw))
                elif isinstance(operand, ValueRef):
                    found += [
                        amount
                        for each in regulation.values[operand.name].history
                        for amount in each.amounts()
                    ]
        for each in found:
            names |= each if isinstance(each, frozenset) else {each} if isinstance(each, str) else set()
            if each.__class__ is int:
                numbers |= {each - 1, each, each + 1}
    return Landmarks(frozenset(names), frozenset(n for n in numbers if 0 <= n < 1000), tuple(sorted(days)))


def _amount(raw: Any) -> Any:
    """A literal as values hold it where it is a length of time, which a file writes with its unit."""
    try:
        return parse_amount("minutes", raw) if isinstance(raw, str) else raw
    except QuantityError:
        return raw


def near(example: Example, reads: Collection[str], marks: Landmarks, days: int = 0) -> Iterator[NearFile]:
    """The files that differ from an example, moved by some days, by one key that the rules read."""
    for place, value in _read(example, reads, days):
        for other in _others(value, marks):
            yield NearFile(example, place, other, days)


def at_marks(example: Example, reads: Collection[str], marks: Landmarks, days: int = 0) -> Iterator[NearFile]:
    """Those `near` it with what a limit names in place of a number or a day: there a change is seen first."""
    for place, value in _read(example, reads, days):
        for other in _named(value, marks):
            yield NearFile(example, place, other, days)


def in_turns(ways: Sequence[Iterator[NearFile]]) -> Iterator[NearFile]:
    """The files of several ways, some of each in turn, so that none waits for the end of another."""
    while ways:
        batch = [list(islice(each, _IN_A_TURN)) for each in ways]
        ways = [each for each, files in zip(ways, batch, strict=True) if files]
        yield from chain.from_iterable(batch)


def _read(example: Example, reads: Collection[str], days: int) -> Iterator[tuple[Place, Any]]:
    for root, data in made(NearFile(example, days=days)).files.items():
        for place, value in scalars(data, (root,)):
            if ".".join(part for part in place[1:] if isinstance(part, str)) in reads:
                yield place, value


def moved(example: Example, day: int) -> NearFile:
    """An example as a whole moved by weeks, so that all of the month before it is judged after a day."""
    weeks = max(0, day + 35 - example.on.toordinal()) // 7
    return NearFile(example, days=7 * weeks)


def made(file: NearFile) -> Example:
    """The file as an example of its own."""
    example = file.example
    files = dict(example.files)
    if file.days:
        files = {root: _shifted(data, file.days) for root, data in files.items()}
        example = replace(example, files=files, on=example.on + timedelta(days=file.days))
    if not file.place:
        return example
    files = deepcopy(files)
    holder: Any = files
    for part in file.place[:-1]:
        holder = holder[part]
    if file.value is GONE:
        del holder[file.place[-1]]
    else:
        holder[file.place[-1]] = file.value
    return replace(example, files=files)


def scalars(data: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """What stands in a file, and lists of plain names as one."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from scalars(value, (*place, key))
    elif isinstance(data, list) and any(isinstance(each, (dict, list)) for each in data):
        for n, each in enumerate(data):
            yield from scalars(each, (*place, n))
    else:
        yield place, data


def _named(value: Any, marks: Landmarks) -> Iterator[Any]:
    moment = _moment(value) if isinstance(value, str) else None
    if value.__class__ is int:
        yield from sorted(marks.numbers - {value})
    elif moment.__class__ is date:
        yield from (each for each in _days(marks) if each != value)


def _others(value: Any, marks: Landmarks) -> Iterator[Any]:
    """What else may stand there."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from sorted({value - 1, value + 1, *marks.numbers} - {value, -1})
    elif isinstance(value, list):
        yield from (value[:n] + value[n + 1 :] for n in range(len(value)))
        yield from ([*value, name] for name in sorted(marks.names - set(value)))
    elif isinstance(value, str):
        yield from _other_texts(value, marks)
    yield GONE


def _other_texts(value: str, marks: Landmarks) -> Iterator[str]:
    moment = _moment(value)
    if isinstance(moment, datetime):
        for minutes in _MINUTES:
            yield (moment + timedelta(minutes=minutes)).isoformat(timespec="minutes")
    elif moment is not None:
        beside = {(moment + timedelta(days=days)).isoformat() for days in (-1, 1)}
        yield from sorted(beside | {*_days(marks)} - {value})
    else:
        yield from sorted(marks.names - {value})


def _days(marks: Landmarks) -> list[str]:
    """The days on which something changes, and those before them."""
    days = {each - back for each in marks.days for back in (0, 1)}
    return [date.fromordinal(each).isoformat() for each in sorted(days)]


def _moment(value: str) -> date | datetime | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def _shifted(data: Any, days: int) -> Any:
    """A file whose days and moments all lie so many days later."""
    if isinstance(data, dict):
        return {key: _shifted(value, days) for key, value in data.items()}
    if isinstance(data, list):
        return [_shifted(each, days) for each in data]
    moment = _moment(data) if isinstance(data, str) else None
    if moment is None:
        return data
    later = moment + timedelta(days=days)
    return later.isoformat(timespec="minutes") if isinstance(later, datetime) else later.isoformat()

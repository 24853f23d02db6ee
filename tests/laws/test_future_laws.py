"""The future changes nothing: what happens after the judgement day has not happened, for any rule of any rule set.

What is arranged ahead is in the file all the same: a session that is planned, a term that is granted. It may be told of
for itself, and changes no finding of anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

import pytest
from hypothesis import settings

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import begins, dates_of
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import suites

Path = tuple[str | int, ...]

SUBJECTS: Final = registry().subjects
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")
#: Lists of one state after another, of which two records may not overlap.
STATES: Final = {name for name, subject in SUBJECTS.items() if subject.bare}
#: What is arranged ahead, and whom an event may be for that the file does not give an owner: see below.
OWNING: Final = {"intervention", "foster_care"}
#: By subject, the key of the day on which a record of it begins, if rules wait for that day.
BEGINS: Final = {
    name: str(registry().facts[first].path) for name in SUBJECTS if (first := begins(registry(), name))
}
#: The keys, by subject, that hold the day of an event.
EVENTS: Final[dict[str, set[str]]] = {}
for _fact in registry().facts.values():
    if _fact.kind == "event" and _fact.path is not None and "." not in _fact.path:
        EVENTS.setdefault(_fact.per, set()).add(_fact.path)


def plain(data: Any) -> Any:
    """A file as JSON would hold it."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    if isinstance(data, datetime):
        return data.isoformat(timespec="minutes")
    return data.isoformat() if isinstance(data, date) else data


def lists(data: Any, subject: str, path: Path = ()) -> Iterator[tuple[str, Path, list[Any]]]:
    """Every list of a file, with the subject of its records and its path."""
    for name, below in SUBJECTS.items():
        found = data.get(below.key) if below.parent == subject and below.key else None
        here = (*path, str(below.key), "items") if isinstance(found, dict) else (*path, str(below.key))
        records = found["items"] if isinstance(found, dict) else found
        if isinstance(records, list):
            for place, record in enumerate(records):
                yield from lists(record, name, (*here, place)) if isinstance(record, dict) else ()
            yield name, here, records


def days(data: Any) -> Iterator[date]:
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(value, str) and DAY.fullmatch(value):
            yield date.fromisoformat(value[:10])
        yield from days(value)


def moved(data: Any, by: timedelta) -> Any:
    """A record with all its days moved, and ids of its own."""
    if isinstance(data, dict):
        kept = {
            key: value for key, value in data.items() if key != "months"
        }  # as many as there are from day to day
        return {key: f"{value}-later" if key == "id" else moved(value, by) for key, value in kept.items()}
    if isinstance(data, list):
        return [moved(value, by) for value in data]
    if isinstance(data, str) and DAY.fullmatch(data):
        return (date.fromisoformat(data[:10]) + by).isoformat() + data[10:]
    return data


def with_later_records(files: Any, on: date, wanted: set[str] | None = None) -> Any:
    """The files, and after each list's own records the first of them once more, later than everything that is there."""
    grown = deepcopy(files)
    for root, file in grown.items():
        last = max([on, *days(file)])
        for subject, _, records in list(lists(file, root)) if file is not None else ():
            mine = records[0] if records and isinstance(records[0], dict) else {}
            first = min(days(mine), default=None)
            left_out = STATES | (OWNING if wanted is None else set(SUBJECTS) - wanted)
            is_dated = BEGINS.get(subject, "id") in {"id", *mine}
            if first is not None and is_dated and subject not in left_out and "year" not in mine:
                records.append(moved(mine, timedelta(days=((last - first).days // 7 + 1) * 7)))
    return grown


def verdicts(rules: RuleSet, files: Any, on: date) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        (each.rule, each.subject, each.subject_id, each.verdict.value)
        for each in rules.check(**files, on=on).findings
    )


def examples(name: str, every: int = 3) -> Iterator[tuple[Example, Any]]:
    """Each so many of the examples of a rule set, fewer where there are very many; all of them in a deep run."""
    is_deep = settings().max_examples > 100
    for suite in suites(name):
        step = 1 if is_deep else every * (6 if len(suite.examples) > 500 else 1)
        for example in suite.examples[::step]:
            yield example, plain(dict(example.files))


@pytest.mark.parametrize("name", available())
def test_records_of_later_days_change_no_finding_of_another_record(name: str) -> None:
    rules, tried = load(name), 0
    for example, files in examples(name):
        grown = with_later_records(files, example.on)
        if grown != files:
            lost = verdicts(rules, files, example.on) - verdicts(rules, grown, example.on)
            assert not lost, (example.id, lost)
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("name", available())
def test_of_what_has_not_begun_yet_nothing_is_told(name: str) -> None:
    rules, tried = load(name), 0
    for example, files in examples(name):
        grown = with_later_records(files, example.on, set(BEGINS))
        told = verdicts(rules, grown, example.on) - verdicts(rules, files, example.on)
        about = [each for each in told if each[1] in BEGINS and each[3] != "not_applicable"]
        assert not about, (example.id, about)
        tried += grown != files
    assert tried > 10


@pytest.mark.parametrize("name", available())
def test_who_begins_later_may_be_whom_an_event_is_for_and_decides_nothing(name: str) -> None:
    """A planned intervention may own an event that names nobody: then whose it is has to be asked."""
    rules = load(name)
    for example, files in examples(name):
        before = verdicts(rules, files, example.on)
        after = verdicts(rules, with_later_records(files, example.on, OWNING), example.on)
        for rule, subject, which, verdict in before - after:
            now = {each[3] for each in after if each[:3] == (rule, subject, which)}
            assert now & {"undecided", "pending"}, (example.id, rule, verdict, now)


def events(data: Any, subject: str) -> Iterator[Path]:
    """The paths of all days in a file on which something happened."""
    yield from ((key,) for key in EVENTS.get(subject, ()) if DAY.fullmatch(str(data.get(key))))
    for name, path, records in lists(data, subject):
        for place, record in enumerate(records):
            own = record if isinstance(record, dict) else {}
            keys = (key for key in EVENTS.get(name, ()) if DAY.fullmatch(str(own.get(key))))
            yield from ((*path, place, key) for key in sorted(keys))


def written(files: Any, root: str, path: Path, value: Any) -> Any:
    """The files with another value at a path of one; None leaves the key out."""
    changed = deepcopy(files)
    place = changed[root]
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def by_kind(rules: RuleSet, files: Any, on: date) -> Counter[tuple[str, str, str]] | None:
    """Verdicts without the names of subjects, which are days at times; None for files that are refused."""
    try:
        return Counter(
            (each.rule, each.subject, each.verdict.value) for each in rules.check(**files, on=on).findings
        )
    except CaseError:
        return None


@pytest.mark.parametrize("name", available())
def test_an_event_of_a_later_day_is_one_that_has_not_happened(name: str) -> None:
    rules, tried = load(name), 0
    for example, files in examples(name):
        paths = [
            (root, path)
            for root in files
            if files[root]
            for path in sorted(events(files[root], root), key=str)
        ]
        for root, path in Random(example.id).sample(paths, min(1, len(paths))):
            later = (example.on + timedelta(days=400)).isoformat()
            found, none, absent = (
                by_kind(rules, written(files, root, path, value), example.on)
                for value in (later, "none", None)
            )
            if found is not None and none is not None:
                assert found in (none, absent), (example.id, root, path)
                tried += 1
    assert tried > 10


def test_every_record_that_lasts_begins_or_is_arranged_ahead() -> None:
    """What a list of a file holds and starts on a plain day: a new list must say which of the two it is."""
    known = registry()
    lasting = {name: each for name in SUBJECTS if (each := dates_of(known, name)) and SUBJECTS[name].key}
    plain_days = {name for name, each in lasting.items() if known.facts[each.first].kind == "date"}
    assert plain_days == {name for name in plain_days if (name in BEGINS) != SUBJECTS[name].ahead}
    arranged = {name for name in SUBJECTS if SUBJECTS[name].ahead}
    assert arranged <= plain_days
    assert {"staff", "office", "neutral_space", "accreditation", "court_order"} <= plain_days - arranged


@pytest.mark.parametrize("name", available())
def test_what_is_in_order_before_its_period_is_over_stays_so(name: str) -> None:
    """A rule that waits for a day may say before it that all is in order only if nothing that comes can undo it."""
    rules, tried = load(name), 0
    waiting = {rule.id for rule in rules.regulation.rules if rule.awaits}
    found = [each for suite in suites(name) for each in suite.examples if each.rule in waiting]
    asked = found[:: 1 + len(found) // 14]
    for example in asked:
        files = plain(dict(example.files))
        early = {
            each[:3]
            for each in verdicts(rules, files, example.on)
            if each[0] in waiting and each[3] == "complies"
        }
        for days_on in (1, 400):
            later = example.on + timedelta(days=days_on)
            then = verdicts(rules, with_later_records(files, example.on, set(BEGINS)), later)
            broken = {each[:3] for each in then if each[3] in {"breaches", "to_judge", "pending"}}
            assert not early & broken, (example.id, early & broken)
        tried += len(early)
    assert tried >= len(waiting)

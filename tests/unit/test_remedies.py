"""Each remedy applied: the faulty input, what its help says put in, and the verdicts of the input that is right."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.review.examples import suites
from adm_rules._internal.rules import MORE

ON: Final = date(2026, 3, 31)
SESSION: Final = {
    "id": "s-1", "start": "2026-03-09T18:00", "end": "2026-03-09T20:00", "status": "delivered", "activity": "direct",
    "venue": "home", "phase": "ordinary", "users_present": 1,
}  # fmt: skip
CASE: Final[dict[str, Any]] = {
    "id": "c-1",
    "birth_date": "2014-05-03",
    "residence": "tirano",
    "complete_until": "2026-03-31",
    "requests": [{"id": "R1", "submitted_on": "2026-01-12", "type": "activation"}],
    "holders": [{"id": "h-1"}, {"id": "h-2"}],
    "isee": [{"value": "12.50", "issued_on": "2026-01-15"}],
    "interventions": [
        {
            "id": "adm-1",
            "service": "home_education",
            "request": "R1",
            "started_on": "2026-03-09",
            "authorisations": [{"from": "2026-01-15", "weekly_minutes": 240}],
            "sessions": [SESSION],
        }
    ],
}
SESSION_AT: Final = ("interventions", 0, "sessions", 0)

Path = tuple[str | int, ...]

#: What is wrong: where, the key and value that stand there; what the help says; the key and value that it makes.
TABLE: Final[tuple[tuple[Path, str, Any, str, str, Any], ...]] = (
    ((), "residenza", "tirano", "did you mean `residence`?", "residence", "tirano"),
    ((), "birthDate", "2014-05-03", "did you mean `birth_date`?", "birth_date", "2014-05-03"),
    (SESSION_AT, "stato", "delivered", "did you mean `status`?", "status", "delivered"),
    (SESSION_AT, "data_fine", "2026-03-09T20:00", "did you mean `end`?", "end", "2026-03-09T20:00"),
    (SESSION_AT, "luogo", "home", "did you mean `venue`?", "venue", "home"),
    (SESSION_AT, "fase", "ordinary", "did you mean `phase`?", "phase", "ordinary"),
    (("interventions", 0), "servizio", "home_education", "did you mean `service`?", "service", "home_education"),
    (("interventions", 0, "authorisations", 0), "ore_settimanali", 4,
     "did you mean `weekly_minutes`? it counts minutes", "weekly_minutes", 240),
    (("requests", 0), "data_presentata", "2026-01-12", "did you mean `submitted_on`?", "submitted_on", "2026-01-12"),
    (SESSION_AT, "end", "2026-03-09T20:00:30", "leave the seconds out, or write 00", "end", "2026-03-09T20:00:00"),
    (SESSION_AT, "start", "9/3/2026 18.00", "write it as 2026-03-02T14:30", "start", "2026-03-09T18:00"),
    (SESSION_AT, "end", "2026-03-09T18:00", "correct `end`, or leave it out while it is not known", "end",
     "2026-03-09T20:00"),
    (SESSION_AT, "status", "zzz", "one of planned, delivered, cancelled", "status", "delivered"),
    (SESSION_AT, "status", "svolto", "did you mean `delivered`?", "status", "delivered"),
    (SESSION_AT, "status", "Delivred", "did you mean `delivered`?", "status", "delivered"),
    (SESSION_AT, "venue", "domicilio", "did you mean `home`?", "venue", "home"),
    (("interventions", 0), "service", "home_educaton", "did you mean `home_education`?", "service", "home_education"),
    (("interventions", 0), "service", "ADM", "did you mean `home_education`?", "service", "home_education"),
    (("requests", 0), "type", "attivazione", "did you mean `activation`?", "type", "activation"),
    ((), "residence", "Tiranno", "did you mean Tirano?", "residence", "tirano"),
    (SESSION_AT, "users_present", 0, "count the users, or say `cancelled`", "users_present", 1),
    (SESSION_AT, "end", "2026-03-11T20:00", "correct one of the two", "end", "2026-03-09T20:00"),
    (("interventions", 0, "authorisations", 0), "weekly_minutes", "4 h", "write it without quotes and decimals",
     "weekly_minutes", 240),
    ((), "birth_date", "03/05/2014", "write year, month and day, such as 2026-03-02", "birth_date", "2014-05-03"),
    ((), "birth_date", "2014-05-03T10:00", "write the day alone, such as 2026-03-02", "birth_date", "2014-05-03"),
    (("isee", 0), "value", "1e1", "write it with at most two decimals, such as 12.50", "value", "12.50"),
    (("holders", 1), "id", "h-1", "give each record its own id", "id", "h-2"),
    (("interventions", 0), "request", "R7", "correct the id, or add its record to `requests`", "request", "R1"),
    (("interventions", 0), "started_on", "none", "one of them is wrong: correct it", "started_on", "2026-03-09"),
)  # fmt: skip


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load("tirano")


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def verdicts(rules: RuleSet, data: Any) -> list[tuple[str, str, str, str]]:
    found = rules.check(data, on=ON).findings
    return [(each.rule, each.subject, each.subject_id, each.verdict.value) for each in found]


@pytest.mark.parametrize("row", TABLE)
def test_the_help_applied_gives_the_verdicts_of_the_right_input(
    rules: RuleSet, row: tuple[Path, str, Any, str, str, Any]
) -> None:
    path, key, value, told, into, right = row
    wrong = copy.deepcopy(CASE)
    del at(wrong, path)[into]
    at(wrong, path)[key] = value
    with pytest.raises(CaseError) as caught:
        as_model("case", wrong)
    helps = [each.help or "" for each in caught.value.diagnostics]
    assert any(each.startswith(told) for each in helps), helps
    del at(wrong, path)[key]
    at(wrong, path)[into] = right
    assert verdicts(rules, wrong) == verdicts(rules, CASE)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-09T17:00Z", "2026-03-09T19:00Z"),
        ("2026-03-09T17:00:00.000+00:00", "2026-03-09 19:00:00+00"),
        ("2026-03-09 18:00", "2026-03-09 20:00:00"),
        ("2026-03-09T18:00+01:00", "2026-03-09T20:00+01:00"),
    ],
)
def test_a_time_of_any_zone_gives_the_verdicts_of_the_local_one(rules: RuleSet, start: str, end: str) -> None:
    elsewhere = copy.deepcopy(CASE)
    at(elsewhere, SESSION_AT).update(start=start, end=end)
    assert verdicts(rules, elsewhere) == verdicts(rules, CASE)


def test_an_hour_that_comes_twice_takes_the_offset_that_its_help_names(rules: RuleSet) -> None:
    twice = copy.deepcopy(CASE)
    at(twice, ("interventions", 0))["started_on"] = "2025-10-26"
    at(twice, SESSION_AT).update(start="2025-10-26T02:30", end="2025-10-26T04:00")
    with pytest.raises(CaseError, match=r"add the offset, \+02:00 or \+01:00"):
        as_model("case", twice)
    for offset in ("+02:00", "+01:00"):
        at(twice, SESSION_AT)["start"] = f"2025-10-26T02:30{offset}"
        assert rules.check(twice, on=ON).findings


@pytest.mark.parametrize("form", ["mapping", "json", "yaml"])
def test_each_way_in_gives_the_same_faults_and_the_same_verdicts(rules: RuleSet, form: str) -> None:
    def given(data: Any) -> Any:
        text = json.dumps(data)
        return {"mapping": data, "json": text, "yaml": f"# a case\n{text}"}[form]

    assert verdicts(rules, given(CASE)) == verdicts(rules, CASE)
    wrong = {**CASE, "residenza": "tirano", "holders": [{"id": "h-1"}, {"id": "h-1"}], "birth_date": "x"}
    told = []
    for data in (wrong, given(wrong)):
        with pytest.raises(CaseError) as caught:
            as_model("case", data)
        told.append(sorted((each.code, each.path, each.help) for each in caught.value.diagnostics))
    assert told[0] == told[1]


# --- the same as a law, over every key and every name that the examples of the shipped rule sets write ----------------


def told_once(
    data: Any, path: Path = (), seen: set[tuple[str, ...]] | None = None
) -> Iterator[tuple[Path, str]]:
    """Each key of a file where it stands; keys of records of one list are told once, in ``seen``."""
    seen = set() if seen is None else seen
    if isinstance(data, list):
        for n, each in enumerate(data):
            yield from told_once(each, (*path, n), seen)
    elif isinstance(data, Mapping):
        for key, each in data.items():
            place = tuple(step for step in (*path, key) if isinstance(step, str))
            if place not in seen:
                seen.add(place)
                yield path, key
            if key != MORE:
                yield from told_once(each, (*path, key), seen)


def helped(root: str, wrong: Any) -> set[str]:
    """The names that the faults of a file offer in place of what stands there; none if it is accepted."""
    try:
        as_model(root, wrong)
    except CaseError as error:
        return {name for each in error.diagnostics for name in _OFFERED.findall(each.help or "")}
    return set()


def one_letter_apart(short: str, name: str) -> bool:
    """Whether a name is as near as the right one: a letter changed instead of one left out."""
    return len(short) == len(name) and sum(a != b for a, b in zip(short, name, strict=True)) == 1


_OFFERED: Final = re.compile(r"did you mean `([^`]+)`")


@pytest.mark.parametrize("name", available())
def test_a_key_that_lacks_a_letter_is_told_with_the_right_one(name: str) -> None:
    seen: dict[str, set[tuple[str, ...]]] = {}
    for example in (each for suite in suites(name) for each in suite.examples):
        for root, data in example.files.items():
            for path, key in told_once(data, (), seen.setdefault(root, set())):
                short = key[: len(key) // 2] + key[len(key) // 2 + 1 :]
                wrong = copy.deepcopy(data)
                record = at(wrong, path)
                if len(key) < SHORT or short in record or short in FORMER:
                    continue
                record[short] = record.pop(key)
                offered = helped(root, wrong)
                assert key in offered or any(map(partial(one_letter_apart, short), offered)), (path, short)
    assert seen


#: Keys of fewer letters may be near to several.
SHORT: Final = 5
#: A key that lacks a letter and is another one.
FORMER: Final = frozenset({"on"})

"""The patron day of each Comune: for surcharges, by where the minor lives, and never for a term."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adm_rules._internal.calendar import falls_on, to_day
from adm_rules._internal.compiler import kernels
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse, pinned
from adm_rules._internal.explain import Prose, origin
from adm_rules._internal.facts import registry
from adm_rules._internal.rules import Conventions
from adm_rules._internal.values.bounds import NONE, NOT_YET, UNKNOWN, Interval
from tests.parity.compare import checked, differences, judged
from tests.parity.generate import make_files
from tests.rules.small import only, rule, rule_set, session, text, verdicts, with_intervention, with_sessions

MARTINMAS = to_day(date(2026, 11, 11))
ON = date(2026, 12, 31)
TABLE = (("tirano", (11, 11)), ("sernio", (8, 10)), ("015146", (12, 7)))
PATRONS = "{service_holidays: {tirano: 11-11, Sernio: 08-10, 015146: 12-07}}"


# --- the calendar and the kernel --------------------------------------------------------------------------------------


def test_a_day_falls_on_a_day_of_the_year_in_every_year() -> None:
    assert falls_on(MARTINMAS, {(11, 11)})
    assert falls_on(to_day(date(1999, 11, 11)), ((1, 1), (11, 11)))
    assert not falls_on(MARTINMAS + 1, {(11, 11)})
    assert not falls_on(MARTINMAS, ())


@pytest.mark.parametrize(
    ("day", "town", "found"),
    [
        (MARTINMAS, "tirano", True),
        (MARTINMAS + 1, "tirano", False),
        (MARTINMAS, "sernio", False),
        (MARTINMAS, "codogno", False),  # no patron day is declared for it
        (MARTINMAS, UNKNOWN, UNKNOWN),  # it may be Tirano
        (MARTINMAS + 1, UNKNOWN, False),  # nobody's patron day
        (MARTINMAS, NONE, False),
        (UNKNOWN, "tirano", UNKNOWN),
        (Interval(MARTINMAS, MARTINMAS + 9), "tirano", UNKNOWN),
        (NOT_YET, "tirano", UNKNOWN),
        (UNKNOWN, "codogno", False),
        (NONE, "tirano", NONE),
        (NONE, UNKNOWN, NONE),
    ],
)
def test_the_patron_day_of_where_one_lives(day: Any, town: Any, found: Any) -> None:
    assert kernels.patron(day, town, TABLE) == found


def test_without_a_table_nothing_is_a_patron_day() -> None:
    assert kernels.patron(UNKNOWN, UNKNOWN, ()) is False


# --- in rules ---------------------------------------------------------------------------------------------------------


def asked(fact: str, conventions: str = PATRONS) -> RuleSet:
    return rule_set(rule(f"{{{fact}: {{is: true}}}}"), conventions=conventions)


@pytest.mark.parametrize(
    ("day", "residence", "patron", "holiday"),
    [
        ("2026-11-11", "tirano", "complies", "complies"),
        ("2026-11-12", "tirano", "breaches", "breaches"),
        ("2026-11-11", "sernio", "breaches", "breaches"),
        ("2026-08-10", "Sernio", "complies", "complies"),
        ("2026-12-07", "015146", "complies", "complies"),
        ("2026-12-08", "tirano", "breaches", "complies"),  # national
        ("2026-11-15", "tirano", "breaches", "complies"),  # a Sunday
        ("2026-11-11", None, "undecided", "undecided"),
        ("2026-11-12", None, "breaches", "breaches"),  # no Comune has its patron then
        ("2026-12-08", None, "breaches", "complies"),
        ("2026-11-11", "none", "undecided", "undecided"),  # a child lives somewhere
    ],
)
def test_a_session_on_a_patron_day(day: str, residence: str | None, patron: str, holiday: str) -> None:
    keys = {} if residence is None else {"residence": [] if residence == "none" else residence}
    data = with_sessions(session(f"{day}T15:00", "16:00"), **keys)
    assert verdicts(asked("patron_day"), data, ON) == [patron]
    assert verdicts(asked("service_holiday"), data, ON) == [holiday]


def test_what_is_missing_is_the_residence() -> None:
    finding = only(asked("service_holiday"), with_sessions(session("2026-11-11T15:00", "16:00")), ON)
    assert [each.name for each in finding.missing] == ["residence"]


def test_where_the_minor_lived_on_that_day_decides() -> None:
    moved = [
        {"municipality": "sernio", "from": "2020-01-01", "to": "2026-11-10"},
        {"municipality": "tirano", "from": "2026-11-11", "to": "none"},
    ]
    data = with_sessions(
        session("2026-08-10T15:00", "16:00"), session("2026-11-11T15:00", "16:00"), residence=moved
    )
    assert verdicts(asked("patron_day"), data, ON) == ["complies", "complies"]
    late = [{**moved[0], "to": "2026-11-11"}, {**moved[1], "from": "2026-11-12"}]
    found = verdicts(asked("patron_day"), {**data, "residence": late}, ON)
    assert sorted(found) == ["breaches", "complies"]


def test_without_the_convention_no_day_is_a_patron_day_whoever_lives_where() -> None:
    data = with_sessions(session("2026-11-11T15:00", "16:00"))
    for conventions in ("{rollover: next}", "{service_holidays: {}}"):
        assert verdicts(asked("service_holiday", conventions), data, ON) == ["breaches"]


def test_the_patron_days_of_the_district_count_as_well() -> None:
    data = with_sessions(session("2026-11-11T15:00", "16:00"), residence="codogno")
    rules = asked("service_holiday", "{patron_days: [11-11], service_holidays: {tirano: 06-01}}")
    assert verdicts(rules, data, ON) == ["complies"]
    assert verdicts(asked("patron_day", "{patron_days: [11-11]}"), data, ON) == ["breaches"]


def test_a_patron_day_of_a_comune_moves_no_term() -> None:
    """Fifteen days from 27 October end on 11 November, wherever the minor lives."""
    deadline = rule("{first_session_on: {within: {days: 15, after: proposed_on}}}", per="intervention")
    data = with_intervention(
        sessions=[session("2026-11-12T15:00", "16:00")],
        proposed_on="2026-10-27",
        case_keys={"residence": "tirano"},
    )
    assert verdicts(rule_set(deadline, conventions=PATRONS), data, ON) == ["breaches"]
    assert verdicts(rule_set(deadline, conventions="{patron_days: [11-11]}"), data, ON) == ["complies"]


def days_of(case: Any) -> list[str]:
    """The days of the year on which sessions of a generated case lie."""
    found = re.findall(r"'start': '\d{4}-(\d\d-\d\d)T", str(case))
    return found or ["01-02"]


def test_the_engine_says_what_the_reference_says() -> None:
    """On generated files, with patron days on which their sessions lie; through the models and from the data."""
    seen: Counter[str] = Counter()
    for number in range(60):
        files, on = make_files(Random(number))
        first, *_, last = [*days_of(files.get("case")), "03-04"]
        rules = rule_set(
            rule("{patron_day: {is: true}}", id="patron"),
            rule("{service_holiday: {is: false}}", id="service"),
            conventions=f"{{service_holidays: {{tirano: {first}, teglio: {last}, castellanza: {first}}}}}",
        )
        for trusted in (False, True):
            report = checked(rules, files, on, trusted=trusted)
            assert not differences(judged(rules, files, on), report), f"seed {number}"
            seen.update(finding.verdict.value for finding in report.filter(rule="patron"))
    assert min(seen[verdict] for verdict in ("complies", "breaches", "undecided")) > 0


# --- in files ---------------------------------------------------------------------------------------------------------


def test_a_comune_is_named_as_in_the_files() -> None:
    read = rule_set(rule("{session_time: {at_most: 3 h}}"), conventions=PATRONS).regulation.conventions
    assert read == Conventions(service_holidays=TABLE)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_facts_tell_where_they_come_from(lang: str) -> None:
    prose = Prose(registry(), lang)
    said = origin(prose, registry().facts["patron_day"])
    expected = {
        "it": "se cade nella festa patronale, come la disciplina la dichiara: il giorno dell'accesso (Comune:"
        " il Comune di residenza del minore nel giorno dell'accesso)",
        "en": "whether it is the patron day that the rules declare: the day of the session (municipality:"
        " the minor's municipality of residence on the day of the session)",
    }
    assert said == expected[lang]


# --- overlays ---------------------------------------------------------------------------------------------------------

PLAIN = rule("{session_time: {at_most: 3 h}}", id="hours")
RESTS = rule("{service_holiday: {is: false}}", id="rest")
OVERLAY = """\
language: 1
id: own
title: {{it: Regole proprie, en: Own rules}}
version: "1"
extends: {{rules: base.yaml}}
adopted: {{act: del. 8/2026, body: Assemblea, on: 2026-01-15}}
service_holidays: {days}
{more}"""


def overlaid(
    folder: Path, days: str, *rules: str, more: str = "", conventions: str = "{rollover: next}"
) -> RuleSet:
    base = text(*rules, conventions=conventions)
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    file = str(folder / "own.yaml")
    return parse(pinned(OVERLAY.format(days=days, more=more), file), file)


def test_an_overlay_names_patron_days_of_its_own(tmp_path: Path) -> None:
    own = f"rules:\n{rule('{service_holiday: {is: false}}', id='own.rest')}\n"
    days = "{sernio: 08-11, tirano: 11-11}"
    rules = overlaid(tmp_path, days, PLAIN, more=own, conventions="{service_holidays: {sernio: 08-10}}")
    assert dict(rules.regulation.conventions.service_holidays) == {"sernio": (8, 11), "tirano": (11, 11)}
    data = with_sessions(session("2026-11-11T15:00", "16:00"), residence="tirano")
    found = {finding.rule: finding.verdict.value for finding in rules.check(data, on=ON).findings}
    assert found == {"hours": "complies", "own.rest": "breaches"}


def refused(folder: Path, *arguments: str, **more: str) -> list[tuple[str, str]]:
    with pytest.raises(DiagnosticsError) as caught:
        overlaid(folder, *arguments, **more)
    return [(each.code, each.message) for each in caught.value.diagnostics]


def test_an_overlay_that_a_rule_of_the_base_rests_on_is_refused(tmp_path: Path) -> None:
    message = "with these days the rule `rest` may be easier to keep"
    assert refused(tmp_path, "{tirano: 11-11}", PLAIN, RESTS) == [("overlay-loosens-silently", message)]
    aside = "disable: [{rule: rest, from: 2026-02-01, because: {it: Sì., en: Yes.}, cites: {article: '1'}}]\n"
    assert overlaid(tmp_path, "{tirano: 11-11}", PLAIN, RESTS, more=aside).id == "own"
    assert overlaid(tmp_path, "{}", PLAIN, RESTS).id == "own"


def test_an_overlay_that_names_what_the_base_names_changes_nothing(tmp_path: Path) -> None:
    found = refused(tmp_path, "{Tirano: 11-11}", PLAIN, conventions="{service_holidays: {tirano: 11-11}}")
    assert found == [("overlay-changes-nothing", "`small` has this patron day already")]

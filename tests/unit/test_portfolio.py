"""Many files at once: what is kept of each, what they have in common, and how they can be given."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import adm_rules as adm
from adm_rules import display
from adm_rules._internal.engine.many import _kept, keyed
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules.answers import DeadlineList, Portfolio, Verdict
from adm_rules.errors import ArgumentError, CaseError
from tests.rules.small import ON, rule, rule_set

HOME = rule(
    "{venue: {is: home}}",
    otherwise="{severity: error, fault: {it: Fuori casa, en: Away}, effect: access, acts: educator,"
    " remedy: {it: tornare, en: go home}, message: {it: Non va., en: It fails.}}",
)
DIRECT = rule(
    "{activity: {is: direct}}", id="d", otherwise="{severity: warning, message: {it: No., en: No.}}"
)
RULES = rule_set(HOME, DIRECT)


def case(
    name: str, *venues: str | None, activity: str = "direct", agency: str | None = None
) -> dict[str, Any]:
    sessions = [
        {
            "start": f"2026-03-{n + 2:02}T15:00",
            "end": f"2026-03-{n + 2:02}T16:00",
            "status": "delivered",
            "activity": activity,
            **({} if venue is None else {"venue": venue}),
        }
        for n, venue in enumerate(venues)
    ]
    own = {} if agency is None else {"agency": agency}
    return {
        "id": name,
        "birth_date": "2014-05-03",
        "interventions": [{"id": "i", "service": "home_education", "sessions": sessions, **own}],
    }


CASES = [
    case("fine", "home"),
    case("bad", "school", "home", "school"),
    case("worse", "school", activity="correlated"),
    case("open", None, "home"),
]
BROKEN = {"id": "broken", "birth_date": "tomorrow"}


def many(cases: Any = CASES, **more: Any) -> Portfolio:
    return RULES.check_many(cases, on=ON, **more)


def test_each_file_is_judged_as_alone_and_the_worst_come_first() -> None:
    found = many()
    assert [each.key for each in found.files] == ["fine", "bad", "worse", "open"]
    assert [each.key for each in found.worst()] == ["bad", "worse"]
    assert [each.key for each in found.worst(1)] == ["bad"]
    gravest = {row["file"]: row["worst_rule"] for row in found.to_frame()}
    assert gravest == {"fine": None, "bad": "r", "worse": "r", "open": None}
    for each, given in zip(found.files, CASES, strict=True):
        report = RULES.check(given, on=ON)
        assert each.counts == {verdict: n for verdict, n in report.counts().items() if n}
    (entry,) = found.by_key["bad"].entries
    assert (entry.rule, entry.count, entry.fault.en, entry.acts) == ("r", 2, "Away", "educator")
    assert repr(found) == "<Portfolio small on 2026-03-31: 4 files, 0 failures>"


def test_what_cannot_be_read_stops_nothing() -> None:
    found = many([BROKEN, *CASES, case("fine"), {"id": "late", "birth_date": "2030-01-01"}, "no: [case"])
    assert [each.key for each in found.failures] == ["broken", "fine", "late", "7"]
    assert [each.diagnostics[0].code for each in found.failures[:3]] == [
        "not-a-date",
        "duplicate-id",
        "born-later",
    ]
    assert len(found.files) == 4
    assert "tomorrow" not in found.to_json()


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("rule", {"r": 3, "d": 1}),
        ("severity", {"error": 3, "warning": 1}),
        ("effect", {"access": 3, "": 1}),
        ("acts", {"educator": 3, "": 1}),
        ("file", {"bad": 2, "worse": 2}),
    ],
)
def test_what_fails_is_counted_by(by: str, counts: dict[str, int]) -> None:
    assert many().counts(by) == counts


def test_verdicts_are_counted_over_all_files() -> None:
    assert many().counts()["breaches"] == 4
    assert sum(many().counts().values()) == sum(len(RULES.check(each, on=ON).findings) for each in CASES)
    with pytest.raises(ArgumentError, match="severity"):
        many().counts("severty")


def test_a_question_of_several_files_is_one() -> None:
    found = many([*CASES, case("open-too", None)])
    (asked, *_) = found.ask_first()
    assert (asked.subject, asked.files, asked.settles) == ("session", 2, 2)
    assert asked.asks[0][0] == "venue"
    assert found.ask_first(0) == ()


def test_a_report_comes_back_unless_the_files_were_a_stream() -> None:
    assert many().report("bad") == RULES.check(CASES[1], on=ON)
    with pytest.raises(ArgumentError, match="`bda`"):
        many().report("bda")
    with pytest.raises(ArgumentError, match="stream"):
        many(iter(CASES)).report("bad")


class Counted(list[Any]):
    """A list that counts how often an element is taken out of it."""

    taken = 0

    def __getitem__(self, at: Any) -> Any:
        self.taken += 1
        return super().__getitem__(at)

    def __iter__(self) -> Any:
        return (self[n] for n in range(len(self)))


def test_reports_that_come_back_look_each_case_up_once() -> None:
    """Cases may be files: a workbook of all reports read each of them once for every other."""
    cases = Counted([*CASES, ("k", CASES[1])])
    found = many(cases)
    judged = cases.taken
    reports = [found.report(each.key) for each in found.files]
    assert reports == [RULES.check(each, on=ON) for each in (*CASES, CASES[1])]
    assert cases.taken - judged == 2 * len(cases)
    kept = many({"k": CASES[0], 7: CASES[1]})
    assert kept.report("7") == RULES.check(CASES[1], on=ON)


def test_an_agency_stands_beside_its_cases_and_is_judged_once() -> None:
    tirano = adm.load("tirano")
    cases = [case("one", "home", agency="a"), case("two", "home", agency="b"), case("three", "home")]
    agencies = [{"id": "a"}, {"id": "b"}]
    found = tirano.check_many(cases, agencies=agencies, on=ON)
    assert [(each.key, each.root) for each in found.files] == [
        ("one", "case"),
        ("two", "case"),
        ("three", "case"),
        ("a", "agency"),
        ("b", "agency"),
    ]
    alone = tirano.check(cases[0], agency=agencies[0], on=ON, about="case")
    assert found.report("one") == alone
    assert found.report("b") == tirano.check(agency=agencies[1], on=ON, about="agency")
    with pytest.raises(CaseError):
        tirano.check_many(cases, agencies=[{"idd": "a"}], on=ON)


def test_of_several_agencies_of_a_case_the_last_open_one_counts() -> None:
    tirano = adm.load("tirano")
    given = case("moved", "home", agency="b")
    first = {"id": "i0", "service": "home_education", "agency": "a", "closed_on": "2026-02-01"}
    given["interventions"] = {"items": [given["interventions"][0], first], "complete_until": "2026-03-31"}
    found = tirano.check_many([given], agencies=[{"id": "a"}, {"id": "b"}], on=ON)
    assert found.report("moved") == tirano.check(given, agency={"id": "b"}, on=ON, about="case")
    given["interventions"]["items"][0]["closed_on"] = "2026-03-01"
    found = tirano.check_many([given], agencies=[{"id": "a"}, {"id": "b"}], on=ON)
    assert found.report("moved") == tirano.check(given, agency={"id": "a"}, on=ON, about="case")


def test_a_contract_stands_beside_and_is_judged_once() -> None:
    sem = adm.load("sud_est_milano")
    found = sem.check_many([case("one", "home")], contract={"id": "c"}, on=ON)
    assert [(each.key, each.root) for each in found.files] == [("one", "case"), ("contract", "contract")]
    assert found.report("contract") == sem.check(contract={"id": "c"}, on=ON, about="contract")


def test_processes_give_the_same() -> None:
    cases = [*CASES, BROKEN]
    assert many(cases, jobs=2).to_json() == many(cases).to_json()
    given = pickle.dumps((RULES, (), {}, ON))  # what goes to each process
    assert [_kept(given, ("bad", CASES[1])) for _ in range(2)] == [many().by_key["bad"]] * 2
    for jobs in (0, 1.5, True):
        with pytest.raises(ArgumentError, match="jobs"):
            many(jobs=jobs)


def test_a_portfolio_is_small_and_its_files_are_pickled() -> None:
    for each in many().files:
        assert pickle.loads(pickle.dumps(each)) == each
        assert len(pickle.dumps(each)) < 2000


# --- how cases can be given -------------------------------------------------------------------------------------------


def test_cases_in_any_form_have_a_key(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(CASES[0]))
    (tmp_path / "b.yaml").write_text("id: x\nbirth_date: 2014-05-03\n")
    (tmp_path / "c.json").write_text("{")
    (tmp_path / "notes.txt").write_text("")
    assert [key for key, _ in keyed(tmp_path)] == ["a", "b", "c"]
    assert [key for key, _ in keyed(str(tmp_path))] == ["a", "b", "c"]
    model = adm.Case.model_validate(CASES[0])
    assert [key for key, _ in keyed([model, CASES[1], json.dumps(CASES[2]), ("k", CASES[3])])] == [
        "fine",
        "bad",
        "2",
        "k",
    ]
    assert [key for key, _ in keyed({"k": CASES[0], 7: CASES[1]})] == ["k", "7"]
    found = many(tmp_path)
    assert [each.key for each in found.files] == ["a", "b"]
    assert [each.key for each in found.failures] == ["c"]
    assert found.report("a") == RULES.check(CASES[0], on=ON)


@pytest.mark.parametrize("cases", [CASES[0], b"{}", 3, "no such folder", adm.Case.model_validate(CASES[0])])
def test_a_single_case_is_refused(cases: Any) -> None:
    with pytest.raises(ArgumentError, match="cases"):
        many(cases)


# --- comparing --------------------------------------------------------------------------------------------------------


def test_two_portfolios_are_compared_file_by_file() -> None:
    looser = rule_set(rule("{venue: {one_of: [home, school]}}"), DIRECT)
    before, after = many(), looser.check_many([*CASES[:3], case("new", "other")], on=ON)
    (change,) = after.compare(before)
    assert (change.rule, change.new, change.gone) == ("r", (), ("bad", "worse"))
    (back,) = before.compare(after)
    assert (back.new, back.gone) == (("bad", "worse"), ())
    assert before.compare(before) == ()


# --- the front page ---------------------------------------------------------------------------------------------------


def test_the_front_page_names_who_acts_and_what_to_ask() -> None:
    text = text_of(many([*CASES, BROKEN]), Page("en"))
    assert "worse ✗ Away (+1)\n    educator: go home\n" in text
    assert "bad ✗ Away (×2)\n    educator: go home\n" in text
    assert (
        "5 files, to be put right 2, to be completed 1, in order 1, not read 1: 2 access\n  and legality."
        in text
    )
    assert "What to ask: one finding cannot be decided\n  1. venue" in text
    assert "Repeatedly: Away in 2 files." in text
    assert "Not read: 1 (broken)" in text
    assert text.splitlines()[-1].startswith("Outcome: 4 breaches (3 errors, 1 warning)")
    every = text_of(many(CASES), Page("en", every=True))
    assert "worse ✗ Away\n    educator: go home\n  ▲ Trial rule\n" in every


def test_what_is_the_gravest_of_several_files_is_told_once() -> None:
    found = many([*CASES, case("m0", "school"), case("m1", "school")])
    text = text_of(found, Page("en"))
    assert "✗ Away · 4 files\n    bad, m0, m1, worse (+1)\n    educator: go home\n" in text
    page = display.html(found, lang="en")
    assert page.count("<tr>") == 4  # two heads, one fault, one question
    assert all(f"<li>{name} " in page for name in ("bad", "m0", "m1", "worse"))
    every = text_of(found, Page("en", every=True))
    assert "m0 ✗ Away" in every


def test_the_front_page_of_what_is_in_order_is_short() -> None:
    text = text_of(many([CASES[0]]), Page("it"))
    assert text.splitlines() == [
        "small 1 · giudizio al 31 marzo 2026",
        "1 file, da sistemare 0, da completare 0, in regola 1.",
        "",
        "Esito: 2 in regola",
    ]


def test_what_repeats_an_entry_is_counted() -> None:
    follows = rule("{venue: {is: home}}", id="s", more="follows: [r]")
    text = text_of(rule_set(rule("{venue: {is: home}}"), follows).check_many([CASES[2]], on=ON), Page("it"))
    assert "✗ Regola di prova; ne segue un altro" in text


def test_by_when_is_a_term_that_has_passed_or_the_next_session() -> None:
    planned = {"start": "2026-04-02T15:00", "end": "2026-04-02T16:00", "status": "planned"}
    later = {**planned, "start": "2026-04-09T15:00", "end": "2026-04-09T16:00"}
    given = case("bad", "school")
    given["interventions"][0]["sessions"] += [later, planned, {**planned, "status": "cancelled"}]
    found = many([given, case("worse", "school")])
    assert found.by_key["bad"].next_session == date(2026, 4, 2)
    assert found.by_key["worse"].next_session is None
    text = text_of(found, Page("en"))
    assert "educator, before the session of 2 April 2026: go home" in text
    told = "{severity: error, effect: terms, acts: agency, message: {it: No., en: No.}}"
    within = "{educator_named_on: {within: {days: 15, after: proposed_on}}}"
    rules = rule_set(rule(within, per="intervention", otherwise=told))
    late = {"id": "i", "service": "home_education", "proposed_on": "2026-01-12", "educator_named_on": "none"}
    page = rules.check_many([{"id": "late", "birth_date": "2014-05-03", "interventions": [late]}], on=ON)
    (entry,) = page.files[0].entries
    assert (entry.due, entry.before_next) == (date(2026, 1, 27), False)
    assert "agenzia fornitrice, scaduto il 27 gennaio 2026" in text_of(page)


def test_what_touches_more_comes_first() -> None:
    def failing(name: str, effect: str, severity: str) -> str:
        told = f"{{severity: {severity}, fault: {{it: {name}, en: {name}}}, effect: {effect}, acts: educator,"
        told += " remedy: {it: fare, en: do}, message: {it: No., en: No.}}"
        return rule("{venue: {is: home}}", id=name, otherwise=told)

    rules = rule_set(
        *(failing("papers", "papers", "error"), failing("after", "access", "warning")),
        *(failing("safety", "safety", "error"), failing("terms", "terms", "error")),
    )
    (kept,) = rules.check_many([case("c", "school")], on=ON).files
    assert [each.rule for each in kept.entries] == ["safety", "after", "terms", "papers"]


def test_a_page_of_many_is_short_and_the_agency_comes_last() -> None:
    """Twelve minors in whom something is wrong are told in some forty lines, with what to ask."""
    cases = [case(f"min-{n:02}", "school", *(None,) * (n % 3)) for n in range(12)]
    text = text_of(many(cases), Page("it"))
    assert len(text.splitlines()) <= 36
    assert all(f"min-{n:02}" in text for n in range(12))
    tirano = adm.load("tirano")
    found = tirano.check_many([case("one", "home", agency="a")], agencies=[{"id": "a", "staff": []}], on=ON)
    roots = [each.root for each in found.worst()]
    assert roots == sorted(roots, key=lambda root: root != "case")


def test_of_many_files_the_rest_is_left_out() -> None:
    found = many([case(f"m{n}", "school") for n in range(3)])
    assert [each.key for each in found.worst(2)] == ["m0", "m1"]
    assert [entry.rule for _, entry in found.entries(top=0)] == []


def test_newer_data_are_a_question_like_another() -> None:
    tirano = adm.load("tirano")
    old = {**case("old", "home"), "complete_until": "2025-12-31"}
    text = text_of(tirano.check_many([old], on=date(2026, 3, 31)), Page("en"))
    assert "as of 31 March 2026" in text


def test_each_thing_to_do_is_a_row_of_a_table() -> None:
    head, first, *_ = csv_of(many(), "en").splitlines()
    assert head.startswith("file;kind;rule;title;fault;verdict;severity;effect;acts;remedy")
    assert first.startswith("bad;case;r;Trial rule;Away;breaches;error;access;educator;go home;session;2;")


def test_verdicts_of_a_portfolio_are_words() -> None:
    assert json.loads(many().to_json())["counts"]["breaches"] == 4
    assert Verdict.BREACHES in many().by_key["bad"].counts


# --- deadlines of many files ------------------------------------------------------------------------------------------

TIRANO = adm.load("tirano")
LATE: dict[str, Any] = {
    "birth_date": "2014-05-03",
    "interventions": [{"id": "i", "service": "home_education", "started_on": "2026-01-12", "plans": []}],
}


def test_deadlines_of_many_files_are_those_of_each() -> None:
    cases = {n: {**LATE, "id": f"c-{n}"} for n in range(2)}
    found = TIRANO.deadlines_many(cases.values(), agencies=[{"id": "ag"}], district={"id": "d"}, on=ON)
    alone = {
        (each.root_id, each.rule, each.effective, each.state)
        for case in cases.values()
        for each in TIRANO.deadlines(case, on=ON, agency={"id": "ag"})
        if each.root == "case"
    }
    assert {(d.root_id, d.rule, d.effective, d.state) for d in found if d.root == "case"} == alone
    own = TIRANO.deadlines(agency={"id": "ag"}, on=ON)
    assert [d.duty for d in found if d.root == "agency"] == [d.duty for d in own]
    days = [each.effective for each in found if each.effective is not None]
    assert days == sorted(days)
    assert found.failures == ()
    assert "failures" not in found.to_dict()


def test_a_file_that_cannot_be_read_stops_no_deadlines() -> None:
    cases = [{"id": "x", "birth_date": "never"}, {**LATE, "id": "c"}, {**LATE, "id": "c"}]
    found = TIRANO.deadlines_many(cases, on=ON, until=ON, settled=False)
    assert {each.root_id for each in found} == {"c"}
    assert [(each.key, each.diagnostics[0].code) for each in found.failures] == [
        ("x", "not-a-date"), ("c", "duplicate-id"),
    ]  # fmt: skip
    assert DeadlineList.from_json(found.to_json()).failures == found.failures
    assert "Non letti: 2" in display.html(found)
    with pytest.raises(ArgumentError, match="until"):
        TIRANO.deadlines_many(cases, on=ON, until=date(2026, 3, 30))


def test_deadlines_are_looked_at_beside_the_agency_that_a_case_names() -> None:
    named = {"id": "ag", "staff": []}
    case = {**LATE, "id": "c", "interventions": [{**LATE["interventions"][0], "agency": "ag"}]}
    found = TIRANO.deadlines_many([case], agencies=[named], on=ON)
    beside = [each for each in TIRANO.deadlines(case, agency=named, on=ON) if each.root == "case"]
    assert [each for each in found if each.root == "case"] == sorted(beside, key=found.index)


def test_a_file_that_cannot_be_decided_is_not_in_order() -> None:
    """Nothing is known against it, and nothing for it: an office that reads one line must not take it for settled."""
    found = many([CASES[3]])
    assert (found.files[0].is_open, many([CASES[0]]).files[0].is_open) == (True, False)
    assert "1 file, da sistemare 0, da completare 1, in regola 0." in text_of(found, Page("it"))
    page = display.html(found, lang="en")
    assert "1 file, to be put right 0, to be completed 1, in order 0." in page
    assert "To be completed, no breach known: 1 file" in page
    assert "In order: " not in page
    assert "In order: 1 file" in display.html(many([CASES[0]]), lang="en")


@pytest.mark.parametrize(
    ("lang", "one", "many_"), [("it", "e un altro", "e altri 2"), ("en", "and one more", "and 2 more")]
)
def test_one_more_is_told_as_one(lang: str, one: str, many_: str) -> None:
    rules = rule_set(HOME, DIRECT, rule("{activity: {is: direct}}", id="e"))
    two = rules.check_many([case("a", "school", activity="correlated")], on=ON)
    assert many_ in display.html(two, lang=lang)
    assert one in display.html(many([CASES[2]]), lang=lang)


def test_the_head_of_the_page_accounts_for_every_file() -> None:
    told = display.text(many([CASES[0], BROKEN]), lang="en")
    assert "2 files, to be put right 0, to be completed 0, in order 1, not read 1" in told.replace(
        "\n  ", " "
    )
    alone = display.text(many([BROKEN]), lang="it")
    assert "non letti 1" in alone
    assert "Esito: nessun file letto" in alone

"""What a report asks for: each thing once, what settles most first, with who has the answer."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from adm_rules import AdmRulesError
from adm_rules._internal.citations import Citation
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.keepers import keeper_of
from adm_rules._internal.names import NAMES
from adm_rules._internal.render.asking import asking_head, asking_lines, question_text
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules._internal.report import (
    Evidence,
    Finding,
    Head,
    Missing,
    MissingKind,
    OpenQuestion,
    Report,
    RuleVerdict,
    Told,
    Verdict,
)
from adm_rules._internal.report.questions import is_open, questions
from adm_rules._internal.texts import Text

ON = date(2026, 3, 31)


@cache
def rules() -> RuleSet:
    return load("tirano")


@cache
def typical() -> Report:
    """A child and its sessions, as an export often is."""
    days = [
        day
        for month, last in ((1, 31), (2, 28), (3, 31))
        for day in (date(2026, month, n) for n in range(1, last + 1, 3))
    ]
    sessions = [{"start": f"{day}T15:00", "end": f"{day}T17:00", "status": "delivered"} for day in days]
    work = {"id": "i-1", "service": "home_education", "sessions": sessions}
    child = {"id": "c-1", "birth_date": "2014-05-05", "residence": "tirano", "interventions": [work]}
    return rules().check(child, on=ON)


def missing(name: str, *, of: str = "session", kind: str = "fact", place: str = "") -> Missing:
    return Missing(name, place, Text(name, name), MissingKind(kind), of, "agency")


def undecided(
    rule: str, *needs: Missing, place: str = "s-1", severity: str = "error", **more: Any
) -> Finding:
    head = Head(rule, Text(rule, rule), "session", severity, "none_stated", Citation(article="1"), ())
    possible = more.pop("possible", (Verdict.COMPLIES, Verdict.BREACHES))
    evidence = Evidence(Text("", ""), missing=needs, possible=possible)
    return Finding(RuleVerdict(head, Verdict.UNDECIDED, severity), Told(place, evidence), **more)


# --- the order ----------------------------------------------------------------------------------------------------


def test_each_thing_is_asked_once_however_many_rows_miss_it() -> None:
    found = [undecided("a", missing("venue", place=f"s-{n}"), place=f"s-{n}") for n in range(9)]
    (question,) = questions(found)
    assert (question.subject, question.who, question.places) == ("session", "agency", 9)
    assert [(each.name, each.findings) for each in question.asks] == [("venue", 9)]
    assert (question.findings, question.settles, question.severities) == (9, 9, {"error": 9})
    assert question.rules == ("a",)


def test_what_a_finding_misses_beside_it_is_settled_by_the_last_answer() -> None:
    first, second = questions([undecided("a", missing("x"), missing("y", of="plan"))])
    assert (first.settles, second.settles) == (0, 1)
    assert first.findings == second.findings == 1


def test_the_gravest_rules_for_the_fewest_questions_come_first() -> None:
    light = [undecided("a", missing("x", of="plan"), severity="info", place=f"s-{n}") for n in range(50)]
    heavy = [undecided("b", missing("y", of="case"))]
    both = [undecided("c", missing("y", of="case"), missing("z", of="request"))]
    assert [each.subject for each in questions([*light, *heavy, *both])] == ["case", "request", "plan"]


def test_what_no_act_has_set_comes_last_and_each_value_is_a_question() -> None:
    acts = [undecided(f"a{n}", missing(f"value{n}", of="", kind="act")) for n in (1, 2)]
    light = undecided("b", missing("x"), severity="info")
    assert [(each.kind.value, len(each.asks)) for each in questions([*acts, light])] == [
        ("fact", 1),
        ("act", 1),
        ("act", 1),
    ]


def test_what_can_be_no_breach_or_waits_for_time_alone_is_no_question() -> None:
    harmless = undecided("a", missing("x"), possible=(Verdict.COMPLIES, Verdict.NOT_APPLICABLE))
    assert not is_open(harmless)
    assert questions([harmless]) == ()
    assert not is_open(undecided("a"))


def test_what_is_known_up_to_the_end_of_the_data_is_one_question() -> None:
    found = [
        undecided("a", missing("x", kind="newer")),
        undecided("b", missing("y", of="plan", kind="newer")),
    ]
    (question,) = questions(found)
    assert (question.kind, question.subject, question.who, question.settles) == ("newer", "", "", 2)
    assert question_text(question, "it") == "dati più recenti (x; y)"


# --- of a file ----------------------------------------------------------------------------------------------------


def test_every_open_finding_is_settled_by_one_question() -> None:
    report = typical()
    waiting = [each for each in report.findings if is_open(each)]
    assert sum(each.settles for each in report.questions) == len(waiting) > 300
    assert len(report.questions) < 30
    units = [
        (each.kind, each.subject, each.who, each.asks if each.kind == "act" else ())
        for each in report.questions
    ]
    assert len(set(units)) == len(units)


def test_a_few_questions_settle_half() -> None:
    report = typical()
    first = sum(each.settles for each in report.ask_first(5))
    assert first * 2 > sum(each.settles for each in report.questions)


def test_the_same_report_asks_the_same_when_it_is_read_back() -> None:
    again = Report.from_json(typical().to_json(lang=("it", "en")))
    assert again.questions == typical().questions
    assert json.loads(typical().to_json())["ask_first"][0]["who"] in set(NAMES["role"])


@pytest.mark.parametrize("limit", [-1, "3", True, 1.5])
def test_how_many_questions_is_a_whole_number(limit: Any) -> None:
    with pytest.raises(AdmRulesError, match="`limit`"):
        typical().ask_first(limit)
    assert len(typical().ask_first(2)) == 2
    assert typical().ask_first() == typical().questions


def test_everything_that_can_be_missing_has_somebody_who_knows_it() -> None:
    known = registry()
    roles = set(NAMES["role"])
    assert {keeper_of(known, name) for name in known.subjects if name != "file"} <= roles
    assert {
        keeper_of(known, fact.per, name) for name, fact in known.facts.items() if fact.per != "file"
    } <= roles


# --- in words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "said"), [("it", "Da chiedere: "), ("en", "What to ask: ")])
def test_a_report_begins_with_what_to_ask(lang: str, said: str) -> None:
    report = typical()
    text = text_of(report, Page(lang, 400))
    assert text.startswith(said)
    assert len(text.splitlines()) < 30
    assert report_html(report, lang=lang).index(said) > 0
    (asked, settles), *_ = asking_lines(report, lang)
    assert f"{asked} · {settles}" in " ".join(text.split())
    whole = text_of(report, Page(lang, 400, every=True))
    assert len(whole.splitlines()) > 300


def test_the_last_of_all_questions_settles_the_rest() -> None:
    told = list(asking_lines(typical(), "en", every=True))
    assert len(told) == len(typical().questions)
    assert told[-1][1].endswith("100 %")


def report(*findings: Finding) -> Report:
    return Report("r", "1", "f", "0", ON, ("case",), findings)


def test_nothing_is_asked_where_nothing_is_missing() -> None:
    assert asking_head(report(), "en") == ""
    assert asking_head(report(undecided("a", missing("x"))), "en").startswith(
        "What to ask: 1 finding cannot be"
    )


def test_further_questions_are_counted() -> None:
    six = [
        undecided(f"r{n}", missing("x", of=of))
        for n, of in enumerate(("session", "plan", "case", "request", "slot", "report"))
    ]
    assert [line for line, _ in asking_lines(report(*six), "en")][-1] == "and one more question"
    seven = [*six, undecided("r7", missing("x", of="meeting"))]
    assert [line for line, _ in asking_lines(report(*seven), "it")][-1] == "e altre 2 domande"


def test_a_question_that_settles_nothing_alone_says_what_it_serves() -> None:
    made = report(undecided("a", missing("x"), missing("y", of="plan")))
    assert [settles for _, settles in asking_lines(made, "en")] == [
        "provider agency · with the others it serves 1 finding",
        "provider agency · up to 1 finding (possible: 1 error), 100 %",
    ]


def test_a_question_names_the_first_of_many_things() -> None:
    (question,) = questions([undecided("a", *(missing(f"x{n}") for n in range(9)))])
    assert question_text(question, "en") == "session (1): x0; x1; x2; and 6 more"
    assert question_text(question, "en", every=True).endswith("x8")
    (four,) = questions([undecided("a", *(missing(f"x{n}") for n in range(4)))])
    assert question_text(four, "en") == "session (1): x0; x1; x2; x3"
    (elsewhere,) = questions([undecided("a", missing("x", of="of_another_version"))])
    assert question_text(elsewhere, "en") == "x"
    (whole,) = questions([undecided("a", missing("session", kind="list"))])
    assert isinstance(whole, OpenQuestion)
    assert question_text(whole, "it") == "session"


def test_the_share_is_that_of_the_rules_that_wait() -> None:
    """Three findings of one rule wait for the first thing, one of another rule for the second."""
    made = report(
        *(undecided("a", missing("x", of="session")) for _ in range(3)),
        undecided("b", missing("y", of="plan")),
    )
    assert asking_head(made, "en").startswith("What to ask: 4 findings cannot be decided (2 rules);")
    assert asking_head(made, "it").startswith("Da chiedere: 4 rilievi non si possono decidere (2 regole);")
    assert [settles.rsplit(", ", 1)[1] for _, settles in asking_lines(made, "en")] == ["50 %", "100 %"]


def test_how_to_write_an_answer_is_not_said_at_the_head() -> None:
    day = Missing(
        "x", "", Text("chiusura (il giorno)", "closing (the day)"), MissingKind.FACT, "session", "agency"
    )
    (question,) = questions([undecided("a", day)])
    assert question_text(question, "en") == "session (1): closing"

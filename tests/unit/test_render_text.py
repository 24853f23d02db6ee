"""Reports, explanations and facts as text, JSON and HTML."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.citations import Citation
from adm_rules._internal.engine import load
from adm_rules._internal.explain import Clause, Prose, Section
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.render.groups import Group, grouped, root_of
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.json import JSON
from adm_rules._internal.render.layout import GLUE, fitted, glued, wrapped
from adm_rules._internal.render.pen import Answers, Page, alone, tabulated
from adm_rules._internal.render.prose import (
    fact_data,
    fact_text,
    facts_text,
    kind_text,
    lines_text,
    sections_text,
    source_head,
)
from adm_rules._internal.render.reports import ReportPen
from adm_rules._internal.render.text import TEXT, text_of
from adm_rules._internal.render.words import (
    VerdictTally,
    body,
    counts_text,
    name_text,
    role,
    state,
    subject_text,
)
from adm_rules._internal.report import (
    Cover,
    Evidence,
    Finding,
    Head,
    Observed,
    Report,
    RuleVerdict,
    Told,
    Verdict,
)
from adm_rules._internal.report.portfolio import FailedFile
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS
from tests.rules.small import ON, rule, rule_set, session, with_intervention, with_sessions


def report_text(made: Report, *, name: str | None = None, **page: Any) -> str:
    return text_of(made, Page(**page), name=name)


TITLE = Text("Ore settimanali", "Weekly hours")
MESSAGE = Text("Le ore sono 11: troppe.", "The hours are 11: too many.")


def finding(
    verdict: str = "breaches",
    *,
    rule: str = "hours.cap",
    subject: str = "week",
    subject_id: str = "2026-W11",
    severity: str = "error",
    message: Text = MESSAGE,
    **more: Any,
) -> Finding:
    consequence = more.pop("consequence", "none_stated")
    head = Head(rule, TITLE, subject, severity, consequence, Citation(article="7", note="2"), ("X-1",))
    kind = RuleVerdict(head, Verdict(verdict), severity)
    return Finding(kind, Told(subject_id, Evidence(message=message, **more)))


def report(*findings: Finding) -> Report:
    return Report("sample", "1.0", "sha256-0", "0.1.0", date(2026, 3, 31), ("case",), findings)


def observed(fact: str, value: str, operator: str, limit: str, *, holds: bool | None = False) -> Observed:
    texts = (Text(each, each) for each in (f"label of {fact}", value, limit))
    label, found, asked = texts
    return Observed(fact, label, found, operator, asked, holds)


# --- layout -----------------------------------------------------------------------------------------------


def test_text_is_wrapped_between_words() -> None:
    lines = list(wrapped([("a", "one two three"), ("b", " four five")], 11, first="- ", rest="  "))
    assert lines == ["- one two", "  three", "  four five"]


def test_a_word_wider_than_the_line_keeps_a_line_to_itself() -> None:
    assert list(wrapped([("a", "to immeasurable heights")], 8)) == ["to", "immeasurable", "heights"]
    assert list(wrapped([("a", "immeasurable")], 5, first="- ")) == ["- immeasurable"]


def test_pieces_touch_where_no_space_stands_between_them() -> None:
    assert list(wrapped([("a", "one"), ("b", "two "), ("c", "three")], 80)) == ["onetwo three"]


def test_nothing_has_no_lines() -> None:
    assert list(wrapped([("a", " "), ("b", "")], 80, first="- ")) == []


def test_glue_and_citations_hold_words_together() -> None:
    assert list(wrapped([("a", f"x{GLUE}y z")], 3)) == ["x y", "z"]
    assert list(wrapped([("a", "as said in art. 7, nota 2 and arts. 3, 4")], 14)) == [
        "as said in",
        "art. 7, nota 2",
        "and arts. 3, 4",
    ]
    assert glued("a b") == f"a{GLUE}b"


def test_each_run_of_a_role_is_styled_once() -> None:
    lines = wrapped(
        [("a", "one two"), ("b", " three")], 80, style=lambda role, text: f"<{role}>{text}</{role}>"
    )
    assert list(lines) == ["<></><a>one two</a><b> three</b>"]


@pytest.mark.parametrize(("width", "used"), [(10, 40), (80, 80), (300, 110)])
def test_lines_stay_readable_on_any_terminal(width: int, used: int) -> None:
    assert fitted(width) == used


# --- groups -----------------------------------------------------------------------------------------------


def test_the_worst_subject_comes_first_and_so_does_its_worst_finding() -> None:
    findings = (
        finding("pending", subject="case", subject_id="c-1"),
        finding("undecided", subject_id="2026-W10"),
        finding("breaches", subject_id="2026-W12", severity="warning"),
        finding("breaches", subject_id="2026-W11"),
        finding("derogated", rule="a.first", subject_id="2026-W11"),
    )
    groups = grouped(findings)
    assert [(group.ids, [each.verdict.value for each in group.findings]) for group in groups] == [
        (("2026-W11",), ["breaches", "derogated"]),
        (("2026-W12",), ["breaches"]),
        (("2026-W10",), ["undecided"]),
        (("c-1",), ["pending"]),
    ]


def test_what_is_in_order_is_left_out_unless_everything_is_asked_for() -> None:
    findings = (finding("complies"), finding("not_applicable"))
    assert grouped(findings) == ()
    (group,) = grouped(findings, every=True)
    assert [each.verdict.value for each in group.findings] == ["complies", "not_applicable"]


def test_what_is_alike_is_told_once() -> None:
    two = [finding("undecided", subject_id=f"2026-W1{n}") for n in (1, 2)]
    _, group = grouped([*two, finding("undecided", rule="other", subject_id="2026-W13")])
    assert group.ids == ("2026-W11", "2026-W12")
    assert [entry.findings for entry in group.entries] == [tuple(two)]


def test_words_of_their_own_are_told_of_the_first() -> None:
    other = Text("Le ore sono 12: troppe.", "The hours are 12: too many.")
    two = report(finding(), finding(subject_id="2026-W12", message=other))
    assert "Week · in 2 cases\n  2026-W11 (9–15 March 2026); 2026-W12" in report_text(
        two, lang="en", width=99
    )
    assert "    The first: the hours are 11: too many." in report_text(two, lang="en")
    alike = report(finding(), finding(subject_id="2026-W12"))
    assert "    The hours are 11: too many." in report_text(alike, lang="en")


def test_a_subject_belongs_to_one_kind_of_file() -> None:
    assert [root_of(name) for name in ("attendance", "case", "staff_year", "penalty", "team")] == [
        "case",
        "case",
        "agency",
        "contract",
        "district",
    ]


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "italian", "english"),
    [
        ("2026-03-08", "8 marzo 2026", "8 March 2026"),
        ("2026-03-08T15:05", "8 marzo 2026 ore 15:05", "8 March 2026 at 15:05"),
        ("2026-W11", "2026-W11 (9–15 marzo 2026)", "2026-W11 (9–15 March 2026)"),
        ("2026-W14", "2026-W14 (30 marzo 2026 – 5 aprile 2026)", "2026-W14 (30 March 2026 – 5 April 2026)"),
        ("2026-03", "marzo 2026", "March 2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("adm-1", "adm-1", "adm-1"),
        ("2026-99-99", "2026-99-99", "2026-99-99"),
        ("1234567890", "1234567890", "1234567890"),
        ("12345678", "12345678", "12345678"),
    ],
)
def test_a_subject_is_named_in_words(name: str, italian: str, english: str) -> None:
    assert (name_text(name, "it"), name_text(name, "en")) == (italian, english)


def test_a_group_is_headed_by_its_subject() -> None:
    one, several, unknown = (Group("session", ids, ()) for ids in (("s-1",), ("s-1", "s-2"), ("",)))
    assert [subject_text(each, "it") for each in (one, several, unknown)] == [
        "Accesso · s-1",
        "Accesso · in 2 casi",
        "Accesso · elenco non completo",
    ]
    assert subject_text(several, "en") == "Session · in 2 cases"


def test_a_breach_is_called_by_its_severity_and_the_rest_by_its_verdict() -> None:
    made = [finding(severity=each) for each in ("error", "warning", "info")]
    made += [finding(each) for each in ("undecided", "pending", "derogated", "complies", "not_applicable")]
    assert [state(each, "it") for each in made] == [
        "errore", "avviso", "nota", "non decidibile", "in attesa", "in deroga", "in regola", "non applicabile",
    ]  # fmt: skip
    assert [state(each, "en") for each in made] == [
        "error", "warning", "note", "undecided", "pending", "derogated", "complies", "not applicable",
    ]  # fmt: skip
    assert [role(each) for each in made] == [
        "error", "warning", "info", "undecided", "pending", "derogated", "complies", "not_applicable",
    ]  # fmt: skip


def test_the_title_and_the_verdict_are_not_said_twice() -> None:
    message = Text(
        "Ore settimanali: in attesa; il termine è domani.", "Weekly hours: pending; it is due tomorrow."
    )
    made = finding("pending", message=message)
    assert (body(made, "it"), body(made, "en")) == ("Il termine è domani.", "It is due tomorrow.")


def test_counts_say_one_and_many() -> None:
    breaches = [finding(severity=each) for each in ("error", "warning", "warning", "info")]
    tally = VerdictTally.of(report(*breaches, finding("undecided"), *[finding("not_applicable")] * 2))
    assert (
        counts_text(tally, "it")
        == "4 violazioni (1 errore, 2 avvisi, 1 nota), 1 non decidibile, 2 non applicabili"
    )
    assert counts_text(tally + VerdictTally.of(report(finding("complies"))), "en") == (
        "4 breaches (1 error, 2 warnings, 1 note), 1 undecided, 1 complies, 2 not applicable"
    )
    assert counts_text(VerdictTally.of(), "it") == "nessuna regola da giudicare"


# --- reports as text --------------------------------------------------------------------------------------


def test_a_report_is_told_subject_by_subject() -> None:
    made = report(
        finding(
            details=(Text("prima cosa: 3", "first thing: 3"), Text("deroga d-1", "derogation d-1")),
            consequence="not_payable",
        ),
        finding("pending", rule="plan.review", message=Text("Ore settimanali: in attesa; domani.", "x")),
        finding("complies", subject="case", subject_id="c-1"),
    )
    assert report_text(made, name="case.yaml") == (
        "case.yaml\n"
        "─────────\n"
        "\n"
        "Settimana · 2026-W11 (9–15 marzo 2026)\n"
        "  ✗ errore · Ore settimanali · art. 7, nota 2 · hours.cap\n"
        "    Le ore sono 11: troppe.\n"
        "    - prima cosa: 3\n"
        "    - deroga d-1\n"
        "    Conseguenza: prestazione non pagabile.\n"
        "  … in attesa · Ore settimanali · art. 7, nota 2 · plan.review\n"
        "    Domani.\n"
        "\n"
        "Esito: 1 violazione (1 errore), 1 in attesa, 1 in regola"
    )


def test_everything_can_be_told_in_english() -> None:
    made = report(finding("complies"), finding("not_applicable", rule="other"))
    assert report_text(made, lang="en", every=True) == (
        "Week · 2026-W11 (9–15 March 2026)\n"
        "  ✓ complies · Weekly hours · art. 7, note 2 · hours.cap\n"
        "  – not applicable · Weekly hours · art. 7, note 2 · other\n"
        "\n"
        "Outcome: 1 complies, 1 not applicable"
    )


def test_many_subjects_are_named_up_to_a_few() -> None:
    made = report(*(finding("undecided", subject="session", subject_id=f"s-{n}") for n in range(9)))
    text = report_text(made, lang="en")
    assert text.startswith("Session · in 9 cases\n  s-0; s-1; s-2; s-3; s-4; …; s-8\n  ? undecided")
    three = report(*(finding("undecided", subject="session", subject_id=f"s-{n}") for n in range(3)))
    assert "\n  s-0; s-1; s-2\n" in report_text(three)


def test_no_line_is_wider_than_the_terminal() -> None:
    long = Text("parola " * 60, "word " * 60)
    text = report_text(report(finding(message=long)), width=50, name="x" * 20)
    assert max(len(line) for line in text.splitlines()) <= 50


def test_the_style_sees_every_part_with_its_role() -> None:
    seen: dict[str, list[str]] = {}

    def style(name: str, text: str) -> str:
        seen.setdefault(name, []).append(text)
        return text

    report_text(
        report(finding(), finding("undecided", subject="case", subject_id="c")), name="f", style=style
    )
    assert {"file", "subject", "error", "undecided", "title", "cite", "dim", "text", "strong"} <= set(seen)
    assert seen["error"] == ["✗ errore"]


def test_the_head_says_the_day() -> None:
    day = date(2026, 3, 1)
    assert ReportPen(Page()).seen("sample 1.0", "judged", day) == "sample 1.0 · giudizio al 1º marzo 2026"
    english = ReportPen(Page("en", today=True)).seen("s 1", "judged", day)
    assert english == "s 1 · as judged on 1 March 2026 (today)"


@pytest.mark.parametrize(
    ("files", "unread", "lang", "total"),
    [
        (3, 0, "it", "\nIn tutto, 3 file: 2 violazioni (2 errori)"),
        (3, 1, "it", "\nIn tutto, 3 file (1 non letto): 2 violazioni (2 errori)"),
        (4, 2, "en", "\nIn all, 4 files (2 not read): 2 breaches (2 errors)"),
    ],
)
def test_the_total_counts_files(files: int, unread: int, lang: str, total: str) -> None:
    each = [("a", report(finding())), ("b", report(finding()))]
    answers = Answers(
        Report, each, False, load("tirano"), date(2026, 3, 1), None, files, [FailedFile("x", ())] * unread
    )
    head, first, second, last = TEXT.write(answers, Page(lang))
    assert head.startswith("tirano 1.")
    assert first.startswith("\na\n─\n")
    assert second.startswith("\nb\n─\n")
    assert last == total


def test_reports_are_written_as_they_come() -> None:
    """Nothing of the second file is asked for before the first one is told."""
    asked: list[str] = []

    def each() -> Iterator[tuple[str, Report]]:
        for name in ("a", "b"):
            asked.append(name)
            yield name, report(finding())

    for form in (TEXT, JSON):
        asked.clear()
        blocks = form.write(Answers(Report, each(), False, load("tirano"), date(2026, 3, 1)), Page())
        while not asked:
            next(blocks)
        assert asked == ["a"]


def test_a_table_is_as_wide_as_it_needs_to_be() -> None:
    head, rows = ["rule", "small_one", "b"], [["first", "1", "12 34 56"], ["x", "–", "7"]]
    assert [line.rstrip() for line in tabulated(head, rows, Page())] == [
        "",
        "         small_",
        " rule       one          b",
        " ─────────────────────────",
        " first        1   12 34 56",
        " x            –          7",
        "",
    ]


def test_a_table_that_is_too_wide_folds_its_widest_cells() -> None:
    head, rows = ["rule", "a", "b"], [["first", "1 2", "12 34 56"], ["x", "–", "7"]]
    lines = list(tabulated(head, rows, Page(width=21)))
    assert [line.rstrip() for line in lines[3:]] == [
        " first   1 2   12 34",
        "                  56",
        " x         –       7",
        "",
    ]
    assert {len(line) for line in tabulated(head, rows, Page(width=18))} == {18}
    narrow = list(tabulated(head, rows, Page(width=1)))
    assert narrow[1] == " rule    a   b "


# --- JSON and HTML ----------------------------------------------------------------------------------------


def test_a_report_in_json_can_be_read_back() -> None:
    made = report(finding(derogation=Cover("x", None, None, None)))
    (text,) = JSON.write(alone(made, name="case.yaml"), Page())
    assert Report.from_json(text).to_dict(lang="it") == made.to_dict(lang="it")
    (named,) = json.loads("\n".join(JSON.write(Answers(Report, [("case.yaml", made)], one=False), Page())))
    assert named.pop("file") == "case.yaml"
    assert named == made.to_dict(lang="it")


def test_several_answers_are_a_list_as_json_writes_lists() -> None:
    made = report(finding())
    for number in range(3):
        text = "\n".join(JSON.write(Answers(Report, [(None, made)] * number, one=False), Page()))
        assert text == json.dumps([made.to_dict(lang="it")] * number, ensure_ascii=False, indent=2)


def test_a_report_in_html_escapes_what_it_holds() -> None:
    evil = Text("<script>alert('x')</script> & co.", "x")
    html = report_html(report(finding(message=evil), finding("complies", rule="fine")))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Settimana · 2026-W11" in html
    assert "art. 7, nota 2" in html
    assert "Esito: 1 violazione (1 errore), 1 in regola" in html
    assert html.count("<tr") == html.count("</tr>") == 3  # heads, the week, its finding


def test_a_report_without_findings_has_no_table() -> None:
    html = report_html(report(), lang="en")
    assert "<table" not in html
    assert "no rule to judge" in html


# --- explanations and facts -------------------------------------------------------------------------------


def test_sections_are_nested_lists() -> None:
    sections = (
        Section("First", (Clause("a b c d e f g h i j k l m n o p q r s t u v", (Clause("below"),)),)),
        Section("Second", (Clause("end"),)),
    )
    assert sections_text(sections, width=40) == (
        "First\n  - a b c d e f g h i j k l m n o p q r\n    s t u v\n    - below\n\nSecond\n  - end"
    )


def test_lines_of_a_file_have_their_numbers() -> None:
    assert lines_text(("- id: x", "", "  b"), 9) == " 9  - id: x\n10\n11    b"
    assert source_head("rules/x.yaml", 9, "it") == "\nrules/x.yaml, riga 9"


def test_every_kind_has_a_name() -> None:
    for kind in KINDS:
        fact = Fact("x", "case", kind, Text("x", "x"), path="x")
        assert kind_text(fact, "it")
        assert kind_text(fact, "en")


def test_facts_are_listed_by_subject() -> None:
    facts = [registry().facts[name] for name in ("direct_time", "birth_date", "home_sessions")]
    assert facts_text(facts, Prose(registry(), "en")) == (
        "week (week)\n"
        "  direct_time · direct time of home education in the week · length in minutes\n"
        "  home_sessions · home education sessions in the week · number\n"
        "\n"
        "case (case)\n"
        "  birth_date · date of birth of the minor · date"
    )


def test_a_fact_is_told_whole() -> None:
    text = fact_text(registry().facts["session_status"], Prose(registry(), "it"))
    assert text.startswith(
        "session_status · stato dell'accesso\n\nGenere\n  - nome (enum)\n\nDi che cosa\n  - accesso"
    )
    assert "Si ricava da\n  - recorded_status: stato registrato dell'accesso" in text
    assert "Nomi ammessi\n  - planned: programmato\n" in text
    assert "Se manca, chiedere\n" in text
    parametrised = fact_text(registry().facts["children_aged"], Prose(registry(), "en"))
    assert "Parameters\n  - up_to (years)\n" in parametrised


def test_a_fact_as_data_holds_both_languages() -> None:
    plain = fact_data(registry().facts["closed_on"], Prose(registry(), "it"))
    assert plain["key"] == "closed_on"
    assert plain["recipe"] is None
    assert plain["origin"] == {
        "it": "chiave `interventions[].closed_on` del file",
        "en": "key `interventions[].closed_on` of the file",
    }
    made = fact_data(registry().facts["direct_time"], Prose(registry(), "it"))
    assert made["key"] is None
    assert "total" in made["recipe"]
    assert json.loads(json.dumps(made)) == made
    assert all(re.search(r"\w", text["it"]) for text in made["missing"])


def test_a_no_is_told_though_the_message_has_the_letters_and_a_shown_alternative_hides_the_others() -> None:
    plan = {"id": "p1", "drafted_on": "2026-03-02", "kind": "individual"}
    said = "{severity: error, message: {it: 'Non va, dal {drafted_on}.', en: 'It does not do, from {drafted_on} on.'}}"
    both = rule(
        "{any: [{plan_kind: {is: framework}}, {drafted_on: {below: 2026-03-01}}]}", per="plan", otherwise=said
    )
    text = report_text(rule_set(both).check(with_intervention(plans=[plan]), on=ON), lang="it")
    assert "Non va, dal 2 marzo 2026." in text
    assert "progetto individuale" not in text.lower()
    driven = session("2026-03-02T15:00", "16:00", transport_provided=False)
    plain = rule("{transport_provided: {is: true}}")
    text = report_text(rule_set(plain).check(with_sessions(driven), on=ON), lang="it")
    assert "- trasporto fornito: no (richiesto: sì)" in text

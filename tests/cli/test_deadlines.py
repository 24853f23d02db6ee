"""``adm-rules deadlines``: files in; groups, tables, a calendar and exit codes out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.deadlines import Deadline, DueList
from adm_rules._internal.engine import load
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.deadlines import COLUMNS
from adm_rules._internal.render.due_words import WORDS
from adm_rules._internal.render.ics import pseudonym
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from tests.rules.small import rule, rule_set, with_intervention
from tests.rules.small import text as rules_text

ON = "2026-03-31"
KEY = "una chiave inventata per le prove\n"
NAMED = "{educator_named_on: {within: {days: 15, after: proposed_on}}}"
REPORTS = "{progress_reports: {every: {months: 3, from: started_on, until: closed_on}}}"
COVER = "derogations: [{id: d, when: {disability: {is: true}}, require: {age: {below: 18}}}]"
RULES = (
    rule(NAMED, id="start.named", per="intervention"),
    rule(REPORTS, id="reports", per="intervention"),
    rule(
        "{report_answered_on: {within: {days: 15, after: report_asked_on}}}", id="asked", per="report_request"
    ),
)
CASE = with_intervention(
    proposed_on="2026-03-02", educator_named_on="none", started_on="2026-03-02", closed_on="none", reports=[],
    report_requests=[{"asked_on": "2026-03-20", "answered_on": "none"}],
    voucher_terms=[{"kind": "first", "start": "2026-03-02", "end": "2026-09-01"}],
)  # fmt: skip
QUIET = with_intervention(
    proposed_on="2026-03-02",
    educator_named_on="2026-03-03",
    started_on="none",
    reports=[],
    report_requests=[],
)


def _list(found: tuple[Deadline, ...]) -> DueList:
    day = date(2026, 3, 31)
    return DueList(day, day, found, rules="trial", version="1")


def due_text(found: tuple[Deadline, ...], lang: str = "it", width: int = 80) -> str:
    return text_of(_list(found), Page(lang, width), name="f")


class Desk:
    """A folder with rules, a key and files, and the command run in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("rules.yaml", rules_text(*RULES))
        self.key = self.write("key", KEY)

    def write(self, name: str, content: Any) -> str:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def run(
        self, *arguments: str, on: str | None = ON, rules: str | None = None, stdin: str | None = None
    ) -> Any:
        day = () if on is None else ("--on", on)
        by = ("--rules", rules or str(self.path / "rules.yaml"))
        return CliRunner().invoke(
            app, ["deadlines", *arguments, *by, *day], input=stdin, env={"COLUMNS": "100"}
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# --- text -------------------------------------------------------------------------------------------------------------


def test_deadlines_stand_by_urgency_with_the_days_left(desk: Desk) -> None:
    name = desk.write("case.json", CASE)
    done = desk.run(name)
    assert done.exit_code == 1
    assert done.stdout == (
        "small 1 · scadenze viste al 31 marzo 2026, fino al 31 marzo 2027\n\n"
        f"{name}\n{'─' * min(len(name), 100)}\n\n"
        "Scadute\n"
        "  ✗ 17 marzo 2026 · scaduta da 14 giorni · Regola di prova · art. 1 · start.named\n"
        "    Intervento i1: comunicazione del nome dell'educatore; da: proposta dell'intervento all'agenzia\n"
        "      (2 marzo 2026)\n\n"
        "Entro 30 giorni\n"
        "  … 4 aprile 2026 · fra 4 giorni · Regola di prova · art. 1 · asked\n"
        "    Richiesta di relazione 20 marzo 2026: consegna della relazione richiesta; da: richiesta della\n"
        "      relazione (20 marzo 2026)\n\n"
        "Più avanti\n"
        "  … 3 giugno 2026 · fra 64 giorni · Regola di prova · art. 1 · reports\n"
        "    Intervento i1: relazioni di andamento; da: data registrata di avvio dell'intervento\n"
        "      (2 marzo 2026); contato: 2 giugno 2026\n"
        "  … 1º settembre 2026 · fra 154 giorni · Fine del voucher\n"
        "    Periodo del voucher 2 marzo 2026\n"
        "    Prima di allora: chiedere la proroga, o preparare la chiusura.\n\n"
        "In tutto: 1 scaduta, 3 in attesa\n"
    )


def graded(desk: Desk, otherwise: str) -> str:
    message = "message: {it: Non va., en: It fails.}"
    text = rules_text(rule(NAMED, per="intervention", otherwise=f"{{{otherwise}, {message}}}"))
    return desk.write(f"{otherwise[10:14]}{len(otherwise)}.yaml", text)


@pytest.mark.parametrize(
    ("otherwise", "levels"),
    [
        ("severity: error", {"error": 1, "warning": 1, "info": 1, "never": 0}),
        ("severity: warning", {"error": 0, "warning": 1, "info": 1, "never": 0}),
        ("severity: info", {"error": 0, "warning": 0, "info": 1, "never": 0}),
        ("severity: warning, asks_judgement: true", {"error": 0, "warning": 0, "info": 0, "never": 0}),
    ],
)
def test_what_is_overdue_counts_as_its_breach_does_in_a_check(
    desk: Desk, otherwise: str, levels: dict[str, int]
) -> None:
    """One file, one rule, one day: the two commands end alike, whatever the severity, and where people judge."""
    name, rules = desk.write("case.json", CASE), graded(desk, otherwise)
    for level, code in levels.items():
        due = desk.run(name, "--fail-level", level, rules=rules)
        assert "Scadute\n  ✗ 17 marzo 2026" in due.stdout
        arguments = ["check", name, "--rules", rules, "--on", ON, "--fail-level", level]
        check = CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})
        assert (due.exit_code, check.exit_code) == (code, code), level


def test_an_overdue_term_that_people_judge_says_so(desk: Desk) -> None:
    name, rules = desk.write("case.json", CASE), graded(desk, "severity: warning, asks_judgement: true")
    assert "Se il ritardo sia una violazione resta da valutare." in desk.run(name, rules=rules).stdout
    found = json.loads(desk.run(name, "--format", "json", rules=rules).stdout)
    assert [each["to_judge"] for each in found["deadlines"] if each["rule"]] == [True]
    plain = graded(desk, "severity: warning")
    assert "da valutare" not in desk.run(name, rules=plain).stdout


def test_what_has_not_started_and_what_is_not_clear_stand_apart(desk: Desk) -> None:
    done = desk.run(desk.write("case.json", QUIET), "--lang", "en")
    assert done.exit_code == 0
    assert (
        "Not started yet\n  – no day · runs from an event that has not happened · Trial rule" in done.stdout
    )
    assert "In all: 1 not started" in done.stdout
    unknown = with_intervention(proposed_on="2026-03-02", started_on="none", reports=[])
    done = desk.run(desk.write("unknown.json", unknown), "--lang", "en")
    assert (
        "To be cleared up\n  ? 17 March 2026 · to be cleared up · Trial rule · art. 1 · start.named"
        in done.stdout
    )
    assert 'To ask for: naming of the educator (the day, or "none" if not yet).' in done.stdout
    assert "  ? no day · to be cleared up · Trial rule · art. 1 · asked" in done.stdout
    assert done.exit_code == 0


def test_what_is_over_is_shown_when_everything_is_asked_for(desk: Desk) -> None:
    name = desk.write("case.json", QUIET)
    assert "Concluse" not in desk.run(name).stdout
    done = desk.run(name, "--all")
    assert "Concluse\n  ✓ 17 marzo 2026 · rispettata · Regola di prova" in done.stdout
    assert "In tutto: 1 non decorsa, 1 rispettata" in done.stdout


def test_no_deadline_at_all_is_said(desk: Desk) -> None:
    done = desk.run(desk.write("case.json", {"id": "c", "birth_date": "2015-05-05", "interventions": []}))
    assert done.stdout.endswith("\n\nIn tutto: nessuna scadenza\n")


def test_the_horizon_and_the_day(desk: Desk) -> None:
    name = desk.write("case.json", CASE)
    assert "3 giugno" not in desk.run(name, "--until", "2026-06-02").stdout
    assert "3 giugno" in desk.run(name, "--until", "2026-06-03").stdout
    assert "(oggi)" in desk.run(name, on=None).stdout.split("\n")[0]
    done = desk.run(name, "--until", "2026-03-30")
    assert (done.exit_code, done.stderr) == (2, "error: --until lies before --on\n")


@pytest.mark.parametrize(
    ("ends", "heading"), [("2026-04-30", "Entro 30 giorni"), ("2026-05-01", "Più avanti")]
)
def test_soon_means_within_thirty_days(ends: str, heading: str) -> None:
    rules = rule_set(rule("{educator_named_on: {by: {fact: knowledge_ends_on}}}", per="intervention"))
    data = with_intervention(knowledge_ends_on=ends, educator_named_on="none")
    text = due_text(rules.deadlines(data, on=date.fromisoformat(ON)))
    assert f"\n{heading}\n" in text


STATES = {
    "overdue": (("2026-03-02", "none"), "scaduta da 14 giorni", "overdue by 14 days"),
    "today": (("2026-03-16", "none"), "oggi", "today"),
    "tomorrow": (("2026-03-17", "none"), "fra 1 giorno", "in 1 day"),
    "late": (("2026-03-02", "2026-03-18"), "adempiuta con 1 giorno di ritardo", "done 1 day late"),
    "rolled": (
        ("2026-03-07", "2026-03-23"),
        "rispettata, perché il giorno contato era festivo",
        "met, because the day as",
    ),
}


@pytest.mark.parametrize(("days", "italian", "english"), STATES.values(), ids=STATES)
def test_each_state_in_words(days: tuple[str, str], italian: str, english: str) -> None:
    proposed, named = days
    found = rule_set(RULES[0]).deadlines(
        with_intervention(proposed_on=proposed, educator_named_on=named), on=date.fromisoformat(ON)
    )
    assert f"· {italian} ·" in due_text(found).replace("\n    ", " ")
    assert f"· {english}" in due_text(found, "en")


def test_readings_derogations_and_uncertain_rules_are_told() -> None:
    readings = """
  rhythm:
    question: {it: "Da dove?", en: "From where?"}
    default: rolling
    options: {rolling: {it: a, en: a}, grid: {it: a date fisse, en: on fixed days}, none: {it: nulla, en: nothing}}
    norms: [TST-01-01]
"""
    grid = REPORTS.replace("closed_on}", "closed_on, mode: grid}")
    require = (
        f"{{by_reading: {{rhythm: {{rolling: {REPORTS}, grid: {grid}, none: {{age: {{below: 18}}}}}}}}}}"
    )
    data = with_intervention(
        started_on="2025-03-03", closed_on="none", case_keys={"disability": True},
        reports=[{"type": "progress", "submitted_on": day} for day in ("2025-05-02", "2025-08-29")],
    )  # fmt: skip
    rules = rule_set(rule(require, per="intervention", more=COVER), readings=readings)
    text = due_text(rules.deadlines(data, on=date(2026, 3, 31)), width=200)
    assert "Coperto da deroga." in text
    assert "relazioni di andamento, n. 2; da: relazioni di andamento (2 maggio 2025)" in text
    assert "Altra lettura (a date fisse): 3 settembre 2025, rispettata." in text
    assert "Altra lettura (nulla): non è dovuto." in text
    unsure = rule_set(rule(NAMED, per="intervention", when="{attendance_allowance: {is: true}}"))
    found = unsure.deadlines(
        with_intervention(proposed_on="2026-03-02", educator_named_on="none"), on=date(2026, 3, 31)
    )
    assert "Se la regola si applica non è certo." in due_text(found)
    waiting = require.replace(
        "from: started_on, until: closed_on, mode", "from: enrolled_on, until: closed_on, mode"
    )
    rules = rule_set(rule(waiting, per="intervention"), readings=readings)
    data = with_intervention(started_on="2026-03-03", closed_on="none", enrolled_on="none", reports=[])
    text = due_text(rules.deadlines(data, on=date(2026, 3, 31)), width=200)
    assert "Altra lettura (a date fisse): non decorsa." in text


# --- several files, other forms ---------------------------------------------------------------------------------------


def test_several_files_and_folders_are_added_up(desk: Desk) -> None:
    desk.write("files/one.json", CASE)
    desk.write("files/two.json", {**CASE, "id": "caso-2"})
    done = desk.run(str(desk.path / "files"))
    assert done.stdout.endswith("In tutto, 2 file: 2 scadute, 6 in attesa\n")
    desk.write("files/bad.json", {"id": "x"})
    done = desk.run(str(desk.path / "files"))
    assert done.exit_code == 2
    assert done.stdout.endswith("In tutto, 3 file (1 non letto): 2 scadute, 6 in attesa\n")
    assert "bad.json" in done.stderr


def test_json_is_one_object_or_a_list_that_names_its_files(desk: Desk) -> None:
    name = desk.write("case.json", CASE)
    whole = json.loads(desk.run(name, "--format", "json", "--all").stdout)
    by = whole["rules"]
    assert (by["id"], by["version"], whole["on"], whole["until"]) == ("small", "1", ON, "2027-03-31")
    assert [each["rule"] for each in whole["deadlines"]] == ["start.named", "asked", "reports", None]
    assert json.loads(desk.run("-", "--format", "json", stdin=json.dumps(CASE)).stdout)["deadlines"]
    several = json.loads(desk.run(name, name, desk.write("b.json", QUIET), "--format", "json").stdout)
    assert [Path(each["file"]).name for each in several] == ["case.json", "b.json"]
    bad = desk.run(desk.write("bad.json", {"id": "x"}), "--format", "json")
    assert bad.exit_code == 2
    assert [each["code"] for each in json.loads(bad.stdout)["failure"]] == ["unknown-root"]


def test_csv_is_one_table(desk: Desk) -> None:
    done = desk.run(desk.write("case.json", CASE), "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert [row["rule"] for row in rows] == ["start.named", "asked", "reports", ""]
    assert (rows[0]["state"], rows[0]["applies"], rows[0]["days_late"]) == ("overdue", "true", "14")
    assert (rows[0]["what"], rows[0]["anchor_day"]) == ("naming of the educator", "2026-03-02")
    assert (rows[3]["before"], rows[3]["citation"]) == ("ask for an extension, or prepare the closure", "")


@pytest.mark.parametrize("start", list("=+-@"))
def test_a_cell_is_never_a_formula(start: str) -> None:
    (found,) = rule_set(RULES[0]).deadlines(
        with_intervention(proposed_on="2026-03-02", educator_named_on="none"), on=date.fromisoformat(ON)
    )
    (row,) = csv.DictReader(io.StringIO(csv_of(_list((found,)), name=f"{start}a")), delimiter=";")
    assert row["file"] == f"'{start}a"


def test_a_case_is_judged_together_with_its_agency(desk: Desk) -> None:
    agency = {"id": "a", "staff_list_changes": [{"effective_on": "2026-03-27", "notified_on": "none"}]}
    done = desk.run(
        desk.write("case.json", CASE),
        "--agency",
        desk.write("a.json", agency),
        "--format",
        "json",
        rules="tirano",
    )
    case, own = json.loads(done.stdout)
    assert {each["root"] for each in case["deadlines"]} == {"case"}
    assert "agency.staff-list-change" in {each["rule"] for each in own["deadlines"]}
    assert {each["root"] for each in own["deadlines"]} == {"agency"}
    bad = desk.run(desk.write("case.json", CASE), "--agency", desk.write("bad.json", {}))
    assert bad.exit_code == 2


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_a_calendar_is_written_with_the_office_s_key(desk: Desk) -> None:
    name, out = desk.write("case.json", CASE), desk.path / "out.ics"
    done = desk.run(name, "--ics", str(out), "--key-file", desk.key)
    assert done.exit_code == 1
    content = out.read_bytes()
    assert done.stdout.endswith(f"\nCalendario scritto in {out}: 4 eventi\n")
    assert content.count(b"BEGIN:VEVENT") == 4
    called = pseudonym("case", "caso-1", KEY.strip().encode())
    assert f"{name} · {called}\n" in done.stdout
    assert f"Fascicolo: {called}".encode() in content.replace(b"\r\n ", b"")
    empty = desk.write("empty.json", {"id": "c", "birth_date": "2015-05-05", "interventions": []})
    assert "0 eventi" in desk.run(empty, "--ics", str(out)).stdout
    contract = desk.write("contract.json", {"id": "k", "term_end": "2026-12-31"})
    assert f"{WORDS['one_event'].it}\n" in desk.run(contract, "--ics", str(out)).stdout
    assert "Calendario" not in desk.run(contract, "--ics", str(out), "--format", "csv").stdout


@pytest.mark.parametrize(
    ("key", "out", "said"),
    [
        (None, "out.ics", "the calendar of a case needs a key"),
        ("short", "out.ics", "at least 16 bytes"),
        ("missing", "out.ics", "the key cannot be read"),
        (KEY, "nowhere/out.ics", "cannot be written"),
    ],
)
def test_what_keeps_a_calendar_from_being_written(desk: Desk, key: str | None, out: str, said: str) -> None:
    options = ["--ics", str(desk.path / out)]
    if key is not None:
        options += [
            "--key-file",
            desk.write("other-key", key) if key != "missing" else str(desk.path / "none"),
        ]
    done = desk.run(desk.write("case.json", CASE), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (desk.path / out).exists()


# --- exit codes -------------------------------------------------------------------------------------------------------


def test_bad_rules_and_bad_usage(desk: Desk) -> None:
    name = desk.write("case.json", CASE)
    assert desk.run(name, rules=desk.write("bad.yaml", "language: 1\n")).exit_code == 3
    assert desk.run(name, rules="nowhere").exit_code == 2
    assert desk.run(str(desk.path / "absent.json")).exit_code == 2


@pytest.mark.parametrize(
    ("option", "day"), [("--on", "9999-12-31"), ("--on", "1899-12-31"), ("--until", "2200-01-01")]
)
def test_a_day_that_no_file_can_name_is_bad_usage(desk: Desk, option: str, day: str) -> None:
    """Else the horizon, or a turn of what recurs, would lie beyond the calendar."""
    done = desk.run(desk.write("case.json", CASE), option, day, on=None if option == "--on" else ON)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"error: {option}: the year is not plausible: 1900 to 2199\n"


def test_what_a_derogation_covers_is_no_reason_to_exit_with_1(desk: Desk) -> None:
    rules = desk.write("covered.yaml", rules_text(rule(NAMED, per="intervention", more=COVER)))
    for disability, code in ((True, 0), (False, 1)):
        data = with_intervention(
            proposed_on="2026-03-02", educator_named_on="none", case_keys={"disability": disability}
        )
        assert desk.run(desk.write("case.json", data), rules=rules).exit_code == code


def test_shipped_files_are_told_in_both_languages() -> None:
    """Every sign, note and state of the example files, without a word of the other language's tables missing."""
    found: tuple[Deadline, ...] = load("tirano").deadlines(
        (Path(__file__).parents[2] / "examples/cases/several_breaches.yaml").read_text(encoding="utf-8"),
        on=date(2026, 3, 31),
    )
    for lang in ("it", "en"):
        text = due_text(found, lang)
        assert max(map(len, text.split("\n"))) <= 80

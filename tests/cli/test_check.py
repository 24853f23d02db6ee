"""``adm-rules check``: files in, reports and exit codes out."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from adm_rules._internal.cli import terminal
from adm_rules._internal.cli.app import app
from adm_rules._internal.report import Report
from adm_rules.version import VERSION

RULES = """\
language: 1
id: sample
title: {it: Regole di prova, en: Sample rules}
version: "0.1"
act:
  title: {it: Atto di prova, en: Sample act}
  body: Ente di prova
  adopted: [{body: Assemblea, on: 2020-01-10}]
  document: none
in_force: {from: 2020-03-01}
rules:
  - id: case.age
    title: {it: Minore età, en: Under age}
    norms: [X-1]
    cites: {article: "4"}
    per: case
    require: {age: {below: 18}}
    otherwise: {severity: error, message: {it: "Ha {age}.", en: "The age is {age}."}}
  - id: case.allowance
    title: {it: Indennità, en: Allowance}
    norms: [X-2]
    cites: {article: "5"}
    per: case
    when: {disability: {is: true}}
    require: {attendance_allowance: {is: true}}
    otherwise: {severity: warning, message: {it: "Manca l'indennità.", en: "The allowance is missing."}}
  - id: provider.vehicles
    title: {it: Automezzi, en: Vehicles}
    norms: [X-3]
    cites: {article: "6"}
    per: intervention
    require: {vehicles: {at_least: 1}}
    otherwise: {severity: error, message: {it: "Nessun automezzo.", en: "No vehicle."}}
  - id: agency.vehicles
    title: {it: Automezzi dell'ente, en: Vehicles of the provider}
    norms: [X-4]
    cites: {article: "6"}
    per: agency
    require: {vehicles: {at_least: 2}}
    otherwise: {severity: info, message: {it: "Pochi automezzi.", en: "Few vehicles."}}
"""

FINE = {"id": "c-fine", "birth_date": "2015-05-05", "disability": False, "interventions": []}
GROWN = {**FINE, "id": "c-grown", "birth_date": "2000-05-05"}
WARNED = {**FINE, "id": "c-warned", "disability": True, "attendance_allowance": False}
SERVED = {
    **FINE,
    "id": "c-served",
    "interventions": [{"id": "i-1", "service": "home_education", "agency": "a-1"}],
}
AGENCY = {"id": "a-1", "vehicles": 1, "staff": []}

runner = CliRunner()


class Folder:
    """A folder with rules and files, and the command run in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("rules.yaml", RULES)

    def write(self, name: str, content: Any) -> str:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def check(self, *arguments: str, on: str | None = "2026-03-31", stdin: str | None = None) -> Any:
        day = () if on is None else ("--on", on)
        rules = () if "--rules" in arguments else ("--rules", str(self.path / "rules.yaml"))
        return runner.invoke(app, ["check", *arguments, *rules, *day], input=stdin, env={"COLUMNS": "100"})


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


# --- what is printed --------------------------------------------------------------------------------------


def test_a_clean_case_is_only_counted(folder: Folder) -> None:
    name = folder.write("fine.json", FINE)
    done = folder.check(name)
    assert done.exit_code == 0
    assert done.stdout == (
        f"sample 0.1 · giudizio al 31 marzo 2026\n\n{name}\n{'─' * min(len(name), 100)}\n\n"
        "Esito: 1 in regola, 1 non applicabile\n"
    )


def test_a_breach_is_told_with_its_article_in_the_language_asked_for(folder: Folder) -> None:
    done = folder.check(folder.write("grown.json", GROWN), "--lang", "en")
    assert done.exit_code == 1
    assert (
        "\nCase · c-grown\n  ✗ error · Under age · art. 4 · case.age\n    The age is 25 years." in done.stdout
    )
    assert "Outcome: 1 breach (1 error), 1 not applicable" in done.stdout
    assert "\x1b" not in done.stdout


def test_everything_is_shown_when_asked_for(folder: Folder) -> None:
    done = folder.check(folder.write("fine.json", FINE), "--all")
    assert "✓ in regola · Minore età · art. 4 · case.age" in done.stdout
    assert "– non applicabile · Indennità · art. 5 · case.allowance" in done.stdout


def test_the_day_is_today_unless_it_is_named_and_is_always_printed(folder: Folder) -> None:
    name = folder.write("fine.json", FINE)
    assert "2026 (oggi)" not in folder.check(name).stdout
    done = folder.check(name, on=None)
    assert done.stdout.split("\n")[0].endswith("(oggi)")
    data = json.loads(folder.check(name, "--format", "json", on=None).stdout)
    assert len(data["on"]) == 10


@pytest.mark.parametrize(
    ("case", "level", "code"),
    [
        (GROWN, "error", 1),
        (GROWN, "warning", 1),
        (GROWN, "info", 1),
        (GROWN, "never", 0),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "info", 1),
        (WARNED, "never", 0),
        (AGENCY, "warning", 0),
        (AGENCY, "info", 1),
    ],
)
def test_the_exit_code_depends_on_the_level(folder: Folder, case: Any, level: str, code: int) -> None:
    assert folder.check(folder.write("file.json", case), "--fail-level", level).exit_code == code


# --- files ------------------------------------------------------------------------------------------------


def test_yaml_and_json_are_read_from_files_folders_and_standard_input(folder: Folder) -> None:
    folder.write("all/a.json", FINE)
    folder.write("all/deep/b.yaml", "id: c-b\nbirth_date: 2015-05-05\n")
    folder.write("all/deep/c.YML", "id: c-c\nbirth_date: 2015-05-05\n")
    folder.write("all/notes.txt", "not a case")
    (folder.path / "all" / "folder.json").mkdir()
    done = folder.check(str(folder.path / "all"))
    assert done.exit_code == 0
    names = [line for line in done.stdout.splitlines() if line.startswith(str(folder.path))]
    assert [Path(name).name for name in names] == ["a.json", "b.yaml", "c.YML"]
    assert "In tutto, 3 file: " in done.stdout
    for text in (json.dumps(GROWN), "id: c\nbirth_date: 2000-05-05\n"):
        done = folder.check("-", stdin=text)
        assert done.exit_code == 1
        assert "<stdin>" in done.stdout


def test_a_file_named_twice_is_judged_once(folder: Folder) -> None:
    name = folder.write("fine.json", FINE)
    assert "In tutto" not in folder.check(name, name).stdout


@pytest.mark.parametrize(
    ("content", "subject"),
    [
        (GROWN, "case"),
        (AGENCY, "agency"),
        ({"id": "a-2", "staff": [], "vehicles": 1}, "agency"),
        ({"id": "c-2", "years": [{"year": 2026, "quota": 1200}]}, "contract"),
        ({"id": "d-2", "years": [{"year": 2026, "fund_available": 1200}]}, "district"),
    ],
)
def test_what_a_file_is_about_is_seen_by_its_keys(folder: Folder, content: Any, subject: str) -> None:
    done = folder.check(folder.write("file.json", content), "--format", "json")
    assert json.loads(done.stdout)["files"][0]["root"] == subject


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"id": "x"}, "no key at the top tells what the file is"),
        ({"id": "x", "staff": [], "interventions": []}, "keys of several kinds of file stand at the top"),
        ([1], "no key at the top tells what the file is"),
    ],
)
def test_a_file_that_does_not_tell_what_it_is_about_is_refused(
    folder: Folder, content: Any, told: str
) -> None:
    name = folder.write("file.json", content)
    done = folder.check(name)
    assert done.exit_code == 2
    assert f"{name}:1:1: error[unknown-root]: {told}\n" in done.stderr
    assert "say what it is with --root case|agency" in done.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            {"id": "x", "years": [{"year": 2026}]},
            "such as `services` (contract) or `meetings` (district), or say what it is with --root contract|district",
        ),
        ({"id": "x"}, "such as `birth_date` (case) or `accreditations` (agency) or `services` (contract) or"),
        ({"id": "x", "xyzzy": 1}, "with --root case|agency|contract|district"),
        (
            {"id": "x", "staff": [], "interventions": []},
            "leave out what is not of it: `interventions` (case), `staff` (agency); or say what it is with --root",
        ),
    ],
)
def test_the_key_that_would_settle_it_is_named(folder: Folder, content: Any, told: str) -> None:
    assert told in folder.check(folder.write("file.json", content)).stderr


def test_the_root_can_be_named(folder: Folder) -> None:
    name = folder.write("file.json", {"id": "d-1"})
    done = folder.check(name, "--root", "district", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["files"][0]["root"] == "district"
    wrong = folder.check(folder.write("fine.json", FINE), "--root", "agency")
    assert wrong.exit_code == 2
    assert "error[unknown-key]" in wrong.stderr


def test_faults_have_a_place_and_a_remedy_but_no_value(folder: Folder) -> None:
    text = 'id: secret-id\nbirth_date: "2015-99-99"\nresidenza: secret-town\ndisability: secret-flag\n'
    name = folder.write("bad.yaml", text)
    done = folder.check(name)
    assert done.exit_code == 2
    assert f"{name}:2:13: error[" in done.stderr
    assert (
        f"{name}:3:1: error[unknown-key]: the key `residenza` is not known here\n  help: did you mean `residence`?"
        in done.stderr
    )
    assert f"{name}:4:13: error[not-a-truth-value]" in done.stderr
    assert "secret" not in done.output


def test_a_text_that_is_no_yaml_is_refused_with_its_place(folder: Folder) -> None:
    name = folder.write("bad.yaml", "id: [secret\n")
    done = folder.check(name)
    assert done.exit_code == 2
    assert f"{name}:1:5: error[" in done.stderr
    assert "secret" not in done.output


def test_one_bad_file_does_not_stop_the_others(folder: Folder) -> None:
    names = [
        folder.write("a.json", GROWN),
        folder.write("b.json", {"id": "x"}),
        folder.write("c.json", WARNED),
    ]
    done = folder.check(*names)
    assert done.exit_code == 2
    assert "In tutto, 3 file (1 non letto): 2 violazioni (1 errore, 1 avviso)" in done.stdout
    assert done.stderr.count("error[") == 1


@pytest.mark.parametrize("name", ["missing.json", "nul\0.json"])
def test_a_file_that_cannot_be_read_is_named(folder: Folder, name: str) -> None:
    done = folder.check(str(folder.path / name))
    assert done.exit_code == 2
    assert "error[unreadable-file]: the file cannot be read" in done.stderr


def test_a_folder_without_files_is_named(folder: Folder) -> None:
    (folder.path / "empty").mkdir()
    done = folder.check(str(folder.path / "empty"))
    assert done.exit_code == 2
    assert "error[empty-folder]: the folder has no JSON or YAML file" in done.stderr


# --- with an agency ---------------------------------------------------------------------------------------


def test_a_case_is_judged_together_with_its_agency(folder: Folder) -> None:
    case, agency = folder.write("served.json", SERVED), folder.write("agency.json", AGENCY)
    assert "Da chiedere: " in folder.check(case).stdout
    assert "Manca: " in folder.check(case, "--all").stdout
    done = folder.check(case, "--agency", agency)
    assert done.exit_code == 0
    assert "Da chiedere: " not in done.stdout
    assert (
        done.stdout.count("Pochi automezzi.") == 1
    )  # the agency itself is judged once, as a file of its own
    assert done.stdout.index(case) < done.stdout.index(agency) < done.stdout.index("Pochi automezzi.")
    listed = folder.check(agency, case, folder.write("other.json", FINE), "--agency", agency)
    assert listed.stdout.count("Pochi automezzi.") == 1
    assert "In tutto, 3 file: " in listed.stdout


def test_an_agency_that_cannot_be_read_ends_the_check(folder: Folder) -> None:
    done = folder.check(folder.write("fine.json", FINE), "--agency", folder.write("bad.json", {"staff": 7}))
    assert done.exit_code == 2
    assert not done.stdout
    assert "bad.json:1:" in done.stderr


# --- JSON -------------------------------------------------------------------------------------------------


def test_one_file_gives_one_report_that_can_be_read_back(folder: Folder) -> None:
    done = folder.check(folder.write("grown.json", GROWN), "--format", "json")
    assert done.exit_code == 1
    report = Report.from_json(done.stdout)
    assert [finding.rule for finding in report.breaches] == ["case.age"]


def test_several_files_give_a_list_with_their_names(folder: Folder) -> None:
    names = [folder.write("a.json", FINE), folder.write("b.json", GROWN)]
    data = json.loads(folder.check(*names, "--format", "json").stdout)
    assert [each["file"] for each in data] == names
    folder.write("one/a.json", FINE)
    (only,) = json.loads(folder.check(str(folder.path / "one"), "--format", "json").stdout)
    assert only["file"].endswith("a.json")
    agency = folder.write("agency.json", AGENCY)
    both = json.loads(folder.check(names[0], "--agency", agency, "--format", "json").stdout)
    assert [each["file"] for each in both] == [names[0], agency]
    assert set(both[0]["grid"]) == {"case"}
    assert [each["root"] for each in both[0]["files"]] == ["case", "agency"]


def test_findings_are_lines_that_tell_where_they_come_from(folder: Folder) -> None:
    names = [folder.write(f"{name}.json", {**GROWN, "id": name}) for name in ("a", "b")]
    lines = [json.loads(line) for line in folder.check(*names, "--format", "jsonl").stdout.splitlines()]
    reports = json.loads(folder.check(*names, "--format", "json").stdout)
    for report in reports:
        head = {
            "file": report["file"],
            "rules": report["rules"]["id"],
            "version": report["rules"]["version"],
            "on": report["on"],
        }
        own = [line for line in lines if line["file"] == report["file"]]
        assert all(line.items() >= head.items() for line in own)
        asked = [{**line, "record": None} for line in own if line["record"] == "question"]
        assert asked == [{**question, **head, "record": None} for question in report.get("ask_first", ())]
        found = {
            (f"{line['rule']}@{line['path']}", line["case"]) for line in own if line["record"] == "finding"
        }
        assert found == {
            (f"{each['rule']}@{path}", report["files"][0]["id"])
            for each in report["findings"]
            for path in (each["path"], *each.get("also", ()))
        }
        assert all(line["of_rule"]["title"]["it"] for line in own if line["record"] == "finding")
    assert len(lines) > 0


def test_a_bad_file_leaves_standard_output_to_the_others(folder: Folder) -> None:
    bad = folder.write("bad.json", {"id": "x"})
    alone = folder.check(bad, "--format", "json")
    assert (alone.exit_code, list(json.loads(alone.stdout))) == (2, ["file", "failure"])
    both = folder.check(bad, folder.write("fine.json", FINE), "--format", "json")
    assert both.exit_code == 2
    assert ["failure" in each for each in json.loads(both.stdout)] == [True, False]


def test_json_is_utf_8(folder: Folder) -> None:
    done = folder.check(folder.write("grown.json", GROWN), "--format", "json")
    assert "Minore età".encode() in done.stdout_bytes


# --- rules and usage --------------------------------------------------------------------------------------


def test_an_unknown_rule_set_is_named_with_the_nearest(folder: Folder) -> None:
    done = folder.check(folder.write("fine.json", FINE), "--rules", "tirana")
    assert done.exit_code == 2
    assert "error: no rule set is called `tirana`; did you mean `tirano`?" in done.stderr
    gone = folder.check(folder.write("fine.json", FINE), "--rules", str(folder.path / "gone.yaml"))
    assert gone.exit_code == 2


def test_bad_rules_have_an_exit_code_of_their_own(folder: Folder) -> None:
    bad = folder.write("bad.yaml", RULES.replace("below: 18", "belov: 18"))
    done = folder.check(folder.write("fine.json", FINE), "--rules", bad)
    assert done.exit_code == 3
    assert f"{bad}:17:" in done.stderr
    assert "did you mean `below`?" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "x.json"], ["check", "x.json", "--rules", "tirano", "--on", "31/3/2026"], ["chek"]],
)
def test_bad_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert runner.invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize("command", ["check", "queue"])
def test_a_form_that_an_answer_does_not_have_is_refused(command: str) -> None:
    done = runner.invoke(
        app, [command, "x", "--rules", "tirano", "--format", "markdown"], env={"COLUMNS": "200"}
    )
    assert done.exit_code == 2
    assert "'markdown' is not one of 'text', 'html', 'json', " in done.stderr


def test_the_version_is_told() -> None:
    done = runner.invoke(app, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"adm-rules {VERSION}\n")


# --- the terminal -----------------------------------------------------------------------------------------


def console(**more: Any) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=70, **more)


def test_colours_follow_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("rich.console.Console", lambda: console(color_system="standard"))
    assert terminal.Terminal().width == 70
    assert terminal.Terminal().style("error", "x") == "\x1b[1;31mx\x1b[0m"
    assert terminal.Terminal().style("text", "x") == "x"
    monkeypatch.setattr("rich.console.Console", lambda: console(color_system="standard", no_color=True))
    assert terminal.Terminal().style("error", "x") == "x"
    monkeypatch.setattr("rich.console.Console", lambda: console(color_system=None))
    assert terminal.Terminal().style("error", "x") == "x"


@pytest.mark.parametrize(
    ("columns", "screen", "width"),
    [("100", 60, 100), ("0", 60, 0), ("wide", 60, 60), ("", 0, 80), ("", None, 80)],
)
def test_a_page_that_is_no_terminal_is_as_wide_as_rich_would_have_it(
    columns: str, screen: int | None, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def size(_stream: int) -> os.terminal_size:
        if screen is None:
            raise OSError
        return os.terminal_size((screen, 20))

    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert terminal.Terminal().width == width == Console().width
    assert terminal.Terminal().style("error", "x") == "x"


def test_many_files_have_a_progress_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = console()
    monkeypatch.setattr("rich.console.Console", lambda **_: shown)
    assert list(terminal.followed(range(3))) == [0, 1, 2]
    assert isinstance(shown.file, io.StringIO)
    assert not shown.file.getvalue()
    with monkeypatch.context() as patch:  # what is printed shows by itself how far it is
        patch.setattr("sys.stdout.isatty", lambda: True)
        assert list(terminal.followed(range(30))) == list(range(30))
    assert not shown.file.getvalue()
    assert list(terminal.followed(range(30))) == list(range(30))
    assert "adm-rules" in shown.file.getvalue()


def test_without_a_terminal_there_is_no_progress_bar(folder: Folder) -> None:
    for n in range(12):
        folder.write(f"many/{n}.json", {**FINE, "id": f"c-{n}"})
    done = folder.check(str(folder.path / "many"))
    assert "In tutto, 12 file: " in done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    ("day", "meant"), [("31/03/2026", "2026-03-31"), ("3.5.2026", "2026-05-03"), ("today", "2026-03-31")]
)
def test_a_day_in_another_form_is_told_how_to_be_written(day: str, meant: str) -> None:
    done = CliRunner().invoke(app, ["check", "x.yaml", "--rules", "tirano", "--on", day])
    assert done.exit_code == 2
    assert meant in done.stderr

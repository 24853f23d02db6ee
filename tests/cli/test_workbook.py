"""Workbooks, Parquet and CSV from the command line: read back, without formulas, with what could not be read."""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli import terminal
from adm_rules._internal.cli.app import app
from adm_rules._internal.cli.terminal import echo

ROOT: Final = Path(__file__).parents[2]
CASE: Final = str(ROOT / "examples" / "cases" / "several_breaches.yaml")
DAY: Final = ("--rules", "tirano", "--on", "2026-03-31")
#: What a spreadsheet would take for a formula: free text of a file, which a finding shows.
EVIL: Final = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx")


def run(*given: str) -> Any:
    return CliRunner().invoke(app, [*given])


def book(done: Any) -> Any:
    assert done.exit_code in {0, 1, 2}, done.output
    return openpyxl.load_workbook(io.BytesIO(done.stdout_bytes))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("bad") / "bad.json"
    path.write_text('{"id": "b-1", "birth_date": "nessuno"}', encoding="utf-8")
    return str(path)


def test_a_workbook_has_a_front_page_and_all_the_rest(bad: str) -> None:
    done = run("check", CASE, bad, *DAY, "--format", "xlsx")
    assert done.exit_code == 2
    made = book(done)
    assert made.sheetnames == [
        *("Da fare", "Rilievi", "Da chiedere", "Scadenze", "Ore per settimana", "Non letti", "Note")
    ]
    for sheet in made.worksheets[:4]:
        assert (sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0]) == ("A2", "A1")
        assert sheet.max_row > 1
        assert sheet.page_setup.orientation == "landscape"
    head, first, *_ = rows(made["Da fare"])
    told = dict(zip(head, first, strict=True))
    assert (told["minore o file"], told["gravità"], told["chi agisce"]) == (
        "esempio-adm-02",
        "errore",
        "assistente sociale",
    )
    due = dict(zip(*rows(made["Scadenze"])[:2], strict=True))["termine"]
    assert due.year in {2025, 2026}
    assert rows(made["Non letti"])[1][0] == bad
    notes = rows(made["Note"])
    assert notes[0][:2] == ("regole", "tirano 1.0.0")
    assert any(row[0] == "Scadenze" and row[1] == "termine" for row in notes)
    assert run("check", CASE, bad, *DAY, "--format", "xlsx").stdout_bytes == done.stdout_bytes


def test_a_workbook_in_english_of_other_answers() -> None:
    month = str(ROOT / "examples" / "month" / "cases")
    rules = str(ROOT / "examples" / "overlays" / "tirano_2026.yaml")
    made = book(
        run("statement", month, "--rules", rules, "--month", "2026-03", "--format", "xlsx", "--lang", "en")
    )
    assert made.sheetnames == ["Statement", "Notes"]
    head, first, *_ = rows(made["Statement"])
    assert dict(zip(head, first, strict=True))["least amount"] == 389.6
    due = book(run("deadlines", CASE, *DAY, "--format", "xlsx", "--all"))
    assert due.sheetnames == ["Scadenze", "Note"]
    assert {row[head_of(due, "Scadenze", "in deroga")] for row in rows(due["Scadenze"])[1:]} == {"no"}


def head_of(made: Any, sheet: str, name: str) -> int:
    return list(rows(made[sheet])[0]).index(name)


def test_the_workbook_of_a_summary_and_of_a_trial(tmp_path: Path, bad: str) -> None:
    out = tmp_path / "sum.xlsx"
    done = run(
        "check", CASE, bad, *DAY, "--summary", "--set", "weekly_cap=12h", "--format", "xlsx", "-o", str(out)
    )
    assert (done.exit_code, done.stdout) == (2, "")
    made = openpyxl.load_workbook(out)
    assert made.sheetnames[:3] == ["Da fare", "File", "Da chiedere"]
    assert [row[head_of(made, "File", "letto")] for row in rows(made["File"])[1:]] == ["sì", "no"]
    trial = [row for row in rows(made["Note"]) if row[0] == "PROVA, non è quanto dice l'atto"]
    assert "weekly_cap=12 hours" in trial[0][1]


def test_nothing_is_a_formula(tmp_path: Path) -> None:
    """Names of a rule set, ids and free texts reach cells as texts."""
    from adm_rules._internal.columnar import CellKind, Column, Frame
    from adm_rules._internal.frames.kinds import FrameKind
    from adm_rules._internal.render.sheets import Sheet
    from adm_rules._internal.render.xlsx import Book
    from adm_rules._internal.texts import Text

    columns = (Column("cell", CellKind.TEXT, "evil", Text("cella", "cell")),)
    kind = FrameKind("evil", "evil", object, columns, lambda _made, _lang: ())
    out = io.BytesIO()
    made = Book(out, "it", None)
    table = made.table(Sheet(Text("Male", "Evil"), kind, lambda _made, _lang: ()))
    table.add((each,) for each in (*EVIL, "https://example.invalid", "x" * 40_000, None))
    made.plain("Altro", [EVIL])
    made.close()
    read = openpyxl.load_workbook(out)
    cells = [row[0] for row in read["Male"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells[: len(EVIL)]] == list(EVIL)
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.data_type for cell in read["Altro"][1]} == {"s"}
    assert cells[-1].hyperlink is None
    assert len(Frame("evil", columns, [[each] for each in EVIL]).to_arrow()) == len(EVIL)


def test_a_workbook_of_which_the_rules_are_not_known_names_none() -> None:
    from adm_rules._internal.engine import load
    from adm_rules._internal.render.pen import Page, alone
    from adm_rules._internal.render.xlsx import XLSX

    rules = load("tirano")
    report = rules.check({"id": "c", "birth_date": "2014-05-01"}, on=date(2026, 3, 31))

    def notes(answers: Any) -> list[Any]:
        assert XLSX.made is not None
        return [
            row[:2] for row in rows(openpyxl.load_workbook(io.BytesIO(XLSX.made(answers, Page())))["Note"])
        ]

    unnamed, named = notes(alone(report)), notes(alone(report, rules))
    assert unnamed[0] == ("regole", "")
    assert named[:2] == [("regole", "tirano 1.0.0"), ("", rules.fingerprint)]
    assert unnamed[1:] == named[2:]


def test_findings_as_csv_hold_no_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("check", CASE, *DAY, "--format", "csv")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("file;case;rule;verdict;")
    assert len(lines) > 50
    folder = tmp_path / "=cmd"
    folder.mkdir()
    evil = folder / "a.json"
    evil.write_bytes(json.dumps({"id": "c-1", "birth_date": "2000-01-01", "interventions": []}).encode())
    monkeypatch.chdir(tmp_path)
    told = run("check", "=cmd/a.json", *DAY, "--format", "csv").stdout.splitlines()[1:]
    assert told
    assert all(line.startswith("'=cmd") for line in told)


def test_parquet_is_read_back_with_its_rules(tmp_path: Path) -> None:
    out = tmp_path / "f.parquet"
    done = run("check", CASE, *DAY, "--set", "weekly_cap=12h", "--format", "parquet", "--out", str(out))
    assert done.exit_code == 1
    table = importlib.import_module("pyarrow.parquet").read_table(out)
    assert table.num_rows > 50
    assert table.schema.metadata[b"on"] == b"2026-03-31"
    assert table.schema.metadata[b"version"] == b"1.0.0+trial"
    assert table.schema.metadata[b"trial"] == b"weekly_cap=12 hours"
    copay = run(
        "copay", CASE, "--rules", "sud_est_milano", "--service", "home_education", "--format", "parquet"
    )
    assert b"PAR1" in copay.stdout_bytes[:4] or copay.exit_code == 2


def test_text_goes_to_a_file_too_and_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    done = run("check", CASE, *DAY, "--out", str(out))
    assert (done.exit_code, done.stdout) == (1, "")
    assert out.read_text(encoding="utf-8").rstrip("\n") == run("check", CASE, *DAY).stdout.rstrip("\n")
    refused = run("check", CASE, *DAY, "--out", str(tmp_path))
    assert (refused.exit_code, "cannot be written" in refused.stderr) == (2, True)


def test_what_is_no_text_is_not_printed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    class System:
        stdout = Screen()

        def __getattr__(self, name: str) -> object:
            return getattr(sys, name)

    monkeypatch.setattr(terminal, "sys", System())
    done = run("check", CASE, *DAY, "--format", "xlsx")
    assert (done.exit_code, done.stdout_bytes) == (2, b"")
    assert "name a file with --out, such as --out out.xlsx" in done.stderr


@pytest.mark.parametrize(
    ("name", "form", "needs"), [("xlsxwriter", "xlsx", "excel"), ("pyarrow", "parquet", "frames")]
)
def test_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, form: str, needs: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    done = run("check", CASE, *DAY, "--format", form)
    assert (done.exit_code, f"pip install 'adm_rules[{needs}]'" in done.stderr) == (2, True)


def test_a_sheet_that_is_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adm_rules._internal.render.xlsx._MOST_ROWS", 3)
    done = run("check", CASE, *DAY, "--format", "xlsx")
    assert (done.exit_code, "un foglio non può avere più di 3 righe" in done.stderr) == (2, True)


# --- failures, pipes, progress --------------------------------------------------------------------------------


def test_what_could_not_be_read_stands_in_the_data(bad: str) -> None:
    done = run("check", bad, CASE, *DAY, "--format", "json")
    failed, read = json.loads(done.stdout)
    assert (done.exit_code, failed["file"], read["file"]) == (2, bad, CASE)
    (fault,) = failed["failure"]
    assert (fault["code"], fault["path"], fault["line"]) == ("not-a-date", "birth_date", 1)
    assert fault["help"]
    assert "nessuno" not in json.dumps(failed)
    alone = json.loads(run("check", bad, *DAY, "--format", "json").stdout)
    assert alone == failed
    lines = [
        json.loads(line) for line in run("check", CASE, bad, *DAY, "--format", "jsonl").stdout.splitlines()
    ]
    assert lines[-1] == {"record": "failure", **failed}
    assert {line["record"] for line in lines} == {"question", "finding", "failure"}


def test_the_exit_code_is_right_when_the_reader_of_a_pipe_goes(bad: str) -> None:
    case = str(ROOT / "examples" / "cases" / "scheda_comunale_adm.yaml")
    command = [
        sys.executable,
        "-m",
        "adm_rules",
        "check",
        case,
        bad,
        "--rules",
        "scheda_comunale",
        "--format",
        "json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == 2


@pytest.mark.parametrize("told", [("show", "scheda_comunale"), ("schema", "report")])
def test_what_is_told_in_one_piece_ends_well_in_a_closed_pipe(told: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "adm_rules", *told], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == 0


def test_a_pipe_that_nobody_reads_ends_no_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nobody(*_: Any, **__: Any) -> None:
        raise BrokenPipeError

    with (tmp_path / "told").open("w") as told:
        monkeypatch.setattr(sys, "stdout", told)
        monkeypatch.setattr(terminal, "_put", nobody)
        echo("lost")
        told.write("lost")
    assert (tmp_path / "told").read_bytes() == b""


def test_progress_is_shown_where_somebody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Console:
        is_terminal = True

        def __init__(self, **_: Any) -> None:
            pass

    monkeypatch.setattr("rich.console.Console", Console)
    monkeypatch.setattr("rich.progress.track", lambda items, *_, **__: [*map(seen.append, items)] and items)
    monkeypatch.setattr(
        terminal, "sys", type("System", (), {"stdout": type("Out", (), {"isatty": lambda _self: True})()})
    )
    items = list(range(20))
    assert terminal.followed(items) is items
    shown = terminal.followed(items, alone=True)
    assert (len(shown), shown[3], list(shown), seen) == (20, 3, items, items)
    assert terminal.followed(items[:3], alone=True) == items[:3]

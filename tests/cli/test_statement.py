"""``adm-rules statement``."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.rules.months import agency, bill, case, intervention, invoice, rules_text, simple
from tests.rules.small import session

runner = CliRunner()
HOUR = session("2026-03-02T15:00", "16:00")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules, two cases in a folder, and an agency."""
    monkeypatch.chdir(tmp_path)
    Path("rules.yaml").write_text(rules_text(), encoding="utf-8")
    Path("cases").mkdir()
    two = case(intervention(HOUR, id="i2"), id="caso-2")
    for name, data in (("one", simple(HOUR)), ("two", two)):
        Path(f"cases/{name}.json").write_text(json.dumps(data), encoding="utf-8")
    Path("agency.json").write_text(json.dumps(agency(invoice(bill()))), encoding="utf-8")


def run(*arguments: str) -> Any:
    given = ["statement", *arguments, "--rules", "rules.yaml"]
    return runner.invoke(app, given, env={"COLUMNS": "80"})


def test_a_folder_of_cases_has_one_statement() -> None:
    done = run("cases", "--month", "2026-03")
    assert done.exit_code == 0
    assert "rendiconto di marzo 2026, visto al 31 marzo 2026" in done.stdout
    assert "agenzia-1 · Ufficio di Piano: 40,00 €" in done.stdout
    assert "Fatture" not in done.stdout
    english = run(
        "cases/one.json", "cases/one.json", "--month", "2026-03", "--lang", "en", "--on", "2026-03-15"
    )
    assert "statement of March 2026, as seen on 15 March 2026" in english.stdout


def test_the_agency_brings_its_invoices() -> None:
    done = run("cases", "--month", "2026-03", "--agency", "agency.json", "--lang", "en")
    assert done.exit_code == 0
    assert "More hours are billed than were delivered" in done.stdout


def test_data_and_tables_are_for_programs() -> None:
    data = json.loads(run("cases", "--month", "2026-03", "--format", "json").stdout)
    assert [each["case"] for each in data["accounts"]] == ["caso-1", "caso-2"]
    rows = run("cases", "--month", "2026-03", "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("month;agency;case;")
    assert len(rows) == 5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cases", "--month", "2026-3"), "write it as YYYY-MM"),
        (("cases", "nothing.json", "--month", "2026-03"), "unreadable-file"),
        (("cases", "--month", "2026-03", "--agency", "nothing.json"), "unreadable-file"),
        (("agency.json", "--month", "2026-03"), "agency.json"),
        (
            ("twins", "--month", "2026-03"),
            "twins/b.json:1:1: error[duplicate-id]: the case of `twins/a.json` has",
        ),
        (("cases", "--month", "2010-03"), "born-later"),
    ],
)
def test_what_cannot_be_read_stops_it(arguments: tuple[str, ...], told: str) -> None:
    Path("twins").mkdir()
    for name in ("a", "b"):
        Path(f"twins/{name}.json").write_text(json.dumps(simple(HOUR)), encoding="utf-8")
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert done.stdout == ""


def test_rules_with_faults_have_their_own_code() -> None:
    Path("rules.yaml").write_text("language: 1\n", encoding="utf-8")
    assert run("cases", "--month", "2026-03").exit_code == 3

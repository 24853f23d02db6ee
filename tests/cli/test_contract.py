"""``adm-rules contract``."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "contracts" / "sud_est_milano_esempio.yaml")
BY = ("--rules", "sud_est_milano", "--on", "2026-03-31")
runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, ["contract", *arguments], env={"COLUMNS": "80"})


def test_the_page_shows_what_the_command_prints() -> None:
    page = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\$ adm-rules contract .*--lang en\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    done = run(EXAMPLE, *BY, "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, shown)


def test_the_worked_example_to_the_cent() -> None:
    """By hand: 118,000.00 / 2; 40 % of 120,000.00; 120,000.00 less both; and so on for the year after."""
    done = run(EXAMPLE, *BY, "--format", "json")
    data = json.loads(done.stdout)
    assert (data["rules"]["id"], data["contract"], data["on"]) == (
        "sud_est_milano",
        "esempio-contratto-sem",
        "2026-03-31",
    )
    assert [(each["year"], each["amount"], each["state"]) for each in data["instalments"]] == [
        ("2023", 5_900_000, "met"),
        ("2023", 4_800_000, "late"),
        ("2023", 1_300_000, "met"),
        ("2024", 6_000_000, "met"),
        ("2024", 4_880_000, "met"),
        ("2024", 1_320_000, "met"),
    ]
    for year, quota in (("2023", 12_000_000), ("2024", 12_200_000)):
        mine = [each for each in data["instalments"] if each["year"] == year]
        assert sum(each["amount"] for each in mine) == quota
    assert len(data["penalty_bands"]) == 4


def test_the_instalments_as_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(run(EXAMPLE, *BY, "--format", "csv").stdout), delimiter=";"))
    assert [row["paid_on"] for row in rows] == [
        *("2023-01-27", "2023-10-02", "2024-05-10"),
        *("2024-01-31", "2024-09-30", "2025-05-15"),
    ]


def test_without_a_day_it_is_today() -> None:
    assert re.search(r"situazione al .* \(oggi\)", run(EXAMPLE, "--rules", "sud_est_milano").stdout)


def test_a_file_that_is_no_contract_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"id": "x", "years": 3}', encoding="utf-8")
    done = run(str(tmp_path / "bad.json"), *BY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "not-a-list" in done.stderr

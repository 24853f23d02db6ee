"""``adm-rules budget``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

ROOT = Path(__file__).parents[2]
CASES = str(ROOT / "examples" / "month" / "cases")
RULES = str(ROOT / "examples" / "overlays" / "tirano_2026.yaml")
AGENCY = str(ROOT / "examples" / "month" / "cooperativa_esempio.yaml")
HALF = ("--first", "2026-01-01", "--last", "2026-06-30", "--on", "2026-03-31")


def run(*arguments: str, files: str = CASES, rules: str = RULES, available: str = "40000") -> Any:
    given = ["budget", files, "--rules", rules, *HALF, "--available", available, *arguments]
    return CliRunner().invoke(app, given, env={"COLUMNS": "80"})


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "it",
            (
                "tirano_2026 1.0.0 · budget, visto al 31 marzo 2026",
                "Dal 1º gennaio 2026 al 30 giugno 2026",
                "  disponibile: 40.000,00 €",
                "  impegnato dai periodi di voucher: 21.953,29 €",
                "  speso per accessi erogati: 2.053,55 €",
                "  resta da impegnare: 18.046,71 €",
            ),
        ),
        ("en", ("tirano_2026 1.0.0 · budget, as seen on 31 March 2026", "  left to commit: €18,046.71")),
    ],
)
def test_what_there_is_and_what_is_left(lang: str, told: tuple[str, ...]) -> None:
    done = run("--agency", AGENCY, "--lang", lang)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert set(told) <= set(lines)
    assert sum(line.startswith("  esempio-mese-") for line in lines) == 12


def test_more_committed_than_there_is_ends_with_one() -> None:
    done = run("--agency", AGENCY, available="21953,28")
    assert done.exit_code == 1
    assert "✗ impegnato più di quanto è disponibile" in done.stdout
    assert run("--agency", AGENCY, available="21953.29").exit_code == 0


def test_what_is_not_known_is_asked_for_once() -> None:
    done = run(rules="tirano", available="1000000")
    assert done.exit_code == 0
    assert "  impegnato dai periodi di voucher: importo non noto" in done.stdout
    assert "? non si sa se l'impegno supera il disponibile" in done.stdout
    assert done.stdout.count("valore unitario del voucher (nessun atto") == 1
    assert "periodi di voucher non noti" not in done.stdout


def test_terms_that_nobody_listed_stand_without_days(tmp_path: Path) -> None:
    work = {"id": "i-1", "service": "home_education", "started_on": "2026-01-12"}
    text = json.dumps({"id": "c-1", "birth_date": "2014-05-03", "interventions": [work]})
    (tmp_path / "c.json").write_text(text, encoding="utf-8")
    done = run(files=str(tmp_path / "c.json"))
    assert "  c-1 · i-1 · periodi di voucher non noti · non noto" in done.stdout
    assert "- l'elenco completo (periodo del voucher)" in done.stdout.splitlines()


def test_nothing_to_commit_is_said(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(
        '{"id": "c-1", "birth_date": "2014-05-03", "interventions": []}', encoding="utf-8"
    )
    done = run(files=str(tmp_path / "c.json"), available="10")
    assert "Nessun periodo di voucher tocca questi giorni." in done.stdout
    assert "resta da impegnare: 10,00 €" in done.stdout


def test_data_and_tables_are_for_programs() -> None:
    data = json.loads(run("--format", "json", "--agency", AGENCY).stdout)
    assert (data["format"], data["available"]) == ("adm-rules/budget/1", 4_000_000)
    text = run("--format", "csv", "--agency", AGENCY).stdout
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 12
    assert (rows[0]["case"], rows[0]["cost_lowest"], rows[0]["cost_highest"]) == (
        *("esempio-mese-01", "2104.54", "2104.54"),
    )
    assert {row["available"] for row in rows} == {"40000.00"}


@pytest.mark.parametrize("available", ["40.000", "40.000,00", "a lot", "1.234", "12345678901234"])
def test_an_amount_that_could_be_two_is_refused(available: str) -> None:
    done = run(available=available)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "without points" in done.stderr


def test_what_cannot_be_read_stops_it(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"id": "c"}', encoding="utf-8")
    done = run(files=str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "birth_date" in done.stderr
    backwards = CliRunner().invoke(
        app,
        [
            "budget",
            CASES,
            "--rules",
            RULES,
            "--first",
            "2026-02-01",
            "--last",
            "2026-01-01",
            "--available",
            "1",
        ],
    )
    assert backwards.exit_code == 2
    assert "ends before it starts" in backwards.output

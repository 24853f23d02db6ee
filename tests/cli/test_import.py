"""``adm-rules import``: what it writes, what it tells, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

EXAMPLE = Path(__file__).parents[2] / "examples" / "tables"


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *map(str, arguments)])
    return done.exit_code, done.output


def test_each_file_is_written_under_its_id(tmp_path: Path) -> None:
    code, said = run(EXAMPLE / "mapping.yaml", EXAMPLE / "export", "--out", tmp_path / "cases")
    assert code == 0
    assert said.startswith("3 read, 0 refused\ncolumns that feed nothing: agenzie.ragione_sociale")
    assert "no column feeds" not in said
    assert sorted(path.name for path in (tmp_path / "cases").iterdir()) == [
        "m-101.json",
        "m-102.json",
        "m-103.json",
    ]
    assert json.loads((tmp_path / "cases" / "m-101.json").read_text())["birth_date"] == "2014-05-03"


def test_what_no_column_feeds_is_told_when_asked_and_the_day_can_be_another(tmp_path: Path) -> None:
    code, said = run(
        EXAMPLE / "mapping.yaml", EXAMPLE / "export", "--out", tmp_path, "--explain", "--until", "2026-04-30"
    )
    assert code == 0
    assert "keys that no column feeds: lives_with" in said
    assert '"complete_until": "2026-04-30"' in (tmp_path / "m-101.json").read_text()


def test_faults_are_told_by_column_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    rows = "".join(f"{n};{'x' if n > 1 else '2014-05-03'}\n" for n in range(1, 9))
    (tmp_path / "t" / "minori.csv").write_text(f"id;nato\n{rows}")
    mapping = tmp_path / "m.yaml"
    mapping.write_text("tables: 1\ncase: {table: minori, id: id, birth_date: nato}\n")
    code, said = run(mapping, tmp_path / "t", "--out", tmp_path / "out")
    assert code == 2
    assert said.splitlines()[:2] == [
        "1 read, 7 refused",
        "minori.nato: not-a-date: the cell holds no day in any form of `dates` (row 2, 3, 4, 5, 6 and 2 more)",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["1.json"]


def test_a_missing_table_has_no_row_and_a_model_fault_may_have_no_help(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    mapping = tmp_path / "m.yaml"
    mapping.write_text("tables: 1\ncase: {table: minori, id: id, birth_date: nato}\n")
    code, said = run(mapping, tmp_path / "t", "--out", tmp_path / "out")
    assert code == 2
    assert (
        said == "0 read, 0 refused\nminori: no-table: the source has no such table\n  help: check its name\n"
    )


def test_a_faulty_mapping_ends_with_3(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text("tables: 1\ncase: {table: minori, id: id, birht_date: nato}\n")
    code, _ = run(mapping, tmp_path, "--out", tmp_path / "out")
    assert code == 3
    assert not (tmp_path / "out").exists()

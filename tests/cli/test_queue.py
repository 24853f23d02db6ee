"""``adm-rules queue``."""

import json
import re
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLES = str(ROOT / "examples" / "queue")
runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, ["queue", *arguments], env={"COLUMNS": "80"})


def test_the_page_shows_what_the_command_prints() -> None:
    page = (ROOT / "docs" / "queue.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\$ adm-rules queue .*--lang en\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    done = run(EXAMPLES, "--rules", "tirano", "--on", "2026-03-31", "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, shown)


def test_the_queue_as_data() -> None:
    done = run(EXAMPLES, "--rules", "tirano", "--on", "2026-03-31", "--format", "json")
    data = json.loads(done.stdout)
    assert [(each["case"], each["lowest"], each["highest"]) for each in data["places"]] == [
        ("esempio-coda-1", 1, 2),
        ("esempio-coda-4", 1, 5),
        ("esempio-coda-5", 2, 3),
        ("esempio-coda-2", 2, 4),
        ("esempio-coda-3", 2, 4),
        ("esempio-coda-5", None, None),
    ]


def test_the_queue_as_a_table() -> None:
    done = run(EXAMPLES, "--rules", "tirano", "--on", "2026-03-31", "--format", "csv")
    assert done.stdout.startswith("standing;lowest;")
    assert len(done.stdout.splitlines()) == 7
    assert "\nqueued;1;2;0;esempio-coda-1;request;2026-03-16;;criterio 1: soddisfatto" in done.stdout.replace(
        '"', ""
    )


def test_without_a_day_it_is_today() -> None:
    assert re.search(
        r"order on \d+ \w+ \d{4} \(today\)", run(EXAMPLES, "--rules", "tirano", "--lang", "en").stdout
    )


def test_a_file_that_cannot_be_read_leaves_no_queue(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"id": "x"}', encoding="utf-8")
    done = run(EXAMPLES, str(tmp_path / "bad.json"), "--rules", "tirano", "--on", "2026-03-31")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "missing-key" in done.stderr


def test_an_agency_among_the_cases_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "agency.json").write_text('{"id": "a", "staff": [], "offices": []}', encoding="utf-8")
    done = run(EXAMPLES, str(tmp_path), "--rules", "tirano", "--on", "2026-03-31")
    assert (done.exit_code, done.stdout) == (2, "")
    told = "1:1: error[another-kind]: the file is about `agency`, and one about `case` is wanted here"
    assert told in done.stderr
    assert done.stderr.count("error[") == 1


def test_what_cannot_be_asked_is_said() -> None:
    done = run(EXAMPLES, "--rules", "medio_olona", "--on", "2026-03-31")
    assert (done.exit_code, done.stderr) == (
        2,
        "error: `medio_olona` has no order of precedence: its document ranks nobody\n",
    )
    done = run(EXAMPLES, "--rules", "tirano", "--order", "access.priorty")
    assert done.exit_code == 2
    assert "did you mean `access.priority`?" in done.stderr

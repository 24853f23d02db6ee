"""The commands that the pages show run as they are shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.review.starter import begin

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/cli.md",
    "docs/frames.md",
    "docs/tables.md",
    "docs/what-if.md",
    "examples/README.md",
    "CONTRIBUTING.md",
)
SHOWN = re.compile(r"^\$ adm-rules (.+)$|`adm-rules ([^`<]+ [^`<]+)`", re.MULTILINE)


#: Over all rule sets, which takes a while: `make check-rules` runs them.
LONG = {"test", "test tirano", "lint --lang en"}


#: These write into the folder in which they are run.
WRITES = ("new ", "import ")


def commands() -> list[str]:
    """Every command on the pages, once, without its comment."""
    texts = [(ROOT / page).read_text(encoding="utf-8") for page in PAGES]
    found = [first or second for text in texts for first, second in SHOWN.findall(text)]
    return list(dict.fromkeys(each.split("#")[0].strip() for each in found))


@pytest.mark.parametrize("command", [each for each in commands() if each not in LONG])
def test_a_command_that_a_page_shows_runs(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writes = command.startswith(WRITES) or "--out" in command
    if writes:
        (tmp_path / "examples").symlink_to(ROOT / "examples")
    if "--rules valle/" in command:
        begin(tmp_path / "valle")
    monkeypatch.chdir(tmp_path if writes else ROOT)
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code in ((0, 1) if command.startswith("check") else (0,)), done.output


def test_every_command_is_shown() -> None:
    shown = {each.split()[0] for each in commands()}
    named = {each.name or getattr(each.callback, "__name__", "") for each in app.registered_commands}
    assert shown == named | {each.name for each in app.registered_groups}

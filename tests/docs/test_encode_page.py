"""docs/encode-your-district.md, followed from an empty folder: what it writes is written, what it runs is run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "encode-your-district.md"
BLOCK = re.compile(r"(?:<!-- (\w+): (.+?) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


class Step(NamedTuple):
    """A block of the page, and what the comment before it says to do with it."""

    what: str
    where: str
    kind: str
    text: str


def steps() -> Iterator[Step]:
    for what, where, kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        yield Step(what, where, kind, text)


def write(step: Step, folder: Path) -> None:
    """A file whole, or a part at the end of one or after the line that begins so."""
    name, _, line = step.where.partition(": ")
    path = folder / name
    before = path.read_text(encoding="utf-8") if step.what != "file" else ""
    if step.what == "after":
        start = before.index(f"\n{line}") + 1
        end = before.index("\n", start) + 1
        path.write_text(before[:end] + step.text + before[end:], encoding="utf-8")
    else:
        path.write_text(before + step.text, encoding="utf-8")


def run(step: Step) -> Iterator[tuple[str, int, int, str]]:
    """Each command with its exit code, the one that is expected, and what it said."""
    expected = int(step.where) if step.what == "exit" else 0
    for command in re.findall(r"^\$ adm-rules (.+)$", step.text, re.MULTILINE):
        done = CliRunner().invoke(app, shlex.split(command))
        yield command, done.exit_code, expected, done.output
        expected = 0


def test_every_step_of_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told: dict[str, str] = {}
    for step in steps():
        if step.kind == "console":
            for command, code, expected, output in run(step):
                assert code == expected, f"{command}: {output}"
                told[command] = output
        else:
            assert step.what in ("file", "append", "after"), step.text
            write(step, tmp_path)
    assert "20 esempi, tutti come attesi" in told["test valle/valle.yaml"]
    assert "9 giorni di ritardo" in " ".join(
        told["check case.yaml --rules valle/valle.yaml --on 2026-03-31"].split()
    )


def test_the_page_writes_and_runs() -> None:
    kinds = [(step.what, step.kind) for step in steps()]
    assert {("append", "csv"), ("append", "yaml"), ("after", "yaml"), ("file", "yaml")} <= set(kinds)
    assert sum(kind == "console" for _, kind in kinds) > 6

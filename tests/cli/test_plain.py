"""Ordinary command lines are read without Typer, to the same; any other is left to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial, wraps
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from adm_rules._internal.cli import main
from adm_rules._internal.cli.app import Command, _for_typer
from adm_rules._internal.cli.commands import COMMANDS, command_of
from adm_rules._internal.cli.parameters import CommandGroup
from adm_rules._internal.cli.plain import ready

#: Command lines that are surely in order.
READY = (
    "check a.json --rules tirano",
    "check a.json b.yaml - --rules tirano --on 2026-03-31 --lang en --all --fail-level warning",
    "check --rules tirano --set weekly_cap=12h --set other=1 a.json --no-presume --root agency",
    "check a.json --rules tirano --presume --format html -o out.html --agency b.json --summary",
    "show tirano hours.weekly-cap --lang en",
    "show",
    "facts age",
    "copay a.json --rules tirano --hours 1,5 --at 15:00",
    "statement a.json b.json --rules tirano --month 2026-03",
    "deadlines a.json --rules tirano --until 2026-12-31 --ics out.ics --key-file key",
    "test tirano --strict",
    "new fact proposal_on --rules r.yaml --per case --kind event",
    "new value cap --rules r.yaml --kind minutes --is 12h --from 2026-01-01",
    "report convert a.json --in-place",
    "schema",
)
#: Those in which something is unusual, or wrong.
LEFT = (
    "",
    "nothing",
    "new",
    "new nothing",
    "new check",
    "check --help",
    "check",
    "check a.json",
    "check a.json --rules",
    "check a.json --rules --all",
    "check a.json --rules=tirano",
    "check a.json --rules tirano --rules tirano",
    "check a.json --rules tirano --all --all",
    "check a.json --rules tirano --on 31/03/2026",
    "check a.json --rules tirano --lang de",
    "check a.json --rules tirano --format nothing",
    "check a.json --rules tirano --jobs 2",
    "check a.json --rules tirano -- b.json",
    "check a.json --rules tirano -oout",
    "show tirano hours.weekly-cap more",
    "copay a.json --rules tirano --hours many",
)


def of_words(words: list[str]) -> Callable[[], None] | None:
    return ready(command_of(words[0]), words[1:]) if words and words[0] in COMMANDS else None


def read_by_typer(words: list[str]) -> dict[str, Any]:
    """What Typer gives the command."""
    command, rest = command_of(words[0]), words[1:]
    if isinstance(command, CommandGroup):
        command, rest = command.commands[rest[0]], rest[1:]
    given: dict[str, Any] = {}

    @wraps(command)
    def recorded(**values: Any) -> None:
        given.update(values)

    app = typer.Typer()
    app.command(cls=Command)(_for_typer(recorded))
    assert CliRunner().invoke(app, rest).exit_code == 0
    return given


@pytest.mark.parametrize("line", READY)
def test_what_is_read_plainly_is_what_typer_reads(line: str) -> None:
    run = of_words(line.split())
    assert isinstance(run, partial)
    told = signature(run.func).parameters
    assert {name: run.keywords.get(name, each.default) for name, each in told.items()} == read_by_typer(
        line.split()
    )


@pytest.mark.parametrize("line", LEFT)
def test_what_is_unusual_is_left_to_typer(line: str) -> None:
    assert of_words(line.split()) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_read_without_a_word_or_left(name: str) -> None:
    """What a command takes is told in a way that both readers understand."""
    run = of_words([name])
    assert run is None or read_by_typer([name]).keys() == signature(run.func).parameters.keys()  # type: ignore[attr-defined]


def test_an_empty_word_is_left_and_so_is_what_windows_would_fill_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_words(["check", "a.json", "--rules", ""]) is None
    asked = ["check", "*.json", "--rules", "tirano"]
    assert of_words(asked) is not None
    monkeypatch.setattr(os, "name", "nt")
    assert ready(command_of("check"), asked[1:]) is None


def test_a_plain_command_line_loads_neither_typer_nor_pydantic() -> None:
    code = (
        "import sys; from adm_rules._internal.cli import main; sys.argv = ['adm-rules', 'facts', 'age']\n"
        "try: main()\nexcept SystemExit as end: print(end.code, *({'typer', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"


def test_an_interrupted_command_ends_as_shells_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("adm_rules._internal.cli._ready", lambda words: interrupted)
    monkeypatch.setattr(sys, "argv", ["adm-rules", "show", "tirano"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130


def test_a_text_with_signs_of_a_terminal_is_cleaned_where_none_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from adm_rules._internal.cli.terminal import echo

    echo("a \x1b[31mred\x1b[0m word")
    assert capsys.readouterr().out == "a red word\n"

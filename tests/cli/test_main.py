"""The entry point, in a process of its own and where its libraries are missing."""

import io
import os
import pty
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from adm_rules._internal.cli import main
from adm_rules._internal.cli.options import names_beginning
from adm_rules.version import VERSION

CASE = '{"id": "c-1", "birth_date": "2000-05-05", "requests": []}'


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "adm_rules", *arguments]
    return subprocess.run(command, check=False, capture_output=True, env={**os.environ, **env})


def on_a_terminal(*arguments: str, **env: str) -> str:
    """What a command prints when its output is a terminal."""
    upper, lower = pty.openpty()
    command = [sys.executable, "-m", "adm_rules", *arguments]
    env = {"TERM": "xterm-256color", "COLUMNS": "80", **env}
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(command, stdout=lower, stderr=lower, env={**kept, **env}):
        os.close(lower)
        said = b""
        try:
            while part := os.read(upper, 65536):
                said += part
        except OSError:  # the other end is closed
            pass
    os.close(upper)
    return said.decode()


def test_the_module_runs_and_can_be_imported() -> None:
    assert import_module("adm_rules.__main__").__name__ == "adm_rules.__main__"
    done = run("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"adm-rules {VERSION}")


def test_a_terminal_has_colours_unless_told_otherwise() -> None:
    coloured = on_a_terminal("facts", "birth_date")
    assert "\x1b[1mbirth_date\x1b[0m" in coloured
    assert "\x1b[" not in on_a_terminal("facts", "birth_date", NO_COLOR="1")
    assert b"\x1b[" not in run("facts", "birth_date").stdout


def test_a_poor_terminal_gets_signs_it_can_print(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(CASE)
    done = run(
        "check",
        str(path),
        "--rules",
        "tirano",
        "--on",
        "2026-03-31",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )
    assert done.returncode in (0, 1)
    assert b"giudizio al 31 marzo 2026" in done.stdout
    assert b"Traceback" not in done.stderr


def without(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process in which a library is not installed, and no command was loaded before."""
    for name in [name for name in sys.modules if name.startswith("adm_rules._internal.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("adm_rules._internal.cli.app", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr(sys, "argv", ["adm-rules", "show", "scheda_comunale"])


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_without_the_extra_one_line_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(missing, monkeypatch)
    monkeypatch.setenv("FORCE_COLOR", "1")  # as where somebody looks on
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert capsys.readouterr().err == "the command line needs typer and rich: pip install 'adm_rules[cli]'\n"


def test_what_nobody_looks_at_needs_no_colours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without("rich", monkeypatch)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with pytest.raises(SystemExit) as end:
        main()
    told = capsys.readouterr()
    assert (end.value.code, told.err) == (0, "")
    assert "scheda_comunale" in told.out


def test_another_missing_module_is_no_matter_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("adm_rules._internal.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("adm_rules._internal.cli.app", raising=False)
    monkeypatch.setitem(sys.modules, "adm_rules._internal.explain", None)
    with pytest.raises(ModuleNotFoundError):
        main()


@pytest.mark.parametrize(
    ("asked", "said"),
    [("--version", f"adm-rules {VERSION}\n"), ("facts birth_date", "birth_date")],
)
def test_streams_that_are_no_files_are_left_alone(
    asked: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["adm-rules", *asked.split()])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert stream.getvalue().startswith(said)


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("check case.yaml --rules ti", ["tirano"]),
        ("lint s", ["scheda_comunale", "sud_est_milano"]),
        ("show med", ["medio_olona"]),
        ("fmt bass", ["basso_lodigiano"]),
        ("test t", ["tirano"]),
        ("coverage t", ["tirano"]),
        ("lint --diff valle/", []),
    ],
)
def test_a_shell_completes_the_names_of_rule_sets(written: str, offered: list[str]) -> None:
    words = {"COMP_WORDS": f"adm-rules {written}", "COMP_CWORD": str(len(written.split()))}
    done = run(_ADM_RULES_COMPLETE="complete_bash", **words)
    assert done.stdout.decode().split() == offered, done.stderr
    assert names_beginning(written.rsplit(maxsplit=1)[-1]) == offered

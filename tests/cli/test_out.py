"""``--out``: every command that answers writes its answer to a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.cli.writing import OutputError, write_whole
from tests.unit.test_formats import COMMANDS


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"test", "diff"}))
def test_what_is_printed_is_written(command: str, tmp_path: Path) -> None:
    asked = [command, *COMMANDS[command][0], "--format", "json"]
    out = tmp_path / "answer.json"
    printed = CliRunner().invoke(app, asked)
    done = CliRunner().invoke(app, [*asked, "--out", str(out)])
    assert (done.exit_code, done.stdout) == (printed.exit_code, "")
    assert out.read_bytes() == printed.stdout_bytes
    assert list(tmp_path.iterdir()) == [out]


def _broken() -> Iterator[bytes]:
    yield b"half"
    raise ValueError


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    with pytest.raises(ValueError, match=r"^$"):
        write_whole(out, _broken())
    assert not list(tmp_path.iterdir())
    write_whole(out, [b"old"])
    out.chmod(0o600)
    with pytest.raises(ValueError, match=r"^$"):
        write_whole(out, _broken())
    assert out.read_bytes() == b"old"
    write_whole(out, [b"n", b"ew"])
    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_no_file_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, [b"told"])
    assert os.read(reader, 9) == b"told"
    os.close(reader)
    assert pipe.is_fifo()


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "nowhere" / "x.json"):
        with pytest.raises(OutputError, match="cannot be written"):
            write_whole(out, [b"x"])

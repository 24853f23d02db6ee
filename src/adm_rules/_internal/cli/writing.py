"""Writes a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from adm_rules._internal.diagnostics import AdmRulesError, printable


class OutputError(AdmRulesError):
    """A file cannot be written."""


def write_whole(out: Path, pieces: Iterable[bytes]) -> None:
    """Put what comes piece by piece into a file, which is there once all of it has come; until then the old one is.

    What is no file (a pipe, a terminal) gets each piece as it comes.

    Raises:
        OutputError: it cannot be written.
    """
    special = out.exists() and not out.is_file()
    beside = out if special else out.with_name(f".{out.name}.{os.getpid()}")
    try:
        _put(beside, pieces)
        if not special:
            _keep_rights(out, beside)
            beside.replace(out)
    except OSError:
        raise OutputError(f"{printable(str(out))}: cannot be written") from None
    finally:
        if not special:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _put(target: Path, pieces: Iterable[bytes]) -> None:
    with target.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)


def _keep_rights(old: Path, new: Path) -> None:
    """Give a file the rights of the one that it takes the place of."""
    if old.exists():
        new.chmod(old.stat().st_mode)

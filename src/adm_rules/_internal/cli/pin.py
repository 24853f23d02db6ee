"""``adm-rules pin``: writes into an overlay what it touches of its base, as the base is now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from adm_rules._internal.cli.options import told
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import echo
from adm_rules._internal.engine import pinned


def pin(
    files: Annotated[
        list[Path], argument(metavar="OVERLAY...", exists=True, dir_okay=False, help="Overlays.")
    ],
    checking: Annotated[bool, option("--check", help="Write nothing; name what is out of date.")] = False,
) -> None:
    """Write into overlays what they touch of their base, as it is now: after comparing the two.

    Exit codes: 0 done, 1 out of date (with --check), 2 bad usage, 3 bad rules.
    """
    with told():  # a file with faults ends the command before anything is written
        new = {path: pinned(path.read_bytes(), str(path)) for path in files}
    stale = {path: text for path, text in new.items() if text.encode() != path.read_bytes()}
    for path, text in stale.items():
        if not checking:
            path.write_text(text, encoding="utf-8", newline="\n")
        echo(f"{path}: {'pinned to another state of its base' if checking else 'pinned'}")
    raise SystemExit(1 if checking and stale else 0)

"""The command line. It needs the extra ``cli``; everything that it prints comes from `render`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

#: Exit codes.
CLEAN, FINDINGS, USAGE, RULES = 0, 1, 2, 3


def main() -> None:
    """Run ``adm-rules`` and exit: 0 clean, 1 findings, 2 bad usage or bad file, 3 bad rules."""
    try:
        from adm_rules._internal.cli.app import app
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] not in ("typer", "rich"):
            raise
        sys.stderr.write("the command line needs typer and rich: pip install 'adm_rules[cli]'\n")
        sys.exit(USAGE)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal lacks is no reason to crash
    app(prog_name="adm-rules")

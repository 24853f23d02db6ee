"""The command line. It needs the extra ``cli``; everything that it prints comes from `render`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from adm_rules.version import VERSION

#: Exit codes.
CLEAN, FINDINGS, USAGE, RULES = 0, 1, 2, 3


def main() -> None:
    """Run ``adm-rules`` and exit: 0 clean, 1 findings, 2 bad usage or bad file, 3 bad rules."""
    if sys.argv[1:] == ["--version"]:  # nothing has to be loaded for it
        sys.stdout.write(f"adm-rules {VERSION}\n")
        sys.exit(CLEAN)
    try:
        from adm_rules._internal.cli.app import application

        run = application(sys.argv[1] if len(sys.argv) > 1 else None)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a sign that the terminal lacks is no reason to crash
        run(prog_name="adm-rules")
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] not in ("typer", "rich"):
            raise
        sys.stderr.write("the command line needs typer and rich: pip install 'adm_rules[cli]'\n")
        sys.exit(USAGE)

"""The command line. It needs the extra ``cli``; everything that it prints comes from `render`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable
from functools import partial
from io import TextIOWrapper
from typing import Final

from adm_rules._internal.cli.commands import COMMANDS, command_of
from adm_rules.version import VERSION

#: Exit codes.
CLEAN, FINDINGS, USAGE, RULES = 0, 1, 2, 3
#: That of a command which was interrupted.
_INTERRUPTED: Final = 130
#: So many objects are made before garbage is looked for: what a command loads is much, and none of it goes.
_BETWEEN_COLLECTIONS: Final = 200_000


def main() -> None:
    """Run ``adm-rules`` and exit: 0 clean, 1 findings, 2 bad usage or bad file, 3 bad rules."""
    if sys.argv[1:] == ["--version"]:  # nothing has to be loaded for it
        sys.stdout.write(f"adm-rules {VERSION}\n")
        sys.exit(CLEAN)
    gc.set_threshold(_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    atexit.register(
        gc.freeze
    )  # what is left goes with the process: to look for garbage in it takes a third of a check
    try:
        run = _ready(sys.argv[1:])
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a sign that the terminal lacks is no reason to crash
        run()
        sys.exit(CLEAN)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] not in ("typer", "rich"):
            raise
        sys.stderr.write("the command line needs typer and rich: pip install 'adm_rules[cli]'\n")
        sys.exit(USAGE)


def _ready(words: list[str]) -> Callable[[], None]:
    """What was asked for, to be run: by what reads plain command lines if this is one, or else by Typer."""
    from adm_rules._internal.cli.plain import ready

    name = words[0] if words else ""
    run = ready(command_of(name), words[1:]) if name in COMMANDS else None
    if run is not None:
        return run
    from adm_rules._internal.cli.app import application

    return partial(application(name), prog_name="adm-rules")

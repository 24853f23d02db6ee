"""``adm-rules fmt``: rule files in one form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.options import names_beginning, told
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import echo
from adm_rules._internal.engine import available
from adm_rules._internal.loader.find import rule_text, shipped
from adm_rules._internal.review.formatting import formatted


def fmt(
    rules: Annotated[
        list[str] | None,
        argument(
            metavar="[AMBITO|FILE]...",
            help="Rule files by name or path.",
            show_default="all shipped ones",
            autocompletion=names_beginning,
        ),
    ] = None,
    check: Annotated[
        bool, option("--check", help="Write nothing; say which files have another form.")
    ] = False,
) -> None:
    """Write rule files in one form: the keys of rules in one order, lists set alike, comments kept.

    What a file says stays the same, or nothing is written. Exit codes: 0 done, or all in form, 1 some have another form
    (`--check`), 2 bad usage, 3 a file that cannot be read.
    """
    others = 0
    for where in rules or available():
        with told():
            raw, file = rule_text(where)
            text = raw.decode("utf-8")
            written = formatted(text, file)
        if written == text:
            continue
        others += 1
        if not check:
            path = shipped() / f"{where}.yaml" if where in available() else Path(where)
            path.write_text(written, encoding="utf-8", newline="\n")
        echo(f"{file}: {'has another form' if check else 'written'}")
    raise SystemExit(FINDINGS if others and check else CLEAN)

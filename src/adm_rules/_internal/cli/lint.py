"""``adm-rules lint``: mistakes of rule sets that load."""

from __future__ import annotations

from datetime import datetime
from difflib import unified_diff
from enum import StrEnum
from functools import partial
from typing import Annotated

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OutOption,
    day_option,
    format_option,
    names_beginning,
    plausible,
    told,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.sharing import shared
from adm_rules._internal.cli.terminal import echo, print_answers
from adm_rules._internal.engine import available
from adm_rules._internal.lint.fixing import mended
from adm_rules._internal.lint.linting import LintReport
from adm_rules._internal.lint.linting import lint as linted
from adm_rules._internal.render.pen import Answers


class LintLevel(StrEnum):
    """From which level on a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


_COUNTED = {
    LintLevel.ERROR: ("error",),
    LintLevel.WARNING: ("error", "warning"),
    LintLevel.NOTE: ("error", "warning", "note"),
    LintLevel.NEVER: (),
}


def lint(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    rules: Annotated[
        list[str] | None,
        argument(
            metavar="[AMBITO|FILE]...",
            help="Rule sets by name or path.",
            show_default="all shipped ones",
            autocompletion=names_beginning,
        ),
    ] = None,
    register: Annotated[
        str | None, option(metavar="FILE", help="The register of norms, if it stands elsewhere.")
    ] = None,
    on: Annotated[
        datetime | None,
        day_option(help="Tell citations whose review was due before this day."),
    ] = None,
    fix: Annotated[
        bool, option("--fix", help="First mend in the files what can be mended for certain.")
    ] = False,
    diff: Annotated[
        bool,
        option("--diff", help="Write nothing; show what `--fix` would change, and end with 1 if anything."),
    ] = False,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(LintReport)] = "text",
    out: OutOption = None,
    fail_level: Annotated[LintLevel, option(help="Exit with 1 from this level on.")] = LintLevel.WARNING,
) -> None:
    """Look for mistakes in rule sets that load: what never applies, contradicts, repeats, or rests on nothing.

    Levels and silencers stand in `adm-rules.toml`. Exit codes: 0 clean, 1 findings from the fail level on, 2 bad usage,
    3 a rule file, example or register with faults of form.
    """
    names = list(rules or available())
    day = None if on is None else plausible("--on", on)
    if fix or diff:
        changed = [_mended(name, write=not diff) for name in names]
        if diff:
            raise SystemExit(FINDINGS if any(changed) else CLEAN)
    with told():
        work = partial(linted, register=register, on=day)
        reports = list(zip(names, shared(work, names, str), strict=True))
    print_answers(Answers(LintReport, reports, one=len(reports) == 1), format_, lang, out=out)
    counted = sum(report.counts()[level] for _, report in reports for level in _COUNTED[fail_level])
    raise SystemExit(FINDINGS if counted else CLEAN)


def _mended(name: str, *, write: bool) -> bool:
    """Whether a rule file has something to mend; it is written, or the difference shown."""
    with told():
        path, text, other = mended(name)
    if write and text != other:
        path.write_text(other, encoding="utf-8", newline="\n")
    elif not write:
        was, now = (each.splitlines(keepends=True) for each in (text, other))
        echo("".join(unified_diff(was, now, str(path), str(path))), nl=False)
    return text != other

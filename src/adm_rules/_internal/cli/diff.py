"""``adm-rules diff``: what a change of rules means, in words, for verdicts, and for the version."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.files import listed, read_file
from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OnOption,
    OutOption,
    day_or_today,
    format_option,
    told,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.render.pen import Answers
from adm_rules._internal.review.diff.comparing import compared, with_moves
from adm_rules._internal.review.diff.people import PeopleFile
from adm_rules._internal.review.diff.shapes import RulesDiff
from adm_rules._internal.review.diff.sides import opened


class FailOn(StrEnum):
    """What makes the exit code 1."""

    VERSION = "version"
    EXAMPLES = "examples"
    NEVER = "never"


def diff(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    old: Annotated[
        str, argument(metavar="OLD", help="A rule file, a folder, REV:path, or a revision of git.")
    ],
    new: Annotated[str, argument(metavar="NEW", help="The same for the version after the change.")],
    cases: Annotated[
        str | None,
        option(metavar="DIR", help="Files of cases and agencies: whom the change touches, in numbers."),
    ] = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(RulesDiff)] = "text",
    out: OutOption = None,
    changelog: Annotated[
        bool, option("--changelog", help="Print a section for the changelog of the rules.")
    ] = False,
    fail_on: Annotated[
        FailOn, option(help="Exit with 1 where the version is too low; `examples`: or examples fail.")
    ] = FailOn.VERSION,
) -> None:
    """Compare two versions of rule sets: what changed in words, and what it does to verdicts.

    Exit codes: 0 the declared version is high enough, 1 it is not, 2 bad usage, 3 rule files or examples with faults.
    """
    day = day_or_today(on)
    with told(), opened(old, new) as pairs:
        people = None if cases is None else partial(_people, cases)
        diffs = with_moves([compared(*pair, day, people) for pair in pairs])
    answers = Answers(RulesDiff, [(each.rules, each) for each in diffs], one=len(diffs) == 1)
    print_answers(answers, "changelog" if changelog else format_, lang, out=out)
    low = any(not each.bump.enough for each in diffs)
    failing = any(effect.failing for each in diffs for effect in each.effects)
    bad = fail_on is not FailOn.NEVER and (low or (failing and fail_on is FailOn.EXAMPLES))
    raise SystemExit(FINDINGS if bad else CLEAN)


def _people(cases: str, rules: RuleSet) -> tuple[list[PeopleFile], int]:
    """The files of a folder as models, and how many of them this rule set cannot read."""
    found: list[PeopleFile] = []
    unread = 0
    for name in listed([cases]):
        try:
            read = read_file(name, None, rules.regulation)
        except CaseError:
            unread += 1
        else:
            found.append(PeopleFile(read.root, read.model))
    return found, unread

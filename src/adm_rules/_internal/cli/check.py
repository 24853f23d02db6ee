"""``adm-rules check``: judges files and prints what was found."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from adm_rules._internal.cli import CLEAN, FINDINGS, USAGE
from adm_rules._internal.cli.batch import Batch
from adm_rules._internal.cli.files import Read
from adm_rules._internal.cli.options import (
    AgencyOption,
    FailLevel,
    FilesArgument,
    Lang,
    LangOption,
    OnOption,
    OutOption,
    RootOption,
    RulesOption,
    SetOption,
    day_or_today,
    format_option,
    rules_at,
    told,
)
from adm_rules._internal.cli.parameters import option
from adm_rules._internal.cli.terminal import print_answers
from adm_rules._internal.dataclass import replace
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.pen import alone
from adm_rules._internal.report import Report


def check(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: FilesArgument,
    rules: RulesOption,
    set_: SetOption = None,
    on: OnOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Report)] = "text",
    out: OutOption = None,
    fail_level: Annotated[
        FailLevel, option(help="Exit with 1 for breaches of this severity or graver.")
    ] = FailLevel.ERROR,
    agency: AgencyOption = None,
    every: Annotated[bool, option("--all", help="Show also what is in order or does not apply.")] = False,
    root: RootOption = None,
    summary: Annotated[
        bool,
        option("--summary", help="One page for all files: the gravest of each, who acts, what to ask."),
    ] = False,
    jobs: Annotated[int, option(min=1, help="Processes that share the work of a summary.")] = 1,
    presume: Annotated[
        bool, option(help="Take what a rule set presumes absent as absent, unless a file hints at it.")
    ] = True,
) -> None:
    """Check files against a rule set.

    Exit codes: 0 clean, 1 breaches at or above the fail level, 2 bad usage or bad file, 3 bad rules.
    """
    rule_set, day = rules_at(rules, set_), day_or_today(on)
    if summary:
        from adm_rules._internal.cli.summary import Summary

        page = Summary(rule_set, files, root, agency).portfolio(day, jobs)
        with told():
            print_answers(alone(page, rule_set), format_, lang, out=out, every=every, today=on is None)
        grave = any(fail_level.counts(severity) for each in page.files for severity in each.severities)
        raise SystemExit(USAGE if page.failures else FINDINGS if grave else CLEAN)
    batch = Batch(rule_set, files, root=root, agency=agency)
    breaches: Counter[str] = Counter()
    beside: dict[str, Any] = {}

    def judged(read: Read, models: dict[str, Any]) -> Report:
        report = rule_set.check(on=day, presume=presume, about=read.root, **models)
        if FORMATS[format_].read_by_people:
            beside[read.name] = rule_set.unread(**{read.root: models[read.root]})
        elif FORMATS[format_].needs_deadlines:
            due = rule_set.deadlines(on=day, settled=False, presume=presume, **models)
            beside[read.name] = tuple(each for each in due if each.root == read.root)
        breaches.update(finding.severity for finding in report.breaches)
        return report

    # Each report is printed before the next file is read, so that a large folder does not pile up in memory.
    answers = replace(batch.answers(Report, judged, day), beside=beside)
    with told():
        print_answers(answers, format_, lang, out=out, every=every, today=on is None)
    found = FINDINGS if any(map(fail_level.counts, breaches)) else CLEAN
    raise SystemExit(USAGE if batch.unread else found)

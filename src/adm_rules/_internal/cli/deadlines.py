"""``adm-rules deadlines``: what is due when, and the calendar of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

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
    day_option,
    day_or_today,
    format_option,
    plausible,
    rules_at,
    told,
    year_after,
)
from adm_rules._internal.cli.parameters import option
from adm_rules._internal.cli.terminal import fail, print_answers, written
from adm_rules._internal.cli.writing import write_whole
from adm_rules._internal.dataclass import replace
from adm_rules._internal.deadlines import Deadline, DueList
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.render.due_words import WORDS
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.ics import deadlines_ics, pseudonym
from adm_rules._internal.report import Severity

_LARGEST_KEY: Final = 4096  # bytes of a key file that are read


def deadlines(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    files: FilesArgument,
    rules: RulesOption,
    set_: SetOption = None,
    on: OnOption = None,
    until: Annotated[
        datetime | None,
        day_option(
            help="Leave out what falls due after this day.",
            show_default="a year later",
        ),
    ] = None,
    ics: Annotated[Path | None, option(metavar="FILE", help="Write a calendar (iCalendar) as well.")] = None,
    key_file: Annotated[
        Path | None, option(metavar="FILE", help="The office's key: the calendar of a case needs it.")
    ] = None,
    agency: AgencyOption = None,
    every: Annotated[bool, option("--all", help="Show also what is over.")] = False,
    root: RootOption = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(DueList)] = "text",
    out: OutOption = None,
    fail_level: Annotated[
        FailLevel, option(help="Exit with 1 where something of this severity or graver is overdue.")
    ] = FailLevel.ERROR,
) -> None:
    """Show what is due when, and write a calendar of it.

    Exit codes: 0 nothing overdue at or above the fail level, 1 something overdue, 2 bad usage or bad file, 3 bad rules.
    """
    day = day_or_today(on)
    last = plausible("--until", until) if until else year_after(day)
    if last < day:
        fail("--until lies before --on")
    with told():
        rule_set, key = rules_at(rules, set_), _key(key_file)
        batch = Batch(rule_set, files, root=root, agency=agency)
        overdue: list[bool] = []
        dated: list[Deadline] = []

        def due(read: Read, models: dict[str, Any]) -> DueList:
            found = rule_set.deadlines(on=day, until=last, **models)
            own = tuple(each for each in found if each.root == read.root)
            overdue.append(any(_counts(each, fail_level) for each in own))
            dated.extend(own if ics is not None else ())
            shown = (
                own if every or FORMATS[format_].whole else tuple(each for each in own if not each.settled)
            )
            called = None if key is None else pseudonym(read.root, str(getattr(read.model, "id", "")), key)
            return DueList(day, last, shown, called, **rule_set.made_by)

        answers = batch.answers(DueList, due, day, last)
        note = ""
        if ics is not None:  # also what is settled: a client cancels it
            answers = replace(answers, each=list(answers.each))
            note = _calendar(ics, deadlines_ics(dated, on=day, key=key, lang=lang), lang)
        print_answers(answers, format_, lang, every=every, today=on is None, key=key, out=out)
        written(note, format_)
    raise SystemExit(USAGE if batch.unread else FINDINGS if any(overdue) else CLEAN)


def _counts(deadline: Deadline, level: FailLevel) -> bool:
    """Whether a deadline makes the exit code 1, as its breach would in a check: not where people have the last word."""
    severe = level.counts(deadline.severity or Severity.ERROR)
    return deadline.is_overdue and not deadline.to_judge and severe


def _calendar(file: Path, content: bytes, lang: str) -> str:
    """Write a calendar, and say so."""
    write_whole(file, [content])
    words, events = WORDS.in_language(lang), content.count(b"BEGIN:VEVENT")
    number = words["one_event"] if events == 1 else words["events"].format(events)
    return "\n" + words["written"].format(file, number)


def _key(file: Path | None) -> bytes | None:
    """The key of an office, without the line's end."""
    if file is None:
        return None
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST_KEY).strip()
    except OSError:
        raise AdmRulesError(f"{file}: the key cannot be read") from None

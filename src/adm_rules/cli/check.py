"""``adm-rules check``: judges files and prints what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from adm_rules.cli import CLEAN, FINDINGS, USAGE
from adm_rules.cli.files import Read, listed, read_file
from adm_rules.cli.terminal import Terminal, complain, fail, followed, write_data
from adm_rules.diagnostics import CaseError
from adm_rules.engine import RuleSet
from adm_rules.render.groups import root_of
from adm_rules.render.json import list_json, report_json
from adm_rules.render.text import head_text, report_text, total_text
from adm_rules.render.unread import unread_text
from adm_rules.render.words import Tally
from adm_rules.report import Report

_GRAVITY: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a check was asked for; ``today`` says that nobody named the day."""

    files: tuple[str, ...]
    on: date
    today: bool
    lang: str
    as_json: bool
    every: bool
    fail_level: str
    root: str | None
    agency: str | None


def check(rules: RuleSet, wanted: Wanted) -> int:
    """Check the files, print the reports, and give the exit code."""
    run = _Run(rules, wanted)
    names = list(dict.fromkeys([*listed(wanted.files), *([] if wanted.agency is None else [wanted.agency])]))
    for name in followed(names):
        run.judge(name)
    run.finish(len(names))
    return run.exit_code


class _Run:
    """One check under way: reports are rendered as they come, so that a large folder does not pile up in memory."""

    def __init__(self, rules: RuleSet, wanted: Wanted) -> None:
        self.rules = rules
        self.wanted = wanted
        self.terminal = Terminal()
        self.rendered: list[str] = []
        self.tally = Tally(Counter(), Counter())
        self.unread = 0
        self.agency = None if wanted.agency is None else self._read_agency(wanted.agency)
        # A folder, or an agency besides the case, may stand for any number of files: the answer is then a list.
        self.one = len(wanted.files) == 1 and self.agency is None and not Path(wanted.files[0]).is_dir()

    def _read_agency(self, name: str) -> Read:
        try:
            return read_file(name, "agency", self.rules.regulation)
        except CaseError as error:
            fail(error)

    def judge(self, name: str) -> None:
        """Judge one file; what is wrong with it is said, and the others go on."""
        try:
            read = self._read(name)
            report = self._report(read)
        except CaseError as error:
            complain(error)
            self.unread += 1
            return
        self.tally += Tally.of(report)
        self.rendered.append(self._rendered(read, report))

    def _read(self, name: str) -> Read:
        if self.agency is not None and name == self.agency.name:
            return self.agency
        return read_file(name, self.wanted.root, self.rules.regulation)

    def _report(self, read: Read) -> Report:
        files: dict[str, Any] = {read.root: read.model}
        if self.agency is not None and read.root == "case":
            files["agency"] = self.agency.model
        report = self.rules.check(on=self.wanted.on, **files)
        return report if len(files) == 1 else _about(report, read.root)

    def _rendered(self, read: Read, report: Report) -> str:
        wanted, terminal = self.wanted, self.terminal
        if wanted.as_json:
            return report_json(report, None if self.one else read.name)
        lang, every, width, style = wanted.lang, wanted.every, terminal.width, terminal.style
        text = report_text(report, lang=lang, width=width, every=every, name=read.name, style=style)
        unread = self.rules.unread(**{read.root: read.model})
        return text + unread_text(unread, lang=lang, width=width, every=every)

    def finish(self, files: int) -> None:
        """Print what was found."""
        if self.wanted.as_json:
            if self.rendered or not self.one:
                write_data(self.rendered[0] if self.one else list_json(self.rendered))
            return
        regulation, wanted, write = self.rules.regulation, self.wanted, self.terminal.write
        rules, style = f"{regulation.id} {regulation.version}", self.terminal.style
        write(head_text(rules, wanted.on, lang=wanted.lang, today=wanted.today, style=style))
        for text in self.rendered:
            write(f"\n{text}")
        if files > 1:
            more = self.unread, wanted.lang, self.terminal.width
            write("\n" + total_text(self.tally, files, *more, style=style))

    @property
    def exit_code(self) -> int:
        """2 if a file could not be read, 1 for breaches at or above the level asked for, 0 otherwise."""
        if self.unread:
            return USAGE
        level = self.wanted.fail_level
        grave = _GRAVITY[: _GRAVITY.index(level) + 1] if level in _GRAVITY else ()
        return FINDINGS if any(self.tally.severities[each] for each in grave) else CLEAN


def _about(report: Report, root: str) -> Report:
    """The same report with the findings on one kind of file only."""
    return Report(
        rules=report.rules,
        version=report.version,
        fingerprint=report.fingerprint,
        library=report.library,
        on=report.on,
        files=report.files,
        findings=tuple(finding for finding in report.findings if root_of(finding.subject) == root),
        language=report.language,
    )

"""``adm-rules deadlines``: what is due when, and the calendar of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from adm_rules.cli import CLEAN, FINDINGS, USAGE
from adm_rules.cli.files import Read, listed, read_file
from adm_rules.cli.terminal import Terminal, complain, fail, followed, write_data
from adm_rules.deadlines import Deadline
from adm_rules.diagnostics import AdmRulesError, CaseError
from adm_rules.engine import RuleSet
from adm_rules.render.deadlines import Found, due_csv, due_head_text, due_json, due_text, due_total_text
from adm_rules.render.due_words import WORDS
from adm_rules.render.ics import deadlines_ics, pseudonym
from adm_rules.render.words import files_text
from adm_rules.version import VERSION

_LARGEST_KEY: Final = 4096  # bytes of a key file that are read


@dataclass(frozen=True, slots=True)
class WantedDeadlines:
    """What was asked for; ``today`` says that nobody named the day."""

    files: tuple[str, ...]
    on: date
    until: date
    today: bool
    lang: str
    form: str
    every: bool
    root: str | None
    agency: str | None
    ics: Path | None
    key_file: Path | None


def show_deadlines(rules: RuleSet, asked: WantedDeadlines) -> int:
    """Print the deadlines of files, write their calendar if one is wanted, and give the exit code."""
    run = _Run(rules, asked)
    names = list(dict.fromkeys([*listed(asked.files), *([asked.agency] if asked.agency else [])]))
    for name in followed(names):
        run.look(name)
    run.write_calendar()
    run.finish(len(names))
    return run.exit_code


class _Run:
    """One run: the deadlines of each file, and how many files could not be read."""

    def __init__(self, rules: RuleSet, asked: WantedDeadlines) -> None:
        self.rules = rules
        self.asked = asked
        self.terminal = Terminal()
        self.key = _key(asked.key_file)
        self.found: list[Found] = []
        self.unread = 0
        self.events: int | None = None
        self.agency = None if asked.agency is None else self._agency(asked.agency)
        self.one = len(asked.files) == 1 and self.agency is None and not Path(asked.files[0]).is_dir()

    def _agency(self, name: str) -> Read:
        try:
            return read_file(name, "agency", self.rules.regulation)
        except CaseError as error:
            fail(error)

    def look(self, name: str) -> None:
        """Look at one file; what is wrong with it is said, and the others go on."""
        try:
            self.found.append(self._found(name))
        except CaseError as error:
            complain(error)
            self.unread += 1

    def _found(self, name: str) -> Found:
        if self.agency is not None and name == self.agency.name:
            read = self.agency
        else:
            read = read_file(name, self.asked.root, self.rules.regulation)
        files: dict[str, Any] = {read.root: read.model}
        if self.agency is not None and read.root == "case":
            files["agency"] = self.agency.model
        found = self.rules.deadlines(on=self.asked.on, until=self.asked.until, **files)
        own = tuple(each for each in found if each.root == read.root)
        called = (
            None if self.key is None else pseudonym(read.root, str(getattr(read.model, "id", "")), self.key)
        )
        return Found(name, own, called)

    def _all(self) -> Iterator[Deadline]:
        for found in self.found:
            yield from found.deadlines

    def write_calendar(self) -> None:
        """Write the calendar, with what is settled as well: a client cancels it."""
        asked = self.asked
        if asked.ics is None:
            return
        content = deadlines_ics(self._all(), on=asked.on, key=self.key, lang=asked.lang)
        self.events = content.count(b"BEGIN:VEVENT")
        try:
            asked.ics.write_bytes(content)
        except OSError:
            raise AdmRulesError(f"{asked.ics}: the calendar cannot be written there") from None

    def finish(self, files: int) -> None:
        """Print what was found; what is settled only if everything is asked for."""
        shown = [self._shown(found) for found in self.found]
        if self.asked.form == "csv":
            write_data(due_csv(shown, self.asked.lang).removesuffix("\n"))
        elif self.asked.form == "json":
            if shown or not self.one:
                write_data(due_json(shown, self._head(), one=self.one))
        else:
            self._print(shown, files)

    def _shown(self, found: Found) -> Found:
        if self.asked.every:
            return found
        open_ones = tuple(each for each in found.deadlines if not each.settled)
        return Found(found.name, open_ones, found.pseudonym)

    def _head(self) -> dict[str, Any]:
        regulation, asked = self.rules.regulation, self.asked
        return {
            "rules": regulation.id,
            "version": regulation.version,
            "fingerprint": self.rules.fingerprint,
            "library": VERSION,
            "on": asked.on.isoformat(),
            "until": asked.until.isoformat(),
        }

    def _print(self, shown: list[Found], files: int) -> None:
        asked, write, style = self.asked, self.terminal.write, self.terminal.style
        regulation = self.rules.regulation
        rules = f"{regulation.id} {regulation.version}"
        write(due_head_text(rules, asked.on, asked.until, asked.lang, today=asked.today, style=style))
        for found in shown:
            write("\n" + due_text(found, asked.lang, self.terminal.width, style))
        if files > 1:
            everything = [each for found in shown for each in found.deadlines]
            text = files_text(files, self.unread, asked.lang)
            write("\n" + due_total_text(everything, text, asked.lang, style))
        if self.events is not None:
            words = WORDS.in_language(asked.lang)
            number = words["one_event"] if self.events == 1 else words["events"].format(self.events)
            write("\n" + words["written"].format(asked.ics, number))

    @property
    def exit_code(self) -> int:
        """2 if a file could not be read, 1 if something is overdue, 0 otherwise."""
        if self.unread:
            return USAGE
        return FINDINGS if any(each.is_overdue for each in self._all()) else CLEAN


def _key(file: Path | None) -> bytes | None:
    """The key of an office, without the line's end."""
    if file is None:
        return None
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST_KEY).strip()
    except OSError:
        raise AdmRulesError(f"{file}: the key cannot be read") from None

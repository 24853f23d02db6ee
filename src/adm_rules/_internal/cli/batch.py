"""The files of a command, read one after the other, and the answers to a question about each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from adm_rules._internal.cli import USAGE
from adm_rules._internal.cli.files import Read, listed, read_file
from adm_rules._internal.cli.terminal import complain, fail, followed
from adm_rules._internal.diagnostics import CaseError, Diagnostic, Position, printable
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.render.pen import Answers

if TYPE_CHECKING:
    from adm_rules._internal.report.portfolio import FailedFile

A = TypeVar("A")
#: Answers a question about a file; the mapping holds its content by its root, and the agency's beside a case.
Asks = Callable[[Read, dict[str, Any]], A]


class Batch:
    """Files and folders as they were named, what they are about if that was said, and the agency beside cases.

    What is wrong with a file is said on standard error, and the others go on; ``failed`` are such files.
    """

    def __init__(
        self, rules: RuleSet, given: Sequence[str], *, root: str | None = None, agency: str | None = None
    ) -> None:
        self.rules = rules
        self.root = root
        self.failed: list[FailedFile] = []
        self.agency = None if agency is None else self._read_agency(agency)
        self.names = list(dict.fromkeys([*listed(given), *([] if agency is None else [agency])]))
        # A folder, or an agency besides the case, may stand for any number of files: the answer is then a list.
        self.one = len(given) == 1 and agency is None and not Path(given[0]).is_dir()

    def _read_agency(self, name: str) -> Read:
        try:
            return read_file(name, "agency", self.rules.regulation)
        except CaseError as error:
            fail(error)

    def each(self, asks: Asks[A]) -> Iterator[tuple[str, A]]:
        """The answer about each file that can be read, with its name."""
        for name in followed(self.names):
            try:
                answer = self._ask(name, asks)
            except CaseError as error:
                from adm_rules._internal.report.portfolio import FailedFile

                complain(error)
                self.failed.append(FailedFile.of(name, error.diagnostics))
                continue
            yield printable(name), answer

    def _ask(self, name: str, asks: Asks[A]) -> A:
        agency = self.agency
        read = agency if agency and name == agency.name else read_file(name, self.root, self.rules.regulation)
        files: dict[str, Any] = {read.root: read.content}
        if agency is not None and read.root == "case":
            files["agency"] = agency.content
        return asks(read, files)

    def answers(self, kind: type[A], asks: Asks[A], on: date, until: date | None = None) -> Answers[A]:
        """The answers as they come, with what was asked."""
        files = len(self.names)
        return Answers(kind, self.each(asks), self.one, self.rules, on, until, files, self.failed)

    def all_cases(self) -> list[Any]:
        """Every case, where money is added up: one that cannot be read ends the command, one given twice is a fault."""
        seen: dict[str, str] = {}
        cases = [case for _, case in self.each(lambda read, _: _once(read, seen))]
        if self.unread:  # its hours would be missing
            raise SystemExit(USAGE)
        return cases

    @property
    def unread(self) -> int:
        """How many files could not be read so far."""
        return len(self.failed)


def _once(read: Read, seen: dict[str, str]) -> Any:
    """The case of a file, unless another file has it as well: its hours would count twice."""
    case: Any = read.model
    other = seen.setdefault(case.id, read.name)
    if other != read.name:
        message, help_ = f"the case of `{other}` has the same id", "give each its own id, and each case once"
        place = Position(read.name, 1, 1)
        raise CaseError([Diagnostic("duplicate-id", message, place, path=("id",), help=help_)])
    return case

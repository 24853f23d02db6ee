"""Many files as one page: what `adm-rules check --summary` judges and prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from adm_rules._internal.cli.files import STDIN, listed, read_file
from adm_rules._internal.cli.terminal import complain, followed
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.report.portfolio import FailedFile, Portfolio
from adm_rules._internal.roots import Root


class _Cases(Sequence[tuple[str, Any]]):
    """Cases with their ids, each read when its turn comes: however many there are, one is in memory at a time."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        #: Of each its id, its name, and what cannot be read twice.
        self.files: list[tuple[str, str, Any]] = []

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, at: Any) -> Any:
        key, name, kept = self.files[at]
        return key, kept or read_file(name, "case", self.rules.regulation).model


class Summary:
    """The files of a command, looked at: cases, and what stands beside them."""

    def __init__(self, rules: RuleSet, given: Sequence[str], root: str | None, agency: str | None) -> None:
        self.rules = rules
        self.cases = _Cases(rules)
        self.models: dict[str, list[Any]] = {each.value: [] for each in Root if each is not Root.CASE}
        self.failures: list[FailedFile] = []
        for name in dict.fromkeys(listed(given)):
            self._read(name, root)
        if agency is not None:
            self._read(agency, "agency")

    def _read(self, name: str, root: str | None) -> None:
        try:
            read = read_file(name, root, self.rules.regulation)
        except CaseError as error:
            complain(error)
            self.failures.append(FailedFile.of(name, error.diagnostics))
            return
        if read.root == "case":
            kept = read.model if name == STDIN else None
            self.cases.files.append((read.id, name, kept))
        else:
            self.models[read.root].append(read.model)

    @property
    def beside(self) -> dict[str, Any]:
        """What stands beside the cases."""
        one = {root: models[-1] for root, models in self.models.items() if models and root in _ONE}
        return {"agencies": self.models["agency"], **one}

    def portfolio(self, on: date, jobs: int) -> Portfolio:
        """What they come to; what could not be read is among the failures."""
        made = self.rules.check_many(followed(self.cases, alone=True), on=on, jobs=jobs, **self.beside)
        return made.beside(self.failures)


#: Of these one file stands beside all cases.
_ONE = ("contract", "district")

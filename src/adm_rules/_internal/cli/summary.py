"""Many files as one page: what `adm-rules check --summary` judges and prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from adm_rules._internal.cli.files import listed, read_file
from adm_rules._internal.cli.terminal import complain, followed
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.report.portfolio import FailedFile, Portfolio
from adm_rules._internal.roots import Root


class Summary:
    """The files of a command, read: cases, and what stands beside them."""

    def __init__(self, rules: RuleSet, given: Sequence[str], root: str | None, agency: str | None) -> None:
        self.rules = rules
        self.models: dict[str, list[tuple[str, Any]]] = {each.value: [] for each in Root}
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
        else:
            self.models[read.root].append((vars(read.model)["id"], read.model))

    @property
    def beside(self) -> dict[str, Any]:
        """What stands beside the cases."""
        one = {root: models[-1][1] for root, models in self.models.items() if models and root in _ONE}
        return {"agencies": [model for _, model in self.models["agency"]], **one}

    def portfolio(self, on: date, jobs: int) -> Portfolio:
        """What they come to; what could not be read is among the failures."""
        made = self.rules.check_many(
            followed(self.models["case"], alone=True), on=on, jobs=jobs, **self.beside
        )
        return made.beside(self.failures)


#: Of these one file stands beside all cases.
_ONE = ("contract", "district")

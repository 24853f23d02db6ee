"""What a rule set answers over many cases at once: what they come to, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from adm_rules._internal.arguments import as_day, as_items
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine.planning import Planning

if TYPE_CHECKING:
    from adm_rules._internal.agency import Agency
    from adm_rules._internal.deadlines import DeadlineList
    from adm_rules._internal.district import District
    from adm_rules._internal.engine import RuleSet
    from adm_rules._internal.engine.many import Judge
    from adm_rules._internal.report.portfolio import Portfolio
    from adm_rules._internal.service_contract import ServiceContract


class OverMany(Planning):
    """The questions that are asked of many cases in one call."""

    def check_many(
        self,
        cases: Any,
        *,
        agencies: Iterable[Agency | Mapping[str, Any] | str | bytes] = (),
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        jobs: int = 1,
    ) -> Portfolio:
        """Judge many cases, and keep of each what an office has to do: a `Portfolio`.

        ``cases`` is a folder of files, or cases in any form: paths, models, mappings, texts, pairs of a key and one of
        these, a mapping of keys to them, or a stream. One that cannot be read is among the failures and stops nothing.
        Each is judged beside the agency that its interventions name; every agency is judged once. ``jobs`` is how many
        processes share the work.

        Raises:
            CaseError: an agency, the contract or the district is not what its model asks for.
            ArgumentError: ``cases`` is a single case, or ``jobs`` no whole number from 1 up.
        """
        from adm_rules._internal.engine.many import portfolio

        if jobs.__class__ is not int or jobs < 1:
            raise ArgumentError("`jobs` is how many processes share the work: a whole number from 1 up")
        beside = {"contract": contract, "district": district}
        return portfolio(self._judge(agencies, beside, as_day(on, "on")), cases, jobs)

    def deadlines_many(  # noqa: PLR0913 - what stands beside the cases, and from where they are looked at
        self,
        cases: Any,
        *,
        agencies: Iterable[Agency | Mapping[str, Any] | str | bytes] = (),
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        until: date | None = None,
        settled: bool = True,
    ) -> DeadlineList:
        """What is due and was due in many files, in one list by the day on which it falls due.

        ``cases`` and what stands beside them are given as to `check_many`: an agency's own deadlines come once. The
        rest is that of `deadlines`. Files that cannot be read are the ``failures`` of the list, and stop nothing.

        Raises:
            CaseError: an agency, the contract or the district is not what its model asks for.
            ArgumentError: ``cases`` is a single case, or ``until`` lies before ``on``.
        """
        from adm_rules._internal.engine.many import deadlines

        judge = self._judge(agencies, {"contract": contract, "district": district}, as_day(on, "on"))
        return deadlines(judge, cases, until=until, settled=settled)

    def _judge(self, agencies: Iterable[Any], beside: Mapping[str, Any], on: date) -> Judge:
        """What judges cases one by one, with the same other files beside each."""
        from adm_rules._internal.engine.files import as_model, as_models
        from adm_rules._internal.engine.many import Judge

        files = {name: data for name, data in beside.items() if data is not None}
        others = as_models(files, on, self.regulation)
        own = [as_model("agency", each, self.regulation) for each in as_items(agencies, "agencies")]
        return Judge(cast("RuleSet", self), own, others, on)

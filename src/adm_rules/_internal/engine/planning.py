"""What planners ask of a rule set besides verdicts: what it costs whom, what is due when, who comes first.

Each question is compiled once for a rule set, when it is first asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from adm_rules._internal.arguments import as_day, as_items
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.report.plain import AnswerList
from adm_rules._internal.rules import LANGUAGE, Regulation
from adm_rules._internal.rules.trial import TrialValue
from adm_rules.version import VERSION

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from adm_rules._internal.agency import Agency
    from adm_rules._internal.case import Case
    from adm_rules._internal.deadlines import Deadline, DeadlineList
    from adm_rules._internal.district import District
    from adm_rules._internal.engine import RuleSet
    from adm_rules._internal.facts.registry import Registry
    from adm_rules._internal.money.contract.instalment import Instalment
    from adm_rules._internal.money.contract.penalties import PenaltyBand
    from adm_rules._internal.money.copayment.copayment import Copayment
    from adm_rules._internal.money.copayment.curve import CopaymentCurve
    from adm_rules._internal.money.statement.budget import Budget
    from adm_rules._internal.money.statement.shapes import Statement
    from adm_rules._internal.ordering import Queue
    from adm_rules._internal.report.trials import TrialEffect, VerdictCurve
    from adm_rules._internal.service_contract import ServiceContract

T = TypeVar("T")
#: An answer that says whether it is that of a trial.
D = TypeVar("D", "Instalment", "PenaltyBand", "Deadline")
S = TypeVar("S", "Copayment", "Statement", "Budget", "Queue")


class Planning(ABC):
    """The questions of planners; `engine.RuleSet` answers them.

    Of a trial ``settings`` are the values that it tries, as a rule file writes them.
    """

    def __init__(self, program: Program, tries: tuple[RuleSet, Mapping[str, str]] | None) -> None:
        self._program = program
        self._tried_from = None if tries is None else tries[0]
        self.settings: Mapping[str, str] = {} if tries is None else tries[1]
        self._further: dict[Any, Any] = {}

    @property
    def program(self) -> Program:
        """The compiled form, for further readings of the rules (explanation, review)."""
        return self._program

    @property
    def regulation(self) -> Regulation:
        """The rule file as data."""
        return self._program.regulation

    @property
    def vocabulary(self) -> Registry:
        """What the rules are written in: the facts of the library, and those that the rule set declares."""
        return self._program.registry

    @property
    def id(self) -> str:
        """The name of the rule set."""
        return self.regulation.id

    @property
    def trial(self) -> tuple[TrialValue, ...]:
        """The values that it tries in place of the act's, as `what_if` makes it; none where it is as it was adopted."""
        return self.regulation.trial

    @property
    def act(self) -> RuleSet:
        """The rule set as it was adopted: of a trial what it was made from, of any other itself."""
        return self._tried_from or cast("RuleSet", self)

    def what_if(self, **values: Any) -> RuleSet:
        """The same rules with other values, for all time: ``rules.what_if(weekly_cap="12 h", afternoon_level="70 %")``.

        Values are written as in a rule file; a list of names is a list of texts. Everything that the rule set answers
        says that it is a trial, and which values it tries: nobody has adopted them.

        Raises:
            ArgumentError: an amount is of a type that no rule file has.
            DiagnosticsError: there is no such value, or it cannot have this amount; all faults are listed.
        """
        from adm_rules._internal.engine.trial import tried, written

        settings = {name: written(name, amount) for name, amount in values.items()}
        return tried(self.act, {**self.settings, **settings})

    def effect(
        self,
        cases: Any,
        *,
        on: date,
        month: str | date | None = None,
        agencies: Iterable[Agency | Mapping[str, Any] | str | bytes] = (),
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
    ) -> TrialEffect:
        """What the values of a trial change, over many cases: which files, which rules, how much time, who pays what.

        ``cases`` are given as to `check_many`; each is judged by the act and on trial. ``month`` (``2026-03``) compares
        the month's statement as well, with the agency if one is given.

        Raises:
            ArgumentError: this is no trial, or ``cases`` is a single case.
            AdmRulesError: the month is not one.
            CaseError: an agency, the contract or the district is not what its model asks for.
        """
        from adm_rules._internal.engine.effects import Effects
        from adm_rules._internal.engine.files import as_model, as_models
        from adm_rules._internal.money.statement.monthly import days_of

        if not self.trial:
            raise ArgumentError("this is the act itself: ask a trial, as `what_if` makes it")
        day = as_day(on, "on")
        if month is not None:
            days_of(month)
        given = {"contract": contract, "district": district}
        others = as_models({k: data for k, data in given.items() if data is not None}, day, self.regulation)
        own = [as_model("agency", each, self.regulation) for each in as_items(agencies, "agencies")]
        return Effects(cast("RuleSet", self), own, others, day).of(cases, month)

    def verdict_curve(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        rule: str,
        value: str,
        amounts: Iterable[Any],
        on: date,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
    ) -> VerdictCurve:
        """How often a rule gives each verdict over several amounts of a value: ``amounts=["8 h", "10 h", "12 h"]``.

        Raises:
            ArgumentError: there is no such rule or value, or ``amounts`` are not from 1 to 200.
            DiagnosticsError: the value cannot have one of the amounts.
            CaseError: a file is not what its model asks for.
        """
        from adm_rules._internal.engine.effects import verdict_curve

        beside = {} if agency is None else {"agency": agency}
        return verdict_curve(cast("RuleSet", self), cases, beside, rule, value, amounts, as_day(on, "on"))

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """A digest of the text of the rules."""

    def _kept(self, make: Callable[[Program], T]) -> T:
        """What answers a kind of question: compiled when it is first asked, and kept.

        Two threads may compile it at once, each for itself; both then use what came first.
        """
        if make not in self._further:
            self._further.setdefault(make, make(self._program))
        found: T = self._further[make]
        return found

    @cached_property
    def made_by(self) -> dict[str, Any]:
        """What answers say of the rules and the library that they were made by."""
        own = {"rules": self.id, "version": self.regulation.version, "fingerprint": self.fingerprint}
        return {**own, "language": LANGUAGE, "library": VERSION, "trial": self.trial}

    def _signed(self, answer: S) -> S:
        """An answer that says what it was made by."""
        return replace(answer, **self.made_by)

    def _marked(self, answer: D) -> D:
        """An answer, marked where it is that of a trial."""
        return replace(answer, trial=self.trial) if self.trial else answer

    def _each_marked(self, answers: Iterable[D]) -> AnswerList[D]:
        return AnswerList(map(self._marked, answers))

    # --- money --------------------------------------------------------------------------------------------------------

    def copayment(
        self,
        case: Case | Mapping[str, Any] | str | bytes,
        *,
        on: date,
        service: str | None = None,
        hours: Decimal | Fraction | int | None = None,
        session: Mapping[str, Any] | None = None,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
    ) -> Copayment:
        """What the family pays for a service, as seen on a day.

        ``service`` may be left out where the case, or the rule set, leaves no choice. ``hours`` gives the total for so
        many units; ``session`` describes the access that is priced, as a case does (its start places it in time).
        Without it only the day is known.

        Raises:
            AdmRulesError: the service is not known, or has to be named.
            CaseError: a file, or the session, is not what its model asks for.
        """
        from adm_rules._internal.engine.files import as_models
        from adm_rules._internal.money.copayment.access import Access, Copayments

        on = as_day(on, "on")
        given = {"case": case, "agency": agency}
        files = {name: data for name, data in given.items() if data is not None or name == "case"}
        models = as_models(files, on, self.regulation)
        return self._signed(self._kept(Copayments).of(models, Access(on, service, hours, session)))

    def copayment_curve(  # noqa: PLR0913 - what is asked of a copayment, and the range
        self,
        case: Case | Mapping[str, Any] | str | bytes,
        *,
        isee: Iterable[Decimal | int],
        on: date,
        service: str | None = None,
        hours: Decimal | Fraction | int | None = None,
        session: Mapping[str, Any] | None = None,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
    ) -> CopaymentCurve:
        """What the family of a case would pay with each ISEE, in euro, all else being as the case says.

        ``isee`` are the values asked for (``range(0, 30001, 500)``); every edge of the tariff between the least and
        the greatest is added, with the cent before and behind it, so that no step is missed. The case's own
        certificates are left out: one of the kind that the tariff takes, issued on the day, stands in their place. The
        other arguments are those of `copayment`.

        Raises:
            ArgumentError: ``isee`` are no amounts in euro.
            AdmRulesError: no tariff goes by an ISEE for the service, or it has to be named.
            CaseError: a file, or the session, is not what its model asks for.
        """
        from adm_rules._internal.engine.files import as_models
        from adm_rules._internal.money.copayment.access import Access, Copayments
        from adm_rules._internal.money.copayment.curve import CopaymentCurve, point, points, sums_of

        on, sums = as_day(on, "on"), sums_of(isee)
        given = {"case": case, "agency": agency}
        files = {name: data for name, data in given.items() if data is not None or name == "case"}
        models = as_models(files, on, self.regulation)
        found = list(points(self._kept(Copayments), models, Access(on, service, hours, session), sums))
        first = found[0][1]
        head = (
            self.id,
            self.regulation.version,
            self.fingerprint,
            on,
            first.service,
            str(first.tariff),
            first.unit,
        )
        return CopaymentCurve(*head, tuple(point(*each) for each in found), self.trial)

    def statement(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        month: str | date,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        on: date | None = None,
    ) -> Statement:
        """What the sessions of a month cost whom, and the agency's invoices of the month against it.

        ``month`` is written ``2026-03``, or given as a day in it. Seen on ``on``, by default the month's last day: what
        comes later has not been delivered. Without the agency's file the roles of staff, and invoices, are not known.

        Raises:
            AdmRulesError: the month is not one.
            CaseError: a file is not what its model asks for, or two cases have the same id.
        """
        from adm_rules._internal.engine.files import as_cases_of
        from adm_rules._internal.money.statement.monthly import Monthly, days_of

        first, last = days_of(month)
        seen = last if on is None else as_day(on, "on")
        models, provider = as_cases_of(agency, cases, seen, self.regulation)
        return self._signed(self._kept(Monthly).statement(models, provider, (first, last, seen)))

    def budget(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        first: date,
        last: date,
        available: Decimal,
        on: date,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
    ) -> Budget:
        """What the voucher terms of cases commit from ``first`` to ``last``, what is spent by ``on``, what is left.

        Raises:
            AdmRulesError: the days are not in order, or ``available`` is no amount in euro.
            CaseError: a file is not what its model asks for, or two cases have the same id.
        """
        from adm_rules._internal.engine.files import as_cases_of
        from adm_rules._internal.money.statement.budget import budget
        from adm_rules._internal.money.statement.monthly import Monthly

        days = as_day(first, "first"), as_day(last, "last"), as_day(on, "on")
        models, provider = as_cases_of(agency, cases, days[-1], self.regulation)
        return self._signed(budget(self._kept(Monthly).accounting, models, provider, days, available))

    def instalments(
        self, contract: ServiceContract | Mapping[str, Any] | str | bytes, *, on: date
    ) -> tuple[Instalment, ...]:
        """The instalments of a service contract, year by year, as seen on a day.

        Raises:
            CaseError: the contract is not what its model asks for; values are never shown.
        """
        from adm_rules._internal.engine.files import as_model
        from adm_rules._internal.money.contract.instalments import Instalments

        seen = as_day(on, "on")
        found = self._kept(Instalments).of(as_model("contract", contract, self.regulation), seen)
        return self._each_marked(found)

    def penalty_bands(self, on: date) -> tuple[PenaltyBand, ...]:
        """The amounts that the rules allow for each category of contract penalties, as in force on a day."""
        from adm_rules._internal.money.contract.penalties import penalty_bands

        return self._each_marked(penalty_bands(self._program, as_day(on, "on")))

    # --- time and order -----------------------------------------------------------------------------------------------

    def deadlines(  # noqa: PLR0913 - the kinds of files, and from where they are looked at
        self,
        case: Case | Agency | ServiceContract | District | Mapping[str, Any] | str | bytes | None = None,
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        until: date | None = None,
        settled: bool = True,
        presume: bool = True,
    ) -> DeadlineList:
        """What is due and was due, as seen on a day, by the day on which it falls due.

        The first argument is a case, or the model of another kind of file, which is taken for what it is. Open
        deadlines that fall due after ``until`` (a year after ``on`` if not given) are left out; what is overdue,
        undecided or not started is always there. ``settled`` keeps the history as well: what was met or late, missed,
        or lapsed. ``presume`` is that of `check`.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
            ArgumentError: ``until`` lies before ``on``, or two files of one kind are given.
        """
        from adm_rules._internal.deadlines import Agenda, DeadlineList, DueList
        from adm_rules._internal.deadlines.deadline import last_day
        from adm_rules._internal.engine.files import as_models, root_of

        given = {"case": case, "agency": agency, "contract": contract, "district": district}
        root = root_of(case)
        if root != "case":
            if given[root] is not None:
                raise ArgumentError(f"two files of the kind `{root}`: give one")
            given |= {root: case, "case": None}
        files = {name: data for name, data in given.items() if data is not None}
        on = as_day(on, "on")
        last = last_day(on, until)
        models = as_models(files, on, self.regulation)
        found = self._kept(Agenda).of(
            models, on.toordinal(), last.toordinal(), settled=settled, presume=presume
        )
        due = DueList(on, last, self._each_marked(found), **self.made_by)
        return DeadlineList.of(due)

    def prioritise(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        on: date,
        order: str | None = None,
    ) -> Queue:
        """Rank the elements of cases by an order of the rule set (its only one if none is named), as seen on a day.

        Raises:
            CaseError: a case is not what its model asks for, or two bear the same id; values are never shown.
            AdmRulesError: there is no such order.
        """
        from adm_rules._internal.engine.files import as_case_models
        from adm_rules._internal.ordering import Rankings, choose_order

        chosen, seen = choose_order(self.regulation, order), as_day(on, "on")
        models = as_case_models(cases, seen, self.regulation)
        return self._signed(self._kept(Rankings).of(chosen, models, seen))

"""Judges the same files by the act and on trial, and tells what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.arguments import as_items, as_member
from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import ArgumentError, CaseError, Diagnostic
from adm_rules._internal.engine.many import Judge, keyed
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.statement.shapes import FAMILY, Statement
from adm_rules._internal.report import Finding, Report, Verdict
from adm_rules._internal.report.portfolio import FailedFile
from adm_rules._internal.report.trials import (
    FileEffect,
    MoneyEffect,
    OverTime,
    TrialEffect,
    TrialRule,
    VerdictCurve,
    VerdictPoint,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values.operators import limit_of

if TYPE_CHECKING:
    from adm_rules._internal.engine import RuleSet

#: What each payer owes by the act and on trial; None of an amount that is not decided.
Owed = dict[str, list[Decimal | None]]
_ACT, _TRIAL = 0, 1
_TWICE: Final = Diagnostic(
    "duplicate-id",
    "another case has the same id",
    path=("id",),
    help="give each its own id, and each case once",
)


@dataclass
class _Seen:
    """What was found of one rule, by the act and on trial."""

    title: Text
    failing: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    over: tuple[list[int | None], list[int | None]] = field(default_factory=lambda: ([], []))

    def add(self, side: int, key: str, finding: Finding) -> None:
        """A finding that fails, in a file."""
        self.failing[side][key] += 1
        self.over[side].extend(_beyond(finding))

    def effect(self, rule: str) -> TrialRule:
        """What differs."""
        act, trial = self.failing
        return TrialRule(
            *(rule, self.title, act.total(), trial.total()),
            *(tuple(sorted(trial.keys() - act.keys())), tuple(sorted(act.keys() - trial.keys()))),
            *map(_time, self.over),
        )


def _time(found: Sequence[int | None]) -> OverTime:
    known = [minutes for minutes in found if minutes is not None]
    return OverTime(sum(known), len(found) - len(known))


def _beyond(finding: Finding) -> Iterator[int | None]:
    """The minutes by which a time exceeds what a rule allows; None where it is not known."""
    for each in finding.observed:
        value, limit = each.typed_value, each.typed_limit
        end = limit_of(each.operator)
        if each.holds is False and end is not None and end.above and value is not None:
            if value.kind != "minutes":
                continue
            exact = limit is not None and value.value is not None and limit.value is not None
            yield value.value - limit.value if exact and limit is not None else None


class Effects:
    """Compares a trial with its act over files."""

    def __init__(self, trial: RuleSet, agencies: Sequence[Any], others: Mapping[str, Any], on: date) -> None:
        self.trial = trial
        self.on = on
        self.judges = Judge(trial.act, agencies, others, on), Judge(trial, agencies, others, on)
        self.seen: dict[str, _Seen] = {}

    def of(self, cases: Any, month: str | date | None) -> TrialEffect:
        """What differs over all cases; what they stand beside is judged as well."""
        failures: list[FailedFile] = []
        models: dict[str, tuple[str, Any]] = {}
        files: list[FileEffect] = []
        for key, case in keyed(cases):
            try:
                model = self._once(case, models)
                files.append(self._file(key, [each.report(model) for each in self.judges]))
            except CaseError as error:
                failures.append(FailedFile(key, error.diagnostics))
            else:
                models[vars(model)["id"]] = key, model
        for root, key, beside in self._beside():
            reports = [
                each.rules.check(**{**each.others, root: beside}, on=self.on, about=root)
                for each in self.judges
            ]
            files.append(self._file(key, reports))
        owed, whole = self._owed(models, month)
        regulation = self.trial.regulation
        return TrialEffect(
            *(self.trial.id, regulation.version, self.trial.fingerprint, self.trial.trial, self.on),
            None if month is None else str(month)[:7],
            tuple(_with_money(each, owed.get(each.key, {})) for each in files),
            tuple(self._changed()),
            tuple(_money(whole)),
            tuple(failures),
        )

    def _once(self, case: Any, models: Mapping[str, Any]) -> Any:
        """A case as its model, unless another has its id: what it owes would count twice."""
        model = self.judges[_ACT].model(case)
        if vars(model)["id"] in models:
            raise CaseError((_TWICE,))
        return model

    def _beside(self) -> Iterator[tuple[str, str, Any]]:
        judge = self.judges[_ACT]
        yield from (("agency", key, agency) for key, agency in judge.agencies.items())
        yield from ((root, root, other) for root, other in judge.others.items())

    def _file(self, key: str, reports: Sequence[Report]) -> FileEffect:
        """What differs in one file."""
        for side, report in enumerate(reports):
            for finding in report.findings:
                if finding.verdict.fails:
                    self.seen.setdefault(finding.rule, _Seen(finding.title)).add(side, key, finding)
        act, trial = ({v: n for v, n in report.counts().items() if n} for report in reports)
        return FileEffect(key, act, trial)

    def _changed(self) -> Iterator[TrialRule]:
        order = [rule.id for rule in self.trial.rules]
        for rule, seen in sorted(self.seen.items(), key=lambda pair: order.index(pair[0])):
            if seen.failing[_ACT] != seen.failing[_TRIAL] or seen.over[_ACT] != seen.over[_TRIAL]:
                yield seen.effect(rule)

    def _owed(
        self, models: Mapping[str, tuple[str, Any]], month: str | date | None
    ) -> tuple[dict[str, Owed], Owed]:
        """What is owed in the month: of each file, and in all."""
        if month is None:
            return {}, {}
        agencies = list(self.judges[_ACT].agencies.values())
        agency = agencies[0] if len(agencies) == 1 else None
        each: dict[str, Owed] = defaultdict(dict)
        whole: Owed = {}
        for side, judge in enumerate(self.judges):
            made = judge.rules.statement([model for _, model in models.values()], month=month, agency=agency)
            for case, payer, amount in _amounts(made):
                for owed in (each[models[case][0]], whole):
                    pair = owed.setdefault(payer, [Decimal(0), Decimal(0)])
                    before = pair[side]
                    pair[side] = None if amount is None or before is None else before + amount
        return each, whole


def _amounts(made: Statement) -> Iterator[tuple[str, str, Decimal | None]]:
    """What each payer owes for each case, in euro; None where it is not decided."""
    for account in made.accounts:
        if account.payer is not None:
            yield account.case, account.payer, euro(account.amount.lo) if account.amount.decided else None
        if account.family is not None:
            yield account.case, FAMILY, account.family.total


def _with_money(effect: FileEffect, owed: Owed) -> FileEffect:
    return replace(effect, money=tuple(_money(owed)))


def _money(owed: Owed) -> Iterator[MoneyEffect]:
    yield from (MoneyEffect(payer, act, trial) for payer, (act, trial) in sorted(owed.items()))


# --- one rule over several limits -------------------------------------------------------------------------------------

_FEW: Final = 200  # amounts that a curve has at most


def verdict_curve(  # noqa: PLR0913, PLR0917 - the cases, what stands beside them, and what is asked
    rules: RuleSet,
    cases: Iterable[Any],
    beside: Mapping[str, Any],
    rule: str,
    value: str,
    amounts: Any,
    on: date,
) -> VerdictCurve:
    """The verdicts of a rule over several amounts of a value."""
    act = rules.act
    wanted = as_member(rule, tuple(each.id for each in act.rules), "rule")
    named = as_member(value, tuple(act.regulation.values), "value")
    chosen = as_items(amounts, "amounts")
    if not 0 < len(chosen) <= _FEW:
        raise ArgumentError(f"`amounts` are from 1 to {_FEW} amounts of the value")
    models, points, told = as_items(cases, "cases"), [], None
    for amount in chosen:
        trial = rules.what_if(**{named: amount})
        counts = Counter(
            finding.verdict
            for report in trial.check_each(models, **beside, on=on)
            for finding in report.filter(rule=wanted)
        )
        told = next(each for each in trial.trial if each.name == named)
        known = {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}
        points.append(VerdictPoint(told.takes, known, trial.fingerprint))
    label, by_act = (Text("", ""), Text("", "")) if told is None else (told.label, told.act)
    version = act.regulation.version
    return VerdictCurve(act.id, version, on, wanted, named, label, by_act, tuple(points))

"""Answers as text for a terminal: every kind of answer has its pen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.lint.linting import LintReport
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.curve import CopaymentCurve
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.ordering import Queue
from adm_rules._internal.render.compare import RuleSetsPen, SideBySidePen
from adm_rules._internal.render.contract import ContractMoney, ContractPen
from adm_rules._internal.render.copayment import CopaymentPen
from adm_rules._internal.render.coverage import CoveragePen
from adm_rules._internal.render.deadlines import DueList, DuePen
from adm_rules._internal.render.diff import DiffPen
from adm_rules._internal.render.examples import ExamplesPen
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.lint import LintPen
from adm_rules._internal.render.mutation import MutationPen
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.render.portfolio import PortfolioPen
from adm_rules._internal.render.prose import FactPen, FactTold
from adm_rules._internal.render.queue import QueuePen
from adm_rules._internal.render.reports import ReportPen
from adm_rules._internal.render.statement import StatementPen
from adm_rules._internal.render.trial import trial_of
from adm_rules._internal.render.trials import CopaymentCurvePen, TrialEffectPen, VerdictCurvePen
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.report.trials import TrialEffect, VerdictCurve
from adm_rules._internal.review.compare import RuleSets, SideBySide
from adm_rules._internal.review.coverage import Coverage
from adm_rules._internal.review.diff.shapes import RulesDiff
from adm_rules._internal.review.examples import Result
from adm_rules._internal.review.mutation.running import MutationReport

#: The pen of each kind of answer.
PENS: Final[Mapping[type, type[Pen]]] = {
    Report: ReportPen,
    DueList: DuePen,
    Copayment: CopaymentPen,
    Statement: StatementPen,
    ContractMoney: ContractPen,
    Queue: QueuePen,
    Coverage: CoveragePen,
    SideBySide: SideBySidePen,
    RuleSets: RuleSetsPen,
    Result: ExamplesPen,
    Portfolio: PortfolioPen,
    RulesDiff: DiffPen,
    TrialEffect: TrialEffectPen,
    CopaymentCurve: CopaymentCurvePen,
    VerdictCurve: VerdictCurvePen,
    LintReport: LintPen,
    FactTold: FactPen,
    MutationReport: MutationPen,
}


def text_of(
    answer: Any, page: Page | None = None, *, name: str | None = None, rules: RuleSet | None = None
) -> str:
    """One answer as text: ``name`` is that of its file, ``rules`` the rule set that knows what it names."""
    pen = PENS[type(answer)](page or Page())
    return "\n".join([*pen.trial(trial_of(answer)), *pen.told(answer, name, rules)])


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    return PENS[answers.kind](page).blocks(answers)


TEXT: Final = Format("text", ".txt", "text to read", lambda kind: kind in PENS, _blocks, read_by_people=True)

"""Answers as text for a terminal: every kind of answer has its pen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.later import ByKind
from adm_rules._internal.render.pen import Answers, Page, Pen
from adm_rules._internal.render.trial import trial_of

#: The pen of each kind of answer.
PENS: Final[Mapping[type, type[Pen]]] = ByKind(
    {
        "report:Report": "render.reports:ReportPen",
        "deadlines.deadline:DueList": "render.deadlines:DuePen",
        "money.copayment.copayment:Copayment": "render.copayment:CopaymentPen",
        "money.statement.shapes:Statement": "render.statement:StatementPen",
        "money.statement.budget:Budget": "render.budget:BudgetPen",
        "money.contract.penalties:ContractMoney": "render.contract:ContractPen",
        "ordering.queue:Queue": "render.queue:QueuePen",
        "review.coverage:Coverage": "render.coverage:CoveragePen",
        "review.compare:SideBySide": "render.compare:SideBySidePen",
        "review.compare:RuleSets": "render.compare:RuleSetsPen",
        "review.examples:Result": "render.examples:ExamplesPen",
        "report.portfolio:Portfolio": "render.portfolio:PortfolioPen",
        "review.diff.shapes:RulesDiff": "render.diff:DiffPen",
        "report.trials:TrialEffect": "render.trials:TrialEffectPen",
        "money.copayment.curve:CopaymentCurve": "render.trials:CopaymentCurvePen",
        "report.trials:VerdictCurve": "render.trials:VerdictCurvePen",
        "lint.linting:LintReport": "render.lint:LintPen",
        "render.prose:FactTold": "render.prose:FactPen",
        "review.mutation.running:MutationReport": "render.mutation:MutationPen",
    }
)


def text_of(
    answer: Any, page: Page | None = None, *, name: str | None = None, rules: RuleSet | None = None
) -> str:
    """One answer as text: ``name`` is that of its file, ``rules`` the rule set that knows what it names."""
    pen = PENS[type(answer)](page or Page())
    return "\n".join([*pen.trial(trial_of(answer)), *pen.told(answer, name, rules)])


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    return PENS[answers.kind](page).blocks(answers)


TEXT: Final = Format("text", ".txt", "text to read", lambda kind: kind in PENS, _blocks, read_by_people=True)

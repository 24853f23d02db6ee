"""What the methods of a rule set give back: frozen data, which an answer of its own writes with ``to_json``."""

from __future__ import annotations

from adm_rules._internal.deadlines import (
    Anchor,
    Deadline,
    DeadlineList,
    DueList,
    Expiry,
    OtherDeadline,
)
from adm_rules._internal.engine.stored import (
    answer_schema,
)
from adm_rules._internal.money.contract.contract_money import (
    ContractMoney,
)
from adm_rules._internal.money.contract.instalment import (
    Instalment,
    OtherInstalment,
)
from adm_rules._internal.money.contract.penalties import (
    PenaltyBand,
)
from adm_rules._internal.money.copayment.copayment import (
    Copayment,
    FeeLine,
    OtherShare,
    Step,
    Waiver,
)
from adm_rules._internal.money.copayment.curve import (
    CopaymentCurve,
    CurvePoint,
)
from adm_rules._internal.money.statement.budget import (
    Budget,
    Commitment,
)
from adm_rules._internal.money.statement.groups import (
    GroupShare,
)
from adm_rules._internal.money.statement.shapes import (
    Account,
    ChosenReading,
    Difference,
    Note,
    OtherAmount,
    Statement,
    TermDays,
    Total,
)
from adm_rules._internal.money.statement.vouchers import (
    SessionLine,
)
from adm_rules._internal.ordering import (
    Mark,
    Place,
    Queue,
    Reason,
    Standing,
    Unseen,
)
from adm_rules._internal.report import (
    AsOf,
    Cause,
    Cover,
    DataEnd,
    Disputed,
    Due,
    Evidence,
    Finding,
    FindingSource,
    Head,
    Loosened,
    Missing,
    MissingKind,
    Observed,
    OpenQuestion,
    OtherReading,
    Presumed,
    Report,
    ReportEntry,
    RuleVerdict,
    Severity,
    SharedTime,
    Told,
    TypedValue,
    UnderRecord,
    Verdict,
    Whereabouts,
)
from adm_rules._internal.report.portfolio import (
    FailedFile,
    KeptEntry,
    KeptFile,
    Portfolio,
    RuleChange,
    SharedQuestion,
)
from adm_rules._internal.report.trials import (
    FileEffect,
    MoneyEffect,
    OverTime,
    TrialEffect,
    TrialRule,
    VerdictCurve,
    VerdictPoint,
)
from adm_rules._internal.rules.trial import (
    TrialValue,
)

__all__ = [
    "Account",
    "Anchor",
    "AsOf",
    "Budget",
    "Cause",
    "ChosenReading",
    "Commitment",
    "ContractMoney",
    "Copayment",
    "CopaymentCurve",
    "Cover",
    "CurvePoint",
    "DataEnd",
    "Deadline",
    "DeadlineList",
    "Difference",
    "Disputed",
    "Due",
    "DueList",
    "Evidence",
    "Expiry",
    "FailedFile",
    "FeeLine",
    "FileEffect",
    "Finding",
    "FindingSource",
    "GroupShare",
    "Head",
    "Instalment",
    "KeptEntry",
    "KeptFile",
    "Loosened",
    "Mark",
    "Missing",
    "MissingKind",
    "MoneyEffect",
    "Note",
    "Observed",
    "OpenQuestion",
    "OtherAmount",
    "OtherDeadline",
    "OtherInstalment",
    "OtherReading",
    "OtherShare",
    "OverTime",
    "PenaltyBand",
    "Place",
    "Portfolio",
    "Presumed",
    "Queue",
    "Reason",
    "Report",
    "ReportEntry",
    "RuleChange",
    "RuleVerdict",
    "SessionLine",
    "Severity",
    "SharedQuestion",
    "SharedTime",
    "Standing",
    "Statement",
    "Step",
    "TermDays",
    "Told",
    "Total",
    "TrialEffect",
    "TrialRule",
    "TrialValue",
    "TypedValue",
    "UnderRecord",
    "Unseen",
    "Verdict",
    "VerdictCurve",
    "VerdictPoint",
    "Waiver",
    "Whereabouts",
    "answer_schema",
]

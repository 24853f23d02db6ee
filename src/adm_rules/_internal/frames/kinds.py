"""The frames that answers give: one object for each, with its columns and the rows of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.case import Case
from adm_rules._internal.columnar import Column, Frame
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.deadlines import Deadline, DueList
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.frames import contracts, due, findings, hours, money, order, overall
from adm_rules._internal.money.contract.instalment import Instalment
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.curve import CopaymentCurve
from adm_rules._internal.money.statement.budget import Budget
from adm_rules._internal.money.statement.shapes import Statement
from adm_rules._internal.ordering import Queue
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class FrameKind:
    """A frame: its name, what it holds, of which answers, its columns, and the rows that one has in a language."""

    name: str
    about: str
    of: type
    columns: Sequence[Column]
    rows: Callable[[Any, str], Iterable[Sequence[Any]]]


def _one_deadline(deadline: Deadline, lang: str) -> Iterator[Sequence[Any]]:
    return due.deadlines([deadline], lang)


def _plainly(rows: Callable[[Any], Iterable[Sequence[Any]]]) -> Callable[[Any, str], Iterable[Sequence[Any]]]:
    """Rows without words, or with those of both languages."""
    return lambda answer, _lang: rows(answer)


_ALL: Final = (
    FrameKind(
        "findings", "a row for each finding that is told", Report, findings.FINDINGS, findings.findings
    ),
    FrameKind(
        "to_do", "a row for each thing to be done, the gravest first", Report, findings.TO_DO, findings.to_do
    ),
    FrameKind(
        "questions",
        "a row for each question, in the order to ask",
        Report,
        findings.QUESTIONS,
        _plainly(findings.questions),
    ),
    FrameKind("deadlines", "a row for each deadline", Deadline, due.DEADLINES, _one_deadline),
    FrameKind(
        "copayments", "a row for each copayment", Copayment, money.COPAYMENTS, _plainly(money.copayments)
    ),
    FrameKind(
        "statement",
        "a row for each line of a month's statement",
        Statement,
        money.STATEMENT,
        _plainly(money.statement),
    ),
    FrameKind(
        "hours",
        "a row for each week, intervention, activity and status of a case",
        Case,
        hours.HOURS,
        _plainly(hours.hours),
    ),
    FrameKind(
        "weeks",
        "a row for each week whose time a rule holds to a limit",
        Report,
        hours.WEEKS,
        _plainly(hours.weeks),
    ),
    FrameKind(
        "instalments", "a row for each instalment", Instalment, contracts.INSTALMENTS, contracts.instalment
    ),
    FrameKind(
        "budgets", "a row for the money of each period", Budget, contracts.BUDGETS, _plainly(contracts.budget)
    ),
    FrameKind(
        "commitments",
        "a row for each voucher term of a period's money",
        Budget,
        contracts.COMMITMENTS,
        _plainly(contracts.commitments),
    ),
    FrameKind("queue", "a row for each element of a queue", Queue, order.QUEUE, order.queue),
    FrameKind(
        "curve",
        "a row for each ISEE of a copayment's curve",
        CopaymentCurve,
        money.CURVE,
        _plainly(money.curve),
    ),
    FrameKind("files", "a row for each file of a portfolio", Portfolio, overall.FILES, overall.files),
)

#: Every frame, by name.
FRAMES: Final[Mapping[str, FrameKind]] = {each.name: each for each in _ALL}


def frame_kinds() -> tuple[FrameKind, ...]:
    """Every frame that there is, with its columns."""
    return _ALL


def frame(answers: Any, kind: str | None = None, *, lang: str = "it") -> Frame:
    """Answers as a frame: a report, a portfolio, a copayment, a statement, a budget, a case (its hours), or several.

    ``kind`` is one of `FRAMES`; without it the first that answers of this kind have. ``lang`` is the language of words.
    Of a portfolio the frames of reports judge its files again, one after the other.

    Raises:
        ArgumentError: there is no such frame or language, or none of these answers.
    """
    as_member(lang, LANGUAGES, "lang")
    given = _listed(answers)
    wanted = None if kind is None else FRAMES[as_member(kind, FRAMES, "kind")]
    if wanted is None:
        wanted = next((each for each in _ALL if given and isinstance(given[0], each.of)), None)
    if wanted is None:
        raise ArgumentError(
            "these are no answers that a frame can hold, or none at all: name the `kind` of frame"
        )
    rows = (row for each in given for answer in _as(wanted, each) for row in wanted.rows(answer, lang))
    return Frame(wanted.name, wanted.columns, rows)


def answers_of(answers: Any, kind: str) -> Iterator[Any]:
    """Answers one by one, as the frame ``kind`` has them: of a portfolio its reports.

    Raises:
        ArgumentError: the frame is of other answers.
    """
    return (answer for each in _listed(answers) for answer in _as(FRAMES[kind], each))


def _listed(answers: Any) -> list[Any]:
    if isinstance(answers, DueList):
        return list(answers.deadlines)
    if isinstance(answers, ContractMoney):
        return list(answers.instalments)
    if isinstance(answers, tuple(each.of for each in _ALL)):
        return [answers]
    if isinstance(answers, (str, bytes, Mapping)) or not isinstance(answers, Iterable):
        raise ArgumentError(
            "a frame is made of answers: a report, a portfolio, a statement, or a list of them"
        )
    return list(answers)


def _as(wanted: FrameKind, answer: Any) -> Iterator[Any]:
    """An answer as what a frame holds: of a portfolio its reports."""
    if isinstance(answer, wanted.of):
        yield answer
    elif isinstance(answer, Portfolio) and wanted.of is Report:
        yield from (answer.report(each.key) for each in answer.files)
    else:
        raise ArgumentError(f"the frame `{wanted.name}` is not of such answers")

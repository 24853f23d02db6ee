"""What to ask, at the head of a report: each question in a line, with who has the answer and what it settles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.facts import registry
from adm_rules._internal.names import label
from adm_rules._internal.report import MissingKind, OpenQuestion, Report, Severity
from adm_rules._internal.texts import Catalogue, Counted, Text

_FIRST: Final = 5  # questions that are named unless everything is asked for
_NAMED: Final = 3  # single things that a question names, or one more
_SAID: Final = Catalogue(
    {
        "head": Text(
            "Da chiedere: {what} decidere{rules}; queste risposte, nell'ordine.",
            "What to ask: {what} be decided{rules}; these answers do, in this order.",
        ),
        "columns": Text("{} ({}): {}", "{} ({}): {}"),
        "settles": Text("{who}fino a {n}, {share} %", "{who}up to {n}, {share} %"),
        "grave": Text(" (possibili: {})", " (possible: {})"),
        "helps": Text("{who}con le altre serve a {n}", "{who}with the others it serves {n}"),
        "newer": Text("dati più recenti ({})", "newer data ({})"),
        "more": Text("e altri {} dati", "and {} more"),
        "others": Text("e altre {} domande", "and {} more questions"),
        "other": Text("e un'altra domanda", "and one more question"),
    }
)
_CANNOT: Final = Counted(
    Text("rilievo non si può", "finding cannot"), Text("rilievi non si possono", "findings cannot")
)
_RULES: Final = Counted(Text("regola", "rule"), Text("regole", "rules"))
_FINDINGS: Final = Counted(Text("rilievo", "finding"), Text("rilievi", "findings"))


def asking_head(report: Report, lang: str) -> str:
    """How many findings wait for answers; empty where none does."""
    waiting = sum(each.settles for each in report.questions)
    if not waiting:
        return ""
    what, rules = _CANNOT.text(waiting, lang), _of_rules(report, waiting, lang)
    return _SAID.in_language(lang)["head"].format(what=what, rules=rules)


def _of_rules(report: Report, waiting: int, lang: str) -> str:
    """Of how many rules the findings are, where these are fewer."""
    rules = len({name for each in report.questions for name in each.rules})
    return "" if rules == waiting else f" ({_RULES.text(rules, lang)})"


def asking_lines(report: Report, lang: str, *, every: bool = False) -> Iterator[tuple[str, str]]:
    """The questions, each with a line below it that says who has the answer and what it settles.

    The share is that of the rules that wait, as the order is: a rule counts once, however many sessions it leaves open.
    """
    asked = report.questions if every else report.ask_first(_FIRST)
    waiting, settled = sum(len(each.rules) for each in report.questions), 0
    for number, each in enumerate(asked, 1):
        settled += len(each.rules)
        yield (
            f"{number}. {question_text(each, lang, every=every)}",
            _settles(each, settled * 100 // waiting, lang),
        )
    left = len(report.questions) - len(asked)
    if left:
        words = _SAID.in_language(lang)
        yield words["other"] if left == 1 else words["others"].format(left), ""


def question_text(question: OpenQuestion, lang: str, *, every: bool = False) -> str:
    """What is asked for: single facts under the name of their subject and the number of its places, or a list."""
    texts = [_brief(each.text.in_language(lang), question.kind) for each in question.asks]
    named = texts if every or len(texts) <= _NAMED + 1 else texts[:_NAMED]
    if len(named) < len(texts):
        named = [*named, _SAID.in_language(lang)["more"].format(len(texts) - len(named))]
    if question.kind is MissingKind.NEWER:
        return _SAID.in_language(lang)["newer"].format("; ".join(named))
    subject = registry().subjects.get(question.subject)
    if question.kind is not MissingKind.FACT or subject is None:
        return "; ".join(named)
    what = subject.label.in_language(lang)
    return _SAID.in_language(lang)["columns"].format(what, question.places, "; ".join(named))


def _brief(text: str, kind: MissingKind) -> str:
    """What is asked for, without how to write it down: at the head of a report that is too long."""
    return text if kind is not MissingKind.FACT or not text.endswith(")") else text[: text.rindex(" (")]


def _settles(question: OpenQuestion, share: int, lang: str) -> str:
    who = f"{label('role', question.who, lang)} · " if question.who else ""
    if not question.settles:
        return _SAID.in_language(lang)["helps"].format(who=who, n=_FINDINGS.text(question.findings, lang))
    grave = [
        each.counted.text(question.severities[each], lang) for each in Severity if each in question.severities
    ]
    words = _SAID.in_language(lang)
    found = _FINDINGS.text(question.settles, lang) + (
        words["grave"].format(", ".join(grave)) if grave else ""
    )
    return words["settles"].format(who=who, n=found, share=share)

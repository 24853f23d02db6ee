"""Findings, what is to be done, and questions, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.columnar import CellKind, Column
from adm_rules._internal.frames import words
from adm_rules._internal.report import Due, Finding, Observed, Report, ReportEntry, TypedValue, Verdict
from adm_rules._internal.report.entries import causes
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.exact import AS_IT_IS
from adm_rules._internal.values.states import BROKEN

_ROLE, _EFFECT = words.of_list("role"), words.of_list("effect")
#: Kinds whose values are whole numbers, with their units.
_UNITS: Final = {
    kind.name: "cents" if kind.name == "money" else kind.name
    for kind in KINDS.values()
    if kind.family == "amount" and kind.exact is AS_IT_IS
}
CASE: Final = Column("case", CellKind.TEXT, "id of the case; empty of other files", Text("minore", "case"))
INTERVENTION: Final = Column(
    "intervention",
    CellKind.TEXT,
    "id of the intervention it belongs to or names",
    Text("intervento", "intervention"),
)
AGENCY: Final = Column(
    "agency", CellKind.TEXT, "id of the agency it belongs to or names", Text("agenzia", "agency")
)
ACTS: Final = Column("acts", CellKind.NAME, "who has to act", Text("chi agisce", "who acts"), said=_ROLE)
RULE: Final = Column("rule", CellKind.NAME, "id of the rule", Text("regola", "rule"))
SEVERITY: Final = Column(
    "severity",
    CellKind.NAME,
    "how grave a breach is; of what is in order, that of the rule",
    Text("gravità", "severity"),
    said=words.severity,
)
EFFECT: Final = Column(
    "effect", CellKind.NAME, "what a breach touches", Text("riguarda", "touches"), said=_EFFECT
)
VERDICT: Final = Column(
    "verdict", CellKind.NAME, "what was found", Text("esito", "verdict"), said=words.verdict
)
SUBJECT: Final = Column(
    "subject", CellKind.NAME, "the kind of thing it is about", Text("oggetto", "about"), said=words.subject
)

FINDINGS: Final = (
    CASE,
    RULE,
    VERDICT,
    SEVERITY,
    EFFECT,
    SUBJECT,
    Column(
        "path",
        CellKind.TEXT,
        "place in the file; with the rule the key of the finding",
        Text("posizione", "path"),
    ),
    Column("record", CellKind.TEXT, "the record's own id", Text("scheda", "record")),
    Column("name", CellKind.TEXT, "its id, day or period", Text("nome", "name")),
    INTERVENTION,
    AGENCY,
    Column(
        "staff",
        CellKind.TEXT,
        "id of the staff member it belongs to or names",
        Text("operatore", "staff member"),
    ),
    Column(
        "fact",
        CellKind.NAME,
        "the fact of the first comparison that fails, or that is missing",
        Text("dato", "fact"),
    ),
    Column(
        "value",
        CellKind.NUMBER,
        "its value, where it is a whole number that is known",
        Text("valore", "value"),
        "unit",
    ),
    Column("value_text", CellKind.TEXT, "its value in words", Text("valore (testo)", "value in words")),
    Column(
        "limit",
        CellKind.NUMBER,
        "what it was compared with, where that is such a number",
        Text("limite", "limit"),
        "unit",
    ),
    Column("limit_text", CellKind.TEXT, "the same in words", Text("limite (testo)", "limit in words")),
    Column("unit", CellKind.NAME, "the unit of value and limit", Text("unità", "unit")),
    Column(
        "due",
        CellKind.DAY,
        "the day of the deadline behind it, the earliest that is not kept, or else open",
        Text("termine", "due"),
    ),
    Column(
        "days_late",
        CellKind.NUMBER,
        "days late of that deadline",
        Text("giorni di ritardo", "days late"),
        "days",
    ),
    ACTS,
    Column(
        "because_of", CellKind.TEXT, "the key of the finding that it only repeats", Text("ripete", "repeats")
    ),
    Column(
        "base_verdict",
        CellKind.NAME,
        "under an overlay, the breach of the base that it lets pass",
        Text("esito di base", "verdict of the base"),
        said=words.verdict,
    ),
    Column(
        "reading_dependent",
        CellKind.FLAG,
        "another reading of the norm changes the verdict",
        Text("dipende dalla lettura", "depends on the reading"),
    ),
)


def findings(report: Report, lang: str = "it") -> Iterator[tuple[Any, ...]]:
    """A row for each finding that is told, in the order of the report."""
    told = [each for each in report.findings if each.verdict.told]
    because = causes(told)
    return (_finding(each, because.get(id(each)), lang) for each in told)


def _finding(each: Finding, cause: Finding | None, lang: str) -> tuple[Any, ...]:
    item = next(iter(each.failed), None)
    fact = item.fact if item is not None else next((missing.name for missing in each.missing), None)
    due = _first_due(each)
    return (
        *(each.case_id, each.rule, each.verdict.value, each.severity, each.effect, each.subject, each.path),
        *(each.record_id, each.subject_id or None, each.intervention, each.agency, each.staff, fact),
        *_compared(item, lang),
        *((None, None) if due is None else (due.day, due.days_late)),
        *(each.acts, None if cause is None else cause.key),
        *(each.base_verdict and each.base_verdict.value, bool(each.reading_dependent)),
    )


def _compared(item: Observed | None, lang: str) -> tuple[Any, ...]:
    """Value and limit of a comparison, as numbers and in words, and their unit."""
    if item is None:
        return (None,) * 5
    value, limit = item.typed_value, item.typed_limit
    unit = _UNITS.get(value.kind) if value is not None else None
    same = value is not None and limit is not None and limit.kind == value.kind
    number = limit.value if limit is not None and same and unit else None
    return _number(value), item.value.in_language(lang), number, item.limit.in_language(lang), unit


def _number(value: TypedValue | None) -> int | None:
    return value.value if value is not None and value.kind in _UNITS else None


def _first_due(each: Finding) -> Due | None:
    """The deadline that matters most: the earliest that was not kept, or else the earliest with a day."""
    dated = [due for due in each.deadlines if due.day is not None]
    return min(dated, key=lambda due: (due.state not in BROKEN, due.day), default=None)


# --- what is to be done -----------------------------------------------------------------------------------------------

TO_DO: Final = (
    Column("file", CellKind.TEXT, "id of the case or other file", Text("minore o file", "case or file")),
    Column("fault", CellKind.TEXT, "what is wrong, in words", Text("che cosa", "what")),
    Column("count", CellKind.NUMBER, "how many findings are alike", Text("quanti", "how many"), "count"),
    VERDICT,
    SEVERITY,
    EFFECT,
    ACTS,
    Column("by", CellKind.DAY, "the day of a deadline that was not kept", Text("scaduto il", "was due")),
    Column("remedy", CellKind.TEXT, "what puts it right, in words", Text("rimedio", "remedy")),
    Column("first", CellKind.TEXT, "the first of what it is about", Text("il primo", "first of them")),
    Column("message", CellKind.TEXT, "the first of them in sentences", Text("dettaglio", "detail")),
    INTERVENTION,
    AGENCY,
    Column(
        "explains",
        CellKind.NUMBER,
        "how many findings only repeat it",
        Text("spiega altri", "explains"),
        "count",
    ),
    Column(
        "place_in_act",
        CellKind.TEXT,
        "the place in the act",
        Text("articolo", "place in the act"),
    ),
    RULE,
)
_WEIGHTS: Final = {"access": 60, "safety": 50, "money": 30, "terms": 20, "standards": 15, "papers": 10}
_GRAVITY: Final = {"error": 10, "warning": 5, "info": 1}


def to_do(report: Report, lang: str = "it") -> Iterator[tuple[Any, ...]]:
    """A row for each thing to be done, the gravest first: what fails, with those that only repeat it counted."""
    entries = sorted((each for each in report.entries if each.verdict.fails), key=_rank)
    return (_entry(report, each, lang) for each in entries)


def _rank(entry: ReportEntry) -> tuple[Any, ...]:
    weight = _WEIGHTS.get(entry.first.effect or "", 10) * _GRAVITY[entry.severity]
    return entry.verdict is not Verdict.BREACHES, -weight, -entry.count, entry.rule


def _entry(report: Report, entry: ReportEntry, lang: str) -> tuple[Any, ...]:
    first = entry.first
    due = [
        item.day for each in entry.findings for item in each.deadlines if item.state in BROKEN and item.day
    ]
    fault = (first.fault or first.title).in_language(lang)
    remedy = None if first.remedy is None else first.remedy.in_language(lang)
    named = first.where.root_id or next(iter(report.ids.values()), None)
    return (
        *(named, fault, entry.count, entry.verdict.value, entry.severity, first.effect, first.acts),
        *(min(due, default=None), remedy, first.subject_id or None, first.message(lang)),
        *(first.intervention, first.agency, sum(each.count for each in entry.explains)),
        *(first.citation.text(lang), entry.rule),
    )


# --- questions --------------------------------------------------------------------------------------------------------

QUESTIONS: Final = (
    Column("file", CellKind.TEXT, "id of the case or other file", Text("minore o file", "case or file")),
    Column(
        "rank",
        CellKind.NUMBER,
        "its place in the order in which to ask, from 1",
        Text("ordine", "rank"),
        "count",
    ),
    Column("kind", CellKind.NAME, "a fact, a list, a file, newer data, or an act", Text("tipo", "kind")),
    SUBJECT,
    Column("facts", CellKind.NAMES, "what is asked, the most wanted first", Text("dati", "facts")),
    Column("label_it", CellKind.TEXT, "the same in Italian words", Text("da chiedere", "to ask, in Italian")),
    Column("label_en", CellKind.TEXT, "the same in English words", Text("da chiedere, in inglese", "to ask")),
    Column("who", CellKind.NAME, "who has the answer", Text("a chi", "whom to ask"), said=_ROLE),
    Column(
        "places", CellKind.NUMBER, "how many elements lack one of them", Text("elementi", "elements"), "count"
    ),
    Column("findings", CellKind.NUMBER, "how many findings miss it", Text("rilievi", "findings"), "count"),
    Column(
        "settles",
        CellKind.NUMBER,
        "how many are settled after it and those before, at most",
        Text("ne decide fino a", "settles up to"),
        "count",
    ),
    Column(
        "errors", CellKind.NUMBER, "those of them whose rule is an error", Text("errori", "errors"), "count"
    ),
    Column(
        "warnings",
        CellKind.NUMBER,
        "those of them whose rule is a warning",
        Text("avvisi", "warnings"),
        "count",
    ),
)


def questions(report: Report) -> Iterator[tuple[Any, ...]]:
    """A row for each question, in the order in which to ask."""
    named = next(iter(report.ids.values()), None)
    for rank, each in enumerate(report.questions, 1):
        told = [
            tuple(dict.fromkeys(ask.text.in_language(lang) for ask in each.asks)) for lang in ("it", "en")
        ]
        grave = Counter(each.severities)
        yield (
            *(named, rank, each.kind.value, each.subject or None, [ask.name for ask in each.asks]),
            *("; ".join(texts) for texts in told),
            *(each.who or None, each.places, each.findings, each.settles, grave["error"], grave["warning"]),
        )

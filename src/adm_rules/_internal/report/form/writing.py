"""Writes a report in format 1: a grid of all verdicts, what is told with its evidence, and the rules that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.arguments import as_items, as_member
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.report.entries import causes
from adm_rules._internal.report.form.naming import DIGITS, LETTERS, NOT_ASKED, format_name
from adm_rules._internal.report.parts import MissingKind, Verdict
from adm_rules._internal.report.plain import plain
from adm_rules._internal.texts import LANGUAGES, Text

if TYPE_CHECKING:
    from adm_rules._internal.report import Report
    from adm_rules._internal.report.finding import Finding, Head, RuleVerdict
    from adm_rules._internal.report.parts import Cover, Disputed, Due, Missing, Observed
    from adm_rules._internal.report.questions import OpenQuestion

#: Which findings are written one by one, and of which of them the evidence.
VERDICTS: Final = ("told", "breaches", "all")
EVIDENCE: Final = ("told", "none", "all")
#: What tells one place from another in findings that are alike.
_PLACE: Final = ("path", "record", "name")


@dataclass(frozen=True, slots=True)
class Options:
    """What of a report is written.

    ``verdicts``: the findings that are ``told`` (all but what is in order or does not apply), ``breaches`` (and what is
    to be judged) or ``all``. ``evidence``: ``told`` (of a breach what fails, of what is undecided what is missing),
    ``all`` (every comparison) or ``none``. ``langs`` are the languages of sentences, none by default. ``fold`` puts
    findings that are alike under the first of them; ``heads`` says what the rules say of themselves.
    """

    verdicts: str = "told"
    evidence: str = "told"
    langs: tuple[str, ...] = ()
    fold: bool = True
    heads: bool = True

    @classmethod
    def of(
        cls, verdicts: str, evidence: str, lang: str | Iterable[str] | None, *, fold: bool, heads: bool
    ) -> Options:
        """The options of a call.

        Raises:
            ArgumentError: there is no such choice or language.
        """
        langs = () if lang is None else (lang,) if isinstance(lang, str) else as_items(lang, "lang")
        if not all(isinstance(each, bool) for each in (fold, heads)):
            raise ArgumentError("`fold` and `heads` are true or false")
        return cls(
            as_member(verdicts, VERDICTS, "verdicts"),
            as_member(evidence, EVIDENCE, "evidence"),
            tuple(as_member(each, LANGUAGES, "lang") for each in langs),
            fold,
            heads,
        )

    def tells(self, verdict: Verdict) -> bool:
        """Whether a finding of a verdict is written by itself."""
        if self.verdicts == "all":
            return True
        return verdict.told if self.verdicts == "told" else verdict.fails

    def said(self, text: Text | None) -> dict[str, Any]:
        """A text in the languages that are asked for."""
        return {} if text is None else {lang: text.in_language(lang) for lang in self.langs}


def written(report: Report, options: Options) -> dict[str, Any]:
    """A report in format 1."""
    told = [finding for finding in report.findings if options.tells(finding.verdict)]
    because = causes(told)
    writer = FindingWriter(options)
    findings = [writer.finding(each, because.get(id(each))) for each in told]
    heads = {each.rule: each.head for each in told} if options.heads else {}
    subjects = _subjects(report.findings)
    asked = report.questions if options.evidence != "none" else ()
    return {
        "format": format_name("report"),
        "rules": {
            "id": report.rules,
            "version": report.version,
            "fingerprint": report.fingerprint,
            "language": report.language,
            **_unless_empty("trial", plain(report.trial)),
        },
        "library": report.library,
        "on": report.on.isoformat(),
        "files": list(_files(report)),
        "counts": {verdict.value: number for verdict, number in report.counts().items() if number},
        **_unless_empty("presumed", plain(report.presumed)),
        **_unless_empty("overlaps", plain(report.overlaps)),
        **_unless_empty("loosened", plain(report.loosened)),
        **_unless_empty("ask_first", [writer.question(each) for each in asked]),
        "told": {rule: writer.head(heads[rule]) for rule in sorted(heads)},
        "owners": _owners(subjects),
        "grid": _grid(subjects),
        "findings": list(_folded(findings)) if options.fold else findings,
    }


def lines(report: Report, options: Options) -> Iterator[tuple[str, dict[str, Any]]]:
    """The questions and the findings of a report one by one, each with what its rule says, as what they are."""
    writer = FindingWriter(options)
    for question in report.questions:
        yield "question", writer.question(question)
    told = [finding for finding in report.findings if options.tells(finding.verdict)]
    because = causes(told)
    for each in told:
        own = writer.finding(each, because.get(id(each)))
        own.pop("record", None)  # which says what a line is
        of_rule = {
            key: part for key, part in writer.head(each.head).items() if key not in {"subject", "severity"}
        }
        joined = {"case": each.case_id, "record_id": each.record_id, "severity": each.severity}
        yield "finding", {**joined, **own, "of_rule": of_rule}


def _files(report: Report) -> Iterator[dict[str, Any]]:
    ends = {each.file: each.day.isoformat() for each in report.data_ends}
    for root in report.files:
        known = {"id": report.ids.get(root), "data_until": ends.get(root)}
        yield {"root": root, **{key: value for key, value in known.items() if value is not None}}


def _unless_empty(key: str, value: Any) -> dict[str, Any]:
    return {key: value} if value else {}


def _subjects(findings: Iterable[Finding]) -> list[tuple[Finding, dict[str, Finding]]]:
    """The findings of each subject by rule, with the first of them: what a finding is about, its source knows."""
    found: dict[int, tuple[Finding, dict[str, Finding]]] = {}
    for each in findings:
        of = found.get(id(each.source))
        if of is None:
            of = found[id(each.source)] = each, {}
        of[1][each.kind.head.rule] = each
    return list(found.values())


def _owners(subjects: Iterable[tuple[Finding, Any]]) -> dict[str, Any]:
    """The records that others stand under, by their paths."""
    found: dict[str, Any] = {}
    for each, _ in subjects:
        first, _, below = each.path.partition(".")
        if below and first not in found and each.under is not None:
            known = {"subject": each.under.subject, "id": each.under.id, "agency": each.agency}
            found[first] = {key: value for key, value in known.items() if value is not None}
    return found


def _grid(subjects: Iterable[tuple[Finding, dict[str, Finding]]]) -> dict[str, Any]:
    """Every verdict as one character: by kind of subject the rules, and the rows with a character for each of them."""
    found: dict[str, dict[str, dict[str, Finding]]] = {}
    for first, by_rule in subjects:
        found.setdefault(first.subject, {}).setdefault(first.path, {}).update(by_rule)
    return {subject: _table(rows) for subject, rows in found.items()}


def _table(rows: Mapping[str, Mapping[str, Finding]]) -> dict[str, Any]:
    heads = {rule: finding.kind.head.severity for row in rows.values() for rule, finding in row.items()}
    rules = sorted(heads)
    firsts = {path: next(iter(row.values())) for path, row in rows.items()}
    records = {path: each.record_id for path, each in firsts.items() if each.record_id is not None}
    names = {
        path: each.subject_id
        for path, each in firsts.items()
        if each.subject_id != records.get(path, path_name(path))
    }
    return {
        "root": next(iter(firsts.values())).where.root,
        "rules": rules,
        "severities": "".join(LETTERS[heads[rule]] for rule in rules),
        "rows": {path: _digits(row, rules) for path, row in rows.items()},
        **_unless_empty("names", names),
        **_unless_empty("records", records),
    }


def _digits(row: Mapping[str, Finding], rules: Iterable[str]) -> str:
    """The verdicts of a row, of these rules in this order."""
    found = map(row.get, rules)
    return "".join([NOT_ASKED if each is None else DIGITS[each.kind.verdict] for each in found])


def path_name(path: str) -> str:
    """The name of a subject that its path tells: of a period, or of what stands for one element."""
    return path.rpartition(".")[2].partition(":")[2]


def _folded(findings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Findings with those that differ in nothing but their place under the first of them."""
    alike: dict[str, dict[str, Any]] = {}
    for each in findings:
        likeness = repr({key: value for key, value in each.items() if key not in _PLACE})
        first = alike.setdefault(likeness, each)
        if first is not each:
            first.setdefault("also", []).append(each["path"])
    yield from alike.values()


class FindingWriter:
    """Writes findings one by one."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def finding(self, finding: Finding, cause: Finding | None) -> dict[str, Any]:
        """One finding, without what its rule says of every one."""
        kind, where, name = finding.kind, finding.where, finding.subject_id
        fields = {
            "rule": kind.head.rule,
            "verdict": str(kind.verdict),
            "severity": kind.severity if self._has_severity(kind) else None,
            "subject": kind.head.subject,
            "path": where.path,
            "record": where.record_id,
            "name": name if name not in ("", where.record_id) else None,
            "intervention": where.intervention,
            "agency": where.agency,
            "staff": where.staff,
            "because_of": cause.key if cause is not None else None,
            "settled_late": kind.settled_late or None,
            "base_verdict": finding.base_verdict and str(finding.base_verdict),
            "as_of_end": plain(finding.as_of_end),
        }
        known = {key: value for key, value in fields.items() if value is not None}
        return known if self.options.evidence == "none" else {**known, **self._evidence(finding)}

    def head(self, head: Head) -> dict[str, Any]:
        """What all findings of a rule have in common; texts in the languages asked for, or else in both."""
        langs = self.options.langs or LANGUAGES
        texts = {
            "title": head.title,
            "fault": head.fault,
            "actor": head.actor,
            "remedy": head.remedy,
            "stated": head.stated,
        }
        fields = {
            "subject": head.subject,
            "severity": head.severity,
            "cites": plain(head.citation),
            "consequence": head.consequence,
            "norms": list(head.norms),
            "topic": head.topic,
            "effect": head.effect,
            "acts": head.acts,
            "follows": plain(head.follows) or None,
        }
        said = {key: {lang: text.in_language(lang) for lang in langs} for key, text in texts.items() if text}
        return {**said, **{key: value for key, value in fields.items() if value is not None}}

    def question(self, question: OpenQuestion) -> dict[str, Any]:
        """One of the questions that settle what is open."""
        asks = [{"fact": each.name, **self._text(each.text)} for each in question.asks]
        return {
            "kind": question.kind.value,
            "subject": question.subject,
            "who": question.who,
            "asks": asks,
            "places": question.places,
            "findings": question.findings,
            "settles": question.settles,
            "severities": dict(question.severities),
        }

    @staticmethod
    def _has_severity(kind: RuleVerdict) -> bool:
        return kind.verdict.fails or kind.severity != kind.head.severity

    def _evidence(self, finding: Finding) -> dict[str, Any]:
        every = self.options.evidence == "all"
        fields: dict[str, Any] = {
            "observed": [self._observed(item) for item in (finding.observed if every else finding.failed)],
            "missing": [self._missing(item, finding) for item in finding.missing],
            "possible": "".join(DIGITS[verdict] for verdict in finding.possible),
            "due": [self._due(item) for item in finding.deadlines],
            "derogation": finding.derogation and self._cover(finding.derogation),
            "readings": [self._disputed(item, finding) for item in finding.reading_dependent],
            "not_evaluated": [
                {"reading": item.reading, "option": item.option, **self._text(item.text)}
                for item in (finding.not_evaluated if every else ())
            ],
        }
        if self.options.langs:
            fields["message"] = self.options.said(finding.own_message)
            fields["details"] = [self.options.said(each) for each in finding.details]
        return {key: value for key, value in fields.items() if value}

    def _text(self, text: Text | None) -> dict[str, Any]:
        return _unless_empty("text", self.options.said(text))

    def _observed(self, item: Observed) -> dict[str, Any]:
        told: dict[str, Any] = {"fact": item.fact, "op": item.operator}
        if item.typed_value is not None:
            told |= {"kind": item.typed_value.kind, "value": item.typed_value.written()}
        if item.typed_limit is not None:
            told["limit"] = item.typed_limit.written()
            if item.typed_value is None or item.typed_limit.kind != item.typed_value.kind:
                told["limit_kind"] = item.typed_limit.kind
        if item.holds is not None:
            told["holds"] = item.holds
        if item.alternative:
            told["either"] = True
        words = {lang: _words(item, lang) for lang in self.options.langs}
        return {**told, **_unless_empty("words", words)}

    def _missing(self, item: Missing, finding: Finding) -> dict[str, Any]:
        at = item.subject if item.subject not in ("", finding.subject_id) else None
        kind = None if item.kind is MissingKind.FACT else item.kind.value
        fields = {"fact": item.name, "kind": kind, "of": item.of or None, "who": item.who or None, "at": at}
        known = {key: value for key, value in fields.items() if value is not None}
        return {**known, **self._text(item.text)}

    def _due(self, item: Due) -> dict[str, Any]:
        late = {"late": item.days_late} if item.days_late else {}
        open_ = {"may_have_happened": True} if item.may_have_happened else {}
        term = _unless_empty("term", self.options.said(item.term))
        return {"fact": item.fact, "state": item.state, "day": plain(item.day), **late, **open_, **term}

    def _cover(self, cover: Cover) -> dict[str, Any]:
        fields = {
            "name": cover.name,
            "record": cover.record,
            "holds": cover.holds,
            "cites": plain(cover.cites),
            "lacks": [self._observed(item) for item in cover.lacks] or None,
        }
        return {key: value for key, value in fields.items() if value is not None}

    def _disputed(self, item: Disputed, finding: Finding) -> dict[str, Any]:
        missing = [self._missing(each, finding) for each in item.missing]
        told = {"reading": item.reading, "option": item.option, "verdict": item.verdict.value}
        return {**told, **_unless_empty("missing", missing), **self._text(item.text)}


def _words(item: Observed, lang: str) -> dict[str, str]:
    """A comparison in words."""
    texts = {"label": item.label, "value": item.value, "limit": item.limit, "distance": item.distance}
    return {key: text.in_language(lang) for key, text in texts.items() if text is not None}

"""Reads stored reports: format 1, and what version 0.1.0 wrote without a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.report.finding import Finding, Head, RuleVerdict, Told
from adm_rules._internal.report.form.naming import NOT_ASKED, SEVERITY_OF, VERDICT_OF
from adm_rules._internal.report.form.opening import opened
from adm_rules._internal.report.form.plainly import report_of
from adm_rules._internal.report.form.schema import REPORT
from adm_rules._internal.report.form.writing import path_name
from adm_rules._internal.report.parts import (
    AsOf,
    Cause,
    Cover,
    DataEnd,
    Disputed,
    Due,
    Evidence,
    Loosened,
    Missing,
    MissingKind,
    Observed,
    OtherReading,
    Presumed,
    SharedTime,
    UnderRecord,
    Verdict,
    Whereabouts,
    reading_rank,
)
from adm_rules._internal.report.plain import read
from adm_rules._internal.report.typed import TypedValue, said
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import LANGUAGES, Text

if TYPE_CHECKING:
    from adm_rules._internal.report import Report

#: Evidence of a finding of which none was stored.
_NONE: Final[Mapping[str, Any]] = {}


def read_report(shape: type[Report], text: str | bytes) -> Report:
    """The report that a text holds.

    Raises:
        ReportError: it holds no report, or one of a format that this library does not know, or not of its form.
    """
    return opened(
        text,
        "report",
        REPORT,
        newest=lambda data: StoredReport(data).report(shape),
        oldest=lambda data: report_of(shape, data),
    )


def _text(data: Mapping[str, str] | None, otherwise: Text | str = "") -> Text:
    """A text of the languages that were stored; one that was not is that of the other."""
    if not data:
        return otherwise if isinstance(otherwise, Text) else Text(otherwise, otherwise)
    it, en = (data.get(lang) for lang in LANGUAGES)
    return Text(it if it is not None else str(en), en if en is not None else str(it))


class StoredReport:
    """One report of format 1, whose form was checked."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.ids: dict[str, str] = {each["root"]: each["id"] for each in data["files"] if "id" in each}
        self.heads: dict[str, Head] = {}

    def report(self, shape: type[Report]) -> Report:
        """The report."""
        data, rules = self.data, self.data["rules"]
        return shape(
            rules=rules["id"],
            version=rules["version"],
            fingerprint=rules["fingerprint"],
            language=rules["language"],
            library=data["library"],
            on=date.fromisoformat(data["on"]),
            files=tuple(each["root"] for each in data["files"]),
            findings=tuple(self._findings()),
            loosened=tuple(read(Loosened, item) for item in data.get("loosened", ())),
            data_ends=tuple(
                DataEnd(each["root"], date.fromisoformat(each["data_until"]))
                for each in data["files"]
                if "data_until" in each
            ),
            presumed=tuple(read(Presumed, item) for item in data.get("presumed", ())),
            overlaps=tuple(read(SharedTime, item) for item in data.get("overlaps", ())),
            trial=tuple(read(TrialValue, item) for item in rules.get("trial", ())),
            ids=self.ids,
        )

    @cached_property
    def told(self) -> dict[tuple[str, str], Mapping[str, Any]]:
        """What is told of findings, by rule and path."""
        return {
            (each["rule"], path): each
            for each in self.data["findings"]
            for path in (each["path"], *each.get("also", ()))
        }

    def _findings(self) -> Iterator[Finding]:
        for subject, table in self.data["grid"].items():
            for path, digits in table["rows"].items():
                row = [
                    self._finding(subject, path, rule, digit, letter, table)
                    for rule, digit, letter in zip(table["rules"], digits, table["severities"], strict=True)
                    if digit != NOT_ASKED
                ]
                yield from sorted(
                    row, key=lambda each: (reading_rank(each.verdict, each.severity), each.rule)
                )

    def _finding(
        self, subject: str, path: str, rule: str, digit: str, letter: str, table: Mapping[str, Any]
    ) -> Finding:
        told = self.told.get((rule, path), _NONE)
        severity, verdict = SEVERITY_OF[letter], VERDICT_OF[digit]
        record = table.get("records", _NONE).get(path)
        name = table.get("names", _NONE).get(path, path_name(path) if record is None else record)
        head = self._head(rule, subject, severity)
        late = told.get("settled_late", False)
        kind = RuleVerdict(head, verdict, told.get("severity", severity), settled_late=late)
        where = self._where(path, table["root"], record, told)
        base, as_of = told.get("base_verdict"), told.get("as_of_end")
        evidence, under = self._evidence(told, head, verdict, name), self._under(path, table["root"])
        source = Told(name, evidence, under, where, None if as_of is None else read(AsOf, as_of))
        return Finding(kind, source, None if base is None else Verdict(base))

    def _head(self, rule: str, subject: str, severity: str) -> Head:
        """What is known of a rule; of one that nothing is told of, its id and its severity."""
        found = self.heads.get(rule)
        if found is None:
            known = self.data["told"].get(rule)
            found = _head(rule, known) if known is not None else _nameless(rule, subject, severity)
            self.heads[rule] = found
        return found

    def _under(self, path: str, root: str) -> UnderRecord | None:
        first, _, below = path.partition(".")
        owner = self.data["owners"].get(first) if below else None
        if owner is not None:
            return UnderRecord(owner["subject"], owner["id"])
        return UnderRecord(root, self.ids.get(root, "")) if root else None

    def _where(self, path: str, root: str, record: str | None, told: Mapping[str, Any]) -> Whereabouts:
        """Where a finding stands; of one that is not told what it belongs to, what its owner says."""
        owner = self.data["owners"].get(path.partition(".")[0], _NONE)
        of_owner = {"agency": owner.get("agency"), owner.get("subject"): owner.get("id")}
        known = told or of_owner
        ids = (known.get(name) for name in ("intervention", "agency", "staff"))
        return Whereabouts(path, root, self.ids.get(root), record, *ids)

    # --- evidence -----------------------------------------------------------------------------------------------------

    def _evidence(self, told: Mapping[str, Any], head: Head, verdict: Verdict, name: str) -> Evidence:
        opening = verdict.opening.filled(title=head.title, what="")
        cover = told.get("derogation")
        return Evidence(
            message=_text(told.get("message"), opening),
            observed=_observed(told),
            missing=_missing(told, name),
            possible=tuple(VERDICT_OF[digit] for digit in told.get("possible", "")),
            deadlines=tuple(_due(each) for each in told.get("due", ())),
            derogation=None if cover is None else _cover(cover),
            reading_dependent=tuple(
                Disputed(*_option(each), Verdict(each["verdict"]), _missing(each, name))
                for each in told.get("readings", ())
            ),
            not_evaluated=tuple(OtherReading(*_option(each)) for each in told.get("not_evaluated", ())),
            details=tuple(_text(each) for each in told.get("details", ())),
        )


def _head(rule: str, known: Mapping[str, Any]) -> Head:
    fault, actor, remedy, stated = (
        _text(known[name]) if name in known else None for name in ("fault", "actor", "remedy", "stated")
    )
    return Head(
        rule,
        _text(known["title"]),
        known["subject"],
        known["severity"],
        known["consequence"],
        Citation(**known["cites"]),
        tuple(known["norms"]),
        topic=known.get("topic"),
        fault=fault,
        effect=known.get("effect"),
        acts=known.get("acts"),
        actor=actor,
        remedy=remedy,
        stated=stated,
        follows=tuple(Cause(each["rule"], each["on"]) for each in known.get("follows", ())),
    )


def _nameless(rule: str, subject: str, severity: str) -> Head:
    return Head(rule, Text(rule, rule), subject, severity, "none_stated", Citation(), ())


def _observed(told: Mapping[str, Any], key: str = "observed") -> tuple[Observed, ...]:
    return tuple(_one_observed(each) for each in told.get(key, ()))


def _one_observed(data: Mapping[str, Any]) -> Observed:
    words = data.get("words", _NONE)
    value = TypedValue.read(data["kind"], data["value"]) if "kind" in data else None
    limit = None
    if "limit" in data:
        kind = data.get("limit_kind", data.get("kind"))
        limit = TypedValue.read(kind, data["limit"], known=data["op"] == "between")
    return Observed(
        data["fact"],
        _word(words, "label", Text(data["fact"], data["fact"])),
        _word(words, "value", said(value)),
        data["op"],
        _word(words, "limit", said(limit)),
        data.get("holds"),
        _word(words, "distance", Text("", "")) if _has(words, "distance") else None,
        data.get("either", False),
        value,
        limit,
    )


def _has(words: Mapping[str, Any], key: str) -> bool:
    return any(key in each for each in words.values())


def _word(words: Mapping[str, Any], key: str, otherwise: Text) -> Text:
    return _text({lang: each[key] for lang, each in words.items() if key in each}, otherwise)


def _missing(told: Mapping[str, Any], name: str) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            each["fact"],
            each.get("at", name),
            _text(each.get("text"), each["fact"]),
            MissingKind(each.get("kind", MissingKind.FACT)),
            each.get("of", ""),
            each.get("who", ""),
        )
        for each in told.get("missing", ())
    )


def _due(data: Mapping[str, Any]) -> Due:
    day = None if data["day"] is None else date.fromisoformat(data["day"])
    term = _text(data["term"]) if "term" in data else None
    return Due(
        data["fact"], data["state"], day, data.get("late", 0), term, data.get("may_have_happened", False)
    )


def _cover(data: Mapping[str, Any]) -> Cover:
    cites = Citation(**data["cites"]) if "cites" in data else None
    return Cover(data["name"], data.get("holds"), data.get("record"), cites, _observed(data, "lacks"))


def _option(data: Mapping[str, Any]) -> tuple[str, str, Text]:
    return data["reading"], data["option"], _text(data.get("text"), data["option"])

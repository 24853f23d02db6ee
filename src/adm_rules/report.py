"""What a check answers: findings, each with its evidence, in a report that can be written and read back.

Findings keep values, not texts: evidence is worked out when it is asked for, and texts are rendered in the
reader's language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from adm_rules.citations import Citation
from adm_rules.texts import Text


class Verdict(StrEnum):
    """What is found of a rule and a subject; the order is that of generated code."""

    COMPLIES = "complies"
    BREACHES = "breaches"
    DEROGATED = "derogated"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    UNDECIDED = "undecided"


class Severity(StrEnum):
    """How grave a breach is: *must* is an error, *as a rule* a warning."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


#: Verdicts by code.
VERDICTS = tuple(Verdict)
_READING_ORDER = {verdict: n for n, verdict in enumerate((1, 5, 4, 2, 0, 3))}
_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def reading_rank(code: int, severity: str) -> int:
    """Where a reader wants a finding: what is wrong first, the gravest before the rest, then what is not known."""
    return _READING_ORDER[code] * len(_GRAVITY) + _GRAVITY[severity]


@dataclass(frozen=True, slots=True)
class Observed:
    """One comparison that the verdict rests on: a fact, what was found, the limit, and how far apart they are.

    ``value`` and ``limit`` are texts in both languages, with their units; ``distance`` says what would put it right.
    """

    fact: str
    label: Text
    value: Text
    operator: str
    limit: Text
    holds: bool | None
    distance: Text | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to ask for: a fact (or a list, or a value that no act sets), and where it is missing."""

    name: str
    subject: str
    text: Text


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline behind a finding: its state, its day and, when it is late, by how much."""

    fact: str
    state: str
    day: date | None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """The derogation that covers a breach, or the one that comes nearest to it; ``record`` is the id in the file."""

    name: str
    holds: bool | None
    record: str | None
    cites: Citation | None
    lacks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Disputed:
    """Another reading of the norm under which the verdict differs."""

    reading: str
    option: str
    text: Text
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding says what it says."""

    message: Text
    observed: tuple[Observed, ...] = ()
    missing: tuple[Missing, ...] = ()
    possible: tuple[Verdict, ...] = ()
    deadlines: tuple[Due, ...] = ()
    derogation: Cover | None = None
    reading_dependent: tuple[Disputed, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What all findings of a rule have in common."""

    rule: str
    title: Text
    subject: str
    severity: str
    consequence: str
    citation: Citation
    norms: tuple[str, ...]
    topic: str | None = None


class Finding:
    """What was found of one rule and one subject.

    ``evidence`` is worked out when it is first asked for; until then the finding holds what works it out.
    """

    __slots__ = ("_evidence", "head", "severity", "subject_id", "verdict")

    def __init__(
        self,
        head: Head,
        subject_id: str,
        verdict: Verdict,
        severity: str,
        evidence: Evidence | Callable[[Finding], Evidence],
    ) -> None:
        self.head = head
        self.subject_id = subject_id
        self.verdict = verdict
        self.severity = severity
        self._evidence = evidence

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.head.rule

    @property
    def title(self) -> Text:
        """The rule's title."""
        return self.head.title

    @property
    def subject(self) -> str:
        """The kind of subject, such as case, session or week."""
        return self.head.subject

    @property
    def consequence(self) -> str:
        """What the act itself says follows from a breach; ``none_stated`` where it is silent."""
        return self.head.consequence

    @property
    def citation(self) -> Citation:
        """The place in the act."""
        return self.head.citation

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms of the register that the rule encodes."""
        return self.head.norms

    @property
    def rank(self) -> int:
        """Where a reader wants the finding: what is wrong comes first, the gravest before the rest."""
        return reading_rank(VERDICTS.index(self.verdict), self.severity)

    @property
    def topic(self) -> str | None:
        """The topic that the rule stands under."""
        return self.head.topic

    @property
    def evidence(self) -> Evidence:
        """Values, limits, missing facts, deadlines, derogation and readings behind the verdict; worked out once."""
        if not isinstance(self._evidence, Evidence):
            self._evidence = self._evidence(self)
        return self._evidence

    def message(self, lang: str = "it") -> str:
        """The finding as a sentence."""
        return self.evidence.message.in_language(lang)

    @property
    def observed(self) -> tuple[Observed, ...]:
        """The comparisons that the verdict rests on."""
        return self.evidence.observed

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to ask for, of an undecided finding."""
        return self.evidence.missing

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The verdicts that stay open, of an undecided finding."""
        return self.evidence.possible

    @property
    def deadlines(self) -> tuple[Due, ...]:
        """The deadlines behind the finding, with their states."""
        return self.evidence.deadlines

    @property
    def derogation(self) -> Cover | None:
        """The derogation that covers a breach, or comes nearest to it."""
        return self.evidence.derogation

    @property
    def reading_dependent(self) -> tuple[Disputed, ...]:
        """Other readings of the norm under which the verdict differs."""
        return self.evidence.reading_dependent

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; `from_dict` reads it back."""
        return {
            "rule": self.rule,
            "title": asdict(self.title),
            "subject": self.subject,
            "subject_id": self.subject_id,
            "verdict": self.verdict.value,
            "severity": self.severity,
            "consequence": self.consequence,
            "citation": {k: v for k, v in asdict(self.citation).items() if v is not None},
            "norms": list(self.norms),
            "topic": self.topic,
            "evidence": _plain(asdict(self.evidence)),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Read back what `to_dict` wrote."""
        head = Head(
            rule=data["rule"],
            title=Text(**data["title"]),
            subject=data["subject"],
            severity=data["severity"],
            consequence=data["consequence"],
            citation=Citation(**data["citation"]),
            norms=tuple(data["norms"]),
            topic=data["topic"],
        )
        verdict = Verdict(data["verdict"])
        return cls(head, data["subject_id"], verdict, data["severity"], _evidence(data["evidence"]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.rule, self.subject, self.subject_id, self.verdict))

    def __reduce__(self) -> tuple[Any, ...]:
        return Finding.from_dict, (self.to_dict(),)

    def __repr__(self) -> str:
        return f"<Finding {self.rule}: {self.verdict.value}>"


def _plain(value: Any) -> Any:
    """JSON data of dataclass contents."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        message=Text(**data["message"]),
        observed=tuple(_observed(item) for item in data["observed"]),
        missing=tuple(Missing(m["name"], m["subject"], Text(**m["text"])) for m in data["missing"]),
        possible=tuple(Verdict(name) for name in data["possible"]),
        deadlines=tuple(
            Due(d["fact"], d["state"], date.fromisoformat(d["day"]) if d["day"] else None, d["days_late"])
            for d in data["deadlines"]
        ),
        derogation=_cover(data["derogation"]) if data["derogation"] else None,
        reading_dependent=tuple(
            Disputed(d["reading"], d["option"], Text(**d["text"]), Verdict(d["verdict"]))
            for d in data["reading_dependent"]
        ),
    )


def _observed(data: Mapping[str, Any]) -> Observed:
    distance = Text(**data["distance"]) if data["distance"] else None
    texts = (Text(**data[key]) for key in ("label", "value", "limit"))
    label, value, limit = texts
    return Observed(data["fact"], label, value, data["operator"], limit, data["holds"], distance)


def _cover(data: Mapping[str, Any]) -> Cover:
    cites = Citation(**data["cites"]) if data["cites"] else None
    return Cover(
        data["name"], data["holds"], data["record"], cites, tuple(Text(**text) for text in data["lacks"])
    )


class Report:
    """All findings of a check, in a stable order, and what they were found with.

    ``files`` are the roots that were judged (case, agency, …); ``fingerprint`` is that of the rule set;
    ``language`` is the
    version of the rule language.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the head of a report
        self,
        rules: str,
        version: str,
        fingerprint: str,
        library: str,
        on: date,
        files: tuple[str, ...],
        findings: tuple[Finding, ...] | Callable[[], tuple[Finding, ...]],
        language: int = 1,
    ) -> None:
        self.rules = rules
        self.version = version
        self.fingerprint = fingerprint
        self.library = library
        self.on = on
        self.files = files
        self.language = language
        self._findings = findings

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, subject by subject, breaches first."""
        return self._findings if isinstance(self._findings, tuple) else self._findings()

    def _only(self, verdict: Verdict) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """Requirements that do not hold and that no derogation covers."""
        return self._only(Verdict.BREACHES)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """Rules for which a fact that matters is missing."""
        return self._only(Verdict.UNDECIDED)

    @property
    def pending(self) -> tuple[Finding, ...]:
        """Rules for which nothing is missing but time."""
        return self._only(Verdict.PENDING)

    @property
    def derogated(self) -> tuple[Finding, ...]:
        """Breaches that a derogation covers."""
        return self._only(Verdict.DEROGATED)

    def filter(
        self,
        *,
        rule: str | None = None,
        verdict: str | None = None,
        severity: str | None = None,
        subject: str | None = None,
    ) -> tuple[Finding, ...]:
        """Findings that match everything given."""
        wanted = {"rule": rule, "verdict": verdict, "severity": severity, "subject": subject}
        given = {key: value for key, value in wanted.items() if value is not None}
        return tuple(
            f for f in self.findings if all(getattr(f, key) == value for key, value in given.items())
        )

    def counts(self) -> dict[Verdict, int]:
        """How many findings there are of each verdict."""
        found = Counter(finding.verdict for finding in self.findings)
        return {verdict: found[verdict] for verdict in Verdict}

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "rules": self.rules,
            "version": self.version,
            "fingerprint": self.fingerprint,
            "language": self.language,
            "library": self.library,
            "on": self.on.isoformat(),
            "files": list(self.files),
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The report as JSON; the same input gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read back what `to_json` wrote."""
        data = json.loads(text)
        findings = tuple(Finding.from_dict(item) for item in data.pop("findings"))
        data["on"] = date.fromisoformat(data["on"])
        data["files"] = tuple(data["files"])
        return cls(findings=findings, **data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.rules, self.fingerprint, self.on, self.files))

    def __reduce__(self) -> tuple[Any, ...]:
        return Report.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {verdict.value}" for verdict, number in self.counts().items() if number)
        return f"<Report {self.rules} on {self.on.isoformat()}: {counts or 'no findings'}>"

"""What was found of one rule and one subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.report.parts import (
    NOWHERE,
    AsOf,
    Cause,
    Cover,
    Disputed,
    Due,
    Evidence,
    Missing,
    Observed,
    OtherReading,
    UnderRecord,
    Verdict,
    Whereabouts,
    reading_rank,
)
from adm_rules._internal.report.plain import Answer, Quiet, read
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.texts import Text


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
    fault: Text | None = None
    effect: str | None = None
    acts: str | None = None
    actor: Text | None = None
    remedy: Text | None = None
    follows: tuple[Cause, ...] = ()
    stated: Text | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Told(Quiet):
    """A source whose evidence is there already, as when a report is read back."""

    name: str
    known: Evidence
    under: UnderRecord | None = None
    where: Whereabouts = NOWHERE
    settled: AsOf | None = None

    def as_of_end(self, _finding: Finding) -> AsOf | None:
        """The verdict as of the end of the data, if it was written."""
        return self.settled

    def evidence(self, _finding: Finding) -> Evidence:
        """The evidence as it was written."""
        return self.known

    def part(self, _finding: Finding, name: str) -> Any:
        """One part of it."""
        return getattr(self.known, name)

    def said(self, _finding: Finding, lang: str) -> str:
        """Its message in one language."""
        return self.known.said(lang)


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """A rule and a verdict: what many findings share. ``number`` is the rule's place in its rule set.

    ``settled_late``, of a breach: what recurs was late once, and has been in time since. ``may_be_disputed`` is false
    where the rule has no other readings.
    """

    head: Head
    verdict: Verdict
    severity: str
    number: int = -1
    settled_late: bool = False
    may_be_disputed: bool = True


class FindingSource(Protocol):
    """What a finding is about, and what works out its evidence."""

    @property
    def name(self) -> str:
        """How the finding names its subject."""

    @property
    def under(self) -> UnderRecord | None:
        """The record of the file that the subject stands under."""

    @property
    def where(self) -> Whereabouts:
        """Where in its file the subject stands."""

    def as_of_end(self, finding: Finding) -> AsOf | None:
        """The verdict of a finding of this source as of the end of the data, if that alone leaves it open."""

    def evidence(self, finding: Finding) -> Evidence:
        """The evidence of a finding of this source."""

    def part(self, finding: Finding, name: str) -> Any:
        """One part of it, by its name."""

    def said(self, finding: Finding, lang: str) -> str:
        """The message of a finding of this source in one language."""


class Finding(Answer):
    """What was found of one rule and one subject; its evidence is worked out when it is first asked for."""

    # No dataclass: what a frozen one generates takes several times as long to make a finding, of which a case has many.
    __slots__ = ("_base_verdict", "_kind", "_source")

    WRITTEN = (
        "key rule title subject subject_id under where verdict severity settled_late consequence stated citation",
        ("rule_severity", "head.severity"),
        "norms topic fault effect acts actor remedy follows base_verdict as_of_end evidence",
    )  # fmt: skip

    def __init__(self, kind: RuleVerdict, source: FindingSource, base_verdict: Verdict | None = None) -> None:
        self._kind = kind
        self._source = source
        self._base_verdict = base_verdict

    @property
    def kind(self) -> RuleVerdict:
        """The rule and the verdict, with what else many findings share."""
        return self._kind

    @property
    def source(self) -> FindingSource:
        """What the finding is about, and what works out its evidence."""
        return self._source

    @property
    def base_verdict(self) -> Verdict | None:
        """Under an overlay the verdict of the base, where that is a breach and this is none."""
        return self._base_verdict

    @property
    def verdict(self) -> Verdict:
        """One of the seven verdicts."""
        return self._kind.verdict

    @property
    def severity(self) -> str:
        """How grave a breach is; a reading that denies the breach may have softened it."""
        return self._kind.severity

    @property
    def subject_id(self) -> str:
        """Which subject: its id, its day, or the name of its period."""
        return self._source.name

    @property
    def under(self) -> UnderRecord | None:
        """The record of the file that the subject stands under: of a session, its intervention; of that, the case."""
        return self._source.under

    @property
    def where(self) -> Whereabouts:
        """Where in its file the finding stands, and the ids that join it to other records."""
        return self._source.where

    @property
    def as_of_end(self) -> AsOf | None:
        """Of what is undecided for no other reason than that the data end early: the verdict as of their end."""
        return self._source.as_of_end(self) if self._kind.verdict is Verdict.UNDECIDED else None

    @property
    def key(self) -> str:
        """What no other finding of the report has: the rule, and the path of what it is about."""
        return f"{self.rule}@{self.path}"

    @property
    def path(self) -> str:
        """Where in its file the record stands: ``interventions[0].sessions[27]``, ``week:2026-W10``."""
        return self.where.path

    @property
    def record_id(self) -> str | None:
        """The id that the record has in the file; None where it has none."""
        return self.where.record_id

    @property
    def case_id(self) -> str | None:
        """The id of the case; None of a finding about another file."""
        return self.where.root_id if self.where.root == "case" else None

    @property
    def intervention(self) -> str | None:
        """The id of the intervention that the record belongs to or names."""
        return self.where.intervention

    @property
    def agency(self) -> str | None:
        """The id of the agency that the record belongs to or names, itself or by its intervention."""
        return self.where.agency

    @property
    def staff(self) -> str | None:
        """The id of the staff member that the record belongs to or names."""
        return self.where.staff

    @property
    def settled_late(self) -> bool:
        """Whether a breach is past: what recurs was late, was done, and has been in time since; it is a note then."""
        return self._kind.settled_late

    @property
    def head(self) -> Head:
        """What all findings of the rule share."""
        return self._kind.head

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
    def stated(self) -> Text | None:
        """The consequence in words, of one that the rule set adds to the list of the library; else None."""
        return self.head.stated

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
        return reading_rank(self.verdict, self.severity)

    @property
    def topic(self) -> str | None:
        """The topic that the rule stands under."""
        return self.head.topic

    @property
    def fault(self) -> Text | None:
        """What is wrong, as a headline; None where the rule gives none."""
        return self.head.fault

    @property
    def effect(self) -> str | None:
        """What a breach touches: a name of the list `effect`."""
        return self.head.effect

    @property
    def acts(self) -> str | None:
        """Who has to act on a breach: a name of the list `role`."""
        return self.head.acts

    @property
    def actor(self) -> Text | None:
        """Who has to act, in words."""
        return self.head.actor

    @property
    def remedy(self) -> Text | None:
        """What puts a breach right."""
        return self.head.remedy

    @property
    def follows(self) -> tuple[Cause, ...]:
        """The rules whose breach a breach of this one only repeats."""
        return self.head.follows

    @property
    def record(self) -> UnderRecord:
        """The record of the file that the finding is about, or that its subject stands under."""
        own = UnderRecord(self.subject, self.subject_id)
        return own if self.under is None or self.under.subject in ROOTS else self.under

    @property
    def evidence(self) -> Evidence:
        """Values, limits, missing facts, deadlines, derogation and readings behind the verdict; worked out once."""
        return self._source.evidence(self)

    def message(self, lang: str = "it") -> str:
        """The finding in a few sentences, with what a breach fails by."""
        return self._source.said(self, lang)

    @property
    def observed(self) -> tuple[Observed, ...]:
        """The comparisons that the verdict rests on."""
        found: tuple[Observed, ...] = self._source.part(self, "observed")
        return found

    @property
    def failed(self) -> tuple[Observed, ...]:
        """Those of the comparisons that do not hold."""
        found: tuple[Observed, ...] = self._source.part(self, "failed")
        return found

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to ask for, of an undecided finding."""
        found: tuple[Missing, ...] = self._source.part(self, "missing")
        return found

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The verdicts that stay open, of an undecided finding."""
        found: tuple[Verdict, ...] = self._source.part(self, "possible")
        return found

    @property
    def deadlines(self) -> tuple[Due, ...]:
        """The deadlines behind the finding, with their states."""
        found: tuple[Due, ...] = self._source.part(self, "deadlines")
        return found

    @property
    def derogation(self) -> Cover | None:
        """The derogation that covers a breach, or comes nearest to it."""
        found: Cover | None = self._source.part(self, "derogation")
        return found

    @property
    def reading_dependent(self) -> tuple[Disputed, ...]:
        """Other readings of the norm under which the verdict differs."""
        found: tuple[Disputed, ...] = self._source.part(self, "reading_dependent")
        return found

    @property
    def breached_under(self) -> tuple[Text, ...]:
        """What the readings say under which it is a breach, of a finding that is none."""
        found: tuple[Text, ...] = self._source.part(self, "breached_under")
        return found

    @property
    def own_message(self) -> Text:
        """The message, without what a breach fails by."""
        found: Text = self._source.part(self, "message")
        return found

    @property
    def details(self) -> tuple[Text, ...]:
        """What a breach fails by and its message does not show."""
        found: tuple[Text, ...] = self._source.part(self, "details")
        return found

    @property
    def not_evaluated(self) -> tuple[OtherReading, ...]:
        """Other readings of the norm that no data can tell, so that no verdict was tried under them."""
        found: tuple[OtherReading, ...] = self._source.part(self, "not_evaluated")
        return found

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Read back what `to_dict` wrote."""
        head = replace(read(Head, data), severity=data.get("rule_severity", data["severity"]))
        kind = RuleVerdict(
            head, Verdict(data["verdict"]), data["severity"], settled_late=data["settled_late"]
        )
        base = data["base_verdict"]
        where = read(Whereabouts, data["where"]) if "where" in data else NOWHERE
        under = read(UnderRecord, data["under"])
        settled = read(AsOf, data.get("as_of_end"))
        source = Told(data["subject_id"], read(Evidence, data["evidence"]), under, where, settled)
        return cls(kind, source, None if base is None else Verdict(base))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.rule, self.subject, self.subject_id, self.verdict))

    def __reduce__(self) -> tuple[Any, ...]:
        return Finding.from_dict, (self.to_dict(),)

    def __repr__(self) -> str:
        return f"<Finding {self.rule}: {self.verdict.value}>"

"""What a check answers: findings, each with its evidence, in a report that can be written and read back.

Findings keep values, not texts: evidence is worked out when it is asked for, and texts are rendered in the reader's
language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from adm_rules._internal.arguments import as_limit, as_member
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.report.entries import ReportEntry, explained
from adm_rules._internal.report.finding import Finding, FindingSource, Head, RuleVerdict, Told
from adm_rules._internal.report.parts import (
    IN_ORDER,
    VERDICTS,
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
    Severity,
    SharedTime,
    UnderRecord,
    Verdict,
    Whereabouts,
    reading_rank,
    verdict_of,
)
from adm_rules._internal.report.plain import Answer, Framed
from adm_rules._internal.report.questions import OpenQuestion, questions
from adm_rules._internal.report.typed import TypedValue
from adm_rules._internal.rules.trial import TrialValue


class Report(Framed, Answer):
    """All findings of a check, in a stable order, and what they were found with.

    ``files`` are the roots that were judged (case, agency, …); ``fingerprint`` is that of the rule set; ``language`` is
    the version of the rule language; ``loosened`` lists what an overlay loosened of its base; ``data_ends`` are the
    files that say to be complete up to a day before ``on``; ``presumed`` is what the rule set presumes absent of them;
    ``names`` are the rules and subjects that can be asked for; ``trial`` are the values that were tried in place of the
    act's, if any were; ``ids`` are those of the files.
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
        loosened: tuple[Loosened, ...] = (),
        data_ends: tuple[DataEnd, ...] = (),
        presumed: tuple[Presumed, ...] = (),
        overlaps: tuple[SharedTime, ...] | Callable[[], tuple[SharedTime, ...]] = (),
        names: Mapping[str, Collection[str]] | None = None,
        trial: tuple[TrialValue, ...] = (),
        ids: Mapping[str, str] | None = None,
    ) -> None:
        self.rules = rules
        self.version = version
        self.fingerprint = fingerprint
        self.library = library
        self.on = on
        self.files = files
        self.language = language
        self.loosened = loosened
        self.data_ends = data_ends
        self.presumed = presumed
        self._overlaps = overlaps
        self.trial = trial
        self._findings = findings
        self._names = names or {}
        self.ids = ids or {}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, subject by subject, breaches first."""
        if not isinstance(self._findings, tuple):
            self._findings = self._findings()  # what made them is let go
        return self._findings

    @cached_property
    def overlaps(self) -> tuple[SharedTime, ...]:
        """Sessions that share time, pair by pair, where no rule of the set asks for that."""
        return self._overlaps if isinstance(self._overlaps, tuple) else self._overlaps()

    @cached_property
    def entries(self) -> tuple[ReportEntry, ...]:
        """What is told (not what is in order or does not apply), findings that are alike put together.

        What a rule set declares to follow from another breach stands under that one.
        """
        return explained(finding for finding in self.findings if finding.verdict.told)

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """What to ask so that what is undecided can be decided, in the order in which to ask it."""
        return questions(self.undecided)

    def ask_first(self, limit: int | None = None) -> tuple[OpenQuestion, ...]:
        """The first of the `questions`: as few as settle much.

        Raises:
            ArgumentError: ``limit`` is no whole number from 0 up.
        """
        return self.questions[: as_limit(limit, "limit")]

    def _only(self, verdict: Verdict) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """Requirements that do not hold and that no derogation covers."""
        return self._only(Verdict.BREACHES)

    @property
    def to_judge(self) -> tuple[Finding, ...]:
        """Requirements that do not hold, of rules of which the text leaves to people whether that is a breach."""
        return self._only(Verdict.TO_JUDGE)

    @cached_property
    def undecided(self) -> tuple[Finding, ...]:
        """Rules for which a fact that matters is missing."""
        return self._only(Verdict.UNDECIDED)

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """Those of the undecided rules that only wait for newer data: they were decided when the data ended."""
        return tuple(finding for finding in self.undecided if finding.as_of_end is not None)

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
        """Findings that match everything given.

        Raises:
            ArgumentError: no finding can have this verdict or severity, or the rule set has no such rule or subject
                (a report that was read back knows only the rules and subjects that it tells of, and takes any).
        """
        wanted = {
            "rule": rule,
            "verdict": None if verdict is None else as_member(verdict, [*Verdict], "verdict"),
            "severity": None if severity is None else as_member(severity, [*Severity], "severity"),
            "subject": subject,
        }
        for key, known in self._names.items():
            if wanted[key] is not None:
                as_member(wanted[key], known, key)
        given = {key: value for key, value in wanted.items() if value is not None}
        return tuple(
            f for f in self.findings if all(getattr(f, key) == value for key, value in given.items())
        )

    def only(self, wanted: Callable[[Finding], bool]) -> Report:
        """The same report with those of its findings for which ``wanted`` is true.

        Raises:
            ArgumentError: ``wanted`` cannot be called.
        """
        if not callable(wanted):
            raise ArgumentError("`wanted` is called with each finding: pass a function")
        return Report(
            rules=self.rules,
            version=self.version,
            fingerprint=self.fingerprint,
            library=self.library,
            on=self.on,
            files=self.files,
            findings=tuple(finding for finding in self.findings if wanted(finding)),
            language=self.language,
            loosened=self.loosened,
            data_ends=self.data_ends,
            presumed=self.presumed,
            overlaps=self.overlaps,
            names=self._names,
            trial=self.trial,
            ids=self.ids,
        )

    def counts(self) -> dict[Verdict, int]:
        """How many findings there are of each verdict."""
        found = Counter(finding.verdict for finding in self.findings)
        return {verdict: found[verdict] for verdict in Verdict}

    def to_dict(
        self,
        *,
        verdicts: str = "told",
        evidence: str = "told",
        lang: str | Iterable[str] | None = None,
        fold: bool = True,
        heads: bool = True,
    ) -> dict[str, Any]:
        """The report as plain data of format 1; see `to_json`."""
        from adm_rules._internal.report.form.writing import Options, written

        return written(self, Options.of(verdicts, evidence, lang, fold=fold, heads=heads))

    def to_json(
        self,
        *,
        indent: int | None = None,
        verdicts: str = "told",
        evidence: str = "told",
        lang: str | Iterable[str] | None = None,
        fold: bool = True,
        heads: bool = True,
    ) -> str:
        """The report as JSON of format 1, small by default; the same input gives the same bytes.

        Every verdict is in it. ``verdicts``: which findings are written one by one, what is ``told`` (all but what is
        in order or does not apply), ``breaches`` or ``all``. ``evidence``: ``told`` (of a breach what fails, of what is
        undecided what is missing), ``all`` comparisons, or ``none``. ``lang``: a language or several, for sentences
        and labels. ``fold``: those that are alike under the first of them. ``heads``: what rules say of themselves.

        Raises:
            ArgumentError: there is no such choice or language.
        """
        data = self.to_dict(verdicts=verdicts, evidence=evidence, lang=lang, fold=fold, heads=heads)
        close = (",", ":") if indent is None else None
        return json.dumps(data, ensure_ascii=False, indent=indent, separators=close)

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Read back what `to_json` wrote, of this format or an older one (0.1.0 named none).

        What was left out when it was written is not there: of a finding without sentences the message is the title
        with the verdict, of one without evidence there is none.

        Raises:
            ReportError: the text is no report, or of a format that a later library writes; no value is shown.
        """
        from adm_rules._internal.report.form.reading import read_report

        return read_report(cls, text)

    @classmethod
    def _whole(cls, data: Mapping[str, Any]) -> Report:
        from adm_rules._internal.report.form.plainly import report_of

        return report_of(cls, data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.rules, self.fingerprint, self.on, self.files))

    def __reduce__(self) -> tuple[Any, ...]:
        from adm_rules._internal.report.form.plainly import whole

        return Report._whole, (whole(self),)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {verdict.value}" for verdict, number in self.counts().items() if number)
        return f"<Report {self.rules} on {self.on.isoformat()}: {counts or 'no findings'}>"

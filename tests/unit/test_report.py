"""Findings and reports: what they hold, how they compare, and that they can be written and read back."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import names_of
from adm_rules._internal.report import (
    Cover,
    Disputed,
    Due,
    Evidence,
    Finding,
    Head,
    Loosened,
    Missing,
    Observed,
    Report,
    RuleVerdict,
    Severity,
    Told,
    Verdict,
    Whereabouts,
    reading_rank,
)
from adm_rules._internal.texts import LANGUAGES, Text
from tests.rules.small import ON, rule, rule_set, session, with_intervention, with_sessions

SECRET = "caso-segreto"

FULL = Evidence(
    message=Text("Troppe ore.", "Too many hours."),
    observed=(
        Observed("hours", Text("ore", "hours"), Text("11 ore", "11 hours"), "at_most", Text("10 ore", "10 hours"),
                 False, Text("1 ora di troppo", "1 hour too much")),
        Observed("place", Text("luogo", "place"), Text("casa", "home"), "is", Text("scuola", "school"), None),
    ),
    missing=(Missing("place", "2026-03-02", Text("luogo", "place")),),
    possible=(Verdict.COMPLIES, Verdict.BREACHES),
    deadlines=(Due("start", "late", date(2026, 3, 2), 3), Due("start", "not_started", None)),
    derogation=Cover("more", True, "d1", Citation(article="7", note="2")),
    reading_dependent=(Disputed("counted", "all", Text("tutto", "all"), Verdict.BREACHES),),
)  # fmt: skip


def head(rule_id: str = "hours", subject: str = "week", severity: str = "error") -> Head:
    return Head(
        rule_id,
        Text("Ore", "Hours"),
        subject,
        severity,
        "none_stated",
        Citation(article="7"),
        ("TST-01-01", "TST-01-02"),
        "hours",
    )


def finding(
    rule_id: str = "hours",
    verdict: Verdict = Verdict.BREACHES,
    *,
    subject: str = "week",
    subject_id: str = "2026-W10",
    severity: str = "error",
    evidence: Evidence = FULL,
) -> Finding:
    return Finding(RuleVerdict(head(rule_id, subject), verdict, severity), Told(subject_id, evidence))


def report(*findings: Finding, **changes: object) -> Report:
    given: dict[str, object] = {
        "rules": "small",
        "version": "1",
        "fingerprint": "sha256-0",
        "library": "0.1.0",
        "on": ON,
        "files": ("case",),
        "findings": findings,
        **changes,
    }
    return Report(**given)  # type: ignore[arg-type]


# --- findings ---------------------------------------------------------------------------------------------------------


def test_a_finding_tells_what_its_rule_says() -> None:
    found = finding(severity="warning")
    assert (found.rule, found.title.en, found.subject, found.subject_id) == (
        "hours",
        "Hours",
        "week",
        "2026-W10",
    )
    assert (found.severity, found.consequence, found.topic) == ("warning", "none_stated", "hours")
    assert found.citation.text("it") == "art. 7"
    assert found.norms == ("TST-01-01", "TST-01-02")


def test_evidence_is_seen_through_the_finding() -> None:
    found = finding()
    assert found.observed == FULL.observed
    assert found.missing == FULL.missing
    assert found.possible == FULL.possible
    assert found.deadlines == FULL.deadlines
    assert found.derogation == FULL.derogation
    assert found.reading_dependent == FULL.reading_dependent


def test_messages_are_italian_unless_asked() -> None:
    assert finding().message() == "Troppe ore."
    assert finding().message("en") == "Too many hours."
    assert LANGUAGES == ("it", "en")


def test_evidence_is_worked_out_only_when_asked() -> None:
    calls: list[Finding] = []

    class Source:
        name = "2026-W10"
        under = None
        where = Whereabouts("week:2026-W10")

        def as_of_end(self, _found: Finding) -> None:
            return None

        def evidence(self, found: Finding) -> Evidence:
            calls.append(found)
            return FULL

        def part(self, found: Finding, name: str) -> Any:
            return found.rule, name

        def said(self, found: Finding, lang: str) -> str:
            return f"{found.rule} in {lang}"

    found = Finding(RuleVerdict(head(), Verdict.BREACHES, "error"), Source())
    assert (repr(found), found.verdict, calls) == ("<Finding hours: breaches>", Verdict.BREACHES, [])
    names = [name for name in names_of(Evidence) if name not in {"message", "details"}]
    assert [getattr(found, name) for name in (*names, "failed")] == [
        ("hours", name) for name in (*names, "failed")
    ]
    assert (found.message("en"), calls) == ("hours in en", [])
    assert found.evidence is FULL
    assert calls == [found]


def test_a_finding_keeps_the_verdict_of_the_base() -> None:
    found = finding(verdict=Verdict.COMPLIES)
    assert Finding.from_dict(found.to_dict()).base_verdict is None
    found = Finding(found.kind, found.source, Verdict.BREACHES)
    with pytest.raises(AttributeError):
        found.base_verdict = None  # type: ignore[misc]  # what is told of a base stays
    again = Finding.from_dict(json.loads(json.dumps(found.to_dict())))
    assert (again.base_verdict, again) == (Verdict.BREACHES, found)


def test_a_notebook_shows_a_report_as_html() -> None:
    assert "<table>" in (report(*MIXED)._repr_html_() or "")


@pytest.mark.parametrize("evidence", [FULL, Evidence(Text("In regola.", "In order."))])
def test_a_finding_is_read_back_as_it_was(evidence: Evidence) -> None:
    found = finding(severity="warning", evidence=evidence)
    data = json.loads(json.dumps(found.to_dict()))
    again = Finding.from_dict(data)
    assert again == found
    assert again.evidence == evidence
    assert again.to_dict() == data
    assert pickle.loads(pickle.dumps(found)) == found


def test_findings_are_equal_when_they_say_the_same() -> None:
    assert finding() == finding()
    assert hash(finding()) == hash(finding())
    assert finding() != finding(severity="warning")
    assert finding() != finding(subject_id="2026-W11")
    assert finding() != finding(evidence=Evidence(Text("", "")))
    assert finding() != "finding"
    assert len({finding(), finding(), finding("other")}) == 2


def test_no_value_of_a_file_is_in_a_repr() -> None:
    found = finding(subject_id=SECRET)
    assert SECRET not in repr(found)
    assert SECRET not in repr(report(found))


# --- reports ----------------------------------------------------------------------------------------------------------

LOOSENED = (Loosened("hours", "value", Text("Perché", "Because"), Citation(act="Atto 1")),)
MIXED = (
    finding("a", Verdict.BREACHES),
    finding("b", Verdict.UNDECIDED, severity="warning"),
    finding("c", Verdict.PENDING),
    finding("d", Verdict.DEROGATED, severity="warning"),
    finding("e", Verdict.COMPLIES, subject="session"),
    finding("f", Verdict.NOT_APPLICABLE, subject="session"),
)


def test_findings_of_one_verdict() -> None:
    found = report(*MIXED)
    assert [f.rule for f in found.breaches] == ["a"]
    assert [f.rule for f in found.undecided] == ["b"]
    assert [f.rule for f in found.pending] == ["c"]
    assert [f.rule for f in found.derogated] == ["d"]


def test_filters_combine() -> None:
    found = report(*MIXED)
    assert found.filter() == MIXED
    assert [f.rule for f in found.filter(rule="a")] == ["a"]
    assert [f.rule for f in found.filter(verdict="complies")] == ["e"]
    assert [f.rule for f in found.filter(severity="warning")] == ["b", "d"]
    assert [f.rule for f in found.filter(subject="session")] == ["e", "f"]
    assert [f.rule for f in found.filter(subject="session", verdict="complies")] == ["e"]
    assert found.filter(subject="session", severity="warning") == ()


def test_counts_name_every_verdict() -> None:
    assert report(*MIXED, finding("g", Verdict.BREACHES)).counts() == {
        Verdict.COMPLIES: 1,
        Verdict.BREACHES: 2,
        Verdict.DEROGATED: 1,
        Verdict.NOT_APPLICABLE: 1,
        Verdict.PENDING: 1,
        Verdict.UNDECIDED: 1,
        Verdict.TO_JUDGE: 0,
    }
    assert set(report().counts().values()) == {0}


def test_a_repr_counts() -> None:
    assert repr(report(*MIXED[:2], MIXED[0])) == "<Report small on 2026-03-31: 2 breaches, 1 undecided>"
    assert repr(report()) == "<Report small on 2026-03-31: no findings>"


def test_a_report_is_read_back_as_it_was() -> None:
    found = report(*MIXED, language=1, files=("case", "agency"), loosened=LOOSENED, ids={"case": "c-1"})
    again = Report.from_json(found.to_json())
    assert again == found
    assert [(f.rule, f.verdict, f.severity) for f in again.findings] == [
        (f.rule, f.verdict, f.severity) for f in MIXED
    ]
    assert (again.on, again.files, again.language) == (ON, ("case", "agency"), 1)
    assert again.loosened == LOOSENED
    assert again.to_json(indent=2) == found.to_json(indent=2)
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_json_of_a_report_is_readable_text() -> None:
    data = json.loads(report(finding(evidence=Evidence(Text("È tardi.", "It is late.")))).to_json())
    assert list(data) == [
        "format",
        "rules",
        "library",
        "on",
        "files",
        "counts",
        "told",
        "owners",
        "grid",
        "findings",
    ]
    assert (data["format"], data["on"]) == ("adm-rules/report/1", "2026-03-31")
    late = report(finding(evidence=Evidence(Text("È tardi.", "It is late."))))
    assert "È tardi." in late.to_json(lang="it")
    assert "It is late." not in late.to_json(lang="it")


def test_reports_are_equal_when_they_say_the_same() -> None:
    assert report(*MIXED) == report(*MIXED)
    assert hash(report(*MIXED)) == hash(report(*MIXED))
    assert report(*MIXED) != report(*MIXED[1:])
    assert report(on=date(2026, 4, 1)) != report()
    assert report() != "report"


def test_findings_are_worked_out_once() -> None:
    calls = []

    def find() -> tuple[Finding, ...]:
        calls.append(1)
        return MIXED

    found = report(findings=find)
    assert calls == []
    assert found.findings is found.findings
    assert calls == [1]


# --- order ------------------------------------------------------------------------------------------------------------


def test_the_order_of_verdicts_for_a_reader() -> None:
    ranked = sorted(Verdict, key=lambda verdict: reading_rank(verdict, "error"))
    assert [verdict.value for verdict in ranked] == [
        "breaches",
        "to_judge",
        "undecided",
        "pending",
        "derogated",
        "complies",
        "not_applicable",
    ]
    ranks = [reading_rank(Verdict.BREACHES, severity) for severity in Severity]
    assert ranks == sorted(ranks)
    assert finding(severity="info").rank < finding(verdict=Verdict.UNDECIDED).rank


def test_a_report_is_ordered_by_subject_then_by_what_is_wrong() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 2 h}}", id="z-fine"),
        rule("{session_time: {at_most: 1 h}}", id="b-wrong"),
        rule(
            "{session_time: {at_most: 1 h}}",
            id="a-warning",
            otherwise="{severity: warning, message: {it: Non va., en: It fails.}}",
        ),
        rule("{session_time: {at_most: 1 h}}", id="a-wrong"),
        rule("{phase: {is: knowledge}}", id="unknown"),
        rule("{closed_on: {exists: false}}", id="case", per="intervention"),
    )
    late, early = session("2026-03-03T15:00", "16:30", id="b"), session("2026-03-02T15:00", "16:30", id="a")
    findings = rules.check(with_sessions(late, early), on=ON).findings
    assert [(f.subject, f.subject_id) for f in findings] == [
        ("intervention", "i1"),
        *[("session", "2026-03-02T15:00")] * 5,
        *[("session", "2026-03-03T15:00")] * 5,
    ]
    assert [f.rule for f in findings[1:6]] == ["a-wrong", "b-wrong", "a-warning", "unknown", "z-fine"]
    again = rules.check(with_sessions(early, late), on=ON).findings
    assert [(f.rule, f.record_id, f.message()) for f in again] == [
        (f.rule, f.record_id, f.message()) for f in findings
    ]
    assert [f.path for f in again[1::5]] == ["interventions[0].sessions[0]", "interventions[0].sessions[1]"]
    assert [f.path for f in findings[1::5]] == [f.path for f in again[6::5]] + [f.path for f in again[1:6:5]]


def test_a_whole_report_survives_json_and_pickle() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 1 h}}"),
        rule("{first_session_on: {within: {days: 15, after: proposed_on}}}", id="start", per="intervention"),
    )
    data = with_intervention(sessions=[session("2026-03-02T15:00", "17:00")], proposed_on=None)
    found = rules.check(data, on=ON)
    assert Report.from_json(found.to_json()) == found
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.to_json() == rules.check(data, on=ON).to_json()

"""What a check accepts: models, mappings, JSON text and bytes; which rules it judges; what it refuses, and how."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import adm_rules
from adm_rules import Agency, Case, CaseError, District, ServiceContract
from adm_rules._internal.acceptance.values import _Known
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules.version import VERSION
from tests.rules.running import written
from tests.rules.small import (
    FILE,
    HOURS,
    ON,
    case,
    only,
    rule,
    rule_set,
    session,
    text,
    verdicts,
    with_intervention,
    with_sessions,
)

SECRET = "Segreto-77"
SHORT = rule_set(rule("{session_time: {at_most: 1 h}}"))
DATA = with_sessions(session("2026-03-02T15:00", "16:30"))


@pytest.mark.parametrize(
    "given",
    [DATA, json.dumps(DATA), json.dumps(DATA).encode(), Case.model_validate(DATA)],
    ids=["mapping", "text", "bytes", "model"],
)
def test_a_case_may_be_given_in_every_form(given: Any) -> None:
    assert verdicts(SHORT, given) == ["breaches"]


def test_a_case_may_be_given_as_yaml_text() -> None:
    assert verdicts(SHORT, "id: c1\nbirth_date: 2014-05-01\ninterventions: []\n") == []


def test_the_same_is_found_in_every_form() -> None:
    reports = {
        SHORT.check(given, on=ON).to_json() for given in (DATA, json.dumps(DATA), Case.model_validate(DATA))
    }
    assert len(reports) == 1


# --- trusted data -----------------------------------------------------------------------------------------------------

WIDE = with_intervention(
    sessions={
        "items": [
            session(
                "2026-03-02T15:00",
                "16:30",
                activity="correlated",
                group_ratio="2/8",
                users_present="none",
                activities=["leisure"],
            ),
            session("2026-03-03T15:00"),
        ],
        "complete_until": "2026-03-31",
    },
    voucher_terms=[{"kind": "first", "start": "2026-01-01", "end": "2026-06-30", "unit_value": "22.50"}],
    authorisations=[],
    closed_on="none",
    case_keys={
        "family": {"parenting_difficulty": True},
        "derogations": [{"scope": ["hours"], "from": "2026-01-01", "to": "none", "start": "07:00"}],
    },
)

EVERY_KIND = rule_set(
    rule("{session_time: {at_most: 1 h}}"),
    rule("{group_ratio: {at_least: 1/4}}", id="ratio"),
    rule("{users_present: {exists: false}}", id="count"),
    rule("{session_activities: {includes: [leisure]}}", id="set"),
    rule("{unit_value: {at_most: 22.50}}", id="money", per="voucher_term"),
    rule("{closed_on: {exists: false}}", id="event", per="intervention"),
    rule("{parenting_difficulty: {is: false}}", id="record", per="case"),
    rule("{derogation_start: {at_least: '07:00'}}", id="clock", per="derogation"),
    rule("{derogation_to: {exists: false}}", id="date", per="derogation"),
    rule("{hours_proposed_by: {exists: true}}", id="empty", per="authorisation"),
)


def test_trusted_data_is_judged_like_validated_data() -> None:
    checked = EVERY_KIND.check(WIDE, on=ON)
    trusted = EVERY_KIND.check(written("case", WIDE, EVERY_KIND), on=ON, trusted=True)
    assert trusted == checked
    assert {finding.rule for finding in trusted.findings} == {item.id for item in EVERY_KIND.rules} - {
        "empty"
    }


@pytest.mark.parametrize(("start", "verdict"), [("02:30+02:00", "breaches"), ("02:30+01:00", "complies")])
def test_trusted_times_keep_their_pass_of_the_autumn_hour(start: str, verdict: str) -> None:
    data = with_sessions(session(f"2026-10-25T{start}", "2026-10-25T03:30"))
    on = date(2026, 11, 1)
    assert verdicts(SHORT, data, on) == [verdict]
    assert verdicts(SHORT, data, on, trusted=True) == [verdict]
    assert verdicts(SHORT, written("case", data, SHORT), on, trusted=True) == [verdict]


@pytest.mark.parametrize(
    ("key", "bare", "fact"),
    [
        ("residence", "tirano", "residence_now"),
        ("lives_with", "family", None),
        ("in_charge", "minors_protection", None),
        ("custodian", "minors_protection", None),
        ("family_residence", "tirano", "family_residence_now"),
    ],
)
def test_a_bare_history_of_trusted_data_is_one_record(key: str, bare: str, fact: str | None) -> None:
    subject = {"residence": "residence", "lives_with": "home", "family_residence": "family_residence"}.get(
        key, key
    )
    ends = {
        "residence": "resident_until",
        "lives_with": "home_until",
        "family_residence": "family_resident_until",
    }
    rules = rule_set(
        rule(f"{{{ends.get(key, f'{subject}_until')}: {{exists: false}}}}", per=subject),
        *([rule(f"{{{fact}: {{is: {bare}}}}}", id="value", per="case")] if fact else []),
    )
    found = verdicts(rules, case(**{key: bare}))
    assert set(found) == {"complies"}
    assert verdicts(rules, case(**{key: bare}), trusted=True) == found
    nowhere = ["undecided"] * len(found) if key in ends else []  # a child lives somewhere
    assert verdicts(rules, case(**{key: "none"}), trusted=True) == nowhere


def test_models_and_texts_that_are_trusted_are_judged_as_ever() -> None:
    """Keys of models have other names than those of files: `from_` was read as a `from` that nobody recorded."""
    checked = EVERY_KIND.check(WIDE, on=ON)
    assert (
        EVERY_KIND.check(
            Case.model_validate(WIDE, context=EVERY_KIND.regulation.context), on=ON, trusted=True
        )
        == checked
    )
    assert EVERY_KIND.check(json.dumps(WIDE), on=ON, trusted=True) == checked


def test_trusted_data_is_not_validated() -> None:
    assert verdicts(SHORT, {**DATA, "unknown": 1}, trusted=True) == ["breaches"]


@pytest.mark.parametrize("absent", [{}, {"interventions": None}])
def test_a_list_that_trusted_data_lacks_is_unknown(absent: dict[str, Any]) -> None:
    assert verdicts(SHORT, {"id": "c1", "birth_date": "2014-05-01", **absent}, trusted=True) == ["undecided"]


# --- several files ----------------------------------------------------------------------------------------------------

ALL = rule_set(
    rule("{age: {below: 18}}", id="case", per="case"),
    rule("{listed_staff: {at_least: 1}}", id="agency", per="agency_year"),
    rule("{contract_term_start: {exists: true}}", id="contract", per="contract"),
    rule("{service_from: {exists: true}}", id="district", per="district"),
)

FILES: dict[str, Any] = {
    "case": case(),
    "agency": {"id": "a1", "complete_from": "2025-01-01", "complete_until": "2025-12-31", "staff": []},
    "contract": {"id": "k1", "term_start": "2026-01-01"},
    "district": {"id": "d1", "service_from": "2020-01-01"},
}


@pytest.mark.parametrize("root", FILES)
def test_only_rules_about_the_files_given_are_judged(root: str) -> None:
    report = ALL.check(**{root: FILES[root]}, on=ON)
    assert {finding.rule for finding in report.findings} == {root}
    assert report.files == (root,)


def test_all_files_may_be_judged_together() -> None:
    report = ALL.check(**FILES, on=ON)
    assert [finding.rule for finding in report.findings] == ["agency", "case", "contract", "district"]
    assert report.files == ("case", "agency", "contract", "district")
    assert [finding.subject_id for finding in report.findings] == ["2025", "caso-1", "k1", "d1"]


def test_models_of_all_kinds_are_accepted() -> None:
    models: dict[str, type[BaseModel]] = {
        "case": Case,
        "agency": Agency,
        "contract": ServiceContract,
        "district": District,
    }
    made: dict[str, Any] = {root: model.model_validate(FILES[root]) for root, model in models.items()}
    assert ALL.check(**made, on=ON) == ALL.check(**FILES, on=ON)
    for root, data in FILES.items():
        assert isinstance(as_model(root, data), models[root])


def test_an_empty_report_is_of_no_file_at_all() -> None:
    """A report without findings reads as all in order: a call that forgot its file is refused."""
    with pytest.raises(ArgumentError, match="there is no file to judge: give one of 'case', 'agency'"):
        ALL.check(None, on=ON)


def test_all_faults_of_all_files_are_told_at_once() -> None:
    wrong = {"birth_date": "2014-05-01", "colour": SECRET}
    with pytest.raises(CaseError) as caught:
        ALL.check(wrong, agency={"id": SECRET * 20}, on=ON)
    assert [fault.code for fault in caught.value.diagnostics] == ["missing-key", "unknown-key", "not-an-id"]
    assert SECRET not in str(caught.value)


def test_a_fault_in_a_text_stands_at_its_line() -> None:
    broken = json.dumps({"id": "c1", "birth_date": SECRET}, indent=1)
    with pytest.raises(CaseError) as caught:
        SHORT.check(broken, on=ON)
    (fault,) = caught.value.diagnostics
    assert fault.position is not None
    assert (fault.position.file, fault.position.line) == ("case", 3)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("broken", ["{", b"{\xff}", "[1]", '{"id": "c1", "id": "c1"}'])
def test_a_text_that_cannot_be_read_is_refused(broken: str | bytes) -> None:
    with pytest.raises(CaseError):
        SHORT.check(broken, on=ON)


def test_a_case_is_not_judged_as_of_a_day_before_the_birth() -> None:
    with pytest.raises(CaseError) as caught:
        SHORT.check(case(interventions=[]), on=date(2014, 4, 30))
    assert [fault.code for fault in caught.value.diagnostics] == ["born-later"]
    assert "2014" not in str(caught.value)
    assert verdicts(SHORT, case(interventions=[]), date(2014, 5, 1)) == []


def test_names_that_the_rule_set_adds_are_accepted_in_its_files() -> None:
    tree = with_sessions(session("2026-03-02T15:00", "16:00", venue="tree_house"))
    with pytest.raises(CaseError):
        SHORT.check(tree, on=ON)
    names = "{venue: {tree_house: {it: casa sull'albero, en: tree house}}}"
    assert verdicts(rule_set(rule("{venue: {is: tree_house}}"), names=names), tree) == ["complies"]


# --- the rule set itself ----------------------------------------------------------------------------------------------


def test_a_rule_set_tells_what_it_is() -> None:
    rules = rule_set(
        rule("{session_time: {at_most: 1 h}}"), rule("{session_time: {at_most: 2 h}}", id="other")
    )
    assert (rules.id, repr(rules)) == ("small", "<RuleSet small 1: 2 rules>")
    assert [item.id for item in rules.rules] == ["r", "other"]
    assert rules.rule("other") is rules.rules[1]
    assert rules.regulation.file == FILE


def test_a_rule_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="there is no rule `nothing`"):
        SHORT.rule("nothing")


def test_a_report_says_what_it_was_found_with() -> None:
    source = text(rule("{session_time: {at_most: 1 h}}"))
    rules = parse(source, FILE)
    report = rules.check(DATA, on=ON)
    assert (report.rules, report.version, report.library, report.language) == ("small", "1", VERSION, 1)
    assert report.on == ON
    assert report.fingerprint == rules.fingerprint


def test_the_fingerprint_is_that_of_what_the_text_says() -> None:
    source = text(rule("{session_time: {at_most: 1 h}}"))
    assert parse(source, "a.yaml").fingerprint == parse(source.encode(), "b.yaml").fingerprint
    assert parse(source, FILE).fingerprint == parse(source + "\n# a comment\n", FILE).fingerprint
    assert parse(source, FILE).fingerprint != parse(source.replace("1 h", "2 h"), FILE).fingerprint


def test_a_finding_carries_what_the_rule_says() -> None:
    rules = rule_set(
        rule(
            "{session_time: {at_most: 1 h}}",
            more="topic: hours",
            otherwise="{severity: info, consequence: ranking_score, message: {it: Non va., en: It fails.}}",
        )
    )
    finding = only(rules, DATA)
    assert (finding.severity, finding.consequence, finding.topic) == ("info", "ranking_score", "hours")
    assert (finding.norms, finding.citation.text("en")) == (("TST-01-01",), "art. 1")
    assert finding.title.it == "Regola di prova"


def test_checks_do_not_disturb_one_another() -> None:
    """Reports made earlier still tell their own evidence after others were made."""
    first = SHORT.check(DATA, on=ON)
    second = SHORT.check(with_sessions(session("2026-03-02T15:00", "18:00")), on=ON)
    assert second.findings[0].observed[0].value.en == "3 hours"
    assert first.findings[0].observed[0].value.en == "1 hour 30 minutes"


def test_a_rule_set_survives_pickling() -> None:
    rules = rule_set(rule("{session_time: {at_most: 1 h}}"))
    again = pickle.loads(pickle.dumps(rules))
    assert again.fingerprint == rules.fingerprint
    assert again.check(DATA, on=ON) == rules.check(DATA, on=ON)


def test_a_rule_set_without_rules_finds_nothing() -> None:
    empty = parse(text().replace("rules:", "rules: []"), FILE)
    assert empty.check(DATA, on=ON).findings == ()
    assert "def judge" in empty.source()


def test_names_of_subjects() -> None:
    rules = rule_set(
        rule("{holder_excluded: {is: false}}", id="id", per="holder"),
        rule("{drafted_on: {exists: true}}", id="placing", per="plan"),
        rule("{slot_weekday: {is: monday}}", id="none", per="slot"),
        rule("{direct_time: {at_most: 1 h}}", id="period", per="week"),
        rule("{session_time: {at_most: 1 h}}", id="time"),
        values=HOURS,
    )
    slot = {"weekday": "monday", "start": "15:00", "end": "16:00"}
    data = with_intervention(
        sessions=[session("2026-03-02T15:00", "16:00")],
        plans=[{"drafted_on": "2026-01-15", "schedule": [slot]}],
        case_keys={"holders": [{"id": "h1", "excluded": False}]},
    )
    report = rules.check(data, on=ON)
    assert {finding.rule: finding.subject_id for finding in report.findings} == {
        "id": "h1",
        "placing": "2026-01-15",
        "none": "",
        "period": "2026-W10",
        "time": "2026-03-02T15:00",
    }


# --- the package ------------------------------------------------------------------------------------------------------


def test_the_package_exports_its_names_lazily() -> None:
    assert set(dir(adm_rules)) == set(adm_rules.__all__)
    for name in adm_rules.__all__:
        assert getattr(adm_rules, name) is not None
    assert adm_rules.RuleSet is RuleSet
    assert adm_rules.__version__ == VERSION
    adm_rules.__dict__.pop("Verdict", None)
    assert adm_rules.Verdict("complies") is adm_rules.Verdict.COMPLIES


def test_an_attribute_that_the_package_lacks() -> None:
    with pytest.raises(AttributeError, match="no attribute `nothing`"):
        _ = adm_rules.nothing


# --- many cases, one agency -------------------------------------------------------------------------------------------


def test_other_files_are_judged_once_beside_many_cases() -> None:
    """What is found of the agency is told once, and what is found of a case is what a check of both would find."""
    rules = load("tirano")
    agency = {"id": "valtellina-esempio", "complete_from": "2025-01-01", "complete_until": "2026-03-31"}
    work = {"id": "adm-1", "service": "home_education", "agency": "valtellina-esempio"}
    session = {"id": "s1", "start": "2026-03-02T15:00", "end": "2026-03-02T16:00", "status": "delivered"}
    cases = [
        {"id": f"c{n}", "birth_date": "2014-05-03", "interventions": [{**work, "sessions": [session]}]}
        for n in range(3)
    ]
    *of_cases, of_agency = rules.check_each(cases, agency=agency, on=ON)
    roots = [{rules.program.root_of(each.subject) for each in report.findings} for report in of_cases]
    assert roots == [{"case"}] * 3
    assert {rules.program.root_of(each.subject) for each in of_agency.findings} == {"agency"}
    for given, told in zip(cases, of_cases, strict=True):
        both = rules.check(given, agency=agency, on=ON)
        of_case = [each for each in both.findings if rules.program.root_of(each.subject) == "case"]
        assert list(told.findings) == of_case
        assert told.files == ("case", "agency")
        assert not {"incident", "agency_absence"} & {each.absent for each in told.presumed}
    assert of_agency.findings == rules.check(agency=agency, on=ON).findings
    assert len(list(rules.check_each(cases[:1], on=ON, presume=False))) == 1


def test_an_overlay_lets_off_a_case_beside_its_agency_alike() -> None:
    rules = load("examples/overlays/tirano_2027.yaml")
    case = Path("examples/cases/derogated_hours.yaml").read_bytes()
    agency = Path("examples/agencies/valtellina_esempio.yaml").read_bytes()
    (told, _) = rules.check_each([case], agency=agency, on=date(2027, 3, 31))
    both = rules.check(case, agency=agency, on=date(2027, 3, 31))
    let_off = [(each.rule, each.subject_id) for each in both.findings if each.base_verdict is not None]
    assert [
        (each.rule, each.subject_id) for each in told.findings if each.base_verdict is not None
    ] == let_off


def test_only_texts_are_kept_with_what_they_say() -> None:
    """A date equals itself alone, but 1 equals True: a table would give one what the other means."""
    known = _Known(str)
    assert [known["1"], known[1], known[True]] == ["1", "1", "True"]
    assert dict(known) == {"1": "1"}

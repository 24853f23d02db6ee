"""Every check by its own page, the project file, and the forms in which findings leave."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import parse, pinned
from adm_rules._internal.lint.check import Check, Level
from adm_rules._internal.lint.linting import UNUSED, LintReport, lint, lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.project import LintProject, Silencer, project_at, read_project
from adm_rules._internal.lint.shapes import Bounds
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.render.formats import FORMATS
from adm_rules._internal.render.lint import LintPen
from adm_rules._internal.render.marks import escaped
from adm_rules._internal.render.pen import Page, alone
from adm_rules._internal.review.example import Example, read_examples
from adm_rules._internal.review.register import COLUMNS, Register, read_register
from tests.rules.small import text

ROOT = Path(__file__).parents[2]
#: Every code on, whatever its usual level.
ALL = LintProject(levels=dict.fromkeys((*CHECKS, UNUSED), Level.ERROR))


def material(snippet: str) -> Material:
    """A whole rule set of the parts that a page shows: the rest of each rule is filled in."""
    parts: dict[str, Any] = yaml.safe_load(snippet)
    if "extends" in parts:
        return _overlay(parts)
    rules, on = parts.pop("rules"), parts.pop("day", None)
    norms, wanted = parts.pop("norms", None), parts.pop("examples", None)
    whole = [_rule(n, given) for n, given in enumerate(rules)]
    body = {
        key: yaml.safe_dump(value, default_flow_style=True, width=10**6).strip()
        for key, value in parts.items()
    }
    listed = [f"  - {yaml.safe_dump(each, default_flow_style=True, width=10**6).strip()}" for each in whole]
    register = None if norms is None else _register(norms)
    found = parse(text(*listed, **body), "small.yaml")
    told = None if wanted is None else _examples(whole[0], wanted)
    return Material(found, register, told, None if on is None else date.fromisoformat(on))


def _overlay(parts: dict[str, Any]) -> Material:
    """A whole overlay of the parts that a page shows."""
    head = {
        "language": 1,
        "id": "overlay",
        "title": {"it": "Prova", "en": "Trial"},
        "version": "1",
        "adopted": {"act": "atto inventato", "body": "Ente di prova", "on": "2027-01-01"},
    }
    written = yaml.safe_dump({**head, **parts}, sort_keys=False)
    return Material(parse(pinned(written, "overlay.yaml"), "overlay.yaml"))


def _rule(n: int, given: dict[str, Any]) -> dict[str, Any]:
    message = {"it": "Non va.", "en": "It fails."}
    filled = {
        "id": f"r{n}",
        "title": {"it": "Regola", "en": "Rule"},
        "norms": ["N-1"],
        "cites": {"article": "1"},
    }
    return {**filled, "otherwise": {"severity": "warning", "message": message}, **given}


def _register(norms: list[dict[str, str]]) -> Register:
    usual = {
        "document": "d",
        "norm_en": "x",
        "norm_it": "x",
        "kind": "process",
        "modality": "should",
        "fate": "encoded",
    }
    rows = [{**dict.fromkeys(COLUMNS, ""), **usual, "rules": "r0", **each} for each in norms]
    lines = [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]
    return read_register("\n".join(lines) + "\n", "norms.csv")


def _examples(rule: dict[str, Any], verdicts: list[str]) -> tuple[Example, ...]:
    made = [
        {
            "id": f"e{n}",
            "rule": rule["id"],
            "on": "2026-03-31",
            "root": "case",
            "file": {"id": "a", "birth_date": "2014-05-03"},
            "expect": [{"verdict": verdict}],
        }
        for n, verdict in enumerate(verdicts)
    ]
    return read_examples(yaml.safe_dump({"examples": made}), "examples.yaml")


def found(snippet: str) -> set[str]:
    return {each.code for each in lint_material(material(snippet), ALL).findings}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_finds_what_its_page_calls_bad_and_leaves_what_it_calls_good(check: Check) -> None:
    assert check.code in found(check.bad)
    assert check.code not in found(check.good)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_page_has_all_its_parts_and_lines_that_fit(check: Check) -> None:
    assert check.title
    assert check.why.endswith(".")
    assert check.level is not Level.OFF
    assert all(len(line) < 110 for line in (*check.bad.splitlines(), *check.good.splitlines()))


# --- what pages do not show -------------------------------------------------------------------------------------------

QUIET = {
    "a bound that is not known": """
        rules:
          - per: session
            require: {all: [{session_time: {at_most: {fact: session_time}}}, {venue: {is: home}}]}
        """,
    "a deadline": """
        rules:
          - per: intervention
            require: {started_on: {within: {days: 10, after: proposed_on}}}
        """,
    "limits that a value changes": """
        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{is: 3 h, cites: {article: "1"}}, {from: 2026-01-01, is: 4 h, cites: {article: "1"}}]
        rules:
          - per: session
            when: {session_time: {at_most: $cap}}
            require: {session_time: {above: 3 h 30 min}}
        """,
    "a set of names": """
        rules:
          - per: session
            require: {all: [{partners: {includes: educator}}, {partners: {includes: coordinator}}]}
        """,
    "members of which one may be missing": """
        rules:
          - per: session
            require: {all: [{partners: {includes_any: [educator, coordinator]}}, {partners: {none_of: [educator]}}]}
        """,
    "a number that it is not": """
        rules:
          - per: session
            require: {all: [{users_present: {is_not: 3}}, {users_present: {at_least: 3}}]}
        """,
    "names that are left": """
        rules:
          - per: session
            require: {all: [{venue: {one_of: [home, school]}}, {venue: {is_not: home}}]}
        """,
}


@pytest.mark.parametrize("asked", ["includes: [educator, coordinator]", "includes_any: [educator]"])
def test_members_that_are_asked_for_and_denied_are_a_contradiction(asked: str) -> None:
    partners = f"{{all: [{{partners: {{{asked}}}}}, {{partners: {{none_of: [educator]}}}}]}}"
    assert "require-never" in found(f"rules: [{{per: session, require: {partners}}}]")


@pytest.mark.parametrize("snippet", QUIET.values(), ids=QUIET)
def test_what_may_hold_is_no_contradiction(snippet: str) -> None:
    assert not found(snippet) & {"when-never", "require-never", "rules-conflict", "require-always"}


LOUD = {
    "it is there and is not": (
        "require-never",
        "{all: [{session_end: {exists: true}}, {session_end: {exists: false}}]}",
    ),
    "a set is there and is not": (
        "require-never",
        "{all: [{partners: {exists: true}}, {partners: {exists: false}}]}",
    ),
    "yes and no": (
        "require-never",
        "{all: [{transport_needed: {is: true}}, {transport_needed: {is: false}}]}",
    ),
    "none is left of the names": ("require-never", "{all: [{venue: {is: home}}, {venue: {is_not: home}}]}"),
    "what is not there has a value": (
        "require-never",
        "{all: [{venue: {exists: false}}, {venue: {is: home}}]}",
    ),
    "open ends that meet": (
        "require-never",
        "{all: [{session_time: {above: 1 h}}, {session_time: {at_most: 1 h}}]}",
    ),
    "an amount that is given": (
        "require-never",
        "{all: [{session_time: {is: 1 h}}, {session_time: {above: 2 h}}]}",
    ),
    "under not": ("require-never", "{all: [{not: {venue: {is_not: home}}}, {venue: {is: school}}]}"),
}


@pytest.mark.parametrize(("code", "require"), LOUD.values(), ids=LOUD)
def test_what_surely_contradicts_is_found(code: str, require: str) -> None:
    assert code in found(f"rules: [{{per: session, require: {require}}}]")


@pytest.mark.parametrize(("cited", "told"), [("12", False), ("11-13", False), ("14", True)])
def test_a_line_that_no_norm_stands_in_is_told(cited: str, told: bool) -> None:
    snippet = f"""
        norms: [{{id: N-1, article: Scheda, line: "10-12"}}]
        rules:
          - {{per: session, norms: [N-1], cites: {{line: "{cited}"}}, require: {{venue: {{is: home}}}}}}
        """
    assert ("citation-without-norm" in found(snippet)) is told


@pytest.mark.parametrize(("cited", "told"), [('paragraph: "3"', False), ('paragraph: "4"', True)])
def test_a_paragraph_of_an_act_without_articles_is_looked_for(cited: str, told: bool) -> None:
    snippet = f"""
        norms: [{{id: N-1, article: Par. 3}}]
        values:
          cap:
            {{kind: minutes, label: {{it: tetto, en: cap}}, history: [{{is: 3 h, cites: {{{cited}}}}}]}}
        rules:
          - {{per: session, norms: [N-1], cites: {{{cited}}}, require: {{session_time: {{at_most: $cap}}}}}}
        """
    assert ({"citation-without-norm", "article-unknown"} <= set(found(snippet))) is told
    articles = snippet.replace("Par. 3", "art. 3").replace(cited, f'article: "3", {cited}')
    assert not {"citation-without-norm", "article-unknown"} & set(found(articles))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("per: week, require: {sessions_of_week: {with: {service: home_education}, above: 1}}", True),
        (
            "per: week, require: {not: {sessions_of_week: {with: {service: home_education}, at_most: 1}}}",
            True,
        ),
        (
            "per: week, require: {not: {sessions_of_week: {with: {service: home_education}, at_least: 9}}}",
            False,
        ),
        ("per: week, require: {sessions_of_week: {with: {service: home_education}, at_most: 3}}", False),
        ("per: week, require: {week_first_day: {at_least: 2026-01-01}}", False),
        ("per: intervention, require: {sessions_delivered: {at_least: 3}}", False),
    ],
)
def test_a_least_of_what_still_runs_waits_for_its_end(rule: str, told: bool) -> None:
    assert ("least-while-running" in found(f"rules: [{{{rule}}}]")) is told


@pytest.mark.parametrize("limit", ["at_most: 1/5", "at_least: 1/5", "between: [1/5, 1/2]"])
@pytest.mark.parametrize("awaits", ["", "awaits: month_end, "])
@pytest.mark.parametrize(
    "recipe",
    [
        "share: {from: session, where: {activity: {is: correlated}}}",
        "ratio: [indirect, whole]",
    ],
)
def test_a_share_of_what_still_runs_waits_as_well(limit: str, awaits: str, recipe: str) -> None:
    snippet = f"""
        facts:
          indirect:
            per: month
            kind: minutes
            label: {{it: a, en: a}}
            total: {{from: session, of: session_time, where: {{activity: {{is: correlated}}}}}}
          whole: {{per: month, kind: minutes, label: {{it: b, en: b}}, total: {{from: session, of: session_time}}}}
          part: {{per: month, kind: fraction, label: {{it: c, en: c}}, {recipe}}}
        rules: [{{per: month, {awaits}require: {{part: {{{limit}}}}}}}]
        """
    assert ("least-while-running" in found(snippet)) is (awaits == "")


def test_of_a_set_no_single_word_says_the_opposite() -> None:
    for fact, told in (
        ("{venue: {one_of: [home, school]}}", True),
        ("{risk_flags: {one_of: [abuse]}}", False),
    ):
        per = "session" if told else "case"
        assert ("not-of-comparison" in found(f"rules: [{{per: {per}, require: {{not: {fact}}}}}]")) is told


def test_a_derogation_that_repeats_its_rule_is_none() -> None:
    require = "{session_time: {at_most: 3 h}}"
    clause = f"{{id: exceptional, require: {require}, cites: {{article: '1'}}}}"
    assert "derogation-stricter" in found(
        f"rules: [{{per: session, require: {require}, derogations: [{clause}]}}]"
    )
    other = "{id: exceptional, require: {users_present: {at_most: 3}}, cites: {article: '1'}}"
    quiet = f"rules: [{{per: session, require: {require}, derogations: [{other}]}}]"
    assert "derogation-stricter" not in found(quiet)
    two = "{all: [{session_time: {at_most: 3 h}}, {users_present: {at_most: 3}}]}"
    assert "derogation-stricter" not in found(
        f"rules: [{{per: session, require: {two}, derogations: [{other}]}}]"
    )


def test_a_derogation_by_other_names_is_left_alone() -> None:
    clause = "{id: elsewhere, require: {venue: {is: school}}, cites: {article: '1'}}"
    snippet = f"rules: [{{per: session, require: {{venue: {{is: home}}}}, derogations: [{clause}]}}]"
    assert "derogation-stricter" not in found(snippet)


def test_a_value_that_every_reading_gives_the_same_is_told() -> None:
    amounts = "by_reading: {scope: {a: 3 h, b: 3 h}}"
    value = f"{{kind: minutes, label: {{it: x, en: x}}, history: [{{{amounts}, cites: {{article: '1'}}}}]}}"
    options = "{a: {it: a, en: a}, b: {it: b, en: b}}"
    reading = f"{{question: {{it: quali, en: which}}, default: a, norms: [N-1], options: {options}}}"
    rules = "[{per: session, require: {session_time: {at_most: $cap}}}]"
    assert "value-never-another" in found(
        f"readings: {{scope: {reading}}}\nvalues: {{cap: {value}}}\nrules: {rules}"
    )


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        (Bounds(1, 3), Bounds(2, 5), Bounds(2, 3)),
        (Bounds(1, None), Bounds(1, None, low_open=True), Bounds(1, None, low_open=True)),
        (Bounds(None, 4, high_open=True), Bounds(None, 4), Bounds(None, 4, high_open=True)),
        (Bounds(), Bounds(2), Bounds(2)),
    ],
)
def test_bounds_meet(first: Bounds, second: Bounds, met: Bounds) -> None:
    assert first.met(second) == second.met(first) == met
    assert first.holds(met)
    assert second.holds(met)


def test_by_reading_and_elements_have_shapes_of_their_own() -> None:
    reading = """
        readings:
          scope:
            question: {it: quali, en: which}
            default: a
            norms: [N-1]
            options: {a: {it: a, en: a}, b: {it: b, en: b}}
        rules:
          - {per: session, require: {by_reading: {scope: {a: {venue: {is: home}}, b: {venue: {is: school}}}}}}
          - {per: session, require: {by_reading: {scope: {a: {venue: {is: home}}, b: {venue: {is: school}}}}}}
        """
    assert "duplicate-rule" in found(reading)
    elements = "{some: {of: plan, ever: true, where: {drafted_on: {exists: true}}}}"
    assert "duplicate-rule" in found(
        f"rules: [{{per: intervention, require: {elements}}}, {{per: intervention, require: {elements}}}]"
    )


def test_a_vocabulary_file_shares_facts_that_not_every_rule_set_asks() -> None:
    made = material("rules: [{per: session, require: {venue: {is: home}}}]")
    assert made.regulation.shared == ()
    assert "unused-fact" not in {each.code for each in lint_material(made, ALL).findings}


def test_a_fact_behind_a_link_is_asked() -> None:
    facts = """
        facts:
          checked_on: {per: staff, kind: event, label: {it: controllo, en: check}, field: more}
          checked: {per: assignment, kind: event, label: {it: controllo, en: check}, field: staff.checked_on}
          other_on: {per: staff, kind: event, label: {it: altro, en: other}, field: more}
        rules: [{per: assignment, require: {checked: {at_most: {fact: assigned_from}}}}]
        """
    unused = [each for each in lint_material(material(facts), ALL).findings if each.code == "unused-fact"]
    assert [each.message for each in unused] == ["nothing asks the fact `other_on`"]


# --- the project file -------------------------------------------------------------------------------------------------

SILENT = """
[lint.level]
double-not = "error"
message-no-stop = "off"

[[lint.silence]]
code = "group-of-one"
at = "r0"
because = "the form of the act"

[[lint.silence]]
code = "list-of-one"
at = "r0"
because = "was there once"

[[lint.silence]]
code = "message-no-stop"
at = "r0"
because = "its check is off"

[[lint.silence]]
code = "list-of-one"
at = "elsewhere"
because = "of another rule set"
"""


def test_a_project_sets_levels_and_silences() -> None:
    project = read_project(SILENT, Path("adm-rules.toml"), frozenset({*CHECKS, UNUSED}))
    made = material("rules: [{per: session, require: {all: [{not: {not: {venue: {is: home}}}}]}}]")
    report = lint_material(made, project)
    told = {each.code: each.level for each in report.findings}
    assert told["double-not"] == "error"
    assert "group-of-one" not in told
    assert report.silenced == 1
    assert [each.at for each in report.findings if each.code == UNUSED] == ["r0"]
    quiet = LintProject(project.file, {**(project.levels or {}), UNUSED: Level.OFF}, project.silencers)
    assert UNUSED not in {each.code for each in lint_material(made, quiet).findings}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("lint = 3", "expected a table"),
        ("[lint", "adm-rules.toml"),
        ("[lint.levle]", "did you mean `level`"),
        ('[lint.level]\ndouble-nott = "off"', "did you mean `double-not`"),
        ('[lint.level]\ndouble-not = "of"', "unknown level"),
        ('[[lint.silence]]\ncode = "double-not"\nat = "r"', "because"),
        ('[[lint.silence]]\ncode = "zzz"\nat = "r"\nbecause = "x"', "unknown check"),
    ],
)
def test_a_faulty_project_file_is_refused(body: str, said: str) -> None:
    with pytest.raises(AdmRulesError, match=said):
        read_project(body, Path("adm-rules.toml"), frozenset(CHECKS))


def test_the_nearest_project_file_holds(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert project_at(tmp_path / "a" / "b", CHECKS) == LintProject()
    (tmp_path / "adm-rules.toml").write_text('[lint.level]\ndouble-not = "off"\n')
    assert project_at(tmp_path / "a" / "b", CHECKS).level("double-not", Level.NOTE) is Level.OFF
    assert project_at(tmp_path, CHECKS).level("group-of-one", Level.NOTE) is Level.NOTE


def test_a_rule_set_of_ones_own_with_and_without_register(tmp_path: Path) -> None:
    rules = tmp_path / "small.yaml"
    one = yaml.safe_dump(
        _rule(0, {"per": "session", "require": {"venue": {"is": "home"}}}), default_flow_style=True
    )
    rules.write_text(text(f"  - {one.strip()}".replace("\n", " ")))
    assert lint(str(rules)).counts() == {"error": 0, "warning": 0, "note": 1}
    with pytest.raises(AdmRulesError):
        lint(str(rules), register=str(tmp_path / "none.csv"))
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "small.csv").write_text("not a register\n")
    with pytest.raises(DiagnosticsError):
        lint(str(rules))


# --- the forms --------------------------------------------------------------------------------------------------------


#: A rule set in which nothing is wrong.
PLAIN = "rules: [{per: session, require: {venue: {is: home}}}]"
#: Nobody asks that there are sessions in a rule set of one rule.
QUIETER = {"subject-never-required": Level.OFF}


def report() -> LintReport:
    project = LintProject(Path("adm-rules.toml"), QUIETER, (Silencer("double-not", "r0", "was there"),))
    return lint_material(
        material("rules: [{per: session, require: {all: [{venue: {one_of: [home]}}]}}]"), project
    )


def written(form: str) -> str:
    return "\n".join(FORMATS[form].write(alone(report()), Page("en")))


def test_text_shows_each_finding_and_the_counts() -> None:
    assert "small.yaml:" in written("text")
    assert written("text").splitlines()[-1] == "small 1: 0 errors, 1 warnings, 2 notes"
    clean = lint_material(material(PLAIN), LintProject(None, QUIETER))
    assert list(LintPen(Page("en")).told(clean, None, None)) == [
        f"small 1: {len(CHECKS) - 1} checks, no findings"
    ]
    quiet = LintProject(
        None, QUIETER, (Silencer("group-of-one", "r0", "x"), Silencer("list-of-one", "r0", "x"))
    )
    silent = lint_material(
        material("rules: [{per: session, require: {all: [{venue: {one_of: [home]}}]}}]"), quiet
    )
    assert list(LintPen(Page()).told(silent, None, None))[-1].endswith(" · 2 messi a tacere")


def test_json_and_sarif_hold_each_finding() -> None:
    data = json.loads(written("json"))
    assert [each["code"] for each in data["findings"]] == ["unused-silencer", "group-of-one", "list-of-one"]
    sarif = json.loads(written("sarif"))
    (run,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {
        each["ruleId"] for each in run["results"]
    }
    assert {each["level"] for each in run["results"]} == {"note", "warning"}
    assert all(
        each["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1 for each in run["results"]
    )


def test_github_annotations_cannot_be_broken_out_of() -> None:
    lines = written("github").splitlines()
    assert lines[0].startswith("::warning file=adm-rules.toml,line=1,col=1,title=unused-silencer::")
    assert lines[1].startswith("::notice file=small.yaml,line=")
    assert escaped("a%b\nc:d,e", inside=True) == "a%25b%0Ac%3Ad%2Ce"
    assert escaped("a:b\r") == "a:b%0D"

"""The JSON Schema of files for one rule set: it accepts the declared values and names that the reader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft202012Validator
from typer.testing import CliRunner

from adm_rules import load
from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import ArgumentError, CaseError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.names import NAMES
from adm_rules._internal.yaml_source import read_data
from tests.rules.small import ON, case, rule, rule_set, with_intervention
from tests.unit.test_json_schema import FOLDERS, ROOT

NAMED = (
    "\n  step:\n    home_visit: {it: visita domiciliare, en: home visit}"
    "\n  outcome: {won: {it: ammesso, en: won}, lost: {it: escluso, en: lost}}"
)
KINDS: Final = {
    "day": ("event", "", "2026-03-09", "9/3/2026"),
    "since": ("date", "", "none", True),
    "notice": ("id", "", "n-2026-1", "a b"),
    "points": ("count", "", 3, -1),
    "share": ("fraction", "", "1/4", 0.25),
    "cost": ("money", "", "12.50", "12,50"),
    "icef": ("number", "", "0.2487", "-1"),
    "at": ("time", "", "14:30", "25:00"),
    "moment": ("instant", "", "2026-03-09T10:00", "2026-03-09 10"),
    "urgent": ("bool", "", False, "no"),
    "result": ("enum", "names: outcome, ", "won", "drawn"),
    "places": ("set", "names: venue, ", ["home"], ["home", "home"]),
    "town": ("enum", "names: municipality, ", "tirano", 7),
}


def declared() -> RuleSet:
    facts = "".join(
        f"\n  {name}_said: {{per: request, kind: {kind}, {names}label: {{it: {name}, en: {name}}}, field: more}}"
        for name, (kind, names, _, _) in KINDS.items()
    )
    facts += "\n  of_plan: {per: plan, kind: count, label: {it: piano, en: plan}, field: more}"
    return rule_set(rule("{age: {at_least: 0}}", per="case"), facts=facts, names=NAMED)


RULES: Final = declared()
SCHEMA: Final = Draft202012Validator(RULES.schema("case"))


def read_by(rules: RuleSet, data: Any) -> bool:
    try:
        rules.check(data, on=ON)
    except CaseError:
        return False
    return True


def request(more: Any) -> dict[str, Any]:
    return case(requests=[{"submitted_on": "2026-03-02", "more": more}])


@pytest.mark.parametrize("name", KINDS)
def test_a_declared_value_is_accepted_as_the_reader_accepts_it(name: str) -> None:
    _, _, right, wrong = KINDS[name]
    for value, good in ((right, True), (wrong, False), (None, True)):
        data = request({f"{name}_said": value})
        assert SCHEMA.is_valid(data) is good, value
        assert read_by(RULES, data) is good, value


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ({}, True),
        ({"small/points_said": 3}, True),
        ({"small/points_said": "three"}, False),
        ({"other/anything": [1]}, True),
        ({"small/anything": 1}, False),
        ({"point_said": 3}, False),
        ({"of_plan": 3}, False),  # declared for another record
    ],
)
def test_only_the_rule_sets_own_names_stand_bare(more: Any, good: bool) -> None:
    assert SCHEMA.is_valid(request(more)) is good
    assert read_by(RULES, request(more)) is good


def test_each_record_has_the_values_of_its_own_facts() -> None:
    plan = with_intervention(plans=[{"drafted_on": "2026-03-02", "more": {"of_plan": 1}}])
    assert SCHEMA.is_valid(plan)
    assert read_by(RULES, plan)
    step = with_intervention(steps=[{"step": "home_visit", "on": "2026-03-02", "more": {"of_plan": 1}}])
    assert not SCHEMA.is_valid(step)
    assert not read_by(RULES, step)


def test_names_of_the_rule_set_stand_in_the_lists() -> None:
    data = with_intervention(steps=[{"step": "home_visit", "on": "2026-03-02"}])
    assert SCHEMA.is_valid(data)
    plain = Draft202012Validator(load("tirano").schema("case"))
    assert not plain.is_valid(data)
    assert len({tuple(map(str, names)) for names in NAMES.values()}) == len(NAMES)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_schema_of_a_rule_set_accepts_the_examples(folder: str) -> None:
    schema = Draft202012Validator(load("tirano").schema(FOLDERS[folder]))
    for path in sorted((ROOT / "examples" / folder).glob("*.yaml")):
        data = json.loads(
            json.dumps(read_data(path.read_text(encoding="utf-8"), path.name).data, default=str)
        )
        assert schema.is_valid(data), path.name


def test_a_district_of_yaml_alone_has_its_schema() -> None:
    rules = load(ROOT / "examples" / "districts" / "larino" / "larino.yaml")
    assert "larino/" in json.dumps(rules.schema("case"))


def test_the_command_prints_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["schema", "agency", "--rules", "tirano"])
    assert json.loads(done.stdout)["title"] == "Agency"
    with pytest.raises(ArgumentError, match="case"):
        RULES.schema("cases")

"""What joins a finding to a record: keys that no two findings of a report share, over every file that is shipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from adm_rules import Finding, Report, load
from adm_rules._internal.facts import registry
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.yaml_source import read_data
from tests.rules.small import HOURS, ON, rule, rule_set, session, with_intervention
from tools.export_shapes import SHAPES
from tools.update_example_month import FOLDER, cases
from tools.update_example_reports import ROOTS as KINDS
from tools.update_example_reports import agency, files, rules
from tools.update_exports import reported

OVERLAY: Final = FOLDER.parent / "overlays" / "tirano_2026.yaml"


#: What makes a report: it is made where it is looked at.
Made = tuple[str, Callable[[], Report]]


def example_reports() -> Iterator[Made]:
    for path in files():
        texts: dict[str, Any] = {KINDS[path.parent.name]: path.read_bytes()}
        if "case" in texts and (beside := agency(path)) is not None:
            texts["agency"] = beside.read_bytes()
        yield path.stem, partial(rules(path).check, **texts, on=date(2026, 3, 31))


def month_reports() -> Iterator[Made]:
    made, beside = load(OVERLAY), (FOLDER / "cooperativa_esempio.yaml").read_bytes()
    for path in cases():
        yield path.stem, partial(made.check, path.read_bytes(), agency=beside, on=date(2026, 4, 5))


def empty_reports() -> Iterator[Made]:
    for path in sorted((FOLDER.parent / "empty").glob("*/*.yaml")):
        root = "case" if "birth_date" in path.read_text(encoding="utf-8") else path.stem
        texts: dict[str, Any] = {root: path.read_bytes()}
        yield path.stem, partial(load(path.parent.name).check, **texts, on=ON)


def record_at(data: Any, path: str) -> Any:
    """What stands in a file at a path of a finding."""
    for step in path.split("."):
        key, _, number = step.partition("[")
        listed = data[key]
        listed = listed["items"] if isinstance(listed, dict) else listed
        data = listed[int(number.rstrip("]"))] if isinstance(listed, list) else listed
    return data


def is_kept(finding: Finding) -> bool:
    """Whether a finding is about a record that stands in a list of a file."""
    steps = finding.path.split(".")
    return all(step.endswith("]") and not step.endswith("[]") for step in steps)


def shipped() -> list[Made]:
    exports = [(shape.name, partial(reported, shape)) for shape in SHAPES]
    return [*example_reports(), *month_reports(), *exports, *empty_reports()]


def test_no_two_findings_of_a_report_have_the_same_key() -> None:
    twice = {
        (name, key)
        for name, made in shipped()
        for key, number in Counter(finding.key for finding in made().findings).items()
        if number > 1
    }
    assert twice == set()


def test_a_path_leads_to_the_record_and_its_own_id() -> None:
    seen = 0
    for path in files():
        root = KINDS[path.parent.name]
        data: Any = read_data(path.read_bytes(), path.name).data
        for finding in rules(path).check(**{root: path.read_bytes()}, on=date(2026, 3, 31)).findings:  # type: ignore[arg-type]
            if is_kept(finding):
                record = record_at(data, finding.path)
                own = record.get("id") if isinstance(record, dict) else None
                assert finding.record_id == own
                seen += own is not None
            assert finding.case_id == (data["id"] if root == "case" else None)
    assert seen > 1_000


def test_a_finding_of_a_part_names_what_it_belongs_to() -> None:
    made = rule_set(
        rule("{session_time: {at_most: 1 h}}"),
        rule("{attendee_staff: {exists: true}}", id="who", per="attendance"),
        rule("{direct_time: {at_most: 1 h}}", id="week", per="week"),
        rule("{birth_date: {exists: true}}", id="whole", per="case"),
        rule("{drafted_on: {exists: true}}", id="plan", per="plan"),
        values=HOURS,
    )
    data = with_intervention(
        sessions=[
            session("2026-03-02T15:00", "17:00", id="s-1", attendance=[{"kind": "staff", "staff": "op-1"}])
        ],
        agency="coop",
    )
    found = {each.rule: each for each in made.check(data, on=ON).findings}
    where = {
        name: (each.path, each.record_id, each.intervention, each.agency, each.staff)
        for name, each in found.items()
    }
    assert where == {
        "r": ("interventions[0].sessions[0]", "s-1", "i1", "coop", None),
        "who": ("interventions[0].sessions[0].attendance[0]", None, "i1", "coop", "op-1"),
        "week": ("week:2026-W10", None, None, None, None),
        "whole": ("case", data["id"], None, None, None),
        "plan": ("interventions[0].plans[]", None, "i1", "coop", None),
    }
    assert {each.case_id for each in found.values()} == {data["id"]}
    assert found["r"].key == "r@interventions[0].sessions[0]"


def test_links_to_what_a_finding_names_are_called_as_what_they_lead_to() -> None:
    """So `intervention`, `agency` and `staff` of a finding are read off links of these names."""
    links = {link for each in registry().subjects.values() for link in each.links}
    assert {"intervention", "agency", "staff"} <= links
    assert set(ROOTS) >= {"case", "agency"}

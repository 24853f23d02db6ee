"""Values on trial beside the act: who changes, how much time and money; and curves."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

import adm_rules as adm
from adm_rules._internal.cli.app import app
from adm_rules._internal.engine.effects import _amounts
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules.answers import CopaymentCurve, OverTime, TrialEffect
from adm_rules.errors import AdmRulesError, ArgumentError, DiagnosticsError
from tests.rules.small import HOURS, ON, rule, rule_set

ROOT: Final = Path(__file__).parents[2]
TARIFFS: Final = ROOT / "examples" / "tariffs"
MONTH: Final = ROOT / "examples" / "month"
RULES: Final = rule_set(
    rule(
        "{direct_time: {at_most: $cap}}",
        id="cap",
        per="week",
        otherwise="{severity: error, message: {it: No., en: No.}}",
    ),
    values=HOURS
    + '  cap: {kind: minutes, label: {it: massimo, en: cap}, history: [{is: 10 h, cites: {article: "1"}}]}',
)


def case(name: str, *hours: int | None) -> dict[str, Any]:
    """A week with sessions of so many hours, one a day; None is a session of which the end is not known."""
    sessions = [
        {"start": f"2026-03-{2 + n:02}T08:00", "status": "delivered", "activity": "direct"}
        | ({} if each is None else {"end": f"2026-03-{2 + n:02}T{8 + each:02}:00"})
        for n, each in enumerate(hours)
    ]
    listed = {"items": sessions, "complete_from": "2026-03-02", "complete_until": "2026-03-08"}
    return {
        "id": name,
        "birth_date": "2014-05-03",
        "interventions": [{"id": "i", "service": "home_education", "sessions": listed}],
    }


CASES: Final = [
    case("ten", 5, 5),
    case("eleven", 5, 6),
    case("thirteen", 6, 7),
    {"id": "broken", "birth_date": "tomorrow"},
    case("eleven", 5, 6),
]


def effect(**values: Any) -> TrialEffect:
    return RULES.what_if(**values).effect(CASES, on=ON)


def test_who_changes_and_by_how_much() -> None:
    found = effect(cap="12 h")
    assert [each.key for each in found.changed] == ["eleven"]
    assert {each.key: each.change for each in found.files} == {"ten": 0, "eleven": -1, "thirteen": 0}
    assert found.distribution == {-1: 1, 0: 2}
    assert [(each.key, each.diagnostics[0].code) for each in found.failures] == [
        ("broken", "not-a-date"),
        ("eleven", "duplicate-id"),
    ]
    (each,) = found.rules_changed
    assert (each.rule, each.act, each.trial, each.new, each.gone) == ("cap", 2, 1, (), ("eleven",))
    assert (each.over_act, each.over_trial) == (OverTime(60 + 180), OverTime(60))
    assert (found.money, found.month) == ((), None)


def test_a_lower_limit_makes_new_failures() -> None:
    found = effect(cap="9 h")
    (each,) = found.rules_changed
    assert (each.new, each.gone, each.trial) == (("ten",), (), 3)
    assert found.distribution == {0: 2, 1: 1}


def test_only_the_time_beyond_the_limit_may_change() -> None:
    found = RULES.what_if(cap="10 h 30 min").effect([case("thirteen", 6, 7)], on=ON)
    (each,) = found.rules_changed
    assert (each.act, each.trial, each.over_act.minutes, each.over_trial.minutes) == (1, 1, 180, 150)
    assert found.changed == ()


def test_time_that_is_not_known_is_counted_apart() -> None:
    found = RULES.what_if(cap="13 h").effect([case("open", 6, 6, None)], on=ON)
    (each,) = found.rules_changed
    assert (each.over_act, each.over_trial) == (
        OverTime(0, 1),
        OverTime(),
    )  # twelve hours and more are beyond ten


def test_nothing_changes_where_nothing_is_near() -> None:
    found = RULES.what_if(cap="14 h").effect([case("ten", 5, 5)], on=ON)
    assert (found.changed, found.rules_changed, found.distribution) == ((), (), {0: 1})
    assert "Nessun esito cambia in 1 file." in text_of(found)


def test_the_act_has_no_effect_and_a_month_is_checked() -> None:
    with pytest.raises(ArgumentError, match=r"^this is the act itself: ask a trial"):
        RULES.effect(CASES, on=ON)
    with pytest.raises(AdmRulesError):
        RULES.what_if(cap="9 h").effect(CASES, on=ON, month="marzo")


def test_a_month_tells_who_pays_what() -> None:
    act = adm.load(ROOT / "examples" / "overlays" / "tirano_2026.yaml")
    trial = act.what_if(voucher_unit_value=Decimal("48.70"))  # twice 24.35
    files = sorted((MONTH / "cases").glob("*.yaml"))[:3]
    agency = (MONTH / "cooperativa_esempio.yaml").read_bytes()
    found = trial.effect(files, on=date(2026, 3, 31), month="2026-03", agencies=[agency])
    owed = {each.payer: each for each in found.money}
    office = owed["plan_office"]
    assert office.act is not None
    assert office.trial is not None
    assert abs(office.trial - 2 * office.act) <= Decimal("0.03")  # each of three is rounded by itself
    assert office.change == office.trial - office.act
    assert owed["family"].change == 0
    each_office = [m.act for f in found.files for m in f.money if m.payer == "plan_office"]
    assert sum(filter(None, each_office)) == office.act
    assert {len(each.money) for each in found.files if each.key == "cooperativa-esempio"} == {0}
    text = text_of(found, Page("en", 110))
    assert "Who pays, in 2026-03" in text
    assert "Plan Office" in text
    rows = csv_of(found).splitlines()
    assert rows[0] == "file;change;payer;owed_act;owed_trial;owed_change;trial"
    assert len(rows) == 1 + sum(len(each.money) or 1 for each in found.files)
    undecided = (
        adm.load("tirano").what_if(weekly_cap="9 h").effect(files[:1], on=date(2026, 3, 31), month="2026-03")
    )
    assert {each.change for each in undecided.money} == {None}
    assert "non deciso → non deciso" in text_of(undecided)


def test_nobody_owes_for_an_intervention_without_voucher_and_tariff() -> None:
    made = adm.load("scheda_comunale").statement([case("c", 2)], month="2026-03")
    assert made.accounts
    assert list(_amounts(made)) == []


def test_an_effect_is_told_and_written() -> None:
    found = effect(cap="12 h")
    text = text_of(found, Page("it", 100))
    for told in (
        "PROVA",
        "Cambia 1 file su 3: eleven",
        "2 → 1 rilievo",
        "oltre il limite 4 ore → 1 ora",
        "non più: eleven",
        "-1 · file: 1",
        "= · file: 2",
        "Non letti: broken, eleven",
    ):
        assert told in text, text
    assert "new: ten" in text_of(effect(cap="9 h"), Page("en", 100))
    data = json.loads(found.to_json())
    assert data["distribution"] == {"-1": 1, "0": 2}
    assert data["trial"][0]["name"] == "cap"
    assert repr(found) == "<TrialEffect small 1+trial: 1 of 3 files change>"
    no_time_known = RULES.what_if(cap="13 h").effect([case("open", 6, 6, None)], on=ON)
    assert "oltre il limite 0 minuti (+1 non deciso) → 0 minuti" in text_of(no_time_known, Page("it", 100))


def test_the_command_compares_files_on_trial(tmp_path: Path) -> None:
    file = str(ROOT / "examples" / "cases" / "several_breaches.yaml")
    options = ["--set", "weekly_cap=12h", "--on", "2026-03-31"]
    done = CliRunner().invoke(app, ["compare", file, "--rules", "tirano", *options])
    assert done.exit_code == 0
    assert "Cambia 1 file su 1" in done.stdout
    assert CliRunner().invoke(app, ["compare", file, *options]).exit_code == 2
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    done = CliRunner().invoke(app, ["compare", file, str(bad), "--rules", "tirano", *options])
    assert done.exit_code == 2
    assert f"Non letti: {bad}" in done.stdout.replace("\n  ", " ").replace("\n", "")


# --- curves -----------------------------------------------------------------------------------------------------------

FAMILY: Final = {"id": "esempio-1", "birth_date": "2014-05-03", "isee": [{"value": 1, "kind": "minors"}]}
MARCH: Final = date(2026, 3, 10)


def curve(name: str, *isee: Any, **asked: Any) -> CopaymentCurve:
    return adm.load(TARIFFS / f"{name}.yaml").copayment_curve(FAMILY, isee=isee, on=MARCH, **asked)


def test_a_curve_has_every_step_between_what_is_asked() -> None:
    found = curve("steps", 0, 8000)
    assert [(str(each.isee), str(each.total)) for each in found.steps] == [
        ("4960.01", "0.63"),
        ("5100.01", "1.25"),
        ("6415.01", "1.86"),
        ("7075.01", "2.49"),
    ]
    asked = [each.isee for each in found.points]
    assert asked == sorted(set(asked))
    assert (asked[0], asked[-1]) == (Decimal(0), Decimal(8000))


@pytest.mark.parametrize("name", ["steps", "proportional", "excess"])
def test_a_point_is_the_copayment_with_that_certificate(name: str) -> None:
    rules = adm.load(TARIFFS / f"{name}.yaml")
    found = rules.copayment_curve(FAMILY, isee=[0, 7500, 20000], on=MARCH)
    for each in found.points:
        isee = [
            {"kind": "minors", "status": "valid", "value": str(each.isee), "issued_on": "2026-03-10"}
            | {"valid_until": "2026-12-31"}
        ]
        alone = rules.copayment({**FAMILY, "isee": isee}, on=MARCH)
        assert (alone.outcome, alone.total_lowest, alone.total_highest) == (
            *(each.outcome, each.total_lowest, each.total_highest),
        )


def test_a_gap_of_the_act_is_undecided_and_a_step() -> None:
    resident = [{"municipality": "marmirolo", "from": "2015-01-01", "to": "none"}]
    rules = adm.load(TARIFFS / "bands.yaml")
    found = rules.copayment_curve({**FAMILY, "residence": resident}, isee=[6500, 6501], on=MARCH)
    assert [
        (str(p.isee), p.outcome, p.total) for p in found.points if p.isee in (6500, Decimal("6500.01"))
    ] == [
        ("6500", "decided", Decimal("0.00")),
        ("6500.01", "undecided", None),
    ]
    assert [str(each.isee) for each in found.steps][:1] == ["6500.01"]


def test_what_is_no_range_of_isee_is_refused() -> None:
    for wrong in (
        [],
        "1000",
        1000,
        [1.5],
        ["1000"],
        [True],
        [Decimal("NaN")],
        [-1],
        [Decimal("0.001")],
        {1: 2},
    ):
        with pytest.raises(ArgumentError, match=r"^`isee` are amounts in euro"):
            adm.load(TARIFFS / "steps.yaml").copayment_curve(FAMILY, isee=wrong, on=MARCH)  # type: ignore[arg-type]
    with pytest.raises(AdmRulesError, match=r"^no tariff of the rule set goes by an ISEE for"):
        curve("trento_home_help", 0, 1000, service="home_help")
    with pytest.raises(AdmRulesError, match=r"^no tariff of the rule set goes by an ISEE"):
        adm.load("scheda_comunale").copayment_curve(FAMILY, isee=[0], on=MARCH, service="home_education")


def test_a_curve_is_told_and_written() -> None:
    found = curve("steps", 0, 5000)
    assert found.to_dict()["steps"][0]["isee"] == "4960.01"
    text = text_of(found, Page("it", 80))
    assert "4.960,01 €" in text
    assert "scatto" in text
    rows = csv_of(found).splitlines()
    assert rows[0].startswith("service;tariff;unit;isee")
    assert sum(row.endswith(";true") for row in rows) == 1
    undecided = curve("line", 0)
    assert "3,00 € – 3,30 €" in text_of(undecided)
    assert undecided.points[0].total is None
    unset = adm.load(TARIFFS / "not_set.yaml")
    with pytest.raises(AdmRulesError):
        unset.copayment_curve(FAMILY, isee=[0], on=MARCH, service="nothing")
    told = unset.copayment_curve(FAMILY, isee=[0, 100], on=MARCH)
    assert "non deciso" in text_of(told)


def test_verdicts_over_a_limit() -> None:
    files = [case("ten", 5, 5), case("eleven", 5, 6), case("thirteen", 6, 7)]
    found = RULES.verdict_curve(
        files, rule="cap", value="cap", amounts=["9 h", "10 h", "12 h", "13 h"], on=ON
    )
    assert [each.counts.get("breaches", 0) for each in found.points] == [3, 2, 1, 0]  # type: ignore[call-overload]
    assert len({each.fingerprint for each in found.points}) == 4
    assert (found.act.it, found.label.en) == ("10 ore", "cap")
    assert "12 ore" in text_of(found)
    assert found.to_dict()["points"][0]["counts"]["breaches"] == 3
    mistakes: tuple[dict[str, Any], ...] = (
        *({"rule": "cpa"}, {"value": "cpa"}, {"amounts": []}, {"amounts": "9 h"}, {"amounts": range(201)}),
    )
    for wrong in mistakes:
        asked: dict[str, Any] = {"rule": "cap", "value": "cap", "amounts": ["9 h"], **wrong}
        with pytest.raises(ArgumentError):
            RULES.verdict_curve(files, on=ON, **asked)
    with pytest.raises(DiagnosticsError):
        RULES.verdict_curve(files, rule="cap", value="cap", amounts=[9], on=ON)
    agency = {"id": "a-1"}
    assert RULES.verdict_curve(files, rule="cap", value="cap", amounts=["9 h"], on=ON, agency=agency).points

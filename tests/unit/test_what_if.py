"""Other values in place of an act's: what they change, what they refuse, and the mark that every answer bears."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

import adm_rules as adm
from adm_rules import ics
from adm_rules._internal.cli.app import app
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.html import report_html
from adm_rules._internal.render.pen import Page, alone
from adm_rules._internal.render.text import text_of
from adm_rules.answers import Report
from adm_rules.errors import AdmRulesError, ArgumentError, DiagnosticsError
from adm_rules.files import read_data_file

ROOT: Final = Path(__file__).parents[2]
ON: Final = date(2026, 3, 31)
ACT: Final = adm.load("tirano")
TRIAL: Final = ACT.what_if(weekly_cap="12 h")
KEY: Final = b"an invented key of the tests"


def case(name: str = "derogated_hours") -> Any:
    return read_data_file(ROOT / "examples" / "cases" / f"{name}.yaml").data


def weeks(rules: adm.RuleSet, hours: int) -> list[str]:
    sessions = [
        {"start": f"2026-03-{2 + n:02}T14:00", "end": f"2026-03-{2 + n:02}T{16 + (n < hours - 10)}:00"}
        | {"status": "delivered", "activity": "direct", "venue": "home"}
        for n in range(5)
    ]
    made = {
        "id": "c",
        "birth_date": "2014-05-03",
        "derogations": [],
        "interventions": [{"id": "i", "service": "home_education", "sessions": sessions}],
    }
    found = rules.check(made, on=ON).filter(rule="hours.weekly-cap", subject="week")
    return [each.verdict.value for each in found if each.subject_id == "2026-W10"]


def test_a_value_takes_the_place_of_the_acts_and_of_no_other() -> None:
    assert (weeks(ACT, 12), weeks(TRIAL, 12)) == (["breaches"], ["complies"])
    assert (weeks(ACT, 13), weeks(TRIAL, 13)) == (["breaches"], ["breaches"])
    assert (weeks(ACT, 10), weeks(ACT.what_if(weekly_cap="9 h 59 min"), 10)) == (["complies"], ["breaches"])
    assert ACT.regulation.values["weekly_cap"].amount_on(ON.toordinal(), {}) == 600  # the act stays as it was


@pytest.mark.parametrize("name", adm.available())
def test_the_values_of_the_act_give_the_answers_of_the_act(name: str) -> None:
    """A trial of what is in force changes nothing, whatever kind of value it is."""
    act = adm.load(name)
    data = act.regulation.data["values"]
    amounts: dict[str, Any] = {}
    for key, value in act.regulation.values.items():
        written = [each["is"] for each in data[key].get("history", ()) if "is" in each]
        if len(value.history) == 1 and len(written) == 1:
            amounts[key] = written[0]
    same = act.what_if(**amounts)
    assert amounts
    assert len(same.trial) == len(amounts)
    own = {"tirano": "several_breaches", "sud_est_milano": "sud_est_milano_contact"}
    file = case(own.get(name, f"{name}_adm"))
    mine, its = (
        [(f.rule, f.subject_id, f.verdict) for f in each.check(file, on=ON).findings] for each in (act, same)
    )
    assert mine == its
    assert mine


def test_amounts_are_written_as_in_a_rule_file_or_as_people_type_them() -> None:
    given: dict[str, tuple[Any, Any]] = {
        "weekly_cap": ("12 h", 720),
        "training_time": ("12h", 720),
        "afternoon_week": ("11h 30 min", 690),
        "afternoon_level": ("7/10", (7, 10)),
        "turnover_limit": ("70 %", (7, 10)),
        "training_level": ("12,5%", (1, 8)),
        "group_floor": (Fraction(1, 4), (1, 4)),
        "voucher_unit_value": (Decimal("22.50"), 2250),
        "adult_age": (21, 21),
        "service_weekdays": ({"saturday", "monday"}, {"monday", "saturday"}),
        "group_division": ("ratio", "ratio"),  # also where the act leaves it to a reading
        "window_end": ("19:30", 19 * 60 + 30),
    }
    made = ACT.what_if(**{name: written for name, (written, _) in given.items()})
    for name, (_, amount) in given.items():
        (entry,) = made.regulation.values[name].history
        assert entry.amount == amount, name


def test_one_more_value_keeps_the_others_and_starts_from_the_act() -> None:
    both = TRIAL.what_if(afternoon_level="70 %")
    assert [each.name for each in both.trial] == ["weekly_cap", "afternoon_level"]
    assert both.act is TRIAL.act is ACT.act is ACT
    assert both.what_if(weekly_cap="10 h").trial[0].act.it == "10 ore"
    assert both.fingerprint == ACT.what_if(afternoon_level="70 %", weekly_cap="12 h").fingerprint
    assert TRIAL.what_if().trial == TRIAL.trial
    assert ACT.what_if() is ACT
    assert len({ACT.fingerprint, TRIAL.fingerprint, both.fingerprint}) == 3


def test_a_value_that_no_act_sets_is_set_on_trial() -> None:
    gap = next(key for key, value in ACT.regulation.values.items() if value.not_set and value.kind == "days")
    told = ACT.what_if(**{gap: 5}).trial[0]
    assert (told.takes.it, told.act.it) == ("5 giorni", "non fissato da alcun atto")


def test_what_cannot_be_is_refused_as_in_a_rule_file() -> None:
    for values, code, told in (
        ({"weekly_cpa": "12 h"}, "unknown-value", "did you mean `weekly_cap`?"),
        ({"weekly_cap": "12 hrs"}, "bad-amount", "write `10 h`, `1 h 30 min` or `45 min`"),
        ({"weekly_cap": 12}, "bad-amount", "write `12 h` or `12 min`"),
        ({"municipalities": ["tiranno"]}, "unknown-municipality", "did you mean Tirano?"),
        ({"municipalities": "tirano"}, "wrong-shape", "write its elements"),
        ({"afternoon_level": "70"}, "bad-amount", "write it as `4/5`"),
    ):
        with pytest.raises(DiagnosticsError) as caught:
            ACT.what_if(**values)
        (fault,) = caught.value.diagnostics
        assert fault.code == code
        assert told in (fault.help or "")
        assert fault.position is not None
        assert fault.position.file == "<trial>"
    with pytest.raises(DiagnosticsError) as caught:
        ACT.what_if(weekly_cap="x", afternoon_level="y", nothing=1)
    assert len(caught.value.diagnostics) == 3  # all at once
    for wrong in (None, 1.5, Decimal("NaN"), b"12 h", [1], {"h": 12}, object()):
        with pytest.raises(ArgumentError, match=r"^`weekly_cap`: write the amount as a rule file does"):
            ACT.what_if(weekly_cap=wrong)


def test_values_that_exclude_each_other_are_refused_by_the_compiler() -> None:
    tariff = adm.load(ROOT / "examples" / "tariffs" / "dairago.yaml")
    with pytest.raises(DiagnosticsError) as caught:
        tariff.what_if(low="20000", high="100")
    assert {each.code for each in caught.value.diagnostics} == {"row-empty"}


def marked(answers: Any) -> bool:
    many = answers if isinstance(answers, tuple) else (answers,)
    return bool(many) and all('"name": "weekly_cap"' in json.dumps(each.to_dict()) for each in many)


def test_every_answer_of_a_trial_says_so_and_none_of_the_act() -> None:
    month: dict[str, Any] = {"first": date(2026, 3, 1), "last": ON, "available": Decimal(1000), "on": ON}
    contract = (ROOT / "examples" / "contracts" / "sud_est_milano_esempio.yaml").read_bytes()
    other = adm.load("sud_est_milano")
    tried = other.what_if(notice_months=3)
    for rules, wanted in ((ACT, False), (TRIAL, True)):
        for answer in (
            rules.check(case(), on=ON),
            rules.check_many([case()], on=ON),
            rules.deadlines(case(), on=ON),
            rules.statement([case()], month="2026-03"),
            rules.budget([case()], **month),
            rules.prioritise([case()], on=ON),
        ):
            assert marked(answer) is wanted, answer
    for rules, count in ((other, 0), (tried, 1)):
        answers: tuple[Any, ...] = (
            *rules.instalments(contract, on=ON),
            *rules.penalty_bands(ON),
            rules.copayment(case("sud_est_milano_contact"), on=ON, service="supervised_contact"),
        )
        assert len(answers) > 2
        assert {len(each.trial) for each in answers} == {count}
    assert TRIAL.fingerprint.startswith("trial-sha256-")
    assert "+trial" in repr(TRIAL)


def test_the_mark_is_read_back_and_survives_processes() -> None:
    report = TRIAL.check(case(), on=ON).only(lambda each: each.verdict.fails)
    assert Report.from_json(report.to_json()).trial == report.trial == TRIAL.trial
    again = pickle.loads(pickle.dumps(TRIAL))
    assert (again.fingerprint, weeks(again, 12)) == (TRIAL.fingerprint, ["complies"])
    assert pickle.loads(pickle.dumps(ACT)).trial == ()
    page = TRIAL.check_many([case()], on=ON).beside([])
    assert page.trial == TRIAL.trial


def test_people_and_tables_are_told() -> None:
    report = TRIAL.check(case(), on=ON)
    italian = (
        "PROVA, non è quanto dice l'atto: massimo settimanale di ore per utente 12 ore (nell'atto: 10 ore)"
    )
    assert text_of(report, Page(width=110)).startswith(italian[:60])
    assert italian.replace("'", "&#x27;") in report_html(report)
    assert "TRIAL, not what the act says: weekly cap" in report_html(report, lang="en")
    assert "PROVA" not in report_html(ACT.check(case(), on=ON))
    page = TRIAL.check_many([case("several_breaches")], on=ON)
    head, first, *_ = csv_of(page).splitlines()
    assert head.endswith(";trial")
    assert first.endswith(";weekly_cap=12 hours")
    assert not csv_of(ACT.check_many([case("several_breaches")], on=ON)).splitlines()[0].endswith("trial")
    assert alone(page).trial == TRIAL.trial


def test_no_calendar_takes_the_days_of_a_trial() -> None:
    assert ics.deadlines_ics(ACT.deadlines(case(), on=ON), on=ON, key=KEY)
    with pytest.raises(AdmRulesError, match="these are days of a trial"):
        ics.deadlines_ics(TRIAL.deadlines(case(), on=ON), on=ON, key=KEY)


@pytest.mark.parametrize("form", ["html", "jsonl"])
def test_a_command_tries_values(form: str) -> None:
    file = str(ROOT / "examples" / "cases" / "derogated_hours.yaml")
    arguments = ["--rules", "tirano", "--on", "2026-03-31", "--format", form]
    done = CliRunner().invoke(app, ["check", file, *arguments, "--set", "weekly_cap = 12h"])
    assert done.exit_code in (0, 1)
    marks = {"html": "PROVA", "jsonl": '"takes"'}
    assert marks[form] in done.stdout
    assert marks[form] not in CliRunner().invoke(app, ["check", file, *arguments]).stdout


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("weekly_cap", "write a name of `values` and its amount"),
        ("weekly_cap=1 h\nadult_age=3", "write a name"),
        ("weekly_cpa=12h", "did you mean `weekly_cap`?"),
        ("weekly_cap=[", "<trial>"),
    ],
)
def test_a_setting_that_is_none_ends_the_command(setting: str, told: str) -> None:
    file = str(ROOT / "examples" / "cases" / "derogated_hours.yaml")
    done = CliRunner().invoke(app, ["copay", file, "--rules", "tirano", "--set", setting])
    assert done.exit_code == 2
    assert told in done.stderr

"""Answers as frames: stable columns, taken as they are by pandas, polars and duckdb. All data invented."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import adm_rules as adm
from adm_rules._internal.columnar import CellKind, Frame
from adm_rules._internal.deadlines import DeadlineList, DueList
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError
from adm_rules._internal.frames.kinds import FRAMES
from adm_rules._internal.money.contract.penalties import ContractMoney
from adm_rules._internal.texts import LANGUAGES
from adm_rules._internal.yaml_source import read_data
from adm_rules.frames import frame, frame_kinds
from tests.rules import months
from tests.rules.small import HOURS, ON, rule, rule_set, session, with_intervention, with_sessions

ROOT: Final = Path(__file__).parents[2]
CASES: Final = ROOT / "examples" / "cases"
polars: Any = importlib.import_module("polars")
pandas: Any = importlib.import_module("pandas")
duckdb: Any = importlib.import_module("duckdb")


@cache
def answers() -> Mapping[str, Any]:
    """An answer for each frame."""
    rules, text = adm.load("tirano"), (CASES / "several_breaches.yaml").read_bytes()
    month = [path.read_bytes() for path in sorted((ROOT / "examples" / "month" / "cases").glob("*.yaml"))[:3]]
    own = adm.load(ROOT / "examples" / "overlays" / "tirano_2026.yaml")
    report = rules.check(text, on=ON)
    money = own.budget(month, first=date(2026, 1, 1), last=date(2026, 12, 31), available=Decimal(9000), on=ON)
    return {
        "findings": report,
        "to_do": report,
        "questions": report,
        "deadlines": rules.deadlines(text, on=ON),
        "copayments": own.copayment(month[0], on=ON, service="home_education"),
        "statement": own.statement(month, month="2026-03"),
        "hours": adm.Case.model_validate(read_data(text, "case.yaml").data),
        "weeks": report,
        "instalments": adm.load("sud_est_milano").instalments(
            read_data((ROOT / "examples/contracts/sud_est_milano_esempio.yaml").read_bytes(), "c").data, on=ON
        ),
        "budgets": money,
        "commitments": money,
        "queue": rules.prioritise(
            [path.read_bytes() for path in sorted((ROOT / "examples" / "queue").glob("*.yaml"))], on=ON
        ),
        "curve": adm.load(ROOT / "examples" / "tariffs" / "steps.yaml").copayment_curve(
            {"id": "esempio-1", "birth_date": "2014-05-03"}, isee=range(0, 8_001, 4_000), on=ON
        ),
        "files": rules.check_many([text.decode(), {"id": "x"}], on=ON),
    }


@cache
def made(name: str) -> Frame:
    return frame(answers()[name], name)


each_frame = pytest.mark.parametrize("name", FRAMES)


@each_frame
def test_a_frame_has_columns_that_say_what_they_are(name: str) -> None:
    kind = FRAMES[name]
    assert kind.about
    assert kind in frame_kinds()
    names = [column.name for column in kind.columns]
    assert len(set(names)) == len(names)
    for column in kind.columns:
        assert re.fullmatch(r"[a-z_]+", column.name)
        assert column.about
        assert all(column.head.in_language(lang) for lang in LANGUAGES)
        assert column.unit or column.kind not in (CellKind.NUMBER, CellKind.EXACT), column.name


@each_frame
def test_the_page_lists_every_column_with_its_type(name: str) -> None:
    page = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    section = page.split(f"### `{name}`")[1].split("###")[0]
    shown = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)
    assert shown == [(column.name, column.kind.arrow) for column in FRAMES[name].columns]


@each_frame
def test_pandas_polars_and_duckdb_take_a_frame_as_it_is(name: str) -> None:
    found = made(name)
    assert len(found) > 0
    rows = [tuple(row.values()) for row in found]
    assert rows == list(found.rows)
    columns = [column.name for column in found.columns]
    taken = polars.DataFrame(found)
    assert (taken.height, taken.columns) == (len(found), columns)
    assert [tuple(row) for row in taken.rows()] == [
        tuple(list(cell) if isinstance(cell, (list, tuple)) else cell for cell in row) for row in rows
    ]
    other = pandas.DataFrame.from_arrow(found)
    assert (list(other.columns), len(other)) == (columns, len(found))
    assert duckdb.sql("select count(*) from found").fetchall() == [(len(found),)]


@each_frame
def test_types_units_and_meanings_go_along(name: str) -> None:
    schema = made(name).to_arrow().schema
    for column in made(name).columns:
        field = schema.field(column.name)
        assert field.metadata == {b"unit": column.unit.encode(), b"about": column.about.encode()}
        shown = str(field.type)
        assert shown.startswith(column.kind.arrow.split("<")[0].split("(")[0])
    assert Frame(name, FRAMES[name].columns, []).to_arrow().schema == schema
    assert repr(made(name)) == f"<Frame {name}: {len(made(name))} rows>"


def test_values_are_numbers_where_they_are_known() -> None:
    rules = rule_set(rule("{direct_time: {at_most: 1 h}}", id="week", per="week"), values=HOURS)
    known = rules.check(with_sessions(session("2026-03-02T15:00", "17:30")), on=ON)
    (row,) = known.to_frame()
    assert {key: row[key] for key in ("value", "limit", "unit", "value_text", "path", "fact")} == {
        "value": 150, "limit": 60, "unit": "minutes", "value_text": "2 ore e 30 minuti", "path": "week:2026-W10",
        "fact": "direct_time",
    }  # fmt: skip
    days = rule_set(rule("{proposed_on: {exists: false}}", per="intervention"))
    (other,) = days.check(with_intervention(proposed_on="2026-03-01"), on=ON).to_frame()
    assert (other["value"], other["limit"], other["unit"], other["value_text"]) == (
        None,
        None,
        None,
        "1º marzo 2026",
    )


def test_what_is_to_be_done_stands_gravest_first() -> None:
    rows = list(made("to_do"))
    assert [row["verdict"] for row in rows] == sorted((row["verdict"] for row in rows), key="breaches".__ne__)
    assert (rows[0]["effect"], rows[0]["severity"]) == ("access", "error")
    assert all(row["file"] == "esempio-adm-02" for row in rows)
    assert sum(row["explains"] for row in rows) > 0


def test_hours_are_cut_at_the_week_and_open_ends_are_counted() -> None:
    sessions = [
        session("2026-03-08T23:00", "2026-03-09T01:30"),
        session("2026-03-09T15:00", None),
        session("2026-03-10T15:00", "16:00", activity="group"),
    ]
    case = adm.Case.model_validate(with_intervention(sessions=sessions, agency="none"))
    rows = [
        (r["week"], r["activity"], r["sessions"], r["minutes"], r["open_ends"], r["agency"])
        for r in frame(case)
    ]
    assert rows == [
        ("2026-W10", "direct", 1, 60, 0, None),
        ("2026-W11", "direct", 1, 90, 1, None),
        ("2026-W11", "group", 1, 60, 0, None),
    ]
    unknown = adm.Case.model_validate({"id": "c", "birth_date": "2014-05-01"})
    assert len(frame(unknown)) == 0


def test_money_is_whole_cents_and_shares_are_lines() -> None:
    rows = list(made("statement"))
    assert {row["payer"] for row in rows} >= {"family"}
    lines = [row for row in rows if row["standing"] == "payable"]
    assert all(
        isinstance(row["unit_value"], int) and isinstance(row["payable_lowest"], Decimal) for row in lines
    )
    total = sum(row["amount_lowest"] for row in rows if row["payer"] != "family")
    statement = answers()["statement"]
    assert total == sum(each.amount.lo for each in statement.totals if each.payer != "family")
    (copayment,) = made("copayments")
    assert copayment["lowest"] == copayment["highest"] == answers()["copayments"].cents.lo


def test_without_a_tariff_no_share_of_a_family_is_a_line() -> None:
    rules = months.rules_with(vouchers="", tariffs=months.TARIFF)
    hour = session("2026-03-02T15:00", "16:00")
    priced, free = (
        frame(months.made(months.case(months.intervention(hour, service=service)), rules=rules))
        for service in ("home_education", "pippi")
    )
    assert [row["standing"] for row in priced if row["payer"] == "family"] == ["share"]
    assert len(free) == len(priced) - 1
    assert not [row for row in free if row["payer"] == "family"]


def test_a_portfolio_has_its_files_and_the_frames_of_its_reports() -> None:
    many = answers()["files"]
    read, failed = many.to_frame()
    assert (read["readable"], read["fault"], read["errors"] > 0) == (True, None, True)
    assert (failed["file"], failed["readable"], failed["fault"]) == ("x", False, "missing-key")
    assert len(many.to_frame("findings")) == len(made("findings"))


def test_one_of_several_and_the_first_that_fits() -> None:
    report = answers()["findings"]
    assert frame(report).name == "findings"
    assert len(frame([report, report])) == 2 * len(made("findings"))
    assert len(frame([], "questions")) == 0
    for wrong, kind, told in (
        ([], None, "name the `kind` of frame"),
        (report, "nothing", "there is no kind `nothing`"),
        (report, "hours", "the frame `hours` is not of such answers"),
        ("report", None, "a frame is made of answers"),
        (7, None, "a frame is made of answers"),
        ([7], None, "name the `kind` of frame"),
    ):
        with pytest.raises(ArgumentError, match=re.escape(told)):
            frame(wrong, kind)


def test_every_answer_makes_the_frame_that_it_has() -> None:
    found = answers()
    for name in ("deadlines", "copayments", "statement", "instalments", "budgets", "queue", "curve", "files"):
        assert list(found[name].to_frame()) == list(frame(found[name], name)), name
    contract = ContractMoney(ON, "c", found["instalments"], ())
    assert len(contract.to_frame()) == len(found["instalments"]) > 0
    assert {row["contract"] for row in contract.to_frame()} == {"esempio-contratto-sem"}
    assert frame(contract.instalments).rows == contract.to_frame().rows
    due = found["deadlines"]
    assert list(due.answer.to_frame()) == list(due.to_frame())
    assert len(DeadlineList.of(DueList(ON, ON, ())).to_frame()) == 0
    assert len(found["budgets"].to_frame("commitments")) == len(frame(found["budgets"], "commitments"))
    assert [row["case"] for row in found["copayments"].to_frame()] == ["esempio-mese-01"]
    steps = [row["isee"] for row in found["curve"].to_frame() if row["step"]]
    assert steps == [int(each.isee * 100) for each in found["curve"].steps] != []


def test_without_pyarrow_rows_are_there_and_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = answers()["findings"].to_frame("questions")
    assert len(list(found)) == len(found)
    with pytest.raises(AdmRulesError, match=r"frames need pyarrow: pip install 'adm_rules\[frames\]'"):
        found.to_arrow()


def test_a_day_of_a_deadline_that_was_not_kept_comes_first() -> None:
    late = [row for row in made("findings") if row["days_late"]]
    assert late
    assert all(isinstance(row["due"], date) for row in late)


def test_words_of_a_frame_are_in_the_language_that_is_asked_for() -> None:
    report, portfolio = answers()["findings"], answers()["files"]
    for what, column in (("findings", "value_text"), ("to_do", "fault"), ("to_do", "message")):
        told = {lang: [row[column] for row in report.to_frame(what, lang=lang)] for lang in LANGUAGES}
        assert len(told["it"]) == len(told["en"])
        assert told["it"] == [row[column] for row in report.to_frame(what)]
        assert told["it"] != told["en"], what
    italian, english = ([row["worst_fault"] for row in portfolio.to_frame(lang=lang)] for lang in LANGUAGES)
    assert italian[0] != english[0]
    due = [[row["what"] for row in frame(answers()["deadlines"], lang=lang)] for lang in LANGUAGES]
    assert due[0] != due[1]
    with pytest.raises(ArgumentError, match="lang"):
        report.to_frame(lang="fr")


# --- weeks beside their limit, instalments, the money of a period -----------------------------------------------------


def test_weeks_say_the_cap_and_whether_a_derogation_covers_them() -> None:
    text = (CASES / "derogated_hours.yaml").read_bytes()
    rows = [
        (row["week"], row["minutes"], row["cap"], row["over"], row["derogated"])
        for row in frame(adm.load("tirano").check(text, on=ON), "weeks")
        if row["rule"] == "hours.weekly-cap"
    ]
    assert rows[4:6] == [("2026-W09", 360, 600, False, False), ("2026-W10", 750, 600, True, True)]


def test_a_week_that_is_not_wholly_known_has_no_number() -> None:
    rules = rule_set(rule("{direct_time: {at_most: 10 h}}", per="week"), values=HOURS)
    open_end = session("2026-03-02T14:00", None)
    (row,) = frame(rules.check(with_sessions(open_end), on=ON), "weeks")
    assert (row["minutes"], row["minutes_lowest"], row["over"]) == (None, 0, None)


def test_a_week_without_such_a_rule_has_no_row() -> None:
    scheda = adm.load("scheda_comunale")
    assert len(frame(scheda.check({"id": "c", "birth_date": "2014-05-03"}, on=ON), "weeks")) == 0


def test_budgets_add_up() -> None:
    (period,), terms = list(made("budgets")), list(made("commitments"))
    assert period["available"] == 900_000
    assert period["committed_lowest"] == sum(row["cost_lowest"] for row in terms)
    assert period["committed_lowest"] + period["remaining_highest"] == 900_000
    assert {row["case"] for row in terms} == {each.case for each in answers()["budgets"].commitments}


def test_instalments_are_those_of_the_contract() -> None:
    told = answers()["instalments"]
    rows = list(made("instalments"))
    assert [(row["rule"], row["state"], row["effective"]) for row in rows] == [
        (each.rule, each.state, each.effective) for each in told
    ]
    assert {row["kind"]: row["share"] is None for row in rows} == {"advance": False, "balance": True}

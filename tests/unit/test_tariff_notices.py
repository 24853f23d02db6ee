"""What is told of a tariff that loads: gaps, cents that do not meet, jumps, fees that fall, tables that stop."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from adm_rules._internal.diagnostics import DiagnosticsError, Weight
from adm_rules._internal.engine import RuleSet, load, parse, pinned
from tests.rules.small import text
from tests.unit.test_copayment import TARIFFS, priced, shape

#: Of each shape: gaps, single cents, jumps, tables that stop.
COUNTS = {
    "line": (0, 0, 0, 0),
    "line_second_member": (0, 0, 0, 0),
    "bands": (7, 0, 7, 0),
    "proportional": (0, 0, 2, 0),
    "line_from_above": (1, 0, 1, 0),
    "steps": (0, 0, 9, 1),
    "excess": (0, 0, 0, 0),
    "percent": (5, 0, 0, 0),
    "monthly": (0, 1, 12, 0),
    "access": (0, 0, 5, 0),
    "free": (0, 0, 0, 0),
    "not_set": (0, 0, 0, 0),
    "trento_home_help": (0, 0, 0, 0),
    "quarrata": (0, 0, 0, 0),
    "dairago": (0, 0, 0, 0),
    "teramo": (1, 0, 1, 0),
    "ascoli": (3, 0, 0, 0),
}
#: Tariffs of real acts, as their public pages say them; the others are invented.
REAL = {"bands", "trento_home_help", "quarrata", "dairago", "teramo", "ascoli"}
CODES = ("gap-between-rows", "cents-do-not-meet", "fee-jumps", "table-stops")


def test_every_example_is_counted() -> None:
    assert set(COUNTS) == {path.stem for path in TARIFFS.glob("*.yaml")}


@pytest.mark.parametrize("name", COUNTS)
def test_the_oddities_of_real_shapes_are_found(name: str) -> None:
    found = Counter(notice.code for notice in shape(name).notices)
    assert tuple(found[code] for code in CODES) == COUNTS[name]
    assert set(found) <= set(CODES), "no fee falls"


@pytest.mark.parametrize("name", COUNTS)
def test_an_example_says_whose_shape_it_follows_and_that_it_is_invented(name: str) -> None:
    head = (TARIFFS / f"{name}.yaml").read_text(encoding="utf-8").split("language:")[0]
    if name in REAL:
        assert "A real tariff, in the figures of the page" in head
        return
    assert "An invented district." in head
    assert "It is illustrative, and is not the tariff of any Ambito of this library." in head


def of(rows: str) -> list[tuple[str, str, str]]:
    """Code, severity and message of each notice of a table."""
    return [(each.code, str(each.severity), each.message) for each in priced(rows).notices]


def test_a_jump_is_a_note_between_bands_and_a_warning_at_the_edge_of_a_line() -> None:
    assert {notice.severity for notice in shape("access").notices} == {Weight.INFO}
    assert {notice.severity for notice in shape("proportional").notices} == {Weight.WARNING}


def test_a_notice_stands_at_its_row() -> None:
    (first, second) = shape("proportional").notices
    assert first.position is not None
    lines = (TARIFFS / "proportional.yaml").read_text(encoding="utf-8").splitlines()
    assert "proportional" in lines[first.position.line - 1]
    assert first.message == "the fee jumps from 0.00 to 2.00 at 7,500.01"
    assert second.message == "the fee jumps from 8.00 to 13.80 at 30,000.01"


@pytest.mark.parametrize(
    ("gap", "severity"), [("undecided", "warning"), ("row_below", "info"), ("row_above", "info")]
)
def test_a_gap_that_the_act_settles_is_only_a_note(gap: str, severity: str) -> None:
    rows = "[{isee: {at_most: 10.00}, fee: 1.00}, {isee: {at_least: 20.00}, fee: 1.00}]"
    assert of(f"        gap: {gap}\n        rows: {rows}\n") == [
        ("gap-between-rows", severity, "an ISEE from 10.01 to 19.99 falls into no row"),
    ]


@pytest.mark.parametrize("gap", ["undecided", "row_below", "row_above"])
def test_what_lies_before_the_first_row_or_after_the_last_is_settled_by_no_gap(gap: str) -> None:
    rows = f"        gap: {gap}\n        rows:\n          - {{isee: {{above: 10.00, at_most: 20.00}}, fee: 1.00}}\n"
    assert of(rows) == [
        ("gap-between-rows", "warning", "an ISEE from 0.00 to 10.00 falls into no row"),
        ("table-stops", "warning", "the table stops at 20.00"),
    ]


FALLING = [
    (
        "[{isee: {below: 1.00}, fee: 2.00}, {isee: {is: 1.00}, fee: 1.00}, {isee: {above: 1.00}, fee: 1.00}]",
        "the fee falls as the ISEE rises, at 1.00",
    ),
    (
        "[{isee: {at_most: 10.00}, fee: 2.00}, {isee: {above: 10.00}, fee: 1.00}]",
        "the fee falls as the ISEE rises, at 10.01",
    ),
    (
        "[{isee: {at_most: 9.00}, fee: {line: [[0, 2.00], [5.00, 3.00], [9.00, 1.00]]}}, {isee: {above: 9}, fee: 1}]",
        "the fee falls as the ISEE rises, from 5.00 on",
    ),
]


@pytest.mark.parametrize(("rows", "message"), FALLING)
def test_a_fee_that_falls_is_told(rows: str, message: str) -> None:
    assert of(f"        rows: {rows}\n") == [("fee-falls", "warning", message)]


def test_a_share_is_told_in_per_cent() -> None:
    rules = priced(
        "        rows: [{isee: {at_most: 10.00}, fee: 5}, {isee: {above: 10.00}, fee: 10}]\n",
        unit="percent_of_cost", top="    cost: 20.00\n",
    )  # fmt: skip
    assert [each.message for each in rules.notices] == ["the fee jumps from 5.00 % to 10.00 % at 10.01"]


def test_rows_may_come_in_any_order() -> None:
    rows = "        rows: [{isee: {above: 10.00}, fee: 1.00}, {isee: {at_most: 10.00}, fee: 1.00}]\n"
    assert of(rows) == []


def test_every_table_of_a_reading_is_looked_at() -> None:
    readings = """
  fee:
    question: {it: "Quanto?", en: "How much?"}
    default: low
    options: {low: {it: poco, en: little}, high: {it: molto, en: much}}
    norms: [TST-01-01]
"""
    rows = """        by_reading:
          fee:
            low: {rows: [{isee: {at_least: 0}, fee: 1.00}]}
            high: {rows: [{isee: {above: 1.00}, fee: 1.00}]}
"""
    (notice,) = priced(rows, readings=readings).notices
    assert notice.message == "an ISEE from 0.00 to 1.00 falls into no row"


def test_a_rule_set_without_oddities_has_no_notices() -> None:
    assert load("tirano").notices == ()
    assert load("medio_olona").notices == ()


def test_a_fee_that_no_service_is_priced_by_is_told() -> None:
    """Training of families and others may have a fee (Centro Affidi), and is none of the services."""
    (notice,) = load("sud_est_milano").notices
    assert (notice.code, notice.message) == (
        "prices-nothing",
        "the tariff `foster_training` prices no service",
    )


def test_an_overlay_shows_its_own_notices_once_and_those_of_its_base(tmp_path: Path) -> None:
    base = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    not_set: {by: {it: Assemblea, en: Assembly}, asks: {it: la quota, en: the fee}}
  meals:
    unit: EUR_per_access
    history: [{from: 2020-01-01, cites: {article: "1"}, rows: [{isee: {above: 10.00}, fee: 1.00}]}]
"""
    (tmp_path / "base.yaml").write_text(
        text(tariffs=base).replace("rules:\n", "rules: []\n"), encoding="utf-8"
    )
    own = """\
language: 1
id: own
title: {it: Regole proprie, en: Own rules}
version: "1"
extends: {rules: base.yaml}
adopted: {act: del. 1/2026, body: Assemblea, on: 2026-01-15}
tariffs:
  copayment:
    unit: EUR_per_hour
    history: [{from: 2026-02-01, cites: {article: "1"}, rows: [{isee: {at_most: 5.00}, fee: 1.00}]}]
"""
    path = tmp_path / "own.yaml"
    path.write_text(pinned(own, str(path)), encoding="utf-8")
    rules: RuleSet = load(tmp_path / "own.yaml")
    places = [(each.code, each.position.file if each.position else "") for each in rules.notices]
    assert places == [
        ("prices-nothing", str(tmp_path / "base.yaml")),
        ("gap-between-rows", str(tmp_path / "base.yaml")),
        ("table-stops", str(tmp_path / "own.yaml")),
    ]
    assert rules.regulation.tariffs["copayment"].services == ("home_education",)


def test_a_wrong_row_gives_no_notice() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        parse(
            text(
                tariffs='{t: {unit: EUR, history: [{cites: {article: "1"}, rows: '
                "[{isee: {above: 5.00}, fee: 1.00}, {isee: {at_least: 4.00}, fee: 1.00}]}]}}"
            ).replace("rules:\n", "rules: []\n"),
            "t.yaml",
        )
    assert [each.code for each in caught.value.diagnostics] == ["rows-overlap"]

"""Tables for spreadsheets: what is a number stays one, what looks like a formula is none."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.render.csv import csv_of, lines
from tests.unit.test_copayment import ON, family, shape


def table(head: list[str], rows: list[list[object]]) -> str:
    return "".join(f"{line}\n" for line in lines(head, rows))


def test_a_table_is_separated_by_semicolons_and_quoted_where_need_be() -> None:
    row: list[object] = ["a;b", 'c"d', None, 3, Decimal("1.50"), date(2026, 3, 1), "1,5", True]
    assert table(["x"] * 8, [row]) == 'x;x;x;x;x;x;x;x\n"a;b";"c""d";;3;1.50;2026-03-01;1,5;true\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-id", "@a", "-1-1", "\t=1"])
def test_a_text_is_no_formula(text: str) -> None:
    (row,) = list(csv.reader(io.StringIO(table(["x"], [[text]])), delimiter=";"))[1:]
    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ["-20.00", "-3", "20.00", "a=b"])
def test_a_number_below_zero_stays_one(text: str) -> None:
    assert table(["x"], [[text]]) == f"x\n{text}\n"


def test_hours_in_a_table_are_no_fraction_that_a_spreadsheet_takes_for_a_day() -> None:
    found: Copayment = shape("line").copayment(family("8980.00"), on=ON, hours=Decimal("1.5"))
    (row,) = csv.DictReader(io.StringIO(csv_of(found)), delimiter=";")
    assert row["quantity"] == "1.5"
    assert found.to_dict()["quantity"] == "3/2"

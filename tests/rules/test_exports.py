"""The invented exports: in order where they mean to be, few lines, and stored as they are drawn."""

from __future__ import annotations

import json
from datetime import date

import pytest

from adm_rules._internal.report import Verdict
from tools.export_shapes import SHAPES, Shape, export
from tools.exports import months, working, working_before
from tools.update_exports import EXPORTS, files, reported, screen, wanted, written

#: How many lines a first screen may have: a shape that breaks nothing, and any.
QUIET, ANY = 36, 60
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])


def test_what_is_stored_is_what_is_drawn() -> None:
    stale = [path.name for path, text in wanted().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "make regenerate"
    assert {path.name for path in EXPORTS.glob("*")} == {path.name for path, _ in files()}


@each_shape
def test_nothing_is_wrong_that_was_not_drawn_to_be(shape: Shape) -> None:
    report = reported(shape)
    found = {each.rule for each in (*report.breaches, *report.to_judge)}
    assert found <= shape.breaks
    assert bool(found) is bool(shape.breaks)


@each_shape
def test_a_screen_keeps_to_its_budget(shape: Shape) -> None:
    for lang in ("it", "en"):
        assert len(screen(shape, lang).splitlines()) <= (ANY if shape.breaks else QUIET)


@each_shape
def test_every_finding_that_waits_stands_under_a_question(shape: Shape) -> None:
    report = reported(shape)
    asked = {rule for question in report.questions for rule in question.rules}
    open_ = {each.rule for each in report.undecided if Verdict.BREACHES in each.possible}
    assert asked <= {each.rule for each in report.undecided}
    assert open_ <= asked


def test_the_same_seed_draws_the_same_and_another_another() -> None:
    shape = SHAPES[1]
    assert export(shape, 3) == export(shape, 3) != export(shape, 4)
    whole, office = export(shape, 3), export(shape, 3, whole=False)
    assert set(office) < set(whole)


def test_days_of_an_office() -> None:
    assert (months(date(2025, 8, 31), 6), months(date(2025, 12, 15), 1)) == (
        date(2026, 2, 28),
        date(2026, 1, 15),
    )
    assert (working(date(2026, 1, 3)), working_before(date(2026, 1, 6))) == (
        date(2026, 1, 7),
        date(2025, 12, 23),
    )


def test_data_are_written_on_few_lines_and_read_back() -> None:
    value = {"a": [1, 2], "b": [{"c": "x" * 100}, {"d": "y" * 100}]}
    assert json.loads(written(value)) == value
    assert written([1, 2]) == "[1, 2]"
    assert written(value).count("\n") == 6

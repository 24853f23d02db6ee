"""Answers as plain data: by their fields, and back."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

import adm_rules
from adm_rules._internal.citations import Citation
from adm_rules._internal.report import Evidence, Loosened, Verdict
from adm_rules._internal.report.plain import Answer, plain, read
from adm_rules._internal.texts import Text

#: Fields that stay in the library: what is written tells them in another way, or they are of another output.
_KEPT_IN: Final = {
    "Ambiguity": {"rules", "row"},  # of the whole register, and where it stands there
    "FactTold": {"fact", "prose"},
    "ReportEntry": {"findings"},  # which stand in the report already
    "Line": {"norm", "holders"},
    "Coverage": {"lines", "rules_number", "examples_number"},
    "Result": {"folder", "outcomes"},
    "Tally": {"fates"},
    "TypedValue": {"lowest", "highest"},  # as the value, or its two ends
}


def _classes() -> Iterator[Any]:
    for info in pkgutil.walk_packages(adm_rules.__path__, "adm_rules."):
        if info.name != "adm_rules.__main__":
            module = importlib.import_module(info.name)
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == info.name:
                    yield value


def _answers() -> Iterator[Any]:
    return (each for each in _classes() if issubclass(each, Answer))


def test_what_says_how_late_says_whether_it_may_have_been_done_too_late() -> None:
    """Overdue is not the last word where a record leaves open whether it was done: no answer may keep that back."""
    late: list[Any] = [each for each in _classes() if is_dataclass(each) and "days_late" in _names(each)]
    names = {each.__name__ for each in late}
    assert names == {"Deadline", "Due", "Instalment", "OtherDeadline", "State"}
    assert [each for each in late if not {"may_have_happened", "may_have"} & _names(each)] == []


def _names(answer: Any) -> set[str]:
    return {field.name for field in fields(answer)}


@pytest.mark.parametrize(
    "answer", [each for each in _answers() if each.WRITTEN], ids=lambda each: each.__name__
)
def test_what_is_written_exists_and_nothing_is_forgotten(answer: Any) -> None:
    written: list[Any] = []
    for entry in answer.WRITTEN:
        written += entry.split() if isinstance(entry, str) else [entry]
    named = [entry if isinstance(entry, str) else entry[0] for entry in written]
    assert len(set(named)) == len(named)
    own = {field.name for field in fields(answer)} if is_dataclass(answer) else set(named)
    paths = [entry if isinstance(entry, str) else entry[1] for entry in written]
    for path in paths:
        if isinstance(path, str):
            first = path.partition(".")[0]
            assert first in own or hasattr(answer, first)
    assert own - set(named) == _KEPT_IN.get(answer.__name__, set())


@dataclass(frozen=True, slots=True)
class _Shape(Answer):
    WRITTEN = ("day", ("of", "place.article"), ("twice", lambda each: 2 * each.number))

    day: date
    place: Citation
    number: int


def test_a_shape_is_written_by_names_paths_and_what_makes_a_value() -> None:
    shape = _Shape(date(2026, 3, 1), Citation(article="7"), 4)
    assert shape.to_dict() == {"day": "2026-03-01", "of": "7", "twice": 8}
    assert shape.to_json().endswith('"twice": 8}')


def test_values_are_written_as_json_has_them() -> None:
    value = {"a": (Decimal("1.50"), Fraction(3, 2)), Verdict.PENDING: [Verdict.COMPLIES, None, True]}
    assert plain(value) == {"a": ["1.50", "3/2"], "pending": ["complies", None, True]}
    assert plain(Citation(article="7", note="2")) == {"article": "7", "note": "2"}


def test_shapes_are_read_back() -> None:
    loosened = Loosened("hours", "value", Text("a", "b"), Citation(article="7"))
    assert read(Loosened, plain(loosened)) == loosened
    evidence = Evidence(Text("a", "b"), possible=(Verdict.COMPLIES, Verdict.BREACHES))
    assert read(Evidence, {**plain(evidence), "more": 1}) == evidence

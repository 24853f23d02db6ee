"""One row of the table of operators is a whole operator: rooms that load, judge, say and describe rules take it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parity.values import order, sure

#: The row of `at_most` under another name, put into the table before any room has read it.
ADDED = """
import json
from datetime import date
from types import MappingProxyType
import adm_rules._internal.values.operators as operators

row = operators.OPERATORS["at_most"]
parts = {name: getattr(row, name) for name in operators.Operator.__dataclass_fields__}
table = {**operators.OPERATORS, "not_over": operators.Operator(**{**parts, "name": "not_over"})}
operators.OPERATORS = MappingProxyType(table)

from adm_rules._internal.explain import Explanation, Prose
from adm_rules._internal.render.display import SECTIONS
from tests.rules.small import rule, rule_set

rules = rule_set(rule("{age: {not_over: 17}}", per="case"))
born = ("2009-03-31", "2008-04-01", "2008-03-31")
verdicts = [rules.check({"id": "c", "birth_date": each}, on=date(2026, 3, 31)).findings[0].verdict for each in born]
regulation = rules.regulation
(told,) = regulation.rules
words = {lang: Explanation(Prose(rules.vocabulary, lang, regulation), regulation) for lang in ("it", "en")}
said = {lang: str(SECTIONS[type(told)](explanation, told)) for lang, explanation in words.items()}
print(json.dumps({"verdicts": [each.value for each in verdicts], "said": said}))
"""


def test_a_row_that_is_added_is_judged_and_said() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ADDED],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["verdicts"] == ["complies", "complies", "breaches"]
    assert "at most 17" in told["said"]["en"]
    assert "17" in told["said"]["it"]


def test_the_reference_refuses_an_operator_that_it_does_not_know() -> None:
    with pytest.raises(LookupError):
        order("not_over", sure(17), sure(17))

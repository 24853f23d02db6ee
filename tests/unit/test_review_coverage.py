"""The matrix of norms, rules and examples, and the pages made of it."""

from __future__ import annotations

import csv
import io

from adm_rules._internal.render.coverage import COLUMNS
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.render.markdown import markdown
from adm_rules._internal.review.coverage import Tally, coverage
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.register import read_register
from tests.unit.test_review_register import FILE, ORDER, ROW, RULES, sheet

EXAMPLES = """
bases: {c: {id: c1, birth_date: 2014-05-01}}
examples:
  - {id: a, rule: longest, on: 2026-03-31, root: case, base: c, expect: [{verdict: undecided}, {verdict: breaches}]}
  - {id: b, rule: longest, on: 2026-03-31, root: case, base: c, expect: [{verdict: undecided}]}
"""
VALUE = {**ROW, "id": "TST-02-01", "article": "Art. 2", "fate": "value", "rules": "users", "kind": "capacity"}
LEFT = {
    **ROW,
    "id": "TST-02-02",
    "article": "Art. 2",
    "fate": "left_to_people",
    "rules": "",
    "reason": "an a|m",
}
OPEN = {**ROW, "id": "TST-02-03", "article": "Art. 2", "fate": "", "rules": ""}


MATRIX = coverage(
    RULES.regulation,
    read_register(sheet(ROW, ORDER, VALUE, LEFT, OPEN), FILE),
    read_examples(EXAMPLES, "e.yaml"),
)


def test_every_norm_has_its_rules_and_they_their_examples() -> None:
    assert (MATRIX.rules_number, MATRIX.examples_number) == (2, 2)
    first = MATRIX.lines[0]
    assert [(each.name, each.examples, each.verdicts) for each in first.holders] == [
        ("longest", 2, ("breaches", "undecided"))
    ]
    assert MATRIX.lines[1].holders[0].examples == 0
    assert list(MATRIX.articles) == ["Art. 1", "Art. 2"]


def test_totals_are_by_kind_and_in_all() -> None:
    assert list(MATRIX.kinds) == ["cap", "capacity"]
    assert MATRIX.total.norms == 5
    fates = {
        "encoded": 2,
        "in_part": 0,
        "value": 1,
        "definition": 0,
        "left_to_people": 1,
        "not_yet_sayable": 0,
    }
    assert dict(MATRIX.total.fates) == fates
    assert MATRIX.total.cells() == ("5", "2 (40 %)", "–", "1 (20 %)", "–", "1 (20 %)", "–")
    assert MATRIX.kinds["capacity"].percent("value") == 100


def test_shares_are_rounded_half_up_and_of_nothing_zero() -> None:
    assert Tally(8, {"encoded": 1}).percent("encoded") == 13
    assert Tally(8, {"encoded": 3}).percent("encoded") == 38
    assert Tally(3, {"encoded": 1}).percent("encoded") == 33
    assert Tally(0, {"encoded": 0}).percent("encoded") == 0


def test_the_matrix_is_data() -> None:
    data = MATRIX.to_dict()
    assert data["total"]["percent"]["encoded"] == 40
    assert data["kinds"]["cap"]["norms"] == 4
    assert data["norms"][0]["held_by"] == [
        {"name": "longest", "examples": 2, "verdicts": ["breaches", "undecided"]}
    ]
    assert data["norms"][3]["reason"] == "an a|m"


def test_the_matrix_is_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(MATRIX)), delimiter=";"))
    assert len(rows) == 5
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["name"], rows[0]["examples"], rows[0]["verdicts"]) == (
        "longest",
        "2",
        "breaches undecided",
    )
    assert (rows[2]["name"], rows[2]["examples"]) == ("users", "")
    assert (rows[3]["name"], rows[3]["reason"]) == ("", "an a|m")


def test_the_matrix_is_a_page() -> None:
    page = markdown(MATRIX)
    assert page.startswith("# Coverage: Trial\n")
    assert "| **all** | 5 | 2 (40 %) | – | 1 (20 %) | – | 1 (20 %) | – |" in page
    assert "\n## Art. 2\n" in page
    assert "| TST-01-01 | 12 | Sessions are short. | cap | encoded | `longest` (2) |" in page
    assert "| TST-02-01 | 12 | Sessions are short. | capacity | value | `users` |" in page
    assert "| TST-02-02 | 12 | Sessions are short. | cap | left to people | an a\\|m |" in page
    assert "| TST-02-03 | 12 | Sessions are short. | cap | – |  |" in page

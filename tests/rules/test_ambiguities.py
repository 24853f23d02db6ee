"""Every open question of every document has a fate, and its register and the rule sets say the same, both ways."""

from __future__ import annotations

from itertools import chain

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError, render_all
from adm_rules._internal.engine import available, load
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.ambiguities import (
    COLUMNS,
    EVERY,
    QUESTION_FATES,
    asked,
    check_ambiguities,
    load_ambiguities,
    read_ambiguities,
)
from adm_rules._internal.review.examples import suites

HEAD = ",".join(COLUMNS)


def row(**cells: str) -> str:
    usual = {
        "rule_set": "tirano",
        "id": "R1",
        "fate": "settled",
        "reason": "so",
        "question_en": "q",
        "question_it": "q",
    }
    given = {**usual, **cells}
    return ",".join(given.get(name, "") for name in COLUMNS)


def codes(*rows: str) -> list[str]:
    """What is wrong with rows, those of readings without a row of their own left out."""
    found = check_ambiguities(read_ambiguities("\n".join([HEAD, *rows])), load("tirano").regulation)
    return [fault.code for fault in found if fault.code != "no-row"]


@pytest.mark.parametrize("name", available())
def test_register_and_rule_set_account_for_every_question(name: str) -> None:
    found = check_ambiguities(load_ambiguities(name), load(name).regulation)
    assert found == (), render_all(found)


def test_the_register_is_about_rule_sets_and_knows_every_fate() -> None:
    rows = load_ambiguities()
    assert {EVERY} < {each.rules for each in rows} <= {EVERY, *available()}
    assert {each.fate for each in rows} == set(QUESTION_FATES)


def witnessed(name: str) -> set[tuple[str, str]]:
    """The options of which some example says that they give another verdict, and a decided one; `test` runs them."""
    expected = chain.from_iterable(example.expect for suite in suites(name) for example in suite.examples)
    told = (each.get("other_readings", {}).items() for each in expected)
    decided = (option for option, verdict in chain.from_iterable(told) if verdict != Verdict.UNDECIDED)
    return {(reading, option) for reading, _, option in (each.partition(".") for each in decided)}


@pytest.mark.parametrize("name", available())
def test_each_option_changes_the_answer_of_an_example_or_its_row_says_why_not(name: str) -> None:
    readings = load(name).regulation.readings.values()
    others = {(each.name, option) for each in readings for option in each.options if option != each.default}
    excused = {(each.names[0], option) for each in load_ambiguities(name) for option in each.unseen}
    assert others - witnessed(name) == excused


def test_the_question_of_a_reading_is_the_one_that_the_rule_set_asks() -> None:
    regulation = load("tirano").regulation
    (cap,) = (each for each in load_ambiguities("tirano") if each.names == ("cap_counts",))
    assert asked(cap, regulation) == regulation.readings["cap_counts"].question
    (settled,) = read_ambiguities(f"{HEAD}\n{row()}")
    assert asked(settled, regulation).en == "q"
    assert settled.became.en == "settled by the text"


def test_a_row_that_fits_is_in_order() -> None:
    assert codes(row()) == []
    assert (
        codes(row(fate="convention", names="week iso"), row(id="R2", fate="value", names="weekly_cap")) == []
    )
    fits = row(
        fate="reading",
        names="cap_counts",
        options="direct all_work",
        default="direct",
        unseen="all_work: none",
    )
    assert codes(fits) == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"reason": ""}, "no-reason"),
        ({"question_it": ""}, "no-question"),
        ({"fate": "reading", "names": "cap_count"}, "unknown-reading"),
        ({"fate": "reading"}, "unknown-reading"),
        (
            {"fate": "reading", "names": "cap_counts", "options": "direct", "default": "direct"},
            "other-options",
        ),
        (
            {"fate": "reading", "names": "cap_counts", "options": "direct all_work", "default": "all_work"},
            "other-options",
        ),
        (
            {
                "fate": "reading",
                "names": "cap_counts",
                "options": "direct all_work",
                "default": "direct",
                "unseen": "some: none",
            },
            "unknown-option",
        ),
        ({"fate": "convention", "names": "rollover none"}, "other-convention"),
        ({"fate": "convention", "names": "tide high"}, "other-convention"),
        ({"fate": "value", "names": "weekly_cup"}, "unknown-value"),
    ],
)
def test_a_row_that_does_not_fit_is_told(cells: dict[str, str], code: str) -> None:
    assert codes(row(**cells)) == [code]


def test_a_reading_without_a_row_is_told() -> None:
    found = check_ambiguities(read_ambiguities(HEAD), load("scheda_comunale").regulation)
    assert [fault.code for fault in found] == ["no-row"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,fate", "not the columns"),
        (f"{HEAD}\na,b", "has not 11 cells"),
        (f"{HEAD}\n{row()},more", "has not 11 cells"),
        (f"{HEAD}\n{row(fate='solved')}", "is no fate"),
        (f"{HEAD}\n{row()}\n{row()}", "stands twice"),
        ("", "not the columns"),
    ],
)
def test_a_register_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(AdmRulesError, match=said):
        read_ambiguities(text)


def test_the_questions_stand_below_the_norms_in_text_and_on_the_page() -> None:
    text = told("scheda_comunale", "--lang", "en").replace("\n    ", " ")
    assert "Questions that the document leaves open" in text
    assert "declared reading · institutionalised = facility (of facility, out_of_family)" in text
    assert "value to be set · lowest_age highest_age" in text
    assert "not declared · No document speaks of working days" in text
    page = told("scheda_comunale", "--format", "markdown")
    assert "| `institutionalised`: **facility**, out_of_family | An institution is not a family. |" in page
    assert "| convention of counting | `week iso` |" in page


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["coverage", *arguments], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.stdout

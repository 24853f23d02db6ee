"""HTML of answers: well formed, folded, in one language, without scripts or addresses, and safe from what files say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

import adm_rules as adm
from adm_rules import answers, display
from adm_rules._internal.cli.app import app
from adm_rules._internal.engine.many import keyed
from adm_rules._internal.render.csv import csv_of
from adm_rules._internal.report.plain import Answer, AnswerList
from adm_rules._internal.texts import Text
from adm_rules.answers import ContractMoney, DeadlineList, MoneyEffect, Portfolio, RuleChange
from adm_rules.errors import ArgumentError
from adm_rules.files import read_data_file

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
ON: Final = date(2026, 3, 31)
TIRANO: Final = adm.load("tirano")
EVIL: Final = "<script>alert('x')</script>\"><img src=x onerror=y>"
_VOID: Final = {"meta", "br", "img", "link", "input", "hr"}
_KNOWN: Final = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "div",
        "p",
        "b",
        "strong",
        "span",
        "small",
    ),
    *(
        "br",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "ol",
        "ul",
        "li",
        "pre",
    ),
}


class Outline(HTMLParser):
    """Reads HTML, and keeps its elements with their attributes; every element must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def checked(text: str, lang: str) -> Outline:
    """What every piece of HTML keeps."""
    found = Outline(text)
    assert {tag for tag, _ in found.elements} <= _KNOWN
    names = {name for _, attributes in found.elements for name in attributes}
    assert names <= {
        "class",
        "lang",
        "style",
        "scope",
        "colspan",
        "open",
        "title",
        "role",
        "charset",
        "content",
        "name",
        "http-equiv",
    }
    assert not re.search(r"https?:|//[a-z]|url\(|@import", text)
    assert {each.get("lang") for each in found.named("div") + found.named("html") if "lang" in each} == {lang}
    assert len(found.named("table")) == len(found.named("caption")) == len(found.named("thead"))
    assert all(each.get("scope") in {"col", "row", "rowgroup"} for each in found.named("th"))
    assert len(found.named("details")) == len(found.named("summary"))
    return found


def case(name: str) -> Any:
    return read_data_file(EXAMPLES / "cases" / f"{name}.yaml").data


def portfolio() -> Portfolio:
    return TIRANO.check_many([case("several_breaches"), case("compliant_adm"), {"id": "no"}], on=ON)


ANSWERS: Final[dict[str, Any]] = {
    "report": lambda: TIRANO.check(case("several_breaches"), on=ON),
    "finding": lambda: TIRANO.check(case("several_breaches"), on=ON).breaches[0],
    "portfolio": portfolio,
    "deadlines": lambda: TIRANO.deadlines(case("several_breaches"), on=ON),
    "copayment": lambda: adm.load(EXAMPLES / "tariffs" / "steps.yaml").copayment(
        {"id": "c", "birth_date": "2014-05-03"}, on=ON
    ),
    "statement": lambda: TIRANO.statement([case("compliant_adm")], month="2026-03"),
    "queue": lambda: TIRANO.prioritise([case("compliant_adm")], on=ON),
    "trial": lambda: TIRANO.what_if(weekly_cap="12 h").check_many([case("several_breaches")], on=ON),
    "curve": lambda: adm.load(EXAMPLES / "tariffs" / "steps.yaml").copayment_curve(
        {"id": "c", "birth_date": "2014-05-03"}, isee=[0, 6000], on=ON
    ),
}


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("name", list(ANSWERS))
def test_every_answer_is_a_folded_piece_of_html_in_either_language(name: str, lang: str) -> None:
    answer = ANSWERS[name]()
    told = display.html(answer, lang=lang)
    checked(told, lang)
    assert "<style>" in told
    if name not in {"finding", "curve"}:
        assert "<details" in told
    if lang == "it":
        assert answer._repr_html_() == told


def test_a_notebook_shows_the_language_that_was_chosen() -> None:
    answer = TIRANO.check(case("several_breaches"), on=ON)
    display.language("en")
    try:
        assert answer._repr_html_() == display.html(answer, lang="en")
        assert "Da chiedere" not in (portfolio()._repr_html_() or "")
    finally:
        display.language("it")
    with pytest.raises(ArgumentError):
        display.language("fr")


def test_a_rule_set_and_its_parts_are_told_in_words() -> None:
    rule = display.explain(TIRANO, "hours.weekly-cap", lang="en")
    assert rule.title == "Weekly hours cap"
    assert "art. 7" in rule.about
    assert "10 hours" in str(rule)
    checked(rule._repr_html_(), "en")
    tariff = display.explain(adm.load(EXAMPLES / "tariffs" / "steps.yaml"), "copayment")
    assert tariff.title == "copayment"
    assert display.explain(TIRANO, "direct_time").about == "direct_time"
    assert display.explain(TIRANO, "social_voucher").sections
    assert display.explain(TIRANO, TIRANO.regulation.orders[0].id).sections
    whole = TIRANO._repr_html_() or ""
    checked(whole, "it")
    assert "<details" in whole
    with pytest.raises(ArgumentError, match=r"did you mean `hours.weekly-cap`"):
        display.explain(TIRANO, "hours.weeklycap")
    for wrong in ({"rules": 7}, {"lang": "fr"}):
        with pytest.raises(ArgumentError):
            display.explain(**{"rules": TIRANO, **wrong})  # type: ignore[arg-type]


def test_text_and_pages_of_answers() -> None:
    found = portfolio()
    page = display.page(found, *found.failures[:0], title=f"Marzo {EVIL}", lang="it")
    outline = checked(page, "it")
    assert page.startswith("<!DOCTYPE html>")
    assert len(outline.named("h1")) == 1
    assert "default-src 'none'" in page
    assert "@media print" in page
    assert display.text(found, lang="en").startswith("tirano 1.0.0 · as of 31 March 2026")
    for call in (display.text, display.html):
        for wrong in (7, None, {}, object()):
            with pytest.raises(ArgumentError, match="this is no answer"):
                call(wrong)
        with pytest.raises(ArgumentError):
            call(found, lang="fr")
    title: Any = 7
    with pytest.raises(ArgumentError):
        display.page(found, title=title)


class Marked(Answer):
    """An answer that holds markup wherever it can."""

    def to_dict(self) -> dict[str, Any]:
        return {EVIL: EVIL, "deep": {EVIL: [EVIL, {EVIL: None}, []]}, "said": {"it": EVIL, "en": EVIL}}


def parts(value: Any) -> Iterator[Answer]:
    """Every answer in an answer, itself included."""
    if isinstance(value, dict):
        value = tuple(value.values())
    for each in value if isinstance(value, list | tuple) else ():
        yield from parts(each)
    if isinstance(value, Answer):
        yield value
        named = [name for name in getattr(value, "__dataclass_fields__", ()) if not name.startswith("_")]
        shown = (getattr(value, name, None) for name in [*named, "entries", "findings", "files", "failures"])
        yield from parts([each for each in shown if not callable(each)])


def test_every_part_of_an_answer_is_shown_and_none_is_markup() -> None:
    month = adm.load(EXAMPLES / "overlays" / "tirano_2026.yaml")
    contract = read_data_file(EXAMPLES / "contracts" / "sud_est_milano_esempio.yaml").data
    milan = adm.load("sud_est_milano")
    cases = [read_data_file(path).data for path in sorted((EXAMPLES / "month" / "cases").glob("*.yaml"))]
    agency = read_data_file(EXAMPLES / "month" / "cooperativa_esempio.yaml").data
    trial = TIRANO.what_if(weekly_cap="12 h")
    whole_year: dict[str, Any] = {
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "available": Decimal(9000),
    }
    ways: dict[str, Any] = {"rule": "hours.weekly-cap", "value": "weekly_cap", "amounts": ["8 h", "12 h"]}
    many = portfolio()
    lists: list[Any] = [milan.instalments(contract, on=ON), milan.penalty_bands(ON)]
    found = [
        *(make() for make in ANSWERS.values()),
        *lists,
        month.statement(cases, month="2026-03", agency=agency),
        month.budget(cases[:2], agency=agency, on=ON, **whole_year),
        trial.effect([case("several_breaches")], on=ON),
        trial.verdict_curve([case("several_breaches")], on=ON, **ways),
        many.ask_first(),
        RuleChange("x.y", Text(EVIL, EVIL), (EVIL,), ()),
        many.report("esempio-adm-02").breaches[0].observed[0].typed_value,
        MoneyEffect("family", Decimal(1), None),
        TIRANO.deadlines(case("compliant_adm"), on=ON).answer,
        ContractMoney(ON, contract["id"], *lists, **milan.made_by),
    ]
    one_of_each: dict[type, Answer] = {}
    for each in parts(found):
        one_of_each.setdefault(type(each), each)
    public = {getattr(answers, name) for name in answers.__all__}
    wanted = {each for each in public if isinstance(each, type) and issubclass(each, Answer)}
    assert not {each.__name__ for each in wanted - set(one_of_each)}
    for each in one_of_each.values():
        checked(each._repr_html_() or "", "it")
        assert display.html(each, lang="en")
    for listing in (*lists, AnswerList([Marked()])):
        checked(listing._repr_html_() or "", "it")
    assert "–" in display.html(AnswerList[Answer](), lang="en")


def test_a_page_of_a_command_is_whole() -> None:
    files = [str(EXAMPLES / "cases" / f"{name}.yaml") for name in ("several_breaches", "compliant_adm")]
    for command, lang in (
        (["check", *files], "it"),
        (["check", *files, "--summary"], "en"),
        (["deadlines", files[0]], "it"),
        (["statement", files[0], "--month", "2026-03"], "en"),
    ):
        day = [] if command[0] == "statement" else ["--on", "2026-03-31"]
        options = ["--rules", "tirano", "--format", "html", "--lang", lang, *day]
        outline = checked(CliRunner().invoke(app, [*command, *options]).stdout, lang)
        assert len(outline.named("h1")) == 1
        assert outline.elements[-1][0] != "html"


# --- what files say stays text ----------------------------------------------------------------------------------------


def test_keys_and_names_are_escaped() -> None:
    found = TIRANO.check_many({EVIL: case("several_breaches"), f"b{EVIL}": {"id": 1}}, on=ON)
    told = display.html(found)
    checked(told, "it")
    assert "&lt;script&gt;" in told
    evil = case("several_breaches")
    checked(display.html(TIRANO.check(evil, on=ON)), "it")


def test_no_name_colours_a_terminal_or_moves_its_cursor(tmp_path: Path) -> None:
    name = "a\x1b[31mred\x1b]0;title\x07\r\n"
    assert [key for key, _ in keyed({name: {}})] == ["a�[31mred�]0;title�  "]
    file = tmp_path / "a\x1b[31m.json"
    file.write_text('{"id": "x", "birth_date": "2014-05-03"}')
    for more in ([], ["--summary"], ["--format", "html"]):
        done = CliRunner().invoke(
            app, ["check", str(tmp_path), "--rules", "tirano", "--on", "2026-03-31", *more], color=True
        )
        assert "\x1b" not in done.stdout
    file.write_text("{")
    done = CliRunner().invoke(app, ["check", str(tmp_path), "--rules", "tirano", "--summary"], color=True)
    assert "\x1b" not in done.stdout + done.stderr


def test_no_cell_of_a_table_is_a_formula() -> None:
    found = TIRANO.check_many(
        {"=1+1": case("several_breaches"), "@x": case("several_breaches") | {"id": "b"}}, on=ON
    )
    starts = {line.split(";")[0] for line in csv_of(found).splitlines()[1:]}
    assert starts == {"'=1+1", "'@x"}


def test_deadlines_are_a_tuple_and_past_ones_are_folded() -> None:
    found = TIRANO.deadlines(case("several_breaches"), on=ON)
    assert isinstance(found, DeadlineList)
    assert found == tuple(found)
    told = display.html(found)
    assert told.count("<table>") == 2
    assert display.html(DeadlineList()).count("<table>") == 0
    assert display.html(DeadlineList(each for each in found if each.settled)).count("<table>") == 1


def test_a_deadline_of_which_the_day_is_not_known_says_so() -> None:
    (first, *_) = (each for each in TIRANO.deadlines(case("several_breaches"), on=ON) if not each.settled)
    told = display.html(DeadlineList([replace(first, effective=None)]))
    assert display.html(DeadlineList([first])) != told
    assert "senza giorno" in told


def test_a_rule_and_a_fact_are_shown_by_themselves() -> None:
    found = TIRANO.rule("hours.weekly-cap")._repr_html_() or ""
    assert "art. 7" in found
    assert "ridurre le ore" in found
    assert "Direct time" not in found
    fact = TIRANO.vocabulary.facts["direct_time"]
    assert "direct_time" in (fact._repr_html_() or "")
    assert fact.label.en in display.html(fact, lang="en")

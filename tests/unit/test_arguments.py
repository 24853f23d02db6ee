"""Every argument of every public call: what is wrong is refused by name, never with a raw error nor with silence."""

# ruff: noqa: DTZ001 - days carry no time zone here

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from pathlib import Path
from typing import Any, Final

import pytest

import adm_rules as adm
from adm_rules import files, ics
from adm_rules._internal.arguments import as_day, as_items, as_member
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError
from adm_rules._internal.report import Report, Verdict
from adm_rules._internal.texts import Text

ON: Final = date(2026, 3, 31)
CASE: Final = {"id": "c-1", "birth_date": "2014-05-03", "interventions": [{"service": "home_education"}]}
AGENCY: Final = {"id": "a-1"}
CONTRACT: Final = {"id": "k-1"}
DISTRICT: Final = {"id": "d-1"}

NO_DAYS: Final[tuple[Any, ...]] = (
    *("31/03/2026", "2026-02-30", "", "none", b"2026-03-31", 20260331, None, []),
    *(datetime(2026, 3, 31, 10), datetime(2026, 3, 31, tzinfo=UTC), date(1, 1, 1), date(9999, 12, 31)),
)
NO_FILES: Final[tuple[Any, ...]] = (
    *("cases/1.json", Path("cases/1.json"), "casi.yaml", b"../a.yml", "", "just text", b"\xff", "{"),
    *(7, [], {1: 2}, object(), {"id": 7}, adm.load),
)
NO_LISTS: Final[tuple[Any, ...]] = (
    *(None, 7, "cases", CASE, b"cases", adm.Case.model_validate(CASE), [None], ["cases/1.json"]),
)
NO_NAMES: Final[tuple[Any, ...]] = ("hours.weeklycap", "", 7, ["case"], {}, b"x", object())

#: For each parameter of a public call: one value that is right, and those that are wrong.
PARAMETERS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "case": (CASE, NO_FILES),
    "agency": (AGENCY, NO_FILES),
    "contract": (CONTRACT, NO_FILES),
    "district": (DISTRICT, NO_FILES),
    "cases": ([CASE], NO_LISTS),
    "agencies": ([AGENCY], (None, 7, "agencies", AGENCY, [None])),
    "jobs": (1, (0, -1, 1.5, "2", None, True)),
    "about": (None, (*NO_NAMES, "agency")),
    "on": (ON, NO_DAYS),
    "until": (date(2026, 12, 31), tuple(day for day in NO_DAYS if day is not None)),
    "first": (date(2026, 1, 1), NO_DAYS),
    "last": (date(2026, 12, 31), NO_DAYS),
    "month": ("2026-03", ("2026-13", "marzo", 3, "", [], date(1, 1, 1))),
    "available": (Decimal("100.00"), (100.0, "100", None, Decimal("NaN"))),
    "hours": (Fraction(2), (1.5, "2", -1, [])),
    "service": ("home_education", (*NO_NAMES, "home_educaton")),
    "session": ({"start": "2026-03-02T14:00"}, ({}, 7, {"stato": 1, "start": "2026-03-02T14:00"})),
    "order": (None, NO_NAMES),
    "kind": ("case", ("cases", "", 7, None, [])),
    "what": ("findings", ("finding", "", 7, None, [], "hours")),
    "rule_id": ("hours.weekly-cap", NO_NAMES),
    "rule": ("hours.weekly-cap", NO_NAMES),
    "verdict": ("breaches", ("breach", "BREACHES", 1, [])),
    "severity": ("error", ("fatal", 1, [])),
    "subject": ("week", ("weeks", 1, [])),
    "value": ("weekly_cap", NO_NAMES),
    "amounts": (["9 h"], ([], "9 h", 7, None, [None], ["9 hrs"])),
    "isee": ([1000], ([], "1000", 1000, [1.5], [-1], None)),
    "limit": (3, (-1, "3", 1.5, [])),
    "verdicts": ("told", ("breach", "", 7, None, [])),
    "evidence": ("told", ("full", "", 7, None, [])),
    "lang": ("it", ("fr", "IT", 7, ["it", "fr"], [7], {})),
    "fold": (True, (None, "yes", 1)),
    "heads": (True, (None, "yes", 1)),
    "wanted": (bool, (7, "week", None, [])),
    "where": ("tirano", ("tiran", "", 7, None, "nowhere/x.yaml", "tirano.yaml", Path(), "a/\0.yaml", [])),
}
#: Switches and layout, which any value turns one way or the other; for values of a trial see test_what_if.py.
FREE: Final = frozenset({"trusted", "settled", "presume", "indent", "values"})


def rules() -> adm.RuleSet:
    return adm.load("tirano")


def tariff() -> adm.RuleSet:
    return adm.load(Path(__file__).parents[2] / "examples" / "tariffs" / "steps.yaml")


def report() -> Report:
    return rules().check(CASE, on=ON)


def listed(method: Any) -> Any:
    """A method whose answers come one by one, asked for all of them."""

    @wraps(method)
    def call(*given: Any, **named: Any) -> list[Any]:
        return list(method(*given, **named))

    return call


def whole(method: Any) -> Any:
    """A method that keeps what cannot be read among its failures, asked for no failure."""

    @wraps(method)
    def call(**named: Any) -> Any:
        made = method(**named)
        if made.failures:
            raise adm.CaseError(made.failures[0].diagnostics)
        return made

    return call


CALLS: Final[tuple[Callable[[], Any], ...]] = (
    lambda: rules().check,
    lambda: listed(rules().check_each),
    lambda: whole(rules().check_many),
    lambda: whole(rules().deadlines_many),
    lambda: rules().unread,
    lambda: rules().copayment,
    lambda: tariff().copayment_curve,
    lambda: whole(rules().what_if(weekly_cap="9 h").effect),
    lambda: rules().verdict_curve,
    lambda: rules().statement,
    lambda: rules().budget,
    lambda: rules().instalments,
    lambda: rules().penalty_bands,
    lambda: rules().deadlines,
    lambda: rules().prioritise,
    lambda: rules().rule,
    lambda: rules().schema,
    lambda: report().filter,
    lambda: report().only,
    lambda: report().ask_first,
    lambda: report().to_dict,
    lambda: report().to_json,
    lambda: report().to_frame,
    lambda: adm.load,
)


def test_every_public_method_with_arguments_is_swept() -> None:
    swept = {made().__name__ for made in CALLS}
    for owner in (adm.RuleSet, Report):
        methods = {
            name
            for name, method in inspect.getmembers(owner, inspect.isfunction)
            if not name.startswith("_") and set(inspect.signature(method).parameters) - {"self"} - FREE
        }
        assert methods <= swept, methods - swept


def arguments(call: Any) -> dict[str, Any]:
    found = {name: each for name, each in inspect.signature(call).parameters.items() if name not in FREE}
    assert set(found) <= set(PARAMETERS), set(found) - set(PARAMETERS)
    must = (name for name, each in found.items() if each.default is inspect.Parameter.empty or name == "case")
    return {name: PARAMETERS[name][0] for name in must}


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_what_is_right_is_answered_and_what_is_wrong_is_refused(number: int) -> None:
    call = CALLS[number]()
    assert call(**arguments(call)) is not None
    for name, each in inspect.signature(call).parameters.items():
        for wrong in PARAMETERS.get(name, (None, ()))[1]:
            if wrong is None and each.default is None:
                continue  # left out
            with pytest.raises(AdmRulesError) as caught:
                call(**{**arguments(call), name: wrong})
            told = str(caught.value)
            assert "object at 0x" not in told
            assert not isinstance(caught.value, ArgumentError) or len(told) < 400, told


@pytest.mark.parametrize("on", ["2026-03-31", datetime(2026, 3, 31), ON])
def test_a_day_may_be_text_or_a_midnight(on: Any) -> None:
    assert rules().check(CASE, on=on) == report()


def test_the_nearest_right_value_is_told() -> None:
    found = report()
    for keys, told in (
        ({"verdict": "breach"}, "there is no verdict `breach`; did you mean `breaches`?"),
        ({"rule": "hours.weeklycap"}, "there is no rule `hours.weeklycap`; did you mean `hours.weekly-cap`?"),
        ({"severity": "fatal"}, "there is no severity `fatal`; there are: error, warning, info"),
        ({"subject": "weeks"}, "there is no subject `weeks`; did you mean `week`?"),
    ):
        with pytest.raises(ArgumentError) as caught:
            found.filter(**keys)
        assert str(caught.value) == told
    with pytest.raises(ArgumentError, match=r"^there is no rule `x`; there are: "):
        rules().rule("x")
    with pytest.raises(AdmRulesError, match=r"the rule set of this name is loaded by `tirano`$"):
        adm.load("./tirano.yaml")


def test_a_rule_without_findings_is_no_mistake() -> None:
    assert report().filter(rule="agency.turnover") == ()
    assert report().filter(verdict=Verdict.DEROGATED, subject="session") == ()
    again = Report.from_json(report().to_json())
    assert again.filter(rule="of.another-set") == ()  # it does not know which rules were asked
    with pytest.raises(ArgumentError):
        again.filter(verdict="breach")


@pytest.mark.parametrize("lang", ["fr", "IT", "", None])
def test_a_text_exists_in_two_languages(lang: Any) -> None:
    finding = report().findings[0]
    for told in (finding.message, finding.citation.text, Text("a", "b").in_language):
        with pytest.raises(ArgumentError, match=r"^texts exist in the languages it and en$"):
            told(lang)


def test_a_model_of_another_kind_and_a_path_are_told_apart() -> None:
    other: Any = adm.Agency.model_validate(AGENCY)
    with pytest.raises(adm.CaseError, match="this is a model of another kind than `case`"):
        rules().check(other, on=ON)
    with pytest.raises(adm.CaseError, match="this is a path, not what stands in a file") as caught:
        rules().check("minori/rossi.json", on=ON)
    assert "rossi" not in str(caught.value)
    assert rules().check('{"id": "c/1.json", "birth_date": "2014-05-03"}'.replace("/", "-"), on=ON).files == (
        "case",
    )


def test_the_readers_of_arguments() -> None:
    assert as_day("2026-03-31", "on") == ON
    assert type(as_day(type("Day", (date,), {})(2026, 3, 31), "on")) is date
    assert as_member(Verdict.BREACHES, [*Verdict], "verdict") == "breaches"
    assert as_items((each for each in (1, 2)), "cases") == [1, 2]
    with pytest.raises(ArgumentError, match=r"^there is no name `x{40}`; there are: a00, .*, a11, …$"):
        as_member("x" * 99, [f"a{n:02}" for n in range(20)], "name")


# --- functions of the modules that are for users ------------------------------------------------------------------

KEY: Final = b"an invented key of the tests"


def due() -> Any:
    intervention = {"service": "home_education", "started_on": "2026-01-12"}
    return rules().deadlines({**CASE, "interventions": [intervention]}, on=ON)


@pytest.mark.parametrize("text", [7, None, [], {}, object()])
def test_what_is_no_text_is_not_read(text: Any) -> None:
    for call in (
        lambda: adm.parse(text),
        lambda: files.read(text, "a.yaml"),
        lambda: files.read_data(text, "a.yaml"),
        lambda: files.read_json(text, "a.json"),
        lambda: files.read("id: a", text),
        lambda: files.read_data("id: a", text),
        lambda: files.read_data_file(text),
    ):
        with pytest.raises(ArgumentError, match=r"^`(text|file|name|path)` is (a )?text"):
            call()


def test_a_calendar_takes_deadlines_a_day_a_key_and_a_language() -> None:
    assert ics.deadlines_ics(due(), on=ON, key=KEY).startswith(b"BEGIN:VCALENDAR")
    wrong: tuple[tuple[Any, dict[str, Any]], ...] = (
        (7, {}),
        ([7], {}),
        (due(), {"on": "31/03/2026"}),
        (due(), {"key": "text of sixteen letters"}),
        (due(), {"key": b"short"}),
        (due(), {"key": None}),
        (due(), {"lang": "fr"}),
        (due(), {"lang": None}),
    )
    for given, changed in wrong:
        keys: dict[str, Any] = {"on": ON, "key": KEY, **changed}
        with pytest.raises(AdmRulesError):
            ics.deadlines_ics(given, **keys)


@pytest.mark.parametrize(
    "wrong", [("case", "c-1", "x" * 20), ("case", 7, KEY), (None, "c-1", KEY), ("case", "c-1", b"")]
)
def test_a_pseudonym_takes_two_texts_and_a_key(wrong: tuple[Any, Any, Any]) -> None:
    assert len(ics.pseudonym("case", "c-1", KEY)) == 8
    with pytest.raises(AdmRulesError):
        ics.pseudonym(*wrong)


def test_a_portfolio_takes_arguments_as_strictly_as_a_report() -> None:
    made = adm.load("tirano").check_many([{"id": "c", "birth_date": "2014-05-03"}], on=date(2026, 3, 31))
    wrong: tuple[Any, ...] = (-1, "3", 1.5, True)
    for odd in wrong:
        for ask in (made.ask_first, made.worst, made.entries):
            with pytest.raises(ArgumentError, match="a whole number from 0 up"):
                ask(odd)
    assert made.ask_first(0) == ()
    assert len(made.ask_first(1)) == 1
    with pytest.raises(ArgumentError, match="a portfolio too"):
        made.compare(3)  # type: ignore[arg-type]


def test_what_a_table_holds_where_nothing_stands_is_no_day() -> None:
    pandas = pytest.importorskip("pandas")
    rules = adm.load("tirano")
    for odd in (pandas.NaT, pandas.NA):
        with pytest.raises(ArgumentError, match="`on` is a day"):
            rules.check({"id": "c", "birth_date": "2014-05-03"}, on=odd)
        with pytest.raises(adm.CaseError):
            rules.check(
                {"id": "c", "birth_date": "2014-05-03", "need_assessed_on": odd}, on=date(2026, 3, 31)
            )
        with pytest.raises(adm.CaseError):
            rules.check({"id": "c", "birth_date": odd}, on=date(2026, 3, 31))

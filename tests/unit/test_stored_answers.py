"""Answers that are stored: of their published form on everything that is shipped, read back whole, and from 0.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from adm_rules import RuleSet, load
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import ReportError
from adm_rules._internal.engine.stored import SCHEMAS, answer_schema
from adm_rules._internal.report.form.codecs import codec
from adm_rules._internal.report.form.opening import first_fault
from adm_rules._internal.values.bounds import INF, Interval
from adm_rules.answers import (
    Budget,
    ContractMoney,
    Copayment,
    DeadlineList,
    DueList,
    Portfolio,
    Queue,
    Statement,
)
from tools.update_example_month import AGENCY, cases

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
STORED: Final = Path(__file__).parent / "stored"
ON: Final = date(2026, 3, 31)
SHAPES: Final[dict[str, Any]] = {
    each.KIND: each for each in (Budget, ContractMoney, Copayment, DueList, Portfolio, Queue, Statement)
}


def _tirano() -> RuleSet:
    return load(EXAMPLES / "overlays" / "tirano_2026.yaml")


def _rules_of(path: Path) -> RuleSet:
    known = ("basso_lodigiano", "medio_olona", "scheda_comunale", "sud_est_milano")
    name = next((each for each in known if path.name.startswith(each)), None)
    return _tirano() if name is None else load(name)


def _made() -> Iterator[Any]:
    month, agency = [path.read_bytes() for path in cases()], AGENCY.read_bytes()
    for path in sorted((EXAMPLES / "cases").glob("*.yaml"))[::2]:
        yield _rules_of(path).deadlines(path.read_bytes(), on=ON).answer
    for case in month[::4]:
        yield _tirano().deadlines(case, agency=agency, on=ON).answer
        yield _tirano().copayment(case, on=ON)
    compliant = (EXAMPLES / "cases" / "compliant_adm.yaml").read_bytes()
    for n, tariff in enumerate(sorted((EXAMPLES / "tariffs").glob("*.yaml"))[::4]):
        hours = Decimal("7.5") if n % 2 else None
        yield load(tariff).copayment(compliant, on=ON, service="home_education", hours=hours)
    for given_ in (agency, None):
        yield _tirano().statement(month, month="2026-03", agency=given_)
    period = {
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "available": Decimal("9000.00"),
        "on": ON,
    }
    yield _tirano().budget(month, **period)  # type: ignore[arg-type]
    yield _tirano().what_if(weekly_cap="9 h").budget(month, **period)  # type: ignore[arg-type]
    contract = (EXAMPLES / "contracts" / "sud_est_milano_esempio.yaml").read_bytes()
    rules = load("sud_est_milano")
    for day in (ON, date(2023, 5, 1), date(2024, 2, 2)):
        bands, found = rules.penalty_bands(day), rules.instalments(contract, on=day)
        yield ContractMoney(day, "c", found, bands, **rules.made_by)
    waiting = [path.read_bytes() for path in sorted((EXAMPLES / "queue").glob("*.yaml"))]
    yield load("tirano").prioritise(waiting, on=ON)
    yield load("tirano").prioritise([*waiting, {"id": "u", "birth_date": "2014-05-01"}], on=ON)
    yield _tirano().check_many([*month[:4], '{"id": 3}'], on=ON)


@cache
def made() -> list[Any]:
    return list(_made())


# --- the form ---------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_schema_that_is_one() -> None:
    assert set(SCHEMAS) == {"report", *SHAPES}
    for kind, schema in SCHEMAS.items():
        Draft202012Validator(dict(schema))
        assert schema["$id"] == f"urn:adm-rules:{kind}:1"
    assert {each.KIND for each in made()} == set(SHAPES)


def test_every_answer_is_of_its_form_and_read_back_whole() -> None:
    for answer in made():
        text = answer.to_json()
        data = json.loads(text)
        assert data == answer.to_dict()
        assert first_fault(SCHEMAS[answer.KIND], data) is None, answer.KIND
        assert Draft202012Validator(answer_schema(answer.KIND)).is_valid(data)
        again = type(answer).from_json(text)
        assert again.to_json() == text
        if not isinstance(answer, Portfolio):  # whose files cannot be judged again
            assert again == answer


def test_the_envelope_is_that_of_a_report() -> None:
    for answer in made():
        data = answer.to_dict()
        assert list(data)[:3] == ["format", "rules", "library"]
        assert data["format"] == f"adm-rules/{answer.KIND}/1"
        assert set(data["rules"]) - {"trial"} == {"id", "version", "fingerprint", "language"}
        assert data["rules"]["fingerprint"].startswith(("sha256-", "trial-sha256-"))
        assert data["library"]
    trial = [each for each in made() if each.trial]
    assert [each.to_dict()["rules"]["trial"][0]["name"] for each in trial] == ["weekly_cap"]


def test_deadlines_are_a_list_that_is_stored() -> None:
    rules, case = _tirano(), (EXAMPLES / "cases" / "several_breaches.yaml").read_bytes()
    found = rules.deadlines(case, on=ON, until=date(2026, 12, 31))
    assert json.loads(found.to_json(indent=1)) == found.to_dict()
    again = DeadlineList.from_json(found.to_json())
    assert again == found
    assert (again.answer.on, again.answer.until, again.answer.rules) == (
        ON,
        date(2026, 12, 31),
        "tirano_2026",
    )


def test_a_portfolio_that_is_read_back_answers_but_judges_nothing() -> None:
    whole = next(each for each in made() if each.KIND == "portfolio")
    again = Portfolio.from_json(whole.to_json())
    assert again.counts() == whole.counts()
    assert again.ask_first(5) == whole.ask_first(5)
    assert again.failures[0].diagnostics[0].code == whole.failures[0].diagnostics[0].code
    assert again.compare(whole) == ()


# --- values -----------------------------------------------------------------------------------------------------------

_NUMBERS: Final = st.one_of(st.integers(-(10**9), 10**9), st.fractions(-100, 100))


@given(st.one_of(_NUMBERS, st.just(-INF)), st.one_of(_NUMBERS, st.just(INF)), st.booleans())
def test_amounts_lose_nothing(one: Any, other: Any, none: bool) -> None:
    amount = Interval(min(one, other), max(one, other), none)
    made_, forms = codec(Interval), answer_schema("budget")["$defs"]
    data = json.loads(json.dumps(made_.write(amount)))
    assert made_.read(data) == amount
    assert first_fault({**forms["amount"], "$defs": forms}, data) is None


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_what_is_no_such_answer_is_refused_with_its_place(kind: str) -> None:
    shape = SHAPES[kind]
    good = next(each for each in made() if kind == each.KIND).to_dict()
    other = "queue" if kind != "queue" else "statement"
    wrong: list[tuple[Any, str]] = [
        ("{", "is no JSON object"),
        ("[]", "is no JSON object"),
        ({}, "names no `format`"),
        ({**good, "format": f"adm-rules/{kind}/2"}, "is of format 2"),
        ({**good, "format": f"adm-rules/{other}/1"}, f"another answer, `{other}`"),
        ({**good, "format": "adm-rules/nothing/1"}, "none of this library"),
        ({**good, "rules": {"id": 3}}, "wrong at `rules.version`"),
        ({key: part for key, part in good.items() if key != "library"}, "wrong at `library`"),
    ]
    if "on" in good:
        wrong.append(({**good, "on": "31/03/2026"}, "wrong at `on`"))
        wrong.append(({**good, "on": "2026-02-31"}, "do not fit together"))
    for data, told in wrong:
        with pytest.raises(ReportError, match=told) as caught:
            shape.from_json(data if isinstance(data, str) else json.dumps(data))
        assert (
            f"no {kind}" in str(caught.value)
            or "format" in str(caught.value)
            or "another" in str(caught.value)
        )
    with pytest.raises(ReportError, match="pass its text"):
        shape.from_json(good)
    later = {**good, "of_a_later_library": 1}
    assert shape.from_json(json.dumps(later)).to_dict() == good


# --- format 0 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_what_0_1_0_stored_is_read_and_is_what_is_made_today(kind: str) -> None:
    old = json.loads((STORED / f"{kind}_0.json").read_text(encoding="utf-8"))
    assert "format" not in old
    again = SHAPES[kind].from_json(json.dumps(old))
    data = json.loads(again.to_json())
    assert first_fault(SCHEMAS[kind], data) is None
    assert SHAPES[kind].from_json(again.to_json()).to_json() == again.to_json()


def _old(kind: str) -> Any:
    return SHAPES[kind].from_json((STORED / f"{kind}_0.json").read_text(encoding="utf-8"))


def test_amounts_of_0_1_0_are_the_cents_of_today() -> None:
    copayment = _old("copayment")
    today = _tirano().copayment((EXAMPLES / "cases" / "compliant_adm.yaml").read_bytes(), on=ON)
    assert (copayment.cents, copayment.fee, copayment.steps) == (today.cents, today.fee, today.steps)
    month = [path.read_bytes() for path in cases()][:3]
    statement = _tirano().statement(month, month="2026-03", agency=AGENCY.read_bytes())
    old = _old("statement")
    assert old.totals == statement.totals
    assert [each.amount for each in old.accounts] == [each.amount for each in statement.accounts]
    assert [each.lines for each in old.accounts] == [each.lines for each in statement.accounts]
    assert [each.family and each.family.cents for each in old.accounts] == [
        each.family and each.family.cents for each in statement.accounts
    ]
    assert old.differences == statement.differences
    assert (
        _old("budget").commitments
        == _tirano()
        .budget(month, first=date(2026, 1, 1), last=date(2026, 12, 31), available=Decimal(9000), on=ON)
        .commitments
    )
    rules = load("sud_est_milano")
    contract = (EXAMPLES / "contracts" / "sud_est_milano_esempio.yaml").read_bytes()
    named = [replace(each, contract="esempio-contratto-sem") for each in _old("instalments").instalments]
    assert named == list(rules.instalments(contract, on=ON))
    assert _old("instalments").penalty_bands == rules.penalty_bands(ON)
    waiting = [path.read_bytes() for path in sorted((EXAMPLES / "queue").glob("*.yaml"))]
    assert _old("queue").places == load("tirano").prioritise(waiting, on=ON).places
    assert _old("portfolio").failures[0].diagnostics[0].code == "unreadable-file"


def test_times_of_0_1_0_that_had_no_upper_end_stay_open() -> None:
    old = json.loads((STORED / "statement_0.json").read_text(encoding="utf-8"))
    old["totals"][0]["payable_minutes"] = {"lowest": "66.67", "highest": None}
    total = Statement.from_json(json.dumps(old)).totals[0]
    assert total.payable is not None
    assert (total.payable.lowest, total.payable.highest) == (Fraction(6667, 100), None)

"""A name that is none of a closed list: the member that was meant is told, and never what stood there."""

from __future__ import annotations

from typing import Any

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.names import NAMES
from adm_rules._internal.records.near_names import WORDS, near_names
from tests.rules.small import rule, text

LISTS = sorted(NAMES)


def case(**intervention: Any) -> dict[str, Any]:
    return {
        "id": "c-1",
        "birth_date": "2014-05-03",
        "interventions": [{"service": "home_education", **intervention}],
    }


def helps(data: Any, regulation: Any = None) -> list[str | None]:
    with pytest.raises(CaseError) as caught:
        as_model("case", data, regulation)
    return [each.help for each in caught.value.diagnostics]


@pytest.mark.parametrize("names", LISTS)
def test_each_label_and_each_way_of_writing_a_member_leads_to_it(names: str) -> None:
    for member, told in NAMES[names].items():
        alike = {each for each, label in NAMES[names].items() if {label.it, label.en} & {told.it, told.en}}
        for said in (member.upper(), member.replace("_", " "), member.title().replace("_", "")):
            assert near_names(names, said) == (member,)
        for label in (told.it, told.en):
            (near,) = near_names(names, label)
            assert near in {*alike, *(each for each in NAMES[names] if each == label)}


def test_a_letter_more_or_less_leads_to_the_member() -> None:
    for names, said, meant in (
        ("service", "home_educaton", "home_education"),
        ("session_status", "delivred", "delivered"),
        ("role", "minor_protection", "minors_protection"),
        ("weekday", "lunedi", "monday"),
        ("service", "Spazio Neutro", "supervised_contact"),
        ("venue", "spazio_neutro", "neutral_space"),
    ):
        assert near_names(names, said) == (meant,)


def test_a_word_that_several_labels_hold_leads_to_all_of_them() -> None:
    services = (
        "social_service",
        "municipal_social_service",
        "territorial_social_service",
        "base_social_service",
    )
    assert near_names("role", "servizio_sociale") == services
    known = {
        "id": "c-1",
        "birth_date": "2014-05-03",
        "in_charge": [{"role": "servizio sociale", "from": "2026-01-01"}],
    }
    assert helps(known) == [f"did you mean {' or '.join(f'`{each}`' for each in services)}?"]


@pytest.mark.parametrize("said", ["", "  ", "qwxz", "x" * 121, "!!!"])
def test_what_is_near_nothing_names_nothing(said: str) -> None:
    assert near_names("service", said) == ()


def test_words_in_use_lead_to_members() -> None:
    every = {member for members in NAMES.values() for member in members}
    assert set(WORDS) <= every
    assert all(near_names("session_status", word) == () for word in ("adm", "madre"))
    assert near_names("role", "madre") == ("parent",)  # one of them is not both
    assert near_names("relation", "fratello") == ("sibling",)


def test_names_of_the_rule_set_are_near_too() -> None:
    names = "{venue: {greenhouse: {it: serra, en: greenhouse}}}"
    own = parse(text(rule("{venue: {is: greenhouse}}"), names=names)).regulation
    session = {"start": "2026-03-09T18:00", "venue": "grenhouse"}
    assert helps(case(sessions=[session]), own) == ["did you mean `greenhouse`?"]
    assert "greenhouse" not in str(helps(case(sessions=[session])))


@pytest.mark.parametrize("value", [7, None, ["home_education"], {"a": 1}])
def test_what_is_no_text_is_told_the_list(value: Any) -> None:
    data = case()
    data["interventions"][0]["service"] = value
    if value is None:
        as_model("case", {"id": "c-1", "birth_date": "2014-05-03", "area": None})
    else:
        assert helps(data) == [
            "use a name of the list `service`; a rule set adds its own under `names: {service: …}`"
        ]


def test_a_declared_fact_names_the_nearest_as_well() -> None:
    facts = (
        "{weather: {per: session, kind: enum, names: outcome, field: more,"
        " label: {it: esito della visita, en: outcome of the visit}}}"
    )
    own = parse(text(rule("{weather: {is: positive}}"), facts=facts)).regulation
    session = {"start": "2026-03-09T18:00", "more": {"weather": "positiv"}}
    assert helps(case(sessions=[session]), own) == ["did you mean `positive`?"]


def test_a_name_of_another_list_is_not_offered() -> None:
    assert load("tirano").regulation.context is not None
    assert helps(case(service="delivered")) == [
        "use a name of the list `service`; a rule set adds its own under `names: {service: …}`"
    ]

"""The Comuni: their codes, the ways to write them, and people who move elsewhere."""

import re
from collections import Counter
from datetime import date

import pytest

import adm_rules as adm
from adm_rules._internal.engine import parse
from adm_rules._internal.municipalities import (
    MUNICIPALITIES,
    Municipalities,
    MunicipalityError,
    find,
    istat,
    normalise,
)
from adm_rules._internal.municipalities.istat import folded
from adm_rules._internal.texts import Text

TIRANO = {
    "tirano", "villa_di_tirano", "teglio", "grosio", "aprica", "vervio", "tovo", "bianzone", "sernio", "mazzo",
    "grosotto", "lovero",
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("014066", "tirano"),
        ("tirano", "tirano"),
        ("TIRANO", "tirano"),
        (" Tirano ", "tirano"),
        ("Villa di Tirano", "villa_di_tirano"),
        ("villa_di_tirano", "villa_di_tirano"),
        ("Mazzo", "mazzo"),
        ("Mazzo di Valtellina", "mazzo"),
        ("mazzo_di_valtellina", "mazzo"),
        ("Tovo", "tovo"),
        ("Tovo di Sant'Agata", "tovo"),
        ("Tovo di Sant’Agata", "tovo"),
        ("S. Donato M.se", "san_donato_milanese"),
        ("San Donato Milanese", "san_donato_milanese"),
        ("S. Zenone al Lambro", "san_zenone_al_lambro"),
        ("098056", "tavazzano_con_villavesco"),
    ],
)
def test_every_spelling_leads_to_the_slug(written: str, slug: str) -> None:
    assert normalise(written) == slug


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("016024", "016024"),
        ("Bergamo", "016024"),
        ("bergamo", "016024"),
        ("Bergamo (BG)", "016024"),
        ("Tirano (SO)", "tirano"),
        ("Samone (TO)", "001235"),
        ("samone tn", "022165"),
        ("Aldein", "021001"),
        ("Aldino", "021001"),
        ("Bardello", "012009"),
        ("012009", "012009"),
        ("024103", "024128"),
        ("041033", "099030"),
        ("Montecopiolo", "099030"),
        ("Montecopiolo (PU)", "099030"),
        ("Sassofeltrio (RN)", "099031"),
        ("None (TO)", "001168"),
    ],
)
def test_every_comune_of_italy_is_found_by_code_and_by_name(written: str, code: str) -> None:
    assert find(written) == normalise(written) == code


def test_every_code_and_title_of_the_list_leads_to_one_form() -> None:
    assert len(istat.comuni()) == 7913
    for code, each in istat.comuni().items():
        form = find(code)
        assert form == find(each.title)
        assert form in Municipalities()
        assert each.former or form == code or MUNICIPALITIES[str(form)].istat == code


def test_a_code_of_the_past_is_that_of_the_only_comune_of_the_name_or_says_that_it_is_former() -> None:
    """All 17 of ISTAT's list: three have a bearer of their name, the others merged under another one."""
    former = [code for code, each in istat.comuni().items() if each.former]
    moved = {code: str(istat.present(code)) for code in former if istat.present(code) != code}
    assert (len(former), moved) == (17, {"024103": "024128", "041033": "099030", "041060": "099031"})
    told = Municipalities()
    assert not any(told[code].en.endswith(", former") for code in moved.values())
    assert all(told[code].en.endswith(", former") for code in former if code not in moved)


def test_the_listed_ones_are_called_as_istat_calls_them() -> None:
    for each in MUNICIPALITIES.values():
        found = istat.comuni()[each.istat]
        assert (found.name, found.province, found.former) == (each.name, each.province, False)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Tiranno", "expected a municipality: did you mean Tirano?"),
        ("Melegnan", "expected a municipality: did you mean Melegnano?"),
        ("Xqzw", "expected a municipality: write its name or its six-digit ISTAT code"),
        ("", "expected a municipality: write its name or its six-digit ISTAT code"),
        ("none", "this is what does not exist: the Comune is written None (TO)"),
        ("None", "this is what does not exist: the Comune is written None (TO)"),
        ("Samone", "several Comuni bear this name: add the province: Samone (TO) or Samone (TN)"),
        ("014999", "no Comune has this ISTAT code: the nearest code is 014069, Traona (SO)"),
        ("999999", "no Comune has this ISTAT code: look it up in ISTAT's list"),
    ],
)
def test_what_no_comune_is_gets_the_nearest_one(written: str, told: str) -> None:
    assert find(written) is None
    with pytest.raises(MunicipalityError) as caught:
        normalise(written)
    assert str(caught.value) == told


def test_a_former_comune_says_so() -> None:
    assert Municipalities()["012009"] == Text("Bardello, soppresso", "Bardello, former")
    assert Municipalities()["016024"] == Text("Bergamo", "Bergamo")
    assert "999999" not in Municipalities()


def test_a_rule_set_adds_places_of_its_own() -> None:
    own = Municipalities({"abroad": Text("estero", "abroad")})
    assert own["abroad"].en == "abroad"
    assert set(own) == {*MUNICIPALITIES, "abroad"}
    assert len(own) == len(MUNICIPALITIES) + 1


def test_the_table_is_sound() -> None:
    assert set(MUNICIPALITIES) >= TIRANO
    assert len(MUNICIPALITIES) == 33
    for attribute in ("istat", "belfiore", "name"):
        counted = Counter(getattr(each, attribute) for each in MUNICIPALITIES.values())
        assert set(counted.values()) == {1}
    for slug, each in MUNICIPALITIES.items():
        assert slug == each.slug == folded(slug)
        assert re.fullmatch("[A-Z][0-9]{3}", each.belfiore)
        assert normalise(each.istat) == normalise(each.name) == slug


def test_provinces_follow_the_code() -> None:
    assert {each.province for each in MUNICIPALITIES.values() if each.slug in TIRANO} == {"SO"}
    assert MUNICIPALITIES["san_colombano_al_lambro"].province == "MI"
    assert MUNICIPALITIES["codogno"].province == "LO"
    assert MUNICIPALITIES["marnate"].province == "VA"


# --- one identity in files, in values and in names of a rule set ------------------------------------------------

RULES = """
language: 1
id: own
title: {it: Prova, en: Trial}
version: "1"
act: {title: {it: Atto di prova, en: Trial act}, body: Ente di prova, adopted: [], document: none}
in_force: {from: 2020-01-01}
names: {municipality: {bergamo: {it: Bergamo alta, en: Upper Bergamo}, abroad: {it: estero, en: abroad}}}
conventions: {service_holidays: {"Bergamo (BG)": 08-26}}
values:
  municipalities: {kind: set, of: municipality, label: {it: Comuni, en: towns},
                   history: [{is: VALUES, cites: {article: "1"}}]}
rules:
  - id: lives
    title: {it: Residenza, en: Residence}
    norms: [TST-01-01]
    cites: {article: "1"}
    per: case
    require: {residence_now: REQUIRE}
    otherwise: {severity: error, message: {it: "Vive: {residence_now}.", en: "Lives: {residence_now}."}}
"""


def verdict(residence: str, values: str = "[bergamo]", require: str = "{one_of: $municipalities}") -> str:
    rules = parse(RULES.replace("VALUES", values).replace("REQUIRE", require), "own.yaml")
    report = rules.check(
        {"id": "c", "birth_date": "2014-05-20", "residence": residence}, on=date(2026, 1, 31)
    )
    return str(report.findings[0].verdict)


@pytest.mark.parametrize("values", ["[bergamo]", "['016024']", "[Bergamo]", "['Bergamo (BG)', Samone (TO)]"])
@pytest.mark.parametrize("residence", ["bergamo", "016024", "Bergamo", "Bergamo (BG)"])
def test_a_comune_is_one_whatever_it_is_called(residence: str, values: str) -> None:
    assert verdict(residence, values) == "complies"
    assert verdict("Milano", values) == "breaches"


@pytest.mark.parametrize("require", ["{is: Bergamo}", "{one_of: ['016024', tirano]}", "{none_of: [Milano]}"])
def test_a_comune_may_be_written_in_a_condition(require: str) -> None:
    assert verdict("bergamo", require=require) == "complies"


def test_what_a_rule_set_adds_is_a_place_of_its_own() -> None:
    assert verdict("bergamo", "[abroad]") == "breaches"


@pytest.mark.parametrize(
    ("values", "require", "told"),
    [
        ("[Bergamo, '016024']", "{one_of: $municipalities}", "a member stands twice"),
        ("[Bergmo]", "{one_of: $municipalities}", "`Bergmo`: expected a municipality"),
        ("[Samone]", "{one_of: $municipalities}", "`Samone`: several Comuni bear this name"),
        ("[Bergamo]", "{is: '999999'}", "`999999`: no Comune has this ISTAT code"),
    ],
)
def test_a_place_that_no_comune_is_is_a_fault_of_the_rule_file(values: str, require: str, told: str) -> None:
    with pytest.raises(adm.DiagnosticsError, match=re.escape(told)):
        verdict("Bergamo", values, require)


def test_a_finding_calls_a_comune_by_its_name() -> None:
    rules = parse(
        RULES.replace("VALUES", "[abroad]").replace("REQUIRE", "{one_of: $municipalities}"), "own.yaml"
    )
    case = {"id": "c", "birth_date": "2014-05-20", "residence": "015146"}
    (finding,) = rules.check(case, on=date(2026, 1, 31)).findings
    assert finding.message("en") == "Lives: Milano."
    (finding,) = rules.check({**case, "residence": "Bergamo"}, on=date(2026, 1, 31)).findings
    assert finding.message("it") == "Vive: Bergamo alta."


def test_a_code_that_does_not_exist_is_refused_in_a_file() -> None:
    with pytest.raises(adm.CaseError) as caught:
        verdict("999999")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.path) == ("not-a-municipality", ("residence", 0, "municipality"))
    assert "no Comune has this ISTAT code" in fault.message

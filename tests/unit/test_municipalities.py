"""The Comuni: their codes, the ways to write them, and people who move elsewhere."""

import re
from collections import Counter

import pytest

from adm_rules.municipalities import MUNICIPALITIES, MunicipalityError, folded, normalise

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


def test_a_code_that_is_not_listed_is_kept() -> None:
    assert normalise("014061") == "014061"


@pytest.mark.parametrize("written", ["Somewhere", "", "14066", "0140666", "01406a", "٠١٤٠٦٦", "none"])
def test_anything_else_is_refused_without_being_repeated(written: str) -> None:
    with pytest.raises(MunicipalityError) as caught:
        normalise(written)
    assert str(caught.value) == "expected a municipality: its name, its slug or its six-digit ISTAT code"


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

"""Name lists: closed, labelled in both languages, and cheap."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from adm_rules._internal import names
from adm_rules._internal.municipalities import MUNICIPALITIES
from adm_rules._internal.names import NAMES, label, members_of
from adm_rules._internal.texts import Text

ARTICLES = {"it": r"(il|lo|la|i|gli|le|un|uno|una) ", "en": r"(the|an?) "}


def test_a_list_gives_its_members_in_order_with_their_labels() -> None:
    assert NAMES["service"]["home_education"] == Text(
        "assistenza domiciliare minori (ADM)", "home education (ADM)"
    )
    assert list(NAMES["weekday"])[:2] == ["monday", "tuesday"]
    assert len(NAMES["weekday"]) == 7
    assert "invented" not in members_of("session_status")
    assert dict(members_of("invented")) == dict(members_of(None)) == {}
    some = {"service", "role", "venue", "municipality", "consequence", "plan_field", "leaving_reason", "step"}
    assert set(NAMES) >= some


def test_every_line_of_the_file_is_a_member_of_its_own_list() -> None:
    """A list or a name that stands there twice would hide the first."""
    lines = Path(names.__file__).with_name("lists.txt").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    listed = {name: some for name, some in NAMES.items() if name != "municipality"}
    assert len(told) == len(listed) + sum(map(len, listed.values()))


@pytest.mark.parametrize("name", NAMES)
def test_names_and_labels_are_well_formed(name: str) -> None:
    assert re.fullmatch("[a-z][a-z_]*", name)
    for member, labelled in NAMES[name].items():
        assert re.fullmatch("[a-z][a-z0-9_]*", member)
        assert member != "none"  # the word for what is known not to exist
        for lang, articles in ARTICLES.items():
            text = labelled.in_language(lang)
            assert text == text.strip() != ""
            assert not re.match(articles, text)
            assert not text.endswith(".")


def test_labels_of_one_list_tell_its_members_apart() -> None:
    for name, members in NAMES.items():
        for lang in ("it", "en"):
            labels = [label(name, member, lang) for member in members]
            assert len(set(labels)) == len(labels), name


def test_labels_come_in_both_languages() -> None:
    assert label("role", "minors_protection", "it") == "Servizio Tutela Minori"
    assert label("role", "minors_protection", "en") == "Minors' Protection Service"
    assert label("municipality", "mazzo", "en") == "Mazzo di Valtellina"


def test_what_no_list_has_is_its_own_label() -> None:
    assert label("municipality", "014061", "it") == "Sondrio"
    assert label("municipality", "abroad", "it") == "abroad"
    assert label("invented", "x", "it") == "x"


def test_municipalities_are_the_table() -> None:
    assert list(NAMES["municipality"]) == list(MUNICIPALITIES)


def test_names_load_without_pydantic() -> None:
    script = "import adm_rules._internal.names, sys; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

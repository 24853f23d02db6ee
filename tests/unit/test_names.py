"""Name lists: closed, labelled in both languages, and cheap."""

import pickle
import re
import subprocess
import sys

import pytest

from adm_rules._internal.municipalities import MUNICIPALITIES
from adm_rules._internal.names import NAMES, Role, Service, SessionStatus, Weekday, label, list_name
from adm_rules._internal.names.service import StepName
from adm_rules._internal.texts import Text

ARTICLES = {"it": r"(il|lo|la|i|gli|le|un|uno|una) ", "en": r"(the|an?) "}


def test_a_member_is_its_own_text() -> None:
    assert Service.HOME_EDUCATION == "home_education"
    assert str(Service.HOME_EDUCATION).__class__ is str
    assert Service.HOME_EDUCATION.label == Text("assistenza domiciliare minori (ADM)", "home education (ADM)")


def test_a_list_behaves_like_a_set_of_names() -> None:
    assert "planned" in SessionStatus
    assert "invented" not in SessionStatus
    assert len(Weekday) == 7
    assert [str(day) for day in Weekday][:2] == ["monday", "tuesday"]
    assert Weekday["monday"] is Weekday.MONDAY
    with pytest.raises(KeyError):
        Weekday["mon"]


def test_members_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(Role.PLAN_OFFICE))
    assert (again, again.label) == (Role.PLAN_OFFICE, Role.PLAN_OFFICE.label)


def test_lists_are_named_after_their_classes() -> None:
    assert list_name(SessionStatus) == "session_status"
    assert NAMES["session_status"] is SessionStatus
    assert NAMES["step"] is StepName
    assert set(NAMES) >= {
        "service",
        "role",
        "venue",
        "municipality",
        "consequence",
        "plan_field",
        "leaving_reason",
    }


@pytest.mark.parametrize("name", NAMES)
def test_names_and_labels_are_well_formed(name: str) -> None:
    for member in NAMES[name]:
        assert re.fullmatch("[a-z][a-z0-9_]*", member)
        assert member != "none"  # the word for what is known not to exist
        for lang, articles in ARTICLES.items():
            text = member.label.in_language(lang)
            assert text == text.strip() != ""
            assert not re.match(articles, text)
            assert not text.endswith(".")


def test_attribute_and_text_agree() -> None:
    for members in NAMES.values():
        assert {str(member).upper() for member in members} == {key for key in vars(members) if key.isupper()}


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
    assert [str(each) for each in NAMES["municipality"]] == list(MUNICIPALITIES)


def test_names_load_without_pydantic() -> None:
    script = "import adm_rules._internal.names, sys; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

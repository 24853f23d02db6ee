"""An overlay is pinned to the meaning of what it touches: what moves it, what does not, and what is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import load, pinned
from adm_rules._internal.loader.pins import KINDS, differences, flow, with_pin
from adm_rules._internal.yaml_source import read

LABEL = "label: {it: limite, en: limit}"
BASE = f"""\
language: 1
id: base
title: {{it: Prova, en: Trial}}
version: "1"
act:
  title: {{it: Atto inventato, en: Invented act}}
  body: Assemblea
  adopted: [{{body: Assemblea, on: 2020-01-01}}]
  document: invented
in_force: {{from: 2020-01-01}}
conventions: {{rollover: next, service_holidays: {{tirano: 11-11, sernio: 08-10}}}}
readings:
  counted:
    question: {{it: "Che cosa?", en: "What?"}}
    default: direct
    norms: [X-1]
    options: {{direct: {{it: diretto, en: direct}}, all: {{it: tutto, en: all}}}}
values:
  longest: {{kind: minutes, {LABEL}, history: [{{is: 2 h, cites: {{article: "2"}}}}]}}
  users: {{kind: count, {LABEL}, history: [{{is: 2, cites: {{article: "2"}}}}]}}
  pause: {{kind: minutes, {LABEL}, not_set: {{by: {{it: Assemblea, en: Assembly}}, asks: {{it: quale, en: which}}}}}}
  places: {{kind: set, of: venue, {LABEL}, history: [{{is: [home], cites: {{article: "2"}}}}]}}
  trips: {{kind: count, {LABEL}, history: [{{is: 9, cites: {{article: "2"}}}}]}}
tariffs:
  meal: {{unit: EUR, not_set: {{by: {{it: Assemblea, en: Assembly}}, asks: {{it: quale, en: which}}}}}}
  bus: {{unit: EUR, free: {{it: gratuito, en: free}}}}
derogations:
  at-home:
    title: {{it: A casa, en: At home}}
    cites: {{article: "3"}}
    when: {{preparing_return_home: {{is: true}}}}
rules:
"""


def rule(name: str, require: str, more: str = "") -> str:
    return f"""\
  - id: {name}
    title: {{it: Titolo, en: Title}}
    norms: [X-1]
    cites: {{article: "1"}}
    per: session
    require: {require}
{more}    otherwise:
      severity: error
      message: {{it: "Non va bene.", en: "It will not do."}}
"""


LONGEST = rule("longest", "{session_time: {at_most: $longest}}")
USE = "    derogations: [{use: at-home, require: {venue: {is: home}}}]\n"
PLACES = rule("places", "{venue: {one_of: $places}}", USE)
SHORT = "{direct: {feedback_time: {at_most: 9 min}}, all: {feedback_time: {at_most: 5 min}}}"
FEEDBACK = rule("feedback", f"{{by_reading: {{counted: {SHORT}}}}}")
OTHER = rule("other", "{users_present: {at_most: $trips}}")
CITES = 'cites: {act: del. 8/2026, article: "1"}'
BECAUSE = f"because: {{it: Serve, en: It is needed}}, {CITES}"
OVERLAY = f"""\
# A district's own file.
language: 1
id: own
title: {{it: Regole proprie, en: Own rules}}
version: "1"
extends: {{rules: base.yaml}}
adopted: {{act: del. 8/2026, body: Assemblea, on: 2026-01-15}}
values:
  longest: {{history: [{{from: 2026-03-01, is: 90 min, {CITES}}}]}}
  pause: {{history: [{{from: 2026-03-01, is: 10 min, {CITES}}}]}}
readings:
  - {{reading: counted, use: all, {BECAUSE}}}
disable:
  - {{rule: places, from: 2026-03-01, {BECAUSE}}}
tariffs:
  meal: {{unit: EUR, free: {{it: gratuito, en: free}}}}
service_holidays: {{tirano: 11-12}}
rules:
{rule("own.users", "{users_present: {at_most: $users}}")}"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An overlay beside its base, pinned to it."""
    (tmp_path / "base.yaml").write_text(BASE + LONGEST + PLACES + FEEDBACK + OTHER, encoding="utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(pinned(OVERLAY, str(path)), encoding="utf-8")
    return path


def changed(own: Path, *changes: tuple[str, str]) -> Path:
    """The overlay, after some text of its base was replaced."""
    base = own.with_name("base.yaml")
    text = base.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    base.write_text(text, encoding="utf-8")
    return own


def faults(own: Path) -> list[str]:
    with pytest.raises(DiagnosticsError) as caught:
        load(own)
    assert {fault.code for fault in caught.value.diagnostics} == {"overlay-base-changed"}
    assert all("adm-rules pin" in (fault.help or "") for fault in caught.value.diagnostics)
    return [fault.message for fault in caught.value.diagnostics]


def test_the_pin_holds_what_the_overlay_touches_and_nothing_else(own: Path) -> None:
    pin = read(own.read_text(encoding="utf-8"), "own.yaml").data["pinned"]
    assert {kind: list(pin[kind]) for kind in KINDS} == {
        "base": ["version"],
        "conventions": ["rollover", "service_holidays"],
        "values": ["longest", "pause", "places", "users"],
        "readings": ["counted"],
        "tariffs": ["meal"],
        "rules": ["feedback", "longest", "places"],
    }
    assert pin["conventions"]["service_holidays"] == {"tirano": "11-11"}
    assert pin["values"]["pause"] == {"kind": "minutes", "not_set": {"it": "Assemblea", "en": "Assembly"}}
    assert pin["rules"]["places"]["derogations"] == [
        {
            "when": {"preparing_return_home": {"is": True}},
            "use": "at-home",
            "require": {"venue": {"is": "home"}},
        }
    ]
    assert load(own).id == "own"


@pytest.mark.parametrize(
    "changes",
    [
        [("values:\n", "# one more comment\nvalues:\n")],
        [(LONGEST + PLACES, PLACES + LONGEST)],
        [("users_present: {at_most: $trips}", "users_present: {below: $trips}")],
        [("is: 9,", "is: 8,")],
        [(OTHER, "")],
        [("sernio: 08-10", "sernio: 08-09")],
        [
            (
                "bus: {unit: EUR, free: {it: gratuito, en: free}}",
                "bus: {unit: EUR, free: {it: libero, en: free}}",
            )
        ],
        [
            ("en: Title", "en: Another title"),
            ("It will not do.", "It is too long."),
            ("en: limit", "en: bound"),
        ],
        [('cites: {article: "2"}', 'cites: {article: "4"}'), ("norms: [X-1]", "norms: [X-2]")],
        [("en: which", "en: which one"), ("What?", "Which?")],
        [('version: "1"', 'version: "2"')],
    ],
    ids=range(11),
)
def test_what_bears_on_no_answer_or_is_not_touched_may_change(
    own: Path, changes: list[tuple[str, str]]
) -> None:
    assert load(changed(own, *changes)).id == "own"


#: A change of the base, what it is in, and what is said of it.
TOLD = [
    ("is: 2 h", "is: 3 h", "values, `longest`", '`history.1.is` was "2 h" and is "3 h"'),
    ("{is: 2,", "{is: 3,", "values, `users`", "`history.1.is` was 2 and is 3"),
    (
        "is: [home]",
        "is: [home, school]",
        "values, `places`",
        "`history.1.is` was [home] and is [home, school]",
    ),
    (
        "session_time: {at_most",
        "session_time: {below",
        "rules, `longest`",
        "`require.session_time.at_most` is gone: it was $longest; `require.session_time.below` is new: $longest",
    ),
    (
        "preparing_return_home: {is: true}",
        "preparing_return_home: {is: false}",
        "rules, `places`",
        "`derogations.1.when.preparing_return_home.is` was true and is false",
    ),
    (
        "at_most: $trips}}",
        "at_most: 9}}\n    when: {session_time: {above: $longest}}",
        "rules, `other`",
        "the overlay touches it, and its pin does not have it",
    ),
    (
        "session_time: {at_most: $longest}",
        "session_time: {at_most: 2 h}",
        "rules, `longest`",
        "the overlay touches it no longer",
    ),
    (
        "default: direct",
        "default: direct\n    disputed_severity: error",
        "readings, `counted`",
        "`disputed_severity` is new: error",
    ),
    (
        "tirano: 11-11",
        "tirano: 11-10",
        "conventions, `service_holidays`",
        '`tirano` was "11-11" and is "11-10"',
    ),
    ("EUR, not_set", "EUR_per_month, not_set", "tariffs, `meal`", "`unit` was EUR and is EUR_per_month"),
]


@pytest.mark.parametrize(("old", "new", "where", "told"), TOLD, ids=[f"{each[2]} {each[3]}" for each in TOLD])
def test_what_has_changed_is_told_from_what_to_what(
    own: Path, old: str, new: str, where: str, told: str
) -> None:
    messages = faults(changed(own, (old, new)))
    assert messages == [f"`base` has changed under this overlay ({where}): {told}"]


def test_an_overlay_without_a_pin_is_refused(own: Path) -> None:
    own.write_text(OVERLAY, encoding="utf-8")
    with pytest.raises(DiagnosticsError, match="run `adm-rules pin`") as caught:
        load(own)
    assert [fault.code for fault in caught.value.diagnostics] == ["overlay-not-pinned"]


def test_a_pin_of_another_shape_is_told(own: Path) -> None:
    own.write_text(f"{OVERLAY}pinned: {{values: 3}}\n", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        load(own)
    assert "wrong-shape" in {fault.code for fault in caught.value.diagnostics}
    own.write_text(f"{OVERLAY}pinned: {{limits: {{}}}}\n", encoding="utf-8")
    with pytest.raises(DiagnosticsError, match="unknown-key"):
        load(own)


def test_only_an_overlay_can_be_pinned() -> None:
    with pytest.raises(AdmRulesError, match="no overlay"):
        pinned(BASE + LONGEST, "base.yaml")
    with pytest.raises(DiagnosticsError):
        pinned("a: [", "own.yaml")


# --- the text ---------------------------------------------------------------------------------------------------------

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**6),
    st.decimals(0, 1000, places=2),
    st.sampled_from(
        ["home", "$value", "2026-01-01", "10 h", "true", "l'ora: una", "#", "[", "3", "", "no", "è"]
    ),
)
plain = st.recursive(
    scalars,
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b.c", "true", "2 d"]), each, max_size=3)
    ),
    max_leaves=8,
)


@given(plain)
def test_what_is_written_reads_back_as_the_same(data: Any) -> None:
    assert read(f"key: {flow(data)}\n", "x.yaml").data == {"key": data}


@given(plain, plain)
def test_only_equal_data_have_no_difference(old: Any, new: Any) -> None:
    assert (not list(differences(old, new))) is (old == new)
    assert not list(differences(old, old))


def test_a_decimal_is_written_as_it_is() -> None:
    assert flow(Decimal("24.50")) == "24.50"


PIN: dict[str, Any] = {kind: {} for kind in KINDS} | {"values": {"a": 1}}


def test_a_pin_is_put_in_the_place_of_another_and_keeps_everything_else() -> None:
    once = with_pin("a: 1\n", PIN)
    assert once.endswith("\npinned:\n  values:\n    a: 1\n")
    assert with_pin(once, PIN) == once
    moved = once.replace("a: 1\n\n#", "#", 1) + "\nb: 2\n"
    assert with_pin(moved, PIN) == once.replace("a: 1\n", "b: 2\n", 1)


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_pins_what_is_out_of_date(own: Path) -> None:
    def run(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["pin", str(own), *more])
        return done.exit_code, done.output.replace("\n", "")

    assert run("--check") == (0, "")
    changed(own, ("is: 2 h", "is: 3 h"))
    before = own.read_text(encoding="utf-8")
    assert run("--check") == (1, f"{own}: pinned to another state of its base")
    assert own.read_text(encoding="utf-8") == before
    assert run() == (0, f"{own}: pinned")
    assert load(own).id == "own"
    assert before.split("pinned:")[0] == own.read_text(encoding="utf-8").split("pinned:")[0]


def test_the_command_refuses_what_is_no_overlay(own: Path) -> None:
    done = CliRunner().invoke(app, ["pin", str(own.with_name("base.yaml"))])
    assert done.exit_code == 2
    assert "no overlay" in done.output

"""What `lint --fix` mends: the file loads, says the same, keeps its remarks, and lint is quiet there."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.engine import parse, pinned
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.fixing import FIXES, _kept, fixed
from adm_rules._internal.lint.linting import UNUSED, lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.project import LintProject, Silencer
from adm_rules._internal.lint.table import CHECKS
from tests.rules.small import rule, text

PLAIN = LintProject()


def left(written: str, code: str) -> list[int]:
    every = LintProject(levels=dict.fromkeys((*CHECKS, UNUSED), Level.NOTE))
    return [each.line for each in lint_material(Material(parse(written)), every, {code}).findings]


VALUES = """
  spare:  # of an older act
    kind: minutes
    label: {it: tetto, en: cap}
    history:
      - {is: 3 h, cites: {article: "1"}}
  # the cap of today
  cap:
    kind: minutes
    label: {it: tetto, en: cap}
    history:
      - {is: 4 h, cites: {article: "1"}}
"""
DEROGATIONS = """
  never: {when: {venue: {is: home}}, cites: {article: "1"}}
  longer:
    when: {venue: {is: home}}
    cites: {article: "1"}
"""
CAPPED = rule("{session_time: {at_most: $cap}}")
USING = rule(
    "{session_time: {at_most: 3 h}}",
    more="derogations: [{use: longer, require: {session_time: {at_most: 4 h}}}]",
)

BEFORE_AND_AFTER = {
    "double-not": (
        text(rule("{not: {not: {venue: {is: home}}}}  # twice")),
        "    require: {venue: {is: home}}  # twice\n",
    ),
    "group-of-one": (text(rule("{all: [{any: [{venue: {is: home}}]}]}")), "require: {venue: {is: home}}\n"),
    "nested-group": (
        text(
            rule(
                '{all: [{venue: {is: home}}, {all: [{session_time: {at_most: "3 h"}}, {holiday: {is: true}}]}]}'
            )
        ),
        'require: {all: [{venue: {is: home}}, {session_time: {at_most: "3 h"}}, {holiday: {is: true}}]}\n',
    ),
    "list-of-one": (text(rule("{venue: {one_of: [home]}}")), "require: {venue: {is: home}}\n"),
    "not-of-comparison": (text(rule("{not: {venue: {is: home}}}")), "require: {venue: {is_not: home}}\n"),
    "message-no-stop": (
        text(
            rule(
                "{venue: {is: home}}",
                otherwise="{severity: error, message: {it: L'accesso no, en: 'It''s not'}}",
            )
        ),
        'message: {it: "L\'accesso no.", en: "It\'s not."}}\n',
    ),
    "unused-alias": (
        text(rule("{session_time: {as: length, at_most: 3 h}}")),
        "require: {session_time: {at_most: 3 h}}\n",
    ),
    "unused-value": (text(CAPPED, values=VALUES), "values: \n  # the cap of today\n  cap:\n"),
    "unused-derogation": (text(USING, derogations=DEROGATIONS), "derogations: \n  longer:\n"),
}


def test_what_can_be_mended_is_shown_here() -> None:
    assert set(BEFORE_AND_AFTER) == set(FIXES)


@pytest.mark.parametrize("code", FIXES)
def test_what_is_mended_is_quiet_and_says_the_same(code: str) -> None:
    before, after = BEFORE_AND_AFTER[code]
    assert left(before, code)
    written = fixed(before, "small.yaml", PLAIN)
    assert after in written
    assert not left(written, code)
    assert fixed(written, "small.yaml", PLAIN) == written


@pytest.mark.parametrize(
    "before",
    [
        text(rule("\n      all:\n        - {venue: {is: home}}")),  # on several lines
        text(rule("{partners: {one_of: [educator]}}")),  # of a set it is another thing
        text(
            rule("{venue: {is: home}}"), values="{spare: {kind: minutes, label: {it: x, en: x}, history: []}}"
        ).replace("history: []", 'history: [{is: 3 h, cites: {article: "1"}}]'),
        text(
            rule(
                "{venue: {is: home}}",
                otherwise="\n      severity: error\n      message:\n        it: >-\n          Non va\n"
                "        en: It fails.",
            )
        ),
        text(rule("{all: [\n      {venue: {is: home}}]}")),  # in brackets, on several lines
        text(rule("{venue: {is: home}}")),
    ],
)
def test_what_is_not_certain_is_left_alone(before: str) -> None:
    assert fixed(before, "small.yaml", PLAIN) == before


def test_one_change_that_cannot_be_kept_does_not_keep_the_others_away() -> None:
    sets = rule("{all: [{partners: {one_of: [educator]}}, {venue: {one_of: [home]}}]}")
    both = text(sets, rule("{not: {not: {venue: {is: home}}}}", id="s"))
    written = fixed(both, "small.yaml", PLAIN)
    assert "require: {venue: {is: home}}\n" in written
    assert "one_of: [educator]" in written


def test_what_does_not_load_any_more_is_not_kept() -> None:
    assert _kept(parse(BEFORE_AND_AFTER["double-not"][0]), "rules: 3", "small.yaml") is None


def test_what_a_project_silences_stays() -> None:
    before = BEFORE_AND_AFTER["double-not"][0]
    both = ("double-not", "not-of-comparison")
    silent = LintProject(silencers=tuple(Silencer(each, "r", "the form of the act") for each in both))
    assert fixed(before, "small.yaml", silent) == before
    idle = LintProject(silencers=(Silencer("nested-group", "r", "the form of the act"),))
    assert fixed(before, "small.yaml", idle) == fixed(before, "small.yaml", PLAIN) != before


OVERLAY = """
language: 1
id: overlay
title: {it: Prova, en: Trial}
version: "1"
extends: {rules: medio_olona}
adopted: {act: atto inventato, body: Ente di prova, on: 2027-01-01}
rules:
  - id: overlay.r
    title: {it: Regola di prova, en: Trial rule}
    norms: [TST-01-01]
    cites: {article: "1"}
    per: session
    require: {all: [{venue: {is: home}}]}
    otherwise: {severity: error, message: {it: Non va., en: It fails.}}
"""


def test_of_an_overlay_its_own_rules_are_mended() -> None:
    written = fixed(pinned(OVERLAY, "overlay.yaml"), "overlay.yaml", PLAIN)
    assert "    require: {venue: {is: home}}\n" in written


# --- the command ------------------------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lint", *map(str, arguments), "--lang", "en"])
    return done.exit_code, done.output


def test_the_difference_is_shown_and_then_written(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    before, after = BEFORE_AND_AFTER["double-not"]
    path.write_text(before)
    code, said = run(path, "--diff")
    assert code == 1
    assert f"+{after}" in said
    assert path.read_text() == before
    code, said = run(path, "--fix")
    assert code == 0
    assert "double-not" not in said
    assert after in path.read_text()
    assert run(path, "--diff") == (0, "")
    assert run(path, "--fix")[0] == 0


def test_the_shipped_rule_sets_have_nothing_to_mend() -> None:
    assert run("medio_olona", "scheda_comunale", "--diff") == (0, "")

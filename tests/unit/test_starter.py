"""The rule set to start from: it loads, its examples come out, its register agrees; nothing is overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import load
from adm_rules._internal.facts import registry
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.examples import run_suite, suites
from adm_rules._internal.review.register import FATES, find_register
from adm_rules._internal.review.starter import NAME, STARTER, begin


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rule set just begun."""
    (made, *_) = begin(tmp_path / "valle")
    return made


def test_it_is_called_as_its_folder(rules: Path) -> None:
    assert rules.name == "valle.yaml"
    loaded = load(str(rules))
    assert (loaded.regulation.id, loaded.notices) == ("valle", ())
    written = [path for path in rules.parent.rglob("*") if path.is_file()]
    assert len(written) == 3
    assert all(NAME not in path.read_text(encoding="utf-8") + str(path) for path in written)


def test_its_examples_show_every_verdict_of_every_rule(rules: Path) -> None:
    (suite,) = suites(str(rules))
    result = run_suite(suite)
    assert not result.failed
    assert result.lacking == {}
    assert {example.rule for example in suite.examples} == {rule.id for rule in suite.rules.rules}


def test_no_threshold_side_is_left_without_an_example(rules: Path) -> None:
    done = CliRunner().invoke(app, ["test", "--strict", str(rules)])
    assert done.exit_code == 0, done.output


def test_its_register_agrees_and_shows_what_a_norm_may_become(rules: Path) -> None:
    register = find_register(str(rules), "valle")
    assert check_register(register, load(str(rules)).regulation, registry()) == ()
    assert {norm.fate for norm in register.norms} == set(FATES) - {"definition"}


def test_nothing_is_overwritten(rules: Path) -> None:
    rules.write_text("mine", encoding="utf-8")
    with pytest.raises(AdmRulesError, match=r"valle\.yaml` is there already: nothing was written"):
        begin(rules.parent)
    assert rules.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Valle", "`Valle` is no name of a rule set"),
        ("valle-1", "is no name of a rule set: write lower-case letters, digits and `_`"),
        ("tirano", "`tirano` is shipped with the library"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(AdmRulesError, match=re.escape(told)):
        begin(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "valle").write_text("a file", encoding="utf-8")
    with pytest.raises(AdmRulesError, match=r"valle` cannot be written: "):
        begin(tmp_path / "valle")


def test_the_starter_itself_is_a_rule_set() -> None:
    assert load(str(STARTER / f"{NAME}.yaml")).regulation.id == NAME


def test_the_command_writes_and_says_what_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["new", "district", "valle"])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "valle/valle.yaml: written",
        "valle/norms/valle.csv: written",
        "valle/examples/valle/rules.yaml: written",
        "valle/schemas/rules.json: written",
        "valle/schemas/examples.json: written",
        "next: adm-rules show valle/valle.yaml",
    ]
    again = CliRunner().invoke(app, ["new", "district", "valle"])
    assert (again.exit_code, again.stdout) == (2, "")
    assert "error: `valle/valle.yaml` is there already" in again.stderr

"""``adm-rules coverage``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.loader import find
from adm_rules._internal.review import register
from tests.unit.test_review_coverage import EXAMPLES, LEFT, VALUE
from tests.unit.test_review_register import ORDER, ROW, RULES, sheet

runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, ["coverage", *arguments], env={"COLUMNS": "160"})


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of shipped rules with one rule set, its register and its examples."""
    (tmp_path / "small.yaml").write_text(RULES.regulation.text, encoding="utf-8")
    (tmp_path / "norms").mkdir()
    no_fate = {**ROW, "id": "TST-09-09", "fate": "", "rules": ""}
    (tmp_path / "norms" / "small.csv").write_text(sheet(ROW, ORDER, VALUE, LEFT, no_fate), encoding="utf-8")
    (tmp_path / "examples" / "small").mkdir(parents=True)
    (tmp_path / "examples" / "small" / "e.yaml").write_text(EXAMPLES, encoding="utf-8")
    for module in (find, register, __import__("adm_rules._internal.review.examples", fromlist=["x"])):
        monkeypatch.setattr(module, "shipped", lambda: tmp_path)


def test_the_matrix_is_shown_article_by_article() -> None:
    done = run("small", "--lang", "en")
    assert done.exit_code == 1
    assert done.stdout.startswith("Trial\nsmall · 5 norms, 2 rules, 2 examples\n\nArt. 1\n")
    lines = " ".join(done.stdout.split())
    assert "TST-01-01 · Sessions are short. · encoded · longest (examples: 2)" in lines
    assert "TST-02-01 · Sessions are short. · value · users" in lines
    assert "TST-02-02 · Sessions are short. · left to people · an a|m" in lines
    assert "TST-09-09 · Sessions are short. · –" in lines
    assert "all 5 2 (40 %) – 1 (20 %) – 1 (20 %) –" in lines


def test_where_register_and_rules_disagree_is_told() -> None:
    done = run("small")
    assert done.exit_code == 1
    assert done.stderr.startswith("rules/norms/small.csv:6:1: error[no-fate]: `TST-09-09` has no fate")
    assert done.stderr.count("error[") == 1


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A rule file of one's own with its register and its examples, in another folder."""
    folder = tmp_path / "own"
    (folder / "norms").mkdir(parents=True)
    (folder / "examples" / "small").mkdir(parents=True)
    (folder / "mine.yaml").write_text(RULES.regulation.text, encoding="utf-8")
    (folder / "norms" / "small.csv").write_text(sheet(ROW, ORDER), encoding="utf-8")
    (folder / "examples" / "small" / "e.yaml").write_text(EXAMPLES, encoding="utf-8")
    reasons = "rules,subject,fate,reason_it,reason_en\nsmall,session,nobody_must,nessun ritmo,no rhythm\n"
    (folder / "presupposed.csv").write_text(reasons, encoding="utf-8")
    return folder


@pytest.mark.parametrize("option", [(), ("--rules",)])
def test_a_rule_file_of_ones_own_has_its_register_beside_it(own: Path, option: tuple[str, ...]) -> None:
    done = run(*option, str(own / "mine.yaml"), "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "small · 2 norms, 2 rules, 2 examples" in done.stdout
    assert "longest (examples: 2)" in done.stdout


def test_what_no_rule_asks_for_is_a_warning(own: Path) -> None:
    (own / "presupposed.csv").unlink()
    done = run("--rules", str(own / "mine.yaml"), "--lang", "en")
    assert done.exit_code == 0
    assert "warning[nobody-asks]: small: no rule asks that there be an element of `session`" in done.stderr


def test_a_register_can_be_named(own: Path) -> None:
    other = own / "other.csv"
    other.write_text(sheet(ROW, {**ORDER, "rules": "first gone"}), encoding="utf-8")
    done = run("--rules", str(own / "mine.yaml"), "--register", str(other))
    assert done.exit_code == 1
    assert f"{other}:3:1: error[unknown-rule]: `TST-01-02` names the rule `gone`" in done.stderr
    other.write_text("id\n", encoding="utf-8")
    done = run("--rules", str(own / "mine.yaml"), "--register", str(other))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "error[wrong-header]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("small", "--rules", "small"), "error: name the rule set once"),
        (("--register", "x.csv"), "error: name the rule set that the register is about"),
        (("small", "--register", "x.csv"), "error: the register `x.csv` cannot be read: No such file"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_without_a_name_the_totals_of_all_are_shown() -> None:
    done = run()
    assert done.exit_code == 1
    assert "tradotta in regole" in done.stdout
    assert "small 5 2 (40 %) – 1 (20 %) – 1 (20 %) –" in " ".join(done.stdout.split())


def test_the_matrix_is_data_a_table_and_a_page() -> None:
    assert json.loads(run("small", "--format", "json").stdout)["rules"] == "small"
    assert [each["rules"] for each in json.loads(run("--format", "json").stdout)] == ["small"]
    rows = list(csv.DictReader(io.StringIO(run("small", "--format", "csv").stdout), delimiter=";"))
    assert [row["norm"] for row in rows] == ["TST-01-01", "TST-01-02", "TST-02-01", "TST-02-02", "TST-09-09"]
    page = run("small", "--format", "markdown").stdout
    assert page.startswith("# Coverage: Trial\n")
    assert run("--format", "markdown").stdout == page


def test_a_rule_set_without_a_register_is_told(tmp_path: Path) -> None:
    (tmp_path / "lone.yaml").write_text(RULES.regulation.text, encoding="utf-8")
    done = run("lone")
    assert done.exit_code == 2
    assert "error: the rule set `lone` has no register of norms (there are: small)" in done.stderr

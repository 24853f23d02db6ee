"""One form for rule files: what they say and their comments stay, and a file in form is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import available, parse
from adm_rules._internal.review import formatting
from adm_rules._internal.review.formatting import formatted
from tests.rules.small import text

ROOT = Path(__file__).parents[2]
RULE = """\
  # The cap.
  - id: r
    require: {all: [{session_time: {at_most: 3 h}}]}   # of the day
    title: {it: Regola, en: Rule}
    norms:
    - N-1
    per: session
    cites: {article: "1"}
    # what is told
    otherwise: {severity: error, message: {it: 'Non va.', en: "It fails."}}
"""


def test_the_keys_of_a_rule_come_in_order_and_its_comments_stay() -> None:
    before = text(RULE)
    after = formatted(before, "small.yaml")
    keys = re.findall(r"^    ([a-z]+):", after, re.MULTILINE)
    assert keys == ["title", "norms", "cites", "per", "require", "otherwise"]
    for comment in ("# The cap.", "# of the day", "# what is told"):
        assert after.count(comment) == 1
    assert "    norms:\n      - N-1\n" in after
    assert "{all: [{session_time: {at_most: 3 h}}]}" in after
    assert "it: 'Non va.'" in after
    assert parse(after).fingerprint == parse(before).fingerprint
    assert formatted(after, "small.yaml") == after


@pytest.mark.parametrize("name", available())
def test_the_shipped_rule_files_are_in_form(name: str) -> None:
    path = ROOT / "rules" / f"{name}.yaml"
    before = path.read_text(encoding="utf-8")
    assert formatted(before, path.name) == before


def test_what_has_no_rules_is_set_alike_as_well() -> None:
    assert formatted("id: x\nnames:\n- a\n", "x.yaml") == "id: x\nnames:\n  - a\n"
    assert formatted("rules: [3]\n", "x.yaml") == "rules: [3]\n"
    assert formatted("- 3\n", "x.yaml") == "  - 3\n"


def test_a_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(DiagnosticsError):
        formatted("rules: [", "x.yaml")


def test_nothing_is_written_that_says_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "_ordered", lambda rule: rule.clear())
    with pytest.raises(AdmRulesError, match="its one form would say something else"):
        formatted(text(RULE), "small.yaml")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ruamel.yaml", None)
    with pytest.raises(AdmRulesError, match=r"pip install 'adm_rules\[edit\]'"):
        formatted("id: x\n", "x.yaml")


def test_the_command_checks_writes_and_is_content(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(text(RULE), encoding="utf-8")

    def run(*more: str) -> Any:
        return CliRunner().invoke(app, ["fmt", str(path), *more])

    checked = run("--check")
    assert (checked.exit_code, checked.stdout) == (1, f"{path}: has another form\n")
    assert path.read_text(encoding="utf-8") == text(RULE)
    assert (run().exit_code, run().exit_code) == (0, 0)
    assert (run("--check").exit_code, run("--check").stdout) == (0, "")
    assert CliRunner().invoke(app, ["fmt", "--check", "scheda_comunale"]).exit_code == 0
    assert CliRunner().invoke(app, ["fmt", "nowhere"]).exit_code == 2

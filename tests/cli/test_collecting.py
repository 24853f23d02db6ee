"""The pytest plugin: what it collects, how a failure reads, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adm_rules._internal.review.examples import suites
from pytest_adm_rules import _configured
from tests.rules.small import rule, text
from tests.unit.test_review_examples import ONE, document

ROOT = Path(__file__).parents[2]


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "pytest_adm_rules", "-p", "no:cacheprovider", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    env.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=env)


class Run:
    """A run of pytest within this one, with what it told."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, told: pytest.CaptureFixture[str]
    ) -> None:
        self.told = told
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def __call__(self, *arguments: str) -> tuple[int, str]:
        _configured.cache_clear()
        self.told.readouterr()
        code = pytest.main(["-p", "no:cacheprovider", "-p", "no:xdist", *arguments])
        return int(code), "".join(self.told.readouterr())


@pytest.fixture
def ran(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(folder, monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = rule("{attendance_allowance: {is: true}}", id="allowance", per="case")
    (tmp_path / "small.yaml").write_text(text(made), encoding="utf-8")
    (tmp_path / "examples" / "small").mkdir(parents=True)
    two = ONE.replace("id: one", "id: two").replace("verdict: breaches", "verdict: complies")
    (tmp_path / "examples" / "small" / "one.yaml").write_text(document(ONE, two), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nadm_rules_lang = en\n", encoding="utf-8")
    return tmp_path


def test_an_example_is_a_test_and_fails_as_the_command_tells_it(folder: Path, ran: Run) -> None:
    code, told = ran("-rA")
    assert code == 1
    assert "PASSED examples/small/one.yaml::one" in told
    assert "FAILED examples/small/one.yaml::two" in told
    assert "1 failed, 1 passed" in told
    (suite,) = suites(str(folder / "small.yaml"))
    line = suite.examples[1].position.line
    assert (
        f"✗ two · allowance\n  {folder}/examples/small/one.yaml:{line}:5\n  expected: verdict complies,"
        in told
    )
    assert "  got: verdict breaches, subject c1" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("word", "said"), [("two", "1 failed, 1 deselected"), ("allowance", "1 failed, 1 passed")]
)
def test_examples_are_chosen_by_their_id_and_their_rule(ran: Run, word: str, said: str) -> None:
    assert said in ran("-k", word)[1]


@pytest.mark.deep  # three processes that each load the library
def test_examples_are_shared_among_workers(folder: Path) -> None:
    done = alone(folder, "-n", "2")
    assert "1 failed, 1 passed" in done.stdout, done.stdout


def test_a_file_with_faults_is_told_at_its_line(folder: Path, ran: Run) -> None:
    place = folder / "examples" / "small" / "one.yaml"
    place.write_text(document(ONE.replace("verdict: breaches", "verdict: breach")), encoding="utf-8")
    code, told = ran()
    assert code == 2
    assert "did you mean `breaches`?" in told


def test_a_project_names_other_files_and_the_rules_that_judge_them(folder: Path, ran: Run) -> None:
    (folder / "checks").mkdir()
    (folder / "examples" / "small" / "one.yaml").rename(folder / "checks" / "one.yaml")
    (folder / "checks" / "other.yml").write_text("examples: []\n", encoding="utf-8")
    assert ran()[0] == 5  # nothing is collected
    named = folder / "adm-rules.toml"
    named.write_text('[pytest.examples]\n"checks/*.yaml" = "small.yaml"\n', encoding="utf-8")
    assert "1 failed, 1 passed" in ran()[1]
    named.write_text('[pytest.examples]\n"checks/*.yaml" = "tirano"\n', encoding="utf-8")
    assert "`tirano` has no rule `allowance`" in ran()[1]
    named.write_text("[pytest\n", encoding="utf-8")
    assert f"{named}: Expected" in ran()[1]


def test_the_library_is_not_loaded_before_there_is_an_example(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n\n\ndef test_a():\n    assert 'pytest_adm_rules' in sys.modules\n"
        "    assert not [name for name in sys.modules if name.split('.')[0] == 'adm_rules']\n",
        encoding="utf-8",
    )
    (tmp_path / "some.yaml").write_text("a: 1\n", encoding="utf-8")
    done = alone(tmp_path)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout

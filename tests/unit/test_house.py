"""The promises about the repository itself: layers, light imports, house rules, catalogue, code in prose."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from tools.check_house import MOST_LINES, faults, files
from tools.publiccode import Publiccode, read

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "adm_rules"
PROSE = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
HEAVY = {
    "altair",
    "holidays",
    "hypothesis",
    "icalendar",
    "narwhals",
    "numpy",
    "pandas",
    "pyarrow",
    "rich",
    "typer",
}


# --- light ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["import adm_rules", "import adm_rules; adm_rules.load('tirano')"])
def test_the_library_loads_nothing_heavy(use: str) -> None:
    names = "sorted({name.split('.')[0] for name in sys.modules})"
    script = f"{use}\nimport json, sys\nprint(json.dumps({names}))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert HEAVY.isdisjoint(json.loads(done.stdout))


# --- layers -----------------------------------------------------------------------------------------------


def layers_say(source: Path) -> str:
    """What the layer check prints about the packages in ``source``."""
    tool = str(Path(sys.executable).with_name("lint-imports"))
    command = [tool, "--no-cache", "--no-logo", "--config", str(ROOT / ".importlinter")]
    env = {**os.environ, "PYTHONPATH": str(source), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=source, env=env)
    return done.stdout


#: Lines that the layers forbid, with the modules that they are added to, and what is said of each.
FORBIDDEN = [
    (
        "values/logic",
        "import adm_rules._internal.loader",
        "adm_rules._internal.values is not allowed to import adm_rules._internal.loader",
    ),
    ("values/logic", "import yaml", "adm_rules._internal.values.logic -> yaml"),
    (
        "values/logic",
        "import adm_rules._internal.values.operators",
        "No cycles are allowed in adm_rules._internal.values",
    ),
    ("engine", "import rich", "adm_rules._internal.engine -> rich"),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the layer check prints about a copy of the package that is spoiled in every way."""
    source = tmp_path_factory.mktemp("spoiled")
    package = source / "adm_rules" / "_internal"
    shutil.copytree(PACKAGE, source / "adm_rules", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "helpers.py").write_text('"""A module that nobody gave a place."""\n')
    for name, line, _ in FORBIDDEN:
        module = package / f"{name}.py"
        module = module if module.exists() else package / name / "__init__.py"
        module.write_text(f"{module.read_text()}\n{line}\n")
    return layers_say(source)


def test_a_module_without_a_layer_is_refused(said: str) -> None:
    assert "- adm_rules._internal.helpers" in said


@pytest.mark.parametrize("told", [told for _, _, told in FORBIDDEN])
def test_an_import_that_the_layers_forbid_is_refused(said: str, told: str) -> None:
    assert told in said


# --- house rules ------------------------------------------------------------------------------------------


# Split in two, or this file would break the rules that it tests.
BAD_LINES = {
    "tax code": "AAABBB" + "80A01F205X",
    "tax code with letters for digits": "aaabbb" + "8lamnf2luX",
    "registry": "pypi" + ".org",
    "registry option": "pip install --find" + "-links wheels",
    "machine": 'open("/' + 'home/someone/case.json")',
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_line_that_breaks_a_house_rule_is_named(bad: str) -> None:
    (fault,) = faults("docs/page.md", f"fine\nfine\n{bad}\n".encode())
    assert fault.startswith("docs/page.md:3: ")
    assert bad not in fault


@pytest.mark.parametrize(
    "fine", ["minor-0001", "ABCDEF", "3f2a" * 16, "${DIR}/home/case.yaml", "src/home/case", "python.org"]
)
def test_an_innocent_line_is_left_alone(fine: str) -> None:
    assert faults("README.md", fine.encode()) == []


def test_a_long_module_is_named_only_in_the_library() -> None:
    at_most, too_long = b"x = 1\n" * MOST_LINES, b"x = 1\n" * (MOST_LINES + 1)
    assert faults("src/adm_rules/big.py", at_most) == []
    assert len(faults("src/adm_rules/big.py", too_long)) == 1
    assert faults("tests/unit/test_big.py", too_long) == []


def test_a_binary_file_has_no_lines() -> None:
    assert faults("logo.png", b"\x89PNG\xff\xfe") == []


def test_the_checked_files_are_those_of_the_repository() -> None:
    names = files(ROOT)
    assert "src/adm_rules/py.typed" in names
    assert not [name for name in names if name.startswith(".venv/")]


# --- what the project says of itself ----------------------------------------------------------------------


def test_publiccode_is_valid_and_says_the_same_in_both_languages() -> None:
    card = read(ROOT / "publiccode.yml")
    assert set(card.description) == set(card.localisation.available_languages) == {"it", "en"}
    italian, english = card.description["it"], card.description["en"]
    assert len(italian.features) == len(english.features)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("softwareType", "programme"),
        ("url", "not a url"),
        ("platforms", []),
        ("releaseDate", "31/12/2026"),
        ("maintenance", {"type": "internal"}),
        ("inventedKey", True),
    ],
)
def test_a_wrong_edit_of_publiccode_is_refused(key: str, value: object) -> None:
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    with pytest.raises(ValidationError, match=key):
        Publiccode.model_validate({**card, key: value})


def test_the_changelog_knows_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "parts"),
    [("constraints-dev.txt", ("", "cli", "ics", "dev")), ("benchmarks/constraints.txt", ("bench",))],
)
def test_every_pinned_tool_is_asked_for_and_the_other_way_round(file: str, parts: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {"": project["dependencies"], **project["optional-dependencies"]}
    wanted = [line for part in parts for line in extras[part]]
    pinned = [
        line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+==[0-9][0-9a-z.]*", line) for line in pinned)
    assert {re.split("[>=]", line)[0].lower() for line in wanted} == {
        line.split("=")[0].lower() for line in pinned
    }


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_in_prose_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    document = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()]).parse(page)
    for example in document.examples():
        example.evaluate()


SKIPPING = {
    "test_skips.py": "import pytest\n\ndef test_a() -> None:\n    pytest.skip('no tool')\n",
    "test_lacks.py": "import pytest\npytest.importorskip('no_such_tool')\n",
}


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_in_ci_a_missing_tool_is_no_reason_to_skip(tmp_path: Path, ci: str, code: int) -> None:
    for name, text in {**SKIPPING, "test_fine.py": "def test_b() -> None:\n    pass\n"}.items():
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["--continue-on-collection-errors", f"--rootdir={tmp_path}", str(tmp_path)]
    env = {**os.environ, "CI": ci}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=env)
    assert done.returncode == code, done.stdout
    assert ("1 failed, 1 passed, 1 error" in done.stdout) is bool(ci)


LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]+)")


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


#: Classes of one name, and what tells them apart.
NAMESAKES = {
    "Not": "a negation as written, and as compiled",
    "Report": "what a check gives, and a report of the case's file",
}


def test_no_two_classes_share_a_name() -> None:
    found = Counter(
        node.name
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, times in found.items() if times > 1} == set(NAMESAKES)

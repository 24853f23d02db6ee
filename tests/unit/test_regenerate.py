"""Regenerating: all steps or nothing, each on what those before it wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.regenerate import STEPS, main

FIRST = "from pathlib import Path\nPath('made.txt').write_text(Path('source.txt').read_text().upper())\n"
SECOND = """
from pathlib import Path
Path('page.md').write_text(Path('made.txt').read_text() * 2)
Path('old.md').unlink()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of two steps, of which nothing is up to date."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "tools").mkdir()
    texts = {
        "tools/first.py": FIRST,
        "tools/second.py": SECOND,
        "source.txt": "a",
        "page.md": "x",
        "old.md": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    names = [path for path in root.glob("*") if path.is_file()]
    return {path.name: path.read_text(encoding="utf-8") for path in names}


def test_each_step_builds_on_those_before_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], root, ("first", "second")) == 0
    assert texts(root) == {"source.txt": "a", "made.txt": "A", "page.md": "AA"}
    assert capsys.readouterr().out == "made.txt: written\nold.md: taken away\npage.md: written\n"


def test_a_step_that_fails_leaves_everything_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tools" / "broken.py").write_text("raise SystemExit('the overlay is broken')\n", encoding="utf-8")
    before = texts(root)
    assert main([], root, ("first", "broken", "second")) == 1
    assert texts(root) == before
    said = capsys.readouterr().out
    assert said == "tools/broken.py failed:\nthe overlay is broken\nnothing was written\n"


def test_checking_names_what_is_out_of_date_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(root)
    assert main(["--check"], root, ("first", "second")) == 1
    assert texts(root) == before
    assert "page.md: out of date: run make regenerate\n" in capsys.readouterr().out
    main([], root, ("first",))
    assert main(["--check"], root, ("first",)) == 0


def test_every_script_that_writes_is_a_step() -> None:
    tools = Path(__file__).parents[2] / "tools"
    writing = {
        path.stem for path in tools.glob("*.py") if "from tools.writing import" in path.read_text("utf-8")
    }
    assert writing == set(STEPS)

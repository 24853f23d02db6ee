"""What the run of all tests says of lines that none of them reaches."""

from __future__ import annotations

from pathlib import Path

from tests.tracing import not_reached

TEXT = """\
def word(one):
    match one:
        case 1:
            return "one"
    assert_never(one)


def sign(one):
    if one:
        return "+"
    return "-"
"""


def reached(path: Path, **found: list[object]) -> list[str]:
    path.write_text(TEXT, encoding="utf-8")
    every = {"executed_lines": [1, 2, 4], "missing_lines": [], "missing_branches": [], **found}
    return list(not_reached({"files": {str(path): every}}, [path]))


def test_what_is_reached_whole_is_not_told(tmp_path: Path) -> None:
    assert reached(tmp_path / "a.py") == []


def test_lines_and_branches_that_are_not_reached_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    assert reached(path, missing_lines=[10, 11]) == [f"{path}: 10-11"]
    assert reached(path, missing_branches=[(9, 11)]) == [f"{path}: 9->11"]
    assert reached(path, missing_branches=[(9, 0)]) == [f"{path}: 9->exit"]


def test_the_end_of_a_closed_list_is_never_reached(tmp_path: Path) -> None:
    assert reached(tmp_path / "a.py", missing_branches=[(2, 5)]) == []


def test_a_file_that_nothing_imports_is_told(tmp_path: Path) -> None:
    assert list(not_reached({"files": {}}, [tmp_path / "b.py"])) == [f"{tmp_path / 'b.py'}: never imported"]

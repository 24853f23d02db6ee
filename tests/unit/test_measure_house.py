"""The measures of a package whose numbers are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.measure_house import depth, imports, modules, percentile, rooms, table, weights

FILES = {
    "__init__.py": '"""The package.\n\nTwo lines more."""\n',
    "low.py": '# a comment\nLIMIT = 3\n\n\nclass Thing:\n    """A thing."""\n\n    def size(self):\n        return 3\n',
    "high.py": (
        "from typing import TYPE_CHECKING\n"
        "from toy.low import LIMIT\n"
        "from .rooms import left\n"
        "if TYPE_CHECKING:\n    import toy.rooms.right\n"
        "def long() -> int:\n" + "    x = 1\n" * 31 + "    return x\n"
    ),
    "rooms/__init__.py": "",
    "rooms/left.py": (
        "import toy.low\n"
        "class Thing:\n    pass\n"
        'def name() -> str:\n    """A name."""\n    from toy.rooms import right\n    return right.NAME\n'
    ),
    "rooms/right.py": "from importlib import import_module\nNAME = import_module('toy.rooms.left').__name__\n",
}


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "toy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "toy" / name).write_text(text, encoding="utf-8")
    return tmp_path / "toy"


def test_the_table_of_a_package_counts_what_is_there(toy: Path) -> None:
    found = table(toy)
    assert found["modules"] == "6"
    assert found["lines (code / docstring / blank)"] == "59 (50 / 5 / 3)"
    assert found["functions; classes"] == "3; 2"
    assert found["functions over 30 lines"] == "1 (toy.high.long 32)"
    assert found["public functions with docstring"] == "33%"
    assert found["functions with their return annotated"] == "67%"
    assert found["classes of equal name"] == "1: Thing"
    assert "modules entered" not in found


def test_the_weight_of_a_room_leaves_out_what_tools_write(toy: Path) -> None:
    inside = toy / "_internal" / "hall"
    inside.mkdir(parents=True)
    for name, text in (("made", '"""Rows.\n\nWritten by ``tools/gen``.\n"""\n'), ("door", "OPEN = True\n")):
        (inside / f"{name}.py").write_text(text, encoding="utf-8")
    assert weights(modules(toy)) == {"for users": 59, "written by tools": 4, "hall": 1}


def test_imports_count_wherever_they_stand_but_not_for_the_type_checker(toy: Path) -> None:
    graph = imports(modules(toy))
    assert graph["toy.high"] == {"toy.low", "toy.rooms.left"}
    assert graph["toy.rooms.left"] == {"toy.low", "toy.rooms.right"}
    assert graph["toy.rooms.right"] == {"toy.rooms.left"}
    assert depth(graph) == 3
    assert table(toy)["circles"] == "2: toy.rooms"


def test_a_share_of_numbers_lies_below_their_percentile() -> None:
    assert percentile(list(range(1, 11)), 0.9) == 9
    assert percentile(list(range(1, 12)), 0.9) == 10
    assert percentile([], 0.5) == 0


def test_rooms_import_those_next_to_them() -> None:
    inside = "adm_rules._internal"
    graph = {
        f"{inside}.top": frozenset({f"{inside}.middle.one", f"{inside}.low"}),
        f"{inside}.middle": frozenset(),
        f"{inside}.middle.one": frozenset({f"{inside}.low", f"{inside}.middle.two", "adm_rules.version"}),
        f"{inside}.middle.two": frozenset({f"{inside}.middle"}),
        f"{inside}.low": frozenset(),
        "adm_rules.version": frozenset(),
        "adm_rules": frozenset({f"{inside}.top"}),
    }
    assert list(rooms(graph).items()) == [
        ("top", frozenset({"middle"})),
        ("middle", frozenset({"low"})),
        ("low", frozenset()),
    ]

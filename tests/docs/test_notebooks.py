"""The notebooks run as they are stored, and show the same on every machine; `regenerate --check` runs them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adm_rules import display
from tools.gen_notebooks import NOTEBOOKS, ROOT, cells, notebook, run

STORED = sorted(NOTEBOOKS.glob("*.ipynb"))


def stored(name: str) -> Any:
    return json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))


def test_every_script_has_its_notebook() -> None:
    assert [each.stem for each in STORED] == sorted(each.stem for each in NOTEBOOKS.glob("*.py"))
    assert len(STORED) == 4


@pytest.mark.parametrize("name", [each.stem for each in STORED])
def test_a_notebook_shows_what_it_came_to_and_no_machine(name: str) -> None:
    made = stored(name)
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in made["cells"]}) == len(made["cells"])
    outputs = [output for cell in made["cells"] for output in cell.get("outputs", ())]
    assert any("text/html" in output.get("data", {}) for output in outputs)
    text = json.dumps(made)
    assert str(ROOT) not in text
    assert str(Path.home()) not in text
    assert "/tmp" not in text
    assert "<script" not in text


def test_a_notebook_comes_to_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    try:
        assert notebook((NOTEBOOKS / "isee_brackets.py").read_text("utf-8")) == stored("isee_brackets")
    finally:
        display.language("it")


def test_a_cell_prints_shows_its_last_expression_and_may_fail() -> None:
    assert run("x = 1\nprint(x)\nx + 1", {}) == [
        {"name": "stdout", "output_type": "stream", "text": ["1\n"]},
        {
            "data": {"text/plain": ["2"]},
            "execution_count": None,
            "metadata": {},
            "output_type": "execute_result",
        },
    ]
    assert run("x = 1", {}) == run("", {}) == run("None", {}) == []
    with pytest.raises(ZeroDivisionError):
        run("1 / 0", {})
    assert list(cells("# %% [markdown]\n# # Title\n#\n# text\n\n# %%\nx\n")) == [
        ("markdown", "# Title\n\ntext"),
        ("code", "x"),
    ]

"""Runs the notebooks of examples/notebooks and writes them with what they show: a step of `tools/regenerate.py`.

A notebook is written as a Python script in cells (``# %%``, text in ``# %% [markdown]``), which reads and compares like
code; the ``.ipynb`` beside it is made here. Cells run in this process, one after the other, in the folder of the
repository; an error in one stops the step. What stands in a notebook is the same on every machine.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tools.writing import write

ROOT: Final = Path(__file__).parents[1]
NOTEBOOKS: Final = ROOT / "examples" / "notebooks"
_CELL: Final = re.compile(r"^# %%(.*)$", re.MULTILINE)
_META: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cells(script: str) -> Iterator[tuple[str, str]]:
    """The cells of a script: what each is (``code`` or ``markdown``), and its text."""
    _, *parts = _CELL.split(script)
    for kind, body in zip(parts[::2], parts[1::2], strict=True):
        text = body.strip("\n")
        if "markdown" in kind:
            yield (
                "markdown",
                "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines()),
            )
        else:
            yield "code", text


def run(text: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs of a cell: what it prints, and what its last expression comes to."""
    tree = ast.parse(text)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - the cells of our own notebooks
        value = _value(last, names)
    outputs: list[dict[str, Any]] = []
    if said.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(said.getvalue())})
    if value is not None:
        outputs.append(
            {"data": shown(value), "execution_count": None, "metadata": {}, "output_type": "execute_result"}
        )
    return outputs


def _value(last: ast.stmt | None, names: dict[str, Any]) -> Any:
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307 - see above


def shown(value: Any) -> dict[str, list[str]]:
    """A value as a notebook keeps it: as HTML where it has one, and as text."""
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    return {**({} if html is None else {"text/html": _lines(html)}), "text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def notebook(script: str) -> dict[str, Any]:
    """A notebook with its outputs; its cells are named by what they say."""
    names: dict[str, Any] = {"__name__": "__main__"}
    made = []
    for n, (kind, text) in enumerate(cells(script)):
        name = hashlib.sha256(f"{n} {text}".encode()).hexdigest()[:8]
        cell: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": _lines(text)}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": run(text, names)}
        made.append(cell)
    return {"cells": made, "metadata": _META, "nbformat": 4, "nbformat_minor": 5}


def main() -> None:
    """Write every notebook."""
    os.chdir(ROOT)
    wanted = {}
    for script in sorted(NOTEBOOKS.glob("*.py")):
        made = json.dumps(notebook(script.read_text("utf-8")), ensure_ascii=False, indent=1, sort_keys=True)
        wanted[script.with_suffix(".ipynb")] = f"{made}\n"
    write(wanted)


if __name__ == "__main__":
    main()

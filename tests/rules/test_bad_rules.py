"""Wrong rule files, one small file for each thing that can be wrong, each with the diagnostics that it must give.

The lines that begin with ``#|`` at the end of a file are what a reader sees, whole: place, code, message, the line of
the file with its carets, help. After a change of a message that is meant, ``python -m tests.rules.test_bad_rules``
writes them anew; read the difference.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import adm_rules
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load, parse

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))
MARK = "#|"
#: A list of ten names or more is a part of the catalogue, which grows: the expectations leave it out.
LONG_LIST = re.compile(r"(: )\S+(?:, \S+){9,}$", re.MULTILINE)


def expected(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix(MARK)[1:] for line in lines if line.startswith(MARK))


def shown_for(path: Path) -> str:
    """What a reader is told about the file."""
    with pytest.raises(DiagnosticsError) as caught:
        parse(rule_text(path), path.name)
    return LONG_LIST.sub(r"\1[…]", str(caught.value))


def rule_text(path: Path) -> str:
    """The file without its expectation, which is no part of the rules."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(MARK)).rstrip("\n") + "\n"


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_wrong_file_is_refused_with_all_its_faults(path: Path) -> None:
    assert shown_for(path) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_fault_has_a_place_and_stands_once(path: Path) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        parse(rule_text(path), path.name)
    found = caught.value.diagnostics
    assert all(each.position is not None and each.position.file == path.name for each in found)
    assert len(set(found)) == len(found)


def test_a_file_is_loaded_with_the_same_faults() -> None:
    path = BAD / "unknown-fact.yaml"
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    assert [each.code for each in caught.value.diagnostics] == ["unknown-fact"]
    assert str(caught.value).startswith(str(path))


# --- every diagnostic has its file ------------------------------------------------------------------------------------


def _codes_in(path: Path) -> Iterator[str]:
    """The codes that a module reports: ``add("code", …)``, and ``unknown("thing", …)`` as ``unknown-thing``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                if node.func.attr == "add":
                    yield first.value
                elif node.func.attr == "unknown":
                    yield f"unknown-{first.value.replace(' ', '-')}"


def _all_codes() -> set[str]:
    """All but those of overlays, which need a second file to be wrong about."""
    root = Path(adm_rules.__file__).parent / "_internal"
    modules = [*(root / "loader").glob("*.py"), *(root / "compiler").glob("*.py")]
    found = {code for path in modules if "overlay" not in path.name for code in _codes_in(path)}
    return {code for code in found if not code.startswith("overlay-")}


def test_every_code_of_the_loader_and_the_compiler_has_a_file() -> None:
    codes = _all_codes()
    assert len(codes) > 25, "the codes are found in the sources"
    shown = "\n".join(expected(path) for path in FILES)
    assert {code for code in codes if f"error[{code}]" not in shown} == set()


def _write_anew(path: Path) -> None:
    shown = "\n".join(f"{MARK} {line}".rstrip() for line in shown_for(path).splitlines())
    path.write_text(f"{rule_text(path)}\n{shown}\n", encoding="utf-8")


if __name__ == "__main__":
    for wrong in FILES:
        _write_anew(wrong)
